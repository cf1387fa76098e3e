"""The Orbit view as a widget: shows an OrbitScene, in which a click picks a satellite."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.gui.orbit.camera import VIEWS
from studio.gui.orbit.scene import OrbitScene
from studio.gui.space.widget import SceneWidget
from studio.text import tr


class OrbitWidget(SceneWidget):
    """Shows `scene`."""

    picked = Signal(int)
    """The index of the satellite clicked; -1 for none."""

    def __init__(self, parent: QWidget | None = None, *, dark: bool = True, opengl: bool | None = None) -> None:
        """`opengl` overrides what is found out: whether to draw in an OpenGL widget."""
        self.scene = OrbitScene(dark=dark)
        super().__init__(self.scene, tuple(VIEWS), parent, opengl=opengl)
        self.setAccessibleName(tr("Orbit view"))

    def set_theme(self, dark: bool, contrast: bool = False) -> None:
        """Dark or light colours, with strong contrast or the usual one."""
        self.scene.set_theme(dark, contrast)

    def clicked(self, x: float, y: float) -> None:
        found = self.scene.pick(x, y)
        self.picked.emit(-1 if found is None else found)
