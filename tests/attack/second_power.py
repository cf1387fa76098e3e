"""A second power system: energy counted step by step through orbit after orbit until an orbit repeats itself.

Given of the model are the maps of the year: what the array gives, what the loads ask for, how much of the Sun is seen.
"""

from dataclasses import dataclass
from fractions import Fraction as F
from typing import Any

import numpy as np
from scipy.optimize import brentq

from studio import catalogue
from tests.attack.second_light import light_of_days
from tests.attack.second_mass import payload_power
from tests.attack.second_way import Case, Way

YEAR = 365.25 * 86400.0
_ORBITS = 12
_FINER = 8
_LITTLE, _LEAST = 1e-9, 0.01
"""Light of a step below which it has no power, and below which it is taken to be even."""
_PARTLY = 1e-3
_LITTLE_LEFT = 0.01
_NO_LOAD = 1e-14
"""A load, as a share of the array's power, that what rounding leaves of the light in the shadow can carry."""
_LARGER_THAN_THE_EARTH = 5e14
"""[m²]"""
_RATED = 301.15


@dataclass(frozen=True)
class Orbits:
    """(D, M) Array power and load at the bus [W], each step of the model's in `_FINER`; their length [s]."""

    length: float
    array: Any
    asks: Any
    penumbra: float
    """Time within which the Sun is seen in part, of the orbit where it is longest [s]."""


def efficiencies(case: Case) -> tuple[float, float]:
    battery = case.design.battery
    if battery.chemistry:
        kind = catalogue.battery(battery.chemistry)
        return kind.charge_efficiency.value, kind.discharge_efficiency.value
    return battery.charge_efficiency, battery.discharge_efficiency


def orbits(case: Case) -> Orbits:
    """The days' orbits with the Sun's disk looked at anew within each step: nothing is known there of the model's."""

    def work(case: Case) -> Orbits:
        power, season, chain = case.table("power"), case.table("illumination").season, case.design.power
        light, array = season.visible_fraction, power.array_map
        asks = np.broadcast_to(power.demand_map, array.shape)
        fine = light_of_days(case, season.elapsed, light.shape[-1], _FINER).reshape(*light.shape, _FINER)
        mean = fine.mean(axis=-1)
        fine = np.where((mean > _LEAST)[..., None], fine * (light / np.maximum(mean, _LEAST))[..., None],
                        light[..., None]).reshape(len(light), -1)  # fmt: skip
        in_full_light = np.where(light > _LITTLE, array / np.maximum(light, _LITTLE), 0.0)
        payload, base = case.design.payload, power.load - _full(case)
        kept = payload.eclipse_load_fraction if payload.profile != "constant" else 1.0
        work_asked = np.divide(asks - base, kept + (1.0 - kept) * light, out=np.zeros(light.shape),
                               where=kept + (1.0 - kept) * light > _LITTLE)  # fmt: skip
        again = [np.repeat(one, _FINER, axis=1) for one in (in_full_light, work_asked)]
        length = float(season.period) / fine.shape[-1]
        partly = ((fine > _PARTLY) & (fine < 1.0 - _PARTLY)).sum(axis=1).max()
        return Orbits(length, again[0] * fine,
                      (again[1] * (kept + (1.0 - kept) * fine) + base) / chain.distribution_efficiency,
                      float(length * partly))  # fmt: skip

    found: Orbits = case.once("orbits", work)
    return found


def _full(case: Case) -> float:
    """Power of the computers at full load [W]."""
    return float(payload_power(case) * (1 + F(case.design.payload.overhead)))


@dataclass(frozen=True)
class Flown:
    """(D,) Of the orbit of each day, at the bus: means of what is spare, shed and served [W], least charge [J]."""

    spare: Any
    shed: Any
    served: Any
    least: Any
    heat: float
    """Largest mean of a step over the year [W]."""


def flown(case: Case) -> Flown:
    found: Flown = case.once("flown power", _fly)
    return found


