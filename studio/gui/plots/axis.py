"""An axis that can be read: a title with its unit, round numbers with a true minus and raised powers of ten."""

from collections.abc import Callable
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF

from studio.gui.plots.curve import pen
from studio.gui.theme import Colours
from studio.gui.value_text import typeset

_OVERHANG = 20
"""Pixels by which the words at the ends of an axis may stand over."""


class Axis(pg.AxisItem):
    """An axis that keeps its width whatever it shows, without mouse."""

    def __init__(self, side: str) -> None:
        super().__init__(side)
        self._find: Callable[[float, float], list[tuple[float, str]]] | None = None
        self._found: dict[float, str] = {}
        self.enableAutoSIPrefix(False)
        self.setZValue(-10)

    def use(self, colours: Colours, font: Any, room: str = "−888") -> None:
        metrics = QFontMetricsF(font)
        width = int(metrics.horizontalAdvance(room))
        self.setStyle(tickFont=font, autoExpandTextSpace=False, autoReduceTextSpace=False, tickLength=-4)
        self.setStyle(hideOverlappingLabels=_OVERHANG)
        self.setStyle(tickTextHeight=int(metrics.height()), tickTextWidth=width)
        self.label.setFont(font)
        line = 1.25 * metrics.height()
        if self.orientation in {"left", "right"}:
            self.setWidth(int(width + line + 10))
        else:
            self.setHeight(int(metrics.height() + line + 6))
        self.setPen(pen(colours.line, 1.0))
        self.setTextPen(pen(colours.muted))
        # The pen of the text is that of the numbers: the title stays as the palette was when it was made.
        self.label.setDefaultTextColor(QColor(colours.muted))
        self.setTickPen(pen(colours.line, 1.0))
        self.resizeEvent(None)

    def name_it(self, text: str) -> None:
        """Set the title of the axis, unit included."""
        if text != self.labelText:
            self.setLabel(text)
            self.resizeEvent(None)  # else another length of the words leaves them off the middle

    def fitting_title(self) -> str:
        """The title, its words cut where the axis is too short for them; the unit stays."""
        upright = self.orientation in {"left", "right"}  # what stands over above is cut by the edge of the chart
        along = self.size().height() if upright else self.size().width()
        metrics, text = QFontMetricsF(self.label.font()), str(self.labelText)
        room = along if upright else along + 2 * _OVERHANG
        if along <= 0 or metrics.horizontalAdvance(text) <= room:
            return text
        words, bracket, unit = text.partition(" [")
        left = max(room - metrics.horizontalAdvance(bracket + unit), 0.0)
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, left) + bracket + unit

    def labelString(self) -> str:
        return self.fitting_title()

    def resizeEvent(self, event: Any = None) -> None:
        if self.label is not None and self.fitting_title() != self.label.toPlainText():
            self.label.setHtml(self.fitting_title())
        super().resizeEvent(event)

    def find_ticks(self, find: Callable[[float, float], list[tuple[float, str]]] | None) -> None:
        """Let `find` say, for the ends of the part that is shown, where ticks are and what stands there."""
        self._find = find
        self.picture = None
        self.update()

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        if self._find is None:
            found: list[tuple[float, list[float]]] = super().tickValues(low, high, size)
            return found
        self._found = dict(self._find(low, high))
        return [(1.0, list(self._found))]

    def boundingRect(self) -> QRectF:
        # The base class forgets the overhang where there is a grid, and with it the numbers at the ends.
        return super().boundingRect().adjusted(-_OVERHANG, -_OVERHANG, _OVERHANG, _OVERHANG)

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if self._find is not None:
            return [self._found.get(value, "") for value in values]
        return [typeset(text.replace("e+0", "e").replace("e+", "e").replace("e-0", "e-"))
                for text in super().tickStrings(values, scale, spacing)]  # fmt: skip

    def mouseDragEvent(self, event: Any) -> None:
        event.ignore()

    def mouseClickEvent(self, event: Any) -> None:
        event.ignore()
