"""Writing a text or a picture where the user said, whole or not at all."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QPainter, QPixmap
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
        reason = getattr(error, "strerror", None) or str(error)
        return tr("{name} cannot be written: {reason}", name=path.name, reason=reason), True
    return tr("Written to {name}.", name=path.name), False


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


def write_picture(path: Path, widget: QWidget, scale: float = 1.0) -> tuple[str, bool]:
    """Write what `widget` shows, as an SVG where the name ends so and else as a PNG `scale` times as large."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if path.suffix.lower() != ".svg":
        QPixmap.fromImage(picture_of(widget, scale)).save(buffer, "PNG")
        return write_file(path if path.suffix else path.with_suffix(".png"), bytes(data.data()))
    try:
        from PySide6.QtSvg import QSvgGenerator
    except ImportError:  # of a Qt that was installed without it
        return tr("{name} cannot be written: this Qt draws no SVG", name=path.name), True
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(widget.width(), widget.height()))
    generator.setViewBox(widget.rect())
    painter = QPainter(generator)
    QWidget.render(widget, painter, widget.rect().topLeft())
    painter.end()
    return write_file(path, bytes(data.data()))
