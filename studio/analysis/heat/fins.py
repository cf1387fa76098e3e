"""The radiator's own build: how well its fins work, and what it weighs."""

import numpy as np

from studio import catalogue
from studio.design.thermal import Thermal
from studio.physics.fin import fin_efficiency, profile_number


def efficiency(thermal: Thermal, sides: int, root: float, sink: float) -> float:
    """Fin efficiency as decided, or from pitch, thickness and conductivity at a root and a sink temperature [K]."""
    if thermal.fin == "stated":
        return thermal.fin_efficiency
    emittance = sides * thermal.radiator_emittance
    half = max(0.5 * (thermal.tube_pitch - thermal.tube_diameter), 0.0)
    number = profile_number(half, thermal.fin_thickness, thermal.fin_conductivity, emittance, root)
    covered = min(thermal.tube_diameter / thermal.tube_pitch, 1.0)  # over the tube the sheet is as warm as the root
    return covered + (1.0 - covered) * float(fin_efficiency(number, sink / root))


def areal_mass(thermal: Thermal) -> float:
    """Mass of the radiator per planform area [kg/m²], as decided, or of sheet, tubes and the coolant in them."""
    if thermal.radiator_mass == "stated":
        return thermal.radiator_areal_mass
    sheet = thermal.fin_thickness * thermal.fin_density
    wall = np.pi * (thermal.tube_diameter + thermal.tube_wall) * thermal.tube_wall * thermal.fin_density
    fluid = np.pi * thermal.tube_diameter**2 / 4.0 * catalogue.coolant(thermal.coolant).density.value
    return float(sheet + (wall + fluid) / thermal.tube_pitch)
