"""Second accounts: items as fractions, years multiplied out one by one, flows in hundredths of a year."""

import math
from fractions import Fraction as F
from typing import Any

import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq

from studio import catalogue
from studio.catalogue.launcher import launcher
from tests.attack.second_mass import payload_power, satellite
from tests.attack.second_orbit import GM, RADIUS, plane
from tests.attack.second_way import Case, Way

YEAR = 365.25 * 86400.0
_SPIN = 7.292115e-5


def price_factor(case: Case, year: int | None = None) -> float:
    """Inflation of each year multiplied on, or off."""
    cost = case.design.cost
    count = cost.price_year - (cost.quoted_year if year is None else year)
    grows, factor = 1.0 + cost.inflation * YEAR, 1.0
    for _ in range(abs(count)):
        factor = factor * grows if count > 0 else factor / grows
    return factor


def _over(part: float | None, whole: float) -> float | None:
    return None if part is None or not whole > 0.0 else part / whole


# --- launch ----------------------------------------------------------------------------------------------------------


def _delta_v(case: Case) -> float | None:
    """Energy and momentum along the transfer solved for its speeds; velocities over the turning ground as vectors."""
    part, mission = case.design.launch, case.design.mission
    if part.reach != "computed":
        return None
    low, high = RADIUS + part.reference_altitude, RADIUS + mission.altitude
    slow, fast = math.sqrt(GM / high), math.sqrt(GM / low)
    away = fast
    if abs(high - low) > 1.0:
        away = brentq(lambda v: v * v / 2.0 - GM / low - (v * low / high) ** 2 / 2.0 + GM / high,
                      0.3 * fast * min(1.0, high / low), 1.5 * fast, xtol=1e-9)  # fmt: skip
    change = (away - fast) + (slow - away * low / high)
    ground = np.array([0.0, _SPIN * RADIUS, 0.0])

    def over_ground(tilt: float) -> float:
        return float(np.linalg.norm(fast * np.array([0.0, math.cos(tilt), math.sin(tilt)]) - ground))

    return max(change + over_ground(plane(case)[0]) - over_ground(part.reference_inclination), 0.0)


def _room(case: Case) -> float:
    part, vehicle = case.design.launch, launcher(case.design.launch.vehicle)
    mass = part.payload_mass if part.payload_basis == "stated" else vehicle.low_mass
    if part.reach == "computed":
        change, count = _delta_v(case) or 0.0, 20000
        # The stage gives a little of its speed at a time, and the payload is what is left without it.
        share = (1.0 - change / count / part.exhaust_speed + 0.5 * (change / count / part.exhaust_speed) ** 2) ** count
        mass = max((mass + part.stage_mass) * share - part.stage_mass, 0.0)
    else:
        if part.payload_basis == "catalogue" and case.design.mission.sun_synchronous and vehicle.sso_mass is not None:
            mass = vehicle.sso_mass.value
        mass *= part.orbit_share
    return mass * (1.0 - part.adapter_share)


