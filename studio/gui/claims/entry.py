"""One line of the list of statements, of the article or one's own, and which lines a filter lets through."""

from dataclasses import dataclass

from studio.analysis.claims import KINDS, Finding, JudgedOwn
from studio.analysis.claims.finding import Kind
from studio.analysis.judge import Light
from studio.catalogue.claim import Statement
from studio.design.own_claim import OwnClaim
from studio.text import tr

LIGHTS: dict[Kind, Light] = {
    "holds": "green",
    "holds only if": "amber",
    "does not hold": "red",
    "cannot be checked here": "unknown",
}
OWN = "own"
"""The kind of the statements of the design's own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`general` and `here` are None until they are found; `here` stays so where the design has no say."""

    key: str
    kind: str
    text: str
    statement: Statement | None = None
    own: OwnClaim | None = None
    general: Finding | None = None
    here: Finding | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is found of it so far: as worded, then for the design."""
        return tuple(one for one in (self.general, self.here) if one is not None)

    @property
    def accessible(self) -> str:
        """All that the line shows, in words."""
        words = ", ".join(f"{tr(KINDS[one.kind])}: {one.sentence}" for one in self.findings)
        return f"{self.key} {self.text} {words}"


def of_own(position: int, judged: JudgedOwn) -> Entry:
    """The line of the statement of the design's own at `position`."""
    return Entry(f"{position + 1}", OWN, judged.claim.statement, own=judged.claim, here=judged.here)


def passes(entry: Entry, kind: str, verdict: str, typed: str) -> bool:
    """Whether a line is shown: empty texts let everything through."""
    if kind and entry.kind != kind:
        return False
    if verdict and verdict not in {one.kind for one in entry.findings}:
        return False
    haystack = entry.accessible + (entry.statement.said_by if entry.statement else "")
    return all(word in haystack.casefold() for word in typed.casefold().split())
