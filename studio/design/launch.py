"""How the satellites get up: vehicle, what it takes, price per mass, and how many flights there are."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number, text
from studio.design.quantity import (
    ANGLE,
    DURATION,
    LENGTH,
    MASS,
    MASS_RATE,
    NUMBER,
    PRICE_PER_MASS,
    RATE,
    RATIO,
    SPEED,
    VOLUME,
    YEAR,
)
from studio.text import mark

PriceBasis = Literal["today", "projected", "learning", "stated"]
Charge = Literal["mass", "launch"]
FromCatalogue = Literal["catalogue", "stated"]
Reach = Literal["stated", "computed"]
Assembly = Literal["whole", "pieces"]
_LEARNING = ("launch.price_basis", "learning")
_STATED = ("launch.price_basis", "stated")
_COMPUTED = ("launch.reach", "computed")


class Launch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    vehicle: Annotated[str, text(
        mark("Vehicle"), mark("Id of the launch vehicle in the catalogue."), longest=60, shortest=1,
        catalogue="launchers")] = "starship"
    year: Annotated[int, number(
        NUMBER, mark("Year of launch"), mark("Calendar year of the first launch."), 2020, 2100, unit="")] = 2026
    price_basis: Annotated[PriceBasis, choice(
        mark("Launch price from"),
        mark("today: the catalogue's price now. projected: the price that the catalogue gives for later. learning: "
             "falls with the mass launched. stated: as typed."),
    )] = "today"  # fmt: skip
    price: Annotated[float, number(
        PRICE_PER_MASS, mark("Launch price"), mark("Per mass brought to this orbit."), 0.0, 1e6,
        when=_STATED)] = 1500.0
    charge: Annotated[Charge, choice(
        mark("Paid for"),
        mark("mass: what the satellites weigh, as on shared launches. launch: whole launches, however full, each at "
             "the price per mass times the payload into a low orbit."),
    )] = "mass"  # fmt: skip
    learning_rate: Annotated[float, number(
        RATIO, mark("Learning rate"), mark("Share of the price that each doubling of all mass launched takes off."),
        0.0, 0.9)] = 0.2
    learning_price: Annotated[float, number(
        PRICE_PER_MASS, mark("Price before learning"), mark("Where the learning curve begins."), 0.01, 1e6)] = 1800.0
    learning_mass: Annotated[float, number(
        MASS, mark("Mass before learning"), mark("Launched in all by the year in which the curve begins."), 1.0, 1e12,
        unit="t")] = 400e3
    learning_year: Annotated[int, number(
        NUMBER, mark("Year before learning"), mark("Calendar year in which the curve begins."), 2000, 2100,
        unit="")] = 2025
    yearly_mass: Annotated[float, number(
        MASS_RATE, mark("Mass a year, all users"), mark("By the vehicle for all its users, in the first year of the "
                                                         "curve."), 0.0, 1e12 / YEAR)] = 36e6 / YEAR
    yearly_growth: Annotated[float, number(
        RATIO, mark("Growth of that mass"), mark("From year to year."), -0.5, 3.0)] = 0.0
    price_floor: Annotated[float, number(
        PRICE_PER_MASS, mark("Lowest launch price"), mark("Below which learning does not bring it: propellant."),
        0.0, 1e6)] = 8.0
    target_price: Annotated[float, number(
        PRICE_PER_MASS, mark("Price to reach"), mark("For which the learning curve is asked when, and after how much "
                                                     "mass."), 0.01, 1e6)] = 200.0
    payload_basis: Annotated[FromCatalogue, choice(
        mark("Payload from"), mark("catalogue: that of the vehicle, into a sun-synchronous orbit where this is one "
                                   "and the figure is known, else into a low orbit. stated: as typed."),
    )] = "catalogue"  # fmt: skip
    payload_mass: Annotated[float, number(
        MASS, mark("Payload of a launch"), mark("Into a low orbit."), 1.0, 1e7, unit="t",
        when=("launch.payload_basis", "stated"))] = 100e3
    volume_basis: Annotated[FromCatalogue, choice(
        mark("Payload bay from"), mark("catalogue: that of the vehicle. stated: as typed."),
    )] = "catalogue"  # fmt: skip
    bay_volume: Annotated[float, number(
        VOLUME, mark("Payload bay"), mark("Usable volume."), 0.01, 1e6,
        when=("launch.volume_basis", "stated"))] = 1100.0
    adapter_share: Annotated[float, number(
        RATIO, mark("Adapters"), mark("Share of the payload that adapters and dispensers take."), 0.0, 0.9)] = 0.05
    bay_filling: Annotated[float, number(
        RATIO, mark("Bay filling"), mark("Share of the payload bay that the envelopes of folded satellites fill. The "
                                         "gaps inside one envelope are the stowed filling of the satellite, and not "
                                         "meant here."), 0.01, 1.0)] = 0.8
    assembly: Annotated[Assembly, choice(
        mark("Launched"),
        mark("whole: each satellite in one launch. pieces: what is too large for a launch is assembled in orbit."),
    )] = "whole"  # fmt: skip
    reach: Annotated[Reach, choice(
        mark("Loss of payload"),
        mark("On the way to this orbit. stated: a share is left. computed: from the height, and from the rotation of "
             "the Earth that is not gained."))] = "stated"
    orbit_share: Annotated[float, number(
        RATIO, mark("Payload left"), mark("Share of the payload that reaches this orbit."), 0.01, 1.0,
        when=("launch.reach", "stated"))] = 1.0
    reference_altitude: Annotated[float, number(
        LENGTH, mark("Altitude of the figure"), mark("Orbit for which the payload of the vehicle is told."), 100e3,
        2000e3, when=_COMPUTED)] = 200e3
    reference_inclination: Annotated[float, number(
        ANGLE, mark("Inclination of the figure"), mark("Orbit for which the payload of the vehicle is told."), 0.0,
        3.141592653589793, when=_COMPUTED)] = 0.4974188368183839
    stage_mass: Annotated[float, number(
        MASS, mark("Empty last stage"), mark("Goes along into orbit, with what it needs to come back."), 0.0, 1e6,
        unit="t", when=_COMPUTED)] = 120e3
    exhaust_speed: Annotated[float, number(
        SPEED, mark("Exhaust speed"), mark("Of the last stage."), 1e3, 1e4, when=_COMPUTED)] = 3600.0
    cadence_basis: Annotated[FromCatalogue, choice(
        mark("Flights from"), mark("catalogue: those of the vehicle in a recent year. stated: as typed."),
    )] = "catalogue"  # fmt: skip
    flights_per_year: Annotated[float, number(
        RATE, mark("Flights in a year"), mark("That this fleet gets."), 0.01 / YEAR, 1e6 / YEAR, unit="1/yr",
        when=("launch.cadence_basis", "stated"))] = 180.0 / YEAR
    success_share: Annotated[float, number(
        RATIO, mark("Flights that succeed"), mark("Share of all flights."), 0.01, 1.0)] = 0.98
    deployment_time: Annotated[float, number(
        DURATION, mark("Time to deploy"), mark("In which the fleet is to stand."), 86400.0, 100.0 * YEAR,
        unit="yr")] = 2.0 * YEAR
