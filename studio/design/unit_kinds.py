"""What units a person may choose to see: for each kind of number, which usual units are replaced by which others."""

from collections.abc import Mapping
from dataclasses import dataclass

from studio.design.quantity import QUANTITIES, Quantity
from studio.text import mark
from studio.unit_choices import UNIT_CHOICES


@dataclass(frozen=True, slots=True)
class UnitKind:
    """`usual` are the units that stay where nothing is chosen, and which a choice out of `choices` replaces."""

    name: str
    label: str
    quantity: Quantity
    usual: tuple[str, ...]
    choices: tuple[str, ...]
    example: float
    """A value [SI] that such a number may have."""


KINDS: dict[str, UnitKind] = {
    one.name: UnitKind(one.name, one.label, QUANTITIES[one.quantity], one.usual, one.choices, one.example)
    for one in UNIT_CHOICES
}
"""The kinds by name, in the order in which they are offered."""

SYSTEMS: dict[str, tuple[str, Mapping[str, str]]] = {
    "usual": (mark("Engineering"), {}),
    "si": (mark("SI without prefixes"), {
        "distance": "m", "small_size": "m", "thickness": "m", "large_area": "m²", "short_time": "s", "long_time": "s",
        "time_of_day": "s", "slow_speed": "m/s", "angle": "rad", "angular_rate": "rad/s", "temperature": "K",
        "specific_mass": "kg/W", "energy": "J", "specific_energy": "J/kg", "pressure": "Pa"}),
    "us": (mark("US customary"), {
        "distance": "nmi", "size": "ft", "small_size": "in", "thickness": "mil", "area": "ft²", "large_area": "mi²",
        "volume": "ft³", "mass": "lb", "areal_mass": "lb/ft²", "density": "lb/ft³", "speed": "ft/s",
        "slow_speed": "in/s", "velocity_per_year": "ft/s/yr", "temperature": "°F", "temperature_rise": "°F",
        "flux": "W/ft²", "specific_power": "W/lb", "specific_mass": "lb/kW", "specific_energy": "Wh/lb",
        "pressure": "psi", "force": "lbf", "torque": "lbf·ft", "mass_flow": "lb/s", "heat_capacity": "Btu/(lb·°F)",
        "conductivity": "Btu/(h·ft·°F)", "price_per_mass": "USD/lb", "price_per_area": "USD/ft²"}),
}  # fmt: skip
"""Whole choices by name: what they are called, and the units they choose; the first is how the studio comes."""


def kind_of(quantity: Quantity, usual: str) -> UnitKind | None:
    """The kind that a number is which is usually shown in the unit `usual`."""
    return _BY_UNIT.get((quantity.name, usual))


_BY_UNIT = {(kind.quantity.name, symbol): kind for kind in KINDS.values() for symbol in kind.usual}
