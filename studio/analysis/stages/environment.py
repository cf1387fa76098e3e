"""What falls on the two faces of the array through the year: sunlight, albedo and Earth infrared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from studio.analysis.columns import plain, row, sampling_of, trail
from studio.analysis.environment_cases import cases
from studio.analysis.result import FloatArray, read_only, result
from studio.analysis.stages.illumination import DAYS
from studio.design import Design
from studio.design.mission import Mission
from studio.design.quantity import FLUX, RATIO
from studio.physics.attitude import TURNING, wing_normal
from studio.physics.constants import DAY, R_EARTH
from studio.physics.heat import albedo_flux, earth_infrared_flux, solar_flux
from studio.physics.season import Season
from studio.physics.sun import sun_vector
from studio.physics.view_factor import opposite_view_factor, sphere_view_factor
from studio.physics.view_table import circle_view_factor
from studio.physics.wing_cosines import Flight, Triple, WingCosines, seen_from_satellite, wing_cosines
from studio.text import mark

_YEAR = (-2, -1)
"""The axes of the year's maps: days and phases."""
_ATTITUDE = "Geometry of the array attitude; shadows of the satellite on itself are left out"
_POINTING = ("mission.attitude", "mission.wing_axis", "mission.off_pointing", "mission.eclipse_attitude",
             "orbit.inclination", "orbit.raan")  # fmt: skip
_HOT = ("environment.albedo_hot", "environment.infrared_hot", "environment.solar_constant", *_POINTING,
        "orbit.semi_major_axis")  # fmt: skip
_COLD = ("environment.albedo_cold", "environment.infrared_cold", *_HOT[2:])
_LOAD = "Hot and cold cases as decided; exact view factor of a tilted plate to a sphere"
_VIEW = "Exact view factor of a tilted plate to a sphere (closed form; e.g. Gilmore 2002, ch. 2)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    solar_flux_mean: float = result(
        mark("Solar flux, year's mean"), FLUX, equation="S = S₀ (1 au / r)², mean over the year",
        source="S₀ as decided in the design; IAU 2015 Resolution B3 gives 1361 W/m²",
        inputs=("environment.solar_constant", "mission.epoch"))
    solar_flux_max: float = result(
        mark("Solar flux, perihelion"), FLUX, equation="S = S₀ (1 au / r)², largest of the year",
        source="Inverse-square law", inputs=("environment.solar_constant", "mission.epoch"))
    earth_view_factor_nadir: float = result(
        mark("View factor to Earth, facing it"), RATIO, equation="F = (R_E / a)²", source=_VIEW,
        inputs=("orbit.semi_major_axis",), unit="")
    earth_view_factor_edge: float = result(
        mark("View factor to Earth, edge-on, per face"), RATIO,
        equation="F = 1/2 − asin(s/H)/π − s/(π H²), H = a/R_E, s = √(H² − 1)", source=_VIEW,
        inputs=("orbit.semi_major_axis",), unit="")
    earth_view_factor_tilt: float = result(
        mark("View factor to Earth, at the tilt asked for"), RATIO,
        equation="1/2 − asin(s/(H sin g))/π + [cos g acos(−s cot g) − s √(1 − H² cos² g)]/(π H²) where the plate's "
                 "plane cuts the Earth; cos g / H² or 0 elsewhere", source=_VIEW,
        inputs=("environment.plate_tilt", "orbit.semi_major_axis"), unit="")
    solar_flux_min: float = result(
        mark("Solar flux, aphelion"), FLUX, equation="S = S₀ (1 au / r)², smallest of the year",
        source="Inverse-square law", inputs=("environment.solar_constant", "mission.epoch"))
    incidence_mean: float = result(
        mark("Cosine of incidence, sunlit mean"), RATIO, equation="mean of max(0, n̂ · ŝ) in sunlight",
        source=_ATTITUDE, inputs=_POINTING, unit="")
    incidence_worst_day: FloatArray = result(
        mark("Cosine of incidence on the worst day"), RATIO, equation="max(0, n̂ · ŝ), whether the Sun is seen or not",
        source=_ATTITUDE, inputs=(*_POINTING, "illumination.worst_day"), unit="", time="illumination.orbit_time")
    earth_load_front_hot: float = result(
        mark("Earth's load on the front, hot case"), FLUX,
        equation="largest of F (albedo S max(0, cos ζ) + infrared) on any day and phase, S at perihelion",
        source=_LOAD, inputs=_HOT)
    earth_load_back_hot: float = result(
        mark("Earth's load on the back, hot case"), FLUX, equation="see environment.earth_load_front_hot",
        source=_LOAD, inputs=_HOT)
    earth_load_front_cold: float = result(
        mark("Earth's load on the front, cold case"), FLUX,
        equation="smallest of F (albedo S max(0, cos ζ) + infrared) on any day and phase, S at aphelion",
        source=_LOAD, inputs=_COLD)
    earth_load_back_cold: float = result(
        mark("Earth's load on the back, cold case"), FLUX, equation="see environment.earth_load_front_cold",
        source=_LOAD, inputs=_COLD)
    sunlit: "Sunlit"
    """Means over the year while the Sun is seen."""
    sun_front: FloatArray
    """(D, N) Sunlight on the front, shadow and incidence included [W/m²]."""
    sun_back: FloatArray
    """(D, N) Sunlight on the back [W/m²]."""
    albedo_front: FloatArray
    albedo_back: FloatArray
    infrared_front: FloatArray
    infrared_back: FloatArray
    """(D, N) Incident reflected sunlight and Earth infrared on each face [W/m²]."""
    solar_flux: FloatArray
    """(D,) Solar flux at normal incidence [W/m²]."""
    cos_incidence: FloatArray
    """(D, N) Cosine of the Sun's incidence on the front; 0 where it shines on the back."""
    cos_zenith: FloatArray
    """(D, N) Cosine of the Sun's zenith angle below the satellite."""
    distance_ratio: FloatArray
    """(D, N) Distance from the Earth's centre in Earth radii."""