def _fit(case: Case) -> float:
    """Satellites put into the launch until the next is too heavy; many are divided."""
    room, each = F(_room(case)) * (1 + F(1, 10**12)), F(satellite(case))
    return float(room // each)


def _launched(case: Case) -> float:
    return float(F(int(case["constellation.satellites"])) / F(case.design.launch.success_share) * F(satellite(case)))


def _list_price(case: Case) -> float:
    """Along the curve by what is launched in each year, added year by year; or between two years by equal ratios."""
    part, vehicle = case.design.launch, launcher(case.design.launch.vehicle)
    if part.price_basis == "stated":
        price = part.price
    elif part.price_basis == "learning":
        made, rate = 0.0, part.yearly_mass * YEAR
        for _ in range(max(part.year - part.learning_year, 0)):
            made, rate = made + rate, rate * (1.0 + part.yearly_growth)
        doublings = math.log((part.learning_mass + made) / part.learning_mass) / math.log(2.0)
        price = part.learning_price * (1.0 - part.learning_rate) ** doublings
        price = max(price, min(part.price_floor, part.learning_price))
    else:
        today = vehicle.price_today
        price = today if today is not None else math.nan
        if part.price_basis == "projected":
            assert vehicle.projected_price is not None
            assert vehicle.projected_year is not None
            last, end, told = vehicle.projected_price.value, vehicle.projected_year.value, vehicle.price_year
            if today is None or told is None or told >= end:
                price = last
            else:
                at = min(max(part.year, told), end)
                price = today ** ((end - at) / (end - told)) * last ** ((at - told) / (end - told))
    return price * price_factor(case)


# --- cost ------------------------------------------------------------------------------------------------------------


def _curve(case: Case, first: float, last: float) -> float:
    """Mean price of the satellites between two numbers made, integrated along the curve."""
    cost = case.design.cost
    power, start = math.log2(1.0 - cost.learning_rate), cost.learned_units
    low, high = math.log1p(first / start), math.log1p(last / start)
    whole = quad(lambda y: math.exp((power + 1.0) * (y - low)), low, high, epsabs=0.0, epsrel=1e-12)[0]
    return whole * math.exp((power + 1.0) * low) * start / (last - first)


def series(case: Case) -> float:
    return _curve(case, 0.0, float(case["constellation.satellites"]))


def _watts(case: Case) -> F:
    return payload_power(case) * (1 + F(case.design.payload.overhead))


def _parts(case: Case) -> tuple[float, float]:
    """A satellite's hardware without learning, and its computers [USD]; what has no price is left out."""
    design, cost = case.design, case.design.cost
    rated = F(design.array.area) * F(case["panel.power_density_bol"])
    spares, factor = 1 + F(design.payload.spare_share), F(price_factor(case))
    if cost.hardware_from == "per_watt":
        others = F(case["power.load"]) * F(cost.hardware_price)
    else:
        others = F(design.battery.energy) * F(cost.battery_price)
        others += F(case["thermal.radiator_area"]) * F(cost.radiator_price)
        others += rated * F(cost.electronics_price or 0) + payload_power(case) * F(cost.shielding_price or 0)
        if cost.array_from == "stated":
            others += rated * F(cost.array_price)
        else:
            others += F(design.array.area) * F(case.amount("panel.price_per_area"))
            others += F(design.array.area) * F(design.array.structure_areal_mass) * F(cost.structure_price)
        if cost.platform_from == "per_watt":
            others += _watts(case) * F(cost.platform_price)
        else:
            others += F(design.platform.mass) * F(cost.platform_price_per_mass)
            others += design.link.terminals * F(cost.terminal_price)
        others += F(case.amount("mass.propellant")) * F(cost.propellant_price)
    computers = F(0)
    if cost.computers_from == "per_watt":
        computers = _watts(case) * spares * F(cost.computer_price) * factor
    elif cost.computers_from != "left_out":
        count = int(case["payload.accelerators"]) + int(case["payload.spares"])
        if cost.computers_from == "stated":
            computers = count * F(cost.accelerator_price) * factor
        else:
            known = catalogue.accelerator(design.payload.accelerator).price
            if known is not None:
                computers = count * F(known.value) * F(price_factor(case, int(known.date[:4])))
        computers += payload_power(case) * spares * F(cost.server_price or 0) * factor
    return float(others * factor), float(computers)


class _Books:
    """Capital, later generations, yearly flows, and what they are worth when the capital is paid."""

    def __init__(self, case: Case) -> None:
        design, cost, count = case.design, case.design.cost, float(case["constellation.satellites"])
        others, computers = _parts(case)
        factor, watts, life = price_factor(case), float(_watts(case)), design.mission.lifetime
        self.time = life if cost.service_time is None else cost.service_time
        used = max(self.time / life, 1.0) if life > 0.0 else 1.0
        launch = case.amount("cost.launch")
        per_kilogram = float(case["launch.price_per_mass"])
        self.discount, self.delay = 1.0 + cost.discount_rate * YEAR, cost.deployment_delay
        self.hardware = 0.0
        self.capex = self.later = self.present = self.bought = 0.0
        generation, left = 0, used
        self.starts: list[tuple[float, float]] = []
        while left > 1e-9:
            share, when = min(left, 1.0), generation * life
            learned = _curve(case, count * generation, count * (generation + 1))
            hardware = others * learned + computers
            assembled = (cost.integration_share * hardware if cost.integration_from == "share"
                         else cost.integration_price * factor * watts * learned)  # fmt: skip
            paid = count * (hardware + assembled) + launch + cost.insurance_share * (count * hardware + launch)
            worth = self.worth(when)
            if generation == 0:
                self.hardware, self.satellite = hardware, hardware + assembled
                self.capex = paid + factor * ((cost.engineering or 0.0) + (cost.ground_capital or 0.0))
            else:
                self.later += share * paid
                self.present += share * paid * worth
            self.bought += share * worth * count * computers * (1.0 + cost.insurance_share)
            self.starts.append((when, min(life, max(self.time - when, 0.0))))
            generation, left = generation + 1, left - share
        self.operations = count * (factor * (cost.operations_price * watts + cost.operations_per_satellite)
                                   + cost.operations_share * self.hardware) + factor * (cost.ground_yearly or 0.0)
        rate, places = design.payload.failure_rate * count, 1.0 + design.payload.spare_share
        self.repairs = self.repaired = 0.0
        if cost.replacement == "hardware":
            self.repairs, self.repaired = rate * self.hardware, rate * computers
        elif cost.replacement == "accelerators":
            lifted = float(payload_power(case)) * design.payload.specific_mass * per_kilogram
            self.repairs, self.repaired = rate * (computers / places + lifted), rate * computers / places
        self.flow = self.even(self.time)
        self.npv = self.capex + self.present + (self.operations + self.repairs) * self.flow
        self.total = self.capex + self.later + (self.operations + self.repairs) * self.time
        self.count, self.watts = count, watts

    def worth(self, when: Any) -> Any:
        return self.discount ** (-when / YEAR)

    def even(self, time: float) -> float:
        """A flow of 1 a second in pieces of a hundredth of a year, each worth what its middle is."""
        pieces = max(int(100.0 * time / YEAR), 1)
        middle = self.delay + time / pieces * (np.arange(pieces) + 0.5)
        return float(self.worth(middle).sum() * time / pieces)

    def worked(self, case: Case) -> float:
        """The same of a place for an accelerator, filled as long as spares last and ever less thereafter."""
        payload = case.design.payload
        if case.design.cost.replacement != "none":
            return self.flow
        whole = 0.0
        for when, lasts in self.starts:
            pieces = max(int(400.0 * lasts / YEAR), 4)
            age = lasts / pieces * (np.arange(pieces) + 0.5)
            filled = np.exp(-np.maximum(payload.failure_rate * age - payload.spare_share, 0.0))
            whole += float((filled * self.worth(self.delay + when + age)).sum() * lasts / pieces)
        return whole


def books(case: Case) -> _Books:
    found: _Books = case.once("books", _Books)
    return found


def _served(case: Case) -> float:
    """Mean power to the computers of all satellites [W], given what the cost stage takes for it."""
    return float(case["cost.energy_year"]) / YEAR


def _whole(case: Case) -> bool:
    """Whether the service is made of few enough generations to be gone through one by one."""
    life, time = case.design.mission.lifetime, case.design.cost.service_time
    return life > 0.0 and (time is None or time / life < 200.0)


def _of(work: Any) -> Any:
    return lambda case: work(case, books(case)) if _whole(case) else None


def _accelerator_hours(case: Case, one: _Books) -> float | None:
    places = one.count * float(case["payload.accelerators"]) * float(case["payload.availability"])
    return _over(one.npv, places * one.worked(case))


_FRACTIONS = "items added as fractions"
_BOOKS = "generations gone through one by one, flows summed in hundredths of a year"
_PIECES = "pieces of a hundredth of a year"

WAYS = (
    Way("launch.delta_v", "energy and momentum along the transfer, velocities as vectors", _delta_v, "root to 1e-9",
        relative=1e-6, absolute=1e-5),
    Way("launch.payload_to_orbit", "shares multiplied; or the stage's speed given in 20,000 bits", _room,
        "bits of speed", relative=1e-6, absolute=1e-3),
    Way("launch.satellites_by_mass", "whole division of fractions", _fit, "none but an edge of 1e-12", absolute=0.4),
    Way("launch.mass_total", "second mass, fractions", _launched, "rounding", relative=1e-9),
    Way("launch.list_price", "mass launched added year by year", _list_price, "rounding", relative=1e-9, absolute=1e-9),
    Way("cost.price_factor", "inflation of each year multiplied on", price_factor, "rounding", relative=1e-10),
    Way("cost.series_factor", "Wright's curve integrated numerically", series, "quadrature", relative=1e-9),
    Way("cost.hardware", _FRACTIONS, _of(lambda case, one: one.hardware), "rounding", relative=1e-8, absolute=1e-6),
    Way("cost.satellite", _FRACTIONS, _of(lambda case, one: one.satellite), "rounding", relative=1e-8, absolute=1e-6),
    Way("cost.capex", _FRACTIONS, _of(lambda case, one: one.capex), "rounding", relative=1e-8, absolute=1e-6),
    Way("cost.capex_per_watt", _FRACTIONS, _of(lambda case, one: _over(one.capex, one.count * one.watts)), "rounding",
        relative=1e-8),
    Way("cost.operations_per_year", _FRACTIONS, _of(lambda case, one: one.operations), "rounding", relative=1e-8,
        absolute=1e-12),
    Way("cost.replacement_per_year", _FRACTIONS, _of(lambda case, one: one.repairs), "rounding", relative=1e-8,
        absolute=1e-12),
    Way("cost.total", _BOOKS, _of(lambda case, one: one.total), "rounding", relative=1e-8, absolute=1e-6),
    Way("cost.npv", _BOOKS, _of(lambda case, one: one.npv), _PIECES, relative=3e-6, absolute=1e-6),
    Way("cost.annual", _BOOKS, _of(lambda case, one: _over(one.npv, one.flow)), _PIECES, relative=3e-6, absolute=1e-9),
    Way("cost.lcoc", _BOOKS + " (given the power served)",
        _of(lambda case, one: _over(one.npv, _served(case) * one.flow)), _PIECES, relative=3e-6),
    Way("cost.lcoe", _BOOKS + " (given the power served)",
        _of(lambda case, one: _over(one.npv - one.bought - one.repaired * one.flow, _served(case) * one.flow)),
        _PIECES, relative=1e-4),
    Way("cost.accelerator_hour", _BOOKS + ", places filled followed through every life (given the time delivered)",
        _of(_accelerator_hours), _PIECES, relative=1e-4),
    Way("cost.compute_price", _BOOKS + ", places filled followed through every life (given the rate at the beginning)",
        _of(lambda case, one: _over(
            one.npv, one.count * float(case["payload.compute_rate_begin"]) * one.worked(case))), _PIECES,
        relative=1e-4),
    Way("cost.launched_power_price", "launch (given) over area, efficiency and sunlight",
        lambda case: _over(case.results.get("cost.launch"), float(case["constellation.satellites"])
                           * case.design.array.area * float(case["panel.efficiency_bol"])
                           * case.design.environment.solar_constant * case.design.mission.lifetime),
        "rounding", relative=1e-9),
    Way("cost.total_per_watt", _BOOKS + " (given the power served)",
        _of(lambda case, one: _over(one.total, _served(case))), "rounding", relative=1e-8),
)  # fmt: skip
