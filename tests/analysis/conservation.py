"""What must add up in the results of any design: money by item and by year, areas and masses of a programme."""

from collections.abc import Iterator

import numpy as np

from studio.analysis import Results
from studio.physics.degradation import JULIAN_YEAR

SCALED = ("area", "wafers", "polysilicon", "silver", "indium", "gallium", "germanium", "satellites", "mass", "launches")


def broken_sums(results: Results) -> Iterator[str]:
    """A sentence for every sum that is not what it is the sum of."""
    if results.stage("cost") is not None:
        yield from _money(results)
    if results.stage("centre") is not None and results.get("ground.annual") is not None:
        yield from _differs(results, "ground.item_values", results["ground.item_values"].sum(), results["ground.total"])
        annual = results["ground.annual"] * results["cost.service"]
        yield from _differs(results, "ground.annual", annual, results["ground.total"])
    if results.stage("programme") is not None:
        yield from _programme(results)


def _money(results: Results) -> Iterator[str]:
    yield from _differs(results, "cost.item_values", results["cost.item_values"].sum(), results["cost.total"])
    parts = ("cost.yearly_capital", "cost.yearly_renewal", "cost.yearly_operations", "cost.yearly_replacement")
    yield from _differs(results, "cost.yearly", sum(results[part] for part in parts), results["cost.yearly"])
    # A life is known to the billionth of a year that may be cut from its end, however short it is.
    year = 1e3 * JULIAN_YEAR * float(results["cost.operations_per_year"])
    yield from _differs(results, "cost.yearly by year", results["cost.yearly"].sum(), results["cost.total"], year)
    yield from _differs(results, "cost.yearly_present", results["cost.yearly_present"].sum(), results["cost.npv"], year)
    first = ("cost.satellites", "cost.launch", "cost.insurance", "cost.engineering_paid", "cost.ground_segment")
    yield from _differs(results, "cost.capex", sum(results.get(part) or 0.0 for part in first), results["cost.capex"])


def _programme(results: Results) -> Iterator[str]:
    power = results["programme.power_by_year"]
    whole = {"area": "array_area", "glass": "glass_area"}
    for name in (*SCALED, "glass"):
        by_year, at_target = results.get(f"programme.{name}_by_year"), results.get(
            f"programme.{whole.get(name, name)}")  # fmt: skip
        if (by_year is None) != (at_target is None):
            yield f"{name} is known by year or at the target, not both"
        elif by_year is not None:
            yield from _differs(results, name, by_year * results["programme.power"], at_target * power)
    if results.get("programme.polysilicon") is not None:
        made = results["programme.silicon"] + results["programme.kerf_loss"]
        yield from _differs(results, "polysilicon", made, results["programme.polysilicon"])
    spent = results["programme.equipment_by_year"].sum()
    yield from _differs(results, "equipment", spent, results["programme.equipment_spend"])
    replaced = power - np.diff(results["programme.in_orbit_by_year"], prepend=0.0)  # a difference of large numbers
    if not np.allclose(np.maximum(replaced, 0.0), results["programme.replaced_by_year"], atol=1e-9 * power.max()):
        yield f"power replaced: {replaced} against {results['programme.replaced_by_year']}"


def _differs(results: Results, what: str, found: object, whole: object, scale: float = 0.0) -> Iterator[str]:
    largest = float(np.max(np.abs(np.asarray(whole)), initial=scale))
    # The smallest numbers have but a few digits left.
    if not np.allclose(found, whole, rtol=1e-9, atol=max(1e-12 * largest, float(np.finfo(float).tiny))):
        yield f"{what}: {found} against {whole} in {results.design.title}"
