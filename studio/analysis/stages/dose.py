"""The total ionising dose that the compute hardware takes behind its shielding."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np

from studio.analysis.columns import is_many, plain
from studio.analysis.result import result
from studio.catalogue.dose import DoseTable, dose_table
from studio.design import Design, Issue
from studio.design.quantity import DOSE, RATIO, YEAR
from studio.physics import orbit
from studio.physics.radiation.dose import dose
from studio.text import mark, tr

_TABLE = ("SPENVIS: AP-8 and AE-8 at solar minimum, SAPPHIRE at 95 %, SHIELDOSE-2, centre of an aluminium sphere "
          "(table of rMcDonald17/Orbital-Datacenters)")  # fmt: skip
_INPUTS = ("mission.altitude", "orbit.inclination", "payload.shielding")
_TILT: Final = math.radians(30.0)
_NEAR: Final = math.radians(2.0)
"""Inclination beyond those of the table that is still taken for theirs."""
_OTHER_ALTITUDE, _OTHER_SHIELDING = 650e3, 10e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    year: float = result(
        mark("Dose in a year"), DOSE, name="environment.dose_year",
        equation="ln D interpolated in altitude, ln shielding, and inclination folded at 90° between 30° and the "
                 "sun-synchronous; held at the edges of 500 to 2000 km and 2 to 10 mm",
        source=_TABLE, inputs=_INPUTS)
    life: float = result(
        mark("Dose in the lifetime"), DOSE, name="environment.dose_life", equation="a year's · lifetime / 1 yr",
        source=_TABLE, inputs=("environment.dose_year", "mission.lifetime"))
    year_low: float = result(
        mark("Dose in a year, by the lower model"), DOSE,
        equation="dose in a year · 150 rad / the table's year at 650 km, sun-synchronous, behind 10 mm",
        source="Google Project Suncatcher, arXiv:2511.19468v2, for the level: other spectra and shape of the shield",
        inputs=("environment.dose_year",))
    model_spread: float = result(
        mark("Spread of the dose between models"), RATIO, equation="dose in a year / the same by the lower model",
        source=f"{_TABLE}; Google Project Suncatcher, arXiv:2511.19468v2", unit="",
        inputs=("environment.dose_year", "dose.year_low"))
    issues: tuple[Issue, ...] = ()


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Dose:
    """The dose of this orbit behind this shielding, and how far the models of it lie apart."""
    mission, known = design.mission, dose_table()
    inclination = tables["orbit"].inclination
    year = _dose(known, mission.altitude, inclination, design.payload.shielding)
    spread = _spread()
    return Dose(
        year=year,
        life=year * mission.lifetime / YEAR,
        model_spread=spread,
        year_low=year / spread,
        issues=() if is_many(tables) else tuple(_issues(design, known, float(inclination))),
    )


@cache
def _spread() -> float:
    """The table's dose over the other source's, for the orbit and the shielding that both give."""
    known = dose_table()
    ours: float = _dose(known, _OTHER_ALTITUDE, _sun_synchronous(_OTHER_ALTITUDE), _OTHER_SHIELDING)
    return ours / known.other


def _sun_synchronous(altitude: Any) -> Any:
    """Inclination of the table's second orbit [rad], folded at 90°."""
    held = np.minimum(np.maximum(altitude, 500e3), 2000e3)
    return math.pi - plain(orbit.sun_synchronous_inclination(orbit.semi_major_axis(held), 0.0))


def _dose(known: DoseTable, altitude: Any, inclination: Any, shielding: Any) -> Any:
    across = np.stack(np.broadcast_arrays(_TILT, _sun_synchronous(altitude)))
    return plain(dose(altitude, inclination, shielding, known.altitude, across, known.shielding, known.year))


def _issues(design: Design, known: DoseTable, inclination: float) -> list[Issue]:
    found: list[Issue] = []
    altitude, shielding = design.mission.altitude, design.payload.shielding
    low, high = float(known.altitude[0]), float(known.altitude[-1])
    if not low <= altitude <= high:
        found.append(Issue("warning", "mission.altitude", tr(
            mark("the dose is tabulated from {low:,.0f} to {high:,.0f} km; that at the end of the table is taken"),
            low=low / 1e3, high=high / 1e3)))  # fmt: skip
    thin, thick = float(known.shielding[0]), float(known.shielding[-1])
    if not 0.999 * thin <= shielding <= 1.001 * thick:
        found.append(Issue("warning", "payload.shielding", tr(
            mark("the dose is tabulated behind {thin:.0f} to {thick:.0f} mm of aluminium; that at the end of the table "
                 "is taken"), thin=thin * 1e3, thick=thick * 1e3)))  # fmt: skip
    folded = min(inclination, math.pi - inclination)
    where = "mission.sun_synchronous" if design.mission.sun_synchronous else "mission.inclination"
    if folded < _TILT - _NEAR:
        found.append(Issue("warning", where, tr(
            mark("the dose is tabulated for 30° and for sun-synchronous orbits; that of 30° is taken"))))  # fmt: skip
    if design.mission.eccentricity > 0.02:
        found.append(Issue("warning", "mission.eccentricity", tr(
            mark("the dose is that of a circular orbit at the mean altitude"))))  # fmt: skip
    return found
