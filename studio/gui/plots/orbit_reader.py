"""What is read of a plot over one orbit: at the clock, which a click and the arrow keys set, or at the pointer."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF

from studio.design.quantity import MINUTE
from studio.design.unit_text import join
from studio.gui.plots.chart import Chart, Plot
from studio.gui.plots.linked import Linked
from studio.gui.session import Session
from studio.text import tr

_STEP = 0.005
"""Share of the orbit that an arrow key moves the clock by."""
_LAST = 0.9999
"""A drag past the end stays there: the end of the orbit is the start of the next."""


def minutes_text(time: float) -> str:
    """A time in the orbit [s] as it is written at the cross-hair."""
    return join(f"{time / MINUTE:.1f}", "min")


class OrbitReader(QObject):
    """The cross-hair of one plot: it stands at the clock, can be dragged, and a thin line follows the pointer.

    `write` is told a time in the orbit [s] and says what there is; it answers whether anything is known at all.
    Plots over the orbit are tied to one another: they zoom, and are pointed at, together.
    """

    def __init__(self, session: Session, chart: Chart, plot: Plot, write: Callable[[float], bool]) -> None:
        super().__init__(chart)
        self._session, self._chart, self._box, self._write = session, chart, plot.box, write
        chart.grips = True
        plot.bottom.name_it(tr("Time from the ascending node [min]"))
        plot.bottom.setScale(1.0 / MINUTE)
        group = session.links.orbit
        self._tie = Linked(chart, plot, group)
        plot.box.pointed.connect(self._point)
        chart.stepped.connect(self._step)
        chart.hovered.connect(self._hover)
        group.pointed.connect(self._follow)
        session.clock.moved.connect(self.again)

    @property
    def period(self) -> float:
        """What the axis shows as a whole [s]."""
        return self._box.full[1]

    def again(self) -> None:
        """Put the cross-hair where the clock is, and say what there is unless the pointer is read."""
        if not self._chart.isVisible():
            return
        time = self._session.clock.phase * self.period
        pointed = self._chart.pointer
        if self._write(time if pointed is None else pointed[0]):
            self._chart.set_cursor(time, text=minutes_text(time))

    def _show_pointer(self, time: float | None) -> None:
        if time is not None and self._write(time):
            self._chart.set_pointer(time, minutes_text(time))
        elif self._chart.pointer is not None:
            self._chart.hide_pointer()
            self.again()

    def _hover(self, scene: QPointF) -> None:
        box = self._box
        inside = box.sceneBoundingRect().contains(scene) and not box.on_grip(scene)
        time = min(max(box.mapSceneToView(scene).x(), 0.0), self.period) if inside else None
        self._show_pointer(time)
        self._session.links.orbit.point(self, time)

    def _follow(self, who: object, time: float | None) -> None:
        if who is not self and self._chart.isVisible():
            self._show_pointer(time)

    def _point(self, time: float, _: float) -> None:
        self._session.clock.set_phase(min(max(time / self.period, 0.0), _LAST))

    def _step(self, across: int, _: int) -> None:
        clock = self._session.clock
        clock.set_phase(clock.phase + across * _STEP)
