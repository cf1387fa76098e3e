"""The drawing of the stack on a sheet of paper: its layers as a cross-section with what each is, and a title block."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from studio import __version__, resource
from studio.analysis.engine import Checkpoint
from studio.analysis.satellite.finishes import FINISHES
from studio.analysis.stack.band_scale import BandScale
from studio.analysis.stack.words import (
    areal_mass_text,
    layer_mass,
    material_text,
    role_text,
    share_text,
    thickness_text,
)
from studio.design import Design
from studio.design.panel import ROLES, Layer
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.shape.svg import FAINT, Drawing, Segment, hatch, wrapped
from studio.export.typesetting import typeset
from studio.text import mark, tr

_A4, _A3 = (210.0, 297.0), (297.0, 420.0)
_MOST_ON_A4 = 20
_MARGIN, _BLOCK, _HEAD, _FOOT = 10.0, 34.0, 20.0, 34.0
"""Of the frame to the edge; heights of the title block, and of what stands over and under the layers [mm]."""
_TWO_LINES, _ONE_LINE, _MOST_DECADE = 8.2, 5.0, 6.0
"""Least height of a layer with two lines of text and with one; most that a tenfold thickness adds [mm]."""
_TYPE, _SMALL = 2.9, 2.4
"""Heights of type [mm]."""
_ABOUT = 4
"""Lines of the description of the design."""
_PIECES, _UPRIGHT = 7, float("inf")
_HATCHES: dict[str, tuple[tuple[float, float], ...]] = {
    "coating": ((0.0, 1.0),), "cover": (), "adhesive": ((1.0, 3.5), (-1.0, 3.5)), "contact": ((_UPRIGHT, 1.5),),
    "cell": ((0.0, 2.0), (_UPRIGHT, 2.0)), "substrate": ((1.0, 2.2),), "core": ((1.0, 1.6), (-1.0, 1.6)),
    "interconnect": ((_UPRIGHT, 0.9),), "other": ((-1.0, 2.2),),
}  # fmt: skip
"""Slope and pitch [mm] of the lines that tell roles apart without colours."""


def write_stack_svg(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """The drawing as SVG."""
    return Product.of(_Sheet(source.design).svg(), *_notes())


def write_stack_pdf(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """The same drawing as a PDF with its fonts in it."""
    sheet = _Sheet(source.design)
    year, month, day = (int(part) for part in source.design.mission.epoch[:10].split("-"))
    page = (
        f"#set document(title: sys.inputs.title, author: sys.inputs.author, date: datetime(year: {year}, "
        f"month: {month}, day: {day}))\n#set page(width: {sheet.width}mm, height: {sheet.height}mm, margin: 0mm)\n"
        '#image("stack.svg", width: 100%, alt: sys.inputs.title)\n'
    )
    made = typeset({"main.typ": page.encode(), "stack.svg": sheet.svg().encode()}, format="pdf",
                   font_paths=[resource.path("fonts")],
                   sys_inputs={"title": sheet.title, "author": f"Dawnline {__version__}"})  # fmt: skip
    assert isinstance(made, bytes)
    return Product.of(made, *_notes())


def _notes() -> tuple[str, ...]:
    return (tr(_NOT_TO_SCALE),)


_NOT_TO_SCALE = mark("Not to scale: heights follow the logarithm of the thickness, widths the coverage.")


@dataclass
class _Sheet:
    design: Design

    def __post_init__(self) -> None:
        layers = self.design.stack.layers
        self.width, self.height = _A4 if len(layers) <= _MOST_ON_A4 else _A3
        self.title = tr("Panel stack of {title}", title=self.design.title)
        self.paper = Drawing(self.width, self.height)
        self.left, self.right = _MARGIN, self.width - _MARGIN
        self.top = _MARGIN + _HEAD
        room = self.height - 2.0 * _MARGIN - _BLOCK - _HEAD - _FOOT
        base = _TWO_LINES if len(layers) * _TWO_LINES <= room else _ONE_LINE
        thicknesses = [layer.thickness for layer in layers]
        self.scale = BandScale.fitting(thicknesses, room, base, 0.0, _MOST_DECADE)
        self.edges = [self.top + edge for edge in self.scale.edges(thicknesses)]
        wide = self.right - self.left
        self.picture = (self.left + 12.0, 0.24 * wide)
        # Where the columns begin, and where those of numbers end.
        begin = self.picture[0] + self.picture[1] + 3.0
        rest = self.right - 2.0 - begin
        self.columns = (begin, begin + 6.5, *(begin + share * rest for share in (0.43, 0.73, 0.84, 1.0)))

    def svg(self) -> str:
        """The sheet with all that is on it."""
        self._frame()
        self._head()
        for number, layer in enumerate(self.design.stack.layers, start=1):
            self._layer(number, layer, self.edges[number - 1], self.edges[number])
        self._whole()
        self._legend()
        return self.paper.svg(self.title, f"{tr(_NOT_TO_SCALE)} Dawnline {__version__}")

    def _frame(self) -> None:
        paper, low = self.paper, self.height - _MARGIN - _BLOCK
        paper.box(self.left, _MARGIN, self.right - self.left, self.height - 2.0 * _MARGIN, line=0.5)
        paper.line([(self.left, low), (self.right, low)], width=0.5)
        split = self.left + 0.62 * (self.right - self.left)
        paper.line([(split, low), (split, self.height - _MARGIN)], width=0.25)
        room = split - self.left - 6.0
        paper.text(tr("Panel stack, cross-section"), self.left + 3.0, low + 6.0, _SMALL, ink=FAINT)
        paper.text(self.design.title, self.left + 3.0, low + 12.5, 4.6, bold=True, room=room)
        line = low + 18.5
        about = wrapped(self.design.description.split("\n")[0], _SMALL, room)
        for place, words in enumerate(about[:_ABOUT]):
            cut = place == _ABOUT - 1 and len(about) > _ABOUT
            paper.text(words + " …" * cut, self.left + 3.0, line, _SMALL, room=room)
            line += 3.6
        facts = (
            (tr("Epoch"), self.design.mission.epoch[:10]), (tr("Scale"), tr("not to scale")),
            (tr("Units"), tr("nm, µm and mm as written")),
            (tr("Sheet"), "1 / 1, A4" if self.width == _A4[0] else "1 / 1, A3"),
            (tr("Drawn by"), f"Dawnline {__version__}"),
        )  # fmt: skip
        step = _BLOCK / len(facts)
        for place, (label, value) in enumerate(facts):
            y = low + place * step
            if place:
                paper.line([(split, y), (self.right, y)], width=0.18, ink=FAINT)
            paper.text(label, split + 2.0, y + 0.64 * step, _SMALL, ink=FAINT, room=20.0)
            paper.text(value, split + 24.0, y + 0.64 * step, _SMALL, room=self.right - split - 26.0)

    def _head(self) -> None:
        paper, (begin, wide) = self.paper, self.picture
        paper.text(tr("Sunlight"), begin + wide / 2.0, self.top - 11.5, _SMALL, ink=FAINT, anchor="middle")
        for share in (0.3, 0.5, 0.7):
            paper.arrow(begin + share * wide, self.top - 9.5, self.top - 2.0, ink="#b97800")
        names = (tr("No."), tr("Layer"), tr("Role"), tr("Thickness"), tr("Covers"), tr("Mass"))
        for place, name in enumerate(names):
            end = place >= 3
            paper.text(name, self.columns[place], self.top - 3.0, _SMALL, ink=FAINT, anchor="end" if end else "start")
        paper.line([(self.columns[0], self.top), (self.right - 2.0, self.top)], width=0.25)

    def _layer(self, number: int, layer: Layer, top: float, bottom: float) -> None:
        paper, columns = self.paper, self.columns
        for x, wide in self._pieces(layer):
            paper.box(x, top, wide, bottom - top, fill=_pale(layer.role))
            paper.lines(_hatched(layer.role, x, top, wide, bottom - top), ink=_ink(layer.role), width=0.18)
            paper.box(x, top, wide, bottom - top)
        two = bottom - top >= _TWO_LINES - 1e-6
        middle = (top + bottom) / 2.0 + 0.36 * _TYPE
        first = middle - 1.75 if two else middle
        room = columns[2] - columns[1] - 2.0
        paper.text(str(number), columns[0], first, _TYPE, ink=FAINT)
        material = material_text(layer.material)
        name = layer.name if two or material == layer.name else f"{layer.name} · {material}"
        paper.text(name, columns[1], first, _TYPE, bold=two, room=room)
        if two:
            paper.text(material, columns[1], first + 3.7, _SMALL, ink=FAINT, room=room)
        paper.text(role_text(layer.role), columns[2], first, _TYPE, room=columns[3] - columns[2] - 17.0)
        paper.text(thickness_text(layer.thickness), columns[3], first, _TYPE, anchor="end")
        paper.text(share_text(layer.coverage), columns[4], first, _TYPE, anchor="end")
        paper.text(areal_mass_text(layer_mass(layer)), columns[5], first, _TYPE, anchor="end")
        paper.line([(columns[0], bottom), (self.right - 2.0, bottom)], width=0.12, ink="#cbd1d9")

    def _pieces(self, layer: Layer) -> Iterator[tuple[float, float]]:
        """Begin and width of what a layer is drawn as: pieces with gaps where it covers a part."""
        begin, wide = self.picture
        if layer.coverage >= 1.0:
            yield begin, wide
            return
        pitch = wide / _PIECES
        for number in range(_PIECES):
            yield begin + pitch * (number + (1.0 - layer.coverage) / 2.0), pitch * layer.coverage

    def _whole(self) -> None:
        """The thickness of all layers as a dimension, and what they weigh."""
        paper, layers, bottom = self.paper, self.design.stack.layers, self.edges[-1]
        whole = thickness_text(math.fsum(layer.thickness for layer in layers))
        x = self.left + 7.0
        for y in (self.top, bottom):
            paper.line([(x - 2.0, y), (self.picture[0] - 1.0, y)], width=0.18)
        middle = (self.top + bottom) / 2.0
        paper.arrow(x, middle, self.top)
        paper.arrow(x, middle, bottom)
        paper.text(tr("{thickness} in all", thickness=whole), x - 1.5, middle, _SMALL, anchor="middle", turned=True)
        paper.line([(self.columns[0], bottom), (self.right - 2.0, bottom)], width=0.35)
        y = bottom + 4.6
        mass = areal_mass_text(math.fsum(map(layer_mass, layers)))
        paper.text(tr("Whole panel"), self.columns[1], y, _TYPE, bold=True)
        paper.text(whole, self.columns[3], y, _TYPE, bold=True, anchor="end")
        paper.text(mass, self.columns[5], y, _TYPE, bold=True, anchor="end")
        paper.text(tr("Back"), self.picture[0] + self.picture[1] / 2.0, y, _SMALL, ink=FAINT, anchor="middle")

    def _legend(self) -> None:
        """The hatch of each role that is there, the scale of heights, and what the columns mean."""
        paper, y = self.paper, self.height - _MARGIN - _BLOCK - 22.0
        used = [role for role in ROLES if any(layer.role == role for layer in self.design.stack.layers)]
        step = (self.right - self.left - 6.0) / 5.0
        for place, role in enumerate(used):
            x, line = self.left + 3.0 + step * (place % 5), y + 5.2 * (place // 5)
            paper.box(x, line, 7.0, 3.6, fill=_pale(role), line=0.18)
            paper.lines(_hatched(role, x, line, 7.0, 3.6), ink=_ink(role), width=0.18)
            paper.box(x, line, 7.0, 3.6, line=0.18)
            paper.text(role_text(role), x + 8.5, line + 2.7, _SMALL, room=step - 10.0)
        words = tr("{scale} Ten times as thick is {more:.1f} mm higher. Mass is density × thickness × coverage, per "
                   "panel area.", scale=tr(_NOT_TO_SCALE), more=self.scale.decade)  # fmt: skip
        for place, line_of in enumerate(wrapped(words, _SMALL, self.right - self.left - 6.0)):
            paper.text(line_of, self.left + 3.0, y + 14.2 + 3.6 * place, _SMALL, ink=FAINT)


def _hatched(role: str, x: float, y: float, width: float, height: float) -> Iterator[Segment]:
    for slope, pitch in _HATCHES[role]:
        yield from hatch(x, y, width, height, slope, pitch)


def _ink(role: str) -> str:
    return f"#{FINISHES[role].colour}"


def _pale(role: str) -> str:
    """The colour of a role, a quarter of it on white."""
    colour = FINISHES[role].colour
    return "#" + "".join(f"{round(255 - 0.26 * (255 - int(colour[at : at + 2], 16))):02x}" for at in (0, 2, 4))


