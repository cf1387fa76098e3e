"""Bars that say which stack wins: per mass, per dollar, and after years of life."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.design.quantity import Quantity
from studio.design.unit_text import display
from studio.gui.panel.compare.figures import ABSENT
from studio.gui.panel.compare.figures_model import BEST
from studio.gui.panel.looks import mixed
from studio.gui.theme import Colours, Theme

_ROW_EMS = 1.3


@dataclass(frozen=True, slots=True)
class Entry:
    """One bar; `low` and `high` are the ends of its band. Without a value a dash stands there, with the reason why."""

    letter: str
    title: str
    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""


class BarGroup(QWidget):
    """One figure for every stack, as bars from zero with their values."""

    def __init__(self, theme: Theme, quantity: Quantity, better: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.heading = QLabel(self)
        self.heading.setWordWrap(True)
        font = self.heading.font()
        font.setWeight(QFont.Weight.DemiBold)
        self.heading.setFont(font)
        self.bars = _Bars(theme, quantity, better, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.heading)
        layout.addWidget(self.bars)
        layout.addStretch(1)

    def settle(self) -> None:
        """Tell the layouts above at once how much room the bars want now."""
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        self.updateGeometry()

    def show_entries(self, heading: str, entries: tuple[Entry, ...]) -> None:
        if heading != self.heading.text():
            self.heading.setText(heading)
            self.bars.setAccessibleName(heading)
        self.bars.show_entries(entries)


class _Bars(QWidget):
    def __init__(self, theme: Theme, quantity: Quantity, better: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._quantity = quantity
        self._better = better
        self.entries: tuple[Entry, ...] = ()
        self.winners: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        if entries == self.entries:
            return
        if len(entries) != len(self.entries):
            self.updateGeometry()
        self.entries = entries
        known = {one.letter: one.value * self._better for one in entries if one.value is not None}
        wins = tuple(letter for letter, value in known.items() if value == max(known.values()))
        self.winners = wins if len(wins) < len(known) else ()
        self.setAccessibleDescription(", ".join(f"{one.title} {self.text_of(one)}" for one in entries))
        self.setToolTip("\n".join(f"{one.title}: {self._full_text(one)}" for one in entries))
        self.update()

    def text_of(self, entry: Entry) -> str:
        return ABSENT if entry.value is None else display(entry.value, self._quantity, digits=3)

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 14, round(em * _ROW_EMS * max(len(self.entries), 1)) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 10, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, em = self._theme.colours, self.fontMetrics().height()
        high = em * _ROW_EMS
        names = max((self.fontMetrics().horizontalAdvance(one.letter) for one in self.entries), default=0) + em * 0.5
        values = max((self._bold_width(self._marked(one)) for one in self.entries), default=0) + em * 0.5
        most = max((max(one.value or 0.0, one.high or 0.0) for one in self.entries), default=0.0)
        room = max(self.width() - names - values, 1.0)
        for row, entry in enumerate(self.entries):
            top = row * high
            wins = entry.letter in self.winners
            font = self.font()
            font.setBold(wins)
            painter.setFont(font)
            painter.setPen(QColor(colours.text))
            painter.drawText(QRectF(0, top, names, high), int(Qt.AlignmentFlag.AlignVCenter), entry.letter)
            long = room * (entry.value or 0.0) / most if most > 0 else 0.0
            self._draw_bar(painter, QRectF(names, top + high * 0.16, long, high * 0.68), entry, colours, row,
                           room / most if most > 0 else 0.0)  # fmt: skip
            end = max(long, room * (entry.high or 0.0) / most if most > 0 else 0.0)
            painter.setPen(QColor(colours.text if entry.value is not None else colours.muted))
            text, space = self._marked(entry), values + room - end
            if entry.value is None:
                text = self.fontMetrics().elidedText(f"{text} {entry.reason}".rstrip(), Qt.TextElideMode.ElideRight,
                                                     round(space - em * 0.4))  # fmt: skip
            painter.drawText(QRectF(names + end + em * 0.3, top, space, high), int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()

    def _draw_bar(self, painter: QPainter, bar: QRectF, entry: Entry, colours: Colours, row: int, scale: float) -> None:
        tone = bar_colour(colours, row)
        painter.setPen(QPen(tone, 1))
        painter.setBrush(mixed(QColor(colours.surface), tone, 0.55))
        if entry.value is not None:
            painter.drawRect(bar)
        if entry.low is not None and entry.high is not None:
            low, high = bar.left() + entry.low * scale, bar.left() + entry.high * scale
            middle, tick = bar.center().y(), bar.height() * 0.28
            painter.setPen(QPen(QColor(colours.text), 1.4))
            painter.drawLine(QPointF(low, middle), QPointF(high, middle))
            for end in (low, high):
                painter.drawLine(QPointF(end, middle - tick), QPointF(end, middle + tick))

    def _marked(self, entry: Entry) -> str:
        return f"{BEST} {self.text_of(entry)}" if entry.letter in self.winners else self.text_of(entry)

    def _full_text(self, entry: Entry) -> str:
        if entry.value is None:
            return entry.reason or ABSENT
        if entry.low is None or entry.high is None:
            return self.text_of(entry)
        low, high = (display(value, self._quantity, digits=3) for value in (entry.low, entry.high))
        return f"{self.text_of(entry)} ({low} – {high})"

    def _bold_width(self, text: str) -> int:
        return round(self.fontMetrics().horizontalAdvance(text) * 1.1)


def bar_colour(colours: Colours, place: int) -> QColor:
    """The colour of the present stack (place 0) and of the pinned ones."""
    series = colours.series
    return QColor((series[1], series[0], series[2], series[3], series[4])[place % 5])
