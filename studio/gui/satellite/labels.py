"""Directions from the satellite, as arrows with their names."""

import numpy as np
from vtkmodules.vtkRenderingCore import vtkRenderer

from studio.gui.space.arrays import Floats, unit
from studio.gui.space.arrow import Arrow
from studio.gui.space.colours import RGB
from studio.gui.space.flat import Text
from studio.gui.space.projection import Projection

NAMES = ("sun", "earth", "flight")
_LINE = 15.0
"""Least height from one name to the next [pixels at 96 dpi]."""
_ALONG = 0.97
"""Cosine to the line of sight from which an arrow is left out."""


class Directions:
    """An arrow with a name for each of NAMES."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self.arrows = {name: Arrow(0.82, 0.18, 0.045) for name in NAMES}
        self.texts = {name: Text(renderer, 10, "centre", "middle") for name in NAMES}
        for arrow in self.arrows.values():
            for actor in arrow.actors:
                renderer.AddActor(actor)

    def place(self, directions: dict[str, Floats], start: float, length: float) -> None:
        for name, direction in directions.items():
            self.arrows[name].place(direction, start, length)

    @property
    def tips(self) -> Floats:
        return np.stack([arrow.tip for arrow in self.arrows.values()])

    def show(
        self, words: dict[str, str], colours: dict[str, RGB], veil: RGB, projection: Projection, ratio: float,
        visible: bool,
    ) -> None:  # fmt: skip
        """Write the names beside the tips, inside the picture and clear of one another."""
        ends = np.concatenate([np.stack([arrow.tip * 1.05 for arrow in self.arrows.values()]), np.zeros((1, 3))])
        places, front = projection.pixels(ends)
        sight = unit(projection.eye)
        taken: list[tuple[float, float]] = []
        middle = places[-1]
        for (name, arrow), place, seen in zip(self.arrows.items(), places[:-1], front[:-1], strict=True):
            arrow.colour(colours[name])
            # Seen along its length an arrow would be a spot, and its name nowhere in particular.
            beside = abs(float(arrow.direction @ sight)) < _ALONG
            arrow.show(visible and beside, max(1.0, 2.0 * ratio))
            text = self.texts[name]
            if not (visible and seen and beside):
                text.hide()
                continue
            text.back(veil)
            text.show(words[name], 0.0, 0.0, colours[name], ratio)
            half = text.width() / 2 + 6.0 * ratio
            away = place - middle
            length = float(np.linalg.norm(away))
            outward = away / length if length > 1.0 else np.array([0.0, 1.0])
            x, y = place + outward * np.array([half, 9.0 * ratio])
            x = float(np.clip(x, half, projection.width - half))
            y = float(np.clip(y, 12.0 * ratio, projection.height - 12.0 * ratio))
            y = clear(x, y, half + 30.0 * ratio, _LINE * ratio, projection.height, taken)
            taken.append((x, y))
            text.show(words[name], x, y, colours[name], ratio)


def clear(x: float, y: float, width: float, line: float, height: float, taken: list[tuple[float, float]]) -> float:
    """The height of a name clear of those `taken`, moved by whole lines towards the middle and on from there.

    One way all along: a name that turns at the middle would go to and fro between one above it and one below.
    """
    step = line if y < height / 2 else -line
    while any(abs(x - a) < width and abs(y - b) < line for a, b in taken):
        y += step
    return y
