"""Plots of the results over the orbit, the year and the life; the window imports them after it is shown."""

from studio.gui.plots.power import PowerView
from studio.gui.plots.season import SeasonView
from studio.gui.plots.thermal import ThermalView

__all__ = ["PowerView", "SeasonView", "ThermalView"]
