"""The compute of whole designs: a waterfall that adds up, and every loss where it belongs."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio import catalogue
from studio.analysis import Results, evaluate, issues
from studio.design import set_value
from studio.document import preset, presets

NAMES = [one.name for one in presets()]
ONLY = ("payload",)


def computed(name: str, **values: object) -> Results:
    design = preset(name)
    for path, value in values.items():
        design = set_value(design, path.replace("__", "."), value)
    return evaluate(design, BASE[name].outcomes, only=ONLY)


BASE = {name: evaluate(preset(name), only=ONLY) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_the_waterfall_adds_up(name: str) -> None:
    results = BASE[name]
    values = results["payload.loss_values"]
    assert len(results["payload.loss_names"]) == len(values)
    assert values[0] == pytest.approx(values[1:].sum(), rel=1e-12)
    assert values[0] == results["payload.peak_rate"]
    assert values[-1] == results["payload.compute_rate"]
    assert np.all(values >= -1e-9 * values[0])


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.sampled_from(("constant", "eclipse_throttled", "training", "inference")), st.floats(0.0, 1.0),
    st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.0, 2.0), st.floats(0.0, 1.0),
)  # fmt: skip
def test_it_adds_up_whatever_is_decided(
    profile: str, kept: float, used: float, network: float, spares: float, duty: float
) -> None:
    results = computed(
        "shell-30deg", payload__profile=profile, payload__eclipse_load_fraction=kept, payload__utilisation=used,
        payload__network_share=network, payload__spare_share=spares, payload__duty=duty,
    )  # fmt: skip
    values = results["payload.loss_values"]
    assert values[0] == pytest.approx(values[1:].sum(), rel=1e-9)
    assert np.all(values >= -1e-9 * values[0])
    product = results["payload.peak_rate"] * used * results["payload.availability"] * results["payload.thermal_share"]
    assert values[-1] == pytest.approx(product * network * results["payload.working_mean"], rel=1e-9, abs=1e-3)


def test_suncatcher_errs_as_often_as_its_dose_asks_for() -> None:
    """The authors count an error in 3 million inferences at 150 rad a year; this orbit's table has a higher dose."""
    results = BASE["suncatcher-cluster"]
    yearly = results["environment.dose_year"]
    assert results["payload.inferences_per_silent_error"] == pytest.approx(3.576528e6 * 1.5 / yearly, rel=2e-3)
    errors = results["payload.silent_errors_year"] / results["payload.accelerators"]
    assert errors == pytest.approx(yearly / 0.17)
    assert results["payload.dose_margin"] == pytest.approx(20.0 / results["environment.dose_life"])
    assert results["payload.dose_margin_hard"] == pytest.approx(7.5 * results["payload.dose_margin"])
    assert "payload.dose_margin" not in BASE["shell-30deg"]


def test_a_count_is_a_count_and_a_power_feeds_whole_accelerators() -> None:
    counted = computed("shell-30deg", payload__sizing="count", payload__count=17)
    assert counted["payload.accelerators"] == 17
    assert counted["power.payload_power"] == 17 * 700.0
    assert BASE["shell-30deg"]["payload.accelerators"] == 28
    assert counted["payload.peak_rate"] == pytest.approx(17 * 989e12)


def test_a_number_format_changes_the_peak_and_an_unknown_one_is_refused() -> None:
    eight = computed("shell-30deg", payload__precision="FP8 dense")
    rate = catalogue.accelerator("h100-sxm").rate("FP8 dense")
    assert rate is not None
    assert eight["payload.peak_rate"] == pytest.approx(28 * rate.value)
    refused = computed("shell-30deg", payload__precision="FP3")
    assert "FP8 dense" in refused.outcomes["payload"].failure


def test_spares_keep_the_places_filled_and_are_carried() -> None:
    without, kept = BASE["shell-30deg"], computed("shell-30deg", payload__spare_share=0.5)
    assert without["payload.working_end"] == pytest.approx(np.exp(-0.45))
    assert kept["payload.working_end"] == kept["payload.working_mean"] == 1.0
    assert kept["payload.spares"] == 14
    assert kept["mass.payload"] == pytest.approx(1.5 * without["mass.payload"])
    assert kept["payload.failures_year"] == pytest.approx(0.09 * 28)
    assert without["payload.life_working"][-1] == pytest.approx(without["payload.working_end"])


def test_too_small_a_radiator_costs_compute() -> None:
    results = BASE["ai1-120kw"]
    assert results["thermal.junction_temperature"] > preset("ai1-120kw").thermal.junction_limit
    assert 0.5 < results["payload.thermal_share"] < 1.0
    assert any(one.where == "payload.accelerator" for one in issues(results))
    cooler = computed("ai1-120kw", payload__power=100e3 * results["payload.thermal_share"])
    assert cooler["thermal.junction_temperature"] < results["thermal.junction_temperature"]
    assert computed("ai1-120kw", thermal__given_area=300.0)["payload.thermal_share"] == 1.0


def test_compute_per_price_is_told_where_a_price_is_known() -> None:
    chip = catalogue.accelerator("h100-sxm")
    assert chip.price is not None
    results = BASE["shell-30deg"]
    assert results["payload.compute_per_dollar"] == pytest.approx(
        results["payload.compute_rate"] / (28 * chip.price.value)
    )
    assert results["payload.compute_per_kilogram"] == pytest.approx(
        results["payload.compute_rate"] / results["mass.satellite"]
    )
    assert "payload.compute_per_dollar" not in BASE["suncatcher-cluster"]
