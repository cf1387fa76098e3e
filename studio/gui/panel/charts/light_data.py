"""Where the light at each wavelength goes, as areas that add up to one, and how its spectrum is used."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from studio.analysis.result import FloatArray
from studio.physics.constants import PLANCK, SPEED_OF_LIGHT

SHORTEST: Final = 280e-9
"""From here on there is light on the ground, and cells work in space [m]."""
LONGEST: Final = 1900e-9
"""Up to here the layers are shown, or to the edge of the smallest gap [m]."""
_NO_CELL: Final = 1200e-9
_COLUMNS: Final = 96


def gap_edge(gap: float) -> float:
    """The longest wavelength [m] whose photons have the energy `gap` [J]."""
    return PLANCK * SPEED_OF_LIGHT / gap


def shown_to(gaps: FloatArray | None, whole: bool) -> float:
    """Where the wavelength axis ends [m]: with the layers, or a little beyond what the junctions use."""
    edge = gap_edge(float(np.min(gaps))) if gaps is not None and len(gaps) else None
    if whole:
        return max(LONGEST, edge or 0.0)
    return _NO_CELL if edge is None else float(np.ceil(edge * 1.04 / 50e-9) * 50e-9)


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """What becomes of the light, from the top: reflected, taken by each layer from the front, passed on."""

    wavelength: FloatArray
    """(W,) [m]"""
    edges: FloatArray
    """(P + 1, W) From 1 down to 0: part p lies between edges p and p + 1."""
    layers: tuple[str, ...]

    @classmethod
    def of(cls, optics: Any) -> "Shares":
        """Read off the table of the optics stage."""
        parts = np.vstack([optics.reflectance, optics.layer_absorptance, optics.transmittance])
        below = np.cumsum(parts, axis=0) / np.sum(parts, axis=0)
        edges = 1.0 - np.vstack([np.zeros(parts.shape[1]), below])
        return cls(optics.wavelength, edges, tuple(optics.layer_names))

    @property
    def parts(self) -> int:
        return len(self.edges) - 1

    def share(self, part: int, wavelength: float) -> float:
        """The share that a part has of the light at `wavelength` [m]."""
        high, low = (float(np.interp(wavelength, self.wavelength, self.edges[part + step])) for step in (0, 1))
        return high - low

    def part_at(self, wavelength: float, height: float) -> int | None:
        """The part at a place of the picture; the nearest of those that have any width there."""
        if not 0.0 <= height <= 1.0:
            return None
        at = np.array([np.interp(wavelength, self.wavelength, edge) for edge in self.edges])
        return min(int(np.searchsorted(-at[1:], -height, side="left")), self.parts - 1)

    def room(self, part: int, low: float, high: float, width: float, height: float) -> tuple[float, float] | None:
        """Where words of `width` and `height`, both as shares of the picture from `low` to `high` [m], fit into a part.

        The middle of the roomiest place (wavelength, height), or None where there is none.
        """
        x = np.linspace(low, high, _COLUMNS)
        window = min(max(int(np.ceil(width * _COLUMNS)), 1), _COLUMNS)
        top, bottom = (np.interp(x, self.wavelength, self.edges[part + step]) for step in (0, 1))
        slide = np.lib.stride_tricks.sliding_window_view
        ceiling, floor = slide(top, window).min(axis=-1), slide(bottom, window).max(axis=-1)
        free = ceiling - floor
        best = int(np.argmax(free))
        if window == _COLUMNS or free[best] < height:
            return None
        return float(x[best : best + window].mean()), float(0.5 * (ceiling[best] + floor[best]))


def photon_flux(irradiance: FloatArray, wavelength: FloatArray) -> FloatArray:
    """Photons per area, time and wavelength [1/(m²·s·m)] of a spectral irradiance [W/m²/m]."""
    flux: FloatArray = irradiance * wavelength / (PLANCK * SPEED_OF_LIGHT)
    return flux
