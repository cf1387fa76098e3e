"""What the loads ask for: the payload by its power or its count, its profile through the orbit, and the platform."""

from dataclasses import dataclass

import numpy as np

from studio import catalogue
from studio.analysis.heat.transport import pump_power
from studio.analysis.result import FloatArray
from studio.design import Design
from studio.design.payload import Payload
from studio.physics.load import daily_demand, duty_cycle, eclipse_throttle, power_of_work
from studio.physics.payload import accelerator_count


@dataclass(frozen=True, slots=True)
class Loads:
    """Powers are at the loads. `work` and `kept` are shares of the work at full load."""

    payload: float
    """Of all accelerators at full load [W]."""
    full_payload: float
    """With hosts, memory, network and pumps [W]."""
    base: float
    """Platform, and the pumps where the overhead does not hold them [W]."""
    total: float
    """With the base [W]."""
    work: FloatArray
    """(N,) Work that the profile asks for, before eclipses."""
    kept: FloatArray
    """(D, N) Share of it that is kept in eclipse."""
    demand: FloatArray
    """(D, N) Power asked for [W]."""
    in_the_dark: FloatArray
    """(N,) Power asked for where the Sun is hidden [W]."""


def accelerator_power(payload: Payload) -> float:
    """Power of all accelerators that work at the same time, at full load [W]."""
    if payload.sizing == "count":
        return payload.count * catalogue.accelerator(payload.accelerator).power.value
    return payload.power


def accelerator_places(payload: Payload) -> int:
    """Accelerators that work at the same time, spares not counted."""
    if payload.sizing == "count":
        return payload.count
    return int(accelerator_count(payload.power, catalogue.accelerator(payload.accelerator).power.value))


def base_load(design: Design, full_payload: float) -> float:
    """The load that no profile moves [W]: the platform, and the pumps where the overhead does not hold them."""
    power, thermal = design.platform.power, design.thermal
    return power if thermal.pump_in_overhead else power + pump_power(thermal, full_payload + power)


def loads(design: Design, light: FloatArray, phase: FloatArray) -> Loads:
    """The loads at the visible fractions `light` (D, N) of the solar disk at the phases (N,) [rad] of the orbit."""
    payload = design.payload
    power = accelerator_power(payload)
    full = power * (1.0 + payload.overhead)
    base = base_load(design, full)
    work, share = np.ones(phase.size), np.ones(phase.size)
    if payload.profile == "training":
        work = duty_cycle(phase, payload.duty, payload.cycles_per_orbit)
        share = power_of_work(work, payload.idle_share)
    elif payload.profile == "inference":
        work = daily_demand(phase, payload.demand_mean, payload.demand_swing, payload.demand_crest)
        share = power_of_work(work, payload.idle_share)
    kept, kept_dark = np.ones_like(light), 1.0
    if payload.profile != "constant":
        kept_dark = payload.eclipse_load_fraction
        kept = eclipse_throttle(light, kept_dark)
    return Loads(
        payload=power,
        full_payload=full,
        base=base,
        total=full + base,
        work=work,
        kept=kept,
        demand=full * share * kept + base,
        in_the_dark=full * share * kept_dark + base,
    )
