"""What the sides of the radiator absorb through the year, for every attitude in which it can be held."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.result import FloatArray
from studio.design import Design
from studio.physics.heat import albedo_flux, earth_infrared_flux
from studio.physics.view_factor import opposite_view_factor, sphere_view_factor


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Heat absorbed per planform area, all sides together [W/m²], (D, N) each."""

    sides: int
    sun: FloatArray
    albedo: FloatArray
    infrared: FloatArray

    @property
    def absorbed(self) -> FloatArray:
        return self.sun + self.albedo + self.infrared


def surroundings(design: Design, tables: Mapping[str, Any]) -> Surroundings:
    """What the radiator absorbs of the Sun, of the sunlit Earth and of the Earth's own radiation."""
    thermal, environment = design.thermal, tables["environment"]
    alpha, epsilon = thermal.radiator_absorptance, thermal.radiator_emittance
    if thermal.radiator_attitude == "behind_array":
        # Its one free face lies parallel to the array's back; the array keeps direct sunlight off it.
        return Surroundings(1, np.zeros_like(environment.albedo_back), alpha * environment.albedo_back,
                            epsilon * environment.infrared_back)  # fmt: skip
    sides = thermal.radiator_sides
    view, lit = _views(design, tables)
    view, lit = view[:sides], lit[:sides]
    flux = environment.solar_flux[:, None]
    visible = tables["illumination"].season.visible_fraction
    facing = np.sum([np.broadcast_to(np.maximum(one, 0.0), visible.shape) for one in lit], axis=0)
    seen = np.sum(view, axis=0)
    return Surroundings(
        sides,
        alpha * facing * flux * visible,
        alpha * albedo_flux(seen, flux, design.environment.albedo, environment.cos_zenith),
        epsilon * earth_infrared_flux(seen, design.environment.earth_infrared),
    )


def _views(design: Design, tables: Mapping[str, Any]) -> tuple[list[FloatArray], list[Any]]:
    """Of both sides, the view factor to the Earth and the cosine with the Sun; the first is the side of a single one.

    edge_to_sun: turning about the Sun line, a plate can always be put edge-on to the Earth as well, which is how a
    radiator is flown: its normal is at right angles to the Sun and to the nadir, and both sides see the same.
    """
    environment, season = tables["environment"], tables["illumination"].season
    ratio, zenith = environment.distance_ratio, environment.cos_zenith
    attitude = design.thermal.radiator_attitude
    if attitude == "sun_facing":
        front = sphere_view_factor(-zenith, ratio)
        return [front, opposite_view_factor(front, -zenith, ratio)], [1.0, -1.0]
    if attitude == "earth_facing":
        away = np.zeros_like(ratio)
        return [away, sphere_view_factor(1.0, ratio)], [zenith, -zenith]
    # On a circle the distance is one number: its view factor is worked out once, and not for every place in the year.
    low, high = float(ratio.min()), float(ratio.max())
    edge = sphere_view_factor(0.0, ratio) if high - low > 1e-9 else np.full_like(ratio, sphere_view_factor(0.0, low))
    if attitude == "orbit_plane":
        towards = np.abs(np.einsum("di,di->d", season.normal, season.sun))[:, None]
        return [edge, edge], [-towards, towards]
    return [edge, edge], [0.0, 0.0]
