"""The satellite as a widget: a click picks a part, a double click asks for more about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.gui.satellite.camera import LOOKS
from studio.gui.satellite.scene import SatelliteScene
from studio.gui.space.shape import Hit
from studio.gui.space.widget import SceneWidget
from studio.text import tr


class SatelliteWidget(SceneWidget):
    """Shows `scene`."""

    picked = Signal(object)
    """The Hit, or None."""
    opened = Signal(object)
    """The Hit of a double click."""

    def __init__(self, parent: QWidget | None = None, *, dark: bool = True, opengl: bool | None = None) -> None:
        """`opengl` overrides what is found out: whether to draw in an OpenGL widget."""
        self.scene = SatelliteScene(dark=dark)
        super().__init__(self.scene, tuple(LOOKS), parent, opengl=opengl)
        self.setAccessibleName(tr("Satellite view"))

    def clicked(self, x: float, y: float) -> None:
        self.picked.emit(self.scene.pick(x, y))

    def double_clicked(self, x: float, y: float) -> None:
        hit: Hit | None = self.scene.pick(x, y)
        if hit is None:
            self.scene.reset_camera()
        else:
            self.opened.emit(hit)
