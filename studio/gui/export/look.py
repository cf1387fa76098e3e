"""What a product looks like before it is written: made beside the window, shown by :mod:`preview`."""

import json
import re
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from studio.export.everything.index_page import size_text
from studio.export.formats import Format, Preview, Product
from studio.export.typesetting import typeset
from studio.numerals import set_count
from studio.text import tr

_MOST_LINES, _LONGEST_LINE = 300, 400
_MOST_PAGES, _PIXELS_PER_INCH = 12, 110.0
_MOST_FILES = 2000
_WIDEST = 1800.0
"""Pixels of the longer side of a drawing."""
_LONGEST_PAGE = 30_000
"""Letters of a page: more take longer to lay out than the window may stand still."""
_LONGEST_JSON = 5_000_000
_LEFT_OUT = re.compile(r"<(svg|script|style|object|iframe|math)\b.*?</\1\s*>|<(img|link|meta)\b[^>]*>", re.I | re.S)
"""What a browser draws and a text view does not."""
_CARRIED = re.compile(r'"data:[^"]*"')


@dataclass(frozen=True, slots=True)
class Look:
    """`kind` says which of the others there is; `said` tells what of the product is not shown."""

    kind: Preview
    text: str = ""
    images: tuple[QImage, ...] = ()
    files: tuple[tuple[str, int], ...] = ()
    said: str = ""


def look_at(format_: Format, product: Product) -> Look:
    """What is to be seen of `product`; where that cannot be drawn, the sentence says so."""
    files = tuple((name, len(data)) for name, data in sorted(product.files.items()))
    if format_.preview == "files" or set(product.files) != {""}:
        said = tr("the first {count} of {all} files", count=_MOST_FILES, all=len(files))
        return Look("files", files=files[:_MOST_FILES], said=said if len(files) > _MOST_FILES else "")
    data = product.files[""]
    if format_.preview == "text":
        return _text(data)
    if format_.preview == "page":
        return _page(data)
    if format_.preview == "picture":
        image = read_image(data, _WIDEST if _is_svg(data) else 0.0)
        if not image.isNull():
            return Look("picture", images=(image,))
    if format_.preview == "pages":
        return _pages(data)
    return _binary(data)


def _binary(data: bytes) -> Look:
    """A picture of a model, or what is in a table, by what the bytes begin with."""
    if data.startswith(b"glTF"):
        from studio.gui.export.model_picture import model_picture

        if not (image := model_picture(data)).isNull():
            return Look("picture", images=(image,))
    from studio.gui.export.contents import contents

    if text := contents(data):
        return Look("text", text, said=tr("what is in the file, as text"))
    if _is_text(data[:4000]):
        return _text(data)
    return Look("", said=tr("{size} that only other programs show", size=size_text(len(data))))


def _text(data: bytes) -> Look:
    if data[:1] in {b"[", b"{"} and data.count(b"\n") <= 1 and len(data) <= _LONGEST_JSON:
        look = _text(json.dumps(json.loads(data), ensure_ascii=False, indent=1).encode())
        broken = tr("broken into lines to be read")
        return replace(look, said=f"{look.said}; {broken}" if look.said else broken)
    head = data[: 4 * _MOST_LINES * _LONGEST_LINE].decode("utf-8", "replace")
    lines = head.splitlines()
    shown = [line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]} …" for line in lines[:_MOST_LINES]]
    count = data.count(b"\n") + (not data.endswith(b"\n"))
    said = tr("the first {count} of {all} lines", count=len(shown), all=set_count(count)) if count > len(shown) else ""
    return Look("text", "\n".join(shown), said=said)


def _page(data: bytes) -> Look:
    text = data.decode("utf-8", "replace")
    plain = _CARRIED.sub('""', _LEFT_OUT.sub("", text))[:_LONGEST_PAGE]
    said = tr("words and tables alone; a browser shows the rest") if len(plain) < len(text) else ""
    return Look("page", plain, said=said)


def _is_text(head: bytes) -> bool:
    """Whether `head`, which may end within a letter, is written for people to read."""
    letters = head.decode("utf-8", "ignore")
    return len(letters.encode()) > len(head) - 4 and all(one.isprintable() or one in "\r\n\t" for one in letters)


def _is_svg(data: bytes) -> bool:
    return b"<svg" in data[:2000]


def read_image(data: bytes, scaled_to: float = 0.0) -> QImage:
    """A PNG or an SVG, its longer side `scaled_to` points where that is given; a null image where it is neither.

    By a reader, as QImage's own functions and painters keep every thread of Python waiting, and so the window; and
    from a file that the reader opens itself: one that Python opened would ask for Python while Qt's lock on its
    readers is held, and a window that paints a picture meanwhile waits for that lock while it has Python.
    """
    kind = "svg" if _is_svg(data) else "png"
    with tempfile.TemporaryDirectory(prefix="dawnline-") as name:
        path = Path(name) / f"it.{kind}"
        path.write_bytes(data)
        reader = QImageReader(str(path), QByteArray(kind.encode()))
        reader.setAutoDetectImageFormat(False)  # to ask each reader would load those that are not needed
        if scaled_to:
            if (size := reader.size()).isEmpty():
                return QImage()
            longer = round(scaled_to)
            reader.setScaledSize(size.scaled(QSize(longer, longer), Qt.AspectRatioMode.KeepAspectRatio))
            reader.setBackgroundColor(Qt.GlobalColor.white)  # paper
        return reader.read()


@cache
def load_readers() -> None:
    """Load Qt's reader of SVG in the thread of the window: in another one Qt sends it there, and asks for Python."""
    read_image(b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>", 9.0)


def _pages(data: bytes) -> Look:
    import io

    import pypdf

    count = len(pypdf.PdfReader(io.BytesIO(data)).pages)
    shown = min(count, _MOST_PAGES)
    images = tuple(read_image(one) for one in page_pictures(data, shown))
    said = tr("the first {count} of {all} pages", count=shown, all=count) if count > shown else ""
    return Look("pages", images=images, said=said)


def page_pictures(data: bytes, count: int) -> list[bytes]:
    """The first `count` pages of a PDF, each as a PNG.

    The typesetter takes PDF pages as pictures and writes PNG: the one library here that can draw them.
    """
    pages = "\n".join(f'#page(image("it.pdf", page: {number}))' for number in range(1, count + 1))
    with tempfile.TemporaryDirectory(prefix="dawnline-") as name:
        folder = Path(name)
        (folder / "it.pdf").write_bytes(data)
        (folder / "it.typ").write_bytes(f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}\n".encode())
        drawn = typeset(folder / "it.typ", root=folder, format="png", ppi=_PIXELS_PER_INCH)
    return drawn if isinstance(drawn, list) else [drawn]  # one page comes alone
