"""Studies: what is varied, what is asked of each point, and what many points tell."""

from studio.analysis.study.check import check_plan, every_number, whole_names
from studio.analysis.study.look import look_words
from studio.analysis.study.pareto import pareto_front
from studio.analysis.study.plan import MOST_FACTORS, Factor, Plan, evenly, part_type, plan_bytes, plan_from

__all__ = [
    "MOST_FACTORS", "Factor", "Plan", "check_plan", "evenly", "every_number", "look_words", "pareto_front", "part_type",
    "plan_bytes", "plan_from", "whole_names",
]  # fmt: skip
