"""Light through a year: what a satellite sees of the Sun, over the days of a season and the phases of an orbit.

Two resolutions serve two questions. The map holds one orbit a day, frozen at the middle of the day, with the light
averaged over each cell, so that its mean is the sunlit fraction and no edge is lost between samples. The passages hold
the edges of every revolution, for durations and for counting days.
"""

from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.physics.arrays import Array, floats
from studio.physics.constants import DAY
from studio.physics.eclipse import Passages, eclipse_passages, frozen_passage
from studio.physics.illumination import beta_angle
from studio.physics.orbit import (
    MeanElements,
    eccentric_anomaly,
    eccentric_of_true,
    elements_at,
    orbit_frame,
    refuse_open,
    true_anomaly,
)
from studio.physics.shadow import Passage, shadow_edges
from studio.physics.sun import sun_vector
from studio.physics.time import seconds_of_day
from studio.physics.wing_cosines import Flight
from studio.physics.year_by_beta import year_by_beta

_TURN = 2.0 * np.pi

# The Earth's limb crosses the small solar disk as a straight edge, so the disk is a sum of strips parallel to it: strip
# x is √(1 − x²) long, and Gauss–Chebyshev quadrature of the second kind has that weight built in.
_STRIPS = 3
_ANGLES = np.pi * np.arange(1, _STRIPS + 1) / (_STRIPS + 1)
_LIMBS = tuple(float(x) for x in np.cos(_ANGLES))
_WEIGHTS = 2.0 / (_STRIPS + 1) * np.sin(_ANGLES) ** 2


@dataclass(frozen=True)
class Season:
    """D days by N phases of one orbit each, and every passage between; leading axes (...) are those of the elements."""

    elapsed: Array
    """Middle of the days that each row stands for, after the epoch [s], shape (D,); by beta (..., D)"""
    phase: Array
    """Mean anomaly run through since the ascending node [rad], shape (N,); even in time"""
    period: Array
    """Time of one orbit of the map [s], shape (...)"""
    sun: Array
    """Unit vector to the Sun [-], shape (D, 3); by beta (..., D, 3)"""
    sun_distance: Array
    """[m], shape (D,); by beta (..., D)"""
    raan: Array
    """[rad], shape (..., D)"""
    normal: Array
    """Unit vector along the angular momentum [-], shape (..., D, 3)"""
    beta: Array
    """Beta angle [rad], shape (..., D)"""
    visible_fraction: Array
    """Visible fraction of the solar disk, averaged over the cell about each phase [-], shape (..., D, N)"""
    position: Array
    """From the Earth's centre, true equator and equinox of date [m], shape (..., D, N, 3); by beta without any (0,)"""
    velocity_direction: Array
    """Unit vector along the inertial velocity [-], shape (..., D, N, 3); by beta without any (0,)"""
    flight: Flight
    """The same in the plane of the orbit"""
    node: Array
    """Unit vector to the ascending node [-], shape (..., D, 3)"""
    beyond: Array
    """Unit vector a quarter turn beyond the node [-], shape (..., D, 3)"""
    sunlit_fraction: Array
    """Mean visible fraction of each day's orbit [-], shape (..., D)"""
    sunlit_fraction_year: Array
    """Mean visible fraction of the whole season [-], shape (...)"""
    eclipse_max: Array
    """Longest single umbra passage [s], shape (...); zero where there is none"""
    eclipse_fraction_max: Array
    """That passage as a share of an orbit [-], shape (...)"""
    eclipse_season_days: NDArray[np.int64]
    """Calendar days (UTC) with any umbra, shape (...)"""
    worst_day: NDArray[np.int64]
    """Index of the row with the least light, shape (...)"""
    passages: Passages | None
    """Edges of every passage [s after the epoch], shape (..., K); None where they were not asked for"""


_NO_ORBIT = ("phase", "passages", "flight")
"""Fields of a season by beta that have not the axes of the orbits themselves."""


