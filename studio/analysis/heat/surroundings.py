"""What the sides of the radiator absorb through the year, for every attitude in which it can be held."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import trail
from studio.analysis.result import FloatArray
from studio.design import Design
from studio.physics.heat import albedo_flux, earth_infrared_flux
from studio.physics.view_factor import opposite_view_factor, sphere_view_factor


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Heat absorbed per planform area, all sides together [W/m²], (…, D, N) each."""

    sides: Any
    sun: FloatArray
    white: FloatArray
    """Of the sunlight that an Earth of albedo 1 would reflect: that of a black one tells nothing of a brighter one."""
    infrared: FloatArray
    albedo: Any
    """Of the Earth as it is [1]."""

    @property
    def absorbed(self) -> FloatArray:
        found: FloatArray = self.sun + self.white * trail(self.albedo, 2) + self.infrared
        return found


def surroundings(design: Design, tables: Mapping[str, Any]) -> Surroundings:
    """What the radiator absorbs of the Sun, of the sunlit Earth and of the Earth's own radiation."""
    thermal, facts, environment = design.thermal, design.environment, tables["environment"]
    flux = environment.solar_flux[..., None]
    alpha, epsilon = trail(thermal.radiator_absorptance, 2), trail(thermal.radiator_emittance, 2)
    if thermal.radiator_attitude == "behind_array":
        # Its one free face lies parallel to the array's back; the array keeps direct sunlight off it.
        back = environment.infrared_back / trail(facts.earth_infrared, 2)
        return Surroundings(1, np.zeros_like(back), alpha * albedo_flux(back, flux, 1.0, environment.cos_zenith),
                            epsilon * environment.infrared_back, facts.albedo)  # fmt: skip
    sides = thermal.radiator_sides
    view, lit = _views(design, tables)
    visible = tables["illumination"].season.visible_fraction
    facing = _of_sides([np.maximum(one, 0.0) for one in lit], sides)
    seen = _of_sides(view, sides)
    return Surroundings(
        sides,
        alpha * facing * flux * visible,
        alpha * albedo_flux(seen, flux, 1.0, environment.cos_zenith),
        epsilon * earth_infrared_flux(seen, trail(facts.earth_infrared, 2)),
        facts.albedo,
    )


def _of_sides(each: list[Any], sides: Any) -> Any:
    """Sum over as many sides as there are, of two at most."""
    if isinstance(sides, np.ndarray):
        return each[0] + (trail(sides, 2) > 1) * each[1]
    return each[0] + each[1] if sides > 1 else each[0]


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
    edge = _edge(ratio)
    if attitude == "orbit_plane":
        towards = np.abs(np.einsum("...di,...di->...d", season.normal, season.sun))[..., None]
        return [edge, edge], [-towards, towards]
    return [edge, edge], [0.0, 0.0]


def _edge(ratio: FloatArray) -> FloatArray:
    """View factor of a plate edge-on to the Earth at distances (…, D, N).

    On a circle the distance is one number: its view factor is worked out once, and not for every place in the year.
    """
    low, high = ratio.min(axis=(-2, -1)), ratio.max(axis=(-2, -1))
    circle = high - low <= 1e-9
    if not np.any(circle):
        return sphere_view_factor(0.0, ratio)
    found = np.empty_like(ratio)
    found[...] = sphere_view_factor(0.0, low)[..., None, None]
    if not np.all(circle):
        found[~circle] = sphere_view_factor(0.0, ratio[~circle])
    return found
