"""Map: one result over two factors, with lines of one level and what breaks a requirement; or as a carpet."""

from typing import Any

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QToolTip, QVBoxLayout, QWidget

from studio.analysis.bounds import margins, obstacle, results_needed
from studio.analysis.study.plan import Factor
from studio.design.requirement import Requirement
from studio.gui.drawing import Drawing
from studio.gui.plots.curve import Curve, pen
from studio.gui.session import Session
from studio.gui.study.column import Column, Values
from studio.gui.study.column_box import ColumnBox
from studio.gui.study.field import field_of, sampled
from studio.gui.study.level_labels import LabelledPlane, LevelLabel
from studio.gui.study.map_picture import MapAsked, MapPicture, joined, map_picture
from studio.gui.study.points import Points
from studio.gui.study.study_page import StudyPage
from studio.gui.study.tints import TintBar
from studio.text import tr

_MOST_LINES = 9
"""Lines of each family of a carpet."""


class MapPage(StudyPage):
    """Other factors of a grid are held at a value that is chosen; of a sample, what lies in a cell is averaged."""

    pause_ms = 150

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "map", tr("A result of the study over two of its factors"), parent)
        self.look = QComboBox(self)
        self.look.setObjectName("study-map-look")
        self.look.setAccessibleName(tr("Contours or carpet"))
        self.look.addItem(tr("Contours"), "contours")
        self.look.addItem(tr("Carpet"), "carpet")
        self.across = ColumnBox("study-map-x", tr("Factor across"), self)
        self.up = ColumnBox("study-map-y", tr("Factor upwards"), self)
        self.result = ColumnBox("study-map-result", tr("Result that is drawn"), self)
        self.against = ColumnBox("study-map-against", tr("Result across the carpet"), self)
        self.held: dict[str, QComboBox] = {}
        """By factor: the value at which it is held."""
        self.plane = LabelledPlane("study-map-plane", tr("Map of a result over two factors"))
        self.lines, self.bounds = Curve(), Curve()
        for curve in (self.lines, self.bounds):
            curve.setZValue(4)
            self.plane.box.addItem(curve, ignoreBounds=True)
        self.scale = TintBar(session.theme, "study-map-scale")
        self.told = QLabel(self)
        self.told.setObjectName("study-map-told")
        self.told.setProperty("look", "muted")
        self.told.setWordWrap(True)
        self.drawing = Drawing(self, "study-map")
        self.drawing.made.connect(self._take)
        self.shown: MapPicture | None = None
        self._lay_out()
        for box in (self.look, self.across, self.up, self.result, self.against):
            box.currentIndexChanged.connect(self._changed)
        self.plane.hovered.connect(self._hover)
        self.plane.doubled.connect(self._open_at)
        self.plane.pointed.connect(self._point)
        self.plane.entered.connect(lambda: self.desk.open_point(self.desk.current))
        self.plane.ranged.connect(self._ranged)
        self.desk.current_changed.connect(self._show_current)
        self.theme_changed()
        self.study_changed()

    def missing(self) -> str:
        points = self.desk.points
        if points is not None and len(points.factors) < 2:
            return tr("A map needs two fields that are varied, and this study has one: the scatter shows it.")
        return ""

    def study_changed(self) -> None:
        points = self.desk.points
        if points is None or len(points.factors) < 2:
            return
        numeric = tuple(name for name in points.outcomes)
        self.across.fill(points, points.factors[0], points.factors)
        self.up.fill(points, points.factors[1], points.factors)
        if self.across.chosen == self.up.chosen:
            self.up.choose(next(name for name in points.factors if name != self.across.chosen))
        usual = next((one.result for one in points.design.requirements if one.result in numeric), numeric[0])
        self.result.fill(points, usual, numeric)
        self.against.fill(points, numeric[-1], numeric)
        self._fill_held()
        self.shown = None
        self.plane.picture.clear()

    def show_points(self) -> None:
        points = self.desk.points
        if points is None or self.across.chosen == self.up.chosen:
            self.told.setText(tr("Choose two different factors."))
            return
        x, y, z = (points.column(box.chosen) for box in (self.across, self.up, self.result))
        if self.look.currentData() == "carpet":
            self._show_carpet(x, y, z, points.column(self.against.chosen))
            return
        mask = self._chosen()
        px, py = (column.shown(points.values(column.name)) for column in (x, y))
        judged = [one for one in points.design.requirements if _judged(points, one)]
        self.plane.show_axes(x, y)
        self.plane.left.setGrid(False)
        self.plane.show_range(_ends(px, x), _ends(py, y))
        view, size, colours = self.plane.view, self.plane.pixels, self.session.theme.colours
        smooth = not (x.labels or y.labels or z.labels)
        alone = len(points.factors) == 2 and smooth
        values = points.values(z.name)

        def draw(checkpoint: Any) -> Any:
            bounds = [(one, margins(one, points.design, {name: points.values(name) for name in results_needed(one)}))
                      for one in judged]  # fmt: skip
            asked = MapAsked(px, py, values, mask, z, bounds, smooth, alone)
            return map_picture(asked, view, size, colours, checkpoint)

        self.drawing.ask(draw)

    def theme_changed(self) -> None:
        super().theme_changed()
        if hasattr(self, "plane"):
            colours = self.session.theme.colours
            self.plane.use(colours)
            self.plane.left.setGrid(False)
            self.lines.setPen(pen("#ffffff", 1.2))
            self.bounds.setPen(pen(colours.red, 2.2))

    # Inside

    def _chosen(self) -> Any:
        """The points that are drawn: brushed ones, at the values at which other factors are held."""
        points = self.desk.points
        assert points is not None  # whoever draws has points
        mask = self.desk.mask().copy()
        for name, box in self.held.items():
            value = box.currentData()
            if value is not None and name not in {self.across.chosen, self.up.chosen}:
                mask &= points.values(name) == value
        return mask

    def _show_carpet(self, x: Column, y: Column, z: Column, a: Column) -> None:
        points = self.desk.points
        assert points is not None  # whoever draws has points
        mask = self._chosen()
        px, py = points.values(x.name), points.values(y.name)
        across, up = a.shown(points.values(a.name)), z.shown(points.values(z.name))
        fa, fz = field_of(px[mask], py[mask], across[mask]), field_of(px[mask], py[mask], up[mask])
        self.plane.show_axes(a, z)
        self.plane.left.setGrid(110)
        self.plane.show_range(_ends(fa.values.ravel(), a), _ends(fz.values.ravel(), z))
        self.plane.picture.clear()
        self.shown = None
        curves, labels = [], []
        for places, column, along in ((fa.x, x, 0), (fa.y, y, 1)):
            for place in _some(places.size):
                ax, az = (values[:, place] if along == 0 else values[place] for values in (fa.values, fz.values))
                known = np.isfinite(ax) & np.isfinite(az)
                ax, az = ax[known], az[known]
                if ax.size > 1:
                    curves.append(np.stack([np.stack([ax[:-1], az[:-1]], 1), np.stack([ax[1:], az[1:]], 1)], 1))
                    labels.append(LevelLabel(float(ax[-1]), float(az[-1]), column.text(float(places[place]), 3),
                                             bound=along == 1))  # fmt: skip
        self.lines.setPen(pen(self.session.theme.colours.series[1], 1.4))
        _show_pieces(self.lines, joined(curves))
        _show_pieces(self.bounds, np.zeros((0, 2, 2)))
        self.plane.set_labels(tuple(labels))
        self.scale.hide()
        self.told.setText(tr("Each line is one value of {x} or of {y}; what is written at its end.", x=x.label,
                             y=y.label))  # fmt: skip
        self._show_current()

    def _take(self, made: MapPicture) -> None:
        points = self.desk.points
        if points is None or self.look.currentData() == "carpet":
            return
        self.shown = made
        self.plane.picture.show_image(made.argb, made.view)
        self.lines.setPen(pen("#ffffff", 1.2))
        _show_pieces(self.lines, made.lines)
        _show_pieces(self.bounds, made.bounds)
        self.plane.set_labels(made.labels)
        self.scale.show_tints(made.shown)
        others = [name for name in points.factors if name not in {self.across.chosen, self.up.chosen}]
        averaged = [points.column(name).label for name in others
                    if name not in self.held or self.held[name].currentData() is None]  # fmt: skip
        words = tr("Hatched: a requirement is not met.") if points.design.requirements else ""
        if averaged:
            words += " " + tr("Averaged over {fields}.", fields=", ".join(averaged))
        self.told.setText(words.strip())
        self._show_current()

    def _fill_held(self) -> None:
        """A box for each factor that is listed or on a grid: the value at which it is held."""
        points = self.desk.points
        for box in self.held.values():
            self._holding.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.held = {}
        if points is None:
            return
        for number, factor in enumerate(points.plan.factors):
            levels = _held_levels(points.plan.sampling, factor)
            if levels is None:
                continue
            column = points.column(factor.path)
            box = QComboBox(self)
            box.setObjectName(f"study-map-held:{factor.path}")
            box.setAccessibleName(tr("Value of {field} on the map", field=column.label))
            box.setToolTip(column.label)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            box.addItem(tr("{field}: mean of all", field=column.label), None)
            for value in levels.tolist():
                box.addItem(f"{column.label}: {column.text(value)}", value)
            box.setCurrentIndex(1 + len(levels) // 2)
            box.currentIndexChanged.connect(self._changed)
            self._holding.addWidget(box, number // 2, number % 2)
            self.held[factor.path] = box
        self._show_held()

    def _show_held(self) -> None:
        for name, box in self.held.items():
            box.setVisible(name not in {self.across.chosen, self.up.chosen})
        carpet = self.look.currentData() == "carpet"
        self.against.setVisible(carpet)

    def _changed(self, _: int) -> None:
        self._show_held()
        self.plane.box.show_all()
        self.request_draw()

    def _ranged(self) -> None:
        if self.look.currentData() != "carpet":
            self.request_draw()

    def nearest(self, x: float, y: float) -> int:
        """The point that is drawn and lies nearest to a place; −1 where there is none."""
        points = self.desk.points
        if points is None:
            return -1
        carpet = self.look.currentData() == "carpet"
        names = (self.against.chosen, self.result.chosen) if carpet else (self.across.chosen, self.up.chosen)
        left, right, bottom, top = self.plane.view
        px, py = (points.column(name).shown(points.values(name)) for name in names)
        with np.errstate(invalid="ignore"):
            apart = ((px - x) / (right - left)) ** 2 + ((py - y) / (top - bottom)) ** 2
        apart = np.where(self._chosen() & np.isfinite(apart), apart, np.inf)
        best = int(np.argmin(apart))
        return best if np.isfinite(apart[best]) else -1

    def _hover(self, place: QPointF) -> None:
        if self.shown is None or place.x() < 0.0 or not self.plane.box.sceneBoundingRect().contains(place):
            QToolTip.hideText()
            return
        points = self.desk.points
        assert points is not None  # what is shown is of points
        at = self.plane.box.mapSceneToView(place)
        x, y, z = (points.column(box.chosen) for box in (self.across, self.up, self.result))
        value = float(sampled(self.shown.field, np.array([at.x()]), np.array([at.y()]))[0, 0])
        lines = [f"{x.label}: {x.text(x.si(at.x()))}", f"{y.label}: {y.text(y.si(at.y()))}",
                 f"{z.label}: {z.text(value)}"]  # fmt: skip
        QToolTip.showText(QCursor.pos(), "\n".join(lines), self.plane)

    def _point(self, x: float, y: float) -> None:
        self.desk.go_to(self.nearest(x, y))

    def _open_at(self, x: float, y: float) -> None:
        row = self.nearest(x, y)
        if row >= 0:
            self.desk.go_to(row)
            self.desk.open_point(row)

    def _show_current(self) -> None:
        points, row = self.desk.points, self.desk.current
        if points is None or not 0 <= row < points.count or not self.across.chosen:
            self.plane.set_rings(())
            return
        carpet = self.look.currentData() == "carpet"
        names = (self.against.chosen, self.result.chosen) if carpet else (self.across.chosen, self.up.chosen)
        at = [float(points.column(name).shown(points.values(name)[row])) for name in names]
        self.plane.set_rings(((at[0], at[1], self.session.theme.colours.text),))

    def _lay_out(self) -> None:
        head = QGridLayout()
        head.setSpacing(4)
        for place, (title, box) in enumerate(((tr("Across"), self.across), (tr("Up"), self.up),
                                              (tr("Result"), self.result))):  # fmt: skip
            label = QLabel(title, self)
            label.setBuddy(box)
            head.addWidget(label, 0, 2 * place)
            head.addWidget(box, 0, 2 * place + 1)
            head.setColumnStretch(2 * place + 1, 1)
        head.addWidget(self.look, 1, 5)
        head.addWidget(self.against, 2, 5)
        self._holding = QGridLayout()
        self._holding.setSpacing(4)
        head.addLayout(self._holding, 1, 0, 2, 4)
        whole = QVBoxLayout(self.body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(3)
        whole.addLayout(head)
        whole.addWidget(self.plane, 1)
        whole.addWidget(self.scale)
        whole.addWidget(self.told)


def _held_levels(sampling: str, factor: Factor) -> Values | None:
    """The values that a factor can be held at; None where it goes through too many."""
    if factor.values:
        if all(isinstance(value, int | float) and not isinstance(value, bool) for value in factor.values):
            return np.array(factor.values, dtype=np.float64)
        return np.arange(len(factor.values), dtype=np.float64)
    if sampling == "grid" and factor.count <= 100:
        return np.asarray(factor.level(np.arange(factor.count)), dtype=np.float64)
    return None


def _ends(values: Any, column: Column) -> tuple[float, float]:
    known = values[np.isfinite(values)]
    if not known.size:
        return 0.0, 1.0
    low, high = float(known.min()), float(known.max())
    room = 0.5 if column.labels else 0.02 * (high - low) or 0.02 * abs(high) or 0.5
    return low - room, high + room


def _show_pieces(curve: Curve, pieces: Any) -> None:
    flat = pieces.reshape(-1, 2)
    curve.opts["connect"] = "pairs"
    curve.setData(flat[:, 0], flat[:, 1], connect="pairs", antialias=True)


def _some(count: int) -> list[int]:
    if count <= _MOST_LINES:
        return list(range(count))
    return np.unique(np.linspace(0, count - 1, _MOST_LINES).round().astype(int)).tolist()


def _judged(points: Points, one: Requirement) -> bool:
    """Whether the points have all that decides about a requirement, as numbers."""
    return not obstacle(one, points.design) and all(
        name in points.outcomes and not points.column(name).labels for name in results_needed(one))  # fmt: skip
