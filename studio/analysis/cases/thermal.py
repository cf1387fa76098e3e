"""Radiators and panels in balance."""

from collections.abc import Mapping
from typing import Any

from studio.physics.constants import R_EARTH
from studio.physics.electric import array_power
from studio.physics.heat import absorbed_flux, albedo_flux, earth_infrared_flux, equilibrium_temperature
from studio.physics.radiator import environment_flux, radiator_area, radiator_flux, radiator_temperature
from studio.physics.view_factor import sphere_view_factor

Inputs = Mapping[str, Any]


def ideal_plate(inputs: Inputs) -> dict[str, float]:
    """Area of a radiator that sees nothing but space."""
    flux = radiator_flux(inputs["temperature"], [inputs["emittance"]] * inputs["sides"])
    return {"area": float(radiator_area(inputs["heat"], flux))}


def bifacial_panel(inputs: Inputs) -> dict[str, float]:
    """A panel that radiates from both faces; its electricity comes back to it as heat."""
    area, sun = inputs["area"], inputs["solar_flux"]
    heat = _edge_on_heat(inputs, inputs["view_factor_front"], inputs["view_factor_back"])
    emittance = [inputs["emittance_front"], inputs["emittance_back"]]
    space = {"sink_temperature": inputs["sink_temperature"], "stefan_boltzmann": inputs["stefan_boltzmann"]}
    warmest = inputs["die_temperature"] - inputs["temperature_drop"]
    return {
        "heat": heat * area,
        "power": float(array_power(area, sun, inputs["efficiency"])),
        "temperature": float(equilibrium_temperature(heat, sum(emittance), **space)),
        "area_required": float(radiator_area(heat * area, radiator_flux(warmest, emittance, **space))),
    }


def exact_view_factor(inputs: Inputs) -> dict[str, float]:
    """The same panel, seeing the Earth as it does edge-on."""
    factor = float(sphere_view_factor(0.0, (R_EARTH + inputs["altitude"]) / R_EARTH))
    heat = _edge_on_heat(inputs, factor, factor)
    temperature = float(equilibrium_temperature(
        heat, inputs["emittance_front"] + inputs["emittance_back"],
        sink_temperature=inputs["sink_temperature"], stefan_boltzmann=inputs["stefan_boltzmann"]))  # fmt: skip
    return {
        "view_factor": factor,
        "view_factor_exact": factor,
        "temperature": temperature,
        "temperature_exact": temperature,
    }


def _edge_on_heat(inputs: Inputs, front_factor: float, back_factor: float) -> float:
    """Heat that both faces take up over the terminator, where no albedo reaches them [W/m²]."""
    albedo = albedo_flux(front_factor, inputs["solar_flux"], inputs.get("albedo", 0.0), inputs.get("cos_zenith", 0.0))
    front = absorbed_flux(
        inputs["absorptance"], inputs["emittance_front"], direct=inputs["solar_flux"], albedo=albedo,
        infrared=earth_infrared_flux(front_factor, inputs["earth_infrared"]),
    )  # fmt: skip
    infrared = earth_infrared_flux(back_factor, inputs["earth_infrared"])
    return float(front + absorbed_flux(0.0, inputs["emittance_back"], direct=0.0, infrared=infrared))


def two_sided_radiator(inputs: Inputs) -> dict[str, float]:
    """The Sun on one side and the Earth on the other, term by term."""
    sides = [inputs["emittance"]] * 2
    space = {"sink_temperature": 0.0, "stefan_boltzmann": inputs["stefan_boltzmann"]}
    parts = {part: _two_sided_environment(inputs, part) for part in ("sun", "albedo", "infrared")}
    net = radiator_flux(inputs["temperature"], sides, environment=sum(parts.values()), **space)
    area = radiator_area(inputs["loads"], net)
    return {
        "emitted": float(radiator_flux(inputs["temperature"], sides, **space)),
        "black": float(radiator_flux(inputs["temperature"], [1.0, 1.0], **space)),
        "net": float(net),
        "area_120kw": float(area[0]),
        "area_150kw": float(area[1]),
        **parts,
    }


def lawful_radiator(inputs: Inputs) -> dict[str, float]:
    """The same radiator, absorbing the Earth's infrared with its emittance."""
    found = two_sided_radiator(inputs)
    return {
        "net": found["net"],
        "net_lawful": found["net"],
        "area_120kw": found["area_120kw"],
        "area_120kw_lawful": found["area_120kw"],
        "area_150kw_lawful": found["area_150kw"],
    }


def _two_sided_environment(inputs: Inputs, part: str) -> float:
    """What both sides absorb of one of sun, albedo and infrared [W/m²]."""
    factor, sun = inputs["view_factor"], inputs["solar_flux"]
    exitance = inputs["stefan_boltzmann"] * inputs["earth_temperature"] ** 4
    albedo = float(albedo_flux(factor, sun, inputs["albedo"], 1.0))
    infrared = float(earth_infrared_flux(factor, exitance))
    return float(environment_flux(
        [inputs["absorptance"]] * 2,
        [inputs["emittance"]] * 2,
        solar_flux=sun if part == "sun" else 0.0,
        sun_cosine=[1.0, -1.0],
        albedo_flux=[0.0, albedo if part == "albedo" else 0.0],
        infrared_flux=[0.0, infrared if part == "infrared" else 0.0],
        infrared_absorptance=inputs.get("infrared_absorptance"),
    ))  # fmt: skip


def ai1_temperature(inputs: Inputs) -> dict[str, float]:
    """A radiator of stated area: its surface, whether the area is that of one side or of both."""
    found = {}
    for load in ("average", "peak"):
        for name, sides in (("two_sides", 2), ("one_side", 1)):
            found[f"{load}_{name}"] = float(radiator_temperature(
                inputs[f"{load}_power"], inputs["radiator_area"], [inputs["emittance"]] * sides,
                sink_temperature=inputs["sink_temperature"]))  # fmt: skip
    return found
