"""Texts and pictures as files: what a widget shows as bytes, and bytes put where the user said, whole or not at all."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QWidget

from studio.atomic import write_bytes
from studio.gui.magnified import magnified
from studio.text import tr


def write_text(path: Path, text: str) -> tuple[str, bool]:
    """Write `text`; a sentence that tells, and whether something went wrong."""
    return write_file(path, text.encode())


def write_file(path: Path, data: bytes) -> tuple[str, bool]:
    """Write `data`; a sentence that tells, and whether something went wrong."""
    try:
        write_bytes(path, data)
    except (OSError, ValueError) as error:
        return not_written(path, error)
    return tr("Written to {name}.", name=path.name), False


def not_written(path: Path, error: Exception) -> tuple[str, bool]:
    """The sentence that says why `path` could not be written, and that something went wrong."""
    reason = getattr(error, "strerror", None) or str(error)
    return tr("{name} cannot be written: {reason}", name=path.name, reason=reason), True


def picture_of(widget: QWidget, scale: float) -> QImage:
    """What `widget` shows, `scale` times as large: drawn so, not stretched."""
    image = QImage(max(round(widget.width() * scale), 1), max(round(widget.height() * scale), 1),
                   QImage.Format.Format_RGB32)  # fmt: skip
    image.fill(widget.palette().window().color())
    image.setDevicePixelRatio(scale)
    with magnified(scale):
        QWidget.render(widget, image)  # graphics views mean something else by it
    image.setDevicePixelRatio(1.0)
    return image


def png_of(image: QImage) -> bytes:
    """The picture as a PNG. It may be called beside the window, and takes longer than a turn of it may.

    Through a file that Qt opens itself, as :func:`studio.gui.export.look.read_image` says why.
    """
    with tempfile.TemporaryDirectory(prefix="dawnline-") as name:
        path = Path(name) / "it.png"
        writer = QImageWriter(str(path), QByteArray(b"png"))
        if not writer.write(image):
            raise OSError(writer.errorString())
        return path.read_bytes()


def svg_of(size: QSize, title: str, draw: Callable[[QPainter], None]) -> bytes:
    """What `draw` paints on a sheet of `size`, as SVG; ImportError of a Qt that was installed without it."""
    from PySide6.QtSvg import QSvgGenerator

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(title)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    painter = QPainter(generator)
    draw(painter)
    painter.end()
    return bytes(data.data())
