"""Where the heat goes: the nodes with their temperatures, the chain from the junction, and a loop that fails."""

import numpy as np
from PySide6.QtWidgets import QStackedLayout, QWidget

from studio.design.quantity import DURATION, POWER, TEMPERATURE, TEMPERATURE_RISE
from studio.design.unit_text import join
from studio.gui.charts.annotated import AnnotatedChart, Note
from studio.gui.charts.bars import Bar, BarList
from studio.gui.charts.lines import KeyRow, Line, Lines
from studio.gui.charts.stacked import stacked
from studio.gui.charts.view import ChartView, figure, plain
from studio.gui.diagrams.flow import Box, Flow, FlowDiagram
from studio.gui.plots.reader import Reader
from studio.gui.plots.steady import SteadyRange
from studio.gui.satellite.heat_places import QUIET, places
from studio.gui.session import Session
from studio.gui.space.colours import Scale
from studio.gui.value_text import readable_text, unit_shown, value_text
from studio.text import mark, tr

_SMALL = 1e-3
"""Share of the largest flow below which a flow is drawn without its number."""


class HeatPage(ChartView):
    """Three modes; every box and number leads to its explanation."""

    stages = ("thermal", "nodes")
    modes = (("network", mark("Nodes")), ("chain", mark("Junction chain")), ("failure", mark("Loop failure")))

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "heat_page", tr("Heat through the satellite"), parent)
        self.mode_buttons["network"].setToolTip(tr("What holds heat, and where it flows, mean of the darkest day"))
        self.mode_buttons["chain"].setToolTip(tr("From the hottest junction down to the radiator"))
        self.mode_buttons["failure"].setToolTip(tr("The junctions after one loop stops, at full load"))
        self.network = FlowDiagram(session.theme, "heat_network", tr("Heat nodes and flows"))
        self.network.activated.connect(self.explain)
        self.chain = BarList(session.theme, "heat_chain", tr("From the junction to the radiator"))
        self.chain.activated.connect(lambda name: self.explain(name.partition(":")[0]))
        self.chart = AnnotatedChart("heat_failure", tr("Junction temperature after a loop failure"), self.body)
        self.plot = self.chart.add_plot()
        self.plot.bottom.name_it(tr("Time since the failure [min]"))
        self.plot.bottom.setScale(1.0 / 60.0)
        self.keys = KeyRow(self.body)
        self.lines = Lines(self.plot, self.keys)
        self.reader = Reader(self.chart, self._read)
        self._range = SteadyRange(least=5.0)
        self._pages = QStackedLayout(self.body)
        for page in (self.network, stacked(self.chain), stacked(self.chart, self.keys, grows=True)):
            self._pages.addWidget(page)
        self.theme_changed()

    def missing(self) -> str:
        if self.mode == "failure" and not self.session.table("nodes").failure_elapsed.size:
            return tr("Heat pipes have no loop that could fail.")
        return ""

    def theme_changed(self) -> None:
        super().theme_changed()
        self.chart.use(self.session.theme.colours)

    def show_tables(self) -> None:
        thermal, nodes = self.session.table("thermal"), self.session.table("nodes")
        self._pages.setCurrentIndex([name for name, _ in self.modes].index(self.mode))
        {"network": self._show_network, "chain": self._show_chain, "failure": self._show_failure}[self.mode]()
        self.figures.show_figures((
            *figure("thermal.junction_hot", nodes.junction_hot),
            *figure("thermal.junction_hot_margin", nodes.junction_hot_margin),
            *figure("thermal.radiator_temperature", thermal.radiator_temperature),
            *figure("thermal.sink_temperature", thermal.sink_temperature),
            *figure("thermal.pump_power", thermal.pump_power),
            *figure("thermal.coolant_cold_margin", nodes.coolant_cold_margin),
            *figure("thermal.failure_time", nodes.failure_time),
            *figure("thermal.energy_closure", nodes.energy_closure, digits=2),
        ))  # fmt: skip

    def data(self) -> list[list[str]]:
        thermal, nodes = self.session.table("thermal"), self.session.table("nodes")
        if self.mode == "chain":
            rows = [[tr("Part"), tr("Drop [K]")]]
            return rows + [[name, plain(rise)] for name, rise in zip(thermal.chain_names, thermal.chain_rises,
                                                                     strict=True)]  # fmt: skip
        if self.mode == "failure":
            rows = [[tr("Time [s]"), tr("Junction [K]")]]
            return rows + [[plain(time), plain(hot)] for time, hot in zip(nodes.failure_elapsed, nodes.failure_junction,
                                                                          strict=True)]  # fmt: skip
        rows = [[tr("From"), tr("To"), tr("Heat [W]")]]
        return rows + [[start, end, plain(power)] for start, end, power in zip(
            nodes.edge_from, nodes.edge_to, nodes.edge_flow, strict=True)]  # fmt: skip

    def _show_network(self) -> None:
        nodes = self.session.table("nodes")
        mean = nodes.node_temperatures_worst_day.mean(axis=-1)
        known = {key: place for place, key in enumerate(nodes.node_keys)}
        labels = dict(zip(nodes.node_keys, nodes.node_names, strict=True))
        for keys, start, end in zip(nodes.edge_keys, nodes.edge_from, nodes.edge_to, strict=True):
            labels.update(zip(keys, (start, end), strict=True))
        exchanging = "inner_return" in known
        boxes = []
        for key, label in labels.items():
            column, row = places(exchanging)[key]
            if key not in known:
                boxes.append(Box(key, label, "", column, row, quiet=key in QUIET))
                continue
            place = known[key]
            temperature = float(mean[place])
            hot, cold = (value_text(float(one[place]), TEMPERATURE, digits=3)
                         for one in (nodes.node_hot, nodes.node_cold))  # fmt: skip
            boxes.append(Box(
                key, label, value_text(temperature, TEMPERATURE, digits=3), column, row,
                tint(temperature), "thermal.node_temperatures_worst_day",
                tr("{name}: hottest {hot} in the hot case, coldest {cold} in the cold case", name=label, hot=hot,
                   cold=cold),
            ))  # fmt: skip
        largest = float(np.max(np.abs(nodes.edge_flow), initial=0.0))
        flows = [
            Flow(start, end, readable_text(abs(float(power)), POWER, 3) if abs(power) > _SMALL * largest else "",
                 float(power), name="thermal.edge_flow",
                 tip=tr("{start} to {end}: {power}", start=labels[start], end=labels[end],
                        power=readable_text(float(power), POWER, 3)))
            for (start, end), power in zip(nodes.edge_keys, nodes.edge_flow, strict=True)
        ]  # fmt: skip
        self.network.show_diagram(boxes, flows)

    def _show_chain(self) -> None:
        thermal, colours = self.session.table("thermal"), self.session.theme.colours
        limit = self.session.design.thermal.junction_limit
        junction, radiator = thermal.junction_temperature, thermal.radiator_temperature
        low, high = radiator - 5.0, max(junction, limit) + 5.0

        def share(temperature: float) -> float:
            return (temperature - low) / (high - low)

        over = junction > limit
        bars = [Bar("thermal.junction_temperature", tr("Hottest junction"), 0.0, share(junction),
                    colours.red if over else colours.series[0],
                    (value_text(junction, TEMPERATURE, digits=4), ""), strong=True)]  # fmt: skip
        at = junction
        for name, rise in zip(thermal.chain_names, thermal.chain_rises, strict=True):
            below = at - float(rise)
            bars.append(Bar(f"thermal.chain_rises:{name}", name, share(below), share(at), colours.series[5],
                            (value_text(below, TEMPERATURE, digits=4),
                             "−" + value_text(float(rise), TEMPERATURE_RISE, digits=3))))  # fmt: skip
            at = below
        bars.append(Bar("thermal.radiator_temperature", tr("Radiator, roots of the fins"), 0.0, share(radiator),
                        colours.series[2], (value_text(radiator, TEMPERATURE, digits=4), ""), strong=True))  # fmt: skip
        bars.append(Bar("thermal.junction_limit", tr("Junction limit"), share(limit) - 0.003, share(limit),
                        colours.text, (value_text(limit, TEMPERATURE, digits=4), ""), hollow=True))  # fmt: skip
        self.chain.show_bars(tuple(bars), share(limit))

    def _show_failure(self) -> None:
        nodes, colours = self.session.table("nodes"), self.session.theme.colours
        limit = self.session.design.thermal.junction_limit
        warmth = unit_shown(TEMPERATURE, "°C")
        self.plot.left.name_it(tr("Junction [{unit}]", unit=warmth.symbol))
        time, junction = nodes.failure_elapsed, nodes.failure_junction / warmth.factor - warmth.offset
        whole = float(time[-1])
        self.plot.box.show_x(0.0, whole)
        bound = np.full(2, warmth.from_si(limit))
        if self._range.update(float(min(junction.min(), bound[0])), float(max(junction.max(), bound[0]))):
            self.plot.box.show_y(self._range.low, self._range.high)
        self.lines.show((
            Line("junction", tr("Hottest junction"), colours.series[0], time, junction),
            Line("limit", tr("Junction limit"), colours.red, np.array([0.0, whole]), bound, dashed=True),
        ))  # fmt: skip
        notes: tuple[Note, ...] = ()
        if nodes.failure_time is not None and nodes.failure_time <= whole:
            unit = "s" if nodes.failure_time < 120.0 else "min"
            text = tr("limit after {time}", time=value_text(nodes.failure_time, DURATION, unit, 3))
            notes = (Note(self.plot, nodes.failure_time, float(bound[0]), text, dot=colours.red),)
        self.chart.set_notes(notes)
        self.reader.again()

    def _read(self, time: float | None) -> None:
        """Say in the keys how warm the junction is at a time after the failure."""
        if time is None:
            self.chart.hide_cursor()
            self.lines.show_values({})
            return
        self.chart.set_cursor(time, text=value_text(time, DURATION, "s" if time < 120.0 else "min", 3))
        symbol = unit_shown(TEMPERATURE, "°C").symbol
        self.lines.show_values({name: join(f"{warm:.1f}", symbol) for name, warm in self.lines.at(time).items()})


_SCALE = Scale(230.0, 380.0, "inferno")


def tint(temperature: float) -> str:
    """The colour of a temperature [K], from dark where it is −40 °C to bright where it is above 100 °C."""
    red, green, blue = _SCALE.colours(np.array([temperature]), (0.5, 0.5, 0.5))[0]
    return f"#{red:02x}{green:02x}{blue:02x}"
