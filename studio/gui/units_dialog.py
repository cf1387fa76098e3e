"""In which units, with which signs and in which money this project shows its numbers."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.design.quantity import TIME_OF_DAY
from studio.design.shown import showing
from studio.design.unit_kinds import KINDS, SYSTEMS, UnitKind
from studio.gui.answer_buttons import answer_buttons
from studio.gui.currency import rate_text
from studio.gui.inspector.quantity_edit import clock_text
from studio.gui.inspector.words import sentence
from studio.gui.money_text import CURRENCIES, shown_unit
from studio.gui.preferences import PREFERENCES
from studio.gui.session import Session
from studio.gui.value_text import value_text
from studio.text import tr

_OWN = "own"


class UnitsDialog(QDialog):
    """What is chosen becomes the project's in one undo step; the signs of numbers are the user's in every project."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("units-dialog")
        self.setWindowTitle(tr("Units of this project"))
        self._session = session
        em = self.fontMetrics().height()
        about = QLabel(tr("Values are computed and kept in SI, whatever is shown. The choice is saved in the design; "
                          "type any unit into any field, whichever is shown."), self)  # fmt: skip
        about.setWordWrap(True)
        about.setProperty("look", "muted")
        self.system = QComboBox(self)
        self.system.setObjectName("units-system")
        for name, (label, _) in SYSTEMS.items():
            self.system.addItem(tr(label), name)
        self.system.addItem(tr("Own choice"), _OWN)
        self.system.activated.connect(self._use_system)
        self.currency = QComboBox(self)
        self.currency.setObjectName("units-currency")
        self.currency.addItem(tr("As I like it: {code}", code=session.currency.liked), "")
        for code, label in CURRENCIES.items():
            self.currency.addItem(f"{code} – {tr(label)}", code)
        self.currency.setCurrentIndex(self.currency.findData(session.design.display.currency))
        self.currency.currentIndexChanged.connect(self._tell_rate)
        self.rate = QLabel(self)
        self.rate.setObjectName("units-rate")
        self.rate.setProperty("look", "muted")
        self.rate.setWordWrap(True)
        self.signs = {name: self._sign_box(name) for name in ("decimal", "thousands")}
        self.boxes: dict[str, QComboBox] = {}
        self.examples: dict[str, QLabel] = {}
        self.status = QLabel(self)
        self.status.setProperty("look", "error")
        self.status.setWordWrap(True)
        self.status.hide()
        self.buttons = answer_buttons(self, self._apply)
        self.like_button = QPushButton(tr("Like it so in every project"), self)
        self.like_button.setObjectName("units-like")
        self.like_button.setToolTip(tr("Projects that have no units of their own are shown so as well"))
        self.like_button.clicked.connect(self._like)
        self.buttons.addButton(self.like_button, QDialogButtonBox.ButtonRole.ResetRole)
        form = QFormLayout()
        form.addRow(tr("Units"), self.system)
        form.addRow(tr("Currency"), self.currency)
        form.addRow("", self.rate)
        form.addRow(tr(PREFERENCES["decimal"].label), self.signs["decimal"])
        form.addRow(tr(PREFERENCES["thousands"].label), self.signs["thousands"])
        column = QVBoxLayout(self)
        column.setSpacing(round(em * 0.5))
        for part in (about, form, self._table(), self.status, self.buttons):
            column.addLayout(part) if isinstance(part, QFormLayout) else column.addWidget(part)
        self._show_system()
        self._tell_rate()

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(round(em * 32), round(em * 38))

    def unit_of(self, name: str) -> str:
        """The unit that is chosen here for a kind of number."""
        return str(self.boxes[name].currentData())

    def _sign_box(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(f"units-{name}")
        box.setToolTip(tr(PREFERENCES[name].about))
        for value, words in PREFERENCES[name].choices:
            box.addItem(tr(words), value)
        box.setCurrentIndex(box.findData(self._session.preferences.text(name)))
        return box

    def _table(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget(area)
        grid = QGridLayout(content)
        grid.setColumnStretch(2, 1)
        for row, kind in enumerate(KINDS.values()):
            label = QLabel(tr(kind.label), content)
            box = QComboBox(content)
            box.setObjectName(f"unit-of-{kind.name}")
            box.setAccessibleName(tr(kind.label))
            for symbol in dict.fromkeys((kind.usual[0], *kind.choices)):
                box.addItem(_words(kind, symbol), symbol)
            box.setCurrentIndex(max(box.findData(self._session.units.unit_of(kind.name)), 0))
            box.currentIndexChanged.connect(self._show_system)
            label.setBuddy(box)
            example = QLabel(content)
            example.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.boxes[kind.name], self.examples[kind.name] = box, example
            for place, widget in enumerate((label, box, example)):
                grid.addWidget(widget, row, place)
        area.setWidget(content)
        return area

    def _use_system(self) -> None:
        name = self.system.currentData()
        if name == _OWN:
            return
        chosen = SYSTEMS[name][1]
        for kind, box in self.boxes.items():
            box.setCurrentIndex(max(box.findData(chosen.get(kind, KINDS[kind].usual[0])), 0))

    def _show_system(self) -> None:
        """Name the whole that the single choices make, and show what numbers look like."""
        now = self._chosen()
        known = next((name for name, (_, chosen) in SYSTEMS.items()
                      if all(now[kind] == chosen.get(kind, KINDS[kind].usual[0]) for kind in KINDS)), _OWN)  # fmt: skip
        self.system.setCurrentIndex(self.system.findData(known))
        with showing(now):
            for name, label in self.examples.items():
                label.setText(_example(KINDS[name], now[name]))

    def _chosen(self) -> dict[str, str]:
        return {name: self.unit_of(name) for name in self.boxes}

    def _tell_rate(self) -> None:
        code = self.currency.currentData() or self._session.currency.liked
        self.rate.setText(rate_text(self._session.design, code) or tr("Results are computed in US dollars."))

    def _choose_signs(self) -> None:
        for name, box in self.signs.items():
            self._session.preferences.choose(name, box.currentData())

    def _like(self) -> None:
        for name, symbol in self._chosen().items():
            self._session.preferences.choose(f"unit-{name}", symbol)
        if code := self.currency.currentData():
            self._session.preferences.choose("currency", code)
            self._session.currency.like(code)
        self._apply()

    def _apply(self) -> None:
        self._choose_signs()
        units = self._session.units
        liked = units.of_user
        own = {name: symbol for name, symbol in self._chosen().items()
               if symbol != liked.get(name, KINDS[name].usual[0])}  # fmt: skip
        refusal = units.choose(own, self.currency.currentData())
        if refusal is None:
            self.accept()
        else:
            self.status.setText(sentence(refusal.text))
            self.status.show()


def _words(kind: UnitKind, symbol: str) -> str:
    if kind.quantity is TIME_OF_DAY and symbol == "h":
        return tr("h (as a clock)")
    return shown_unit(kind.quantity, symbol)


def _example(kind: UnitKind, symbol: str) -> str:
    if kind.quantity is TIME_OF_DAY and symbol == "h":
        return clock_text(kind.example)
    return value_text(kind.example, kind.quantity, symbol, 5)
