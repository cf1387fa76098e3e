"""States for integrated orbits, against the theory of short periods and against orbits whose state is known."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from studio.physics.constants import DAY, J2, MU_EARTH, R_EARTH
from studio.physics.orbit import MeanElements, period, position_velocity
from studio.physics.osculating import Osculating, _fly, osculating_states
from studio.physics.relative_motion import gravity


def found(elements: MeanElements, span: float = 0.5 * DAY) -> tuple[Osculating, MeanElements]:
    """The states of some mean elements, each field of shape (n,)."""
    fields = [np.atleast_1d(field) for field in np.broadcast_arrays(*elements.arrays())]
    step = float(np.min(period(fields[0]))) / 20.0
    times = np.arange(0.0, span, step)
    place, speed = position_velocity(MeanElements(*(field[:, None] for field in fields)), times)
    return osculating_states(times, place, (place[:, 0], speed[:, 0])), MeanElements(*fields)


def semi_major_axis(states: Osculating) -> np.ndarray:
    square = np.sum(states.velocity**2, axis=-1)
    return 1.0 / (2.0 / np.linalg.norm(states.position, axis=-1) - square / MU_EARTH)


def test_semi_major_axis_swings_as_kozai_has_it() -> None:
    """Y. Kozai, Astron. J. 64, 367 (1959), for a circle: δa = 3/2 J₂ R²/a · sin² i · cos 2u."""
    latitude, tilt = (grid.ravel() for grid in np.meshgrid([0.0, 0.7, 1.6, 4.0], [0.3, 0.9, 1.714]))
    axis = R_EARTH + 700e3
    states, _ = found(MeanElements(axis, 0.0, tilt, 1.0, 0.0, latitude))
    swing = 1.5 * J2 * R_EARTH**2 / axis * np.sin(tilt) ** 2 * np.cos(2.0 * latitude)
    # Of up to 9.1 km. The argument of latitude drifts by up to 0.35 %, and the square of that is 80 m of the axis.
    assert np.abs(semi_major_axis(states) - axis - swing).max() < 80.0


def test_inclination_swings_as_kozai_has_it() -> None:
    """The same, for a circle: δi = A cos 2u, δΩ sin i = A sin 2u with A = 3/8 J₂ (R/a)² sin 2i.

    In places that is A (cos 2u sin u − sin 2u cos u) = −A sin u across the track: as if the plane were tilted by −A,
    which the state makes up for.
    """
    latitude = np.array([0.0, 0.7, 1.6, 4.0])
    axis, tilt = R_EARTH + 700e3, 0.9
    states, _ = found(MeanElements(axis, 0.0, tilt, 1.0, 0.0, latitude))
    normal = np.cross(states.position, states.velocity)
    swing = 0.375 * J2 * (R_EARTH / axis) ** 2 * np.sin(2.0 * tilt) * (1.0 + np.cos(2.0 * latitude))
    assert np.abs(np.arccos(normal[:, 2] / np.linalg.norm(normal, axis=-1)) - tilt - swing).max() < 4e-6


@pytest.mark.parametrize("elements", [
    MeanElements(R_EARTH + 500e3, 0.0, 1.7, 0.3), MeanElements(R_EARTH + 160e3, 0.0, 0.1, 0.3, 1.0),
    MeanElements(R_EARTH + 20e6, 0.7, 1.107, 2.0, 4.7, 1.0), MeanElements(R_EARTH + 35.8e6, 0.0, 0.0, 0.0),
])  # fmt: skip
def test_an_integrated_orbit_has_its_own_state(elements: MeanElements) -> None:
    place, speed = (part[None] for part in position_velocity(elements))
    state = np.concatenate((place, speed), axis=-1)
    times = np.linspace(0.0, 1.5 * float(period(elements.semi_major_axis)), 40)
    path = _fly(state, times)
    off = np.array([[3000.0, -2000.0, 1000.0]])
    again = osculating_states(times, path, (place + off, speed + 1e-3 * off))
    assert np.abs(again.position - place).max() < 0.2
    assert np.abs(again.velocity - speed).max() < 2e-4
    assert again.farthest.max() < 3.0


def test_distances_are_those_of_the_orbit_that_is_told() -> None:
    times = np.linspace(0.0, 0.25 * DAY, 60)
    place, speed = position_velocity(MeanElements(R_EARTH + 600e3, 0.01, 1.2, 0.4, 0.5), times)
    states = osculating_states(times, place[None], (place[None, 0], speed[None, 0]))
    flown = _fly(np.concatenate((states.position, states.velocity), axis=-1), times)[0]
    apart = np.linalg.norm(flown - place, axis=-1)
    assert states.farthest[0] == pytest.approx(apart.max(), abs=2.0)
    assert states.mean_square[0] == pytest.approx(np.sqrt(np.mean(apart**2)), abs=2.0)
    assert 2e3 < apart.max() < 9e3


def test_satellites_do_not_change_one_another() -> None:
    elements = MeanElements(R_EARTH + np.array([500e3, 900e3]), 0.0, np.array([1.7, 0.5]), 0.3)
    both, fields = found(elements, 0.25 * DAY)
    alone, _ = found(MeanElements(*(field[:1] for field in fields.arrays())), 0.25 * DAY)
    assert np.abs(both.position[0] - alone.position[0]).max() < 0.5


def test_two_instants_are_too_few() -> None:
    with pytest.raises(ValueError, match="three instants or more"):
        osculating_states([0.0, 60.0], np.zeros((1, 2, 3)), (np.zeros((1, 3)), np.zeros((1, 3))))


def test_what_is_no_orbit_is_refused() -> None:
    rng = np.random.default_rng(1)
    times = np.linspace(0.0, 6000.0, 40)
    places = 7e6 * rng.normal(size=(1, 40, 3))
    with pytest.raises(ValueError, match=r"no state was found|could not be integrated"):
        osculating_states(times, places, (places[:, 0], np.full((1, 3), 100.0)))


def test_progress_is_told_and_may_stop() -> None:
    class Stop(Exception):
        pass

    def stop(_: float) -> None:
        raise Stop

    times = np.linspace(0.0, 6000.0, 40)
    place, speed = position_velocity(MeanElements(R_EARTH + 600e3, 0.0, 1.2, 0.4), times)
    with pytest.raises(Stop):
        osculating_states(times, place[None], (place[None, 0], speed[None, 0]), stop)
    seen: list[float] = []
    osculating_states(times, place[None], (place[None, 0], speed[None, 0]), seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_no_state_nearby_keeps_nearer_to_the_positions() -> None:
    """Least squares: a few metres or millimetres a second either way, the mean square distance only grows, alike."""
    times = np.linspace(0.0, 0.1 * DAY, 50)
    place, speed = position_velocity(MeanElements(R_EARTH + 700e3, 0.005, 1.1, 0.4, 0.5), times)
    best = osculating_states(times, place[None], (place[None, 0], speed[None, 0]))
    state = np.concatenate((best.position[0], best.velocity[0]))

    def distance(start: np.ndarray) -> np.ndarray:
        flown = solve_ivp(lambda _, y: np.concatenate((y[3:], gravity(y[:3]))), (0.0, times[-1]), start, "DOP853",
                          times, rtol=1e-12, atol=1e-6).y[:3].T  # fmt: skip
        return np.linalg.norm(flown - place, axis=-1)

    away = distance(state)
    assert best.farthest[0] == pytest.approx(away.max(), abs=0.2)
    assert best.mean_square[0] == pytest.approx(np.sqrt(np.mean(away**2)), abs=0.01)
    least = np.mean(away**2)
    for unit in np.diag([20.0, 20.0, 20.0, 0.02, 0.02, 0.02]):
        more = [np.mean(distance(state + side * unit) ** 2) - least for side in (-1.0, 1.0)]
        assert min(more) > 0.0
        assert more[0] == pytest.approx(more[1], rel=0.05)


def test_satellites_on_unlike_orbits_are_each_as_if_alone() -> None:
    elements = MeanElements(R_EARTH + np.array([500e3, 1400e3, 8000e3]), np.array([0.0, 0.02, 0.3]),
                            np.array([1.7, 0.5, 2.4]), np.array([0.3, 2.0, 5.0]), np.array([0.0, 1.0, 2.0]),
                            np.array([0.1, 3.0, 4.0]))  # fmt: skip
    together, fields = found(elements, 0.1 * DAY)
    step = float(np.min(period(elements.semi_major_axis))) / 20.0
    times = np.arange(0.0, 0.1 * DAY, step)
    for one in range(3):
        place, speed = position_velocity(MeanElements(*(field[one] for field in fields.arrays())), times)
        alone = osculating_states(times, place[None], (place[None, 0], speed[None, 0]))
        assert np.abs(together.position[one] - alone.position[0]).max() < 0.5
        assert together.farthest[one] == pytest.approx(float(alone.farthest[0]), abs=0.5)
        assert together.mean_square[one] == pytest.approx(float(alone.mean_square[0]), abs=0.1)


def test_progress_goes_by_the_parts_that_are_flown() -> None:
    for count, parts in ((100, [1 / 3, 2 / 3, 1.0]), (13, [1 / 2, 1.0]), (12, [1 / 2, 1.0]), (3, [1.0])):
        times = np.linspace(0.0, 50.0 * count, count)
        place, speed = position_velocity(MeanElements(R_EARTH + 600e3, 0.0, 1.2, 0.4), times)
        seen: list[float] = []
        states = osculating_states(times, place[None], (place[None, 0], speed[None, 0]), seen.append)
        assert seen == pytest.approx(parts)
        assert states.farthest[0] < 9e3  # what the short periods amount to


def test_times_have_one_axis() -> None:
    with pytest.raises(ValueError, match="three instants or more"):
        osculating_states(np.zeros((3, 1)), np.zeros((1, 3, 3)), (np.zeros((1, 3)), np.zeros((1, 3))))
