"""A speech bubble beside what has notes: filled with their number while one is open, an outline when all are closed."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from studio.design import Design, Note
from studio.gui.theme import Colours, Theme
from studio.text import tr, tr_count


def notes_by_path(design: Design) -> dict[str, tuple[Note, ...]]:
    """The notes on each field and result."""
    found: dict[str, tuple[Note, ...]] = {}
    for note in design.review.notes:
        found[note.path] = (*found.get(note.path, ()), note)
    return found


def note_tip(notes: Sequence[Note]) -> str:
    """What the notes say, the open ones first."""
    lines = []
    for note in sorted(notes, key=lambda one: one.state == "closed")[:6]:
        who = ", ".join(text for text in (note.author, note.date) if text)
        state = tr("closed") if note.state == "closed" else tr("open")
        lines.append(f"{note.text[:200]} ({f'{who}, ' if who else ''}{state})")
    return "\n".join(lines)


def paint_bubble(painter: QPainter, frame: QRectF, count: int, colours: Colours) -> None:
    """A bubble with a tail; `count` open notes fill it, none leaves an outline."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = QRectF(frame.x(), frame.y(), frame.width(), frame.height() * 0.78)
    path = QPainterPath()
    path.addRoundedRect(body, frame.width() * 0.2, frame.width() * 0.2)
    tail = QPainterPath()
    tail.moveTo(frame.x() + frame.width() * 0.22, body.bottom() - 1)
    tail.lineTo(frame.x() + frame.width() * 0.22, frame.bottom())
    tail.lineTo(frame.x() + frame.width() * 0.58, body.bottom() - 1)
    tail.closeSubpath()
    tone = QColor(colours.accent)
    painter.setPen(QPen(tone, 1.2))
    painter.setBrush(tone if count else Qt.BrushStyle.NoBrush)
    painter.drawPath(path.united(tail))
    if count:
        font = painter.font()
        font.setPixelSize(max(round(frame.height() * 0.58), 6))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(colours.on_accent))
        painter.drawText(body, Qt.AlignmentFlag.AlignCenter, str(count) if count < 10 else "+")


def note_icon(count: int, colours: Colours, side: int, ratio: float) -> QIcon:
    """The bubble as an icon."""
    pixmap = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_bubble(painter, QRectF(1, 1, side - 2, side - 2), count, colours)
    painter.end()
    return QIcon(pixmap)


class NoteMark(QWidget):
    """Hidden while there are no notes."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.notes: tuple[Note, ...] = ()
        side = round(self.fontMetrics().height() * 0.95)
        self.setFixedSize(QSize(side, side))
        self.hide()

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Show how many there are, and what they say."""
        if notes == self.notes:
            return
        self.notes = notes
        self.setVisible(bool(notes))
        self.setToolTip(note_tip(notes))
        opened = sum(note.state == "open" for note in notes)
        self.setAccessibleName(
            tr_count("{count} note, {open} open", "{count} notes, {open} open", len(notes), open=opened)
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        opened = sum(note.state == "open" for note in self.notes)
        paint_bubble(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), opened, self._theme.colours)
        painter.end()
