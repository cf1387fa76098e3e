"""The battery's periodic state against stepping orbit after orbit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.physics.battery import BatteryOrbit, periodic_battery
from studio.physics.battery_sizing import minimum_battery_capacity

STEP = 50.0
POWERS = st.lists(st.floats(0.0, 1000.0), min_size=1, max_size=40)
SYSTEMS = st.fixed_dictionaries(
    {
        "capacity": st.just(0.0) | st.floats(1e-3, 2e6),
        "depth_of_discharge_limit": st.floats(0.05, 1.0),
        "charge_efficiency": st.floats(0.5, 1.0),
        "discharge_efficiency": st.floats(0.5, 1.0),
        "max_charge_power": st.one_of(st.just(np.inf), st.floats(0.0, 1000.0)),
        "max_discharge_power": st.one_of(st.just(np.inf), st.floats(0.0, 1000.0)),
        "regulator_efficiency": st.floats(0.5, 1.0),
    }
)


def stepped(array: np.ndarray, load: np.ndarray, system: dict[str, float], turns: int) -> tuple[list[float], bool]:
    """Stored energy at the step edges of the last orbit, from full, and whether that orbit ended as it began."""
    floor = system["capacity"] * (1.0 - system["depth_of_discharge_limit"])
    energy = system["capacity"]
    for _ in range(turns):
        edges = [energy]
        for available, asked in zip(array, load, strict=True):
            balance = available * system["regulator_efficiency"] - asked
            if balance > 0.0:
                gain = min(balance, system["max_charge_power"]) * system["charge_efficiency"]
            else:
                gain = -min(-balance, system["max_discharge_power"]) / system["discharge_efficiency"]
            energy = min(system["capacity"], max(floor, energy + gain * STEP))
            edges.append(energy)
        if abs(edges[-1] - edges[0]) <= 1e-12 * system["capacity"]:
            return edges, True
    return edges, False


def series(values: list[float], seed: int) -> tuple[np.ndarray, np.ndarray]:
    array = np.array(values)
    return array, np.random.default_rng(seed).uniform(0.0, 800.0, len(array))


@given(POWERS, st.integers(0, 2**32 - 1), SYSTEMS)
def test_energy_is_that_of_many_orbits(values: list[float], seed: int, system: dict[str, float]) -> None:
    array, load = series(values, seed)
    orbit = periodic_battery(array, load, time_step=STEP, **system)
    edges, settled = stepped(array, load, system, 3000)
    if settled:
        np.testing.assert_allclose(orbit.stored_energy, edges, rtol=1e-9, atol=1e-6)
    else:  # an orbit so nearly balanced that it takes thousands to settle: it is on its way there, from above
        assert np.all(orbit.stored_energy <= np.array(edges) + 1e-6)


@given(POWERS, st.integers(0, 2**32 - 1), SYSTEMS)
def test_energy_is_conserved_and_within_bounds(values: list[float], seed: int, system: dict[str, float]) -> None:
    array, load = series(values, seed)
    orbit = periodic_battery(array, load, time_step=STEP, **system)
    energy, capacity = orbit.stored_energy, system["capacity"]
    assert energy[0] == energy[-1]
    floor = capacity * (1.0 - system["depth_of_discharge_limit"])
    assert np.all((energy >= floor) & (energy <= capacity))
    for flow in (orbit.charge_power, orbit.discharge_power, orbit.curtailed_power, orbit.shed_power, orbit.loss_power):
        assert np.all(flow >= -1e-9)
    assert np.all(orbit.charge_power <= system["max_charge_power"])
    assert np.all(orbit.discharge_power <= system["max_discharge_power"])
    assert 0.0 <= orbit.depth_of_discharge <= system["depth_of_discharge_limit"] + 1e-12
    balance = array - orbit.curtailed_power - orbit.loss_power - (load - orbit.shed_power) - np.diff(energy) / STEP
    scale = max(np.max(array), np.max(load), capacity / STEP)
    np.testing.assert_allclose(balance, 0.0, atol=1e-9 * scale)
    assert abs(np.sum(balance)) <= 1e-9 * scale
    assert orbit.energy_surplus == pytest.approx(np.sum(orbit.curtailed_power - orbit.shed_power) * STEP)


@given(POWERS, st.integers(0, 2**32 - 1), SYSTEMS, st.floats(1.0, 10.0))
def test_more_capacity_never_sheds_more(
    values: list[float], seed: int, system: dict[str, float], growth: float
) -> None:
    array, load = series(values, seed)
    small = periodic_battery(array, load, time_step=STEP, **system)
    large = periodic_battery(array, load, time_step=STEP, **{**system, "capacity": system["capacity"] * growth})
    assert np.sum(large.shed_power) <= np.sum(small.shed_power) + 1e-6


@given(POWERS, st.integers(0, 2**32 - 1), SYSTEMS)
def test_smallest_capacity_just_sheds_nothing(values: list[float], seed: int, system: dict[str, float]) -> None:
    array, load = series(values, seed)
    others = {name: value for name, value in system.items() if name != "capacity"}
    capacity = float(minimum_battery_capacity(array, load, time_step=STEP, **others))
    if np.isinf(capacity):
        huge = periodic_battery(array, load, time_step=STEP, capacity=1e9, **others)
        assert np.sum(huge.shed_power) > 0.0
        return
    enough = periodic_battery(array, load, time_step=STEP, capacity=capacity * (1.0 + 1e-9), **others)
    assert np.sum(enough.shed_power) <= 1e-6
    if capacity > 1.0:
        short = periodic_battery(array, load, time_step=STEP, capacity=0.98 * capacity, **others)
        assert np.sum(short.shed_power) > 0.0
        assert enough.depth_of_discharge == pytest.approx(system["depth_of_discharge_limit"], rel=1e-6)


def test_eclipse_by_hand() -> None:
    # 36 minutes of shadow in 100: 1 kW from the battery, refilled by 2 kW of array in the first minutes of light.
    array = np.repeat([2000.0, 0.0], [64, 36])
    orbit = periodic_battery(
        array, 1000.0, time_step=60.0, capacity=10e6, charge_efficiency=0.8, discharge_efficiency=0.9,
        regulator_efficiency=0.95,
    )  # fmt: skip
    taken = 36 * 60.0 * 1000.0 / 0.9
    assert orbit.depth_of_discharge == pytest.approx(taken / 10e6)
    assert np.sum(orbit.charge_power) * 60.0 == pytest.approx(taken / 0.8)
    assert np.sum(orbit.curtailed_power) * 60.0 == pytest.approx((64 * 60.0 * 900.0 - taken / 0.8) / 0.95)
    np.testing.assert_array_equal(orbit.shed_power, 0.0)
    smallest = minimum_battery_capacity(
        array, 1000.0, time_step=60.0, depth_of_discharge_limit=0.3, charge_efficiency=0.8, discharge_efficiency=0.9,
        regulator_efficiency=0.95,
    )  # fmt: skip
    assert smallest == pytest.approx(taken / 0.3)


def test_without_a_battery_the_shadow_sheds_everything() -> None:
    orbit = periodic_battery([500.0, 500.0, 0.0], 400.0, time_step=STEP, capacity=0.0)
    np.testing.assert_allclose(orbit.shed_power, [0.0, 0.0, 400.0])
    np.testing.assert_allclose(orbit.curtailed_power, [100.0, 100.0, 0.0])
    assert orbit.depth_of_discharge == 0.0


def test_balanced_orbit_stays_as_full_as_it_was_launched() -> None:
    change = np.array([0.1, 0.2, -0.3])  # adds to 5.6e-17, turned round to -5.6e-17
    for sign in (1.0, -1.0):
        array, load = np.maximum(sign * change, 0.0), np.maximum(-sign * change, 0.0)
        orbit = periodic_battery(array, load, time_step=1.0, capacity=1.0)
        assert orbit.stored_energy.max() == pytest.approx(1.0)
        assert orbit.stored_energy.min() == pytest.approx(0.7)
        assert orbit.shed_power.max() == pytest.approx(0.0, abs=1e-12)


def test_shapes_broadcast() -> None:
    array = np.stack([np.repeat([900.0, 0.0], [6, 4]), np.repeat([700.0, 0.0], [7, 3])])[:, np.newaxis]
    capacity = np.array([1e4, 1e5, 1e6])
    whole = periodic_battery(array, 400.0, time_step=STEP, capacity=capacity, discharge_efficiency=0.9)
    shapes = {"stored_energy": (2, 3, 11), "depth_of_discharge": (2, 3), "energy_surplus": (2, 3)}
    for name in BatteryOrbit.__slots__:
        assert getattr(whole, name).shape == shapes.get(name, (2, 3, 10))
    one = periodic_battery(array[1, 0], 400.0, time_step=STEP, capacity=1e5, discharge_efficiency=0.9)
    for name in BatteryOrbit.__slots__:
        np.testing.assert_array_equal(getattr(whole, name)[1, 1], getattr(one, name))
    limits = np.array([0.2, 0.5, 1.0])
    sizes = minimum_battery_capacity(array, 400.0, time_step=STEP, depth_of_discharge_limit=limits)
    assert sizes.shape == (2, 3)
    np.testing.assert_allclose(sizes * limits, np.broadcast_to(sizes[:, 2:], (2, 3)))


def test_an_orbit_that_loses_is_not_helped_by_one_that_gains() -> None:
    """4 kJ are taken in the dark and 3 kJ given back: the battery empties, whatever an orbit beside it gains."""
    array, load = np.array([[460.0, 0.0], [5000.0, 0.0]]), np.array([[400.0, 80.0], [400.0, 80.0]])
    both = periodic_battery(array, load, time_step=STEP, capacity=1e4)
    for row in range(2):
        alone = periodic_battery(array[row], load[row], time_step=STEP, capacity=1e4)
        np.testing.assert_array_equal(both.stored_energy[row], alone.stored_energy)
    np.testing.assert_allclose(both.stored_energy, [[0.0, 3e3, 0.0], [6e3, 1e4, 6e3]], atol=1e-9)
    np.testing.assert_allclose(both.shed_power, [[0.0, 20.0], [0.0, 0.0]], atol=1e-9)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"charge_efficiency": 0.0}, "above 0"),
        ({"regulator_efficiency": 1.1}, "at most 1"),
        ({"depth_of_discharge_limit": -0.1}, "above 0"),
        ({"capacity": -1.0}, "negative"),
    ],
)
def test_impossible_batteries_are_refused(changes: dict[str, float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        periodic_battery([1.0], [1.0], **{"time_step": STEP, "capacity": 1.0, **changes})


@given(POWERS, st.integers(0, 2**32 - 1), SYSTEMS, st.floats(0.05, 0.95))
@settings(max_examples=30)
def test_a_step_may_come_as_two_parts_of_it(values: list[float], seed: int, system: dict[str, float], cut: float):
    """Of any shares: nothing at the edges, nor any mean flow of a whole step, hangs on the division."""
    array, load = series(values, seed)
    whole = periodic_battery(array, load, time_step=STEP, **system)
    parts = periodic_battery(np.repeat(array, 2), np.repeat(load, 2), time_step=STEP,
                             step_shares=np.tile([cut, 1.0 - cut], len(array)), **system)  # fmt: skip
    size = max(system["capacity"], 1.0)
    np.testing.assert_allclose(parts.stored_energy[::2], whole.stored_energy, rtol=1e-9, atol=1e-9 * size)
    assert parts.energy_surplus == pytest.approx(float(whole.energy_surplus), rel=1e-6, abs=1e-6)
    for name in ("charge_power", "discharge_power", "curtailed_power", "served_power", "shed_power", "loss_power"):
        halves = getattr(parts, name)
        np.testing.assert_allclose(cut * halves[::2] + (1.0 - cut) * halves[1::2], getattr(whole, name), rtol=1e-6,
                                   atol=1e-6)  # fmt: skip


@pytest.mark.parametrize("name", ["charge_efficiency", "discharge_efficiency", "depth_of_discharge_limit",
                                  "regulator_efficiency"])  # fmt: skip
def test_one_share_out_of_bounds_is_enough(name: str) -> None:
    common = {"time_step": STEP, "capacity": 1.0}
    periodic_battery(np.ones((2, 3)), 1.0, **common, **{name: [1.0, 1e-6]})
    for bad in (0.0, -0.5, np.nextafter(1.0, 2.0)):
        with pytest.raises(ValueError, match="above 0 and at most 1"):
            periodic_battery(np.ones((2, 3)), 1.0, **common, **{name: [0.5, bad]})
    with pytest.raises(ValueError, match="must not be negative"):
        periodic_battery(np.ones((2, 3)), 1.0, time_step=STEP, capacity=[1.0, -1e-9])
