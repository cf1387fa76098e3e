"""Statements of the user's own: pure edits of a design, and the verdict on each."""

import math
from dataclasses import dataclass

import msgspec

from studio.analysis.claims.finding import Finding, Number, of_result, unknown
from studio.analysis.engine import Results
from studio.analysis.judge import verdict
from studio.analysis.stages import RESULTS
from studio.design import Design, DesignError
from studio.design.edit import checked
from studio.design.field import struct_fields
from studio.design.own_claim import MAX_CLAIMS, OwnClaim
from studio.design.quantity import NUMBER
from studio.design.requirement import Requirement
from studio.text import mark, tr

_SINGLE = ("number", "integer")


@dataclass(frozen=True, slots=True)
class JudgedOwn:
    claim: OwnClaim
    here: Finding


def judge_own(results: Results) -> tuple[JudgedOwn, ...]:
    """A verdict on every statement of the design's own, in their order."""
    return tuple(JudgedOwn(claim, _found(claim, results)) for claim in results.design.claims)


def _found(claim: OwnClaim, results: Results) -> Finding:
    known = RESULTS.get(claim.result)
    if known is not None and known.kind not in _SINGLE:
        return unknown(tr(mark("“{label}” is not a single number."), label=tr(known.label)))
    held = verdict(Requirement("claim", claim.result, claim.relation, claim.value), results)
    if held.actual is None or known is None:
        return unknown(tr(mark("{reason}."), reason=held.reason[:1].upper() + held.reason[1:]))
    ours = of_result(claim.result, held.actual)
    quantity = None if known.quantity is NUMBER and not known.unit else known.quantity
    bound = Number(tr(mark("Claimed")), claim.value, quantity, ours.unit, source=claim.source)
    sign = {">=": "≥", "<=": "≤"}[claim.relation]
    words = {"label": tr(known.label), "ours": ours.text, "sign": sign, "bound": bound.text}
    if held.light == "red":
        return Finding("does not hold", tr(mark("{label} is {ours}, not {sign} {bound}."), **words), (ours, bound))
    return Finding("holds", tr(mark("{label} is {ours}, {sign} {bound}."), **words), (ours, bound))


def add_claim(design: Design, claim: OwnClaim) -> Design:
    """`design` with one more statement at the end; DesignError where it cannot be one."""
    return _with(design, (*design.claims, _whole(claim)))


def replace_claim(design: Design, position: int, claim: OwnClaim) -> Design:
    """`design` with another statement at `position`; DesignError where it cannot be one."""
    others = design.claims
    return _with(design, (*others[:position], _whole(claim), *others[position + 1 :]))


def remove_claim(design: Design, position: int) -> Design:
    """`design` without the statement at `position`."""
    others = design.claims
    return _with(design, (*others[:position], *others[position + 1 :]))


def _whole(claim: OwnClaim) -> OwnClaim:
    """`claim`, where it can be judged; DesignError says what is wrong with it."""
    for name, spec in struct_fields(OwnClaim).items():
        checked(spec, f"claims.{name}", getattr(claim, name))
    known = RESULTS.get(claim.result)
    if known is None:
        raise DesignError("claims.result", tr(mark("there is no result “{name}”"), name=claim.result))
    if known.kind not in _SINGLE:
        raise DesignError("claims.result", tr(mark("“{label}” is not a single number"), label=tr(known.label)))
    if not math.isfinite(claim.value):
        raise DesignError("claims.value", tr(mark("the value is not a finite number")))
    return claim


def _with(design: Design, claims: tuple[OwnClaim, ...]) -> Design:
    if len(claims) > MAX_CLAIMS:
        raise DesignError("claims", tr(mark("a design has at most {most} claims of its own"), most=MAX_CLAIMS))
    return msgspec.structs.replace(design, claims=claims)
