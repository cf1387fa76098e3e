"""The companies of the supply chain: what each makes and where, who says so, and how it is said to be doing.

All of it is reported: a statement is that of its source on its date, and none is advice.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Literal

import msgspec

from studio import resource
from studio.catalogue.entry import Id, Name
from studio.catalogue.table import find, read
from studio.catalogue.technology import Heritage
from studio.text import mark

Country = Literal["CN", "US", "DE", "IT", "BE", "CH", "TW", "SG"]
Stage = Literal[
    "polysilicon", "crystal_growth", "wafer_slicing", "wafer", "doping", "deposition", "coating", "cell_line",
    "epitaxy", "germanium", "silicon_cell", "perovskite_cell", "thin_film_cell", "iii_v_cell", "cover_glass",
    "stringing", "module", "array", "heat_exchanger", "satellite", "launch",
]  # fmt: skip
Maturity = Literal["production", "pilot", "announced"]
Kind = Literal["company", "filing", "press", "broker", "authority"]

COUNTRIES: Mapping[Country, str] = MappingProxyType({
    "CN": mark("China"),
    "US": mark("United States"),
    "DE": mark("Germany"),
    "IT": mark("Italy"),
    "BE": mark("Belgium"),
    "CH": mark("Switzerland"),
    "TW": mark("Taiwan"),
    "SG": mark("Singapore"),
})  # fmt: skip
"""What the places are called, in the order in which they are shown."""

STAGES: Mapping[Stage, str] = MappingProxyType({
    "polysilicon": mark("Polysilicon"),
    "crystal_growth": mark("Crystal growth machines"),
    "wafer_slicing": mark("Wafer slicing machines"),
    "wafer": mark("Silicon wafers"),
    "doping": mark("Doping machines"),
    "deposition": mark("Vapour deposition machines"),
    "coating": mark("Coating machines"),
    "cell_line": mark("Whole cell lines"),
    "epitaxy": mark("Epitaxy machines"),
    "germanium": mark("Germanium wafers"),
    "silicon_cell": mark("Silicon cells"),
    "perovskite_cell": mark("Perovskite cells"),
    "thin_film_cell": mark("CIGS cells"),
    "iii_v_cell": mark("Gallium arsenide cells"),
    "cover_glass": mark("Cover glass"),
    "stringing": mark("Stringing machines"),
    "module": mark("Modules"),
    "array": mark("Solar arrays"),
    "heat_exchanger": mark("Heat exchangers"),
    "satellite": mark("Satellites"),
    "launch": mark("Launch"),
})  # fmt: skip
"""What the stages are called, along the chain from the material to the orbit."""

EQUIPMENT: frozenset[Stage] = frozenset({
    "crystal_growth", "wafer_slicing", "doping", "deposition", "coating", "cell_line", "epitaxy", "stringing",
})  # fmt: skip
"""The stages that are machines of a factory, which an export control of equipment stops."""

_Source = Annotated[str, msgspec.Meta(min_length=10, max_length=400)]
_Date = Annotated[str, msgspec.Meta(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
_Words = Annotated[str, msgspec.Meta(min_length=3, max_length=400)]


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a company does at one stage."""

    stage: Stage
    maturity: Maturity
    source: _Source
    date: _Date
    independent: bool
    """Whether somebody other than the founding article says so."""


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something said of a company, in our words."""

    text: _Words
    kind: Kind
    source: _Source
    date: _Date
    independent: bool
    claims: tuple[Id, ...] = ()
    """The claims of the founding article that it bears on."""


class Finance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reported figure of the accounts or of the share; a range where one was given. Losses are negative results."""

    kind: Literal["net_result", "profit_target", "net_assets", "share_move", "market_value", "order"]
    period: Annotated[str, msgspec.Meta(min_length=4, max_length=40)]
    low: Annotated[float, msgspec.Meta(ge=-1e13, le=1e13)]
    high: Annotated[float, msgspec.Meta(ge=-1e13, le=1e13)]
    source: _Source
    date: _Date
    independent: bool
    currency: Literal["CNY", "USD", "EUR", ""] = ""
    """Of an amount; empty where the figure is a share of one."""
    bound: Literal["", "at_least", "at_most", "about"] = ""
    """How a figure that is no range is to be read."""


class Company(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A company, with the links to the claims that speak of it."""

    id: Id
    name: Name
    country: Country
    roles: tuple[Role, ...]
    statements: Annotated[tuple[Statement, ...], msgspec.Meta(min_length=1)]
    chinese_name: Annotated[str, msgspec.Meta(max_length=40)] = ""
    also: Annotated[str, msgspec.Meta(max_length=120)] = ""
    """Other names that the sources use."""
    finances: tuple[Finance, ...] = ()
    heritage: Heritage | None = None
    """What of it has flown; None where none is known here."""
    claims: tuple[Id, ...] = ()
    note: str = ""

    def role(self, stage: Stage) -> Role | None:
        """What it does at `stage`, if anything."""
        return next((role for role in self.roles if role.stage == stage), None)

    @property
    def in_distress(self) -> bool:
        """Whether it has reported that its debts exceed what it owns."""
        return any(figure.kind == "net_assets" and figure.high < 0.0 for figure in self.finances)


@cache
def companies() -> Mapping[str, Company]:
    """The companies by id, in the order of the file."""
    return read(resource.path("catalogue", "companies.json"), Company)


def company(id: str) -> Company:
    """The company called `id`; CatalogueError where there is none."""
    return find(companies(), id, mark("there is no company “{id}”; nearest are {nearest}"))
