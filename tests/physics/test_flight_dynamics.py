"""Orbits and shadow edges against Orekit, an independent flight-dynamics package, under the Sun of astropy.

Two questions. Where does the shadow begin and end on the very orbit that the studio flies? That is the geometry of
the shadow and of the Sun, and has to agree to a tenth of a second. And what does an orbit do that is integrated about
an oblate Earth from the same mean elements? There the studio keeps the secular terms of J2 and leaves out the periodic
ones: a few kilometres, which are up to four seconds of an edge in a low orbit of low inclination, and more where the
shadow is nearly grazed.
"""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pytest

from studio.physics.constants import DAY, EARTH_FLATTENING, J2, MU_EARTH, R_EARTH, R_SUN
from studio.physics.eclipse import eclipse_passages
from studio.physics.orbit import (
    MeanElements,
    mean_motion,
    nodal_period,
    position_velocity,
    raan_of_ltan,
    secular_rates,
    sun_synchronous_inclination,
)
from tests.physics.flight_dynamics import ask
from tests.physics.reference import apparent_sun

JANUARY = (9497.0 - 0.5) * DAY
"""1 January 2026, 0 h TT [s after J2000.0]."""
EQUINOX = JANUARY + 78.0 * DAY


class Flown(NamedTuple):
    epoch: float
    elements: MeanElements
    slack: float
    """What the periodic terms left out may shift an edge by [s]."""


def sun_synchronous(altitude: float, ltan: float) -> MeanElements:
    axis = R_EARTH + altitude
    tilt = float(sun_synchronous_inclination(axis))
    return MeanElements(axis, 0.0, tilt, float(raan_of_ltan(ltan, JANUARY)), 0.0, 0.3)


def tilted(axis: float, e: float, degrees: float, node: float, perigee: float = 0.0, mean: float = 0.5) -> MeanElements:
    return MeanElements(axis, e, np.radians(degrees), np.radians(node), np.radians(perigee), mean)


ORBITS = {
    "dawn-dusk 650 km": Flown(JANUARY, sun_synchronous(650e3, 6 * 3600.0), 8.0),
    "noon 650 km": Flown(JANUARY, sun_synchronous(650e3, 12 * 3600.0), 3.0),
    "500 km 30°": Flown(JANUARY, tilted(R_EARTH + 500e3, 0.0, 30.0, 57.0), 4.0),
    "1400 km 53°": Flown(JANUARY, tilted(R_EARTH + 1400e3, 0.0, 53.0, 115.0), 1.0),
    "eccentric": Flown(JANUARY, tilted(12000e3, 0.4, 40.0, 280.0, 50.0), 3.0),
    "geostationary": Flown(EQUINOX, tilted(42164.17e3, 0.0, 0.05, 0.0, mean=0.0), 1.0),
}
SHADOWS = {"spherical": 0.0, "oblate": EARTH_FLATTENING}
NODE_ORBITS = [(500e3, 30.0, 2.5e-3), (650e3, 97.99, 1e-3), (1400e3, 53.0, 1e-3), (800e3, 75.0, 1e-3)]
NODE_DAYS = 6.0


@cache
def judged() -> dict[str, Any]:
    """One question to Orekit for everything here: to start it takes as long as the answers."""
    questions: dict[str, dict[str, Any]] = {}
    hours = np.arange(-2.0, 28.0) * 3600.0
    minutes = np.arange(-120.0, DAY + 121.0, 60.0)
    for name, (epoch, elements, _) in ORBITS.items():
        sun = [hours.tolist(), apparent_sun(epoch + hours).tolist()]
        shared = {"sun": sun, "duration": DAY, "flattening": list(SHADOWS.values())}
        place, speed = position_velocity(elements, minutes)
        table = {"times": minutes.tolist(), "positions": place.tolist(), "velocities": speed.tolist()}
        questions[f"{name}, as flown"] = {**shared, "ephemeris": table}
        questions[f"{name}, integrated"] = {**shared, "flattening": [0.0], "elements": mean_elements(elements)}
    for altitude, degrees, _ in NODE_ORBITS:
        elements = tilted(R_EARTH + altitude, 0.0, degrees, 10.0)
        turn = float(nodal_period(elements.semi_major_axis, 0.0, elements.inclination))
        turns = np.arange(0.0, NODE_DAYS * DAY, turn)
        questions[f"node {altitude} {degrees}"] = {
            "flattening": [], "elements": mean_elements(elements), "node_times": turns.tolist(),
        }  # fmt: skip
    earth = {"mu": MU_EARTH, "radius": R_EARTH, "j2": J2}
    answers = ask({"earth": earth, "radius_sun": R_SUN, "orbits": list(questions.values())})
    return {name: {**asked, **found} for (name, asked), found in zip(questions.items(), answers, strict=True)}


