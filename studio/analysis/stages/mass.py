"""The mass of one satellite, item by item, with maturity margin."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from studio.analysis.result import result
from studio.design import Design
from studio.design.quantity import MASS, SPECIFIC_MASS, SPECIFIC_POWER
from studio.physics.mass import dry_mass, specific_power
from studio.text import mark

_ROLL = "Mass roll-up with maturity margin (practice of ECSS-E-ST-10C; margin as decided)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mass:
    panel: float = result(
        mark("Panels"), MASS, equation="area · panel mass per area", source=_ROLL,
        inputs=("array.area", "panel.areal_mass"))
    array_structure: float = result(
        mark("Array structure"), MASS, equation="area · structure per area", source=_ROLL,
        inputs=("array.area", "array.structure_areal_mass"))
    electronics: float = result(
        mark("Power electronics"), MASS, equation="array power, beginning of life / W per kg", source=_ROLL,
        inputs=("power.array_bol", "power.electronics_specific_power"))
    battery: float = result(
        mark("Battery"), MASS, equation="energy / specific energy", source=_ROLL,
        inputs=("battery.energy", "battery.specific_energy"))
    radiator: float = result(
        mark("Radiator"), MASS, equation="area · radiator mass per area", source=_ROLL,
        inputs=("thermal.radiator_area", "thermal.radiator_areal_mass"))
    payload: float = result(
        mark("Payload"), MASS, equation="payload power · kg per W", source=_ROLL,
        inputs=("payload.power", "payload.specific_mass"))
    platform: float = result(
        mark("Platform"), MASS, equation="as decided", source=_ROLL, inputs=("platform.mass",))
    margin: float = result(
        mark("Mass margin"), MASS, equation="margin · sum of the items", source=_ROLL,
        inputs=("platform.mass_margin", "mass.panel", "mass.array_structure", "mass.electronics", "mass.battery",
                "mass.radiator", "mass.payload", "mass.platform"))
    satellite: float = result(
        mark("Satellite mass"), MASS, equation="sum of the items + margin", source=_ROLL,
        inputs=("mass.panel", "mass.array_structure", "mass.electronics", "mass.battery", "mass.radiator",
                "mass.payload", "mass.platform", "mass.margin"))
    per_kilowatt: float | None = result(
        mark("Mass per array power"), SPECIFIC_MASS, equation="satellite mass / array power, beginning of life",
        source="Definition", inputs=("mass.satellite", "power.array_bol"), optional=True)
    specific_power: float = result(
        mark("Satellite W/kg"), SPECIFIC_POWER, equation="array power, beginning of life / satellite mass",
        source="Definition", inputs=("power.array_bol", "mass.satellite"))


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Mass:
    """The roll-up of one satellite."""
    area, power = design.array.area, tables["power"]
    items = {
        "panel": area * tables["panel"].areal_mass,
        "array_structure": area * design.array.structure_areal_mass,
        "electronics": power.array_bol / design.power.electronics_specific_power,
        "battery": design.battery.energy / design.battery.specific_energy,
        "radiator": tables["thermal"].radiator_area * design.thermal.radiator_areal_mass,
        "payload": design.payload.power * design.payload.specific_mass,
        "platform": design.platform.mass,
    }
    total = float(dry_mass(list(items.values()), design.platform.mass_margin))
    return Mass(
        **items,
        margin=total - sum(items.values()),
        satellite=total,
        per_kilowatt=total / power.array_bol if power.array_bol > 0.0 else None,
        specific_power=float(specific_power(power.array_bol, total)),
    )
