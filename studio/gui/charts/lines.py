"""Curves whose set follows the design: as many junctions or ageing factors as there are, each with its key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from studio.analysis.result import FloatArray
from studio.gui.plots.chart import Plot
from studio.gui.plots.curve import Curve, dashes, pen
from studio.gui.plots.key import KeyColumn


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A curve with its name, its label, its colour, and what its key says of it."""

    name: str
    label: str
    tint: str
    x: FloatArray
    y: FloatArray
    dashed: bool = False
    width: float = 1.8
    value: str = ""


class KeyRow(KeyColumn):
    """Keys under a plot, in as many columns as its width has room for; without a heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(self.width())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


class Lines(QObject):
    """Curves of one plot; what was hidden by its key stays hidden for as long as its name comes back."""

    def __init__(self, plot: Plot, keys: KeyColumn) -> None:
        super().__init__(keys)
        self._plot = plot
        self._keys = keys
        self._labels: tuple[tuple[str, str], ...] = ()
        self._hidden: set[str] = set()
        self._shown: dict[str, Line] = {}
        self.curves: dict[str, Curve] = {}

    def show(self, lines: Sequence[Line]) -> None:
        labels = tuple((line.name, line.label) for line in lines)
        if labels != self._labels:
            self._labels = labels
            self._rebuild(lines)
        self._shown = {line.name: line for line in lines}
        for line, stroke in zip(lines, dashes([line.dashed for line in lines]), strict=True):
            curve, key = self.curves[line.name], self._keys[line.name]
            curve.setPen(pen(line.tint, line.width, stroke))
            curve.show_points(line.x, line.y)
            key.use(line.tint, False, stroke)
            key.show_value(line.value)

    def at(self, x: float) -> dict[str, float]:
        """The value of each curve at `x`, straight between its points; those that do not reach it are left out."""
        return {
            name: float(np.interp(x, line.x, line.y))
            for name, line in self._shown.items()
            if line.x.size and line.x[0] <= x <= line.x[-1]
        }

    def show_values(self, texts: Mapping[str, str]) -> None:
        """Let the keys of these curves say something else for now, and the others what they were told."""
        for name, line in self._shown.items():
            self._keys[name].show_value(texts.get(name, line.value))

    def _rebuild(self, lines: Sequence[Line]) -> None:
        self._keys.clear()
        for curve in self.curves.values():
            self._plot.box.removeItem(curve)
        self.curves = {}
        stop: QWidget = self._plot.box.scene().views()[0]
        for place, line in enumerate(lines):
            curve = Curve()
            curve.setZValue(20 - place)
            self._plot.box.addItem(curve, ignoreBounds=True)
            self.curves[line.name] = curve
            key = self._keys.add(line.name, line.label)
            key.setChecked(line.name not in self._hidden)
            curve.setVisible(key.isChecked())
            key.toggled.connect(lambda on, name=line.name: self._switch(name, on))
            key.show()
            QWidget.setTabOrder(stop, key)
            stop = key
        self._keys.fit(self._keys.width())

    def _switch(self, name: str, on: bool) -> None:
        (self._hidden.discard if on else self._hidden.add)(name)
        self.curves[name].setVisible(on)
