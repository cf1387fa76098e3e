"""Accelerators, racks and fleets of them, and how often they fail."""

from collections.abc import Mapping
from typing import Any

from studio.catalogue import accelerator
from studio.design.quantity import DAY
from studio.physics.mass import specific_power
from studio.physics.payload import annual_failure_rate, compute_per_watt, compute_rate, payload_power
from studio.text import mark, tr

Inputs = Mapping[str, Any]


def efficiency(inputs: Inputs) -> dict[str, float]:
    """Operations per joule of entries of the catalogue, and of one with the power of all that serves it."""
    found = {}
    for name, id in inputs["accelerators"].items():
        entry = accelerator(id)
        found[name] = float(compute_per_watt(entry.peak_rate.value, entry.power.value))
    served = accelerator(inputs["accelerators"]["b300_fp4"])
    overhead = inputs["critical_power"] / served.power.value - 1.0
    critical = payload_power(1.0, served.power.value, overhead)
    return {**found, "b300_critical_fp4": float(compute_per_watt(served.peak_rate.value, critical))}


def rack(inputs: Inputs) -> dict[str, float]:
    """Ratios of a rack of the catalogue.

    Raises
    ------
    ValueError
        If the catalogue does not know its mass.
    """
    entry = accelerator(inputs["accelerator"])
    if entry.mass is None:
        raise ValueError(tr(mark("the catalogue does not know the mass of {name}"), name=entry.name))
    return {
        "mass_per_kilowatt": float(1.0 / specific_power(entry.power.value, entry.mass.value)),
        "power_each": entry.power.value / inputs["chips"],
        "racks": inputs["satellite_power"] / entry.power.value,
    }


def fleet_rate(inputs: Inputs) -> dict[str, float]:
    """Operations per second of satellites that each have the stated rate."""
    return {"rate": float(compute_rate(inputs["satellites"], inputs["rate"]))}


def failures(inputs: Inputs) -> dict[str, float]:
    """Failures per accelerator and time, and interruptions of the whole machine."""
    failed, days = inputs["accelerator_failures"] + inputs["memory_failures"], inputs["duration"] / DAY
    return {
        "failure_rate": float(annual_failure_rate(failed, inputs["accelerators"], days)) / (365.0 * DAY),
        "interruptions": inputs["interruptions"] / inputs["duration"],
    }