def season_map(
    elements: MeanElements,
    epoch: float,
    *,
    days: int = 365,
    step: int = 1,
    phases: int = 120,
    oblate: bool = False,
    by_beta: bool = False,
) -> Season:
    """The light on an orbit through the days after an epoch.

    Parameters
    ----------
    elements : MeanElements
        At the epoch, in the true equator and equinox of date; fields broadcast to shape (...).
    epoch : float
        [s of TT since J2000.0]
    days : int
        Days of 86400 s from the epoch on.
    step : int
        Days from one row of the map to the next: D = ⌈days / step⌉ rows. The passages are those of every revolution
        whatever the step.
    phases : int
        N, cells of an orbit.
    oblate : bool
        Whether the Earth that casts the shadow is the WGS84 ellipsoid.
    by_beta : bool
        Whether the rows are not days at equal steps but stand for equal shares of all days in the order of their |β|,
        and the longest passage and the days with an umbra are those of one revolution a day past a sphere
        (:func:`studio.physics.year_by_beta.year_by_beta`).

    Returns
    -------
    Season
        With arrays that cannot be written to.

    Raises
    ------
    ValueError
        If an eccentricity lies outside [0, 1).
    """
    eccentricity = floats(elements.eccentricity)
    refuse_open(eccentricity)
    circles = eccentricity == 0.0
    asked = (days, step, phases, oblate, by_beta)
    if np.any(circles) and not np.all(circles):
        season = _apart(elements, epoch, circles, asked)
    else:
        season = _season(elements, epoch, *asked)
    for array in (*(getattr(season, f.name) for f in fields(season)), *(season.passages or ()), *season.flight):
        if isinstance(array, np.ndarray):
            array.setflags(write=False)
    return season


def _apart(
    elements: MeanElements, epoch: float, circles: NDArray[np.bool_], asked: tuple[int, int, int, bool, bool]
) -> Season:
    """Circles and ellipses, whose perigee is no place on the orbit and one, in two calls and one season."""
    orbits = np.broadcast_arrays(circles, *elements.arrays())
    shared = _NO_ORBIT if asked[-1] else (*_NO_ORBIT, "elapsed", "sun", "sun_distance")
    found: dict[str, Any] = {}
    flights: list[Flight] = []
    for these in (orbits[0], ~orbits[0]):
        season = _season(MeanElements(*(field[these] for field in orbits[1:])), epoch, *asked)
        for name in (field.name for field in fields(season)):
            value = getattr(season, name)
            if name not in shared and value.size:
                value, part = found.get(name, np.empty(these.shape + value.shape[1:], dtype=value.dtype)), value
                value[these] = part
            found[name] = value
        flights.append(season.flight)
    shape = found["visible_fraction"].shape
    flight = []
    for parts in zip(*flights, strict=True):
        whole = np.empty(shape)
        for these, part in zip((orbits[0], ~orbits[0]), parts, strict=True):
            whole[these] = part
        flight.append(whole)
    return Season(**{**found, "passages": None, "flight": Flight(*flight)})


def _season(
    elements: MeanElements, epoch: float, days: int, step: int, phases: int, oblate: bool, by_beta: bool
) -> Season:
    stands_for = np.minimum(step, days - np.arange(0.0, days, step))  # days; the last row may have fewer
    if by_beta:
        stands_for[:] = step
        elapsed, sun, sun_distance, eclipse_max, dark_days = year_by_beta(elements, epoch, days, stands_for.size)
    else:
        elapsed = floats(DAY * (np.arange(0.0, days, step) + 0.5 * stands_for))
        sun, sun_distance = sun_vector(epoch + elapsed)
    daily = elements_at(MeanElements(*(field[..., None] for field in elements.arrays())), elapsed)
    passage = frozen_passage(daily, sun, sun_distance)
    phase = floats(_TURN / phases * np.arange(phases))
    node_mean = _mean_anomaly(-floats(daily.argument_of_perigee), daily)
    visible = _cell_light(passage, _mean_anomaly(passage.anomaly, daily) - node_mean, phase, oblate=oblate)
    frame = orbit_frame(daily.raan, daily.inclination)
    normal = frame[2]
    place = _in_plane(daily, node_mean, phase)
    position, velocity = (np.zeros(0), np.zeros(0)) if by_beta else _ephemeris(place, frame)
    period = np.asarray(_TURN / passage.anomaly_rate[..., 0], dtype=np.float64)
    sunlit = visible.mean(axis=-1)
    passages = None
    if not by_beta:
        passages = eclipse_passages(elements, epoch, days * DAY, oblate=oblate)
        umbra = np.nan_to_num(passages.umbra_exit - passages.umbra_entry)
        eclipse_max = np.max(umbra, axis=-1, initial=0.0)
        dark_days = _calendar_days(passages, float(seconds_of_day(epoch)), days)
    return Season(
        elapsed=elapsed,
        phase=phase,
        period=period,
        sun=sun,
        sun_distance=sun_distance,
        raan=np.broadcast_to(daily.raan, sunlit.shape) % _TURN,
        normal=normal,
        beta=beta_angle(normal, sun),
        visible_fraction=visible,
        position=position,
        velocity_direction=velocity,
        flight=Flight(*(np.broadcast_to(field, visible.shape) for field in _flight(place))),
        node=frame[0],
        beyond=frame[1],
        sunlit_fraction=sunlit,
        sunlit_fraction_year=np.asarray(sunlit @ (stands_for / stands_for.sum())),
        eclipse_max=np.asarray(eclipse_max),
        eclipse_fraction_max=np.asarray(eclipse_max / period),
        eclipse_season_days=dark_days,
        worst_day=np.asarray(np.argmin(sunlit, axis=-1), dtype=np.int64),
        passages=passages,
    )


