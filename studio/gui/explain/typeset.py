"""An equation as boxes: where every letter, stroke and bracket of a tree stands, for a font and a width."""

from dataclasses import dataclass, field, replace
from functools import lru_cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from studio.gui.explain.notation import Accent, Fence, Fraction, Leaf, Node, Root, Row, Script

_SMALLER = 0.72
_SMALLEST = 0.6
_RELATIONS = frozenset("=≥≤<>")
_BINARY = frozenset("+−±·×÷–/")
_AFTER = ",;:"
_HAN_STOPS = "，。；：、）】"
_TALL = 1.3
"""Brackets round what is higher than this many capitals are drawn as high as it is."""
_UPRIGHT = frozenset("π")


@dataclass(frozen=True, slots=True)
class Mark:
    """A text at its baseline, or a shape in its frame: "bar", "√", "^", "." or a bracket."""

    kind: str
    text: str
    x: float
    y: float
    width: float
    height: float
    size: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """Marks about a baseline at 0."""

    width: float
    ascent: float
    descent: float
    marks: tuple[Mark, ...] = ()

    @property
    def height(self) -> float:
        return self.ascent + self.descent

    def moved(self, x: float, y: float) -> tuple[Mark, ...]:
        return tuple(replace(mark, x=mark.x + x, y=mark.y + y) for mark in self.marks)


@dataclass(slots=True)
class _Piece:
    """A box in a line: the gap before it, and how good a place it is to begin a line (0 is none)."""

    box: Box
    gap: float
    worth: int
    leaf: str = ""
    item: Node | None = field(default=None)


