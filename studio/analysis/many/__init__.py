"""Many designs at once: what they have in common is computed once, and the rest in calls that broadcast."""

from studio.analysis.many.answer import Answer
from studio.analysis.many.digest import design_digest
from studio.analysis.many.memory import Memory
from studio.analysis.many.setter import Setter
from studio.analysis.many.walk import evaluate_many

__all__ = ["Answer", "Memory", "Setter", "design_digest", "evaluate_many"]
