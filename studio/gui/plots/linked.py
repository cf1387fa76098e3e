"""A box that shows along x what the others of its group show."""

from PySide6.QtCore import QObject

from studio.gui.links import Group
from studio.gui.plots.box import Box
from studio.gui.plots.chart import Chart, Plot


class Linked(QObject):
    """Ties a plot to a group; `scale` turns its x into that of the group."""

    def __init__(self, chart: Chart, plot: Plot, group: Group, scale: float = 1.0) -> None:
        super().__init__(chart)
        self._chart, self._box, self._group, self._scale = chart, plot.box, group, scale
        self._following = False
        self.active = True
        """Whether the plot shows what the group is about: some show one thing or another."""
        self._box.by_hand.connect(self._tell)
        group.ranged.connect(self._take)

    def _tell(self) -> None:
        if self.active and not self._following:
            low, high = self._box.viewRange()[0]
            zoomed = high - low < 0.999 * (self._box.full[1] - self._box.full[0])
            self._group.show(self._box, low * self._scale, high * self._scale, zoomed)

    def _take(self, who: Box, low: float, high: float, zoomed: bool) -> None:
        if who is self._box or self._following or not self.active:
            return
        self._following = True
        self._box.follow(low / self._scale, high / self._scale, zoomed)
        self._chart.offer_whole()
        self._following = False
