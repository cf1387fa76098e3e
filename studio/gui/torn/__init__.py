"""Tabs of the centre in windows of their own, for a second monitor."""

from studio.gui.torn.tabs import TornTabs

__all__ = ["TornTabs"]
