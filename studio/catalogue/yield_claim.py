"""What others published on how much more a panel yields in space than on the ground, side by side."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated

import msgspec

from studio import resource
from studio.catalogue.entry import Id, Name
from studio.catalogue.sourced import Sourced, Within
from studio.catalogue.table import read


class YieldClaim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A published ratio, from `low` to `high`; one of the two where it was stated as a bound."""

    id: Id
    name: Name
    words: Annotated[str, msgspec.Meta(min_length=5, max_length=200)]
    """What it is said to be the ratio of, in short."""
    low: Annotated[Sourced | None, Within(1.0, 100.0)] = None
    high: Annotated[Sourced | None, Within(1.0, 100.0)] = None
    note: str = ""


@cache
def yield_claims() -> Mapping[str, YieldClaim]:
    """The published ratios by id, in the order of the file."""
    return read(resource.path("catalogue", "yield_claims.json"), YieldClaim)
