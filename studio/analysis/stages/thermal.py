"""The radiator: what it has to reject, its area or its temperature, and the junctions behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.result import FloatArray, read_only, result
from studio.design import Design
from studio.design.quantity import AREA, DURATION, FLUX, POWER, TEMPERATURE
from studio.physics import radiator
from studio.physics.heat import albedo_flux, earth_infrared_flux
from studio.physics.view_factor import sphere_view_factor
from studio.text import mark, tr

_NET = "Grey radiator: n ε σ η_fin T⁴ less absorbed sunlight, albedo and Earth infrared (Kirchhoff)"
_SURFACE = ("thermal.radiator_sides", "thermal.radiator_emittance", "thermal.radiator_absorptance",
            "thermal.fin_efficiency", "thermal.radiator_attitude", "environment.albedo", "environment.earth_infrared",
            "environment.earth_view_factor_nadir")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Thermal:
    heat: float = result(
        mark("Heat to reject"), POWER,
        equation="bus power drawn by the loads, regulator and battery losses, largest of the year",
        source="All electricity ends as heat",
        inputs=("power.load", "power.distribution_efficiency", "power.regulator_efficiency"))
    radiator_flux: float = result(
        mark("Net radiated flux"), FLUX,
        equation="q = η_fin (n ε σ T⁴ − Σ(α·sunlight + ε·infrared)) at the hottest temperature, smallest of the year",
        source=_NET, inputs=(*_SURFACE, "thermal.radiator_temperature"))
    radiator_area: float = result(
        mark("Radiator area"), AREA, equation="A = largest of heat / q(target temperature) over the year; or as given",
        source=_NET,
        inputs=("thermal.radiator_sizing", "thermal.heat", "thermal.target_temperature", "thermal.given_area",
                *_SURFACE))
    radiator_temperature: float = result(
        mark("Radiator temperature, hottest"), TEMPERATURE,
        equation="T = ((heat/(η_fin A) + absorbed) / (n ε σ))^¼, largest of the year",
        source=_NET, inputs=("thermal.heat", "thermal.radiator_area", *_SURFACE))
    junction_temperature: float = result(
        mark("Junction temperature, hottest"), TEMPERATURE, equation="radiator temperature + junction rise",
        source="Resistance chain from junction to radiator, lumped",
        inputs=("thermal.radiator_temperature", "thermal.junction_rise"))
    orbit_time: FloatArray = result(
        mark("Time in the orbit"), DURATION, equation="uniform steps from the ascending node", source="Definition",
        inputs=("orbit.nodal_period",))
    radiator_temperature_worst_day: FloatArray = result(
        mark("Radiator temperature on the hottest day"), TEMPERATURE, equation="see thermal.radiator_temperature",
        source=_NET, inputs=("thermal.radiator_temperature",), time="thermal.orbit_time")
    radiator_temperature_map: FloatArray
    """(D, N) Radiator surface temperature, quasi-steady [K]."""
    heat_map: FloatArray
    """(D, N) Heat to reject [W]."""


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Thermal:
    """Size the radiator for the worst instant of the year, or find how hot a given one gets."""
    thermal, illumination, heat = design.thermal, tables["illumination"], tables["power"].heat_map
    sides, absorbed = _surroundings(design, tables)
    emittance = np.full(sides, thermal.radiator_emittance)
    if thermal.radiator_sizing == "size":
        flux = radiator.radiator_flux(
            thermal.target_temperature, emittance, environment=absorbed, fin_efficiency=thermal.fin_efficiency
        )
        if float(flux.min()) <= 0.0:
            raise ValueError(tr("at {temperature:.0f} K the radiator takes in more than it gives off; make it warmer",
                                temperature=thermal.target_temperature))  # fmt: skip
        area = max(float(radiator.radiator_area(heat, flux).max()), _SMALLEST)
    else:
        area = thermal.given_area
    temperature = radiator.radiator_temperature(
        heat, area, emittance, environment=absorbed, fin_efficiency=thermal.fin_efficiency
    )
    hottest = float(temperature.max())
    flux_at_hottest = radiator.radiator_flux(
        hottest, emittance, environment=absorbed, fin_efficiency=thermal.fin_efficiency
    )
    day = int(np.argmax(temperature.max(axis=-1)))
    return Thermal(
        heat=float(heat.max()),
        radiator_flux=float(flux_at_hottest.min()),
        radiator_area=area,
        radiator_temperature=hottest,
        junction_temperature=hottest + thermal.junction_rise,
        orbit_time=illumination.orbit_time,
        radiator_temperature_worst_day=read_only(temperature[day]),
        radiator_temperature_map=read_only(temperature),
        heat_map=heat,
    )


_SMALLEST = 1e-6
"""A satellite without any heat still has a radiator of some size, so that its temperature is defined."""


def _surroundings(design: Design, tables: Mapping[str, Any]) -> tuple[int, FloatArray]:
    """Sides that radiate, and the heat (D, N) that they absorb from sunlight reflected and Earth infrared."""
    thermal, environment = design.thermal, tables["environment"]
    if thermal.radiator_attitude == "behind_array":
        # Its one free face lies parallel to the array's back; the array keeps direct sunlight off it.
        albedo, infrared = environment.albedo_back[..., None], environment.infrared_back[..., None]
        sides = 1
    else:
        sides = thermal.radiator_sides
        albedo, infrared = _edge_to_sun(design, environment)
    one_side = radiator.environment_flux(
        [thermal.radiator_absorptance], [thermal.radiator_emittance], albedo_flux=albedo, infrared_flux=infrared
    )
    return sides, sides * one_side


def _edge_to_sun(design: Design, environment: Any) -> tuple[FloatArray, FloatArray]:
    """Albedo and infrared (D, N, 1) on each side of a plate that is edge-on to the Sun and to the Earth.

    Turning about the Sun line, the plate can always be put edge-on to the Earth as well, which is how a radiator is
    flown: its normal is at right angles to the Sun and to the nadir, and both sides see the same.
    """
    view = sphere_view_factor(0.0, environment.distance_ratio)
    albedo = albedo_flux(view, environment.solar_flux[:, None], design.environment.albedo, environment.cos_zenith)
    return albedo[..., None], earth_infrared_flux(view, design.environment.earth_infrared)[..., None]
