"""The nearest one-diode cell: found again where there is one, and carried to other temperatures as pvlib carries it."""

from dataclasses import replace

import numpy as np
import pytest
from pvlib.pvsystem import calcparams_cec, max_power_point

from studio.physics.cell.diode import Diode, current_at, current_voltage
from studio.physics.cell.equivalent import OneDiode, adjustment, fitted, power_at
from studio.physics.cell.tandem import series_curve

SILICON = OneDiode(400.0, 2e-9, 1.05 * 0.025693, 6e-5, 0.5)
STEPS = 0.2  # [A/(m²·K)], 0.05 % of the photocurrent


def one_diode_curve(cell: OneDiode) -> tuple[np.ndarray, np.ndarray]:
    volts, amperes = current_voltage(cell.diode())
    return np.asarray(volts).ravel(), np.asarray(amperes).ravel()


@pytest.mark.parametrize("factors", [(1.0, 1.0, 1.0, 1.0, 1.0), (1.4, 3.0, 0.8, 4.0, 0.1), (0.7, 0.1, 1.5, 0.2, 9.0)])
def test_a_one_diode_curve_gives_its_own_diode_wherever_the_search_begins(factors) -> None:
    volts, amperes = one_diode_curve(SILICON)
    names = OneDiode.__slots__
    start = OneDiode(*(getattr(SILICON, name) * factor for name, factor in zip(names, factors, strict=True)))
    found = fitted(volts, amperes, [0, len(volts) - 1], start)
    for name, tolerance in zip(names, (1e-6, 1e-3, 1e-4, 1e-3, 1e-3), strict=True):
        assert getattr(found, name) == pytest.approx(getattr(SILICON, name), rel=tolerance)


def test_points_that_count_most_are_met_best() -> None:
    """A cell of two diodes has no equal of one: the point of maximum power is nearer where it counts more."""
    real = Diode(*map(np.asarray, (400.0, 2e-10, 1.0, 3e-4, 6e-5, 0.5, 298.15)))
    volts = np.linspace(0.0, 0.62, 120)
    amperes = np.asarray(current_at(real, volts))
    volts, amperes = volts[amperes > 0.0], amperes[amperes > 0.0]
    top = int(np.argmax(volts * amperes))
    start = OneDiode(400.0, 1e-9, 0.026, 6e-5, 0.5)
    without, with_ = (fitted(volts, amperes, keys, start) for keys in ([], [top]))
    off = [abs(float(current_at(found.diode(), volts[top])) - amperes[top]) for found in (without, with_)]
    assert off[1] < 0.2 * off[0]
    errors = [np.abs(current_at(found.diode(), volts) - amperes).max() / amperes.max() for found in (without, with_)]
    assert errors[0] < errors[1] < 0.02


def test_a_steep_second_diode_is_found_from_steeper_beginnings() -> None:
    """The second diode alone, n = 2, fitted from the slope of a first: the search begins anew at twice that."""
    real = OneDiode(300.0, 3e-4, 2.0 * 0.025693, 1e-5, 2.0)
    volts, amperes = one_diode_curve(real)
    found = fitted(volts, amperes, [0], OneDiode(300.0, 1e-9, 0.0257, 1e-5, 2.0))
    assert found.slope_voltage == pytest.approx(real.slope_voltage, rel=1e-3)
    assert found.saturation == pytest.approx(real.saturation, rel=1e-2)


def test_a_shunt_that_is_none_stays_within_the_digits_of_the_tools() -> None:
    volts, amperes = one_diode_curve(OneDiode(400.0, 2e-9, 0.027, 6e-5, 1e9))
    found = fitted(volts, amperes, [0], OneDiode(400.0, 2e-9, 0.027, 6e-5, 50.0))
    assert 1e2 < found.shunt_resistance <= 1e4 * (1.0 + 1e-9)


def test_a_leak_is_found_where_the_search_begins_without_one() -> None:
    volts, amperes = one_diode_curve(SILICON)
    keys = [0, len(volts) - 1]
    found = fitted(volts, amperes, keys, replace(SILICON, shunt_resistance=1e6))
    assert found.shunt_resistance == pytest.approx(SILICON.shunt_resistance, rel=1e-3)
    assert found.saturation == pytest.approx(SILICON.saturation, rel=1e-3)


