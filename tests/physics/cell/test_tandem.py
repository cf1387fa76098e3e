"""Junctions in series against the sum of their interpolated curves, and against what symmetry demands."""

import math
from dataclasses import fields, replace

import numpy as np
import pvlib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq, minimize_scalar

from studio.physics.cell import tandem
from studio.physics.cell.diode import Diode, maximum_power, voltage_at
from studio.physics.cell.tandem import (
    current_matching,
    independent_maximum_power,
    series_curve,
    series_maximum_power,
    without_series_resistance,
)
from studio.physics.constants import BOLTZMANN, ELEMENTARY_CHARGE
from tests.physics.cell.reference import DIODES, cell, cells, part

STACKS = st.lists(DIODES, min_size=1, max_size=4).map(
    lambda each: Diode(*(np.array([getattr(diode, field.name) for diode in each]) for field in fields(Diode)))
)


def by_interpolation(diode: Diode, current: np.ndarray) -> np.ndarray:
    """Voltages of one string at the currents from densely sampled junctions: the textbook's graphical addition."""
    thermal = BOLTZMANN * diode.temperature / ELEMENTARY_CHARGE
    count = diode.photocurrent.size
    values = [np.broadcast_to(getattr(diode, field.name), count) for field in fields(diode)]
    voltage = -current * np.sum(values[4])
    for light, first, ideality, second, _, shunt, warm in zip(
        *values[:6], np.broadcast_to(thermal, count), strict=True
    ):
        inner = np.concatenate([np.linspace(-12.0, 0.0, 20_001), np.linspace(1e-5, 5.0, 500_000)])
        with np.errstate(over="ignore"):
            drawn = (
                first * np.expm1(inner / (ideality * warm)) + second * np.expm1(inner / (2.0 * warm)) + inner / shunt
            )
        usable = np.isfinite(drawn)
        voltage += np.interp(light - current, drawn[usable], inner[usable])
    return voltage


def test_power_is_that_of_the_summed_curves() -> None:
    diode = cells((24, 3), 7)
    ours = series_maximum_power(diode)
    for index in range(24):
        one = part(diode, index)
        current = np.linspace(0.0, 1.02 * np.max(one.photocurrent), 400_001)
        voltage = by_interpolation(one, current)
        best = np.argmax(voltage * current)
        assert ours.power[index] == pytest.approx(voltage[best] * current[best], rel=1e-6)
        assert ours.open_circuit_voltage[index] == pytest.approx(voltage[0], rel=1e-6)
        assert ours.short_circuit_current[index] == pytest.approx(np.interp(0.0, -voltage, current), rel=1e-6)


def test_curve_is_that_of_the_summed_curves() -> None:
    diode = cells((8, 2), 8)
    voltages, currents = series_curve(diode, 60)
    for index in range(8):
        expected = by_interpolation(part(diode, index), currents[index])
        np.testing.assert_allclose(voltages[index], expected, rtol=1e-6, atol=1e-6)


def test_equal_junctions_are_one_cell_of_several_times_the_voltage() -> None:
    one = cell(350.0, 1e-9, 1.2, 1e-5, 1e-4, 0.5)
    four = replace(one, photocurrent=np.full(4, 350.0))
    single, string = maximum_power(one), series_maximum_power(four)
    for name, factor in (("power", 4), ("voltage", 4), ("current", 1), ("open_circuit_voltage", 4),
                         ("short_circuit_current", 1), ("fill_factor", 1)):  # fmt: skip
        assert getattr(string, name) == pytest.approx(float(factor * getattr(single, name)), rel=1e-9), name
    theirs = pvlib.pvsystem.singlediode(350.0, 1e-9, 4e-4, 2.0, 4 * 1.2 * BOLTZMANN * 300.0 / ELEMENTARY_CHARGE)
    string = series_maximum_power(replace(four, saturation_2=np.zeros(())))
    assert string.power == pytest.approx(theirs["p_mp"], rel=1e-6)


@given(DIODES)
def test_string_of_one_junction_is_the_cell(diode: Diode) -> None:
    string = series_maximum_power(replace(diode, photocurrent=diode.photocurrent[np.newaxis]))
    single = maximum_power(diode)
    for field in fields(single):
        if field.name == "fill_factor" and single.power < 1e-6:
            continue  # a ratio of rounding errors
        found, expected = float(getattr(string, field.name)), float(getattr(single, field.name))
        accuracy = 1e-9 if field.name in ("power", "open_circuit_voltage") else 1e-6
        assert found == pytest.approx(expected, rel=accuracy, abs=1e-9), field.name


