"""Draws the icon of the program in every size that a system shows: icons.py FILE.ico or FILE.icns"""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SIZES = {".ico": (16, 20, 24, 32, 40, 48, 64, 96, 128, 256), ".icns": (16, 32, 64, 128, 256, 512, 1024)}


def draw(into: Path) -> None:
    """Write the icon in the format of the suffix, for Windows or for macOS."""
    from PIL import Image
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(ROOT / "resources" / "icons" / "dawnline.svg"))
    pictures = []
    for size in SIZES[into.suffix]:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        image.convertTo(QImage.Format.Format_RGBA8888)
        pictures.append(Image.frombytes("RGBA", (size, size), bytes(image.constBits())))
    options: dict[str, Any] = {"sizes": [picture.size for picture in pictures]} if into.suffix == ".ico" else {}
    pictures[-1].save(into, append_images=pictures[:-1], **options)


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
