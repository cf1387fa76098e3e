"""The front of a study computed again as the live design is: a button, the way it has gone, and what moved."""

from typing import Any

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from studio.analysis import RESULTS
from studio.analysis.sampling import FINE
from studio.analysis.study.finer import Finer, even
from studio.gui.study import running
from studio.gui.study.desk import StudyDesk
from studio.gui.study.points import Points
from studio.gui.tasks import Tasks
from studio.gui.told import tell
from studio.gui.value_text import typeset
from studio.text import tr


class FrontInFull(QWidget):
    """Computed where studies are, as “Set up” says; kept with the points until another study is opened.

    `changed` says that points were computed in full.
    """

    changed = Signal()

    def __init__(self, desk: StudyDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._points: Points | None = None
        self._rows: Any = np.zeros(0, dtype=np.int64)
        self._goals: tuple[tuple[str, bool], ...] = ()
        self.make_evaluate = running.make_evaluate
        self.start = QPushButton(tr("Compute the front in full"), self)
        self.start.setObjectName("study-full-start")
        self.start.setToolTip(tr("A study looks at some days of the year first. This computes each point of the front "
                                 "as the open design is, and says what moves by that"))  # fmt: skip
        self.start.setAutoDefault(False)
        self.start.clicked.connect(self.compute)
        self.stop = QPushButton(tr("Stop"), self)
        self.stop.setObjectName("study-full-stop")
        self.stop.setAutoDefault(False)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress of the front in full"))
        self.told = QLabel(self)
        self.told.setObjectName("study-full-told")
        self.told.setWordWrap(True)
        self.tasks = Tasks(self, "study-full")
        self.stop.clicked.connect(self.tasks.cancel)
        self.tasks.progressed.connect(lambda share: self.progress.setValue(round(1000 * share)))
        self.tasks.done.connect(self._take)
        self.tasks.failed.connect(lambda reason: self._end(reason, error=True))
        self.tasks.stopped.connect(lambda: self._end(tr("Stopped; nothing of it is kept.")))
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.start)
        line.addWidget(self.progress, 1)
        line.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(line)
        column.addWidget(self.told)
        desk.study_changed.connect(self._forget)
        desk.run_changed.connect(self.refresh)
        self.refresh()

    def show_front(self, points: Points, front: Any, goals: list[tuple[str, bool]]) -> None:
        """The rows of the front that could be computed, and what it is of."""
        self._points, self._rows, self._goals = points, even(front), tuple(goals)
        self.refresh()

    @property
    def finer(self) -> Finer | None:
        """What moved, of those rows of the front that were computed in full."""
        points = self._points
        if points is None or not self._goals or any(name not in points.full for name, _ in self._goals):
            return None
        done = np.isfinite(points.full[self._goals[0][0]][self._rows])
        done |= np.isin(self._rows, list(points.full_failures))
        rows = self._rows[done]
        if not rows.size:
            return None
        names = [name for name, _ in self._goals]
        return Finer(rows, self._goals, {name: points.values(name)[rows] for name in names},
                     {name: points.full[name][rows] for name in names},
                     {row: why for row, why in points.full_failures.items() if row in rows})  # fmt: skip

    def refresh(self) -> None:
        """Offer what can be done, and say what is known."""
        points, busy = self._points, self.tasks.busy
        quick = points is not None and points.plan.fidelity == "quick" and points is self._desk.points
        self.setVisible((quick and len(self._goals) > 1 and self._rows.size > 0) or busy)
        self.start.setVisible(not busy)
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)
        missing = self._missing().size if points is not None else 0
        self.start.setEnabled(bool(missing) and not self._desk.busy)
        if busy:
            return
        finer = self.finer
        if finer is not None:
            text = finer.sentence()
            if missing:
                text += " " + tr("{count} of its points are not computed in full yet.", count=typeset(f"{missing}"))
            self._say(text)
        elif not self.told.property("held"):
            self._say("")

    def compute(self) -> None:
        """Compute what is missing of the front, in processes beside the window or where studies are computed."""
        points, rows = self._points, self._missing()
        if points is None or not rows.size or self._desk.busy:
            return
        numbers = tuple(name for name in points.outcomes if name in RESULTS and RESULTS[name].kind != "text")
        design, make = points.design, self.make_evaluate
        self.told.setProperty("held", False)
        try:
            place = self._desk.place.place()
        except ValueError as refusal:
            self._end(str(refusal), error=True)
            return

        def work(checkpoint: Any, report: Any) -> Any:
            columns = points.values_of(rows)
            evaluate, close = make(place)
            try:
                answer = evaluate(design, columns, numbers, sampling=FINE, checkpoint=checkpoint)
            finally:
                close()
            points.check_digests(rows, answer.digests)
            failures = {int(rows[at]): reason for at, reason in answer.failures.items()}
            return points, rows, {name: answer.columns[name] for name in numbers}, failures

        self.progress.setValue(0)
        self.tasks.run(work)
        self._say(tr("{count} points are computed as the open design is …", count=typeset(f"{rows.size}")))
        self.refresh()

    def _missing(self) -> Any:
        points = self._points
        if points is None or not self._goals:
            return np.zeros(0, dtype=np.int64)
        full = points.full.get(self._goals[0][0])
        if full is None:
            return self._rows
        return self._rows[~np.isfinite(full[self._rows]) & ~np.isin(self._rows, list(points.full_failures))]

    def _take(self, made: Any) -> None:
        points, rows, columns, failures = made
        points.add_full(rows, columns, failures)
        self._end("")
        if points is self._desk.points:
            self.changed.emit()

    def _end(self, text: str, error: bool = False) -> None:
        self.told.setProperty("held", bool(text))
        self._say(text, error)
        self.refresh()

    def _forget(self) -> None:
        if self.tasks.busy:
            self.tasks.cancel()
        self._points, self._rows, self._goals = None, np.zeros(0, dtype=np.int64), ()
        self.told.setProperty("held", False)
        self.refresh()

    def _say(self, text: str, error: bool = False) -> None:
        tell(self.told, text, error)
        self.told.setVisible(bool(text))
