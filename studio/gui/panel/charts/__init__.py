"""The charts of the Panel tab: where the light goes, current and voltage, losses, and the course of the life."""

from studio.gui.panel.charts.curves import CurveChart
from studio.gui.panel.charts.life import LifeChart
from studio.gui.panel.charts.light import LightChart
from studio.gui.panel.charts.losses import LossChart

__all__ = ["CurveChart", "LifeChart", "LightChart", "LossChart"]
