"""Optimise: a search for what is best in some results and meets bounds on any, with its front as it grows."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from studio.analysis.study.optimise import Problem, check_problem
from studio.gui.drawing import Drawing
from studio.gui.pages import to_page
from studio.gui.panes import heading, split
from studio.gui.plots.chart import fill_surface
from studio.gui.plots.curve import Curve, pen
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.study import raster
from studio.gui.study.column import Column
from studio.gui.study.desk import StudyDesk
from studio.gui.study.goal_rows import GoalRows, RequiredList
from studio.gui.study.plane import Plane, span, stair
from studio.gui.study.rows_table import RowsTable
from studio.gui.study.run_panel import status_text
from studio.gui.study.search_points import SearchPoints
from studio.gui.study.spin_box import spin_box
from studio.gui.study.tints import tints
from studio.gui.told import tell
from studio.gui.value_text import typeset
from studio.gui.view import StageView
from studio.text import tr

_NUMBER = "*number"
"""The column of one goal's plot that counts the designs."""


@dataclass(frozen=True, eq=False)
class _Shown:
    ids: Any
    argb: Any
    view: tuple[float, float, float, float]
    line: tuple[Any, Any]


class OptimisePage(StageView):
    """What may change is what “Set up” varies, between its bounds; the points of a search are those of the tab."""

    pause_ms = 100

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("study-optimise")
        self.setAccessibleName(tr("Search for the best designs"))
        self.desk = StudyDesk.of(session)
        self.free = QLabel(self)
        self.free.setObjectName("study-free")
        self.free.setWordWrap(True)
        self.to_setup = self._button("search-setup", tr("Say what may change"), lambda: to_page(self, "setup"))
        self.goals = GoalRows(self)
        self.required = RequiredList(session, self)
        self.most = spin_box("study-evaluations", tr("Designs that are computed at the most"), 8, 10_000_000, self)
        self.most.setValue(5000)
        self.seed = spin_box("study-search-seed", tr("Seed: the same number makes the same search"), 0, 2**31 - 1, self)
        self.seed.setValue(1)
        self.plane = Plane("study-optimise-plane", tr("Designs of the search, and the best of them"))
        self.line = Curve()
        self.line.setZValue(5)
        self.plane.box.addItem(self.line, ignoreBounds=True)
        self.front = RowsTable(self.desk, "study-optimise-front", tr("The best designs so far"))
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress of the search"))
        self.status = QLabel(self)
        self.status.setObjectName("study-optimise-status")
        self.status.setWordWrap(True)
        self.start = self._button("search", tr("Search"), self._start)
        self.pause = self._button("search-pause", tr("Pause"), self.desk.pause)
        self.finish = self._button("search-finish", tr("End here"), self.desk.finish)
        self.finish.setToolTip(tr("End the search: the best so far are computed in full"))
        self.stop = self._button("search-stop", tr("Stop"), self.desk.stop)
        self.keep = self._button("search-keep", tr("Keep as the design"), self._keep)
        self.keep.setToolTip(tr("The design that is chosen in the list, or the best of the first goal, becomes the "
                                "open design, as one undo step"))  # fmt: skip
        self.drawing = Drawing(self, "study-optimise")
        self.drawing.made.connect(self._take)
        self.shown: _Shown | None = None
        self._lay_out()
        desk = self.desk
        for signal in (desk.study_changed, desk.rows_changed, desk.run_changed, desk.draft_changed):
            signal.connect(self.request_draw)
        desk.run_changed.connect(self.refresh)
        desk.told.connect(self._tell)
        desk.current_changed.connect(self._show_current)
        self.plane.hovered.connect(self._hover)
        self.plane.pointed.connect(lambda x, y: self._go(x, y, opening=False))
        self.plane.doubled.connect(lambda x, y: self._go(x, y, opening=True))
        self.plane.entered.connect(self._keep)
        self.plane.ranged.connect(self.request_draw)
        self.theme_changed()
        self.refresh()

    @property
    def face(self) -> str:
        """The points that are shown are those of a search, of which the desk knows how it is."""
        return self.desk.face if self.points is not None else "empty"

    @property
    def points(self) -> SearchPoints | None:
        """The points of the desk, where they are those of a search."""
        return self.desk.points if isinstance(self.desk.points, SearchPoints) else None

    def problem(self) -> Problem:
        """What is sought; ValueError with one sentence where it is nothing yet."""
        if not self.desk.draft.varied:
            raise ValueError(tr("say under “Set up” first what may change"))
        factors = tuple(one.factor() for one in self.desk.draft.varied)
        found = Problem(factors, self.goals.goals, self.required.required, self.most.value(), seed=self.seed.value())
        check_problem(self.session.design, found)
        return found

    def draw(self) -> None:
        self.refresh()
        points = self.points
        if points is None or not points.filled:
            self.plane.picture.clear()
            self.line.show_points(np.zeros(0), np.zeros(0))
            self.front.show_rows(None, np.zeros(0, dtype=np.int64), ())
            return
        goals = points.problem.goals
        y = points.column(goals[-1 if len(goals) == 1 else 1].result)
        up = y.shown(points.values(y.name))
        if len(goals) == 1:
            x, across = Column(_NUMBER, tr("Design of the search")), np.arange(points.count, dtype=np.float64)
        else:
            x = points.column(goals[0].result)
            across = x.shown(points.values(x.name))
        self.plane.show_axes(x, y)
        known = points.done & np.isfinite(across) & np.isfinite(up)
        self.plane.show_range(span(across[known]), span(up[known]))
        view, size = self.plane.view, self.plane.pixels
        radius = raster.radius_for(points.filled) * self.plane.devicePixelRatioF()
        colours = self.session.theme.colours
        front = np.zeros(0, dtype=np.int64) if points.front is None else points.front

        def make(checkpoint: Any) -> _Shown:
            shown = tints(None, None, colours)
            best = np.zeros(points.count, dtype=bool)
            best[front[front < points.count]] = True
            order = raster.drawing_order(len(across), known[: len(across)], best[: len(across)])
            ids, cover = raster.place_view(across, up, order, view, size, radius)
            argb = raster.paint(ids, cover, shown.shade(None, len(across)), best, shown.table, shown.muted)
            if len(goals) == 1:
                running = np.maximum.accumulate if goals[0].largest else np.minimum.accumulate
                rows = np.flatnonzero(known)
                line = (across[rows], running(up[rows]))
            else:
                ends = front[np.argsort(across[front], kind="stable")] if len(goals) == 2 else front[:0]
                line = stair(across[ends], up[ends], lower=not goals[0].largest)
            return _Shown(ids, argb, view, line)

        self.drawing.ask(make)
        names = dict.fromkeys([*(goal.result for goal in goals), *(one.result for one in points.problem.required),
                               *points.factors])  # fmt: skip
        first = points.values(goals[0].result)[front]
        self.front.show_rows(points, front[np.argsort(-first if goals[0].largest else first)], tuple(names))

    def refresh(self) -> None:
        """Say what may change, and offer what can be done."""
        desk, points = self.desk, self.points
        names = [one.label for one in desk.draft.varied]
        self.to_setup.setVisible(not names)
        self.free.setText(tr("May change: {fields}.", fields=", ".join(names)) if names else tr(
            "Nothing may change yet: add fields under “Set up”."))  # fmt: skip
        searching = desk.busy and points is not None
        self.start.setEnabled(not desk.busy)
        for button in (self.pause, self.finish, self.stop):
            button.setVisible(searching)
        self.pause.setText(tr("Resume") if desk.state == "paused" else tr("Pause"))
        self.keep.setEnabled(points is not None and points.front is not None and len(points.front) > 0)
        self.progress.setVisible(points is not None)
        self.progress.setValue(round(1000 * desk.done / desk.total) if desk.total else 0)
        if points is not None:
            if points.optimum is not None:
                self._tell(points.optimum.sentence(), False)
            elif desk.state == "stopped":
                self._tell(tr("Stopped; nothing was computed in full."), False)
            else:
                best = 0 if points.front is None else len(points.front)
                text = status_text(desk)
                if best:
                    text += " " + tr("({count} that no other beats)", count=typeset(f"{best}"))
                self._tell(text, desk.state == "failed")
        elif not self.status.text():
            self._tell(tr("Nothing is sought yet. “Search” tries designs between the bounds of “Set up”: those that "
                          "meet what is required, and of them the best, are drawn as they are found."), False)

    def theme_changed(self) -> None:
        fill_surface(self)
        if hasattr(self, "plane"):
            colours = self.session.theme.colours
            self.plane.use(colours)
            self.plane.box.use_band(colours.accent)
            self.line.setPen(pen(colours.red, 1.8))

    def _status_changed(self) -> None:
        """Nothing: the stages of the open design are not what is shown here."""

    def _show_face(self) -> None:
        self.refresh()

    # Inside

    def _start(self) -> None:
        try:
            self.desk.search(self.problem())
        except ValueError as refusal:
            self._tell(str(refusal), True)

    def _keep(self) -> None:
        points = self.points
        if points is None or points.front is None or not len(points.front):
            return
        row = self.desk.current
        if row not in points.front:
            row = int(self.front.rows_model.rows[0])
        self.desk.open_point(row, tr("Keep a design of the search"))

    def _take(self, made: _Shown) -> None:
        if self.points is not None:
            self.shown = made
            self.plane.picture.show_image(made.argb, made.view)
            self.line.show_points(*made.line)
            self._show_current()

    def _row_at(self, x: float, y: float) -> int:
        return self.plane.row_at(self.shown.ids, self.shown.view, x, y) if self.shown is not None else -1

    def _hover(self, place: QPointF) -> None:
        if place.x() < 0.0 or self.points is None or not self.plane.box.sceneBoundingRect().contains(place):
            QToolTip.hideText()
            return
        at = self.plane.box.mapSceneToView(place)
        row = self._row_at(at.x(), at.y())
        lines = self.desk.point_lines(row, self.points.outcomes) if row >= 0 else []
        QToolTip.showText(QCursor.pos(), "\n".join(lines), self.plane)

    def _go(self, x: float, y: float, *, opening: bool) -> None:
        row = self._row_at(x, y)
        if row >= 0:
            self.desk.go_to(row)
            if opening:
                self.desk.open_point(row, tr("Keep a design of the search"))

    def _show_current(self) -> None:
        points, row = self.points, self.desk.current
        if points is None or not 0 <= row < points.count:
            self.plane.set_rings(())
            return
        goals = points.problem.goals
        y = points.column(goals[-1 if len(goals) == 1 else 1].result)
        x = float(row)
        if len(goals) > 1:
            across = points.column(goals[0].result)
            x = float(across.shown(points.values(across.name)[row]))
        self.plane.set_rings(((x, float(y.shown(points.values(y.name)[row])), self.session.theme.colours.text),))

    def _tell(self, text: str, error: bool) -> None:
        tell(self.status, text, error)

    def _button(self, name: str, text: str, run: Any) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(f"study-{name}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: run())
        return button

    def _lay_out(self) -> None:
        em = self.fontMetrics().height()
        asked = QWidget(self)
        column = QVBoxLayout(asked)
        column.setContentsMargins(0, 0, round(em * 0.4), 0)
        column.setSpacing(round(em * 0.3))
        column.addWidget(self.free)
        column.addWidget(self.to_setup)
        column.addWidget(heading(tr("Goals")))
        column.addWidget(self.goals)
        column.addWidget(heading(tr("Required")))
        column.addWidget(self.required, 1)
        form = QFormLayout()
        form.addRow(tr("Designs"), self.most)
        form.addRow(tr("Seed"), self.seed)
        column.addLayout(form)
        left = scrolling(asked, sideways=False)
        left.setMinimumWidth(em * 18)
        results = split(Qt.Orientation.Vertical, (3, self.plane), (2, self.front))
        buttons = QHBoxLayout()
        for button in (self.start, self.pause, self.finish, self.stop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(round(em * 0.5), round(em * 0.3), round(em * 0.5), round(em * 0.3))
        whole.setSpacing(round(em * 0.3))
        both = split(Qt.Orientation.Horizontal, (2, left), (3, results))
        both.setSizes([em * 36, em * 54])  # more than there is: shared out as it is less
        whole.addWidget(both, 1)
        whole.addWidget(self.progress)
        whole.addWidget(self.status)
        whole.addLayout(buttons)
