"""Mean elements for SGP4 that follow an ephemeris: what a catalogue would publish of a satellite that flew it.

Six elements are fitted to positions by differential correction. Satellites of a shell differ by node and place alone,
so that the elements of one do for the others, turned and moved on; in deep space, where SGP4 has Sun and Moon, each is
fitted by itself. How far SGP4 is from the ephemeris is then measured for each, with the elements as they are written.

References
----------
.. [1] D. A. Vallado, P. Crawford, "SGP4 orbit determination", AIAA 2008-6770, 2008 (differential correction).
.. [2] F. R. Hoots, R. L. Roehrich, "Spacetrack Report No. 3", 1980, section 6 (SGP4, and its drag term).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

import numpy as np

from studio.analysis.ephemeris import Ephemeris, Satellite, ephemeris
from studio.analysis.gp_fit import corrected
from studio.analysis.result import FloatArray
from studio.analysis.stages import Checkpoint
from studio.design import Design
from studio.numerals import set_count
from studio.physics.constants import DAY
from studio.physics.fleet.sgp4_fleet import GpElements
from studio.physics.orbit import period, secular_rates
from studio.physics.time import utc_from_terrestrial
from studio.text import tr

_TURN = 2.0 * np.pi
_MJD = 2_400_000.5
_SGP4_EPOCH = 2_433_281.5
"""Julian date of 1949 December 31, from which SGP4 counts the days of its epochs."""
_LEAD = 20e3
"""Along the track that is looked at to weigh drag [m]: much above rounding, and small beside the orbit."""
_SAMPLES, _FEWEST, _MOST = 24, 200, 2000
"""Of a revolution, and of a span."""
_BLOCK = 32
"""Satellites between two reports."""
_DECAYED = 6
"""Error of the package sgp4: below the ground."""
MOST_DEEP = 300
"""Fits in deep space, a quarter of a second each."""


class Digits(NamedTuple):
    """Decimals that a format has."""

    epoch: int
    """Of the day"""
    motion: int
    """Of revolutions a day"""
    eccentricity: int
    angle: int
    """Of degrees"""


TWO_LINES: Final = Digits(8, 8, 7, 4)
MESSAGE: Final = Digits(12, 12, 10, 8)


@dataclass(frozen=True, slots=True)
class Sgp4Elements:
    """Mean elements as SGP4 starts from them."""

    epoch: float
    """[d] of UTC since 1949 December 31"""
    motion: float
    """By Kozai's definition [1/d]"""
    eccentricity: float
    inclination: float
    """[°]"""
    node: float
    """Right ascension in the true equator, mean equinox of date [°]"""
    perigee: float
    """[°]"""
    anomaly: float
    """[°]"""
    drag: float = 0.0
    """B* [1/Earth radius]"""

    def record(self, number: int = 0) -> Any:
        """What the package `sgp4` flies and exports, on the constants of WGS 72."""
        from sgp4.api import WGS72, Satrec

        one = Satrec()
        inclination, node, perigee, anomaly = np.radians(
            (self.inclination, self.node, self.perigee, self.anomaly)).tolist()  # fmt: skip
        one.sgp4init(WGS72, "i", number, self.epoch, self.drag, 0.0, 0.0, self.eccentricity, perigee, inclination,
                     anomaly, self.motion * _TURN / 1440.0, node)  # fmt: skip
        return one


@dataclass(frozen=True, slots=True)
class Fitted:
    """Elements of a satellite, and how far SGP4 with them is from the ephemeris over the span."""

    satellite: Satellite
    elements: Sgp4Elements
    rms: float
    """Of the distances [m]"""
    largest: float
    """Distance [m]"""


