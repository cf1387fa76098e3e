"""The mean elements of SGP4 that come nearest to the positions of an ephemeris, and how near.

Mean elements hold for the theory that made them. To first order in J2 those of the studio and of SGP4 are the same,
with Kozai's mean motion the whole rate of the mean anomaly [1]_: a fit of the first starts that of the second, which is
a differential correction over the whole arc [2]_. Of drag there is one number, B*; it is fitted where the arc is long
enough to tell and it brings the satellite nearer.

References
----------
.. [1] D. A. Vallado, P. Crawford, R. Hujsak, T. S. Kelso, "Revisiting Spacetrack Report #3", AIAA 2006-6753, 2006.
.. [2] D. A. Vallado, P. Crawford, "SGP4 orbit determination", AIAA 2008-6770, 2008: differential correction of
       equinoctial mean elements and B* to positions.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from studio.analysis.arc import Arc
from studio.analysis.orbit_fit import fit_orbit, spread
from studio.analysis.result import FloatArray
from studio.physics.constants import DAY, R_EARTH
from studio.physics.fleet.sgp4_fleet import GpElements, path
from studio.physics.frames import in_frame
from studio.physics.orbit import elements_at, secular_rates
from studio.physics.time import utc_from_terrestrial
from studio.text import mark, tr

Checkpoint = Callable[[float], None]
_TURN = 2.0 * np.pi
_MJD = 2_400_000.5
_SAMPLE = 400
_DRAGGED, _LONG = 1_500e3, DAY
"""B* is fitted to perigees below this height [m], over arcs of this length [s] or longer …"""
_BETTER = 0.95
"""… and kept where the root-mean-square distance falls to this share."""
_LOST = 1e3


@dataclass(frozen=True, slots=True)
class GpFit:
    """Elements of one object, and the distances of all points from where SGP4 puts it with them."""

    elements: GpElements
    """Each field of one value"""
    rms: float
    """Root mean square of the distances [m]"""
    largest: float
    """[m]"""
    span: float
    """Of the arc [s]"""


def fit_gp(arc: Arc, epoch: float | None = None, checkpoint: Checkpoint | None = None) -> GpFit:
    """The elements of SGP4 nearest to an arc.

    Parameters
    ----------
    arc : Arc
        Of t points, in the true equator and equinox of date; the elements are in TEME, as published ones are.
    epoch : float
        At which they hold [s of TT since J2000.0]; by default the middle point of the arc.
    checkpoint : callable
        Told the share done; may raise to stop.

    Raises
    ------
    ValueError
        In one sentence: where the points lie on no orbit about the Earth, or on one that SGP4 does not fly.
    """
    tell = checkpoint or (lambda _: None)
    first = fit_orbit(arc, lambda share: tell(0.5 * share))
    when = float(arc.times[len(arc.times) // 2]) if epoch is None else epoch
    axis, e, tilt, raan, perigee, mean = (
        float(part) for part in elements_at(first.elements, when - first.epoch).arrays()
    )
    rate = float(secular_rates(axis, e, tilt).mean_anomaly)
    day, rest = (float(part) for part in utc_from_terrestrial(when))
    mjd = (day - _MJD) + rest
    positions = in_frame("TEME", arc.times, arc.positions, np.zeros_like(arc.positions))[0]
    way = -1.0 if tilt > 0.5 * np.pi else 1.0
    start = _packed(rate, e, tilt, raan, perigee, mean, 0.0, way)
    best = _solve(start, mjd, way, arc.times, positions, drag=False)
    rms, largest = _distances(_elements(best, mjd, way), arc.times, positions)
    tell(0.8)
    if not rms < 0.1 * axis:
        raise ValueError(tr(mark("SGP4 does not fly such an orbit")))
    if arc.span >= _LONG and axis * (1.0 - e) - R_EARTH < _DRAGGED:
        dragged = _solve(best, mjd, way, arc.times, positions, drag=True)
        nearer, farthest = _distances(_elements(dragged, mjd, way), arc.times, positions)
        if nearer < _BETTER * rms and 0.0 < dragged[6] < 1.0:  # drag does not push
            best, rms, largest = dragged, nearer, farthest
    return GpFit(_elements(best, mjd, way), rms, largest, arc.span)


def corrected(start: GpElements, times: FloatArray, positions: FloatArray) -> GpElements:
    """The elements nearest to the positions of a satellite whose elements are nearly known.

    Parameters
    ----------
    start : GpElements
        Of one object; its epoch and its B* are kept.
    times : ndarray, shape (t,)
        [s of TT since J2000.0]
    positions : ndarray, shape (t, 3)
        In TEME [m].

    Returns
    -------
    GpElements
        Of one object; `start` itself where SGP4 flies nothing near it.
    """
    mjd, motion, e, tilt, raan, perigee, mean, drag = (float(column[0]) for column in start)
    way = -1.0 if tilt > 0.5 * np.pi else 1.0
    packed = _packed(motion, e, tilt, raan, perigee, mean, drag, way)
    return _elements(_solve(packed, mjd, way, times, positions, drag=False), mjd, way)


def _packed(
    rate: float, e: float, tilt: float, raan: float, perigee: float, mean: float, drag: float, way: float
) -> FloatArray:
    """Mean motion [1/day], the vectors of eccentricity and of inclination, mean longitude, B*."""
    longitude = perigee + way * raan
    slope = np.tan(0.5 * tilt) if way > 0.0 else 1.0 / np.tan(0.5 * tilt)
    return np.array([rate * DAY / _TURN, e * np.sin(longitude), e * np.cos(longitude), slope * np.sin(raan),
                     slope * np.cos(raan), mean + longitude, drag])  # fmt: skip


def _elements(x: FloatArray, mjd: float, way: float) -> GpElements:
    longitude, raan = float(np.arctan2(x[1], x[2])), float(np.arctan2(x[3], x[4]))
    slope = float(np.hypot(x[3], x[4]))
    tilt = 2.0 * np.arctan(slope) if way > 0.0 else 2.0 * np.arctan2(1.0, slope)
    perigee, mean = longitude - way * raan, float(x[5]) - longitude
    return GpElements(*(np.array([value]) for value in (
        mjd, float(x[0]) * _TURN / DAY, float(np.hypot(x[1], x[2])), float(tilt), raan % _TURN, perigee % _TURN,
        mean % _TURN, float(x[6]))))  # fmt: skip


def _solve(
    start: FloatArray, mjd: float, way: float, times: FloatArray, positions: FloatArray, *, drag: bool
) -> FloatArray:
    """The parameters of least squares; those of `start` where SGP4 flies nothing near them."""
    from scipy.optimize import least_squares

    chosen = spread(0, len(times), _SAMPLE)
    moments, wanted = times[chosen], positions[chosen] / R_EARTH
    count = 7 if drag else 6

    def off(x: FloatArray) -> FloatArray:
        whole = np.concatenate((x, start[count:]))
        if not (0.05 < whole[0] < 18.0 and np.hypot(whole[1], whole[2]) < 0.97 and abs(whole[6]) < 10.0):
            return np.full(wanted.size, _LOST)
        found = path(_elements(whole, mjd, way), 0, moments) / R_EARTH
        return np.asarray(np.nan_to_num((found - wanted).ravel(), nan=_LOST), dtype=np.float64)

    steps = np.array([1e-5 / (1.0 + (times[-1] - times[0]) / DAY), 1e-5, 1e-5, 1e-5, 1e-5, 1e-5, 1e-6])[:count]

    def slopes(x: FloatArray) -> FloatArray:
        """Differences on both sides, by steps of a size of their own: eccentricity and tilt may be near zero."""
        columns = [(off(x + step) - off(x - step)) / (2.0 * step.sum()) for step in np.diag(steps)]
        return np.stack(columns, axis=-1)

    done = least_squares(off, start[:count], jac=slopes, method="lm", x_scale=100.0 * steps, xtol=1e-13, ftol=1e-13,
                         gtol=1e-13, max_nfev=100)  # fmt: skip
    return np.concatenate((np.asarray(done.x, dtype=np.float64), start[count:]))


def _distances(elements: GpElements, times: FloatArray, positions: FloatArray) -> tuple[float, float]:
    away = path(elements, 0, times) - positions
    square = np.nan_to_num(np.einsum("ij,ij->i", away, away), nan=np.inf)
    return float(np.sqrt(square.mean())), float(np.sqrt(square.max()))
