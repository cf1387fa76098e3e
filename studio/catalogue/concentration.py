"""How much of the world's output of a stage one country makes, as published."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated

import msgspec

from studio import resource
from studio.catalogue.company import Country, Stage
from studio.catalogue.entry import Id
from studio.catalogue.sourced import Sourced, Within
from studio.catalogue.table import read


class Concentration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A country's share of the world's output of a stage; for the ground, where nearly all of it goes."""

    id: Id
    stage: Stage
    country: Country
    share: Annotated[Sourced, Within(0.0, 1.0)]
    at_least: bool = False
    """Whether the share is known only to be above this."""


@cache
def concentrations() -> Mapping[str, Concentration]:
    """The shares by id, in the order of the file."""
    return read(resource.path("catalogue", "concentrations.json"), Concentration)


def share_of(stage: Stage, country: Country) -> Concentration | None:
    """The share of a country at a stage; None where none is at hand."""
    return next((one for one in concentrations().values() if (one.stage, one.country) == (stage, country)), None)
