"""The review in the report: what is signed and for which design, notes, and the margins that the phase asks for."""

from collections.abc import Iterator

from studio.analysis.difference import field_words
from studio.analysis.judge import Light
from studio.analysis.reviewing import ReviewState, review_state
from studio.analysis.stages import RESULTS
from studio.design import Design, MarginPolicy
from studio.design.margin_policy import BASES, PHASES
from studio.design.quantity import QUANTITIES
from studio.design.requirement import VERIFICATIONS
from studio.design.review import Note
from studio.design.unit_text import display, number_text
from studio.export.report.content import Cell, Section, Sign, Text, shown, table
from studio.export.report.subject import Subject
from studio.export.reviewing import STATES
from studio.text import mark, tr, tr_count

_LIGHTS: dict[str, Light] = {"open": "unknown", "accepted": "green", "rejected": "red"}


def review_section(subject: Subject) -> Section:
    """Sign-off list, notes, and the policies in use; nothing where nobody has begun a review."""
    design = subject.design
    review = design.review
    traced = any(any((one.policy, one.rationale, one.owner, one.parent, one.source)) for one in design.requirements)
    if not (review.items or review.notes or review.reviewers or traced):
        return Section("")
    state = review_state(subject.results)
    return Section(tr(mark("Review")), tuple(_lead(design, state)), shown((
        Section(tr(mark("Sign-off")), table(
            tr(mark("What was to be accepted")),
            (tr(mark("Item")), tr(mark("Responsible")), tr(mark("State")), tr(mark("Date")), tr(mark("Comment"))),
            _items(state), (0.36, 0.15, 0.17, 0.11, 0.21))),
        Section(tr(mark("Not disposed of")), table(
            tr(mark("Not in order, and accepted by nobody for this design")), (tr(mark("What")),),
            ((one.text,) for one in state.undisposed), (1.0,))),
        Section(tr(mark("Where the requirements come from")), table(
            tr(mark("Requirements with their origin")),
            (tr(mark("Requirement")), tr(mark("Margin asked for")), tr(mark("Verification")), tr(mark("Owner")),
             tr(mark("Source")), tr(mark("Rationale"))), _origins(state) if traced else (),
            (0.2, 0.15, 0.12, 0.12, 0.18, 0.23), small=True)),
        Section(tr(mark("Margin policies")), table(
            tr(mark("Margins that the phase asks for")),
            (tr(mark("Policy")), tr(mark("Counted as")), tr(mark("Margin")), tr(mark("Source"))),
            _policies(design), (0.2, 0.24, 0.12, 0.44), (2,), small=True)),
        Section(tr(mark("Notes")), table(
            tr(mark("Notes on the design")),
            (tr(mark("About")), tr(mark("Note")), tr(mark("Author")), tr(mark("Date")), tr(mark("State"))),
            (_note(design, one) for one in review.notes), (0.2, 0.44, 0.13, 0.11, 0.12))),
    )))  # fmt: skip


def _lead(design: Design, state: ReviewState) -> Iterator[Text]:
    review = design.review
    said = [tr(mark("Phase: {phase}."), phase=tr(PHASES[review.phase]))]
    if review.people():
        said.append(tr(mark("Reviewers: {names}."), names=", ".join(review.people())))
    if state.signed:
        said.append(tr_count("{accepted} of {count} item is accepted for this design.",
                             "{accepted} of {count} items are accepted for this design.", len(state.signed),
                             accepted=state.accepted))  # fmt: skip
    if state.open_notes:
        said.append(tr_count("{count} note is open.", "{count} notes are open.", len(state.open_notes)))
    yield Text(" ".join(said))


def _items(state: ReviewState) -> Iterator[tuple[Cell, ...]]:
    for one in state.signed:
        item = one.item
        words, light = tr(STATES[item.state]), _LIGHTS[item.state]
        if one.stale:
            words, light = tr(mark("{state}, for an earlier design"), state=words), "amber"
        yield item.name, item.responsible or "–", Sign(light, words), item.date or "–", item.comment or "–"


def _origins(state: ReviewState) -> Iterator[tuple[Cell, ...]]:
    from studio.analysis.study.uncertainty.words import difference_words

    for verdict in state.verdicts:
        one = verdict.requirement
        margin = difference_words(one.result, verdict.required) if verdict.required and one.result in RESULTS else ""
        asked = ", ".join(text for text in (margin, tr(one.policy) if one.policy else "") if text)
        parent = tr(mark("from {parent}"), parent=one.parent) if one.parent else ""
        yield (tr(one.name), asked or "–", tr(VERIFICATIONS[one.verification]), one.owner or "–",
               one.source or "–", "; ".join(text for text in (one.rationale, parent) if text) or "–")  # fmt: skip


def _policies(design: Design) -> Iterator[tuple[Cell, ...]]:
    used = {one.policy for one in design.requirements}
    for policy in design.review.known_policies().values():
        if policy.name in used:
            yield tr(policy.name), tr(BASES[policy.basis]), policy_margin(policy, design), policy.source or "–"


def policy_margin(policy: MarginPolicy, design: Design) -> str:
    """What a policy asks for in the phase of the design, with its unit."""
    asked = policy.at(design.review.phase)
    if policy.basis != "absolute":
        return f"{number_text(100.0 * asked, 4)} %"
    name = {"temperature": "temperature_rise"}.get(policy.quantity, policy.quantity)
    quantity = QUANTITIES.get(name)
    return display(asked, quantity, None, 4) if quantity else number_text(asked, 4)


def _note(design: Design, one: Note) -> tuple[Cell, ...]:
    about = tr(RESULTS[one.path].label) if one.path in RESULTS else (
        field_words((design,), one.path) if one.path else tr(mark("the whole design")))  # fmt: skip
    words = tr(mark("open")) if one.state == "open" else tr(mark("closed"))
    said = f"{one.text} → {one.answer}" if one.answer else one.text
    return about, said, one.author or "–", one.date or "–", Sign("unknown" if one.state == "open" else "green", words)
