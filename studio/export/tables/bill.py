"""The bill of materials: every part of a satellite with its quantity, its price and its mass."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from studio.analysis import Results
from studio.analysis.costing.items import Item
from studio.design.quantity import ENERGY, Quantity
from studio.text import mark, tr

MASSES: Final[Mapping[str, str]] = {
    "cost.panels": "mass.panel", "cost.structure": "mass.array_structure", "cost.battery": "mass.battery",
    "cost.radiator": "mass.radiator", "cost.electronics": "mass.electronics", "cost.platform": "mass.platform",
    "cost.links": "mass.links", "cost.propellant": "mass.propellant", "cost.computers": "mass.payload",
}  # fmt: skip
"""The item of the mass that a priced part is."""
STATES: Final[Mapping[str, str]] = {
    "priced": mark("priced"), "unknown": mark("no price is known: not in the sums"),
    "within": mark("within the price of another part"), "left_out": mark("left out by decision"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """What a part is counted in, and its SI value."""

    symbol: str
    si: float = 1.0


@dataclass(frozen=True, slots=True)
class Part:
    """A line of one satellite: `amount` in `unit`, price and mass of all of it; None where it has none of its own.

    `price` is what one unit costs in the constellation, in money of the price year, learning included.
    """

    name: str
    label: str
    amount: float | None
    unit: Unit
    price: float | None
    total: float | None
    mass: float | None
    margined: float | None
    state: str
    item: Item | None = field(default=None, repr=False)
    detail: bool = False
    """Whether it is a part of the line above, whose mass and price hold it."""

    @property
    def mass_name(self) -> str:
        """The item of the mass that it is."""
        return MASSES.get(self.name, self.name)


def parts(results: Results) -> tuple[Part, ...]:
    """Every part of one satellite, integration last; empty where cost or mass were not computed."""
    cost, mass = results.stage("cost"), results.stage("mass")
    if cost is None or mass is None:
        return ()
    return tuple(_parts(results, cost, mass))


def _parts(results: Results, cost: Any, mass: Any) -> Iterator[Part]:
    told = set()
    for item in cost.items:
        name = MASSES.get(item.name, "")
        told.add(name)
        unit = _unit(item.amount_of)
        price = None if item.price is None else item.price * unit.si
        yield Part(item.name, tr(item.label), item.amount / unit.si, unit, price, item.value, *_mass(mass, name),
                   item.state, item)  # fmt: skip
        if item.name == "cost.panels":
            yield from _layers(results)
    for name, label, value in zip(mass.item_results, mass.item_names, mass.item_values.tolist(), strict=True):
        if name not in told and value > 0.0:
            yield Part(name, tr(label), value, Unit("kg"), None, None, value, mass.with_margins(name), "within")
            if name == "mass.panel":
                yield from _layers(results)
    if mass.propellant is not None and "mass.propellant" not in told:
        yield Part("mass.propellant", tr(mark("Propellant")), mass.propellant, Unit("kg"), None, None, mass.propellant,
                   mass.propellant, "within")  # fmt: skip


def _layers(results: Results) -> Iterator[Part]:
    """The layers of the panels: area and mass."""
    area = results.design.array.area
    for layer in results.design.stack.layers:
        covered = area * layer.coverage
        thickness = f"{layer.thickness * 1e6:.4g} µm"
        yield Part(f"stack.layers[{layer.name}]", f"{layer.name}: {layer.material}, {thickness}", covered, Unit("m²"),
                   None, None, covered * layer.thickness * layer.density, None, "within", detail=True)  # fmt: skip


def _mass(mass: Any, name: str) -> tuple[float | None, float | None]:
    """Best estimate and with margins [kg]."""
    if name == "mass.propellant":
        return mass.propellant, mass.propellant
    if name not in mass.item_results:
        return None, None
    value = float(mass.item_values[mass.item_results.index(name)])
    return (value, float(mass.with_margins(name))) if value > 0.0 else (None, None)


def _unit(quantity: Quantity) -> Unit:
    """What a buyer counts in."""
    if quantity is ENERGY:
        return Unit("kWh", 3.6e6)
    return Unit(quantity.si or tr(mark("pieces")))
