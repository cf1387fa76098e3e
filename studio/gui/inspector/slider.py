"""A slim slider beneath a number; what it asks for is carried by signals, what is shown comes from the design."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QStyle, QWidget

from studio.gui.font_follower import in_ems
from studio.gui.inspector.scale import Scale

POSITIONS = 1000


class FieldSlider(QSlider):
    """`moved` carries the wanted number in the unit of the scale, however it was moved by a person.

    A press takes the handle to the pointer: there is no need to hit it.
    """

    moved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._scale = Scale(0.0, 1.0)
        self._showing = False
        self.setRange(0, POSITIONS)
        self.setSingleStep(5)
        self.setPageStep(50)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        in_ems(self, lambda high: self.setFixedHeight(max(high, 16)), 1.1)
        self.valueChanged.connect(self._moved)

    def use_scale(self, scale: Scale) -> None:
        self._scale = scale

    def show_number(self, number: float) -> None:
        """Put the handle where the number lies; beyond the slider's range at its end."""
        if not self.isSliderDown():
            self._showing = True
            self.setValue(round(self._scale.place(number) * POSITIONS))
            self._showing = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setSliderDown(True)
        self._go_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go_to(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _go_to(self, event: QMouseEvent) -> None:
        handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)
        place = round(event.position().x() - handle / 2)
        self.setValue(QStyle.sliderValueFromPosition(0, POSITIONS, place, max(self.width() - handle, 1)))

    def _moved(self, position: int) -> None:
        if not self._showing:
            self.moved.emit(self._scale.at(position / POSITIONS, POSITIONS))
