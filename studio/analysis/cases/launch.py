"""Launches: what fits on one, how many a programme asks for, and what the mass launched does to their price."""

from collections.abc import Mapping
from typing import Any

from studio.design.quantity import DAY
from studio.physics.launch import launches_needed, whole_satellites
from studio.physics.learning import learned_price, production_for_price

Inputs = Mapping[str, Any]


def packing(inputs: Inputs) -> dict[str, float]:
    """Satellites on one launch, by their mass and by what the launch is said to add to a network."""
    satellites: Mapping[str, float] = inputs["satellites"]
    by_rate = inputs["rate_per_launch"] / inputs["rate_per_satellite"]
    return {
        **{name: float(whole_satellites(inputs["payload"], mass)) for name, mass in satellites.items()},
        "by_rate": by_rate,
        "volume_each": inputs["volume"] / by_rate,
        "mass_stacked": by_rate * satellites[inputs["stacked"]],
    }


def filed_programme(inputs: Inputs) -> dict[str, float]:
    """Power, flights and replacements of a mass launched in a year, and of a fleet with a lifetime."""
    mass, days = inputs["yearly_mass"], inputs["days_a_year"]
    flights = float(launches_needed(mass, inputs["payload"]))
    hourly = days * DAY / inputs["interval"] * inputs["payload"]
    replaced = inputs["satellites"] / inputs["lifetime_years"]
    return {
        "power": mass * inputs["specific_power"],
        "flights": flights,
        "smaller_flights": float(launches_needed(mass, inputs["smaller_payload"])),
        "flights_a_day": flights / days,
        "hourly_mass": hourly,
        "hourly_power": hourly * inputs["specific_power"],
        "replacements": replaced,
        "over_2025": replaced / inputs["launched_2025"],
    }


def learning_curve(inputs: Inputs) -> dict[str, float]:
    """Prices after masses and masses until prices along Wright's law, and the launches that bring so much up."""
    start, mass, rate = inputs["price"], inputs["mass"], inputs["learning_rate"]
    prices = {name: float(learned_price(start, made, mass, rate)) for name, made in inputs["masses"].items()}
    masses = {
        name: float(production_for_price(price, start, mass, rate)) for name, price in inputs["prices"].items()
    }
    launches = float(launches_needed(max(masses.values()), inputs["payload"]))
    return {
        **prices,
        **{f"{name}_digits": price for name, price in prices.items()},
        **masses,
        "launches": launches,
        "launches_a_year": launches / inputs["years"],
    }
