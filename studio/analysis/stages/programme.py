"""The programme: what it takes to build and launch the target power each year, and what gives out first."""

import math
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import is_many, plain
from studio.analysis.factory.bill import Bill, bill
from studio.analysis.factory.plans import first_limits, plans
from studio.analysis.factory.supply import Need, first_limit, needs, supply_label
from studio.analysis.result import FloatArray, read_only, result
from studio.design import Design
from studio.design.quantity import AREA, MASS, MONEY, NUMBER, POWER, RATIO, SPECIFIC_MASS, SPECIFIC_POWER, YEAR
from studio.physics.manufacturing import lines_installed, power_in_orbit, production_lines, ramp_power
from studio.text import mark

_COUNT = "Arithmetic of the case manufacturing-ramp-100gw"
_BILL = "Mass of layers: thickness · density · coverage"
_PLAN = "Accounting by calendar year"
_TECHNOLOGY = ("programme.technology", "programme.target")
_CELLS = (*_TECHNOLOGY, "panel.power_density_bol", "array.packing_factor", "programme.efficiency",
          "programme.packing", "environment.solar_constant")  # fmt: skip
_WAFERS = ("programme.cell_area", "programme.wafer", "programme.production_yield", "stack.layers[].thickness")
_METALS = ("programme.technology", "programme.array_area", "stack.layers[].material", "stack.layers[].thickness",
           "stack.layers[].coverage", "programme.metal_use", "programme.production_yield")  # fmt: skip
_RAMP = ("programme.first_power", "programme.target", "programme.first_year", "programme.years_to_target",
         "programme.shape", "programme.years_after")  # fmt: skip
_SUPPLY = ("programme.supply_trend", "programme.shared_limit", "programme.dedicated_limit", "programme.silver_supply",
           "programme.indium_supply", "programme.gallium_supply", "programme.germanium_supply",
           "programme.flights_supply", "programme.orbit_mass_supply")  # fmt: skip


