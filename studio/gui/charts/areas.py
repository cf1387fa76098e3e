"""Areas between two curves each, stacked or not, as one item of a plot."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QTransform

from studio.analysis.result import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """What lies between `low` and `high` over `x`; `hatch` is drawn over the fill in pixels of the screen."""

    x: FloatArray
    low: FloatArray
    high: FloatArray
    fill: QColor
    hatch: QBrush | None = None
    edge: QPen | None = None


class Areas(pg.GraphicsObject):
    """Areas in the order given, the later over the earlier; edges come last."""

    def __init__(self) -> None:
        super().__init__()
        self.areas: tuple[Area, ...] = ()
        self._paths: list[QPainterPath] = []
        self._bounds = QRectF()
        self.setZValue(-15)

    def show_areas(self, areas: tuple[Area, ...]) -> None:
        self.prepareGeometryChange()
        self.areas = areas
        self._paths = [_outline(area) for area in areas]
        self._bounds = QRectF()
        for path in self._paths:
            self._bounds = self._bounds.united(path.boundingRect())
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def dataBounds(self, ax: int, frac: float = 1.0, orthoRange: Any = None) -> tuple[None, None]:
        return (None, None)

    def paint(self, painter: QPainter, *_: Any) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        to_pixels = QTransform(painter.worldTransform()).inverted()[0]
        for area, path in zip(self.areas, self._paths, strict=True):
            painter.fillPath(path, area.fill)
            if area.hatch is not None:
                brush = QBrush(area.hatch)
                brush.setTransform(to_pixels)
                painter.fillPath(path, brush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for area, path in zip(self.areas, self._paths, strict=True):
            if area.edge is not None:
                painter.setPen(area.edge)
                painter.drawPath(path)


def _outline(area: Area) -> QPainterPath:
    x = np.concatenate([area.x, area.x[::-1]])
    y = np.concatenate([area.high, area.low[::-1]])
    path = QPainterPath(pg.arrayToQPath(x, y))
    path.closeSubpath()
    return path
