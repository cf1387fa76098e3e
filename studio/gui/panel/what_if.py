"""What if the selected layer were thicker, or its band gap another: every merit against the value, before it is set."""

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from studio.analysis import Results
from studio.analysis.stack.variants import merits as compute
from studio.design import Design
from studio.design.quantity import ELECTRONVOLT
from studio.gui.elided_box import ElidedBox
from studio.gui.inspector.change import Gesture
from studio.gui.inspector.words import sentence
from studio.gui.panel.edits import with_field
from studio.gui.panel.junction_edits import with_junction_field
from studio.gui.panel.selection import Selection
from studio.gui.panel.what_if_data import FACTORS, Sweep, Values, against_now, now_of, sweep_of
from studio.gui.panel.what_if_words import SERIES, change_text, value_text
from studio.gui.panel.words import thickness_text
from studio.gui.plots.chart import Chart, Mark, fill_surface
from studio.gui.plots.key import KeyColumn
from studio.gui.plots.log_axis import log_finder
from studio.gui.plots.series import Series, SeriesSet
from studio.gui.plots.steady import SteadyRange
from studio.gui.session import Session
from studio.gui.tasks import Tasks
from studio.gui.view import StageView
from studio.text import mark, tr

Merits = Callable[[Design, Results, str, Values], dict[str, Values]]
_FIELDS = (("thickness", mark("Thickness")), ("junction.band_gap", mark("Band gap")))
_NUDGE = 0.01
"""Share of the axis that an arrow key goes."""


