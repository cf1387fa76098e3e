"""What a review of a design has come to, as a text and as plain data."""

import textwrap
from collections.abc import Iterator
from typing import Any

import msgspec

from studio.analysis import RESULTS, Results, Verdict
from studio.analysis.reviewing import ReviewState, review_state
from studio.design.fingerprint import fingerprint
from studio.design.margin_policy import PHASES
from studio.export.summary import compared
from studio.text import mark, printable_line, tr, tr_count

LIGHTS = {"green": "✔", "amber": "!", "red": "✘", "unknown": "?"}
STATES = {"open": mark("open"), "accepted": mark("accepted"), "rejected": mark("rejected")}
_WIDTH = 110


def review_object(results: Results) -> dict[str, Any]:
    """The object that `dawnline review --json` prints: SI values, what does not apply is absent."""
    design, state = results.design, review_state(results)
    return {
        "phase": design.review.phase,
        "fingerprint": fingerprint(design),
        "done": state.is_done,
        "requirements": [_verdict_object(one) for one in state.verdicts],
        "policies": [
            {"name": one.name, "basis": one.basis, "margin": one.at(design.review.phase), "source": one.source}
            for one in design.review.known_policies().values()
        ],
        "notes": [msgspec.to_builtins(one) for one in design.review.notes],
        "open_notes": len(state.open_notes),
        "sign_off": [{**msgspec.to_builtins(one.item), "stale": one.stale} for one in state.signed],
        "undisposed": [{"about": one.about, "text": one.text} for one in state.undisposed],
    }


def _verdict_object(one: Verdict) -> dict[str, Any]:
    asked = one.requirement
    numbers = {"actual": one.actual, "bound": one.bound, "margin": one.margin, "margin_share": one.share}
    return {
        "name": asked.name, "result": asked.result, "relation": asked.relation, "light": one.light,
        "margin_required": one.required, "policy": asked.policy, "verification": asked.verification,
        "owner": asked.owner,
        **{name: value for name, value in numbers.items() if value is not None},
        **({"reason": one.reason} if one.reason else {}),
    }  # fmt: skip


def review_text(results: Results) -> str:
    """What a person reads of it in a terminal."""
    return "\n".join(_lines(results, review_state(results)))


def _lines(results: Results, state: ReviewState) -> Iterator[str]:
    design = results.design
    yield tr(mark("{title}: phase {phase}"), title=printable_line(design.title), phase=tr(PHASES[design.review.phase]))
    yield ""
    yield tr(mark("Requirements"))
    for one in state.verdicts:
        yield f"  {LIGHTS[one.light]} {printable_line(one.requirement.name)}: {verdict_words(one, results)}"
    if not state.verdicts:
        yield f"  {tr(mark('The design states no requirement.'))}"
    yield ""
    yield tr_count("{count} open note", "{count} open notes", len(state.open_notes))
    for _, note in state.open_notes:
        who = ", ".join(printable_line(text) for text in (note.author, note.date) if text)
        said = f"{printable_line(note.path) or tr(mark('whole design'))}: {printable_line(note.text)}"
        yield _wrapped(f"{said} ({who})" if who else said)
    yield ""
    yield tr(mark("Sign-off: {accepted} of {count} accepted for this design"), accepted=state.accepted,
             count=len(state.signed))  # fmt: skip
    for signed in state.signed:
        item, marked = signed.item, tr(mark(", for an earlier design")) if signed.stale else ""
        facts = ", ".join(printable_line(text) for text in (item.responsible, item.date, item.comment) if text)
        yield _wrapped(f"{printable_line(item.name)}: {tr(STATES[item.state])}{marked}{f' ({facts})' if facts else ''}")
    if state.undisposed:
        yield ""
        yield tr(mark("Not in order, and accepted by nobody for this design"))
        for demand in state.undisposed:
            yield _wrapped(printable_line(demand.text))


def verdict_words(one: Verdict, results: Results) -> str:
    """Value, bound, margin and what is asked for."""
    from studio.analysis.study.uncertainty.words import difference_words

    asked = one.requirement
    if one.actual is None or one.margin is None or asked.result not in RESULTS:
        return one.reason
    actual, bound = compared(one, results.design)
    said = tr(mark("{actual} {bound}, margin {margin}"), actual=actual, bound=bound,
              margin=difference_words(asked.result, one.margin))  # fmt: skip
    if one.share is not None:
        said += f" ({100 * one.share:.3g} %)"
    if one.required:
        said += tr(mark(", asked for {required}"), required=difference_words(asked.result, one.required))
    if asked.policy:
        said += tr(mark(" by {policy}"), policy=printable_line(asked.policy))
    return f"{said}; {one.reason}" if one.reason else said


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
