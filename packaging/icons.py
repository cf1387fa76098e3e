"""Draws the icon of the program in every size that a system shows: icons.py INTO, a .ico, a .icns, or a folder."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "resources" / "icons" / "dawnline.svg"
SIZES = {".ico": (16, 20, 24, 32, 40, 48, 64, 96, 128, 256), ".icns": (16, 32, 64, 128, 256, 512, 1024),
         "": (16, 24, 32, 48, 64, 128, 256, 512)}  # fmt: skip
"""For Windows, for macOS, and as single pictures for the desktops of Linux."""


def draw(into: Path) -> None:
    """Write the icon in the format of the suffix; into a folder, one PNG of each size, named by it."""
    if not into.suffix:
        for size, image in pictures(SIZES[""]):
            if not image.save(str(into / f"{size}.png")):
                raise OSError(f"The icon of {size} pixels could not be written to {into}.")
        return
    from PIL import Image
    from PySide6.QtGui import QImage

    drawn = []
    for size, image in pictures(SIZES[into.suffix]):
        image.convertTo(QImage.Format.Format_RGBA8888)
        drawn.append(Image.frombytes("RGBA", (size, size), bytes(image.constBits())))
    options: dict[str, Any] = {"sizes": [one.size for one in drawn]} if into.suffix == ".ico" else {}
    drawn[-1].save(into, append_images=drawn[:-1], **options)


def pictures(sizes: tuple[int, ...]) -> "Iterator[tuple[int, QImage]]":
    """The icon in each of these sizes."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(SOURCE))
    for size in sizes:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        yield size, image


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