def _fly(case: Case) -> Flown:
    """From a full battery, orbit after orbit; where the charge still sinks after many, from an empty one."""
    at, battery, chain = orbits(case), case.design.battery, case.design.power
    size, (into, out_of) = float(case["power.battery_energy"]), efficiencies(case)
    most_in, most_out = battery.energy * battery.max_charge_rate, battery.energy * battery.max_discharge_rate
    count, steps = at.array.shape
    sums, heats = np.zeros((4, count)), np.zeros((count, steps))

    def through(charge: Any, rows: Any) -> Any:
        spare, shed, served, least = (np.zeros(len(rows)) for _ in range(4))
        least = charge.copy()
        for place in range(steps):
            array, asks = at.array[rows, place], at.asks[rows, place]
            power = array * chain.regulator_efficiency - asks
            surplus, deficit = np.maximum(power, 0.0), np.maximum(-power, 0.0)
            taken = np.minimum(np.minimum(surplus, most_in), (size - charge) / (into * at.length))
            given = np.minimum(np.minimum(deficit, most_out), charge * out_of / at.length)
            spare, shed, served = spare + surplus - taken, shed + deficit - given, served + asks - deficit + given
            change = taken * into - given / out_of
            # All that is drawn from the array and the battery and not put back turns into heat.
            heats[rows, place] = array - (surplus - taken) / chain.regulator_efficiency - change
            charge = np.clip(charge + change * at.length, 0.0, size)
            least = np.minimum(least, charge)
        sums[:, rows] = spare / steps, shed / steps, served / steps, least
        return charge

    # Where the array always gives enough the battery stays full.
    balance = at.array * chain.regulator_efficiency - at.asks
    sums[0], sums[2], sums[3] = balance.mean(axis=1), at.asks.mean(axis=1), size
    heats[:] = at.array - balance / chain.regulator_efficiency
    rows = np.flatnonzero((balance < 0.0).any(axis=1))
    charge = np.full(rows.size, size)
    for turn in range(_ORBITS if rows.size else 0):
        after = through(charge, rows)
        # Of what the loads ask for, not of the battery: the largest stores a year of them.
        moved = np.abs(after - charge) > np.maximum(1e-9 * at.asks[rows].sum(axis=1) * at.length, 1e-15 * size)
        charge, rows = after[moved], rows[moved]
        if not rows.size:
            break
        if turn == _ORBITS // 2:
            charge = np.zeros(rows.size)
    return Flown(*sums, float(heats.reshape(count, -1, _FINER).mean(axis=-1).max()))


def _discharge(case: Case) -> float | None:
    """None for a battery so small that the shadow's edges alone empty it."""
    size = float(case["power.battery_energy"])
    if size <= _of_depth(case) or _next_to_none(orbits(case)):
        return None
    return float((size - flown(case).least.min()) / size)


def _deepest(case: Case) -> float:
    """The deepest that any orbit takes the charge of an endless battery below where it was [J]."""

    def work(case: Case) -> float:
        at, (into, out_of) = orbits(case), efficiencies(case)
        balance = at.array * case.design.power.regulator_efficiency - at.asks
        change = np.where(balance > 0.0, balance * into, balance / out_of) * at.length
        below = deepest = np.zeros(len(change))
        for place in range(2 * change.shape[1]):
            below = np.maximum(below - change[:, place % change.shape[1]], 0.0)
            deepest = np.maximum(deepest, below)
        return float(deepest.max())

    return float(case.once("deepest", work))


def _area(case: Case) -> float | None:
    """The root of the worst orbit's gain, by Brent's method."""
    at, (into, out_of) = orbits(case), efficiencies(case)
    if _next_to_none(at):
        return None
    unit = at.array / case.design.array.area * case.design.power.regulator_efficiency

    def gain(area: float) -> float:
        balance = area * unit - at.asks
        whole = (np.where(balance > 0.0, balance * into, balance / out_of) * at.length).sum(axis=1)
        return float(whole.min() / (at.asks * at.length).sum(axis=1).max())

    if float(case["power.array_area_needed"]) > _LARGER_THAN_THE_EARTH:
        return None  # next to no light falls on it, and that little is rounding
    high = float(at.asks.max() / unit.max())  # what meets the largest load in the best light is not enough yet
    while gain(high) < 0.0:
        high *= 2.0
    return float(brentq(gain, 0.0, high, xtol=1e-9 * high, rtol=1e-12))


def _stated_left(case: Case) -> F | None:
    """Share of the battery left, compounded year by year."""
    battery, years = case.design.battery, case.design.mission.lifetime / YEAR
    if battery.chemistry and battery.ageing == "computed":
        return None
    kept, share = F(1) - F(battery.fade) * F(YEAR), F(1)
    for _ in range(int(years)):
        share *= kept
    return share * F(float(kept) ** (years - int(years)))


