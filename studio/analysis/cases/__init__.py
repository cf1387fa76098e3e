"""Published systems computed anew with the studio's own functions, and held against what was published."""

from studio.analysis.cases.compare import Comparison, Verdict, compare, compare_all
from studio.analysis.cases.table import COMPUTATIONS, Computation

__all__ = ["COMPUTATIONS", "Comparison", "Computation", "Verdict", "compare", "compare_all"]
