"""A table of what a data centre costs in space and on the ground without its computers: energy, cooling, launch.

Source: Starcloud (then Lumen Orbit), Why we should train AI in space, white paper v1.03 (2024), table 1.
"""

import math
from dataclasses import dataclass

from studio.analysis.cost_models.outcome import MODEL_YEAR, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyTable:
    """SI and US dollars; years of 365 days."""

    power: float
    years: float
    electricity_price: float
    """[USD/J]"""
    ground_energy: float
    """As the table states it [USD]; so are the next six."""
    ground_cooling: float
    ground_backup: float
    solar_array: float
    launch: float
    shielding: float
    launch_mass: float
    """What one launch carries [kg]."""
    rack_power: float
    """Of a rack of computers [W], which the table leaves out."""
    rack_mass: float


def energy_table(given: EnergyTable) -> Outcome:
    """Energy = power · time · price; price of energy in space = (array + launch)/(power · time)."""
    energy = given.power * given.years * MODEL_YEAR
    space = {"array": given.solar_array, "launch": given.launch, "shielding": given.shielding}
    ground = {"energy": given.ground_energy, "cooling": given.ground_cooling, "backup": given.ground_backup}
    total, ground_total = sum(space.values()), sum(ground.values())
    racks = given.power / given.rack_power * given.rack_mass
    return Outcome({
        "energy": energy * given.electricity_price,
        "ground_total": ground_total,
        "space_total": total,
        "space_energy_price": (given.solar_array + given.launch) / energy,
        "launch_price": given.launch / given.launch_mass,
        "rack_mass": racks,
        "rack_launches": float(math.ceil(racks / given.launch_mass)),
        "ratio": total / ground_total,
    }, space, ground)  # fmt: skip
