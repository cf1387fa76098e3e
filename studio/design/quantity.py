"""The kinds of quantity a number can be, their SI unit, and the units a person may read and write them in."""

from dataclasses import dataclass, field

from studio.text import mark


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a quantity: SI value = (number + offset) × factor."""

    symbol: str
    factor: float
    offset: float = 0.0
    aliases: tuple[str, ...] = ()
    customary: bool = False
    """Whether only those use it who choose it: no number is put into it to be short."""

    def to_si(self, number: float) -> float:
        return (number + self.offset) * self.factor

    def from_si(self, value: float) -> float:
        return value / self.factor - self.offset


@dataclass(frozen=True, slots=True)
class Quantity:
    """A kind of quantity; `units[0]` is the SI unit, `shown` the symbol people expect first."""

    name: str
    label: str
    units: tuple[Unit, ...]
    shown: str
    _by_symbol: dict[str, Unit] = field(default_factory=dict, init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        for unit in self.units:
            for symbol in (unit.symbol, *unit.aliases):
                self._by_symbol[symbol] = unit

    @property
    def si(self) -> str:
        return self.units[0].symbol

    def unit(self, symbol: str) -> Unit | None:
        """The unit written `symbol`, or None where this quantity has no such unit."""
        return self._by_symbol.get(symbol)

    def symbols(self) -> tuple[str, ...]:
        return tuple(unit.symbol for unit in self.units)


MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
YEAR = 365.25 * DAY
"""The Julian year of 365.25 days, which "per year" means throughout."""
_DEGREE = 0.017453292519943295
ELECTRONVOLT = 1.602176634e-19
_MICRO = ("u", "μ")  # the keyboard's u, and the Greek letter beside the micro sign


def _micro(symbol: str) -> tuple[str, ...]:
    return tuple(symbol.replace("µ", other) for other in _MICRO)


# Exact by definition: NIST SP 811 (2008), appendix B.8 (foot, mile, pound, Btu_IT, horsepower), B.6 (nautical mile).
FOOT, INCH, STATUTE_MILE, NAUTICAL_MILE = 0.3048, 0.0254, 1609.344, 1852.0
POUND = 0.45359237
POUND_FORCE = POUND * 9.80665
BTU = 1055.05585262
_FAHRENHEIT = 5.0 / 9.0


def _us(symbol: str, factor: float, *aliases: str, offset: float = 0.0) -> Unit:
    """A unit that is customary in the United States, or otherwise used by those alone who choose it."""
    return Unit(symbol, factor, offset, aliases, customary=True)


RATIO = Quantity(
    "ratio", mark("ratio"), (Unit("", 1.0), Unit("%", 0.01), Unit("ppm", 1e-6)), "%",
)
NUMBER = Quantity("number", mark("number"), (Unit("", 1.0), Unit("million", 1e6)), "")
LENGTH = Quantity(
    "length", mark("length"),
    (Unit("m", 1.0), Unit("km", 1e3), Unit("Mm", 1e6), Unit("cm", 1e-2), Unit("mm", 1e-3),
     Unit("µm", 1e-6, aliases=_micro("µm")), Unit("nm", 1e-9), Unit("R_E", 6378137.0),
     _us("ft", FOOT), _us("in", INCH), _us("mi", STATUTE_MILE), _us("nmi", NAUTICAL_MILE, "NM")), "km",
)  # fmt: skip
THICKNESS = Quantity(
    "thickness", mark("thickness"),
    (Unit("m", 1.0), Unit("cm", 1e-2), Unit("mm", 1e-3), Unit("µm", 1e-6, aliases=_micro("µm")), Unit("nm", 1e-9),
     Unit("mil", 2.54e-5),
     _us("in", INCH)), "µm",
)  # fmt: skip
AREA = Quantity(
    "area", mark("area"),
    (Unit("m²", 1.0, aliases=("m2", "m^2")), Unit("km²", 1e6, aliases=("km2", "km^2")),
     Unit("cm²", 1e-4, aliases=("cm2", "cm^2")),
     _us("ft²", FOOT**2, "ft2", "ft^2"), _us("in²", INCH**2, "in2", "in^2"),
     _us("mi²", STATUTE_MILE**2, "mi2", "mi^2")), "m²",
)  # fmt: skip
MASS = Quantity(
    "mass", mark("mass"), (Unit("kg", 1.0), Unit("t", 1e3), Unit("g", 1e-3), Unit("kt", 1e6), Unit("Mt", 1e9),
     _us("lb", POUND, "lbs"), _us("oz", POUND / 16.0)), "kg",
)
AREAL_MASS = Quantity(
    "areal_mass", mark("mass per area"),
    (Unit("kg/m²", 1.0, aliases=("kg/m2", "kg/m^2")), Unit("g/m²", 1e-3, aliases=("g/m2", "g/m^2")),
     Unit("mg/cm²", 1e-2, aliases=("mg/cm2", "mg/cm^2")),
     _us("lb/ft²", POUND / FOOT**2, "lb/ft2", "lb/ft^2")), "kg/m²",
)  # fmt: skip
DENSITY = Quantity(
    "density", mark("density"),
    (Unit("kg/m³", 1.0, aliases=("kg/m3", "kg/m^3")), Unit("g/cm³", 1e3, aliases=("g/cm3", "g/cm^3")),
     _us("lb/ft³", POUND / FOOT**3, "lb/ft3", "lb/ft^3")), "kg/m³",
)  # fmt: skip
DURATION = Quantity(
    "duration", mark("duration"),
    (Unit("s", 1.0), Unit("min", MINUTE), Unit("h", HOUR), Unit("d", DAY, aliases=("day", "days")),
     Unit("yr", YEAR, aliases=("y", "a", "year", "years"))), "min",
)  # fmt: skip
TIME_OF_DAY = Quantity(
    "time_of_day", mark("time of day"), (Unit("s", 1.0), Unit("min", MINUTE), Unit("h", HOUR),
     _us("hr", HOUR)), "h",
)
ANGLE = Quantity("angle", mark("angle"), (Unit("rad", 1.0), Unit("°", _DEGREE, aliases=("deg",))), "°")
ANGULAR_RATE = Quantity(
    "angular_rate", mark("angular rate"),
    (Unit("rad/s", 1.0), Unit("°/d", _DEGREE / DAY, aliases=("deg/d", "deg/day", "°/day"))), "°/d",
)  # fmt: skip
RATE = Quantity(
    "rate", mark("rate"),
    (Unit("1/s", 1.0, aliases=("s^-1",)), Unit("%/yr", 0.01 / YEAR, aliases=("%/y", "%/a")), Unit("1/yr", 1 / YEAR),
     Unit("1/h", 1 / HOUR, aliases=("C",))), "%/yr",
)  # fmt: skip
TEMPERATURE = Quantity(
    "temperature", mark("temperature"), (Unit("K", 1.0), Unit("°C", 1.0, 273.15, aliases=("degC",)),
     _us("°F", _FAHRENHEIT, "degF", offset=459.67)), "°C",
)
TEMPERATURE_RISE = Quantity("temperature_rise", mark("temperature difference"), (Unit("K", 1.0),
     _us("°F", _FAHRENHEIT, "degF")), "K")
TEMPERATURE_COEFFICIENT = Quantity(
    "temperature_coefficient", mark("temperature coefficient"),
    (Unit("1/K", 1.0), Unit("%/K", 0.01, aliases=("%/°C",))), "%/K",
)  # fmt: skip
POWER = Quantity(
    "power", mark("power"), (Unit("W", 1.0), Unit("kW", 1e3), Unit("MW", 1e6), Unit("GW", 1e9),
     _us("hp", 550.0 * FOOT * POUND_FORCE), _us("Btu/h", BTU / HOUR)), "kW",
)
FLUX = Quantity(
    "flux", mark("power per area"),
    (Unit("W/m²", 1.0, aliases=("W/m2", "W/m^2")), Unit("kW/m²", 1e3, aliases=("kW/m2", "kW/m^2")),
     _us("W/ft²", FOOT**-2, "W/ft2", "W/ft^2"),
     _us("Btu/(h·ft²)", BTU / HOUR / FOOT**2, "Btu/h/ft2", "Btu/h/ft²")), "W/m²",
)  # fmt: skip
SPECIFIC_POWER = Quantity(
    "specific_power", mark("power per mass"), (Unit("W/kg", 1.0), Unit("kW/kg", 1e3), Unit("W/g", 1e3),
     _us("W/lb", 1.0 / POUND)), "W/kg",
)
SPECIFIC_MASS = Quantity(
    "specific_mass", mark("mass per power"), (Unit("kg/W", 1.0), Unit("kg/kW", 1e-3), Unit("t/MW", 1e-3),
     Unit("g/W", 1e-3), Unit("mg/W", 1e-6),
     _us("lb/kW", POUND / 1e3)), "kg/kW",
)
ENERGY = Quantity(
    "energy", mark("energy"),
    (Unit("J", 1.0), Unit("Wh", HOUR), Unit("kWh", 1e3 * HOUR), Unit("MWh", 1e6 * HOUR), Unit("GWh", 1e9 * HOUR),
     Unit("TWh", 1e12 * HOUR),
     _us("MJ", 1e6), _us("Btu", BTU)), "kWh",
)  # fmt: skip
SPECIFIC_ENERGY = Quantity(
    "specific_energy", mark("energy per mass"), (Unit("J/kg", 1.0), Unit("Wh/kg", HOUR),
     _us("Wh/lb", HOUR / POUND), _us("kJ/kg", 1e3)), "Wh/kg",
)
HEAT_CAPACITY = Quantity("heat_capacity", mark("specific heat"), (Unit("J/(kg·K)", 1.0, aliases=("J/kg/K",)),
     _us("Btu/(lb·°F)", BTU / POUND / _FAHRENHEIT, "Btu/lb/°F")),
                         "J/(kg·K)")  # fmt: skip
AREAL_HEAT_CAPACITY = Quantity(
    "areal_heat_capacity", mark("heat capacity per area"), (Unit("J/(m²·K)", 1.0, aliases=("J/m2/K",)),), "J/(m²·K)",
)
CONDUCTIVITY = Quantity(
    "conductivity", mark("thermal conductivity"), (Unit("W/(m·K)", 1.0, aliases=("W/m/K",)),
     _us("Btu/(h·ft·°F)", BTU / HOUR / FOOT / _FAHRENHEIT, "Btu/h/ft/°F")), "W/(m·K)",
)
THERMAL_CONDUCTANCE = Quantity(
    "thermal_conductance", mark("thermal conductance per area"), (Unit("W/(m²·K)", 1.0, aliases=("W/m2/K",)),),
    "W/(m²·K)",
)  # fmt: skip
COMPUTE_RATE = Quantity(
    "compute_rate", mark("compute rate"),
    (Unit("FLOP/s", 1.0), Unit("TFLOP/s", 1e12), Unit("PFLOP/s", 1e15), Unit("EFLOP/s", 1e18), Unit("ZFLOP/s", 1e21)),
    "PFLOP/s",
)  # fmt: skip
COMPUTE_PER_WATT = Quantity(
    "compute_per_watt", mark("compute per power"), (Unit("FLOP/J", 1.0), Unit("TFLOP/J", 1e12)), "TFLOP/J",
)
DECIBEL = Quantity("decibel", mark("level"), (Unit("dB", 1.0),), "dB")
OPTICAL_POWER = Quantity(
    "optical_power", mark("optical power"),
    (Unit("W", 1.0), Unit("mW", 1e-3), Unit("µW", 1e-6, aliases=_micro("µW")), Unit("nW", 1e-9)), "mW",
)  # fmt: skip
BEAM_ANGLE = Quantity(
    "beam_angle", mark("angle of a beam"),
    (Unit("rad", 1.0), Unit("mrad", 1e-3), Unit("µrad", 1e-6, aliases=_micro("µrad"))), "µrad",
)  # fmt: skip
DATA_RATE = Quantity(
    "data_rate", mark("data rate"),
    (Unit("bit/s", 1.0, aliases=("bps",)), Unit("Mbit/s", 1e6, aliases=("Mbps",)),
     Unit("Gbit/s", 1e9, aliases=("Gbps",)), Unit("Tbit/s", 1e12, aliases=("Tbps",))), "Gbit/s",
)  # fmt: skip
DATA = Quantity(
    "data", mark("data"),
    (Unit("B", 1.0), Unit("GB", 1e9), Unit("TB", 1e12), Unit("PB", 1e15)), "TB",
)  # fmt: skip
DATA_PER_ENERGY = Quantity(
    "data_per_energy", mark("data per energy"), (Unit("B/J", 1.0), Unit("GB/kWh", 1e9 / 3.6e6)), "GB/kWh",
)
VELOCITY_PER_YEAR = Quantity(
    "velocity_per_year", mark("velocity change per time"),
    (Unit("m/s²", 1.0, aliases=("m/s2",)), Unit("m/s/yr", 1.0 / YEAR),
     _us("ft/s/yr", FOOT / YEAR)), "m/s/yr",
)  # fmt: skip
DRIFT_SPEED = Quantity("drift_speed", mark("slow speed"), (Unit("m/s", 1.0), Unit("mm/s", 1e-3),
     _us("in/s", INCH)), "mm/s")
COMPUTE_PER_MASS = Quantity(
    "compute_per_mass", mark("compute rate per mass"),
    (Unit("FLOP/(s·kg)", 1.0), Unit("TFLOP/(s·kg)", 1e12)), "TFLOP/(s·kg)",
)  # fmt: skip
COMPUTE_PER_PRICE = Quantity(
    "compute_per_price", mark("compute rate per price"),
    (Unit("FLOP/(s·USD)", 1.0), Unit("GFLOP/(s·USD)", 1e9)), "GFLOP/(s·USD)",
)  # fmt: skip
BAND_GAP = Quantity(
    "band_gap", mark("band gap"), (Unit("J", 1.0), Unit("eV", ELECTRONVOLT), Unit("meV", 1e-3 * ELECTRONVOLT)), "eV",
)
BAND_GAP_SLOPE = Quantity(
    "band_gap_slope", mark("change of the band gap with temperature"),
    (Unit("J/K", 1.0), Unit("meV/K", 1e-3 * ELECTRONVOLT), Unit("eV/K", ELECTRONVOLT)), "meV/K",
)  # fmt: skip
WAVELENGTH = Quantity(
    "wavelength", mark("wavelength"), (Unit("m", 1.0), Unit("nm", 1e-9), Unit("µm", 1e-6, aliases=_micro("µm"))), "nm",
)
VOLTAGE = Quantity("voltage", mark("voltage"), (Unit("V", 1.0), Unit("mV", 1e-3), Unit("kV", 1e3)), "V")
CURRENT_DENSITY = Quantity(
    "current_density", mark("current per area"),
    (Unit("A/m²", 1.0, aliases=("A/m2", "A/m^2")), Unit("mA/cm²", 10.0, aliases=("mA/cm2", "mA/cm^2")),
     Unit("A/cm²", 1e4, aliases=("A/cm2", "A/cm^2"))), "mA/cm²",
)  # fmt: skip
AREAL_RESISTANCE = Quantity(
    "areal_resistance", mark("resistance times area"),
    (Unit("Ω·m²", 1.0, aliases=("ohm*m2", "ohm m2")), Unit("Ω·cm²", 1e-4, aliases=("ohm*cm2", "ohm cm2", "Ωcm²"))),
    "Ω·cm²",
)  # fmt: skip
FLUENCE = Quantity(
    "fluence", mark("particles per area"),
    (Unit("1/m²", 1.0, aliases=("1/m2", "m^-2", "m⁻²")), Unit("1/cm²", 1e4, aliases=("1/cm2", "cm^-2", "cm⁻²"))),
    "1/cm²",
)  # fmt: skip
DISPLACEMENT_DOSE = Quantity(
    "displacement_dose", mark("displacement damage dose"),
    (Unit("J/kg", 1.0), Unit("MeV/g", 1e9 * ELECTRONVOLT)), "MeV/g",
)  # fmt: skip
PRICE_PER_AREA = Quantity(
    "price_per_area", mark("price per area"), (Unit("USD/m²", 1.0, aliases=("USD/m2", "$/m²", "$/m2")),
                                               Unit("kUSD/m²", 1e3, aliases=("kUSD/m2",)),
     _us("USD/ft²", FOOT**-2, "USD/ft2", "$/ft²", "$/ft2")), "USD/m²",
)  # fmt: skip
PRICE_PER_POWER = Quantity(
    "price_per_power", mark("price per power"), (Unit("USD/W", 1.0, aliases=("$/W",)), Unit("USD/kW", 1e-3)), "USD/W",
)
MONEY = Quantity(
    "money", mark("money"),
    (Unit("USD", 1.0, aliases=("$", "US$")), Unit("thousand USD", 1e3, aliases=("kUSD",)),
     Unit("million USD", 1e6, aliases=("MUSD",)), Unit("bn USD", 1e9, aliases=("GUSD",)),
     Unit("tn USD", 1e12, aliases=("TUSD",))), "million USD",
)  # fmt: skip
PRICE_PER_MASS = Quantity(
    "price_per_mass", mark("price per mass"), (Unit("USD/kg", 1.0, aliases=("$/kg",)), Unit("USD/t", 1e-3),
     _us("USD/lb", 1.0 / POUND, "$/lb")), "USD/kg",
)
PRICE_PER_ENERGY = Quantity(
    "price_per_energy", mark("price per energy"),
    (Unit("USD/J", 1.0), Unit("USD/kWh", 1.0 / (1e3 * HOUR), aliases=("$/kWh",)),
     Unit("USD/MWh", 1.0 / (1e6 * HOUR), aliases=("$/MWh",)),
     Unit("USD/MMBtu", 1.0 / 1055.05585262e6, aliases=("$/MMBtu",))), "USD/MWh",
)  # fmt: skip
PRICE_PER_POWER_TIME = Quantity(
    "price_per_power_time", mark("price per power and time"),
    (Unit("USD/(W·s)", 1.0), Unit("USD/(kW·yr)", 1e-3 / YEAR, aliases=("USD/kW/yr", "$/kW/yr", "USD/(kW yr)"))),
    "USD/(kW·yr)",
)  # fmt: skip
MONEY_RATE = Quantity(
    "money_rate", mark("money per time"),
    (Unit("USD/s", 1.0), Unit("USD/h", 1.0 / HOUR, aliases=("$/h",)), Unit("USD/yr", 1.0 / YEAR, aliases=("$/yr",)),
     Unit("million USD/yr", 1e6 / YEAR, aliases=("MUSD/yr",)), Unit("bn USD/yr", 1e9 / YEAR, aliases=("GUSD/yr",))),
    "million USD/yr",
)  # fmt: skip
PRICE_PER_COMPUTE = Quantity(
    "price_per_compute", mark("price per operation"),
    (Unit("USD/FLOP", 1.0), Unit("USD/(PFLOP/s·d)", 1e-15 / DAY, aliases=("USD/PFLOP-day", "$/PFLOP-day"))),
    "USD/(PFLOP/s·d)",
)  # fmt: skip
SPECIFIC_YIELD = Quantity(
    "specific_yield", mark("yearly energy per rated power"),
    (Unit("J/W", 1.0), Unit("kWh/kW", HOUR, aliases=("kWh/kWp",))), "kWh/kW",
)  # fmt: skip
ENERGY_PER_POWER = Quantity(
    "energy_per_power", mark("energy per power"),
    (Unit("J/W", 1.0), Unit("Wh/kW", 3.6), Unit("kWh/kW", 3600.0)), "Wh/kW",
)  # fmt: skip
YIELD_PER_AREA = Quantity(
    "yield_per_area", mark("yearly energy per area"),
    (Unit("J/m²", 1.0, aliases=("J/m2",)), Unit("kWh/m²", 1e3 * HOUR, aliases=("kWh/m2",))), "kWh/m²",
)  # fmt: skip
POWER_RATE = Quantity(
    "power_rate", mark("power built in a time"),
    (Unit("W/s", 1.0), Unit("MW/yr", 1e6 / YEAR), Unit("GW/yr", 1e9 / YEAR), Unit("TW/yr", 1e12 / YEAR)), "GW/yr",
)  # fmt: skip
MASS_RATE = Quantity(
    "mass_rate", mark("mass per time"),
    (Unit("kg/s", 1.0), Unit("t/yr", 1e3 / YEAR), Unit("kt/yr", 1e6 / YEAR), Unit("Mt/yr", 1e9 / YEAR)), "kt/yr",
)  # fmt: skip
AREA_RATE = Quantity(
    "area_rate", mark("area per time"),
    (Unit("m²/s", 1.0, aliases=("m2/s",)), Unit("km²/yr", 1e6 / YEAR, aliases=("km2/yr",))), "km²/yr",
)  # fmt: skip
VOLUME = Quantity("volume", mark("volume"), (Unit("m³", 1.0, aliases=("m3", "m^3")), Unit("l", 1e-3, aliases=("L",)),
     _us("ft³", FOOT**3, "ft3", "ft^3")),
                  "m³")  # fmt: skip
FREQUENCY = Quantity("frequency", mark("frequency"), (Unit("Hz", 1.0), Unit("mHz", 1e-3)), "Hz")
BENDING_STIFFNESS = Quantity(
    "bending_stiffness", mark("bending stiffness"), (Unit("N·m²", 1.0, aliases=("N m2", "N*m2")), Unit("kN·m²", 1e3)),
    "N·m²",
)  # fmt: skip
INERTIA = Quantity("inertia", mark("moment of inertia"), (Unit("kg·m²", 1.0, aliases=("kg m2", "kg*m2")),), "kg·m²")
TORQUE = Quantity(
    "torque", mark("torque"),
    (Unit("N·m", 1.0, aliases=("Nm", "N m")), Unit("mN·m", 1e-3), Unit("kN·m", 1e3, aliases=("kNm",)),
     _us("lbf·ft", POUND_FORCE * FOOT, "lbf ft", "lbf*ft")), "mN·m",
)  # fmt: skip
POWER_PER_VOLUME = Quantity(
    "power_per_volume", mark("power per volume"),
    (Unit("W/m³", 1.0, aliases=("W/m3",)), Unit("kW/m³", 1e3, aliases=("kW/m3",))), "kW/m³",
)  # fmt: skip
IMPACT_RATE = Quantity(
    "impact_rate", mark("impacts per area and time"),
    (Unit("1/(m²·s)", 1.0, aliases=("1/m2/s",)), Unit("1/(m²·yr)", 1 / YEAR, aliases=("1/m2/yr", "1/m²/yr"))),
    "1/(m²·yr)",
)  # fmt: skip
DOSE = Quantity(
    "dose", mark("ionising dose"), (Unit("Gy", 1.0), Unit("krad", 10.0), Unit("rad", 0.01), Unit("kGy", 1e3)), "krad",
)
FORCE = Quantity(
    "force", mark("force"), (Unit("N", 1.0), Unit("mN", 1e-3), Unit("µN", 1e-6, aliases=_micro("µN")),
     _us("lbf", POUND_FORCE)), "mN",
)
IMPULSE = Quantity("impulse", mark("impulse"), (Unit("N·s", 1.0, aliases=("Ns",)), Unit("kN·s", 1e3)), "N·s")
BALLISTIC = Quantity(
    "ballistic", mark("mass per drag area"), (Unit("kg/m²", 1.0, aliases=("kg/m2", "kg/m^2")),), "kg/m²",
)
CONDUCTANCE = Quantity("conductance", mark("thermal conductance"), (Unit("W/K", 1.0), Unit("kW/K", 1e3)), "W/K")
THERMAL_RESISTANCE = Quantity(
    "thermal_resistance", mark("thermal resistance"), (Unit("K/W", 1.0), Unit("mK/W", 1e-3)), "K/W",
)
PRESSURE = Quantity("pressure", mark("pressure"), (Unit("Pa", 1.0), Unit("kPa", 1e3), Unit("bar", 1e5),
     _us("psi", POUND_FORCE / INCH**2)), "kPa")
HEAT_TRANSPORT = Quantity(
    "heat_transport", mark("heat times length"), (Unit("W·m", 1.0, aliases=("W m", "W*m")),), "W·m",
)
MASS_FLOW = Quantity("mass_flow", mark("mass flow"), (Unit("kg/s", 1.0), Unit("g/s", 1e-3),
     _us("lb/s", POUND)), "kg/s")
SPEED = Quantity("speed", mark("speed"), (Unit("m/s", 1.0), Unit("km/s", 1e3),
     _us("ft/s", FOOT), _us("mi/h", STATUTE_MILE / HOUR, "mph")), "km/s")

QUANTITIES: dict[str, Quantity] = {
    value.name: value for value in tuple(globals().values()) if isinstance(value, Quantity)
}