class Typesetter:
    """Sets trees in one font."""

    def __init__(self, font: QFont) -> None:
        self._font = font

    def set(self, row: Row, width: float) -> Box:
        """The whole equation in lines of at most `width`; what cannot be parted is wider."""
        return self._lines(self._pieces(row.items, 1.0, width), width, 1.0, centred=False)

    # Boxes

    def _box(self, node: Node, size: float, width: float) -> Box:
        if isinstance(node, Leaf):
            return self._leaf(node, size)
        if isinstance(node, Fraction):
            return self._fraction(node, size, width)
        if isinstance(node, Root):
            return self._root(node, size, width)
        if isinstance(node, Script):
            return self._script(node, size, width)
        if isinstance(node, Accent):
            return self._accent(node, size)
        if isinstance(node, Fence):
            return self._fence(node, size, width)
        return self._line(self._pieces(node.items, size, width))

    def _leaf(self, leaf: Leaf, size: float) -> Box:
        style = style_of(leaf)
        scale = size * (1.25 if leaf.kind == "big" else 1.0)
        wide, up, down = _measured(self._font.key(), leaf.text, scale, style == "italic", style == "value")
        drop = 0.12 * self._x_height(scale) if leaf.kind == "big" else 0.0
        # A slanted letter leans over its end.
        lean = 0.06 * self._em(scale) if style == "italic" else 0.0
        mark = Mark(style, leaf.text, 0.0, drop, wide, 0.0, scale, leaf.name)
        return Box(wide + lean, up - drop, down + drop, (mark,))

    def _fraction(self, node: Fraction, size: float, width: float) -> Box:
        inner = max(size * (0.92 if size > 0.9 else 0.9), _SMALLEST)
        if all(isinstance(side, Leaf) and side.kind == "number" for side in (node.above, node.below)):
            inner = max(size * 0.78, _SMALLEST)
        room = max(width - 0.5 * self._em(size), 4 * self._em(size))
        above, below = (self._side(side, inner, room) for side in (node.above, node.below))
        axis, gap, pad = self._axis(size), 0.16 * self._em(size), 0.12 * self._em(size)
        wide = max(above.width, below.width) + 2 * pad
        thick = self._stroke(size)
        up = axis + gap + above.descent
        down = -axis + gap + below.ascent
        marks = (
            *above.moved((wide - above.width) / 2, -up),
            Mark("bar", "", 0.0, -axis - thick / 2, wide, thick, size),
            *below.moved((wide - below.width) / 2, down),
        )
        return Box(wide, up + above.ascent, down + below.descent, marks)

    def _side(self, node: Node, size: float, room: float) -> Box:
        items = node.items if isinstance(node, Row) else (node,)
        return self._lines(self._pieces(items, size, room), room, size, centred=True)

    def _root(self, node: Root, size: float, width: float) -> Box:
        em = self._em(size)
        body = self._box(node.body, size, width - em)
        sign, air = 0.62 * em, 0.14 * em
        high = max(body.ascent, self._capital(size)) + air
        marks = [Mark("√", "", 0.0, -high, sign, high + body.descent, size, ""),
                 Mark("bar", "", sign - 0.5, -high, body.width + 0.12 * em, self._stroke(size), size)]  # fmt: skip
        if node.degree:
            marks.append(Mark("degree", node.degree, 0.02 * em, -0.55 * high, 0.3 * em, 0.0, max(0.55 * size, 0.5)))
        return Box(sign + body.width + 0.16 * em, high + self._stroke(size), body.descent,
                   (*marks, *body.moved(sign + 0.04 * em, 0.0)))  # fmt: skip

    def _script(self, node: Script, size: float, width: float) -> Box:
        base = self._box(node.base, size, width)
        small = max(size * _SMALLER, _SMALLEST)
        marks, wide, up, down = list(base.marks), base.width, base.ascent, base.descent
        x_height = self._x_height(size)
        if node.above is not None:
            above = self._box(node.above, small, width)
            rise = max(0.75 * x_height + above.descent * 0.6, base.ascent - 0.45 * above.height)
            marks += above.moved(base.width + 0.03 * self._em(size), -rise)
            wide = max(wide, base.width + above.width + 0.05 * self._em(size))
            up = max(up, rise + above.ascent)
        if node.below is not None:
            below = self._box(node.below, small, width)
            fall = max(0.35 * x_height, below.ascent - 0.55 * x_height, base.descent - 0.1 * self._em(size))
            left = base.width - (0.08 * self._em(size) if isinstance(node.base, Leaf) and _slanted(node.base) else 0.0)
            marks += below.moved(left + 0.03 * self._em(size), fall)
            wide = max(wide, left + below.width + 0.06 * self._em(size))
            down = max(down, fall + below.descent)
        return Box(wide, up, down, tuple(marks))

    def _accent(self, node: Accent, size: float) -> Box:
        base = self._leaf(node.base, size)
        kind = "^" if node.sign == "\u0302" else "."
        wide, high = 0.36 * self._em(size), 0.16 * self._em(size)
        top = -base.ascent - 0.06 * self._em(size) - high
        mark = Mark(kind, "", base.width / 2 - wide / 2 + 0.04 * self._em(size), top, wide, high, size)
        return Box(base.width, -top + 0.05 * self._em(size), base.descent, (*base.marks, mark))

    def _fence(self, node: Fence, size: float, width: float) -> Box:
        body = self._box(node.body, size, width)
        if node.opening in "([" and body.height < _TALL * self._capital(size) + 0.3 * self._em(size):
            opening, closing = (self._leaf(Leaf(sign, "operator"), size) for sign in (node.opening, node.closing))
            marks = (*opening.marks, *body.moved(opening.width, 0.0),
                     *closing.moved(opening.width + body.width, 0.0))  # fmt: skip
            return Box(opening.width + body.width + closing.width, max(opening.ascent, body.ascent),
                       max(opening.descent, body.descent), marks)  # fmt: skip
        em, axis = self._em(size), self._axis(size)
        # As far below the axis as above it.
        reach = max(body.ascent - axis, body.descent + axis, 0.62 * em) + 0.04 * em
        wide = 0.28 * em if node.opening in "(|" else 0.24 * em
        marks = (
            Mark(node.opening, "", 0.04 * em, -axis - reach, wide, 2 * reach, size),
            *body.moved(wide + 0.14 * em, 0.0),
            Mark(node.closing, "", wide + body.width + 0.22 * em, -axis - reach, wide,
                 2 * reach, size),
        )  # fmt: skip
        return Box(2 * wide + body.width + 0.28 * em, axis + reach, reach - axis, marks)

    # Lines

    def _pieces(self, items: tuple[Node, ...], size: float, width: float) -> list[_Piece]:
        em = self._em(size)
        made: list[_Piece] = []
        for item in self._flat(items, size, width):
            before = made[-1] if made else None
            gap, worth = self._between(before, item, em)
            made.append(_Piece(self._box(item, size, width), gap, worth, item.text if isinstance(item, Leaf) else "",
                               item))  # fmt: skip
        return made

    def _flat(self, items: tuple[Node, ...], size: float, width: float) -> list[Node]:
        """Rows laid open; and brackets too, where what they hold is too wide for a line."""
        made: list[Node] = []
        for item in items:
            if isinstance(item, Row) and item.items:
                first, *others = item.items
                made += self._flat((replace(first, spaced=item.spaced), *others), size, width)
            elif isinstance(item, Fence) and self._box(item, size, 1e9).width > 0.85 * width:
                made.append(Leaf(item.opening, "operator", item.spaced))
                body = item.body.items if isinstance(item.body, Row) else (item.body,)
                made += self._flat(body, size, width)
                made.append(Leaf(item.closing, "operator", False))
            else:
                made.append(item)
        return made

    def _between(self, before: _Piece | None, item: Node, em: float) -> tuple[float, int]:
        """The gap before `item` and how good a break there is."""
        if before is None:
            return 0.0, 0
        previous, sign = before.leaf, item.text if isinstance(item, Leaf) else ""
        if previous in {"(", "[", "⌊", "⌈"}:
            return 0.0, 0
        if sign in {")", "]", "⌋", "⌉"}:
            return 0.0, 0
        if _is_han(sign) or _is_han(previous):
            # Chinese is written without spaces and parted anywhere but before a stop.
            closing = bool(sign) and sign in _AFTER + _HAN_STOPS
            return (0.2 if item.spaced and not closing else 0.0) * em, 0 if closing else 2
        if len(sign) == 1 and sign in _AFTER:
            return 0.02 * em, 0
        if previous and previous in _AFTER:
            return 0.3 * em, 4 if previous == ";" else 3
        unary = before.gap < 0.0
        if sign and sign in _RELATIONS:
            return 0.3 * em, 2
        if previous and previous in _RELATIONS:
            return 0.3 * em, 1
        if sign and sign in _BINARY:
            spaced = getattr(item, "spaced", True)
            return (0.22 if spaced else 0.05) * em, 2 if spaced else 0
        if previous and previous in _BINARY:
            spaced = item.spaced
            return (0.05 if unary or not spaced else 0.22) * em, 0
        if not item.spaced:
            touching = isinstance(before.item, Leaf) and before.item.kind == "function"
            return (0.06 if touching else 0.02) * em, 0
        both = (before.item, item)
        if any(isinstance(one, Leaf) and one.kind in {"word", "value"} for one in both):
            return 0.26 * em, 2
        return 0.17 * em, 1

    def _line(self, pieces: list[_Piece]) -> Box:
        marks: list[Mark] = []
        x = up = down = 0.0
        for place, piece in enumerate(pieces):
            x += piece.gap if place else 0.0
            marks += piece.box.moved(x, 0.0)
            x += piece.box.width
            up, down = max(up, piece.box.ascent), max(down, piece.box.descent)
        return Box(x, up, down, tuple(marks))

    def _lines(self, pieces: list[_Piece], width: float, size: float, *, centred: bool) -> Box:
        parts = _broken(pieces, width)
        boxes = [self._line(part) for part in parts if part]
        if len(boxes) <= 1:
            return boxes[0] if boxes else Box(0.0, self._capital(size), 0.0)
        wide, indent = max(box.width for box in boxes), 0.0 if centred else 1.2 * self._em(size)
        gap = (0.12 if centred else 0.34) * self._em(size)
        marks: list[Mark] = []
        y, ends = 0.0, [0.0]
        for place, box in enumerate(boxes):
            if place:
                y += boxes[place - 1].descent + gap + box.ascent
            begins = not place or parts[place][0].worth == 4
            x = (wide - box.width) / 2 if centred else 0.0 if begins else indent
            marks += box.moved(x, y)
            ends.append(x + box.width)
        last = boxes[-1].descent + y
        if not centred:
            return Box(max(ends), boxes[0].ascent, last, tuple(marks))
        # The baseline of what has several lines is in its middle.
        whole = boxes[0].ascent + last
        shift = whole / 2 - boxes[0].ascent
        return Box(wide, whole / 2, whole / 2, tuple(replace(mark, y=mark.y - shift) for mark in marks))

    # Measures

    def _em(self, size: float) -> float:
        return _measures(self._font.key(), size)[0]

    def _x_height(self, size: float) -> float:
        return _measures(self._font.key(), size)[1]

    def _capital(self, size: float) -> float:
        return _measures(self._font.key(), size)[2]

    def _axis(self, size: float) -> float:
        return 0.52 * self._x_height(size)

    def _stroke(self, size: float) -> float:
        return max(1.0, 0.06 * self._em(size))


