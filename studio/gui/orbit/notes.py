"""The texts and scales written over the scene."""

import numpy as np
from vtkmodules.vtkRenderingCore import vtkRenderer

from studio.gui.orbit import colours
from studio.gui.orbit.arrays import Floats, unit
from studio.gui.orbit.camera import NORTH, CameraRig
from studio.gui.orbit.colours import Scale
from studio.gui.orbit.flat import Text
from studio.gui.orbit.overlay import MARGIN, ColourBar, Compass, ScaleBar
from studio.gui.orbit.projection import Projection
from studio.text import tr


class Notes:
    """Caption, scale, colour bar, compass and the name of the Sun; each is asked for anew with every picture."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self._sun = Text(renderer, 10, "centre", "middle")
        self._caption = Text(renderer, 10, "left", "top")
        self._scale_bar, self._colour_bar = ScaleBar(renderer), ColourBar(renderer)
        self._compass = Compass(renderer)
        self._projection: Projection
        self._palette, self._ratio = colours.DARK, 1.0

    def begin(self, projection: Projection, palette: colours.Palette, ratio: float) -> None:
        """What follows is for this picture."""
        self._projection, self._palette, self._ratio = projection, palette, ratio

    def sun(self, place: Floats | None) -> None:
        """Name the Sun at `place` [Earth radii], where it can be seen."""
        if place is not None:
            pixels, front = self._projection.pixels(place[None])
            if front[0] and not self._projection.hidden(place[None])[0]:
                x, y = pixels[0]
                self._sun.show(tr("Sun"), x, y, self._palette.sun, self._ratio)
                return
        self._sun.hide()

    def caption(self, text: str) -> None:
        margin = MARGIN * self._ratio
        self._caption.show(text, margin, self._projection.height - margin, self._palette.text, self._ratio)

    def scale(self, pixel: float | None) -> None:
        """The length of a pixel [m]; None for no scale."""
        if pixel is None:
            self._scale_bar.hide()
        else:
            self._scale_bar.show(pixel, self._palette, self._ratio)

    def colours(self, title: str, scale: Scale | None) -> None:
        if scale is None:
            self._colour_bar.hide()
        else:
            size = (self._projection.width, self._projection.height)
            self._colour_bar.show(title, scale, size, self._palette, self._ratio)

    def compass(self, rig: CameraRig | None, sun: Floats) -> None:
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