def _battery_left(case: Case) -> float | None:
    share = _stated_left(case)
    return None if share is None else float(F(case.design.battery.energy) * share)


def _nameplate(case: Case) -> float | None:
    share, battery = _stated_left(case), case.design.battery
    if share is None or share <= 0:
        return None
    at = orbits(case)
    if _next_to_none(at):
        return None
    deficit = float((at.asks - at.array * case.design.power.regulator_efficiency).max())
    by_depth = _deepest(case) / battery.depth_of_discharge_limit / float(share)
    return max(by_depth, deficit / battery.max_discharge_rate, 0.0)


def _load(case: Case) -> float | None:
    if not case.design.thermal.pump_in_overhead:
        return None
    return float(payload_power(case) * (1 + F(case.design.payload.overhead)) + F(case.design.platform.power))


def _array_end(case: Case) -> float | None:
    """Power of every step at the temperature of its cells (given), sunlit mean."""
    if case.table("panel").incidence_response is not None:
        return None
    full, left = _at_end(case)
    return _sunlit_mean(case, np.maximum(full * left, 0.0))


def _at_nothing(case: Case) -> float:
    """What the steps give whose cells are where the straight line of the temperature leaves nothing: in a part of the
    step it may be power, in the rest none [W]."""
    full, left = _at_end(case)
    return _sunlit_mean(case, np.where(np.abs(left) < _LITTLE_LEFT, _LITTLE_LEFT * full, 0.0))


def _at_end(case: Case) -> tuple[Any, Any]:
    """(D, N) Power at 28 °C at the end of life [W/m²], and the share of it that the temperature leaves."""
    panel, cell, array = case.table("panel"), case.table("cell"), case.design.array
    chain = cell.efficiency_cell * array.packing_factor * array.wiring_efficiency * case["panel.remaining_factor"]
    return (chain * case.table("environment").sun_front,
            1.0 + cell.temperature_coefficient * (panel.temperature_front_map - _RATED))  # fmt: skip


def _sunlit_mean(case: Case, power: Any) -> float:
    """[W]"""
    light = case.table("illumination").season.visible_fraction
    return float(case.design.array.area * np.average(power, weights=light))


def _rated(case: Case) -> float | None:
    """None where the straight line of the temperature is followed so far that nothing is left."""
    array, cell = case.design.array, case.table("cell")
    left = 1 + F(cell.temperature_coefficient) * (F(case.design.stack.temperature) - F(_RATED))
    if left <= 0:
        return None
    # No more than all light, however far the straight line is followed into the cold.
    return min(float(F(cell.efficiency_cell) * F(array.packing_factor) * F(array.wiring_efficiency) * left), 1.0)


def _rated_power(case: Case) -> float | None:
    share = _rated(case)
    return None if share is None else share * case.design.environment.solar_constant


def _per_load(value: float | None, case: Case) -> float | None:
    load = float(case["power.load"])
    return None if value is None or load <= 0.0 or _next_to_none(orbits(case)) else value / load


def _next_to_none(at: Orbits) -> bool:
    return bool(at.asks.max() <= max(_NO_LOAD * at.array.max(), 1e-200))


def _edge(case: Case) -> float:
    """What the load takes from the bus in a quarter of a step and in half of what is penumbra [J].

    So much the shadow's edges may be off by: a large array carries the load nearly to the end of the penumbra, a small
    one not even at its beginning; the edge is put where half is seen.
    """
    at = orbits(case)
    return (0.25 * at.length * _FINER + 0.5 * at.penumbra) * float(case["power.load_bus"])


def _heat_moved(case: Case) -> float:
    """[W]"""
    at = orbits(case)
    rounding = 4e-16 * float(case["power.battery_energy"]) / (at.length * _FINER) + _NO_LOAD * float(at.array.max())
    return float(case["power.load_bus"]) / 30.0 + rounding


def _of_year(case: Case) -> float:
    return _edge(case) / (orbits(case).length * orbits(case).array.shape[1]) * YEAR


def _of_depth(case: Case) -> float:
    return _edge(case) / efficiencies(case)[1]


def _of_size(case: Case) -> float:
    return _of_depth(case) / case.design.battery.depth_of_discharge_limit


