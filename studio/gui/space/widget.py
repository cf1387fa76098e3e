"""A scene as a widget, turned by mouse and keyboard."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.gui.space import gl_view
from studio.gui.space.gl_view import GLView
from studio.gui.space.image_view import ImageView
from studio.gui.space.scene import Scene

TURN = 0.007  # radians for a pixel of dragging
STEP = 0.08  # radians for a press of an arrow key
ZOOM = 1.18  # for a notch of the wheel
CLICK = 4.0  # pixels within which a press and its release are a click


class SceneWidget(QWidget):
    """Shows a scene, drawing only when it changed, in OpenGL where Qt has it and as pictures where not.

    Subclasses say what a click means.
    """

    def __init__(
        self, scene: Scene, views: tuple[str, ...], parent: QWidget | None = None, *, opengl: bool | None = None
    ) -> None:
        """`views` are the names of the keys 1, 2, …; `opengl` overrides what is found out of the platform."""
        super().__init__(parent)
        self._scene, self._views = scene, views
        self.uses_opengl = gl_view.usable() if opengl is None else opengl
        self._view: GLView | ImageView = (GLView if self.uses_opengl else ImageView)(scene, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)
        self._last = QPointF()
        self._pressed = QPointF()
        self._moved = False
        self._closed = False
        scene.on_change = self._view.refresh

    def sizeHint(self) -> QSize:
        return QSize(960, 640)

    def clicked(self, x: float, y: float) -> None:
        """The mouse was clicked at a pixel of the picture, from its upper left."""

    def double_clicked(self, x: float, y: float) -> None:
        """The mouse was clicked twice there."""
        self._scene.reset_camera()

    def view(self, name: str) -> None:
        """Look from a named place of the scene."""
        self._scene.view(name)

    def grab_image(self) -> QImage:
        """The picture shown, in device pixels."""
        return QImage() if self._closed else self._view.image()

    def close_view(self) -> None:
        """Release the graphics; nothing is shown any more. To be called before the window goes."""
        if self._closed:
            return
        self._closed = True
        self._view.close_view()
        self._scene.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.isWindow():
            self.close_view()
        super().closeEvent(event)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._last = event.position()
        self._moved = False
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if (event.position() - self._pressed).manhattanLength() > CLICK:
            self._moved = True
        if not self._moved:
            return
        change = event.position() - self._last
        self._last = event.position()
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.buttons() & Qt.MouseButton.MiddleButton or (event.buttons() & Qt.MouseButton.LeftButton and shifted):
            self._scene.pan(change.x() / self.height(), -change.y() / self.height())
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self._scene.rotate(change.x() * TURN, change.y() * TURN)
        elif event.buttons() & Qt.MouseButton.RightButton:
            self._scene.zoom(ZOOM ** (-change.y() / 25.0))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._moved and not self._closed:
            ratio = self._view.devicePixelRatioF()
            self.clicked(event.position().x() * ratio, event.position().y() * ratio)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._moved = True  # its release is no click
        ratio = self._view.devicePixelRatioF()
        self.double_clicked(event.position().x() * ratio, event.position().y() * ratio)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._scene.zoom(ZOOM ** (event.angleDelta().y() / 120.0))
        event.accept()

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, scene = event.key(), self._scene
        if key == Qt.Key.Key_Left:
            scene.rotate(-STEP, 0.0)
        elif key == Qt.Key.Key_Right:
            scene.rotate(STEP, 0.0)
        elif key == Qt.Key.Key_Up:
            scene.rotate(0.0, STEP)
        elif key == Qt.Key.Key_Down:
            scene.rotate(0.0, -STEP)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            scene.zoom(ZOOM)
        elif key == Qt.Key.Key_Minus:
            scene.zoom(1.0 / ZOOM)
        elif key in (Qt.Key.Key_R, Qt.Key.Key_Home):
            scene.reset_camera()
        elif Qt.Key.Key_1 <= key < Qt.Key.Key_1 + len(self._views):
            scene.view(self._views[key - Qt.Key.Key_1])
        else:
            super().keyPressEvent(event)
