"""How the points of a study are coloured by a column, and the bar that says so."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.gui.study.column import Column
from studio.gui.study.raster import shades
from studio.gui.theme import Colours, Theme

_ENOUGH, _FAR, _LOOKED_AT = 100, 5.0, 20_000
"""From so many values on, a scale leaves out the hundredth at each end that makes it so many times as long."""
_SEEN = {True: (0.25, 1.0), False: (0.0, 0.92)}
"""The part of the scale that is seen on a dark ground, and on a light one."""
_MUTED = 70
"""Opacity of what is not brushed, of 255."""


@dataclass(frozen=True, eq=False)
class Tints:
    """Colours for the values of a column, or one for all points."""

    column: Column | None
    low: float
    high: float
    table: Any
    """(256, 3) uint8."""
    muted: Any
    """(4,) of what is not brushed."""
    cut: tuple[bool, bool] = (False, False)
    """Whether some values lie below, or above, the scale."""

    @property
    def ends(self) -> tuple[str, str]:
        """The ends of the scale, in words without a unit."""
        column = self.column
        assert column is not None  # without one there is no scale
        low, high = column.bare(self.low), column.bare(self.high)
        return (f"≤ {low}" if self.cut[0] else low, f"≥ {high}" if self.cut[1] else high)

    def shade(self, values: Any, count: int) -> Any:
        """(count,) uint8 places in the table."""
        if self.column is None or values is None:
            return np.zeros(count, dtype=np.uint8)
        if self.column.labels:
            return np.nan_to_num(values, nan=0.0).astype(np.int64).astype(np.uint8)
        return shades(values, self.low, self.high)


def tints(column: Column | None, values: Any, colours: Colours) -> Tints:
    """The colours of a column over the range of `values` [SI]."""
    muted = np.array([*_rgb(colours.muted), _MUTED])
    if column is None:
        return Tints(None, 0.0, 1.0, np.tile(np.array(_rgb(colours.series[1]), dtype=np.uint8), (256, 1)), muted)
    if column.labels:
        named = [_rgb(colours.series[place % len(colours.series)]) for place in range(256)]
        return Tints(column, 0.0, float(len(column.labels)), np.array(named, dtype=np.uint8), muted)
    known = values[np.isfinite(values)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    if known.size >= _ENOUGH:
        first, last = (float(end) for end in np.percentile(known[:: max(known.size // _LOOKED_AT, 1)], (1.0, 99.0)))
        if last > first and high - low > _FAR * (last - first):  # a few far off would leave one colour for the others
            return Tints(column, first, last, scale_table(colours.dark), muted, cut=(low < first, high > last))
    return Tints(column, low, high, scale_table(colours.dark), muted)


def scale_table(dark: bool) -> Any:
    """(256, 3) uint8: the scale of colours, without the end that would be lost on the ground."""
    start, stop = _SEEN[dark]
    return pg.colormap.get("viridis").getLookupTable(start, stop, nPts=256)[:, :3].astype(np.uint8)


def _rgb(colour: str) -> tuple[int, int, int]:
    made = QColor(colour)
    return made.red(), made.green(), made.blue()


class TintBar(QWidget):
    """One line: what the colours mean, from the least to the greatest value, or label by label."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tints: Tints | None = None
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_tints(self, shown: Tints) -> None:
        self._tints = shown
        column = shown.column
        self.setVisible(column is not None)
        if column is not None:
            self.setAccessibleName(column.title)
            ends = ", ".join(column.labels) if column.labels else ", ".join(shown.ends)
            self.setAccessibleDescription(ends)
            self.setToolTip(f"{column.title}: {ends}")
        self.update()

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 20, round(em * 1.3))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self._tints
        if shown is None or shown.column is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, metrics, em = self._theme.colours, self.fontMetrics(), self.fontMetrics().height()
        area = QRectF(self.rect()).adjusted(2, 0, -2, 0)
        title = metrics.elidedText(shown.column.title, Qt.TextElideMode.ElideRight, round(area.width() * 0.4))
        painter.setPen(QColor(colours.muted))
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(area, middle, title)
        left = area.left() + metrics.horizontalAdvance(title) + em * 0.8
        painter.setPen(QColor(colours.text))
        if shown.column.labels:
            for place, label in enumerate(shown.column.labels):
                words = metrics.elidedText(label, Qt.TextElideMode.ElideRight, em * 9)
                wide = metrics.horizontalAdvance(words)
                if left + wide + em > area.right():
                    painter.drawText(QRectF(left, area.top(), em, area.height()), middle, "…")
                    break
                tint = QColor(*(int(part) for part in shown.table[place % 256]))
                painter.fillRect(QRectF(left, area.center().y() - em * 0.3, em * 0.6, em * 0.6), tint)
                painter.drawText(QRectF(left + em * 0.8, area.top(), wide + 2, area.height()), middle, words)
                left += wide + em * 1.6
        else:
            low, high = shown.ends
            room = area.right() - left - metrics.horizontalAdvance(low + high) - em
            bar = QRectF(left + metrics.horizontalAdvance(low) + em * 0.5, area.center().y() - em * 0.25,
                         min(max(room, em), em * 14), em * 0.5)  # fmt: skip
            painter.drawText(QRectF(left, area.top(), area.width(), area.height()), middle, low)
            line = np.ascontiguousarray(shown.table)
            painter.drawImage(bar, QImage(line.data, 256, 1, 768, QImage.Format.Format_RGB888))
            painter.drawText(QRectF(bar.right() + em * 0.5, area.top(), area.width(), area.height()), middle, high)
        painter.end()
