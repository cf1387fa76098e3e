"""Orbits fitted to positions: those the studio flies come back, those it does not fly are told apart."""

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.analysis import evaluate
from studio.analysis.arc import Arc
from studio.analysis.gp_fit import fit_gp
from studio.analysis.orbit_fit import fit_orbit
from studio.analysis.orbit_taken import TakenOrbit, take_orbit
from studio.design import Design
from studio.document.presets import preset, presets
from studio.physics.constants import DAY, MU_EARTH, R_EARTH
from studio.physics.fleet.sgp4_fleet import GpElements, path
from studio.physics.given_frames import true_of_date
from studio.physics.orbit import MeanElements, position_velocity, sun_synchronous_inclination
from studio.physics.time import instant

EPOCH = instant("2026-03-01T05:30:00")
TURN = 2.0 * np.pi


def arc_of(elements: MeanElements, span: float = DAY, step: float = 60.0, speeds: bool = True) -> Arc:
    elapsed = np.arange(0.0, span + 1.0, step)
    position, velocity = position_velocity(elements, elapsed)
    return Arc(EPOCH + elapsed, position, velocity if speeds else None)


def taken_of(arc: Arc) -> TakenOrbit:
    return take_orbit(fit_orbit(arc), arc)


def flown(design: Design, times: np.ndarray) -> np.ndarray:
    """Where the analysis puts the first satellite of a design."""
    orbit = evaluate(design, only=("orbit",)).outcomes["orbit"].computed
    return position_velocity(orbit.elements, times - orbit.epoch)[0]


def with_fields(taken: TakenOrbit) -> Design:
    fields = taken.fields
    design = Design()
    names = ("altitude", "eccentricity", "sun_synchronous", "ltan", "inclination", "raan", "argument_of_perigee",
             "epoch")  # fmt: skip
    return msgspec.structs.replace(design, mission=msgspec.structs.replace(
        design.mission, **{name: getattr(fields, name) for name in names}))  # fmt: skip


@pytest.mark.parametrize("name", [one.name for one in presets()])
def test_orbit_of_every_preset_comes_back_as_it_was(name: str) -> None:
    design = preset(name)
    orbit = evaluate(design, only=("orbit",)).outcomes["orbit"].computed
    elapsed = np.arange(0.0, DAY + 1.0, 60.0)
    arc = Arc(orbit.epoch + elapsed, position_velocity(orbit.elements, elapsed)[0], None)
    taken = taken_of(arc)
    found, mission = taken.fields, design.mission
    assert (found.altitude, found.eccentricity, found.sun_synchronous, found.argument_of_perigee) == (
        mission.altitude, mission.eccentricity, mission.sun_synchronous, mission.argument_of_perigee)  # fmt: skip
    assert instant(found.epoch) == instant(mission.epoch)
    if mission.sun_synchronous:
        assert found.ltan == mission.ltan
    else:
        assert (found.inclination, found.raan) == (mission.inclination, mission.raan)
    assert taken.fit.largest < 1e-3


@given(
    low=st.floats(300e3, 35_786e3), eccentricity=st.one_of(st.just(0.0), st.floats(1e-9, 0.7)),
    angles=st.tuples(st.one_of(st.sampled_from((0.0, np.pi / 2, np.pi)), st.floats(0.0, np.pi)),
                     *(st.floats(0.0, TURN) for _ in range(3))),
    span=st.sampled_from((3_000.0, DAY, 20 * DAY)), step=st.sampled_from((30.0, 60.0, 180.0)), speeds=st.booleans(),
)  # fmt: skip
def test_what_the_studio_flies_comes_back(low, eccentricity, angles, span, step, speeds) -> None:
    axis = (R_EARTH + low) / (1.0 - eccentricity)
    arc = arc_of(MeanElements(axis, eccentricity, *angles), span, step, speeds)
    taken = taken_of(arc)
    assert taken.fit.largest < 0.05 + 2e-9 * axis  # an eccentricity of 1e-9 is taken for none
    # The design that takes the fields flies what was told.
    if taken.fields.altitude < 60e6:
        away = np.linalg.norm(flown(with_fields(taken), arc.times) - arc.positions, axis=1)
        assert away.max() == pytest.approx(taken.fit.largest, abs=2e-3)


@given(st.floats(300e3, 1_500e3), st.floats(0.0, 0.02), st.floats(0.0, TURN))
def test_sun_synchronous_orbits_are_known_by_their_node_rate(low, eccentricity, raan) -> None:
    axis = R_EARTH + 500e3 + low
    tilt = float(sun_synchronous_inclination(axis, eccentricity))
    assert fit_orbit(arc_of(MeanElements(axis, eccentricity, tilt, raan, 0.3, 1.0))).sun_synchronous
    assert not fit_orbit(arc_of(MeanElements(axis, eccentricity, tilt + 0.005, raan, 0.3, 1.0))).sun_synchronous


def test_a_circle_is_one_and_an_ellipse_is_not() -> None:
    circle, ellipse = (fit_orbit(arc_of(MeanElements(7e6, e, 1.0, 2.0, 0.5, 0.1))) for e in (0.0, 1e-5))
    assert circle.circular
    assert circle.elements.eccentricity == 0.0
    assert circle.elements.argument_of_perigee == pytest.approx(0.6, abs=1e-9)
    assert not ellipse.circular
    assert ellipse.elements.eccentricity == pytest.approx(1e-5, rel=1e-5)


