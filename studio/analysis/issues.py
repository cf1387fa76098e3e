"""What is to be said of a design: contradictions in what was decided, and what the stages found on the way."""

from collections.abc import Iterator

from studio.analysis.engine import Results
from studio.analysis.stages import RESULTS
from studio.design import Design, Issue, check
from studio.text import mark, tr


def issues(results: Results) -> tuple[Issue, ...]:
    """The issues of the design and of every stage that was computed, errors first."""
    found = [*check(results.design), *_claims(results.design)]
    for outcome in results.outcomes.values():
        found += getattr(outcome.computed, "issues", ())
    return tuple(sorted(found, key=lambda issue: issue.severity))


def _claims(design: Design) -> Iterator[Issue]:
    """Own claims of a file that no result can decide: the window refuses them."""
    for claim in design.claims:
        known = RESULTS.get(claim.result)
        if known is None:
            yield Issue("warning", "claims", tr(
                mark("there is no result “{name}”: “{claim}” cannot be judged"), name=claim.result,
                claim=claim.statement))  # fmt: skip
        elif known.kind not in {"number", "integer"}:
            yield Issue("warning", "claims", tr(
                mark("“{name}” is not a single number: “{claim}” cannot be judged"), name=claim.result,
                claim=claim.statement))  # fmt: skip
