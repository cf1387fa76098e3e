"""What the plots over one orbit have in common: day and cursor of the clock, eclipse shading, and a page over life."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QElapsedTimer, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from studio.design.quantity import MINUTE, YEAR
from studio.design.unit_text import join, number_text
from studio.gui.dates import day_date
from studio.gui.plots.chart import Chart, Mark, Plot, fill_surface
from studio.gui.plots.curve import Shade, shade_tint
from studio.gui.plots.key import KeyColumn
from studio.gui.plots.life_slider import LifeSlider
from studio.gui.plots.linked import Linked
from studio.gui.plots.orbit_reader import OrbitReader, minutes_text
from studio.gui.plots.reader import Reader
from studio.gui.plots.series import Series, SeriesSet
from studio.gui.plots.taking_out import PlotMenu
from studio.gui.session import Session
from studio.gui.view import StageView
from studio.text import tr

_ORBIT, _LIFE = 0, 1
_STILL_MS = 250
"""Draws that follow within this time are a movement: edges are smooth again when it ends."""
_WIDE = 84
"""Characters of width from which the legend stands beside the plot."""
_LEAST, _HIGH = 50, 14
"""Characters of width that a legend beside a low plot needs, and the lines of height up to which a plot is low."""
_SHARE = 0.35
"""Of the height, that a legend above the plot may take at most."""


def closed(rows: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """`rows` (each of N values) as (K, N + 1), the first value repeated at the end of the orbit."""
    made = np.empty((len(rows), len(rows[0]) + 1))
    made[:, :-1] = rows
    made[:, -1] = made[:, 0]
    return made


def orbit_axis(time: NDArray[np.float64]) -> NDArray[np.float64]:
    """`time` (N uniform steps from zero) with the end of the orbit added."""
    return np.append(time, 2.0 * time[-1] - time[-2])


def cell_edges(time: NDArray[np.float64]) -> NDArray[np.float64]:
    """The edges, half-way between, of the cells round each value of a closed orbit axis."""
    half = 0.5 * (time[1] - time[0])
    return np.append(time - half, time[-1] + half)


class OrbitLifeView(StageView):
    """Two pages of curves, over the orbit of the clock's day and over the life. Subclasses say which and draw them."""

    orbit_series: tuple[Series, ...] = ()
    life_series: tuple[Series, ...] = ()
    right_axis = False

    def __init__(self, session: Session, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.orbit_chart = Chart(f"{name}_orbit", tr("{title} over the orbit", title=title), self)
        self.life_chart = Chart(f"{name}_life", tr("{title} over the life", title=title), self)
        self.orbit_chart.setAccessibleDescription(tr(
            "Shaded: the Earth hides the Sun, the umbra; hatched: a part of it, the penumbra."))  # fmt: skip
        self.orbit_plot: Plot = self.orbit_chart.add_plot(right=self.right_axis)
        self.life_plot: Plot = self.life_chart.add_plot()
        self.life_plot.bottom.name_it(tr("Time since launch [yr]"))
        self.life_plot.bottom.setScale(1.0 / YEAR)
        self.shade = Shade()
        self.orbit_plot.box.addItem(self.shade, ignoreBounds=True)
        self.orbit_keys, self.life_keys = KeyColumn(self), KeyColumn(self)
        self._all_keys = [self.orbit_keys, self.life_keys]
        self.orbit_curves = SeriesSet(self.orbit_plot, self.orbit_keys, self._labelled(self.orbit_series))
        self.life_curves = SeriesSet(self.life_plot, self.life_keys, self._labelled(self.life_series))
        self.tabs = QTabBar(self)
        self.tabs.setObjectName(f"{name}_tabs")
        self.tabs.setAccessibleName(tr("Time span of the plot"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(tr("Orbit"))
        self.tabs.setTabToolTip(_ORBIT, self.orbit_chart.accessibleDescription())
        self.tabs.addTab(tr("Life"))
        self._end = 0.0
        self.slider = LifeSlider(session, f"{name}_year", self)
        self._drawn_at = QElapsedTimer()
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL_MS)
        self._still.timeout.connect(self._refine)
        self._lay_out()
        self.menu = PlotMenu(self, self.orbit_chart, self.life_chart)
        self.orbit_reader = OrbitReader(session, self.orbit_chart, self.orbit_plot, self._read_orbit)
        self._tie = Linked(self.life_chart, self.life_plot, session.links.life)
        self.life_reader = Reader(self.life_chart, self._read_life, self.life_curves.places, session.links.life)
        self.tabs.currentChanged.connect(self._turn)
        session.clock.day_changed.connect(self.request_draw)
        for told in (session.life.moved, session.life.changed):
            told.connect(self.request_draw)
        self.theme_changed()

    def draw_orbit(self, day: int) -> None:
        """Show the curves of `day` and its shading."""
        raise NotImplementedError

    def draw_life(self) -> None:
        """Show the curves over the life and what they come to."""
        raise NotImplementedError

    def show_values(self, values: list[float]) -> None:
        """Write the values of the orbit's series at the cursor into their keys."""
        raise NotImplementedError

    def show_life_values(self, values: list[float] | None) -> None:
        """Write the values of the life's series at the cross-hair into their keys, or what they come to."""
        raise NotImplementedError

    @property
    def has_data(self) -> bool:
        """Whether there are numbers to take."""
        return all(self.session.table(stage) is not None for stage in self.stages)

    def data(self) -> list[list[str]]:
        """The curves of the page that is shown, with their units, hidden ones as well."""
        life = self.tabs.currentIndex() == _LIFE
        curves = self.life_curves if life else self.orbit_curves
        head = tr("Time since launch [yr]") if life else tr("Time from the ascending node [min]")
        return curves.data(head, YEAR if life else MINUTE, self.unit_of)

    def unit_of(self, one: Series) -> tuple[str, float]:
        """The symbol in which a series is written out, and its factor."""
        raise NotImplementedError

    def _refine(self) -> None:
        self.orbit_curves.use_smooth(True)

    def draw(self) -> None:
        if self.tabs.currentIndex() == _LIFE:
            self.draw_life()
            self._mark_year()
        if self.tabs.currentIndex() != _ORBIT:
            return
        illumination = self.session.table("illumination")
        visible = illumination.season.visible_fraction
        day = min(self.session.clock.row, len(visible) - 1)
        time = orbit_axis(illumination.orbit_time)
        self.orbit_plot.box.show_x(0.0, float(time[-1]))
        self.shade.show_cells(cell_edges(time), 1.0 - closed([visible[day]])[0])
        moving = self._drawn_at.isValid() and self._drawn_at.elapsed() < _STILL_MS
        self.orbit_curves.use_smooth(not moving)
        if moving:
            self._still.start()
        self._drawn_at.start()
        self.draw_orbit(day)
        self.orbit_reader.again()

    @property
    def face(self) -> str:
        known = super().face
        return "outdated" if known == "fresh" and self.session.life.busy else known

    def _mark_year(self) -> None:
        """Mark the year that the orbit is shown in on the page over the life."""
        life = self.session.life
        marks = [Mark(self.life_plot, time, words) for time, words in self.life_events()]
        if life.year is not None and life.times:
            tint = self.session.theme.colours.accent
            marks.append(Mark(self.life_plot, life.times[life.place], life.text, tint))
        self.life_chart.set_marks(marks)

    def life_events(self) -> list[tuple[float, str]]:
        """What happens within the life: times since launch [s] and their words."""
        return []

    def theme_changed(self) -> None:
        colours = self.session.theme.colours
        fill_surface(self)
        for chart in (self.orbit_chart, self.life_chart):
            chart.use(colours)
        for curves in (self.orbit_curves, self.life_curves):
            curves.use(colours)
        self.shade.use(shade_tint(colours))
        if self.orbit_plot.right is not None:
            tint = next(one.tint(colours) for one in self.orbit_series if one.share)
            self.orbit_plot.right.setTextPen(tint)

    def add_page(self, title: str, chart: QWidget, keys: KeyColumn) -> None:
        """Another page behind the two, which draws itself."""
        self.tabs.addTab(title)
        for stack, page in ((self._charts, chart), (self._columns, keys), (self._headings, keys.heading)):
            stack.addWidget(page)
        self._all_keys.append(keys)
        self._fit_stacks(self.tabs.currentIndex())

    def show_life_to(self, end: float) -> None:
        """Show the life from launch to `end` [s], where the values beside the plot are taken."""
        # A hair more than the life, so that rounding does not lose the last number of the axis.
        self.life_plot.box.show_x(0.0, max(end, MINUTE) * (1.0 + 1e-9))
        self._end = end
        self.life_reader.again()

    def _labelled(self, series: tuple[Series, ...]) -> tuple[Series, ...]:
        return tuple(Series(one.name, tr(one.label), one.colour, one.filled, one.dashed, one.share) for one in series)

    def _lay_out(self) -> None:
        self._charts, self._columns, self._headings = (QStackedWidget(self) for _ in range(3))
        for stack, pages in (
            (self._charts, (self.orbit_chart, self.life_chart)),
            (self._columns, (self.orbit_keys, self.life_keys)),
            (self._headings, (self.orbit_keys.heading, self.life_keys.heading)),
        ):
            for page in pages:
                stack.addWidget(page)
        direction = QBoxLayout.Direction
        self._head = QBoxLayout(direction.TopToBottom)
        self._head.setSpacing(2)
        top = QHBoxLayout()
        top.addWidget(self.slider, 1)
        top.addWidget(self.tabs)
        self._head.addLayout(top)
        self._head.addWidget(self._headings, 1)
        side = QVBoxLayout()
        side.setSpacing(2)
        side.setContentsMargins(6, 2, 6, 0)
        side.addLayout(self._head)
        side.addWidget(self._columns)
        side.addStretch(1)
        for stack in (self._columns, self._headings):
            stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._fit_stacks(0)
        self._rows = QBoxLayout(direction.RightToLeft, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._rows.setSpacing(2)
        self._rows.addLayout(side)
        self._rows.addWidget(self._charts, 1)

    def minimumSizeHint(self) -> QSize:
        # The legend moves above the plot where there is little room: its width beside it must not hold the window.
        metrics = self.fontMetrics()
        return QSize(34 * metrics.averageCharWidth(), 9 * metrics.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.flow()

    def flow(self) -> None:
        """Set the legend beside the plot where there is room, and above it, in several columns, where there is not."""
        width, metrics = self.width(), self.fontMetrics()
        # The average of a Chinese font is that of its wide characters: its letters are as narrow as others.
        character = min(metrics.averageCharWidth(), metrics.horizontalAdvance("n"))
        direction = QBoxLayout.Direction
        # Above a low plot, keys and plot would leave each other no room.
        high = self.height() > _HIGH * self.fontMetrics().height()
        narrow = width < (_WIDE if high else _LEAST) * character
        self._rows.setDirection(direction.TopToBottom if narrow else direction.RightToLeft)
        self._head.setDirection(direction.RightToLeft if narrow else direction.TopToBottom)
        left = self.height() - self.tabs.sizeHint().height() - self.fontMetrics().height() - 4
        for keys in self._all_keys:
            if narrow:
                keys.fit(width, max(1, round(_SHARE * self.height() / (1.2 * self.fontMetrics().height()))))
            else:
                keys.use_columns(keys.columns_in(left))

    def _fit_stacks(self, page: int) -> None:
        """Let the pages that are not shown take no room of the one that is."""
        sizes = QSizePolicy.Policy
        for stack in (self._columns, self._headings):
            for place in range(stack.count()):
                widget = stack.widget(place)
                if widget is not None:
                    shown = sizes.Preferred if place == page else sizes.Ignored
                    widget.setSizePolicy(shown, shown)

    def _turn(self, page: int) -> None:
        self._fit_stacks(page)
        self._charts.setCurrentIndex(page)
        self._columns.setCurrentIndex(page)
        self._headings.setCurrentIndex(page)
        self.request_draw()

    def _read_orbit(self, time: float) -> bool:
        """Say in the keys what there is at a time of the orbit."""
        values = self.orbit_curves.read(time / self.orbit_plot.box.full[1])
        if not values:
            return False
        day = day_date(self.session.design.mission.epoch, self.session.clock.day)
        self.orbit_keys.show_heading(f"{day} · {minutes_text(time)}")
        self.show_values(values)
        return True

    def _read_life(self, time: float | None) -> None:
        if time is None:
            self.life_chart.hide_cursor()
            years = join(number_text(self._end / YEAR, 3), "yr")
            self.life_keys.show_heading(tr("End of life, {years}", years=years))
            self.show_life_values(None)
            return
        years = join(number_text(time / YEAR, 3), "yr")
        self.life_chart.set_cursor(time, text=years)
        self.life_keys.show_heading(tr("{years} after launch", years=years))
        self.show_life_values(self.life_curves.at(time))
