"""The comparison as a page: the figures of the present and the pinned stacks, and which of them wins after years."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.design.quantity import FLUX, PRICE_PER_POWER, SPECIFIC_POWER
from studio.gui.panel.compare import figures
from studio.gui.panel.compare.figures_model import FiguresModel
from studio.gui.panel.compare.figures_table import FiguresTable
from studio.gui.panel.compare.life_bars import BarGroup, Entry
from studio.gui.panel.compare.pin_bar import PinBar
from studio.gui.panel.compare.pins import Pins, Snapshot, snapshot
from studio.gui.session import Session
from studio.gui.view import StageView
from studio.text import tr, tr_count

_Read = tuple[float, float | None, float | None] | str
"""Value, low and high end of its band; or why there is no value."""
_PLAIN = """QSpinBox::up-button, QSpinBox::down-button, QSpinBox::up-arrow, QSpinBox::down-arrow {
    width: 0; height: 0; border: none; image: none; }
QSpinBox QLineEdit { border: none; padding: 0; background: transparent; }"""
"""The line in the box is no box of its own, and the buttons stand beside it."""
_WIDE_EMS = 62
_GROUP_EMS = 17


class CompareTable(StageView):
    """Clicking a figure, or Enter on it, asks for its explanation."""

    stages = figures.STAGES
    explain_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("panel-compare")
        self._em = em = self.fontMetrics().height()
        self._now: Snapshot | None = None
        self._follows = True
        self._wide: bool | None = None
        self.pins = Pins.of(session)
        self.bar = PinBar(session, tr("Compare stacks"), self)
        self.years = QSpinBox(self)
        self.years.setObjectName("panel-compare-years")
        self.years.setRange(1, 1)
        self.years.setStyleSheet(_PLAIN)
        self.years.setMinimumWidth(round(em * 4.5))
        self.years.setAccessibleName(tr("Years of life"))
        self.years.lineEdit().setAccessibleName(tr("Years of life"))
        self.years.setToolTip(tr("After how many years in orbit the bars compare the stacks"))
        self.years.valueChanged.connect(self._years_typed)
        before = QLabel(tr("After"), self)
        before.setBuddy(self.years)
        less, more = self._stepper("−", tr("A year less"), -1), self._stepper("+", tr("A year more"), 1)
        for place, widget in enumerate((before, less, self.years, more)):
            self.bar.line.insertWidget(1 + place, widget)
        self.bar.line.insertSpacing(5, round(em * 0.6))
        self.model = FiguresModel(session.theme, self.pins, self, every_change=True)
        self.table = FiguresTable(self.model, self, whole=False)
        self.table.chosen.connect(self._explain)
        self.table.renamed.connect(self.pins.rename)
        self.bar.rename_requested.connect(self.table.rename)
        theme = session.theme
        self._bars = QWidget()
        self.by_mass = BarGroup(theme, SPECIFIC_POWER, 1, self._bars)
        self.by_price = BarGroup(theme, PRICE_PER_POWER, -1, self._bars)
        self.late_by_area = BarGroup(theme, FLUX, 1, self._bars)
        self.late_by_mass = BarGroup(theme, SPECIFIC_POWER, 1, self._bars)
        self._groups = (self.by_mass, self.by_price, self.late_by_area, self.late_by_mass)
        self._grid = QGridLayout(self._bars)
        self._grid.setContentsMargins(round(em * 0.3), 0, round(em * 0.3), 0)
        self._grid.setHorizontalSpacing(round(em * 1.2))
        self._grid.setVerticalSpacing(round(em * 0.6))
        self._abreast = 0
        self._area = _Area(self._bars, self)
        self._area.resized.connect(self._place_groups)
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._area)
        self._split.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(em * 0.6), round(em * 0.4), round(em * 0.6), round(em * 0.4))
        layout.setSpacing(round(em * 0.3))
        layout.addWidget(self.bar)
        layout.addWidget(self._split, 1)
        self.pins.changed.connect(self._pins_changed)
        self._place_groups()
        self._show_unit()

    def draw(self) -> None:
        self._now = snapshot(self.session)
        self.model.show_now(self._now)
        self._show_bars()

    def theme_changed(self) -> None:
        self.model.repaint()
        for group in self._groups:
            group.bars.update()

    def sizeHint(self) -> QSize:
        return QSize(self._em * 60, self._em * 36)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self._em * _WIDE_EMS
        if wide != self._wide:
            self._wide = wide
            self._split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
            self._split.insertWidget(0, self.table if wide else self._area)
            self._share_room()

    def _share_room(self) -> None:
        """Side by side the bars take a third; above the table what they need, and at most half."""
        if self._wide:
            bars = max(self.width() // 3, round(self._em * _GROUP_EMS))
            self._split.setSizes([self.width() - bars, bars])
        else:
            for group in self._groups:
                group.settle()
            room = max(self.height() - self.bar.sizeHint().height(), 2)
            bars = min(self._bars.sizeHint().height() + 4, room // 2)
            self._split.setSizes([bars, room - bars])

    def _stepper(self, sign: str, name: str, step: int) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("panel-compare-step")
        button.setText(sign)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setAutoRepeat(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys Up and Down in the number do the same
        button.clicked.connect(lambda: self.years.stepBy(step))
        return button

    def _columns(self) -> list[tuple[str, str, Snapshot]]:
        found = [] if self._now is None else [(tr("Now"), tr("Now"), self._now)]
        return found + [(pin.letter, pin.title, pin.snapshot) for pin in self.pins.all]

    def _pins_changed(self) -> None:
        self._show_bars()
        if not self._wide:
            self._share_room()

    def _show_bars(self) -> None:
        columns = self._columns()
        longest = max((shot.life.years for _, _, shot in columns if shot.life is not None), default=1.0)
        most = max(int(longest + 1e-6), 1)
        self.years.blockSignals(True)
        self.years.setRange(1, most)
        if self._follows:
            self.years.setValue(most)
        self.years.blockSignals(False)
        self._show_unit()
        years = self.years.value()
        after = tr_count("after {count} year", "after {count} years", years)
        self.by_mass.show_entries(
            tr("Power per mass in orbit, new"),
            self._entries(lambda shot: _plain(shot, "panel.specific_power_operating_bol")),
        )
        self.by_price.show_entries(tr("Price per watt, new"), self._entries(_price))
        self.late_by_area.show_entries(
            tr("Power per area {after}", after=after), self._entries(lambda shot: _late(shot, years, per_mass=False))
        )
        self.late_by_mass.show_entries(tr("Power per mass {after}", after=after),
                                       self._entries(lambda shot: _late(shot, years, per_mass=True)))  # fmt: skip

    def _entries(self, read: Callable[[Snapshot], _Read]) -> tuple[Entry, ...]:
        entries = []
        for letter, title, shot in self._columns():
            known = read(shot)
            if isinstance(known, str):
                entries.append(Entry(letter, title, None, reason=known))
            else:
                value, low, high = known
                entries.append(Entry(letter, title, value, low, high))
        return tuple(entries)

    def _place_groups(self) -> None:
        abreast = 2 if self._area.viewport().width() >= 2 * _GROUP_EMS * self._em else 1
        if abreast == self._abreast:
            return
        self._abreast = abreast
        for place, group in enumerate(self._groups):
            self._grid.removeWidget(group)
            self._grid.addWidget(group, place // abreast, place % abreast)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if abreast == 2 else 0)
        self._grid.setRowStretch(4, 1)

    def _years_typed(self) -> None:
        self._follows = self.years.value() == self.years.maximum()
        self._show_bars()

    def _show_unit(self) -> None:
        text = tr_count("year", "years", self.years.value())
        if self.years.suffix() != f" {text}":
            self.years.setSuffix(f" {text}")

    def _explain(self, index: QModelIndex) -> None:
        figure = self.model.figure_at(index.row())
        if figure is not None:
            self.explain_requested.emit(figure.name)


class _Area(QScrollArea):
    resized = Signal()

    def __init__(self, inner: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(self.fontMetrics().height() * 15)
        self.setWidget(inner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


def _plain(shot: Snapshot, name: str) -> _Read:
    value = shot.values.get(name)
    return tr("not known") if value is None else (float(value), None, None)


def _price(shot: Snapshot) -> _Read:
    price, low, high = (shot.values.get(f"panel.{name}") for name in ("cost_per_watt", "price_low", "price_high"))
    if price is None:
        return tr("no price is known: set one for the panel, or choose a technology that has one")
    return float(price), low, high


def _late(shot: Snapshot, years: float, *, per_mass: bool) -> _Read:
    if shot.life is None:
        return tr("not known")
    band = shot.life.after(years)
    if band is None:
        return tr("its life ends after {years:.3g} years", years=shot.life.years)
    low, middle, high = band
    if not per_mass:
        return middle, low, high
    mass = shot.values["panel.areal_mass"]
    return middle / mass, low / mass, high / mass
