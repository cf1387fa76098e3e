"""A statement of the user's own, held against the design that is open."""

from typing import Annotated

import msgspec

from studio.design.field import choice, text
from studio.design.requirement import Relation
from studio.text import mark

MAX_CLAIMS = 100


class OwnClaim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """It holds where the result stands in the relation to the value [SI]."""

    statement: Annotated[str, text(
        mark("Statement"), mark("What is claimed, in a sentence."), longest=400, shortest=1)]
    result: Annotated[str, text(mark("Result"), mark("Name of the result that decides."), longest=80, shortest=3)]
    relation: Annotated[Relation, choice(mark("Relation"), mark("At least, or at most."))]
    value: Annotated[float, msgspec.Meta(ge=-1e30, le=1e30, title=mark("Value"), description=mark("Bound, in SI."))]
    source: Annotated[str, text(mark("Source"), mark("Who says so, where and when."), longest=400)] = ""
