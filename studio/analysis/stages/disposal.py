"""How the satellite comes down: by drag alone, or after a burn; and whether within the five years of the rule."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from studio.analysis.columns import is_many, plain
from studio.analysis.result import result
from studio.design import Design, Issue
from studio.design.quantity import BALLISTIC, DURATION, MASS, SPEED, YEAR
from studio.physics.constants import R_EARTH, STANDARD_GRAVITY
from studio.text import mark, tr

_KING_HELE = ("D. G. King-Hele, Satellite Orbits in an Atmosphere (1987), ch. 4, at constant solar activity; the pull "
              "of Sun and Moon and the pressure of light left out")  # fmt: skip
_RULE = ("FCC 22-74 (2022), 47 CFR 25.114(d)(14)(vii): re-entry within five years of the end of the mission, from "
         "orbits below 2000 km")  # fmt: skip
_BALLISTIC = ("disposal.ballistic_coefficient", "orbit.semi_major_axis", "mission.eccentricity")
FIVE_YEARS: Final = 5.0 * YEAR
_RULED: Final = 2000e3


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposal:
    ballistic_coefficient: float | None = result(
        mark("Mass per drag area"), BALLISTIC, equation="m / (C_D A)", source="Definition",
        inputs=("mass.satellite", "environment.drag_coefficient", "atmosphere.drag_area"), optional=True)
    drag_lifetime: float | None = result(
        mark("Time until drag brings it down"), DURATION, name="environment.drag_lifetime",
        equation="m/(C_D A) · ∫ dh / (ρ √(µ a) F) down to 100 km, attitude and solar activity as decided",
        source=_KING_HELE, inputs=(*_BALLISTIC, "environment.density"), unit="yr", optional=True)
    lifetime_low: float | None = result(
        mark("Time until drag brings it down, low solar activity"), DURATION,
        equation="see environment.drag_lifetime; F10.7 = 65, Ap = 0", source=_KING_HELE, inputs=_BALLISTIC, unit="yr",
        optional=True)
    lifetime_high: float | None = result(
        mark("Time until drag brings it down, high solar activity"), DURATION,
        equation="see environment.drag_lifetime; F10.7 = 250, Ap = 45", source=_KING_HELE, inputs=_BALLISTIC,
        unit="yr", optional=True)
    delta_v_year: float = result(
        mark("Δv against drag in a year"), SPEED, equation="impulse in a year / mass", source="Definition",
        inputs=("atmosphere.impulse_year", "mass.satellite"), unit="m/s")
    propellant: float = result(
        mark("Propellant for the deorbit burn"), MASS, equation="m (1 − exp(−Δv / (Isp g₀)))",
        source="Tsiolkovsky's equation",
        inputs=("mass.satellite", "atmosphere.deorbit_delta_v", "platform.specific_impulse"))
    time: float | None = result(
        mark("From end of life to re-entry"), DURATION,
        equation="time to fall from the orbit with the lowered perigee; or by drag alone", source=_KING_HELE,
        inputs=("platform.disposal", "platform.disposal_perigee", *_BALLISTIC), unit="yr", optional=True)
    margin: float | None = result(
        mark("Margin to the five-year rule"), DURATION, equation="5 yr − time from end of life to re-entry",
        source=_RULE, inputs=("disposal.time",), unit="yr", optional=True)
    issues: tuple[Issue, ...] = ()


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Disposal:
    """The end of this satellite, by its mass and its area in the flow."""
    air, mass, platform = tables["atmosphere"], tables["mass"].satellite, design.platform
    dragged = np.asarray(design.environment.drag_coefficient * air.drag_area)
    with np.errstate(divide="ignore", invalid="ignore"):
        ballistic = np.where(dragged > 0.0, mass / dragged, np.inf)
        alone, low, high = (ballistic * fall for fall in air.fall)
        time = alone
        if air.fall_after_burn is not None:
            time = np.where(np.isnan(air.fall_after_burn), alone, ballistic * air.fall_after_burn)
        yearly = np.where(np.asarray(mass) > 0.0, air.impulse_year / mass, 0.0)
    axis, e = tables["orbit"].semi_major_axis, design.mission.eccentricity
    ruled = np.asarray(axis * (1.0 - e) - R_EARTH <= _RULED)
    exhaust = platform.specific_impulse * STANDARD_GRAVITY
    until = _finite(time)
    return Disposal(
        ballistic_coefficient=_finite(ballistic),
        drag_lifetime=_finite(alone),
        lifetime_low=_finite(low),
        lifetime_high=_finite(high),
        delta_v_year=plain(yearly),
        propellant=plain(-mass * np.expm1(-air.deorbit_delta_v / exhaust)),
        time=until,
        margin=_finite(np.where(ruled, FIVE_YEARS - time, np.nan)),
        issues=tuple(_issues(design, until)) if not is_many(tables) and ruled else (),
    )


def _finite(value: Any) -> Any:
    """None, or NaN of many, where a number is not finite: it does not come down, or nothing drags."""
    if np.ndim(value):
        return np.where(np.isfinite(value), value, np.nan)
    return float(value) if np.isfinite(value) else None


def _issues(design: Design, time: float | None) -> list[Issue]:
    if time is not None and time <= FIVE_YEARS:
        return []
    where = "platform.disposal_perigee" if design.platform.disposal == "burn" else "platform.disposal"
    if time is None:
        return [Issue("warning", where, tr(mark("the satellite never comes down: the rule allows five years")))]
    return [Issue("warning", where, tr(
        mark("the satellite comes down {years:,.1f} years after its end of life: the rule allows five"),
        years=time / YEAR))]  # fmt: skip