def style_of(leaf: Leaf) -> str:
    """How a leaf is set: "italic" for quantities, "upright" for words and numbers, "value" for what was put in."""
    if leaf.kind == "value":
        return "value"
    return "italic" if _slanted(leaf) else "upright"


def _is_han(text: str) -> bool:
    return len(text) == 1 and ("\u2e80" <= text <= "\u9fff" or "\uff00" <= text <= "\uffef")


def _slanted(leaf: Leaf) -> bool:
    return leaf.kind == "symbol" and len(leaf.text) == 1 and leaf.text.isalpha() and leaf.text not in _UPRIGHT


def scaled(font: QFont, size: float, *, italic: bool = False, bold: bool = False) -> QFont:
    """`font` at a share of its size."""
    made = QFont(font)
    if font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() * size)
    else:
        made.setPixelSize(max(round(font.pixelSize() * size), 1))
    made.setItalic(italic)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


@lru_cache(maxsize=4096)
def _measured(key: str, text: str, size: float, italic: bool, bold: bool) -> tuple[float, float, float]:
    """Width of a text, and how far it reaches above and below its line."""
    metrics = _metrics(key, size, italic, bold)
    frame: QRectF = metrics.tightBoundingRect(text)
    return metrics.horizontalAdvance(text), max(-frame.top(), metrics.xHeight()), max(frame.bottom(), 0.0)


