"""Every priced line of the cost, of a satellite and of the constellation: how much, at what price, from where."""

from collections.abc import Iterator, Mapping
from typing import Any

from studio.analysis.costing.items import Item, computer_power
from studio.analysis.stages.cost import Cost
from studio.design import Design
from studio.design.quantity import (
    DURATION,
    MASS,
    MONEY,
    MONEY_RATE,
    NUMBER,
    POWER,
    PRICE_PER_MASS,
    PRICE_PER_POWER,
    RATIO,
    Quantity,
)
from studio.text import mark


def satellite_rows(design: Design, tables: Mapping[str, Any]) -> tuple[Item, ...]:
    """The lines of one satellite, integration last: they add up to its price."""
    cost: Cost = tables["cost"]
    if design.cost.integration_from == "share":
        amount, quantity, price_of = cost.hardware, MONEY, RATIO
        field = "cost.integration_share"
    else:
        amount, quantity, price_of = computer_power(design, tables), POWER, PRICE_PER_POWER
        field = "cost.integration_price"
    integration = _row("cost.integration", mark("Integration"), field, amount, quantity, cost.integration, price_of)
    return (*cost.items, integration)


def service_rows(design: Design, tables: Mapping[str, Any]) -> tuple[Item, ...]:
    """The lines of the whole service, the satellites first: they add up to its cost."""
    cost: Cost = tables["cost"]
    return tuple(_service(design, tables, cost))


def _service(design: Design, tables: Mapping[str, Any], cost: Cost) -> Iterator[Item]:
    count, launch = int(tables["constellation"].satellites), tables["launch"]
    yield _row("cost.satellites", mark("Satellites"), "", count, NUMBER, cost.satellites, MONEY)
    if cost.launch is None:
        yield Item("cost.launch", mark("Launch"), "launch.vehicle", launch.mass_total, MASS, None, PRICE_PER_MASS, None,
                  "unknown")  # fmt: skip
    else:
        yield _row("cost.launch", mark("Launch"), _launch_field(design), launch.mass_total, MASS, cost.launch,
                   PRICE_PER_MASS)  # fmt: skip
    insured = count * cost.hardware + (cost.launch or 0.0)
    yield _row("cost.insurance", mark("Insurance"), "cost.insurance_share", insured, MONEY, cost.insurance, RATIO)
    for name, label, field, paid in (
        ("cost.engineering_paid", mark("Engineering"), "cost.engineering", cost.engineering_paid),
        ("cost.ground_segment", mark("Ground segment"), "cost.ground_capital", cost.ground_segment),
    ):
        yield Item(name, label, field, 1.0, NUMBER, paid, MONEY, paid, "unknown" if paid is None else "priced")
    yield _row("cost.operations", mark("Operations"), _operations_field(design, tables), cost.service, DURATION,
               cost.operations, MONEY_RATE)  # fmt: skip
    yield _row("cost.replacement_total", mark("Failed accelerators"), "payload.failure_rate", cost.service, DURATION,
               cost.replacement_total, MONEY_RATE)  # fmt: skip
    later = cost.generations - 1.0
    if later > 0.0:
        yield _row("cost.later_satellites", mark("Later satellites"), "cost.service_time", later, NUMBER,
                   cost.later_satellites, MONEY)  # fmt: skip
        yield _row("cost.later_launches", mark("Later launches"), "cost.service_time", later, NUMBER,
                   cost.later_launches, MONEY)  # fmt: skip


def _launch_field(design: Design) -> str:
    """Where the price of the launch is from."""
    return {"stated": "launch.price", "learning": "launch.learning_price"}.get(design.launch.price_basis,
                                                                              "launch.vehicle")  # fmt: skip


def _operations_field(design: Design, tables: Mapping[str, Any]) -> str:
    """The price that most of the operations come from."""
    cost, priced = design.cost, tables["cost"]
    of_each = {
        "cost.operations_price": cost.operations_price * computer_power(design, tables),
        "cost.operations_share": cost.operations_share * priced.hardware,
        "cost.operations_per_satellite": cost.operations_per_satellite,
        "cost.ground_yearly": (cost.ground_yearly or 0.0) / max(tables["constellation"].satellites, 1),
    }
    return max(of_each, key=lambda field: of_each[field])


def _row(
    name: str, label: str, field: str, amount: float, amount_of: Quantity, value: float, price_of: Quantity
) -> Item:
    """A line whose price follows from what it comes to."""
    price = value / amount if amount > 0.0 else 0.0
    return Item(name, label, field, float(amount), amount_of, price, price_of, value)
