"""What is computed where a value is typed: right, with its dimension, or refused in one sentence; never slow."""

import math
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.design import Design, DesignError, get_value, set_text
from studio.design.constants import CONSTANTS
from studio.design.edit import set_value, typed_as
from studio.design.quantity import (
    ANGLE,
    AREA,
    DURATION,
    LENGTH,
    POWER,
    QUANTITIES,
    RATIO,
    TEMPERATURE,
    TEMPERATURE_RISE,
    TIME_OF_DAY,
    Quantity,
)
from studio.design.unit_text import is_computed, parse

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the package that these tests only compare with
    import pint

NAMES = {"area": (105.0, AREA), "altitude": (650e3, LENGTH), "temperature": (300.0, TEMPERATURE)}.get


@pytest.mark.parametrize(("typed", "quantity", "bare", "value"), [
    ("=2*pi*6.9e6/7.6e3 s", DURATION, "min", 2 * math.pi * 6.9e6 / 7.6e3),
    ("650 km + 20 km", LENGTH, "km", 670e3),
    ("1/3 of 90 min", DURATION, "min", 1800.0),
    ("km * 2", LENGTH, "km", 2000.0),
    ("=650 + 20", LENGTH, "km", 670e3),
    ("= 2*area + 3 m^2", AREA, "m²", 213.0),
    ("=R_E + altitude", LENGTH, "km", 7028137.0),
    ("=2 pi", LENGTH, "m", None),
    ("=2*pi*sqrt((R_E + altitude)^3/GM)", DURATION, "min", 2 * math.pi * math.sqrt(7028137.0**3 / 3.986004418e14)),
    ("=1361 W/m² * area * 22 %", POWER, "kW", 1361.0 * 105.0 * 0.22),
    ("(5 + 20) km", LENGTH, "km", 25e3),
    ("=5 km / 2", LENGTH, "km", 2500.0),
    ("6 h + 30 min", TIME_OF_DAY, "h", 23400.0),
    ("20 °C + 5 K", TEMPERATURE, "°C", 298.15),
    ("-40 °C + 5 K", TEMPERATURE, "°C", 238.15),
    ("30 °C - 20 °C", TEMPERATURE_RISE, "K", 10.0),
    ("=asin(0.5)", ANGLE, "°", math.pi / 6),
    ("=sin(30°)", RATIO, "%", 0.5),
    ("=10 km / 5 km", RATIO, "%", 2.0),
    ("5 kW * 3 h", QUANTITIES["energy"], "kWh", 5.4e7),
    ("-2^2 km", LENGTH, "km", -4000.0),
    ("2^3^2 km", LENGTH, "km", 512e3),
    ("10-4 km", LENGTH, "km", None),
    ("=10-4", LENGTH, "km", 6e3),
    ("=max(1 km, 500 m)", LENGTH, "km", 1000.0),
    ("(2 km)² / 1 km", LENGTH, "km", 4000.0),
])  # fmt: skip
def test_expressions(typed: str, quantity: Quantity, bare: str, value: float | None) -> None:
    if value is None:
        with pytest.raises(ValueError, match=r"cannot be read|date or a range"):
            parse(typed, quantity, bare, NAMES)
    else:
        assert parse(typed, quantity, bare, NAMES) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(("typed", "quantity", "sentence"), [
    ("650 km + 20 s", LENGTH, "“650 km + 20 s” puts length (m) and duration (s) together"),
    ("650 km + 20", LENGTH, "“650 km + 20” adds or compares a number without a unit and one that has one"),
    ("= 5 kg", LENGTH, "the result is mass (kg), and length is wanted here"),
    ("=area", LENGTH, "the result is area (m²), and length is wanted here"),
    ("=9**9**9", LENGTH, "“9**9**9” is too large"),
    ("=1/0", LENGTH, "“1/0” divides by zero"),
    ("=sqrt(-1)", RATIO, "“sqrt(-1)” takes the root of a negative number"),
    ("=ln(0)", RATIO, "“ln” has no value for that"),
    ("=1/50 %", RATIO, "“1/50 %” can mean 200 % or 0.02 %: set brackets"),
    ("20 °C + 5 °C", TEMPERATURE,
     "“20 °C + 5 °C”: temperatures have a zero of their own; a difference is added in K, and nothing multiplied"),
    ("=30 °C - 20 °C", TEMPERATURE, "the result is a difference of temperatures, and a temperature is wanted here"),
    ("=foo + 1", LENGTH, "“foo” is no unit, no field and no constant"),
    ("=open('/etc/passwd')", LENGTH, "“open” is none of the functions exp, ln, "),
    ("=" + "(" * 150 + "1", LENGTH, "“" + "(" * 29 + "…” is nested too deeply"),
    ("=sin(0.5)", RATIO, "“sin” takes an angle with its unit, such as sin(30°)"),
    ("=2^(1 km)", LENGTH, "“2^(1 km)”: an exponent is a plain number"),
    ("=(1 km", LENGTH, "“(1 km”: a bracket is not closed"),
])  # fmt: skip
def test_refusals(typed: str, quantity: Quantity, sentence: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011
        parse(typed, quantity, quantity.shown, NAMES)
    assert sentence in str(refused.value)


REGISTRY = pint.UnitRegistry()
UNITS = {"km": "km", "m": "m", "nmi": "nautical_mile", "ft": "foot", "mm": "mm"}


@given(st.lists(st.tuples(st.sampled_from(["+", "-"]), st.integers(0, 10**6), st.sampled_from(list(UNITS)),
                          st.integers(1, 9)), min_size=1, max_size=8))  # fmt: skip
def test_sums_are_those_of_a_general_library(terms: list[tuple[str, int, str, int]]) -> None:
    typed = "=0 m" + "".join(f" {sign} {number} {unit} * {times}" for sign, number, unit, times in terms)
    theirs = sum((REGISTRY.Quantity(number * times * (1 if sign == "+" else -1), UNITS[unit])
                  for sign, number, unit, times in terms), REGISTRY.Quantity(0, "m"))  # fmt: skip
    assert parse(typed, LENGTH) == pytest.approx(theirs.to("m").magnitude, rel=1e-12, abs=1e-6)


@given(st.text("0123456789.,+-*/^() kmseE=piof", max_size=60) | st.text(max_size=40))
def test_any_text_is_a_finite_number_or_a_refusal(typed: str) -> None:
    try:
        value = parse(f"={typed}", LENGTH, "km", NAMES)
    except ValueError as refused:
        told, value = str(refused), 0.0
        assert told
    assert math.isfinite(value)


def test_constants_are_the_published_ones() -> None:
    from scipy import constants

    for name, theirs in (("c", constants.c), ("G", constants.G), ("k_B", constants.k), ("sigma", constants.sigma),
                         ("g_0", constants.g), ("AU", constants.au)):  # fmt: skip
        assert CONSTANTS[name].value == pytest.approx(theirs, rel=1e-4 if name == "G" else 1e-8)
        assert CONSTANTS[name].about


def test_names_are_fields_of_the_design_and_are_resolved_at_once() -> None:
    design = set_text(Design(), "array.area", "100 m²")
    design = set_text(design, "payload.power", "=area * 1361 W/m² * 20 % * packing_factor")
    expected = 100.0 * 1361.0 * 0.2 * design.array.packing_factor
    assert design.payload.power == pytest.approx(expected)
    later = set_text(design, "array.area", "50 m²")
    assert later.payload.power == design.payload.power
    with pytest.raises(DesignError, match="is no unit, no field"):
        set_text(design, "payload.power", "=title * 2")


def test_how_a_value_was_typed_is_remembered_until_it_changes() -> None:
    design = set_text(Design(), "mission.altitude", "650 km + 20 km")
    assert get_value(design, "mission.altitude") == 670e3
    assert typed_as(design, "mission.altitude") == "650 km + 20 km"
    assert typed_as(set_value(design, "mission.altitude", 600e3), "mission.altitude") == ""
    assert typed_as(set_text(Design(), "mission.altitude", "670 km"), "mission.altitude") == ""
    assert not is_computed("-5 km")
    assert is_computed("=5 km")
