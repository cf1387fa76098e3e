"""The mass of one satellite: a table of items, each with the margin of its maturity, and what they add up to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from studio.analysis.columns import filled, gathered, over, plain, trail
from studio.analysis.result import FloatArray, read_only, result
from studio.design import Design
from studio.design.quantity import MASS, SPECIFIC_MASS, SPECIFIC_POWER
from studio.physics.constants import STANDARD_GRAVITY
from studio.physics.mass import MATURITY_MARGINS, dry_mass, specific_power
from studio.text import mark

_ROLL = "Mass roll-up with maturity margins: ESA SRE-PA/2011.097 issue 1.3 (2012), section 2.1; ECSS categories A to D"
_MARGINS = ("platform.maturity", "platform.mass_margin", "platform.system_margin", "platform.panel_maturity",
            "platform.structure_maturity", "platform.electronics_maturity", "platform.battery_maturity",
            "platform.radiator_maturity", "platform.payload_maturity", "platform.links_maturity",
            "platform.platform_maturity")  # fmt: skip
_ITEMS = ("mass.panel", "mass.array_structure", "mass.electronics", "mass.battery", "mass.radiator", "mass.payload",
          "mass.conductors", "mass.links", "mass.loop", "mass.platform")  # fmt: skip


class Item(NamedTuple):
    """One line of the roll-up: the result that holds its best estimate [kg], and the field of its maturity."""

    name: str
    label: str
    value: float
    maturity: str


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
        inputs=("battery.energy", "power.battery_specific_energy"))
    radiator: float = result(
        mark("Radiator"), MASS, equation="radiator, exchanger, and coolant where it is not in the radiator's mass",
        source=_ROLL, inputs=("thermal.rejection_mass",))
    payload: float = result(
        mark("Payload"), MASS, equation="payload power · kg per W · (1 + spare share)", source=_ROLL,
        inputs=("power.payload_power", "payload.specific_mass", "payload.spare_share"))
    conductors: float = result(
        mark("Conductors"), MASS, equation="of the bus: see power.conductor_mass; 0 where they have no loss",
        source=_ROLL, inputs=("power.conductor_mass",))
    links: float = result(
        mark("Link terminals"), MASS, equation="terminals · terminal mass; 0 where the platform mass holds them",
        source=_ROLL, inputs=("platform.holds_links", "link.terminals", "link.terminal_mass"))
    loop: float = result(
        mark("Coolant loop"), MASS,
        equation="coolant in the pipes + exchanger; 0 where the platform mass holds them", source=_ROLL,
        inputs=("platform.holds_loop", "thermal.coolant_mass", "thermal.exchanger_mass"))
    platform: float = result(
        mark("Platform"), MASS, equation="as decided", source=_ROLL, inputs=("platform.mass",))
    margin: float = result(
        mark("Mass margin"), MASS, equation="dry mass − sum of the best estimates", source=_ROLL,
        inputs=(*_MARGINS, *_ITEMS))
    dry: float = result(
        mark("Dry mass"), MASS,
        equation="uniform: (1 + margin) Σ items; per item: (1 + system margin) Σ item · (1 + 5, 10 or 20 %)",
        source=_ROLL, inputs=(*_ITEMS, "mass.margin"))
    propellant: float | None = result(
        mark("Propellant"), MASS,
        equation="against drag + dry mass · (exp(Δv / (Isp g₀)) − 1) for the deorbit burn; absent where the platform "
                 "mass holds it",
        source="Tsiolkovsky's equation; no maturity margin: margins on propellant lie in its Δv",
        inputs=("platform.holds_propellant", "mass.dry", "atmosphere.propellant", "atmosphere.deorbit_delta_v",
                "platform.specific_impulse"), optional=True)
    satellite: float = result(
        mark("Satellite mass"), MASS, equation="dry mass + propellant", source=_ROLL,
        inputs=("mass.dry", "mass.propellant"))
    per_kilowatt: float | None = result(
        mark("Mass per array power"), SPECIFIC_MASS, equation="satellite mass / array power, beginning of life",
        source="Definition", inputs=("mass.satellite", "power.array_bol"), optional=True)
    specific_power: float = result(
        mark("Satellite W/kg"), SPECIFIC_POWER, equation="array power, beginning of life / satellite mass",
        source="Definition", inputs=("power.array_bol", "mass.satellite"))
    specific_power_eol: float = result(
        mark("Satellite W/kg, end of life"), SPECIFIC_POWER, equation="array power, end of life / satellite mass",
        source="Definition", inputs=("power.array_eol", "mass.satellite"))
    item_names: tuple[str, ...] = result(
        mark("Items of the roll-up"), equation="in order", source=_ROLL, inputs=_ITEMS, unit="")
    item_values: FloatArray = result(
        mark("Best estimates"), MASS, equation="of each item, without margin", source=_ROLL, inputs=_ITEMS)
    item_margins: FloatArray = result(
        mark("Maturity margins"), MASS, equation="of each item; the system margin is not in them", source=_ROLL,
        inputs=(*_MARGINS, *_ITEMS))
    item_results: tuple[str, ...]
    """The result that explains each item."""
    system_margin: float
    """Margin on the sum of the items with their own margins [1]."""

    def with_margins(self, name: str) -> Any:
        """The mass of the item that the result `name` holds, all margins included [kg]."""
        place = self.item_results.index(name)
        return plain(self.item_values[..., place] + self.item_margins[..., place]) * (1.0 + self.system_margin)


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Mass:
    """The roll-up of one satellite."""
    power, platform = tables["power"], design.platform
    items = tuple(_items(design, tables))
    values = read_only(gathered(item.value for item in items))
    if platform.maturity == "uniform":
        shares, system = np.ones(len(items)) * trail(platform.mass_margin, 1), 0.0
    else:
        shares, system = read_only([MATURITY_MARGINS[item.maturity] for item in items]), platform.system_margin
    dry = plain(dry_mass(values, shares, system))
    propellant = None if platform.holds_propellant else _propellant(design, tables["atmosphere"], dry)
    whole = dry + (0.0 if propellant is None else propellant)
    return Mass(
        **{item.name: item.value for item in items},
        margin=dry - plain(values.sum(axis=-1)),
        dry=dry,
        propellant=propellant,
        satellite=whole,
        per_kilowatt=over(whole, power.array_bol),
        specific_power=plain(specific_power(power.array_bol, whole)),
        specific_power_eol=plain(specific_power(power.array_eol, whole)),
        item_names=tuple(item.label for item in items),
        item_values=values,
        item_margins=read_only(values * shares),
        item_results=tuple(f"mass.{item.name}" for item in items),
        system_margin=system,
    )


def _propellant(design: Design, air: Any, dry: Any) -> Any:
    """Propellant [kg]: by the end of life that against drag is used up, and what is left brings the dry mass down."""
    exhaust = design.platform.specific_impulse * STANDARD_GRAVITY
    return plain(air.propellant + dry * np.expm1(air.deorbit_delta_v / exhaust))


def _items(design: Design, tables: Mapping[str, Any]) -> Iterator[Item]:
    """Every line of the roll-up; a new part of the satellite is one more line here."""
    area, power, maturity = design.array.area, tables["power"], design.platform
    yield Item("panel", mark("Panels"), area * tables["panel"].areal_mass, maturity.panel_maturity)
    yield Item("array_structure", mark("Array structure"), area * design.array.structure_areal_mass,
               maturity.structure_maturity)  # fmt: skip
    yield Item("electronics", mark("Power electronics"), power.array_bol / design.power.electronics_specific_power,
               maturity.electronics_maturity)  # fmt: skip
    yield Item("battery", mark("Battery"), design.battery.energy / power.battery_specific_energy,
               maturity.battery_maturity)  # fmt: skip
    yield Item("radiator", mark("Radiator"), tables["thermal"].rejection_mass, maturity.radiator_maturity)
    payload = power.payload_power * design.payload.specific_mass * (1.0 + design.payload.spare_share)
    yield Item("payload", mark("Payload"), payload, maturity.payload_maturity)
    yield Item("conductors", mark("Conductors"), filled(power.conductor_mass), maturity.electronics_maturity)
    links = 0.0 if maturity.holds_links else design.link.terminals * design.link.terminal_mass
    yield Item("links", mark("Link terminals"), links, maturity.links_maturity)
    thermal = tables["thermal"]
    loop = 0.0 if maturity.holds_loop else filled(thermal.coolant_mass) + filled(thermal.exchanger_mass)
    yield Item("loop", mark("Coolant loop"), loop, maturity.radiator_maturity)
    yield Item("platform", mark("Platform"), design.platform.mass, maturity.platform_maturity)
