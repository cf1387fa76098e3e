"""The heat nodes of many satellites: their hottest orbit in the hot case, their coldest in the cold, a loop's failure.

The orbit of the day with the least light, which only views show, is left out, and what does not close is that of the
hot case.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.analysis.columns import gathered, greatest, trail
from studio.analysis.environment_cases import cases
from studio.analysis.heat.satellite import FullHeat, Masses, Satellite, satellite
from studio.analysis.result import FloatArray
from studio.analysis.satellite.loads import base_load
from studio.analysis.satellite.storage import storage
from studio.design import Design
from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.heat import COSMIC_BACKGROUND
from studio.physics.thermal_modes import Modes, Networks, march_modes, periodic_modes, steady_temperatures

_STEPS = 48
_STRETCHES = 5
_LONGER = 6.0
_LONGEST = 30.0 * 86400.0
"""All four as in `studio.analysis.heat.failure`."""
_HOT, _COLD = 0, 1


@dataclass(frozen=True, slots=True)
class ManyNodes:
    """(B,) each; NaN where there is none."""

    junction_hot: Any
    coolant_cold_margin: Any
    energy_closure: Any
    failure_time: Any
    failure_junction_steady: Any
    node_hot: FloatArray
    node_cold: FloatArray
    """(B, n) The hottest in the hot case and the coldest in the cold [K]."""


def nodes_of_many(design: Design, tables: Mapping[str, Any], count: int) -> ManyNodes:
    """The nodes of `count` designs."""
    thermal, season = tables["thermal"], tables["illumination"].season
    days = np.stack([np.broadcast_to(day, (count,)) for day in (thermal.hottest_day, thermal.coldest_day)], axis=-1)
    every = np.stack([np.broadcast_to(season.worst_day, (count,)), *days.T], axis=-1)
    parts = _parts(design, tables, every)
    full = FullHeat(**{name: parts[key].max(axis=(-2, -1)) for name, key in _FULL.items()},
                    total=np.broadcast_to(thermal.heat, (count,)))  # fmt: skip
    emitting = (thermal.radiator_area * thermal.seen.sides * design.thermal.radiator_emittance
                * thermal.radiator_fin_efficiency)  # fmt: skip
    masses = Masses(
        radiator=thermal.radiator_area * thermal.areal_mass,
        payload=tables["power"].payload_power * design.payload.specific_mass,
        structure=design.platform.mass,
        battery=design.battery.energy / storage(design.battery).specific_energy,
    )
    whole = satellite(design.thermal, thermal.way, full, emitting, masses)
    networks = _networks(whole, count)
    loads = np.zeros((count, 2, len(whole.keys), season.phase.shape[-1]))
    for key, power in parts.items():
        loads[:, :, whole.node(key)] = power[:, 1:]
    area = trail(np.asarray(thermal.radiator_area * thermal.radiator_fin_efficiency), 2)
    loads[:, :, whole.node("radiator")] = area * _absorbed(design, tables, days)
    back = _at(tables["panel"].temperature_back_map, days)
    heat = _with_boundaries(whole, loads, back)
    step = np.broadcast_to(season.period, (count,)) / loads.shape[-1]
    reference = steady_temperatures(networks, heat.mean(axis=-1))
    orbit = periodic_modes(networks, reference, heat, step)
    edges = orbit.edges(_HOT)
    hot, cold = edges.max(axis=-1), orbit.edges(_COLD).min(axis=-1)
    junction = whole.node("accelerators")
    most = _with_boundaries(whole, loads[:, _HOT].max(axis=-1)[:, None, :, None],
                            back[:, _HOT].max(axis=-1)[:, None, None])  # fmt: skip
    working = np.broadcast_to(1.0 - 1.0 / np.asarray(design.thermal.loops, dtype=np.float64), (count,))
    after = satellite(design.thermal, thermal.way, full, emitting, masses, working=working)
    time, steady = _failure(whole, networks, _networks(after, count), most[..., 0], working,
                            np.broadcast_to(design.thermal.junction_limit, (count,)))  # fmt: skip
    return ManyNodes(
        junction_hot=hot[:, junction],
        coolant_cold_margin=_above_freezing(thermal.way, whole, cold),
        energy_closure=_closure(whole, networks, loads[:, _HOT], heat[:, _HOT], edges, orbit.means(_HOT),
                                back[:, _HOT], step),
        failure_time=time,
        failure_junction_steady=steady,
        node_hot=hot,
        node_cold=cold,
    )  # fmt: skip


_FULL = {"accelerators": "accelerators", "overhead": "plate", "structure": "structure", "battery": "battery"}


def _at(values: FloatArray, days: NDArray[np.intp]) -> FloatArray:
    """(B, k, N) Some rows of the maps of each design, or of that of all."""
    found: FloatArray = values[np.arange(len(days))[:, None], days] if values.ndim > 2 else values[days]
    return found


def _parts(design: Design, tables: Mapping[str, Any], days: NDArray[np.intp]) -> dict[str, FloatArray]:
    """(B, k, N) Heat [W] where it arises, as `studio.analysis.stages.nodes` finds it of one design."""
    power, held, overhead = tables["power"], storage(design.battery), 1.0 + trail(design.payload.overhead, 2)
    demand, served = _at(power.demand_map, days), _at(power.served_map, days)
    share = np.divide(served, demand, out=np.zeros_like(served), where=demand > 0.0)
    base = trail(base_load(design, power.payload_power * (1.0 + design.payload.overhead)), 2)
    payload = np.maximum(demand - base, 0.0) * share
    accelerators = payload / overhead
    battery = (1.0 - trail(held.charge_efficiency, 2)) * _at(power.charge_map, days)
    battery = battery + (1.0 / trail(held.discharge_efficiency, 2) - 1.0) * _at(power.discharge_map, days)
    rest = _at(tables["thermal"].heat_map, days) - payload - battery
    return {"accelerators": accelerators, "plate": payload - accelerators, "battery": battery, "structure": rest}


def _absorbed(design: Design, tables: Mapping[str, Any], days: NDArray[np.intp]) -> FloatArray:
    """(B, 2, N) What the radiator absorbs per area of Sun and Earth [W/m²], in the hot and in the cold case."""
    seen, facts, count = tables["thermal"].seen, design.environment, len(days)
    solar = tables["environment"].solar_flux
    flux = solar[np.arange(count)[:, None], days] if solar.ndim > 1 else solar[days]
    cold, _, hot = cases(design)

    def both(name: str) -> FloatArray:
        found: FloatArray = gathered(np.broadcast_to(getattr(case, name), (count,)) for case in (hot, cold))
        return found

    sun, infrared = both("solar_flux") / flux, both("earth_infrared") / trail(facts.earth_infrared, 1)
    taken = _at(seen.sun, days) * sun[..., None] + _at(seen.white, days) * (sun * both("albedo"))[..., None]
    return np.asarray(taken + _at(seen.infrared, days) * infrared[..., None])


def _networks(whole: Satellite, count: int) -> Networks:
    network, n = whole.network, len(whole.keys)
    hot = np.array([whole.node(key) for key in ("radiator", "structure")])
    capacity, exchange = network.capacity, network.exchange[..., :n]
    radiative = STEFAN_BOLTZMANN * network.radiation[..., hot, hot]
    return Networks(
        np.broadcast_to(capacity, (count, n)), np.broadcast_to(exchange, (count, n, n)),
        np.broadcast_to(radiative, (count, hot.size)), hot, symmetric="inner_return" not in whole.keys,
    )  # fmt: skip


def _with_boundaries(whole: Satellite, loads: FloatArray, back: FloatArray) -> FloatArray:
    """Heat into the nodes (B, c, n, N) with that from deep space and from the back of the array (B, c, N)."""
    network, n = whole.network, len(whole.keys)
    structure = whole.node("structure")
    heat: FloatArray = loads - STEFAN_BOLTZMANN * COSMIC_BACKGROUND**4 * network.radiation[..., None, :, n, None]
    heat[:, :, structure] -= trail(np.asarray(network.exchange[..., structure, n + 1]), 2) * back
    return heat


def _above_freezing(way: Any, whole: Satellite, cold: FloatArray) -> FloatArray | None:
    margins = []
    for circuit, keys in ((way.outer, ("return", "supply", "radiator")), (way.inner, ("inner_return", "inner_supply"))):
        if circuit is not None:
            places = [whole.node(key) for key in keys]
            margins.append(cold[:, places].min(axis=-1) - circuit.coolant.freezing_point.value)
    return np.min(margins, axis=0) if margins else None


def _closure(
    whole: Satellite, networks: Networks, loads: FloatArray, heat: FloatArray, edges: FloatArray, mean: FloatArray,
    back: FloatArray, step: FloatArray,
) -> FloatArray:  # fmt: skip
    """(B,) The largest of what does not close in one case, over the heat or the largest flow; nodes by steps."""
    stored = networks.capacity[..., None] * (np.roll(edges, -1, axis=-1) - edges) / step[:, None, None]
    error = heat - networks.exchange @ mean - stored
    fourth = mean[:, networks.hot] ** 4
    error[:, networks.hot] -= networks.radiative[..., None] * fourth
    flows = [np.abs(networks.radiative[..., None] * (fourth - COSMIC_BACKGROUND**4)).max(axis=(1, 2))]
    warm = np.concatenate((mean, np.full_like(back, COSMIC_BACKGROUND)[:, None], back[:, None]), axis=1)
    for flow in whole.flows:
        if not flow.radiates:
            difference = np.abs(warm[:, flow.hot] - warm[:, flow.cold]).max(axis=-1)
            flows.append(flow.conductance * difference)
    largest = np.max(flows, axis=0)
    scale = greatest(np.maximum(loads.sum(axis=-2).mean(axis=-1), largest), 1.0)
    return np.asarray(np.abs(error).max(axis=(-2, -1)) / scale)


def _failure(
    whole: Satellite, before: Networks, after: Networks, heat: FloatArray, working: FloatArray, limit: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """(B,) Time until the junctions reach their limit and where they end, as `studio.analysis.heat.failure` has it.

    `heat` (B, 1, n) is constant, `working` the share of the loops that is left.
    """
    place, plate = whole.node("accelerators"), whole.node("plate")
    start = steady_temperatures(before, heat)
    steady, time = np.full(len(heat), np.nan), np.full(len(heat), np.nan)
    left = np.flatnonzero(working > 0.0)
    if left.size:
        steady[left] = steady_temperatures(after.some(left), heat[left])[:, 0, place]
    loops = 1.0 / (1.0 - working)
    warming = np.maximum(heat[:, 0, place] + heat[:, 0, plate], 1e-6) / loops
    warming /= before.capacity[:, place] + before.capacity[:, plate]
    span = np.clip(2.0 * np.maximum(limit - start[:, 0, place], 1.0) / warming, 10.0, _LONGEST)
    never, todo = steady <= limit, np.arange(len(heat))
    for _ in range(_STRETCHES):
        modes = Modes(after.some(todo), start[todo] ** 3, span[todo] / _STEPS)
        amplitudes = march_modes(modes, start[todo], heat[todo], _STEPS)
        junction = (amplitudes * modes.of_modes[:, 0, place].T).sum(axis=1).real.T
        time[todo] = _crossing(span[todo], junction, limit[todo])
        reached = junction.max(axis=-1) >= limit[todo]
        todo = todo[~(never[todo] | reached | (span[todo] >= _LONGEST))]
        if not todo.size:
            break
        span[todo] = np.minimum(span[todo] * _LONGER, _LONGEST)
    return time, steady


def _crossing(span: FloatArray, junction: FloatArray, limit: FloatArray) -> FloatArray:
    """(B,) When the junctions (B, N + 1) reach their limit for the first time; NaN where they do not."""
    above = junction >= limit[:, None]
    first, every = np.argmax(above, axis=-1), np.arange(len(span))
    step = span / (junction.shape[-1] - 1)
    earlier = np.maximum(first - 1, 0)
    low, high = junction[every, earlier], junction[every, first]
    rise = np.where(high > low, high - low, 1.0)
    found = np.where(first > 0, (earlier + (limit - low) / rise) * step, 0.0)
    return np.where(above.any(axis=-1), found, np.nan)