def _by_year(label: str, quantity: Any, of: str, unit: str | None = None, *, optional: bool = False) -> Any:
    """A series over the years that is so much for each watt built in the year."""
    return result(label, quantity, equation="for each watt, as in the year of the target · power built in the year",
                  source=_PLAN, inputs=(f"programme.{of}", "programme.power_by_year", "programme.target"), unit=unit,
                  time="programme.year", optional=optional)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    power: float = result(
        mark("Power built in a year"), POWER, equation="target · 1 year", source="Definition",
        inputs=("programme.target",), unit="GW")
    array_area: float = result(
        mark("Array area in a year"), AREA,
        equation="design: P / W/m² of the panel, new; stated: P / (S₀ η) / packing", source=_COUNT, inputs=_CELLS,
        unit="km²")
    cell_area: float = result(
        mark("Cell area in a year"), AREA, equation="array area · packing; stated: P / (S₀ η)", source=_COUNT,
        inputs=_CELLS, unit="km²")
    wafers: float | None = result(
        mark("Wafers in a year"), NUMBER, equation="cell area / (wafer area · share used · yield); absent for films",
        source=_COUNT, inputs=_WAFERS, unit="million", optional=True)
    cells: float | None = result(
        mark("Cells in a year"), NUMBER, equation="wafers · yield · cells from a wafer", source=_COUNT,
        inputs=("programme.wafers", "programme.production_yield", "programme.wafer"), unit="million", optional=True)
    silicon: float | None = result(
        mark("Silicon in the cells of a year"), MASS, equation="cell area · thickness · density", source=_COUNT,
        inputs=("programme.cell_area", "stack.layers[].thickness", "programme.wafer_thickness"), unit="kt",
        optional=True)
    silicon_per_watt: float | None = result(
        mark("Silicon in the cells"), SPECIFIC_MASS, equation="silicon / power", source=_COUNT,
        inputs=("programme.silicon", "programme.power"), unit="g/W", optional=True)
    polysilicon: float | None = result(
        mark("Polysilicon in a year"), MASS,
        equation="wafers · wafer area · (thickness + kerf) · density / ingot yield", source=_COUNT,
        inputs=(*_WAFERS, "programme.kerf", "programme.ingot_yield"), unit="kt", optional=True)
    kerf_loss: float | None = result(
        mark("Silicon lost in a year"), MASS, equation="polysilicon − silicon in the cells", source=_COUNT,
        inputs=("programme.polysilicon", "programme.silicon"), unit="kt", optional=True)
    glass_area: float = result(
        mark("Cover glass in a year"), AREA, equation="area that the cover covers", source=_BILL,
        inputs=("programme.array_area", "stack.layers[].coverage", "programme.cover_thickness"), unit="km²")
    glass_mass: float = result(
        mark("Mass of the cover glass"), MASS, equation="area · thickness · density", source=_BILL,
        inputs=("programme.glass_area", "stack.layers[].thickness", "programme.cover_thickness"), unit="kt")
    silver: float | None = result(
        mark("Silver in a year"), MASS,
        equation="design: Σ area · d · ρ · coverage · share of the element / (use of metals · yield); stated: mg/W",
        source=_BILL, inputs=(*_METALS, "programme.silver_use"), unit="t", optional=True)
    indium: float | None = result(
        mark("Indium in a year"), MASS, equation="see silver", source=_BILL,
        inputs=(*_METALS, "programme.indium_use"), unit="t", optional=True)
    gallium: float | None = result(
        mark("Gallium in a year"), MASS, equation="see silver; what a wafer is melted from comes on top",
        source=_BILL, inputs=(*_METALS, "programme.wafers", "programme.kerf"), unit="t", optional=True)
    germanium: float | None = result(
        mark("Germanium in a year"), MASS, equation="see silver; what a wafer is melted from comes on top",
        source=_BILL, inputs=(*_METALS, "programme.wafers", "programme.kerf"), unit="t", optional=True)
    silver_in_stack: float | None = result(
        mark("Silver in the stack"), SPECIFIC_MASS,
        equation="Σ d · ρ · coverage / W/m², without losses; beside it programme.silver_use is what is stated",
        source=_BILL, inputs=("stack.layers[].thickness", "stack.layers[].coverage", "panel.power_density_bol"),
        unit="mg/W", optional=True)
    indium_in_stack: float | None = result(
        mark("Indium in the stack"), SPECIFIC_MASS,
        equation="Σ d · ρ · coverage · share / W/m², without losses; beside it programme.indium_use is what is stated",
        source=_BILL, inputs=("stack.layers[].thickness", "stack.layers[].coverage", "panel.power_density_bol"),
        unit="mg/W", optional=True)
    lines: float = result(
        mark("Production lines"), NUMBER, equation="P / (line power · use of the lines)", source=_COUNT,
        inputs=("programme.target", "programme.line_power", "programme.line_utilisation"))
    lines_full: float = result(
        mark("Production lines at full load"), NUMBER, equation="P / line power", source=_COUNT,
        inputs=("programme.target", "programme.line_power"))
    equipment_low: float = result(
        mark("Equipment, low"), MONEY, equation="lines · line power · low price / yuan per dollar", source=_COUNT,
        inputs=("programme.lines", "programme.line_power", "programme.equipment_price_low", "cost.cny_per_usd"),
        unit="bn USD")
    equipment_high: float = result(
        mark("Equipment, high"), MONEY, equation="lines · line power · high price / yuan per dollar", source=_COUNT,
        inputs=("programme.lines", "programme.line_power", "programme.equipment_price_high", "cost.cny_per_usd"),
        unit="bn USD")
    equipment_spend: float = result(
        mark("Equipment ordered over the plan"), MONEY, equation="Σ equipment ordered by year", source=_PLAN,
        inputs=("programme.equipment_by_year",), unit="bn USD")
    satellites: float | None = result(
        mark("Satellites in a year"), NUMBER, equation="P / (W/m² of the panel, new · array area)", source="Definition",
        inputs=("programme.target", "panel.power_density_bol", "array.area"), optional=True)
    mass: float = result(
        mark("Mass launched in a year"), MASS, equation="design: satellites · satellite mass; stated: P / (W/kg)",
        source="Case launch-spacex-filing",
        inputs=(*_TECHNOLOGY, "programme.satellites", "mass.satellite", "programme.specific_power"), unit="kt")
    power_per_mass: float = result(
        mark("Satellite W/kg, rated"), SPECIFIC_POWER, equation="P / mass launched", source="Definition",
        inputs=("programme.power", "programme.mass"))
    launches: float | None = result(
        mark("Flights in a year"), NUMBER,
        equation="design: mass / what a launch of this design brings up, absent where none does; stated: mass / mass "
                 "per flight; those that fail are not counted", source="Case launch-spacex-filing",
        inputs=("programme.mass", "launch.mass_filled", "launch.payload_to_orbit", "programme.flight_mass"),
        optional=True)
    launches_per_day: float | None = result(
        mark("Flights a day"), NUMBER, equation="flights in a year / 365.25", source="Definition",
        inputs=("programme.launches",), optional=True)
    market_value: float = result(
        mark("Market value of a year"), MONEY, equation="P · price / yuan per dollar; of what the scope says",
        source="Definition",
        inputs=("programme.target", "programme.market_price", "programme.price_scope", "cost.cny_per_usd"),
        unit="bn USD")
    year: FloatArray = result(
        mark("Year"), NUMBER, equation="from the first order of a line to the end of the plan", source=_PLAN,
        inputs=(*_RAMP, "programme.lead_time"))
    power_by_year: FloatArray = result(
        mark("Power built by year"), POWER,
        equation="linear: P₁ + (P − P₁) x; exponential: P₁ (P/P₁)^x; logistic: P₁ + (P − P₁) s(x)", source=_PLAN,
        inputs=_RAMP, unit="GW", time="programme.year")
    in_orbit_by_year: FloatArray = result(
        mark("Power in orbit by year"), POWER,
        equation="Σ power built, less what has reached the end of its life; as rated when new", source=_PLAN,
        inputs=("programme.power_by_year", "mission.lifetime"), unit="GW", time="programme.year")
    replaced_by_year: FloatArray = result(
        mark("Power replaced by year"), POWER, equation="power built − growth of the power in orbit", source=_PLAN,
        inputs=("programme.power_by_year", "programme.in_orbit_by_year"), unit="GW", time="programme.year")
    area_by_year: FloatArray = _by_year(mark("Array area by year"), AREA, "array_area", "km²")
    wafers_by_year: FloatArray | None = _by_year(mark("Wafers by year"), NUMBER, "wafers", optional=True)
    polysilicon_by_year: FloatArray | None = _by_year(
        mark("Polysilicon by year"), MASS, "polysilicon", "kt", optional=True)
    glass_by_year: FloatArray = _by_year(mark("Cover glass by year"), AREA, "glass_area", "km²")
    silver_by_year: FloatArray | None = _by_year(mark("Silver by year"), MASS, "silver", "t", optional=True)
    indium_by_year: FloatArray | None = _by_year(mark("Indium by year"), MASS, "indium", "t", optional=True)
    gallium_by_year: FloatArray | None = _by_year(mark("Gallium by year"), MASS, "gallium", "t", optional=True)
    germanium_by_year: FloatArray | None = _by_year(mark("Germanium by year"), MASS, "germanium", "t", optional=True)
    satellites_by_year: FloatArray | None = _by_year(mark("Satellites by year"), NUMBER, "satellites", optional=True)
    mass_by_year: FloatArray = _by_year(mark("Mass launched by year"), MASS, "mass", "kt")
    launches_by_year: FloatArray | None = _by_year(mark("Flights by year"), NUMBER, "launches", optional=True)
    lines_by_year: FloatArray = result(
        mark("Lines needed by year"), NUMBER, equation="power built / (line power · use of the lines)", source=_PLAN,
        inputs=("programme.power_by_year", "programme.line_power", "programme.line_utilisation"),
        time="programme.year")
    lines_ordered_by_year: FloatArray = result(
        mark("Lines ordered by year"), NUMBER,
        equation="lines set up, for growth and for those at the end of their life, the lead time earlier", source=_PLAN,
        inputs=("programme.lines_by_year", "programme.line_life", "programme.lead_time"), time="programme.year")
    equipment_by_year: FloatArray = result(
        mark("Equipment ordered by year"), MONEY,
        equation="lines ordered · line power · mean of the two prices / yuan per dollar", source=_PLAN,
        inputs=("programme.lines_ordered_by_year", "programme.line_power", "programme.equipment_price_low",
                "programme.equipment_price_high", "cost.cny_per_usd"), unit="bn USD", time="programme.year")
    supply_names: tuple[str, ...] = result(
        mark("World supplies"), equation="those that are needed and known", source="Catalogue of supplies",
        inputs=_SUPPLY, unit="")
    supply_shares: FloatArray = result(
        mark("Share of the world's supply"), RATIO, equation="most that is needed in a year of the plan / world supply",
        source="Catalogue of supplies", inputs=(*_SUPPLY, "programme.power_by_year"))
    supply_power: FloatArray = result(
        mark("Power a year that each supply carries"), POWER,
        equation="share allowed · world supply in the first year at the target / need for each watt; lines: as many as "
                 "are renewed within their life",
        source="Catalogue of supplies", inputs=(*_SUPPLY, "programme.supply_shares"), unit="GW")
    first_limit: str | None = result(
        mark("What limits first"), equation="the supply whose allowed share is passed in the earliest year; the one "
                                            "furthest beyond it where there are several",
        source="Catalogue of supplies", inputs=("programme.supply_shares", *_SUPPLY), unit="", optional=True)
    first_limit_year: int | None = result(
        mark("Year of the first limit"), NUMBER, equation="the earliest year in which a share is passed",
        source="Catalogue of supplies", inputs=("programme.first_limit",), unit="", optional=True)
    needs: tuple[Need, ...]
    """What is asked of each known supply by year, in the order of `supply_names`."""
    first_at_target: int
    """The place of the first year at the target in the years."""


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Programme:
    """The plan by year and what one year at the target takes."""
    made, watt = design.programme, bill(design, tables)
    power = made.target * YEAR
    lines = plain(production_lines(power, made.line_power * YEAR, made.line_utilisation))
    capacity = lines * made.line_power * YEAR
    return Programme(
        power=power,
        array_area=watt.array * power,
        cell_area=watt.cells * power,
        wafers=_scaled(watt.wafers, power),
        cells=_scaled(watt.good, power),
        silicon=_scaled(watt.silicon, power),
        silicon_per_watt=watt.silicon,
        polysilicon=_scaled(watt.polysilicon, power),
        kerf_loss=None if watt.polysilicon is None or watt.silicon is None
        else (watt.polysilicon - watt.silicon) * power,
        glass_area=watt.glass * power,
        glass_mass=watt.glass_mass * power,
        silver=_scaled(watt.metals.get("silver"), power),
        indium=_scaled(watt.metals.get("indium"), power),
        gallium=_scaled(watt.metals.get("gallium"), power),
        germanium=_scaled(watt.metals.get("germanium"), power),
        silver_in_stack=watt.held.get("silver"),
        indium_in_stack=watt.held.get("indium"),
        lines=lines,
        lines_full=plain(production_lines(power, made.line_power * YEAR)),
        equipment_low=capacity * made.equipment_price_low / design.cost.cny_per_usd,
        equipment_high=capacity * made.equipment_price_high / design.cost.cny_per_usd,
        satellites=_scaled(watt.satellites, power),
        mass=watt.mass * power,
        power_per_mass=1.0 / watt.mass,
        launches=_scaled(watt.flights, power),
        launches_per_day=_scaled(watt.flights, power / 365.25),
        market_value=power * made.market_price / design.cost.cny_per_usd,
        **(_many_plans(design, watt) if is_many(tables) else _plan(design, watt)),
    )  # fmt: skip


