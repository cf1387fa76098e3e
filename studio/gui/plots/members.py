"""One orbit of several satellites of the fleet: their light, power, charge and temperatures beside one another."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QToolButton, QVBoxLayout, QWidget

from studio.analysis.result import FloatArray
from studio.design.quantity import MINUTE, POWER, RATIO, TEMPERATURE, Quantity
from studio.design.unit_text import readable_unit
from studio.gui.charts.lines import Line, Lines
from studio.gui.drawing import Drawing
from studio.gui.plots.chart import Chart, Plot, fill_surface
from studio.gui.plots.key import KeyColumn
from studio.gui.plots.orbit_reader import OrbitReader, minutes_text
from studio.gui.plots.steady import SteadyRange, steady_text, temperature_unit
from studio.gui.plots.taking_out import PlotMenu
from studio.gui.session import Session
from studio.gui.value_text import typeset
from studio.gui.view import StageView
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.analysis.fleet.members import Member

_SHOWN: tuple[tuple[str, str, Quantity], ...] = (
    ("array", mark("Array power"), POWER), ("light", mark("Sunlight"), RATIO),
    ("charge", mark("State of charge"), RATIO),
    ("panel", mark("Panel temperature"), TEMPERATURE), ("radiator", mark("Radiator temperature"), TEMPERATURE),
)  # fmt: skip


class MembersChart(StageView):
    """The curves; their names and values stand in `keys`, which the view around places."""

    stages = ("orbit", "illumination", "power", "thermal", "fleet")
    offered = Signal()
    """Other satellites are shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("power_members")
        self.setAccessibleName(tr("Satellites beside one another"))
        self.members: tuple[Member, ...] = ()
        self._of: tuple[object, ...] = ()
        self._asked: tuple[object, ...] = ()
        self._unit, self._factor, self._offset = "", 1.0, 0.0
        self.chart = Chart("power_members_orbit", tr("One orbit of several satellites"), self)
        self.plot: Plot = self.chart.add_plot()
        self.keys = KeyColumn(parent)
        self.lines = Lines(self.plot, self.keys)
        self.quantity = QComboBox(self)
        self.quantity.setObjectName("power_members_quantity")
        self.quantity.setAccessibleName(tr("Quantity of the curves"))
        for name, label, _ in _SHOWN:
            self.quantity.addItem(tr(label), name)
        self.plane = QSpinBox(self)
        self.plane.setObjectName("power_members_plane")
        self.plane.setAccessibleName(tr("Orbit plane"))
        self.plane.setPrefix(tr("Plane") + " ")
        self.plane.setMinimum(1)
        tip = tr("See this plane beside the others. A satellite that is clicked in the Orbit view is shown as well.")
        self.add = self._button("add", tr("Show"), tip)
        self.forget = self._button("forget", tr("Forget"), tr("Let go of the planes that were picked"))
        self._ranges = {name: SteadyRange(floor=0.0 if kind is not TEMPERATURE else None, least=0.01 if kind is RATIO
                                          else 1.0) for name, _, kind in _SHOWN}  # fmt: skip
        head = QHBoxLayout()
        head.setContentsMargins(6, 2, 6, 0)
        for widget in (self.quantity, self.plane, self.add, self.forget):
            head.addWidget(widget)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.chart, 1)
        self.menu = PlotMenu(self, self.chart)
        self.reader = OrbitReader(session, self.chart, self.plot, self._read)
        self._work = Drawing(self, "satellites")
        self._work.made.connect(self._take)
        self._work.tasks.failed.connect(self._fail)
        self.quantity.currentIndexChanged.connect(lambda _: self.request_draw())
        self.add.clicked.connect(lambda: session.members.pick(self.plane.value() - 1))
        self.forget.clicked.connect(session.members.forget)
        session.members.changed.connect(self.request_draw)
        session.settled.connect(self.request_draw)
        session.clock.day_changed.connect(self.request_draw)
        self.theme_changed()

    def draw(self) -> None:
        fleet = self.session.table("fleet")
        self.plane.setMaximum(len(fleet.layout.planes.axis))
        self.add.setEnabled(self.plane.maximum() > 1)
        self.plane.setEnabled(self.plane.maximum() > 1)
        self.forget.setEnabled(bool(self.session.members.planes))
        self._ask()
        if self.members:
            self._show()

    @property
    def face(self) -> str:
        known = super().face
        if known != "fresh" or self._of == self._key():
            return known
        return "outdated" if self.members else "busy"

    def _key(self) -> tuple[object, ...]:
        """What the curves depend on."""
        return (self.session.design, self.session.members.planes)

    def _ask(self) -> None:
        """Fly the satellites beside the window, unless that is known or under way."""
        key = self._key()
        if key in (self._of, self._asked) or any(self.session.status(stage) != "fresh" for stage in self.stages):
            return
        from studio.analysis.fleet.members import members, planes_to_show

        self._asked = key
        design, outcomes, picked = self.session.design, dict(self.session.results().outcomes), key[1]
        layout, epoch = self.session.table("fleet").layout, self.session.table("orbit").epoch

        def work(checkpoint: Callable[[float], None]) -> Any:
            planes = planes_to_show(layout, epoch, picked)  # type: ignore[arg-type]
            return key, members(design, outcomes, layout, planes, checkpoint)

        self._work.ask(work)

    def _take(self, found: "tuple[tuple[object, ...], tuple[Member, ...]]") -> None:
        self._of, self.members = found
        self._asked = ()
        self.request_draw()

    def _fail(self, reason: str) -> None:
        self._of, self._asked = self._key(), ()
        self.session.notices.tell(tr("The satellites cannot be shown: {reason}", reason=reason), "warning")
        self._status_changed()

    def _show(self) -> None:
        name, label, kind = _SHOWN[self.quantity.currentIndex()]
        row = self.session.clock.row
        curves = [(one, _closed(getattr(one, name)[min(row, len(one.light) - 1)])) for one in self.members]
        axis = self._ranges[name]
        self._use_unit(kind, max(float(values.max()) for _, values in curves))
        shown = [(one, values / self._factor - self._offset) for one, values in curves]
        axis.update(min(float(y.min()) for _, y in shown), max(float(y.max()) for _, y in shown))
        tints = self.session.theme.colours
        self.plot.box.show_x(0.0, max(float(_axis(one.orbit_time)[-1]) for one in self.members))
        self.plot.box.show_y(axis.low, max(axis.high, axis.low + 1e-6))
        self.plot.left.name_it(tr("{quantity} [{unit}]", quantity=tr(label), unit=self._unit))
        before = tuple(self.lines.curves)
        self.lines.show([
            Line(f"plane{one.plane}", self.name_of(one), tints.text if place == 0 else tints.series[
                (place - 1) % len(tints.series)], _axis(one.orbit_time), y, width=2.4 if place == 0 else 1.8)
            for place, (one, y) in enumerate(shown)
        ])  # fmt: skip
        if tuple(self.lines.curves) != before:
            self.offered.emit()
        self.reader.again()

    def name_of(self, member: "Member") -> str:
        """What a curve is called: whose satellites it stands for, and how many see the same."""
        alike = typeset(f"{member.number}")
        if member.plane < 0:
            return tr("This satellite, {number} alike", number=alike)
        plane = typeset(f"{member.plane + 1}")
        return tr("{shell}, plane {plane}, {number} alike", shell=member.shell, plane=plane, number=alike)

    def _use_unit(self, kind: Quantity, highest: float) -> None:
        warm = kind is TEMPERATURE
        self._unit = "%" if kind is RATIO else temperature_unit().symbol if warm else readable_unit(highest, kind)
        unit = kind.unit(self._unit)
        self._factor, self._offset = (0.01, 0.0) if kind is RATIO or unit is None else (unit.factor, unit.offset)

    def theme_changed(self) -> None:
        fill_surface(self)
        self.chart.use(self.session.theme.colours)

    def _read(self, time: float) -> bool:
        if not self.members:
            return False
        self.keys.show_heading(tr("Each from its own node · {minutes}", minutes=minutes_text(time)))
        span, found = self._ranges[str(self.quantity.currentData())].span, self.lines.at(time)
        self.lines.show_values({name: steady_text(found[name], span, self._unit) if name in found else "–"
                                for name in self.lines.curves})  # fmt: skip
        return True

    @property
    def has_data(self) -> bool:
        """Whether there are numbers to take."""
        return bool(self.members)

    def data(self) -> list[list[str]]:
        """Two columns for each satellite: the time from its own ascending node, and the value."""
        heads, columns = [], []
        label = self.quantity.currentText()
        for one in self.members:
            curve = self.lines.curves[f"plane{one.plane}"]
            heads += [tr("{name}: time [min]", name=self.name_of(one)), f"{label} [{self._unit}]"]
            columns += [curve.xData / MINUTE, curve.yData]
        return [heads, *([f"{value:.6g}" for value in row] for row in zip(*columns, strict=True))]

    def _button(self, name: str, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"power_members_{name}")
        button.setText(text)
        button.setToolTip(tip)
        return button


def _closed(row: FloatArray) -> FloatArray:
    return np.append(row, row[0])


def _axis(time: FloatArray) -> FloatArray:
    return np.append(time, 2.0 * time[-1] - time[-2])
