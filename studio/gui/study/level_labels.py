"""A plane with words on its lines: the level of each, or the requirement that it belongs to."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from studio.gui.plots.curve import faded, pen
from studio.gui.study.plane import Plane


@dataclass(frozen=True, slots=True)
class LevelLabel:
    """Words at a place of the plane; of a bound they have a frame."""

    x: float
    y: float
    text: str
    bound: bool = False


class LabelledPlane(Plane):
    """Words that would lie over others are left out."""

    labels: tuple[LevelLabel, ...] = ()

    def set_labels(self, labels: tuple[LevelLabel, ...]) -> None:
        if labels != self.labels:
            self.labels = labels
            self.viewport().update()

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        colours = self._colours
        if colours is not None:
            painter.setFont(self.font())
            metrics = QFontMetricsF(self.font())
            area = self.box.sceneBoundingRect()
            taken: list[QRectF] = []
            for label in sorted(self.labels, key=lambda one: not one.bound):
                place = self.box.mapViewToScene(QPointF(label.x, label.y))
                if not area.adjusted(-1, -1, 1, 1).contains(place):
                    continue
                wide, high = metrics.horizontalAdvance(label.text) + 8, metrics.height() + 2
                spot = QRectF(place.x() - wide / 2, place.y() - high / 2, wide, high)
                spot.moveLeft(min(max(spot.left(), area.left() + 1), area.right() - wide - 1))
                spot.moveTop(min(max(spot.top(), area.top() + 1), area.bottom() - high - 1))
                if any(spot.intersects(other) for other in taken):
                    continue
                taken.append(spot)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(pen(colours.red, 1.0) if label.bound else Qt.PenStyle.NoPen)
                painter.setBrush(faded(colours.surface, 0.75))
                painter.drawRoundedRect(spot, 3, 3)
                painter.setPen(pen(colours.text))
                painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), label.text)
        super().drawForeground(painter, rect)
