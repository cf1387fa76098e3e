"""The data centre on the ground that the one in orbit is held against: where it stands and what feeds it."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number, text
from studio.design.quantity import (
    ANGLE,
    DAY,
    DURATION,
    HOUR,
    LENGTH,
    PRICE_PER_ENERGY,
    PRICE_PER_POWER,
    PRICE_PER_POWER_TIME,
    RATE,
    RATIO,
    TEMPERATURE,
    YEAR,
)
from studio.text import mark

Supply = Literal["grid", "gas", "solar_storage"]
Mount = Literal["tilted", "tracking"]
ElectricityFrom = Literal["stated", "site"]
_OWN = ("ground.site", "custom")
_GRID, _GAS, _SOLAR = (("ground.supply", supply) for supply in ("grid", "gas", "solar_storage"))
_PLANT = ("ground.supply", ("gas", "solar_storage"))
_HALF_PI = 1.5707963267948966
_BTU = 1055.05585262
"""International table British thermal unit [J]."""


class Ground(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    site: Annotated[str, text(
        mark("Site"),
        mark("Where the panels stand that those in orbit are held against: id of the site in the catalogue, or custom "
             "for the place typed below."), longest=60, shortest=1, catalogue="sites")] = "us-average"
    latitude: Annotated[float, number(
        ANGLE, mark("Latitude"), mark("Of your own place, north positive."), -_HALF_PI, _HALF_PI, when=_OWN,
    )] = 0.6  # fmt: skip
    longitude: Annotated[float, number(
        ANGLE, mark("Longitude"), mark("Of your own place, east positive."), -2 * _HALF_PI, 2 * _HALF_PI, when=_OWN,
    )] = 0.0  # fmt: skip
    altitude: Annotated[float, number(
        LENGTH, mark("Height above the sea"), mark("Of your own place."), -500.0, 6000.0, unit="m", when=_OWN,
    )] = 0.0  # fmt: skip
    air_temperature: Annotated[float, number(
        TEMPERATURE, mark("Air temperature"), mark("Yearly mean at your own place."), 230.0, 320.0, when=_OWN,
    )] = 288.15  # fmt: skip
    mount: Annotated[Mount, choice(
        mark("Mount"), mark("tilted: facing the equator, tilted by the latitude. tracking: following the Sun from east "
                            "to west."), when=_OWN)] = "tilted"
    clear_sky_share: Annotated[float, number(
        RATIO, mark("Share of clear-sky yield"),
        mark("What clouds, dirt and losses leave of the yield under a clean, cloudless sky at your own place."),
        0.01, 1.0, when=_OWN)] = 0.5
    efficiency: Annotated[float, number(
        RATIO, mark("Ground panel efficiency"), mark("Of the whole panel at 1000 W/m², AM1.5 and 25 °C."),
        0.01, 0.6)] = 0.22
    degradation: Annotated[float, number(
        RATE, mark("Ground panel ageing"), mark("Yearly loss of power of the panels on the ground."),
        0.0, 0.5 / YEAR)] = 0.005 / YEAR
    spectral_ratio: Annotated[float, number(
        RATIO, mark("Efficiency, space/ground"),
        mark("Of the same cell: AM0 has more light that a cell cannot use than AM1.5 has. Layers give their own."),
        0.3, 1.5, unit="", when=("stack.electrical", "data_sheet"))] = 0.889
    supply: Annotated[Supply, choice(
        mark("Electricity from"),
        mark("grid: bought. gas: turbines on the site. solar_storage: a solar plant with batteries on the site."),
    )] = "grid"  # fmt: skip
    electricity_from: Annotated[ElectricityFrom, choice(
        mark("Grid price"), mark("stated: as typed. site: that of the site in the catalogue, where it has one."),
        when=_GRID)] = "stated"
    electricity_price: Annotated[float, number(
        PRICE_PER_ENERGY, mark("Electricity price"), mark("From the grid, at the meter."), 0.0, 10.0 / (1e3 * HOUR),
        when=("ground.electricity_from", "stated"))] = 87.0 / (1e6 * HOUR)
    gas_price: Annotated[float, number(
        PRICE_PER_ENERGY, mark("Gas price"), mark("Per heat of burning."), 0.0, 1.0 / (1e3 * HOUR), unit="USD/MMBtu",
        when=_GAS)] = 4.30 / (1e6 * _BTU)
    gas_efficiency: Annotated[float, number(
        RATIO, mark("Turbine efficiency"), mark("Electricity per heat of the gas."), 0.05, 0.8, when=_GAS,
    )] = 0.55033  # fmt: skip
    gas_plant_price: Annotated[float, number(
        PRICE_PER_POWER, mark("Gas plant USD/W"), mark("Per power that the data centre draws."), 0.0, 100.0,
        when=_GAS)] = 1.8
    solar_price: Annotated[float, number(
        PRICE_PER_POWER, mark("Solar plant USD/W"), mark("Per rated power of the panels, batteries not in it."),
        0.0, 100.0, when=_SOLAR)] = 1.08
    storage_price: Annotated[float, number(
        PRICE_PER_ENERGY, mark("Batteries USD/kWh"), mark("Ready for use, per energy."), 0.0, 1e4 / (1e3 * HOUR),
        unit="USD/kWh", when=_SOLAR)] = 165.0 / (1e3 * HOUR)
    storage_efficiency: Annotated[float, number(
        RATIO, mark("Storage efficiency"), mark("Energy out over energy in."), 0.3, 1.0, when=_SOLAR,
    )] = 0.85  # fmt: skip
    storage_life: Annotated[float, number(
        DURATION, mark("Life of the batteries"), mark("Until they are bought again."), 1.0 * YEAR, 60.0 * YEAR,
        unit="yr", when=_SOLAR)] = 15.0 * YEAR
    autonomy: Annotated[float, number(
        DURATION, mark("Days without sun"),
        mark("That full batteries carry the load beyond one night of the weakest month; after that it goes dark."),
        0.0, 30.0 * DAY, unit="d", when=_SOLAR)] = 1.0 * DAY
    plant_life: Annotated[float, number(
        DURATION, mark("Life of the power plant"), mark("Turbines, or panels, until they are bought again."),
        1.0 * YEAR, 60.0 * YEAR, unit="yr", when=_PLANT)] = 25.0 * YEAR
    plant_upkeep: Annotated[float, number(
        RATE, mark("Power plant upkeep"), mark("A year, over its price."), 0.0, 1.0 / YEAR, when=_PLANT,
    )] = 0.015 / YEAR  # fmt: skip
    pue: Annotated[float, number(
        RATIO, mark("Power usage (PUE)"), mark("Power of the data centre over that of its computers."),
        1.0, 3.0, unit="")] = 1.35
    facility_price: Annotated[float, number(
        PRICE_PER_POWER, mark("Building USD/W"),
        mark("Building, power distribution and cooling per power of the computers."), 0.0, 1000.0)] = 12.0
    facility_life: Annotated[float, number(
        DURATION, mark("Life of the building"), mark("Until it is built again."), 1.0 * YEAR, 60.0 * YEAR, unit="yr",
    )] = 15.0 * YEAR  # fmt: skip
    operations_price: Annotated[float, number(
        PRICE_PER_POWER_TIME, mark("Operations USD/kW/yr"), mark("Per power of the computers, electricity not in it."),
        0.0, 1e3 / YEAR)] = 1.0 / YEAR
    availability: Annotated[float, number(
        RATIO, mark("Availability"), mark("Share of the time that the data centre works."), 0.01, 1.0)] = 1.0
    discount_rate: Annotated[float, number(
        RATE, mark("Ground discount rate"), mark("Real cost of capital of the data centre, a year."), 0.0,
        1.0 / YEAR)] = 0.103 / YEAR
    deployment_delay: Annotated[float, number(
        DURATION, mark("Time to build"),
        mark("From paying the capital to the beginning of the service."), 0.0, 20.0 * YEAR, unit="yr",
    )] = 1.0 * YEAR  # fmt: skip
