"""Pictures written beside the window: drawn in its thread, packed and put on the disk in another."""

import contextlib
import logging
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from studio.gui.guard import gui_only
from studio.gui.writing import not_written, picture_of, png_of, svg_of, write_file
from studio.text import tr

_log = logging.getLogger(__name__)


class PictureFiles(QObject):
    """One after the other, each of them to its end, also where the view that asked is closed meanwhile.

    `told` carries the sentence that says how it went, and whether something went wrong.
    """

    told = Signal(str, bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        """Whether one is on its way."""
        return self._last is not None and self._last.is_alive()

    def write(self, path: Path, widget: QWidget, scale: float = 1.0) -> None:
        """Write what `widget` shows, as an SVG where the name ends so and else as a PNG `scale` times as large."""
        if path.suffix.lower() == ".svg":
            self.write_lines(path, widget.size(), "", lambda painter: QWidget.render(
                widget, painter, widget.rect().topLeft()))  # fmt: skip
        else:
            self.write_image(path, picture_of(widget, scale))

    def write_image(self, path: Path, image: QImage) -> None:
        """Write it as a PNG."""
        self.write_made(path if path.suffix else path.with_suffix(".png"), lambda: png_of(image))

    def write_lines(self, path: Path, size: QSize, title: str, draw: Callable[[QPainter], None]) -> None:
        """Write what `draw` paints on a sheet of `size`, as an SVG."""
        try:
            data = svg_of(size, title, draw)
        except ImportError:  # of a Qt that was installed without it
            self.told.emit(tr("{name} cannot be written: this Qt draws no SVG", name=path.name), True)
        else:
            self.write_made(path, lambda: data)

    @gui_only
    def write_made(self, path: Path, make: Callable[[], bytes]) -> None:
        """Write what `make` returns, which it makes beside the window."""
        before = self._last

        def run() -> None:
            if before is not None:
                before.join()
            told = _written(path, make)
            with contextlib.suppress(RuntimeError):  # whoever asked may have gone
                self.told.emit(*told)

        self._last = threading.Thread(target=run, name="picture file")
        self._last.start()


def _written(path: Path, make: Callable[[], bytes]) -> tuple[str, bool]:
    try:
        return write_file(path, make())
    except OSError as error:
        return not_written(path, error)
    except Exception as error:  # noqa: BLE001 - whoever waits for a sentence gets one
        _log.exception("a picture could not be made")
        return not_written(path, error)
