"""The real satellites of a design: their elements as arrays, and how many cross the shells."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from studio.analysis.result import FloatArray, read_only
from studio.design.element_sets import COLUMNS, ElementSets, read_table
from studio.physics.constants import DAY, R_EARTH
from studio.physics.fleet.sgp4_fleet import GpElements, apsides
from studio.text import tr

HALF_BAND = 25e3
"""Half of the 50 km from shell to shell in the filing for a million satellites."""
_FASTEST = 18.0


@dataclass(frozen=True, slots=True, eq=False)
class Imported:
    """All objects, set after set."""

    elements: GpElements
    numbers: tuple[int, ...]
    names: tuple[str, ...]
    lowest: FloatArray
    """(n,) Altitude of perigee at the epoch [m]"""
    highest: FloatArray
    """(n,) Altitude of apogee at the epoch [m]"""
    ranked: tuple[FloatArray, FloatArray]
    """Both, each sorted by itself: every edit counts anew who crosses the shells"""

    @property
    def size(self) -> int:
        return len(self.names)

    def title(self, index: int) -> str:
        """Name and catalogue number of one object, as far as it has them."""
        number = f"#{self.numbers[index]}" if self.numbers[index] else ""
        return " ".join(part for part in (self.names[index], number) if part) or f"#{index + 1}"


@lru_cache(maxsize=4)
def imported_of(sets: tuple[ElementSets, ...]) -> Imported:
    """The objects of all sets of a design.

    Raises
    ------
    ValueError
        If a table cannot be read, or holds what is no orbit; the sentence names the line.
    """
    numbers: list[float] = []
    names: list[str] = []
    for one in sets:
        some, called = read_table(one.table)
        _check(np.array(some).reshape(-1, COLUMNS), one.name)
        numbers += some
        names += called
    table = np.array(numbers).reshape(-1, COLUMNS)
    _, epoch, motion, eccentricity, inclination, node, perigee, anomaly, drag = np.ascontiguousarray(table.T)
    elements = GpElements(epoch, motion * (2.0 * np.pi / DAY), eccentricity, np.deg2rad(inclination), np.deg2rad(node),
                          np.deg2rad(perigee), np.deg2rad(anomaly), drag)  # fmt: skip
    low, high = apsides(elements)
    low, high = low - R_EARTH, high - R_EARTH
    return Imported(elements, tuple(map(int, table[:, 0].tolist())), tuple(names), read_only(low), read_only(high),
                    (read_only(np.sort(low)), read_only(np.sort(high))))  # fmt: skip


def _check(table: FloatArray, name: str) -> None:
    number, epoch, motion, eccentricity, inclination, *angles, drag = table.T
    with np.errstate(invalid="ignore"):
        good = ((number >= 0) & (number < 1e9) & (epoch >= 35e3) & (epoch <= 1e5) & (motion > 0.0)
                & (motion <= _FASTEST) & (eccentricity >= 0.0) & (eccentricity < 1.0) & (inclination >= 0.0)
                & (inclination <= 180.0) & (np.abs(drag) <= 1e3))  # fmt: skip
        for angle in angles:
            good &= np.abs(angle) <= 360.0
    if not good.all():
        raise ValueError(tr("line {line} of the imported elements “{name}” is not an orbit about the Earth",
                            line=int(np.argmin(good)) + 1, name=name))  # fmt: skip


def crossing_any(found: Imported, altitudes: FloatArray) -> Any:
    """Objects that cross one shell or more, as :func:`crossing` has it; (...) of altitudes (..., s) of many fleets."""
    if altitudes.ndim == 1:
        return crossing(found, altitudes)[0]
    reached = np.zeros((*altitudes.shape[:-1], found.size), dtype=bool)
    for shell in range(altitudes.shape[-1]):
        here = altitudes[..., shell, None]
        reached |= (found.lowest <= here + HALF_BAND) & (found.highest >= here - HALF_BAND)
    return np.count_nonzero(reached, axis=-1)


def crossing(found: Imported, altitudes: FloatArray) -> tuple[int, FloatArray]:
    """Objects whose orbit comes within half a band of shells.

    Parameters
    ----------
    found : Imported
        Of n objects.
    altitudes : ndarray, shape (s,)
        Of the shells [m].

    Returns
    -------
    any : int
        Objects that cross one shell or more.
    each : ndarray, shape (s,)
        Objects that cross each.
    """
    low, high = altitudes - HALF_BAND, altitudes + HALF_BAND
    below = np.searchsorted(found.ranked[1], low, side="left")
    above = found.size - np.searchsorted(found.ranked[0], high, side="right")
    order = np.argsort(altitudes)
    first = np.searchsorted(high[order], found.lowest, side="left")
    reached = np.append(low[order], np.inf)[first] <= found.highest
    return int(np.count_nonzero(reached)), (found.size - below - above).astype(np.float64)
