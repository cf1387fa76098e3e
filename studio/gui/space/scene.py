"""A scene drawn by VTK, independent of Qt: what a widget and an off-screen picture need of it."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Self

import numpy as np
import vtkmodules.vtkRenderingFreeType
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401  both register what draws
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkRenderer

from studio.gui.space import messages
from studio.gui.space.offscreen import SAMPLES, Offscreen, write_png
from studio.gui.space.rig import Rig


class Scene(ABC):
    """Something to be seen; nothing is drawn until a view calls `prepare` and renders."""

    rig: Rig
    """The camera, which each scene holds in its own way."""

    def __init__(self) -> None:
        messages.forward_to_log()
        self.renderer = vtkRenderer()
        self.renderer.GradientBackgroundOn()
        self.renderer.GetCullers().RemoveAllItems()  # a fleet is not where its points are before the shader has them
        self.renderer.SetUseOIT(False)  # plain blending will do, and costs software rendering 20 ms a frame less
        self.on_change: Callable[[], None] | None = None
        """Called whenever another picture should be drawn."""
        self.hurried = False
        """Whether a picture soon is worth more than the whole map of the Earth."""
        self.moving = False
        """Whether the next picture is one of many: what takes long may then show a part of itself."""
        self._offscreen: Offscreen | None = None
        self._hand_held = False
        """Whether somebody has turned the camera away from the place that has a name."""

    @property
    @abstractmethod
    def is_detailed(self) -> bool:
        """Whether the last picture shows the whole map of the Earth."""

    @abstractmethod
    def prepare(self, width: int, height: int, pixel_ratio: float = 1.0) -> None:
        """Make ready to be rendered into `width` × `height` pixels, `pixel_ratio` of them to one of 96 dpi."""

    @abstractmethod
    def copy(self) -> Self:
        """Another scene that looks the same."""

    def rotate(self, right: float, up: float) -> None:
        """Turn the camera about what it looks at, by angles [rad]."""
        self._hand_held = True
        self.rig.rotate(right, up)
        self._changed()

    def pan(self, right: float, up: float) -> None:
        """Move the picture by shares of its height."""
        self._hand_held = True
        self.rig.pan(right, up)
        self._changed()

    @abstractmethod
    def zoom(self, factor: float) -> None:
        """Come nearer by a factor above one, go away by one below."""

    @abstractmethod
    def view(self, name: str) -> None:
        """Look from a named place."""

    def reset_camera(self) -> None:
        """Back to the overview."""
        self.view("overview")

    def render_image(self, width: int, height: int, pixel_ratio: float = 1.0, fine: bool = True) -> NDArray[np.uint8]:
        """The picture (height, width, 4) as red, green, blue and alpha, from the top down, drawn off-screen.

        Edges are smooth where it is to be `fine`, which takes software rendering three times as long.
        """
        if self.renderer.GetRenderWindow() is not None and self._offscreen is None:
            twin = self.copy()  # what a window draws cannot be drawn in another
            try:
                return twin.render_image(width, height, pixel_ratio, fine)
            finally:
                twin.close()
        if self._offscreen is None:
            self._offscreen = Offscreen(self.renderer)
        self.prepare(width, height, pixel_ratio)
        return self._offscreen.image(width, height, SAMPLES if fine else 0)

    def write_png(self, path: Path, width: int, height: int, pixel_ratio: float = 1.0) -> None:
        """Write the picture to a file."""
        write_png(self.render_image(width, height, pixel_ratio), path)

    def close(self) -> None:
        """Release everything; the scene draws no more."""
        self.on_change = None
        if self._offscreen is not None:
            self._offscreen.close()
            self._offscreen = None
        self.renderer.RemoveAllViewProps()

    def _changed(self) -> None:
        if self.on_change is not None:
            self.on_change()