@lru_cache(maxsize=256)
def _measures(key: str, size: float) -> tuple[float, float, float]:
    metrics = _metrics(key, size, False, False)
    return metrics.height() * 0.75, metrics.xHeight(), metrics.capHeight()


@lru_cache(maxsize=256)
def _metrics(key: str, size: float, italic: bool, bold: bool) -> QFontMetricsF:
    font = QFont()
    font.fromString(key)
    return QFontMetricsF(scaled(font, size, italic=italic, bold=bold))


def _broken(pieces: list[_Piece], width: float) -> list[list[_Piece]]:
    """The pieces in lines: a clause begins a line of its own where all do not fit in one."""
    if sum(piece.box.width + piece.gap for piece in pieces) <= width:
        return [pieces]
    lines: list[list[_Piece]] = []
    line: list[_Piece] = []
    for piece in pieces:
        if line and piece.worth == 4:
            lines.append(line)
            line = []
        line.append(piece)
        while _wide(line) > width and len(line) > 1:
            cut = _cut(line, width)
            if not cut:
                break
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line]


def _wide(line: list[_Piece]) -> float:
    return sum(piece.box.width + (piece.gap if place else 0.0) for place, piece in enumerate(line))


def _cut(line: list[_Piece], width: float) -> int:
    """Before which piece to begin a line: the best place in its second half, or else the last one at all."""
    best, x = 0, 0.0
    for place, piece in enumerate(line):
        if place and piece.worth and x <= width:
            better = piece.worth >= line[best].worth or x < 0.55 * width
            best = place if not best or better else best
        x += piece.box.width + piece.gap
    # What is wider than the line stands alone in one.
    return best or next((place for place, piece in enumerate(line) if place and piece.worth), 0)
