"""One line that asks which field may change, and between what bounds."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLabel, QWidget

from studio.analysis import RESULTS
from studio.analysis.trade import numeric_fields, variable
from studio.analysis.trade.variable import Variable, field_name
from studio.design import Design, DesignError, get_value
from studio.design.edit import field_at
from studio.design.quantity import NUMBER, TIME_OF_DAY
from studio.design.unit_text import STEPPED, display, parse, readable_unit
from studio.gui.inspector.quantity_edit import LineEdit
from studio.text import tr

_REACH = 10.0
_USUAL = {**dict.fromkeys(("orbit", "illumination", "environment", "dose", "atmosphere", "disposal"),
                           "mission.altitude"),
          **dict.fromkeys(("power", "array"), "array.area"), **dict.fromkeys(("thermal", "nodes"),
                                                                            "thermal.target_temperature"),
          **dict.fromkeys(("payload", "mass", "size"), "payload.power"),
          **dict.fromkeys(("launch", "cost"), "launch.price")}  # fmt: skip
"""By stage, the field that people turn first."""


class FieldLine(QWidget):
    """`chosen` is told where another field is chosen."""

    chosen = Signal()

    def __init__(self, design: Design, parent: QWidget) -> None:
        super().__init__(parent)
        self._design = design
        self.box = QComboBox(self)
        self.box.setObjectName("seek-field")
        self.box.setAccessibleName(tr("Field that may change"))
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(24)
        completer = self.box.completer()
        assert completer is not None  # every editable box has one
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.low, self.high = self._edit("low", tr("From")), self._edit("high", tr("To"))
        self._standing: dict[LineEdit, float] = {}
        self._unit = ""
        for path, label in fields_of(design):
            self.box.addItem(f"{label} — {path}", path)
        typed = self.box.lineEdit()
        assert typed is not None  # as has it
        self.box.currentIndexChanged.connect(lambda _: QTimer.singleShot(0, typed, lambda: typed.home(False)))
        self.box.currentIndexChanged.connect(lambda _: self._fill())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 3)
        row.addWidget(QLabel(tr("from"), self))
        row.addWidget(self.low, 1)
        row.addWidget(QLabel(tr("to"), self))
        row.addWidget(self.high, 1)

    def quantity_at(self, place: object) -> str:
        """What is explained here: the field that may change."""
        return self.path

    @property
    def path(self) -> str:
        return str(self.box.currentData() or "")

    def choose(self, path: str) -> None:
        """Show the field at `path`, if it is among those that can change."""
        place = self.box.findData(path)
        if place >= 0:
            self.box.setCurrentIndex(place)
        self._fill()

    def read(self) -> tuple[float, float]:
        """The bounds [SI] as typed; DesignError, and the line marked, where they cannot be."""
        if not self.path or self.box.currentText() != self.box.itemText(self.box.currentIndex()):
            raise DesignError("", tr("choose one of the fields"))
        low, high = self._bound(self.low), self._bound(self.high)
        try:
            variable(self._design, self.path, low, high)
        except DesignError:
            self.low.refuse()
            self.high.refuse()
            raise
        return low, high

    def use(self, design: Design) -> None:
        """Read bounds for `design` from now on."""
        self._design = design

    def _fill(self) -> None:
        """The bounds that the field has without others."""
        try:
            field = variable(self._design, self.path)
        except DesignError:
            for edit in (self.low, self.high):
                self._standing.pop(edit, None)
                edit.setText("")
            return
        low, high = _usual_bounds(self._design, field)
        self._unit = unit_of(field, low, high)
        for edit, value in ((self.low, low), (self.high, high)):
            self._standing[edit] = value
            edit.setText(display(value, field.spec.quantity or NUMBER, self._unit, 4))
            edit.setModified(False)
            edit.setCursorPosition(0)
        self.chosen.emit()

    def _bound(self, edit: LineEdit) -> float:
        if not edit.isModified() and edit in self._standing:
            return self._standing[edit]  # what was written is rounded
        spec = field_at(self._design, self.path)
        try:
            return parse(edit.text(), spec.quantity or NUMBER, self._unit or None)
        except ValueError as error:
            edit.refuse()
            raise DesignError(self.path, str(error)) from error

    def _edit(self, which: str, name: str) -> LineEdit:
        edit = LineEdit(self)
        edit.setObjectName(f"seek-{which}")
        edit.setAccessibleName(name)
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.setMinimumWidth(self.fontMetrics().height() * 5)
        return edit


def fields_of(design: Design) -> list[tuple[str, str]]:
    """Path and name of every field that holds a number and counts, those of layers last."""
    found = [(spec.path, field_name(spec.path, spec)) for spec in numeric_fields(design)]
    found.sort(key=lambda one: one[1].casefold())
    layers = [f"stack.layers[{layer.name}].thickness" for layer in design.stack.layers]
    return [*found, *((path, field_name(path, field_at(design, path))) for path in layers)]


def suggested(design: Design, result: str) -> str:
    """A field from which a result follows, by as few steps as can be."""
    known = {path for path, _ in fields_of(design)}
    usual = _USUAL.get(RESULTS[result].stage)
    if usual in known:
        return usual
    return next((path for path in _behind(result) if path in known), "")


def _behind(result: str) -> Iterable[str]:
    """The inputs of a result, then theirs, and so on."""
    seen, pending = {result}, list(RESULTS[result].inputs)
    while pending:
        following: list[str] = []
        for name in pending:
            if name in seen:
                continue
            seen.add(name)
            yield name
            if name in RESULTS:
                following += RESULTS[name].inputs
        pending = following


def _usual_bounds(design: Design, field: Variable) -> tuple[float, float]:
    """A tenth and ten times of what the field has, within its own bounds; all of these where it has nothing."""
    free, value = field.free, get_value(design, field.path)
    if field.spec.quantity is TIME_OF_DAY and field.spec.low is not None and field.spec.high is not None:
        return field.spec.low, field.spec.high
    if not free.logarithmic or not isinstance(value, int | float) or value <= 0:
        return free.low, free.high
    return max(free.low, value / _REACH), min(free.high, value * _REACH)


def unit_of(field: Variable, low: float, high: float) -> str:
    """The unit in which both bounds can be read."""
    quantity = field.spec.quantity or NUMBER
    if quantity.name not in STEPPED:
        return field.spec.unit
    return readable_unit(min(abs(low) or abs(high), abs(high)) or 1.0, quantity)