def drag_term(elements: Sgp4Elements, deceleration: float) -> float:
    """B* with which SGP4 runs ahead as a satellite does that drag slows down.

    Parameters
    ----------
    elements : Sgp4Elements
        Of an orbit that is nearly a circle.
    deceleration : float
        Mean drag over the mass, F/m [m/s²].

    Returns
    -------
    float
        [1/Earth radius]: SGP4 is flown with and without, and the lead along the track made to be 3/2 F/m t². A drag
        coefficient, an area and a mass would give another one, for an air that SGP4 has and no orbit meets.
    """
    if deceleration <= 0.0:
        return 0.0
    time = min(DAY, float(np.sqrt(_LEAD / (1.5 * deceleration))))
    wanted = 1.5 * deceleration * time**2
    epoch, rest = elements.epoch + _SGP4_EPOCH, time / DAY
    _, place, velocity = replace(elements, drag=0.0).record().sgp4(epoch, rest)
    guess = 1e-4
    for _ in range(4):  # the lead is all but proportional to it
        _, moved, _ = replace(elements, drag=guess).record().sgp4(epoch, rest)
        lead = 1e3 * float(np.dot(np.subtract(moved, place), velocity) / np.linalg.norm(velocity))
        if not lead > 0.0:  # in deep space there is no air
            return 0.0
        guess *= wanted / lead
    return guess


def fit_satellites(
    design: Design,
    satellites: Sequence[Satellite],
    span: float,
    digits: Digits = MESSAGE,
    deceleration: float = 0.0,
    checkpoint: Checkpoint | None = None,
) -> tuple[Fitted, ...]:
    """Elements for satellites of a design at its epoch.

    Parameters
    ----------
    design : Design
        That `satellites` are of.
    satellites : sequence of Satellite
        In any order.
    span : float
        From the epoch on, over which they are to follow the ephemeris [s].
    digits : Digits
        That the elements are rounded to; the epoch first, so that the others are fitted to it.
    deceleration : float
        Mean drag over the mass that B* is to stand for [m/s²] [2]_; it is put to elements that were fitted without, as
        the ephemeris has no drag.
    checkpoint : callable
        Told the share done; may raise to stop.

    Raises
    ------
    ValueError
        In one sentence, where SGP4 does not hold for an orbit.
    """
    patterns: dict[tuple[float, ...], tuple[FloatArray, Satellite]] = {}
    drags: dict[tuple[float, ...], float] = {}
    found: list[Fitted] = []
    deep: set[tuple[float, ...]] = set()
    for begin in range(0, len(satellites), _BLOCK):
        block = satellites[begin : begin + _BLOCK]
        longest = max(float(period(one.elements.semi_major_axis)) for one in block)
        count = int(min(max(_SAMPLES * span / longest, _FEWEST), _MOST))
        flown = ephemeris(design, block, 0.0, span, span / count, "TEME")
        first, rest = (np.ascontiguousarray(part) for part in np.broadcast_arrays(*utc_from_terrestrial(flown.times)))
        epoch = round(float(first[0] - _SGP4_EPOCH + rest[0]), digits.epoch)
        for place, one in enumerate(block):
            axis, e, tilt, _, perigee, _ = (float(part) for part in one.elements.arrays())
            key = (axis, e, tilt, perigee)
            truth = 1e-3 * flown.positions[place]
            if key not in patterns or key in deep:
                patterns[key] = _fit(one, epoch, flown, place), one
                if _is_deep(patterns[key][0], epoch):
                    deep.add(key)
                    if len(satellites) > MOST_DEEP:
                        raise ValueError(tr("elements in deep space are fitted for {most} satellites at most; choose "
                                            "the first, or one of each plane", most=MOST_DEEP))  # fmt: skip
                drags[key] = drag_term(_elements(patterns[key][0], epoch), deceleration)
            elements = _elements(_moved(*patterns[key], one), epoch, digits, drags[key])
            error, position, _ = elements.record().sgp4_array(first, rest)
            if np.any(error):
                raise _no_place(one, fallen=bool(np.any(error == _DECAYED)))
            distance = 1e3 * np.linalg.norm(position - truth, axis=1)
            found.append(Fitted(one, elements, float(np.sqrt(np.mean(distance**2))), float(distance.max())))
        if checkpoint is not None:
            checkpoint(len(found) / len(satellites))
    return tuple(found)


