"""The texts and scales written over the scene."""

import numpy as np
from vtkmodules.vtkRenderingCore import vtkRenderer

from studio.gui.space import colours
from studio.gui.space.arrays import Floats, unit
from studio.gui.space.colours import Scale
from studio.gui.space.flat import Text
from studio.gui.space.overlay import MARGIN, ColourBar, Compass, ScaleBar
from studio.gui.space.projection import Projection
from studio.gui.space.rig import NORTH, Rig
from studio.text import tr

_LINE = 20.0
"""From one line to the next at 96 dpi."""


class Notes:
    """Caption, scale, colour bar, compass and the name of the Sun; each is asked for anew with every picture."""

    def __init__(self, renderer: vtkRenderer) -> None:
        # What is made later is drawn over what was made before: words stand on the veils.
        self._scale_bar, self._colour_bar = ScaleBar(renderer), ColourBar(renderer)
        self._sun = Text(renderer, 10, "centre", "middle")
        self._caption = Text(renderer, 10, "left", "top")
        self._legend = Text(renderer, 10, "left", "top")
        self._compass = Compass(renderer)
        self._projection: Projection
        self._palette, self._ratio = colours.DARK, 1.0

    def begin(self, projection: Projection, palette: colours.Palette, ratio: float) -> None:
        """What follows is for this picture."""
        self._projection, self._palette, self._ratio = projection, palette, ratio

    def sun(self, arrow: tuple[Floats, Floats] | None) -> None:
        """Name the Sun at the second end of its arrow [Earth radii], where some of that can be seen."""
        place = None
        if arrow is not None:
            ends = np.stack(arrow)
            pixels, front = self._projection.pixels(ends)
            hidden = self._projection.hidden(ends)
            if front.all() and not hidden[1]:
                place = self._beside(pixels[0], pixels[1])
        if place is None:
            self._sun.hide()
        else:
            self._sun.show(tr("Sun"), place[0], place[1], self._palette.sun, self._ratio)

    def _beside(self, start: Floats, tip: Floats) -> tuple[float, float] | None:
        """The place of the name: at the tip, or beside the shaft where the tip is out of the picture."""
        edge = 16.0 * self._ratio
        low, high = np.array([1.5, 1.0]) * edge, self._size - np.array([1.5, 1.0]) * edge
        inside = np.clip(tip, low, high)
        if np.array_equal(inside, tip):
            return float(tip[0]), float(tip[1])
        if (start < 0.0).any() or (start > self._size).any():
            return None
        steep = inside[1] != tip[1]
        return float(inside[0] + (1.7 * edge if steep else 0.0)), float(inside[1] + (0.0 if steep else edge))

    @property
    def _size(self) -> Floats:
        return np.array([self._projection.width, self._projection.height], dtype=np.float64)

    def caption(self, text: str) -> None:
        margin = MARGIN * self._ratio
        self._caption.show(text, margin, self._projection.height - margin, self._palette.text, self._ratio)

    def legend(self, text: str) -> None:
        """What the points of imported satellites are, below the caption, in their colour; nothing for none."""
        margin = MARGIN * self._ratio
        below = self._projection.height - margin - _LINE * self._ratio
        self._legend.show(text, margin, below, self._palette.real, self._ratio)

    def scale(self, pixel: float | None) -> None:
        """The length of a pixel [m]; None for no scale."""
        if pixel is None:
            self._scale_bar.hide()
        else:
            self._scale_bar.show(pixel, self._palette, self._ratio)

    def colours(self, title: str, scale: Scale | None, *, above: bool) -> None:
        """What the colours mean: `above`, out of the way of the Sun's arrow; else below, out of that of the compass."""
        if scale is None:
            self._colour_bar.hide()
        else:
            size = (self._projection.width, self._projection.height)
            self._colour_bar.show(title, scale, size, self._palette, self._ratio, above=above)

    def compass(self, rig: Rig | None, sun: Floats) -> None:
        """Where Sun, Earth and North lie as `rig` sees it; None for no compass."""
        if rig is None:
            self._compass.hide()
            return
        basis = np.stack([np.cross(rig.direction, rig.up), rig.up])
        directions = [
            (tr("Sun"), sun, self._palette.sun),
            (tr("Earth"), -unit(rig.focal), self._palette.orbit),
            (tr("North"), NORTH, self._palette.faint),
        ]
        self._compass.show(directions, basis, (self._projection.width, self._projection.height), self._ratio)
