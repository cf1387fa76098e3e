"""How far the selected member of a cluster is from its neighbours, written on the lines to them."""

import numpy as np
from vtkmodules.vtkRenderingCore import vtkRenderer

from studio.gui.orbit.cluster import Members
from studio.gui.space.arrays import EARTH_RADIUS
from studio.gui.space.colours import Palette
from studio.gui.space.flat import Text
from studio.gui.space.projection import Projection

_MOST = 8
_LEAST = 84.0
"""Length of a line below which its distance is not written on it [pixels at 96 dpi]."""


class Distances:
    """A text on the middle of each line."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self.texts = [Text(renderer, 9, "centre", "middle") for _ in range(_MOST)]

    def show(
        self, members: Members | None, index: int | None, projection: Projection, palette: Palette, ratio: float
    ) -> None:
        """Those of the satellite of this index; none where there are no members to be told apart."""
        pairs = np.zeros((0, 2), dtype=np.intp) if members is None else members.neighbours(index)[:_MOST]
        for text in self.texts[len(pairs) :]:
            text.hide()
        if members is None or not len(pairs):
            return
        ends = members.relative[pairs]
        metres = np.linalg.norm(ends[:, 1] - ends[:, 0], axis=-1) * EARTH_RADIUS
        pixels, front = projection.pixels((members.origin + ends).reshape(-1, 3))
        pixels, front = pixels.reshape(-1, 2, 2), front.reshape(-1, 2)
        for text, distance, (one, other), seen in zip(self.texts, metres, pixels, front, strict=False):
            if not seen.all() or np.linalg.norm(other - one) < _LEAST * ratio:
                text.hide()
                continue
            # Beyond the middle, where the ring and its name are not, and beside the line.
            along = (other - one) / np.linalg.norm(other - one)
            across = np.array([-along[1], along[0]]) * (1.0 if along[0] >= 0.0 else -1.0)
            x, y = one + 0.6 * (other - one) + across * np.array([24.0, 10.0]) * ratio
            text.back(palette.background_bottom)
            text.show(f"{distance:.0f} m", x, y, palette.selected, ratio)
