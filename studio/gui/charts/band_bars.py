"""A list of bars over bands of the scale that something was claimed to lie in, and a mark on each bar."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from studio.gui.charts.bars import BarList
from studio.gui.plots.curve import faded, pen


@dataclass(frozen=True, slots=True)
class Band:
    """From `start` to `end` of the whole, which is 1, with the words at its ends."""

    start: float
    end: float
    tint: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A place of the whole, which is 1, and what stands over it."""

    place: float
    text: str


class BandBars(BarList):
    """`marks` are drawn as upright lines, one on each bar, where a second number of it lies."""

    bands: tuple[Band, ...] = ()
    ticks: tuple[Tick, ...] = ()
    marks: tuple[float | None, ...] = ()

    def show_bands(self, bands: tuple[Band, ...], ticks: tuple[Tick, ...], marks: tuple[float | None, ...]) -> None:
        """Show these behind and upon the bars."""
        if (bands, ticks, marks) != (self.bands, self.ticks, self.marks):
            self.bands, self.ticks, self.marks = bands, ticks, marks
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.bars:
            return
        colours, em = self._theme.colours, self.fontMetrics().height()
        painter = QPainter(self)
        for place in range(len(self.bars)):
            frame = self.bar_frame(place)
            for band in self.bands:
                left, right = (frame.left() + min(max(end, 0.0), 1.0) * frame.width() for end in (band.start, band.end))
                painter.fillRect(QRectF(left, frame.top(), right - left, frame.height()), faded(band.tint, 0.22))
                for edge in (left, right):
                    painter.fillRect(QRectF(edge - 0.5, frame.top(), 1.0, frame.height()), faded(band.tint, 0.8))
            mark = self.marks[place] if place < len(self.marks) else None
            if mark is not None:
                x = frame.left() + min(max(mark, 0.0), 1.0) * frame.width()
                painter.setPen(pen(colours.text, 2.0))
                painter.drawLine(QPointF(x, frame.top() - 1.0), QPointF(x, frame.bottom() + 1.0))
        if self._beside:
            frame = self.bar_frame(0)
            painter.setPen(QColor(colours.muted))
            for tick in self.ticks:
                x = frame.left() + tick.place * frame.width()
                over = QRectF(x - 2 * em, 0.0, 4 * em, self._top)
                painter.drawText(over, int(Qt.AlignmentFlag.AlignCenter), tick.text)
        painter.end()
