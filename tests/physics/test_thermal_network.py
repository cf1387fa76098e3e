"""Networks of nodes: balances of random ones, and their course against an independent integrator."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.heat import COSMIC_BACKGROUND
from studio.physics.phi_functions import phi_functions
from studio.physics.thermal_network import (
    Network,
    circulation,
    conduction,
    steady_temperature,
    transfer,
    wall_conductance,
)
from studio.physics.thermal_transient import march_temperature, periodic_temperature

STEP = 48.0


@dataclass(frozen=True)
class Sample:
    """A random network of n nodes and space, with a loop through some of them, and the heat of an orbit."""

    network: Network
    heat: np.ndarray


def sample(seed: int, nodes: int, steps: int, cases: tuple[int, ...] = (), calm: bool = False) -> Sample:
    random = np.random.default_rng(seed)
    size = nodes + 1
    pairs = [(i, j) for i in range(nodes) for j in range(i + 1, nodes) if random.random() < 0.6 or j == i + 1]
    first, second = tuple(i for i, _ in pairs), tuple(j for _, j in pairs)
    exchange = conduction(size, first, second, 10.0 ** random.uniform(-1.0, 3.0, (*cases, len(pairs))))
    if nodes >= 3:
        loop = tuple(int(one) for one in random.permutation(nodes)[:3])
        exchange = exchange + circulation(size, loop, 10.0 ** random.uniform(1.0, 4.0))
    radiating = tuple(range(nodes))
    radiation = conduction(size, radiating, (nodes,) * nodes, 10.0 ** random.uniform(-1.0, 1.5, (*cases, nodes)))
    radiation = radiation + conduction(size, first, second, random.uniform(0.0, 1.0, (*cases, len(pairs))))
    capacity = 10.0 ** random.uniform(2.0, 6.0, (*cases, nodes))
    heat = 10.0 ** random.uniform(1.0, 4.0, (*cases, 1, nodes)) * np.ones((steps, 1))
    if calm:
        turn = 2.0 * np.pi * (np.arange(steps) + 0.5) / steps
        heat = heat * (1.0 + 0.5 * np.sin(turn + random.uniform(0.0, 6.0)))[:, None]
    else:
        dark = (np.arange(steps) + int(random.integers(steps))) % steps < 0.4 * steps
        heat = heat * np.where(dark, random.uniform(0.0, 1.0), 1.0)[:, None]
    return Sample(Network(capacity, exchange[..., :nodes, :], radiation[..., :nodes, :]), heat)


def leaving(network: Network, temperature: np.ndarray) -> np.ndarray:
    """Heat that leaves each node [W], from the matrices as they are written down; the last column is space."""
    whole = np.concatenate((temperature, np.full((*temperature.shape[:-1], 1), COSMIC_BACKGROUND)), axis=-1)
    linear = np.einsum("...ij,...kj->...ki", network.exchange, whole)
    return linear + STEFAN_BOLTZMANN * np.einsum("...ij,...kj->...ki", network.radiation, whole**4)


def to_space(network: Network, temperature: np.ndarray) -> np.ndarray:
    emitting = -network.radiation[..., -1]
    return STEFAN_BOLTZMANN * (emitting[..., None, :] * (temperature**4 - COSMIC_BACKGROUND**4)).sum(axis=-1)


@given(st.integers(0, 2**32 - 1), st.integers(1, 8))
@settings(max_examples=60)
def test_what_enters_a_steady_network_leaves_it(seed: int, nodes: int) -> None:
    one = sample(seed, nodes, 1)
    heat = one.heat[0]
    temperature = steady_temperature(one.network, heat, [COSMIC_BACKGROUND])
    assert np.all(temperature > COSMIC_BACKGROUND)
    lost = to_space(one.network, temperature[None])[0]
    assert lost == pytest.approx(heat.sum(), rel=1e-6)
    np.testing.assert_allclose(leaving(one.network, temperature[None])[0], heat, atol=1e-6 * heat.sum())


@given(st.integers(0, 2**32 - 1), st.integers(1, 8), st.integers(2, 120))
@settings(max_examples=60, deadline=None)
def test_energy_closes_in_every_step_and_over_the_orbit(seed: int, nodes: int, steps: int) -> None:
    one = sample(seed, nodes, steps)
    orbit = periodic_temperature(one.network, one.heat, time_step=STEP, boundary=[COSMIC_BACKGROUND])
    scale = one.heat.sum(axis=-1).max()
    stored = one.network.capacity * np.diff(orbit.edges, axis=0) / STEP
    np.testing.assert_allclose(one.heat - leaving(one.network, orbit.mean) - stored, 0.0, atol=1e-6 * scale)
    assert np.mean(to_space(one.network, orbit.mean)) == pytest.approx(np.mean(one.heat.sum(axis=-1)), rel=1e-6)
    np.testing.assert_allclose(orbit.edges[0], orbit.edges[-1], rtol=1e-12)


@given(st.integers(0, 2**32 - 1), st.integers(1, 8), st.integers(1, 100))
@settings(max_examples=40, deadline=None)
def test_energy_closes_in_every_step_of_a_march(seed: int, nodes: int, steps: int) -> None:
    one = sample(seed, nodes, steps)
    start = np.linspace(250.0, 320.0, nodes)
    course = march_temperature(one.network, start, one.heat, time_step=STEP, boundary=[COSMIC_BACKGROUND])
    np.testing.assert_allclose(course.edges[0], start, rtol=1e-12)
    stored = one.network.capacity * np.diff(course.edges, axis=0) / STEP
    scale = one.heat.sum(axis=-1).max() + (one.network.capacity * 320.0 / STEP).max() * 1e-6
    np.testing.assert_allclose(one.heat - leaving(one.network, course.mean) - stored, 0.0, atol=1e-6 * scale)


def integrated(one: Sample, start: np.ndarray) -> np.ndarray:
    """Temperatures at the edges of the steps by a stiff integrator of scipy, started anew in every step."""
    radiation, exchange = one.network.radiation, one.network.exchange
    edges = [start]
    for heat in one.heat:
        def slope(_: float, t: np.ndarray, heat: np.ndarray = heat) -> np.ndarray:
            whole = np.append(t, COSMIC_BACKGROUND)
            return (heat - exchange @ whole - STEFAN_BOLTZMANN * (radiation @ whole**4)) / one.network.capacity

        found = solve_ivp(slope, (0.0, STEP), edges[-1], method="LSODA", rtol=1e-9, atol=1e-9)
        assert found.success
        edges.append(found.y[:, -1])
    return np.array(edges)


@pytest.mark.parametrize("seed", range(6))
def test_an_orbit_is_that_of_an_independent_integrator(seed: int) -> None:
    one = sample(seed, 5, 120, calm=seed % 2 == 0)
    orbit = periodic_temperature(one.network, one.heat, time_step=STEP, boundary=[COSMIC_BACKGROUND])
    np.testing.assert_allclose(integrated(one, orbit.edges[0]), orbit.edges, atol=0.05)


@pytest.mark.parametrize("seed", range(4))
def test_a_march_is_that_of_an_independent_integrator(seed: int) -> None:
    one = sample(seed + 100, 5, 60)
    start = steady_temperature(one.network, one.heat.mean(axis=0), [COSMIC_BACKGROUND])
    course = march_temperature(one.network, start, one.heat, time_step=STEP, boundary=[COSMIC_BACKGROUND])
    np.testing.assert_allclose(integrated(one, start), course.edges, atol=0.05)


def test_a_conducting_body_cools_by_the_exponential_law() -> None:
    """Without radiation the steps are exact, however long they are."""
    network = Network(np.array([5e4]), conduction(2, (0,), (1,), [25.0])[:1], np.zeros((1, 2)))
    course = march_temperature(network, [400.0], np.zeros((5, 1)), time_step=1500.0, boundary=[300.0])
    np.testing.assert_allclose(course.edges[:, 0], 300.0 + 100.0 * np.exp(-25.0 / 5e4 * 1500.0 * np.arange(6)),
                               rtol=1e-13)  # fmt: skip


def test_one_node_radiates_to_equilibrium() -> None:
    network = Network(np.array([1.0]), np.zeros((1, 2)), conduction(2, (0,), (1,), [2.0])[:1])
    temperature = steady_temperature(network, [2.0 * STEFAN_BOLTZMANN * (300.0**4 - 4.0**4)], [4.0])
    assert temperature[0] == pytest.approx(300.0, abs=1e-9)


def test_boundaries_that_change_through_the_orbit_carry_their_heat() -> None:
    steps = 40
    network = Network(np.array([2e4]), conduction(3, (0,), (1,), [30.0])[:1], conduction(3, (0,), (2,), [4.0])[:1])
    given = np.column_stack((300.0 + 30.0 * np.sin(np.arange(steps) * 2.0 * np.pi / steps), np.full(steps, 3.0)))
    orbit = periodic_temperature(network, np.zeros((steps, 1)), time_step=STEP, boundary=given)
    inward = 30.0 * (given[:, 0] - orbit.mean[:, 0])
    outward = STEFAN_BOLTZMANN * 4.0 * (orbit.mean[:, 0] ** 4 - 3.0**4)
    np.testing.assert_allclose(inward - outward, 2e4 * np.diff(orbit.edges[:, 0]) / STEP, atol=1e-6)
    assert inward.mean() == pytest.approx(outward.mean(), rel=1e-9)


def test_a_fluid_takes_up_what_a_wall_gives_along_it() -> None:
    """Outlet of a pipe whose wall is at 350 K and whose fluid enters at 300 K: T_w − (T_w − T_in) e^−NTU."""
    rate, ua = 500.0, 800.0
    exchange = conduction(3, (0,), (1,), [float(wall_conductance(rate, ua))])
    exchange[0, 0] += rate
    exchange[0, 2] -= rate
    outlet = steady_temperature(Network(np.ones(1), exchange[:1], np.zeros((1, 3))), [0.0], [350.0, 300.0])
    assert outlet[0] == pytest.approx(350.0 - 50.0 * np.exp(-1.6), rel=1e-12)
    assert wall_conductance(0.0, 10.0) == 0.0


def test_a_heat_exchanger_between_two_loops_passes_its_duty() -> None:
    """Hot loop 0–1, cold loop 2–3; heat into 0, and out of 2 to a sink."""
    size, hot, cold, passed = 5, 400.0, 900.0, 320.0
    exchange = (
        circulation(size, (0, 1), hot) + circulation(size, (2, 3), cold) + transfer(size, 1, 3, 0, 2, passed)
        + conduction(size, (2,), (4,), [600.0])
    )  # fmt: skip
    network = Network(np.ones(4), exchange[:4], np.zeros((4, 5)))
    t = steady_temperature(network, [2000.0, 0.0, 0.0, 0.0], [280.0])
    assert passed * (t[0] - t[2]) == pytest.approx(2000.0)
    assert hot * (t[0] - t[1]) == pytest.approx(2000.0)
    assert cold * (t[3] - t[2]) == pytest.approx(2000.0)
    assert 600.0 * (t[2] - 280.0) == pytest.approx(2000.0)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=15, deadline=None)
def test_cases_side_by_side_are_those_one_by_one(seed: int) -> None:
    many = sample(seed, 4, 30, cases=(3,), calm=True)
    together = periodic_temperature(many.network, many.heat, time_step=STEP, boundary=[COSMIC_BACKGROUND])
    for case in range(3):
        one = Network(many.network.capacity[case], many.network.exchange[case], many.network.radiation[case])
        alone = periodic_temperature(one, many.heat[case], time_step=STEP, boundary=[COSMIC_BACKGROUND])
        # Where one case needs its radiation split anew all of them do: the same orbit, within the error of the steps.
        np.testing.assert_allclose(together.edges[case], alone.edges, atol=0.05)


def test_phi_functions_of_a_number_and_of_a_triangle() -> None:
    for z in (-1e6, -40.0, -1.0, -1e-3, 0.0, 0.3):
        whole, first, second = (float(one[0, 0]) for one in phi_functions([[z]]))
        assert whole == pytest.approx(np.exp(z), rel=1e-9, abs=1e-15)
        assert first == pytest.approx(np.expm1(z) / z if z else 1.0, rel=1e-9)
        assert second == pytest.approx((np.expm1(z) - z) / z**2 if abs(z) > 0.01 else 0.5 + z / 6.0, rel=1e-6)
    defective, _, _ = phi_functions([[-1.0, 1.0], [0.0, -1.0]])
    np.testing.assert_allclose(defective, np.exp(-1.0) * np.array([[1.0, 1.0], [0.0, 1.0]]), atol=1e-14)


def test_conductances_that_differ_by_eighteen_powers_of_ten_leave_no_more_digits_and_are_answered() -> None:
    """A network whose Newton steps end in noise of 1e-6 K: it was taken for one without a balance."""
    paths = conduction(7, (0, 1, 2, 3, 4), (1, 2, 3, 4, 6), [3e6, 1.5e15, 6e10, 2e4, 3e5])
    space = conduction(7, (2, 3), (5, 5), [1.0, 1.8e7])
    network = Network(np.ones(5), paths[:5], space[:5])
    found = steady_temperature(network, [2766.0, 415.0, 178.0, 2092.0, 0.0], [COSMIC_BACKGROUND, 353.0])
    assert np.all((found > 40.0) & (found < 353.0))
    assert found[0] == pytest.approx(found[2], rel=1e-4)


def test_impossible_networks_are_refused() -> None:
    lone = Network(np.array([1e3]), np.zeros((1, 2)), np.zeros((1, 2)))
    with pytest.raises(ValueError, match="no way out"):
        steady_temperature(lone, [1.0], [3.0])
    with pytest.raises(ValueError, match="each boundary"):
        steady_temperature(lone, [1.0], [])
    sound = Network(np.array([1e3]), conduction(2, (0,), (1,), [1.0])[:1], np.zeros((1, 2)))
    with pytest.raises(ValueError, match="longer than nothing"):
        periodic_temperature(sound, np.ones((3, 1)), time_step=0.0, boundary=[3.0])
    massless = Network(np.array([0.0]), sound.exchange, sound.radiation)
    with pytest.raises(ValueError, match="heat capacity"):
        march_temperature(massless, [300.0], np.ones((3, 1)), time_step=1.0, boundary=[3.0])
    with pytest.raises(ValueError, match="no steady temperatures"):
        steady_temperature(Network(np.ones(1), np.zeros((1, 2)), conduction(2, (0,), (1,), [1.0])[:1]), [-5.0], [3.0])


@pytest.mark.parametrize("conductance", [1e13, 1e14, 1e15])
def test_a_light_node_on_a_conductance_without_bounds_follows_its_neighbour(conductance: float) -> None:
    """Ten joules per kelvin that keep up within 1e-17 of a step: rounding blew the exponential up."""
    paths = conduction(5, (0, 1, 1), (1, 2, 3), [1.2e6, conductance, 1.2e7])[:4]
    network = Network(np.array([1.1e12, 1.9e12, 10.0, 10.0]), paths, np.zeros((4, 5)))
    heat, step = np.array([7e6, 8e6, 0.0, 2e7]), 54000.0
    found = march_temperature(network, np.full(4, 120.0), np.repeat(heat[None], 48, axis=0), time_step=step,
                              boundary=[COSMIC_BACKGROUND])  # fmt: skip
    end = found.edges[-1]
    assert end[2] == pytest.approx(end[1], abs=1e-3)
    assert end[3] == pytest.approx(end[1] + 2e7 / 1.2e7, abs=1e-3)
    stored = network.capacity @ (end - 120.0)
    assert stored == pytest.approx(48 * step * heat.sum(), rel=2e-3)