def _plan(design: Design, watt: Bill) -> dict[str, Any]:
    """One design year by year."""
    made = design.programme
    power = made.target * YEAR
    lead = made.lead_time / YEAR
    before = math.ceil(lead - 1e-9)
    count = made.years_to_target + made.years_after + 1
    years = made.first_year + np.arange(-before, count, dtype=np.float64)
    built = np.zeros(before + count)
    progress = np.arange(count) / made.years_to_target if made.years_to_target else np.ones(count)
    built[before:] = ramp_power(progress, made.first_power * YEAR, power, made.shape)
    orbit = power_in_orbit(built, design.mission.lifetime / YEAR)
    needed = production_lines(built, made.line_power * YEAR, made.line_utilisation)
    installed = lines_installed(needed, made.line_life)
    ordered = np.zeros_like(installed)
    ordered[: len(installed) - before] = installed[before:]
    price = _line_price(design)
    asked = {**{name: use * built for name, use in _uses(watt).items() if use is not None}, "lines": ordered}
    found, at_target = needs(design, years, asked), before + made.years_to_target
    limit = first_limit(found)
    return {
        "equipment_spend": float(ordered.sum()) * made.line_power * YEAR * price,
        "year": read_only(years),
        "power_by_year": read_only(built),
        "in_orbit_by_year": read_only(orbit),
        "replaced_by_year": read_only(_difference(built, np.diff(orbit, prepend=0.0))),
        "area_by_year": read_only(watt.array * built),
        "wafers_by_year": _series(watt.wafers, built),
        "polysilicon_by_year": _series(watt.polysilicon, built),
        "glass_by_year": read_only(watt.glass * built),
        "silver_by_year": _series(watt.metals.get("silver"), built),
        "indium_by_year": _series(watt.metals.get("indium"), built),
        "gallium_by_year": _series(watt.metals.get("gallium"), built),
        "germanium_by_year": _series(watt.metals.get("germanium"), built),
        "satellites_by_year": _series(watt.satellites, built),
        "mass_by_year": read_only(watt.mass * built),
        "launches_by_year": _series(watt.flights, built),
        "lines_by_year": read_only(needed),
        "lines_ordered_by_year": read_only(ordered),
        "equipment_by_year": read_only(ordered * made.line_power * YEAR * price),
        "supply_names": tuple(supply_label(need) for need in found),
        "supply_shares": read_only([need.share.max() for need in found]),
        "supply_power": read_only([_carried(design, need, at_target) for need in found]),
        "first_limit": supply_label(limit[0]) if limit else None,
        "first_limit_year": int(years[limit[1]]) if limit else None,
        "needs": found,
        "first_at_target": at_target,
    }


