"""Networks by their modes against the same by matrices, one after the other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import expm

from studio.physics import thermal_modes
from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.thermal_modes import Modes, Networks, march_modes, periodic_modes, steady_temperatures
from studio.physics.thermal_network import Network, circulation, steady_temperature
from studio.physics.thermal_transient import march_temperature, periodic_temperature

NODES, STEPS, HOT = 5, 24, np.array([2, 4])
STEP = 60.0


def networks(
    seed: int, count: int, *, flow: bool, loop: float = 0.0, hot: np.ndarray = HOT
) -> tuple[Networks, list[Network]]:
    """Chains of nodes of which some radiate; with `flow`, heat that passes one way only, and with `loop` all round."""
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
    exchange += circulation(NODES, (0, 1, 3), loop)
    area = random.uniform(1.0, 4.0, (count, hot.size))
    capacity = random.uniform(500.0, 5e4, (count, NODES))
    radiation = np.zeros((count, NODES, NODES))
    radiation[:, hot, hot] = area
    many = Networks(capacity, exchange, STEFAN_BOLTZMANN * area, hot, symmetric=not (flow or loop))
    return many, [Network(capacity[one], exchange[one], radiation[one]) for one in range(count)]


def heat(seed: int, count: int, cases: int, steps: int = STEPS) -> np.ndarray:
    """Of nodes by steps, with a dark part."""
    random = np.random.default_rng(seed + 1)
    values = random.uniform(20.0, 300.0, (count, cases, NODES, 1)) * np.ones(steps)
    values[:, :, 2, steps // 2 :] *= random.uniform(0.2, 1.0, (count, cases, 1))
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


@pytest.mark.parametrize(("tie", "refused"), [(1e-3, False), (3e-4, False), (1e-8, True)])
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
        for order in ([0, 1], [1, 0]):  # beside one that is sound
            both = Networks(np.concatenate((many.capacity, many.capacity)), np.concatenate((exchange, many.exchange)),
                            np.concatenate((many.radiative, many.radiative)), HOT, symmetric=True)  # fmt: skip
            shared = np.concatenate((loads, heat(1, 1, 1)))[order]
            pair = both.some(np.array(order))
            with pytest.raises(ValueError, match="too far apart"):
                periodic_modes(pair, steady_temperatures(pair, shared.mean(axis=-1)), shared, np.full(2, STEP))
        return
    found = periodic_modes(loose, reference, loads, np.full(1, STEP)).edges(0)[0]
    network = Network(alone[0].capacity, exchange[0], alone[0].radiation)
    expected = periodic_temperature(network, loads[0, 0].T, time_step=STEP).edges
    assert pytest.approx(expected[:-1], abs=1e-4) == found.T


def assert_as_alone(many: Networks, alone: list[Network], loads: np.ndarray, step: np.ndarray) -> None:
    """Orbits and marches of many networks are those of each by matrices."""
    reference = steady_temperatures(many, loads.mean(axis=-1))
    waves = periodic_modes(many, reference, loads, step)
    start = np.random.default_rng(8).uniform(280.0, 330.0, (len(alone), 1, NODES))
    modes = Modes(many, start**3, step)
    amplitudes = march_modes(modes, start, loads[:, :1, :, 0], STEPS)
    marched = np.einsum("bnm,kmb->bkn", modes.of_modes[:, 0], amplitudes)
    np.testing.assert_allclose(marched.imag, 0.0, atol=1e-8)
    for one, network in enumerate(alone):
        for case in range(loads.shape[1]):
            steady = steady_temperature(network, loads[one, case].mean(axis=-1))
            np.testing.assert_allclose(reference[one, case], steady, rtol=1e-9)
            found = periodic_temperature(network, loads[one, case].T, time_step=step[one])
            np.testing.assert_allclose(waves.edges(case)[one].T, found.edges[:-1], atol=1e-5)
            np.testing.assert_allclose(waves.means(case)[one].T, found.mean, atol=1e-5)
        steps = np.repeat(loads[one, :1, :, 0], STEPS, axis=0)
        expected = march_temperature(network, start[one, 0], steps, time_step=step[one])
        np.testing.assert_allclose(marched[one].real, expected.edges, atol=1e-5)


@pytest.mark.parametrize("hot", [[1], [0, 2, 4], [0, 1, 2, 3, 4]])
@pytest.mark.parametrize("flow", [False, True])
def test_one_three_or_all_nodes_radiate(hot: list[int], flow: bool) -> None:
    many, alone = networks(4, 3, flow=flow, hot=np.array(hot))
    assert_as_alone(many, alone, heat(4, 3, 2), np.array([60.0, 20.0, 90.0]))


@pytest.mark.parametrize("steps", [1, 2, 3, 8, 9])
def test_a_fluid_that_flows_round_makes_modes_that_turn(steps: int) -> None:
    """A loop so quick that what decays also swings: its modes are complex. Orbits of few steps, even and odd."""
    many, alone = networks(6, 3, flow=False, loop=900.0)
    loads = heat(6, 3, 2, steps)
    assert np.any(Modes(many, np.full((3, 1, NODES), 300.0**3), np.full(3, STEP)).rate.imag != 0.0)
    assert_as_alone(many, alone, loads, np.array([60.0, 10.0, 5.0]))


@pytest.mark.parametrize("steps", [1, 2, 3, 8, 9])
def test_orbits_of_few_steps(steps: int) -> None:
    many, alone = networks(7, 2, flow=False)
    assert_as_alone(many, alone, heat(7, 2, 1, steps), np.full(2, STEP))


@pytest.mark.parametrize(("flow", "loop"), [(False, 0.0), (True, 0.0), (False, 700.0)])
def test_modes_step_by_the_matrix_exponential(flow: bool, loop: float) -> None:
    many, _ = networks(2, 2, flow=flow, loop=loop)
    slopes = np.random.default_rng(2).uniform(200.0, 400.0, (2, 3, NODES)) ** 3
    step = np.array([0.5, 300.0])
    modes = Modes(many, slopes, step)
    for one in range(2):
        for case in range(3):
            linear = np.array(many.exchange[one])
            linear[HOT, HOT] += many.radiative[one] * 4.0 * slopes[one, case, HOT]
            capacity = many.capacity[one]
            expected = expm(-step[one] * linear / capacity[:, None])
            of_modes, of_heat = modes.of_modes[one, case], modes.of_heat[one, case]
            np.testing.assert_allclose((of_modes * modes.whole[one, case]) @ of_heat * capacity, expected, atol=1e-11)
            still = (of_modes / modes.rate[one, case]) @ of_heat
            np.testing.assert_allclose(still, np.linalg.inv(linear), rtol=1e-9)


@pytest.mark.parametrize("turning", [False, True])
@pytest.mark.parametrize("step", [1e-7, 1e-2, 0.5, 0.99, 1.01, 3.0, 100.0, 1e5])
def test_integrals_of_modes_are_exact_for_steps_of_any_length(step: float, turning: bool) -> None:
    """φ₁(z) = ∫₀¹ e^{sz} ds and φ₂(z) = ∫₀¹ (1 − s) e^{sz} ds by points of Gauss, on both sides of short steps.

    Two nodes that decay within 1000 s and 500 s, or turn as they do.
    """
    exchange = np.array([[[1.5, -0.5 + 1.5 * turning], [-0.5 - 1.5 * turning, 1.5]]])
    exchange = exchange + np.zeros((1, 2, 2))
    pair = Networks(np.full((1, 2), 1000.0), exchange, np.zeros((1, 1)), np.array([0]), symmetric=not turning)
    modes = Modes(pair, np.zeros((1, 1, 2)), np.array([step]))
    decay = -step * modes.rate[0, 0]
    expected = -step * np.linalg.eigvals(exchange[0] / 1000.0)
    np.testing.assert_allclose(np.sort_complex(decay), np.sort_complex(expected), rtol=1e-12)
    # Pieces of the interval short against the decay, from its beginning, where all of it is.
    edges = np.concatenate(([0.0], np.geomspace(min(1.0, 1e-3 / step), 1.0, 60)))
    place, weight = np.polynomial.legendre.leggauss(20)
    long = np.diff(edges)[:, None]
    s, weight = (edges[:-1, None] + 0.5 * long * (place + 1.0)).ravel(), (0.5 * long * weight).ravel()
    rising = np.exp(decay[:, None] * s)
    np.testing.assert_allclose(modes.mean_of_state[0, 0], rising @ weight, rtol=1e-11 if turning else 1e-13)
    np.testing.assert_allclose(modes.state_of_heat[0, 0], step * (rising @ weight), rtol=1e-11 if turning else 1e-13)
    np.testing.assert_allclose(modes.mean_of_heat[0, 0], step * (rising @ (weight * (1.0 - s))), rtol=3e-10)


@pytest.mark.parametrize("loop", [0.0, 300.0])
@pytest.mark.parametrize("least", [0.0, 1e-12])
def test_nodes_without_capacity_follow_the_others(loop: float, least: float) -> None:
    """Of them nothing is stored: at every edge what comes to them goes on."""
    many, _ = networks(9, 2, flow=False, loop=loop)
    many.capacity[:, 3] = least
    start, loads = np.full((2, 1, NODES), 300.0), heat(9, 2, 1)[..., 0]
    modes = Modes(many, start**3, np.full(2, STEP))
    found = np.einsum("bnm,kmb->bkn", modes.of_modes[:, 0], march_modes(modes, start, loads, STEPS)).real
    passed = np.einsum("bn,bkn->bk", many.exchange[:, 3], found[:, 1:])
    np.testing.assert_allclose(passed, loads[:, 0, 3, None] * np.ones(STEPS), atol=1e-3)
    assert np.abs(found[:, 1:] - found[:, :1]).max() > 1.0


def test_some_of_many_are_those() -> None:
    many, _ = networks(3, 4, flow=True)
    some = many.some(np.array([3, 1]))
    loads = heat(3, 4, 2)
    found, whole = (steady_temperatures(one, load.mean(axis=-1))
                    for one, load in ((some, loads[[3, 1]]), (many, loads)))  # fmt: skip
    np.testing.assert_allclose(found, whole[[3, 1]], rtol=1e-12)
    assert not some.symmetric
    np.testing.assert_array_equal(some.hot, HOT)
    np.testing.assert_array_equal(some.capacity, many.capacity[[3, 1]])


def light(where: int, capacity: float, hotter: float = 1.0) -> Networks:
    """Three networks, of which one has light nodes that radiate, and little that holds them.

    The others are as they are where all is `hotter` by a factor: with that much more heat.
    """
    many, _ = networks(1, 3, flow=False)
    many.radiative[:] /= hotter**3
    many.radiative[where] *= hotter**3
    many.capacity[where, HOT] = capacity
    many.exchange[where] *= 0.01
    return many


def flashes(where: int, bright: float, capacity: float = 3000.0, hotter: float = 1.0) -> tuple[Networks, np.ndarray]:
    """The light one of them is lit in a third of its steps, in the second of two cases."""
    many, loads = light(where, capacity, hotter), hotter * heat(1, 3, 2)
    loads[where] = heat(1, 3, 2)[where]
    loads[where, 1, HOT] = 1.0
    loads[where, 1, HOT, :8] = bright
    return many, loads


@pytest.mark.parametrize("where", [0, 1, 2])
@pytest.mark.parametrize(("bright", "capacity"), [(3000.0, 3000.0), (9000.0, 1000.0)])
def test_one_network_that_swings_too_far_is_enough(where: int, bright: float, capacity: float) -> None:
    """It would need another line than that about its mean, which is for others to lay, sooner or later."""
    many, loads = flashes(where, bright, capacity)
    with pytest.raises(ValueError, match="repeat themselves"):
        periodic_modes(many, steady_temperatures(many, loads.mean(axis=-1)), loads, np.full(3, STEP))
    calm = heat(1, 3, 2)
    periodic_modes(many, steady_temperatures(many, calm.mean(axis=-1)), calm, np.full(3, STEP))


def test_what_swings_too_far_is_not_hidden_by_what_swings_by_more_kelvins() -> None:
    """Beside networks four times as hot that settle quickly enough."""
    bad, swinging = flashes(0, 3000.0)
    good, settling = flashes(0, 1500.0)
    for hotter in (1.0, 8.0):
        radiative = np.concatenate((bad.radiative, good.radiative[:1] / hotter**3))
        many = Networks(np.concatenate((bad.capacity, good.capacity[:1])),
                        np.concatenate((bad.exchange, good.exchange[:1])), radiative, HOT, symmetric=True)  # fmt: skip
        loads = np.concatenate((swinging, hotter * settling[:1]))
        reference = steady_temperatures(many, loads.mean(axis=-1))
        with pytest.raises(ValueError, match="repeat themselves"):
            periodic_modes(many, reference, loads, np.full(4, STEP))
        rest = np.array([1, 2, 3])
        periodic_modes(many.some(rest), reference[1:], loads[1:], np.full(3, STEP))


@pytest.mark.parametrize("where", [0, 1, 2])
@pytest.mark.parametrize(("cold", "capacity"), [(150.0, 4000.0), (3.0, 100.0)])
def test_one_start_too_far_from_where_it_leads_is_enough(where: int, cold: float, capacity: float) -> None:
    many = light(where, capacity)
    start, loads = np.full((3, 1, NODES), 300.0), heat(1, 3, 1)[..., 0]
    start[where] = cold
    loads[where] *= 10.0
    with pytest.raises(ValueError, match="do not settle"):
        march_modes(Modes(many, start**3, np.full(3, STEP)), start, loads, STEPS)
    rest = np.setdiff1d(np.arange(3), where)
    march_modes(Modes(many.some(rest), start[rest] ** 3, np.full(2, STEP)), start[rest], loads[rest], STEPS)


def test_few_newton_steps_find_the_steady_temperatures(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong slope would be made up for by more of them."""
    steps: list[int] = []
    original = thermal_modes._solved

    def counting(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
        steps.append(len(steps))
        return original(matrix, right)

    monkeypatch.setattr(thermal_modes, "_solved", counting)
    for hot in ([2, 4], [0, 2, 4]):
        steps.clear()
        many, _ = networks(5, 6, flow=True, hot=np.array(hot))
        steady_temperatures(many, heat(5, 6, 2).mean(axis=-1))
        assert len(steps) <= 7


def test_networks_that_cannot_be_are_refused_among_good_ones() -> None:
    many, _ = networks(1, 3, flow=False)
    loads = heat(1, 3, 1).mean(axis=-1)
    cold = loads.copy()
    cold[1] *= -1.0
    with pytest.raises(ValueError, match="no steady temperatures balance"):
        steady_temperatures(many, cold)
    slopes = np.full((3, 1, NODES), 300.0**3)
    slopes[2, 0, HOT[0]] = np.inf
    with pytest.raises(ValueError, match="not finite"):
        Modes(many, slopes, np.full(3, STEP))
    shut = many.exchange.copy()
    shut[1, 0], shut[1, :, 0] = 0.0, 0.0
    lone = Networks(many.capacity, shut, many.radiative, HOT, symmetric=True)
    with pytest.raises(ValueError, match="no way out"):
        steady_temperatures(lone, loads)


def test_modes_that_are_too_much_alike_are_refused() -> None:
    """A fluid that flows down a row of equal nodes, from each to the next only: its matrix has one direction."""
    row = 5.0 * (np.eye(3) - np.eye(3, k=-1))
    good = row * np.array([1.0, 2.0, 3.0])[:, None]
    hot = np.array([2])
    for second in (row, row * (1.0 + 1e-14 * np.arange(3))[:, None]):
        pair = Networks(np.full((2, 3), 1e3), np.stack((good, second)), np.zeros((2, 1)), hot, symmetric=False)
        with pytest.raises(ValueError, match="too much alike"):
            Modes(pair, np.full((2, 1, 3), 300.0**3), np.full(2, STEP))
    pair = Networks(np.full((2, 3), 1e3), np.stack((good, good)), np.zeros((2, 1)), hot, symmetric=False)
    Modes(pair, np.full((2, 1, 3), 300.0**3), np.full(2, STEP))