def test_epoch_of_an_ellipse_is_its_first_perigee() -> None:
    arc = arc_of(MeanElements(9e6, 0.2, 1.0, 2.0, 0.5, 3.0))
    taken = taken_of(arc)
    radii = np.linalg.norm(arc.positions, axis=1)
    first = arc.times[np.argmax((radii[1:-1] < radii[:-2]) & (radii[1:-1] <= radii[2:])) + 1]
    assert abs(instant(taken.fields.epoch) - first) <= 30.0
    assert instant(taken.fields.epoch) >= arc.times[0]


def test_forces_the_studio_leaves_out_are_told_as_distance() -> None:
    """Integrated with J2 itself, a low orbit swings some kilometres about its mean elements [Vallado, section 9.6]."""
    from scipy.integrate import solve_ivp

    from studio.physics.constants import J2

    def pull(_, state):
        r = state[:3]
        d = np.linalg.norm(r)
        flat = 5.0 * (r[2] / d) ** 2
        oblate = 1.5 * J2 * MU_EARTH * R_EARTH**2 / d**5 * r * (np.array([flat - 1.0, flat - 1.0, flat - 3.0]))
        return np.concatenate((state[3:], -MU_EARTH * r / d**3 + oblate))

    start = np.concatenate(position_velocity(MeanElements(R_EARTH + 650e3, 1e-3, 1.71, 1.0, 1.0, 0.0)))
    times = np.arange(0.0, DAY, 120.0)
    done = solve_ivp(pull, (0.0, DAY), start, "DOP853", times, rtol=1e-10, atol=1e-4)
    arc = Arc(EPOCH + times, done.y[:3].T, done.y[3:].T)
    fit = fit_orbit(arc)
    assert 500.0 < fit.rms < 10e3
    assert fit.largest < 20e3
    assert fit.elements.semi_major_axis == pytest.approx(R_EARTH + 650e3, abs=10e3)
    near = fit_gp(arc)  # SGP4 knows the short-period terms of J2
    assert near.rms < 200.0


def test_published_elements_come_back_from_their_own_flight() -> None:
    """A satellite of the verification cases, without and with drag, flown by SGP4 for two days."""
    for motion, drag in ((14.3, 0.0), (15.6, 1.3e-4)):
        given_ = GpElements(*(np.array([value]) for value in (
            61_100.2, motion * TURN / DAY, 0.003, 1.0, 2.0, 0.5, 4.0, drag)))  # fmt: skip
        times = EPOCH + np.arange(0.0, 2 * DAY, 120.0)
        positions = true_of_date("TEME", times, path(given_, 0, times))
        fit = fit_gp(Arc(times, positions, None))
        assert fit.rms < 0.5
        assert float(fit.elements.mean_motion[0]) == pytest.approx(motion * TURN / DAY, rel=2e-5)
        assert float(fit.elements.drag[0]) == pytest.approx(drag, rel=0.01)


def test_what_is_on_no_orbit_is_refused_in_one_sentence() -> None:
    times = EPOCH + np.arange(0.0, 6_000.0, 60.0)
    line = np.array([7e6, 0.0, 0.0]) + np.outer(np.arange(100.0), [0.0, 1e6, 0.0])
    still = np.tile([7e6, 0.0, 0.0], (100, 1))
    noise = np.random.default_rng(3).normal(0.0, 5e6, (100, 3))
    for positions in (line, still, noise):
        with pytest.raises(ValueError, match=r"^the points lie on no closed orbit about the Earth$"):
            fit_orbit(Arc(times, positions, None))
    with pytest.raises(ValueError, match="3 points are too few"):
        fit_orbit(Arc(times[:3], line[:3], None))


@given(st.sampled_from((4, 6, 8, 12, 30)), st.integers(8, 60), st.floats(0.0, 0.5),
       st.tuples(st.floats(0.0, np.pi), *(st.floats(0.0, TURN) for _ in range(3))))  # fmt: skip
def test_a_few_positions_of_each_revolution_are_enough(share, count, eccentricity, angles) -> None:
    axis = 7e6 / (1.0 - eccentricity)
    step = TURN * np.sqrt(axis**3 / MU_EARTH) / share
    fit = fit_orbit(arc_of(MeanElements(axis, eccentricity, *angles), step * count, step, speeds=False))
    assert fit.largest < 0.05


def test_points_that_tell_no_velocity_are_refused_for_that() -> None:
    step = 1.0001 * TURN * np.sqrt(8e6**3 / MU_EARTH)
    arc = arc_of(MeanElements(8e6, 0.1, 1.0, 2.0, 0.5, 0.1), 5 * step, step, speeds=False)
    scattered = Arc(arc.times, arc.positions[[0, 1, 2, 3, 4, 5]] * np.array([[1, 1, 1], [-1, 1, 1]] * 3), None)
    with pytest.raises(ValueError, match="too far apart to tell an orbit without velocities"):
        fit_orbit(scattered)


def test_fits_tell_how_far_they_are_and_stop_when_told() -> None:
    told: list[float] = []
    arc = arc_of(MeanElements(7e6, 0.01, 1.0, 2.0, 0.5, 0.1))
    fit_gp(arc, checkpoint=told.append)
    assert told == sorted(told)
    assert 0.0 < told[0] < told[-1] <= 1.0

    def stop(_: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        fit_orbit(arc, stop)
