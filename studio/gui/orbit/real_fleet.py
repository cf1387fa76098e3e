"""The imported satellites of the open design, flown beside the GUI thread to the time that is shown."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal

from studio.analysis.fleet.imported import Imported, imported_of
from studio.analysis.result import FloatArray
from studio.design.element_sets import ElementSets
from studio.gui.tasks import Tasks
from studio.numerals import set_count
from studio.physics.fleet.sgp4_fleet import Sgp4Fleet
from studio.text import tr


@dataclass(frozen=True, slots=True, eq=False)
class Flown:
    """Where everything is at one time."""

    time: float
    """[s of TT since J2000.0]"""
    positions: FloatArray
    """(n, 3) [m]; NaN where SGP4 has no place"""

    @property
    def lost(self) -> int:
        """Objects without a place."""
        return int(np.count_nonzero(np.isnan(self.positions[:, 0])))


class RealFleet(QObject):
    """`moved` follows when there are new places in `flown`, or none any more."""

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sets: tuple[ElementSets, ...] = ()
        self._wanted: float | None = None
        self._ready: tuple[Imported, Sgp4Fleet] | None = None
        self.flown: Flown | None = None
        self._tasks = Tasks(self, "imported")
        self._tasks.done.connect(self._take)
        self._tasks.failed.connect(lambda _: self._clear())  # the fleet stage says why

    @property
    def imported(self) -> Imported | None:
        """What is flown; None until it is ready, and without anything imported."""
        return None if self._ready is None else self._ready[0]

    def use(self, sets: tuple[ElementSets, ...]) -> None:
        """Fly these from now on."""
        if sets == self._sets:
            return
        self._sets = sets
        self._tasks.cancel()
        self._clear()
        if sets:
            self._tasks.run(lambda checkpoint, report: _prepared(sets, self._wanted, checkpoint))

    def fly_to(self, time: float) -> None:
        """Have everything where it is at `time` [s of TT since J2000.0], soon; while that runs a newer time waits."""
        self._wanted = time
        ready = self._ready
        if ready is None or self._tasks.busy or (self.flown is not None and self.flown.time == time):
            return
        self._tasks.run(lambda checkpoint, report: (ready, Flown(time, ready[1].positions(time))))

    @property
    def is_there(self) -> bool:
        """Whether everything is where it is wanted, or there is nothing to fly."""
        return not self._tasks.busy and (self.flown is None or self.flown.time == self._wanted)

    @property
    def legend(self) -> str:
        """What the points are and how many, in a line."""
        if self.flown is None:
            return ""
        count, lost = len(self.flown.positions), self.flown.lost
        words = tr("● {count} imported objects", count=set_count(count - lost))
        return words + (", " + tr("{lost} more have no place at this time", lost=set_count(lost)) if lost else "")

    def _clear(self) -> None:
        self._ready = self.flown = None
        self.moved.emit()

    def _take(self, found: tuple[tuple[Imported, Sgp4Fleet], Flown | None]) -> None:
        self._ready, flown = found
        if flown is not None:
            self.flown = flown
            self.moved.emit()
        if self._wanted is not None:
            self.fly_to(self._wanted)


def _prepared(sets, time, checkpoint):  # type: ignore[no-untyped-def]
    imported = imported_of(sets)
    fleet = Sgp4Fleet(imported.elements, checkpoint)
    return (imported, fleet), None if time is None else Flown(time, fleet.positions(time))
