"""A solar plant with batteries that carries a steady load through the nights of its weakest month, and more."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.text import mark, tr

FloatArray = NDArray[np.float64]

OBLIQUITY = 0.4090928042223289
"""Tilt of the Earth's axis at J2000.0 [rad]: 84381.406″, IAU 2006 precession."""
_DAY = 86400.0
_ROUNDS = 16
"""The share that is used at once hardly depends on the size of the plant: each round gains two digits, or nearly one
where batteries lose most through a day without a night."""


@dataclass(frozen=True, slots=True)
class SolarPlant:
    """What one watt of steady load asks for."""

    rated: FloatArray
    """Rated power of the panels per load [W/W]."""
    storage: FloatArray
    """Energy of the batteries per load, charge and discharge losses counted [J/W = s]."""
    direct: FloatArray
    """Share of the load's energy that comes from the panels without having been stored."""


def day_length(latitude: ArrayLike, declination: ArrayLike) -> FloatArray:
    """Time from sunrise to sunset.

    Parameters
    ----------
    latitude
        Of the place [rad], shape (...,).
    declination
        Of the Sun [rad], shape (...,).

    Returns
    -------
    ndarray
        Length of the day [s], shape (...,): 0 in the polar night, 86,400 in the polar day.

    Raises
    ------
    ValueError
        If a latitude is beyond the poles.

    References
    ----------
    .. [1] J. A. Duffie, W. A. Beckman, "Solar Engineering of Thermal Processes", 4th edition (2013), eq. 1.6.11:
       N = 2/15 arccos(−tan φ tan δ) hours, for the centre of the disk and without refraction.
    """
    north = np.asarray(latitude, dtype=float)
    if np.any(np.abs(north) > np.pi / 2 + 1e-9):
        raise ValueError(tr(mark("a latitude lies between the poles, within ±90°")))
    cosine = np.clip(-np.tan(np.clip(north, -1.5707, 1.5707)) * np.tan(declination), -1.0, 1.0)
    found: FloatArray = np.arccos(cosine) / np.pi * _DAY
    return found


def shortest_day(latitude: ArrayLike) -> FloatArray:
    """Day length at the winter solstice of either half of the Earth [s]; see :func:`day_length`."""
    return day_length(np.abs(latitude), -OBLIQUITY)


def solar_plant(
    worst_capacity_factor: ArrayLike, day: ArrayLike, round_trip: ArrayLike, autonomy: ArrayLike
) -> SolarPlant:
    """Panels and batteries for a steady load, sized for the weakest month.

    Parameters
    ----------
    worst_capacity_factor
        Mean output of the panels over their rated power in the weakest month, shape (...,).
    day
        Time from sunrise to sunset then [s], shape (...,).
    round_trip
        Energy out of the batteries over that into them, shape (...,).
    autonomy
        Time that full batteries carry the load beyond one night [s], shape (...,).

    Returns
    -------
    SolarPlant
        Shape (...,).

    Raises
    ------
    ValueError
        If there is no daylight in that month, or a share is not within 0 and 1.

    Notes
    -----
    The output is half a sine through the day, its peak 1/x times the load. With θ = arcsin x the load takes directly
    the share s = (D/24 h) [2 (1 − cos θ)/(π x) + 1 − 2 θ/π] of its energy; the rest comes out of the batteries. The
    day's energy balance 2 D/(π x) = 24 h (s + (1 − s)/η) fixes x. Batteries lose as much in as out: the energy they
    hold is what the load takes from them over √η.
    """
    factor, light, efficiency, extra = np.broadcast_arrays(
        *(np.asarray(one, dtype=float) for one in (worst_capacity_factor, day, round_trip, autonomy)))  # fmt: skip
    if not (np.all(factor > 0.0) and np.all(light > 0.0)):
        raise ValueError(tr(mark("the Sun does not rise in the weakest month: panels and batteries cannot carry it")))
    if np.any(factor > 1.0) or np.any(light > _DAY) or np.any(efficiency <= 0.0) or np.any(efficiency > 1.0):
        raise ValueError(tr(
            mark("a capacity factor and an efficiency are above 0 and not above 1, a day not above 24 h")))
    if np.any(extra < 0.0):
        raise ValueError(tr(mark("batteries cannot carry a load for less than no time")))
    part = light / _DAY
    direct = 0.9 * part
    for _ in range(_ROUNDS):
        needed = direct + (1.0 - direct) / efficiency
        ratio = np.minimum(2.0 * part / (np.pi * needed), 1.0)
        angle = np.arcsin(ratio)
        direct = part * (2.0 * (1.0 - np.cos(angle)) / (np.pi * ratio) + 1.0 - 2.0 * angle / np.pi)
    needed = direct + (1.0 - direct) / efficiency
    held = ((1.0 - direct) * _DAY + extra) / np.sqrt(efficiency)
    return SolarPlant(rated=needed / factor, storage=held, direct=direct)
