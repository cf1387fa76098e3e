"""Studies: what is varied, what is asked of each point, and what many points tell."""

from studio.analysis.study.plan import Factor, Plan, evenly

__all__ = ["Factor", "Plan", "evenly"]
