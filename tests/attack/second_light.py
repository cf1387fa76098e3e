"""A second year of sunlight: the satellite looked at hundreds of thousands of times, with two disks that overlap."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import brentq, minimize_scalar

from tests.attack.second_orbit import GM, RADIUS, axis_of, plane
from tests.attack.second_sun import AU, sun_of_year
from tests.attack.second_way import Case, Way

SUN_RADIUS = 6.957e8
DAY, YEAR = 86400.0, 365 * 86400.0
_TURN = 2.0 * math.pi
_FEW = 6000
_LOOKS = 42.618
"""Of each revolution: no whole number, or all would be at the same few places."""


def place_of(case: Case, elapsed: Any) -> Any:
    """Position (N, 3) at times after the epoch [m]."""
    return _along(case, elapsed)[0]


def pole_of(case: Case, elapsed: Any) -> Any:
    """Unit vector along the angular momentum (N, 3)."""
    tilt, node, (rate, _, _) = plane(case)
    n, m = np.cos(node + rate * elapsed), np.sin(node + rate * elapsed)
    return np.stack((m * math.sin(tilt), -n * math.sin(tilt), np.full_like(n, math.cos(tilt))), axis=-1)


def _eccentric(mean: Any, e: float) -> Any:
    """Eccentric anomaly at a mean one within half a turn of the perigee [rad]."""
    x = np.where(np.abs(mean) > 0.1, mean + 0.85 * e * np.sign(mean), mean / (1.0 - e))
    for _ in range(30):
        step = (x - e * np.sin(x) - mean) / (1.0 - e * np.cos(x))
        x -= step
        if np.abs(step).max() < 1e-12:
            break
    return x


def _along(case: Case, elapsed: Any) -> tuple[Any, Any]:
    """Position and radius: Kepler's equation by Newton."""
    mission, axis = case.design.mission, axis_of(case)
    e, (tilt, node, (node_rate, perigee_rate, mean_rate)) = mission.eccentricity, plane(case)
    mean = mean_rate * elapsed
    turned, radius = mission.argument_of_perigee + perigee_rate * elapsed, np.full_like(mean, axis)
    if e > 0.0:
        mean = mean - _TURN * np.round(mean / _TURN)
        x = _eccentric(mean, e)
        radius = axis * (1.0 - e * np.cos(x))
        mean = np.arctan2(math.sqrt(1.0 - e * e) * np.sin(x), np.cos(x) - e)
    turned += mean
    p, q = radius * np.cos(turned), radius * np.sin(turned)
    n, m = np.cos(node + node_rate * elapsed), np.sin(node + node_rate * elapsed)
    q_flat = math.cos(tilt) * q
    return np.stack((n * p - m * q_flat, m * p + n * q_flat, math.sin(tilt) * q), axis=-1), radius


def disks(place: Any, sun: Any, distance: Any) -> tuple[Any, Any, Any]:
    """Apparent radii of Earth and Sun and the angle between their middles, seen from the satellite [rad]."""
    away = sun * distance[:, None] - place
    far, near = np.sqrt(np.einsum("ni,ni->n", away, away)), np.sqrt(np.einsum("ni,ni->n", place, place))
    apart = np.arccos(np.clip(-np.einsum("ni,ni->n", away, place) / (far * near), -1.0, 1.0))
    return np.arcsin(RADIUS / near), np.arcsin(SUN_RADIUS / far), apart


def visible(earth: Any, sun: Any, apart: Any) -> Any:
    """Share of the Sun's disk that the Earth's leaves: the area of two circles that overlap."""
    seen = np.where(apart >= earth + sun, 1.0, 0.0)
    cut = (apart < earth + sun) & (apart > np.abs(earth - sun))
    a, b, c = sun[cut], earth[cut], apart[cut]
    x = (c * c + a * a - b * b) / (2.0 * c)
    y = np.sqrt(np.maximum(a * a - x * x, 0.0))
    hidden = a * a * np.arccos(np.clip(x / a, -1.0, 1.0)) + b * b * np.arccos(np.clip((c - x) / b, -1.0, 1.0)) - c * y
    seen[cut] = 1.0 - hidden / (math.pi * a * a)
    inside = (apart <= sun - earth) & (sun > earth)
    seen[inside] = 1.0 - (earth[inside] / sun[inside]) ** 2
    return seen


