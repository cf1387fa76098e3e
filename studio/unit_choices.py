"""What units a person may choose to see, as plain data: the preferences need no more, and come before the designs.

One quantity may be several kinds: orbits are kilometres high and radiators metres long, and whoever wants nautical
miles for the one does not want them for the other.
"""

from dataclasses import dataclass

from studio.text import mark


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """`usual` are the units that stay where nothing is chosen, and which a choice out of `choices` replaces."""

    name: str
    label: str
    quantity: str
    """The name of the quantity that it is a kind of."""
    usual: tuple[str, ...]
    choices: tuple[str, ...]
    example: float
    """A value [SI] that such a number may have."""


UNIT_CHOICES: tuple[UnitChoice, ...] = (
    UnitChoice("distance", mark("Distance and height"), "length", ("km", "Mm"), ("nmi", "mi", "m"), 650e3),
    UnitChoice("size", mark("Size"), "length", ("m",), ("ft", "in", "cm"), 12.0),
    UnitChoice("small_size", mark("Small size"), "length", ("cm", "mm"), ("in", "m"), 0.08),
    UnitChoice("thickness", mark("Thickness"), "thickness", ("µm", "mm", "nm"), ("mil", "in", "m"), 100e-6),
    UnitChoice("area", mark("Area"), "area", ("m²", "cm²"), ("ft²", "in²"), 105.0),
    UnitChoice("large_area", mark("Large area"), "area", ("km²",), ("mi²", "m²"), 5e6),
    UnitChoice("volume", mark("Volume"), "volume", ("m³", "l"), ("ft³",), 2.0),
    UnitChoice("mass", mark("Mass"), "mass", ("kg", "t", "g", "kt", "Mt"), ("lb",), 575.0),
    UnitChoice("areal_mass", mark("Mass per area"), "areal_mass", ("kg/m²", "g/m²", "mg/cm²"), ("lb/ft²",), 0.9),
    UnitChoice("density", mark("Density"), "density", ("kg/m³", "g/cm³"), ("lb/ft³",), 2330.0),
    UnitChoice("short_time", mark("Time within an orbit"), "duration", ("min",), ("s", "h"), 5820.0),
    UnitChoice("long_time", mark("Time over the life"), "duration", ("yr",), ("d", "s"), 157788000.0),
    UnitChoice("time_of_day", mark("Local time"), "time_of_day", ("h",), ("hr", "min", "s"), 23400.0),
    UnitChoice("speed", mark("Speed"), "speed", ("km/s", "m/s"), ("ft/s", "mi/h"), 7560.0),
    UnitChoice("slow_speed", mark("Slow speed"), "drift_speed", ("mm/s",), ("in/s", "m/s"), 0.004),
    UnitChoice("velocity_per_year", mark("Velocity change per year"), "velocity_per_year", ("m/s/yr",), ("ft/s/yr",),
               25.0 / 31557600.0),
    UnitChoice("angle", mark("Angle"), "angle", ("°",), ("rad",), 1.7),
    UnitChoice("angular_rate", mark("Angular rate"), "angular_rate", ("°/d",), ("rad/s",), 2e-7),
    UnitChoice("temperature", mark("Temperature"), "temperature", ("°C",), ("K", "°F"), 333.15),
    UnitChoice("temperature_rise", mark("Temperature difference"), "temperature_rise", ("K",), ("°F",), 15.0),
    UnitChoice("power", mark("Power"), "power", ("W", "kW", "MW", "GW"), ("hp", "Btu/h"), 120e3),
    UnitChoice("flux", mark("Power per area"), "flux", ("W/m²", "kW/m²"), ("W/ft²", "Btu/(h·ft²)"), 1361.0),
    UnitChoice("specific_power", mark("Power per mass"), "specific_power", ("W/kg", "kW/kg"), ("W/lb",), 210.0),
    UnitChoice("specific_mass", mark("Mass per power"), "specific_mass", ("kg/kW", "t/MW", "g/W"), ("lb/kW", "kg/W"),
               0.0048),
    UnitChoice("energy", mark("Energy"), "energy", ("Wh", "kWh", "MWh", "GWh", "TWh"), ("MJ", "J", "Btu"), 7.2e7),
    UnitChoice("specific_energy", mark("Energy per mass"), "specific_energy", ("Wh/kg",), ("kJ/kg", "J/kg", "Wh/lb"),
               7.2e5),
    UnitChoice("pressure", mark("Pressure"), "pressure", ("kPa", "Pa", "bar"), ("bar", "psi", "Pa"), 300e3),
    UnitChoice("force", mark("Force"), "force", ("mN", "N", "µN"), ("lbf",), 0.02),
    UnitChoice("torque", mark("Torque"), "torque", ("mN·m", "N·m", "kN·m"), ("lbf·ft",), 12.0),
    UnitChoice("mass_flow", mark("Mass flow"), "mass_flow", ("kg/s", "g/s"), ("lb/s",), 1.5),
    UnitChoice("heat_capacity", mark("Specific heat"), "heat_capacity", ("J/(kg·K)",), ("Btu/(lb·°F)",), 2100.0),
    UnitChoice("conductivity", mark("Thermal conductivity"), "conductivity", ("W/(m·K)",), ("Btu/(h·ft·°F)",), 167.0),
    UnitChoice("price_per_power", mark("Price per power"), "price_per_power", ("USD/W",), ("USD/kW",), 25.0),
    UnitChoice("price_per_mass", mark("Price per mass"), "price_per_mass", ("USD/kg",), ("USD/lb", "USD/t"), 1500.0),
    UnitChoice("price_per_area", mark("Price per area"), "price_per_area", ("USD/m²",), ("USD/ft²",), 400.0),
    UnitChoice("price_per_energy", mark("Price per energy"), "price_per_energy", ("USD/MWh",), ("USD/kWh", "USD/MMBtu"),
               60.0 / 3.6e9),
)  # fmt: skip
