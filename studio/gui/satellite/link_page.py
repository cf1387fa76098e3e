"""How data moves: the traffic of the satellite against its links, the budget of one link, and the rate over range."""

from typing import Any

import numpy as np
from PySide6.QtWidgets import QStackedLayout, QWidget

from studio.design.quantity import DATA, DATA_PER_ENERGY, DATA_RATE, LENGTH
from studio.design.shown import shown_symbol
from studio.design.unit_text import number_text
from studio.gui.charts.annotated import AnnotatedChart, Note
from studio.gui.charts.bars import Bar, BarList
from studio.gui.charts.lines import KeyRow, Line, Lines
from studio.gui.charts.stacked import stacked
from studio.gui.charts.view import ChartView, figure, plain
from studio.gui.diagrams.flow import Box, Flow, FlowDiagram
from studio.gui.plots.log_axis import log_finder
from studio.gui.plots.reader import Reader
from studio.gui.session import Session
from studio.gui.value_text import typeset, value_text
from studio.text import mark, tr

_TERA = 1e12


class LinkPage(ChartView):
    """Three modes; the lines of the budget and every box lead to their explanation."""

    stages = ("constellation", "payload", "link")
    modes = (("traffic", mark("Traffic")), ("budget", mark("Budget")), ("range", mark("Rate over range")))

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "link_page", tr("Links of the satellite"), parent)
        self.mode_buttons["traffic"].setToolTip(tr("What the workload sends, and what the links carry"))
        self.mode_buttons["budget"].setToolTip(tr("The light of one link from the laser to the detector, in decibels"))
        self.mode_buttons["range"].setToolTip(tr("Data rate of a link over its range"))
        self.diagram = FlowDiagram(session.theme, "link_diagram", tr("Traffic and links"))
        self.diagram.activated.connect(self.explain)
        self.budget = BarList(session.theme, "link_budget", tr("Budget of one link"))
        self.budget.activated.connect(self.explain)
        self.chart = AnnotatedChart("link_range", tr("Data rate over range"), self.body)
        self.plot = self.chart.add_plot()
        self.plot.bottom.name_it(tr("Range [km]"))
        self.plot.left.name_it(tr("Data rate [Tbit/s]"))
        self.keys = KeyRow(self.body)
        self.lines = Lines(self.plot, self.keys)
        self.reader = Reader(self.chart, self._read)
        self._pages = QStackedLayout(self.body)
        upper = stacked(self.budget)
        chart = stacked(self.chart, self.keys, grows=True)
        for page in (self.diagram, upper, chart):
            self._pages.addWidget(page)
        self.theme_changed()

    def missing(self) -> str:
        if self.mode == "budget" and self.session.table("link").received_power is None:
            return tr("This satellite has no neighbour to talk to. Give the range of the link by hand, or a "
                      "constellation of more than one satellite, and at least one terminal.")  # fmt: skip
        return ""

    def theme_changed(self) -> None:
        super().theme_changed()
        self.chart.use(self.session.theme.colours)

    def show_tables(self) -> None:
        link = self.session.table("link")
        self._pages.setCurrentIndex([name for name, _ in self.modes].index(self.mode))
        {"traffic": self._show_traffic, "budget": self._show_budget, "range": self._show_range}[self.mode](link)
        self.figures.show_figures((
            *figure("link.data_rate", link.data_rate),
            *figure("link.margin", link.margin),
            *figure("link.received_power", link.received_power),
            *figure("link.photons_received", link.photons_received),
            *figure("link.near_field_range", link.near_field_range),
            *figure("link.clear_share", link.clear_share),
            *figure("link.downlink_satellite_day", link.downlink_satellite_day),
            *figure("link.bytes_per_energy", link.bytes_per_energy),
        ))  # fmt: skip

    def data(self) -> list[list[str]]:
        link = self.session.table("link")
        if self.mode == "budget":
            steps = ([label, plain(value)] for _, label, value, _ in self._steps(link))
            return [[tr("Step"), tr("Value [dB]")], *steps]
        rows = [[tr("Range [m]"), tr("One beam [bit/s]"), tr("Parallel beams [bit/s]")]]
        for line in zip(link.ranges, link.rate_ranges, link.rate_ranges_multiplexed, strict=True):
            rows.append([plain(float(value)) for value in line])
        return rows

    def _show_traffic(self, link: Any) -> None:
        design, colours = self.session.design, self.session.theme.colours
        part = design.link
        wanted, have = link.traffic_rate, link.satellite_rate
        lacking = wanted is not None and have is not None and wanted > have
        too_much = link.bytes_per_energy is not None and part.traffic > link.bytes_per_energy
        boxes = [
            Box("compute", tr("Accelerators"), f"{self.session.table('payload').accelerators}", 0, 0.5,
                colours.series[0], "payload.accelerators"),
            Box("terminals", tr("Link terminals"), _terminals(part.terminals, link.data_rate), 1.4, 0,
                colours.red if lacking else colours.green, "link.satellite_rate"),
            Box("neighbour", tr("Neighbours"), _text(link.distance, LENGTH), 2.8, 0, colours.series[1],
                "link.distance"),
            Box("down", tr("Downlink"), {"optical": tr("light"), "radio": tr("radio")}.get(part.downlink,
                tr("light and radio")), 1.4, 1, colours.red if too_much else colours.green, "link.downlink_day"),
            Box("ground", tr("Ground stations"), f"{part.stations} × {part.station_terminals}", 2.8, 1,
                colours.series[1], "link.network_share"),
        ]  # fmt: skip
        sent = part.traffic * design.payload.power * self.session.table("payload").availability * 8.0
        received = link.downlink_satellite_day * 8.0 / 86400.0
        flows = [
            Flow("compute", "terminals", _rate(wanted), wanted or 0.0, name="link.traffic_rate",
                 tip=tr("What the accelerators exchange with other satellites")),
            Flow("terminals", "neighbour", _rate(have), have or 0.0, colours.red if lacking else "",
                 "link.satellite_rate", tr("What all terminals carry together")),
            Flow("compute", "down", _rate(sent), sent, name="link.bytes_per_energy",
                 tip=tr("What the workload sends to the ground: {traffic}",
                        traffic=value_text(part.traffic, DATA_PER_ENERGY, digits=3))),
            Flow("down", "ground", _rate(received), received, colours.red if too_much else "",
                 "link.downlink_satellite_day",
                 tr("What the ground receives of each satellite through cloud, mean: {day} a day",
                    day=value_text(link.downlink_satellite_day, DATA, digits=3))),
        ]  # fmt: skip
        # The way down is a thousandth of the way across: widths are those of decades.
        largest = max((flow.size for flow in flows), default=0.0)
        scaled = [Flow(flow.source, flow.target, flow.text, _decades(flow.size, largest), flow.colour, flow.name,
                       flow.tip) for flow in flows]  # fmt: skip
        self.diagram.show_diagram(boxes, scaled)

    def _steps(self, link: Any) -> list[tuple[str, str, float, str]]:
        """Name, label, value [dB or dBm] and kind of every line: what adds, what takes, and the levels."""
        part = self.session.design.link
        sent = 10.0 * float(np.log10(part.transmit_power / 1e-3))
        needed = link.received_level - link.margin
        friis = sent + 2.0 * link.gain - link.path_loss - link.pointing_loss - part.implementation_loss
        lines = [
            ("link.transmit_power", tr("Transmit power, over 1 mW"), sent, "level"),
            ("link.gain", tr("Gain of the sending telescope"), link.gain, "gain"),
            ("link.path_loss", tr("Path loss"), -link.path_loss, "loss"),
            ("link.gain", tr("Gain of the receiving telescope"), link.gain, "gain"),
            ("link.pointing_loss", tr("Pointing loss"), -link.pointing_loss, "loss"),
            ("link.implementation_loss", tr("Other losses"), -part.implementation_loss, "loss"),
        ]
        if abs(link.received_level - friis) > 0.005:
            lines.append(("link.received_power", tr("Near field: no more than all of the light"),
                          link.received_level - friis, "loss"))  # fmt: skip
        lines += [
            ("link.received_level", tr("Received, over 1 mW"), link.received_level, "level"),
            ("link.photons_received", tr("Needed for the full rate, over 1 mW"), needed, "level"),
            ("link.margin", tr("Margin"), link.margin, "margin"),
        ]
        return lines

    def _show_budget(self, link: Any) -> None:
        colours = self.session.theme.colours
        lines = self._steps(link)
        at, places = 0.0, []
        for _, _, value, kind in lines:
            if kind in {"level", "margin"}:
                places.append((min(value, 0.0), max(value, 0.0)) if kind == "margin" else (value, value))
                at = value if kind == "level" else at
            else:
                places.append((at, at + value))
                at += value
        low, high = min(min(pair) for pair in places), max(max(pair) for pair in places)
        span = max(high - low, 1.0)
        tints = {"level": colours.series[0], "gain": colours.green, "loss": colours.series[5],
                 "margin": colours.green if link.margin >= 0.0 else colours.red}  # fmt: skip
        bars = []
        for (name, label, value, kind), (start, end) in zip(lines, places, strict=True):
            first, last = (start - low) / span, (end - low) / span
            if kind == "level":
                first = 0.0
            text = number_text(value, 4).replace("-", "−") + (" dBm" if kind == "level" else " dB")
            bars.append(Bar(name, label, first, last, tints[kind], (text,), strong=kind in {"level", "margin"}))
        self.budget.show_bars(tuple(bars))

    def _show_range(self, link: Any) -> None:
        colours = self.session.theme.colours
        ranges, floor = link.ranges, 1e9
        x = np.log10(ranges)
        many, one = (np.log10(np.maximum(rates, floor)) for rates in (link.rate_ranges_multiplexed, link.rate_ranges))
        low, high = float(min(one.min(), many.min())), float(max(one.max(), many.max())) + 0.1
        self.plot.box.show_x(float(x[0]), float(x[-1]))
        self.plot.box.show_y(low, high)
        unit = LENGTH.unit(shown_symbol(LENGTH, "km"))
        assert unit is not None
        self.plot.bottom.name_it(tr("Range [km]").replace("km", unit.symbol))
        self.plot.bottom.find_ticks(log_finder(lambda value: typeset(number_text(value / unit.factor, 3))))
        self.plot.left.find_ticks(log_finder(lambda value: typeset(number_text(value / _TERA, 3))))
        self.lines.show((
            Line("many", tr("As many parallel beams as the near field lets"), colours.series[1], x, many, dashed=True),
            Line("one", tr("One beam"), colours.series[0], x, one),
        ))  # fmt: skip
        notes = []
        if link.distance is not None and ranges[0] <= link.distance <= ranges[-1] and link.data_rate > floor:
            text = f"{_text(link.distance, LENGTH)}: {_rate(link.data_rate)}"
            notes.append(Note(self.plot, float(np.log10(link.distance)), float(np.log10(link.data_rate)), text,
                              dot=colours.green))  # fmt: skip
        self.chart.set_notes(tuple(notes))
        self.reader.again()

    def _read(self, place: float | None) -> None:
        """Say in the keys what goes over a range, which is along the axis as its logarithm."""
        if place is None:
            self.chart.hide_cursor()
            self.lines.show_values({})
            return
        self.chart.set_cursor(place, text=_text(10.0**place, LENGTH))
        self.lines.show_values({name: _rate(10.0**rate) for name, rate in self.lines.at(place).items()})


def _terminals(count: int, rate: float | None) -> str:
    return tr("{count}, not used", count=count) if rate is None else f"{count} × {_rate(rate)}"


def _rate(value: float | None) -> str:
    if value is None:
        return ""
    for unit in ("Tbit/s", "Gbit/s", "Mbit/s"):
        shown = DATA_RATE.unit(unit)
        if shown is not None and value >= shown.factor:
            return value_text(value, DATA_RATE, unit, 3)
    return value_text(value, DATA_RATE, "bit/s", 3)


def _text(value: float | None, quantity: Any) -> str:
    if value is None:
        return tr("none")
    return value_text(value, quantity, "m" if quantity is LENGTH and value < 1e4 else None, 4)


def _decades(size: float, largest: float) -> float:
    """A width that falls by a tenth of the largest with each decade and never to nothing."""
    if size <= 0.0 or largest <= 0.0:
        return 0.0
    return max(1.0 + 0.15 * float(np.log10(size / largest)), 0.1)
