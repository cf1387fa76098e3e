"""The studio's mean elements that come nearest to the positions of an ephemeris, and how near.

The elements are those of :mod:`studio.physics.orbit`: they drift under J2 and know no short-period terms, so that a
numerically integrated orbit stays some kilometres away from them on low orbits. They are found by least squares over
the whole arc in equinoctial elements, which have no singularity at circles and equatorial orbits. The arc is taken in
stretches that double in length, because a mean motion that is a little off loses whole revolutions over a long one.

References
----------
.. [1] R. A. Broucke, P. J. Cefola, "On the equinoctial orbit elements", Celestial Mechanics 5, 303-310 (1972): with
       the retrograde factor.
.. [2] B. D. Tapley, B. E. Schutz, G. H. Born, "Statistical Orbit Determination", Elsevier, 2004, section 4.3: batch
       least squares.
.. [3] D. A. Vallado, "Fundamentals of Astrodynamics and Applications", 4th edition, Microcosm, 2013, section 7.5.1
       (three position vectors, the method of Gibbs).
"""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.arc import Arc
from studio.analysis.result import FloatArray
from studio.physics.constants import MU_EARTH, R_EARTH, SUN_SYNCHRONOUS_RATE
from studio.physics.orbit import (
    MeanElements,
    elements_at,
    period,
    position_velocity,
    secular_rates,
    sun_synchronous_inclination,
)
from studio.text import mark, tr

Checkpoint = Callable[[float], None]
MIN_POINTS = 4
_SAMPLE = 1_500
"""Points that a fit looks at: more change its elements by less than what it leaves out."""
_BLOCK = 20_000
_TURN = 2.0 * np.pi
_NEAR = 0.02
"""Share by which a node rate may differ from the mean Sun's where a sun-synchronous orbit is tried."""
_SURE, _GOOD = 0.005, 0.03
"""Shares of the distance from the centre of the Earth: an orbit as near as the first is the one, one farther than
the second is none."""
_SPARSE = 0.1
"""Share of a revolution between points from which on their positions alone tell little of the velocity."""
_ROUND = 0.01
"""Eccentricity below which a circle is tried."""
_CIRCLE, _FOLLOWS = 1.05, 1.5
"""A circle, or an orbit that keeps its local time, is taken where the root-mean-square distance grows by no more than
this, and a metre: of points that the studio could fly itself, only where it does not grow."""


@dataclass(frozen=True, slots=True)
class OrbitFit:
    """Elements at `epoch`, and the distances of all points from where they put the satellite."""

    elements: MeanElements
    """Numbers, at the epoch"""
    epoch: float
    """The first point of the arc [s of TT since J2000.0]"""
    circular: bool
    sun_synchronous: bool
    rms: float
    """Root mean square of the distances [m]"""
    largest: float
    """[m]"""
    span: float
    """Of the arc [s]"""
    points: int

    @property
    def revolutions(self) -> float:
        """How often the satellite goes round in the arc."""
        return self.span / float(period(self.elements.arrays()[0]))


