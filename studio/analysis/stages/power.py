"""From the array over regulator, bus and battery to the loads: the periodic steady state of every day's orbit."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.result import FloatArray, read_only, result
from studio.analysis.satellite.closing import Chain, nameplate_for, smallest_pair
from studio.analysis.satellite.loads import loads
from studio.analysis.satellite.power_issues import power_issues
from studio.analysis.satellite.storage import storage
from studio.analysis.stack.waterfall import waterfall
from studio.analysis.stages.illumination import day_of_row
from studio.analysis.stages.panel import sunlit_mean
from studio.design import Design, Issue
from studio.design.quantity import (
    AREA,
    DURATION,
    ENERGY,
    ENERGY_PER_POWER,
    FLUX,
    MASS,
    NUMBER,
    POWER,
    RATIO,
    SPECIFIC_ENERGY,
    VOLTAGE,
    YEAR,
)
from studio.physics.battery import periodic_battery
from studio.physics.conductor import METALS, conductor_mass, conductor_section, resistivity
from studio.physics.shadow_steps import shadow_steps
from studio.text import mark

_CHAIN = "Energy balance of the chain array → regulator → bus → battery → load (this program)"
_MINER = "Miner's rule over the cycles of the year and a calendar loss, Arrhenius in temperature; tests as catalogued"
_BATTERY = ("battery.energy", "battery.ageing", "battery.fade", "battery.chemistry", "battery.temperature",
            "mission.lifetime")  # fmt: skip
_PROFILE = ("payload.profile", "payload.eclipse_load_fraction", "payload.duty", "payload.cycles_per_orbit",
            "payload.idle_share", "payload.demand_mean", "payload.demand_swing", "payload.demand_crest")  # fmt: skip
_STATE = ("power.array_eol", "power.load", "battery.charge_efficiency", "battery.discharge_efficiency",
          "battery.chemistry", "power.battery_energy", "battery.max_charge_rate", "battery.max_discharge_rate",
          *_PROFILE, "illumination.sunlit_fraction_year")  # fmt: skip
_FALL = ("power.load_bus", *_PROFILE, "illumination.eclipse_max", "battery.discharge_efficiency", "battery.chemistry",
         "power.regulator_efficiency")  # fmt: skip
_CLOSING = (*_FALL, "battery.charge_efficiency", "battery.depth_of_discharge_limit", "battery.max_charge_rate",
            "battery.max_discharge_rate", *_BATTERY, "panel.power_density_operating_eol",
            "illumination.sunlit_fraction_year")  # fmt: skip
_BUS = ("power.conductor_loss_share", "power.distribution_efficiency", "power.load_bus")
_WIRES = (*_BUS, "power.conductor", "power.conductor_length", "power.conductor_temperature", "array.area")


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    array_bol: float = result(
        mark("Array power, beginning of life"), POWER,
        equation="P = A · η(T) · S cos θ, sunlit mean of the year, at the array terminals", source=_CHAIN,
        inputs=("array.area", "panel.efficiency_bol", "panel.temperature", "environment.solar_flux_mean",
                "environment.incidence_mean"))
    array_eol: float = result(
        mark("Array power, end of life"), POWER,
        equation="P = A · η(T) · remaining factor · S cos θ, sunlit mean of the year", source=_CHAIN,
        inputs=("array.area", "panel.efficiency_eol", "panel.temperature", "environment.solar_flux_mean",
                "environment.incidence_mean"))
    load: float = result(
        mark("Load"), POWER,
        equation="payload · (1 + overhead) + platform, and the pumps unless in the overhead; at the loads",
        source="Definition", inputs=("power.payload_power", "payload.overhead", "platform.power",
                                     "thermal.pump_in_overhead", "thermal.pump_efficiency"))
    payload_power: float = result(
        mark("Payload power at full load"), POWER, equation="as decided; or accelerators · power of one, catalogue",
        source="Definition", inputs=("payload.sizing", "payload.power", "payload.count", "payload.accelerator"))
    load_bus: float = result(
        mark("Load at the bus"), POWER, equation="load / distribution efficiency", source="Definition",
        inputs=("power.load", "power.distribution_efficiency"))
    battery_energy: float = result(
        mark("Battery energy, end of life"), ENERGY,
        equation="stated: E · (1 − fade · 1 yr)^(lifetime / 1 yr); computed: E · (1 − lifetime · f · "
                 "((1 − c) Σ nᵢ/N(depthᵢ) + calendar loss)), f = exp(E_a/R (1/T₀ − 1/T))",
        source=_MINER, inputs=_BATTERY)
    battery_specific_energy: float = result(
        mark("Battery W·h/kg"), SPECIFIC_ENERGY, equation="of the pack: of the chemistry, or as stated",
        source="Battery catalogue", inputs=("battery.chemistry", "battery.specific_energy"))
    battery_cycles_year: float | None = result(
        mark("Battery cycles in a year"), NUMBER, equation="orbits that take energy out of the battery",
        source="Definition", inputs=("illumination.eclipse_season_days", "orbit.nodal_period"), unit="", optional=True)
    battery_cycle_life: float | None = result(
        mark("Battery cycle life"), NUMBER,
        equation="n / (f Σ nᵢ/N(depthᵢ)): cycles of the year's depths, over nameplate, until the end of life",
        source=_MINER, inputs=("power.battery_cycles_year", *_BATTERY, *_FALL), unit="", optional=True)
    battery_life: float | None = result(
        mark("Battery life"), DURATION,
        equation="(1 − c) / (f ((1 − c) Σ nᵢ/N(depthᵢ) + calendar loss)): until the capacity c of the tests is left",
        source=_MINER, inputs=("power.battery_cycle_life", *_BATTERY), unit="yr", optional=True)
    battery_life_margin: float | None = result(
        mark("Battery life beyond the mission"), DURATION, equation="battery life − lifetime", source="Definition",
        inputs=("power.battery_life", "mission.lifetime"), unit="yr", optional=True)
    depth_of_discharge: float | None = result(
        mark("Depth of discharge, worst orbit"), RATIO,
        equation="(battery energy − lowest stored energy) / battery energy, at end of life; the steps of the orbit are "
                 "cut at the edges of the shadow",
        source=_CHAIN, inputs=_STATE, optional=True)
    battery_energy_needed: float | None = result(
        mark("Battery that carries every eclipse"), ENERGY,
        equation="deepest fall of the stored energy in any orbit / discharge limit, at end of life", source=_CHAIN,
        inputs=(*_FALL, "battery.depth_of_discharge_limit"), optional=True)
    storage_drawn_per_kilowatt: float | None = result(
        mark("Energy drawn from storage per kW of load"), ENERGY_PER_POWER,
        equation="deepest fall of the stored energy in any orbit / load",
        source="Definition", inputs=(*_FALL, "power.load"), optional=True)
    storage_per_kilowatt: float | None = result(
        mark("Storage needed per kW of load"), ENERGY_PER_POWER, equation="battery that carries every eclipse / load",
        source="Definition", inputs=("power.battery_energy_needed", "power.load"), optional=True)
    storage_nameplate_per_kilowatt: float | None = result(
        mark("Nameplate storage per kW of load"), ENERGY_PER_POWER,
        equation="battery that closes with the array as it is, new / load",
        source="Definition", inputs=("power.battery_nameplate_for_array", "power.load"), optional=True)
    array_area_needed: float | None = result(
        mark("Smallest array that closes"), AREA,
        equation="smallest A with Σ [η_c min((A p η_r − L)⁺, C) − (L − A p η_r)⁺/η_d] ≥ 0 in every orbit, end of life",
        source=_CHAIN + "; Newton on a concave, piecewise linear sum", inputs=_CLOSING, optional=True)
    battery_nameplate_needed: float | None = result(
        mark("Smallest battery with that array"), ENERGY,
        equation="smallest E with E · share left · discharge limit ≥ deepest fall, and E · discharge rate ≥ deficit",
        source=_CHAIN, inputs=("power.array_area_needed", *_CLOSING), optional=True)
    battery_nameplate_for_array: float | None = result(
        mark("Smallest battery with the array as it is"), ENERGY,
        equation="smallest E with E · share left · discharge limit ≥ deepest fall, and E · discharge rate ≥ deficit",
        source=_CHAIN, inputs=("array.area", *_CLOSING), optional=True)
    conductor_loss: float | None = result(
        mark("Loss in the conductors of the bus"), POWER,
        equation="share · load at the bus, at most the whole distribution loss, of which it is a part",
        source="Ohm's law", inputs=_BUS, optional=True)
    conductor_section: float | None = result(
        mark("Section of each conductor"), AREA, equation="A = 2 ρ(T) L P / (ε V²)", source="Ohm's law; IEC 60028",
        inputs=("power.bus_voltage", *_WIRES), unit="cm²", optional=True)
    conductor_mass: float | None = result(
        mark("Conductors of the bus"), MASS, equation="2 A L δ, without insulation", source="Ohm's law; IEC 60028",
        inputs=("power.conductor_section", "power.conductor_length", "power.conductor", "array.area"), optional=True)
    bus_voltages: FloatArray = result(
        mark("Bus voltages"), VOLTAGE, equation="bus voltage · 10^(−1 … 1), evenly in the logarithm",
        source="Definition", inputs=("power.bus_voltage",))
    conductor_mass_voltages: FloatArray = result(
        mark("Conductor mass against bus voltage"), MASS,
        equation="2 A L δ with A = 2 ρ(T) L P / (ε V²), at each voltage; 0 where the distribution has no loss",
        source="Ohm's law; IEC 60028", inputs=("power.bus_voltages", *_WIRES))
    margin_eol: float = result(
        mark("Power margin, worst orbit, end of life"), POWER,
        equation="mean over the orbit of (curtailed at the bus − shed), in the worst orbit of the year",
        source=_CHAIN, inputs=_STATE)
    throttled_share: float = result(
        mark("Compute lost by throttling in eclipse"), RATIO,
        equation="1 − mean of (work asked for · share kept in eclipse) / mean of work asked for", source="Definition",
        inputs=(*_PROFILE, "illumination.sunlit_fraction_year"))
    load_shed_energy: float = result(
        mark("Load shed in a year"), ENERGY,
        equation="∫ shed dt, end of life, one orbit a day taken for all its orbits",
        source=_CHAIN, inputs=_STATE)
    curtailed_energy: float = result(
        mark("Array energy not used in a year"), ENERGY, equation="∫ curtailed dt, end of life", source=_CHAIN,
        inputs=_STATE)
    energy_year: float = result(
        mark("Energy to the loads in a year"), ENERGY, equation="∫ delivered dt, end of life", source=_CHAIN,
        inputs=_STATE)
    array_energy_year: float = result(
        mark("Array energy in a year"), ENERGY, equation="∫ array power dt, end of life", source=_CHAIN,
        inputs=("power.array_eol", "illumination.sunlit_fraction_year"))
    availability: float | None = result(
        mark("Load delivered"), RATIO, equation="energy to the loads / energy of the full load all year",
        source="Definition", inputs=("power.energy_year", "power.load"), optional=True)
    cycles_life: float = result(
        mark("Battery cycles in the lifetime"), NUMBER, equation="orbits with a discharge above 1 % × lifetime / 1 yr",
        source="Definition", inputs=("illumination.eclipse_season_days", "orbit.nodal_period", "mission.lifetime"),
        unit="")
    worst_day: int = result(
        mark("Worst day for power"), NUMBER, equation="day from the epoch with the smallest margin", source=_CHAIN,
        inputs=_STATE, unit="")
    orbit_time: FloatArray = result(
        mark("Time in the orbit"), DURATION, equation="uniform steps from the ascending node", source="Definition",
        inputs=("orbit.nodal_period",))
    array_worst_day: FloatArray = result(
        mark("Array power on the worst day"), POWER, equation="see power.array_eol", source=_CHAIN,
        inputs=("power.array_eol",), time="power.orbit_time")
    load_worst_day: FloatArray = result(
        mark("Load served on the worst day"), POWER, equation="load − shed", source=_CHAIN, inputs=("power.load",),
        time="power.orbit_time")
    state_of_charge_worst_day: FloatArray = result(
        mark("State of charge on the worst day"), RATIO, equation="stored / battery energy at end of life",
        source=_CHAIN, inputs=_STATE, time="power.orbit_time")
    loss_names: tuple[str, ...] = result(
        mark("From sunlight to the bus"), equation="sunlight, every loss in order, what arrives at the bus",
        source="Energy balance", inputs=("power.loss_values",), unit="")
    loss_values: FloatArray = result(
        mark("Power from sunlight to the bus"), FLUX,
        equation="per panel area, sunlit mean of the year at end of life; the first is the sum of the others",
        source="Energy balance", inputs=("environment.solar_flux_mean", "environment.incidence_mean",
                                         "array.packing_factor", "panel.efficiency_cell", "array.wiring_efficiency",
                                         "panel.temperature", "panel.remaining_factor",
                                         "power.regulator_efficiency"))  # fmt: skip
    array_map: FloatArray
    """(D, N) Array power at the terminals [W], end of life."""
    demand_map: FloatArray
    """(D, N) Load asked for at the loads [W]."""
    served_map: FloatArray
    """(D, N) Load served [W]."""
    charge_map: FloatArray
    discharge_map: FloatArray
    """(D, N) Power at the bus into and out of the battery [W]."""
    curtailed_map: FloatArray
    """(D, N) Bus power that nothing takes [W]."""
    shed_map: FloatArray
    """(D, N) Load not served [W]."""
    state_of_charge_map: FloatArray
    """(D, N) Stored energy at the start of each step over battery energy; zeros without a battery."""
    margin_days: FloatArray
    """(D,) Margin of the orbit of each row [W]."""
    life_time: FloatArray = result(
        mark("Time in the life"), DURATION, equation="years from launch, and the end", source="Definition",
        inputs=("mission.lifetime",), unit="yr")
    life_array: FloatArray = result(
        mark("Array power over the life"), POWER, equation="see power.array_eol, at each year", source=_CHAIN,
        inputs=("power.array_eol", "panel.remaining_factor"), time="power.life_time")
    life_battery: FloatArray = result(
        mark("Battery energy over the life"), ENERGY, equation="see power.battery_energy, at each year", source=_MINER,
        inputs=("power.battery_energy",), time="power.life_time")
    life_margin: FloatArray = result(
        mark("Power margin over the life"), POWER,
        equation="see power.margin_eol, of the orbit that is the worst at end of life, at each year", source=_CHAIN,
        inputs=("power.margin_eol", "power.life_array", "power.life_battery"), time="power.life_time")
    issues: tuple[Issue, ...]
    work_mean: float
    """Mean over the orbit of the work that the profile asks for, over that at full load."""
    kept_mean: float
    """Mean over the year of the work that is left after throttling, over that at full load."""
    payload_share: float
    """Mean over the year of the work whose power is served, over that at full load."""
    served_mean: float
    """Mean over the year of the load served [W]."""
    heat_map: FloatArray
    """(D, N) Everything that becomes heat in the satellite body: loads, distribution, regulator and battery [W]."""


_VOLTAGES = read_only(np.logspace(-1.0, 1.0, 41))
"""Of the bus, over that of the design, at which the conductors are weighed: for a loss, as its square falls."""
_CYCLE = 0.01
"""A discharge deeper than this counts as a battery cycle."""


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Power:
    """Every day's orbit at end of life, and the sunlit array power over the life."""
    orbit, illumination, panel = tables["orbit"], tables["illumination"], tables["panel"]
    chain, battery = design.power, design.battery
    season = illumination.season
    light = season.visible_fraction
    step = float(season.period) / light.shape[-1]
    array = design.array.area * panel.electric_map
    asked = loads(design, light, season.phase)
    demand, load = asked.demand, asked.total
    store = storage(battery)
    orbits = YEAR / orbit.nodal_period
    # From here to the battery's flows in the parts of the steps, so that none charges and discharges at once.
    steps = shadow_steps(light)
    unit = steps.parts(panel.electric_map)
    gives = design.array.area * unit
    asks = steps.parts(demand, asked.in_the_dark) / chain.distribution_efficiency
    link = Chain(step, steps.share, chain.regulator_efficiency, store.charge_efficiency, store.discharge_efficiency)
    falls = link.falls(gives, asks)

    def left(nameplate: float, taken: FloatArray) -> float:
        return float(store.left(design.mission.lifetime, nameplate, taken, orbits))

    capacity = battery.energy * left(battery.energy, falls)
    limits = {
        "time_step": step,
        "charge_efficiency": store.charge_efficiency,
        "discharge_efficiency": store.discharge_efficiency,
        "regulator_efficiency": chain.regulator_efficiency,
        "max_charge_power": battery.energy * battery.max_charge_rate,
        "max_discharge_power": battery.energy * battery.max_discharge_rate,
    }
    state = periodic_battery(gives, asks, capacity=capacity, step_shares=steps.share, **limits)
    if checkpoint is not None:
        checkpoint(0.7)
    deepest = float(falls.max())
    needed = deepest / battery.depth_of_discharge_limit
    deficit = max(float((asks - gives * chain.regulator_efficiency).max()), 0.0)
    for_array = nameplate_for(falls, deficit, battery, left)
    area_needed, nameplate_needed = smallest_pair(unit, asks, link, battery, left)
    aged = store.ageing(battery.energy, falls, orbits)
    served_bus, curtailed, shed = (
        steps.means(one)
        for one in (state.served_power, state.curtailed_power * chain.regulator_efficiency, state.shed_power)
    )
    served = served_bus * chain.distribution_efficiency
    margin = np.mean(curtailed - shed, axis=-1)
    worst = int(np.argmin(margin))
    sunlit = sunlit_mean(array, light)
    per_life = panel.life_electric / panel.life_electric[-1] if panel.life_electric[-1] > 0.0 else np.ones_like(
        panel.life_electric)  # fmt: skip
    served_share = np.divide(served, demand, out=np.ones_like(demand), where=demand > 0.0)
    lowest = np.min(state.stored_energy, axis=-1)
    swing = np.zeros_like(lowest) if capacity == 0.0 else (np.max(state.stored_energy, axis=-1) - lowest) / capacity
    charged = steps.starts(state.stored_energy) / capacity if capacity > 0.0 else np.zeros_like(array)
    work = asked.work * asked.kept
    life = panel.life_time
    life_battery = battery.energy * store.left(life, battery.energy, falls, orbits)
    over_life = periodic_battery(
        gives[worst] * per_life[:, None], asks[worst], step_shares=steps.share[worst],
        **{**limits, "capacity": life_battery},
    )  # fmt: skip
    wires = _conductors(design, load / chain.distribution_efficiency)
    environment = tables["environment"]
    from_the_sun = waterfall(
        design, sunlight=environment.solar_flux_mean, incidence=environment.incidence_mean, cell=tables["cell"],
        radiation=tables["radiation"], array=panel.power_density_operating_eol,
    )  # fmt: skip
    return Power(
        array_bol=sunlit * float(per_life[0]),
        array_eol=sunlit,
        load=load,
        payload_power=asked.payload,
        load_bus=load / chain.distribution_efficiency,
        battery_energy=capacity,
        depth_of_discharge=float(state.depth_of_discharge.max()) if capacity > 0.0 else None,
        battery_energy_needed=needed if np.isfinite(needed) else None,
        battery_specific_energy=store.specific_energy,
        battery_cycles_year=aged.cycles_year if aged else None,
        battery_cycle_life=aged.cycle_life if aged else None,
        battery_life=aged.life if aged else None,
        battery_life_margin=aged.life - design.mission.lifetime if aged and aged.life is not None else None,
        storage_drawn_per_kilowatt=deepest / load if np.isfinite(deepest) and load > 0.0 else None,
        storage_per_kilowatt=needed / load if np.isfinite(needed) and load > 0.0 else None,
        storage_nameplate_per_kilowatt=for_array / load if for_array is not None and load > 0.0 else None,
        array_area_needed=area_needed,
        battery_nameplate_needed=nameplate_needed,
        battery_nameplate_for_array=for_array,
        conductor_loss=wires.loss if wires else None,
        conductor_section=wires.section if wires else None,
        conductor_mass=wires.mass if wires else None,
        bus_voltages=read_only(chain.bus_voltage * _VOLTAGES),
        conductor_mass_voltages=read_only((wires.mass if wires else 0.0) / _VOLTAGES**2),
        throttled_share=max(1.0 - float(work.mean() / asked.work.mean()), 0.0) if np.any(asked.work) else 0.0,
        margin_eol=float(margin[worst]),
        load_shed_energy=float(shed.mean()) * chain.distribution_efficiency * YEAR,
        curtailed_energy=float(curtailed.mean()) / chain.regulator_efficiency * YEAR,
        energy_year=float(served.mean()) * YEAR,
        array_energy_year=float(array.mean()) * YEAR,
        availability=float(served.mean()) / load if load > 0.0 else None,
        cycles_life=float((swing > _CYCLE).mean()) * orbits * design.mission.lifetime / YEAR,
        worst_day=day_of_row(worst, season),
        orbit_time=illumination.orbit_time,
        array_worst_day=read_only(array[worst]),
        load_worst_day=read_only(served[worst]),
        state_of_charge_worst_day=read_only(charged[worst]),
        loss_names=tuple(item.name for item in from_the_sun),
        loss_values=read_only([item.value for item in from_the_sun]),
        array_map=read_only(array),
        demand_map=read_only(demand),
        served_map=read_only(served),
        charge_map=read_only(steps.means(state.charge_power)),
        discharge_map=read_only(steps.means(state.discharge_power)),
        curtailed_map=read_only(curtailed),
        shed_map=read_only(shed * chain.distribution_efficiency),
        state_of_charge_map=read_only(charged),
        margin_days=read_only(margin),
        life_time=life,
        life_array=read_only(sunlit * per_life),
        life_battery=read_only(life_battery),
        life_margin=read_only(
            (over_life.curtailed_power * chain.regulator_efficiency - over_life.shed_power) @ steps.share[worst]
            / light.shape[-1]),
        issues=tuple(power_issues(design, store, aged)),
        work_mean=float(asked.work.mean()),
        kept_mean=float(work.mean()),
        payload_share=float((work * served_share).mean()) if asked.full_payload > 0.0 else float(work.mean()),
        served_mean=float(served.mean()),
        heat_map=read_only(served_bus + steps.means(state.loss_power)),
    )


@dataclass(frozen=True, slots=True)
class _Conductors:
    loss: float
    section: float
    mass: float


def _conductors(design: Design, power: float) -> _Conductors | None:
    """The conductors that carry `power` [W] at the bus; None where the distribution has no loss."""
    chain = design.power
    share = min(chain.conductor_loss_share, 1.0 - chain.distribution_efficiency)
    if share <= 0.0 or power <= 0.0:
        return None
    metal = METALS[chain.conductor]
    length = 0.5 * math.sqrt(design.array.area) if chain.conductor_length is None else chain.conductor_length
    section = float(conductor_section(
        power, chain.bus_voltage, length, share, resistivity(metal, chain.conductor_temperature)))  # fmt: skip
    return _Conductors(share * power, section, float(conductor_mass(section, length, metal.density)))
