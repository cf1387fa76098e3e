"""The priced parts of one satellite: how much of each there is, at what price, and what has no price."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from studio import catalogue
from studio.analysis.columns import filled, plain, varies
from studio.design import Design
from studio.design.cost import Cost
from studio.design.quantity import (
    AREA,
    ENERGY,
    MASS,
    MONEY,
    NUMBER,
    POWER,
    PRICE_PER_AREA,
    PRICE_PER_ENERGY,
    PRICE_PER_MASS,
    PRICE_PER_POWER,
    Quantity,
)
from studio.physics.degradation import JULIAN_YEAR
from studio.physics.finance import escalated
from studio.text import mark

State = Literal["priced", "unknown", "within", "left_out"]
"""`within` another item's price; `left_out` by decision; `unknown` where no price is known: sums leave it out."""


@dataclass(frozen=True, slots=True)
class Item:
    """`amount` of something at `price`; the result called `name` holds what it comes to, in money of the price year.

    Of many designs the numbers may be arrays; `state` is then `unknown` where it is so for any of them.

    `field` is the path of the price in the design, or of the id that stands for it in the catalogue.
    """

    name: str
    label: str
    field: str
    amount: Any
    amount_of: Quantity
    price: Any
    price_of: Quantity
    value: Any
    state: State = "priced"
    computer: bool = False


def price_factor(cost: Cost, year: int | None = None) -> Any:
    """What brings a price of `year`, or of the year of the typed prices, to the price year [1]."""
    since = cost.price_year - (cost.quoted_year if year is None else year)
    return plain(escalated(1.0, since, cost.inflation * JULIAN_YEAR)) if varies(since) or since else 1.0


def rated_power(design: Design, tables: Mapping[str, Any]) -> Any:
    """Array power at the rating temperature in full sunlight, beginning of life [W]."""
    return plain(design.array.area * tables["panel"].power_density_bol)


def computer_power(design: Design, tables: Mapping[str, Any]) -> Any:
    """Power of the accelerators with their hosts and network at full load [W]."""
    return plain(tables["power"].payload_power * (1.0 + design.payload.overhead))


def satellite_items(design: Design, tables: Mapping[str, Any], series: Any) -> tuple[Item, ...]:
    """Every part of one satellite; `series` is what the learning leaves of the prices, but for the computers [1]."""
    factor = price_factor(design.cost)
    made = []
    for item in _parts(design, tables):
        scale = 1.0 if item.computer else series
        if item.field != "payload.accelerator":  # the catalogue's price has a year of its own
            scale = scale * factor
        value = item.price * item.amount * scale if item.state == "priced" and item.price is not None else None
        made.append(Item(item.name, item.label, item.field, item.amount, item.amount_of,
                         None if item.price is None else item.price * scale, item.price_of, value, item.state,
                         item.computer))  # fmt: skip
    return tuple(made)


def _parts(design: Design, tables: Mapping[str, Any]) -> Iterator[Item]:
    """Every line; a new part of the satellite is one more line here."""
    cost = design.cost
    if cost.hardware_from == "per_watt":
        yield _item("satellite_stated", mark("Satellite without computers"), "cost.hardware_price",
                    tables["power"].load, POWER, cost.hardware_price, PRICE_PER_POWER)  # fmt: skip
    else:
        yield from _by_item(design, tables)
    yield from _computers(design, tables)