def _ellipse(one: Satellite) -> FloatArray:
    """What a member's ellipse about the centre of its cluster adds: its eccentricity is its amplitude over the axis."""
    u, v = one.member or (0.0, 0.0)
    axis = float(np.asarray(one.elements.semi_major_axis))
    return np.array([0.0, -u / axis, -v / axis, 0.0, 0.0, 0.0])


def _moved(fitted: FloatArray, of: Satellite, to: Satellite) -> FloatArray:
    """Elements fitted for one satellite as those of another of its shell."""
    move = _ellipse(to) - _ellipse(of)
    move[4] += float(np.subtract(to.elements.raan, of.elements.raan))
    move[5] += float(np.subtract(to.elements.mean_anomaly, of.elements.mean_anomaly))
    return np.asarray(fitted + move, dtype=np.float64)


def _elements(fitted: FloatArray, epoch: float, digits: Digits | None = None, drag: float = 0.0) -> Sgp4Elements:
    motion, along, across, tilt, node, longitude = (float(part) for part in fitted)
    perigee = float(np.arctan2(across, along))
    found = Sgp4Elements(epoch, motion * DAY / _TURN, float(np.hypot(along, across)), float(np.degrees(tilt)),
                         *(float(np.degrees(part)) for part in (node, perigee, longitude - perigee)))  # fmt: skip
    places = digits or Digits(15, 15, 15, 15)
    angle = places.angle
    turned = (round(part % 360.0, angle) % 360.0 for part in (found.node, found.perigee, found.anomaly))
    return replace(found, motion=round(found.motion, places.motion),
                   eccentricity=round(found.eccentricity, places.eccentricity),
                   inclination=round(found.inclination, angle),
                   **dict(zip(("node", "perigee", "anomaly"), turned, strict=True)),
                   drag=float(f"{drag:.4e}"))  # fmt: skip


def _is_deep(fitted: FloatArray, epoch: float) -> bool:
    """Whether SGP4 takes an orbit for one of deep space, with Sun and Moon."""
    return bool(_elements(fitted, epoch).record().method == "d")


def _fit(one: Satellite, epoch: float, flown: Ephemeris, place: int) -> FloatArray:
    """(6,) Mean motion, e cos ω, e sin ω, inclination, node and longitude in the plane M + ω [rad/s], [rad] [1]_."""
    axis, e, tilt, node, perigee, anomaly = (float(part) for part in one.elements.arrays())
    motion = float(secular_rates(axis, e, tilt).mean_anomaly)  # Kozai's definition has this drift in it
    along, across = np.array([e * np.cos(perigee), e * np.sin(perigee)]) + _ellipse(one)[1:3]
    turned = float(np.arctan2(across, along))
    start = (epoch + _SGP4_EPOCH - _MJD, motion, float(np.hypot(along, across)), tilt, node, turned,
             perigee + anomaly - turned, 0.0)  # fmt: skip
    best = corrected(GpElements(*(np.array([value]) for value in start)), flown.times, flown.positions[place])
    _, motion, e, tilt, node, perigee, anomaly, _ = (float(column[0]) for column in best)
    return np.array([motion, e * np.cos(perigee), e * np.sin(perigee), tilt, node, perigee + anomaly])


def _no_place(one: Satellite, *, fallen: bool) -> ValueError:
    if fallen:
        return ValueError(tr("SGP4 has the satellite fall down within that time; take a shorter one, or leave its drag "
                             "term 0"))  # fmt: skip
    axis, e = float(np.asarray(one.elements.semi_major_axis)), float(np.asarray(one.elements.eccentricity))
    return ValueError(tr("SGP4 does not hold for an orbit with a semi-major axis of {axis} km and an eccentricity of "
                         "{e:.3g}", axis=set_count(axis / 1e3), e=e))  # fmt: skip