def fit_orbit(arc: Arc, checkpoint: Checkpoint | None = None) -> OrbitFit:
    """The mean elements nearest to an arc [2]_; a circle or a sun-synchronous orbit where that fits as well.

    Parameters
    ----------
    arc : Arc
        Of t points.
    checkpoint : callable
        Told the share done; may raise to stop.

    Raises
    ------
    ValueError
        In one sentence: where there are too few points, or they lie on no orbit about the Earth.
    """
    count = len(arc.times)
    if count < MIN_POINTS:
        raise ValueError(tr(mark("{count} points are too few for an orbit: {least} or more are needed"), count=count,
                            least=MIN_POINTS))  # fmt: skip
    tell = checkpoint or (lambda _: None)
    middle = count // 2
    pole = float(arc.times[middle])
    reach = max(pole - float(arc.times[0]), float(arc.times[-1]) - pole)
    best, rms = None, np.inf
    for number, kepler in enumerate(_starts(arc, middle)):
        tell(0.05 + 0.15 * number)
        found = _grown(kepler, arc, pole, reach)
        kept = distances(found, pole, arc)[0]
        if kept < rms:
            best, rms = found, kept
        if rms < _SURE * _radius(arc):
            break
    if best is None or not rms < _GOOD * _radius(arc):
        if arc.velocities is None and float(np.diff(arc.times).max()) > _SPARSE * float(period(_radius(arc))):
            raise ValueError(tr(mark("the points are too far apart to tell an orbit without velocities")))
        raise ValueError(tr(mark("the points lie on no closed orbit about the Earth")))
    axis, e, tilt, *_ = best.arrays()
    way = -1.0 if np.cos(float(tilt)) < 0.0 else 1.0
    circular = sun_synchronous = False
    rate = float(secular_rates(axis, e, tilt).raan)
    if abs(rate / SUN_SYNCHRONOUS_RATE - 1.0) < _NEAR:
        tell(0.5)
        plainer, distance = _plainer(best, _Plain(False, True, way), arc, pole, reach)
        if distance <= _FOLLOWS * rms + 1.0:
            best, rms, sun_synchronous = plainer, distance, True
    if float(e) < _ROUND:
        tell(0.75)
        plainer, distance = _plainer(best, _Plain(True, sun_synchronous, way), arc, pole, reach)
        if distance <= _CIRCLE * rms + 0.05:
            best, circular = plainer, True
    first = elements_at(best, float(arc.times[0]) - pole)
    found = MeanElements(*(float(part) for part in first.arrays()))
    if circular:
        found = MeanElements(found.semi_major_axis, 0.0, found.inclination, found.raan,
                             (float(first.arrays()[4]) + float(first.arrays()[5])) % _TURN, 0.0)  # fmt: skip
    rms, largest = distances(found, float(arc.times[0]), arc)
    return OrbitFit(found, float(arc.times[0]), circular, sun_synchronous, rms, largest, arc.span, count)


def _radius(arc: Arc) -> float:
    """About the semi-major axis [m]: half of the nearest and the farthest distance."""
    far = np.linalg.norm(arc.positions, axis=1)
    return 0.5 * float(far.min() + far.max())


def _starts(arc: Arc, middle: int) -> Iterator[MeanElements]:
    """Orbits at the middle point to start from: through its state; else circles in the plane of all points."""
    with contextlib.suppress(ValueError, np.linalg.LinAlgError):
        yield _kepler(arc.positions[middle], _velocity(arc, middle))
    axis = _radius(arc)
    if arc.velocities is not None or not axis > R_EARTH:
        return
    place = min(max(middle, 1), len(arc.times) - 2)
    with contextlib.suppress(ValueError):
        yield elements_at(_kepler(arc.positions[place], _gibbs(*arc.positions[place - 1 : place + 2])),
                          float(arc.times[middle] - arc.times[place]))  # fmt: skip
    normal = np.linalg.svd(arc.positions[spread(0, len(arc.times), 200)])[2][2]
    towards = arc.positions[middle] / np.linalg.norm(arc.positions[middle])
    for way in (1.0, -1.0):
        ahead = way * np.cross(normal, towards)
        speed = np.sqrt(MU_EARTH / axis)
        with contextlib.suppress(ValueError):
            yield _kepler(axis * towards, speed * ahead / np.linalg.norm(ahead))


def _gibbs(before: FloatArray, here: FloatArray, after: FloatArray) -> FloatArray:
    """The velocity [m/s] at the middle one of three positions of one Kepler orbit [m], by their geometry alone [3]_.

    Raises
    ------
    ValueError
        If they are in one line with the Earth's centre.
    """
    one, two, three = (float(np.linalg.norm(part)) for part in (before, here, after))
    first, second, third = np.cross(here, after), np.cross(after, before), np.cross(before, here)
    plane, scaled = first + second + third, one * first + two * second + three * third
    shape = before * (two - three) + here * (three - one) + after * (one - two)
    product = float(scaled @ plane)
    if not product > 0.0:
        raise ValueError("no plane")
    return np.asarray(np.sqrt(MU_EARTH / product) * (np.cross(plane, here) / two + shape), dtype=np.float64)


