"""Where the pictures of a film go: a folder of pictures, or an Ogg Theora video; whole, or not there at all."""

import contextlib
import os
import secrets
import shutil
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkIOOggTheora import vtkOggTheoraWriter

from studio.gui.space.offscreen import write_png
from studio.text import tr

VIDEO = ".ogv"
Image = NDArray[np.uint8]


class FilmFile(Protocol):
    """`add` each picture (height, width, 4) in turn, then `close`; or `abandon`, and nothing is left."""

    def add(self, image: Image) -> None: ...
    def close(self) -> None: ...
    def abandon(self) -> None: ...


def film_file(path: Path, rate: int) -> FilmFile:
    """A video at `path` where it ends in .ogv, and otherwise a folder of pictures; OSError where there can be none."""
    return Video(path, rate) if path.suffix.lower() == VIDEO else PictureFolder(path)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part{path.suffix}")


class PictureFolder:
    """frame-00001.png and so on, in a new folder or an empty one."""

    def __init__(self, path: Path) -> None:
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise OSError(tr("{name} is there already, and not an empty folder", name=path.name))
        self._path, self._temporary = path, _beside(path)
        self._temporary.mkdir()
        self._count = 0

    def add(self, image: Image) -> None:
        self._count += 1
        write_png(image, self._temporary / f"frame-{self._count:05d}.png")

    def close(self) -> None:
        if self._path.exists():
            self._path.rmdir()
        self._temporary.rename(self._path)

    def abandon(self) -> None:
        shutil.rmtree(self._temporary, ignore_errors=True)


class Video:
    """Ogg Theora, as players such as VLC show it."""

    def __init__(self, path: Path, rate: int) -> None:
        if path.is_dir():
            raise OSError(tr("{name} is a folder", name=path.name))
        self._path, self._temporary = path, _beside(path)
        self._temporary.touch(exist_ok=False)  # says at once where nothing can be written
        self._data = vtkImageData()
        self._writer = vtkOggTheoraWriter()
        self._writer.SetFileName(str(self._temporary))
        self._writer.SetRate(rate)
        self._writer.SetQuality(2)
        self._writer.SetSubsampling(0)
        self._begun = False

    def add(self, image: Image) -> None:
        height, width, _ = image.shape
        self._data.SetDimensions(width, height, 1)
        pixels = np.ascontiguousarray(image[::-1, :, :3]).reshape(-1, 3)
        self._data.GetPointData().SetScalars(numpy_to_vtk(pixels, deep=1))
        self._data.Modified()
        self._writer.SetInputData(self._data)
        if not self._begun:
            self._begun = True
            self._writer.Start()
        self._writer.Write()
        if self._writer.GetError():
            raise OSError(tr("the video could not be written"))

    def close(self) -> None:
        self._end()
        os.replace(self._temporary, self._path)

    def abandon(self) -> None:
        self._end()
        with contextlib.suppress(OSError):
            self._temporary.unlink(missing_ok=True)

    def _end(self) -> None:
        if self._begun:
            self._begun = False
            self._writer.End()
