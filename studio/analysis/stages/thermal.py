"""The radiator: what it has to reject, its area or its temperature, and the junctions behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import gathered, is_many, over, plain, trail
from studio.analysis.heat.fins import areal_mass, efficiency
from studio.analysis.heat.surroundings import Surroundings, surroundings
from studio.analysis.heat.transport import Transport, transport
from studio.analysis.result import FloatArray, read_only, result
from studio.design import Design, Issue
from studio.design.quantity import (
    AREA,
    AREAL_MASS,
    DURATION,
    FLUX,
    HEAT_TRANSPORT,
    MASS,
    MASS_FLOW,
    NUMBER,
    POWER,
    PRESSURE,
    RATIO,
    TEMPERATURE,
    TEMPERATURE_RISE,
)
from studio.design.thermal import Thermal as ThermalPart
from studio.physics import radiator
from studio.physics.loop import heat_pipe_load
from studio.text import mark, tr

_NET = "Grey radiator: n ε σ η_fin T⁴ less absorbed sunlight, albedo and Earth infrared (Kirchhoff)"
_LOOP = "Pipe flow of Petukhov and Gnielinski; film in tubes along which the wall is even in temperature"
_NTU = "Effectiveness–NTU (Incropera & DeWitt, Fundamentals of Heat and Mass Transfer, table 11.3)"
_PIPES = "Axial transport of heat pipes: heat × effective length (Reay, Kew & McGlen, Heat Pipes, 6th ed., §2.3)"
_TUBES = ("thermal.coolant", "thermal.coolant_rise", "thermal.tube_pitch", "thermal.tube_length",
          "thermal.tube_diameter", "thermal.radiator_area", "thermal.heat")
_SURFACE = ("thermal.radiator_sides", "thermal.radiator_emittance", "thermal.radiator_absorptance",
            "thermal.fin_efficiency", "thermal.radiator_attitude", "environment.albedo", "environment.earth_infrared",
            "environment.earth_view_factor_nadir")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Thermal:
    heat: float = result(
        mark("Heat to reject"), POWER,
        equation="bus power drawn by the loads, regulator and battery losses, largest of the year",
        source="All electricity ends as heat",
        inputs=("power.load", "power.distribution_efficiency", "power.regulator_efficiency"))
    sink_temperature: float = result(
        mark("Sink temperature, warmest"), TEMPERATURE,
        equation="T_s = (absorbed / (n ε σ) + T_space⁴)^¼, largest of the year",
        source="Temperature at which the radiator without a load would be", inputs=_SURFACE)
    radiator_fin_efficiency: float = result(
        mark("Fin efficiency at work"), RATIO,
        equation="as decided; or heat of the fin θ'' = N (θ⁴ − θ_s⁴), N = n ε σ T³ L²/(k t), over that at its root",
        source="S. Lieblein, NASA TN D-196 (1959): rectangular fin of constant thickness; solved on Chebyshev points",
        inputs=("thermal.fin", "thermal.fin_efficiency", "thermal.tube_pitch", "thermal.tube_diameter",
                "thermal.fin_thickness", "thermal.fin_conductivity", "thermal.sink_temperature"))
    areal_mass: float = result(
        mark("Radiator mass per area at work"), AREAL_MASS,
        equation="as decided; or fin t ρ + (tube wall + coolant in the tubes) / pitch", source="Definition",
        inputs=("thermal.radiator_mass", "thermal.radiator_areal_mass", "thermal.fin_thickness", "thermal.fin_density",
                "thermal.tube_pitch", "thermal.tube_diameter", "thermal.tube_wall", "thermal.coolant"))
    radiator_flux: float = result(
        mark("Net radiated flux"), FLUX,
        equation="q = η_fin (n ε σ T⁴ − Σ(α·sunlight + ε·infrared)) at the hottest temperature, smallest of the year",
        source=_NET, inputs=(*_SURFACE, "thermal.radiator_temperature"))
    radiator_area: float = result(
        mark("Radiator area"), AREA, equation="A = largest of heat / q(target temperature) over the year; or as given",
        source=_NET,
        inputs=("thermal.radiator_sizing", "thermal.heat", "thermal.target_temperature", "thermal.given_area",
                *_SURFACE))
    radiator_temperature: float = result(
        mark("Radiator temperature, hottest"), TEMPERATURE,
        equation="T = ((heat/(η_fin A) + absorbed) / (n ε σ))^¼, largest of the year",
        source=_NET, inputs=("thermal.heat", "thermal.radiator_area", *_SURFACE))
    junction_temperature: float = result(
        mark("Junction temperature, hottest"), TEMPERATURE,
        equation="radiator temperature + junction rise, stated or computed",
        source="Resistance chain from junction to radiator",
        inputs=("thermal.radiator_temperature", "thermal.chain", "thermal.junction_rise", "thermal.chain_rises"))
    junction_margin: float = result(
        mark("Junction margin"), TEMPERATURE_RISE, equation="junction limit − hottest junction", source="Definition",
        inputs=("thermal.junction_limit", "thermal.junction_temperature"))
    chain_names: tuple[str, ...] = result(
        mark("From the junction to the radiator"), equation="the parts of the chain in order", source="Definition",
        inputs=("thermal.loop", "thermal.heat_exchanger"), unit="")
    chain_rises: FloatArray = result(
        mark("Drops in temperature from the junction on"), TEMPERATURE_RISE,
        equation="package: P R; exchanger: Q/(ε C_min) − ΔT; radiator: ΔT/(1 − e^−NTU) above the roots of the fins, "
                 "NTU = Nu k π L/C; where the rise is stated, scaled to its sum", source=_LOOP,
        inputs=("thermal.chain", "thermal.junction_rise", "thermal.package_power", "thermal.junction_resistance",
                "thermal.interface_resistance", "thermal.plate_resistance", "thermal.heat_pipe_rise",
                "thermal.exchanger_effectiveness", *_TUBES))
    chain_computed: float = result(
        mark("Rise of the chain as computed"), TEMPERATURE_RISE, equation="sum of the drops before they are scaled",
        source=_LOOP, inputs=("thermal.chain_rises",))
    pump_power: float | None = result(
        mark("Pump power"), POWER,
        equation="ṁ Δp / (ρ η), ṁ = Q/(c_p ΔT), Δp = f (L/d) ρ v²/2 + that of the parts; part of the overhead, or a "
                 "load of its own", source=_LOOP,
        inputs=("thermal.heat", "thermal.loop", "thermal.loops", "thermal.coolant", "thermal.heat_exchanger",
                "thermal.inner_coolant", "thermal.coolant_rise", "thermal.flow_velocity", "thermal.loop_length",
                "thermal.component_pressure", "thermal.pump_efficiency", "thermal.pump_in_overhead"), optional=True)
    pump_share: float | None = result(
        mark("Pump power per heat"), RATIO, equation="pump power / heat to reject", source="Definition",
        inputs=("thermal.pump_power", "thermal.heat"), optional=True)
    coolant_flow: float | None = result(
        mark("Coolant flow"), MASS_FLOW, equation="ṁ = Q/(c_p ΔT), all loops of the radiator together", source=_LOOP,
        inputs=("thermal.heat", "thermal.coolant", "thermal.coolant_rise"), optional=True)
    pressure_drop: float | None = result(
        mark("Pressure drop"), PRESSURE, equation="f (L/d) ρ v²/2 + that of the parts", source=_LOOP,
        inputs=("thermal.coolant_flow", "thermal.flow_velocity", "thermal.loop_length", "thermal.component_pressure",
                "thermal.loops"), optional=True)
    coolant_mass: float | None = result(
        mark("Coolant in the pipes"), MASS, equation="ρ π d²/4 · length, d from flow and velocity; radiator left out",
        source=_LOOP, inputs=("thermal.coolant_flow", "thermal.flow_velocity", "thermal.loop_length"), optional=True)
    exchanger_duty: float | None = result(
        mark("Exchanger duty"), POWER, equation="all heat to reject", source=_NTU,
        inputs=("thermal.heat", "thermal.heat_exchanger"), optional=True)
    exchanger_ntu: float | None = result(
        mark("Exchanger transfer units"), NUMBER, equation="NTU(ε, C_min/C_max) of the arrangement", source=_NTU,
        inputs=("thermal.exchanger_effectiveness", "thermal.heat_exchanger"), unit="", optional=True)
    exchanger_area: float | None = result(
        mark("Exchanger surface"), AREA, equation="A = UA/U, UA = NTU · C_min", source=_NTU,
        inputs=("thermal.exchanger_ntu", "thermal.heat_exchanger", "thermal.coolant_rise"), optional=True)
    exchanger_mass: float | None = result(
        mark("Exchanger mass"), MASS, equation="surface · mass per surface", source="Exchanger catalogue",
        inputs=("thermal.exchanger_area", "thermal.heat_exchanger"), optional=True)
    exchanger_drop: float | None = result(
        mark("Drop across the exchanger"), TEMPERATURE_RISE, equation="Q/(ε C_min) − Q/C_outer", source=_NTU,
        inputs=("thermal.exchanger_duty", "thermal.exchanger_effectiveness", "thermal.coolant_rise"), optional=True)
    rejection_mass: float = result(
        mark("Mass that rejects the heat"), MASS,
        equation="radiator area · mass per area + exchanger; and the coolant of the pipes, where the mass per area is "
                 "computed: where it is stated it holds the fluid", source="Definition",
        inputs=("thermal.radiator_area", "thermal.areal_mass", "thermal.radiator_mass", "thermal.heat_exchanger",
                "thermal.coolant_rise", "thermal.loop_length"))
    heat_pipe_load: float | None = result(
        mark("Transport of each heat pipe"), HEAT_TRANSPORT, equation="Q p ℓ/A · ℓ/2", source=_PIPES,
        inputs=("thermal.heat", "thermal.tube_pitch", "thermal.tube_length", "thermal.radiator_area"), optional=True)
    heat_pipe_margin: float | None = result(
        mark("Heat pipe margin"), RATIO, equation="transport limit / transport − 1", source=_PIPES,
        inputs=("thermal.heat_pipe_transport", "thermal.heat_pipe_load"), optional=True)
    orbit_time: FloatArray = result(
        mark("Time in the orbit"), DURATION, equation="uniform steps from the ascending node", source="Definition",
        inputs=("orbit.nodal_period",))
    radiator_temperature_worst_day: FloatArray = result(
        mark("Radiator temperature on the hottest day"), TEMPERATURE, equation="see thermal.radiator_temperature",
        source=_NET, inputs=("thermal.radiator_temperature",), time="thermal.orbit_time")
    radiator_temperature_map: FloatArray
    """(D, N) Radiator surface temperature, quasi-steady [K]."""
    heat_map: FloatArray
    """(D, N) Heat to reject [W]."""
    seen: Surroundings
    way: Transport
    hottest_day: int
    coldest_day: int
    """Rows with the hottest and the coldest radiator."""
    issues: tuple[Issue, ...] = ()


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Thermal:
    """Size the radiator for the worst instant of the year, or find how hot a given one gets."""
    thermal, illumination, heat = design.thermal, tables["illumination"], tables["power"].heat_map
    seen = surroundings(design, tables)
    absorbed = seen.absorbed
    # Of sides that are alike only their sum counts; each number of a design meets maps behind two more axes.
    faces = gathered([seen.sides * thermal.radiator_emittance])
    maps = trail(faces[..., 0], 2)[..., None]
    warmest, load = _largest(absorbed), _largest(heat)
    sink = plain(radiator.sink_temperature(warmest, faces))
    if thermal.radiator_sizing == "size":
        if np.any(sink >= thermal.target_temperature):
            raise ValueError(tr("at {temperature:.0f} K the radiator takes in more than it gives off; make it warmer",
                                temperature=np.min(thermal.target_temperature)))  # fmt: skip
        fin = efficiency(thermal, seen.sides, thermal.target_temperature, sink)
        flux = radiator.radiator_flux(trail(thermal.target_temperature, 2), maps, environment=absorbed,
                                      fin_efficiency=trail(fin, 2))  # fmt: skip
        area = plain(np.maximum(_largest(radiator.radiator_area(heat, flux)), _SMALLEST))
    else:
        area = thermal.given_area
        fin = _efficiency_of_area(thermal, seen, warmest, load, sink)
    temperature = radiator.radiator_temperature(heat, trail(area, 2), maps, environment=absorbed,
                                                fin_efficiency=trail(fin, 2))  # fmt: skip
    daily = temperature.max(axis=-1)
    hottest = plain(daily.max(axis=-1))
    # The flux is the smallest where the most is absorbed.
    flux_at_hottest = radiator.radiator_flux(hottest, faces, environment=warmest, fin_efficiency=fin)
    way = transport(thermal, load, area)
    rise = thermal.junction_rise if thermal.chain == "stated" else way.rise
    day, coldest = plain(_first_least(-daily)), plain(_first_least(temperature.min(axis=-1)))
    outer, exchange = way.outer, way.exchange
    coolant_mass = sum(one.mass for one in (outer, way.inner) if one)
    rejection = area * areal_mass(thermal) + (exchange.mass if exchange else 0.0)
    if thermal.radiator_mass == "computed":
        rejection = rejection + coolant_mass
    pipe = None
    if thermal.loop == "heat_pipes":
        pipe = plain(heat_pipe_load(load, area, thermal.tube_pitch, thermal.tube_length))
    many = is_many(tables)
    return Thermal(
        heat=load,
        sink_temperature=sink,
        radiator_fin_efficiency=fin,
        areal_mass=areal_mass(thermal),
        radiator_flux=plain(np.maximum(flux_at_hottest, 0.0)),
        radiator_area=area,
        radiator_temperature=hottest,
        junction_temperature=hottest + rise,
        junction_margin=thermal.junction_limit - hottest - rise,
        chain_names=way.names,
        chain_rises=read_only(way.rises),
        chain_computed=way.computed_rise,
        pump_power=way.pump_power if outer else None,
        pump_share=over(way.pump_power, load) if outer else None,
        coolant_flow=outer.flow if outer else None,
        pressure_drop=outer.pressure if outer else None,
        coolant_mass=coolant_mass if outer else None,
        rejection_mass=rejection,
        exchanger_duty=exchange.duty if exchange else None,
        exchanger_ntu=exchange.units if exchange else None,
        exchanger_area=exchange.area if exchange else None,
        exchanger_mass=exchange.mass if exchange else None,
        exchanger_drop=exchange.drop if exchange else None,
        heat_pipe_load=pipe,
        heat_pipe_margin=None if pipe is None else _less_one(over(thermal.heat_pipe_transport, pipe)),
        orbit_time=illumination.orbit_time,
        radiator_temperature_worst_day=_NOT_VIEWED if many else read_only(temperature[day]),
        radiator_temperature_map=_NOT_VIEWED if many else read_only(temperature),
        heat_map=heat,
        seen=seen,
        way=way,
        hottest_day=day,
        coldest_day=coldest,
        issues=() if many else tuple(_issues(design, hottest + rise, pipe)),
    )


def _first_least(days: FloatArray) -> FloatArray:
    """The first day of the least value but for rounding, which may differ alone and among many; other numbers of a day
    that is chosen, such as those of the nodes, differ by more."""
    least = days.min(axis=-1, keepdims=True)
    first: FloatArray = np.argmax(days <= least + _ALIKE * np.abs(least), axis=-1)
    return first


_ALIKE = 1e-9
_NOT_VIEWED: Any = None
"""What only views of one design read, many have not."""


def _largest(values: FloatArray) -> Any:
    """Of each design's map."""
    return plain(values.max(axis=(-2, -1)))


