"""From a design to results, stage by stage; every result carries its equation and its source."""

from studio.analysis.budgets import Budget, budgets
from studio.analysis.engine import Cancelled, Outcome, Results, evaluate, wanted_keys
from studio.analysis.explain import Explanation, explain
from studio.analysis.issues import issues
from studio.analysis.judge import Verdict, judge
from studio.analysis.result import ResultInfo
from studio.analysis.stages import RESULTS, STAGES

__all__ = [
    "RESULTS", "STAGES", "Budget", "Cancelled", "Explanation", "Outcome", "ResultInfo", "Results", "Verdict",
    "budgets", "evaluate", "explain", "issues", "judge", "wanted_keys",
]  # fmt: skip
