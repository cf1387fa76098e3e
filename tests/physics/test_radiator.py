"""Radiators against published ones, and forwards against backwards."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.heat import albedo_flux, earth_infrared_flux
from studio.physics.radiator import (
    environment_flux,
    radiator_area,
    radiator_flux,
    radiator_temperature,
    sink_temperature,
)

CASES = json.loads((Path(__file__).parents[1] / "data" / "heat_cases.json").read_text(encoding="utf-8"))


def test_published_ideal_radiator() -> None:
    case = CASES["ideal_radiator"]
    flux = radiator_flux(case["temperature"], [case["emittance"]] * case["sides"])
    assert radiator_area(case["heat"], flux) == pytest.approx(case["area"], rel=case["area_tolerance"])


def starcloud_environment(infrared_absorptance: float | None) -> np.ndarray:
    """The Sun on one side, the Earth on the other."""
    case = CASES["two_sided_radiator"]
    exitance = case["stefan_boltzmann"] * case["earth_temperature"] ** 4
    return environment_flux(
        [case["absorptance"]] * 2,
        [case["emittance"]] * 2,
        solar_flux=case["solar_flux"],
        sun_cosine=[1.0, -1.0],
        albedo_flux=[0.0, albedo_flux(case["view_factor"], case["solar_flux"], case["albedo"], 1.0)],
        infrared_flux=[0.0, earth_infrared_flux(case["view_factor"], exitance)],
        infrared_absorptance=infrared_absorptance,
    )


def test_published_two_sided_radiator() -> None:
    case = CASES["two_sided_radiator"]
    published = {"sink_temperature": 0.0, "stefan_boltzmann": case["stefan_boltzmann"]}
    assert radiator_flux(case["temperature"], [1.0, 1.0], **published) == pytest.approx(case["black"], rel=0.005)
    sides = [case["emittance"]] * 2
    emitted = radiator_flux(case["temperature"], sides, **published)
    assert emitted == pytest.approx(case["emitted"], abs=0.01)
    environment = starcloud_environment(case["infrared_absorptance"])
    assert environment == pytest.approx(case["sun"] + case["albedo_absorbed"] + case["infrared_absorbed"], abs=0.01)
    net = radiator_flux(case["temperature"], sides, environment=environment, **published)
    assert net == pytest.approx(case["net"], abs=0.005)
    np.testing.assert_allclose(radiator_area([120e3, 150e3], net), [case["area_120kw"], case["area_150kw"]], atol=0.005)


def test_published_radiator_breaks_kirchhoffs_law() -> None:
    case = CASES["two_sided_radiator"]
    lawful = radiator_flux(
        case["temperature"],
        [case["emittance"]] * 2,
        environment=starcloud_environment(None),
        sink_temperature=0.0,
        stefan_boltzmann=case["stefan_boltzmann"],
    )
    assert lawful == pytest.approx(case["net_kirchhoff"], abs=0.005)
    np.testing.assert_allclose(
        radiator_area([120e3, 150e3], lawful),
        [case["area_120kw_kirchhoff"], case["area_150kw_kirchhoff"]],
        atol=0.005,
    )


@given(st.floats(200.0, 600.0), st.floats(0.1, 2.0), st.floats(0.0, 50.0), st.floats(0.2, 1.0), st.floats(0.1, 1e5))
def test_temperature_undoes_the_flux(
    temperature: float, emittance: float, environment: float, fin_efficiency: float, area: float
) -> None:
    surroundings = {"environment": environment, "fin_efficiency": fin_efficiency, "sink_temperature": 4.0}
    flux = radiator_flux(temperature, [emittance], **surroundings)
    back = radiator_temperature(flux * area, area, [emittance], **surroundings)
    assert back == pytest.approx(temperature, rel=1e-12)


def test_sunlight_from_behind_gives_nothing() -> None:
    lit = environment_flux([0.1], [0.9], solar_flux=1361.0, sun_cosine=[0.5], visible_fraction=0.25)
    assert lit == pytest.approx(0.1 * 1361.0 * 0.5 * 0.25)
    assert environment_flux([0.1], [0.9], solar_flux=1361.0, sun_cosine=[-0.5]) == 0.0


def test_impossible_radiators_are_refused() -> None:
    with pytest.raises(ValueError, match="too cold"):
        radiator_area(1e3, radiator_flux([300.0, 150.0], [0.9], environment=100.0))
    with pytest.raises(ValueError, match="positive area"):
        radiator_temperature(1e3, 0.0, [0.9])


def test_shapes_broadcast() -> None:
    temperature, sides = np.array([[290.0], [320.0]]), np.array([[0.9, 0.9], [0.9, 0.0], [0.5, 0.7]])
    environment = environment_flux(
        np.array([0.1, 0.2]), sides, solar_flux=np.array([[1361.0], [0.0]]), sun_cosine=np.array([1.0, -1.0]),
        infrared_flux=np.array([60.0, 10.0]),
    )  # fmt: skip
    flux = radiator_flux(temperature, sides, environment=environment, fin_efficiency=0.9)
    area = radiator_area(1e5, flux)
    back = radiator_temperature(1e5, area, sides, environment=environment, fin_efficiency=0.9)
    for whole in (environment, flux, area, back):
        assert whole.shape == (2, 3)
    np.testing.assert_allclose(back, np.broadcast_to(temperature, (2, 3)), rtol=1e-12)
    assert environment[0, 1] == pytest.approx(0.1 * 1361.0 + 0.9 * 60.0)
    assert flux[0, 1] == pytest.approx(float(radiator_flux(290.0, [0.9, 0.0], environment=190.1, fin_efficiency=0.9)))


def test_no_temperature_gives_back_more_than_is_taken_in() -> None:
    with pytest.raises(ValueError, match="more heat is drawn from the radiator"):
        radiator_temperature([10.0, -10.0], 1.0, [0.9], environment=1.0)


def test_nothing_is_absorbed_of_what_does_not_shine() -> None:
    """Each source alone, with all that goes with it; the Sun is seen whole, and from behind, unless said."""
    both = ([0.2, 0.3], [0.9, 0.8])
    assert environment_flux(*both, sun_cosine=[1.0, 0.5], visible_fraction=1.0) == 0.0
    assert environment_flux(*both, solar_flux=1000.0) == 0.0
    assert environment_flux(*both, solar_flux=1000.0, sun_cosine=[1.0, -1.0]) == pytest.approx(200.0)
    assert environment_flux(*both, albedo_flux=[100.0, 10.0]) == pytest.approx(23.0)
    assert environment_flux(*both, infrared_flux=[100.0, 10.0]) == pytest.approx(98.0)
    assert environment_flux(*both, infrared_flux=[100.0, 10.0], infrared_absorptance=[0.5, 0.0]) == pytest.approx(50.0)


def test_a_radiator_that_rejects_nothing_is_at_its_sink() -> None:
    sides, absorbed = [[0.9, 0.8], [0.5, 0.0]], np.array([120.0, 60.0])
    sink = sink_temperature(absorbed, sides)
    assert sink.shape == (2,)
    np.testing.assert_allclose(radiator_flux(sink, sides, environment=absorbed), 0.0, atol=1e-10)
    np.testing.assert_allclose(radiator_temperature(0.0, 3.0, sides, environment=absorbed), sink, rtol=1e-14)
    np.testing.assert_allclose(sink_temperature(absorbed, sides, space_temperature=100.0) ** 4 - sink**4,
                               1e8 - 2.72548**4, rtol=1e-9)  # fmt: skip
    # Without heat from anywhere all are as cold as what is left of the beginning, 2.72548 K (Fixsen 2009).
    assert sink_temperature(0.0, [0.9]) == pytest.approx(2.72548, rel=1e-6)
    assert radiator_temperature(0.0, 1.0, [0.9]) == pytest.approx(2.72548, rel=1e-6)
    assert radiator_flux(2.72548, [0.9]) == pytest.approx(0.0, abs=1e-12)
    assert radiator_temperature([-5.0, 5.0], 1.0, [1.0], environment=5.0, sink_temperature=0.0)[0] == 0.0


def test_radiators_at_the_edge_are_refused_among_good_ones() -> None:
    for flux in (0.0, [300.0, 0.0], [-1e-9, 300.0]):
        with pytest.raises(ValueError, match="too cold"):
            radiator_area(1e3, flux)
    for area in ([1.0, 0.0], [-1.0, 1.0]):
        with pytest.raises(ValueError, match="positive area"):
            radiator_temperature(1e3, area, [0.9])
    np.testing.assert_array_equal(radiator_area([0.0, 1.0], [300.0, 0.5]), [0.0, 2.0])
