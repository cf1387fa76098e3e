"""SVG of drawings on paper in millimetres: lines, boxes, hatches and text that is measured in the fonts that ship."""

import html
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal

from studio import resource
from studio.export.report.glyphs import shown
from studio.text import language

Anchor = Literal["start", "middle", "end"]
INK, FAINT = "#1a2029", "#5c6675"
_ELLIPSIS = "…"
_MEASURED = 1000
_WIDER = 1.13
"""A program without the fonts that ship takes its own, of which the common ones are at most this much wider."""


def families() -> str:
    """Fonts in the order in which they are tried; a Chinese text has its own signs of punctuation."""
    own = ("Noto Sans SC", "Noto Sans") if language().startswith("zh") else ("Noto Sans", "Noto Sans SC")
    return ", ".join((*own, "Liberation Sans", "Arial", "sans-serif"))


class Drawing:
    """A sheet of paper, `width` by `height` [mm], on which things are put one over the other."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._parts: list[str] = []

    def line(self, points: Iterable[tuple[float, float]], *, ink: str = INK, width: float = 0.25) -> None:
        path = "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)
        self._parts.append(f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{_number(width)}"/>')

    def lines(self, pairs: Iterable[tuple[float, float, float, float]], *, ink: str, width: float) -> None:
        """Many straight lines of one kind."""
        path = "".join(f"M{_number(a)} {_number(b)}L{_number(c)} {_number(d)}" for a, b, c, d in pairs)
        if path:
            self._parts.append(f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{_number(width)}"/>')

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str = "none", ink: str = INK, line: float = 0.25
    ) -> None:
        place = f'x="{_number(x)}" y="{_number(y)}" width="{_number(width)}" height="{_number(height)}"'
        self._parts.append(f'<rect {place} fill="{fill}" stroke="{ink}" stroke-width="{_number(line)}"/>')

    def arrow(self, x: float, tail: float, tip: float, *, ink: str = INK, size: float = 1.6) -> None:
        """An upright arrow at `x`, from the height `tail` to the height `tip`."""
        back = tip - size if tip > tail else tip + size
        self.line([(x, tail), (x, back)], ink=ink, width=0.3)
        corners = ((x, tip), (x - 0.35 * size, back), (x + 0.35 * size, back))
        points = " ".join(f"{_number(a)},{_number(b)}" for a, b in corners)
        self._parts.append(f'<polygon points="{points}" fill="{ink}"/>')

    def text(
        self, words: str, x: float, y: float, size: float, *, bold: bool = False, ink: str = INK,
        anchor: Anchor = "start", room: float | None = None, turned: bool = False,
    ) -> None:  # fmt: skip
        """Words on the line `y`, shortened where they are wider than `room`; `turned` they read upwards."""
        words = fitted(words, size, room, bold) if room is not None else shown(words)
        turn = f' transform="rotate(-90 {_number(x)} {_number(y)})"' if turned else ""
        weight = ' font-weight="bold"' if bold else ""
        place = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._parts.append(
            f'<text x="{_number(x)}" y="{_number(y)}" font-size="{_number(size)}" fill="{ink}"{weight}{place}{turn}>'
            f"{html.escape(words, quote=False)}</text>"
        )

    def svg(self, title: str, about: str) -> str:
        """The whole, as a file."""
        width, height = _number(self.width), _number(self.height)
        body = "\n".join(self._parts)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
            f'viewBox="0 0 {width} {height}" font-family="{families()}">\n'
            f"<title>{html.escape(shown(title), quote=False)}</title>\n"
            f"<desc>{html.escape(shown(about), quote=False)}</desc>\n"
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n{body}\n</svg>\n'
        )


Segment = tuple[float, float, float, float]


def hatch(x: float, y: float, width: float, height: float, slope: float, pitch: float) -> Iterator[Segment]:
    """Lines across a box, `pitch` apart along x (level ones along y); `slope` is 1, −1, 0, or infinite for upright."""
    if slope == 0.0:
        step = y + pitch / 2.0
        while step < y + height:
            yield (x, step, x + width, step)
            step += pitch
        return
    if slope in (float("inf"), float("-inf")):
        step = x + pitch / 2.0
        while step < x + width:
            yield (step, y, step, y + height)
            step += pitch
        return
    start = x - height + pitch / 2.0
    while start < x + width:
        # Falls from (start, y) to (start + height, y + height), within the box; mirrored for the other slope.
        left, right = max(start, x), min(start + height, x + width)
        if right > left:
            top, bottom, mirror = y + left - start, y + right - start, 2.0 * x + width
            yield (left, top, right, bottom) if slope > 0.0 else (mirror - left, top, mirror - right, bottom)
        start += pitch


def fitted(words: str, size: float, room: float, bold: bool = False) -> str:
    """`words` as far as they fit in `room` [mm] at a height of type of `size` [mm], with dots where they are cut."""
    words = shown(words)
    if width_of(words, size, bold) <= room:
        return words
    while words and width_of(words.rstrip() + _ELLIPSIS, size, bold) > room:
        words = words[:-1]
    return words.rstrip() + _ELLIPSIS


def width_of(words: str, size: float, bold: bool = False) -> float:
    """How wide words are [mm] at a height of type of `size` [mm], with room for the fonts of other programs."""
    return sum(_advance(sign, bold) for sign in words) * size * _WIDER


def wrapped(words: str, size: float, room: float) -> list[str]:
    """Words in lines of at most `room` [mm]; between signs where there are no blanks, as in Chinese."""
    lines, line = [], ""
    for piece in _pieces(shown(words)):
        if line and width_of((line + piece).rstrip(), size) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(words: str) -> Iterator[str]:
    piece = ""
    for sign in words:
        wide = ord(sign) >= 0x2E80
        if wide and piece:
            yield piece
            piece = ""
        piece += sign
        if sign == " " or wide:
            yield piece
            piece = ""
    if piece:
        yield piece


@cache
def _advance(sign: str, bold: bool) -> float:
    """How far a sign takes the line on, in heights of type."""
    weight = "Bold" if bold else "Regular"
    for name in ("NotoSans", "NotoSansSC"):
        font = _font(f"{name}-{weight}")
        if ord(sign) in font.get_charmap():
            return float(font.load_char(ord(sign)).linearHoriAdvance) / 65536.0 / _MEASURED
    return 0.6


@cache
def _font(name: str) -> Any:
    from matplotlib.ft2font import FT2Font

    font = FT2Font(str(resource.path("fonts", f"{name}.ttf")))
    font.set_size(_MEASURED, 72)
    return font


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
