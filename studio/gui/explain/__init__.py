"""Where a number comes from."""

from studio.gui.explain.panel import ExplainPanel

__all__ = ["ExplainPanel"]
