"""The nodes of the satellite through its worst, hottest and coldest orbit, and after a loop has failed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import ManyTables
from studio.analysis.environment_cases import cases
from studio.analysis.heat.failure import failure
from studio.analysis.heat.many import nodes_of_many
from studio.analysis.heat.satellite import FullHeat, Masses, Satellite, satellite
from studio.analysis.result import FloatArray, read_only, result
from studio.analysis.satellite.loads import base_load
from studio.analysis.satellite.storage import storage
from studio.design import Design, Issue
from studio.design.quantity import DURATION, POWER, RATIO, TEMPERATURE, TEMPERATURE_RISE
from studio.physics.constants import STEFAN_BOLTZMANN
from studio.physics.heat import COSMIC_BACKGROUND
from studio.physics.thermal_transient import periodic_temperature
from studio.text import mark, tr

_BALANCE = "Network of heat nodes, periodic over the orbit, exponential integrator (this program)"
_FAILURE = "The same network without the loop, from the steady state of the hot case at full load (this program)"
_PARTS = ("thermal.chain_rises", "thermal.heat", "thermal.structure_rise", "thermal.battery_rise",
          "thermal.structure_area", "thermal.structure_emittance", "thermal.array_conductance", "thermal.plate_share",
          "payload.specific_mass", "platform.mass", "battery.energy", "battery.chemistry", "thermal.areal_mass",
          "thermal.radiator_area")  # fmt: skip
_HOT = ("environment.albedo_hot", "environment.infrared_hot", "environment.solar_constant")
_COLD = ("environment.albedo_cold", "environment.infrared_cold", "environment.solar_constant")


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    node_names: tuple[str, ...] = result(
        mark("Heat nodes"), equation="the parts that hold heat, the array's faces last", source="Definition",
        inputs=("thermal.loop", "thermal.heat_exchanger"), unit="", name="thermal.node_names")
    node_temperatures_worst_day: FloatArray = result(
        mark("Node temperatures on the day with the least light"), TEMPERATURE,
        equation="C dT/dt = heat + Σ G (T_j − T) + Σ σ R (T_j⁴ − T⁴), one row for each node; the array's faces are the "
                 "panel's, and the back of the array is a boundary of the network",
        source=_BALANCE, inputs=(*_PARTS, "panel.temperature"), time="thermal.orbit_time",
        name="thermal.node_temperatures_worst_day")
    node_hot: FloatArray = result(
        mark("Hottest node temperatures, hot case"), TEMPERATURE,
        equation="largest over the hottest day's orbit, Sun at perihelion, albedo and infrared of the hot case; the "
                 "array's of the year", source=_BALANCE, inputs=(*_PARTS, *_HOT), name="thermal.node_hot")
    node_cold: FloatArray = result(
        mark("Coldest node temperatures, cold case"), TEMPERATURE,
        equation="smallest over the coldest day's orbit, Sun at aphelion, albedo and infrared of the cold case; the "
                 "array's of the year", source=_BALANCE, inputs=(*_PARTS, *_COLD), name="thermal.node_cold")
    junction_hot: float = result(
        mark("Junction temperature, hot case"), TEMPERATURE, equation="largest of the accelerators' node",
        source=_BALANCE, inputs=("thermal.node_hot",), name="thermal.junction_hot")
    junction_hot_margin: float = result(
        mark("Junction margin, hot case"), TEMPERATURE_RISE, equation="junction limit − hottest of the node",
        source="Definition", inputs=("thermal.junction_limit", "thermal.junction_hot"),
        name="thermal.junction_hot_margin")
    coolant_cold_margin: float | None = result(
        mark("Coolant above freezing, cold case"), TEMPERATURE_RISE,
        equation="coldest of coolant and radiator − freezing point", source=_BALANCE,
        inputs=("thermal.node_cold", "thermal.coolant", "thermal.inner_coolant"), optional=True,
        name="thermal.coolant_cold_margin")
    edge_from: tuple[str, ...] = result(
        mark("Heat flows from"), equation="start of each path", source="Definition", inputs=("thermal.node_names",),
        unit="", name="thermal.edge_from")
    edge_to: tuple[str, ...] = result(
        mark("Heat flows to"), equation="end of each path", source="Definition", inputs=("thermal.node_names",),
        unit="", name="thermal.edge_to")
    edge_flow: FloatArray = result(
        mark("Heat flows, mean of the orbit"), POWER,
        equation="G (T_i − T_j), σ R (T_i⁴ − T_j⁴) or ṁ c_p (T_return − T_supply); on the day with the least light",
        source=_BALANCE, inputs=("thermal.node_temperatures_worst_day",), name="thermal.edge_flow")
    energy_closure: float = result(
        mark("Energy that does not close"), RATIO,
        equation="largest |in − out − stored| of any node in any step of all cases / heat of the satellite, or the "
                 "largest flow if that is more; the heat to the array's back counts as out",
        source="Energy balance", inputs=("thermal.edge_flow",),
        unit="ppm", name="thermal.energy_closure")
    failure_time: float | None = result(
        mark("Time to the junction limit after a loop fails"), DURATION,
        equation="junction(t) = limit; absent where it never reaches it", source=_FAILURE, unit="s",
        inputs=("thermal.loops", "thermal.junction_limit", "thermal.node_hot", *_PARTS), optional=True,
        name="thermal.failure_time")
    failure_junction_steady: float | None = result(
        mark("Junction with the remaining loops"), TEMPERATURE, equation="steady state at full load", source=_FAILURE,
        inputs=("thermal.loops", *_PARTS), optional=True, name="thermal.failure_junction_steady")
    failure_elapsed: FloatArray = result(
        mark("Time since the failure"), DURATION, equation="uniform steps", source="Definition",
        inputs=("thermal.loops",), name="thermal.failure_elapsed")
    failure_junction: FloatArray = result(
        mark("Junction after the failure"), TEMPERATURE, equation="C dT/dt = heat + Σ G (T_j − T) without the loop",
        source=_FAILURE, inputs=("thermal.loops", *_PARTS), time="thermal.failure_elapsed",
        name="thermal.failure_junction")
    node_keys: tuple[str, ...]
    """What the nodes are called in the program, whatever the language: those of `node_names`."""
    edge_keys: tuple[tuple[str, str], ...]
    """Start and end of each flow, so called."""
    issues: tuple[Issue, ...] = ()


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Nodes:
    """Three orbits side by side: the day with the least light as it is, the hottest hot and the coldest cold."""
    thermal, panel, illumination = tables["thermal"], tables["panel"], tables["illumination"]
    season = illumination.season
    rows = [int(season.worst_day), thermal.hottest_day, thermal.coldest_day]
    parts = _parts(design, tables, rows)
    full = FullHeat(
        accelerators=float(parts["accelerators"].max()),
        overhead=float(parts["plate"].max()),
        structure=float(parts["structure"].max()),
        battery=float(parts["battery"].max()),
        total=float(thermal.heat_map.max()),
    )
    emitting = (thermal.radiator_area * thermal.seen.sides * design.thermal.radiator_emittance
                * thermal.radiator_fin_efficiency)  # fmt: skip
    payload = tables["power"].payload_power * design.payload.specific_mass
    masses = Masses(
        radiator=thermal.radiator_area * thermal.areal_mass,
        payload=payload,
        structure=design.platform.mass,
        battery=design.battery.energy / storage(design.battery).specific_energy,
    )
    whole = satellite(design.thermal, thermal.way, full, emitting, masses)
    absorbed = {name: thermal.radiator_area * thermal.radiator_fin_efficiency * flux
                for name, flux in _absorbed(design, tables, rows).items()}  # fmt: skip
    parts["radiator"] = sum(absorbed.values())
    heat = np.zeros((3, season.phase.size, len(whole.keys)))
    for key, power in parts.items():
        heat[..., whole.node(key)] = power
    back = panel.temperature_back_map[rows]
    boundary = np.stack((np.full_like(back, COSMIC_BACKGROUND), back), axis=-1)
    step = float(season.period) / season.phase.size
    orbit = periodic_temperature(whole.network, heat, time_step=step, boundary=boundary)
    flows = whole.heat_of(orbit.mean, boundary)
    stored = whole.network.capacity * np.diff(orbit.edges, axis=-2) / step
    error = heat + whole.received(flows) - stored
    hot, cold = orbit.edges[1].max(axis=0), orbit.edges[2].min(axis=0)
    after = satellite(design.thermal, thermal.way, full, emitting, masses, working=1.0 - 1.0 / design.thermal.loops)
    course = failure(whole, after, heat[1].max(axis=0), boundary[1].max(axis=0), design.thermal.junction_limit,
                     design.thermal.loops)  # fmt: skip
    junction, front = whole.node("accelerators"), panel.temperature_front_map
    frozen = _above_freezing(thermal.way, whole, cold)
    edges = _edges(design, tables, whole, flows[0].mean(axis=0), parts, absorbed, rows[0])
    called = dict(zip(whole.keys, whole.names, strict=True)) | {key: tr(text) for key, text in _SURROUNDINGS.items()}
    scale = max(float(heat.sum(axis=-1).mean()), float(np.abs(flows).max()), 1.0)
    closure = float(np.abs(error).max()) / scale
    return Nodes(
        node_names=(*whole.names, called["array_front"], called["array_back"]),
        node_keys=(*whole.keys, "array_front", "array_back"),
        node_temperatures_worst_day=read_only(np.vstack((orbit.mean[0].T, front[rows[0]], back[0]))),
        node_hot=read_only([*hot, front.max(), panel.temperature_back_map.max()]),
        node_cold=read_only([*cold, front.min(), panel.temperature_back_map.min()]),
        junction_hot=float(hot[junction]),
        junction_hot_margin=design.thermal.junction_limit - float(hot[junction]),
        coolant_cold_margin=frozen,
        edge_from=tuple(called[start] for start, _, _ in edges),
        edge_to=tuple(called[end] for _, end, _ in edges),
        edge_keys=tuple((start, end) for start, end, _ in edges),
        edge_flow=read_only([flow for _, _, flow in edges]),
        energy_closure=closure,
        failure_time=course.time,
        failure_junction_steady=course.steady,
        failure_elapsed=read_only(course.elapsed),
        failure_junction=read_only(course.junction),
        issues=tuple(_issues(design, frozen, closure)),
    )


def run_many(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Nodes:
    """The numbers of many designs, without the curves and the flows that only views show."""
    found = nodes_of_many(design, tables, tables.count if isinstance(tables, ManyTables) else 1)
    return Nodes(
        **_NOT_VIEWED,
        node_hot=found.node_hot,
        node_cold=found.node_cold,
        junction_hot=found.junction_hot,
        junction_hot_margin=design.thermal.junction_limit - found.junction_hot,
        coolant_cold_margin=found.coolant_cold_margin,
        energy_closure=found.energy_closure,
        failure_time=found.failure_time,
        failure_junction_steady=found.failure_junction_steady,
    )


_NOT_VIEWED: dict[str, Any] = {
    "node_names": (), "node_keys": (), "node_temperatures_worst_day": None, "edge_from": (), "edge_to": (),
    "edge_keys": (), "edge_flow": None, "failure_elapsed": None, "failure_junction": None,
}  # fmt: skip
"""What only views of one design read, many have not."""


def _parts(design: Design, tables: Mapping[str, Any], rows: list[int]) -> dict[str, FloatArray]:
    """(3, N) Heat [W] where it arises: accelerators, their overhead on the cold plates, battery, and all the rest."""
    power, thermal = tables["power"], tables["thermal"]
    demand, served = power.demand_map[rows], power.served_map[rows]
    share = np.divide(served, demand, out=np.zeros_like(served), where=demand > 0.0)
    base = base_load(design, power.payload_power * (1.0 + design.payload.overhead))
    payload = np.maximum(demand - base, 0.0) * share
    accelerators, held = payload / (1.0 + design.payload.overhead), storage(design.battery)
    battery = (1.0 - held.charge_efficiency) * power.charge_map[rows]
    battery = battery + (1.0 / held.discharge_efficiency - 1.0) * power.discharge_map[rows]
    rest = thermal.heat_map[rows] - payload - battery
    return {"accelerators": accelerators, "plate": payload - accelerators, "battery": battery, "structure": rest}


def _absorbed(design: Design, tables: Mapping[str, Any], rows: list[int]) -> dict[str, FloatArray]:
    """(3, N) What the radiator absorbs per area of Sun and Earth [W/m²]: as it is, in the hot and in the cold case."""
    seen, facts = tables["thermal"].seen, design.environment
    flux = tables["environment"].solar_flux[rows]
    cold, _, hot = cases(design)
    sun = np.array([flux[0], hot.solar_flux, cold.solar_flux]) / flux
    albedo = np.array([facts.albedo, hot.albedo, cold.albedo])
    infrared = np.array([facts.earth_infrared, hot.earth_infrared, cold.earth_infrared]) / facts.earth_infrared
    return {
        "Sun": seen.sun[rows] * sun[:, None],
        "Earth": seen.white[rows] * (sun * albedo)[:, None] + seen.infrared[rows] * infrared[:, None],
    }


def _above_freezing(way: Any, whole: Satellite, cold: FloatArray) -> float | None:
    margins = []
    for circuit, keys in ((way.outer, ("return", "supply", "radiator")), (way.inner, ("inner_return", "inner_supply"))):
        if circuit is not None:
            coldest = min(float(cold[whole.node(key)]) for key in keys)
            margins.append(coldest - circuit.coolant.freezing_point.value)
    return min(margins, default=None)


_SURROUNDINGS = {
    "space": mark("Deep space"), "array_back": mark("Array back"), "array_front": mark("Array front"),
    "array_power": mark("Array power"), "electricity": mark("Electricity"), "sun": mark("Sun"), "earth": mark("Earth"),
}  # fmt: skip
"""What lies about the network, the first two being its boundaries."""


def _edges(
    design: Design,
    tables: Mapping[str, Any],
    whole: Satellite,
    flows: FloatArray,
    parts: Mapping[str, FloatArray],
    absorbed: Mapping[str, FloatArray],
    row: int,
) -> list[tuple[str, str, float]]:
    """Every path with its mean flow: those of the network, what enters it, and the faces of the array."""
    keys = (*whole.keys, "space", "array_back")
    found = [(keys[path.start], keys[path.end], float(power)) for path, power in zip(whole.flows, flows, strict=True)]
    for key in ("accelerators", "plate", "structure", "battery"):
        found.append(("electricity", key, float(parts[key][0].mean())))
    for body, power in absorbed.items():
        found.append((body.lower(), "radiator", float(power[0].mean())))
    panel, environment, faces, area = tables["panel"], tables["environment"], tables["optics"], design.array.area
    warm, cool = panel.temperature_front_map[row], panel.temperature_back_map[row]
    found += [
        ("sun", "array_front", area * faces.absorptance * float(environment.sun_front[row].mean())),
        ("sun", "array_back", area * faces.absorptance_back * float(environment.sun_back[row].mean())),
        ("earth", "array_front", area * float((faces.absorptance * environment.albedo_front[row]
                                               + faces.emittance_front * environment.infrared_front[row]).mean())),
        ("earth", "array_back", area * float((faces.absorptance_back * environment.albedo_back[row]
                                              + faces.emittance_back * environment.infrared_back[row]).mean())),
        ("array_front", "array_back", area * panel.conductance * float((warm - cool).mean())),
        ("array_front", "array_power", area * float(panel.electric_map[row].mean())),
        ("array_front", "space", area * faces.emittance_front * STEFAN_BOLTZMANN * float((warm**4).mean())),
        ("array_back", "space", area * faces.emittance_back * STEFAN_BOLTZMANN * float((cool**4).mean())),
    ]  # fmt: skip
    return found


_OPEN = 1e-3
"""What does not close of the heat above which the nodes are not to be trusted."""


def _issues(design: Design, frozen: float | None, closure: float) -> Iterator[Issue]:
    if frozen is not None and frozen <= 0.0:
        yield Issue("warning", "thermal.coolant", tr(
            mark("in the cold case the coolant falls {below:.0f} K below its freezing point; take another, or heat it"),
            below=-frozen))  # fmt: skip
    if closure > _OPEN:
        yield Issue("warning", "thermal.structure_area", tr(
            mark("{share:.1f} % of the heat is lost by rounding: surfaces or masses do not go with so little heat, and "
                 "the temperatures of the nodes mean little"), share=100.0 * closure))  # fmt: skip