@dataclass(frozen=True, slots=True)
class Sunlit:
    """What falls on each face [W/m²], weighted with the visible part of the Sun."""

    sun_front: float
    sun_back: float
    albedo_front: float
    albedo_back: float
    infrared_front: float
    infrared_back: float


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Environment:
    """The fluxes on both faces of the array for every day and phase."""
    if sampling_of(tables).by_beta:
        return _by_beta(design, tables)
    season: Season = tables["illumination"].season
    facts = design.environment
    flux = solar_flux(season.sun_distance, solar_constant=trail(facts.solar_constant, 1))
    distance = np.sqrt(np.einsum("...i,...i->...", season.position, season.position))
    ratio = distance / R_EARTH
    cos_zenith = np.matmul(season.position, season.sun[..., None])[..., 0] / distance
    cos_sun, cos_nadir = _cosines(design.mission, season, cos_zenith)
    front = sphere_view_factor(cos_nadir, ratio)
    back = opposite_view_factor(front, cos_nadir, ratio)
    lit = flux[..., None] * season.visible_fraction
    albedo, infrared = trail(facts.albedo, 2), trail(facts.earth_infrared, 2)
    maps = {
        "sun_front": read_only(lit * np.maximum(cos_sun, 0.0)),
        "sun_back": read_only(lit * np.maximum(-cos_sun, 0.0)),
        "albedo_front": read_only(albedo_flux(front, flux[..., None], albedo, cos_zenith)),
        "albedo_back": read_only(albedo_flux(back, flux[..., None], albedo, cos_zenith)),
        "infrared_front": read_only(earth_infrared_flux(front, infrared)),
        "infrared_back": read_only(earth_infrared_flux(back, infrared)),
    }
    loads = _earth_loads(design, front, back, cos_zenith)
    year = _flux_of_days(tables["orbit"].epoch, facts.solar_constant)
    radii = tables["orbit"].semi_major_axis / R_EARTH
    light = season.visible_fraction
    total = light.sum(axis=_YEAR)
    if not np.all(total):
        raise ZeroDivisionError("the Sun is never seen")
    weight = light / trail(total, 2)
    upright = np.maximum(cos_sun, 0.0)
    return Environment(
        **maps,
        sunlit=Sunlit(**{name: plain((weight * one).sum(axis=_YEAR)) for name, one in maps.items()}),
        solar_flux_mean=plain(year.mean(axis=-1)),
        solar_flux_max=plain(year.max(axis=-1)),
        earth_view_factor_nadir=plain(sphere_view_factor(1.0, radii)),
        earth_view_factor_edge=plain(sphere_view_factor(0.0, radii)),
        earth_view_factor_tilt=plain(sphere_view_factor(np.cos(facts.plate_tilt), radii)),
        solar_flux_min=plain(year.min(axis=-1)),
        earth_load_front_hot=loads["front", "hot"],
        earth_load_back_hot=loads["back", "hot"],
        earth_load_front_cold=loads["front", "cold"],
        earth_load_back_cold=loads["back", "cold"],
        incidence_worst_day=read_only(np.maximum(row(cos_sun, plain(season.worst_day), 2), 0.0)),
        incidence_mean=plain((upright * light).sum(axis=_YEAR) / total),
        solar_flux=read_only(flux),
        cos_incidence=read_only(upright),
        cos_zenith=read_only(cos_zenith),
        distance_ratio=read_only(ratio),
    )


