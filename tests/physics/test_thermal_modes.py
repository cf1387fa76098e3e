"""Networks by their modes against the same by matrices, one after the other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.thermal_modes import Modes, Networks, march_modes, periodic_modes, steady_temperatures
from studio.physics.thermal_network import Network, steady_temperature
from studio.physics.thermal_transient import march_temperature, periodic_temperature

NODES, STEPS, HOT = 5, 24, np.array([2, 4])
STEP = 60.0


def networks(seed: int, count: int, *, flow: bool) -> tuple[Networks, list[Network]]:
    """Chains of nodes of which two radiate; with `flow`, heat that passes one way only."""
    random = np.random.default_rng(seed)
    exchange = np.zeros((count, NODES, NODES))
    for first, second in ((0, 1), (1, 2), (1, 3), (3, 4)):
        conductance = random.uniform(5.0, 200.0, count)
        exchange[:, first, first] += conductance
        exchange[:, second, second] += conductance
        exchange[:, first, second] -= conductance
        exchange[:, second, first] -= conductance
    if flow:  # what the first node is above the third drives heat from the second to the fourth
        passed = random.uniform(1.0, 20.0, count)
        exchange[:, 1, 0] += passed
        exchange[:, 1, 2] -= passed
        exchange[:, 3, 0] -= passed
        exchange[:, 3, 2] += passed
    area = random.uniform(1.0, 4.0, (count, HOT.size))
    capacity = random.uniform(500.0, 5e4, (count, NODES))
    radiation = np.zeros((count, NODES, NODES))
    radiation[:, HOT, HOT] = area
    many = Networks(capacity, exchange, STEFAN_BOLTZMANN * area, HOT, symmetric=not flow)
    return many, [Network(capacity[one], exchange[one], radiation[one]) for one in range(count)]


def heat(seed: int, count: int, cases: int) -> np.ndarray:
    """Of nodes by steps, with a dark part."""
    random = np.random.default_rng(seed + 1)
    values = random.uniform(20.0, 300.0, (count, cases, NODES, 1)) * np.ones(STEPS)
    values[:, :, 2, STEPS // 2 :] *= random.uniform(0.2, 1.0, (count, cases, 1))
    return values


@given(st.integers(0, 2**32 - 1), st.booleans())
def test_an_orbit_that_repeats_itself(seed: int, flow: bool) -> None:
    count, cases = 3, 2
    many, alone = networks(seed, count, flow=flow)
    loads = heat(seed, count, cases)
    reference = steady_temperatures(many, loads.mean(axis=-1))
    waves = periodic_modes(many, reference, loads, np.full(count, STEP))
    for one, network in enumerate(alone):
        for case in range(cases):
            steady = steady_temperature(network, loads[one, case].mean(axis=-1))
            assert reference[one, case] == pytest.approx(steady, rel=1e-9)
            found = periodic_temperature(network, loads[one, case].T, time_step=STEP)
            assert pytest.approx(found.edges[:-1], abs=1e-5) == waves.edges(case)[one].T
            assert pytest.approx(found.mean, abs=1e-5) == waves.means(case)[one].T


@given(st.integers(0, 2**32 - 1), st.booleans())
def test_what_follows_from_a_start(seed: int, flow: bool) -> None:
    count = 3
    many, alone = networks(seed, count, flow=flow)
    start = np.random.default_rng(seed).uniform(280.0, 330.0, (count, 1, NODES))
    loads = heat(seed, count, 1)[..., 0]
    modes = Modes(many, start**3, np.full(count, STEP))
    amplitudes = march_modes(modes, start, loads, STEPS)
    found = np.einsum("bnm,kmb->bkn", modes.of_modes[:, 0], amplitudes).real
    for one, network in enumerate(alone):
        steps = np.repeat(loads[one], STEPS, axis=0)
        expected = march_temperature(network, start[one, 0], steps, time_step=STEP)
        assert found[one] == pytest.approx(expected.edges, abs=1e-5)


def test_heat_without_a_way_out_is_said() -> None:
    many, _ = networks(1, 2, flow=False)
    shut = Networks(many.capacity, np.zeros_like(many.exchange), many.radiative, many.hot, symmetric=True)
    with pytest.raises(ValueError, match="no way out"):
        steady_temperatures(shut, np.ones((2, 1, NODES)))
    with pytest.raises(ValueError, match="no way out"):
        periodic_modes(shut, np.full((2, 1, NODES), 300.0), np.ones((2, 1, NODES, STEPS)), np.full(2, STEP))


@pytest.mark.parametrize(("tie", "refused"), [(1e-3, False), (1e-8, True)])
def test_modes_so_far_apart_that_rounding_takes_the_slowest_are_refused(tie: float, refused: bool) -> None:
    """A node that is tied to the rest by next to nothing and heats up by as much as if it were not."""
    many, alone = networks(1, 1, flow=False)
    exchange = 1e5 * many.exchange
    exchange[0, 0], exchange[0, :, 0] = 0.0, 0.0
    exchange[0, 1, 1] -= 1e5 * alone[0].exchange[0, 0] - tie
    exchange[0, [0, 0, 1], [0, 1, 0]] = tie, -tie, -tie
    loads = heat(1, 1, 1)
    loads[:, :, 0] *= 0.3 * tie / 60.0
    loose = Networks(many.capacity, exchange, many.radiative, HOT, symmetric=True)
    reference = steady_temperatures(loose, loads.mean(axis=-1))
    if refused:
        with pytest.raises(ValueError, match="too far apart"):
            periodic_modes(loose, reference, loads, np.full(1, STEP))
        return
    found = periodic_modes(loose, reference, loads, np.full(1, STEP)).edges(0)[0]
    network = Network(alone[0].capacity, exchange[0], alone[0].radiation)
    expected = periodic_temperature(network, loads[0, 0].T, time_step=STEP).edges
    assert pytest.approx(expected[:-1], abs=1e-4) == found.T
