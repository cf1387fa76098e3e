"""One field that a study varies: its range and its values, or what is tried of a list."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.design import DesignError
from studio.design.edit import checked
from studio.design.quantity import NUMBER, TIME_OF_DAY
from studio.design.unit_text import STEPPED, number_text, parse, readable_unit
from studio.gui.inspector.quantity_edit import LineEdit, clock_text
from studio.gui.inspector.words import bounds_text, sentence
from studio.gui.study.draft import Varied
from studio.text import tr

_MOST_COUNT = 100_000
_LINES = 7


class FactorRow(QFrame):
    """`changed` carries the factor as it was typed; `removed` says that it is not to be varied."""

    changed = Signal(object)
    removed = Signal(str)

    def __init__(self, varied: Varied, parent: QWidget) -> None:
        super().__init__(parent)
        self.varied = varied
        self.setObjectName(f"study-factor:{varied.path}")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        em = self.fontMetrics().height()
        name = QLabel(varied.label, self)
        bold = name.font()
        bold.setBold(True)
        name.setFont(bold)
        name.setToolTip(varied.path)
        name.setWordWrap(True)
        self.away = QToolButton(self)
        self.away.setObjectName(f"study-remove:{varied.path}")
        self.away.setText("✕")
        self.away.setToolTip(tr("Vary it no more"))
        self.away.setAccessibleName(tr("Vary {field} no more", field=varied.label))
        self.away.clicked.connect(lambda: self.removed.emit(varied.path))
        head = QHBoxLayout()
        head.addWidget(name, 1)
        head.addWidget(self.away)
        self.message = QLabel(self)
        self.message.setProperty("look", "error")
        self.message.setWordWrap(True)
        self.message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(round(em * 0.4), round(em * 0.3), round(em * 0.4), round(em * 0.3))
        column.setSpacing(3)
        column.addLayout(head)
        if varied.options:
            column.addWidget(self._options())
        else:
            column.addLayout(self._numbers())
        column.addWidget(self.message)

    def show_varied(self, varied: Varied, grid: bool) -> None:
        """Take over what was set up elsewhere; the count is asked for on a grid only."""
        self.varied = varied
        if varied.options:
            self.list.blockSignals(True)
            for place in range(self.list.count()):
                on = place in varied.ticked
                self.list.item(place).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.blockSignals(False)
            return
        self.low.show_text(self._text(varied.low))
        self.high.show_text(self._text(varied.high))
        self.values.show_text(", ".join(self._text(value) for value in varied.values))
        for box, shown in ((self.count, varied.count), (self.ratios, varied.logarithmic)):
            box.blockSignals(True)
            if isinstance(box, QSpinBox):
                box.setValue(int(shown))
            else:
                box.setChecked(bool(shown))
            box.blockSignals(False)
        ranged = not varied.values
        for widget in (self.low, self.high):
            widget.setEnabled(ranged)
        self.count.setEnabled(ranged and grid)
        self.ratios.setEnabled(ranged)

    # Numbers

    def _numbers(self) -> QGridLayout:
        varied, spec = self.varied, self.varied.spec
        assert spec is not None  # every number has its field
        self._quantity = spec.quantity or NUMBER
        self._unit = spec.unit
        if self._quantity.name in STEPPED:
            self._unit = readable_unit(max(abs(varied.low), abs(varied.high)), self._quantity)
        self.low = self._edit("low", tr("Least {what}", what=varied.label), lambda value: {"low": value})
        self.high = self._edit("high", tr("Greatest {what}", what=varied.label), lambda value: {"high": value})
        self.count = QSpinBox(self)
        self.count.setObjectName(f"study-count:{varied.path}")
        self.count.setRange(2, _MOST_COUNT)
        self.count.setFixedWidth(round(self.fontMetrics().height() * 5))
        self.count.setAccessibleName(tr("Values of {what} on the grid", what=varied.label))
        self.count.valueChanged.connect(lambda count: self._change(count=count))
        self.ratios = QCheckBox(tr("equal ratios"), self)
        self.ratios.setObjectName(f"study-ratios:{varied.path}")
        self.ratios.setToolTip(tr("From each value to the next by the same factor, instead of the same difference"))
        self.ratios.toggled.connect(lambda on: self._change(logarithmic=on))
        self.values = LineEdit(self)
        self.values.setObjectName(f"study-values:{varied.path}")
        self.values.setAccessibleName(tr("Listed values of {what}", what=varied.label))
        self.values.setPlaceholderText(tr("or a list: 1, 2, 5"))
        self.values.committed.connect(self._list_typed)
        self.values.restored.connect(lambda: self._say(""))
        clock = self._quantity is TIME_OF_DAY and self._unit == "h"
        unit = QLabel("hh:mm" if clock else self._unit, self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(3)
        for place, widget in enumerate((QLabel(tr("from"), self), self.low, QLabel(tr("to"), self), self.high, unit)):
            grid.addWidget(widget, 0, place)
        second = QHBoxLayout()
        second.setSpacing(4)
        second.addWidget(self.count)
        second.addWidget(QLabel(tr("values"), self))
        second.addWidget(self.ratios)
        second.addWidget(self.values, 1)
        grid.addLayout(second, 1, 0, 1, 5)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        return grid

    def _edit(self, name: str, title: str, made: Callable[[float], dict[str, float]]) -> LineEdit:
        edit = LineEdit(self)
        edit.setObjectName(f"study-{name}:{self.varied.path}")
        edit.setAccessibleName(title)
        assert self.varied.spec is not None  # every number has its field
        edit.setToolTip(f"{title}\n{bounds_text(self.varied.spec, self._unit)}")

        def commit(typed: str) -> None:
            try:
                value = self._read(typed)
            except ValueError as error:
                edit.refuse()
                self._say(str(error))
                return
            self._say("")
            self._change(**made(value))
            edit.show_text(self._text(value))
            edit.accept()

        edit.committed.connect(commit)
        edit.restored.connect(lambda: self._say(""))
        return edit

    def _list_typed(self, typed: str) -> None:
        try:
            listed = tuple(self._read(part) for part in typed.replace(";", ",").split(",") if part.strip())
        except ValueError as error:
            self.values.refuse()
            self._say(str(error))
            return
        self._say("")
        self._change(values=listed)
        self.values.show_text(", ".join(self._text(value) for value in listed))
        self.values.accept()

    def _read(self, typed: str) -> float:
        """What was typed, in SI, where the field can hold it."""
        spec = self.varied.spec
        assert spec is not None  # every number has its field
        value = parse(typed, self._quantity, self._unit)
        try:
            if spec.kind == "integer":
                if value != round(value):
                    raise ValueError(tr("“{typed}” is not a whole number", typed=typed.strip()))
                return float(checked(spec, spec.path, round(value)))  # type: ignore[arg-type]
            return float(checked(spec, spec.path, value))  # type: ignore[arg-type]
        except DesignError as refusal:
            raise ValueError(refusal.text) from None

    def _text(self, value: float) -> str:
        if self._quantity is TIME_OF_DAY and self._unit == "h":
            return clock_text(value)
        unit = self._quantity.unit(self._unit) or self._quantity.units[0]
        return number_text(unit.from_si(value), 6)

    # Choices

    def _options(self) -> QListWidget:
        self.list = QListWidget(self)
        self.list.setObjectName(f"study-options:{self.varied.path}")
        self.list.setAccessibleName(tr("What is tried of {what}", what=self.varied.label))
        for place, (_, words) in enumerate(self.varied.options):
            item = QListWidgetItem(words)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if place in self.varied.ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.itemChanged.connect(lambda _: self._ticked())
        line = self.list.sizeHintForRow(0) + 1
        self.list.setFixedHeight(line * min(len(self.varied.options), _LINES) + 6)
        return self.list

    def _ticked(self) -> None:
        on = Qt.CheckState.Checked
        self._change(ticked=frozenset(place for place in range(self.list.count())
                                      if self.list.item(place).checkState() == on))  # fmt: skip

    def _change(self, **what: object) -> None:
        varied = replace(self.varied, **what)  # type: ignore[arg-type]
        if varied != self.varied:
            self.varied = varied
            self.changed.emit(varied)

    def _say(self, problem: str) -> None:
        self.message.setText(sentence(problem))
        self.message.setVisible(bool(problem))