def _many_plans(design: Design, watt: Bill) -> dict[str, Any]:
    """Of many designs what is no series."""
    found = plans(design)
    label, year = first_limits(design, found, _uses(watt))
    spend = plain(found.installed.sum(axis=-1)) * design.programme.line_power * YEAR * _line_price(design)
    return {**_UNSEEN, "equipment_spend": spend, "first_limit": label, "first_limit_year": year}


_SERIES = ("area", "wafers", "polysilicon", "glass", "silver", "indium", "gallium", "germanium", "satellites", "mass",
           "launches", "lines", "lines_ordered", "equipment", "power", "in_orbit", "replaced")  # fmt: skip
_UNSEEN: Mapping[str, Any] = dict.fromkeys((
    "year", *(f"{name}_by_year" for name in _SERIES), "supply_names", "supply_shares", "supply_power", "needs",
    "first_at_target"))  # fmt: skip


def _line_price(design: Design) -> Any:
    """Mean price of a line per power that it makes in a year [USD/W]."""
    made = design.programme
    return 0.5 * (made.equipment_price_low + made.equipment_price_high) / design.cost.cny_per_usd


def _scaled(each: Any, power: Any) -> Any:
    return None if each is None else each * power


def _difference(built: FloatArray, grown: FloatArray) -> FloatArray:
    """What is built and does not add to what is in orbit; what is only the rounding of the two is none."""
    left = np.maximum(built - grown, 0.0)
    return np.where(left > 1e-9 * built, left, 0.0)


def _series(each: float | None, built: FloatArray) -> FloatArray | None:
    return None if each is None else read_only(each * built)


def _uses(watt: Bill) -> dict[str, Any]:
    """What each watt that is built asks of a supply, by the id of the supply."""
    return {**watt.metals, "polysilicon": watt.polysilicon, "cells": 1.0, "cover-glass": watt.glass,
            "launches": watt.flights, "orbit-mass": watt.mass}  # fmt: skip


def _carried(design: Design, need: Need, place: int) -> float:
    """Power a year that the allowed share of a supply is enough for [W]."""
    made, allowed = design.programme, need.allowed * float(need.world[place])
    if need.supply.id == "lines":
        return allowed * made.line_life * made.line_power * YEAR * made.line_utilisation
    asked = float(need.demand[place])
    # In plain numbers: next to no demand lets a supply carry more than a number can say.
    return min(allowed * (made.target * YEAR / asked), sys.float_info.max) if asked > 0.0 else 0.0
