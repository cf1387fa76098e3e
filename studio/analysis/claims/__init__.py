"""The statements of the founding article and the user's own, each with a verdict that can be checked."""

from studio.analysis.claims.finding import KINDS, Finding, Judged, Kind, Number
from studio.analysis.claims.judge import each_statement, judge_here, judge_statement, judge_statements
from studio.analysis.claims.own import JudgedOwn, add_claim, judge_own, remove_claim, replace_claim

__all__ = [
    "KINDS", "Finding", "Judged", "JudgedOwn", "Kind", "Number", "add_claim", "each_statement", "judge_here",
    "judge_own", "judge_statement", "judge_statements", "remove_claim", "replace_claim",
]  # fmt: skip