def places_of_days(case: Case, elapsed: Any, phases: Any) -> Any:
    """(D, M, 3) Positions [m] at mean anomalies `phases` past the node, each orbit held as it is at `elapsed`."""
    mission, axis = case.design.mission, axis_of(case)
    e, (tilt, node, (node_rate, perigee_rate, _)) = mission.eccentricity, plane(case)
    perigee = (mission.argument_of_perigee + perigee_rate * elapsed)[:, None]
    at_node = 2.0 * np.arctan(np.sqrt((1.0 - e) / (1.0 + e)) * np.tan(-0.5 * perigee))
    mean = at_node - e * np.sin(at_node) + phases
    x = _eccentric(mean - _TURN * np.round(mean / _TURN), e)
    radius = axis * (1.0 - e * np.cos(x))
    turned = perigee + np.arctan2(math.sqrt(1.0 - e * e) * np.sin(x), np.cos(x) - e)
    p, q = radius * np.cos(turned), radius * np.sin(turned)
    n, m = (f((node + node_rate * elapsed)[:, None]) for f in (np.cos, np.sin))
    return np.stack((n * p - m * math.cos(tilt) * q, m * p + n * math.cos(tilt) * q, math.sin(tilt) * q), axis=-1)


def light_of_days(case: Case, elapsed: Any, steps: int, finer: int) -> Any:
    """(D, steps · finer) Share of the Sun that is seen within the steps about equal phases from the ascending node."""
    fine = _TURN / (steps * finer) * (np.arange(steps * finer) + 0.5 - 0.5 * finer)
    place = places_of_days(case, elapsed, fine)
    sun, distance = sun_of_year(case.design.mission.epoch, elapsed)
    every = place.shape[1]
    seen = visible(*disks(place.reshape(-1, 3), np.repeat(sun, every, axis=0), np.repeat(distance, every)))
    return seen.reshape(len(elapsed), every)


@dataclass(frozen=True)
class _Year:
    time: Any
    light: Any
    depth: Any
    """How deep the satellite is within the umbra [rad]."""


def _year(case: Case) -> _Year:
    period = 2.0 * math.pi * math.sqrt(axis_of(case) ** 3 / GM)
    step = min(period / _LOOKS, 600.0)
    time = np.arange(-6.0 * 3600.0, YEAR + 6.0 * 3600.0, step)
    sun, distance = _slow_sun(case.design.mission.epoch, time)
    place, radius = _along(case, time)
    towards = np.einsum("ni,ni->n", place, sun)
    # The shadow lies within a Sun's radius per distance of a cylinder about the Earth; and a sample beside it.
    near = np.flatnonzero((towards < 0.0) & (radius**2 - towards**2 < (RADIUS - 0.006 * towards + 0.16 * radius) ** 2))
    light, depth = np.ones(time.size), np.full(time.size, -1.0)
    earth, star, apart = disks(place[near], sun[near], distance[near])
    light[near], depth[near] = visible(earth, star, apart), earth - star - apart
    return _Year(time, light, depth)


def _slow_sun(epoch: str, time: Any) -> tuple[Any, Any]:
    """The Sun by straight lines between half hours, which are 2e-8 of a circle apart from it."""
    coarse = np.arange(time[0], time[-1] + 3600.0, 1800.0)
    sun, distance = sun_of_year(epoch, coarse)
    return np.stack([np.interp(time, coarse, one) for one in sun.T], axis=-1), np.interp(time, coarse, distance)


def year(case: Case) -> _Year:
    found: _Year = case.once("year", _year)
    return found


def within(case: Case) -> Any:
    return (year(case).time >= 0.0) & (year(case).time < YEAR)


def _sunlit(case: Case) -> float:
    return float(year(case).light[within(case)].mean())


def _depth(case: Case, time: float) -> float:
    at = np.array([time])
    sun, distance = sun_of_year(case.design.mission.epoch, at)
    earth, star, apart = disks(place_of(case, at), sun, distance)
    return float((earth - star - apart)[0])


def _passages(case: Case) -> list[tuple[int, int]]:
    """First and last sample of every passage through the umbra."""
    inside = year(case).depth > 0.0
    edge = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edge[~inside[edge]] + 1, edge[inside[edge]]
    ends = ends[ends >= (starts[0] if starts.size else 0)]
    return list(zip(starts.tolist(), ends.tolist(), strict=False))


