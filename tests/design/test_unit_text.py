"""Numbers with units as people type them: read right, or refused with a sentence; never read wrong."""

import math
import re
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.design.quantity import (
    ANGLE,
    AREA,
    DENSITY,
    DURATION,
    ENERGY,
    LENGTH,
    MASS,
    NUMBER,
    POWER,
    QUANTITIES,
    RATIO,
    SPEED,
    TEMPERATURE,
    THICKNESS,
    TIME_OF_DAY,
    Quantity,
    Unit,
)
from studio.design.unit_text import display, join, number_text, parse, readable

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the package that these tests only compare with
    import pint

EVERY_UNIT = [(quantity, unit) for quantity in QUANTITIES.values() for unit in quantity.units]
numbers = st.floats(min_value=1e-30, max_value=1e30) | st.floats(min_value=-1e30, max_value=-1e-30) | st.just(0.0)


@pytest.mark.parametrize(
    ("typed", "quantity", "value"),
    [
        ("650 km", LENGTH, 650e3),
        ("650km", LENGTH, 650e3),
        ("  1.2 Mm ", LENGTH, 1.2e6),
        ("6.5e5", LENGTH, 6.5e5),
        (".5 m", LENGTH, 0.5),
        ("5. m", LENGTH, 5.0),
        ("−5 km", LENGTH, -5e3),
        ("+5 km", LENGTH, 5e3),
        ("1e−3 m", LENGTH, 1e-3),
        ("2 R_E", LENGTH, 2 * 6378137.0),
        ("100 um", THICKNESS, 1e-4),
        ("100 µm", THICKNESS, 1e-4),
        ("100 μm", THICKNESS, 1e-4),
        ("105 m2", AREA, 105.0),
        ("105 m^2", AREA, 105.0),
        ("6h", TIME_OF_DAY, 21600.0),
        ("6:30", TIME_OF_DAY, 23400.0),
        ("18:00:30", TIME_OF_DAY, 64830.0),
        ("5 years", DURATION, 5 * 31557600.0),
        ("28 °C", TEMPERATURE, 301.15),
        ("28 degC", TEMPERATURE, 301.15),
        ("22 %", RATIO, 0.22),
        ("22%", RATIO, 0.22),
        ("0.22", RATIO, 0.22),
        ("30 deg", ANGLE, math.pi / 6),
        ("0.5 C", QUANTITIES["rate"], 0.5 / 3600),
        ("81", NUMBER, 81.0),
    ],
)
def test_readings(typed: str, quantity: Quantity, value: float) -> None:
    assert parse(typed, quantity) == pytest.approx(value, rel=1e-15)


def test_bare_number_is_in_the_unit_that_is_shown() -> None:
    assert parse("650", LENGTH, "km") == 650e3
    assert parse("650 m", LENGTH, "km") == 650.0
    assert parse("25", TEMPERATURE, "°C") == 298.15
    with pytest.raises(ValueError, match=r"^length has no unit “parsec”$"):
        parse("5", LENGTH, "parsec")


FOREIGN = "is ambiguous: the decimal sign here is “.”, not “,”"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12,5 km", f"“12,5 km” {FOREIGN}"),
        ("0,500 km", f"“0,500 km” {FOREIGN}"),
        ("1.000,5 km", f"“1.000,5 km” {FOREIGN}"),
        ("1,500 km", "“1,500 km” can be read as 1500 or as 1.500: type 1500 or 1.5, the decimal sign here is “.”"),
        ("1 00 km", "“1 00 km”: “00 km” is not a unit of length"),
        ("1'00 km", "“1'00 km” is ambiguous: groups of digits have three each, and one sign between them"),
        ("1'000 000 km", "“1'000 000 km” is ambiguous: groups of digits have three each, and one sign between them"),
        ("1,50,000 km", f"“1,50,000 km” {FOREIGN}"),
        ("9**9**9", "“9**9**9” is too large"),
        ("5 parsec", "“5 parsec”: “parsec” is not a unit of length"),
        ("5 kg", "“5 kg”: “kg” is not a unit of length"),
        ("5 KM", "“5 KM”: “KM” is not a unit of length"),
        ("5 km km", "“5 km km”: “km km” is not a unit of length"),
        ("0x10", "“0x10”: “x10” is not a unit of length"),
        ("1_000", "“1_000”: “_000” is not a unit of length"),
        ("1e9999", "“1e9999”: “e9999” is not a unit of length"),
        ("1.2.3 km", "“1.2.3 km” has the decimal sign “.” more than once"),
        ("5 km; rm -rf /", "“5 km; rm -rf /”: “km; rm -rf /” is not a unit of length"),
        ("2026-11-22", "“2026-11-22” looks like a date or a range: begin with “=” to compute it"),
        ("500-650 km", "“500-650 km” looks like a date or a range: begin with “=” to compute it"),
        ("", "nothing is typed"),
        ("   ", "nothing is typed"),
        ("=", "nothing is typed after “=”"),
        ("nan", "“nan” does not begin with a number"),
        ("inf", "“inf” does not begin with a number"),
        ("-inf", "“-inf” does not begin with a number"),
        ("km", "“km” does not begin with a number"),
        ("--5", "“--5”: “-5” cannot be read here"),
        ("٥ km", "“٥ km” does not begin with a number"),
        ("½ km", "“½ km” does not begin with a number"),
        ("1e999", "“1e999” is too large"),
        ("1e308 km", "“1e308 km” is too large"),
        ("9" * 201, "the text is longer than 200 characters"),
    ],
)
def test_refusals(typed: str, sentence: str) -> None:
    known = " (m, km, Mm, cm, mm, µm, nm, R_E, ft, in, mi, nmi)" if "is not a unit" in sentence else ""
    with pytest.raises(ValueError, match=f"^{re.escape(sentence + known)}$"):
        parse(typed, LENGTH)


