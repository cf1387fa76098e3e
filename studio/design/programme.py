"""The factories and launches behind the panels: how many gigawatts a year, from when, by what technology."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number, text
from studio.design.quantity import (
    DURATION,
    MASS,
    MASS_RATE,
    NUMBER,
    POWER_RATE,
    RATIO,
    SPECIFIC_MASS,
    SPECIFIC_POWER,
    THICKNESS,
    YEAR,
)
from studio.text import mark

RampShape = Literal["linear", "exponential", "logistic"]
ProgrammeTechnology = Literal["design", "stated"]
SupplyTrend = Literal["latest", "trend"]
PriceScope = Literal["module", "cell", "array"]
ExportControl = Literal["none", "equipment", "all"]
_STATED = ("programme.technology", "stated")


class Programme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    target: Annotated[float, number(
        POWER_RATE, mark("Target"), mark("Array power built and launched in a year once the ramp is over, in full "
                                         "sunlight at the beginning of life."), 1e3 / YEAR, 1e14 / YEAR)] = 100e9 / YEAR
    first_year: Annotated[int, number(
        NUMBER, mark("First year"), mark("Calendar year in which the ramp begins."), 2020, 2100, unit="")] = 2027
    first_power: Annotated[float, number(
        POWER_RATE, mark("Power of the first year"), mark("Array power built and launched in the first year."),
        1e3 / YEAR, 1e14 / YEAR)] = 1e9 / YEAR
    years_to_target: Annotated[int, number(
        NUMBER, mark("Years to the target"), mark("From the first year to the first year at the target."),
        0, 40, unit="")] = 3
    shape: Annotated[RampShape, choice(
        mark("Ramp"),
        mark("linear: as much more every year. exponential: the same factor every year. logistic: an S-curve."),
    )] = "exponential"  # fmt: skip
    years_after: Annotated[int, number(
        NUMBER, mark("Years at the target"), mark("How far the plan looks on after the target is first met."),
        0, 40, unit="")] = 5
    technology: Annotated[ProgrammeTechnology, choice(
        mark("Built by"),
        mark("design: the satellite and the panel stack of this design. stated: silicon cells, satellites and flights "
             "by the numbers below."))] = "design"
    efficiency: Annotated[float, number(
        RATIO, mark("Stated efficiency"), mark("Of the cells in sunlight above the air."), 0.01, 0.9, when=_STATED,
    )] = 0.25  # fmt: skip
    packing: Annotated[float, number(
        RATIO, mark("Stated packing"), mark("Share of the array that is cell."), 0.01, 1.0, when=_STATED)] = 0.9
    wafer_thickness: Annotated[float, number(
        THICKNESS, mark("Stated wafer thickness"), mark("Of the silicon."), 1e-6, 1e-2, when=_STATED)] = 60e-6
    cover_thickness: Annotated[float, number(
        THICKNESS, mark("Stated cover glass"), mark("Thickness of the glass on the cells."), 0.0, 1e-2,
        when=_STATED)] = 100e-6
    silver_use: Annotated[float, number(
        SPECIFIC_MASS, mark("Stated silver"),
        mark("Bought for each watt; beside it stands what the layers of the stack hold."), 0.0, 1e-3, unit="mg/W",
    )] = 9.8e-6  # fmt: skip
    indium_use: Annotated[float, number(
        SPECIFIC_MASS, mark("Stated indium"),
        mark("Bought for each watt; beside it stands what the layers of the stack hold."), 0.0, 1e-3, unit="mg/W",
    )] = 4.2e-6  # fmt: skip
    specific_power: Annotated[float, number(
        SPECIFIC_POWER, mark("Stated satellite W/kg"), mark("Array power of a whole satellite over its mass."),
        0.1, 1e5, when=_STATED)] = 100.0
    flight_mass: Annotated[float, number(
        MASS, mark("Stated mass per flight"), mark("Satellites brought up by one flight."), 1.0, 1e8, unit="t",
        when=_STATED)] = 200e3
    wafer: Annotated[str, text(
        mark("Wafer"), mark("Format of the wafers. Empty: 182 mm square for silicon, 100 mm round for others."),
        longest=60, catalogue="wafers")] = ""
    kerf: Annotated[float, number(
        THICKNESS, mark("Kerf"), mark("Thickness of crystal that each cut turns into dust."), 0.0, 1e-3)] = 60e-6
    ingot_yield: Annotated[float, number(
        RATIO, mark("Ingot yield"), mark("Share of the molten material that reaches the saw; the rest is cut off."),
        0.05, 1.0)] = 0.85
    production_yield: Annotated[float, number(
        RATIO, mark("Production yield"), mark("Share of the wafers started that end as good cells."), 0.05, 1.0,
    )] = 0.97  # fmt: skip
    metal_use: Annotated[float, number(
        RATIO, mark("Use of metals"), mark("Share of the silver, indium and gallium bought that stays on the cells."),
        0.01, 1.0)] = 0.8
    line_power: Annotated[float, number(
        POWER_RATE, mark("Power of a line"), mark("What one production line makes in a year at full load."),
        1e3 / YEAR, 1e13 / YEAR, unit="MW/yr")] = 600e6 / YEAR
    line_utilisation: Annotated[float, number(
        RATIO, mark("Use of the lines"), mark("Share of its full load that a line makes."), 0.01, 1.0)] = 0.85
    line_life: Annotated[int, number(
        NUMBER, mark("Life of a line, years"), mark("Years until it is replaced."), 1, 50, unit="")] = 8
    lead_time: Annotated[float, number(
        DURATION, mark("Lead time"), mark("From the order of a line to the start of its first year."), 0.0,
        10.0 * YEAR, unit="yr")] = 1.0 * YEAR
    equipment_price_low: Annotated[float, number(
        NUMBER, mark("Lines from, yuan/W"), mark("Low price of a line, in yuan for each watt it makes in a year."),
        0.0, 1e3, unit="")] = 0.5
    equipment_price_high: Annotated[float, number(
        NUMBER, mark("Lines to, yuan/W"), mark("High price of a line, in yuan for each watt it makes in a year."),
        0.0, 1e3, unit="")] = 0.6
    shared_limit: Annotated[float, number(
        RATIO, mark("Of shared supplies"),
        mark("Of the world's metals, polysilicon and cells, which others need as well: beyond it they limit the ramp."),
        0.001, 1.0)] = 0.2
    dedicated_limit: Annotated[float, number(
        RATIO, mark("Of dedicated supplies"),
        mark("Of the world's launches and production lines: beyond it they limit the ramp."), 0.001, 10.0)] = 1.0
    supply_trend: Annotated[SupplyTrend, choice(
        mark("World supplies"),
        mark("latest: as last published. trend: they go on growing as in their last published year."),
    )] = "latest"  # fmt: skip
    silver_supply: Annotated[Annotated[float, number(
        MASS_RATE, mark("World silver"), mark("Mined in a year. Empty: the catalogue's."),
        1e3 / YEAR, 1e13 / YEAR, unit="t/yr")] | None, choice(mark("World silver"), "")] = None
    indium_supply: Annotated[Annotated[float, number(
        MASS_RATE, mark("World indium"), mark("Refined in a year. Empty: the catalogue's."),
        1e3 / YEAR, 1e13 / YEAR, unit="t/yr")] | None, choice(mark("World indium"), "")] = None
    gallium_supply: Annotated[Annotated[float, number(
        MASS_RATE, mark("World gallium"), mark("Refined in a year. Empty: the catalogue's."),
        1e3 / YEAR, 1e13 / YEAR, unit="t/yr")] | None, choice(mark("World gallium"), "")] = None
    germanium_supply: Annotated[Annotated[float, number(
        MASS_RATE, mark("World germanium"), mark("Refined in a year. Empty: the catalogue's."),
        1e3 / YEAR, 1e13 / YEAR, unit="t/yr")] | None, choice(mark("World germanium"), "")] = None
    flights_supply: Annotated[Annotated[float, number(
        NUMBER, mark("World launches"), mark("To orbit in a year. Empty: the catalogue's."), 1.0, 1e7, unit="",
    )] | None, choice(mark("World launches"), "")] = None  # fmt: skip
    orbit_mass_supply: Annotated[Annotated[float, number(
        MASS_RATE, mark("World mass to orbit"), mark("Brought up in a year. Empty: the catalogue's."),
        1e3 / YEAR, 1e14 / YEAR, unit="t/yr")] | None, choice(mark("World mass to orbit"), "")] = None
    price_scope: Annotated[PriceScope, choice(
        mark("Scope of the price"),
        mark("What the price below buys. module: a solar module on the ground. cell: the bare cell for space. array: "
             "the whole array for space."))] = "module"
    market_price: Annotated[float, number(
        NUMBER, mark("Price, yuan/W"), mark("In yuan for each watt, of what the scope says."), 0.0, 1e5, unit="",
    )] = 1.0  # fmt: skip
    market_base: Annotated[str, text(
        mark("Measured by"), mark("Installations of a year that the target is held against."), longest=60, shortest=1,
        catalogue="installations")] = "china-2026-article"
    export_control: Annotated[ExportControl, choice(
        mark("Stopped by China"),
        mark("none: all is exported. equipment: no production machines leave China. all: nothing of the chain does."),
    )] = "none"  # fmt: skip
    panel_tariff: Annotated[float, number(
        RATIO, mark("Tariff on panels"), mark("Paid on what is bought from China, over its price."), 0.0, 20.0)] = 0.0
    equipment_tariff: Annotated[float, number(
        RATIO, mark("Tariff on machines"), mark("Paid on machines from China for lines outside, over their price."),
        0.0, 20.0)] = 0.0
    outside_line: Annotated[float, number(
        POWER_RATE, mark("Lines outside China"), mark("What factories outside China make of the target in a year."),
        0.0, 1e14 / YEAR)] = 0.0
    outside_price_factor: Annotated[float, number(
        NUMBER, mark("Price outside China"), mark("Of what is made there, over the price in China."), 0.1, 20.0,
        unit="")] = 1.25
    outside_line_factor: Annotated[float, number(
        NUMBER, mark("Lines outside, price"), mark("Of a turnkey line there, over its price in China."), 0.1, 20.0,
        unit="")] = 1.5
