"""A sheet as SVG: the Earth as points, everything else as lines and text."""

import base64
import html
import io
from collections.abc import Iterator

import numpy as np

from studio import __version__
from studio.analysis.result import FloatArray
from studio.export.pictures.sheet import KEPT, Dots, Fill, Item, Photo, Sheet, Stroke, Words
from studio.export.report.glyphs import shown
from studio.export.shape.svg import families


def svg_bytes(sheet: Sheet) -> bytes:
    """The whole file."""
    width, height = sheet.width, sheet.height
    body = "\n".join(line for item in sheet.items for line in _item(item))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="{families()}">\n'
        f"<title>{_escaped(sheet.title)}</title>\n<desc>{_escaped(sheet.about)} Dawnline {__version__}</desc>\n"
        f'<defs><linearGradient id="ground" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{sheet.upper}"/>'
        f'<stop offset="1" stop-color="{sheet.lower}"/></linearGradient></defs>\n'
        f'<rect width="{width}" height="{height}" fill="url(#ground)"/>\n{body}\n</svg>\n'
    ).encode()


def _item(item: Item) -> Iterator[str]:
    match item:
        case Stroke():
            if path := _path(item.points):
                dash = f' stroke-dasharray="{",".join(map(_number, item.dash))}"' if item.dash else ""
                yield (f'<path d="{path}" fill="none" stroke="{item.colour}" stroke-width="{_number(item.width)}" '
                       f'stroke-linejoin="round"{dash}{_see_through(item.opacity, "stroke")}/>')  # fmt: skip
        case Fill():
            if (path := _path(item.points)) and item.fade is not None:
                (x1, y1), (x2, y2) = item.fade
                stop = f'stop-color="{item.colour}" stop-opacity'
                yield (f'<defs><linearGradient id="fade" gradientUnits="userSpaceOnUse" x1="{_number(x1)}" '
                       f'y1="{_number(y1)}" x2="{_number(x2)}" y2="{_number(y2)}">'
                       f'<stop offset="{KEPT}" {stop}="{item.opacity:.4g}"/><stop offset="1" {stop}="0"/>'
                       f'</linearGradient></defs><path d="{path}Z" fill="url(#fade)"/>')  # fmt: skip
            elif path:
                yield f'<path d="{path}Z" fill="{item.colour}"{_see_through(item.opacity, "fill")}/>'
        case Dots():
            edge = f' stroke="{item.edge}" stroke-width="{_number(0.3 * item.radius)}"' if item.edge else ""
            yield f'<g fill="{item.colour}"{edge}{_see_through(item.opacity, "fill")}>'
            yield "".join(f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(item.radius)}"/>'
                          for x, y in item.points if np.isfinite(x))  # fmt: skip
            yield "</g>"
        case Words():
            place = "" if item.anchor == "start" else f' text-anchor="{item.anchor}"'
            weight = ' font-weight="bold"' if item.bold else ""
            yield (f'<text x="{_number(item.x)}" y="{_number(item.y)}" font-size="{_number(item.size)}" '
                   f'fill="{item.colour}"{place}{weight}>{_escaped(item.text)}</text>')  # fmt: skip
        case Photo():
            rows, columns, _ = item.pixels.shape
            if rows and columns:
                data = base64.b64encode(_png(item)).decode()
                yield (f'<image x="{item.left}" y="{item.top}" width="{columns}" height="{rows}" '
                       f'preserveAspectRatio="none" xlink:href="data:image/png;base64,{data}"/>')  # fmt: skip


def _png(item: Photo) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(item.pixels).save(out, "PNG", compress_level=6)
    return out.getvalue()


def _path(points: FloatArray) -> str:
    """The commands of a line, begun anew after each gap."""
    pieces, pen = [], "M"
    for x, y in points:
        if np.isfinite(x) and np.isfinite(y):
            pieces.append(f"{pen}{_number(x)} {_number(y)}")
            pen = "L"
        else:
            pen = "M"
    return "".join(pieces)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _see_through(opacity: float, of: str) -> str:
    return "" if opacity >= 1.0 else f' {of}-opacity="{opacity:.4g}"'


def _escaped(text: str) -> str:
    return html.escape(shown(text), quote=False)
