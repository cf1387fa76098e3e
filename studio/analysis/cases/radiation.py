"""What radiation does to accelerators and to cells."""

from collections.abc import Mapping
from typing import Any

from studio.catalogue.radiation import damage_coefficients, damage_curves
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
