"""From sunlight to the watt at the bus: every loss as a bar that begins where the one before has ended."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from studio.design.quantity import FLUX
from studio.design.unit_text import display, join
from studio.gui.charts.bars import Bar, BarList
from studio.gui.charts.view import ChartView, figure, plain
from studio.gui.panel.charts.loss_data import Step, steps
from studio.gui.session import Session
from studio.text import tr, tr_count

_OTHERS = "others"
_VALUES = "power.loss_values"


class LossChart(ChartView):
    """A click on a bar explains it; on the others, unfolds them."""

    stages = ("cell", "power")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "loss_chart", tr("From sunlight to the bus"), parent)
        self.unfolded = False
        self.summary = QLabel(self)
        self.summary.setObjectName("loss_chart-summary")
        self.summary.setWordWrap(True)
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.head.insertWidget(0, self.summary, 1000)
        self.bars = BarList(session.theme, "loss_chart-bars", tr("Losses from sunlight to the bus"))
        self.bars.activated.connect(self._activate)
        self.bars.moved.connect(self._follow)
        self._scroll = QScrollArea(self.body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bars)
        column.addStretch(1)
        self._scroll.setWidget(self._page)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self.theme_changed()

    def missing(self) -> str:
        values = self.session.table("power").loss_values
        if values[0] > 0.0:
            return ""
        return tr("The panel never sees the Sun in this orbit. Choose another pointing or orbit.")

    def show_tables(self) -> None:
        power, cell = self.session.table("power"), self.session.table("cell")
        values = [float(value) for value in power.loss_values]
        made, count = steps(power.loss_names, values, self.unfolded)
        within = set(cell.loss_names or ())
        self.bars.show_bars(tuple(self._bar(step, values[0], count, within) for step in made))
        self.summary.setText(tr(
            "{delivered} of {sunlight} arrive at the bus: {share}, at the end of life",
            delivered=display(values[-1], FLUX, digits=4), sunlight=display(values[0], FLUX, digits=4),
            share=join(f"{100 * values[-1] / values[0]:.1f}", "%"),
        ))  # fmt: skip
        self.figures.show_figures((*figure("panel.efficiency_cell", cell.efficiency_cell),))

    def data(self) -> list[list[str]]:
        power = self.session.table("power")
        rows = [[tr("Step"), tr("Power [W/m²]"), tr("Share of sunlight [%]")]]
        for name, value in zip(power.loss_names, power.loss_values, strict=True):
            rows.append([name, plain(value), plain(100.0 * value / power.loss_values[0])])
        return rows

    def _bar(self, step: Step, sunlight: float, count: int, within: set[str]) -> Bar:
        colours = self.session.theme.colours
        # In the cell, outside it, and what gives instead of taking: colours, and the order says it too.
        loss = colours.green if step.value < 0.0 else colours.series[3 if step.label in within else 5]
        tint = {"sunlight": colours.series[0], "delivered": colours.green, "others": colours.muted}.get(step.kind, loss)
        label = step.label
        if step.kind == _OTHERS:
            sign = "▾" if self.unfolded else "▸"
            label = f"{sign} " + tr_count("{count} smaller loss", "{count} smaller losses", count)
        share = join(f"{100 * step.value / sunlight:.1f}", "%").replace("-", "−")
        watts = f"{_clean(step.value):.1f}".replace("-", "−")
        return Bar(
            _OTHERS if step.kind == _OTHERS else f"{_VALUES}:{step.label}",
            label,
            step.start,
            step.end,
            tint,
            (join(watts, "W/m²"), share.replace("−0.0", "0.0")),
            strong=step.kind in {"sunlight", "delivered"},
            indent=step.kind == "other",
            tip=self._tip(step, within, f"{label}: {join(watts, 'W/m²')}, {share}"),
        )

    def _tip(self, step: Step, within: set[str], words: str) -> str:
        if step.kind == _OTHERS:
            return tr("Unfold or fold what is below 0.3 % each")
        if step.kind not in {"loss", "other"}:
            return words
        return (
            tr("{loss}, in the cell", loss=words)
            if step.label in within
            else tr("{loss}, outside the cell", loss=words)
        )

    def _activate(self, name: str) -> None:
        if name == _OTHERS:
            self.unfolded = not self.unfolded
            self.request_draw()
        else:
            self.explain(name.partition(":")[0])

    def _follow(self, row: QRectF) -> None:
        place = self.bars.mapTo(self._page, row.center().toPoint())
        self._scroll.ensureVisible(place.x(), place.y(), 0, round(row.height()))


def _clean(value: float) -> float:
    """`value` without the noise of sums, so that nothing is written as −0.0."""
    return 0.0 if abs(value) < 0.05 else value
