"""The year of the life that the plots over the orbit and over the season show: its end, unless another is chosen."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from studio.design.quantity import YEAR
from studio.design.unit_text import join, number_text
from studio.gui.drawing import Drawing
from studio.gui.guard import gui_only
from studio.text import tr

if TYPE_CHECKING:
    from studio.analysis.year_of_life import YearOfLife
    from studio.gui.session import Session

_OWN = ("panel", "power", "thermal")
"""The stages whose maps follow the year."""


class LifeYear(QObject):
    """`moved` follows the choice of a year, `changed` what is known of it.

    The end of life is what the stages compute anyway. Another year, and the first one beside it, are computed by the
    same stages beside the window, again whenever the results are new.
    """

    moved = Signal()
    changed = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self.year: int | None = None
        """Place among the times of the life; None for its end."""
        self._found: YearOfLife | None = None
        self.first: YearOfLife | None = None
        """The new satellite, to be seen beside another year."""
        self._work = Drawing(self, "year of life")
        self._work.made.connect(self._take)
        self._work.tasks.failed.connect(self._fail)
        session.settled.connect(self._refresh)

    @property
    def times(self) -> list[float]:
        """The years that can be chosen, from launch to the end of life [s]; none before they are known."""
        radiation = self._session.table("radiation")
        known = [] if radiation is None else radiation.life_time.tolist()
        return known if known and known[-1] > 0.0 else []

    @property
    def last(self) -> int:
        """The place of the end of life."""
        return max(len(self.times) - 1, 0)

    @property
    def place(self) -> int:
        """The place of the year that is chosen."""
        return self.last if self.year is None else min(self.year, self.last)

    @property
    def busy(self) -> bool:
        """Whether another year is chosen than the one that is known."""
        return bool(self.year is not None and self.times and (self._found is None or self._work.busy))

    @property
    def text(self) -> str:
        """The year that is chosen, in words."""
        times = self.times
        if self.year is None or not times:
            return tr("End of life")
        if self.year == 0:
            return tr("At launch")
        return tr("Year {year} of {life}", year=number_text(times[self.place] / YEAR, 3),
                  life=join(number_text(times[-1] / YEAR, 3), ""))  # fmt: skip

    def table(self, stage: str) -> Any:
        """The table of a stage in the year that is chosen: the last that is known of it."""
        if self.year is not None and self._found is not None and stage in _OWN and self.times:
            return self._found.table(stage)
        return self._session.table(stage)

    @gui_only
    def choose(self, place: int) -> None:
        """Show the year at a place among the times of the life."""
        year = None if place >= self.last else max(place, 0)
        if year == self.year:
            return
        self.year = year
        if year is None:
            self._work.drop()
            self._found = self.first = None
        self.moved.emit()
        if year is None:
            self.changed.emit()
        else:
            self._refresh()

    def step(self, by: int) -> None:
        """Show a later year, or an earlier one."""
        self.choose(self.place + by)

    def close(self) -> None:
        """Stop what is being computed, and wait for it."""
        self._work.tasks.close()

    def _refresh(self) -> None:
        if self.year is None:
            return
        from studio.analysis import evaluate
        from studio.analysis.year_of_life import MAPS, NEEDS, year_of_life

        design, times, known = self._session.design, self.times, self._session.results().outcomes
        if not times or any(self._session.status(stage) != "fresh" for stage in NEEDS):
            return
        time = times[self.place]

        def work(checkpoint: Any) -> Any:
            results = evaluate(design, known, only=NEEDS, whole=MAPS)
            tables = {stage: results.stage(stage) for stage in NEEDS}
            first = year_of_life(design, tables, 0.0, checkpoint)
            return (first if time == 0.0 else year_of_life(design, tables, time, checkpoint)), first

        self._work.ask(work)

    def _take(self, found: "tuple[YearOfLife, YearOfLife]") -> None:
        if self.year is not None:
            self._found, self.first = found
            self.changed.emit()

    def _fail(self, reason: str) -> None:
        self._session.notices.tell(tr("This year of the life cannot be shown: {reason}", reason=reason), "warning")
        self.choose(self.last)
