"""The air that an orbit meets, in the mean of a year, from the NRLMSISE-00 model through its library."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.physics.arrays import Array, floats
from studio.physics.constants import EARTH_FLATTENING, R_EARTH
from studio.physics.drag_many import fall_from_moments, fall_moments

ACTIVITY: Final = {"low": (65.0, 0.0), "mean": (140.0, 15.0), "high": (250.0, 45.0)}
"""F10.7 [1e-22 W/(m²·Hz)] and Ap of the long-term levels of ECSS-E-ST-10-04C (15 November 2008), annex G."""

LOWEST: Final = 100e3
HIGHEST: Final = 2000e3
"""Altitudes [m] over the equatorial radius between which profiles are given."""

SAMPLES: Final = 128
"""Places and times that an orbit's year is averaged over, at each altitude."""
_GENERATOR: Final = 21
"""Of the lattice: the odd number below 64 with which 128 points err least, 0.3 % in density, see the tests."""
_NODES: Final = 1e3 * np.concatenate([
    np.arange(100.0, 200.0, 10.0), np.arange(200.0, 300.0, 20.0), np.arange(300.0, 600.0, 30.0),
    np.arange(600.0, 1000.0, 50.0), np.arange(1000.0, 2001.0, 100.0)])  # fmt: skip
