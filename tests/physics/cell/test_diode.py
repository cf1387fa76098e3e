"""The diode model against pvlib, against a bracketing root finder, and against itself."""

import math
from dataclasses import replace

import numpy as np
import pvlib
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import brentq

from studio.physics.cell.diode import Diode, current_at, current_voltage, maximum_power, voltage_at
from studio.physics.constants import BOLTZMANN, ELEMENTARY_CHARGE
from tests.physics.cell.reference import DIODES, cell, cells, part


def of_pvlib(diode: Diode) -> tuple[np.ndarray, ...]:
    first, _ = diode.thermal_voltages
    return diode.photocurrent, diode.saturation_1, diode.series_resistance, diode.shunt_resistance, first


def current_by_bracketing(diode: Diode, voltage: float) -> float:
    """The two-diode equation of the textbook, for J."""
    values = [float(value) for value in (diode.photocurrent, diode.saturation_1, diode.ideality_1, diode.saturation_2,
              diode.series_resistance, diode.shunt_resistance, diode.temperature)]  # fmt: skip
    light, first, ideality, second, series, shunt, temperature = values
    thermal = BOLTZMANN * temperature / ELEMENTARY_CHARGE

    def excess(current: float) -> float:
        inner = voltage + current * series
        diodes = first * math.expm1(inner / (ideality * thermal)) + second * math.expm1(inner / (2.0 * thermal))
        return light - diodes - inner / shunt - current

    low, high = -1.0, light + abs(voltage) / shunt + first + second + 1.0
    while excess(low) < 0.0:
        low *= 2.0
    return brentq(excess, low, high, xtol=1e-13, rtol=1e-15, maxiter=500)


class TestAgainstPvlib:
    def test_maximum_power_and_ends(self) -> None:
        diode = cells((300,), 1, two=False)
        ours, theirs = maximum_power(diode), pvlib.pvsystem.singlediode(*of_pvlib(diode), method="newton")
        for mine, name in ((ours.power, "p_mp"), (ours.voltage, "v_mp"), (ours.current, "i_mp"),
                           (ours.open_circuit_voltage, "v_oc"), (ours.short_circuit_current, "i_sc")):  # fmt: skip
            np.testing.assert_allclose(mine, theirs[name], rtol=1e-6, err_msg=name)

    def test_maximum_power_on_the_parametric_curve(self) -> None:
        diode = cells((200,), 2, two=False)
        ours = maximum_power(diode)
        current, voltage, power = pvlib.singlediode.bishop88_mpp(*of_pvlib(diode), method="newton")
        np.testing.assert_allclose(ours.power, power, rtol=1e-9)
        np.testing.assert_allclose(ours.current, current, rtol=1e-6)
        np.testing.assert_allclose(ours.voltage, voltage, rtol=1e-6)

    @pytest.mark.parametrize("share", [-0.5, 0.0, 0.3, 0.8, 0.99, 1.1])
    def test_current_and_voltage(self, share: float) -> None:
        diode = cells((200,), 3, two=False)
        voltage = share * maximum_power(diode).open_circuit_voltage
        current = current_at(diode, voltage)
        theirs = pvlib.singlediode.bishop88_i_from_v(voltage, *of_pvlib(diode), method="newton")
        np.testing.assert_allclose(current, theirs, rtol=1e-9, atol=1e-8)
        np.testing.assert_allclose(voltage_at(diode, theirs), voltage, rtol=1e-9, atol=1e-8)

    def test_curve(self) -> None:
        diode = cells((20,), 4, two=False)
        voltage, current = current_voltage(diode, 50)
        for index in range(20):
            theirs = pvlib.pvsystem.i_from_v(voltage[index], *of_pvlib(part(diode, index)), method="newton")
            np.testing.assert_allclose(current[index], theirs, rtol=1e-8, atol=1e-7)


@given(DIODES, st.floats(-2.0, 1.05))
def test_two_diodes_meet_the_bracketing_root_finder(diode: Diode, share: float) -> None:
    voltage = share * float(maximum_power(diode).open_circuit_voltage)
    expected = current_by_bracketing(diode, voltage)
    scale = float(diode.photocurrent) + abs(expected) + 0.1
    assert current_at(diode, voltage) == pytest.approx(expected, abs=1e-11 * scale)


