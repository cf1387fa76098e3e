"""A chart with words in it: dots with their numbers, and the names of what is drawn, beside it instead of in a key."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from studio.gui.plots.chart import Chart, Plot
from studio.gui.plots.curve import faded, pen
from studio.gui.theme import Colours

_DOT = 4.5


@dataclass(frozen=True, slots=True)
class Note:
    """Words at a place of a plot: in its middle, or beside a dot of colour `dot` and on a ground of their own.

    In its middle they are written in `ink`, which whoever fills the ground chooses, or in the colour of texts.
    """

    plot: Plot
    x: float
    y: float
    text: str
    dot: str = ""
    strong: bool = False
    ink: str = ""


class AnnotatedChart(Chart):
    """Notes lie over the curves and under the cross-hair."""

    notes: tuple[Note, ...] = ()

    def use(self, colours: Colours) -> None:
        super().use(colours)
        # There is no key on the right: the last number of the axis needs room of its own.
        overhang = QFontMetricsF(self.font()).horizontalAdvance("8888") / 2
        self.grid.setContentsMargins(4, 6, round(overhang) + 2, 4)

    def set_notes(self, notes: tuple[Note, ...]) -> None:
        if notes != self.notes:
            self.notes = notes
            self.viewport().update()

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        if self._colours is not None:
            painter.setFont(self.font())
            taken: list[QRectF] = []
            for note in self.notes:
                self._draw_note(painter, note, taken)
        super().drawForeground(painter, rect)

    def _draw_note(self, painter: QPainter, note: Note, taken: list[QRectF]) -> None:
        colours = self._colours
        assert colours is not None
        area = note.plot.box.sceneBoundingRect()
        place = note.plot.box.mapViewToScene(QPointF(note.x, note.y))
        if not area.adjusted(-1, -1, 1, 1).contains(place):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        width, height = metrics.horizontalAdvance(note.text), metrics.height()
        if not note.dot:
            spot = QRectF(place.x() - width / 2, place.y() - height / 2, width, height)
            ink = note.ink or colours.text
            painter.setPen(pen(ink if note.strong else faded(ink, 0.9)))
            painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), note.text)
            return
        painter.setPen(pen(colours.surface, 1.5))
        painter.setBrush(QColor(note.dot))
        painter.drawEllipse(place, _DOT, _DOT)
        spot = _beside(place, width + 10, height + 2, area, taken)
        taken.append(spot)
        painter.setPen(pen(note.dot, 1.0))
        painter.setBrush(faded(colours.raised, 0.9))
        painter.drawRoundedRect(spot, 3, 3)
        painter.setPen(pen(colours.text))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), note.text)


def _beside(place: QPointF, width: float, height: float, area: QRectF, taken: list[QRectF]) -> QRectF:
    """Room for words near a dot: to its lower left where the curves leave it, and clear of the words before."""
    left = min(max(place.x() - 8 - width, area.left() + 2), area.right() - width - 2)
    top = min(place.y() + 8, area.bottom() - height - 2)
    spot = QRectF(left, top, width, height)
    for step in range(1, 12):
        if not any(spot.intersects(other) for other in taken):
            break
        spot = QRectF(left, top + (step + 1) // 2 * (height + 2) * (1 if step % 2 else -1), width, height)
        if spot.bottom() > area.bottom() or spot.top() < area.top():
            continue
    return spot
