"""The orbit that repeats itself, against batteries that are simulated step by step until nothing changes any more."""

import numpy as np
import pytest

from studio.physics.array_sizing import smallest_array
from studio.physics.battery import periodic_battery
from studio.physics.battery_sizing import minimum_battery_capacity

STEPS, STEP = 24, 60.0
CHAIN = {"charge_efficiency": 0.94, "discharge_efficiency": 0.92, "regulator_efficiency": 0.97}


def flown(array: np.ndarray, load: np.ndarray, capacity: float, limit: float) -> np.ndarray:
    """(N + 1,) Energy at the edges of the steps after many revolutions from a full battery [J]."""
    floor, stored = capacity * (1.0 - limit), capacity
    edges = np.empty(STEPS + 1)
    for _ in range(400):
        edges[0] = stored
        for k in range(STEPS):
            surplus = array[k] * CHAIN["regulator_efficiency"] - load[k]
            gain = surplus * CHAIN["charge_efficiency"] if surplus > 0.0 else surplus / CHAIN["discharge_efficiency"]
            stored = min(max(stored + gain * STEP, floor), capacity)
            edges[k + 1] = stored
        if edges[0] == stored:
            return edges
    return edges


def orbits(seed: int, count: int, darks: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    array = rng.uniform(150.0, 400.0, (count, STEPS))
    for row in array:
        for _ in range(darks):
            row[(np.arange(rng.integers(2, 9)) + rng.integers(STEPS)) % STEPS] = 0.0
    return array, rng.uniform(60.0, 100.0, (count, STEPS))


@pytest.mark.parametrize("darks", [0, 1, 2, 3])
@pytest.mark.parametrize("seed", range(6))
def test_many_batteries_at_once_are_those_flown_one_by_one(darks: int, seed: int) -> None:
    """Some so small that they are empty before the dark is over, some so large that it hardly counts."""
    count = 12
    array, load = orbits(seed, count, darks)
    capacity = 10.0 ** np.random.default_rng(seed).uniform(3.0, 5.5, count)
    found = periodic_battery(array, load, time_step=STEP, capacity=capacity, depth_of_discharge_limit=0.7, **CHAIN)
    for row in range(count):
        expected = flown(array[row], load[row], float(capacity[row]), 0.7)
        np.testing.assert_allclose(found.stored_energy[row], expected, rtol=1e-9, atol=1e-6 * capacity[row])
        assert found.depth_of_discharge[row] == pytest.approx(1.0 - expected.min() / capacity[row], abs=1e-9)


@pytest.mark.parametrize("darks", [1, 2])
def test_the_smallest_battery_just_carries_its_load(darks: int) -> None:
    array, load = orbits(3, 8, darks)
    array *= 1.6
    chain = CHAIN | {"depth_of_discharge_limit": 0.6}
    needed = minimum_battery_capacity(array, load, time_step=STEP, **chain)
    assert needed.shape == (8,)
    for row in range(8):
        alone = minimum_battery_capacity(array[row], load[row], time_step=STEP, **chain)
        assert needed[row] == alone  # whatever the others need
    for share, sheds in ((1.0 + 1e-9, False), (0.98, True)):
        flow = periodic_battery(array, load, time_step=STEP, capacity=share * needed, **chain)
        assert np.array_equal(flow.shed_power.max(axis=-1) > 1e-6, np.full(8, sheds))


def test_what_no_battery_helps() -> None:
    load = np.full(STEPS, 100.0)
    balanced = np.where(np.arange(STEPS) < 12, 200.0, 0.0)
    assert minimum_battery_capacity(balanced, load, time_step=STEP) == pytest.approx(12 * 100.0 * STEP)
    assert minimum_battery_capacity(balanced * (1.0 - 1e-9), load, time_step=STEP) == np.inf
    assert minimum_battery_capacity(np.full(STEPS, 100.0), load, time_step=STEP) == 0.0
    assert minimum_battery_capacity(balanced, load, time_step=STEP, max_discharge_power=100.0) < np.inf
    assert minimum_battery_capacity(balanced, load, time_step=STEP, max_discharge_power=99.0) == np.inf
    assert minimum_battery_capacity(balanced, load, time_step=STEP, max_charge_power=99.0) == np.inf
    bounded = minimum_battery_capacity(3.0 * balanced, load, time_step=STEP, max_discharge_power=[99.0, 101.0])
    assert bounded[0] == np.inf
    assert bounded[1] == pytest.approx(12 * 100.0 * STEP)


@pytest.mark.parametrize("limit", [np.inf, 140.0])
def test_the_smallest_array_of_several_satellites_is_that_of_each(limit: float) -> None:
    unit, load = orbits(5, 9, 1)
    unit, owner = unit / 100.0, np.array([0, 1, 2, 0, 1, 2, 0, 1, 2])
    chain = CHAIN | {"max_charge_power": limit}
    found = smallest_array(unit, load, owner=owner, count=4, **chain)
    assert found.shape == (4,)
    assert found[3] == 0.0  # a satellite of which nothing is asked
    for number in range(3):
        mine = owner == number
        alone = smallest_array(unit[mine], load[mine], **chain)
        assert np.shape(alone) == ()
        assert found[number] == pytest.approx(float(alone), rel=1e-9)
        rows = np.flatnonzero(mine)
        areas = [float(smallest_array(unit[row : row + 1], load[row : row + 1], **chain)) for row in rows]
        assert alone == pytest.approx(max(areas), rel=1e-9)
        for row, area in zip(rows, areas, strict=True):
            for share, losing in ((1.0 + 1e-9, False), (1.0 - 1e-6, True)):
                balance = share * area * unit[row] * CHAIN["regulator_efficiency"] - load[row]
                charge = np.minimum(np.maximum(balance, 0.0), limit).sum() * CHAIN["charge_efficiency"]
                gain = charge - np.maximum(-balance, 0.0).sum() / CHAIN["discharge_efficiency"]
                assert (gain < 0.0) == losing


def test_limits_of_charging_may_differ_from_orbit_to_orbit() -> None:
    unit, load = orbits(6, 4, 1)
    owner, limits = np.arange(4), np.array([np.inf, 40.0, np.inf, 200.0])
    found = smallest_array(unit / 100.0, load, owner=owner, count=4, **(CHAIN | {"max_charge_power": limits}))
    for row, limit in enumerate(limits):
        alone = smallest_array(unit[row : row + 1] / 100.0, load[row : row + 1],
                               **(CHAIN | {"max_charge_power": float(limit)}))  # fmt: skip
        assert found[row] == pytest.approx(float(alone), rel=1e-9)
    assert found[1] > smallest_array(unit[1:2] / 100.0, load[1:2], **CHAIN)


def test_arrays_that_cannot_be_or_need_not() -> None:
    lit, dark = np.full((1, 4), 10.0), np.zeros((1, 4))
    asked = np.full((1, 4), 50.0)
    assert smallest_array(lit, asked) == pytest.approx(5.0)
    assert smallest_array(lit, 0.0 * asked) == 0.0
    assert smallest_array(dark, asked) == np.inf
    assert smallest_array(dark, 0.0 * asked) == 0.0
    half = np.array([[10.0, 10.0, 0.0, 0.0]])
    assert smallest_array(half, asked) == pytest.approx(10.0)
    assert smallest_array(half, asked, max_charge_power=49.0) == np.inf
    assert smallest_array(half, asked, max_charge_power=50.0) == pytest.approx(10.0)
    # One orbit of a satellite without light is enough; others are not touched by it.
    both = np.vstack((half, dark, lit))
    found = smallest_array(both, np.tile(asked, (3, 1)), owner=np.array([0, 0, 1]), count=2)
    assert found[0] == np.inf
    assert found[1] == pytest.approx(5.0)