def _less_one(ratio: Any) -> Any:
    return None if ratio is None else ratio - 1.0


_SMALLEST = 1e-6
"""A satellite without any heat still has a radiator of some size, so that its temperature is defined."""


def _efficiency_of_area(thermal: ThermalPart, seen: Surroundings, absorbed: Any, heat: Any, sink: Any) -> Any:
    """Fin efficiency of a given area at its hottest: the root's temperature follows from it, hence a few turns."""
    emittance, fin = gathered([seen.sides * thermal.radiator_emittance]), 1.0
    if thermal.fin == "stated":
        return thermal.fin_efficiency
    settled = False
    for _ in range(_TURNS):
        root = radiator.radiator_temperature(heat, thermal.given_area, emittance, environment=absorbed,
                                             fin_efficiency=fin)  # fmt: skip
        before, found = fin, efficiency(thermal, seen.sides, plain(np.maximum(root, sink + 0.1)), sink)
        # Of many designs each stops where it would alone.
        fin = plain(np.where(settled, before, found))
        settled = settled | (np.abs(fin - before) < _SAME)
        if np.all(settled):
            break
    return fin


_TURNS = 12
_SAME = 1e-6


def _issues(design: Design, junction: float, pipe: float | None) -> list[Issue]:
    thermal, found = design.thermal, []
    if junction > thermal.junction_limit:
        found.append(Issue("warning", "thermal.junction_limit", tr(
            mark("the hottest junction is at {junction:.1f} °C, {over:.1f} K above its limit"),
            junction=junction - 273.15, over=junction - thermal.junction_limit)))  # fmt: skip
    if pipe is not None and pipe > thermal.heat_pipe_transport:
        found.append(Issue("warning", "thermal.heat_pipe_transport", tr(
            mark("each heat pipe would carry {load:.0f} W·m, more than its {limit:.0f} W·m; put them closer or make "
                 "them shorter"), load=pipe, limit=thermal.heat_pipe_transport)))  # fmt: skip
    return found
