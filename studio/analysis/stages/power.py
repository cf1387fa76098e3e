"""From the array over regulator, bus and battery to the loads: the periodic steady state of every day's orbit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.result import FloatArray, read_only, result
from studio.analysis.stack.waterfall import waterfall
from studio.analysis.stages.illumination import day_of_row
from studio.analysis.stages.panel import sunlit_mean
from studio.design import Design
from studio.design.quantity import DURATION, ENERGY, FLUX, NUMBER, POWER, RATIO, YEAR
from studio.physics.battery import periodic_battery
from studio.physics.battery_sizing import minimum_battery_capacity
from studio.physics.degradation import remaining_factor
from studio.text import mark

_CHAIN = "Energy balance of the chain array → regulator → bus → battery → load (this program)"
_BATTERY = ("battery.energy", "battery.fade", "mission.lifetime")
_STATE = ("power.array_eol", "power.load", "battery.charge_efficiency", "battery.discharge_efficiency",
          "power.battery_energy", "battery.max_charge_rate", "battery.max_discharge_rate",
          "payload.eclipse_load_fraction", "illumination.sunlit_fraction_year")  # fmt: skip


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
        mark("Load"), POWER, equation="payload · (1 + overhead) + platform, at the loads", source="Definition",
        inputs=("payload.power", "payload.overhead", "platform.power"))
    load_bus: float = result(
        mark("Load at the bus"), POWER, equation="load / distribution efficiency", source="Definition",
        inputs=("power.load", "power.distribution_efficiency"))
    battery_energy: float = result(
        mark("Battery energy, end of life"), ENERGY, equation="E · (1 − fade · 1 yr)^(lifetime / 1 yr)",
        source="A stated yearly loss, compounded", inputs=_BATTERY)
    depth_of_discharge: float | None = result(
        mark("Depth of discharge, worst orbit"), RATIO,
        equation="(battery energy − lowest stored energy) / battery energy, at end of life",
        source=_CHAIN, inputs=_STATE, optional=True)
    battery_energy_needed: float | None = result(
        mark("Battery that carries every eclipse"), ENERGY,
        equation="deepest fall of the stored energy in any orbit / discharge limit, at end of life", source=_CHAIN,
        inputs=("power.load_bus", "payload.eclipse_load_fraction", "illumination.eclipse_max",
                "battery.discharge_efficiency", "battery.depth_of_discharge_limit"), optional=True)
    storage_per_kilowatt: float | None = result(
        mark("Storage needed per kW of load"), DURATION, equation="battery that carries every eclipse / load",
        source="Definition; Wh per kW is seconds × 1000/3600", inputs=("power.battery_energy_needed", "power.load"),
        unit="h", optional=True)
    margin_eol: float = result(
        mark("Power margin, worst orbit, end of life"), POWER,
        equation="mean over the orbit of (curtailed at the bus − shed), in the worst orbit of the year",
        source=_CHAIN, inputs=_STATE)
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
    life_time: FloatArray
    life_array: FloatArray
    """(Y,) Sunlit mean array power over the life [W] at `life_time` [s]."""
    payload_share: float
    """Mean over the year of the payload power served over the full payload power."""
    served_mean: float
    """Mean over the year of the load served [W]."""
    heat_map: FloatArray
    """(D, N) Everything that becomes heat in the satellite body: loads, distribution, regulator and battery [W]."""


_CYCLE = 0.01
"""A discharge deeper than this counts as a battery cycle."""


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Power:
    """Every day's orbit at end of life, and the sunlit array power over the life."""
    orbit, illumination, panel = tables["orbit"], tables["illumination"], tables["panel"]
    chain, battery, payload = design.power, design.battery, design.payload
    season = illumination.season
    light = season.visible_fraction
    step = float(season.period) / light.shape[-1]
    array = design.array.area * panel.electric_map
    full_payload = payload.power * (1.0 + payload.overhead)
    payload_demand = full_payload * (1.0 - (1.0 - payload.eclipse_load_fraction) * (1.0 - light))
    demand = payload_demand + design.platform.power
    capacity = battery.energy * float(remaining_factor(battery.fade, design.mission.lifetime))
    limits = {
        "time_step": step,
        "charge_efficiency": battery.charge_efficiency,
        "discharge_efficiency": battery.discharge_efficiency,
        "regulator_efficiency": chain.regulator_efficiency,
    }
    bus_demand = demand / chain.distribution_efficiency
    state = periodic_battery(
        array,
        bus_demand,
        capacity=capacity,
        max_charge_power=battery.energy * battery.max_charge_rate,
        max_discharge_power=battery.energy * battery.max_discharge_rate,
        **limits,
    )
    if checkpoint is not None:
        checkpoint(0.7)
    needed = float(np.max(minimum_battery_capacity(
        array, bus_demand, depth_of_discharge_limit=battery.depth_of_discharge_limit, **limits)))  # fmt: skip
    served = (bus_demand - state.shed_power) * chain.distribution_efficiency
    margin = np.mean(state.curtailed_power * chain.regulator_efficiency - state.shed_power, axis=-1)
    worst = int(np.argmin(margin))
    load = full_payload + design.platform.power
    sunlit = sunlit_mean(array, light)
    per_life = panel.life_electric / panel.life_electric[-1] if panel.life_electric[-1] > 0.0 else np.ones_like(
        panel.life_electric)  # fmt: skip
    served_share = np.divide(served, demand, out=np.ones_like(demand), where=demand > 0.0)
    lowest = np.min(state.stored_energy, axis=-1)
    swing = np.zeros_like(lowest) if capacity == 0.0 else (np.max(state.stored_energy, axis=-1) - lowest) / capacity
    charged = state.stored_energy[..., :-1] / capacity if capacity > 0.0 else np.zeros_like(array)
    orbits = YEAR / orbit.nodal_period
    environment = tables["environment"]
    from_the_sun = waterfall(
        design, sunlight=environment.solar_flux_mean, incidence=environment.incidence_mean, cell=tables["cell"],
        radiation=tables["radiation"], array=panel.power_density_operating_eol,
    )  # fmt: skip
    return Power(
        array_bol=sunlit * float(per_life[0]),
        array_eol=sunlit,
        load=load,
        load_bus=load / chain.distribution_efficiency,
        battery_energy=capacity,
        depth_of_discharge=float(state.depth_of_discharge.max()) if capacity > 0.0 else None,
        battery_energy_needed=needed if np.isfinite(needed) else None,
        storage_per_kilowatt=needed / load if np.isfinite(needed) and load > 0.0 else None,
        margin_eol=float(margin[worst]),
        load_shed_energy=float(state.shed_power.mean()) * chain.distribution_efficiency * YEAR,
        curtailed_energy=float(state.curtailed_power.mean()) * YEAR,
        energy_year=float(served.mean()) * YEAR,
        array_energy_year=float(array.mean()) * YEAR,
        availability=float(served.mean()) / load if load > 0.0 else None,
        cycles_life=float((swing > _CYCLE).mean()) * orbits * design.mission.lifetime / YEAR,
        worst_day=day_of_row(worst),
        orbit_time=illumination.orbit_time,
        array_worst_day=read_only(array[worst]),
        load_worst_day=read_only(served[worst]),
        state_of_charge_worst_day=read_only(charged[worst]),
        loss_names=tuple(item.name for item in from_the_sun),
        loss_values=read_only([item.value for item in from_the_sun]),
        array_map=read_only(array),
        demand_map=read_only(demand),
        served_map=read_only(served),
        charge_map=read_only(state.charge_power),
        discharge_map=read_only(state.discharge_power),
        curtailed_map=read_only(state.curtailed_power * chain.regulator_efficiency),
        shed_map=read_only(state.shed_power * chain.distribution_efficiency),
        state_of_charge_map=read_only(charged),
        margin_days=read_only(margin),
        life_time=panel.life_time,
        life_array=read_only(sunlit * per_life),
        payload_share=float((payload_demand * served_share).mean()) / full_payload if full_payload > 0.0 else 1.0,
        served_mean=float(served.mean()),
        heat_map=read_only(bus_demand - state.shed_power + state.loss_power),
    )
