"""How near the satellites stand to one another: the nearest neighbour of each, at some moments of the day shown."""

from typing import Any

import numpy as np
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from studio.analysis.fleet import kernels
from studio.analysis.fleet.imported import Imported, imported_of
from studio.analysis.fleet.neighbours import Neighbours, neighbours
from studio.design.quantity import DAY, LENGTH
from studio.design.unit_text import per_cent
from studio.gui.charts.bars import Bar, BarList
from studio.gui.session import Session
from studio.gui.tasks import Tasks
from studio.gui.theme.lettered import lettered
from studio.gui.value_text import typeset, value_text
from studio.gui.view import StageView
from studio.numerals import set_count
from studio.physics.fleet.planes import plane_of
from studio.physics.fleet.sgp4_fleet import Sgp4Fleet
from studio.text import mark, tr

_QUIET_MS = 500
_MOMENTS = 4
_COLLISION = 1.0
_LIMITS = (0.0, 100.0, 1e3, 5e3, 20e3, 50e3, 100e3, 200e3, np.inf)


class NeighboursPage(StageView):
    """Found with a spatial index beside the GUI."""

    stages = ("constellation", "fleet")
    explain_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("neighbours-page")
        self.setAccessibleName(tr("Neighbours in the fleet"))
        self.found: Neighbours | None = None
        self._imported: Imported | None = None
        self._fleet: Any = None
        """The fleet of `found`"""
        self._of: tuple[object, object, int] | None = None
        em = self.fontMetrics().height()
        self.summary = QLabel(self)
        self.summary.setObjectName("neighbours-summary")
        lettered(self.summary)
        self.summary.setWordWrap(True)
        self.real = QLabel(self)
        self.real.setObjectName("neighbours-real")
        self.real.setWordWrap(True)
        self.real.hide()
        self.always = QLabel(self)
        self.always.setProperty("look", "muted")
        self.always.setWordWrap(True)
        self.bars = BarList(session.theme, "neighbours-bars", tr("Satellites by distance to the nearest"), self)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Looking for the nearest of every satellite"))
        self.stop = QPushButton(tr("Stop"), self)
        self.stop.setObjectName("neighbours-stop")
        waiting = QHBoxLayout()
        waiting.addWidget(self.progress, 1)
        waiting.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(round(em * 0.5), round(em * 0.5), round(em * 0.5), round(em * 0.5))
        column.setSpacing(round(em * 0.5))
        column.addWidget(self.summary)
        column.addWidget(self.real)
        column.addWidget(self.always)
        column.addLayout(waiting)
        column.addWidget(self.bars)
        column.addStretch(1)
        self._show_waiting(False)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._look)
        self.tasks = Tasks(self, "neighbours")
        self.tasks.progressed.connect(lambda share: self.progress.setValue(round(100 * share)))
        self.tasks.done.connect(self._take_all)
        self.tasks.failed.connect(self._fail)
        self.tasks.stopped.connect(lambda: self._fail(tr("Stopped. Another day or another fleet starts it again.")))
        self.stop.clicked.connect(self.tasks.cancel)
        session.clock.day_changed.connect(self.request_draw)

    def draw(self) -> None:
        fleet = self.session.table("fleet")
        if (fleet.layout, self.session.design.fleet.imported, self.session.clock.day) != (self._of or (None, None, -1)):
            self._quiet.start()
        results = self.session.results()
        gap, near = results.get("fleet.shell_gap"), results.get("constellation.closest_approach")
        self.always.setText(tr(
            "At all times: closest approach within the main constellation {near}; least gap between shells {gap}. "
            "A cluster counts as one satellite below.",
            near=_length(near), gap=_length(gap),
        ))  # fmt: skip
        if self.found is None and not self.summary.text():
            self.summary.setText(tr("Looking …"))

    def theme_changed(self) -> None:
        if self.found is not None:
            self._show_found(self.found)

    def _look(self) -> None:
        fleet = self.session.table("fleet")
        if fleet is None or not self.isVisible():
            return
        day = self.session.clock.day
        sets = self.session.design.fleet.imported
        self._of = (fleet.layout, sets, day)
        planes, epoch = fleet.layout.planes, self.session.table("orbit").epoch
        times = (day + np.arange(_MOMENTS) / _MOMENTS) * DAY
        self.progress.setValue(0)
        self._show_waiting(True)

        def work(checkpoint, report):  # type: ignore[no-untyped-def]
            kernels.prepare()
            if not sets:
                return fleet, neighbours(planes, times, checkpoint), None
            imported = imported_of(sets)
            fly = Sgp4Fleet(imported.elements, lambda _: checkpoint(0.0))
            return fleet, neighbours(planes, times, checkpoint, lambda time: fly.positions(epoch + time)), imported

        self.tasks.run(work)

    def _take_all(self, told: tuple[Any, Neighbours, Imported | None]) -> None:
        self._fleet, self.found, self._imported = told
        self._show_waiting(False)
        self._show_found(self.found)

    def _show_found(self, found: Neighbours) -> None:
        fleet = self._fleet  # the open design may have another one by now
        planes = fleet.layout.planes
        names = [fleet.shell_names[int(planes.shell[plane_of(planes, one)])] for one in found.pair]
        self._tell_real(found, fleet)
        if found.nearest.size < 2:
            self.summary.setText(tr("One satellite of the design, and no other of it to come near."))
            self.bars.show_bars(())
            return
        least = float(found.least.min())
        first, second = (set_count(one + 1) for one in found.pair)
        who = {"first": first, "a": names[0], "second": second, "b": names[1]}
        if least < _COLLISION:
            sentence = tr("#{first} ({a}) and #{second} ({b}) are at one place at one of four moments of the day: give "
                          "the planes a phasing, or the shells other altitudes.", **who)  # fmt: skip
        else:
            sentence = tr("At four moments of the day the nearest two were {distance} apart: #{first} ({a}) and "
                          "#{second} ({b}).", distance=_length(least), **who)  # fmt: skip
        self.summary.setText(sentence)
        counts = np.histogram(found.nearest, np.array(_LIMITS))[0]
        most = max(int(counts.max(initial=0)), 1)
        colours = self.session.theme.colours
        bars = []
        for place, count in enumerate(counts):
            low, high = _LIMITS[place], _LIMITS[place + 1]
            label = _range_text(low, high)
            texts = (typeset(str(int(count))), per_cent(count / max(found.nearest.size, 1)))
            tint = colours.red if high <= 1e3 else colours.series[0]
            bars.append(Bar(f"nearest-{place}", label, 0.0, count / most, tint, texts, tip=f"{label}: {texts[0]}"))
        self.bars.show_bars(tuple(bars), heads=(tr("Nearest other satellite"), tr("Satellites"), tr("Share")))

    def _tell_real(self, found: Neighbours, fleet: Any) -> None:
        near, imported = found.approach, self._imported
        self.real.setVisible(imported is not None)
        if imported is None:
            return
        if near is None:
            self.real.setText(tr("None of the imported objects has a place on this day."))
            return
        planes = fleet.layout.planes
        self.real.setText(tr(
            "At the same moments the nearest of {count} imported objects was {name}, {distance} from #{satellite} "
            "({shell}); between them objects pass at kilometres a second, and nearer.", count=set_count(imported.size),
            name=imported.title(near.object), distance=_length(near.distance), satellite=set_count(near.satellite + 1),
            shell=fleet.shell_names[int(planes.shell[plane_of(planes, near.satellite)])]))  # fmt: skip

    def _fail(self, reason: str) -> None:
        self.real.hide()
        self._show_waiting(False)
        self.found = None
        self.bars.show_bars(())
        self.summary.setText(reason)

    def _show_waiting(self, waiting: bool) -> None:
        self.progress.setVisible(waiting)
        self.stop.setVisible(waiting)


def _length(value: float | None) -> str:
    return tr("none") if value is None else value_text(value, LENGTH, "m" if value < 1e3 else "km", 3)


def _range_text(low: float, high: float) -> str:
    if low == 0.0:
        return tr(mark("below {high}"), high=_length(high))
    if high == np.inf:
        return tr(mark("above {low}"), low=_length(low))
    return tr(mark("{low} to {high}"), low=_length(low), high=_length(high))
