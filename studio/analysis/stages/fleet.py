"""Every shell of the fleet through the year: sunlight, how many are in the dark at once, power, crowding."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from studio.analysis.columns import plain, sampling_of, trail
from studio.analysis.fleet.imported import crossing, crossing_any, imported_of
from studio.analysis.fleet.layout import Layout, layout, parts_of, satellites, shapes
from studio.analysis.result import FloatArray, read_only, result
from studio.analysis.sampling import Sampling
from studio.analysis.shapes import by_shape
from studio.design import Design, Issue
from studio.design.quantity import ANGLE, DURATION, ENERGY, LENGTH, NUMBER, POWER, RATIO
from studio.physics.constants import DAY, R_EARTH
from studio.physics.constellation import shell_separation
from studio.physics.fleet.planes import Planes, plane_light
from studio.physics.fleet.sgp4_fleet import age
from studio.physics.illumination import beta_angle
from studio.physics.orbit import orbit_normal, secular_rates
from studio.physics.sun import sun_vector
from studio.text import mark, tr

_DAYS = np.arange(0.0, 365.0, 10.0)
_FEW_PLANES = 48
"""Planes from which on a study looks at every twentieth day: together they meet the Sun under all angles."""
_YEAR = 365.0 * DAY
_BAND = np.deg2rad(60.0)
"""Beta angle from which an orbit lies along the terminator: where low orbits begin to have no eclipse."""
_SHADOW = "Circle of each plane outside the shadow of the ellipsoid: Vallado 2013, §5.3.2; every tenth day of a year"
_SHELLS = ("mission.altitude", "mission.sun_synchronous", "mission.inclination", "mission.ltan",
           "constellation.pattern", "constellation.shells", "fleet.shells[].altitude", "fleet.shells[].inclination",
           "fleet.shells[].sun_synchronous", "fleet.shells[].ltan", "fleet.shells[].planes",
           "fleet.shells[].satellites_per_plane", "fleet.shells[].copies", "fleet.shells[].copy_spacing")  # fmt: skip
_STALE = 30.0 * DAY
_CROSSING = "perigee − 25 km ≤ altitude of the shell ≤ apogee + 25 km, at the epoch of the elements"
_REAL = ("Axis and apsides as SGP4 takes them: Hoots and Roehrich 1980, §6; 25 km is half of the 50 km between the "
         "shells of the filing for a million satellites")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    shells: int = result(
        mark("Shells"), NUMBER, equation="of the main constellation and of the further shells, copies counted",
        source="Definition", inputs=_SHELLS, unit="")
    planes: int = result(
        mark("Orbit planes"), NUMBER, equation="Σ planes of each shell", source="Definition", inputs=_SHELLS, unit="")
    sunlit_mean: float = result(
        mark("Sunlight of the fleet"), RATIO, equation="mean over satellites and the year", source=_SHADOW,
        inputs=_SHELLS)
    sunlit_least: float = result(
        mark("Sunlight on the darkest day"), RATIO, equation="least mean over satellites of a day", source=_SHADOW,
        inputs=_SHELLS)
    dark_mean: float = result(
        mark("In the dark at once, mean"), NUMBER, equation="Σ satellites · (1 − lit share of their circle)",
        source=_SHADOW, inputs=(*_SHELLS, "constellation.satellites"), unit="")
    dark_most: float = result(
        mark("In the dark at once, most"), NUMBER, equation="largest of the year", source=_SHADOW,
        inputs=(*_SHELLS, "constellation.satellites"), unit="")
    power_mean: float = result(
        mark("Array power of the fleet, mean"), POWER,
        equation="Σ satellites · lit share · array power in sunlight, end of life", source=_SHADOW,
        inputs=("power.array_eol", "fleet.sunlit_mean", "constellation.satellites"), unit="GW")
    power_least: float = result(
        mark("Array power of the fleet, darkest day"), POWER, equation="least of the year", source=_SHADOW,
        inputs=("power.array_eol", "fleet.sunlit_least", "constellation.satellites"), unit="GW")
    energy_year: float = result(
        mark("Array energy of the fleet in a year"), ENERGY, equation="mean power · 365 d", source="Definition",
        inputs=("fleet.power_mean",), unit="GWh")
    dawn_dusk_share: float = result(
        mark("In the dawn–dusk band"), RATIO,
        equation="share of satellites whose plane has |β| above 60°, mean of the year",
        source="Definition; Sun as for the orbit", inputs=_SHELLS)
    shell_gap: float | None = result(
        mark("Least gap between shells"), LENGTH,
        equation="Δa + least ΔJ₂ R²/a (¼ (sin² i − 2 sin² δ) − 3/2 (1 − 3/2 sin² i)), shells sorted by altitude; 0 "
                 "where two share an altitude",
        source="Short-period J₂ term of the radius: Brouwer 1959 for e = 0", inputs=_SHELLS, optional=True)
    day: FloatArray = result(
        mark("Days of the year"), DURATION, equation="every tenth day from the epoch", source="Definition",
        inputs=("mission.epoch",), unit="d")
    dark: FloatArray = result(
        mark("In the dark at once"), NUMBER, equation="Σ satellites · (1 − lit share of their circle)",
        source=_SHADOW, inputs=_SHELLS, unit="", time="fleet.day")
    power: FloatArray = result(
        mark("Array power of the fleet"), POWER, equation="Σ satellites · lit share · array power, end of life",
        source=_SHADOW, inputs=(*_SHELLS, "power.array_eol"), unit="GW", time="fleet.day")
    shell_names: tuple[str, ...] = result(
        mark("Names of the shells"), equation="in order", source="Definition", inputs=_SHELLS, unit="")
    shell_altitudes: FloatArray = result(
        mark("Altitudes of all shells"), LENGTH, equation="a − R_E", source="Definition", inputs=_SHELLS)
    shell_inclinations: FloatArray = result(
        mark("Inclinations of all shells"), ANGLE, equation="sun-synchronous at its altitude; or the one typed",
        source="Vallado 2013, §9.6 (secular J2 rates)", inputs=_SHELLS)
    shell_satellites: FloatArray = result(
        mark("Satellites of each shell"), NUMBER, equation="Σ over its planes", source="Definition", inputs=_SHELLS,
        unit="")
    shell_sunlit: FloatArray = result(
        mark("Sunlight of each shell"), RATIO, equation="mean over its satellites and the year", source=_SHADOW,
        inputs=_SHELLS)
    shell_darkest: FloatArray = result(
        mark("Sunlight of each shell on its darkest day"), RATIO, equation="least mean over its satellites of a day",
        source=_SHADOW, inputs=_SHELLS)
    imported_objects: int | None = result(
        mark("Imported objects"), NUMBER, equation="lines of the imported element sets", source="Definition",
        inputs=("fleet.imported[].table",), unit="", optional=True)
    imported_crossing: int | None = result(
        mark("Imported objects across the shells"), NUMBER, equation=f"{_CROSSING}, of one shell or more",
        source=_REAL, inputs=("fleet.imported[].table", "fleet.shell_altitudes"), unit="", optional=True)
    imported_age: float | None = result(
        mark("Age of the imported elements"), DURATION,
        equation="median of |epoch of the design − epoch of the element set|",
        source="Definition; SGP4 loses 1 to 3 km a day: Vallado et al. 2006, AIAA 2006-6753",
        inputs=("fleet.imported[].table", "mission.epoch"), unit="d", optional=True)
    shell_crossing: FloatArray | None = result(
        mark("Imported objects across each shell"), NUMBER, equation=_CROSSING, source=_REAL,
        inputs=("fleet.imported[].table", "fleet.shell_altitudes"), unit="", optional=True)
    layout: Layout
    """The planes of all satellites at the epoch."""
    issues: tuple[Issue, ...]


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Fleet:
    """The fleet through a year, plane by plane."""
    orbit = tables["orbit"]
    found = layout(design, orbit.epoch)
    planes, shells = found.planes, len(found.names)
    elapsed = _elapsed(sampling_of(tables), len(planes.axis))
    sun, distance = sun_vector(orbit.epoch + elapsed)
    lit = plane_light(planes, elapsed, sun, distance)
    weight = planes.number.astype(np.float64)
    count = float(weight.sum())
    shell_count = np.bincount(planes.shell, weights=weight, minlength=shells)
    first = np.searchsorted(planes.shell, np.arange(shells))
    by_shell = np.add.reduceat(lit * weight, first, axis=1) / shell_count
    light = lit @ weight / count
    dark = count * (1.0 - light)
    power = tables["power"].array_eol * count * light
    axes, tilts = planes.axis[first], planes.inclination[first]
    real = imported_of(design.fleet.imported) if design.fleet.imported else None
    crossed, by_crossing = (None, None) if real is None else crossing(real, axes - R_EARTH)
    old = None if real is None else float(np.median(np.abs(age(real.elements.epoch, orbit.epoch))))
    return Fleet(
        shells=shells,
        planes=len(planes.axis),
        sunlit_mean=float(light.mean()),
        sunlit_least=float(light.min()),
        dark_mean=float(dark.mean()),
        dark_most=float(dark.max()),
        power_mean=float(power.mean()),
        power_least=float(power.min()),
        energy_year=float(power.mean()) * _YEAR,
        dawn_dusk_share=float(_band(planes, elapsed, sun) @ weight / count),
        shell_gap=_gap(axes, tilts),
        day=read_only(elapsed),
        dark=read_only(dark),
        power=read_only(power),
        shell_names=found.names,
        shell_altitudes=read_only(axes - R_EARTH),
        shell_inclinations=read_only(tilts),
        shell_satellites=read_only(shell_count),
        shell_sunlit=read_only(by_shell.mean(axis=0)),
        shell_darkest=read_only(by_shell.min(axis=0)),
        imported_objects=None if real is None else real.size,
        imported_crossing=crossed,
        imported_age=old,
        shell_crossing=None if by_crossing is None else read_only(by_crossing),
        layout=found,
        issues=tuple(_issues(design, old)),
    )


def _elapsed(sampling: Sampling, planes: int) -> FloatArray:
    """The times since the epoch that the fleet is looked at [s]."""
    found: FloatArray = (_DAYS[::2] if sampling.by_beta and planes > _FEW_PLANES else _DAYS) * DAY
    return found


def _several(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Fleet:
    """The numbers of the fleets of many designs, shell by shell: what the designs share is followed once."""
    orbit = tables["orbit"]
    count: Any = satellites(design)
    parts = parts_of(design, orbit.epoch)
    planes = sum(part.axis.shape[-1] for part in parts)
    elapsed = _elapsed(sampling_of(tables), planes)
    sun, distance = sun_vector(orbit.epoch + elapsed)
    lit: Any = 0.0
    inside: Any = 0.0
    for part in parts:
        weight = part.number.astype(np.float64)
        lit = lit + np.sum(plane_light(part, elapsed, sun, distance) * weight[..., None, :], axis=-1)
        inside = inside + np.sum(_band(part, elapsed, sun) * weight, axis=-1)
    light = lit / trail(count, 1)
    dark = trail(count, 1) * (1.0 - light)
    power = trail(tables["power"].array_eol * count, 1) * light
    real = imported_of(design.fleet.imported) if design.fleet.imported else None
    axes = _of_shells([part.axis[..., 0] for part in parts])
    old = None if real is None else float(np.median(np.abs(age(real.elements.epoch, orbit.epoch))))
    nothing = np.zeros(0)
    return Fleet(
        shells=len(parts),
        planes=planes,
        sunlit_mean=plain(light.mean(axis=-1)),
        sunlit_least=plain(light.min(axis=-1)),
        dark_mean=plain(dark.mean(axis=-1)),
        dark_most=plain(dark.max(axis=-1)),
        power_mean=plain(power.mean(axis=-1)),
        power_least=plain(power.min(axis=-1)),
        energy_year=plain(power.mean(axis=-1)) * _YEAR,
        dawn_dusk_share=plain(inside / count),
        shell_gap=_gap(axes, _of_shells([part.inclination[..., 0] for part in parts])),
        day=nothing, dark=nothing, power=nothing, shell_names=(), shell_altitudes=nothing, shell_inclinations=nothing,
        shell_satellites=nothing, shell_sunlit=nothing, shell_darkest=nothing, shell_crossing=None,
        imported_objects=None if real is None else real.size,
        imported_crossing=None if real is None else crossing_any(real, axes - R_EARTH),
        imported_age=old,
        layout=cast(Layout, None),
        issues=(),
    )  # fmt: skip


run_many = by_shape(_several, shapes)
"""Computes many designs, those that have equally many planes together."""


def _of_shells(values: list[FloatArray]) -> FloatArray:
    return np.stack(np.broadcast_arrays(*values), axis=-1)


def _band(planes: Planes, elapsed: FloatArray, sun: FloatArray) -> FloatArray:
    """Share of the year that each plane spends along the terminator."""
    axis, tilt, start = (field[..., None, :] for field in (planes.axis, planes.inclination, planes.raan))
    rates = secular_rates(axis, 0.0, tilt)
    normal = orbit_normal(start + rates.raan * elapsed[:, None], tilt)
    inside: FloatArray = np.mean(np.abs(beta_angle(normal, sun[:, None])) > _BAND, axis=-2)
    return inside


def _gap(axes: FloatArray, tilts: FloatArray) -> Any:
    if axes.shape[-1] < 2:
        return None
    axes, tilts = np.broadcast_arrays(axes, tilts)
    order = np.argsort(axes, axis=-1)
    axes, tilts = np.take_along_axis(axes, order, axis=-1), np.take_along_axis(tilts, order, axis=-1)
    return plain(np.maximum(shell_separation(axes, tilts).min(axis=-1), 0.0))


def _issues(design: Design, old: float | None) -> Iterator[Issue]:
    if design.fleet.shells and design.mission.eccentricity > 0.0:
        yield Issue("warning", "mission.eccentricity", tr(
            mark("the main constellation counts as circular beside the further shells")))  # fmt: skip
    if old is not None and old > _STALE:
        yield Issue("warning", "fleet.imported", tr(
            mark("half of the imported elements are {days:.0f} days or more away from the epoch of the design: their "
                 "satellites are not shown where they will be along their orbits"), days=old / DAY))  # fmt: skip
