"""Cycles, years and temperature against the tests that the catalogue quotes, and against sums done otherwise."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studio import catalogue
from studio.analysis.satellite.storage import storage
from studio.design.battery import Battery
from studio.physics.battery_life import arrhenius_factor, cycles_to_failure, remaining_capacity, yearly_damage
from studio.physics.degradation import JULIAN_YEAR


@pytest.mark.parametrize("battery", catalogue.batteries().values(), ids=lambda battery: battery.id)
def test_the_curve_goes_through_every_test(battery: catalogue.BatteryChemistry) -> None:
    depths = [tested.depth for tested in battery.cycle_life]
    lives = [tested.cycles.value for tested in battery.cycle_life]
    np.testing.assert_allclose(cycles_to_failure(depths, depths, lives), lives, rtol=1e-12)


def test_published_ends_of_life() -> None:
    """Saft's VES180 loses less than 20 % in 5 years at 30 %; Smithrick's cells failed at 80 % after 2,119 cycles."""
    saft, nickel = catalogue.battery("li-ion-space"), catalogue.battery("ni-h2")
    for battery, depth, cycles in ((saft, 0.3, 5 * 5540.0), (nickel, 0.8, np.mean([1712, 1875, 2250, 2638]))):
        known = [tested.depth for tested in battery.cycle_life]
        lives = [tested.cycles.value for tested in battery.cycle_life]
        assert cycles_to_failure(depth, known, lives) == pytest.approx(cycles, rel=1e-3)


def test_the_warm_cell_of_the_data_sheet_lives_half_as_long() -> None:
    """Conssin CSP1280-12.8-A: 4,000 cycles at 25 °C, 2,000 at 45 °C."""
    sheet = catalogue.battery("lfp")
    pace = arrhenius_factor(318.15, sheet.reference_temperature.value, sheet.activation_energy.value)
    assert pace == pytest.approx(2.0, rel=1e-3)
    assert arrhenius_factor(298.15, 298.15, 3e4) == 1.0


def test_between_tests_lines_are_straight_in_log_log_and_shallow_cycles_pass_the_same_energy() -> None:
    depths, lives = [0.2, 0.8], [20000.0, 1000.0]
    middle = float(np.sqrt(0.2 * 0.8))
    assert cycles_to_failure(middle, depths, lives) == pytest.approx(np.sqrt(20000.0 * 1000.0))
    assert cycles_to_failure(0.05, depths, lives) == pytest.approx(20000.0 * 0.2 / 0.05)
    slope = np.log(20.0) / np.log(4.0)
    assert cycles_to_failure(1.0, depths, lives) == pytest.approx(1000.0 * 0.8**slope)
    assert cycles_to_failure(0.0, depths, lives) == np.inf
    assert cycles_to_failure(0.5, [1.0], [500.0]) == pytest.approx(1000.0)


@given(st.lists(st.floats(0.01, 1.0), min_size=2, max_size=8, unique=True), st.integers(0, 2**32 - 1))
def test_deeper_cycles_never_last_longer(depths: list[float], seed: int) -> None:
    assume(np.all(np.diff(np.log(sorted(depths))) > 0.0))  # two a digit apart may have one logarithm
    lives = np.sort(np.random.default_rng(seed).uniform(100.0, 1e5, len(depths)))[::-1]
    asked = np.linspace(0.001, 1.0, 200)
    cycles = cycles_to_failure(asked, sorted(depths), lives)
    assert np.all(np.diff(cycles) <= 1e-9 * cycles[:-1])


def test_damage_adds_up_and_capacity_falls_with_it() -> None:
    damage = yearly_damage([1000.0, 200.0], [10000.0, 1000.0])
    assert damage == pytest.approx(0.3)
    left = remaining_capacity(
        [0.0, 1.0, 1e9], damage_rate=damage, calendar_rate=0.01, end_of_life_capacity=0.8, ageing_factor=2.0
    )
    np.testing.assert_allclose(left, [1.0, 1.0 - 2.0 * (0.2 * 0.3 + 0.01), 0.0])


@given(st.sampled_from(sorted(catalogue.batteries())), st.floats(0.0, 0.9), st.floats(263.0, 323.0))
def test_capacity_at_the_end_of_the_battery_life_is_that_of_the_tests(name: str, depth: float, warm: float) -> None:
    battery = storage(Battery(chemistry=name, ageing="computed", temperature=warm))
    falls = depth * 1e6 * np.linspace(0.0, 1.0, 50)
    aged = battery.ageing(1e6, falls, 5500.0)
    assert aged is not None
    assert aged.life is not None
    end = catalogue.battery(name).end_of_life_capacity.value
    assert battery.left(aged.life, 1e6, falls, 5500.0) == pytest.approx(end, rel=1e-9)
    warmer = storage(Battery(chemistry=name, ageing="computed", temperature=warm + 10.0)).ageing(1e6, falls, 5500.0)
    assert warmer is not None
    assert warmer.life is not None
    assert warmer.life < aged.life


def test_a_stated_fade_is_what_it_was() -> None:
    battery = storage(Battery(fade=0.02 / JULIAN_YEAR))
    assert battery.left(5 * JULIAN_YEAR, 1e6, np.zeros(3), 5500.0) == pytest.approx(0.98**5)
    assert battery.ageing(1e6, np.zeros(3), 5500.0) is None


def test_impossible_tests_are_refused() -> None:
    with pytest.raises(ValueError, match="must rise"):
        cycles_to_failure(0.5, [0.8, 0.2], [10.0, 100.0])
    with pytest.raises(ValueError, match="negative"):
        cycles_to_failure(-0.1, [0.2], [10.0])


def test_shapes_broadcast() -> None:
    depth = np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
    whole = cycles_to_failure(depth, [0.2, 0.5], [1e4, 1e3])
    assert whole.shape == (2, 3)
    assert yearly_damage(np.ones((2, 3)), whole).shape == (2,)
    assert whole[1, 0] == pytest.approx(float(cycles_to_failure(0.4, [0.2, 0.5], [1e4, 1e3])))
