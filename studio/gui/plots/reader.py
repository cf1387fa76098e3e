"""The cross-hair of a chart that is read by pointing: it follows the pointer, a click and the arrow keys."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF

from studio.gui.links import Group
from studio.gui.plots.chart import Chart

_STEP = 0.01
"""Share of what is shown that an arrow key goes, where it does not go from one point to the next."""


class Reader(QObject):
    """`write` is told the place along x that is read, or None, and says what is there.

    A click or a key leaves the cross-hair where it is when the pointer goes; Escape takes it away. Where `places` are
    known the cross-hair stands at them alone: at years, or the points that were computed.
    """

    def __init__(
        self, chart: Chart, write: Callable[[float | None], None],
        places: Callable[[], NDArray[np.float64]] | None = None, group: Group | None = None, scale: float = 1.0,
    ) -> None:  # fmt: skip
        super().__init__(chart)
        self.at: float | None = None
        self._chart = chart
        self._write = write
        self._places = places
        self._pinned: float | None = None
        self._group, self._scale = group, scale
        chart.hovered.connect(self._hover)
        chart.stepped.connect(self._step)
        chart.dismissed.connect(self.let_go)
        for plot in chart.plots:
            plot.box.pointed.connect(self._point)
        if group is not None:
            group.pointed.connect(self._follow)

    def again(self) -> None:
        """Say once more what is at the cross-hair: other curves are drawn."""
        self._read(self.at)

    def let_go(self) -> None:
        """Take the cross-hair away."""
        self._pinned = None
        self._read(None)

    def read(self, x: float) -> None:
        """Leave the cross-hair at a place."""
        self._pinned = self._near(x)
        self._read(self._pinned)

    def _read(self, x: float | None) -> None:
        self.at = x
        self._write(x)

    def _near(self, x: float) -> float:
        """The place that the cross-hair may stand at next to `x`."""
        places = self._places() if self._places is not None else np.zeros(0)
        if places.size:
            return float(places[int(np.argmin(np.abs(places - x)))])
        low, high = self._chart.plots[0].box.full
        return min(max(x, low), high)

    def _hover(self, scene: QPointF) -> None:
        for plot in self._chart.plots:
            if plot.box.sceneBoundingRect().contains(scene):
                x = self._near(float(plot.box.mapSceneToView(scene).x()))
                self._tell(x)
                self._read(x)
                return
        self._tell(None)
        self._read(self._pinned)

    def _tell(self, x: float | None) -> None:
        if self._group is not None:
            self._group.point(self, None if x is None else x * self._scale)

    def _follow(self, who: object, x: float | None) -> None:
        if who is not self and self._chart.isVisible():
            self._read(self._pinned if x is None else self._near(x / self._scale))

    def _point(self, x: float, _: float) -> None:
        self.read(x)

    def _step(self, across: int, _: int) -> None:
        if not across:
            return
        low, high = self._chart.plots[0].box.viewRange()[0]
        start = self.at if self.at is not None and low <= self.at <= high else None
        places = self._places() if self._places is not None else np.zeros(0)
        if places.size:
            now = -1 if start is None else int(np.argmin(np.abs(places - start)))
            self.read(float(places[min(max(now + across if start is not None else 0, 0), places.size - 1)]))
            return
        self.read(min(max((low if start is None else start + across * _STEP * (high - low)), low), high))
