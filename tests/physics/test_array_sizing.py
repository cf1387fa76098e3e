"""The smallest array and battery: they close, and with one per cent less of either they do not."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

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


def test_light_that_is_hardly_a_number_has_none_either() -> None:
    with np.errstate(over="raise"):
        assert smallest_array(np.full((1, 4), 5e-324), np.full((1, 4), 1.2e5), charge_efficiency=0.95,
                              discharge_efficiency=0.95, regulator_efficiency=1.0) == np.inf  # fmt: skip


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


def gains(area: float, light: np.ndarray, load: np.ndarray, into: float, out_of: float, limit: float) -> np.ndarray:
    """What each orbit gives the battery more than it takes."""
    balance = area * light - load
    return (np.minimum(np.maximum(balance, 0.0), limit) * into + np.minimum(balance, 0.0) / out_of).sum(axis=-1)


@pytest.mark.parametrize("seed", range(6))
def test_with_a_charging_limit_the_area_is_the_root_of_a_search(seed: int) -> None:
    """The gain grows with the area until every lit step charges at the limit: a search finds where it gets nought."""
    random = np.random.default_rng(seed)
    light, load = orbits(seed, (3, 12), 0.4)
    into, out_of, limit = random.uniform(0.7, 1.0, 3), random.uniform(0.7, 1.0, 3), random.uniform(1e3, 4e3, 3)
    wanted = []
    for row in range(3):
        def lost(area: float, row: int = row) -> float:
            return float(gains(area, light[row], load[row], into[row], out_of[row], limit[row]))

        wanted.append(brentq(lost, 0.0, 1e5, xtol=1e-10) if lost(1e5) > 0.0 else np.inf)
    losses = {"charge_efficiency": into, "discharge_efficiency": out_of, "max_charge_power": limit}
    each = smallest_array(light, load, **losses, owner=np.arange(3), count=3)
    np.testing.assert_allclose(each, wanted, rtol=1e-9)
    assert smallest_array(light, load, **losses) == pytest.approx(max(wanted), rel=1e-9)


def test_satellites_together_have_the_arrays_of_each_alone() -> None:
    """In any order of their orbits: some without light, some without load, some without any orbit, some limited."""
    random = np.random.default_rng(3)
    light, load = orbits(3, (14, 10), 0.5)
    light[5], load[8], light[8] = 0.0, 0.0, 0.0
    owner = np.array([0, 1, 0, 2, 1, 3, 2, 0, 4, 2, 1, 6, 6, 0])
    into, limit = random.uniform(0.8, 1.0, 14), np.where(np.arange(14) % 3 == 0, 1500.0, np.inf)
    limit[11] = 1.0  # lets in less than its dark takes
    losses = {"discharge_efficiency": 0.9, "regulator_efficiency": 0.95}
    found = smallest_array(light, load, charge_efficiency=into, max_charge_power=limit, **losses, owner=owner, count=7)
    assert found.shape == (7,)
    for satellite in range(7):
        mine = owner == satellite
        alone = (smallest_array(light[mine], load[mine], charge_efficiency=into[mine], max_charge_power=limit[mine],
                                **losses) if mine.any() else 0.0)  # fmt: skip
        assert found[satellite] == pytest.approx(float(alone), rel=1e-9)
    assert found[3] == np.inf  # no light
    assert found[4] == 0.0  # no load
    assert found[5] == 0.0  # no orbit
    assert found[6] == np.inf  # one orbit that never closes, beside one that does
    mixed = random.permutation(14)
    again = smallest_array(light[mixed], load[mixed], charge_efficiency=into[mixed], max_charge_power=limit[mixed],
                           **losses, owner=owner[mixed], count=7)  # fmt: skip
    np.testing.assert_allclose(again, found, rtol=1e-9)


@pytest.mark.parametrize("scale", [1e-9, 1e-3, 1e6])
def test_areas_do_not_depend_on_the_unit_of_power(scale: float) -> None:
    light, load = orbits(4, (3, 15), 0.5)
    areas = [smallest_array(by * light, by * load, discharge_efficiency=0.85, max_charge_power=by * 2e3)
             for by in (1.0, scale)]  # fmt: skip
    assert areas[1] == pytest.approx(float(areas[0]), rel=1e-9)
    watts = [smallest_array(by * light, load, discharge_efficiency=0.85) * by for by in (1.0, scale)]
    assert watts[1] == pytest.approx(float(watts[0]), rel=1e-9)


def test_a_charging_limit_that_just_suffices() -> None:
    """One lit step charges for one dark one: 5 W for the dark, and 5 W beside the load while it is lit."""
    assert smallest_array([[1.0, 0.0]], 5.0, max_charge_power=5.0) == pytest.approx(10.0)
    assert smallest_array([[1.0, 0.0]], 5.0, max_charge_power=4.999) == np.inf
    # A brighter step is capped, and the darker one has to give the rest: (A − 5) + 3 = 5 from the second.
    assert smallest_array([[4.0, 1.0, 0.0]], 5.0, max_charge_power=3.0) == pytest.approx(7.0)
    # With the 5 m² that the load alone asks for the darker step is in balance: it gives more from there on.
    assert smallest_array([[2.0, 1.0, 0.0]], 5.0, max_charge_power=3.0) == pytest.approx(7.0)


def test_efficiencies_are_those_of_each_orbit() -> None:
    light = np.array([[100.0, 0.0], [100.0, 0.0]])
    found = smallest_array(light, 900.0, charge_efficiency=[0.9, 0.8], discharge_efficiency=[0.8, 0.6],
                           regulator_efficiency=[0.5, 1.0], owner=np.array([1, 0]), count=2)  # fmt: skip
    np.testing.assert_allclose(found, [(900.0 + 900.0 / 0.48) / 100.0, (900.0 + 900.0 / 0.72) / 50.0])


def test_an_orbit_that_begins_with_a_step_in_balance_is_not_given_too_much() -> None:
    """18 m² give what is asked for and leave one step in balance, which charges from there on: 135 A = 2745."""
    area = smallest_array([[100.0, 50.0, 0.0]], 900.0, charge_efficiency=0.9, discharge_efficiency=0.8)
    assert area == pytest.approx(2745.0 / 135.0, rel=1e-12)
    # Nothing is lost in a battery without losses: then it is the 18 m².
    assert smallest_array([[100.0, 50.0, 0.0]], 900.0) == pytest.approx(18.0, rel=1e-12)
