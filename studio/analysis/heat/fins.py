"""The radiator's own build: how well its fins work, and what it weighs."""

from typing import Any

import numpy as np

from studio import catalogue
from studio.analysis.columns import plain
from studio.design.thermal import Thermal
from studio.physics.fin import fin_efficiency, profile_number


def efficiency(thermal: Thermal, sides: Any, root: Any, sink: Any) -> Any:
    """Fin efficiency as decided, or from pitch, thickness and conductivity at a root and a sink temperature [K]."""
    if thermal.fin == "stated":
        return thermal.fin_efficiency
    emittance = sides * thermal.radiator_emittance
    half = np.maximum(0.5 * (thermal.tube_pitch - thermal.tube_diameter), 0.0)
    number = profile_number(half, thermal.fin_thickness, thermal.fin_conductivity, emittance, root)
    # Over the tube the sheet is as warm as the root.
    covered = plain(np.minimum(thermal.tube_diameter / thermal.tube_pitch, 1.0))
    return covered + (1.0 - covered) * plain(fin_efficiency(number, sink / root))


def areal_mass(thermal: Thermal) -> Any:
    """Mass of the radiator per planform area [kg/m²], as decided, or of sheet, tubes and the coolant in them."""
    if thermal.radiator_mass == "stated":
        return thermal.radiator_areal_mass
    sheet = thermal.fin_thickness * thermal.fin_density
    wall = np.pi * (thermal.tube_diameter + thermal.tube_wall) * thermal.tube_wall * thermal.fin_density
    fluid = np.pi * thermal.tube_diameter**2 / 4.0 * catalogue.coolant(thermal.coolant).density.value
    return sheet + (wall + fluid) / thermal.tube_pitch
