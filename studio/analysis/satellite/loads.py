"""What the loads ask for: the payload by its power or its count, its profile through the orbit, and the platform."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from studio import catalogue
from studio.analysis.columns import plain, trail
from studio.analysis.heat.transport import pump_power
from studio.analysis.result import FloatArray
from studio.design import Design
from studio.design.payload import Payload
from studio.physics.load import daily_demand, duty_cycle, eclipse_throttle, power_of_work
from studio.physics.payload import accelerator_count


@dataclass(frozen=True, slots=True)
class Loads:
    """Powers are at the loads, of one design or of many. `work` and `kept` are shares of the work at full load."""

    payload: Any
    """Of all accelerators at full load [W]."""
    full_payload: Any
    """With hosts, memory, network and pumps [W]."""
    base: Any
    """Platform, and the pumps where the overhead does not hold them [W]."""
    total: Any
    """With the base [W]."""
    work: FloatArray
    """Work that the profile asks for, before eclipses; this and all below broadcast with (…, D, N)."""
    kept: FloatArray
    """Share of it that is kept in eclipse."""
    demand: FloatArray
    """Power asked for [W]."""
    in_the_dark: FloatArray
    """Power asked for where the Sun is hidden [W]."""
    steady: bool
    """Whether the loads ask for the same power all the time."""


def accelerator_power(payload: Payload) -> Any:
    """Power of all accelerators that work at the same time, at full load [W]."""
    if payload.sizing == "count":
        return payload.count * catalogue.accelerator(payload.accelerator).power.value
    return payload.power


def accelerator_places(payload: Payload) -> Any:
    """Accelerators that work at the same time, spares not counted."""
    if payload.sizing == "count":
        return payload.count
    places = plain(accelerator_count(payload.power, catalogue.accelerator(payload.accelerator).power.value))
    return places.astype(np.int64) if isinstance(places, np.ndarray) else int(places)


def base_load(design: Design, full_payload: Any) -> Any:
    """The load that no profile moves [W]: the platform, and the pumps where the overhead does not hold them."""
    power, thermal = design.platform.power, design.thermal
    return power if thermal.pump_in_overhead else power + pump_power(thermal, full_payload + power)


def loads(design: Design, light: FloatArray, phase: FloatArray) -> Loads:
    """The loads at the visible fractions `light` (…, D, N) of the solar disk at the phases (N,) [rad] of the orbit."""
    payload, phase = design.payload, phase if phase.ndim == 1 else phase[0]  # the cells are the same in every orbit
    power = accelerator_power(payload)
    full = power * (1.0 + payload.overhead)
    base = base_load(design, full)
    steady = payload.profile == "constant"
    work, share, kept, kept_dark = np.ones(1), np.ones((1, 1)), np.ones((1, 1)), 1.0
    if payload.profile == "training":
        work = duty_cycle(phase, payload.duty, payload.cycles_per_orbit)
    elif payload.profile == "inference":
        work = daily_demand(phase, payload.demand_mean, payload.demand_swing, payload.demand_crest)
    work = work[..., None, :]  # of many designs it has their axis before that of the steps
    if not steady:
        share = power_of_work(work, trail(payload.idle_share, 2))
        kept_dark = trail(payload.eclipse_load_fraction, 2)
        kept = eclipse_throttle(light, kept_dark)
    whole, fixed = trail(full, 2), trail(base, 2)
    return Loads(
        payload=power,
        full_payload=full,
        base=base,
        total=full + base,
        work=work,
        kept=kept,
        demand=whole * share * kept + fixed,
        in_the_dark=whole * share * kept_dark + fixed,
        steady=steady,
    )