@pytest.mark.parametrize(("typed", "value"), [
    ("1 000 km", 1e6), ("1'000 km", 1e6), ("1’000 km", 1e6), ("1\N{NO-BREAK SPACE}000 km", 1e6),
    ("1\N{NARROW NO-BREAK SPACE}000,5 km", None), ("12\N{THIN SPACE}345.5 m", 12345.5), ("12,345.5 m", 12345.5),
    ("1,234,567 m", 1234567.0), ("５０．５ km", 50500.0), ("7.4·10¹³ m", 7.4e13), ("7.4·10⁻³ m", 7.4e-3),
    ("7.4 × 10^-3 m", 7.4e-3),
])  # fmt: skip
def test_thousands_apart_and_powers_as_they_are_printed(typed: str, value: float | None) -> None:
    if value is None:
        with pytest.raises(ValueError, match="the decimal sign here"):
            parse(typed, LENGTH)
    else:
        assert parse(typed, LENGTH) == pytest.approx(value, rel=1e-15)


def test_unit_that_begins_with_a_digit() -> None:
    rate = QUANTITIES["rate"]
    assert parse("0.5 1/h", rate) == 0.5 / 3600
    assert parse("2 1/s", rate) == 2.0
    assert parse("1 000 1/h", rate) == 1000.0 / 3600
    for typed, quantity in (("5 1", RATIO), ("1 1/2", NUMBER)):
        with pytest.raises(ValueError, match=r"cannot be read|is not a unit"):
            parse(typed, quantity)


@pytest.mark.parametrize("typed", ["6:60", "6:5", "12:00:00:00", "-6:00", "123:00", ":30"])
def test_no_time_of_day(typed: str) -> None:
    with pytest.raises(ValueError, match=r"is not a unit of time of day|does not begin with a number|cannot be read"):
        parse(typed, TIME_OF_DAY)


@given(st.sampled_from(EVERY_UNIT), numbers)
def test_every_unit_reads_back(pair: tuple[Quantity, Unit], number: float) -> None:
    quantity, unit = pair
    typed = join(repr(number), unit.symbol)
    value = parse(typed, quantity)
    assert value == unit.to_si(number)
    assert unit.from_si(value) == pytest.approx(number, rel=4e-16, abs=4e-16 * abs(unit.offset) * 2)
    for alias in unit.aliases:
        assert parse(f"{number!r} {alias}", quantity) == value


@given(st.sampled_from(EVERY_UNIT), numbers)
def test_what_is_shown_can_be_typed(pair: tuple[Quantity, Unit], number: float) -> None:
    quantity, unit = pair
    value = unit.to_si(number)
    size = abs(number) + abs(unit.offset)
    for text in (display(value, quantity, unit.symbol), display(value, quantity, unit.symbol, digits=12)):
        assert unit.from_si(parse(text, quantity)) == pytest.approx(number, abs=1e-5 * size)
    assert parse(display(value, quantity, unit.symbol, digits=17), quantity) == pytest.approx(
        value, rel=1e-15, abs=1e-15 * size * unit.factor
    )
    # It may be shown in another unit of the quantity, whose zero lies elsewhere.
    size += max(abs(other.offset) for other in quantity.units)
    assert parse(readable(value, quantity), quantity) == pytest.approx(value, abs=1e-3 * size * unit.factor)


