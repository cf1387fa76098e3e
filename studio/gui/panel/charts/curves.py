"""Current and voltage of the cell and of its junctions, how well their currents match, and how far the limit is."""

from typing import Any

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.analysis import RESULTS
from studio.analysis.result import FloatArray
from studio.design.quantity import BAND_GAP, CURRENT_DENSITY, RATIO, VOLTAGE
from studio.design.unit_text import display, join
from studio.gui.charts.annotated import AnnotatedChart, Note
from studio.gui.charts.bars import Bar, BarList
from studio.gui.charts.lines import KeyRow, Line, Lines
from studio.gui.charts.view import ChartView, figure, plain
from studio.gui.panel.charts.shades import junction_tint
from studio.gui.panel.words import DATA_SHEET
from studio.gui.plots.reader import Reader
from studio.gui.plots.steady import SteadyRange
from studio.gui.session import Session
from studio.text import mark, tr

_MILLI = 0.1
"""mA/cm² in an A/m²."""
_WIDE_EMS = 44
"""From this width on the bars stand beside the curves."""
_LIMITS = (
    ("panel.efficiency_cell", mark("This cell in space"), False),
    ("panel.efficiency_limit_opaque", mark("Limit in space, opaque junctions"), True),
    ("panel.efficiency_limit", mark("Limit in space"), True),
    ("panel.efficiency_ground", mark("This cell on the ground"), False),
    ("panel.efficiency_limit_ground", mark("Limit on the ground"), True),
)