def mean_elements(elements: MeanElements) -> list[float]:
    axis, e, tilt, node, perigee, mean = (float(field) for field in elements.arrays())
    return [axis, e, tilt, perigee, node, mean]


def edges(name: str, kind: str, *, oblate: bool) -> tuple[np.ndarray, np.ndarray]:
    """Our edges within the day [s], and which of them leave the shadow."""
    epoch, elements, _ = ORBITS[name]
    found = eclipse_passages(elements, epoch, DAY, oblate=oblate)
    entry, leave = getattr(found, f"{kind}_entry"), getattr(found, f"{kind}_exit")
    time = np.concatenate((entry, leave))
    leaving = np.repeat([False, True], entry.size)
    inside = np.isfinite(time) & (time > 0.0) & (time < DAY)
    order = np.argsort(time[inside])
    return whole(time[inside][order], leaving[inside][order])


def theirs(answer: dict[str, Any], shadow: int, kind: str) -> tuple[np.ndarray, np.ndarray]:
    rows = [(time, leaving) for time, what, leaving in answer["edges"][shadow] if what == kind]
    return whole(np.array([time for time, _ in rows]), np.array([leaving for _, leaving in rows], dtype=bool))


def whole(time: np.ndarray, leaving: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Without the end of a passage that began the day before: which day it counts for is a matter of taste."""
    first = int(leaving.size > 0 and leaving[0])
    return time[first:], leaving[first:]


@pytest.mark.parametrize("shadow", SHADOWS)
@pytest.mark.parametrize("kind", ["umbra", "penumbra"])
@pytest.mark.parametrize("name", ORBITS)
def test_shadow_edges_of_the_orbit_as_flown(name: str, kind: str, shadow: str) -> None:
    answer = judged()[f"{name}, as flown"]
    reference, out = theirs(answer, list(SHADOWS).index(shadow), kind)
    ours, leaving = edges(name, kind, oblate=shadow == "oblate")
    assert reference.size >= 2
    np.testing.assert_array_equal(leaving, out)
    np.testing.assert_allclose(ours, reference, rtol=0.0, atol=0.1)


@pytest.mark.parametrize("name", ORBITS)
def test_shadow_edges_of_an_orbit_integrated_about_an_oblate_earth(name: str) -> None:
    answer = judged()[f"{name}, integrated"]
    reference, _ = theirs(answer, 0, "penumbra")
    ours, _ = edges(name, "penumbra", oblate=False)
    np.testing.assert_allclose(ours, reference, rtol=0.0, atol=ORBITS[name].slack)


def test_the_flattening_of_the_earth_is_seen_by_both() -> None:
    """The oblate shadow of an orbit over the poles is shorter by seconds: the agreement is not that of a sphere."""
    spherical, _ = edges("noon 650 km", "umbra", oblate=False)
    oblate, _ = edges("noon 650 km", "umbra", oblate=True)
    assert np.max(np.abs(spherical - oblate)) > 0.5


def second_order(axis: float, tilt: float) -> float:
    """The part in J2² of the rate of the node of a circular orbit [rad/s]: D. Brouwer, Astronomical Journal 64, 378."""
    strength = 0.5 * J2 * (R_EARTH / axis) ** 2
    cosine = np.cos(tilt)
    return float(0.375 * mean_motion(axis) * strength**2 * (16.0 * cosine - 76.0 * cosine**3))


@pytest.mark.parametrize(("altitude", "degrees", "apart"), NODE_ORBITS)
def test_node_rate_of_an_integrated_orbit(altitude: float, degrees: float, apart: float) -> None:
    """Seen once a revolution at the same argument of latitude, the osculating node moves at the secular rate.

    The studio stops at the first order in J2, as those do who publish inclinations of sun-synchronous orbits: that is
    0.1 % of the rate, but 0.24 % at 30°. That nothing else is missing is shown by adding the second.
    """
    answer = judged()[f"node {altitude} {degrees}"]
    nodes, times = np.unwrap(answer["nodes"]), np.array(answer["node_times"])
    rate = np.polyfit(times, nodes, 1)[0]
    axis, tilt = R_EARTH + altitude, np.radians(degrees)
    ours = float(secular_rates(axis, 0.0, tilt).raan)
    assert ours == pytest.approx(rate, rel=apart)
    assert ours + second_order(axis, tilt) == pytest.approx(rate, rel=1e-4)