PINT = {
    LENGTH: {"m": "m", "km": "km", "Mm": "Mm", "cm": "cm", "mm": "mm", "µm": "micrometer", "nm": "nm", "ft": "foot",
             "in": "inch", "mi": "mile", "nmi": "nautical_mile"},
    THICKNESS: {"m": "m", "mil": "thou", "in": "inch"},
    AREA: {"m²": "m**2", "km²": "km**2", "cm²": "cm**2", "ft²": "foot**2", "mi²": "mile**2"},
    MASS: {"kg": "kg", "t": "metric_ton", "g": "g", "lb": "pound", "oz": "ounce"},
    DENSITY: {"kg/m³": "kg/m**3", "g/cm³": "g/cm**3", "lb/ft³": "pound/foot**3"},
    DURATION: {"s": "s", "min": "min", "h": "h", "d": "day", "yr": "julian_year"},
    ANGLE: {"rad": "rad", "°": "degree"},
    TEMPERATURE: {"K": "K", "°C": "degC", "°F": "degF"},
    POWER: {"W": "W", "kW": "kW", "MW": "MW", "GW": "GW", "Btu/h": "Btu_it/hour",
            "hp": "horsepower"},
    ENERGY: {"J": "J", "Wh": "Wh", "kWh": "kWh", "MWh": "MWh", "GWh": "GWh", "Btu": "Btu_it", "MJ": "MJ"},
    SPEED: {"m/s": "m/s", "km/s": "km/s", "ft/s": "foot/s", "mi/h": "mile/hour"},
    QUANTITIES["pressure"]: {"Pa": "Pa", "psi": "psi", "bar": "bar"},
    QUANTITIES["force"]: {"N": "N", "lbf": "lbf"},
    QUANTITIES["flux"]: {"W/m²": "W/m**2", "W/ft²": "W/foot**2", "Btu/(h·ft²)": "Btu_it/hour/foot**2"},
    QUANTITIES["heat_capacity"]: {"J/(kg·K)": "J/kg/K", "Btu/(lb·°F)": "Btu_it/pound/delta_degF"},
    QUANTITIES["conductivity"]: {"W/(m·K)": "W/m/K", "Btu/(h·ft·°F)": "Btu_it/hour/foot/delta_degF"},
    QUANTITIES["torque"]: {"N·m": "N*m", "lbf·ft": "lbf*foot"},
    RATIO: {"%": "percent", "ppm": "ppm"},
}
REGISTRY = pint.UnitRegistry()
UNAMBIGUOUS = [(quantity, symbol, name) for quantity, table in PINT.items() for symbol, name in table.items()]


@given(st.sampled_from(UNAMBIGUOUS), st.floats(-1e12, 1e12))
def test_a_general_unit_library_agrees(unit: tuple[Quantity, str, str], number: float) -> None:
    quantity, symbol, name = unit
    si = PINT[quantity].get(quantity.si, "dimensionless")
    theirs = REGISTRY.Quantity(number, name).to(si).magnitude
    assert parse(f"{number!r} {symbol}", quantity) == pytest.approx(theirs, rel=1e-14, abs=1e-10)


@given(st.text(max_size=70), st.sampled_from(list(QUANTITIES.values())))
def test_any_text_is_a_finite_number_or_a_refusal(typed: str, quantity: Quantity) -> None:
    try:
        value = parse(typed, quantity)
    except ValueError as error:
        refused = str(error)
        value = 0.0
        assert refused
    assert math.isfinite(value)


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (650.0, "650"), (-5.0, "-5"), (0.1 + 0.2, "0.3"), (1e12, "1e12"), (1234567.0, "1234567"),
     (6e-05, "6e-5"), (1e-10, "1e-10"), (123456789.0, "123456789"), (0.000123456789, "0.000123457")],
)  # fmt: skip
def test_numbers_are_short(number: float, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize(
    ("value", "quantity", "text"),
    [(28.3e3, POWER, "28.3 kW"), (40e6, POWER, "40 MW"), (0.5, POWER, "0.5 W"), (575.0, MASS, "575 kg"),
     (0.0, POWER, "0 kW"), (650e3, LENGTH, "650 km"), (301.15, TEMPERATURE, "28 °C"), (math.pi / 6, ANGLE, "30°")],
)  # fmt: skip
def test_readable_numbers(value: float, quantity: Quantity, text: str) -> None:
    assert readable(value, quantity) == text
