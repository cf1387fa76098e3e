"""The programme in words and as a table by year, as the command line and the window show it."""

import math
from dataclasses import dataclass
from typing import Any

from studio.analysis.factory.supply import Need, supply_label
from studio.analysis.result import FloatArray
from studio.design import Design
from studio.design.quantity import POWER, RATIO
from studio.design.unit_text import display, readable
from studio.numerals import set_count
from studio.text import mark, tr


@dataclass(frozen=True, slots=True)
class Column:
    """One row of the table of years: `values` are in `unit`, one for each year."""

    result: str
    """The result that explains it."""
    label: str
    unit: str
    values: tuple[float, ...]
    whole: bool = False
    """Whether it counts pieces."""

    @property
    def money(self) -> bool:
        return self.unit == "bn USD"

    def text(self, place: int) -> str:
        """What there is in a year; a dash for nothing."""
        value = self.values[place]
        if value == 0.0:
            return "–"
        return pieces(value) if self.whole and value < 1e3 else grouped(value)

    @property
    def heading(self) -> str:
        return f"{tr(self.label)} [{self.unit}]" if self.unit else tr(self.label)


_ROWS = (
    ("power_by_year", mark("Built"), "GW", 1e9),
    ("in_orbit_by_year", mark("In orbit"), "GW", 1e9),
    ("replaced_by_year", mark("Replaced"), "GW", 1e9),
    ("lines_ordered_by_year", mark("Lines ordered"), "", 1.0),
    ("equipment_by_year", mark("Equipment ordered"), "bn USD", 1e9),
    ("lines_by_year", mark("Lines at work"), "", 1.0),
    ("area_by_year", mark("Array"), "km²", 1e6),
    ("wafers_by_year", mark("Wafers"), "million", 1e6),
    ("polysilicon_by_year", mark("Polysilicon"), "kt", 1e6),
    ("glass_by_year", mark("Cover glass"), "km²", 1e6),
    ("silver_by_year", mark("Silver"), "t", 1e3),
    ("indium_by_year", mark("Indium"), "t", 1e3),
    ("gallium_by_year", mark("Gallium"), "t", 1e3),
    ("germanium_by_year", mark("Germanium"), "t", 1e3),
    ("satellites_by_year", mark("Satellites"), "thousand", 1e3),
    ("mass_by_year", mark("Launch mass"), "kt", 1e6),
    ("launches_by_year", mark("Flights"), "", 1.0),
)
_COUNTS = ("lines_ordered_by_year", "lines_by_year", "launches_by_year")
_DAYS = 365.25


def columns(found: Any) -> tuple[Column, ...]:
    """What there is of each thing in each year; what does not apply is left out."""
    made = [
        Column(f"programme.{name}", label, unit, _plain(values, factor), name in _COUNTS)
        for name, label, unit, factor in _ROWS
        if (values := getattr(found, name)) is not None
    ]
    if found.launches_by_year is not None:
        made.append(Column("programme.launches_per_day", mark("Flights a day"), "",
                           _plain(found.launches_by_year, _DAYS)))  # fmt: skip
    return tuple(made)


def short_of(found: Any, place: int) -> tuple[Need, ...]:
    """The supplies that are over their limit in a year, the one furthest over first."""
    over = [need for need in found.needs if need.share[place] > need.allowed * (1.0 + 1e-12)]
    return tuple(sorted(over, key=lambda need: -need.share[place] / need.allowed))


def headline(design: Design, found: Any) -> str:
    """What it takes, in one sentence."""
    flights = tr(mark("no launch vehicle that could bring them up"))
    if found.launches_per_day is not None:
        flights = tr(mark("{flights} flights a day"), flights=grouped(found.launches_per_day))
    full, use = pieces(found.lines_full), design.programme.line_utilisation
    lines = tr(mark("{lines} production lines"), lines=full)
    if use < 1.0:
        lines = tr(mark("{lines} production lines at full load, {used} at {use}"), lines=full,
                   used=pieces(found.lines), use=display(use, RATIO, "%", 3))  # fmt: skip
    return tr(mark("{power} GW a year takes {area} km² of array, {lines}, {mass} of satellites, and {flights}."),
              power=grouped(found.power / 1e9), area=grouped(found.array_area / 1e6), lines=lines,
              mass=mass_text(found.mass), flights=flights)  # fmt: skip


def limit_sentence(found: Any) -> str:
    """What gives out first, and how far it carries."""
    if found.first_limit is None:
        return tr(mark("Of the supplies that are known none gives out."))
    need = next(need for need in found.needs if supply_label(need) == found.first_limit)
    place = list(found.year).index(found.first_limit_year)
    share = found.supply_power[found.supply_names.index(found.first_limit)]
    return tr(
        mark("First to give out, in {year}: {supply} ({asked}). What may be taken of it carries {power} a year."),
        year=found.first_limit_year, supply=found.first_limit, asked=share_text(float(need.share[place])),
        power=readable(float(share), POWER, 3),
    )  # fmt: skip


def share_text(share: float) -> str:
    """A share of the world's supply, or how many times it is asked for."""
    if share < 2.0:
        return tr(mark("{share} % of the world's"), share=grouped(100.0 * share))
    return tr(mark("{times} times the world's"), times=grouped(share))


def pieces(value: float) -> str:
    """A number of pieces, whole, and never none where there is a part of one."""
    return set_count(max(round(value), 1 if value > 0.0 else 0))


def mass_text(mass: float) -> str:
    """A yearly mass in the unit that people use for so much."""
    for unit, factor in (("Mt", 1e9), ("kt", 1e6)):
        if mass >= factor:
            return f"{grouped(mass / factor)} {unit}"
    return f"{grouped(mass / 1e3)} t"


def grouped(value: float, digits: int = 3) -> str:
    """A number to so many digits, thousands apart."""
    if value == 0.0:
        return "0"
    if abs(value) >= 1e15:
        return f"{value:.{digits}g}"
    rounded = float(f"{value:.{digits}g}")
    places = max(digits - 1 - math.floor(math.log10(abs(rounded))), 0)
    text = f"{rounded:,.{min(places, 9)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(values: FloatArray, factor: float) -> tuple[float, ...]:
    return tuple(float(value) / factor for value in values)