def _by_item(design: Design, tables: Mapping[str, Any]) -> Iterator[Item]:
    cost, mass, rated = design.cost, tables["mass"], rated_power(design, tables)
    if cost.array_from == "stated":
        yield _item("panels", mark("Panels"), "cost.array_price", rated, POWER, cost.array_price, PRICE_PER_POWER)
        yield _item("structure", mark("Array structure"), "cost.array_price", mass.array_structure, MASS, None,
                    PRICE_PER_MASS, "within")  # fmt: skip
    else:
        yield _item("panels", mark("Panels"), "stack.price", design.array.area, AREA, tables["panel"].price_per_area,
                    PRICE_PER_AREA)  # fmt: skip
        yield _item("structure", mark("Array structure"), "cost.structure_price", mass.array_structure, MASS,
                    cost.structure_price, PRICE_PER_MASS)  # fmt: skip
    yield _item("battery", mark("Battery"), "cost.battery_price", design.battery.energy, ENERGY, cost.battery_price,
                PRICE_PER_ENERGY)  # fmt: skip
    yield _item("radiator", mark("Radiator"), "cost.radiator_price", tables["thermal"].radiator_area, AREA,
                cost.radiator_price, PRICE_PER_AREA)  # fmt: skip
    yield _item("electronics", mark("Power electronics"), "cost.electronics_price", rated, POWER,
                cost.electronics_price, PRICE_PER_POWER)  # fmt: skip
    yield _item("shielding", mark("Shielding"), "cost.shielding_price", tables["power"].payload_power, POWER,
                cost.shielding_price, PRICE_PER_POWER)  # fmt: skip
    if cost.platform_from == "per_watt":
        yield _item("platform", mark("Platform"), "cost.platform_price", computer_power(design, tables), POWER,
                    cost.platform_price, PRICE_PER_POWER)  # fmt: skip
        yield _item("links", mark("Link terminals"), "cost.platform_price", design.link.terminals, NUMBER, None, MONEY,
                    "within")  # fmt: skip
    else:
        yield _item("platform", mark("Platform"), "cost.platform_price_per_mass", mass.platform, MASS,
                    cost.platform_price_per_mass, PRICE_PER_MASS)  # fmt: skip
        yield _item("links", mark("Link terminals"), "cost.terminal_price", design.link.terminals, NUMBER,
                    cost.terminal_price, MONEY)  # fmt: skip
    held = mass.propellant is None
    yield _item("propellant", mark("Propellant"), "cost.propellant_price", filled(mass.propellant), MASS,
                cost.propellant_price, PRICE_PER_MASS, "within" if held else "priced")  # fmt: skip


def _computers(design: Design, tables: Mapping[str, Any]) -> Iterator[Item]:
    cost, payload = design.cost, tables["payload"]
    spares = 1.0 + design.payload.spare_share
    if cost.computers_from == "per_watt":
        yield _item("computers", mark("Computers"), "cost.computer_price", computer_power(design, tables) * spares,
                    POWER, cost.computer_price, PRICE_PER_POWER, computer=True)  # fmt: skip
        return
    count, left_out = payload.accelerators + payload.spares, cost.computers_from == "left_out"
    if left_out:
        yield _item("computers", mark("Computers"), "cost.computers_from", count, NUMBER, None, MONEY, "left_out",
                    computer=True)  # fmt: skip
        return
    field = "cost.accelerator_price"
    price: Any = cost.accelerator_price
    if cost.computers_from == "catalogue":
        known = catalogue.accelerator(design.payload.accelerator).price
        field = "payload.accelerator"
        price = None if known is None else known.value * price_factor(cost, int(known.date[:4]))
    yield _item("computers", mark("Computers"), field, count, NUMBER, price, MONEY, computer=True)
    yield _item("servers", mark("Hosts and network"), "cost.server_price",
                tables["power"].payload_power * spares, POWER, cost.server_price, PRICE_PER_POWER,
                computer=True)  # fmt: skip


def _item(
    name: str, label: str, field: str, amount: Any, amount_of: Quantity, price: Any, price_of: Quantity,
    state: State = "priced", *, computer: bool = False,
) -> Item:  # fmt: skip
    if state == "priced" and price is None:
        state = "unknown" if np.any(amount > 0.0) else "within"
    many = amount if varies(amount) else float(amount)
    return Item(f"cost.{name}", label, field, many, amount_of, price, price_of, None, state, computer)
