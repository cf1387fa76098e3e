"""The factors of a life against their laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.ageing import annealed, band, cycling_loss, factors_over_life, saturating_loss, steady_loss
from tests.physics.radiation.published import YEAR

LIFE = np.linspace(0.0, 10.0 * YEAR, 11)
INPUTS = {
    "uv_final_loss": 0.02, "uv_time_constant": YEAR, "contamination_rate": 0.002 / YEAR,
    "cycling_loss_at_reference": 0.01, "reference_cycles": 30_000.0, "cycle_time": 5880.0,
    "micrometeoroid_rate": 0.001 / YEAR, "string_failure_rate": 0.002 / YEAR,
}  # fmt: skip
NAMES = [
    "uv_darkening", "contamination", "thermal_cycling", "micrometeoroids", "string_failure", "radiation", "product",
]  # fmt: skip
SMALL = st.floats(0.0, 0.2)


def test_laws_take_their_stated_values() -> None:
    assert saturating_loss(YEAR, 0.02, YEAR) == pytest.approx(1.0 - 0.02 * (1.0 - np.exp(-1.0)))
    assert saturating_loss(1e3 * YEAR, 0.02, YEAR) == pytest.approx(0.98)
    assert steady_loss(10 * YEAR, 0.01 / YEAR) == pytest.approx(np.exp(-0.1))
    assert cycling_loss(1000.0, 0.03, 1000.0) == pytest.approx(0.97)
    assert cycling_loss(500.0, 0.03, 1000.0, "linear") == pytest.approx(0.985)
    assert cycling_loss(31.0, 0.03, 1023.0) == pytest.approx(0.985)
    with pytest.raises(ValueError, match="log or linear, not square"):
        cycling_loss(1.0, 0.1, 10.0, "square")


def test_healing_gives_back_a_share_of_the_loss_where_it_is_warm() -> None:
    np.testing.assert_allclose(annealed(0.6, 0.85, [300.0, 338.15, 363.0], 338.15), [0.6, 0.94, 0.94])


def test_every_cause_is_named_and_the_product_is_theirs() -> None:
    radiation = np.linspace(1.0, 0.9, LIFE.size)
    factors = factors_over_life(LIFE, radiation=radiation, **INPUTS)
    assert list(factors) == NAMES
    np.testing.assert_allclose(factors["product"], np.prod([factors[name] for name in NAMES[:-1]], axis=0))
    np.testing.assert_array_equal(factors["radiation"], radiation)
    assert all(factor.shape == LIFE.shape for factor in factors.values())


def test_without_eclipses_nothing_cycles() -> None:
    factors = factors_over_life(LIFE, radiation=1.0, **{**INPUTS, "cycle_time": np.inf})
    np.testing.assert_array_equal(factors["thermal_cycling"], 1.0)


def test_designs_broadcast_before_time() -> None:
    several = {**INPUTS, "uv_final_loss": np.array([0.01, 0.02, 0.03])}
    factors = factors_over_life(LIFE, radiation=np.ones(LIFE.size), **several)
    assert factors["product"].shape == (3, LIFE.size)
    alone = factors_over_life(LIFE, radiation=1.0, **{**INPUTS, "uv_final_loss": 0.03})
    np.testing.assert_allclose(factors["product"][2], alone["product"])


@given(SMALL, SMALL, SMALL, st.floats(0.1, 5.0), st.floats(0.0, 1.0))
def test_factors_fall_from_one_and_stay_shares(uv, rate, cycling, years, radiation_end) -> None:
    inputs = {**INPUTS, "uv_final_loss": uv, "uv_time_constant": years * YEAR, "contamination_rate": rate / YEAR,
              "cycling_loss_at_reference": cycling}  # fmt: skip
    factors = factors_over_life(LIFE, radiation=np.linspace(1.0, radiation_end, LIFE.size), **inputs)
    for name, factor in factors.items():
        assert factor[0] == pytest.approx(1.0), name
        assert np.all(np.diff(factor) <= 1e-12), name
        assert np.all((factor >= 0.0) & (factor <= 1.0)), name


@given(st.dictionaries(st.sampled_from(NAMES[:5]), st.floats(0.0, 3.0)), st.floats(0.5, 1.0), SMALL, SMALL)
def test_the_band_holds_the_product(uncertainty, radiation, worse, better) -> None:
    factors = factors_over_life(LIFE, radiation=np.full(LIFE.size, radiation), **INPUTS)
    low, high = band(factors, radiation * (1.0 - worse), radiation + (1.0 - radiation) * better, uncertainty)
    assert np.all((low >= 0.0) & (high <= 1.0))
    assert np.all(low <= factors["product"] + 1e-12)
    assert np.all(factors["product"] <= high + 1e-12)
