"""Margins: requirements, key figures and budgets."""

from studio.gui.margins.view import MarginsView

__all__ = ["MarginsView"]