_STEP: Final = 2e3
_INCLINATION_STEP: Final = math.radians(1.0)
_LOCAL_TIME_STEP: Final = 1800.0
_AVOGADRO: Final = 6.02214076e23


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Means over the year and over an orbit at each altitude, (F,)."""

    altitude: Array
    """Over the equatorial radius, even [m]."""
    log_density: Array
    """Natural logarithm of the density [kg/m³]."""
    log_oxygen: Array
    """Natural logarithm of the number density of atomic oxygen [1/m³]."""
    temperature: Array
    """[K]."""
    molar_mass: Array
    """Mean molar mass [kg/mol]."""


@dataclass(frozen=True, slots=True, eq=False)
class Profiles:
    """Those of many orbits, each of which has one of G."""

    altitude: Array
    """(F,)"""
    log_density: Array
    """(G, F), as the others."""
    log_oxygen: Array
    temperature: Array
    molar_mass: Array
    moments: Array
    """(G, F, 5) See :func:`studio.physics.drag_many.fall_moments`."""
    which: NDArray[np.intp]
    """(B,) The profile of each orbit."""


def model(day: ArrayLike, ut: ArrayLike, longitude: ArrayLike, latitude: ArrayLike, altitude: ArrayLike,
          f107: float, ap: float, *, version: float = 0) -> Array:  # fmt: skip
    """Columns of the model at places and times: density [kg/m³], numbers [1/m³] of N₂, O₂, O …, temperature [K].

    Parameters
    ----------
    day
        Day of the year [d], (P,).
    ut
        Universal time [s], (P,).
    longitude, latitude
        Geodetic [rad], (P,).
    altitude
        Over the ellipsoid [m], (P,).
    f107
        Solar radio flux [1e-22 W/(m²·Hz)], that of the day and of 81 days alike.
    ap
        Daily planetary index.
    version
        0 for NRLMSISE-00 [1]_, which ECSS-E-ST-10-04C prescribes; 2.1 for NRLMSIS 2.1 [2]_.

    Returns
    -------
    NDArray[np.float64]
        (P, 11), in the order of the library.

    Raises
    ------
    ValueError
        For a version that reads coefficients, where the library lies in a folder whose name is not all ASCII.

    References
    ----------
    .. [1] J. M. Picone et al., J. Geophys. Res. 107 (A12), 1468 (2002).
    .. [2] J. T. Emmert et al., J. Geophys. Res. Space Physics 127, e2022JA030896 (2022).
    """
    pymsis = _library(version)
    seconds = floats(day) * 86400.0 + floats(ut)
    dates = np.datetime64("2001-01-01T00:00:00") + np.round(seconds).astype("timedelta64[s]")  # no leap year
    points = dates.size
    found = pymsis.calculate(
        dates, np.degrees(longitude), np.degrees(latitude), floats(altitude) / 1e3, np.full(points, f107),
        np.full(points, f107), np.full((points, 7), ap), version=version)  # fmt: skip
    return np.asarray(found, dtype=np.float64).reshape(points, -1)


def _library(version: float) -> Any:
    """The library, where its Fortran can be told of its folder: it takes ASCII alone, and fails on a Chinese name.

    NRLMSISE-00 has its coefficients compiled in and reads nothing from there.
    """
    import pymsis  # a tenth of a second, needed here alone
    import pymsis.msis

    if not pymsis.__file__.isascii():
        if version:
            raise ValueError(f"NRLMSIS {version} cannot be read from a folder whose name is not all ASCII.")
        pymsis.msis._MSIS_PARAMETER_PATH = ""
    return pymsis


def mean_columns(
    altitude: ArrayLike, inclination: float, node_time: float | None, f107: float, ap: float, *, samples: int = SAMPLES,
    version: float = 0,
) -> Array:  # fmt: skip
    """Means over the year of what the model gives along circular orbits.

    The orbit's year is sampled by a rank-one lattice over the place in the orbit, the day, the universal time and,
    where the node drifts, its local time.

    Parameters
    ----------
    altitude
        Over the equatorial radius [m], (A,).
    inclination
        [rad].
    node_time
        Mean local time of the ascending node [s] where it stays, as in sun-synchronous orbits; None where the node
        drifts through all local times.
    f107, ap
        Solar and geomagnetic indices, see :func:`model`.
    samples
        Points of the lattice.
    version
        See :func:`model`.

    Returns
    -------
    NDArray[np.float64]
        (A, 11).
    """
    levels = np.atleast_1d(floats(altitude))
    index = np.arange(samples)
    generator = _GENERATOR ** np.arange(4) % samples
    along, year, time, drift = (index[:, None] * generator % samples + 0.5).T / samples
    u = 2.0 * np.pi * along
    latitude = np.arcsin(np.clip(np.sin(inclination) * np.sin(u), -1.0, 1.0))
    from_node = np.arctan2(np.cos(inclination) * np.sin(u), np.cos(u))
    node = 2.0 * np.pi * (drift if node_time is None else node_time / 86400.0)
    longitude = (node + from_node - 2.0 * np.pi * time) % (2.0 * np.pi)
    ground = R_EARTH * (1.0 - EARTH_FLATTENING * np.sin(latitude) ** 2)
    height = R_EARTH + levels[:, None] - ground
    geodetic = latitude + EARTH_FLATTENING * np.sin(2.0 * latitude)
    shape = height.shape
    day, ut, east, north = (
        np.broadcast_to(one, shape).ravel() for one in (np.floor(365.0 * year), 86400.0 * time, longitude, geodetic))
    columns = model(day, ut, east, north, height.ravel(), f107, ap, version=version)  # fmt: skip
    return np.asarray(np.nanmean(np.nan_to_num(columns).reshape(*shape, -1), axis=1), dtype=np.float64)


def profile(inclination: float, node_time: float | None, f107: float, ap: float) -> Profile:
    """The profile of an orbit whose inclination [rad] and node [s] are rounded to a degree and half an hour.

    Computed once for each rounded orbit and pair of indices, and kept: a design that is dragged in altitude only
    interpolates. See :func:`mean_columns` for the arguments.
    """
    return _profile(*_rounded(inclination, node_time), f107, ap)


def _rounded(inclination: float, node_time: float | None) -> tuple[float, float | None]:
    folded = abs(math.remainder(inclination, 2.0 * math.pi))
    time = None if node_time is None else round(node_time / _LOCAL_TIME_STEP) * _LOCAL_TIME_STEP % 86400.0
    return round(folded / _INCLINATION_STEP) * _INCLINATION_STEP, time


KEPT: Final = 512
"""Profiles that are kept: a study of many orbits meets some hundred."""


@lru_cache(maxsize=KEPT)
def _profile(inclination: float, node_time: float | None, f107: float, ap: float) -> Profile:
    found = mean_columns(_NODES, inclination, node_time, f107, ap)
    numbers = found[:, 1:9]
    fine = np.arange(LOWEST, HIGHEST + 0.5 * _STEP, _STEP)
    molar = found[:, 0] / numbers.sum(axis=1) * _AVOGADRO
    parts = {
        "altitude": fine,
        "log_density": _smooth(fine, np.log(found[:, 0])),
        "log_oxygen": _smooth(fine, np.log(np.maximum(found[:, 3], 1.0))),
        "temperature": np.interp(fine, _NODES, found[:, 10]),
        "molar_mass": np.interp(fine, _NODES, molar),
    }
    for part in parts.values():
        part.setflags(write=False)
    return Profile(**parts)


def _smooth(fine: Array, values: Array) -> Array:
    """Cubic Hermite interpolation of `values` at the nodes, with slopes of second order."""
    slope = np.gradient(values, _NODES, edge_order=2)
    right = np.clip(np.searchsorted(_NODES, fine, side="right"), 1, _NODES.size - 1)
    left = right - 1
    width = _NODES[right] - _NODES[left]
    t = (fine - _NODES[left]) / width
    ease = t * t * (3.0 - 2.0 * t)
    bend = t * (1.0 - t) * ((1.0 - t) * slope[left] - t * slope[right]) * width
    return np.asarray((1.0 - ease) * values[left] + ease * values[right] + bend, dtype=np.float64)


def density(profile: Profile | Profiles, altitude: ArrayLike) -> Array:
    """Density [kg/m³] at altitudes [m] over the equatorial radius, any shape; 0 above the profile, its end below.

    Of many orbits, altitudes (B, ...).
    """
    return np.exp(_read(profile, "log_density", floats(altitude), -np.inf))


def oxygen(profile: Profile | Profiles, altitude: ArrayLike) -> Array:
    """Number density of atomic oxygen [1/m³], as :func:`density`."""
    return np.exp(_read(profile, "log_oxygen", floats(altitude), -np.inf))


def temperature(profile: Profile | Profiles, altitude: ArrayLike) -> Array:
    """Temperature [K], as :func:`density`; its end above the profile."""
    return _read(profile, "temperature", floats(altitude), None)


def molar_mass(profile: Profile | Profiles, altitude: ArrayLike) -> Array:
    """Mean molar mass [kg/mol], as :func:`temperature`."""
    return _read(profile, "molar_mass", floats(altitude), None)


def _read(profile: Profile | Profiles, name: str, altitude: Array, above: float | None) -> Array:
    values: Array = getattr(profile, name)
    if isinstance(profile, Profile):
        return np.asarray(np.interp(altitude, profile.altitude, values, right=above))
    altitude = np.broadcast_to(altitude, np.broadcast_shapes(altitude.shape, (
        profile.which.size, *(1,) * max(altitude.ndim - 1, 0))))  # fmt: skip
    below, share = _place(altitude)
    flat = values.reshape(-1)
    start = below + (profile.which * values.shape[-1]).reshape(-1, *(1,) * (altitude.ndim - 1))
    low = np.take(flat, start)
    found = low + (np.take(flat, start + 1) - low) * share
    return found if above is None else np.where(altitude > HIGHEST, above, found)


def _place(altitude: Array) -> tuple[NDArray[np.intp], Array]:
    """The node of the profiles below, and the share of the way to the next."""
    place = (np.clip(altitude, LOWEST, HIGHEST) - LOWEST) / _STEP
    below = np.minimum(place.astype(np.intp), round((HIGHEST - LOWEST) / _STEP) - 1)
    return below, place - below


def round_fall(profile: Profile | Profiles, altitude: ArrayLike, inclination: ArrayLike) -> Array:
    """Time to fall by drag from circles, per mass over drag area [s·m²/kg], to 10⁻³ of the integral's.

    Parameters
    ----------
    profile
        The air: one for all, or of many orbits.
    altitude, inclination
        [m], [rad]; of many orbits (B,).
    """
    height, tilt = np.broadcast_arrays(floats(altitude), floats(inclination))
    below, share = _place(height)
    if isinstance(profile, Profile):
        moments, logs = _moments(profile), profile.log_density
        return fall_from_moments(
            np.stack((moments[below], moments[below + 1])), np.stack((logs[below], logs[below + 1])), share, tilt)
    which = profile.which
    return fall_from_moments(
        np.stack((profile.moments[which, below], profile.moments[which, below + 1])),
        np.stack((profile.log_density[which, below], profile.log_density[which, below + 1])), share, tilt)


@lru_cache(maxsize=KEPT)
def _moments(profile: Profile) -> Array:
    found = fall_moments(profile.altitude, profile.log_density)
    found.setflags(write=False)
    return found


def profiles_of(
    inclination: ArrayLike, node_time: ArrayLike | None, f107: ArrayLike, ap: ArrayLike
) -> Profile | Profiles:
    """:func:`profile` of one orbit or of many, whose arguments broadcast to shape (B,)."""
    given = [floats(value) for value in (inclination, 0.0 if node_time is None else node_time, f107, ap)]
    if not any(value.ndim for value in given):
        tilt, time, flux, index = (value.item() for value in given)
        return profile(tilt, None if node_time is None else time, flux, index)
    keys = [(*_rounded(tilt, None if node_time is None else time), flux, index)
            for tilt, time, flux, index in zip(*(value.ravel().tolist() for value in np.broadcast_arrays(*given)),
                                               strict=True)]  # fmt: skip
    distinct = {key: row for row, key in enumerate(dict.fromkeys(keys))}
    table = _together(tuple(distinct))
    return replace(table, which=np.array([distinct[key] for key in keys], dtype=np.intp))


@lru_cache(maxsize=32)
def _together(keys: tuple[tuple[float, float | None, float, float], ...]) -> Profiles:
    found = [_profile(*key) for key in keys]
    parts = {name: np.stack([getattr(one, name) for one in found])
             for name in ("log_density", "log_oxygen", "temperature", "molar_mass")}  # fmt: skip
    moments = np.stack([_moments(one) for one in found])
    return Profiles(found[0].altitude, **parts, moments=moments, which=np.zeros(0, dtype=np.intp))
