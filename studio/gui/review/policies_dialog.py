"""What every margin policy asks for in each phase: those that ship, and the project's own to be edited."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.design import DesignError, MarginPolicy
from studio.design.margin_policy import BASES, PHASES, STANDARD, Basis
from studio.design.quantity import QUANTITIES, TEMPERATURE, TEMPERATURE_RISE, Quantity
from studio.design.review_edit import set_policies
from studio.design.unit_text import display, number_text, parse
from studio.gui.answer_buttons import answer_buttons
from studio.gui.inspector.words import sentence
from studio.gui.session import Session
from studio.gui.wide_box import WideBox
from studio.text import tr

_NAME, _BASIS, _FIRST = 0, 1, 2
_ORIGIN = Qt.ItemDataRole.UserRole
_FIXED = ("power", "mass", "temperature", "decibel", "energy", "ratio", "length", "duration", "money", "number")
"""Quantities of which a fixed amount can be asked for."""


class PoliciesDialog(QDialog):
    """Shares are typed as per cent; a fixed amount has a unit."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("policies-dialog")
        self.setWindowTitle(tr("Margin policies"))
        self._session = session
        em = self.fontMetrics().height()
        about = QLabel(tr("A requirement that names a policy is green only where it leaves the margin of the phase "
                          "that the project is in. Those above the line ship; one of your own with the same name "
                          "takes its place."), self)  # fmt: skip
        about.setWordWrap(True)
        self.table = QTableWidget(0, _FIRST + len(PHASES), self)
        self.table.setObjectName("policies-table")
        self.table.setAccessibleName(tr("Margin policies"))
        self.table.setHorizontalHeaderLabels(
            [tr("Policy"), tr("Counted as"), *(tr(label) for label in PHASES.values())])  # fmt: skip
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        header.setMinimumHeight(round(em * 4))
        for place in range(self.table.columnCount()):
            self.table.setColumnWidth(place, round(em * (7 if place >= _FIRST else 9 if place == _NAME else 13.5)))
        header.setStretchLastSection(True)
        self.source = QLineEdit(self)
        self.source.setObjectName("policies-source")
        self.source.setMaxLength(400)
        self.source.setPlaceholderText(tr("Where the policy is laid down"))
        self.source.textEdited.connect(self._take_source)
        self.table.itemSelectionChanged.connect(self._show_buttons)
        self.add_button = QPushButton(tr("Add"), self)
        self.add_button.setObjectName("policies-add")
        self.add_button.clicked.connect(lambda: self.add())
        self.copy_button = QPushButton(tr("Copy to change it"), self)
        self.copy_button.setObjectName("policies-copy")
        self.copy_button.clicked.connect(self._copy)
        self.remove_button = QPushButton(tr("Remove"), self)
        self.remove_button.setObjectName("policies-remove")
        self.remove_button.clicked.connect(self._remove)
        self.status = QLabel(self)
        self.status.setObjectName("policies-status")
        self.status.setProperty("look", "error")
        self.status.setWordWrap(True)
        self.buttons = answer_buttons(self, self._apply)
        row = QHBoxLayout()
        for button in (self.add_button, self.copy_button, self.remove_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        said = QHBoxLayout()
        label = QLabel(tr("Source"), self)
        label.setBuddy(self.source)
        said.addWidget(label)
        said.addWidget(self.source, 1)
        column = QVBoxLayout(self)
        column.setSpacing(round(em * 0.5))
        column.addWidget(about)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        column.addLayout(said)
        column.addWidget(self.status)
        column.addWidget(self.buttons)
        for policy in STANDARD:
            self._write(policy, own=False)
        for policy in session.design.review.policies:
            self._write(policy, own=True)
        self.resize(round(em * 63), round(em * 26))
        self._show_buttons()

    def add(self, policy: MarginPolicy | None = None) -> None:
        """Add a row to be filled in."""
        known = {self._text(row, _NAME) for row in range(self.table.rowCount())}
        name, number = tr("New policy"), 2
        while name in known:
            name, number = f"{tr('New policy')} {number}", number + 1
        self._write(policy or MarginPolicy(name, "demand", "", 0.2, 0.15, 0.1, 0.05, 0.0), own=True)
        row = self.table.rowCount() - 1
        self.table.setCurrentCell(row, _NAME)
        if policy is None:
            item = self.table.item(row, _NAME)
            assert item is not None
            self.table.editItem(item)

    def read(self) -> tuple[MarginPolicy, ...]:
        """The policies of the project's own as they are typed; DesignError says which cell cannot be read."""
        return tuple(self._read(row) for row in range(len(STANDARD), self.table.rowCount()))

    def _write(self, policy: MarginPolicy, *, own: bool) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        texts = {_NAME: policy.name if own else tr(policy.name)}
        for place, phase in enumerate(PHASES):
            texts[_FIRST + place] = margin_text(policy, policy.at(phase))
        for column, text in texts.items():
            item = QTableWidgetItem(text)
            if column == _NAME:
                item.setData(_ORIGIN, policy.source)
            item.setToolTip(policy.source)
            if not own:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            if column >= _FIRST:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(row, column, item)
        if own:
            box = WideBox(self.table)
            box.setObjectName(f"policy-basis:{row}")
            box.setAccessibleName(tr("Counted as"))
            for data, words in _bases():
                box.addItem(words, data)
            box.setCurrentIndex(max(box.findData(_basis_key(policy)), 0))
            self.table.setCellWidget(row, _BASIS, box)
        else:
            item = QTableWidgetItem(dict(_bases()).get(_basis_key(policy), policy.basis))
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.table.setItem(row, _BASIS, item)

    def _read(self, row: int) -> MarginPolicy:
        box = self.table.cellWidget(row, _BASIS)
        basis, _, quantity = str(box.currentData()).partition(":")  # type: ignore[attr-defined]
        name = self._text(row, _NAME).strip()
        known = QUANTITIES["ratio"] if basis != "absolute" else _difference(quantity)
        margins: list[float] = []
        for place, label in enumerate(PHASES.values()):
            typed = self._text(row, _FIRST + place)
            try:
                margins.append(parse(typed, known, "%" if basis != "absolute" else None))
            except ValueError as error:
                raise DesignError(name, f"{name}, {tr(label)}: {error}") from None
        kind: Basis = "demand" if basis == "demand" else "capability" if basis == "capability" else "absolute"
        concept, pdr, cdr, acceptance, operation = margins
        return MarginPolicy(name, kind, quantity, concept, pdr, cdr, acceptance, operation,
                            self._source(row))  # fmt: skip

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text() if item is not None else ""

    def _apply(self) -> None:
        try:
            policies = self.read()
        except DesignError as error:
            self.status.setText(sentence(error.text))
            return
        refusal = self._session.edit(tr("Margin policies"), lambda design: set_policies(design, policies))
        if refusal is None:
            self.accept()
        else:
            self.status.setText(sentence(refusal.text))

    def _copy(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(STANDARD):
            self.add(STANDARD[row])

    def _remove(self) -> None:
        if self.table.currentRow() >= len(STANDARD):
            self.table.removeRow(self.table.currentRow())

    def _source(self, row: int) -> str:
        item = self.table.item(row, _NAME)
        return str(item.data(_ORIGIN) or "").strip() if item is not None else ""

    def _take_source(self, text: str) -> None:
        item = self.table.item(self.table.currentRow(), _NAME)
        if item is not None:
            item.setData(_ORIGIN, text)

    def _show_buttons(self) -> None:
        row = self.table.currentRow()
        self.copy_button.setEnabled(0 <= row < len(STANDARD))
        self.remove_button.setEnabled(row >= len(STANDARD))
        self.source.setReadOnly(row < len(STANDARD))
        if self.source.text() != self._source(row):
            self.source.setText(self._source(row))
            self.source.setCursorPosition(0)
            self.source.setToolTip(self._source(row))


def margin_text(policy: MarginPolicy, asked: float) -> str:
    """What a policy asks for, with its unit."""
    if policy.basis != "absolute":
        return f"{number_text(100.0 * asked, 4)} %"
    return display(asked, _difference(policy.quantity), None, 4)


def _bases() -> tuple[tuple[str, str], ...]:
    """Each way to count a margin: a share, or an amount of one quantity."""
    shares = tuple((f"{basis}:", tr(label)) for basis, label in BASES.items() if basis != "absolute")
    fixed = tuple((f"absolute:{name}", f"{tr(BASES['absolute'])}: {tr(QUANTITIES[name].label)}") for name in _FIXED
                  if name in QUANTITIES)  # fmt: skip
    return shares + fixed


def _basis_key(policy: MarginPolicy) -> str:
    return f"{policy.basis}:{policy.quantity if policy.basis == 'absolute' else ''}"


def _difference(name: str) -> Quantity:
    found = QUANTITIES.get(name, QUANTITIES["number"])
    return TEMPERATURE_RISE if found is TEMPERATURE else found
