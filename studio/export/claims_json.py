"""Verdicts on statements as plain values, for JSON."""

from typing import Any

from studio.analysis.claims import Finding, Judged, JudgedOwn, Number
from studio.analysis.stages import RESULTS
from studio.catalogue.case import published_cases
from studio.text import tr


def claim_object(judged: Judged) -> dict[str, Any]:
    """One statement of the article: the verdict as worded, that for the design in `design`, numbers and sources."""
    statement = judged.statement
    row: dict[str, Any] = {
        "id": statement.id, "kind": statement.kind, "statement": tr(statement.statement),
        "said_by": tr(statement.said_by), "date": statement.date, "check": tr(statement.check),
        **_finding(judged.general), "sources": _sources(judged),
    }  # fmt: skip
    if judged.here is not None:
        row["design"] = _finding(judged.here)
    if statement.companies:
        row["companies"] = list(statement.companies)
    return row


def own_object(judged: JudgedOwn) -> dict[str, Any]:
    """One statement of the design's own."""
    claim = judged.claim
    return {
        "kind": "own", "statement": claim.statement, "result": claim.result, "relation": claim.relation,
        "value": claim.value, **_finding(judged.here), "sources": [{"source": claim.source}] if claim.source else [],
    }  # fmt: skip


def _finding(finding: Finding) -> dict[str, Any]:
    return {"verdict": finding.kind, "sentence": finding.sentence,
            "numbers": [_number(number) for number in finding.numbers]}  # fmt: skip


def _number(number: Number) -> dict[str, Any]:
    row: dict[str, Any] = {"label": number.label, "value": number.value, "unit": number.si_unit}
    for name in ("result", "field", "case", "source"):
        if text := getattr(number, name):
            row[name] = text
    return row


def _sources(judged: Judged) -> list[dict[str, str]]:
    """The evidence that is reported, then where the results and the cases among the numbers come from, each once."""
    found = [{"text": tr(one.text), "source": one.source, "date": one.date, "confidence": one.confidence}
             for one in judged.statement.evidence]  # fmt: skip
    for number in judged.numbers:
        row = None
        if number.result:
            row = {"result": number.result, "source": RESULTS[number.result].source}
        elif number.case:
            case = published_cases()[number.case]
            row = {"case": case.id, "source": case.source, "date": case.date}
        if row is not None and row not in found:
            found.append(row)
    return found
