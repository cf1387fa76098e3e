"""What is to be said of a design: contradictions in what was decided, and what the stages found on the way."""

from studio.analysis.engine import Results
from studio.design import Issue, check


def issues(results: Results) -> tuple[Issue, ...]:
    """The issues of the design and of every stage that was computed, errors first."""
    found = list(check(results.design))
    for outcome in results.outcomes.values():
        found += getattr(outcome.computed, "issues", ())
    return tuple(sorted(found, key=lambda issue: issue.severity))
