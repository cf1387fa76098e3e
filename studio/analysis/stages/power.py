"""From the array over regulator, bus and battery to the loads: the periodic steady state of every day's orbit."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import ManyTables, is_many, padded, plain, row, trail, truth
from studio.analysis.result import FloatArray, read_only, result
from studio.analysis.satellite.closing import Chain, nameplate_for, smallest_pair
from studio.analysis.satellite.loads import Loads, loads
from studio.analysis.satellite.over_life import margins_over_life
from studio.analysis.satellite.power_issues import power_issues
from studio.analysis.satellite.rows import Rows, rows_where
from studio.analysis.satellite.storage import Ageing, Storage, storage
from studio.analysis.stack.waterfall import waterfall
from studio.analysis.stages.illumination import day_of_row
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
from studio.physics.battery import BatteryOrbit, periodic_battery
from studio.physics.conductor import METALS, conductor_mass, conductor_section, resistivity
from studio.physics.shadow_steps import ShadowSteps, shadow_steps
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
    served_share: float
    """Mean over the year of the share of the load asked for that is served."""
    heat_map: FloatArray
    """(D, N) Everything that becomes heat in the satellite body: loads, distribution, regulator and battery [W]."""


_VOLTAGES = read_only(np.logspace(-1.0, 1.0, 41))
"""Of the bus, over that of the design, at which the conductors are weighed: for a loss, as its square falls."""
_CYCLE = 0.01
"""A discharge deeper than this counts as a battery cycle."""


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Power:
    """Every day's orbit at end of life, and the sunlit array power over the life.

    One design is a batch of one: here all maps are (B, D, N), and what is one number of a design is (B,) or, where all
    share it, a plain number. Only the orbits in which the array may fall short of the load are followed through their
    steps; in all others the battery stays full.
    """
    orbit, illumination, panel = tables["orbit"], tables["illumination"], tables["panel"]
    chain, battery, lifetime = design.power, design.battery, design.mission.lifetime
    season = illumination.season
    count = tables.count if isinstance(tables, ManyTables) else 1
    light, electric = season.visible_fraction, panel.electric_map
    size = (count, *light.shape[-2:])
    one, mapped = (plain, _map_of_many) if is_many(tables) else (_alone, _map_of_one)
    light, electric = np.broadcast_to(light, size), np.broadcast_to(electric, size)
    step = plain(season.period) / size[-1]
    asked = loads(design, light, season.phase)
    load, load_bus = asked.total, asked.total / chain.distribution_efficiency
    store = storage(battery)
    orbits = YEAR / orbit.nodal_period

    mean = electric.mean(axis=-1)
    supply = mean * trail(chain.regulator_efficiency, 1)
    asked_bus = asked.demand / trail(chain.distribution_efficiency, 2)
    needs = np.broadcast_to(asked_bus.mean(axis=-1), size[:-1])
    with np.errstate(over="ignore"):  # of next to no supply an area without bounds is needed
        least = np.divide(needs, supply, out=np.zeros(size[:-1]), where=supply > 0.0).max(axis=-1)
    rows = rows_where((light.min(axis=-1) < 1.0) | _may_lack(design, electric, asked_bus, least))
    # From here to the battery's flows in the parts of the steps, so that none charges and discharges at once.
    steps = shadow_steps(rows.of(light))
    unit = steps.parts(rows.of(electric))
    gives = rows.each(design.array.area) * unit
    if asked.steady:
        asks = np.broadcast_to(rows.each(load_bus), unit.shape)
    else:
        asks = steps.parts(rows.of(asked.demand), rows.of(asked.in_the_dark)) / rows.each(chain.distribution_efficiency)
    link = Chain(rows.single(step), steps.share, rows.single(chain.regulator_efficiency),
                 rows.single(store.charge_efficiency), rows.single(store.discharge_efficiency))  # fmt: skip
    falls = rows.spread(link.falls(gives, asks))

    def left(nameplate: Any, taken: FloatArray) -> FloatArray:
        return store.left(lifetime, nameplate, taken, orbits)

    capacity = np.broadcast_to(battery.energy * left(battery.energy, falls), (count,))
    limits = {
        "charge_efficiency": store.charge_efficiency,
        "discharge_efficiency": store.discharge_efficiency,
        "regulator_efficiency": chain.regulator_efficiency,
        "max_charge_power": battery.energy * battery.max_charge_rate,
        "max_discharge_power": battery.energy * battery.max_discharge_rate,
    }
    state = periodic_battery(
        gives, asks, capacity=capacity[rows.owner], time_step=link.step, step_shares=steps.share,
        **{name: rows.single(value) for name, value in limits.items()},
    )  # fmt: skip
    if checkpoint is not None:
        checkpoint(0.7)
    deepest = falls.max(axis=-1)
    needed = deepest / battery.depth_of_discharge_limit
    deficit = rows.spread(-link.balance(gives, asks).min(axis=-1)).max(axis=-1)
    for_array = nameplate_for(falls, np.maximum(deficit, 0.0), battery, left, one_share=store.one_share)
    area_needed, nameplate_needed = smallest_pair(unit, asks, link, rows, least, battery, left,
                                                  one_share=store.one_share)  # fmt: skip
    aged = store.ageing(battery.energy, falls, orbits)

    # Where the battery stays full the load is served, and what the array could give beyond it is curtailed.
    lengths, regulator = steps.share / size[-1], rows.each(chain.regulator_efficiency)
    spare = trail(design.array.area, 1) * supply - needs
    row_curtailed = np.einsum("rm,rm->r", state.curtailed_power * regulator, lengths)
    row_shed = np.einsum("rm,rm->r", state.shed_power, lengths)
    margin = rows.spread(row_curtailed - row_shed, spare)
    worst = np.argmin(margin, axis=-1)
    shed = rows.spread(row_shed).mean(axis=-1)
    curtailed = rows.spread(row_curtailed, spare).mean(axis=-1)
    demand = np.broadcast_to(asked.demand, size)
    served_bus = steps.means(state.served_power)
    served_rows = served_bus * rows.each(chain.distribution_efficiency)
    served = rows.put(served_rows, demand.copy())
    served_mean = served.mean(axis=(-2, -1))
    heat = asked_bus + asked_bus * (1.0 / trail(chain.regulator_efficiency, 2) - 1.0)
    heat = rows.put(served_bus + steps.means(state.loss_power), np.broadcast_to(heat, size).copy())
    total = light.sum(axis=(-2, -1))
    sunlit = np.divide(np.einsum("bdn,bdn->b", electric, light), total, out=mean.mean(axis=-1), where=total > 0.0)
    sunlit = design.array.area * sunlit
    lowest, held = np.min(state.stored_energy, axis=-1), capacity[rows.owner]
    swing = np.divide(np.max(state.stored_energy, axis=-1) - lowest, held, out=np.zeros(held.shape), where=held > 0.0)
    work_all, kept = asked.work.mean(axis=(-2, -1)), asked.work * asked.kept
    work = kept.mean(axis=(-2, -1))
    demand_rows = np.broadcast_to(rows.of(asked.demand), served_rows.shape)
    unserved = np.divide(demand_rows - served_rows, demand_rows, out=np.zeros(served_rows.shape),
                         where=demand_rows > 0.0)  # fmt: skip
    lost = rows.spread((rows.of(kept) * unserved).mean(axis=-1)).mean(axis=-1)
    wires = _conductors(design, load_bus)
    course, years = padded(panel.life_electric), padded(panel.life_time)
    per_life = np.divide(course, course[..., -1:], out=np.ones_like(course), where=course[..., -1:] > 0.0)
    per_life = np.broadcast_to(per_life, (count, per_life.shape[-1]))
    life = np.broadcast_to(years, per_life.shape)
    life_battery = trail(battery.energy, 1) * store.left(life, battery.energy, falls, orbits)
    found: dict[str, Any] = {
        "array_bol": one(sunlit * per_life[:, 0]),
        "array_eol": one(sunlit),
        "load": load,
        "payload_power": asked.payload,
        "load_bus": load_bus,
        "battery_energy": one(capacity),
        "depth_of_discharge": one(np.where(capacity > 0.0, rows.spread(state.depth_of_discharge).max(-1), np.nan)),
        "battery_energy_needed": one(_finite(needed)),
        "battery_specific_energy": store.specific_energy,
        "battery_cycles_year": one(aged.cycles_year) if aged else None,
        "battery_cycle_life": one(aged.cycle_life) if aged else None,
        "battery_life": one(aged.life) if aged else None,
        "battery_life_margin": one(aged.life - lifetime) if aged else None,
        "storage_drawn_per_kilowatt": one(_over(deepest, load)),
        "storage_per_kilowatt": one(_over(needed, load)),
        "storage_nameplate_per_kilowatt": one(_over(for_array, load)),
        "array_area_needed": one(area_needed),
        "battery_nameplate_needed": one(nameplate_needed),
        "battery_nameplate_for_array": one(for_array),
        "conductor_loss": one(wires.loss),
        "conductor_section": one(wires.section),
        "conductor_mass": one(wires.mass),
        "throttled_share": one(np.maximum(
            1.0 - np.divide(work, work_all, out=np.ones(work.shape), where=work_all > 0.0), 0.0)),
        "margin_eol": one(row(margin, worst)),
        "load_shed_energy": one(shed * chain.distribution_efficiency * YEAR),
        "curtailed_energy": one(curtailed / chain.regulator_efficiency * YEAR),
        "energy_year": one(served_mean * YEAR),
        "array_energy_year": one(design.array.area * mean.mean(axis=-1) * YEAR),
        "availability": one(_over(served_mean, load)),
        "cycles_life": one(rows.spread(swing > _CYCLE).mean(axis=-1) * orbits * lifetime / YEAR),
        "worst_day": day_of_row(worst if is_many(tables) else int(worst[0]), season),
        "orbit_time": illumination.orbit_time,
        "demand_map": mapped(demand),
        "served_map": mapped(served),
        "charge_map": mapped(rows.put(steps.means(state.charge_power), np.zeros(size))),
        "discharge_map": mapped(rows.put(steps.means(state.discharge_power), np.zeros(size))),
        "margin_days": mapped(margin),
        "life_time": years,
        "life_array": mapped(sunlit[:, None] * per_life),
        "life_battery": mapped(life_battery),
        "life_margin": mapped(_life_margin(design, light, electric, asked, worst, per_life, life_battery,
                                           {**limits, "time_step": step})),
        "work_mean": one(work_all),
        "kept_mean": one(work),
        "payload_share": one(np.clip(work - np.where(np.asarray(asked.full_payload) > 0.0, lost, 0.0), 0.0, 1.0)),
        "served_mean": one(served_mean),
        "served_share": one(1.0 - rows.spread(unserved.mean(axis=-1)).mean(axis=-1)),
        "heat_map": mapped(heat),
    }  # fmt: skip
    if is_many(tables):
        return Power(**found, **_NOT_VIEWED)
    return Power(**found, **_viewed(design, tables, rows, steps, state, asked, store, aged, worst=int(worst[0]),
                                    capacity=float(capacity[0]), served=served[0], wires=wires))  # fmt: skip


def _viewed(
    design: Design, tables: Mapping[str, Any], rows: Rows, steps: ShadowSteps, state: BatteryOrbit, asked: Loads,
    store: Storage, aged: Ageing | None, *, worst: int, capacity: float, served: FloatArray, wires: "_Conductors",
) -> dict[str, Any]:  # fmt: skip
    """What only views of one design read."""
    chain, panel, environment = design.power, tables["panel"], tables["environment"]
    array = design.array.area * panel.electric_map
    spare = np.maximum(array * chain.regulator_efficiency - asked.demand / chain.distribution_efficiency, 0.0)
    size = (1, *array.shape)
    spare = np.broadcast_to(spare, size).copy()
    charged = np.full(size, 1.0 if capacity > 0.0 else 0.0)
    if capacity > 0.0:
        rows.put(steps.starts(state.stored_energy) / capacity, charged)
    curtailed = rows.put(steps.means(state.curtailed_power * chain.regulator_efficiency), spare)
    shed = rows.put(steps.means(state.shed_power) * chain.distribution_efficiency, np.zeros(size))
    mass = wires.mass if np.isfinite(wires.mass) else 0.0
    from_the_sun = waterfall(
        design, sunlight=environment.solar_flux_mean, incidence=environment.incidence_mean, cell=tables["cell"],
        radiation=tables["radiation"], array=panel.power_density_operating_eol,
    )  # fmt: skip
    return {
        "bus_voltages": read_only(chain.bus_voltage * _VOLTAGES),
        "conductor_mass_voltages": read_only(mass / _VOLTAGES**2),
        "array_worst_day": read_only(array[worst]),
        "load_worst_day": read_only(served[worst]),
        "state_of_charge_worst_day": read_only(charged[0, worst]),
        "loss_names": tuple(item.name for item in from_the_sun),
        "loss_values": read_only([item.value for item in from_the_sun]),
        "array_map": read_only(array),
        "curtailed_map": read_only(curtailed[0]),
        "shed_map": read_only(shed[0]),
        "state_of_charge_map": read_only(charged[0]),
        "issues": tuple(power_issues(design, store, _alone(aged.life) if aged else None)),
    }


def _life_margin(
    design: Design, light: FloatArray, electric: FloatArray, asked: Loads, worst: FloatArray, per_life: FloatArray,
    life_battery: FloatArray, limits: Mapping[str, Any],
) -> FloatArray:  # fmt: skip
    """(B, Y) The margin of the orbit that is the worst at the end of life, at every year."""
    steps, efficiency = shadow_steps(row(light, worst)), trail(design.power.distribution_efficiency, 1)
    demand, dark = (row(np.broadcast_to(one, light.shape), worst) for one in (asked.demand, asked.in_the_dark))
    array = trail(design.array.area, 1) * steps.parts(row(electric, worst))
    return margins_over_life(array[:, None] * per_life[..., None], steps.parts(demand, dark) / efficiency, steps,
                             life_battery, limits)  # fmt: skip


_NOT_VIEWED: dict[str, Any] = {
    "bus_voltages": None, "conductor_mass_voltages": None, "array_worst_day": None, "load_worst_day": None,
    "state_of_charge_worst_day": None, "loss_names": (), "loss_values": None, "array_map": None, "curtailed_map": None,
    "shed_map": None, "state_of_charge_map": None, "issues": (),
}  # fmt: skip
"""Many designs have none of it."""


def _may_lack(design: Design, electric: FloatArray, asked: FloatArray, least: FloatArray) -> FloatArray:
    """(B, D) Whether the array may fall short in an orbit without shadow: as it is, or as the smallest that closes.

    `electric` (B, D, N) is what a unit of area gives, `asked` what the bus asks for, `least` (B,) an area that is
    needed at least. Were the highest demand met by the weakest light, nothing could fall short.
    """
    weakest = electric.min(axis=-1) * trail(design.power.regulator_efficiency, 1)
    with np.errstate(over="ignore"):
        enough = np.divide(asked.max(axis=-1), weakest, out=np.full(weakest.shape, np.inf), where=weakest > 0.0)
    found: FloatArray = enough > np.minimum(trail(design.array.area, 1), least[:, None])
    return found


def _over(energy: FloatArray, load: Any) -> FloatArray:
    """`energy` over `load`, NaN where there is none of either."""
    per = np.broadcast_to(load, energy.shape)
    found: FloatArray = np.divide(energy, per, out=np.full(energy.shape, np.nan),
                                  where=np.isfinite(energy) & (per > 0.0))  # fmt: skip
    return found


def _finite(value: FloatArray) -> FloatArray:
    return np.where(np.isfinite(value), value, np.nan)


def _alone(value: Any) -> float | None:
    """The number of a batch of one; None where it has none."""
    found = float(np.asarray(value).reshape(-1)[0])
    return None if math.isnan(found) else found


def _map_of_one(values: FloatArray) -> FloatArray:
    found: FloatArray = read_only(values[0])
    return found


def _map_of_many(values: FloatArray) -> FloatArray:
    return values


@dataclass(frozen=True, slots=True)
class _Conductors:
    """NaN where the distribution has no loss."""

    loss: Any
    section: Any
    mass: Any


_LEAST_SHARE = 1e-15
"""A loss below the rounding of the power is none, as one of exactly 0 is: no conductor is thick enough for it."""


def _conductors(design: Design, power: Any) -> _Conductors:
    """The conductors that carry `power` [W] at the bus."""
    chain = design.power
    share = np.minimum(chain.conductor_loss_share, 1.0 - chain.distribution_efficiency)
    shown = truth((share > _LEAST_SHARE) & (np.asarray(power) > 0.0))
    metal = METALS[chain.conductor]
    length = 0.5 * np.sqrt(design.array.area) if chain.conductor_length is None else chain.conductor_length
    section = shown * conductor_section(
        power, chain.bus_voltage, length, np.where(share > _LEAST_SHARE, share, 1.0),
        resistivity(metal, chain.conductor_temperature))  # fmt: skip
    return _Conductors(shown * share * power, section, conductor_mass(section, length, metal.density))
