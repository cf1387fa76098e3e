"""A screen of its own, a hand on its mouse, and an eye that finds a picture on it."""

import contextlib
import os
import subprocess
import time
from collections.abc import Callable, Iterator

import numpy as np
from PIL import Image, ImageGrab
from scipy.signal import fftconvolve

from tests import xvfb

SIZE = (1280, 800)
_ALIKE = 0.9
"""Of the correlation of two pictures: letters of the same font drawn by two systems reach 0.97."""


class Screen:
    """That of the X server of the name `display`."""

    def __init__(self, display: str) -> None:
        self.display = display

    def picture(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=self.display).convert("RGB")

    def look_for(self, wanted: Image.Image, seconds: float, meanwhile: Callable[[], None]) -> tuple[int, int]:
        """Where the middle of `wanted` is, as soon as it has been there twice; `meanwhile` is called while waiting."""
        end, last = time.monotonic() + seconds, None
        while time.monotonic() < end:
            meanwhile()
            place = find(wanted, self.picture())
            if place is not None and place == last:
                return place
            last = place
            time.sleep(0.5)
        raise AssertionError(f"in {seconds:.0f} s the picture was not seen")

    def click(self, place: tuple[int, int]) -> None:
        self._hand("mousemove", *place, "sleep", "0.2", "click", "1")

    def drag(self, place: tuple[int, int], right: int) -> None:
        """Press at `place`, move `right` pixels in small steps, let go."""
        moves: list[object] = []
        for x in range(4, right + 1, 4):
            moves += ["mousemove", place[0] + x, place[1], "sleep", "0.02"]
        self._hand("mousemove", *place, "sleep", "0.2", "mousedown", "1", *moves, "mouseup", "1")

    def _hand(self, *words: object) -> None:
        subprocess.run(["xdotool", *(str(word) for word in words)], env={**os.environ, "DISPLAY": self.display},
                       check=True, timeout=60)  # fmt: skip


@contextlib.contextmanager
def screen() -> Iterator[Screen]:
    """A screen that is there until the end of the block."""
    with xvfb.screen(size=f"{SIZE[0]}x{SIZE[1]}x24") as name:
        yield Screen(name)


def find(wanted: Image.Image, seen: Image.Image) -> tuple[int, int] | None:
    """The middle of the place in `seen` that is most like `wanted`, by the normalised correlation of their greys."""
    small, large = (np.asarray(picture.convert("L"), float) for picture in (wanted, seen))
    small = small - small.mean()
    window = np.ones_like(small)
    count = small.size
    sums, squares = (fftconvolve(values, window, mode="valid") for values in (large, large**2))
    spread = np.sqrt(np.clip(squares - sums**2 / count, 1e-6 * count, None))
    alike = fftconvolve(large, small[::-1, ::-1], mode="valid") / (spread * np.sqrt((small**2).sum()))
    row, column = np.unravel_index(int(alike.argmax()), alike.shape)
    if alike[row, column] < _ALIKE:
        return None
    return int(column) + small.shape[1] // 2, int(row) + small.shape[0] // 2