def test_junctions_in_series_leak_as_the_one_that_does() -> None:
    """The shunt of one diode for both is of the size of the lesser of theirs, not of their sum, a million Ω·m²."""
    pair = Diode(*map(np.asarray, (150.0, [1e-17, 1e-9], 1.0, 0.0, 5e-5, [1.0, 1e6], 298.15)))
    volts, amperes = series_curve(pair, 120)
    start = OneDiode(150.0, 1e-13, 2.0 * 0.025693, 1e-4, 1e6 + 1.0)
    found = fitted(volts, amperes, [0, volts.size - 1], start)
    assert 1.0 < found.shunt_resistance < 5.0
    assert np.abs(current_at(found.diode(), volts) - amperes).max() < 0.003 * amperes.max()


def test_a_shunt_beyond_those_digits_is_found_again_where_the_search_begins_with_it() -> None:
    cell = OneDiode(400.0, 2e-9, 0.027, 6e-5, 1e5)
    volts, amperes = one_diode_curve(cell)
    found = fitted(volts, amperes, [0, len(volts) - 1], cell)
    assert found.shunt_resistance == pytest.approx(1e5, rel=1e-3)
    assert found.saturation == pytest.approx(2e-9, rel=1e-6)


@pytest.mark.parametrize("celsius", [-40.0, 10.0, 25.0, 70.0])
@pytest.mark.parametrize("adjust", [-0.3, 0.0, 0.4])
def test_power_at_a_temperature_is_that_of_pvlib(celsius: float, adjust: float) -> None:
    """The CEC model: its `Adjust` in per cent, its slope in A/K."""
    five = calcparams_cec(1000.0, celsius, STEPS, SILICON.slope_voltage, SILICON.photocurrent, SILICON.saturation,
                          SILICON.shunt_resistance, SILICON.series_resistance, 100.0 * adjust)  # fmt: skip
    theirs = float(max_power_point(*five, method="brentq")["p_mp"])
    # Their Boltzmann constant has six digits in one place and ten in another.
    assert power_at(SILICON, celsius + 273.15, STEPS, adjust) == pytest.approx(theirs, rel=3e-5)


def test_a_cold_cell_whose_light_would_be_negative_gives_nothing() -> None:
    assert power_at(SILICON, 100.0, 400.0, 0.0) == pytest.approx(0.0, abs=1e-9)


def slope_of(cell: OneDiode, current_slope: float, adjust: float) -> float:
    high, low, here = (power_at(cell, 298.15 + rise, current_slope, adjust) for rise in (5.0, -5.0, 0.0))
    return (high - low) / 10.0 / here


@pytest.mark.parametrize("wanted", [-0.0040, -0.0035, -0.0030])
def test_the_adjustment_gives_the_slope_of_the_power(wanted: float) -> None:
    adjust = adjustment(SILICON, STEPS, wanted)
    assert -10.0 < adjust < 10.0
    assert slope_of(SILICON, STEPS, adjust) == pytest.approx(wanted, rel=1e-6)
    assert (adjust > 0.0) == (slope_of(SILICON, STEPS, 0.0) > wanted)


def test_the_adjustment_stops_at_its_bounds_where_they_help() -> None:
    plain = slope_of(SILICON, STEPS, 0.0)
    ends = [slope_of(SILICON, STEPS, adjust) for adjust in (-1.0, 1.0)]
    assert adjustment(SILICON, STEPS, 1.1 * (ends[0] - plain) + plain, 1.0) == -1.0
    assert adjustment(SILICON, STEPS, 1.1 * (ends[1] - plain) + plain, 1.0) == 1.0
    # Just past the share that is worth it, and just before.
    assert adjustment(SILICON, STEPS, 1.9 * (ends[1] - plain) + plain, 1.0) == 1.0
    assert adjustment(SILICON, STEPS, 2.1 * (ends[1] - plain) + plain, 1.0) == 0.0
    assert adjustment(SILICON, STEPS, 2.1 * (ends[0] - plain) + plain, 1.0) == 0.0


def test_where_the_current_stays_there_is_nothing_to_adjust() -> None:
    assert adjustment(SILICON, 0.0, -0.0040) == 0.0
    high, low, here = (power_at(SILICON, 298.15 + rise, 0.0, 0.0) for rise in (5.0, -5.0, 0.0))
    # Where the slope is met to the last digit, any adjustment would leave it so.
    assert adjustment(SILICON, 0.0, (high - low) / (10.0 * here)) == 0.0
