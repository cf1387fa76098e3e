"""Heat on a plate, and the temperature that balances it."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.constants import ASTM_E490, AU, SOLAR_CONSTANT, STEFAN_BOLTZMANN
from studio.physics.heat import (
    absorbed_flux,
    albedo_flux,
    earth_infrared_flux,
    equilibrium_temperature,
    solar_flux,
)

CASES = json.loads((Path(__file__).parents[1] / "data" / "heat_cases.json").read_text(encoding="utf-8"))


def test_black_plate_in_deep_space() -> None:
    assert equilibrium_temperature(ASTM_E490, 2.0) == pytest.approx(331.29, abs=0.005)


def test_published_bifacial_panel() -> None:
    case = CASES["bifacial_panel"]
    front = absorbed_flux(
        case["absorptance"],
        case["emittance_pv"],
        direct=case["solar_flux"],
        albedo=albedo_flux(case["view_factor_a"], case["solar_flux"], case["albedo"], case["cos_zenith"]),
        infrared=earth_infrared_flux(case["view_factor_a"], case["earth_infrared"]),
    )
    back = absorbed_flux(
        0.0, case["emittance_radiator"], direct=0.0, infrared=case["view_factor_b"] * case["earth_infrared"]
    )
    emittance = case["emittance_pv"] + case["emittance_radiator"]
    assert (front + back) * case["area"] == pytest.approx(case["heat_in"], rel=1e-11)
    balance = {"sink_temperature": case["sink_temperature"], "stefan_boltzmann": case["stefan_boltzmann"]}
    temperature = equilibrium_temperature(front + back, emittance, **balance)
    assert temperature == pytest.approx(case["temperature"], abs=1e-8)
    # The electricity comes back as heat: what was extracted and what the payload dissipates cancel.
    generated = case["solar_flux"] * case["efficiency"]
    assert generated * case["area"] == pytest.approx(case["generated"], rel=1e-9)
    returned = equilibrium_temperature(front + back + generated, emittance, extracted=generated, **balance)
    assert returned == pytest.approx(temperature, abs=1e-9)


def test_flux_falls_with_the_square_of_the_distance() -> None:
    np.testing.assert_allclose(solar_flux([AU, 2.0 * AU]), [SOLAR_CONSTANT, SOLAR_CONSTANT / 4.0], rtol=1e-15)
    assert solar_flux(AU, solar_constant=ASTM_E490) == ASTM_E490


def test_albedo_is_dark_at_night() -> None:
    flux = albedo_flux(0.25, 1361.0, 0.3, np.array([-1.0, -0.1, 0.0, 0.5, 1.0]))
    np.testing.assert_allclose(flux, 0.25 * 1361.0 * 0.3 * np.array([0.0, 0.0, 0.0, 0.5, 1.0]))


def test_extraction_cannot_exceed_the_heat() -> None:
    with pytest.raises(ValueError, match="more power is extracted"):
        equilibrium_temperature(100.0, 1.7, extracted=[50.0, 101.0])


@given(st.floats(0.0, 3000.0), st.floats(0.05, 2.0), st.floats(0.0, 0.999), st.floats(0.0, 300.0))
def test_equilibrium_emits_what_is_absorbed(heat: float, emittance: float, share: float, sink: float) -> None:
    temperature = float(equilibrium_temperature(heat, emittance, extracted=share * heat, sink_temperature=sink))
    assert temperature >= sink * (1.0 - 1e-12) - 1e-9  # the fourth power of next to nothing is nothing
    emitted = emittance * STEFAN_BOLTZMANN * (temperature**4 - sink**4)
    assert emitted == pytest.approx(heat * (1.0 - share), rel=1e-9, abs=1e-9)


def test_shapes_broadcast() -> None:
    view, sun, zenith = np.array([0.1, 0.2, 0.3]), np.array([[1300.0], [1400.0]]), np.array([0.5, -0.5, 1.0])
    albedo = albedo_flux(view, sun, 0.3, zenith)
    infrared = earth_infrared_flux(view, np.array([[230.0], [250.0]]))
    heat = absorbed_flux(np.array([0.8, 0.9, 1.0]), 0.85, direct=sun, albedo=albedo, infrared=infrared)
    temperature = equilibrium_temperature(heat, np.array([1.0, 1.5, 2.0]))
    distance = solar_flux(AU * np.ones((2, 1)), solar_constant=np.array([1361.0, 1366.1, 1367.0]))
    for whole in (albedo, infrared, heat, temperature, distance):
        assert whole.shape == (2, 3)
    one = absorbed_flux(1.0, 0.85, direct=1400.0, albedo=0.3 * 1400.0 * 0.3, infrared=0.3 * 250.0)
    assert heat[1, 2] == pytest.approx(float(one), rel=1e-14)
    assert temperature[1, 2] == pytest.approx(float(equilibrium_temperature(one, 2.0)), rel=1e-14)
