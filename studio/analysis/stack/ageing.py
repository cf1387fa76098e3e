"""The power of an array over its life: a stated yearly loss, or one factor for each thing that takes power away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from studio.analysis.columns import plain, trail
from studio.analysis.result import FloatArray
from studio.analysis.stack.damage_curve import dose_curve
from studio.catalogue.radiation import DamageCurve
from studio.design import Design
from studio.design.ageing import Ageing
from studio.design.quantity import DAY, YEAR
from studio.physics.ageing import annealed, band, factors_over_life
from studio.physics.degradation import remaining_factor
from studio.physics.radiation.damage import remaining_power
from studio.text import mark, tr

_NAMES: Final = {
    "radiation": mark("Radiation"),
    "uv_darkening": mark("UV darkening"),
    "contamination": mark("Contamination"),
    "thermal_cycling": mark("Thermal cycling"),
    "micrometeoroids": mark("Micrometeoroids"),
    "string_failure": mark("String failures"),
}
_CYCLES: Final = 10_000.0
"""Cycles after which the loss by thermal cycling is stated."""
_LEAST_POINTS: Final = 5
_MOST_POINTS: Final = 41


@dataclass(frozen=True, slots=True)
class Course:
    """Shares of the power over the life; `factors` (…, F, Y), the others (…, Y)."""

    names: tuple[str, ...]
    factors: FloatArray
    remaining: FloatArray
    low: FloatArray
    high: FloatArray


def life_times(lifetime: Any, *, few: bool = False) -> FloatArray:
    """(…, Y) Times of the life [s]: one point a year, both ends included, at least five and at most forty-one.

    Of many lives each has forty-one, of which the last rest at its end. With `few` every life has five.
    """
    if few:
        return np.linspace(0.0, lifetime, _LEAST_POINTS, axis=-1)
    points = np.clip(np.ceil(np.asarray(lifetime) / YEAR) + 1, _LEAST_POINTS, _MOST_POINTS)
    if points.ndim == 0:
        return np.linspace(0.0, lifetime, int(points))
    times: FloatArray = lifetime[:, None] * np.minimum(np.arange(_MOST_POINTS) / (points[:, None] - 1.0), 1.0)
    return times


def by_fluence(curve: DamageCurve, fluence: FloatArray | float) -> FloatArray:
    """What radiation leaves after equivalent fluences [1/m²]; nothing below nothing."""
    return np.maximum(remaining_power(fluence, curve.c.value, curve.phi_x.value), 0.0)


def by_dose(curve: DamageCurve, dose: FloatArray | float) -> FloatArray | None:
    """What radiation leaves after displacement damage doses [J/kg]; None where the curve has none."""
    known = dose_curve(curve)
    return None if known is None else np.maximum(remaining_power(dose, known.c, known.dose), 0.0)


def radiation_left(
    ageing: Ageing, curve: DamageCurve, fluence: FloatArray, dose: FloatArray, temperature: FloatArray | float
) -> FloatArray:
    """What radiation leaves by the method that counts, healed where cells of this temperature [K] do."""
    left = by_dose(curve, dose) if ageing.method == "displacement_dose" else None
    left = by_fluence(curve, fluence) if left is None else left
    if not ageing.annealing:
        return left
    return annealed(left, trail(ageing.annealing_recovery, 1), temperature, trail(ageing.annealing_temperature, 1))


def course_of_life(
    design: Design,
    tables: Mapping[str, Any],
    curve: DamageCurve,
    fluence: FloatArray,
    dose: FloatArray,
    time: FloatArray,
    temperature: FloatArray | float,
) -> Course:
    """The shares at `time` (…, Y) [s], by which `fluence` [1/m²] and `dose` [J/kg] (…, Y) have come together; of cells
    that have a `temperature` [K] in sunlight."""
    ageing = design.ageing
    if ageing.model == "stated":
        left = np.asarray(remaining_factor(trail(design.array.degradation, 1), time))
        left = np.broadcast_to(left, np.broadcast_shapes(left.shape, np.shape(fluence)))
        return Course((tr(mark("Stated yearly loss")),), left[..., None, :], left, left, left)
    spread = trail(ageing.radiation_uncertainty, 1)
    middle, low, high = (
        radiation_left(ageing, curve, fluence * scale, dose * scale, temperature)
        for scale in (1.0, spread, 1.0 / spread)
    )
    factors = factors_over_life(
        time,
        uv_final_loss=ageing.uv_loss,
        uv_time_constant=ageing.uv_time,
        contamination_rate=ageing.contamination_rate,
        cycling_loss_at_reference=ageing.cycling_loss,
        reference_cycles=_CYCLES,
        cycle_time=cycle_time(tables),
        micrometeoroid_rate=ageing.micrometeoroid_rate,
        string_failure_rate=ageing.string_failure_rate,
        radiation=middle,
        cycling_law="linear",
    )
    others = dict.fromkeys(_NAMES, trail(ageing.other_uncertainty, 1))
    lower, upper = band(factors, low, high, others)
    rows = np.stack([factors[name] for name in _NAMES], axis=-2)
    return Course(tuple(tr(name) for name in _NAMES.values()), rows, factors["product"], lower, upper)


def cycle_time(tables: Mapping[str, Any]) -> Any:
    """Mean time between two eclipses of the year [s]; infinite where there is none."""
    days = np.asarray(tables["illumination"].eclipse_season_days)
    year = tables["orbit"].nodal_period * 365.0 * DAY
    return plain(np.divide(year, days * DAY, out=np.full(np.broadcast_shapes(np.shape(year), days.shape), np.inf),
                           where=days > 0))  # fmt: skip