@given(STACKS, st.randoms(use_true_random=False))
def test_order_of_the_junctions_does_not_matter(diode: Diode, random) -> None:
    order = list(range(diode.photocurrent.size))
    random.shuffle(order)
    one, other = series_maximum_power(diode), series_maximum_power(part(diode, order))
    assert one.power == pytest.approx(float(other.power), rel=1e-8, abs=1e-9)
    assert one.short_circuit_current == pytest.approx(float(other.short_circuit_current), rel=1e-6, abs=1e-9)


@given(STACKS)
def test_no_point_of_the_curve_beats_the_maximum(diode: Diode) -> None:
    best = series_maximum_power(diode)
    voltage, current = series_curve(diode, 301)
    assert all(np.isfinite(getattr(best, field.name)) for field in fields(best))
    assert np.max(voltage * current) <= best.power * (1.0 + 1e-9) + 1e-12
    assert best.power >= 0.0
    assert best.power == pytest.approx(np.max(voltage * current), rel=0.02, abs=1e-9)
    assert 0.0 <= best.fill_factor < 1.0
    summed = np.sum(voltage_at(diode, best.current))
    if best.power > 1e-6:
        assert summed == pytest.approx(float(best.voltage), rel=1e-6)


@given(STACKS)
def test_series_never_beats_independent_junctions(diode: Diode) -> None:
    perfect = without_series_resistance(diode)
    series, independent = series_maximum_power(perfect).power, independent_maximum_power(perfect)
    assert series <= independent * (1.0 + 1e-9) + 1e-12
    assert series_maximum_power(diode).power <= series * (1.0 + 1e-9) + 1e-12


def test_shared_resistance_may_stand_at_any_junction() -> None:
    light, first = [300.0, 310.0, 320.0], [1e-20, 1e-14, 1e-8]
    powers = [series_maximum_power(cell(light, first, 1.0, 0.0, series)).power
              for series in ([0.0, 0.0, 3e-4], [3e-4, 0.0, 0.0], [1e-4, 1e-4, 1e-4])]  # fmt: skip
    assert powers == pytest.approx([float(powers[0])] * 3, rel=1e-12)


def test_junction_without_light_blocks_the_string() -> None:
    blocked = series_maximum_power(cell([300.0, 0.0, 250.0], [1e-20, 1e-14, 1e-9], 1.0, 0.0, 0.0, np.inf))
    assert blocked.power == pytest.approx(0.0, abs=1e-12)
    assert blocked.open_circuit_voltage > 1.5
    assert np.isfinite(blocked.fill_factor)
    # With a shunt the other drives its current through it, as through a series resistance.
    shunted = series_maximum_power(cell([300.0, 0.0], [1e-20, 1e-14], 1.0, 0.0, 0.0, [np.inf, 1e-3]))
    alone = maximum_power(cell(300.0, 1e-20, 1.0, 0.0, 1e-3, np.inf))
    assert shunted.power == pytest.approx(float(alone.power), rel=1e-9)
    everything = series_maximum_power(cell([0.0, 0.0], [1e-20, 1e-14], 1.0, 0.0, 0.0, [np.inf, 1e-3]))
    assert (everything.power, everything.open_circuit_voltage, everything.fill_factor) == (0.0, 0.0, 0.0)


def test_many_strings_at_once_are_each_alone() -> None:
    diode = cells((500, 3), 9, dark=0.1)
    together = series_maximum_power(diode)
    for field in fields(together):
        values = getattr(together, field.name)
        assert values.shape == (500,)
        assert np.all(np.isfinite(values))
    for index in range(0, 500, 17):
        alone = series_maximum_power(part(diode, index))
        assert together.power[index] == pytest.approx(float(alone.power), rel=1e-9, abs=1e-12)
    assert series_curve(diode, 11)[0].shape == (500, 11)


def test_independent_power_is_a_sum() -> None:
    diode = cells((5, 3), 10)
    np.testing.assert_allclose(independent_maximum_power(diode), maximum_power(diode).power.sum(axis=-1), rtol=1e-14)


