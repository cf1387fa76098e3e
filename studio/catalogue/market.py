"""Markets as reported: their values with the power behind them, prices with their scope, installations, exchange rates.

Amounts are in yuan of the day. A price without its scope says nothing: a module for the ground and a whole array for
space differ by two orders of magnitude.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Literal

import msgspec

from studio import resource
from studio.catalogue.entry import Id, Name
from studio.catalogue.sourced import Sourced, Within
from studio.catalogue.table import find, read
from studio.text import mark

Scope = Literal["ground_module", "space_cell", "space_array", "unstated"]

SCOPES: Mapping[Scope, str] = MappingProxyType({
    "ground_module": mark("Module for the ground"),
    "space_cell": mark("Bare cell for space"),
    "space_array": mark("Whole array for space"),
    "unstated": mark("Scope not stated"),
})  # fmt: skip


class Market(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A market as somebody has put it: so much power in a year, worth so much."""

    id: Id
    name: Name
    who: Name
    year: Annotated[str, msgspec.Meta(max_length=40)]
    scope: Scope
    """Of the price that the two figures imply."""
    power: Annotated[Sourced, Within(1e3, 1e15)]
    """Made or launched in the year [W]."""
    value: Annotated[Sourced, Within(1e3, 1e16)]
    """[yuan]"""
    note: str = ""


class ScopePrice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a watt costs, and of what."""

    id: Id
    name: Name
    scope: Scope
    low: Annotated[Sourced, Within(0.01, 1e5)]
    """[yuan/W]"""
    high: Annotated[Sourced | None, Within(0.01, 1e5)] = None
    note: str = ""


class Installation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Solar power installed in a year, by which a target may be measured."""

    id: Id
    name: Name
    low: Annotated[Sourced, Within(1e6, 1e14)]
    """[W]"""
    high: Annotated[Sourced | None, Within(1e6, 1e14)] = None
    note: str = ""


class ExchangeRate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much of `currency` one unit of `base` bought."""

    id: Id
    base: Literal["USD", "SGD"]
    currency: Literal["CNY", "SGD"]
    rate: Annotated[Sourced, Within(1e-3, 1e3)]
    note: str = ""


@cache
def markets() -> Mapping[str, Market]:
    """The reported markets by id, in the order of the file."""
    return read(resource.path("catalogue", "markets.json"), Market)


@cache
def scope_prices() -> Mapping[str, ScopePrice]:
    """The prices per watt by id, in the order of the file."""
    return read(resource.path("catalogue", "scope_prices.json"), ScopePrice)


@cache
def installations() -> Mapping[str, Installation]:
    """The yearly installations by id, in the order of the file."""
    return read(resource.path("catalogue", "installations.json"), Installation)


@cache
def exchange_rates() -> Mapping[str, ExchangeRate]:
    """The dated exchange rates by id, in the order of the file."""
    return read(resource.path("catalogue", "exchange_rates.json"), ExchangeRate)


def market(id: str) -> Market:
    """The reported market called `id`; CatalogueError where there is none."""
    return find(markets(), id, mark("there is no market “{id}”; nearest are {nearest}"))


def scope_price(id: str) -> ScopePrice:
    """The price called `id`; CatalogueError where there is none."""
    return find(scope_prices(), id, mark("there is no price “{id}”; nearest are {nearest}"))


def installation(id: str) -> Installation:
    """The yearly installation called `id`; CatalogueError where there is none."""
    return find(installations(), id, mark("there are no installations “{id}”; nearest are {nearest}"))
