"""Steps cut at the edges of the shadow: nothing is gained or lost, and batteries are those of far finer steps."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.battery import periodic_battery
from studio.physics.battery_sizing import minimum_battery_capacity
from studio.physics.orbit import MeanElements
from studio.physics.season import season_map
from studio.physics.shadow_steps import shadow_steps

CHAIN = {"charge_efficiency": 0.96, "discharge_efficiency": 0.95, "regulator_efficiency": 0.97}
FINER = 100


def lights(seed: int, days: int, steps: int) -> np.ndarray:
    """Orbits with a shadow anywhere, of any length, with sharp or blurred edges; some without any."""
    random = np.random.default_rng(seed)
    middle, half = random.uniform(0.0, steps, (days, 1)), random.uniform(-2.0, 0.4 * steps, (days, 1))
    blur = random.choice([0.3, 1.0, 3.0], (days, 1))
    away = np.abs((np.arange(steps) - middle + 0.5 * steps) % steps - 0.5 * steps)
    return np.clip((away - half) / blur + 0.5, 0.0, 1.0)


@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.integers(2, 40))
def test_parts_have_the_means_of_the_steps_and_are_bright_or_dark(seed: int, days: int, steps: int) -> None:
    light = lights(seed, days, steps)
    found = shadow_steps(light)
    assert found.share.shape == (days, steps + 2)
    assert found.share.min() > 0.0
    np.testing.assert_allclose(found.share.sum(axis=-1), steps)
    load = np.random.default_rng(seed).uniform(1.0, 2.0, steps)
    for mean, dark in ((light, 0.0), (300.0 * light, 0.0), (load * (0.4 + 0.6 * light), 0.4 * load)):
        parts = found.parts(mean, dark)
        np.testing.assert_allclose(found.means(parts), np.broadcast_to(mean, light.shape), rtol=1e-12, atol=1e-12)
        assert parts.min() >= -1e-12
    cut = np.sort(found.parts(light).reshape(-1)[found.second])  # the later parts: bright after dark, or dark after
    assert np.all((cut < 1e-12) | (cut > 1.0 - 1e-12) | np.isin(cut, light))


@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.floats(0.0, 2e6))
def test_a_step_in_two_parts_of_the_same_power_is_the_step(seed: int, steps: int, capacity: float) -> None:
    random = np.random.default_rng(seed)
    array, load = random.uniform(0.0, 2000.0, steps), random.uniform(0.0, 900.0, steps)
    cut = random.uniform(0.1, 0.9, steps)
    shares = np.stack((cut, 1.0 - cut), axis=-1).reshape(-1)
    whole = periodic_battery(array, load, time_step=50.0, capacity=capacity, **CHAIN)
    parts = periodic_battery(np.repeat(array, 2), np.repeat(load, 2), time_step=50.0, capacity=capacity,
                             step_shares=shares, **CHAIN)  # fmt: skip
    np.testing.assert_allclose(parts.stored_energy[::2], whole.stored_energy, rtol=1e-9, atol=1e-3)
    for flow in ("charge_power", "discharge_power", "curtailed_power", "shed_power", "served_power", "loss_power"):
        both = (getattr(parts, flow) * shares).reshape(-1, 2).sum(axis=-1)
        np.testing.assert_allclose(both, getattr(whole, flow), atol=1e-6)
    assert parts.depth_of_discharge == pytest.approx(whole.depth_of_discharge, abs=1e-9)
    assert parts.energy_surplus == pytest.approx(whole.energy_surplus, abs=1e-3)
    needed = [
        minimum_battery_capacity(np.repeat(array, 2), np.repeat(load, 2), time_step=50.0, step_shares=shares, **CHAIN),
        minimum_battery_capacity(array, load, time_step=50.0, **CHAIN),
    ]
    assert needed[0] == pytest.approx(needed[1], rel=1e-9, abs=1e-6)


def taken(light: np.ndarray, kept: float, ratio: float, period: float) -> SimpleNamespace:
    """(D,) Energy taken out by 1 kW of load under an array of `ratio` times that, in equal and in cut steps [J]."""
    capacity = 2e7

    def deepest(array: np.ndarray, load: np.ndarray, shares: np.ndarray | float) -> np.ndarray:
        orbit = periodic_battery(array, load, time_step=period / light.shape[-1], capacity=capacity, step_shares=shares,
                                 **CHAIN)  # fmt: skip
        assert orbit.shed_power.max() == 0.0
        return capacity * orbit.depth_of_discharge

    cut = shadow_steps(light)
    load = 1000.0 * (kept + (1.0 - kept) * light)
    return SimpleNamespace(
        equal=deepest(1000.0 * ratio * light, load, 1.0),
        cut=deepest(cut.parts(1000.0 * ratio * light), cut.parts(load, 1000.0 * kept), cut.share),
    )


@pytest.mark.parametrize("kept", [1.0, 0.5])
@pytest.mark.parametrize("ratio", [2.2, 4.0])
@pytest.mark.parametrize(("height", "tilt"), [(500e3, 30.0), (650e3, 97.98), (1200e3, 60.0), (35.786e6, 1.0)])
def test_the_depth_is_that_of_an_integration_a_hundred_times_finer(
    height: float, tilt: float, ratio: float, kept: float
) -> None:
    """Errors in what the load takes in one step: cut steps are never low, equal ones by up to a whole step."""
    elements = MeanElements(6378137.0 + height, 0.0, np.radians(tilt), 1.0, 0.0, 0.0)
    coarse = season_map(elements, 0.0, days=365, step=20)
    fine = season_map(elements, 0.0, days=365, step=20, phases=120 * FINER)
    period = float(coarse.period)
    known, found = taken(fine.visible_fraction, kept, ratio, period).equal, taken(
        coarse.visible_fraction, kept, ratio, period)  # fmt: skip
    of_a_step = 1000.0 * period / 120 / CHAIN["discharge_efficiency"]
    cut, equal = (found.cut - known) / of_a_step, (found.equal - known) / of_a_step
    assert cut.min() > -0.02
    assert cut.max() < 0.75  # where the orbit grazes the shadow, and a penumbra is taken for an edge
    assert abs(cut[known.argmax()]) < 0.3
    assert equal.min() < -0.2
    assert np.abs(cut).mean() < 0.5 * np.abs(equal).mean()


def reference_parts(light: list[float]) -> list[tuple[int, float, float]]:
    """(Step, share of it, light) of the parts of one orbit by hand, where at most one step goes and one comes back."""
    parts = []
    for step, value in enumerate(light):
        before, after = light[step - 1], light[(step + 1) % len(light)]
        if 0.0 < value < 1.0 and max(abs(value - before), abs(after - value)) >= 0.5:
            both = [(step, 1.0 - value, 0.0), (step, value, 1.0)]
            parts += both if after > before else both[::-1]
        else:
            parts.append((step, 1.0, value))
    return parts


ONE_SHADOW = [
    [1.0, 1.0, 0.25, 0.0, 0.0, 0.7, 1.0],
    [0.4, 0.0, 0.9, 1.0, 1.0, 1.0, 1.0],
    [0.0, 0.0, 0.6, 1.0, 1.0, 0.3, 0.0],
    [0.8, 1.0, 1.0, 1.0, 1.0, 1.0, 0.2],
]


@pytest.mark.parametrize("light", ONE_SHADOW)
def test_each_edge_divides_its_step(light: list[float]) -> None:
    """Lit first where the light goes, dark first where it comes back; as long as the light says."""
    found = shadow_steps([light])
    wanted = reference_parts(light)
    assert found.source[0].tolist() == [step for step, _, _ in wanted]
    np.testing.assert_allclose(found.share[0], [share for _, share, _ in wanted], rtol=1e-12)
    np.testing.assert_allclose(found.parts([light])[0], [value for _, _, value in wanted], atol=1e-12)
    firsts = [[step for step, _, _ in wanted].index(number) for number in range(len(light))]
    assert found.first[0].tolist() == firsts


def test_orbits_together_are_those_alone_and_starts_are_those_of_the_steps() -> None:
    """Orbits with two edges, with one and with none, of which other steps are halved."""
    rows = [*ONE_SHADOW, [1.0] * 7, [0.0] * 7, [0.0, 0.5, 1.0, 0.9, 0.6, 0.3, 0.0], [0.5] * 7]
    light = np.array(rows)
    found = shadow_steps(light)
    edges = np.cumsum(np.insert(found.share, 0, 0.0, axis=-1), axis=-1)
    # Where parts begin, counted in steps, those of the steps begin at whole numbers.
    np.testing.assert_allclose(found.starts(edges), np.tile(np.arange(7.0), (8, 1)), atol=1e-12)
    parts = found.parts(light, 0.0)
    for row, one in enumerate(rows):
        alone = shadow_steps([one])
        for name in ("share", "lit", "dark_first"):
            np.testing.assert_array_equal(getattr(found, name)[row], getattr(alone, name)[0])
        np.testing.assert_array_equal(found.source[row] - 7 * row, alone.source[0])
        np.testing.assert_array_equal(found.first[row] - 9 * row, alone.first[0])
        np.testing.assert_array_equal(found.second[row] - 9 * row, alone.second[0])
        np.testing.assert_array_equal(found.cut[row] - 7 * row, alone.cut[0])
        np.testing.assert_array_equal(parts[row], alone.parts([one], 0.0)[0])
    # Two different steps of every orbit are cut, even where there is no edge; those in halves.
    assert np.all(np.diff(found.cut, axis=-1) > 0)
    assert np.all(found.share[[4, 5, 7]].min(axis=-1) == 0.5)


def test_of_several_edges_the_one_that_divides_its_step_most_evenly_is_cut() -> None:
    """Of equals the first, and none in a long penumbra, where each step differs from the next by less than a half."""
    found = shadow_steps([
        [1.0, 0.9, 0.0, 0.1, 1.0, 0.6, 0.0, 0.3, 1.0],
        [1.0, 0.3, 0.0, 0.4, 1.0, 0.3, 0.0, 0.4, 1.0],
        [1.0, 0.8, 0.6, 0.4, 0.2, 0.0, 0.3, 0.7, 1.0],
    ])
    assert found.cut[0].tolist() == [5, 7]
    assert found.cut[1].tolist() == [9 + 1, 9 + 3]
    assert found.lit[0].tolist() == [0.6, 0.3]
    assert found.lit[2].tolist() == [1.0, 1.0]
    # A difference of a half is an edge; a little less is none.
    assert shadow_steps([[0.0, 0.5, 1.0, 1.0]]).lit.min() == 0.5
    assert shadow_steps([[0.0, 0.49, 0.97, 1.0]]).lit.min() == 1.0


def test_where_the_dark_is_not_nought_the_bright_part_makes_up_for_it() -> None:
    light, dark = np.array([[1.0, 0.25, 0.0, 0.5, 1.0]]), np.array([3.0, 2.0, 1.0, 4.0, 5.0])
    mean = light * 10.0 + (1.0 - light) * dark
    parts = shadow_steps(light).parts(mean, dark)
    np.testing.assert_allclose(parts, [[10.0, 10.0, 2.0, 1.0, 4.0, 10.0, 10.0]], rtol=1e-12)
    np.testing.assert_allclose(shadow_steps(light).parts(mean, dark[None]), parts)


def test_a_single_step_cannot_be_cut_twice() -> None:
    with pytest.raises(ValueError, match="an orbit needs at least two steps"):
        shadow_steps([[0.5]])
    np.testing.assert_allclose(shadow_steps([[0.0, 0.5]]).share.sum(axis=-1), 2.0)


@pytest.mark.parametrize(("light", "cut", "dark_first"), [
    ([0.6, 0.0, 0.3, 0.6, 0.9, 1.0], [0, 1], [False, False]),  # the light goes in the first step, and comes back slowly
    ([1.0, 0.7, 0.4, 0.1, 0.0, 0.6], [0, 5], [False, True]),  # it comes back in the last
    ([1.0, 0.7, 0.4, 0.1, 0.6, 1.0], [4, 5], [True, False]),
    ([0.0, 0.0, 0.6, 0.0, 0.0, 0.0], [2, 3], [False, False]),  # as much before as after: taken for going
    ([1.0, 0.4, 1.0, 1.0, 1.0, 1.0], [1, 2], [False, False]),
    ([1.0, 1.0, 1.0, 1.0, 1.0, 0.4], [0, 5], [False, False]),
])  # fmt: skip
def test_an_orbit_with_one_edge_is_cut_at_the_next_step_too(light, cut, dark_first) -> None:
    found = shadow_steps([light])
    assert found.cut[0].tolist() == cut
    assert found.dark_first[0].tolist() == dark_first
    halved = found.lit[0] == 1.0
    assert halved.sum() == 1
    np.testing.assert_allclose(found.share.reshape(-1)[found.second[0][halved]], 0.5)
    np.testing.assert_allclose(found.share.sum(), len(light))
    np.testing.assert_allclose(found.means(found.parts([light])), [light], atol=1e-12)