def _of_nameplate(case: Case) -> float:
    """As `_of_size`; where no orbit is wholly dark, also half of the load at once: the model takes it for dark."""
    half_seen = case.table("illumination").season.visible_fraction.min() > _PARTLY
    rate = case.design.battery.max_discharge_rate
    return _of_size(case) / float(_stated_left(case) or 1) + half_seen * 0.5 * float(case["power.load_bus"]) / rate


_COUNTED = "energy counted in steps eight times finer, their light worked out anew (given full-light array and load)"
_FALL = "deepest fall of an endless battery, in steps eight times finer (given full-light array and load)"
_STEP = "the load of a quarter of a step and of half the penumbra"
_EDGE = "the model takes a penumbra for an edge within a step of 1/120 revolution, and means of the other steps"

WAYS = (
    Way("panel.efficiency_bol", "shares multiplied as fractions (given the cell)", _rated, "rounding", relative=1e-12,
        absolute=1e-300),
    Way("panel.power_density_bol", "shares multiplied as fractions (given the cell)", _rated_power,
        "rounding", relative=1e-12, absolute=1e-300),
    Way("power.payload_power", "accelerators of the catalogue, counted", lambda case: float(payload_power(case)),
        "rounding", relative=1e-12),
    Way("power.load", "sum of the loads as fractions", _load, "rounding", relative=1e-12),
    Way("power.array_eol", "step by step at the temperature of the cells (given)", _array_end, "rounding",
        relative=1e-9, absolute=1e-9, beside=_at_nothing,
        beside_words="steps of cells so hot that next to nothing is left"),
    Way("power.battery_energy", "compounded year by year", _battery_left, "rounding", relative=1e-10, absolute=1e-6),
    Way("power.depth_of_discharge", _COUNTED, _discharge, _EDGE, absolute=1e-6,
        beside=lambda case: _of_depth(case) / float(case["power.battery_energy"]), beside_words=_STEP),
    Way("power.margin_eol", _COUNTED, lambda case: float((flown(case).spare - flown(case).shed).min()), _EDGE,
        relative=1e-6, absolute=1e-6, beside=lambda case: _of_year(case) / YEAR, beside_words=_STEP),
    Way("power.energy_year", _COUNTED,
        lambda case: float(flown(case).served.mean()) * case.design.power.distribution_efficiency * YEAR, _EDGE,
        relative=1e-6, absolute=1.0, beside=_of_year, beside_words=_STEP),
    Way("power.load_shed_energy", _COUNTED,
        lambda case: float(flown(case).shed.mean()) * case.design.power.distribution_efficiency * YEAR, _EDGE,
        relative=1e-6, absolute=1.0, beside=_of_year, beside_words=_STEP),
    Way("power.curtailed_energy", _COUNTED,
        lambda case: float(flown(case).spare.mean()) / case.design.power.regulator_efficiency * YEAR,
        _EDGE, relative=1e-6, absolute=1.0, beside=_of_year,
        beside_words=_STEP),
    Way("power.battery_energy_needed", _FALL,
        lambda case: _deepest(case) / case.design.battery.depth_of_discharge_limit, _EDGE, relative=1e-6, absolute=1.0,
        beside=_of_size, beside_words=_STEP),
    Way("power.storage_drawn_per_kilowatt", _FALL + ", over the load", lambda case: _per_load(_deepest(case), case),
        _EDGE, relative=1e-6, absolute=1e-3, beside=lambda case: _of_depth(case) / float(case["power.load"]),
        beside_words=_STEP),
    Way("power.battery_nameplate_for_array", _FALL + " or largest deficit, stated fade compounded", _nameplate, _EDGE,
        relative=1e-6, absolute=1.0, beside=_of_nameplate,
        beside_words=_STEP + ", and half of the load at once where no orbit is wholly dark"),
    Way("power.array_area_needed", "gain of the worst orbit in steps eight times finer, root by Brent's method", _area,
        _EDGE, relative=3e-3),
    Way("thermal.heat", _COUNTED + ": what is drawn and not put back", lambda case: flown(case).heat,
        "what the battery took in at an edge it may give off within that step or the next one", relative=2e-2,
        absolute=1e-6, beside=_heat_moved, beside_words="a thirtieth of the load and rounding of the charge"),
)  # fmt: skip