def _grown(kepler: MeanElements, arc: Arc, pole: float, reach: float) -> MeanElements:
    """The orbit nearest to all points, from one at the instant `pole`, over stretches that double in length."""
    model = _Free(-1.0 if np.cos(float(kepler.arrays()[2])) < 0.0 else 1.0)
    x, half = model.start(kepler), float(period(kepler.arrays()[0]))
    while True:
        x = _solve(model, x, arc, pole, half)
        if half >= reach:
            return model.elements(x)
        half *= 2.0


def _plainer(best: MeanElements, model: "_Plain", arc: Arc, pole: float, half: float) -> tuple[MeanElements, float]:
    """The nearest orbit of a plainer kind, and its root-mean-square distance; infinite where there is none."""
    try:
        found = model.elements(_solve(model, model.start(best), arc, pole, half))
    except ValueError:  # no inclination is sun-synchronous there
        return best, np.inf
    return found, distances(found, pole, arc)[0]


class _Free:
    """Six equinoctial elements: axis in Earth radii, the vectors of eccentricity and of inclination, longitude [1]_."""

    def __init__(self, way: float) -> None:
        self.way = way  # −1 for orbits against the Earth's rotation, so that none of them is singular

    def start(self, of: MeanElements) -> FloatArray:
        axis, e, tilt, raan, perigee, mean = (float(part) for part in of.arrays())
        longitude = perigee + self.way * raan
        slope = np.tan(0.5 * tilt) if self.way > 0.0 else 1.0 / np.tan(0.5 * tilt)
        return np.array([axis / R_EARTH, e * np.sin(longitude), e * np.cos(longitude), slope * np.sin(raan),
                         slope * np.cos(raan), mean + longitude])  # fmt: skip

    def elements(self, x: FloatArray) -> MeanElements:
        longitude, raan = float(np.arctan2(x[1], x[2])), float(np.arctan2(x[3], x[4]))
        slope = float(np.hypot(x[3], x[4]))
        tilt = 2.0 * np.arctan(slope) if self.way > 0.0 else 2.0 * np.arctan2(1.0, slope)
        return MeanElements(float(x[0]) * R_EARTH, float(np.hypot(x[1], x[2])), float(tilt), raan,
                            longitude - self.way * raan, float(x[5]) - longitude)  # fmt: skip


class _Plain(_Free):
    """The same with fewer: without eccentricity, or with the inclination that keeps the node with the mean Sun."""

    def __init__(self, circular: bool, sun_synchronous: bool, way: float) -> None:
        super().__init__(way)
        self.kept = [place for place in range(6) if not (circular and place in (1, 2))]
        self.sun_synchronous = sun_synchronous

    def start(self, of: MeanElements) -> FloatArray:
        x = super().start(of)
        if self.sun_synchronous:
            x[3], x[4] = float(np.ravel(of.raan)[0]), 0.0
        return x[[place for place in self.kept if not (self.sun_synchronous and place == 4)]]

    def elements(self, x: FloatArray) -> MeanElements:
        whole = np.zeros(6)
        kept = [place for place in self.kept if not (self.sun_synchronous and place == 4)]
        whole[kept] = x
        if not self.sun_synchronous:
            return super().elements(whole)
        axis, e = float(whole[0]) * R_EARTH, float(np.hypot(whole[1], whole[2]))
        tilt = float(sun_synchronous_inclination(axis, min(e, 0.9)))
        longitude = float(np.arctan2(whole[1], whole[2]))
        return MeanElements(axis, e, tilt, float(whole[3]), longitude - self.way * float(whole[3]),
                            float(whole[5]) - longitude)  # fmt: skip