def _refined(case: Case, first: int, last: int) -> tuple[float, float]:
    time = year(case).time
    edges = [brentq(lambda t: _depth(case, t), time[i], time[j], xtol=1e-4) for i, j in
             ((first - 1, first), (last, last + 1))]  # fmt: skip
    return edges[0], edges[1]


def _longest(case: Case) -> float:
    found, at = _passages(case), year(case)
    found.sort(key=lambda one: at.time[one[1]] - at.time[one[0]], reverse=True)
    best = 0.0
    near = [one for one in found if at.time[one[1]] - at.time[one[0]] > at.time[found[0][1]] - at.time[found[0][0]]
            - 2.5 * (at.time[1] - at.time[0])] if found else []  # fmt: skip
    # Of the many that are alike within a sample, those whose edges lie farthest by straight lines.
    near.sort(key=lambda one: _rough(at, *one), reverse=True)
    for first, last in near[:6]:
        entry, leave = _refined(case, first, last)
        if 0.0 <= 0.5 * (entry + leave) < YEAR:
            best = max(best, leave - entry)
    return best if found else _grazed(case)


def _rough(at: _Year, first: int, last: int) -> float:
    entry, leave = _edges(at, first, last)
    return leave - entry


def _edges(at: _Year, first: int, last: int) -> tuple[float, float]:
    """By straight lines between the samples."""

    def edge(i: int, j: int) -> float:
        share = at.depth[i] / (at.depth[i] - at.depth[j])
        return float(at.time[i] + share * (at.time[j] - at.time[i]))

    return edge(first, first - 1), edge(last, last + 1)


def _grazed(case: Case) -> float:
    """The longest of the passages too short for any sample."""
    at, best = year(case), 0.0
    step = at.time[1] - at.time[0]
    for place in np.argsort(at.depth)[::-1][:5].tolist():
        centre = at.time[place]
        top = minimize_scalar(lambda t: -_depth(case, t), bounds=(centre - step, centre + step), method="bounded")
        if top.fun < 0.0:
            left = brentq(lambda t: _depth(case, t), centre - 3.0 * step, top.x)
            best = max(best, brentq(lambda t: _depth(case, t), top.x, centre + 3.0 * step) - left)
    return float(best)


def _days(case: Case) -> float | None:
    """Calendar days with an umbra, of passages that the samples see or that lie between them."""
    at, midnight = year(case), _since_midnight(case)
    days: set[int] = set()
    for entry, leave in [*(_edges(at, first, last) for first, last in _passages(case)), *_between(at)]:
        if 0.0 <= 0.5 * (entry + leave) < YEAR:
            days |= {math.floor((min(max(t, 0.0), YEAR - 1e-3) + midnight) / DAY) for t in (entry, leave)}
    return float(len(days))


def _between(at: _Year) -> list[tuple[float, float]]:
    """Passages that begin and end between two samples: where the parabola through three of them is in the umbra."""
    low, here, high = at.depth[:-2], at.depth[1:-1], at.depth[2:]
    top = np.flatnonzero((here <= 0.0) & (here >= low) & (here > high) & (low > -0.9) & (high > -0.9))
    low, here, high = low[top], here[top], high[top]
    bend, tilt = 0.5 * (low + high) - here, 0.5 * (high - low)
    deep = here - tilt**2 / (4.0 * bend)
    dark = deep > 0.0
    step = at.time[1] - at.time[0]
    middle = at.time[top + 1] - tilt / (2.0 * bend) * step
    half = np.sqrt(np.maximum(-deep / bend, 0.0)) * step
    return list(zip((middle - half)[dark].tolist(), (middle + half)[dark].tolist(), strict=True))


def _since_midnight(case: Case) -> float:
    text = case.design.mission.epoch
    hours, _, rest = text[11:].partition(":")
    minutes, _, seconds = rest.partition(":")
    return 3600.0 * float(hours or 0) + 60.0 * float(minutes or 0) + float(seconds or 0)


