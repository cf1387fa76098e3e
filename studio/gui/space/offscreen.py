"""Pictures drawn without a window."""

import os
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk, vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkUnsignedCharArray
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkIOImage import vtkPNGWriter
from vtkmodules.vtkRenderingCore import vtkRenderer, vtkRenderWindow

from studio.gui.space import trial

SAMPLES = 4
"""Samples of a pixel, for smooth edges."""


def render_window() -> vtkRenderWindow:
    """A render window that draws off-screen, with or without an X server."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        # VTK would find this out by itself, but not without an error message.
        os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")
    window = vtkRenderWindow()
    window.SetOffScreenRendering(1)
    window.SetShowWindow(False)
    return window


class Offscreen:
    """Draws one renderer into memory, at any size."""

    def __init__(self, renderer: vtkRenderer) -> None:
        if not trial.works():
            raise trial.NoGraphicsError
        self._renderer = renderer
        self._window = render_window()
        self._window.AddRenderer(renderer)
        self._pixels = vtkUnsignedCharArray()

    def can_draw(self) -> bool:
        """Whether VTK finds the OpenGL that it needs."""
        return bool(self._window.SupportsOpenGL())

    def image(self, width: int, height: int, samples: int) -> NDArray[np.uint8]:
        """The picture (height, width, 4) from the top down, opaque."""
        if self._window.GetSize() != (width, height):
            self._window.SetSize(width, height)
        if self._window.GetMultiSamples() != samples:
            self._window.SetMultiSamples(samples)
        self._window.Render()
        self._window.GetRGBACharPixelData(0, 0, width - 1, height - 1, 0, self._pixels, 0)
        image = vtk_to_numpy(self._pixels).reshape(height, width, 4)[::-1].copy()
        image[..., 3] = 255
        return image

    def close(self) -> None:
        self._window.RemoveRenderer(self._renderer)
        self._window.Finalize()


def write_png(image: NDArray[np.uint8], path: Path) -> None:
    """Write a picture (height, width, 4) as a file."""
    writer = _png_writer(image)
    writer.SetFileName(str(path))
    writer.Write()
    if writer.GetErrorCode():
        raise OSError(f"{path}: the picture could not be written")


def png_bytes(image: NDArray[np.uint8]) -> bytes:
    """A picture (height, width, 4) as what such a file holds."""
    writer = _png_writer(image)
    writer.WriteToMemoryOn()
    writer.Write()
    return bytes(vtk_to_numpy(writer.GetResult()).tobytes())


def _png_writer(image: NDArray[np.uint8]) -> vtkPNGWriter:
    height, width, _ = image.shape
    data = vtkImageData()
    data.SetDimensions(width, height, 1)
    pixels = np.ascontiguousarray(image[::-1, :, :3]).reshape(-1, 3)
    data.GetPointData().SetScalars(numpy_to_vtk(pixels, deep=1))
    writer = vtkPNGWriter()
    writer.SetInputData(data)
    return writer
