"""A second orbit: equations of motion integrated numerically, and the averaged potential put into Lagrange's equations.

The constants are written out again, so that a wrong digit in the model's would show.
"""

import math
from typing import Any

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq
from scipy.spatial.transform import Rotation

from tests.attack.second_sun import mean_sun, sun_of_year
from tests.attack.second_way import Case, Way

GM, RADIUS, OBLATENESS = 398600.4418e9, 6378137.0, 1.08262668e-3
TROPICAL_YEAR = 365.2422 * 86400.0
_NU = 2.0 * np.pi * np.arange(64) / 64
_STEP = 1e-10


def axis_of(case: Case) -> float:
    return case.design.mission.altitude + RADIUS


def _mean_potential(axis: Any, e2: Any, cosine: Any) -> complex:
    """Mean over the mean anomaly of what the oblateness adds to GM/r, for complex steps."""
    e = np.sqrt(complex(e2))
    r = axis * (1.0 - e2) / (1.0 + e * np.cos(_NU))
    sine2 = (1.0 - cosine * cosine) * np.sin(_NU + 0.3) ** 2
    added = -GM * OBLATENESS * RADIUS**2 / r**3 * (1.5 * sine2 - 0.5)
    return complex(np.mean(added * (r / axis) ** 2) / np.sqrt(1.0 - e2 + 0j))


def secular(axis: float, e: float, tilt: float) -> tuple[float, float, float]:
    """Rates of node, perigee and mean anomaly [rad/s] by Lagrange's equations, derivatives by complex steps."""
    e2, c, n = e * e, math.cos(tilt), math.sqrt(GM / axis**3)
    by_axis = _mean_potential(axis + 1j * _STEP, e2, c).imag / _STEP
    by_e2 = _mean_potential(axis, e2 + 1j * _STEP, c).imag / _STEP
    by_cosine = _mean_potential(axis, e2, c + 1j * _STEP).imag / _STEP
    eta, unit = math.sqrt(1.0 - e2), n * axis**2
    node = -by_cosine / (unit * eta)
    perigee = 2.0 * eta / unit * by_e2 + c / (unit * eta) * by_cosine
    return node, perigee, n - 2.0 * eta**2 / unit * by_e2 - 2.0 / (n * axis) * by_axis


def plane(case: Case) -> tuple[float, float, tuple[float, float, float]]:
    """Inclination, node at the epoch, and the secular rates."""

    def work(case: Case) -> tuple[float, float, tuple[float, float, float]]:
        mission, axis = case.design.mission, axis_of(case)
        tilt, node = mission.inclination, mission.raan
        if mission.sun_synchronous:
            wanted = 2.0 * math.pi / TROPICAL_YEAR
            tilt = brentq(lambda i: secular(axis, mission.eccentricity, i)[0] - wanted, math.pi / 2, math.pi,
                          xtol=1e-13)  # fmt: skip
            node = (mean_sun(mission.epoch) + (mission.ltan / 3600.0 - 12.0) * math.pi / 12.0) % (2.0 * math.pi)
        return tilt, node, secular(axis, mission.eccentricity, tilt)

    return case.once("plane", work)


def _kepler_period(case: Case) -> float:
    """The time from perigee to perigee of the equations of motion, integrated: in radii and in its time."""
    e = case.design.mission.eccentricity
    unit = math.sqrt(axis_of(case) ** 3 / GM)

    def fall(_: float, s: Any) -> list[float]:
        r3 = math.hypot(s[0], s[1]) ** 3
        return [s[2], s[3], -s[0] / r3, -s[1] / r3]

    def on_the_axis(_: float, s: Any) -> float:
        return float(s[1])

    on_the_axis.direction = 1.0  # type: ignore[attr-defined]
    start = [1.0 - e, 0.0, 0.0, math.sqrt((1.0 + e) / (1.0 - e))]
    flown = solve_ivp(fall, (0.0, 7.0), start, method="DOP853", rtol=1e-12, atol=1e-14, events=on_the_axis)
    return unit * next(float(t) for t in flown.t_events[0] if t > 1.0)


_TURNS = 3


def _flown(case: Case) -> tuple[float, float] | None:
    """Nodal period [s] and node rate [rad/s] of a satellite flown through the field of an oblate Earth."""
    e, (tilt, _, _) = case.design.mission.eccentricity, plane(case)
    if e > 1e-6 or abs(math.sin(tilt)) < 0.05:
        return None
    return case.once("flown", lambda case: _fly(axis_of(case), plane(case)[0]))


