"""The temperature coefficients of the diode against pvlib, and those that the gap over the ideality gives."""

import numpy as np
import pvlib
import pytest

from studio.physics.cell.diode import Diode, maximum_power
from studio.physics.cell.temperature import band_gap, photocurrent, power_share, saturation_current
from studio.physics.constants import BOLTZMANN, ELEMENTARY_CHARGE

EV = ELEMENTARY_CHARGE


def test_ideal_diode_follows_the_model_of_de_soto() -> None:
    temperature = np.linspace(-80.0, 150.0, 24)
    _, expected, _, _, _ = pvlib.pvsystem.calcparams_desoto(
        1000.0, temperature, 0.0, 0.0257, 9.0, 1e-9, 300.0, 0.3, EgRef=1.121, dEgdT=0.0
    )
    found = saturation_current(1e-9, temperature + 273.15, gap=1.121 * EV)
    np.testing.assert_allclose(found, expected, rtol=1e-4)  # pvlib's Boltzmann constant has six digits


def test_gap_that_shrinks_follows_the_model_of_de_soto() -> None:
    # There the coefficient is relative, and the gap is linear as here.
    _, expected, _, _, _ = pvlib.pvsystem.calcparams_desoto(
        1000.0, 75.0, 0.0, 0.0257, 9.0, 1e-9, 300.0, 0.3, EgRef=1.121, dEgdT=-0.0002677
    )
    found = saturation_current(1e-9, 348.15, gap=1.121 * EV, gap_coefficient=-0.0002677 * 1.121 * EV)
    assert found == pytest.approx(float(expected), rel=1e-4)


@pytest.mark.parametrize("ideality", [1.0, 1.3, 2.0])
def test_open_circuit_voltage_falls_towards_zero_temperature_as_the_gap(ideality: float) -> None:
    """dV_oc/dT = (V_oc − E_g/q − 3 kT/q)/T for every ideality, if the gap is divided by it."""
    gap, light, step = 1.6 * EV, 220.0, 0.01

    def voltage(temperature: float) -> float:
        first = saturation_current(1e-12, temperature, gap=gap, ideality=ideality)
        diode = Diode(light, first, ideality, 0.0, 0.0, np.inf, temperature)
        return float(maximum_power(diode).open_circuit_voltage)

    middle = 298.15
    slope = (voltage(middle + step) - voltage(middle - step)) / (2.0 * step)
    thermal = BOLTZMANN * middle / EV
    assert slope == pytest.approx((voltage(middle) - gap / EV - 3.0 * thermal) / middle, rel=1e-6)


def test_perovskite_loses_about_two_millivolts_a_kelvin_and_not_five() -> None:
    temperature, ideality = np.array([298.15, 308.15]), 1.6
    first = saturation_current(1e-10, temperature, gap=1.6 * EV, ideality=ideality)
    best = maximum_power(Diode(220.0, first, ideality, 0.0, 0.0, np.inf, temperature))
    slope = np.diff(best.open_circuit_voltage)[0] / 10.0
    assert -2.2e-3 < slope < -1.3e-3


def test_reference_temperature_changes_nothing() -> None:
    assert saturation_current(3e-9, 301.15, gap=1.1 * EV, ideality=1.2, reference_temperature=301.15) == 3e-9
    assert band_gap(1.1 * EV, 298.15, coefficient=-4e-23) == 1.1 * EV
    assert photocurrent(400.0, 298.15, coefficient=5e-4) == 400.0


def test_linear_coefficients() -> None:
    assert band_gap(1.12 * EV, 398.15, coefficient=-2.7e-4 * EV) == pytest.approx(1.093 * EV, rel=1e-12)
    assert photocurrent(400.0, [198.15, 398.15], coefficient=5e-4) == pytest.approx([380.0, 420.0])
    assert photocurrent(400.0, 98.15, coefficient=1e-2) == 0.0


@pytest.mark.parametrize("wrong", [{"temperature": 0.0}, {"ideality": 0.0}, {"reference_temperature": -1.0}])
def test_impossible_temperatures(wrong: dict) -> None:
    with pytest.raises(ValueError, match="must be positive"):
        saturation_current(**{"saturation": 1e-9, "temperature": 300.0, "gap": 1.1 * EV, **wrong})


def test_power_follows_the_linear_model_of_pvwatts_to_where_its_line_ends() -> None:
    temperature = np.linspace(-170.0, 230.0, 41)
    expected = pvlib.pvsystem.pvwatts_dc(1000.0, temperature, 1.0, -0.004, temp_ref=25.0)
    found = power_share(temperature + 273.15, coefficient=-0.004)
    np.testing.assert_allclose(found, expected, rtol=1e-12)
    assert power_share(298.15 + 251.0, coefficient=-0.004) == 0.0
    assert power_share(298.15 - 300.0, coefficient=0.004) == 0.0
    assert power_share([298.15, 600.0], coefficient=[[0.0], [-0.01]]).tolist() == [[1.0, 1.0], [1.0, 0.0]]
