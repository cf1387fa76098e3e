"""How far a number may be off that states no spread: by the confidence of its source, or by the field that it is in."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal

import msgspec

from studio import resource
from studio.catalogue.sourced import CatalogueError, Confidence, Sourced, Within
from studio.catalogue.table import read
from studio.text import mark, tr


class SpreadRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A confidence, the path of a field or the name of a part of a design, and the half width that goes with it.

    The half width holds all of a range and of a triangle, and 95 of 100 of a normal: two standard deviations. What is
    exact has none, and a reason.
    """

    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z_]+(\.[a-z_]+)*$", max_length=80)]
    kind: Literal["range", "normal", "triangular", "exact"]
    share: Annotated[Sourced | None, Within(1e-6, 1.0)] = None
    """Of the value."""
    amount: Annotated[Sourced | None, Within(1e-30, 1e30)] = None
    """In place of a share [SI]."""
    reason: str = ""


_ITEM = re.compile(r"\[[^\[\]]*\]")
"""Which item of a list: all go by one rule."""
CONFIDENCES: tuple[Confidence, ...] = ("measured", "published", "derived", "assumed")


@cache
def spread_rules() -> Mapping[str, SpreadRule]:
    """The rules by id, in the order of the file."""
    rules = read(resource.path("catalogue", "spreads.json"), SpreadRule)
    for rule in rules.values():
        given = (rule.share is not None, rule.amount is not None, bool(rule.reason))
        if given.count(True) != 1 or (rule.kind == "exact") != given[2]:
            raise CatalogueError(tr(mark("spreads.json: {id} needs a half width, or a reason to be exact"), id=rule.id))
    return rules


@cache
def shares() -> Mapping[Confidence, float]:
    """The half width, as a share of the value, by the confidence of its source."""
    rules = spread_rules()
    found: dict[Confidence, float] = {}
    for confidence in CONFIDENCES:
        share = rules[confidence].share
        assert share is not None  # a confidence has no amount: it is known of any quantity
        found[confidence] = share.value
    return found


def rule_of(path: str) -> SpreadRule | None:
    """The rule for the field at `path`, or for the part that it is in; None where its confidence decides."""
    rules, path = spread_rules(), _ITEM.sub("", path)
    while path:
        if path in rules:
            return rules[path]
        path = path.rpartition(".")[0]
    return None