def _mean_anomaly(anomaly: Array, elements: MeanElements) -> Array:
    e = floats(elements.eccentricity)
    if not np.any(e):
        return anomaly
    x = eccentric_of_true(anomaly, e)
    return np.asarray(x - e * np.sin(x), dtype=np.float64)


def _cell_light(passage: Passage, opposite: Array, phase: Array, *, oblate: bool) -> Array:
    """Visible fraction averaged over cells about `phase` [rad], ψ = 0 of the passages being at `opposite` [rad]."""
    width = _TURN / phase.size
    entry, leave = (np.nan_to_num(edge) * passage.anomaly_rate for edge in shadow_edges(passage, _LIMBS, oblate=oblate))
    light = np.ones((*opposite.shape, phase.size))
    dim = np.any(leave > entry, axis=0)
    centre = (phase - opposite[dim][:, None] + np.pi) % _TURN - np.pi
    low, high = centre - 0.5 * width, centre + 0.5 * width
    hidden, overlap, start = np.zeros_like(centre), np.empty_like(centre), np.empty_like(centre)
    for weight, first, last in zip(_WEIGHTS / width, entry[:, dim], leave[:, dim], strict=True):
        np.minimum(high, last[:, None], out=overlap)
        overlap -= np.maximum(low, first[:, None], out=start)
        np.maximum(overlap, 0.0, out=overlap)
        overlap *= weight
        hidden += overlap
    light[dim] = np.maximum(1.0 - hidden, 0.0)  # the weights of the strips add to one but for rounding
    return light


class _InPlane(NamedTuple):
    """Along the orbit, from the ascending node: cosine and sine of the place, radius, direction of the velocity."""

    cos_u: Array
    sin_u: Array
    radius: Array
    to_node: Array
    to_ahead: Array


def _in_plane(daily: MeanElements, node_mean: Array, phase: Array) -> _InPlane:
    """Places and directions of velocity at the phases of each day's orbit."""
    e = floats(daily.eccentricity)
    axis = floats(daily.semi_major_axis)[..., None]
    if not np.any(e):
        cos_u, sin_u = np.cos(phase), np.sin(phase)
        return _InPlane(cos_u, sin_u, axis, -sin_u, cos_u)
    perigee = floats(daily.argument_of_perigee)[..., None]
    e = e[..., None]
    anomaly = true_anomaly(eccentric_anomaly(node_mean[..., None] + phase, e), e)
    cos_u, sin_u = np.cos(anomaly + perigee), np.sin(anomaly + perigee)
    radius = axis * (1.0 - e * e) / (1.0 + e * np.cos(anomaly))
    # Along the velocity: e times the direction a quarter turn past perigee, plus the transverse direction.
    to_node, to_ahead = -sin_u - e * np.sin(perigee), cos_u + e * np.cos(perigee)
    length = np.sqrt(to_node * to_node + to_ahead * to_ahead)
    return _InPlane(cos_u, sin_u, radius, to_node / length, to_ahead / length)


def _flight(place: _InPlane) -> Flight:
    climb = place.to_node * place.cos_u + place.to_ahead * place.sin_u
    ahead = place.to_ahead * place.cos_u - place.to_node * place.sin_u
    return Flight(place.cos_u, place.sin_u, place.radius, climb, ahead)


def _ephemeris(place: _InPlane, frame: tuple[Array, Array, Array]) -> tuple[Array, Array]:
    """Positions [m] and directions of velocity [-] at the phases of each day's orbit."""
    x, y = place.radius * place.cos_u, place.radius * place.sin_u
    both = np.stack(frame[:2], axis=-2)
    return np.stack((x, y), axis=-1) @ both, _pair(place.to_node, place.to_ahead, both)


def _pair(along: Array, ahead: Array, frame: Array) -> Array:
    return np.asarray(np.stack((along, ahead), axis=-1) @ frame, dtype=np.float64)


def _calendar_days(passages: Passages, since_midnight: float, days: int) -> NDArray[np.int64]:
    """Number of calendar days that some umbra touches; passages are far shorter than a day."""
    edges = np.stack((passages.umbra_entry, passages.umbra_exit), axis=-1)
    edges = np.clip(edges.reshape(*edges.shape[:-2], -1), 0.0, np.nextafter(days * DAY, 0.0))
    day = np.floor((edges + since_midnight) / DAY)
    touched = np.zeros((*edges.shape[:-1], days + 1), dtype=bool)
    found = np.nonzero(~np.isnan(edges))
    touched[(*found[:-1], day[found].astype(np.intp))] = True
    return np.asarray(touched.sum(axis=-1), dtype=np.int64)
