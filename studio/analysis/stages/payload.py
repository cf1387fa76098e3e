"""Accelerators that the payload power feeds and the compute they deliver."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from studio import catalogue
from studio.analysis.result import result
from studio.design import Design
from studio.design.quantity import COMPUTE_PER_WATT, COMPUTE_RATE, NUMBER, POWER, RATIO
from studio.physics.payload import accelerator_count, compute_rate
from studio.text import mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    accelerators: int = result(
        mark("Accelerators per satellite"), NUMBER, equation="⌊payload power / accelerator power⌋",
        source="Accelerator catalogue", inputs=("payload.power", "payload.accelerator"), unit="")
    accelerator_power: float = result(
        mark("Accelerator power"), POWER, equation="catalogue", source="Accelerator catalogue",
        inputs=("payload.accelerator",), unit="W")
    availability: float = result(
        mark("Compute time delivered"), RATIO,
        equation="mean over the year of (payload power served / payload power)",
        source="Loads share a shortage in proportion", inputs=("power.availability", "payload.eclipse_load_fraction"))
    compute_rate: float = result(
        mark("Compute rate, year's mean"), COMPUTE_RATE,
        equation="accelerators · peak rate · utilisation · availability", source="Accelerator catalogue (peak rate)",
        inputs=("payload.accelerators", "payload.accelerator", "payload.utilisation", "payload.availability"))
    compute_per_watt: float | None = result(
        mark("Compute per watt of load"), COMPUTE_PER_WATT, equation="compute rate / mean power served",
        source="Definition", inputs=("payload.compute_rate", "power.energy_year"), optional=True)


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Payload:
    """What the payload power buys in accelerators, and what they deliver over the year."""
    payload, power = design.payload, tables["power"]
    kind = catalogue.accelerator(payload.accelerator)
    count = int(accelerator_count(payload.power, kind.power.value))
    delivered = power.payload_share
    rate = float(compute_rate(count, kind.peak_rate.value, payload.utilisation)) * delivered
    return Payload(
        accelerators=count,
        accelerator_power=kind.power.value,
        availability=delivered,
        compute_rate=rate,
        compute_per_watt=rate / power.served_mean if power.served_mean > 0.0 else None,
    )
