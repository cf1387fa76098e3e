"""The claim that no big battery is needed, orbit by orbit: watt-hours of storage for each kilowatt of load."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from studio.analysis import Results
from studio.analysis.storage_claim import StorageOrbit, storage_by_orbit
from studio.design.quantity import DURATION
from studio.design.unit_text import display, join, number_text, per_cent
from studio.gui.charts.bars import Bar, BarList
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.tasks import Tasks
from studio.gui.theme.lettered import lettered
from studio.gui.view import StageView
from studio.text import tr

_QUIET_MS = 350
_WH_PER_KW = 1.0 / 3.6
"""A storage of one second is one joule per watt; this is Wh per kW."""


class StoragePage(StageView):
    """Nine orbits are evaluated beside the GUI; a click on a bar explains what it shows of this design."""

    stages = ("power",)
    explain_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("storage-page")
        self.setAccessibleName(tr("Storage by orbit"))
        self.found: tuple[StorageOrbit, ...] = ()
        self._wanted = session.design
        # Nine orbits would take their time from a drag: they wait until the hand rests.
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._begin)
        self.tasks = Tasks(self, "storage")
        self.tasks.done.connect(self._take)
        self.tasks.failed.connect(self._fail)
        em = self.fontMetrics().height()
        page = QWidget()
        statement = QLabel(tr("“Sunlight 24 hours a day, without big batteries”: what a load asks for that is not "
                              "throttled in the dark"), page)  # fmt: skip
        statement.setProperty("look", "muted")
        self.summary = QLabel(page)
        self.summary.setObjectName("storage-summary")
        lettered(self.summary)
        self.bars = BarList(session.theme, "storage-bars", tr("Battery when new, for each orbit"), page)
        self.bars.activated.connect(self.explain_requested)
        column = QVBoxLayout(page)
        column.setContentsMargins(round(em * 0.4), round(em * 0.4), round(em * 0.4), round(em * 0.4))
        column.setSpacing(round(em * 0.4))
        for label in (statement, self.summary):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addWidget(self.bars)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(page, self, sideways=False))

    def draw(self) -> None:
        results: Results = self.session.results()
        self._wanted = results.design
        if self.found:
            self._quiet.start()
        else:
            self.summary.setText(tr("Computing …"))
            self._begin()

    def _begin(self) -> None:
        design = self._wanted
        self.tasks.run(lambda checkpoint, report: storage_by_orbit(design, checkpoint))

    def theme_changed(self) -> None:
        if self.found:
            self._take(self.found)

    def _take(self, found: tuple[StorageOrbit, ...]) -> None:
        self.found = found
        colours = self.session.theme.colours
        most = max((orbit.nameplate for orbit in found), default=0.0) or 1.0
        bars = []
        for place, orbit in enumerate(found):
            texts = (
                display(orbit.eclipse, DURATION, "min", 3),
                join(number_text(round(orbit.drawn * _WH_PER_KW), 4), "Wh"),
                join(number_text(round(orbit.nameplate * _WH_PER_KW), 4), "Wh"),
                join(number_text(orbit.mass * 1e3, 3), "kg"),
                per_cent(orbit.lost),
            )
            tip = tr("{name}: dark on {days} days, {limit} Wh/kW at the end of life within the discharge limit",
                     name=orbit.name, days=orbit.days, limit=round(orbit.within_limit * _WH_PER_KW))  # fmt: skip
            tint = colours.series[0] if place == 0 else colours.series[1]
            bars.append(Bar("power.storage_nameplate_per_kilowatt", orbit.name, 0.0, orbit.nameplate / most, tint,
                            texts, place == 0, tip=tip))  # fmt: skip
        heads = (tr("For each kW of load"), tr("Longest dark"), tr("Drawn"), tr("Battery, new"), tr("Its mass"),
                 tr("Lost without"))  # fmt: skip
        self.bars.show_bars(tuple(bars), heads=heads)
        self.summary.setText(answer(found))

    def _fail(self, reason: str) -> None:
        self.found = ()
        self.bars.show_bars(())
        self.summary.setText(reason)


def answer(found: Sequence[StorageOrbit]) -> str:
    """The claim for the orbit of the design, in a sentence or two."""
    here = found[0]
    if here.drawn <= 0.0:
        return tr("True of this orbit: it is never dark.")
    return tr(
        "Not quite: this orbit is dark on {days} days, for {dark} at the longest. A full load then asks for {storage} "
        "Wh of battery per kW, {mass} kg. Without a battery {lost} of the work is lost.",
        days=here.days, dark=display(here.eclipse, DURATION, "min", 3),
        storage=round(here.nameplate * _WH_PER_KW), mass=number_text(here.mass * 1e3, 3), lost=per_cent(here.lost),
    )  # fmt: skip
