"""Parallel: every point as a line across the axes that are chosen."""

from typing import Any

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from studio.gui.drawing import Drawing
from studio.gui.session import Session
from studio.gui.study import raster
from studio.gui.study.column_box import ColumnBox
from studio.gui.study.parallel_plot import ParallelAxis, ParallelPlot
from studio.gui.study.study_page import StudyPage
from studio.gui.study.tints import TintBar, tints
from studio.text import tr

_USUAL = ("cost.orbited_per_watt", "mass.specific_power_eol", "cost.capex_per_watt", "panel.specific_power_eol",
          "mass.satellite", "power.margin_eol")  # fmt: skip
_AXES = 4
"""Results that have an axis to begin with: more of them have no room for their names."""
_QUICK = 3_000
"""Lines of the first picture, which is there at once; all of them follow."""


class ParallelPage(StudyPage):
    """The axes can be moved, turned round and brushed; the colour is that of a column."""

    pause_ms = 100

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "parallel", tr("Points of the study across parallel axes"), parent)
        self.names: tuple[str, ...] = ()
        self._turned: set[str] = set()
        self.plot = ParallelPlot(self.desk)
        self.colour = ColumnBox("study-parallel-colour", tr("Column that colours the lines"), self,
                                optional=tr("One colour"))  # fmt: skip
        self.colour.currentIndexChanged.connect(lambda _: self.request_draw())
        self.choose = QToolButton(self)
        self.choose.setObjectName("study-parallel-axes")
        self.choose.setText(tr("Axes"))
        self.choose.setToolTip(tr("The columns that have an axis"))
        self.choose.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill)
        self.choose.setMenu(self.menu)
        self.scale = TintBar(session.theme, "study-parallel-scale")
        self.quick, self.full = Drawing(self, "study-parallel"), Drawing(self, "study-parallel-full")
        self.quick.made.connect(self._take)
        self.full.made.connect(self._take)
        self.plot.arranged.connect(self.use_axes)
        self.plot.flipped.connect(self._turn)
        self.plot.wanted.connect(self.request_draw)
        head = QHBoxLayout()
        label = QLabel(tr("Colour"), self)
        label.setBuddy(self.colour)
        head.addWidget(label)
        head.addWidget(self.colour, 1)
        head.addWidget(self.choose)
        head.addStretch(1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.plot, 1)
        column.addWidget(self.scale)
        self.study_changed()

    def study_changed(self) -> None:
        points = self.desk.points
        self.full.drop()
        self.plot.clear()
        if points is None:
            return
        kept = tuple(name for name in self.names if name in points.names)
        usual = [name for name in _USUAL if name in points.outcomes][:_AXES] or list(points.outcomes[:3])
        self.names = kept if len(kept) > 1 and set(points.factors) <= set(kept) else (*points.factors, *usual)
        self.colour.fill(points, usual[0] if usual else "")

    def use_axes(self, names: tuple[str, ...]) -> None:
        """Show these axes in this order."""
        if names != self.names:
            self.names = names
            self.request_draw()

    def show_points(self) -> None:
        points = self.desk.points
        if points is None or not self.names:
            return
        columns = [points.column(name) for name in self.names]
        values = [points.values(name) for name in self.names]
        colour = points.column(self.colour.chosen) if self.colour.chosen else None
        tint_values = points.values(self.colour.chosen) if colour is not None else None
        turned = frozenset(self._turned)
        brushed, done = (self.desk.mask() if self.desk.brush else None), points.done
        colours, plot = self.session.theme.colours, self.plot
        scale = plot.devicePixelRatioF()
        size = (max(round(plot.width() * scale), 1), max(round(plot.height() * scale), 1))
        area = plot.area
        count = len(self.names)
        places = np.array([area.left() + area.width() * (place / max(count - 1, 1)) for place in range(count)]) * scale

        def make(most: int) -> Any:
            def made(checkpoint: Any) -> Any:
                axes = tuple(_axis(column, held, column.name in turned)
                             for column, held in zip(columns, values, strict=True))  # fmt: skip
                known = done & (np.isfinite(np.stack(values)).sum(axis=0) > 1)
                order = raster.drawing_order(len(values[0]), known, brushed)
                whole = order.size <= most
                if not whole:
                    order = order[np.linspace(0, order.size - 1, most).astype(np.int64)]
                heights = np.stack([(area.bottom() - axis.share(held[order]) * area.height()) * scale
                                    for axis, held in zip(axes, values, strict=True)])  # fmt: skip
                ids, times = raster.place_lines(heights, places, order, size, checkpoint)
                cover = np.minimum(times.astype(np.uint16) * 60 + (120 if order.size < 400 else 60), 255)
                shown = tints(colour, tint_values, colours)
                shade = shown.shade(tint_values, len(values[0]))
                return axes, ids, raster.paint(ids, cover, shade, brushed, shown.table, shown.muted), shown, whole

            return made

        self.full.drop()
        self._whole = make(points.count)
        self.quick.ask(make(_QUICK))

    def theme_changed(self) -> None:
        super().theme_changed()
        if hasattr(self, "plot"):
            self.plot.update()

    def _take(self, made: Any) -> None:
        axes, ids, argb, shown, whole = made
        if tuple(axis.column.name for axis in axes) != self.names:
            return
        self.plot.show_axes(axes)
        self.plot.show_picture(ids, argb)
        self.scale.show_tints(shown)
        if not whole and not self.quick.busy:
            self.full.ask(self._whole)

    def _turn(self, name: str) -> None:
        self._turned ^= {name}
        self.request_draw()

    def _fill(self) -> None:
        self.menu.clear()
        points = self.desk.points
        if points is None:
            return
        for name in points.names:
            action = self.menu.addAction(points.column(name).label)
            action.setCheckable(True)
            action.setChecked(name in self.names)
            action.setData(name)
            action.toggled.connect(self._ticked)

    def _ticked(self, on: bool) -> None:
        action = self.sender()
        name = action.data()  # type: ignore[attr-defined]
        names = (*self.names, name) if on else tuple(one for one in self.names if one != name)
        if len(names) > 1:
            self.use_axes(names)


def _axis(column: Any, values: Any, turned: bool) -> ParallelAxis:
    if column.labels:
        return ParallelAxis(column, 0.0, float(max(len(column.labels) - 1, 1)), turned)
    known = values[np.isfinite(values)]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    return ParallelAxis(column, low, high, turned)
