"""What things cost, in US dollars of one year, and how money of different years compares."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number, text
from studio.design.quantity import (
    DURATION,
    HOUR,
    MONEY,
    MONEY_RATE,
    NUMBER,
    PRICE_PER_AREA,
    PRICE_PER_ENERGY,
    PRICE_PER_MASS,
    PRICE_PER_POWER,
    PRICE_PER_POWER_TIME,
    RATE,
    RATIO,
    YEAR,
)
from studio.text import mark

HardwareFrom = Literal["items", "per_watt"]
ArrayPriceFrom = Literal["stated", "stack"]
ComputerPriceFrom = Literal["per_watt", "catalogue", "stated", "left_out"]
PlatformPriceFrom = Literal["per_watt", "per_mass"]
IntegrationFrom = Literal["per_watt", "share"]
Replacement = Literal["none", "accelerators", "hardware"]
_ITEMS = ("cost.hardware_from", "items")
_CHIPS = ("cost.computers_from", ("catalogue", "stated"))
_IT = mark("Per power of the accelerators with their hosts and network.")


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    price_year: Annotated[int, number(
        NUMBER, mark("Price year"), mark("All results are in US dollars of this year."), 2000, 2100, unit="")] = 2026
    quoted_year: Annotated[int, number(
        NUMBER, mark("Year of typed prices"),
        mark("The prices typed here, of launches and on the ground are in dollars of this year; inflation brings them "
             "to the price year."),
        2000, 2100, unit="")] = 2026
    inflation: Annotated[float, number(
        RATE, mark("Inflation"), mark("A year, between the year of a price and the price year."), -0.1 / YEAR,
        1.0 / YEAR)] = 0.025 / YEAR
    discount_rate: Annotated[float, number(
        RATE, mark("Discount rate"), mark("Real cost of capital of the project in orbit, a year."), 0.0, 1.0 / YEAR,
    )] = 0.10 / YEAR  # fmt: skip
    cny_per_usd: Annotated[float, number(
        NUMBER, mark("Yuan per US dollar"), mark("Exchange rate by which amounts are shown in yuan."), 0.01, 1000.0,
        unit="")] = 6.95
    sgd_per_usd: Annotated[float, number(
        NUMBER, mark("S$ per US dollar"),
        mark("Exchange rate by which amounts are shown in Singapore dollars."), 0.01, 1000.0, unit="")] = 1.27
    rates_date: Annotated[str, text(
        mark("Date of the rates"), mark("When the exchange rates held."), longest=40)] = "2026-02"
    hardware_from: Annotated[HardwareFrom, choice(
        mark("Hardware price"),
        mark("items: every part at its own price. per_watt: one price for the satellite without its computers."),
    )] = "items"  # fmt: skip
    hardware_price: Annotated[float, number(
        PRICE_PER_POWER, mark("Satellite USD/W"), mark("Satellite without computers, per watt of its full load."),
        0.0, 1e6, when=("cost.hardware_from", "per_watt"))] = 22.0
    array_from: Annotated[ArrayPriceFrom, choice(
        mark("Array price"),
        mark("stated: a price per watt, structure included. stack: that of the panel, and its structure by mass."),
    )] = "stated"  # fmt: skip
    array_price: Annotated[float, number(
        PRICE_PER_POWER, mark("Array USD/W"),
        mark("Panels with their structure, per rated watt at the beginning of life."), 0.0, 1e6,
        when=("cost.array_from", "stated"))] = 30.0
    structure_price: Annotated[float, number(
        PRICE_PER_MASS, mark("Structure USD/kg"), mark("Array structure, per mass."), 0.0, 1e7,
        when=("cost.array_from", "stack"))] = 1100.0
    battery_price: Annotated[float, number(
        PRICE_PER_ENERGY, mark("Battery USD/kWh"), mark("Per nameplate energy."), 0.0, 1e6 / (1e3 * HOUR),
        unit="USD/kWh", when=_ITEMS)] = 600.0 / (1e3 * HOUR)
    radiator_price: Annotated[float, number(
        PRICE_PER_AREA, mark("Radiator USD/m²"), mark("Per radiator area, loop included."), 0.0, 1e7,
        when=_ITEMS)] = 3000.0
    electronics_price: Annotated[Annotated[float, number(
        PRICE_PER_POWER, mark("Electronics USD/W"),
        mark("Power electronics per rated array watt. Empty: not known, and left out of the sums."), 0.0, 1e6,
    )] | None, choice(mark("Electronics USD/W"), "")] = None  # fmt: skip
    computers_from: Annotated[ComputerPriceFrom, choice(
        mark("Computer price"),
        mark("per_watt: accelerators with hosts and network. catalogue: the accelerators at the catalogue's price. "
             "stated: at the price below. left_out: not counted, as some published models do."),
    )] = "per_watt"  # fmt: skip
    computer_price: Annotated[float, number(
        PRICE_PER_POWER, mark("Computers USD/W"), _IT, 0.0, 1e6, when=("cost.computers_from", "per_watt"))] = 32.0
    accelerator_price: Annotated[float, number(
        MONEY, mark("Accelerator price"), mark("Of one."), 0.0, 1e9, unit="USD",
        when=("cost.computers_from", "stated"))] = 27500.0
    server_price: Annotated[Annotated[float, number(
        PRICE_PER_POWER, mark("Hosts USD/W"),
        mark("Hosts, memory and network per accelerator power, where the accelerators are priced alone. Empty: not "
             "known, and left out of the sums."), 0.0, 1e6, when=_CHIPS,
    )] | None, choice(mark("Hosts USD/W"), "")] = None  # fmt: skip
    shielding_price: Annotated[Annotated[float, number(
        PRICE_PER_POWER, mark("Shielding USD/W"),
        mark("Per power of the accelerators. Empty: not known, and left out of the sums."), 0.0, 1e6,
    )] | None, choice(mark("Shielding USD/W"), "")] = None  # fmt: skip
    platform_from: Annotated[PlatformPriceFrom, choice(
        mark("Platform price"),
        mark("per_watt: avionics and communications, link terminals included. per_mass: by the platform's mass."),
    )] = "per_watt"  # fmt: skip
    platform_price: Annotated[float, number(
        PRICE_PER_POWER, mark("Platform USD/W"), _IT, 0.0, 1e6, when=("cost.platform_from", "per_watt"))] = 7.0
    platform_price_per_mass: Annotated[float, number(
        PRICE_PER_MASS, mark("Platform USD/kg"), mark("Per platform mass."), 0.0, 1e7,
        when=("cost.platform_from", "per_mass"))] = 1100.0
    terminal_price: Annotated[float, number(
        MONEY, mark("Link terminal price"), mark("Of one optical terminal."), 0.0, 1e9, unit="USD",
        when=("cost.platform_from", "per_mass"))] = 100e3
    propellant_price: Annotated[float, number(
        PRICE_PER_MASS, mark("Propellant USD/kg"), mark("Where the propellant is an item of the mass."), 0.0, 1e6,
        when=_ITEMS)] = 11.0
    integration_from: Annotated[IntegrationFrom, choice(
        mark("Integration"), mark("per_watt: assembly and test per watt of computers. share: of the hardware."),
    )] = "per_watt"  # fmt: skip
    integration_price: Annotated[float, number(
        PRICE_PER_POWER, mark("Integration USD/W"), _IT, 0.0, 1e6, when=("cost.integration_from", "per_watt"))] = 10.0
    integration_share: Annotated[float, number(
        RATIO, mark("Integration share"), mark("Of the price of the hardware."), 0.0, 10.0,
        when=("cost.integration_from", "share"))] = 0.10
    insurance_share: Annotated[float, number(
        RATIO, mark("Insurance"), mark("Share of the hardware and the launch."), 0.0, 1.0)] = 0.07
    engineering: Annotated[Annotated[float, number(
        MONEY, mark("Engineering"),
        mark("Non-recurring engineering of the project. Empty: not known, and left out of the sums."), 0.0, 1e13,
    )] | None, choice(mark("Engineering"), "")] = None  # fmt: skip
    ground_capital: Annotated[Annotated[float, number(
        MONEY, mark("Ground segment"),
        mark("Stations and control centre, when built. Empty: not known, and left out of the sums."), 0.0, 1e13,
    )] | None, choice(mark("Ground segment"), "")] = None  # fmt: skip
    ground_yearly: Annotated[Annotated[float, number(
        MONEY_RATE, mark("Ground segment a year"),
        mark("Running stations and control centre. Empty: within the operations."), 0.0, 1e13 / YEAR,
    )] | None, choice(mark("Ground segment a year"), "")] = None  # fmt: skip
    operations_price: Annotated[float, number(
        PRICE_PER_POWER_TIME, mark("Operations USD/kW/yr"), _IT, 0.0, 1e3 / YEAR)] = 1.5 / YEAR
    operations_share: Annotated[float, number(
        RATE, mark("Operations share"), mark("Of the hardware, a year, beside the price per power."),
        0.0, 10.0 / YEAR)] = 0.0
    operations_per_satellite: Annotated[float, number(
        MONEY_RATE, mark("Operations per satellite"), mark("Beside the price per power."), 0.0, 1e10 / YEAR,
        unit="USD/yr")] = 0.0
    replacement: Annotated[Replacement, choice(
        mark("Failed accelerators"),
        mark("none: left as they are. accelerators: made good with computers of their price, and launched. hardware: "
             "made good as so much of the whole hardware, as one published model does."))] = "none"
    service_time: Annotated[Annotated[float, number(
        DURATION, mark("Service time"),
        mark("How long the constellation serves, with new satellites at the end of each life. Empty: one lifetime."),
        0.1 * YEAR, 60.0 * YEAR, unit="yr")] | None, choice(mark("Service time"), "")] = None
    learning_rate: Annotated[float, number(
        RATIO, mark("Hardware learning"),
        mark("Share of the hardware price that each doubling of all satellites made takes off; computers and launch "
             "are not in it."), 0.0, 0.45)] = 0.0
    learned_units: Annotated[float, number(
        NUMBER, mark("Satellites made before"), mark("At which the prices here hold; learning begins there."), 1.0, 1e9,
        unit="")] = 1000.0
    deployment_delay: Annotated[float, number(
        DURATION, mark("Deployment delay"), mark("From paying the capital to the beginning of the service."), 0.0,
        20.0 * YEAR, unit="yr")] = 1.0 * YEAR
