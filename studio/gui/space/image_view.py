"""The scene drawn off-screen and shown as a picture, where Qt has no OpenGL or only a slow one."""

import logging
import traceback

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from studio.gui.crash import tell_defect
from studio.gui.space import earth, trial
from studio.gui.space.scene import Scene
from studio.gui.theme.scale import text_scale
from studio.text import tr

_log = logging.getLogger(__name__)
COARSE = 0.4
"""Share of the pixels in each direction while the scene moves: a software frame is then a sixth of the pixels."""
_STILL = 700
"""Milliseconds without a change after which the scene is drawn with all its pixels."""


def broken_words() -> str:
    """What it means that a scene was drawn once and is not any more."""
    return tr("The graphics of this machine no longer draw this view. Everything else works.")


class ImageView(QWidget):
    """Shows a Scene, coarsely while it moves and finely once it stands still."""

    def __init__(self, scene: Scene, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._scene: Scene | None = scene
        scene.hurried = True
        self._image = QImage()
        self._outdated = True
        self._moving = False
        self._broken = self._told = False
        self._still = QTimer(self, singleShot=True, interval=_STILL)
        self._still.timeout.connect(self._refine)
        self._detail = QTimer(self, interval=earth.DETAIL)
        self._detail.timeout.connect(self._add_detail)
        # Drawn in a turn of its own: within a paint event it would add to what all other widgets paint.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._draw_soon)

    def image(self) -> QImage:
        """The picture with all its pixels."""
        if self._scene is not None:
            self._scene.hurried = False
        self._refine()
        self._draw()
        return self._image.copy()

    def refresh(self) -> None:
        """Draw again before the event loop sleeps, once for many requests, and not while hidden."""
        self._outdated = True
        self._moving = not self._image.isNull()
        if self._moving and self.isVisible():
            self._soon.start()
        else:
            self.update()

    def close_view(self) -> None:
        """Nothing is drawn any more; the scene itself holds the graphics."""
        self._still.stop()
        self._detail.stop()
        self._soon.stop()
        self._scene = None

    def _refine(self) -> None:
        self._still.stop()
        if self._scene is not None:
            self._outdated = True
            self._moving = False
            self.update()

    def _add_detail(self) -> None:
        if self._scene is not None and earth.MAP.fetch():
            self._detail.stop()
            self._outdated = True
            self.update()

    def _fail(self, trace: str) -> None:
        """The graphics draw no more: say so, here and once, and try again when this is shown anew."""
        self._broken = True
        self._still.stop()
        self._detail.stop()
        _log.error("a scene could not be drawn:\n%s", trace)
        if not self._told:
            self._told = True
            # Not within a paint event: the window is laid out anew by what is told.
            QTimer.singleShot(0, self, lambda: tell_defect(self, broken_words(), trace))
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._broken:
            self._broken, self._outdated = False, True

    def _draw_soon(self) -> None:
        self._draw()
        self.update()

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF() * (COARSE if self._moving else 1.0)
        width, height = max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio))
        if self._scene is None or (not self._outdated and self._image.size().toTuple() == (width, height)):
            return
        if not trial.works():
            return
        if self._broken:
            return
        self._scene.moving = self._moving
        try:
            pixels = self._scene.render_image(width, height, ratio * text_scale(), fine=False)
        except Exception:  # noqa: BLE001 - whatever the graphics do must not come again with every frame
            self._fail(traceback.format_exc())
            return
        # The copy owns its bytes; the array's would go with the array.
        self._image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBX8888).copy()
        self._outdated = False
        if self._moving:
            self._still.start()
        if self._scene.is_detailed:
            self._detail.stop()
        elif not self._detail.isActive():
            self._detail.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._soon.isActive():
            self._draw()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if self._broken or not trial.works():
                words = broken_words() if trial.works() else trial.words()
                painter.fillRect(self.rect(), self.palette().window())
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
                return
            painter.drawImage(self.rect(), self._image)
