"""What people say about a design: notes on its fields and results, who accepted what; no result depends on it."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, text
from studio.design.margin_policy import MAX_POLICIES, STANDARD, MarginPolicy, Phase
from studio.text import mark

NoteState = Literal["open", "closed"]
SignState = Literal["open", "accepted", "rejected"]
MAX_NOTES, MAX_ITEMS = 500, 300
LONGEST_TEXT = 2000


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`path` names a field or a result; empty, the note is on the design as a whole."""

    text: Annotated[str, text(mark("Note"), mark("What is to be said."), longest=LONGEST_TEXT, shortest=1)]
    path: Annotated[str, text(mark("About"), mark("Path of a field or name of a result; empty: the whole design."),
                              longest=160)] = ""  # fmt: skip
    author: Annotated[str, text(mark("Author"), mark("Who wrote it."), longest=80)] = ""
    date: Annotated[str, text(mark("Date"), mark("When it was written."), longest=30)] = ""
    state: Annotated[NoteState, choice(mark("State"), mark("Open until it is answered."))] = "open"
    answer: Annotated[str, text(mark("Answer"), mark("What came of it."), longest=LONGEST_TEXT)] = ""


class SignOff(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that somebody has to accept. `about` is `requirement:NAME`, `claim:STATEMENT` or empty; `fingerprint`
    is that of the design that was accepted or rejected."""

    name: Annotated[str, text(mark("Item"), mark("What is to be accepted."), longest=200, shortest=1)]
    about: Annotated[str, text(mark("About"), mark("The requirement or claim that it disposes of."),
                               longest=420)] = ""  # fmt: skip
    responsible: Annotated[str, text(mark("Responsible"), mark("Who decides."), longest=80)] = ""
    state: Annotated[SignState, choice(mark("State"), mark("Open, accepted or rejected."))] = "open"
    comment: Annotated[str, text(mark("Comment"), mark("On what grounds."), longest=LONGEST_TEXT)] = ""
    date: Annotated[str, text(mark("Date"), mark("When it was decided."), longest=30)] = ""
    fingerprint: Annotated[str, text(mark("Fingerprint"), mark("Of the design that was decided on."), longest=64,
                                     hidden=True)] = ""  # fmt: skip


class Review(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`phase` decides which margin the policies ask for; nothing else here has an effect on any verdict."""

    phase: Annotated[Phase, choice(mark("Phase"), mark(
        "Phase of the project: it decides how much margin the policies ask for."))] = "concept"  # fmt: skip
    policies: Annotated[tuple[MarginPolicy, ...], msgspec.Meta(
        title=mark("Margin policies"), description=mark("Policies of the project's own, beside those that ship."),
        max_length=MAX_POLICIES)] = ()
    reviewers: Annotated[str, text(mark("Reviewers"), mark("Who takes part in the review; commas between the names."),
                                   longest=1000)] = ""  # fmt: skip
    notes: Annotated[tuple[Note, ...], msgspec.Meta(
        title=mark("Notes"), description=mark("Remarks on fields, results or the whole design."),
        max_length=MAX_NOTES)] = ()
    items: Annotated[tuple[SignOff, ...], msgspec.Meta(
        title=mark("Sign-off"), description=mark("What has to be accepted, by whom, and what became of it."),
        max_length=MAX_ITEMS)] = ()

    def people(self) -> tuple[str, ...]:
        """The reviewers, each by name."""
        return tuple(name.strip() for name in self.reviewers.split(",") if name.strip())

    def known_policies(self) -> dict[str, MarginPolicy]:
        """All policies by name: those that ship, and the project's own."""
        return {one.name: one for one in (*STANDARD, *self.policies)}