def test_current_matching() -> None:
    found = current_matching([[200.0, 180.0, 270.0], [100.0, 100.0, 100.0]])
    np.testing.assert_allclose(found.surplus, [[1.0 / 9.0, 0.0, 0.5], [0.0, 0.0, 0.0]], rtol=1e-14, atol=0.0)
    np.testing.assert_array_equal(found.limiting, [1, 0])
    dark = current_matching([10.0, 0.0])
    assert (dark.surplus.tolist(), dark.limiting) == ([np.inf, 0.0], 1)


def test_a_curve_runs_from_short_circuit_to_open_circuit() -> None:
    diode = cells((6, 3), 11)
    ends = series_maximum_power(diode)
    voltages, currents = series_curve(diode)
    assert voltages.shape == (6, 200)
    np.testing.assert_allclose(voltages[:, 0], 0.0, atol=1e-6)
    np.testing.assert_allclose(currents[:, 0], ends.short_circuit_current, rtol=1e-6)
    np.testing.assert_allclose(currents[:, -1], 0.0, atol=1e-6)
    np.testing.assert_allclose(voltages[:, -1], ends.open_circuit_voltage, rtol=1e-6)


def string_voltage(diode: Diode, current: float) -> float:
    """The voltages of the junctions at one current, added up."""
    return float(np.sum(voltage_at(diode, current)))


def short_circuit(diode: Diode) -> float:
    """The current at which they add up to nothing, by bracketing."""
    most = float(np.max(diode.photocurrent))
    return brentq(lambda current: string_voltage(diode, current), 0.0, most, xtol=1e-14 * most, rtol=1e-15)


@pytest.mark.parametrize("junctions", [1, 2, 3, 4])
def test_ends_and_maximum_are_those_of_a_bracketing_search(junctions: int) -> None:
    """The last step is taken along the tangent where its square, 1e-10 of the thermal voltage, no longer counts."""
    diode = cells((5, junctions), 31 + junctions)
    found = series_maximum_power(diode)
    for index in range(5):
        one = part(diode, index)
        current = float(found.current[index])
        end = short_circuit(one)
        assert found.short_circuit_current[index] == pytest.approx(end, rel=2e-9)
        assert found.open_circuit_voltage[index] == pytest.approx(string_voltage(one, 0.0), rel=1e-12)
        assert found.voltage[index] == pytest.approx(string_voltage(one, current), rel=1e-8)
        best = minimize_scalar(lambda amount, one=one: -amount * string_voltage(one, amount),
                               bounds=(0.2 * end, end), method="bounded", options={"xatol": 1e-9 * end})  # fmt: skip
        assert found.power[index] == pytest.approx(-best.fun, rel=1e-10)
        # The power is flat at its maximum: its neighbours on either side have lost alike.
        lost = [-best.fun - side * current * string_voltage(one, side * current) for side in (1.0 - 1e-4, 1.0 + 1e-4)]
        assert lost[0] == pytest.approx(lost[1], rel=0.1)


@pytest.mark.parametrize("light", [1e-9, 1e-6, 1e-3])
def test_in_next_to_no_light_a_string_is_a_source_beside_resistances(light: float) -> None:
    """Far below the thermal voltage a junction is its shunt: one curve from L to Σ R J, a straight line."""
    lights, shunts = light * np.array([1.0, 2.0, 1.5]), np.array([1.0, 0.3, 0.5])
    found = series_maximum_power(cell(lights, 1e-20, 1.0, 0.0, [0.0, 0.1, 0.0], shunts))
    push, through = float(lights @ shunts), float(shunts.sum()) + 0.1
    assert found.open_circuit_voltage == pytest.approx(push, rel=1e-9)
    assert found.short_circuit_current == pytest.approx(push / through, rel=1e-9)
    assert found.power == pytest.approx(0.25 * push * push / through, rel=1e-9)
    assert found.voltage == pytest.approx(0.5 * push, rel=1e-6)
    assert found.fill_factor == pytest.approx(0.25, rel=1e-8)


