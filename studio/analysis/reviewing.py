"""Where a review of a design stands: notes that are open, what is signed for which design, and what nobody signed."""

from collections.abc import Iterator
from dataclasses import dataclass

from studio.analysis.bounds import label_of
from studio.analysis.claims.own import judge_own
from studio.analysis.engine import Results
from studio.analysis.issues import issues
from studio.analysis.judge import Verdict, judge
from studio.design.fingerprint import fingerprint
from studio.design.review import Note, SignOff
from studio.design.review_edit import is_stale
from studio.text import mark, tr

REQUIREMENT, CLAIM, WARNING = "requirement:", "claim:", "warning:"
_LONGEST_ITEM, _LONGEST_ABOUT = 200, 420


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that is not in order by itself, and that somebody has to dispose of."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Signed:
    """An item of the sign-off list; `stale` where it was given for another design."""

    item: SignOff
    stale: bool

    @property
    def counts(self) -> bool:
        """Whether it is accepted, and for this design."""
        return self.item.state == "accepted" and not self.stale


@dataclass(frozen=True, slots=True)
class ReviewState:
    """What a review of the design has come to."""

    verdicts: tuple[Verdict, ...]
    open_notes: tuple[tuple[int, Note], ...]
    signed: tuple[Signed, ...]
    undisposed: tuple[Demand, ...]
    """What is not green, and that no item accepts for this design."""

    @property
    def accepted(self) -> int:
        """Items that are accepted for this design."""
        return sum(one.counts for one in self.signed)

    @property
    def is_done(self) -> bool:
        """Whether every item is accepted for this design, nothing is undisposed, and no note is open."""
        return bool(self.signed) and self.accepted == len(self.signed) and not self.undisposed and not self.open_notes


def demands(results: Results) -> Iterator[Demand]:
    """What has to be disposed of: requirements that are not green, own claims that do not hold, warnings."""
    words = {"amber": tr(mark("met with less margin than is asked for")), "red": tr(mark("not met")),
             "unknown": tr(mark("cannot be judged"))}  # fmt: skip
    for verdict in judge(results):
        if verdict.light != "green":
            name = verdict.requirement.name
            yield Demand(f"{REQUIREMENT}{name}", f"{tr(name)}: {words[verdict.light]}")
    for one in judge_own(results):
        if one.here.kind != "holds":
            yield Demand(_about(CLAIM, one.claim.statement), tr(mark("Claim: {statement}"),
                                                                 statement=one.claim.statement))  # fmt: skip
    for issue in issues(results):
        yield Demand(_about(WARNING, f"{issue.where}: {issue.text}"),
                     f"{label_of(results.design, issue.where)}: {issue.text}")  # fmt: skip


def review_state(results: Results) -> ReviewState:
    """Where the review of the design of `results` stands."""
    design = results.design
    current = fingerprint(design)
    signed = tuple(Signed(one, is_stale(one, current)) for one in design.review.items)
    disposed = {one.item.about for one in signed if one.counts}
    return ReviewState(
        judge(results),
        tuple((place, note) for place, note in enumerate(design.review.notes) if note.state == "open"),
        signed,
        tuple(one for one in demands(results) if one.about not in disposed),
    )


def template(results: Results) -> tuple[SignOff, ...]:
    """The items that a review of this design begins with: what every review asks, and one for each thing not green."""
    usual = (
        tr(mark("The requirements are complete and agreed")),
        tr(mark("The margin policies suit the phase of the project")),
        tr(mark("The assumptions and their sources are acceptable")),
        tr(mark("Every note is answered")),
    )
    owners = {f"{REQUIREMENT}{one.name}": one.owner for one in results.design.requirements}
    return (
        *(SignOff(name) for name in usual),
        *(SignOff(_cut(one.text, _LONGEST_ITEM), one.about, owners.get(one.about, "")) for one in demands(results)),
    )


def _about(kind: str, text: str) -> str:
    return _cut(f"{kind}{text}", _LONGEST_ABOUT)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
