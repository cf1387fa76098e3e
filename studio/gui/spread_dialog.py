"""Asks how far a number of the design may be off, and says what it would bring by itself."""

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QLineEdit, QWidget

from studio.analysis.study.uncertainty import default_spread
from studio.analysis.study.uncertainty.uncertain import value_of
from studio.analysis.study.uncertainty.words import spread_text
from studio.design import DesignError
from studio.design.edit import field_at
from studio.design.quantity import NUMBER, RATIO, Quantity
from studio.design.spread import Kind, Spread
from studio.design.spread_edit import may_be_relative, set_spread, spread_of
from studio.design.unit_text import display, number_text, parse
from studio.gui.answer_buttons import answer_buttons
from studio.gui.inspector.words import sentence
from studio.gui.quantity_role import PROPERTY
from studio.gui.session import Session
from studio.gui.source_text import CONFIDENCE
from studio.gui.value_text import difference_quantity, field_label, typeset
from studio.text import mark, tr

_KINDS: tuple[tuple[Kind, str], ...] = (
    ("range", mark("Range: anything between, all alike")), ("normal", mark("Normal: near the middle")),
    ("triangular", mark("Triangle: likeliest at one value")),
)  # fmt: skip
_SHOWN: dict[str, tuple[str, ...]] = {
    "": (), "range": ("low", "high"), "normal": ("mode", "deviation"), "triangular": ("low", "mode", "high"),
}


