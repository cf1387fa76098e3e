"""What the design has to meet, and where each of its numbers comes from."""

from typing import Annotated, Literal, Protocol

import msgspec

from studio.design.field import choice, text
from studio.text import mark

Relation = Literal[">=", "<="]
Held = Literal[">=", "<=", "in"]
Verification = Literal["analysis", "test", "inspection", "review"]
VERIFICATIONS: dict[Verification, str] = {
    "analysis": mark("Analysis"),
    "test": mark("Test"),
    "inspection": mark("Inspection"),
    "review": mark("Review of design"),
}
Confidence = Literal["measured", "published", "derived", "assumed"]
MAX_REQUIREMENTS = 200


class Requirement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One result held against a value [SI], a range, or another result or field and what lies between [SI].

    Green where it is met with the margin that its policy asks for in the phase of the project, or `warn` where that is
    more; amber where it is met with less.
    """

    name: Annotated[str, text(mark("Requirement"), mark("Short name."), longest=60, shortest=1)]
    result: Annotated[str, text(mark("Result"), mark("Name of the result that is judged."), longest=80, shortest=3)]
    relation: Annotated[Held, choice(mark("Relation"), mark(
        "The result must be at least, at most, or within a range."))]  # fmt: skip
    value: Annotated[float, msgspec.Meta(ge=-1e30, le=1e30, title=mark("Value"), description=mark(
        "Bound, or lower end of the range, in SI; beside another result or field: what it must be above that."))]
    warn: Annotated[float, msgspec.Meta(
        ge=0.0, le=1e30, title=mark("Warn within"),
        description=mark("Amber when the distance to the bound is less than this, in SI."))] = 0.0
    upper: Annotated[float, msgspec.Meta(ge=-1e30, le=1e30, title=mark("Upper end"), description=mark(
        "Upper end of the range, in SI; it counts for a range alone."))] | None = None
    against: Annotated[str, text(mark("Held against"), mark(
        "Another result, or a field, that the bound is; empty: the value."), longest=120)] = ""  # fmt: skip
    policy: Annotated[str, text(mark("Margin policy"), mark(
        "Name of the policy that says how much margin is asked for; empty: none."), longest=60)] = ""  # fmt: skip
    rationale: Annotated[str, text(mark("Rationale"), mark("Why it is required."), longest=1000)] = ""
    owner: Annotated[str, text(mark("Owner"), mark("Who answers for it."), longest=80)] = ""
    source: Annotated[str, text(mark("Source"), mark("Document or person that requires it."), longest=400)] = ""
    parent: Annotated[str, text(mark("Parent"), mark("Requirement of a higher level that it comes from."),
                                longest=200)] = ""  # fmt: skip
    verification: Annotated[Verification, choice(mark("Verification"), mark(
        "How it is shown to be met."))] = "analysis"  # fmt: skip

    @property
    def top(self) -> float:
        """The upper end of the range [SI]; where none is given there is no room in it."""
        return self.value if self.upper is None else self.upper


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a number of the design comes from."""

    text: Annotated[str, text(mark("Source"), mark("Author, title, place."), longest=400, shortest=1)]
    confidence: Annotated[Confidence, choice(mark("Confidence"), mark("How far to trust it."))]
    date: Annotated[str, text(mark("Date"), mark("Of the source, or of the assumption."), longest=30)] = ""


class Known(Protocol):
    """Whatever says where it comes from: a number of the catalogue, a table, a statement."""

    @property
    def source(self) -> str: ...
    @property
    def confidence(self) -> Confidence: ...
    @property
    def date(self) -> str: ...


def source_of(known: Known) -> Source:
    """Where `known` comes from, as a design keeps it."""
    return Source(known.source, known.confidence, known.date)
