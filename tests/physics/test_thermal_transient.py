"""Networks through time where they swing: sheets that are lit for moments, starts in the cold, many beside each other.

Their lines have to be laid anew, and the course must tell nothing of how often, nor of what stands beside them.
"""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from studio.physics import thermal_transient
from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.thermal_network import Network, circulation, conduction, steady_temperature
from studio.physics.thermal_transient import NodeTemperatures, march_temperature, periodic_temperature

STEP, STEPS = 10.0, 60
GIVEN = np.array([3.0, 290.0])
"""Space and the wall [K]."""


def satellite(sheet: float = 40.0) -> Network:
    """A light sheet of some heat capacity, a body and a box that does not radiate; then space and a wall."""
    paths = conduction(5, (0, 1, 1), (1, 2, 4), [0.3, 20.0, 2.0])
    space = conduction(5, (0, 1, 0), (3, 3, 1), [2.0, 0.5, 0.2])
    return Network(np.array([sheet, 2e4, 3e3]), paths[:3], space[:3])


def flashes(steps: int = STEPS, dark: float = 1.0, bright: float = 2500.0) -> np.ndarray:
    """The sheet is lit in a sixth of the steps; the others have steady heat."""
    heat = np.empty((steps, 3))
    heat[:] = dark, 60.0, 25.0
    heat[steps // 2 : steps // 2 + max(1, steps // 6), 0] = bright
    return heat


def integrated(network: Network, start: np.ndarray, heat: np.ndarray) -> np.ndarray:
    """Edges by an adaptive integrator, anew in every step."""
    def slope(_: float, t: np.ndarray, load: np.ndarray) -> np.ndarray:
        whole = np.append(t, GIVEN)
        return (load - network.exchange @ whole - STEFAN_BOLTZMANN * (network.radiation @ whole**4)) / network.capacity

    edges = [start]
    for load in heat:
        found = solve_ivp(slope, (0.0, STEP), edges[-1], args=(load,), method="LSODA", rtol=1e-8, atol=1e-8)
        edges.append(found.y[:, -1])
    return np.array(edges)


def missing(network: Network, heat: np.ndarray, found: NodeTemperatures, step: float, given: np.ndarray) -> np.ndarray:
    """What does not balance in each step [W], from the matrices as they are written down."""
    whole = np.concatenate((found.mean, np.broadcast_to(given, (*found.mean.shape[:-1], 2))), axis=-1)
    lost = whole @ network.exchange.T + STEFAN_BOLTZMANN * whole**4 @ network.radiation.T
    return heat - lost - network.capacity * np.diff(found.edges, axis=-2) / step


def counted_lines(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A list that grows with each line that is laid."""
    laid: list[int] = []
    original = thermal_transient._Linear

    def counting(*arguments: object) -> object:
        laid.append(len(laid))
        return original(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(thermal_transient, "_Linear", counting)
    return laid


@pytest.mark.parametrize(("sheet", "bright", "most"), [(40.0, 2500.0, 7), (40.0, 5000.0, 8), (4.0, 2500.0, 8)])
def test_a_sheet_lit_for_moments_closes_its_balance_in_every_step(
    sheet: float, bright: float, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It swings from 160 K to above 380 K: about its mean the iteration runs away, and other lines are tried."""
    laid = counted_lines(monkeypatch)
    network, heat = satellite(sheet), flashes(bright=bright)
    orbit = periodic_temperature(network, heat, time_step=STEP, boundary=GIVEN)
    assert 1 < len(laid) <= most
    assert orbit.mean[:, 0].max() > 2.0 * orbit.mean[:, 0].min()
    np.testing.assert_allclose(missing(network, heat, orbit, STEP, GIVEN), 0.0, atol=1e-5)
    np.testing.assert_allclose(orbit.edges[0], orbit.edges[-1], rtol=1e-12)


@pytest.mark.parametrize(("start", "most"), [(3.0, 12), (100.0, 12), (300.0, 6), (900.0, 4)])
def test_a_march_from_cold_and_hot_closes_its_balance_in_every_step(
    start: float, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid = counted_lines(monkeypatch)
    network, heat = satellite(), flashes()
    course = march_temperature(network, [start] * 3, heat, time_step=STEP, boundary=GIVEN)
    assert 1 < len(laid) <= most
    np.testing.assert_array_equal(course.edges[0], start)
    np.testing.assert_allclose(missing(network, heat, course, STEP, GIVEN), 0.0, atol=1e-5)


def test_what_swings_is_as_integrated_and_the_closer_the_shorter_the_steps() -> None:
    """A sheet of some steps' time constant: what is beyond its line is taken for constant in each, of second order."""
    network, heat = satellite(400.0), flashes()
    start = periodic_temperature(network, heat, time_step=STEP, boundary=GIVEN).edges[0]
    expected = integrated(network, start, heat)
    errors = []
    for division in (1, 4):
        course = march_temperature(network, start, np.repeat(heat, division, axis=0), time_step=STEP / division,
                                   boundary=GIVEN)  # fmt: skip
        errors.append(np.abs(course.edges[::division] - expected).max(axis=0))
    assert np.all(errors[0] < [0.5, 1e-3, 1e-3])
    assert np.all(errors[1] < errors[0] / 10.0)
    orbit = periodic_temperature(network, heat, time_step=STEP, boundary=GIVEN)
    assert np.all(np.abs(orbit.edges - expected).max(axis=0) < [0.5, 1e-3, 1e-3])


def test_twice_as_hot_is_the_same_side_by_side_and_alone() -> None:
    """With R/8 and twice the heat all temperatures are twice as high, up to the kelvins at which the iteration ends."""
    scales = np.array([1.0, 2.0, 0.5])
    one = satellite()
    many = Network(np.tile(one.capacity, (3, 1)), np.tile(one.exchange, (3, 1, 1)),
                   one.radiation / scales[:, None, None] ** 3)  # fmt: skip
    heat, given = scales[:, None, None] * flashes(24), scales[:, None, None] * np.tile(GIVEN, (24, 1))
    start = scales[:, None] * [40.0, 120.0, 250.0]
    orbits = periodic_temperature(many, heat, time_step=STEP, boundary=given)
    courses = march_temperature(many, start, heat, time_step=STEP, boundary=given)
    orbit = periodic_temperature(one, heat[0], time_step=STEP, boundary=GIVEN)
    course = march_temperature(one, start[0], heat[0], time_step=STEP, boundary=GIVEN)
    for place, scale in enumerate(scales):
        for together, alone in ((orbits, orbit), (courses, course)):
            np.testing.assert_allclose(together.mean[place], scale * alone.mean, rtol=1e-6)
            np.testing.assert_allclose(together.edges[place], scale * alone.edges, rtol=1e-6)


def test_calm_and_swinging_networks_stand_beside_each_other() -> None:
    """Of each what it is alone, up to the error of the steps: where one needs another line all get one."""
    sheets, brights = np.array([400.0, 4000.0, 900.0]), np.array([2500.0, 300.0, 1.0])
    alone = [satellite(sheet) for sheet in sheets]
    many = Network(*(np.stack([getattr(one, name) for one in alone]) for name in Network.__slots__))
    heat = np.stack([flashes(bright=bright) for bright in brights])
    given = GIVEN + np.stack([turn * np.sin(np.linspace(0.0, 6.0, STEPS)) for turn in (5.0, 0.0, -9.0)])[..., None] * [
        0.0, 1.0]  # fmt: skip
    start = np.array([[300.0] * 3, [260.0] * 3, [20.0, 250.0, 250.0]])
    orbits = periodic_temperature(many, heat, time_step=STEP, boundary=given)
    courses = march_temperature(many, start, heat, time_step=STEP, boundary=given)
    for place, one in enumerate(alone):
        orbit = periodic_temperature(one, heat[place], time_step=STEP, boundary=given[place])
        course = march_temperature(one, start[place], heat[place], time_step=STEP, boundary=given[place])
        for together, single in ((orbits, orbit), (courses, course)):
            np.testing.assert_allclose(together.edges[place][:, 1:], single.edges[:, 1:], atol=2e-3)
            np.testing.assert_allclose(together.edges[place][:, 0], single.edges[:, 0], atol=0.5)
            np.testing.assert_allclose(missing(one, heat[place], NodeTemperatures(
                together.mean[place], together.edges[place]), STEP, given[place]), 0.0, atol=1e-5)  # fmt: skip


@pytest.mark.parametrize("steps", [1, 2, 3, 7, 8, 9])
def test_without_radiation_steps_are_those_of_the_matrix_exponential(steps: int) -> None:
    """Conduction, a fluid that flows round, and a wall; by one exponential of the nodes and their heat together."""
    step = 40.0
    exchange = (conduction(4, (0, 1, 2), (1, 2, 3), [3.0, 5.0, 2.0]) + circulation(4, (0, 2, 1), 9.0))[:3]
    network = Network(np.array([200.0, 350.0, 150.0]), exchange, np.zeros((3, 4)))
    heat = np.random.default_rng(steps).uniform(0.0, 300.0, (steps, 3))
    wall, moves = 250.0, np.zeros((6, 6))  # of the temperatures above the wall, and the heat
    moves[:3, :3] = -step * exchange[:, :3] / network.capacity[:, None]
    moves[:3, 3:] = step * np.diag(1.0 / network.capacity)
    whole, gain = expm(moves)[:3, :3], expm(moves)[:3, 3:]
    # Through an orbit: the start that all steps together bring back.
    start = np.linalg.solve(np.eye(3) - np.linalg.matrix_power(whole, steps),
                            sum(np.linalg.matrix_power(whole, steps - 1 - at) @ gain @ heat[at]
                                for at in range(steps)))  # fmt: skip
    edges = [start]
    for load in heat:
        edges.append(whole @ edges[-1] + gain @ load)
    expected = np.array(edges) + wall
    # The mean of a step is where what is stored, and what leaves, make up the heat.
    stored = network.capacity * np.diff(expected, axis=0) / step
    mean = wall + np.linalg.solve(exchange[:, :3], (heat - stored).T).T
    orbit = periodic_temperature(network, heat, time_step=step, boundary=[wall])
    np.testing.assert_allclose(orbit.edges, expected, rtol=1e-11)
    np.testing.assert_allclose(orbit.mean, mean, rtol=1e-11)
    course = march_temperature(network, expected[0], heat, time_step=step, boundary=[wall])
    np.testing.assert_allclose(course.edges, expected, rtol=1e-11)
    np.testing.assert_allclose(course.mean, mean, rtol=1e-11)


def test_steady_heat_keeps_the_steady_temperatures() -> None:
    network, heat = satellite(), np.array([500.0, 60.0, 25.0])
    steady = steady_temperature(network, heat, GIVEN)
    for steps in (1, 5):
        loads = np.tile(heat, (steps, 1))
        orbit = periodic_temperature(network, loads, time_step=1e4, boundary=GIVEN)
        course = march_temperature(network, steady, loads, time_step=1e4, boundary=GIVEN)
        for found in (orbit, course):
            assert found.mean.shape == (steps, 3)
            assert found.edges.shape == (steps + 1, 3)
            np.testing.assert_allclose(found.mean, np.tile(steady, (steps, 1)), atol=1e-6)
            np.testing.assert_allclose(found.edges, np.tile(steady, (steps + 1, 1)), atol=1e-6)
    late = march_temperature(network, [200.0, 300.0, 280.0], np.tile(heat, (40, 1)), time_step=1e4, boundary=GIVEN)
    np.testing.assert_allclose(late.edges[-1], steady, atol=1e-6)


@pytest.mark.parametrize("answer", [periodic_temperature, march_temperature])
def test_steps_and_capacities_have_to_be_there(answer) -> None:
    start = ([300.0] * 3,) if answer is march_temperature else ()
    for step in (0.0, -1.0, np.nan):
        with pytest.raises(ValueError, match="longer than nothing"):
            answer(satellite(), *start, flashes(), time_step=step, boundary=GIVEN)
    with pytest.raises(ValueError, match="needs a heat capacity"):
        answer(satellite(0.0), *start, flashes(), time_step=STEP, boundary=GIVEN)
    short = answer(satellite(1e-3), *start, flashes()[:3], time_step=0.5, boundary=GIVEN)
    assert np.all(np.isfinite(short.mean))


def test_calm_orbits_settle_at_once_about_their_own_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of networks far apart in heat each has its own line, and one is enough; else more would be laid."""
    laid = counted_lines(monkeypatch)
    network = satellite(4000.0)
    many = Network(*(np.stack([getattr(network, name)] * 3) for name in Network.__slots__))
    heat = np.stack([flashes(dark=0.9 * bright, bright=bright) for bright in (5.0, 500.0, 20000.0)])
    periodic_temperature(many, heat, time_step=STEP, boundary=GIVEN)
    assert len(laid) == 1


def test_a_node_of_endless_capacity_keeps_the_temperature_of_the_mean_heat():
    """A step changes nothing of it to the last digit: what repeats itself is then known by its mean alone."""
    heavy = Network(np.array([1e25]), np.zeros((1, 2)), conduction(2, (0,), (1,), [2.0])[:1])
    heat = np.array([900.0, 100.0, 0.0, 200.0])[:, None]
    found = periodic_temperature(heavy, heat, time_step=STEP, boundary=[3.0])
    steady = (300.0 / (2.0 * STEFAN_BOLTZMANN) + 3.0**4) ** 0.25
    np.testing.assert_allclose(found.mean, np.full((4, 1), steady), rtol=1e-9)
    np.testing.assert_allclose(found.edges, np.full((5, 1), steady), rtol=1e-9)
