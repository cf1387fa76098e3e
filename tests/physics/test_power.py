"""Array power, end of life and what the power feeds, against published systems."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.degradation import JULIAN_YEAR, mean_remaining_factor, remaining_factor
from studio.physics.electric import array_area, array_power, chain_power, efficiency_at_temperature
from studio.physics.payload import (
    accelerator_count,
    compute_per_watt,
    compute_rate,
    eclipse_load,
    payload_power,
    surviving_fraction,
)

CASES = json.loads((Path(__file__).parents[1] / "data" / "power_cases.json").read_text(encoding="utf-8"))


def test_published_satellite_array() -> None:
    case = CASES["v2mini"]
    power = array_power(case["area"], case["solar_flux"], case["efficiency"], other_efficiency=case["other_efficiency"])
    assert power == pytest.approx(case["recomputed"], rel=1e-9)
    assert power == pytest.approx(case["power"], rel=case["tolerance"])


def test_published_chain_to_the_grid() -> None:
    case = CASES["sbsp_rd1"]
    incident = array_power(case["area"], case["solar_flux"], 1.0)
    assert incident == pytest.approx(case["incident"], rel=1e-6)
    delivered = chain_power(incident, [*case["efficiencies"], case["utilisation"]])[-1]
    assert delivered == pytest.approx(case["delivered"], rel=1e-8)


def test_published_claim_falls_short_of_its_own_inputs() -> None:
    case = CASES["starcloud"]
    light = (case["solar_flux"], case["efficiency"])
    power = array_power(case["side"] ** 2, *light, packing_factor=case["packing_factor"])
    assert power == pytest.approx(case["power"], rel=1e-9)
    assert 1.0 - power / case["claimed"] == pytest.approx(case["shortfall"], abs=1e-7)
    needed = array_area(case["claimed"], *light, packing_factor=case["packing_factor"])
    assert needed > case["side"] ** 2
    assert case["claimed"] / case["side"] ** 2 == pytest.approx(case["needed_flux"])
    assert array_power(needed, *light, packing_factor=case["packing_factor"]) == pytest.approx(case["claimed"])


@pytest.mark.parametrize("device", CASES["accelerators"]["devices"], ids=lambda device: device["name"])
def test_published_compute_per_watt(device: dict[str, float]) -> None:
    count = accelerator_count(1000.5 * device["power"], device["power"])
    assert count == 1000.0
    rate = compute_rate(count, device["rate"])
    assert compute_per_watt(rate, payload_power(count, device["power"])) == pytest.approx(device["per_watt"], rel=1e-9)


@given(st.integers(0, 10**6), st.floats(1.0, 1e5), st.floats(0.0, 2.0))
def test_power_for_whole_accelerators_feeds_them_all(count: int, unit_power: float, overhead: float) -> None:
    assert accelerator_count(payload_power(count, unit_power, overhead), unit_power, overhead) == count


def test_efficiency_falls_with_temperature_to_zero() -> None:
    efficiency = efficiency_at_temperature(0.3, [298.15, 348.15, 2000.0], temperature_coefficient=-0.002)
    np.testing.assert_allclose(efficiency, [0.3, 0.27, 0.0], rtol=1e-12)


def test_sunlight_from_behind_gives_no_power() -> None:
    np.testing.assert_array_equal(array_power(10.0, 1361.0, 0.3, cosine=[-1.0, -0.1, 0.0]), 0.0)
    with pytest.raises(ValueError, match="gives no power"):
        array_area(1e3, 1361.0, 0.3, cosine=[1.0, -0.5])


@pytest.mark.parametrize("years", [1, 5, 15])
def test_yearly_loss_compounds(years: int) -> None:
    rate, time = 0.02 / JULIAN_YEAR, years * JULIAN_YEAR
    assert remaining_factor(rate, time) == pytest.approx(0.98**years, rel=1e-12)
    middles = (np.arange(100_000) + 0.5) / 100_000
    mean = np.mean(remaining_factor(rate, time * middles))
    assert mean_remaining_factor(rate, time) == pytest.approx(mean, rel=1e-9)


@given(st.floats(0.0, 0.99), st.floats(0.0, 40.0))
def test_mean_lies_between_begin_and_end(loss: float, years: float) -> None:
    rate, time = loss / JULIAN_YEAR, years * JULIAN_YEAR
    end, mean = remaining_factor(rate, time), mean_remaining_factor(rate, time)
    assert end - 1e-12 <= mean <= 1.0 + 1e-12


def test_impossible_inputs_are_refused() -> None:
    with pytest.raises(ValueError, match="lost in a year"):
        remaining_factor([0.0, 1.01 / JULIAN_YEAR], 1.0)
    with pytest.raises(ValueError, match="must need power"):
        accelerator_count(1e3, 0.0)
    with pytest.raises(ValueError, match="positive power"):
        compute_per_watt(1e15, 0.0)


def test_load_in_shadow() -> None:
    load = eclipse_load(2000.0, [1.0, 0.5, 0.0], 0.2)
    np.testing.assert_allclose(load, [2000.0, 1200.0, 400.0])


def test_shapes_broadcast() -> None:
    row, column = np.array([0.2, 0.25, 0.3]), np.array([[1000.0], [2000.0]])
    flat = {
        "efficiency": efficiency_at_temperature(row, column / 3.0, temperature_coefficient=-0.001),
        "power": array_power(column, 1361.0, row, packing_factor=0.9, cosine=row, visible_fraction=0.5),
        "area": array_area(column, 1361.0, row),
        "chain": chain_power(column[:, 0], row),
        "remaining": remaining_factor(row / JULIAN_YEAR, column * 1e4),
        "mean": mean_remaining_factor(row / JULIAN_YEAR, column * 1e4),
        "count": accelerator_count(column, row),
        "payload": payload_power(column, row, 0.1),
        "load": eclipse_load(column, row, 0.3),
        "rate": compute_rate(column, row),
        "per watt": compute_per_watt(column, row),
        "surviving": surviving_fraction(row, column / 1e3),
    }
    for name, whole in flat.items():
        assert whole.shape == (2, 3), name
    assert flat["power"][1, 2] == pytest.approx(2000.0 * 1361.0 * 0.3 * 0.9 * 0.3 * 0.5)
    assert flat["area"][1, 2] == pytest.approx(2000.0 / (1361.0 * 0.3))
    assert flat["chain"][1, 2] == pytest.approx(2000.0 * 0.2 * 0.25 * 0.3)
    assert flat["mean"][1, 2] == pytest.approx(float(mean_remaining_factor(0.3 / JULIAN_YEAR, 2e7)))
    assert flat["surviving"][1, 2] == pytest.approx(np.exp(-0.6))
