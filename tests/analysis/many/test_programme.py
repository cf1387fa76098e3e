"""The programmes of many designs at once."""

from dataclasses import dataclass

import numpy as np
import pytest

from studio.analysis.many.table import joined
from studio.design.quantity import YEAR
from studio.document import preset
from tests.analysis.many.agree import check_agreement
from tests.analysis.many.fields import changed, check_each_alone, check_stage

_START = preset("suncatcher-cluster")
_LAYERS = preset("perovskite-hjt-650km")


@dataclass(frozen=True)
class Wanted:
    by_year: np.ndarray


@pytest.mark.parametrize("name", ["suncatcher-cluster", "starcloud-40mw", "perovskite-hjt-650km", "shell-30deg"])
@pytest.mark.parametrize("shape", ["linear", "exponential", "logistic"])
def test_presets(name: str, shape: str) -> None:
    check_stage(changed(preset(name), {"programme.shape": shape, "programme.supply_trend": "trend"}), "programme")


@pytest.mark.parametrize("choices", [
    {"programme.technology": "stated", "programme.flights_supply": 300.0, "programme.orbit_mass_supply": 5e6 / YEAR},
    {"programme.silver_supply": 3e7 / YEAR, "programme.indium_supply": 1e6 / YEAR, "programme.wafer": "G12",
     "programme.gallium_supply": 1e6 / YEAR, "programme.germanium_supply": 1e5 / YEAR},
], ids=["stated", "supplies"])  # fmt: skip
def test_choices(choices: dict[str, object]) -> None:
    check_stage(changed(_START, choices), "programme")
    check_stage(changed(_LAYERS, choices), "programme")


def test_plans_of_different_lengths() -> None:
    columns = {"programme.years_to_target": np.array([0, 3, 40, 1, 10, 0]),
               "programme.years_after": np.array([5, 0, 2, 40, 0, 0]),
               "programme.lead_time": np.array([0.0, 1.0, 2.5, 10.0, 0.3, 1.0]) * YEAR,
               "programme.line_life": np.array([8, 1, 5, 50, 3, 2]),
               "programme.first_year": np.array([2027, 2020, 2050, 2030, 2100, 2027]),
               "programme.target": np.array([1e9, 1e11, 5e11, 1e12, 1e6, 1e10]) / YEAR,
               "programme.first_power": np.array([1e9, 1e9, 1e7, 1e12, 1e6, 1e9]) / YEAR}  # fmt: skip
    for trend in ("latest", "trend"):
        answer = check_agreement(changed(_START, {"programme.supply_trend": trend}), columns, ("programme",))
        limits = answer.columns["programme.first_limit"].tolist()
        assert None in limits
        assert len(set(limits)) > 2


def test_uses_of_metals_that_are_nothing_for_some() -> None:
    base = changed(_START, {"programme.technology": "stated"})
    columns = {"programme.silver_use": np.array([0.0, 1e-5, 1e-4]), "programme.indium_use": np.array([1e-5, 0.0, 0.0]),
               "programme.cover_thickness": np.array([0.0, 1e-4, 0.0])}  # fmt: skip
    check_agreement(base, columns, ("programme",))


def test_a_crystal_that_is_cut_or_grown_as_a_film() -> None:
    path = f"stack.layers[{next(layer.name for layer in _LAYERS.stack.layers if layer.material == 'Si')}].thickness"
    answer = check_agreement(_LAYERS, {path: np.array([5e-6, 20e-6, 9e-6, 120e-6])}, ("programme",))
    assert np.isnan(answer.columns["programme.wafers"]).tolist() == [True, False, True, False]


def test_each_number_alone() -> None:
    check_each_alone(_START, "programme")


def test_needs_of_several_groups_that_hold_arrays_lie_side_by_side() -> None:
    """Equality of what a programme needs has no truth where it is known by year; of two groups each keeps its own."""
    needs = [(Wanted(np.array([1.0, 2.0])),), (Wanted(np.array([1.0, 2.0])),)]
    found = joined(list(needs), None, [2, 1], [True, True])
    assert [one is needs[place] for one, place in zip(found, (0, 0, 1), strict=True)] == [True, True, True]
    assert joined([(3, "cell"), (3, "cell")], None, [2, 1], [True, True]) == (3, "cell")
