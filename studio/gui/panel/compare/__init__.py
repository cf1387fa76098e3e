"""Stacks side by side: the key figures, what is pinned of earlier stacks, and the technologies that ship."""

from studio.gui.panel.compare.compare_table import CompareTable
from studio.gui.panel.compare.pins import Pins
from studio.gui.panel.compare.technology_choice import TechnologyChoice

__all__ = ["CompareTable", "Pins", "TechnologyChoice"]
