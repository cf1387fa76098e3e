"""Launch: how many satellites a vehicle takes, how many flights the fleet needs, how long they take, what they cost."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import absent, filled, greatest, is_many, least, over, plain, select, whole
from studio.analysis.costing.items import price_factor
from studio.analysis.launch.capacity import Capacity, capacity
from studio.analysis.launch.price import learning_by_year, mass_by_year, price_by_year
from studio.analysis.result import FloatArray, read_only, result
from studio.catalogue.launcher import Launcher, launcher
from studio.design import Design, Issue
from studio.design.launch import Launch as LaunchPart
from studio.design.quantity import (
    DAY,
    DURATION,
    MASS,
    MASS_RATE,
    MONEY,
    NUMBER,
    PRICE_PER_MASS,
    RATE,
    RATIO,
    SPEED,
    VOLUME,
    YEAR,
)
from studio.numerals import set_count
from studio.physics.launch import deployed_share, flights_with_failures, launches_needed, whole_satellites
from studio.physics.learning import doublings, production_for_price, time_to_produce
from studio.text import mark, tr

_CATALOGUE = "Catalogue of launch vehicles, each number with its source"
_PACKING = "Wertz et al., Space Mission Engineering: The New SMAD, 2011, ch. 26: the tighter of mass and volume"
_LEARNING = "Wright's law over the mass launched: arXiv:2511.19468v2"
_CURVE = ("launch.learning_rate", "launch.learning_price", "launch.learning_mass")
_MASS_LAUNCHED = ("launch.learning_year", "launch.yearly_mass", "launch.yearly_growth")
_DOLLARS = ("cost.price_year", "cost.quoted_year", "cost.inflation")
_PRICE = ("launch.vehicle", "launch.price_basis", "launch.price", *_CURVE, *_MASS_LAUNCHED, "launch.price_floor",
          *_DOLLARS)  # fmt: skip
_AHEAD = 25
"""Years after the launch that the prices are shown for."""
_STEPS = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    payload_to_orbit: float = result(
        mark("Payload into this orbit"), MASS,
        equation="(payload · share left; or Tsiolkovsky's equation with the Δv) · (1 − adapters)", source=_CATALOGUE,
        inputs=("launch.vehicle", "launch.payload_basis", "launch.payload_mass", "launch.reach", "launch.orbit_share",
                "launch.delta_v", "launch.stage_mass", "launch.exhaust_speed", "launch.adapter_share",
                "mission.sun_synchronous"), unit="t")
    delta_v: float | None = result(
        mark("Velocity beyond the payload's orbit"), SPEED,
        equation="Hohmann transfer between the altitudes + |v − ω R|, this inclination − that of the figure",
        source="Vallado 2013, §6.3.2 and §6.4",
        inputs=("mission.altitude", "orbit.inclination", "launch.reference_altitude", "launch.reference_inclination"),
        unit="m/s", optional=True)
    volume_to_orbit: float | None = result(
        mark("Room for folded satellites"), VOLUME, equation="payload bay · filling", source=_CATALOGUE,
        inputs=("launch.vehicle", "launch.volume_basis", "launch.bay_volume", "launch.bay_filling"), optional=True)
    satellites_by_mass: int = result(
        mark("Satellites that fit by mass"), NUMBER, equation="⌊payload into this orbit / satellite mass⌋",
        source=_PACKING, inputs=("launch.payload_to_orbit", "mass.satellite"), unit="")
    satellites_by_volume: int | None = result(
        mark("Satellites that fit by volume"), NUMBER, equation="⌊room for folded satellites / stowed volume⌋",
        source=_PACKING, inputs=("launch.volume_to_orbit", "size.stowed_volume"), unit="", optional=True)
    satellites_per_launch: int | None = result(
        mark("Satellites per launch"), NUMBER, equation="the fewer of those by mass and by volume; absent if 0",
        source=_PACKING, inputs=("launch.satellites_by_mass", "launch.satellites_by_volume"), unit="", optional=True)
    limit: str = result(
        mark("Limited by"), equation="mass or volume, whichever lets fewer fit; too heavy, too large", source=_PACKING,
        inputs=("launch.satellites_by_mass", "launch.satellites_by_volume", "launch.assembly"), unit="")
    mass_filled: float | None = result(
        mark("Payload used"), RATIO, equation="satellites per launch · mass / payload into this orbit",
        source="Definition", inputs=("launch.satellites_per_launch", "mass.satellite", "launch.payload_to_orbit"),
        optional=True)
    volume_filled: float | None = result(
        mark("Payload bay used"), RATIO, equation="satellites per launch · stowed volume / room for them",
        source="Definition", inputs=("launch.satellites_per_launch", "size.stowed_volume", "launch.volume_to_orbit"),
        optional=True)
    launches: int | None = result(
        mark("Launches"), NUMBER,
        equation="⌈satellites / per launch⌉, or ⌈mass or volume / that of a launch⌉ in pieces; / success, rounded",
        source="Negative binomial distribution: n / p flights for n that succeed",
        inputs=("constellation.satellites", "launch.satellites_per_launch", "launch.success_share", "launch.assembly"),
        unit="", optional=True)
    satellites_launched: float = result(
        mark("Satellites to launch"), NUMBER, equation="satellites / success: with those of the flights that fail",
        source="Negative binomial distribution", inputs=("constellation.satellites", "launch.success_share"), unit="")
    mass_total: float = result(
        mark("Mass to launch"), MASS, equation="satellites to launch · satellite mass", source="Definition",
        inputs=("launch.satellites_launched", "mass.satellite"), unit="t")
    list_price: float = result(
        mark("Price per payload mass"), PRICE_PER_MASS,
        equation="in the launch year: catalogue, learning curve or as stated; in dollars of the price year",
        source=_CATALOGUE, inputs=("launch.year", *_PRICE))
    price_per_mass: float = result(
        mark("Launch price per satellite mass"), PRICE_PER_MASS,
        equation="price per payload mass; whole launches: launches · payload into a low orbit · price / mass to launch",
        source="Definition", inputs=("launch.list_price", "launch.charge", "launch.launches", "launch.mass_total"))
    price_total: float | None = result(
        mark("Price of a launch"), MONEY, equation="price of all launches / launches", source="Definition",
        inputs=("launch.price_fleet", "launch.launches"), optional=True)
    price_fleet: float | None = result(
        mark("Price of all launches"), MONEY, equation="price per satellite mass · mass to launch", source="Definition",
        inputs=("launch.price_per_mass", "launch.mass_total"), optional=True)
    flight_rate: float | None = result(
        mark("Flights that there are"), RATE, equation="catalogue or as stated", source=_CATALOGUE,
        inputs=("launch.vehicle", "launch.cadence_basis", "launch.flights_per_year"), unit="1/yr", optional=True)
    flights_per_day: float | None = result(
        mark("Flights a day"), NUMBER, equation="launches / time to deploy, in days", source="Definition",
        inputs=("launch.launches", "launch.deployment_time"), unit="", optional=True)
    years_to_deploy: float | None = result(
        mark("Time to deploy at these flights"), DURATION, equation="launches / flights that there are",
        source="Definition", inputs=("launch.launches", "launch.flight_rate"), unit="yr", optional=True)
    replacement_satellites_per_year: float | None = result(
        mark("Satellites to replace in a year"), NUMBER, equation="satellites to launch · year / lifetime",
        source="A fleet of even ages", inputs=("launch.satellites_launched", "mission.lifetime"), unit="",
        optional=True)
    replacement_launches_per_year: float | None = result(
        mark("Launches to replace them"), NUMBER, equation="launches · year / lifetime", source="A fleet of even ages",
        inputs=("launch.launches", "mission.lifetime"), unit="", optional=True)
    replacement_mass: float | None = result(
        mark("Mass to replace them"), MASS_RATE, equation="mass to launch / lifetime", source="A fleet of even ages",
        inputs=("launch.mass_total", "mission.lifetime"), unit="t/yr", optional=True)
    price_years: FloatArray = result(
        mark("Calendar years"), NUMBER, equation="from the first of launch and learning curve on", source="Definition",
        inputs=("launch.year", "launch.learning_year"), unit="")
    price_by_year: FloatArray = result(
        mark("Price by year"), PRICE_PER_MASS,
        equation="catalogue, learning curve or as stated; in dollars of the price year", source=_CATALOGUE,
        inputs=_PRICE, time="launch.price_years")
    learning_by_year: FloatArray = result(
        mark("Price by year, along the learning curve"), PRICE_PER_MASS,
        equation="max(p₀ (1 + m/m₀)^log₂(1 − L), floor), in dollars of the price year", source=_LEARNING,
        inputs=(*_CURVE, "launch.price_floor", "launch.learned_mass", *_DOLLARS), time="launch.price_years")
    learned_mass: FloatArray = result(
        mark("Mass launched since the curve began"), MASS, equation="r ((1 + g)^t − 1) / g", source="Geometric series",
        inputs=_MASS_LAUNCHED, unit="kt", time="launch.price_years")
    doublings: float = result(
        mark("Doublings of the mass launched"), NUMBER, equation="log₂(1 + m/m₀), by the launch year", source=_LEARNING,
        inputs=("launch.learning_mass", *_MASS_LAUNCHED, "launch.year"), unit="")
    mass_to_target: float | None = result(
        mark("Mass until the price to reach"), MASS, equation="m₀ ((p/p₀)^(1/log₂(1 − L)) − 1)", source=_LEARNING,
        inputs=(*_CURVE, "launch.price_floor", "launch.target_price"), unit="kt", optional=True)
    launches_to_target: float | None = result(
        mark("Launches until the price to reach"), NUMBER, equation="that mass / payload into a low orbit",
        source="Definition", inputs=("launch.mass_to_target", "launch.vehicle", "launch.payload_mass"), unit="",
        optional=True)
    year_of_target: float | None = result(
        mark("Year of the price to reach"), NUMBER, equation="year of the curve + time to launch that mass",
        source="Geometric series", inputs=("launch.mass_to_target", *_MASS_LAUNCHED), unit="", optional=True)
    deployment_elapsed: FloatArray | None = result(
        mark("Time since the deployment began"), DURATION, equation="evenly to the end, or over two lifetimes",
        source="Definition", inputs=("launch.years_to_deploy", "mission.lifetime"), unit="yr", optional=True)
    deployed: FloatArray | None = result(
        mark("Share of the fleet in orbit"), RATIO, equation="min(⌊min(t, lifetime) · flights⌋ / launches, 1)",
        source="Launch by launch; after a lifetime every launch replaces one",
        inputs=("launch.launches", "launch.flight_rate", "mission.lifetime"), time="launch.deployment_elapsed",
        optional=True)
    fleet_share: float | None = result(
        mark("Share of the fleet that the flights keep up"), RATIO, equation="share in orbit at the end",
        source="Definition", inputs=("launch.deployed",), optional=True)
    issues: tuple[Issue, ...]


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Launch:
    """What it takes to bring the satellites of a design up."""
    part, vehicle = design.launch, launcher(design.launch.vehicle)
    room = capacity(design, vehicle, tables["orbit"].inclination)
    fit = _fit(part, room, tables["constellation"].satellites, tables["mass"].satellite, tables["size"].stowed_volume)
    life = design.mission.lifetime
    launched = plain(flights_with_failures(fit.satellites, part.success_share))
    mass = launched * fit.mass
    flights = None
    if fit.launches is not None:
        flights = whole(plain(np.rint(flights_with_failures(fit.launches, part.success_share))))
    dollars = price_factor(design.cost)
    curves = None if is_many(tables) else _curves(part, vehicle, dollars)
    if curves is None:
        year = np.asarray(part.year, dtype=np.float64)
        price, learned = plain(price_by_year(part, vehicle, year) * dollars), mass_by_year(part, year)
    else:
        now = int(part.year - curves["price_years"][0])
        price, learned = float(curves["price_by_year"][now]), curves["learned_mass"][now]
    list_price = price
    if part.charge == "launch" and flights is not None:
        price = select(absent(flights), list_price, flights * room.low_mass * list_price / mass)
    rate = _flight_rate(part, vehicle)
    time = None if flights is None or rate is None else flights / rate
    load = fit.load
    return Launch(
        payload_to_orbit=room.mass,
        delta_v=room.delta_v,
        volume_to_orbit=room.volume,
        satellites_by_mass=fit.by_mass,
        satellites_by_volume=fit.by_volume,
        satellites_per_launch=fit.per_launch,
        limit=fit.limit,
        mass_filled=None if load is None else load * fit.mass / room.mass,
        volume_filled=None if load is None or room.volume is None else load * fit.volume / room.volume,
        launches=flights,
        satellites_launched=launched,
        mass_total=mass,
        list_price=list_price,
        price_per_mass=price,
        price_total=None if flights is None else price * mass / flights,
        price_fleet=select(absent(flights), None, price * mass),
        flight_rate=rate,
        flights_per_day=None if flights is None else flights / (part.deployment_time / DAY),
        years_to_deploy=time,
        **(curves or _UNSEEN),
        doublings=plain(doublings(learned, part.learning_mass)),
        **_target(part, room.low_mass),
        **_replacement(launched, flights, mass, life),
        **_deployment(time, fit.launches, life, shown=curves is not None),
        issues=tuple(_issues(part, vehicle, fit, flights, time, life)) if curves is not None else (),
    )


_UNSEEN: Mapping[str, Any] = dict.fromkeys(("price_years", "price_by_year", "learning_by_year", "learned_mass"))
"""Of many designs no curves are drawn."""


def _curves(part: LaunchPart, vehicle: Launcher, dollars: float) -> dict[str, FloatArray]:
    years = np.arange(min(part.year, part.learning_year), part.year + _AHEAD + 1, dtype=np.float64)
    return {
        "price_years": read_only(years),
        "price_by_year": read_only(price_by_year(part, vehicle, years) * dollars),
        "learning_by_year": read_only(learning_by_year(part, years) * dollars),
        "learned_mass": read_only(mass_by_year(part, years)),
    }


@dataclass(frozen=True, slots=True)
class _Fit:
    """How the satellites fit: `load` is how many a launch takes on the average, a fraction where they go in pieces.

    Arrays of many designs.
    """

    satellites: Any
    mass: Any
    volume: Any
    by_mass: Any
    by_volume: Any
    per_launch: Any
    limit: Any
    launches: Any
    """That have to succeed."""
    load: Any


def _fit(part: LaunchPart, room: Capacity, satellites: Any, mass: Any, volume: Any) -> _Fit:
    by_mass = whole(plain(whole_satellites(room.mass, mass)))
    by_volume = None if room.volume is None else whole(plain(whole_satellites(room.volume, volume)))
    tightest = by_mass if by_volume is None else least(by_mass, by_volume)
    fits, counted = tightest > 0, greatest(tightest, 1)
    limit = select(tightest == by_mass, mark("mass"), mark("volume"))
    launches = plain(launches_needed(satellites, counted))
    load = select(fits, counted * 1.0, None)
    too = select(by_mass == 0, mark("too heavy"), mark("too large"))
    if part.assembly == "whole" or not np.any(room.mass > 0.0):
        launches, limit = select(fits, launches, None), select(fits, limit, too)
    elif not np.all(fits):
        flies = room.mass > 0.0
        heavy = mass / select(flies, room.mass, 1.0)
        bulk = 0.0 if room.volume is None else volume / room.volume
        pieces = plain(launches_needed(satellites * greatest(heavy, bulk), 1.0))
        split = select(flies, select(heavy >= bulk, mark("mass"), mark("volume")), too)
        load = select(fits, load, select(flies, satellites / pieces, None))
        launches, limit = select(fits, launches, select(flies, pieces, None)), select(fits, limit, split)
    return _Fit(satellites, mass, volume, by_mass, by_volume, whole(select(fits, tightest, None)), limit,
                whole(launches), load)  # fmt: skip


def _flight_rate(part: LaunchPart, vehicle: Launcher) -> Any:
    if part.cadence_basis == "stated":
        return part.flights_per_year
    known = vehicle.flights_per_year
    return None if known is None or known.value <= 0.0 else known.value / YEAR


def _target(part: LaunchPart, payload: Any) -> dict[str, Any]:
    """When the learning curve comes to the price to reach; nothing where it never does."""
    reached = part.target_price >= least(part.price_floor, part.learning_price)
    if not np.any(reached):
        return {}
    mass = plain(production_for_price(
        part.target_price, part.learning_price, part.learning_mass, part.learning_rate))  # fmt: skip
    reached = reached & np.isfinite(mass)
    if not np.any(reached):
        return {}
    mass = select(reached, mass, None)
    found = {"mass_to_target": mass, "launches_to_target": mass / payload}
    time = plain(time_to_produce(filled(mass), part.yearly_mass * YEAR, part.yearly_growth))
    there = reached & np.isfinite(time)
    if np.any(there):
        found["year_of_target"] = part.learning_year + select(there, time, np.nan)
    return found


def _replacement(satellites: Any, flights: Any, mass: Any, life: Any) -> dict[str, Any]:
    """What a fleet of even ages asks for in a year; nothing where no lifetime is meant."""
    if not np.any(life > 0.0):
        return {}
    found = {"replacement_satellites_per_year": over(satellites * YEAR, life), "replacement_mass": over(mass, life)}
    if flights is not None:
        found["replacement_launches_per_year"] = over(flights * YEAR, life)
    return found


def _deployment(time: Any, launches: Any, life: Any, *, shown: bool) -> dict[str, Any]:
    if time is None or launches is None or not np.any(life > 0.0):
        return {}
    if not shown:
        flown = np.logical_not(absent(launches)) & (life > 0.0)
        end, number = select(flown, least(time, 2.0 * life), 1.0), select(flown, launches, 1.0)
        share = deployed_share(end, number, number / select(flown, time, 1.0), select(flown, life, 1.0))
        return {"fleet_share": select(flown, plain(share), None)}
    elapsed = np.linspace(0.0, min(time, 2.0 * life), _STEPS + 1)
    share = deployed_share(elapsed, launches, launches / time, life)
    return {"deployment_elapsed": read_only(elapsed), "deployed": read_only(share), "fleet_share": float(share[-1])}


def _issues(
    part: LaunchPart, vehicle: Launcher, fit: _Fit, flights: int | None, time: float | None, life: float
) -> Iterator[Issue]:
    if flights is None:
        yield Issue("warning", "launch.vehicle", tr(
            mark("one satellite of {mass:.3g} t and {volume:.3g} m³ folded is {limit} for {vehicle}: choose a larger "
                 "one, smaller satellites, or assembly in orbit"),
            mass=fit.mass / 1e3, volume=fit.volume, limit=tr(fit.limit), vehicle=vehicle.name))  # fmt: skip
        return
    if fit.by_volume is None:
        yield Issue("warning", "launch.vehicle", tr(
            mark("the payload bay of {vehicle} is not known: only the mass counts"), vehicle=vehicle.name,
        ))  # fmt: skip
    made = vehicle.flights_made
    if made is not None and flights > made.value:
        yield Issue("warning", "launch.vehicle", tr(
            mark("the fleet needs {flights} flights; {vehicle} has made {made} so far"), flights=set_count(flights),
            vehicle=vehicle.name, made=set_count(made.value)))  # fmt: skip
    if time is not None and time > life > 0.0:
        yield Issue("warning", "launch.flights_per_year", tr(
            mark("the fleet takes {time:.3g} years to deploy and lives {life:.3g}: it is never complete"),
            time=time / YEAR, life=life / YEAR))  # fmt: skip
    elif time is not None and time > part.deployment_time * (1.0 + 1e-9):
        yield Issue("warning", "launch.deployment_time", tr(
            mark("at the flights that there are the fleet takes {time:.3g} years to deploy, not {wanted:.3g}"),
            time=time / YEAR, wanted=part.deployment_time / YEAR))  # fmt: skip
