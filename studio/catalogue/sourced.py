"""A number together with where it comes from, and the one error that the catalogue raises."""

from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from studio.text import one_line

Confidence = Literal["measured", "published", "derived", "assumed"]


class CatalogueError(ValueError):
    """Something that the catalogue does not hold, or cannot hold, in one sentence."""

    def __init__(self, text: str) -> None:
        super().__init__(one_line(text))


class Sourced(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One SI number.

    `date` is that of the source, of its reading where the source bears none, or of the assumption. It may stop at
    the month or the year.
    """

    value: float
    source: Annotated[str, msgspec.Meta(min_length=10, max_length=400)]
    date: Annotated[str, msgspec.Meta(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Within:
    """Inclusive bounds [SI] of a sourced number: they catch a slip of units, not an unlikely value."""

    low: float
    high: float
