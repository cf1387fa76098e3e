"""Scatter: any two columns against one another, coloured by a third, with the front of what is wanted."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QMenu,
    QSplitter,
    QTabWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from studio.analysis.study.pareto import pareto_front
from studio.gui.drawing import Drawing
from studio.gui.plots.curve import Curve, pen
from studio.gui.session import Session
from studio.gui.study import comparing, raster
from studio.gui.study.brush import Limit
from studio.gui.study.column import Column
from studio.gui.study.column_box import ColumnBox
from studio.gui.study.front_in_full import FrontInFull
from studio.gui.study.plane import Plane, roomy, stair
from studio.gui.study.points import FULL, Points
from studio.gui.study.rows_table import REASON, RowsTable
from studio.gui.study.study_page import StudyPage
from studio.gui.study.tints import TintBar, Tints, tints
from studio.gui.value_text import typeset
from studio.text import tr, tr_count

_WANTED = (("cost.orbited_per_watt", "mass.specific_power_eol"), ("cost.array_per_watt", "panel.specific_power_eol"),
           ("cost.capex_per_watt", "panel.specific_power_eol"))  # fmt: skip
"""Columns to begin with, across and upwards: the first pair that the study has."""
_MORE_IS_BETTER = ("specific_power", "margin", "efficiency", "rate", "life", "fraction", "remaining", "per_kilowatt",
                   "power_density")  # fmt: skip
_MOST_LISTED = 20_000


@dataclass(frozen=True, eq=False)
class _Shown:
    """A picture, what it was made of, and the front."""

    ids: Any
    argb: Any
    view: tuple[float, float, float, float]
    front: Any
    """Numbers of the points on it, along the first goal."""


class ScatterPage(StudyPage):
    """A rectangle brushes, hovering tells, a double click or Enter opens a point, arrow keys go to the next one."""

    pause_ms = 100

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "scatter", tr("Points of the study, one column against another"), parent)
        self.across = ColumnBox("study-scatter-x", tr("Column across"), self)
        self.up = ColumnBox("study-scatter-y", tr("Column upwards"), self)
        self.colour = ColumnBox("study-scatter-colour", tr("Column that colours the points"), self,
                                optional=tr("One colour"))  # fmt: skip
        self.boxes = {"x": self.across, "y": self.up, "colour": self.colour}
        self.goals = {axis: _goal_box(f"study-scatter-goal-{axis}", title, self) for axis, title in (
            ("x", tr("What is better across")), ("y", tr("What is better upwards")),
            ("colour", tr("What is better of the colour")))}  # fmt: skip
        self.plane = Plane("study-scatter-plane", tr("Points of the study: arrow keys go to the next one"))
        self.front_line = Curve()
        self.front_line.setZValue(5)
        self.plane.box.addItem(self.front_line, ignoreBounds=True)
        self.full_line, self.moves = Curve(), Curve()
        for curve in (self.full_line, self.moves):
            curve.setZValue(6)
            self.plane.box.addItem(curve, ignoreBounds=True)
        self.in_full = FrontInFull(self.desk, self)
        self.in_full.changed.connect(self.request_draw)
        self.scale = TintBar(session.theme, "study-scatter-scale")
        self.told = QLabel(self)
        self.told.setObjectName("study-scatter-told")
        self.told.setProperty("look", "muted")
        self.told.setWordWrap(True)
        self.front = RowsTable(self.desk, "study-scatter-front", tr("Points on the front"))
        self.failures = RowsTable(self.desk, "study-scatter-failed", tr("Points that failed, with their reasons"))
        self.lists = QTabWidget(self)
        self.lists.setObjectName("study-scatter-lists")
        self.lists.setDocumentMode(True)
        self.lists.addTab(self.front, tr("Front"))
        self.lists.addTab(self.failures, tr("Failed"))
        self.drawing = Drawing(self, "study-scatter")
        self.drawing.made.connect(self._take)
        self.shown: _Shown | None = None
        self._tints: Tints | None = None
        self._lay_out()
        for box in self.boxes.values():
            box.currentIndexChanged.connect(self._columns_changed)
        for goal in self.goals.values():
            goal.currentIndexChanged.connect(lambda _: self.request_draw())
        plane = self.plane
        plane.swept.connect(self._brush)
        plane.hovered.connect(self._hover)
        plane.pointed.connect(lambda x, y: self._point(x, y))
        plane.doubled.connect(self._open_at)
        plane.entered.connect(lambda: self.desk.open_point(self.desk.current))
        plane.stepped.connect(self._step)
        plane.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        plane.customContextMenuRequested.connect(self._pop_up)
        plane.ranged.connect(self.request_draw)
        self.desk.current_changed.connect(self._show_current)
        self.theme_changed()
        self.study_changed()

    def study_changed(self) -> None:
        points = self.desk.points
        if points is None:
            return
        first = points.outcomes[0] if points.outcomes else ""
        across, up = next((pair for pair in _WANTED if set(pair) <= set(points.outcomes)), (points.factors[0], first))
        self.across.fill(points, across)
        self.up.fill(points, up)
        self.colour.fill(points, points.factors[0])
        for axis in self.goals:
            self._guess(axis)
        self.shown = None
        self.plane.picture.clear()

    def show_points(self) -> None:
        points, desk = self.desk.points, self.desk
        if points is None or not self.across.chosen:
            return
        x, y = points.column(self.across.chosen), points.column(self.up.chosen)
        colour = points.column(self.colour.chosen) if self.colour.chosen else None
        shade_values = points.values(self.colour.chosen) if colour is not None else None
        colours = self.session.theme.colours
        self.plane.show_axes(x, y)
        held_x, held_y = points.values(x.name), points.values(y.name)
        self.plane.show_range(*(roomy(*(column.shown(end) for end in points.ends(column.name))) for column in (x, y)))
        view, size = self.plane.view, self.plane.pixels
        brushed, done = (desk.mask() if desk.brush else None), points.done
        goals = self._goals()
        values = [points.values(name) for name, _ in goals]
        radius = raster.radius_for(points.filled) * self.plane.devicePixelRatioF()

        def make(checkpoint: Any) -> tuple[_Shown, Tints]:
            shown_tints = tints(colour, shade_values, colours)
            across, up = x.shown(held_x), y.shown(held_y)
            known = np.isfinite(across) & np.isfinite(up) & done
            order = raster.drawing_order(len(across), known, brushed)
            ids, cover = raster.place_view(across, up, order, view, size, radius)
            shade = shown_tints.shade(shade_values, len(across))
            argb = raster.paint(ids, cover, shade, brushed, shown_tints.table, shown_tints.muted)
            front = np.zeros(0, dtype=np.int64)
            if len(values) > 1:
                wanted = [value if brushed is None else np.where(brushed, value, np.nan) for value in values]
                front = np.flatnonzero(pareto_front(wanted, [lower for _, lower in goals], checkpoint))
                front = front[np.argsort(values[0][front], kind="stable")]
            return _Shown(ids, argb, view, front), shown_tints

        self.drawing.ask(make)
        failed = np.array(sorted(points.failures), dtype=np.int64)
        self.lists.setTabText(1, tr("Failed ({count})", count=typeset(f"{failed.size}")))
        self.failures.show_rows(points, failed, (REASON, *points.factors))

    def theme_changed(self) -> None:
        super().theme_changed()
        if hasattr(self, "plane"):
            colours = self.session.theme.colours
            self.plane.use(colours)
            self.plane.box.use_band(colours.accent)
            self.front_line.setPen(pen(colours.red, 1.8))
            self.full_line.setPen(pen(colours.text, 1.6, dashed=True))
            self.moves.setPen(pen(colours.text, 1.2))

    def point_at(self, x: float, y: float) -> int:
        """The point at a place of the plane, or near it; −1 where there is none."""
        if self.shown is None:
            return -1
        return self.plane.row_at(self.shown.ids, self.shown.view, x, y)

    def place_of(self, row: int) -> tuple[float, float]:
        """Where a point lies on the plane."""
        points = self.desk.points
        assert points is not None
        x, y = points.column(self.across.chosen), points.column(self.up.chosen)
        return (float(x.shown(points.values(x.name)[row])), float(y.shown(points.values(y.name)[row])))

    # Inside

    def _lay_out(self) -> None:
        head = QGridLayout()
        head.setSpacing(4)
        titles = {"x": tr("Across"), "y": tr("Up"), "colour": tr("Colour")}
        for place, (name, box) in enumerate(self.boxes.items()):
            title = titles[name]
            label = QLabel(title, self)
            label.setBuddy(box)
            head.addWidget(label, 0, 2 * place)
            head.addWidget(box, 0, 2 * place + 1)
            head.addWidget(self.goals[name], 1, 2 * place + 1)
            head.setColumnStretch(2 * place + 1, 1)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.plane, 1)
        column.addWidget(self.scale)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(left)
        right = QWidget(self)
        listed = QVBoxLayout(right)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(3)
        listed.addWidget(self.lists, 1)
        listed.addWidget(self.in_full)
        splitter.addWidget(right)
        splitter.setChildrenCollapsible(True)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        em = self.fontMetrics().height()
        splitter.setSizes([em * 36, em * 15])
        whole = QVBoxLayout(self.body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(3)
        whole.addLayout(head)
        whole.addWidget(splitter, 1)
        whole.addWidget(self.told)

    def _columns_changed(self, _: int) -> None:
        for axis, box in self.boxes.items():
            if self.sender() is box:
                self._guess(axis)
        self.plane.box.show_all()
        self.request_draw()

    def _guess(self, axis: str) -> None:
        """What is mostly better of the column that was chosen."""
        points, name = self.desk.points, self.boxes[axis].chosen
        goal = self.goals[axis]
        goal.blockSignals(True)
        if not name or points is None or name in points.factors or axis == "colour":
            goal.setCurrentIndex(0)
        else:
            more = any(word in name for word in _MORE_IS_BETTER)
            goal.setCurrentIndex(goal.findData("more" if more else "less"))
        goal.blockSignals(False)

    def _goals(self) -> list[tuple[str, bool]]:
        """The columns of which less, or more, is better: name and whether it is less."""
        found: dict[str, bool] = {}
        for axis, box in self.boxes.items():
            wanted = self.goals[axis].currentData()
            if wanted and box.chosen and box.chosen not in found:
                found[box.chosen] = wanted == "less"
        return list(found.items())

    def _take(self, made: tuple[_Shown, Tints]) -> None:
        points = self.desk.points
        if points is None or not self.across.chosen:
            return
        self.shown, self._tints = made
        self.scale.show_tints(self._tints)
        self.plane.picture.show_image(self.shown.argb, self.shown.view)
        front, goals = self.shown.front, self._goals()
        x, y = points.column(self.across.chosen), points.column(self.up.chosen)
        two = {name for name, _ in goals} == {x.name, y.name}
        self.front_line.setVisible(two and front.size > 0)
        if two and front.size:
            fx, fy = x.shown(points.values(x.name)[front]), y.shown(points.values(y.name)[front])
            self.front_line.show_points(*stair(fx, fy, lower=dict(goals)[x.name]))
        self.in_full.show_front(points, front, goals)
        self._show_full(points, x, y, two, dict(goals))
        listed = front[:_MOST_LISTED]
        full = [name for name, _ in goals if FULL + name in points.full_names]
        names = tuple(dict.fromkeys((*(name for name, _ in goals), *(FULL + name for name in full), *points.factors)))
        self.front.show_rows(points, listed, names)
        self.lists.setTabText(0, tr("Front ({count})", count=typeset(f"{front.size}")))
        self._tell(front, goals)
        self._show_current()

    def _show_full(self, points: Points, x: Column, y: Column, two: bool, goals: dict[str, bool]) -> None:
        """Draw where the points of the front move when they are computed in full, and their front then."""
        finer = self.in_full.finer if two else None
        for curve in (self.full_line, self.moves):
            curve.setVisible(finer is not None)
        if finer is None:
            return
        ends = [column.shown(values[column.name]) for column in (x, y) for values in (finer.first, finer.full)]
        known = np.isfinite(ends).all(axis=0)
        x0, x1, y0, y1 = (end[known] for end in ends)
        self.moves.setData(np.stack([x0, x1], axis=1).ravel(), np.stack([y0, y1], axis=1).ravel(), connect="pairs")
        best = finer.front[known]
        order = np.argsort(x1[best], kind="stable")
        self.full_line.show_points(*stair(x1[best][order], y1[best][order], lower=goals[x.name]))

    def _tell(self, front: Any, goals: list[tuple[str, bool]]) -> None:
        points = self.desk.points
        assert points is not None
        if len(goals) < 2:
            self.told.setText(tr("Say of two columns what is better, and the front of the best compromises is drawn."))
            return
        words = [tr("least {what}", what=points.column(name).label) if lower
                 else tr("most {what}", what=points.column(name).label) for name, lower in goals]  # fmt: skip
        self.told.setText(tr_count("One point on the front of {goals}: it is the best in all of them.",
                                   "{count} points on the front of {goals}: no other is better in all of them.",
                                   int(front.size), goals=", ".join(words)))  # fmt: skip

    def _brush(self, area: QRectF) -> None:
        points = self.desk.points
        if points is None:
            return
        limits: dict[str, Limit | None] = {}
        for name, low, high in ((self.across.chosen, area.left(), area.right()),
                                (self.up.chosen, area.top(), area.bottom())):  # fmt: skip
            column = points.column(name)
            if column.labels:
                codes = frozenset(place for place in range(len(column.labels)) if low <= place <= high)
                limits[name] = Limit(codes=codes)
            else:
                limits[name] = Limit(column.si(low), column.si(high))
        self.desk.limit(limits)

    def _hover(self, place: QPointF) -> None:
        if place.x() < 0.0 or not self.plane.box.sceneBoundingRect().contains(place):
            QToolTip.hideText()
            return
        at = self.plane.box.mapSceneToView(place)
        row = self.point_at(at.x(), at.y())
        if row < 0:
            QToolTip.hideText()
            return
        more = tuple(name for name in (self.across.chosen, self.up.chosen, self.colour.chosen) if name)
        QToolTip.showText(QCursor.pos(), "\n".join(self.desk.point_lines(row, more)), self.plane)

    def _point(self, x: float, y: float) -> None:
        row = self.point_at(x, y)
        if row >= 0:
            self.desk.go_to(row)

    def _open_at(self, x: float, y: float) -> None:
        row = self.point_at(x, y)
        if row >= 0:
            self.desk.go_to(row)
            self.desk.open_point(row)
        else:
            self.plane.box.show_all()

    def menu(self, place: QPoint) -> QMenu:
        """What can be done with the point at a place of the plane [pixels], or with those that are brushed."""
        at = self.plane.box.mapSceneToView(self.plane.mapToScene(place))
        row = self.point_at(at.x(), at.y())
        if row >= 0:
            self.desk.go_to(row)
        found = QMenu(self)
        found.setObjectName("study-scatter-plane-menu")
        meant = comparing.meant(self.desk)
        comparing.fill_menu(found, self.desk, [self.desk.current] if self.desk.current >= 0 else [])
        if len(meant) > 1:
            found.addAction(comparing.said(meant), lambda: comparing.compare(self.desk, meant))
        return found

    def _pop_up(self, place: QPoint) -> None:
        menu = self.menu(place)
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.plane.mapToGlobal(place))

    def _step(self, dx: int, dy: int) -> None:
        """Go to the nearest point that is brushed and lies in a direction."""
        points, shown = self.desk.points, self.shown
        if points is None or shown is None:
            return
        x, y = points.column(self.across.chosen), points.column(self.up.chosen)
        across, up = x.shown(points.values(x.name)), y.shown(points.values(y.name))
        left, right, bottom, top = self.plane.view
        allowed = self.desk.mask() & np.isfinite(across) & np.isfinite(up)
        if self.desk.current < 0:
            found = np.flatnonzero(allowed)
            self.desk.go_to(int(found[0]) if found.size else -1)
            return
        here = self.desk.current
        ahead = ((across - across[here]) / (right - left) * dx + (up - up[here]) / (top - bottom) * dy)
        aside = np.abs((across - across[here]) / (right - left) * dy) + np.abs((up - up[here]) / (top - bottom) * dx)
        cost = np.where(allowed & (ahead > 1e-9), ahead + 3.0 * aside, np.inf)
        best = int(np.argmin(cost))
        if np.isfinite(cost[best]):
            self.desk.go_to(best)

    def _show_current(self) -> None:
        points, row = self.desk.points, self.desk.current
        if points is None or not 0 <= row < points.count or not self.across.chosen:
            self.plane.set_rings(())
            return
        self.plane.set_rings(((*self.place_of(row), self.session.theme.colours.text),))
        more = tuple(name for name in (self.across.chosen, self.up.chosen) if name)
        self.plane.setAccessibleDescription("; ".join(self.desk.point_lines(row, more)))


def _goal_box(name: str, title: str, parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    box.setObjectName(name)
    box.setAccessibleName(title)
    box.setToolTip(title)
    box.addItem(tr("No goal"), "")
    box.addItem(tr("Less is better"), "less")
    box.addItem(tr("More is better"), "more")
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box

