"""Whole satellites: do their published figures agree with one another?"""

from collections.abc import Mapping
from typing import Any

from studio.physics.mass import dry_mass, specific_power
from studio.physics.radiator import radiator_flux, radiator_temperature

Inputs = Mapping[str, Any]


def ai1_closure(inputs: Inputs) -> dict[str, float]:
    """Area, mass and fleet that follow from AI1's power, its radiator and its power per mass and area."""
    peak, fleet = inputs["peak_power"], inputs["fleet_power"]
    sides = [inputs["emittance"]] * 2
    surface = radiator_temperature(peak, inputs["radiator_area"], sides)
    mass = peak / inputs["specific_power"]
    area = peak / inputs["array_power_density"]
    satellites = fleet / peak
    return {
        "radiator_flux": float(radiator_flux(surface, sides)),
        "array_area": area,
        "mass": mass,
        "mass_per_kilowatt": float(1.0 / specific_power(peak, mass)),
        "satellites_per_gigawatt": 1e9 / peak,
        "fleet_mass": satellites * mass,
        "fleet_array_area": satellites * area,
    }


def filed_specific_power(inputs: Inputs) -> dict[str, float]:
    """Power in the mass that the filing launches in a year, in satellites of the published kind."""
    return {"power": inputs["mass"] * float(specific_power(inputs["satellite_power"], inputs["satellite_mass"]))}


def stacked_satellites(inputs: Inputs) -> dict[str, float]:
    """Mass of the satellites of one launch."""
    return {"mass": float(dry_mass([inputs["mass"]] * inputs["satellites"], 0.0))}


def integrated_panels(inputs: Inputs) -> dict[str, float]:
    """Ratios of a satellite made of panels that each carry their share of everything."""
    area = inputs["width"] * inputs["length"]
    each = float(specific_power(inputs["power"], inputs["mass"]))
    return {
        "specific_power": each,
        "area": area,
        "power_density": inputs["power"] / area,
        "panel_power": inputs["power"] / inputs["panels"],
        "panel_area": area / inputs["panels"],
        "mass_per_kilowatt": 1.0 / each,
    }
