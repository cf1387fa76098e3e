"""Makes resources/screenshots: the studio as it looks, for the README and to be looked at one by one.

For developers, not for the studio: `python packaging/screenshots.py [SCENE|PICTURE…] [--into FOLDER]` makes all
pictures of screenshot_table.py or some. It wants a screen: `xvfb-run -a -s "-screen 0 2560x1600x24"` is one that draws
the same everywhere. The same sources give the same pictures, but for how long a study took.
"""

import argparse
import gc
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from screenshot_table import PICTURES, THEMES, Picture

from studio import resource

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from screenshot_scenes import Scene

    from studio.gui.theme import Theme

FOLDER = resource.path("screenshots")
LARGEST_LOSSLESS = 160_000
"""Bytes up to which a picture is kept exactly; one with much shading in it is larger and loses a little."""
_QUALITY = 90
_LONGEST_WAIT = 240.0
_QUIET = 0.5
_OUTSIDE = (2559, 1599)


class Stage:
    """One window on one design, and the hands that work it."""

    def __init__(self, app: Any, theme: "Theme", scene: "Scene", picture: Picture, folder: Path) -> None:
        from PySide6.QtCore import QSettings

        from studio.document.document import Document
        from studio.gui.places import TABS
        from studio.gui.session import Session
        from studio.gui.window import MainWindow
        from studio.jobs.immediate import ImmediateWorker

        self.app = app
        document = Document()
        document.open(scene.preset)
        if scene.design is not None:
            document.new(scene.design(document.design))
        settings = QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat)
        for name, value in (("language", picture.language), ("theme", THEMES[picture.colours])):
            settings.setValue(name, value)
        self.window: Any = MainWindow(theme, settings)
        self.window.resize(*picture.size)
        self.session = Session(document, theme, ImmediateWorker, parent=self.window)
        self.window.attach(self.session, build=False)
        self.window._pending = [view for view in self.window._pending if view not in TABS or view in scene.tabs]
        self.window.show()
        self.window.show_tab(scene.tabs[0])
        self.window.build_all()
        self.wait()

    def wait(self, least: float = _QUIET) -> None:
        """Until nothing works on what is seen any more."""
        begun = time.monotonic()
        while True:
            still_since = time.monotonic()
            while time.monotonic() - still_since < least:
                self.app.processEvents()
                time.sleep(0.01)
            busy = [type(one).__name__ for one in self._busy()]
            if not busy and not self.session.busy:
                return
            if time.monotonic() - begun > _LONGEST_WAIT:
                raise TimeoutError(f"still busy: {busy}")

    def _busy(self) -> Iterator[Any]:
        from PySide6.QtCore import QObject

        from studio.gui.space.image_view import ImageView
        from studio.gui.start.cards import Cards

        for one in (*self.window.findChildren(QObject), *self.session.findChildren(QObject)):
            if isinstance(one, Cards) and one.isVisible() and one._loading.isActive():
                yield one
            coarse = isinstance(one, ImageView) and one.isVisible() and (one._moving or one._detail.isActive())
            if coarse or (getattr(one, "busy", False) is True and one is not self.session):
                yield one
        yield from (one for one in self.window.views.values()
                    if one.isVisible() and getattr(one, "is_complete", True) is False)  # fmt: skip

    def tab(self, key: str, page: str = "", workspace: str = "") -> Any:
        if workspace:
            self.window.workspaces.show(workspace)
        self.window.show_tab(key)
        if page:
            self.window.views[key].show_page(page)
        self.wait(0.3)
        view = self.window.views[key]
        return view.pages.page(page) if page and hasattr(view, "pages") else view

    def do(self, name: str) -> None:
        self.window.actions_by_name[name].trigger()
        self.wait(0.3)

    def take(self) -> "QImage":
        """The window, with what floats above it drawn where it is."""
        from PySide6.QtCore import QPoint, QRect
        from PySide6.QtGui import QColor, QPainter

        window = self.window
        image = window.grab()
        painter = QPainter(image)
        for above in self.app.topLevelWidgets():
            if above is window or not above.isVisible() or above.size().isEmpty():
                continue
            picture = above.grab()
            room, place = window.rect(), above.pos() - window.pos()
            if above.windowTitle():  # a dialog: in the middle, with its title, as every desktop frames it
                head = round(above.fontMetrics().height() * 1.9)
                place = QPoint((room.width() - above.width()) // 2, max(head, (room.height() - above.height()) // 2))
                colours = self.session.theme.colours
                bar = QRect(place.x(), place.y() - head, above.width(), head)
                painter.fillRect(bar, QColor(colours.raised))
                painter.setPen(QColor(colours.text))
                painter.drawText(bar, 0x84, above.windowTitle())
                painter.setPen(QColor(colours.line))
                painter.drawRect(bar.adjusted(-1, -1, 0, above.height()))
            painter.drawPixmap(place, picture)
        painter.end()
        taken: QImage = image.toImage()
        return taken

    def close(self) -> None:
        from PySide6.QtCore import QEvent

        for above in self.app.topLevelWidgets():
            if above is not self.window:
                above.close()
        self.window.filing.may_leave = lambda: True
        self.window.close()
        self.window.deleteLater()
        del self.window, self.session
        gc.collect()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else all colours are given to old windows, too
        self.app.processEvents()


def save(image: "QImage", path: Path) -> None:
    """Exactly where that is small, else with a loss that nobody sees."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QImageWriter

    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    for quality in (100, _QUALITY):
        kept = QByteArray()
        buffer = QBuffer(kept)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, QByteArray(b"webp"))
        writer.setQuality(quality)
        if not writer.write(plain):
            raise OSError(f"{path} could not be written: {writer.errorString()}")
        if kept.size() <= LARGEST_LOSSLESS:
            break
    path.write_bytes(kept.data())


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the pictures of the studio.")
    parser.add_argument("scene", nargs="*")
    parser.add_argument("--into", type=Path, default=FOLDER)
    chosen = parser.parse_args()
    from screenshot_scenes import SCENES

    wanted = [one for one in PICTURES if not chosen.scene or {one.scene, one.name} & set(chosen.scene)]
    chosen.into.mkdir(parents=True, exist_ok=True)
    from PySide6.QtGui import QCursor

    from studio.gui.app import make_application
    from studio.gui.theme import Theme

    theme, used = Theme(), ("", "")
    make_application()
    QCursor.setPos(*_OUTSIDE)  # nothing is under the pointer
    for picture in sorted(wanted, key=lambda one: (one.language, one.colours)):
        app = make_application(picture.language)
        if used != (picture.language, picture.colours):
            used = (picture.language, picture.colours)
            theme.use(THEMES[picture.colours])
        with tempfile.TemporaryDirectory() as folder:  # no picture has anything of the one before
            os.environ["XDG_STATE_HOME"] = folder
            stage = Stage(app, theme, SCENES[picture.scene], picture, Path(folder))
            SCENES[picture.scene].prepare(stage)
            stage.wait()
            save(stage.take(), chosen.into / picture.name)
            stage.close()
        print(picture.name, (chosen.into / picture.name).stat().st_size, flush=True)


if __name__ == "__main__":
    main()