def _by_beta(design: Design, tables: Mapping[str, Any]) -> Environment:
    """The same from the angles in the planes of the orbits, of one design or of many, for a study."""
    season: Season = tables["illumination"].season
    facts, mission = design.environment, design.mission
    flux = solar_flux(season.sun_distance, solar_constant=trail(facts.solar_constant, 1))
    flight = flight_of(design, season)
    sun, wing = cosines(design, season, flight)
    zenith, light = sun[0], season.visible_fraction
    ratio = flight.radius / R_EARTH
    front = _view(mission, wing.nadir, ratio, light.shape)
    back = np.maximum(front - wing.nadir / (ratio * ratio), 0.0)
    shining = np.maximum(zenith, 0.0)
    lit = flux[..., None] * light
    upright = np.maximum(wing.sun, 0.0)
    reflected = trail(facts.albedo, 2) * flux[..., None] * shining
    infrared = trail(facts.earth_infrared, 2)
    maps: dict[str, Any] = {
        "sun_front": lit * upright,
        "sun_back": lit * np.maximum(-wing.sun, 0.0),
        "albedo_front": front * reflected,
        "albedo_back": back * reflected,
        "infrared_front": front * infrared,
        "infrared_back": back * infrared,
    }
    total = light.sum(axis=_YEAR)
    if not np.all(total):
        raise ZeroDivisionError("the Sun is never seen")
    loads: dict[str, Any] = {}
    cold, _, hot = cases(design)
    for case, extreme in ((cold, np.min), (hot, np.max)):
        exitance = trail(case.albedo * case.solar_flux, 2) * shining + trail(case.earth_infrared, 2)
        for face, view in (("front", front), ("back", back)):
            loads[f"earth_load_{face}_{case.name}"] = plain(extreme(view * exitance, axis=_YEAR))
    year = _flux_of_days(tables["orbit"].epoch, facts.solar_constant)
    radii = tables["orbit"].semi_major_axis / R_EARTH
    means = {name: plain(_seen(one, light) / total) for name, one in maps.items()}
    found: dict[str, Any] = {**{name: _whole(one, light) for name, one in maps.items()}, **loads}
    return Environment(
        **found,
        sunlit=Sunlit(**means),
        solar_flux_mean=plain(year.mean(axis=-1)),
        solar_flux_max=plain(year.max(axis=-1)),
        earth_view_factor_nadir=plain(sphere_view_factor(1.0, radii)),
        earth_view_factor_edge=plain(sphere_view_factor(0.0, radii)),
        earth_view_factor_tilt=plain(sphere_view_factor(np.cos(facts.plate_tilt), radii)),
        solar_flux_min=plain(year.min(axis=-1)),
        incidence_worst_day=np.zeros(0),
        incidence_mean=plain(_seen(upright, light) / total),
        solar_flux=read_only(flux),
        cos_incidence=_whole(upright, light),
        cos_zenith=read_only(zenith),
        distance_ratio=_whole(ratio, light),
    )


def flight_of(design: Design, season: Season) -> Flight:
    """Places and velocities along the orbits, with what all have alike where they are circles."""
    return season.flight if np.any(design.mission.eccentricity) else season.flight.on_circles()


def cosines(design: Design, season: Any, flight: Flight) -> tuple[Triple, WingCosines]:
    """The Sun from the satellite, and the cosines of the front of the wings."""
    mission = design.mission
    frame = (season.node, season.beyond, season.normal)
    sun = seen_from_satellite(season.sun, frame, flight)
    turning = mission.attitude in TURNING
    tilted = turning and bool(np.any(mission.off_pointing))
    north = seen_from_satellite(_NORTH, frame, flight) if tilted else sun
    feathered = season.visible_fraction == 0.0 if turning and mission.eclipse_attitude == "feather" else None
    return sun, wing_cosines(
        mission.attitude, sun, north, flight, wing_axis=mission.wing_axis,
        off_pointing=trail(mission.off_pointing, 2), feathered=feathered,
    )  # fmt: skip


