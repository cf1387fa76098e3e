"""The scene drawn by VTK straight into a Qt OpenGL widget."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QOffscreenSurface, QOpenGLContext
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QApplication, QWidget
from vtkmodules.vtkCommonCore import vtkCommand
from vtkmodules.vtkRenderingOpenGL2 import vtkGenericOpenGLRenderWindow

from studio.gui.space import earth, trial
from studio.gui.space.offscreen import SAMPLES
from studio.gui.space.scene import Scene
from studio.gui.surface import surface_format
from studio.gui.theme.scale import text_scale

_GL_LEQUAL = 0x0203
_GL_DEPTH_TEST, _GL_SCISSOR_TEST, _GL_COLOR_BUFFER_BIT = 0x0B71, 0x0C11, 0x4000
_GL_RENDERER = 0x1F01
_SOFTWARE = ("llvmpipe", "softpipe", "swiftshader", "software", "gdi generic", "basic render")
_STILL = 300  # milliseconds
_WITHOUT_SCREEN = ("offscreen", "minimal", "vnc", "linuxfb")


def usable() -> bool:
    """Whether Qt gets the OpenGL here that VTK needs, from hardware.

    An OpenGL widget makes Qt compose the whole window in OpenGL, so that in software every blinking caret costs a
    frame: there pictures of the scene, drawn when it changes, leave the rest of the window fast.
    """
    if not trial.works() or QApplication.platformName() in _WITHOUT_SCREEN:
        return False
    context = QOpenGLContext()
    context.setFormat(surface_format())
    if not context.create() or context.isOpenGLES() or context.format().version() < (3, 2):
        return False
    surface = QOffscreenSurface()
    surface.setFormat(context.format())
    surface.create()
    hardware = False
    if surface.isValid() and context.makeCurrent(surface):
        hardware = not _is_software(context)
        context.doneCurrent()
    surface.destroy()
    return hardware


def _is_software(context: QOpenGLContext) -> bool:
    name = str(context.functions().glGetString(_GL_RENDERER)).lower()
    return any(part in name for part in _SOFTWARE)


class GLView(QOpenGLWidget):
    """Draws a Scene; outlives the OpenGL contexts that docking takes from it.

    Smooth edges cost software rendering three times as long: there they wait until the picture stands still.
    """

    def __init__(self, scene: Scene, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFormat(surface_format())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._scene = scene
        scene.hurried = True
        self._window: vtkGenericOpenGLRenderWindow | None = vtkGenericOpenGLRenderWindow()
        self._window.SetReadyForRendering(False)
        self._window.AddRenderer(scene.renderer)
        self._observer = self._window.AddObserver(vtkCommand.WindowMakeCurrentEvent, self._make_current)
        self._context: QOpenGLContext | None = None
        self._software = False
        self._fine = False
        self._still = QTimer(self, singleShot=True, interval=_STILL)
        self._still.timeout.connect(self._refine)
        self._detail = QTimer(self, interval=earth.DETAIL)
        self._detail.timeout.connect(self._add_detail)

    def image(self) -> QImage:
        """What is drawn, at its finest."""
        self._fine = True
        self._scene.hurried = False
        return self.grabFramebuffer()

    def refresh(self) -> None:
        """Draw again before the event loop sleeps; Qt makes one drawing of many requests, and none while hidden."""
        self._fine = False
        self.update()

    def _refine(self) -> None:
        self._fine = True
        self.update()

    def _add_detail(self) -> None:
        if earth.MAP.fetch():
            self._detail.stop()
            self.update()

    def close_view(self) -> None:
        """Release what the graphics hold; nothing is drawn any more."""
        if self._window is None:
            return
        self._still.stop()
        self._detail.stop()
        self._release()
        self._window.RemoveObserver(self._observer)
        self._window.RemoveRenderer(self._scene.renderer)
        self._window = None

    def _make_current(self, *_: object) -> None:
        # Making the current context current again would bind Qt's framebuffer under VTK's hands.
        if QOpenGLContext.currentContext() != self.context():
            self.makeCurrent()

    def initializeGL(self) -> None:
        if self._window is None:
            return
        self._window.SetReadyForRendering(True)
        self._window.SetIsCurrent(True)
        self._window.InitializeFromCurrentContext()
        self._window.SetOwnContext(0)
        self._context = self.context()
        self._software = _is_software(self._context)
        self._context.aboutToBeDestroyed.connect(self._release)

    def paintGL(self) -> None:
        if self._window is None or self._context is None:
            return
        ratio = self.devicePixelRatioF()
        width, height = max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))
        if self._window.GetSize() != (width, height):
            self._window.SetSize(width, height)
        samples = SAMPLES if self._fine or not self._software else 0
        if self._window.GetMultiSamples() != samples:
            self._window.SetMultiSamples(samples)
        self._scene.moving = self._software and not self._fine
        self._scene.prepare(width, height, ratio * text_scale())
        if self._software and not self._fine:
            self._still.start()
        if self._scene.is_detailed:
            self._detail.stop()
        elif not self._detail.isActive():
            self._detail.start()
        state = self._window.GetState()
        self._window.SetIsCurrent(True)
        state.Reset()
        state.vtkglDepthFunc(_GL_LEQUAL)
        state.vtkglEnable(_GL_DEPTH_TEST)
        state.ResetFramebufferBindings()
        self._window.SetFrameBlitModeToBlitToCurrent()
        self._window.Render()
        # VTK leaves the picture transparent: Qt would show what lies behind it.
        functions = self._context.functions()
        functions.glDisable(_GL_SCISSOR_TEST)
        functions.glColorMask(False, False, False, True)
        functions.glClearColor(0.0, 0.0, 0.0, 1.0)
        functions.glClear(_GL_COLOR_BUFFER_BIT)
        functions.glColorMask(True, True, True, True)

    def _release(self) -> None:
        """Give back what lives in the context, which Qt takes away when the widget is docked elsewhere or closed."""
        if self._context is None or self._window is None:
            return
        self._context.aboutToBeDestroyed.disconnect(self._release)
        self._context = None
        self.makeCurrent()
        self._window.SetIsCurrent(True)
        self._window.Finalize()
        self._window.SetReadyForRendering(False)
        self.doneCurrent()
