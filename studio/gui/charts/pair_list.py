"""Pairs of numbers as bars that grow from the middle to both sides, with the ratio between them."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.gui.charts.row_list import RowList, bold
from studio.gui.plots.curve import faded
from studio.gui.theme import Theme

_ROW_EMS, _HEAD_EMS = 2.7, 1.5
_LEAST = 1.5
"""A bar is never so short that it cannot be seen [pixels]."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers of one kind with their texts, and the name of the result that explains their ratio."""

    name: str
    label: str
    left: float
    right: float
    left_text: str
    right_text: str
    ratio_text: str


class PairList(RowList):
    """Pairs of bars, one below the other."""

    def __init__(self, theme: Theme, name: str, title: str, heads: tuple[str, str], parent: QWidget | None = None):
        super().__init__(theme, name, title, parent)
        self._heads = heads
        self.pairs: tuple[Pair, ...] = ()

    def show_pairs(self, pairs: tuple[Pair, ...], heads: tuple[str, str]) -> None:
        """Show these pairs, the sides headed so."""
        if (pairs, heads) == (self.pairs, self._heads):
            return
        grown = len(pairs) != len(self.pairs)
        self.pairs, self._heads = pairs, heads
        self.current = min(self.current, max(len(pairs) - 1, 0))
        self.setAccessibleDescription("; ".join(
            f"{pair.label}: {pair.left_text}, {pair.right_text}, {pair.ratio_text}" for pair in pairs))  # fmt: skip
        if grown:
            self.updateGeometry()
        self.update()

    def row(self, place: int) -> QRectF:
        """Where a pair and its words are."""
        em = self.fontMetrics().height()
        return QRectF(0.0, (_HEAD_EMS + _ROW_EMS * place) * em, float(self.width()), _ROW_EMS * em)

    def bars(self, place: int) -> tuple[QRectF, QRectF]:
        """Where the two bars of a pair are."""
        row, em, pair = self.row(place), self.fontMetrics().height(), self.pairs[place]
        most = max(pair.left, pair.right)
        gap = self._gap
        room = max(row.width() / 2.0 - gap / 2.0 - 4.0, 1.0)
        left, right = (max(room * value / most, _LEAST) if most > 0.0 else _LEAST for value in (pair.left, pair.right))
        top, height = row.top() + 1.35 * em, 0.95 * em
        middle = row.center().x()
        return (QRectF(middle - gap / 2.0 - left, top, left, height), QRectF(middle + gap / 2.0, top, right, height))

    @property
    def _gap(self) -> float:
        """The room for the ratios between the bars."""
        metrics = QFontMetricsF(bold(self.font()))
        widest = max((metrics.horizontalAdvance(pair.ratio_text) for pair in self.pairs), default=0.0)
        return widest + metrics.height()

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 26, round((_HEAD_EMS + _ROW_EMS * len(self.pairs)) * em) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 14, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, em = self._theme.colours, self.fontMetrics().height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = self.width() / 2.0
        head = QRectF(4.0, 0.0, self.width() - 8.0, _HEAD_EMS * em)
        painter.setPen(QColor(colours.muted))
        left_head, right_head = (self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(half - em))
                                 for text in self._heads)  # fmt: skip
        painter.drawText(head, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), left_head)
        painter.drawText(head, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), right_head)
        for place, pair in enumerate(self.pairs):
            self._draw_pair(painter, place, pair)
        painter.end()

    def _draw_pair(self, painter: QPainter, place: int, pair: Pair) -> None:
        colours, em, row = self._theme.colours, self.fontMetrics().height(), self.row(place)
        if place == self._hovered:
            painter.fillRect(row, QColor(colours.raised))
        for bar, tint in zip(self.bars(place), (colours.series[0], colours.series[1]), strict=True):
            painter.fillRect(bar, QColor(tint))
        words = QRectF(4.0, row.top() + 0.1 * em, row.width() - 8.0, 1.2 * em)
        metrics = self.fontMetrics()
        side = max(metrics.horizontalAdvance(text) for text in (pair.left_text, pair.right_text)) + em
        painter.setPen(QColor(colours.text))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), pair.left_text)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), pair.right_text)
        painter.setPen(QColor(colours.muted))
        label = metrics.elidedText(pair.label, Qt.TextElideMode.ElideRight, round(max(words.width() - 2 * side, 0.0)))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), label)
        painter.setFont(bold(self.font()))
        painter.setPen(QColor(colours.text))
        between = QRectF(row.center().x() - self._gap / 2.0, row.top() + 1.35 * em, self._gap, 0.95 * em)
        painter.drawText(between, int(Qt.AlignmentFlag.AlignCenter), pair.ratio_text)
        painter.setFont(self.font())
        self.draw_focus(painter, place)
        painter.fillRect(QRectF(4.0, row.bottom() - 1.0, row.width() - 8.0, 1.0), faded(colours.line, 0.5))

    def names(self) -> tuple[str, ...]:
        return tuple(pair.name for pair in self.pairs)

    def tip(self, place: int) -> str:
        pair = self.pairs[place]
        return f"{pair.label}: {pair.left_text}, {pair.right_text}; {pair.ratio_text}"

    def at(self, y: float) -> int:
        """The pair at a height, or −1."""
        em = self.fontMetrics().height()
        place = int((y / em - _HEAD_EMS) // _ROW_EMS)
        return place if 0 <= place < len(self.pairs) else -1
