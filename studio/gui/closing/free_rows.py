"""What a closing may change, as rows to tick: the field, its value now, its bounds, and what was found."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from studio.analysis.closing import Free, free_field, standard_free
from studio.design import Design, DesignError, Field, fields, get_value
from studio.design.edit import counts, field_at
from studio.design.quantity import NUMBER
from studio.design.unit_text import STEPPED, display, parse, readable_unit
from studio.gui.inspector.quantity_edit import LineEdit
from studio.gui.quantity_role import PROPERTY
from studio.text import mark, tr

OFFERED = (
    "array.area", "battery.energy", "thermal.given_area", "thermal.target_temperature", "payload.power",
    "payload.count",
)  # fmt: skip
"""What is usually sized, offered whether it is ticked at first or not."""


def offered(design: Design) -> tuple[str, ...]:
    """The paths offered at first: those that apply to this design."""
    known = {spec.path: spec for spec in fields(Design)}
    return tuple(path for path in OFFERED if path in known and counts(design, known[path]))


def more(design: Design, shown: tuple[str, ...]) -> tuple[Field, ...]:
    """Every other numeric field that applies and has a value: what can be added to the rows."""
    return tuple(
        spec for spec in fields(Design)
        if spec.kind in {"number", "integer"} and spec.path not in shown and "[]" not in spec.path
        and spec.low is not None and counts(design, spec) and get_value(design, spec.path) is not None
    )  # fmt: skip


class FreeRow:
    """One field: ticked where it is free."""

    def __init__(self, design: Design, path: str, ticked: bool, parent: QWidget) -> None:
        self.path = path
        self.spec = field_at(design, path)
        self._quantity = self.spec.quantity or NUMBER
        free = free_field(design, path)
        self._value = float(get_value(design, path))
        self._unit = readable_unit(self._value or free.high, self._quantity)
        if self._quantity.name not in STEPPED:
            self._unit = self.spec.unit
        label = tr(self.spec.label)
        self.box = QCheckBox(label, parent)
        self.box.setObjectName(f"free:{path}")
        self.box.setChecked(ticked)
        self.box.setToolTip(f"{path}\n{tr(self.spec.help)}")
        self.now = self._label(self._text(self._value), parent)
        self.low = self._edit("low", tr("Least {what}", what=label), free.low, parent)
        self.high = self._edit("high", tr("Greatest {what}", what=label), free.high, parent)
        self._standing = {self.low: free.low, self.high: free.high}
        self.found = self._label("–", parent)
        self.found.setObjectName(f"found:{path}")
        for widget in self.widgets():
            widget.setProperty(PROPERTY, path)

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.box, self.now, self.low, self.high, self.found)

    def read(self, design: Design) -> Free:
        """The field with the bounds as typed; DesignError, and the line marked, where they cannot be."""
        low, high = (self._bound(edit) for edit in (self.low, self.high))
        try:
            return free_field(design, self.path, low, high)
        except DesignError:
            self.low.refuse()
            self.high.refuse()
            raise

    def show_found(self, values: Mapping[str, float]) -> None:
        """What a closing has found for the field, or a dash."""
        self.found.setText(self._text(values[self.path]) if self.path in values else "–")

    def _bound(self, edit: LineEdit) -> float:
        if not edit.isModified():
            return self._standing[edit]  # what was written is rounded
        try:
            return parse(edit.text(), self._quantity, self._unit)
        except ValueError as error:
            edit.refuse()
            raise DesignError(self.path, str(error)) from error

    def _text(self, value: float) -> str:
        return display(value, self._quantity, self._unit, 4)

    def _label(self, text: str, parent: QWidget) -> QLabel:
        label = QLabel(text, parent)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return label

    def _edit(self, which: str, name: str, value: float, parent: QWidget) -> LineEdit:
        edit = LineEdit(parent)
        edit.setObjectName(f"free-{which}:{self.path}")
        edit.setAccessibleName(name)
        edit.setToolTip(name)
        edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        edit.setText(self._text(value))
        edit.setModified(False)
        return edit


class FreeRows(QWidget):
    """The rows, with room for more."""

    def __init__(self, design: Design, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._design = design
        self.rows: list[FreeRow] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(round(self.fontMetrics().height() * 0.7))
        for place, text in enumerate((mark("Free"), mark("Now"), mark("From"), mark("To"), mark("Found"))):
            head = QLabel(tr(text), self)
            head.setProperty("look", "muted")
            if place:
                head.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(head, 0, place)
        self._grid.setColumnStretch(0, 1)
        em = self.fontMetrics().height()
        for place, ems in ((1, 5), (2, 5), (3, 5), (4, 5)):
            self._grid.setColumnMinimumWidth(place, em * ems)
        usual = standard_free(design)
        for path in offered(design):
            self.add(path, ticked=path in usual)

    def add(self, path: str, *, ticked: bool) -> None:
        """One more row."""
        row = FreeRow(self._design, path, ticked, self)
        self.rows.append(row)
        for place, widget in enumerate(row.widgets()):
            self._grid.addWidget(widget, len(self.rows), place)

    def paths(self) -> tuple[str, ...]:
        return tuple(row.path for row in self.rows)

    def read(self, design: Design) -> tuple[Free, ...]:
        """What is ticked; DesignError where nothing is, or a bound cannot be."""
        found = tuple(row.read(design) for row in self.rows if row.box.isChecked())
        if not found:
            raise DesignError("", tr("nothing is free, so that there is nothing to solve for"))
        return found

    def show_found(self, values: Mapping[str, float]) -> None:
        for row in self.rows:
            row.show_found(values)