class SpreadDialog(QDialog):
    """OK makes one undo step, or says why the spread cannot be."""

    def __init__(self, session: Session, path: str, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("spread-dialog")
        self.setProperty(PROPERTY, path)
        self._session, self._path = session, path
        design = session.design
        self._spec = field_at(design, path)
        self._quantity: Quantity = self._spec.quantity or NUMBER
        self._unit = unit if self._quantity.unit(unit) is not None else self._quantity.shown
        label = field_label(path, self._spec.label)
        self.setWindowTitle(tr("Spread of “{field}”", field=label))
        known = spread_of(design, path)
        self.now = QLabel(self)
        self.now.setProperty("look", "muted")
        self.now.setWordWrap(True)
        self.kind = self._choice("kind", tr("Kind of spread"))
        self.kind.addItem(tr("None of its own"), "")
        for kind, words in _KINDS:
            self.kind.addItem(tr(words), kind)
        self.measure = self._choice("measure", tr("What the numbers are"))
        self.measure.addItem(tr("Values of the field"), False)
        if may_be_relative(self._spec):
            self.measure.addItem(tr("Per cent of the value, from the value"), True)
        self.numbers = {name: self._line(name, words) for name, words in (
            ("low", tr("Least")), ("mode", tr("Likeliest")), ("high", tr("Most")),
            ("deviation", tr("Standard deviation")))}  # fmt: skip
        self.numbers["mode"].setPlaceholderText(tr("the value itself"))
        self.source = self._line("source", tr("Source"))
        self.confidence = self._choice("confidence", tr("How far to trust it"))
        for name, words in CONFIDENCE.items():
            self.confidence.addItem(tr(words), name)
        self.confidence.setCurrentIndex(self.confidence.findData("assumed"))
        self.problem = QLabel(self)
        self.problem.setObjectName("spread-problem")
        self.problem.setProperty("look", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        buttons = answer_buttons(self, self._finish)
        self._form = QFormLayout(self)
        self._form.addRow(self.now)
        self._form.addRow(tr("Kind"), self.kind)
        self._form.addRow(tr("Given as"), self.measure)
        for line in self.numbers.values():
            self._form.addRow(line.accessibleName(), line)
        self._form.addRow(tr("Source"), self.source)
        self._form.addRow(tr("Confidence"), self.confidence)
        self._form.addRow(self.problem)
        self._form.addRow(buttons)
        self.setMinimumWidth(round(self.fontMetrics().height() * 28))
        self._tell_now()
        self._show(known)
        self.kind.activated.connect(lambda _: self._begin())
        self.measure.activated.connect(lambda _: self._begin())

    def spread(self) -> Spread | None:
        """What was typed; ValueError where a number cannot be read."""
        kind: Kind | str = self.kind.currentData()
        if kind not in {"range", "normal", "triangular"}:
            return None
        read = {name: self._read(name) for name in _SHOWN[kind] if name != "mode" or self.numbers[name].text().strip()}
        return Spread(kind, relative=bool(self.measure.currentData()), source=self.source.text().strip()[:400],
                      confidence=self.confidence.currentData(), **read)  # fmt: skip

    def _finish(self) -> None:
        try:
            spread = self.spread()
        except ValueError as error:
            self._say(str(error))
            return
        label = field_label(self._path, self._spec.label)
        refusal = self._session.edit(tr("Spread of {field}", field=label),
                                     lambda design: set_spread(design, self._path, spread))  # fmt: skip
        if isinstance(refusal, DesignError):
            self._say(refusal.text)
        else:
            self.accept()

    def _read(self, name: str) -> float:
        typed = self.numbers[name].text()
        try:
            if self.measure.currentData():
                return parse(typed, RATIO, "%")
            if name == "deviation":
                quantity = difference_quantity(self._quantity)
                return parse(typed, quantity, self._unit if quantity.unit(self._unit) else quantity.shown)
            return parse(typed, self._quantity, self._unit)
        except ValueError as error:
            raise ValueError(f"{self.numbers[name].accessibleName()}: {error}") from None

    def _show(self, spread: Spread | None) -> None:
        """Take over a spread of the design, or none."""
        self.kind.setCurrentIndex(self.kind.findData(spread.kind if spread is not None else ""))
        if spread is not None:
            self.measure.setCurrentIndex(max(self.measure.findData(spread.relative), 0))
            self.source.setText(spread.source)
            self.confidence.setCurrentIndex(self.confidence.findData(spread.confidence))
            self._write(spread)
        self._show_rows()

    def _begin(self) -> None:
        """Another kind or measure: begin with what the number brings by itself, or with a tenth both ways."""
        kind = self.kind.currentData()
        self._show_rows()
        value = value_of(self._session.design, self._path)
        if not kind or value is None:
            return
        default = default_spread(self._session.design, self._path).spread
        width = 0.1 * abs(value) or 1.0
        if default is not None:
            width = 2.0 * default.deviation if default.kind == "normal" else 0.5 * (default.high - default.low)
        low, high = value - width, value + width
        low = low if self._spec.low is None else max(low, self._spec.low)
        high = high if self._spec.high is None else min(high, self._spec.high)
        if self.measure.currentData() and value:
            self._write(Spread(kind, low=low / value - 1.0, high=high / value - 1.0, deviation=0.5 * width / abs(value),
                               relative=True))  # fmt: skip
        else:
            self._write(Spread(kind, low=low, high=high, deviation=0.5 * width))

    def _write(self, spread: Spread) -> None:
        for name, line in self.numbers.items():
            amount = getattr(spread, name)
            if amount is None:
                line.clear()
            elif spread.relative:
                line.setText(f"{number_text(100.0 * amount, 6)} %")
            elif name == "deviation":
                quantity = difference_quantity(self._quantity)
                line.setText(display(amount, quantity, self._unit if quantity.unit(self._unit) else None))
            else:
                line.setText(display(amount, self._quantity, self._unit))

    def _show_rows(self) -> None:
        kind = self.kind.currentData()
        for name, line in self.numbers.items():
            self._form.setRowVisible(line, name in _SHOWN[kind])
        for widget in (self.measure, self.source, self.confidence):
            self._form.setRowVisible(widget, bool(kind))
        self.problem.hide()
        self.adjustSize()

    def _tell_now(self) -> None:
        design, spec = self._session.design, self._spec
        value, default = value_of(design, self._path), default_spread(design, self._path)
        said = []
        if value is not None:
            said.append(tr("The value is {value}.", value=typeset(display(value, self._quantity, self._unit))))
        if default.spread is None:
            said.append(tr("By itself it brings no spread: {reason}.", reason=default.text.rstrip(".")))
        elif design.uncertainty.defaults == "none":
            said.append(tr("By itself it brings no spread: unstated spreads are switched off in this design."))
        else:
            words = typeset(spread_text(spec, default.spread))
            said.append(tr("By itself it brings this: {spread} ({reason}).", spread=words,
                           reason=default.text.rstrip(".")))  # fmt: skip
        self.now.setText(" ".join(said))

    def _say(self, problem: str) -> None:
        self.problem.setText(sentence(problem))
        self.problem.show()
        self.adjustSize()

    def _choice(self, name: str, title: str) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(f"spread-{name}")
        box.setAccessibleName(title)
        return box

    def _line(self, name: str, title: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(f"spread-{name}")
        line.setAccessibleName(title)
        return line
