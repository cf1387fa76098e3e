"""What all pages of the Study tab share: the study that is set up, its run, its points, and the brush over them."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from studio.analysis import RESULTS
from studio.analysis.bounds import bounds
from studio.analysis.study.optimise.problem import Problem
from studio.analysis.study.plan import plan_bytes
from studio.design import DesignError
from studio.gui.guard import gui_only
from studio.gui.session import Session
from studio.gui.study.brush import Brush, Limit
from studio.gui.study.draft import Draft, begin, default_outcomes
from studio.gui.study.place import Chosen
from studio.gui.study.points import Points
from studio.gui.study.running import Callbacks, MakeRun, MakeSearch, OpenStudy, Run, done_columns
from studio.gui.study.search_points import SearchPoints
from studio.gui.tasks import Tasks
from studio.text import tr

_log = logging.getLogger(__name__)
_TICK_MS = 100
"""New points are drawn at most so often while they come."""
State = Literal["idle", "running", "paused", "stopped", "done", "failed"]


class StudyDesk(QObject):
    """One of each session; pages read it and listen to its signals.

    `rows_changed` follows new points, some ten times a second at most; `study_changed` says that it is another study
    altogether; `brush_changed`, `current_changed`, `draft_changed` and `run_changed` say what their names say; `told`
    carries a sentence for whoever looks on; `compare_wanted` asks to show the Compare tab.
    """

    study_changed = Signal()
    rows_changed = Signal()
    brush_changed = Signal()
    current_changed = Signal()
    draft_changed = Signal()
    run_changed = Signal()
    told = Signal(str, bool)
    compare_wanted = Signal()

    _called = Signal(int, str, object)
    _behind = Signal()

    def __init__(
        self, session: Session, make_run: MakeRun, open_study: OpenStudy, make_search: MakeSearch
    ) -> None:  # fmt: skip
        super().__init__(session)
        self.session = session
        self._make_run, self._open_study, self._make_search = make_run, open_study, make_search
        self.draft = Draft(outcomes=default_outcomes(session.design))
        self.place = Chosen()
        self.points: Points | None = None
        self.brush = Brush()
        self.current = -1
        """The point that the keys are at, or −1."""
        self.state: State = "idle"
        self.reason = ""
        """Why a run failed."""
        self.done = self.total = self.failed = 0
        self.rate = 0.0
        """Points a second, of the run that goes on or of the last one."""
        self._run: Run | None = None
        self._number = 0
        self._fresh = False
        self._drawn = -1
        self._mask: tuple[object, int, Any] | None = None
        self._belongs: tuple[object, object, bool] | None = None
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._pulse)
        self._called.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.opening = Tasks(self, "study-open")
        self.opening.done.connect(self._opened)
        self.opening.failed.connect(lambda reason: self.told.emit(reason, True))
        self.catching = Tasks(self, "study-columns")
        self.catching.done.connect(lambda _: self._caught_up())
        self._behind.connect(self._catch_up, Qt.ConnectionType.QueuedConnection)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)

    @classmethod
    def of(cls, session: Session) -> "StudyDesk":
        """The desk of a session, made when it is first asked for."""
        found = session.findChild(StudyDesk, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if found is None:
            from studio.gui.study import running

            found = StudyDesk(session, running.make_run, running.open_study, running.make_search)
        return found

    # What is set up

    @gui_only
    def set_draft(self, draft: Draft) -> None:
        """Another study is set up."""
        if draft != self.draft:
            self.draft = draft
            self.draft_changed.emit()

    @gui_only
    def set_place(self, place: Chosen) -> None:
        """What is run from now on is computed there."""
        self.place = place
        self.draft_changed.emit()

    @gui_only
    def vary(self, path: str) -> str:
        """Add a field to what is varied; why it cannot be, or nothing."""
        try:
            if all(one.path != path for one in self.draft.varied):
                self.set_draft(self.draft.with_varied(begin(self.session.design, path)))
        except (ValueError, DesignError) as refusal:
            return str(refusal)
        return ""

    # The run

    @property
    def busy(self) -> bool:
        """Whether a run goes on or is paused."""
        return self.state in {"running", "paused"}

    @gui_only
    def start(self, path: Path) -> None:
        """Run what is set up, into the file at `path`; ValueError where it cannot be run."""
        self.session.looked_at.emit()
        plan = self.draft.plan()
        self._begin(Points.of_run(self.session.design, plan, path), path, continued=False)
        # Into the folder that the script is run in: where the window keeps its studies is nothing to write over.
        self.session.acted.emit(f"studio.study({plan_bytes(plan).decode()!r}, {path.name!r}, force=True)")

    @property
    def can_go_on(self) -> bool:
        """Whether there is a study that ended before its last point; a search begins anew."""
        return self.points is not None and self.points.path is not None and self.state in {"stopped", "failed"}

    @gui_only
    def go_on(self) -> None:
        """Compute what is missing of the study that was stopped."""
        points = self.points
        if points is not None and points.path is not None and self.can_go_on:
            self._begin(Points.of_run(points.design, points.plan, points.path), points.path, continued=True)

    def _begin(self, points: Points, path: Path, continued: bool) -> None:
        place = self.place.place()

        def rows(first: int, columns: Mapping[str, Any]) -> None:
            points.add_rows(first, columns)
            self._fresh = True

        self._go(points, lambda callbacks: self._make_run(
            points.design, points.plan, path, {"on_rows": rows, **callbacks}, continued, place))  # fmt: skip

    @gui_only
    def search(self, problem: Problem) -> None:
        """Search for the best among what is set up; ValueError where that cannot be."""
        self.session.looked_at.emit()
        points, place = SearchPoints(self.session.design, problem), self.place.place()

        def generation(found: Any) -> None:
            points.take(found)
            self._fresh = True

        self._go(points, lambda callbacks: self._make_search(
            points.design, problem, {"on_generation": generation, **callbacks}, place))  # fmt: skip

    @gui_only
    def finish(self) -> None:
        """End a search with the best that it has found so far."""
        run: Any = self._run
        if self.busy and hasattr(run, "finish"):
            run.finish()

    def _go(self, points: Points, make: Callable[[Callbacks], Run]) -> None:
        self._end()
        self.opening.cancel()  # what is opened still would take the place of what is begun now
        number = self._number

        def teller(kind: str) -> Callable[..., None]:
            return lambda *what: self._called.emit(number, kind, what)

        def progress(done: int, total: int, failed: int, rate: float) -> None:
            self.done, self.total, self.failed, self.rate = done, total, failed, rate or self.rate
            self._fresh = True

        try:
            run = make({
                "on_progress": progress,
                **{f"on_{kind}": teller(kind) for kind in ("done", "failed", "error", "stopped")},
            })  # fmt: skip
        except OSError as error:
            raise ValueError(f"{points.path}: {error.strerror or error}") from None
        self._run = run
        self.done, self.total, self.failed = 0, points.count, 0
        self._show(points)
        self._enter("running")
        self._tick.start()
        self._run.start()

    @gui_only
    def pause(self) -> None:
        """Let the run rest, or go on."""
        if self._run is None or not self.busy:
            return
        if self.state == "running":
            self._run.pause()
            self._enter("paused")
        else:
            self._run.resume()
            self._enter("running")

    @gui_only
    def stop(self) -> None:
        """End the run; its points stay."""
        if self._run is not None and self.busy:
            self._run.cancel()

    def close(self) -> None:
        """End what runs and wait for it."""
        self._end()
        self.opening.close()
        self.catching.close()
        if self.points is not None:
            self.points.close()

    @gui_only
    def open(self, path: Path) -> None:
        """Open a study that was kept, beside the window."""
        open_study = self._open_study

        def work(checkpoint: Any, report: Any) -> Points:
            found = open_study(path)
            if hasattr(found, "count"):
                return Points.of_file(found, path)
            return Points.of_run(found.design, found.plan, path)  # it was never finished

        self.opening.run(work)

    # The points

    @property
    def face(self) -> str:
        """What a page shows: "empty", "busy" before the first point, "failed", "outdated" or "fresh"."""
        if self.points is None:
            return "busy" if self.opening.busy else "empty"
        if self.state == "failed" and not self.points.filled:
            return "failed"
        if not self.points.filled:
            return "busy" if self.busy else "empty"
        return "fresh" if self.belongs else "outdated"

    @property
    def belongs(self) -> bool:
        """Whether the open design may be a point of the study."""
        if self.points is None:
            return True
        known = self._belongs
        if known is None or known[0] is not self.points or known[1] is not self.session.design:
            known = self._belongs = (self.points, self.session.design, self.points.varies(self.session.design))
        return known[2]

    @gui_only
    def limit(self, limits: Mapping[str, Limit | None]) -> None:
        """Brush by these columns as well, or no more by those given None."""
        brush = self.brush.with_limits(limits)
        if dict(brush.limits) != dict(self.brush.limits):
            self.brush = brush
            self.brush_changed.emit()

    @gui_only
    def clear_brush(self) -> None:
        if self.brush:
            self.brush = Brush()
            self.brush_changed.emit()

    @gui_only
    def limit_to_requirements(self) -> None:
        """Brush what meets those requirements of the study's design of which the results were asked for."""
        if self.points is not None:
            limits: dict[str, Limit | None] = {}
            for one in self.points.design.requirements:
                if one.result in self.points.outcomes and one.against not in RESULTS:
                    before = limits.get(one.result) or Limit()
                    low, high = (float(end) for end in bounds(one, self.points.design, {}))
                    limits[one.result] = Limit(max(before.low, low), min(before.high, high))
            self.limit(limits)

    def mask(self) -> Any:
        """(count,) What is brushed: where nothing is, all points that are there."""
        points = self.points
        if points is None:
            return np.zeros(0, dtype=bool)
        key = (points, self.brush)
        if self._mask is None or self._mask[0] != key or self._mask[1] != points.filled:
            self._mask = (key, points.filled, self.brush.mask(points.values, points.count) & points.done)
        return self._mask[2]

    @gui_only
    def go_to(self, row: int) -> None:
        """Make a point the one that the keys are at."""
        if row != self.current and self.points is not None and -1 <= row < self.points.count:
            self.current = row
            self.current_changed.emit()

    @gui_only
    def open_point(self, row: int, label: str = "") -> None:
        """Make a point the design that is open, as one undo step called `label`."""
        if self.points is None:
            return
        try:
            design = self.points.named_design_at(row)
        except (ValueError, OSError) as error:
            self.told.emit(str(error), True)
            return
        refusal = self.session.edit(label or tr("Open study point {row}", row=row), lambda _: design)
        if refusal is not None:
            self.told.emit(refusal.text, True)
        else:
            self.told.emit(tr("Point {row} is the design now; Undo brings the one before back.", row=row), False)

    def point_lines(self, row: int, more: tuple[str, ...] = ()) -> list[str]:
        """What there is to say of a point: its factors, then the results in `more`."""
        points = self.points
        if points is None or not 0 <= row < points.count:
            return []
        lines = [tr("Point {row}", row=row)]
        for name in dict.fromkeys((*points.factors, *more)):
            column = points.column(name)
            lines.append(f"{column.label}: {column.text(points.value(name, row))}")
        if row in points.failures:
            lines.append(tr("Failed: {reason}", reason=points.failures[row]))
        return lines

    # Inside

    def _show(self, points: Points) -> None:
        if self.points is not None and self.points is not points:
            self.points.close()
        self.points, self.current, self._drawn = points, -1, -1
        points.on_behind = self._behind.emit
        self.brush = Brush()
        self.study_changed.emit()

    def _catch_up(self) -> None:
        """Read columns of a large study that were asked for after some of their rows had gone by."""
        points = self.points
        if points is not None and not self.catching.busy:
            self.catching.run(lambda checkpoint, report: points.catch_up(done_columns))

    def _caught_up(self) -> None:
        self._mask = None
        self.rows_changed.emit()

    def _opened(self, points: Points) -> None:
        if not points.whole and points.path is not None:
            self._begin(points, points.path, continued=True)
            return
        self._end()
        self.done = self.total = points.count
        self.failed = len(points.failures)
        self._enter("done")
        self._show(points)

    def _enter(self, state: State, reason: str = "") -> None:
        self.state, self.reason = state, reason
        self.run_changed.emit()

    def _pulse(self) -> None:
        if self._fresh:
            self._fresh = False
            self.run_changed.emit()
            points = self.points
            if points is not None and points.filled != self._drawn:
                self._drawn = points.filled
                self.rows_changed.emit()

    def _end(self) -> None:
        run, self._run = self._run, None
        self._number += 1
        self._tick.stop()
        if run is not None:
            run.close()

    def _take(self, number: int, kind: str, what: tuple[Any, ...]) -> None:
        if number != self._number:
            return
        self._tick.stop()
        self._fresh = True
        if kind == "done":
            if self.points is not None:
                self.points.keep(what[0])
                self.failed = len(self.points.failures)
            self.done = self.total = self.points.filled if self.points is not None else 0
            self._enter("done")
        elif kind == "stopped":
            self._enter("stopped")
        elif kind == "failed":
            self._enter("failed", what[0])
        else:
            _log.error("a study stopped on a program error:\n%s", what[0])
            self._enter("failed", tr("A program error stopped this; it is in the log."))
        run, self._run = self._run, None
        if run is not None:
            run.close()
        self._drawn = -1
        self._pulse()