@given(DIODES, st.floats(-5.0, 0.999999))
def test_voltage_and_current_are_inverse(diode: Diode, share: float) -> None:
    current = share * (float(diode.photocurrent) + 1.0)
    voltage = float(voltage_at(diode, current))
    back = float(current_at(diode, voltage)) if math.isfinite(voltage) else current
    assert back == pytest.approx(current, abs=1e-9 * (abs(current) + float(diode.photocurrent) + 1.0))


@given(DIODES)
def test_voltage_falls_with_the_current_into_reverse_bias(diode: Diode) -> None:
    light = float(diode.photocurrent)
    voltage = voltage_at(diode, np.linspace(-light - 1.0, 2.0 * light + 1.0, 101))
    assert not np.any(np.isnan(voltage))
    finite = voltage[np.isfinite(voltage)]
    assert np.all(np.diff(finite) < 0.0)
    assert np.all(np.isneginf(voltage[finite.size :]))
    if np.isfinite(diode.shunt_resistance):
        beyond = 2.0 * light + 1.0
        leak = float(diode.saturation_1 + diode.saturation_2)
        through = -(beyond - light - leak) * diode.shunt_resistance - beyond * diode.series_resistance
        assert voltage[-1] == pytest.approx(float(through), rel=1e-6, abs=leak * float(diode.shunt_resistance) + 1e-9)


@given(DIODES)
def test_no_point_of_the_curve_beats_the_maximum(diode: Diode) -> None:
    best = maximum_power(diode)
    voltage, current = current_voltage(diode, 401)
    assert np.max(voltage * current) <= best.power * (1.0 + 1e-12) + 1e-15
    assert best.power == pytest.approx(np.max(voltage * current), rel=1e-3, abs=1e-12)
    assert best.power == pytest.approx(float(best.voltage * best.current), rel=1e-14)
    assert current_at(diode, best.voltage) == pytest.approx(float(best.current), rel=1e-9, abs=1e-12)
    for step in (-1e-4, 1e-4):  # the maximum is flat: its neighbours are lower, by the square of the distance
        near = float(best.voltage) * (1.0 + step)
        assert near * current_at(diode, near) <= best.power * (1.0 + 1e-12) + 1e-15
    assert 0.0 <= best.fill_factor < 1.0
    assert (voltage[0], current[-1]) == pytest.approx((0.0, 0.0), abs=1e-10)
    assert voltage[-1] == pytest.approx(float(best.open_circuit_voltage), rel=1e-9, abs=1e-12)
    assert current[0] == pytest.approx(float(best.short_circuit_current), rel=1e-9, abs=1e-12)


@given(DIODES, st.floats(0.0, 300.0))
def test_light_only_shifts_the_dark_curve(diode: Diode, more: float) -> None:
    # Superposition: a junction at the same voltage gives the additional photocurrent and nothing else.
    assume(maximum_power(diode).power > 1e-3)  # else rounding alone blocks a cell without a shunt
    brighter = replace(diode, photocurrent=diode.photocurrent + more)
    current = float(maximum_power(diode).current)
    one = voltage_at(diode, current) + current * diode.series_resistance
    other = voltage_at(brighter, current + more) + (current + more) * diode.series_resistance
    assert one == pytest.approx(float(other), rel=1e-9, abs=1e-9)


@given(DIODES, st.floats(0.1, 10.0))
def test_scaling_currents_and_resistances_scales_the_power(diode: Diode, factor: float) -> None:
    scaled = cell(
        diode.photocurrent * factor, diode.saturation_1 * factor, diode.ideality_1, diode.saturation_2 * factor,
        diode.series_resistance / factor, diode.shunt_resistance / factor, diode.temperature,
    )  # fmt: skip
    one, other = maximum_power(diode), maximum_power(scaled)
    assert other.power == pytest.approx(float(one.power) * factor, rel=1e-9, abs=1e-12)
    assert other.open_circuit_voltage == pytest.approx(float(one.open_circuit_voltage), rel=1e-9, abs=1e-12)