def _solve(model: _Free, start: FloatArray, arc: Arc, pole: float, half: float) -> FloatArray:
    """The parameters of least squares over the points within `half` [s] of the instant `pole`."""
    from scipy.optimize import least_squares

    low, high = np.searchsorted(arc.times, (pole - half, pole + half), side="left")
    high = min(len(arc.times), max(int(high) + 1, int(low) + MIN_POINTS))
    low = max(0, min(int(low), high - MIN_POINTS))
    chosen = spread(low, high)
    elapsed, wanted = arc.times[chosen] - pole, arc.positions[chosen] / R_EARTH

    def off(x: FloatArray) -> Any:
        if not (0.5 < x[0] < 200.0 and np.hypot(*x[1:3]) < 0.97 if len(x) == 6 else 0.5 < x[0] < 200.0):
            return np.full(wanted.size, 1e3)
        found = model.elements(x)
        if float(np.ravel(found.eccentricity)[0]) > 0.97:
            return np.full(wanted.size, 1e3)
        return (position_velocity(found, elapsed)[0] / R_EARTH - wanted).ravel()

    done = least_squares(off, start, method="lm", x_scale="jac", xtol=1e-15, ftol=1e-15, gtol=1e-15, max_nfev=400)
    return np.asarray(done.x, dtype=np.float64)


def spread(low: int, high: int, most: int = _SAMPLE) -> Any:
    """Places from `low` to `high`, both ends among them, at uneven steps so that none keeps pace with the orbit."""
    count = high - low
    if count <= most:
        return np.arange(low, high)
    uneven = (np.arange(most) * 0.6180339887498949) % 1.0
    uneven[-1] = 1.0
    return np.unique(np.clip(low + ((np.arange(most) + uneven) * (count / most)).astype(int), low, high - 1))


def distances(elements: MeanElements, epoch: float, arc: Arc) -> tuple[float, float]:
    """Root mean square and maximum [m] of the distances of all points."""
    squares, largest = 0.0, 0.0
    for begin in range(0, len(arc.times), _BLOCK):
        part = slice(begin, begin + _BLOCK)
        away = position_velocity(elements, arc.times[part] - epoch)[0] - arc.positions[part]
        square = np.einsum("ij,ij->i", away, away)
        squares += float(square.sum())
        largest = max(largest, float(square.max()))
    return float(np.sqrt(squares / len(arc.times))), float(np.sqrt(largest))


def _velocity(arc: Arc, place: int) -> FloatArray:
    """At one point [m/s]: as given, or of the polynomial through its neighbours."""
    if arc.velocities is not None:
        return np.asarray(arc.velocities[place], dtype=np.float64)
    near = slice(max(0, place - 3), place + 4)
    times = arc.times[near] - arc.times[place]
    scale = float(np.abs(times).max())
    powers = np.vander(times / scale, increasing=True)
    return np.asarray(np.linalg.solve(powers, arc.positions[near])[1] / scale, dtype=np.float64)


def _kepler(position: FloatArray, velocity: FloatArray) -> MeanElements:
    """The orbit without J2 through one state.

    Raises
    ------
    ValueError
        If it does not close.
    """
    r, v2 = float(np.linalg.norm(position)), float(velocity @ velocity)
    spin = np.cross(position, velocity)
    h = float(np.linalg.norm(spin))
    axis = 1.0 / (2.0 / r - v2 / MU_EARTH)
    towards = np.cross(velocity, spin) / MU_EARTH - position / r
    e = float(np.linalg.norm(towards))
    if not (axis > 0.0 and h > 0.0 and e < 0.97):
        raise ValueError(tr(mark("the points lie on no closed orbit about the Earth")))
    tilt = float(np.arctan2(np.hypot(spin[0], spin[1]), spin[2]))
    raan = float(np.arctan2(spin[0], -spin[1]))
    node = np.array([np.cos(raan), np.sin(raan), 0.0])
    ahead = np.cross(spin / h, node)
    perigee = float(np.arctan2(towards @ ahead, towards @ node)) if e > 1e-12 else 0.0
    latitude = float(np.arctan2(position @ ahead, position @ node))
    true = latitude - perigee
    eccentric = 2.0 * np.arctan2(np.sqrt(1.0 - e) * np.sin(0.5 * true), np.sqrt(1.0 + e) * np.cos(0.5 * true))
    return MeanElements(axis, e, tilt, raan, perigee, float(eccentric - e * np.sin(eccentric)))