@pytest.mark.parametrize("count", [2, 3])
def test_strings_of_every_kind_at_once_are_each_alone(count: int) -> None:
    """Bright, dim and dark ones, blocked ones and shunted ones, in an array of two dimensions."""
    good = cells((2, 5, count), 41, dark=0.15)
    dim = np.logspace(-9.0, 0.0, 10).reshape(2, 5, 1)
    diode = Diode(good.photocurrent * dim, good.saturation_1, good.ideality_1, good.saturation_2,
                  good.series_resistance, good.shunt_resistance, good.temperature)  # fmt: skip
    together, (voltages, currents) = series_maximum_power(diode), series_curve(diode, 5)
    for place in np.ndindex(2, 5):
        alone = series_maximum_power(part(diode, place))
        for name in ("power", "voltage", "current", "open_circuit_voltage", "short_circuit_current"):
            scale = float(together.open_circuit_voltage[place] * together.short_circuit_current[place])
            slack = 1e-9 * scale if name == "power" else 1e-13
            assert getattr(together, name)[place] == pytest.approx(float(getattr(alone, name)), rel=1e-6, abs=slack)
        volts, amperes = series_curve(part(diode, place), 5)
        np.testing.assert_allclose(voltages[place], volts, rtol=1e-6, atol=1e-12)
        np.testing.assert_allclose(currents[place], amperes, rtol=1e-6, atol=1e-12)


def test_the_junction_that_limits_may_stand_anywhere_in_any_string() -> None:
    lights, first = np.array([300.0, 310.0, 330.0]), np.array([1e-20, 1e-14, 1e-9])
    orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    shunts = np.array([2.0, np.inf, 5.0])
    found = series_maximum_power(cell(lights[orders], first[orders], 1.1, 0.0, 1e-5, shunts[orders]))
    np.testing.assert_allclose(found.power, float(found.power[0]), rtol=1e-11)
    np.testing.assert_allclose(found.short_circuit_current, float(found.short_circuit_current[0]), rtol=1e-9)
    alone = series_maximum_power(cell(lights, first, 1.1, 0.0, 1e-5, shunts))
    assert found.power[5] == pytest.approx(float(alone.power), rel=1e-11)


@pytest.mark.parametrize(("junctions", "usual", "most"), [(1, 3.5, 5), (2, 4.5, 14), (3, 3.8, 12), (4, 5.6, 14)])
def test_the_search_ends_after_as_few_steps_as_it_says(
    monkeypatch: pytest.MonkeyPatch, junctions: int, usual: float, most: int
) -> None:
    """Three are usual: Newton's method doubles the digits; a slope that is wrong anywhere takes many more."""
    taken: list[int] = []
    solve = tandem._String.at

    def counted(string, inner):
        taken[-1] += 1
        return solve(string, inner)

    monkeypatch.setattr(tandem._String, "at", counted)
    diode = cells((25, junctions), 20 + junctions)
    for index in range(25):
        taken.append(0)
        series_maximum_power(part(diode, index))
    assert np.mean(taken) < usual
    assert max(taken) <= most


def test_surplus_over_currents_small_and_none() -> None:
    found = current_matching([[[0.5, 0.25], [0.0, 0.0]], [[1e-300, 1e300], [3.0, 0.0]]])
    np.testing.assert_array_equal(found.surplus, [[[1.0, 0.0], [0.0, 0.0]], [[0.0, math.inf], [math.inf, 0.0]]])
    np.testing.assert_array_equal(found.limiting, [[1, 0], [0, 1]])
    equal = current_matching([0.7, 0.7, 1.4])
    assert equal.limiting == 0
    np.testing.assert_allclose(equal.surplus, [0.0, 0.0, 1.0], rtol=1e-15)


def test_one_cell_has_the_power_of_a_string_of_one() -> None:
    diode = cell(300.0, 1e-12, 1.0, 1e-5, 1e-4, 3.0)
    assert independent_maximum_power(diode) == pytest.approx(float(series_maximum_power(diode).power), rel=1e-10)
    bare = without_series_resistance(diode)
    assert bare.series_resistance == 0.0
    assert bare.shunt_resistance == 3.0
    # The resistance takes R J² and no more: near the maximum that is what the power falls by.
    fall = float(series_maximum_power(bare).power - series_maximum_power(diode).power)
    assert fall == pytest.approx(1e-4 * float(series_maximum_power(diode).current) ** 2, rel=0.05)


def test_a_curve_of_two_points_has_its_ends_and_no_more() -> None:
    diode = cells((3, 2), 55)
    voltage, current = series_curve(diode, 2)
    ends = series_maximum_power(diode)
    np.testing.assert_allclose(voltage[:, 1], ends.open_circuit_voltage, rtol=1e-9)
    np.testing.assert_allclose(current[:, 0], ends.short_circuit_current, rtol=1e-9)
    # Equal steps of the first junction's voltage: the middle of three is not that of a line.
    bent = series_curve(diode, 3)[1][:, 1]
    assert np.all(bent > 0.5 * current[:, 0])
