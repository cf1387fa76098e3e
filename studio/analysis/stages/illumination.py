"""Sunlight over the year: the visible part of the Sun's disk for every day and place in the orbit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import plain, row, sampling_of, trail
from studio.analysis.result import FloatArray, read_only, result
from studio.design import Design
from studio.design.quantity import ANGLE, DURATION, NUMBER, RATIO
from studio.physics.constants import DAY
from studio.physics.season import Season, season_map
from studio.text import mark

_SHADOW = "Montenbruck & Gill 2000, Satellite Orbits, §3.4.2 (conical shadow, overlap of two disks)"
_ORBIT = ("orbit.semi_major_axis", "mission.eccentricity", "orbit.inclination", "orbit.raan", "orbit.raan_rate",
          "mission.epoch")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Illumination:
    sunlit_fraction_year: float = result(
        mark("Sunlit fraction of the year"), RATIO, equation="mean over the year of the visible fraction of the disk",
        source=_SHADOW, inputs=_ORBIT)
    eclipse_max: float = result(
        mark("Longest umbra passage"), DURATION, equation="exit − entry of the umbra, by root finding on each orbit",
        source=_SHADOW, inputs=_ORBIT)
    eclipse_fraction_max: float = result(
        mark("Umbra share of the worst orbit"), RATIO, equation="longest umbra passage / nodal period",
        source=_SHADOW, inputs=("illumination.eclipse_max", "orbit.nodal_period"))
    eclipse_season_days: int = result(
        mark("Days with umbra"), NUMBER, equation="calendar days of the year with any umbra", source=_SHADOW,
        inputs=_ORBIT, unit="")
    eclipse_mean_day: float = result(
        mark("Darkness per day, year's mean"), DURATION,
        equation="(1 − sunlit fraction of the year) × 24 h", source="Definition",
        inputs=("illumination.sunlit_fraction_year",))
    worst_day: int = result(
        mark("Worst day"), NUMBER, equation="day from the epoch with the least sunlight", source=_SHADOW,
        inputs=_ORBIT, unit="")
    orbit_time: FloatArray = result(
        mark("Time in the orbit"), DURATION, equation="uniform steps from the ascending node", source="Definition",
        inputs=("orbit.nodal_period",))
    visible_fraction_worst_day: FloatArray = result(
        mark("Visible Sun on the worst day"), RATIO, equation="1 − overlap of the disks of Sun and Earth",
        source=_SHADOW, inputs=_ORBIT, time="illumination.orbit_time")
    beta_angle_year: FloatArray = result(
        mark("Beta angle over the year"), ANGLE, equation="sin β = ĥ · ŝ", source="Definition",
        inputs=("orbit.inclination", "orbit.raan", "orbit.raan_rate", "mission.epoch"),
        time="illumination.season_time")
    season_time: FloatArray = result(
        mark("Days of the season"), DURATION, equation="every other day from the epoch", source="Definition",
        inputs=("mission.epoch",), unit="d")
    season: Season
    day_step: int
    """Days from one row of the season's maps to the next."""


DAYS = 365


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Illumination:
    """The light of a year from the epoch."""
    orbit, sampling = tables["orbit"], sampling_of(tables)
    season = season_map(
        orbit.elements, orbit.epoch, days=DAYS, step=sampling.day_step, phases=sampling.phases,
        by_beta=sampling.by_beta,
    )  # fmt: skip
    worst = plain(season.worst_day)
    sunlit = plain(season.sunlit_fraction_year)
    return Illumination(
        sunlit_fraction_year=sunlit,
        eclipse_max=plain(season.eclipse_max),
        eclipse_fraction_max=plain(season.eclipse_fraction_max),
        eclipse_season_days=plain(season.eclipse_season_days),
        eclipse_mean_day=(1.0 - sunlit) * 86400.0,
        worst_day=day_of_row(worst, season),
        orbit_time=orbit_time(season),
        visible_fraction_worst_day=row(season.visible_fraction, worst),
        beta_angle_year=season.beta,
        season_time=season.elapsed,
        season=season,
        day_step=sampling.day_step,
    )


def orbit_time(season: Season) -> FloatArray:
    """(N,) Time of each cell of the orbit since the ascending node [s]."""
    times: FloatArray = read_only(season.phase / (2.0 * np.pi) * trail(plain(season.period), 1))
    return times


def day_of_row(place: Any, season: Season) -> Any:
    """The day from the epoch that a row of the maps stands for: that of its middle."""
    days = row(season.elapsed, place, 1) // DAY
    return days.astype(np.int64) if isinstance(days, np.ndarray) else int(days)