def _incidence(case: Case) -> float:
    """Sunlit mean of the cosine on the front; one axis is turned through every other degree for the best."""
    mission, at = case.design.mission, year(case)
    all_of_them, count = np.flatnonzero(within(case)), (4 if mission.attitude == "one_axis" else 10) * _FEW
    # Evenly through the year, and anywhere in the revolutions: an even step would meet some places again and again.
    shares = (np.arange(count) + np.random.default_rng(count).random(count)) / count
    some = all_of_them[(shares * all_of_them.size).astype(int)]
    time, light = at.time[some], at.light[some]
    place, pole = place_of(case, time), pole_of(case, time)
    sun, _ = sun_of_year(mission.epoch, time)
    up = place / np.linalg.norm(place, axis=-1)[:, None]
    if mission.attitude == "sun_pointing":
        cosine = np.full(time.size, math.cos(mission.off_pointing))
    elif mission.attitude == "one_axis":
        ahead = np.cross(pole, up)
        axis, first = {"orbit_normal": (pole, up), "velocity": (ahead, up), "nadir": (up, ahead)}[mission.wing_axis]
        second = np.cross(axis, first)
        turn = np.radians(np.arange(0.0, 360.0, 2.0))
        at_turns = (np.einsum("ni,ni->n", sun, first)[:, None] * np.cos(turn)
                    + np.einsum("ni,ni->n", sun, second)[:, None] * np.sin(turn))  # fmt: skip
        cosine = at_turns.max(axis=1) * math.cos(mission.off_pointing)
    else:
        normal = {"zenith": up, "nadir": -up, "edge_on": pole}[mission.attitude]
        cosine = np.einsum("ni,ni->n", normal, sun)
        cosine = np.abs(cosine) if mission.attitude == "edge_on" else cosine
    return float(np.sum(np.maximum(cosine, 0.0) * light) / np.sum(light))


def _flux(case: Case) -> Any:
    _, distance = sun_of_year(case.design.mission.epoch, DAY * (np.arange(365.0) + 0.5))
    return case.design.environment.solar_constant * (AU / distance) ** 2


def _plate(case: Case, tilt: float) -> float:
    """View factor to the Earth: cosines summed over the cap of directions that it fills."""
    edge = RADIUS / axis_of(case)
    nodes, weights = np.polynomial.legendre.leggauss(60)
    low = math.cos(math.asin(edge))
    height = low + (1.0 - low) * 0.5 * (nodes + 1.0)
    turn = _TURN * np.arange(720) / 720
    cosine = height[:, None] * math.cos(tilt) + np.sqrt(1.0 - height**2)[:, None] * math.sin(tilt) * np.cos(turn)
    return float((np.maximum(cosine, 0.0).mean(axis=1) * weights).sum() * (1.0 - low))


_LOOKED = "satellite looked at 42.6 times a revolution all year, ERFA's Sun, two disks that overlap"
_CAP = "cosines summed over the directions that the Earth fills"
_ROW = "the model has one revolution of every other day"

WAYS = (
    Way("environment.solar_flux_mean", "ERFA's distance (epv00), day by day", lambda case: float(_flux(case).mean()),
        "distance of the model's series within 3e-5, less so on the average", relative=3e-5),
    Way("environment.solar_flux_max", "ERFA's distance (epv00), day by day", lambda case: float(_flux(case).max()),
        "distance of the model's series within 3e-5", relative=7e-5),
    Way("environment.solar_flux_min", "ERFA's distance (epv00), day by day", lambda case: float(_flux(case).min()),
        "distance of the model's series within 3e-5", relative=7e-5),
    Way("illumination.sunlit_fraction_year", _LOOKED, _sunlit, _ROW, absolute=1e-3),
    Way("illumination.eclipse_max", _LOOKED + "; edges by Brent's method", _longest,
        "the Suns differ by up to 0.001°, which moves the edges of a grazing passage by seconds", absolute=2.0),
    Way("illumination.eclipse_season_days", _LOOKED, _days,
        "passages that graze the umbra by less than the Suns differ", absolute=2.0),
    Way("illumination.eclipse_mean_day", _LOOKED, lambda case: DAY * (1.0 - _sunlit(case)), _ROW, absolute=86.4),
    Way("environment.incidence_mean", _LOOKED + "; an axis turned by every other degree", _incidence,
        _ROW + "; a degree is 2e-4", absolute=3e-3),
    Way("environment.earth_view_factor_nadir", _CAP, lambda case: _plate(case, 0.0), "quadrature", absolute=1e-5),
    Way("environment.earth_view_factor_edge", _CAP, lambda case: _plate(case, math.pi / 2.0), "quadrature",
        absolute=1e-5),
    Way("environment.earth_view_factor_tilt", _CAP, lambda case: _plate(case, case.design.environment.plate_tilt),
        "quadrature across the edge of the plate", absolute=1e-4),
)  # fmt: skip
