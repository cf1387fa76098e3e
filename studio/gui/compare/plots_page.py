"""Plots: one curve of all designs over one another, or what each is made of, item by item."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from studio.analysis import RESULTS, Results
from studio.design.unit_text import per_cent
from studio.gui.charts.annotated import AnnotatedChart
from studio.gui.charts.bars import Bar, BarList
from studio.gui.charts.lines import Line, Lines
from studio.gui.charts.view import plain
from studio.gui.compare.curves import CurveKind, items, kinds, points
from studio.gui.compare.page import ComparePage
from studio.gui.more_button import more_button
from studio.gui.plots.key import KeyColumn
from studio.gui.plots.reader import Reader
from studio.gui.plots.taking_out import PlotMenu
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.value_text import readable_text, typeset
from studio.gui.wide_box import WideBox
from studio.text import tr

_WIDE_EMS = 52
"""From this width on the keys stand beside the chart."""


class PlotsPage(ComparePage):
    """A key hides a curve; the cross-hair writes the values of all beside their names."""

    pause_ms = 60

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "plots", tr("Curves of all designs"), parent)
        em = self.fontMetrics().height()
        self._tints: dict[str, str] = {}
        self.box = WideBox(self)
        self.box.setObjectName("compare-plots-curve")
        self.box.setAccessibleName(tr("What is drawn"))
        for kind in kinds():
            self.box.addItem(tr(kind.label), kind.key)
        self.box.view().setMinimumWidth(self.box.view().sizeHintForColumn(0) + em)
        self.box.currentIndexChanged.connect(self._other)
        self.shares = QCheckBox(tr("Share of the largest"), self)
        self.shares.setObjectName("compare-plots-shares")
        self.shares.setToolTip(tr("Draw each curve as a share of its own largest value"))
        self.shares.toggled.connect(lambda _: self.request_draw())
        self.chart = AnnotatedChart("compare-plots-chart", tr("Curves of all designs"), self)
        self.plot = self.chart.add_plot()
        self.keys = KeyColumn(self)
        self.keys.heading.hide()  # the title of the page says where the values are taken
        self.lines = Lines(self.plot, self.keys)
        self.menu = PlotMenu(self, self.chart)
        more = more_button("compare-plots-more", tr("Picture and data of the chart"),
                           tr("Copy the picture or the data of the chart"), self.menu, self)  # fmt: skip
        self.reader = Reader(self.chart, self._write_cursor)
        self.absent = QLabel(self)
        self.absent.setObjectName("compare-plots-absent")
        self.absent.setProperty("look", "muted")
        self.absent.setWordWrap(True)
        self.bars = BarList(session.theme, "compare-plots-bars", tr("What each design is made of"))
        self.bars.unsetCursor()
        self.bar_area = scrolling(self._topped(self.bars), self, sideways=False)
        self._key_area = scrolling(self._topped(self.keys), self, sideways=False)
        self._key_area.setMinimumSize(em * 13, em * 4)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.chart)
        self.split.addWidget(self._key_area)
        self.split.setStretchFactor(0, 1)
        self._wide: bool | None = None
        head = QHBoxLayout()
        head.addWidget(self.box, 2)
        head.addWidget(self.shares)
        head.addStretch(1)
        head.addWidget(more)
        self.body.addLayout(head)
        self.body.addWidget(self.split, 1)
        self.body.addWidget(self.bar_area, 1)
        self.body.addWidget(self.absent)
        self.theme_changed()

    @property
    def kind(self) -> CurveKind:
        return kinds()[self.box.currentIndex()]

    @property
    def unit(self) -> str:
        """The unit of the values along y."""
        return "%" if self.shares.isChecked() else RESULTS[self.kind.y].unit

    def choose(self, key: str) -> None:
        """Draw another curve."""
        self.box.setCurrentIndex(self.box.findData(key))

    def theme_changed(self) -> None:
        super().theme_changed()
        if hasattr(self, "plot"):
            self.chart.use(self.session.theme.colours)

    def show_columns(self) -> None:
        kind = self.kind
        self.split.setVisible(not kind.is_sum)
        self.bar_area.setVisible(kind.is_sum)
        self.shares.setVisible(not kind.is_sum)
        known = [(str(entry.number), self.desk.label(entry), found.results)
                 for entry, found in self.desk.known() if found.results is not None]  # fmt: skip
        lacking = self._show_sums(kind, known) if kind.is_sum else self._show_curves(kind, known)
        self.absent.setText(tr("Not there: {names}", names=", ".join(lacking)) if lacking else "")
        self.absent.setVisible(bool(lacking))

    @property
    def has_data(self) -> bool:
        """Whether there are numbers to take."""
        return bool(self.data())

    def copy_data(self) -> None:
        """Put the numbers on the clipboard, columns parted by tabs."""
        self.menu.copy_data()

    def data(self) -> list[list[str]]:
        """What is drawn, as rows of a table with its heading: two columns for each curve."""
        kind = self.kind
        if kind.is_sum:
            return [[bar.label, *bar.values] for bar in self.bars.bars]
        columns: list[list[str]] = []
        for line in self.lines._shown.values():
            columns.append([f"{line.label}: {kind.axis(kind.x)}", *(plain(value) for value in line.x)])
            columns.append([f"{line.label}: {kind.axis(kind.y)}", *(plain(value) for value in line.y)])
        longest = max((len(column) for column in columns), default=0)
        return [[column[row] if row < len(column) else "" for column in columns] for row in range(longest)]

    def _show_curves(self, kind: CurveKind, known: list[tuple[str, str, Results]]) -> list[str]:
        colours = self.session.theme.colours
        drawn, lacking = [], []
        for place, (name, title, results) in enumerate(known):
            found = points(kind, results)
            if found is None:
                lacking.append(title)
                continue
            x, y = found
            if self.shares.isChecked():
                y = 100.0 * y / (float(np.abs(y).max()) or 1.0)
            tint = colours.series[place % len(colours.series)]
            drawn.append(Line(name, title, tint, x, y, dashed=place // len(colours.series) % 2 == 1,
                              width=2.6 if name == str(self.desk.reference) else 1.7))  # fmt: skip
        self.plot.bottom.name_it(kind.axis(kind.x))
        self.plot.left.name_it(f"{tr(RESULTS[kind.y].label)} [{self.unit}]" if self.unit else kind.axis(kind.y))
        self.lines.show(drawn)
        for name in self.lines.curves:  # what is hidden takes no room
            if not self.keys[name].property("followed"):
                self.keys[name].setProperty("followed", True)
                self.keys[name].toggled.connect(lambda _: self.request_draw())
        drawn = [line for line in drawn if self.keys[line.name].isChecked()]
        if drawn:
            low, high = min(float(line.x.min()) for line in drawn), max(float(line.x.max()) for line in drawn)
            self.plot.box.show_x(low, high if high > low else low + 1.0)
            bottom, top = min(float(line.y.min()) for line in drawn), max(float(line.y.max()) for line in drawn)
            room = 0.06 * (top - bottom) or 0.1 * abs(top) or 1.0
            self.plot.box.show_y(0.0 if 0.0 <= bottom < 0.4 * top else bottom - room, top + room)
        self.reader.again()
        return lacking

    def _show_sums(self, kind: CurveKind, known: list[tuple[str, str, Results]]) -> list[str]:
        colours, quantity = self.session.theme.colours, RESULTS[kind.y].quantity
        sums = [(name, title, list(items(kind, results))) for name, title, results in known]
        most = max((sum(value for _, value in parts) for _, _, parts in sums), default=0.0) or 1.0
        tints: dict[str, str] = {}
        bars: list[Bar] = []
        for name, title, parts in sums:
            if not parts:
                continue
            total, at = sum(value for _, value in parts), 0.0
            bars.append(Bar(name, title, 0.0, total / most, colours.muted, (readable_text(total, quantity), ""), True))
            for part, value in parts:
                tint = tints.setdefault(part, colours.series[len(tints) % len(colours.series)])
                texts = (readable_text(value, quantity), typeset(per_cent(value / total if total else 0.0)))
                share = (at / total, (at + value) / total) if total else (0.0, 0.0)
                bars.append(Bar(f"{name}:{part}", tr(part), *share, tint, texts, indent=True))
                at += value
        self.bars.show_bars(tuple(bars))
        return [title for _, title, parts in sums if not parts]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The keys stand beside the chart where it is wide, else below it."""
        super().resizeEvent(event)
        em = self.fontMetrics().height()
        wide = self.width() >= _WIDE_EMS * em
        if wide != self._wide:
            self._wide = wide
            self.split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
            room = self.width() if wide else max(self.height(), em * 20)
            self.split.setSizes([room - em * 20, em * 20] if wide else [room - em * 6, em * 6])
        if wide:
            self.keys.use_columns(1)
        else:
            self.keys.fit(self.width() - em)

    def _other(self, _: int) -> None:
        self.reader.let_go()
        self.chart.show_all()
        self.request_draw()

    def _write_cursor(self, x: float | None) -> None:
        if x is None:
            self.chart.hide_cursor()
            self.lines.show_values({})
            return
        self.chart.set_cursor(x, text=typeset(f"{x:.4g} {RESULTS[self.kind.x].unit}".rstrip()))
        unit, found = self.unit, self.lines.at(x)
        self.lines.show_values({
            name: typeset(f"{found[name]:.4g} {unit}".rstrip()) if name in found else "–" for name in self.lines.curves
        })  # fmt: skip

    def _topped(self, widget: QWidget) -> QWidget:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(widget)
        column.addStretch(1)
        return holder
