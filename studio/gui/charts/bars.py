"""A list of horizontal bars with their names and numbers: losses, currents, efficiencies. Keys and mouse choose one."""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.gui.charts.row_list import RowList, bold
from studio.gui.plots.curve import faded, pen
from studio.gui.theme import Theme

_BESIDE_EMS = 15
"""From this room for the bars on, all stands on one line; with less, the bar lies under the words."""


@dataclass(frozen=True, slots=True)
class Bar:
    """From `start` to `end` of the whole, which is 1; what is `hollow` is a mark to reach, not an amount."""

    name: str
    label: str
    start: float
    end: float
    tint: str
    values: tuple[str, ...] = ()
    strong: bool = False
    hollow: bool = False
    indent: bool = False
    tip: str = ""


class BarList(RowList):
    """Bars with their names and numbers, one below the other."""

    moved = Signal(QRectF)
    """Where the row is that the keys have moved to."""
    moves: ClassVar[dict[Qt.Key, int]] = {**RowList.moves, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, title, parent)
        self.bars: tuple[Bar, ...] = ()
        self._line: float | None = None
        self._heads: tuple[str, ...] = ()
        self._measured: tuple[tuple[object, ...], tuple[float, list[float]]] = ((), (0.0, []))

    def show_bars(self, bars: tuple[Bar, ...], line: float | None = None, heads: tuple[str, ...] = ()) -> None:
        """Show these bars and, where they are given, heads over the names and numbers, and a line over all bars."""
        if (bars, line, heads) == (self.bars, self._line, self._heads):
            return
        grown = (len(bars), bool(heads)) != (len(self.bars), bool(self._heads))
        self.bars, self._line, self._heads = bars, line, heads
        self.current = min(self.current, max(len(bars) - 1, 0))
        self.setAccessibleDescription("; ".join(f"{bar.label} {' '.join(bar.values)}" for bar in bars))
        if grown:
            self.updateGeometry()
        self.update()

    def row(self, position: int) -> QRectF:
        """Where a bar and its words are."""
        return QRectF(0.0, self._top + position * self._step, float(self.width()), self._step)

    @property
    def _top(self) -> float:
        """The height of the heads."""
        return 1.4 * self.fontMetrics().height() if self._heads else 0.0

    def bar_frame(self, position: int) -> QRectF:
        """Where the whole of a bar would be, of which it takes its part."""
        row, em = self.row(position), self.fontMetrics().height()
        if not self._beside:
            return QRectF(row.left() + 4, row.bottom() - 0.42 * em, row.width() - 8, 0.3 * em)
        label, numbers = self._columns()
        left = row.left() + 4 + label + em
        width = max(row.right() - 4 - sum(numbers) - em - left, 1.0)
        return QRectF(left, row.top() + 0.2 * em, width, row.height() - 0.4 * em)

    def sizeHint(self) -> QSize:
        # As high as with the bars under the words: the height must not depend on the width.
        em = self.fontMetrics().height()
        return QSize(20 * em, round(self._top + 1.6 * em * len(self.bars)) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(8 * self.fontMetrics().height(), self.sizeHint().height())

    @property
    def _beside(self) -> bool:
        label, numbers = self._columns()
        em = self.fontMetrics().height()
        return self.width() - label - sum(numbers) - 2 * em - 8 >= _BESIDE_EMS * em

    @property
    def _step(self) -> float:
        return self.fontMetrics().height() * (1.4 if self._beside else 1.6)

    def _columns(self) -> tuple[float, list[float]]:
        """Widths of the names and of each column of numbers, with the gaps before them; measured once for a look."""
        known = (self.bars, self._heads, self.width(), self.font().key())
        if self._measured[0] != known:
            self._measured = (known, self._measure())
        return self._measured[1]

    def _measure(self) -> tuple[float, list[float]]:
        metrics = QFontMetricsF(bold(self.font()))
        em = metrics.height()
        labels = (metrics.horizontalAdvance(bar.label) + (em if bar.indent else 0) for bar in self.bars)
        label = max((*labels, *(metrics.horizontalAdvance(head) for head in self._heads[:1])), default=0.0)
        count = max((len(bar.values) for bar in self.bars), default=0)
        columns = [bar.values for bar in self.bars] + [self._heads[1:]]
        numbers = [
            max(metrics.horizontalAdvance(texts[place]) for texts in columns if place < len(texts)) + 0.8 * em
            for place in range(count)
        ]
        return min(label, 0.42 * self.width()), numbers

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, em = self._theme.colours, self.fontMetrics().height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._heads:
            row = QRectF(0.0, 0.0, float(self.width()), self._top + (0.0 if self._beside else 0.42 * em))
            self._draw_words(painter, Bar("", self._heads[0], 0.0, 0.0, "", self._heads[1:]), row, colours.muted)
        for position, bar in enumerate(self.bars):
            row = self.row(position)
            if position == self._hovered:
                painter.fillRect(row, QColor(colours.raised))
            frame = self.bar_frame(position)
            painter.fillRect(frame, faded(colours.line, 0.35))
            low, high = sorted((min(max(bar.start, 0.0), 1.0), min(max(bar.end, 0.0), 1.0)))
            part = QRectF(frame.left() + low * frame.width(), frame.top(), max((high - low) * frame.width(), 1.5),
                          frame.height())  # fmt: skip
            if bar.hollow:
                painter.setPen(pen(bar.tint, 1.6))
                painter.setBrush(faded(bar.tint, 0.15))
                painter.drawRect(part.adjusted(0.8, 0.8, -0.8, -0.8))
            else:
                painter.fillRect(part, QColor(bar.tint))
            self._draw_words(painter, bar, row)
            self.draw_focus(painter, position)
            if self._line is not None:
                x = frame.left() + self._line * frame.width()
                painter.setPen(pen(colours.text, 1.6))
                painter.drawLine(QPointF(x, frame.top() - 1), QPointF(x, frame.bottom() + 1))
        painter.end()

    def _draw_words(self, painter: QPainter, bar: Bar, row: QRectF, tint: str = "") -> None:
        colours, em = self._theme.colours, self.fontMetrics().height()
        font = bold(self.font()) if bar.strong else self.font()
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        words = row.adjusted(4 + (em if bar.indent else 0), 0, -4, 0 if self._beside else -0.42 * em)
        label, numbers = self._columns()
        right = words.right()
        painter.setPen(QColor(tint or colours.text))
        for text, width in reversed(list(zip(bar.values, numbers, strict=False))):
            painter.drawText(QRectF(right - width, words.top(), width, words.height()),
                             int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)  # fmt: skip
            right -= width
        room = (4 + label - words.left()) if self._beside else right - words.left() - 0.3 * em
        painter.setPen(QColor(colours.text if bar.strong else colours.muted))
        # Half a pixel more: an elision must not come from rounding.
        painter.drawText(QRectF(words.left(), words.top(), room + 1, words.height()),
                         int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
                         metrics.elidedText(bar.label, Qt.TextElideMode.ElideMiddle, room + 0.5))  # fmt: skip

    def names(self) -> tuple[str, ...]:
        return tuple(bar.name for bar in self.bars)

    def tip(self, place: int) -> str:
        bar = self.bars[place]
        return bar.tip or f"{bar.label}: {' '.join(bar.values)}"

    def moved_to(self, place: int) -> None:
        self.moved.emit(self.row(place))

    def at(self, y: float) -> int:
        """The bar at a height, or −1."""
        position = int((y - self._top) // self._step)
        return position if 0 <= position < len(self.bars) else -1
