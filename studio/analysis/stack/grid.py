"""The wavelengths at which stacks are computed, and the two suns that they are held against."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from studio.analysis.result import FloatArray, read_only
from studio.catalogue.spectrum import spectrum
from studio.physics.cell.spectrum import bin_means

_NM: Final = 1e-9
_BANDS: Final = (
    # from, to, step [nm]: 4 nm where films interfere and cells work, coarser where only heat is made
    (119.5, 200.0, 80.5), (200.0, 300.0, 10.0), (300.0, 1200.0, 4.0), (1200.0, 2000.0, 16.0),
    (2000.0, 4000.0, 100.0), (4000.0, 10000.0, 1500.0), (10000.0, 1000000.0, 990000.0),
)  # fmt: skip
COARSE: Final = 5
"""Every so many wavelengths are enough for what is averaged over the whole spectrum or over angles."""


@dataclass(frozen=True, slots=True, eq=False)
class Sun:
    """A reference spectrum in the bins of the grid."""

    name: str
    source: str
    bins: FloatArray
    """(W,) Mean spectral irradiance in each bin [W/m²/m]."""
    power: FloatArray
    """(W,) Irradiance in each bin [W/m²]."""
    points: tuple[FloatArray, FloatArray]
    """Wavelengths [m] and spectral irradiance [W/m²/m] of the spectrum as published."""
    total: float
    """Irradiance of the whole spectrum [W/m²]: what an efficiency refers to."""
    temperature: float
    """Cell temperature that the rating of this spectrum goes with [K]."""


def _edges() -> FloatArray:
    parts = [np.arange(low, high - 1e-6 * step, step) for low, high, step in _BANDS]
    edges: FloatArray = read_only(np.concatenate([*parts, [_BANDS[-1][1]]]) * _NM)
    return edges


EDGES: Final = _edges()
"""(W + 1,) Edges of the bins [m]: the whole of ASTM E490, 119.5 nm to 1 mm."""
WAVELENGTH: Final = read_only(0.5 * (EDGES[1:] + EDGES[:-1]))
"""(W,) Middle of each bin [m]."""


RATING_TEMPERATURE: Final = 301.15
"""28 °C, at which junctions are stated and space cells are rated [K]."""


@cache
def space() -> Sun:
    """ASTM E490 air mass zero, 1366.1 W/m², cells at 28 °C."""
    return _sun("am0", RATING_TEMPERATURE)


@cache
def ground() -> Sun:
    """ASTM G173-03 global tilt, air mass 1.5, cells at 25 °C."""
    return _sun("am1.5g", 298.15)


def _sun(name: str, temperature: float) -> Sun:
    known = spectrum(name)
    bins = read_only(bin_means(known.wavelength, known.irradiance, EDGES))
    power = read_only(bins * np.diff(EDGES))
    return Sun(known.name, known.source, bins, power, (known.wavelength, known.irradiance), float(power.sum()),
               temperature)  # fmt: skip
