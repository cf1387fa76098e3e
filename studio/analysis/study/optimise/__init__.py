"""Search among designs for those that are best in some results and meet bounds on any."""

from studio.analysis.study.optimise.optimum import Found, Optimum, Shortfall
from studio.analysis.study.optimise.problem import Goal, Problem, check_problem
from studio.analysis.study.optimise.search import Generation, optimise

__all__ = ["Found", "Generation", "Goal", "Optimum", "Problem", "Shortfall", "check_problem", "optimise"]