class CurveChart(ChartView):
    """Beside the curves, or as a second page where it is narrow: the match of the currents, and the limits."""

    stages = ("optics", "cell")
    modes = (("curve", mark("J–V")), ("match", mark("Match and limit")))

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "curve_chart", tr("Current and voltage"), parent)
        self.mode_buttons["curve"].setToolTip(tr("Current density over voltage, AM0 and 28 °C"))
        self.mode_buttons["match"].setToolTip(tr("Photocurrents of the junctions, and the detailed-balance limit"))
        self.chart = AnnotatedChart("curve_chart_plot", tr("Current density over voltage"), self.body)
        self.plot = self.chart.add_plot()
        self.plot.bottom.name_it(tr("Voltage [V]"))
        self.plot.left.name_it(tr("Current density [mA/cm²]"))
        self.plot.left.setScale(_MILLI)
        self.keys = KeyRow(self.body)
        self.lines = Lines(self.plot, self.keys)
        self.match_title = _title(tr("Photocurrents"))
        self.match = BarList(session.theme, "curve_chart-match", tr("Photocurrent of each junction"))
        self.limit_title = _title(tr("Efficiency and its limit"))
        self.limits = BarList(session.theme, "curve_chart-limits", tr("Efficiency and its detailed-balance limit"))
        self.match.activated.connect(self.explain)
        self.limits.activated.connect(self.explain)
        self.curve_page, self.match_page = QWidget(self.body), QWidget(self.body)
        self.lessons = QLabel(self.body)
        self.lessons.setObjectName("curve_chart-lessons")
        self.lessons.setProperty("look", "muted")
        self.lessons.setWordWrap(True)
        bars = (self.match_title, self.match, self.limit_title, self.limits, self.lessons)
        for page, widgets in ((self.curve_page, (self.chart, self.keys)), (self.match_page, bars)):
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            for widget in widgets:
                column.addWidget(widget, 1 if widget is self.chart else 0)
            if page is self.match_page:
                column.addStretch(1)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.fontMetrics().height())
        row.addWidget(self.curve_page, 5)
        row.addWidget(self.match_page, 4)
        self._voltage, self._current = SteadyRange(floor=0.0, least=0.1), SteadyRange(floor=0.0, least=1.0)
        self.reader = Reader(self.chart, self._write_cursor)
        self._arrange()
        self.theme_changed()

    def missing(self) -> str:
        return tr(DATA_SHEET) if self.session.table("cell").junction_voltage is None else ""

    def theme_changed(self) -> None:
        super().theme_changed()
        self.chart.use(self.session.theme.colours)

    def show_tables(self) -> None:
        cell = self.session.table("cell")
        self._arrange()
        self._show_curves(cell)
        self._show_match(cell)
        self._show_limits(cell)
        self.lessons.setText("\n\n".join(cell.lessons or ()))
        self.lessons.setVisible(bool(cell.lessons))
        self.figures.show_figures((
            *figure("panel.efficiency_cell", cell.efficiency_cell), *figure("panel.jsc", cell.jsc, tr("Jsc")),
            *figure("panel.voc", cell.voc, tr("Voc")), *figure("panel.fill_factor", cell.fill_factor),
            *figure("panel.temperature_coefficient", cell.temperature_coefficient),
        ))  # fmt: skip
        self.reader.again()

    def data(self) -> list[list[str]]:
        cell = self.session.table("cell")
        heads, columns = [], []
        if cell.curve_voltage is not None:
            heads += [tr("Cell [V]"), tr("Cell [mA/cm²]")]
            columns += [cell.curve_voltage, cell.curve_current * _MILLI]
        curves = zip(cell.junction_names, cell.junction_voltage, cell.junction_current, strict=True)
        for name, voltage, current in curves:
            heads += [tr("{name} [V]", name=name), tr("{name} [mA/cm²]", name=name)]
            columns += [voltage, current * _MILLI]
        return [heads, *([plain(value) for value in row] for row in zip(*columns, strict=True))]

    def _show_curves(self, table: Any) -> None:
        colours = self.session.theme.colours
        lines, notes = [], []
        if table.curve_voltage is not None:
            lines.append(Line("cell", tr("Cell, two terminals"), colours.text, table.curve_voltage, table.curve_current,
                              width=2.6, value=display(float(table.voc), VOLTAGE, "V", 3)))  # fmt: skip
            notes.append(_power_note(self, float(table.power_point[0]), float(table.power_point[1]), colours.text))
        alone = table.curve_voltage is None
        for place, (name, gap, voltage, current) in enumerate(zip(
            table.junction_names, table.band_gaps, table.junction_voltage, table.junction_current, strict=True,
        )):  # fmt: skip
            if not alone and len(table.junction_names) == 1:
                break  # it is the cell
            tint = junction_tint(colours, place)
            label = tr("{name}, {gap}", name=name, gap=display(float(gap), BAND_GAP, "eV", 3))
            lines.append(Line(f"junction:{name}", label, tint, voltage, current, dashed=not alone,
                              value=display(float(voltage[-1]), VOLTAGE, "V", 3)))  # fmt: skip
            if alone:
                notes.append(_power_note(self, *_best(voltage, current), tint))
        self.lines.show(lines)
        self._voltage.update(0.0, max(float(line.x[-1]) for line in lines))
        self._current.update(0.0, 1.06 * max(float(line.y.max()) for line in lines))
        self.plot.box.show_x(0.0, self._voltage.high)
        self.plot.box.show_y(0.0, self._current.high)
        self.chart.set_notes(tuple(notes))

    def _show_match(self, table: Any) -> None:
        colours = self.session.theme.colours
        currents: FloatArray = table.photocurrents
        most = max(float(currents.max()), 1e-9)
        bars = []
        for place, (name, current) in enumerate(zip(table.junction_names, currents, strict=True)):
            limiting = name == table.limiting_junction
            words = ""
            if limiting:
                words = tr("limits")
            elif table.limiting_junction is not None and table.current_surplus is not None:
                words = join(f"+{100 * float(table.current_surplus[place]):.1f}", "%")
            bars.append(Bar(
                "panel.photocurrents" if limiting or not words else "panel.current_surplus",
                f"◂ {name}" if limiting else name, 0.0, float(current) / most, junction_tint(colours, place),
                (display(float(current), CURRENT_DENSITY, digits=4), *((words,) if words else ())), strong=limiting,
            ))  # fmt: skip
        line = float(currents.min()) / most if table.limiting_junction is not None else None
        self.match.show_bars(tuple(bars), line)
        ground = table.limiting_junction_ground
        title = tr("Photocurrents at AM0")
        if ground is not None:
            title = tr("Photocurrents at AM0; on the ground {name} limits", name=ground)
        self.match_title.setText(title)

    def _show_limits(self, table: Any) -> None:
        colours = self.session.theme.colours
        bars = []
        for name, label, limit in _LIMITS:
            value = getattr(table, name.partition(".")[2])
            same = name == "panel.efficiency_limit_opaque" and value == table.efficiency_limit
            if value is not None and not same:
                tint = colours.accent if not limit else colours.muted
                text = display(float(value), RATIO, digits=3)
                bars.append(Bar(name, tr(label), 0.0, float(value) / 0.6, tint, (text,), not limit, limit,
                                tip=tr(RESULTS[name].label)))  # fmt: skip
        self.limits.show_bars(tuple(bars))

    def _write_cursor(self, voltage: float | None) -> None:
        if voltage is None:
            self.chart.hide_cursor()
            self.lines.show_values({})
            return
        self.chart.set_cursor(voltage, text=display(voltage, VOLTAGE, "V", 3))
        found = self.lines.at(voltage)
        self.lines.show_values({
            name: join(f"{found[name] * _MILLI:.2f}", "mA/cm²") if name in found else "–" for name in self.lines.curves
        })  # fmt: skip

    def _arrange(self) -> None:
        wide = self.width() >= _WIDE_EMS * self.fontMetrics().height()
        for button in self.mode_buttons.values():
            button.setVisible(not wide)
        self.curve_page.setVisible(wide or self.mode == "curve")
        self.match_page.setVisible(wide or self.mode == "match")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _best(voltage: FloatArray, current: FloatArray) -> tuple[float, float]:
    """The point of a curve with the greatest power."""
    best = int(np.argmax(voltage * current))
    return float(voltage[best]), float(current[best])


def _power_note(view: CurveChart, voltage: float, current: float, tint: str) -> Note:
    text = tr(
        "{power} at {voltage}, {current}", power=join(f"{voltage * current * _MILLI:.1f}", "mW/cm²"),
        voltage=join(f"{voltage:.2f}", "V"), current=join(f"{current * _MILLI:.1f}", "mA/cm²"),
    )  # fmt: skip
    return Note(view.plot, voltage, current, text, dot=tint)


def _title(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("look", "muted")
    label.setWordWrap(True)
    return label
