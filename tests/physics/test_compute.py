"""Failures, spares, silent errors and heat against published counts and sums done otherwise."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio import catalogue
from studio.physics.payload import (
    annual_failure_rate,
    cooled_share,
    error_cross_section,
    mean_working_fraction,
    silent_errors,
    working_fraction,
)

CASES = json.loads((Path(__file__).parents[1] / "data" / "compute_cases.json").read_text(encoding="utf-8"))
GRAY = 0.01
"""Of a rad."""


def test_published_failure_rate_of_accelerators() -> None:
    case = CASES["llama3"]
    rate = annual_failure_rate(case["gpu_failures"] + case["memory_failures"], case["units"], case["days"])
    assert rate == pytest.approx(case["recomputed"], rel=1e-9)
    assert rate == pytest.approx(case["published"], rel=case["tolerance"])
    assert case["interruptions"] / case["days"] == pytest.approx(7.759259259)


def test_published_radiation_budget() -> None:
    case, chip = CASES["trillium"], catalogue.accelerator("tpu-v6e")
    yearly = case["dose_rad_year"] * GRAY
    mission = yearly * case["years"]
    assert mission == pytest.approx(case["mission_rad"] * GRAY)
    assert chip.dose_irregular.value / mission == pytest.approx(case["memory_margin"], abs=0.05)
    assert chip.dose_hard_failure.value / mission == pytest.approx(case["hard_margin"], abs=0.01)
    errors = silent_errors(yearly, chip.dose_per_silent_error.value)
    assert errors == pytest.approx(case["errors_year"], rel=1e-9)
    inferences = 365.25 * 86400.0 / errors
    assert inferences == pytest.approx(case["inferences_recomputed"], rel=1e-3)
    assert inferences == pytest.approx(case["inferences"], rel=0.25)


@pytest.mark.parametrize("event", CASES["trillium"]["events"], ids=lambda event: event["name"])
def test_published_cross_sections(event: dict[str, float]) -> None:
    fluence = CASES["trillium"]["protons_cm2_per_rad"] * 1e4 / GRAY
    section = error_cross_section(event["rad"] * GRAY, fluence) * 1e4
    assert section == pytest.approx(event["recomputed_cm2"], rel=1e-6)
    assert section == pytest.approx(event["published_cm2"], rel=event["tolerance"])


def test_published_racks_and_fleets() -> None:
    rack = CASES["rack"]
    chip = catalogue.accelerator("gb200-nvl72")
    assert chip.mass.value / (chip.power.value / 1e3) == pytest.approx(rack["kg_per_kw"], abs=0.1)
    assert chip.power.value / 1e3 / rack["chips"] == pytest.approx(rack["kw_per_chip"], rel=1e-6)
    assert 150e3 / chip.power.value == pytest.approx(rack["racks_of_150_kw"])
    fleet = CASES["three_body"]
    total = fleet["satellites"] * fleet["tops_each"] / 1e3
    assert total == pytest.approx(fleet["recomputed_pops"])
    assert total > 1.5 * fleet["published_pops"]  # what is published is no sum of the satellites


@given(st.floats(0.0, 1.0), st.floats(0.0, 20.0), st.floats(0.0, 3.0))
def test_the_mean_of_what_works_is_the_mean_over_the_life(rate: float, time: float, spares: float) -> None:
    at = (np.arange(20000) + 0.5) / 20000 * time
    mean = np.mean(working_fraction(rate, at, spares))
    assert mean_working_fraction(rate, time, spares) == pytest.approx(mean, rel=1e-6)
    assert working_fraction(rate, time, spares) <= mean + 1e-9 <= 1.0 + 2e-9


def test_spares_run_out_when_as_many_have_failed() -> None:
    assert working_fraction(0.1, 5.0, 0.5) == 1.0
    assert working_fraction(0.1, 6.0, 0.5) == pytest.approx(np.exp(-0.1))
    # Against drawing the lives of 100 places with 20 spares: they fail one after the other.
    random = np.random.default_rng(3)
    worked = []
    for _ in range(400):
        ends = random.exponential(1.0 / 0.3, 100)
        for _ in range(20):  # the place that fails first takes a spare
            first = np.argmin(ends)
            ends[first] += random.exponential(1.0 / 0.3)
        worked.append(np.mean(ends > 2.0))
    assert working_fraction(0.3, 2.0, 0.2) == pytest.approx(np.mean(worked), abs=0.02)


@given(st.floats(200.0, 450.0), st.floats(260.0, 400.0), st.floats(0.0, 100.0), st.floats(3.0, 259.0))
def test_the_load_that_stays_cool_brings_the_junction_to_its_limit(
    limit: float, root: float, rise: float, sink: float
) -> None:
    share = float(cooled_share(limit, root, rise, sink))
    junction = (sink**4 + share * (root**4 - sink**4)) ** 0.25 + share * rise
    if share == 1.0:
        assert junction <= limit + 1e-9
    elif share > 0.0:
        assert junction == pytest.approx(limit, abs=1e-6)
    else:
        assert sink >= limit - 1e-6


def test_shapes_broadcast() -> None:
    rate, time = np.array([0.1, 0.2, 0.3]), np.array([[1.0], [5.0]])
    assert working_fraction(rate, time, 0.1).shape == mean_working_fraction(rate, time, 0.1).shape == (2, 3)
    assert cooled_share(350.0, 340.0 + time, 30.0, np.array([200.0, 220.0, 250.0])).shape == (2, 3)
