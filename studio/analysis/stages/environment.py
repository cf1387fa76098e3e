"""What falls on the two faces of the array through the year: sunlight, albedo and Earth infrared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.result import FloatArray, read_only, result
from studio.design import Design
from studio.design.quantity import FLUX, RATIO
from studio.physics.constants import R_EARTH
from studio.physics.heat import albedo_flux, earth_infrared_flux, solar_flux
from studio.physics.season import Season
from studio.physics.view_factor import opposite_view_factor, sphere_view_factor
from studio.text import mark

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
    incidence_mean: float = result(
        mark("Cosine of incidence, sunlit mean"), RATIO, equation="mean of max(0, n̂ · ŝ) in sunlight",
        source="Geometry of the array attitude", inputs=("mission.attitude", "orbit.inclination", "orbit.raan"),
        unit="")
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
    season: Season = tables["illumination"].season
    facts = design.environment
    flux = solar_flux(season.sun_distance, solar_constant=facts.solar_constant)
    distance = np.sqrt(np.einsum("dni,dni->dn", season.position, season.position))
    ratio = distance / R_EARTH
    cos_zenith = np.matmul(season.position, season.sun[..., None])[..., 0] / distance
    cos_sun, cos_nadir = _attitude(design.mission.attitude, season, cos_zenith)
    front = sphere_view_factor(cos_nadir, ratio)
    back = opposite_view_factor(front, cos_nadir, ratio)
    lit = flux[:, None] * season.visible_fraction
    maps = {
        "sun_front": read_only(lit * np.maximum(cos_sun, 0.0)),
        "sun_back": read_only(lit * np.maximum(-cos_sun, 0.0)),
        "albedo_front": read_only(albedo_flux(front, flux[:, None], facts.albedo, cos_zenith)),
        "albedo_back": read_only(albedo_flux(back, flux[:, None], facts.albedo, cos_zenith)),
        "infrared_front": read_only(earth_infrared_flux(front, facts.earth_infrared)),
        "infrared_back": read_only(earth_infrared_flux(back, facts.earth_infrared)),
    }
    light = season.visible_fraction
    weight = light / light.sum() if light.sum() > 0.0 else np.full(light.shape, 1.0 / light.size)
    return Environment(
        **maps,
        sunlit=Sunlit(**{name: float((weight * one).sum()) for name, one in maps.items()}),
        solar_flux_mean=float(flux.mean()),
        solar_flux_max=float(flux.max()),
        earth_view_factor_nadir=float(sphere_view_factor(1.0, tables["orbit"].semi_major_axis / R_EARTH)),
        earth_view_factor_edge=float(sphere_view_factor(0.0, tables["orbit"].semi_major_axis / R_EARTH)),
        incidence_mean=float(np.average(np.maximum(cos_sun, 0.0), weights=season.visible_fraction)),
        solar_flux=read_only(flux),
        cos_incidence=read_only(np.maximum(cos_sun, 0.0)),
        cos_zenith=read_only(cos_zenith),
        distance_ratio=read_only(ratio),
    )


def _attitude(attitude: str, season: Season, cos_zenith: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Cosines of the front's normal with the Sun and with the nadir, (D, N) each."""
    if attitude == "sun_pointing":
        return np.ones_like(cos_zenith), -cos_zenith
    if attitude == "zenith":
        return cos_zenith, -np.ones_like(cos_zenith)
    # edge_on: the array lies in the orbit plane's tangent to nadir and velocity, cells on the side the Sun is on.
    cos_sun = np.abs(np.einsum("di,di->d", season.normal, season.sun))
    return np.broadcast_to(cos_sun[:, None], cos_zenith.shape), np.zeros_like(cos_zenith)
