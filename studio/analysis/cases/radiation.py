"""What radiation does to accelerators and to cells."""

from collections.abc import Mapping
from typing import Any

from studio.analysis.engine import Results, evaluate
from studio.catalogue.radiation import damage_coefficients, damage_curves
from studio.design import Design, set_value
from studio.design.quantity import YEAR
from studio.physics.payload import error_cross_section, silent_errors
from studio.physics.radiation.damage import remaining_after_test
from studio.physics.radiation.equivalent_fluence import normal_incidence

Inputs = Mapping[str, Any]


def cells_kept(inputs: Inputs) -> dict[str, float]:
    """Power that the damage curves leave after the beams that they were fitted to."""
    found = {}
    for curve in damage_curves().values():
        cell = damage_coefficients()[curve.coefficients]
        for test in curve.tests:
            if test.id in inputs["tests"]:
                beam = (cell.proton_energy, cell.proton, cell.proton_ratio) if test.particle == "proton" else (
                    cell.electron_energy, cell.electron)  # fmt: skip
                each = normal_incidence(test.energy.value, *beam)
                found[test.id] = float(remaining_after_test(test.fluence.value, each, curve.c.value, curve.phi_x.value))
    return found


def dose_behind_aluminium(inputs: Inputs) -> dict[str, float]:
    """Dose in a year at the altitudes of the table, in its two orbits."""
    found = {}
    for orbit, inclination in inputs["inclination"].items():
        for altitude in inputs["altitudes"]:
            results = dose_of(altitude, inclination, inputs["shielding"])
            found[f"{orbit}_{altitude / 1e3:.0f}"] = results["environment.dose_year"] / YEAR
    return found


def mission_dose(inputs: Inputs) -> dict[str, float]:
    """Dose in the lifetime of a sun-synchronous orbit."""
    results = dose_of(inputs["altitude"], None, inputs["shielding"])
    return {"mission_dose": results["environment.dose_year"] * inputs["lifetime"] / YEAR}


def dose_of(altitude: float, inclination: float | None, shielding: float) -> Results:
    """The dose of one orbit, sun-synchronous where no inclination [rad] is given."""
    design = set_value(set_value(Design(), "mission.altitude", altitude), "payload.shielding", shielding)
    if inclination is not None:
        design = set_value(set_value(design, "mission.sun_synchronous", False), "mission.inclination", inclination)
    return evaluate(design, only=("dose",))


def accelerator_budget(inputs: Inputs) -> dict[str, float]:
    """Margins of the dose, and errors that it brings."""
    mission = inputs["dose_rate"] * inputs["lifetime"]
    errors = float(silent_errors(inputs["dose_rate"], inputs["dose_per_silent_error"]))

    def cross_section(dose: float) -> float:
        return float(error_cross_section(dose, inputs["protons_per_dose"]))

    return {
        "mission_dose": mission,
        "memory_margin": inputs["irregular_dose"] / mission,
        "hard_margin": inputs["tested_dose"] / mission,
        "inferences_per_error": inputs["inference_rate"] / errors,
        "silent_cross_section": cross_section(inputs["dose_per_silent_error"]),
        "memory_cross_section": cross_section(inputs["dose_per_memory_error"]),
        "interrupt_cross_section": cross_section(inputs["dose_per_interrupt"]),
        "silent_errors_per_year": errors,
    }
