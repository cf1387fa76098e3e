"""Close a design: find values of what is free that meet what is required, or say which requirement cannot be met."""

from studio.analysis.closing.close import close
from studio.analysis.closing.free import Free, free_field, standard_free, standard_requirements
from studio.analysis.closing.report import Closing, Obstacle, Step

__all__ = [
    "Closing", "Free", "Obstacle", "Step", "close", "free_field", "standard_free", "standard_requirements",
]  # fmt: skip