_NORTH = np.array([0.0, 0.0, 1.0])


def _view(mission: Mission, cos_nadir: FloatArray, ratio: FloatArray, shape: tuple[int, ...]) -> FloatArray:
    """View factor from the front to the Earth: from a table on circles, else by its formula."""
    circles = np.asarray(mission.eccentricity) == 0.0
    if circles.all() and cos_nadir.size > 1:
        return circle_view_factor(cos_nadir, ratio[..., 0, 0])
    exact = sphere_view_factor(cos_nadir, ratio)
    if cos_nadir.size == 1 or not circles.any():
        return exact
    ratios = np.broadcast_to(ratio, shape)
    read = circle_view_factor(np.broadcast_to(cos_nadir, shape), ratios[..., 0, 0])
    found: FloatArray = np.where(trail(circles, 2), read, exact)
    return found


def _whole(values: FloatArray, light: FloatArray) -> FloatArray:
    """(..., D, N) Values that may be alike for all days and phases."""
    shape = np.broadcast_shapes(values.shape, light.shape[-2:])
    found: FloatArray = read_only(values if values.shape == shape else np.broadcast_to(values, shape))
    return found


def _seen(values: FloatArray, light: FloatArray) -> FloatArray:
    """Sums over the year, weighted with the visible part of the Sun."""
    found: FloatArray = np.einsum("...dn,...dn->...", _whole(values, light), light)
    return found


def _flux_of_days(epoch: float, solar_constant: Any) -> FloatArray:
    """(365,) The solar flux on each day of the year [W/m²]: a row of the maps stands for two, but the last for one."""
    found: FloatArray = solar_flux(_distances(epoch), solar_constant=trail(solar_constant, 1))
    return found


@lru_cache(maxsize=8)
def _distances(epoch: float) -> FloatArray:
    distance = sun_vector(epoch + DAY * np.arange(DAYS))[1]
    distance.setflags(write=False)
    return distance


def _earth_loads(
    design: Design, front: FloatArray, back: FloatArray, cos_zenith: FloatArray
) -> dict[tuple[str, str], Any]:
    """What the Earth sends to each face at most in the hot case and at least in the cold one [W/m²]."""
    lit, found = np.maximum(cos_zenith, 0.0), dict[tuple[str, str], Any]()
    cold, _, hot = cases(design)
    for case, extreme in ((cold, np.min), (hot, np.max)):
        exitance = trail(case.albedo * case.solar_flux, 2) * lit + trail(case.earth_infrared, 2)
        for face, view in (("front", front), ("back", back)):
            found[face, case.name] = plain(extreme(view * exitance, axis=_YEAR))
    return found


def _cosines(mission: Mission, season: Season, cos_zenith: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Cosines of the front's normal with the Sun and with the nadir, (D, N) each."""
    attitude = mission.attitude
    feather = attitude in TURNING and mission.eclipse_attitude == "feather"
    if attitude == "sun_pointing" and not np.any(mission.off_pointing) and not feather:
        return np.ones_like(cos_zenith), -cos_zenith
    if attitude == "zenith":
        return cos_zenith, -np.ones_like(cos_zenith)
    if attitude == "nadir":
        return -cos_zenith, np.ones_like(cos_zenith)
    if attitude == "edge_on":
        cos_sun = np.abs(np.einsum("...i,...i->...", season.normal, season.sun))
        return np.broadcast_to(cos_sun[..., None], cos_zenith.shape), np.zeros_like(cos_zenith)
    front = wing_normals(mission, season)
    cos_nadir = -np.einsum("...i,...i->...", front, season.position)
    cos_nadir /= np.sqrt(np.einsum("...i,...i->...", season.position, season.position))
    return np.matmul(front, season.sun[..., None])[..., 0], np.clip(cos_nadir, -1.0, 1.0)


def wing_normals(mission: Mission, season: Season, rows: slice = slice(None)) -> FloatArray:
    """Unit normals of the front of the wings (D, N, 3) on the rows of the season."""
    feathered = season.visible_fraction[..., rows, :] == 0.0 if mission.eclipse_attitude == "feather" else None
    return wing_normal(
        mission.attitude, season.position[..., rows, :, :], season.velocity_direction[..., rows, :, :],
        season.sun[..., rows, None, :], season.normal[..., rows, None, :], wing_axis=mission.wing_axis,
        off_pointing=trail(mission.off_pointing, 2), feathered=feathered,
    )  # fmt: skip