def test_resistances_only_cost_power() -> None:
    perfect = maximum_power(cell(series=0.0, shunt=np.inf)).power
    series = maximum_power(cell(series=np.logspace(-7, -2, 30), shunt=np.inf)).power
    shunt = maximum_power(cell(series=0.0, shunt=np.logspace(3, -3, 30))).power
    for powers in (series, shunt):
        assert np.all(np.diff(powers) < 0.0)
        assert powers[0] == pytest.approx(float(perfect), rel=1e-3)


def test_a_pure_resistance_gives_a_quarter_of_the_product() -> None:
    # So leaky that the diode never opens: a current source beside R_sh, behind R_s.
    best = maximum_power(cell(100.0, 1e-20, 1.0, 0.0, 1e-4, 1e-3))
    assert best.power == pytest.approx((100.0 * 1e-3) ** 2 / (4.0 * (1e-3 + 1e-4)), rel=1e-9)


def test_extremes_stay_finite() -> None:
    dark = maximum_power(cell(0.0))
    assert (dark.power, dark.fill_factor, dark.open_circuit_voltage) == (0.0, 0.0, 0.0)
    assert np.isfinite(current_at(cell(series=0.0), 100.0))
    assert current_at(cell(series=1e-3), 1000.0) == pytest.approx(-1e6, rel=0.01)
    assert voltage_at(cell(shunt=np.inf), 400.0 + 1e-6) == -np.inf


def test_shapes_broadcast() -> None:
    diode = Diode(np.full((4, 1), 300.0), [1e-9, 1e-8, 1e-7], 1.0, 0.0, 0.0, 10.0, [[280.0], [300.0], [320.0], [340.0]])
    assert maximum_power(diode).power.shape == (4, 3)
    assert current_voltage(diode, 7)[0].shape == (4, 3, 7)
    alone = maximum_power(Diode(300.0, 1e-8, 1.0, 0.0, 0.0, 10.0, 320.0))
    assert maximum_power(diode).power[2, 1] == pytest.approx(float(alone.power), rel=1e-14)


@pytest.mark.parametrize(
    "wrong",
    [{"photocurrent": -1.0}, {"saturation_1": 0.0}, {"saturation_2": -1e-9}, {"series": -1.0}, {"shunt": 0.0},
     {"temperature": 0.0}, {"ideality_1": -1.0}, {"photocurrent": np.nan}, {"temperature": [300.0, np.nan]}],
)  # fmt: skip
def test_impossible_cells(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"negative|positive"):
        cell(**wrong)


def test_where_no_current_can_flow_the_voltage_has_no_bound():
    """Without a shunt the junction carries its saturation currents in reverse, and not more."""
    blocked = cell(300.0, 1e-3, 1.0, 2e-3, 0.0, np.inf)
    assert voltage_at(blocked, 300.0 + 3e-3) == -np.inf
    assert voltage_at(blocked, 300.0 + 4e-3) == -np.inf
    assert -1.0 < voltage_at(blocked, 300.0 + 2e-3) < 0.0
    assert voltage_at(cell(300.0, 1e-3, 1.0, 2e-3, 0.0, 5.0), 301.0) == pytest.approx(-5.0 * (1.0 - 3e-3), rel=1e-3)


def test_a_curve_has_two_hundred_points_unless_said():
    assert current_voltage(cell(300.0, 1e-9, 1.0, 0.0, 1e-5, 1.0))[0].shape == (200,)


@pytest.mark.parametrize("series", [0.0, 1e-5, 1e-2])
def test_a_diode_that_leaks_all_has_its_digits_and_nothing_below_zero(series: float) -> None:
    """Far more saturation current than light: the voltage is so small that exp(x/v) − 1 would have no digits."""
    saturation, light = 1e8, 12.0
    diode = cell(photocurrent=light, saturation_1=saturation, ideality_1=1.0, series=series, shunt=4e4)
    voltage, current = current_voltage(diode, 50)
    thermal = float(diode.thermal_voltages[0])
    assert voltage.min() >= 0.0
    assert current.min() >= 0.0
    assert voltage[-1] == pytest.approx(thermal * math.log1p(light / saturation), rel=1e-9)
    # About zero it is a resistance beside the series resistance: the light divides between the two.
    resistance = thermal / saturation
    assert current[0] == pytest.approx(light * resistance / (resistance + series), abs=1e-9 * light)
    assert maximum_power(diode).power == pytest.approx(0.25 * voltage[-1] * current[0], abs=1e-12)