class WhatIfView(StageView):
    """The curves are computed beside the GUI, again whenever the results are new; a click sets the value."""

    stages = ("panel",)
    pause_ms = 150

    def __init__(
        self, session: Session, selection: Selection, parent: QWidget | None = None, merits: Merits = compute
    ) -> None:
        super().__init__(session, parent)
        self.setObjectName("what-if")
        self.setAccessibleName(tr("What if"))
        self._selection = selection
        self._merits = merits
        self._sweep: Sweep | None = None
        self._values: Values = np.zeros(0)
        self._again = False
        self._hovered: float | None = None
        self._range = SteadyRange(least=2.0)
        self._gesture = Gesture(session, self)
        self.tasks = Tasks(self, "what if")
        self.tasks.done.connect(self._take)
        self.tasks.failed.connect(self._fail)
        self.field = self._box("what-if-field", tr("What is varied"))
        for name, label in _FIELDS:
            self.field.addItem(tr(label), name)
        self.span = self._box("what-if-span", tr("How far, up and down"))
        for factor in FACTORS:
            self.span.addItem(tr("up to {factor}×", factor=f"{factor:g}"), factor)
        self.span.setCurrentIndex(1)
        self.heading = QLabel(self)
        self.heading.setObjectName("what-if-heading")
        self.heading.setProperty("look", "muted")
        self.message = QLabel(self)
        self.message.setObjectName("what-if-message")
        self.message.setProperty("look", "error")
        self.message.setWordWrap(True)
        self.message.hide()
        self.chart = Chart("what_if_chart", tr("Change of each merit against the value"), self)
        self.plot = self.chart.add_plot()
        self.plot.left.name_it(tr("Change [% or K]"))
        self.keys = KeyColumn(self)
        self.keys.heading.hide()  # its words stand above
        self.curves = SeriesSet(self.plot, self.keys, tuple(
            Series(one.name, tr(one.label), one.colour, dashed=one.dashed) for one in SERIES))  # fmt: skip
        self._lay_out()
        self.field.currentIndexChanged.connect(self._restart)
        self.span.currentIndexChanged.connect(self._restart)
        self.plot.box.pointed.connect(self._point)
        self.chart.stepped.connect(self._step)
        self.chart.hovered.connect(self._hover)
        selection.changed.connect(self._restart)
        session.design_changed.connect(self._design_changed)
        self.theme_changed()

    def draw(self) -> None:
        """Compute the curves anew, unless that is going on already: then once more after it."""
        self._follow()
        if self._sweep is None or self.session.status("panel") != "fresh":
            return
        if self.tasks.busy:
            self._again = True
            return
        design, results, sweep = self.session.design, self.session.results(), self._sweep
        now, merits = self._now(), self._merits
        values = sweep.values(now if now is not None else sweep.low)

        def work(checkpoint: Callable[[float], None], report: Callable[[Any], None]) -> Any:
            return sweep, values, against_now(merits(design, results, sweep.path, values), results)

        self.tasks.run(work)
        self._describe()

    def theme_changed(self) -> None:
        colours = self.session.theme.colours
        fill_surface(self)
        self.chart.use(colours)
        self.curves.use(colours)

    def minimumSizeHint(self) -> QSize:
        # The keys make way for the plot where there is little room: their height must not hold the window.
        em = self.fontMetrics().height()
        return QSize(12 * em, 9 * em)

    def hasHeightForWidth(self) -> bool:
        return False  # the message may wrap, but it takes its room from the plot

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keys.fit(event.size().width() - self.fontMetrics().height())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._again = False
        self.tasks.cancel()

    def _box(self, name: str, label: str) -> QComboBox:
        box = ElidedBox(self)
        box.setObjectName(name)
        box.setAccessibleName(label)
        box.setToolTip(label)
        return box

    def _lay_out(self) -> None:
        em = self.fontMetrics().height()
        head = QHBoxLayout()
        head.addWidget(self.field)
        head.addWidget(self.span)
        head.addWidget(self.heading, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(round(em * 0.4), round(em * 0.4), round(em * 0.4), round(em * 0.2))
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setSpacing(round(em * 0.3))
        column.addLayout(head)
        column.addWidget(self.message)
        column.addWidget(self.chart, 1)
        column.addWidget(self.keys)
        self.chart.setMinimumHeight(em * 6)

    # What is varied

    @property
    def _name(self) -> str:
        return str(self.field.currentData())

    def _now(self) -> float | None:
        layers = self.session.design.stack.layers
        return now_of(self.session.design, min(self._selection.index, len(layers) - 1), self._name)

    def _restart(self) -> None:
        """Another layer, field or span: the sweep begins anew round the value that is there."""
        self._sweep = None
        self._range = SteadyRange(least=2.0)
        self._follow()
        if self.tasks.busy:
            self.tasks.cancel()
        self.request_draw()

    def _follow(self) -> None:
        """Keep the sweep while the value lies within, so that pointing does not move the axis under the pointer."""
        layers, index = self.session.design.stack.layers, self._selection.index
        if index >= len(layers):
            return
        if layers[index].junction is None and self._name != "thickness":
            self.field.blockSignals(True)
            self.field.setCurrentIndex(0)
            self.field.blockSignals(False)
            self._sweep = None
        self.field.setEnabled(layers[index].junction is not None)
        self.span.setEnabled(self._name == "thickness")
        now, sweep = self._now(), self._sweep
        kept = (sweep is not None and now is not None and sweep.layer == layers[index].name
                and sweep.field == self._name and sweep.low <= now <= sweep.high)  # fmt: skip
        if not kept:
            self._sweep = sweep_of(self.session.design, index, self._name, float(self.span.currentData()))
            self._show_axis()
        self._describe()

    def _show_axis(self) -> None:
        sweep = self._sweep
        if sweep is None:
            return
        self.curves.show(np.zeros(0), np.zeros((len(SERIES), 0)))
        self._values = np.zeros(0)
        bottom = self.plot.bottom
        if sweep.even:
            bottom.find_ticks(None)
            bottom.setScale(1.0 / ELECTRONVOLT)
            bottom.name_it(tr("Band gap of {layer} [eV]", layer=sweep.layer))
        else:
            bottom.setScale(1.0)
            bottom.find_ticks(log_finder(thickness_text))
            bottom.name_it(tr("Thickness of {layer}", layer=sweep.layer))
        self.plot.box.show_x(float(sweep.place(sweep.low)), float(sweep.place(sweep.high)))
        self.chart.show_all()

    def _design_changed(self) -> None:
        if self.isVisible():
            self._follow()

    # What comes of it

    def _take(self, answer: tuple[Sweep, Values, dict[str, Values]]) -> None:
        sweep, values, changes = answer
        if sweep == self._sweep:
            self._show(values, changes)
        self._next()

    def _fail(self, reason: str) -> None:
        self.message.setText(sentence(reason))
        self.message.show()
        self._next()

    def _next(self) -> None:
        again, self._again = self._again, False
        if again:
            self.request_draw()
        self._describe()

    def _show(self, values: Values, changes: dict[str, Values]) -> None:
        assert self._sweep is not None
        self.message.hide()
        self._values = values
        blank = np.zeros_like(values)
        self.curves.show(self._sweep.place(values), np.array([changes.get(one.name, blank) for one in SERIES]))
        for one in SERIES:
            self.curves.offer(one.name, one.name in changes)
        if changes and self._range.update(min(float(one.min()) for one in changes.values()),
                                          max(float(one.max()) for one in changes.values())):  # fmt: skip
            self.plot.box.show_y(self._range.low, self._range.high)
        self._describe()

    def _describe(self) -> None:
        """The mark of the value there is, and the changes at the pointer in the keys."""
        now, sweep = self._now(), self._sweep
        if now is None or sweep is None:
            return
        place = float(sweep.place(now))
        self.chart.set_marks([Mark(self.plot, place, tr("now {value}", value=value_text(self._name, now)))])
        if self._hovered is None:
            self.chart.hide_cursor()
            words = tr("Computing …") if self.tasks.busy and not self._values.size else tr("Click to set")
            self.heading.setText(words)
        else:
            value = sweep.value(self._hovered)
            place = self._hovered
            self.chart.set_cursor(place, text=value_text(self._name, value))
            self.heading.setText(tr("At {value}", value=value_text(self._name, value)))
        if self._values.size:
            at = sweep.place(self._values)
            for one in SERIES:
                y = self.curves.curves[one.name].yData
                if y is not None and len(y) == len(at):
                    self.keys[one.name].show_value(change_text(one.name, float(np.interp(place, at, y))))

    # What the pointer does

    def _hover(self, scene: QPointF) -> None:
        inside = self.plot.box.sceneBoundingRect().contains(scene)
        self._hovered = self.plot.box.mapSceneToView(scene).x() if inside else None
        self._describe()

    def _point(self, place: float, _: float) -> None:
        if self._sweep is not None:
            self._set(self._sweep.value(place))

    def _step(self, across: int, _: int) -> None:
        now, sweep = self._now(), self._sweep
        if now is None or sweep is None or not across:
            return
        span = float(sweep.place(sweep.high) - sweep.place(sweep.low))
        self._set(sweep.value(float(sweep.place(now)) + across * _NUDGE * span))

    def _set(self, value: float) -> None:
        sweep, position = self._sweep, self._selection.index
        if sweep is None or value == self._now():
            return
        field = sweep.field

        def edit(design: Design) -> Design:
            if field == "thickness":
                return with_field(design, position, field, value)
            return with_junction_field(design, position, field.partition(".")[2], value)

        label = tr("{field} of {name}", field=self.field.currentText(), name=sweep.layer)
        refusal = self.session.edit(label, edit, self._gesture.step())
        self.message.setText(refusal.text if refusal is not None else "")
        self.message.setVisible(refusal is not None)
