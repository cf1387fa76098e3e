"""What the tour shows: a bubble with an arrow, and a ring round what is pointed at."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, QRegion, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.gui.theme import Theme
from studio.gui.theme.lettered import lettered
from studio.text import tr

ARROW = 14
"""Room round the bubble [pixels] in which its arrow stands."""
_GAP = 6
_WIDE_EMS = 22
_RING = 3


class Ring(QWidget):
    """A frame round something, which lets the mouse through."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._host = theme, parent
        self.setObjectName("tour-ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def surround(self, part: QRect) -> None:
        """Stand round `part` of the window, within it."""
        around = part.adjusted(-_RING - 1, -_RING - 1, _RING + 1, _RING + 1).intersected(self._host.rect())
        self.setGeometry(around)
        self.show()
        self.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inner = self.rect().adjusted(_RING + 2, _RING + 2, -_RING - 2, -_RING - 2)
        self.setMask(QRegion(self.rect()) - QRegion(inner))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.colours.amber), _RING))
        half = _RING / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 4, 4)
        painter.end()


class Bubble(QWidget):
    """Says what to do, with buttons for whoever would rather not."""

    back_wanted = Signal()
    show_wanted = Signal()
    next_wanted = Signal()
    end_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._host = theme, parent
        self._tip: QPoint | None = None
        self.setObjectName("tour-bubble")
        em = self.fontMetrics().height()
        self.title = QLabel(self)
        lettered(self.title)
        self.title.setWordWrap(True)
        self.count = QLabel(self)
        self.count.setProperty("look", "muted")
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setObjectName("tour-text")
        self.back = self._button("back", tr("Back"), self.back_wanted.emit)
        self.show_me = self._button("show", tr("Show me"), self.show_wanted.emit)
        self.restore = self._button("restore", tr("Put the design back"), self.restore_wanted.emit)
        self.next = self._button("next", tr("Skip"), self.next_wanted.emit)
        self.end = self._button("end", tr("End"), self.end_wanted.emit)
        self.end.setToolTip(tr("End the tour (Esc)"))
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setSpacing(round(em * 0.3))
        row.addWidget(self.back)
        row.addStretch(1)
        for button in (self.restore, self.show_me, self.next, self.end):
            row.addWidget(button)
        column = QVBoxLayout(self)
        inner = ARROW + round(em * 0.7)
        column.setContentsMargins(inner, ARROW + round(em * 0.5), inner, ARROW + round(em * 0.6))
        column.setSpacing(round(em * 0.45))
        column.addLayout(head)
        column.addWidget(self.text)
        column.addLayout(row)
        self.hide()

    def say(self, title: str, text: str, count: str) -> None:
        """Show a step."""
        self.title.setText(title)
        self.text.setText(text)
        self.count.setText(count)
        self.setAccessibleName(f"{tr('Guided tour')}, {count}: {title}")
        self.setAccessibleDescription(text)

    def point(self, part: QRect | None) -> None:
        """Stand beside `part` of the window and point at it; in the middle where there is nothing to point at."""
        room = self._host.rect()
        em = self.fontMetrics().height()
        wide = min(max(round(em * _WIDE_EMS), self.layout().minimumSize().width()), room.width())  # type: ignore[union-attr]
        high = self.layout().totalHeightForWidth(wide)  # type: ignore[union-attr]
        if part is None:
            place, self._tip = QRect((room.width() - wide) // 2, (room.height() - high) // 2, wide, high), None
        else:
            place, tip = placed(room, part, wide, high)
            self._tip = tip - place.topLeft()
        self.setGeometry(place)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(ARROW, ARROW, -ARROW, -ARROW)
        outline = QPainterPath()
        outline.addRoundedRect(body, 8, 8)
        if self._tip is not None:
            arrow = QPainterPath()
            arrow.addPolygon(_arrow(body, QPointF(self._tip)))
            arrow.closeSubpath()
            outline = outline.united(arrow)
        painter.fillPath(outline, QColor(colours.raised))
        painter.setPen(QPen(QColor(colours.amber), 2))
        painter.drawPath(outline)
        painter.end()

    def _button(self, name: str, text: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(f"tour-{name}")
        button.setAutoDefault(True)
        button.clicked.connect(lambda: run())
        return button


def placed(room: QRect, part: QRect, wide: int, high: int) -> tuple[QRect, QPoint]:
    """Where a bubble of that size stands in `room` beside `part`, and the point that its arrow ends at.

    The sides are tried in turn; where it fits beside none, it covers what is pointed at as little as can be.
    """
    middle = part.intersected(room).center() if part.intersects(room) else room.center()
    tried = (
        (QRect(part.right() + _GAP, middle.y() - high // 2, wide, high), QPoint(part.right() + _GAP, middle.y())),
        (QRect(part.left() - _GAP - wide, middle.y() - high // 2, wide, high), QPoint(part.left() - _GAP, middle.y())),
        (QRect(middle.x() - wide // 2, part.bottom() + _GAP, wide, high), QPoint(middle.x(), part.bottom() + _GAP)),
        (QRect(middle.x() - wide // 2, part.top() - _GAP - high, wide, high), QPoint(middle.x(), part.top() - _GAP)),
    )
    best: tuple[int, QRect, QPoint] | None = None
    for place, tip in tried:
        moved = _within(room, place)
        cover = moved.intersected(part)
        covered = max(cover.width(), 0) * max(cover.height(), 0)
        if best is None or covered < best[0]:
            best = (covered, moved, tip)
    assert best is not None
    return best[1], best[2]


def _within(room: QRect, place: QRect) -> QRect:
    left = min(max(place.left(), room.left()), max(room.right() - place.width() + 1, room.left()))
    top = min(max(place.top(), room.top()), max(room.bottom() - place.height() + 1, room.top()))
    return QRect(left, top, place.width(), place.height())


def _arrow(body: QRectF, tip: QPointF) -> QPolygonF:
    """A triangle from the side of `body` that is nearest to `tip`, which it ends at as far as the room goes."""
    half, inset = 9.0, 12.0
    near = QPointF(min(max(tip.x(), body.left() + inset + half), body.right() - inset - half),
                   min(max(tip.y(), body.top() + inset + half), body.bottom() - inset - half))  # fmt: skip
    out = max(body.left() - tip.x(), tip.x() - body.right()), max(body.top() - tip.y(), tip.y() - body.bottom())
    if out[0] >= out[1]:
        side = body.left() + 2 if tip.x() < body.center().x() else body.right() - 2
        end = QPointF(side + (-ARROW if tip.x() < body.center().x() else ARROW), near.y())
        return QPolygonF([QPointF(side, near.y() - half), end, QPointF(side, near.y() + half)])
    side = body.top() + 2 if tip.y() < body.center().y() else body.bottom() - 2
    end = QPointF(near.x(), side + (-ARROW if tip.y() < body.center().y() else ARROW))
    return QPolygonF([QPointF(near.x() - half, side), end, QPointF(near.x() + half, side)])
