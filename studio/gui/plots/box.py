"""The part of a plot that is zoomed: by a band, the wheel and the keys; and moved, and brought back to the whole."""

from collections.abc import Callable
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor

from studio.gui.plots.curve import pen

# pyqtgraph drops mouse events that follow within ten milliseconds, and with them the last one of a movement.
pg.setConfigOptions(mouseRateLimit=0)

Range = tuple[float, float]
_LEAST = 10.0
"""Pixels that a band must be wide, and twice as many that it must be high, to mean a part of that axis."""
_GRIP = 6.0
"""Pixels from the cross-hair within which a drag takes hold of it."""
_WHOLE = 0.999
"""Share of the whole from which on a range counts as the whole."""
_LOST = 1e-3
"""Share of the whole below which a zoom that was made in another whole is let go."""
_DEEPEST = 1e-6
"""Share of the whole that can be looked at."""


class Box(pg.ViewBox):
    """A view box in which a click points, a drag sweeps a band to zoom to, the wheel zooms along x about the pointer,
    the middle button or Shift moves the view, and a double click shows the whole.

    A drag that begins on the cross-hair, where it has a `grip`, takes it along. `asked` comes with a click of the
    right button, which asks for a menu; `by_hand` when somebody has zoomed, moved or gone back.
    """

    pointed = Signal(float, float)
    reset = Signal()
    asked = Signal()
    by_hand = Signal()

    def __init__(self) -> None:
        super().__init__(enableMenu=False, defaultPadding=0.0)
        self.disableAutoRange()
        self.setMouseEnabled(x=True, y=False)
        self.full = (0.0, 1.0)
        """What is shown along x when nobody has zoomed in."""
        self.full_y = (0.0, 1.0)
        self.zooms_up = False
        """Whether a band may be narrower than the height."""
        self.grip: float | None = None
        """Where along x a drag takes the cross-hair along instead of zooming."""
        self._zoomed = [False, False]
        self._drag: Callable[[Any], None] = self._sweep
        self._tint = QColor("#808080")
        self.sigRangeChangedManually.connect(self._moved_by_hand)
        self.reset.connect(self.show_all)

    # What is shown

    @property
    def is_zoomed(self) -> bool:
        """Whether less than the whole is shown."""
        return any(self._zoomed)

    def show_x(self, low: float, high: float) -> None:
        """Show `low` to `high`, unless somebody has zoomed in; nothing outside can be shown."""
        if (low, high) != self.full:
            self.full = (low, high)
            self._forget(0, low, high)
            self.setLimits(xMin=low, xMax=high, minXRange=_DEEPEST * (high - low))
            if not self._zoomed[0]:
                self.setXRange(low, high, padding=0)

    def show_y(self, low: float, high: float) -> None:
        """The same upwards."""
        if (low, high) != self.full_y or (not self._zoomed[1] and tuple(self.viewRange()[1]) != (low, high)):
            self.full_y, self.zooms_up = (low, high), True
            self._forget(1, low, high)
            self.setLimits(yMin=low, yMax=high, minYRange=_DEEPEST * (high - low))
            if not self._zoomed[1]:
                self.setYRange(low, high, padding=0)

    def _forget(self, axis: int, low: float, high: float) -> None:
        """Let go of a zoom that lies outside of what there is now."""
        seen, span = self.viewRange()[axis], high - low
        inside = low - 1e-9 * span <= seen[0] and seen[1] <= high + 1e-9 * span
        if self._zoomed[axis] and not (inside and seen[1] - seen[0] > _LOST * span):
            self._zoomed[axis] = False

    def show_all(self) -> None:
        """Show the whole again."""
        was, self._zoomed = self.is_zoomed, [False, False]
        self.setXRange(*self.full, padding=0)
        self.setYRange(*self.full_y, padding=0)
        if was:
            self.by_hand.emit()

    def follow(self, low: float, high: float, zoomed: bool) -> None:
        """Show the part along x that is shown elsewhere, or the whole where that is not `zoomed`."""
        self._zoomed[0] = zoomed
        self.setXRange(*((low, high) if zoomed else self.full), padding=0)

    def zoom_x(self, factor: float, about: float | None = None) -> None:
        """Show so many times as much along x, about a place or the middle."""
        low, high = self.viewRange()[0]
        middle = 0.5 * (low + high) if about is None or not low <= about <= high else about
        self._show_part(0, (middle - factor * (middle - low), middle + factor * (high - middle)))

    def move_x(self, share: float) -> None:
        """Move the view by a share of what it shows."""
        low, high = self.viewRange()[0]
        self._show_part(0, _within((low + share * (high - low), high + share * (high - low)), self.full))

    def _show_part(self, axis: int, part: Range) -> None:
        (self.setXRange if axis == 0 else self.setYRange)(*part, padding=0)
        self._moved_by_hand(None)

    def _moved_by_hand(self, _: Any) -> None:
        for axis, (low, high) in enumerate((self.full, self.full_y)):
            seen = self.viewRange()[axis]
            self._zoomed[axis] = seen[1] - seen[0] < _WHOLE * (high - low)
        self.by_hand.emit()

    # The mouse

    def use_band(self, colour: str) -> None:
        """The colour of the band that is swept."""
        self._tint = QColor(colour)

    def _point(self, event: Any) -> None:
        event.accept()
        place = self.mapSceneToView(event.scenePos())
        self.pointed.emit(place.x(), place.y())

    def on_grip(self, scene: QPointF) -> bool:
        """Whether a place is on the cross-hair, where that can be taken along."""
        return self.grip is not None and abs(self.mapViewToScene(QPointF(self.grip, 0.0)).x() - scene.x()) <= _GRIP

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        button, left = event.button(), Qt.MouseButton.LeftButton
        still = not any(self.state["mouseEnabled"])
        if axis is not None or still or button not in {left, Qt.MouseButton.MiddleButton}:
            event.ignore()
            return
        event.accept()
        if event.isStart():  # what it is does not change on the way
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            held = self.on_grip(event.buttonDownScenePos())
            self._drag = self._pan if button != left or shift else self._point if held else self._sweep
        self._drag(event)

    def _pan(self, event: Any) -> None:
        here, before = (self.mapSceneToView(place) for place in (event.scenePos(), event.lastScenePos()))
        for axis, moved in enumerate((before.x() - here.x(), before.y() - here.y())):
            if self._zoomed[axis]:
                low, high = self.viewRange()[axis]
                self._show_part(axis, _within((low + moved, high + moved), (self.full, self.full_y)[axis]))

    def band(self, start: QPointF, end: QPointF) -> tuple[QRectF, bool, bool]:
        """The part between two places of the box, whole along an axis in which they are close; and which those are."""
        area = self.rect()
        left, right = sorted(min(max(place.x(), area.left()), area.right()) for place in (start, end))
        top, bottom = sorted(min(max(place.y(), area.top()), area.bottom()) for place in (start, end))
        swept = QRectF(left, top, right - left, bottom - top)
        across, up = swept.width() >= _LEAST, self.zooms_up and swept.height() >= 2 * _LEAST
        if across and swept.height() < 0.25 * swept.width():
            up = False
        if not up:
            swept = QRectF(swept.left(), area.top(), swept.width(), area.height())
        elif not across:
            swept = QRectF(area.left(), swept.top(), area.width(), swept.height())
        return swept, across, up

    def _sweep(self, event: Any) -> None:
        swept, across, up = self.band(event.buttonDownPos(), event.pos())
        if not event.isFinish():
            self.show_band(swept)
            return
        self.rbScaleBox.hide()
        low, high = self.mapToView(swept.bottomLeft()), self.mapToView(swept.topRight())
        if across:
            self._show_part(0, (low.x(), high.x()))
        if up:
            self._show_part(1, (low.y(), high.y()))

    def show_band(self, swept: QRectF) -> None:
        """Draw the band, in the coordinates of the box."""
        box = self.rbScaleBox
        box.setPen(pen(self._tint, 1.2))
        fill = QColor(self._tint)
        fill.setAlphaF(0.15)
        box.setBrush(fill)
        self.updateScaleBox(swept.topLeft(), swept.bottomRight())

    def mouseClickEvent(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            if event.double():
                event.accept()
                self.reset.emit()
            else:
                self._point(event)
        elif event.button() == Qt.MouseButton.RightButton:
            event.accept()
            self.asked.emit()


def _within(part: Range, whole: Range) -> Range:
    """`part` moved into `whole`."""
    low, high = part
    shift = max(whole[0] - low, 0.0) + min(whole[1] - high, 0.0)
    return low + shift, high + shift
