"""The smallest array and battery: they close, and with one per cent less of either they do not."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.analysis.satellite.closing import Chain, smallest_pair
from studio.analysis.satellite.rows import rows_where
from studio.design.battery import Battery
from studio.physics.array_sizing import smallest_array
from studio.physics.battery import periodic_battery

STEP = 60.0
SIZES = st.tuples(st.integers(1, 4), st.integers(2, 30))
EFFICIENCY = st.floats(0.6, 1.0)


def orbits(seed: int, size: tuple[int, int], dark: float) -> tuple[np.ndarray, np.ndarray]:
    """Light on every orbit, some of it dark, and a load that never stops."""
    random = np.random.default_rng(seed)
    light = random.uniform(50.0, 300.0, size) * (random.random(size) > dark)
    light[:, 0] = 250.0
    return light, random.uniform(100.0, 1000.0, size)


@given(st.integers(0, 2**32 - 1), SIZES, st.floats(0.0, 0.9), EFFICIENCY, EFFICIENCY, EFFICIENCY)
def test_the_smallest_array_just_gives_back_what_was_taken(
    seed: int, size: tuple[int, int], dark: float, into: float, out_of: float, regulator: float
) -> None:
    light, load = orbits(seed, size, dark)
    losses = {"charge_efficiency": into, "discharge_efficiency": out_of, "regulator_efficiency": regulator}
    area = smallest_array(light, load, **losses)

    def gain(size: float) -> float:
        balance = size * light * regulator - load
        return float((np.maximum(balance, 0.0) * into + np.minimum(balance, 0.0) / out_of).sum(axis=-1).min())

    scale = float(load.sum(axis=-1).max())
    assert gain(area) == pytest.approx(0.0, abs=1e-9 * scale)
    assert gain(0.99 * area) < 0.0


@given(
    st.integers(0, 2**32 - 1), SIZES, st.floats(0.0, 0.8), EFFICIENCY, EFFICIENCY, st.floats(0.05, 1.0),
    st.floats(1e-4, 1e-2), st.floats(1e-4, 1e-2),
)  # fmt: skip
def test_the_pair_closes_and_less_of_either_does_not(
    seed: int, size: tuple[int, int], dark: float, into: float, out_of: float, depth: float, charge: float, give: float
) -> None:
    light, load = orbits(seed, size, dark)
    battery = Battery(depth_of_discharge_limit=depth, max_charge_rate=charge, max_discharge_rate=give)
    share = 0.8
    lengths = np.random.default_rng(seed + 1).uniform(0.05, 2.0, size)
    chain = Chain(STEP, lengths, 0.95, into, out_of)
    areas, nameplates = smallest_pair(light, load, chain, rows_where(np.ones((1, size[0]), dtype=bool)), np.zeros(1),
                                      battery, lambda energy, falls: np.full(energy.shape, share))  # fmt: skip
    area, nameplate = float(areas[0]), float(nameplates[0])

    def shed(area: float, nameplate: float) -> float:
        orbit = periodic_battery(
            area * light, load, time_step=STEP, capacity=nameplate * share, depth_of_discharge_limit=depth,
            charge_efficiency=into, discharge_efficiency=out_of, regulator_efficiency=0.95,
            max_charge_power=nameplate * charge, max_discharge_power=nameplate * give, step_shares=lengths,
        )  # fmt: skip
        return float((orbit.shed_power * lengths).sum()) / float((load * lengths).sum())

    assert shed(area * (1.0 + 1e-9), nameplate * (1.0 + 1e-8)) <= 1e-7
    assert shed(0.99 * area, nameplate) > 1e-7
    if nameplate > 0.0:
        assert shed(area, 0.99 * nameplate) > 1e-9


def test_no_load_needs_no_array_and_no_light_has_none() -> None:
    assert smallest_array([[1.0, 0.0]], [[0.0, 0.0]]) == 0.0
    assert smallest_array([[1.0, 1.0], [0.0, 0.0]], 5.0) == np.inf
    # The charging limit lets in less than the dark takes.
    assert smallest_array([[1.0, 0.0]], 5.0, max_charge_power=4.0) == np.inf


def test_by_hand() -> None:
    # One step of light, one of dark: the light gives the load and, through both losses, the load of the dark.
    area = smallest_array([[100.0, 0.0]], 900.0, charge_efficiency=0.9, discharge_efficiency=0.8,
                          regulator_efficiency=0.5)  # fmt: skip
    assert area == pytest.approx((900.0 + 900.0 / 0.72) / 50.0)


def test_more_orbits_never_need_less() -> None:
    light, load = orbits(5, (6, 20), 0.4)
    areas = [smallest_array(light[:count], load[:count], discharge_efficiency=0.9) for count in range(1, 7)]
    assert all(small <= large * (1.0 + 1e-12) for small, large in pairwise(areas))


def test_a_load_that_is_hardly_a_number_asks_for_next_to_nothing() -> None:
    """Sums and steps of subnormal numbers have no digits left: the search ends where a step raises nothing."""
    random = np.random.default_rng(1)
    light = random.uniform(1e-14, 110.0, (3, 122))
    area = smallest_array(light, np.full(light.shape, np.nextafter(0.0, 1.0)), regulator_efficiency=0.5)
    assert 0.0 <= area < 1e-300
