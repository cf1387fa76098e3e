"""From the peak of the accelerators to what the users get: every loss as a bar that begins where the last one ended."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.design.quantity import COMPUTE_RATE
from studio.design.unit_text import join, readable_unit
from studio.gui.charts.bars import Bar, BarList
from studio.gui.charts.view import ChartView, figure, plain
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.value_text import readable_text, value_text
from studio.text import tr

_VALUES = "payload.loss_values"


class ComputeWaterfall(ChartView):
    """A click on a bar explains the losses; the numbers above explain themselves."""

    stages = ("payload",)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "compute_chart", tr("From the peak to the users"), parent)
        self.summary = QLabel(self)
        self.summary.setObjectName("compute_chart-summary")
        self.summary.setWordWrap(True)
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.head.insertWidget(0, self.summary, 1000)
        self.bars = BarList(session.theme, "compute_chart-bars", tr("Losses from the peak to the users"))
        self.bars.activated.connect(lambda name: self.explain(name.partition(":")[0]))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bars)
        column.addStretch(1)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(page, self.body))
        self.theme_changed()

    def missing(self) -> str:
        if self.session.table("payload").peak_rate > 0.0:
            return ""
        return tr("The payload holds no accelerator. Give it more power, or a count.")

    def show_tables(self) -> None:
        payload = self.session.table("payload")
        values = [float(value) for value in payload.loss_values]
        unit = readable_unit(values[0], COMPUTE_RATE)
        colours = self.session.theme.colours
        bars: list[Bar] = []
        left = values[0]
        last = len(values) - 1
        for place, (name, value) in enumerate(zip(payload.loss_names, values, strict=True)):
            whole = place in (0, last)
            start, end = (0.0, value) if whole else (left, left - value)
            left = end
            tint = colours.series[0] if place == 0 else colours.green if place == last else colours.series[5]
            text, share = value_text(value, COMPUTE_RATE, unit, 4), join(f"{100 * value / values[0]:.1f}", "%")
            bars.append(Bar(f"{_VALUES}:{name}", name, start / values[0], end / values[0], tint, (text, share), whole,
                            tip=f"{name}: {text}, {share}"))  # fmt: skip
        self.bars.show_bars(tuple(bars))
        self.summary.setText(tr(
            "{used} of {peak} reach the users: {share}, mean of the life",
            used=readable_text(values[-1], COMPUTE_RATE), peak=readable_text(values[0], COMPUTE_RATE),
            share=join(f"{100 * values[-1] / values[0]:.1f}", "%"),
        ))  # fmt: skip
        self.figures.show_figures((
            *figure("payload.accelerators", payload.accelerators),
            *figure("payload.spares", payload.spares),
            *figure("payload.failures_year", payload.failures_year),
            *figure("payload.working_end", payload.working_end),
            *figure("payload.compute_per_watt", payload.compute_per_watt),
            *figure("payload.compute_per_kilogram", payload.compute_per_kilogram),
            *figure("payload.compute_per_dollar", payload.compute_per_dollar),
        ))  # fmt: skip

    def data(self) -> list[list[str]]:
        payload = self.session.table("payload")
        rows = [[tr("Step"), tr("Compute rate [1/s]"), tr("Share of the peak [%]")]]
        for name, value in zip(payload.loss_names, payload.loss_values, strict=True):
            rows.append([name, plain(value), plain(100.0 * value / payload.loss_values[0])])
        return rows
