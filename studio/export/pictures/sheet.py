"""A picture as the things that are in it, in pixels from its upper left corner: written as SVG or drawn as points."""

from dataclasses import dataclass, field
from typing import Literal

from studio.analysis.result import FloatArray
from studio.export.pictures.earth import Pixels

Anchor = Literal["start", "middle", "end"]
KEPT = 0.25
"""Share of the way of a fading area that does not fade yet."""


@dataclass(frozen=True, eq=False)
class Stroke:
    """A line through the points (n, 2); those that are no numbers part it."""

    points: FloatArray
    colour: str
    width: float
    opacity: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class Fill:
    """An area within the points (n, 2); with `fade` it is gone at the second of its places (2, 2), from the first on.

    Up to the share :data:`KEPT` of the way it has its whole opacity.
    """

    points: FloatArray
    colour: str
    opacity: float = 1.0
    fade: FloatArray | None = None


@dataclass(frozen=True, eq=False)
class Dots:
    """Discs of one kind at the points (n, 2), with an edge where `edge` is a colour."""

    points: FloatArray
    colour: str
    radius: float
    opacity: float = 1.0
    edge: str = ""


@dataclass(frozen=True)
class Words:
    """A line of text whose foot stands at `y`."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    anchor: Anchor = "start"
    bold: bool = False


@dataclass(frozen=True, eq=False)
class Photo:
    """Pixels (rows, columns, 4) with their opacity, beginning at a pixel of the picture."""

    pixels: Pixels
    left: int
    top: int


Item = Stroke | Fill | Dots | Words | Photo


@dataclass
class Sheet:
    """`items` from the back to the front, on a ground that goes from the colour `upper` to `lower`."""

    width: int
    height: int
    upper: str
    lower: str
    title: str
    about: str
    items: list[Item] = field(default_factory=list)