def _fly(axis: float, tilt: float) -> tuple[float, float]:
    pull = 1.5 * OBLATENESS * (RADIUS / axis) ** 2

    def fall(_: float, s: Any) -> list[float]:
        x, y, z, u, v, w = s
        r2 = x * x + y * y + z * z
        r3, five = r2 * math.sqrt(r2), 5.0 * z * z / r2
        k = pull / r2
        return [u, v, w, -x / r3 * (1.0 + k * (1.0 - five)), -y / r3 * (1.0 + k * (1.0 - five)),
                -z / r3 * (1.0 + k * (3.0 - five))]  # fmt: skip

    def at_node(_: float, s: Any) -> float:
        return float(s[2])

    at_node.direction = 1.0  # type: ignore[attr-defined]
    size, lean = 1.0, tilt
    for turns in (1, _TURNS):  # the first turn tells how far the mean elements lie from those at the node
        speed = math.sqrt(1.0 / size)
        start = [size, 0.0, 0.0, 0.0, speed * math.cos(lean), speed * math.sin(lean)]
        flown = solve_ivp(fall, (0.0, (turns + 0.2) * 2.0 * math.pi), start, method="DOP853", rtol=1e-10, atol=1e-12,
                          events=at_node, dense_output=turns == 1)  # fmt: skip
        if turns > 1:
            break
        s = flown.sol(np.linspace(0.0, 2.0 * math.pi, 200, endpoint=False))
        place, speeds = s[:3].T, s[3:].T
        axes = 1.0 / (2.0 / np.linalg.norm(place, axis=1) - np.sum(speeds**2, axis=1))
        spin = np.cross(place, speeds)
        size -= float(axes.mean()) - 1.0
        lean -= float(np.arccos(spin[:, 2] / np.linalg.norm(spin, axis=1)).mean()) - tilt
    crossed = [(t, s) for t, s in zip(flown.t_events[0], flown.y_events[0], strict=True) if t > 0.1]
    time, state = crossed[_TURNS - 1]
    unit = math.sqrt(axis**3 / GM)
    return float(time) * unit / _TURNS, math.atan2(state[1], state[0]) / (float(time) * unit)


def _beta(case: Case) -> Any:
    """Elevation of the Sun over the plane on each of the 366 days, the plane turned by rotation matrices."""

    def work(case: Case) -> Any:
        tilt, node, (rate, _, _) = plane(case)
        days = 86400.0 * np.arange(366)
        sun, _ = sun_of_year(case.design.mission.epoch, days)
        turned = Rotation.from_euler("ZX", np.stack((node + rate * days, np.full(366, tilt)), axis=-1))
        pole = turned.apply([0.0, 0.0, 1.0])
        return np.abs(np.pi / 2.0 - np.arctan2(np.linalg.norm(np.cross(pole, sun), axis=1), np.sum(pole * sun, axis=1)))

    return case.once("beta", work)


def _turned(case: Case) -> float | None:
    """RAAN within half a turn of the model's."""
    if not case.design.mission.sun_synchronous:
        return None
    first = float(case["orbit.raan"])
    return first + math.remainder(plane(case)[1] - first, 2.0 * math.pi)


_SECULAR = "Lagrange's equations with the potential averaged numerically, derivatives by complex steps"
_FLOWN = f"circular orbits flown {_TURNS} revolutions through the J2 field (DOP853), from what it averages to"
_ROUNDING = "rounding of either"
_SERIES = "the model's series of the Sun is within 0.001° near now, less so in 1972 and 2100"

WAYS = (
    Way("orbit.period", "two-body equations integrated (DOP853) from perigee to perigee",
        lambda case: case.once("kepler", _kepler_period),
        "error of the integration", relative=1e-9),
    Way("orbit.nodal_period", _SECULAR, lambda case: 2.0 * math.pi / (plane(case)[2][1] + plane(case)[2][2]),
        _ROUNDING, relative=1e-10),
    Way("orbit.nodal_period", _FLOWN, lambda case: found[0] if (found := _flown(case)) else None,
        "terms in J2², (3/2 J2)² times up to 12 for the lowest orbits near the equator; J2 itself makes 3e-3",
        relative=3.2e-5),
    Way("orbit.inclination", _SECULAR + "; root by Brent's method",
        lambda case: plane(case)[0] if case.design.mission.sun_synchronous else None, _ROUNDING, absolute=1e-9),
    Way("orbit.raan", "mean Sun from IAU 2006 sidereal time by astropy", _turned,
        "astropy's UT1 where it has one, the model's is UTC: up to 0.9 s", absolute=1e-4),
    Way("orbit.raan_rate", _SECULAR, lambda case: plane(case)[2][0], _ROUNDING, relative=1e-8, absolute=1e-20),
    Way("orbit.raan_rate", _FLOWN, lambda case: found[1] if (found := _flown(case)) else None,
        "terms in J2²", relative=5e-3, absolute=1e-10),
    Way("orbit.perigee_rate", _SECULAR, lambda case: plane(case)[2][1], _ROUNDING, relative=1e-8, absolute=1e-17),
    Way("orbit.velocity", "way round the circle over the time of the integrated equations",
        lambda case: 2.0 * math.pi * axis_of(case) / case.once("kepler", _kepler_period), "error of the integration",
        relative=1e-9),
    Way("orbit.beta_angle_max", "ERFA's Earth (epv00, pnm06a), plane turned by rotation matrices",
        lambda case: float(_beta(case).max()), _SERIES, absolute=1e-4),
    Way("orbit.beta_angle_min", "ERFA's Earth (epv00, pnm06a), plane turned by rotation matrices",
        lambda case: float(_beta(case).min()), _SERIES, absolute=1e-4),
)  # fmt: skip
