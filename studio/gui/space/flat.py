"""Texts, lines and faces placed in pixels over the scene."""

import numpy as np
from vtkmodules.vtkRenderingCore import vtkActor2D, vtkPolyDataMapper2D, vtkRenderer, vtkTextActor

from studio.gui.space.arrays import Floats, Mesh
from studio.gui.space.colours import RGB, Palette
from studio.gui.space.fonts import font_file

VTK_FONT_FILE = 4
_ALIGN = {"left": 0, "centre": 1, "right": 2, "bottom": 0, "middle": 1, "top": 2}


class Text:
    """A line of text at a place in pixels."""

    def __init__(self, renderer: vtkRenderer, size: int = 10, align: str = "left", stand: str = "bottom") -> None:
        self.actor = vtkTextActor()
        self._renderer = renderer
        self._size, self._ratio, self._text = size, 0.0, ""
        self._style = self.actor.GetTextProperty()
        self._style.SetFontFamilyToArial()
        self._style.SetJustification(_ALIGN[align])
        self._style.SetVerticalJustification(_ALIGN[stand])
        self.actor.VisibilityOff()
        renderer.AddViewProp(self.actor)

    def show(self, text: str, x: float, y: float, colour: RGB, ratio: float) -> None:
        if text != self._text:
            self._text = text
            self.actor.SetInput(text)
            if file := font_file(text):
                self._style.SetFontFamily(VTK_FONT_FILE)
                self._style.SetFontFile(file)
            else:
                self._style.SetFontFamilyToArial()
        if ratio != self._ratio:
            self._ratio = ratio
            # Sizes are in points of a window of 72 dpi, which off-screen and Qt windows both say they are.
            self._style.SetFontSize(round(self._size * 96 / 72 * ratio))
        self._style.SetColor(*colour)
        self.actor.SetPosition(round(x), round(y))
        self.actor.SetVisibility(bool(text))

    def back(self, colour: RGB) -> None:
        """Stand on a veil of this colour, to be read before whatever is behind."""
        self._style.SetBackgroundColor(*colour)
        self._style.SetBackgroundOpacity(0.85)

    def width(self) -> float:
        """How wide it is [pixels]."""
        box = [0.0, 0.0, 0.0, 0.0]
        self.actor.GetBoundingBox(self._renderer, box)
        return box[1] - box[0]

    def hide(self) -> None:
        self.actor.VisibilityOff()


class Flat:
    """Lines and faces in pixels."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self.mesh = Mesh()
        self.mapper = vtkPolyDataMapper2D()
        self.mapper.SetInputData(self.mesh.data)
        self.actor = vtkActor2D()
        self.actor.SetMapper(self.mapper)
        self.actor.VisibilityOff()
        renderer.AddViewProp(self.actor)

    def line(self, points: Floats, colour: RGB, width: float) -> None:
        """One line through points (n, 2)."""
        self.mesh.set_points(np.column_stack([points, np.zeros(len(points))]).astype(np.float32))
        self.mesh.set_cells("Lines", np.array([len(points)]), np.arange(len(points)))
        self.actor.GetProperty().SetColor(*colour)
        self.actor.GetProperty().SetLineWidth(width)
        self.actor.VisibilityOn()


class Panel(Flat):
    """A veil over the scene, so that what stands on it can be read."""

    def __init__(self, renderer: vtkRenderer) -> None:
        super().__init__(renderer)
        self.mesh.set_cells("Polys", np.array([4]), np.arange(4))
        self.actor.GetProperty().SetOpacity(0.72)

    def show(self, left: float, bottom: float, right: float, top: float, palette: Palette) -> None:
        corners = [[left, bottom, 0], [right, bottom, 0], [right, top, 0], [left, top, 0]]
        self.mesh.set_points(np.array(corners, dtype=np.float32))
        self.actor.GetProperty().SetColor(*palette.background_bottom)
        self.actor.VisibilityOn()
