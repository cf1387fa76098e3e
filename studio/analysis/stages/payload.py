"""Accelerators that the payload power feeds, how many keep working, and the compute that arrives with the users."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio import catalogue
from studio.analysis.columns import filled, gathered, is_many, over, plain, trail, whole
from studio.analysis.result import FloatArray, read_only, result
from studio.analysis.satellite.compute import cooled, delivered
from studio.analysis.satellite.loads import accelerator_places
from studio.catalogue import Accelerator, CatalogueError, Sourced
from studio.design import Design, Issue
from studio.design.quantity import (
    COMPUTE_PER_MASS,
    COMPUTE_PER_PRICE,
    COMPUTE_PER_WATT,
    COMPUTE_RATE,
    DURATION,
    NUMBER,
    POWER,
    RATIO,
    YEAR,
)
from studio.physics.payload import mean_working_fraction, silent_errors, working_fraction
from studio.text import mark, tr

_FAILURES = "Constant failure rate, cold spares, no repair; default rate: Meta Llama 3, 220 of 16,384 in 54 days"
_DOSE = "Accelerator catalogue (beam tests); dose behind the shielding from the dose stage"
_LOSSES = ("payload.peak_rate", "payload.utilisation", "payload.availability", "payload.thermal_share",
           "payload.network_share", "payload.working_mean")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    accelerators: int = result(
        mark("Accelerators per satellite"), NUMBER, equation="⌊payload power / accelerator power⌋, or as decided",
        source="Accelerator catalogue",
        inputs=("payload.sizing", "payload.power", "payload.count", "payload.accelerator"), unit="")
    spares: int = result(
        mark("Spare accelerators"), NUMBER, equation="⌈share · accelerators⌉, carried unpowered", source="Definition",
        inputs=("payload.spare_share", "payload.accelerators"), unit="")
    accelerator_power: float = result(
        mark("Accelerator power"), POWER, equation="catalogue", source="Accelerator catalogue",
        inputs=("payload.accelerator",), unit="W")
    peak_rate: float = result(
        mark("Peak compute rate"), COMPUTE_RATE, equation="accelerators · peak rate of one at the precision",
        source="Accelerator catalogue (peak rate)",
        inputs=("payload.accelerators", "payload.accelerator", "payload.precision"))
    availability: float = result(
        mark("Compute time delivered"), RATIO,
        equation="mean over the year of (work whose power is served / work at full load)",
        source="Loads share a shortage in proportion",
        inputs=("power.availability", "payload.profile", "payload.eclipse_load_fraction"))
    thermal_share: float = result(
        mark("Load that stays cool"), RATIO,
        equation="s with (T_s⁴ + s (T⁴ − T_s⁴))^¼ + s ΔT = junction limit, at the hottest instant; 1 below the limit",
        source="Radiator law of the thermal stage; T_s is its temperature without heat",
        inputs=("thermal.junction_limit", "payload.accelerator", "thermal.sink_temperature",
                "thermal.junction_temperature", "thermal.radiator_temperature"))
    failures_year: float = result(
        mark("Failures in a year"), NUMBER, equation="failure rate · accelerators, while all places are filled",
        source=_FAILURES, inputs=("payload.failure_rate", "payload.accelerators"), unit="")
    working_end: float = result(
        mark("Places filled at end of life"), RATIO, equation="exp(−max(λ t − spare share, 0))", source=_FAILURES,
        inputs=("payload.failure_rate", "payload.spare_share", "mission.lifetime"))
    working_mean: float = result(
        mark("Places filled, mean of the life"), RATIO,
        equation="[x₁ + 1 − exp(−(x − x₁))]/x, x = λ t, x₁ = min(x, spare share)", source=_FAILURES,
        inputs=("payload.failure_rate", "payload.spare_share", "mission.lifetime"))
    dose_margin: float | None = result(
        mark("Dose margin to irregular behaviour"), NUMBER,
        equation="dose from which the accelerator is irregular / dose in the lifetime", source=_DOSE,
        inputs=("payload.accelerator", "environment.dose_life"), unit="", optional=True)
    dose_margin_hard: float | None = result(
        mark("Dose margin to hard failure"), NUMBER,
        equation="dose up to which none was destroyed / dose in the lifetime", source=_DOSE,
        inputs=("payload.accelerator", "environment.dose_life"), unit="", optional=True)
    silent_errors_year: float | None = result(
        mark("Silent errors in a year"), NUMBER, equation="accelerators · dose in a year / dose for one error",
        source=_DOSE, inputs=("payload.accelerators", "payload.accelerator", "environment.dose_year"), unit="",
        optional=True)
    inferences_per_silent_error: float | None = result(
        mark("Inferences for one silent error"), NUMBER,
        equation="inferences of one accelerator in a year · dose for one error / dose in a year", source=_DOSE,
        inputs=("payload.inference_rate", "payload.accelerator", "environment.dose_year"), unit="", optional=True)
    compute_rate: float = result(
        mark("Compute rate, mean of the life"), COMPUTE_RATE,
        equation="peak · utilisation · compute time · cool share · network share · places filled, the power being that "
                 "of the end of life",
        source="Accelerator catalogue (peak rate)", inputs=_LOSSES)
    compute_rate_begin: float = result(
        mark("Compute rate, no accelerator failed"), COMPUTE_RATE,
        equation="peak · utilisation · compute time · cool share · network share", source="Accelerator catalogue",
        inputs=_LOSSES[:-1])
    loss_names: tuple[str, ...] = result(
        mark("From the peak to the users"), equation="peak, every loss in order, what is used", source="Definition",
        inputs=("payload.loss_values",), unit="")
    loss_values: FloatArray = result(
        mark("Compute from the peak to the users"), COMPUTE_RATE,
        equation="each loss is its share of what is left; the first is the sum of the others", source="Definition",
        inputs=_LOSSES)
    compute_per_watt: float | None = result(
        mark("Compute per watt of load"), COMPUTE_PER_WATT, equation="compute rate / mean power served",
        source="Definition", inputs=("payload.compute_rate", "power.energy_year"), optional=True)
    compute_per_kilogram: float | None = result(
        mark("Compute per mass"), COMPUTE_PER_MASS, equation="compute rate / satellite mass", source="Definition",
        inputs=("payload.compute_rate", "mass.satellite"), optional=True)
    compute_per_dollar: float | None = result(
        mark("Compute per price of the accelerators"), COMPUTE_PER_PRICE,
        equation="compute rate / ((accelerators + spares) · price); where the catalogue has a price",
        source="Accelerator catalogue (price)",
        inputs=("payload.compute_rate", "payload.accelerators", "payload.spares", "payload.accelerator"),
        optional=True)
    life_time: FloatArray = result(
        mark("Time in the life"), DURATION, equation="see power.life_time", source="Definition",
        inputs=("power.life_time",), unit="yr")
    life_working: FloatArray = result(
        mark("Places filled over the life"), RATIO, equation="see payload.working_end, at each year", source=_FAILURES,
        inputs=("payload.working_end",), time="payload.life_time")
    issues: tuple[Issue, ...] = ()


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Payload:
    """What the payload power buys in accelerators, and what they deliver over the life."""
    payload, power, lifetime = design.payload, tables["power"], design.mission.lifetime
    kind = catalogue.accelerator(payload.accelerator)
    places, unit = accelerator_places(payload), peak_rate(kind, payload.precision)
    spares = whole(np.ceil(payload.spare_share * places - 1e-9))
    share = cooled(design, kind, tables["thermal"])
    working = (payload.failure_rate, lifetime, payload.spare_share)
    mean = plain(mean_working_fraction(*working))
    steps = delivered(
        places * unit.value, utilisation=payload.utilisation, work=power.work_mean, kept=power.kept_mean,
        served=power.payload_share, cool=share, network=payload.network_share, working=mean,
    )  # fmt: skip
    rate = steps[-1].value
    price = kind.price.value * (places + spares) if kind.price is not None else 0.0
    kilograms, radiation = tables["mass"].satellite, tables["dose"]
    one = None if kind.dose_per_silent_error is None else kind.dose_per_silent_error.value
    errors = None if one is None else plain(silent_errors(radiation.year, one))
    return Payload(
        accelerators=places,
        spares=spares,
        accelerator_power=kind.power.value,
        peak_rate=places * unit.value,
        availability=power.payload_share,
        thermal_share=share,
        failures_year=payload.failure_rate * YEAR * places,
        working_end=plain(working_fraction(*working)),
        working_mean=mean,
        dose_margin=_over(kind.dose_irregular, radiation.life),
        dose_margin_hard=_over(kind.dose_hard_failure, radiation.life),
        silent_errors_year=None if errors is None else places * errors,
        inferences_per_silent_error=over(payload.inference_rate * YEAR, errors),
        compute_rate=rate,
        compute_rate_begin=filled(over(rate, mean)),
        loss_names=tuple(step.name for step in steps),
        loss_values=read_only(gathered(step.value for step in steps)),
        compute_per_watt=over(rate, power.served_mean),
        compute_per_kilogram=over(rate, kilograms),
        compute_per_dollar=over(rate, price),
        life_time=power.life_time,
        life_working=read_only(working_fraction(
            trail(payload.failure_rate, 1), power.life_time, trail(payload.spare_share, 1))),
        issues=() if is_many(tables) else tuple(_issues(share, _over(kind.dose_irregular, radiation.life))),
    )


def peak_rate(kind: Accelerator, precision: str) -> Sourced:
    """The peak rate of one accelerator in a number format; CatalogueError where the catalogue has none."""
    known = kind.rate(precision)
    if known is None:
        raise CatalogueError(tr(
            mark("the catalogue knows no peak rate of {name} in {precision}; it knows {known}"), name=kind.name,
            precision=precision, known=", ".join(kind.precisions())))  # fmt: skip
    return known


def _over(limit: Sourced | None, dose: Any) -> Any:
    """How many times a dose goes into its limit; None where none is known or there is no dose."""
    return None if limit is None else over(limit.value, dose)


def _issues(share: float, margin: float | None) -> Iterator[Issue]:
    if share < 1.0:
        yield Issue("warning", "payload.accelerator", tr(
            mark("the junctions stay within their limit at {share:.0%} of the load only"), share=share))  # fmt: skip
    if margin is not None and margin < 1.0:
        yield Issue("warning", "payload.shielding", tr(
            mark("in its lifetime the accelerator takes {times:.2g} times the dose from which it behaves irregularly"),
            times=1.0 / margin))  # fmt: skip
