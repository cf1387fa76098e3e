"""The price per mass of a launch, year by year."""

import numpy as np

from studio.analysis.result import FloatArray
from studio.catalogue.launcher import Launcher
from studio.design.launch import Launch
from studio.design.quantity import YEAR
from studio.physics.learning import grown_production, learned_price
from studio.text import mark, tr


def price_by_year(part: Launch, vehicle: Launcher, years: FloatArray) -> FloatArray:
    """Price per payload mass in calendar years, on the basis that the design chose [USD/kg].

    Of many designs `years` holds one of each, or one for all.

    Raises
    ------
    ValueError
        Where the catalogue has no price of that kind.
    """
    if part.price_basis == "learning":
        return learning_by_year(part, years)
    if part.price_basis == "stated":
        return np.zeros_like(years) + part.price
    today = vehicle.price_today
    if part.price_basis == "today":
        if today is None:
            raise ValueError(tr(mark(
                "launch.price_basis: no price of {vehicle} is known; choose another one"), vehicle=vehicle.name,
            ))  # fmt: skip
        return np.full(years.shape, today)
    return projected_by_year(vehicle, years)


def has_price(part: Launch, vehicle: Launcher) -> bool:
    """Whether there is a price of the vehicle on the basis that the design chose."""
    if part.price_basis == "today":
        return vehicle.price_today is not None
    return part.price_basis != "projected" or vehicle.projected_price is not None


def projected_by_year(vehicle: Launcher, years: FloatArray) -> FloatArray:
    """From today's price to the one told for a later year, by the same share every year [USD/kg].

    Raises
    ------
    ValueError
        Where the catalogue has no price for a later year.
    """
    if vehicle.projected_price is None or vehicle.projected_year is None:
        raise ValueError(tr(mark(
            "launch.price_basis: no projected price of {vehicle} is known; choose another one"), vehicle=vehicle.name,
        ))  # fmt: skip
    last, today, told = vehicle.projected_price.value, vehicle.price_today, vehicle.price_year
    if today is None or told is None or told >= vehicle.projected_year.value:
        return np.full(years.shape, last)
    return np.exp(np.interp(years, [told, vehicle.projected_year.value], np.log([today, last])))


def learning_by_year(part: Launch, years: FloatArray) -> FloatArray:
    """Along the learning curve [USD/kg]."""
    launched = mass_by_year(part, years)
    return learned_price(part.learning_price, launched, part.learning_mass, part.learning_rate, part.price_floor)


def mass_by_year(part: Launch, years: FloatArray) -> FloatArray:
    """Mass launched between the year in which the learning curve begins and the start of each year [kg]."""
    return grown_production(years - part.learning_year, part.yearly_mass * YEAR, part.yearly_growth)
