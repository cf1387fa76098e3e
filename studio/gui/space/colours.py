"""The colours of the scene in both themes, and the colour maps of values."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

RGB = tuple[float, float, float]

# Every tenth-odd entry of the maps of matplotlib (S. van der Walt, N. Smith; CC0), interpolated between.
_ANCHORS = {
    "viridis": "440154 471063 481f70 472d7b 443983 404688 3b528b 365d8d 31688e 2c728e 287c8e 24868e 21918c 1f9a8a"
    " 20a486 28ae80 35b779 48c16e 5ec962 75d054 90d743 addc30 c8e020 e5e419 fde725",
    "cividis": "00224e 002a5f 003170 1a386f 2a3f6d 38476c 434e6c 4d556c 575d6d 61656f 6a6c71 737475 7d7c78 868379"
    " 918b78 9b9476 a59c74 b0a571 bcae6c c6b667 d2c060 dec958 e9d34e f6dd3f fee838",
    "inferno": "000004 050417 110a30 210c4a 320a5e 450a69 57106e 67166e 781c6d 8a226a 9a2865 ab2f5e bc3754 ca404a"
    " d84c3e e45a31 ed6925 f57b17 f98e09 fca108 fbb61a f9cb35 f4df53 f2f27d fcffa4",
}
COLOUR_MAPS = tuple(_ANCHORS)


def rgb(text: str) -> RGB:
    """The colour written as six hexadecimal digits, each part from 0 to 1."""
    red, green, blue = bytes.fromhex(text)
    return red / 255, green / 255, blue / 255


@cache
def table(name: str) -> NDArray[np.uint8]:
    """The 256 colours (256, 3) of a perceptually uniform colour map."""
    anchors = np.array([list(bytes.fromhex(entry)) for entry in _ANCHORS[name].split()], dtype=np.float64)
    places = np.linspace(0, len(anchors) - 1, 256)
    columns = [np.interp(places, np.arange(len(anchors)), column) for column in anchors.T]
    colours = np.rint(np.stack(columns, axis=-1)).astype(np.uint8)
    colours.setflags(write=False)
    return colours


@dataclass(frozen=True)
class Scale:
    """How a value becomes a colour."""

    low: float
    high: float
    colour_map: str = "viridis"

    def colours(self, values: NDArray[np.float64], missing: RGB) -> NDArray[np.uint8]:
        """The colours (n, 3) of values (n,); a value that is not finite has the colour `missing`."""
        span = self.high - self.low
        share = (values - self.low) / span if span > 0.0 else np.full(values.shape, 0.5)
        finite = np.isfinite(values)
        index = np.clip(np.where(finite, share, 0.0) * 255.0, 0.0, 255.0)
        colours = table(self.colour_map)[np.rint(index).astype(np.intp)]
        colours[~finite] = np.rint(np.multiply(missing, 255.0))
        return colours


@dataclass(frozen=True)
class Palette:
    """The colours of one theme."""

    background_top: RGB
    background_bottom: RGB
    text: RGB
    faint: RGB
    orbit: RGB
    satellite: RGB
    missing: RGB
    selected: RGB
    sun: RGB
    umbra: RGB
    umbra_opacity: float
    rim: RGB
    flight: RGB
    real: RGB


DARK = Palette(
    background_top=rgb("0b0f15"),
    background_bottom=rgb("161c25"),
    text=rgb("e3e8ef"),
    faint=rgb("8a97a8"),
    orbit=rgb("6f8fb8"),
    satellite=rgb("f2c14e"),
    missing=rgb("8d8d8d"),
    selected=rgb("ff9d3c"),
    sun=rgb("ffcf4d"),
    umbra=rgb("6d78c9"),
    umbra_opacity=0.30,
    rim=rgb("6fb1ff"),
    flight=rgb("3fc6b0"),
    real=rgb("d77bf0"),
)
LIGHT = Palette(
    background_top=rgb("f7f9fb"),
    background_bottom=rgb("dfe5ec"),
    text=rgb("1c242e"),
    faint=rgb("556170"),
    orbit=rgb("41659a"),
    satellite=rgb("c2571a"),
    missing=rgb("8d8d8d"),
    selected=rgb("d2480c"),
    sun=rgb("8a5a00"),
    umbra=rgb("2c3760"),
    umbra_opacity=0.40,
    rim=rgb("5b9bea"),
    flight=rgb("0b8a78"),
    real=rgb("8a2fb0"),
)
CONTRAST_DARK = replace(
    DARK, background_top=rgb("000000"), background_bottom=rgb("000000"), text=rgb("ffffff"), faint=rgb("d6d6d6"),
    orbit=rgb("9cc2f2"), umbra=rgb("8f9aff"),
)  # fmt: skip
CONTRAST_LIGHT = replace(
    LIGHT, background_top=rgb("ffffff"), background_bottom=rgb("ffffff"), text=rgb("000000"), faint=rgb("3a3a3a"),
    orbit=rgb("1f4580"), sun=rgb("8a5a00"), real=rgb("6a1a8c"),
)  # fmt: skip


def palette(dark: bool, contrast: bool = False) -> Palette:
    """The colours of a scene on dark or light ground, with strong contrast or the usual one."""
    if contrast:
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT
