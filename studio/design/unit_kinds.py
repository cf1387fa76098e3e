"""What units a person may choose to see: for each kind of number, which usual units are replaced by which others.

One quantity may be several kinds: orbits are kilometres high and radiators metres long, and whoever wants nautical
miles for the one does not want them for the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from studio.design.quantity import QUANTITIES, Quantity
from studio.text import mark


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


def _kind(
    name: str, label: str, quantity: str, usual: tuple[str, ...], choices: tuple[str, ...], example: float
) -> UnitKind:
    return UnitKind(name, label, QUANTITIES[quantity], usual, choices, example)


_ALL = (
    _kind("distance", mark("Distance and height"), "length", ("km", "Mm"), ("nmi", "mi", "m"), 650e3),
    _kind("size", mark("Size"), "length", ("m",), ("ft", "in", "cm"), 12.0),
    _kind("small_size", mark("Small size"), "length", ("cm", "mm"), ("in", "m"), 0.08),
    _kind("thickness", mark("Thickness"), "thickness", ("µm", "mm", "nm"), ("mil", "in", "m"), 100e-6),
    _kind("area", mark("Area"), "area", ("m²", "cm²"), ("ft²", "in²"), 105.0),
    _kind("large_area", mark("Large area"), "area", ("km²",), ("mi²", "m²"), 5e6),
    _kind("volume", mark("Volume"), "volume", ("m³", "l"), ("ft³",), 2.0),
    _kind("mass", mark("Mass"), "mass", ("kg", "t", "g", "kt", "Mt"), ("lb",), 575.0),
    _kind("areal_mass", mark("Mass per area"), "areal_mass", ("kg/m²", "g/m²", "mg/cm²"), ("lb/ft²",), 0.9),
    _kind("density", mark("Density"), "density", ("kg/m³", "g/cm³"), ("lb/ft³",), 2330.0),
    _kind("short_time", mark("Time within an orbit"), "duration", ("min",), ("s", "h"), 5820.0),
    _kind("long_time", mark("Time over the life"), "duration", ("yr",), ("d", "s"), 157788000.0),
    _kind("time_of_day", mark("Local time"), "time_of_day", ("h",), ("hr", "min", "s"), 23400.0),
    _kind("speed", mark("Speed"), "speed", ("km/s", "m/s"), ("ft/s", "mi/h"), 7560.0),
    _kind("slow_speed", mark("Slow speed"), "drift_speed", ("mm/s",), ("in/s", "m/s"), 0.004),
    _kind("velocity_per_year", mark("Velocity change per year"), "velocity_per_year", ("m/s/yr",), ("ft/s/yr",),
          25.0 / 31557600.0),
    _kind("angle", mark("Angle"), "angle", ("°",), ("rad",), 1.7),
    _kind("angular_rate", mark("Angular rate"), "angular_rate", ("°/d",), ("rad/s",), 2e-7),
    _kind("temperature", mark("Temperature"), "temperature", ("°C",), ("K", "°F"), 333.15),
    _kind("temperature_rise", mark("Temperature difference"), "temperature_rise", ("K",), ("°F",), 15.0),
    _kind("power", mark("Power"), "power", ("W", "kW", "MW", "GW"), ("hp", "Btu/h"), 120e3),
    _kind("flux", mark("Power per area"), "flux", ("W/m²", "kW/m²"), ("W/ft²", "Btu/(h·ft²)"), 1361.0),
    _kind("specific_power", mark("Power per mass"), "specific_power", ("W/kg", "kW/kg"), ("W/lb",), 210.0),
    _kind("specific_mass", mark("Mass per power"), "specific_mass", ("kg/kW", "t/MW", "g/W"), ("lb/kW", "kg/W"),
          0.0048),
    _kind("energy", mark("Energy"), "energy", ("Wh", "kWh", "MWh", "GWh", "TWh"), ("MJ", "J", "Btu"), 7.2e7),
    _kind("specific_energy", mark("Energy per mass"), "specific_energy", ("Wh/kg",), ("kJ/kg", "J/kg", "Wh/lb"),
          7.2e5),
    _kind("pressure", mark("Pressure"), "pressure", ("kPa", "Pa", "bar"), ("bar", "psi", "Pa"), 300e3),
    _kind("force", mark("Force"), "force", ("mN", "N", "µN"), ("lbf",), 0.02),
    _kind("torque", mark("Torque"), "torque", ("mN·m", "N·m", "kN·m"), ("lbf·ft",), 12.0),
    _kind("mass_flow", mark("Mass flow"), "mass_flow", ("kg/s", "g/s"), ("lb/s",), 1.5),
    _kind("heat_capacity", mark("Specific heat"), "heat_capacity", ("J/(kg·K)",), ("Btu/(lb·°F)",), 2100.0),
    _kind("conductivity", mark("Thermal conductivity"), "conductivity", ("W/(m·K)",), ("Btu/(h·ft·°F)",), 167.0),
    _kind("price_per_power", mark("Price per power"), "price_per_power", ("USD/W",), ("USD/kW",), 25.0),
    _kind("price_per_mass", mark("Price per mass"), "price_per_mass", ("USD/kg",), ("USD/lb", "USD/t"), 1500.0),
    _kind("price_per_area", mark("Price per area"), "price_per_area", ("USD/m²",), ("USD/ft²",), 400.0),
    _kind("price_per_energy", mark("Price per energy"), "price_per_energy", ("USD/MWh",), ("USD/kWh", "USD/MMBtu"),
          60.0 / 3.6e9),
)  # fmt: skip
KINDS: dict[str, UnitKind] = {kind.name: kind for kind in _ALL}
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


_BY_UNIT = {(kind.quantity.name, symbol): kind for kind in _ALL for symbol in kind.usual}
