"""A gigawatt of satellites against a gas-fired data centre on the ground, without its accelerators.

Source: A. McCalip, space-datacenters calculator, github.com/andrewmccalip/thoughts (2025), commit e59571e.
"""

import math
from dataclasses import dataclass

from studio.analysis.cost_models.outcome import MODEL_YEAR, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Gigawatt:
    """SI and US dollars; lives and rates in the model's years of 365 days."""

    years: int
    """What is counted, whole years."""
    target_power: float
    """Mean power delivered, on both sides [W]."""
    launch_price: float
    """[USD/kg]"""
    satellite_price: float
    """Hardware per rated watt [USD/W]."""
    specific_power: float
    """Rated power per mass of the satellite [W/kg]."""
    satellite_power: float
    """Rated [W]."""
    array_per_power: float
    """Array area per rated watt [m²/W]."""
    sun_fraction: float
    cell_degradation: float
    """Share of the power lost a year."""
    accelerator_failures: float
    """Share of the hardware replaced a year."""
    operations_rate: float
    """Share of the hardware's price spent a year."""
    development: float
    """Paid once [USD]."""
    launcher_capacity: float
    """[kg]"""
    oxygen_per_launch: float
    """[m³]"""
    methane_per_launch: float
    """[m³]"""
    plant_price: float
    """Gas turbines and what belongs to them, per watt generated [USD/W]."""
    electrical_price: float
    """The next four per watt of computers [USD/W]."""
    mechanical_price: float
    civil_price: float
    network_price: float
    overhead: float
    """Power usage effectiveness: generated over computers' power."""
    gas_price: float
    """[USD/J]"""
    heat_rate: float
    """Heat burnt per electricity generated [J/J]."""
    capacity_factor: float
    """Share of the time that the ground delivers."""
    heating_value: float
    """Of the gas [J/m³]."""
    turbine_power: float
    """[W]"""


def mean_capacity(degradation: float, years: int) -> float:
    """Mean over `years` of a power that starts each year at 1 − `degradation` of the one before."""
    return sum((1.0 - degradation) ** year for year in range(years)) / years


def gigawatt(given: Gigawatt) -> Outcome:
    """Costs of the two sides over the years counted, undiscounted.

    required = target/(mean capacity · sun), satellites = ⌈required/rated⌉; orbit = hardware · (1 + (operations +
    failures) · years) + launch + development; ground = plant · overhead + four prices per watt + fuel.
    """
    # --- in orbit
    capacity = mean_capacity(given.cell_degradation, given.years)
    required = given.target_power / (capacity * given.sun_fraction)
    satellites = math.ceil(required / given.satellite_power)
    rated = satellites * given.satellite_power
    mass = rated / given.specific_power
    launches = math.ceil(mass / given.launcher_capacity)
    hardware = given.satellite_price * rated
    space = {
        "hardware": hardware,
        "launch": given.launch_price * mass,
        "operations": hardware * given.operations_rate * given.years,
        "accelerators": hardware * given.accelerator_failures * given.years,
        "development": given.development,
    }
    total = sum(space.values())
    # --- on the ground
    power, time = given.target_power, given.years * MODEL_YEAR
    energy = power * time * given.capacity_factor
    fuel_price = given.heat_rate * given.gas_price
    buildings = {
        "plant": given.plant_price * given.overhead * power,
        "electrical": given.electrical_price * power,
        "mechanical": given.mechanical_price * power,
        "civil": given.civil_price * power,
        "network": given.network_price * power,
    }
    ground = {**buildings, "fuel": fuel_price * energy * given.overhead}
    ground_total = sum(ground.values())
    # --- the launch price at which the two would be equal, as it was published and with everything counted
    published = (ground_total - given.satellite_price * required) / (required / given.specific_power)
    figures = {
        "mean_capacity": capacity,
        "required_power": required,
        "satellites": float(satellites),
        "mass": mass,
        **space,
        "space_total": total,
        "space_per_power": total / power,
        "space_energy_price": total / (power * time),
        "array_area": rated * given.array_per_power,
        "launches": float(launches),
        "oxygen": launches * given.oxygen_per_launch,
        "methane": launches * given.methane_per_launch,
        "ground_capital": sum(buildings.values()),
        "fuel_price": fuel_price,
        "fuel": ground["fuel"],
        "ground_total": ground_total,
        "ground_per_power": ground_total / power,
        "ground_energy_price": ground_total / energy,
        "gas": energy * given.overhead * given.heat_rate / given.heating_value,
        "turbines": float(math.ceil(power * given.overhead / given.turbine_power)),
        "break_even": published,
        "break_even_whole": (ground_total - (total - space["launch"])) / mass,
        "ratio": total / ground_total,
        "energy_price_ratio": total / (power * time) / (ground_total / energy),
    }
    return Outcome(figures, space, ground)
