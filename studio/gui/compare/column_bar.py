"""The buttons over the pages of the Compare tab: what is compared, in which order, against what."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.design import DesignError
from studio.document import baselines
from studio.document.presets import presets
from studio.gui.baseline_dialog import BaselineDialog
from studio.gui.compare.desk import OPEN, CompareDesk
from studio.gui.compare.rows_dialog import RowsDialog
from studio.gui.explain.anywhere import offer
from studio.gui.filing import both
from studio.gui.inspector.words import sentence
from studio.gui.panel.compare.pins import Pins
from studio.gui.question import narrow
from studio.text import tr, tr_count


class ColumnBar(QWidget):
    """Its buttons are about the column that is current; `told` says how many there are."""

    def __init__(self, desk: CompareDesk, name: str, told: QLabel, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName(name)
        self.add_menu = QMenu(self)
        self.add_menu.setObjectName(f"{name}-add-menu")
        self.add = self._button("add", tr("Add"), tr("Add designs to compare with"))
        self.add.setMenu(self.add_menu)
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._fill_add()
        self.keep = self._button("keep", tr("Baseline…"), tr("Keep the open design under a name inside its "
                                                                      "file"), self.keep_baseline)  # fmt: skip
        self.restore = self._button("restore", tr("Open"), tr("Make the design of the current column the "
                                    "open one, in one undo step"), lambda: desk.restore(desk.current))  # fmt: skip
        self.left = self._button("left", "◀", tr("Move the current column to the left"),
                                 lambda: desk.move(desk.current, -1))  # fmt: skip
        self.right = self._button("right", "▶", tr("Move the current column to the right"),
                                  lambda: desk.move(desk.current, 1))  # fmt: skip
        self.remove = self._button("remove", tr("Remove"), tr("Take the current column away; its design stays where "
                                   "it is"), lambda: desk.remove(desk.current))  # fmt: skip
        self.reference = QComboBox(self)
        self.reference.setObjectName(f"{name}-reference")
        self.reference.setAccessibleName(tr("Design that the others are held against"))
        self.reference.setToolTip(tr("Design that the others are held against"))
        narrow(self.reference)
        self.reference.activated.connect(lambda place: desk.refer_to(self.reference.itemData(place)))
        self.against = QLabel(tr("Held against"), self)
        self.against.setBuddy(self.reference)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress of the designs to compare"))
        self.progress.setMaximumWidth(self.fontMetrics().height() * 8)
        self.stop = self._button("stop", tr("Stop"), tr("Stop computing"), desk.stop)
        self.go_on = self._button("go-on", tr("Compute"), tr("Compute the columns that wait"), desk.go_on)
        row = QHBoxLayout()
        row.setSpacing(3)
        self.more = self._button("more", "⋯", tr("What can be done with the current column"),
                                 lambda: self.pop_up(self.more.mapToGlobal(self.more.rect().bottomLeft())))  # fmt: skip
        for widget in (self.add, self.keep, self.restore, self.left, self.right, self.remove, self.more):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.progress)
        row.addWidget(self.stop)
        row.addWidget(self.go_on)
        second = QHBoxLayout()
        second.setSpacing(3)
        second.addWidget(told, 1)
        second.addWidget(self.against)
        second.addWidget(self.reference, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addLayout(second)
        desk.changed.connect(self.refresh)
        desk.computed.connect(lambda _: self.refresh())
        desk.busy_changed.connect(self.refresh)
        desk.session.design_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Enable what the current column allows."""
        desk = self.desk
        titles = [(desk.label(entry), entry.number) for entry in desk.entries]
        if titles != [(self.reference.itemText(at), self.reference.itemData(at))
                      for at in range(self.reference.count())]:  # fmt: skip
            self.reference.clear()
            for title, number in titles:
                self.reference.addItem(title, number)
        self.reference.setCurrentIndex(self.reference.findData(desk.reference))
        for widget in (self.against, self.reference):
            widget.setVisible(len(titles) > 1)
        other = desk.current != OPEN
        place = [entry.number for entry in desk.entries].index(desk.current)
        self.restore.setEnabled(other and desk.found(desk.current).design is not None)
        self.remove.setEnabled(other)
        self.left.setEnabled(place > 0)
        self.right.setEnabled(place < len(desk.entries) - 1)
        self.progress.setVisible(desk.busy)
        self.progress.setValue(round(1000 * desk.progress))
        self.stop.setVisible(desk.busy)
        self.go_on.setVisible(not desk.busy and bool(desk.waiting()))

    def keep_baseline(self) -> None:
        """Ask for the name under which the open design is kept inside its file."""
        BaselineDialog(self.desk.session, self).open()

    def menu(self) -> QMenu:
        """What can be done with the current column."""
        desk, number = self.desk, self.desk.current
        entry = desk.entry(number)
        found = QMenu(self)
        found.setObjectName("compare-column-menu")
        found.addAction(tr("Hold the others against it"), lambda: desk.refer_to(number))
        if number != OPEN:
            found.addAction(tr("Open this design"), lambda: desk.restore(number)).setEnabled(
                desk.found(number).design is not None)  # fmt: skip
        found.addSeparator()
        found.addAction(tr("Move to the left"), lambda: desk.move(number, -1))
        found.addAction(tr("Move to the right"), lambda: desk.move(number, 1))
        if number != OPEN:
            found.addAction(tr("Remove the column"), lambda: desk.remove(number))
        if entry.kind == "baseline":
            found.addSeparator()
            found.addAction(tr("Rename the baseline…"), lambda: BaselineDialog(desk.session, self, entry.name).open())
            found.addAction(tr("Delete the baseline from the design"), lambda: self.delete_baseline(entry.name))
        return found

    def pop_up(self, place: QPoint) -> None:
        """Show the menu of the current column."""
        menu = self.menu()
        pointed = QApplication.widgetAt(place)
        if pointed is not None:
            offer(menu, pointed, place)
        menu.popup(place)

    def delete_baseline(self, name: str) -> None:
        """Remove a baseline from the design, in one undo step."""
        refusal = self.desk.session.edit(tr("Delete baseline {name}", name=name),
                                         lambda design: baselines.removed(design, name))  # fmt: skip
        self._say(refusal)

    def _say(self, refusal: DesignError | None) -> None:
        if refusal is not None:
            self.desk.told.emit(sentence(refusal.text), True)

    def _fill_add(self) -> None:
        menu = self.add_menu
        shipped = menu.addMenu(tr("Preset"))
        for one in presets():
            shipped.addAction(tr(one.title), partial(self.desk.add_preset, one.name)).setToolTip(tr(one.summary))
        menu.addAction(tr("Design files…"), self.ask_files)
        menu.addAction(tr("Points of a study…"), self.ask_study)
        menu.addAction(tr("The open design as it is now"), self.desk.pin)
        # Made here and not by Qt: of one that Qt makes the Python object was once found taken for deleted.
        self._pins = QMenu(tr("The open design with a pinned panel"), menu)
        menu.addMenu(self._pins)
        menu.aboutToShow.connect(self._fill_pins)
        menu.addSeparator()
        menu.addAction(tr("Baselines that were removed from here"), self.desk.show_baselines)
        menu.addAction(tr("All presets"), self.add_all_presets)
        menu.addAction(tr("Remove all columns"), self.desk.remove_all)

    def _fill_pins(self) -> None:
        pins = Pins.of(self.desk.session).all
        self._pins.clear()
        self._pins.setEnabled(bool(pins))
        for pin in pins:
            self._pins.addAction(pin.title, partial(self.desk.add_stack, pin))

    def add_all_presets(self) -> None:
        """Compare with everything that ships."""
        for one in presets():
            self.desk.add_preset(one.name)

    def ask_files(self) -> None:
        """Let the user choose design files."""
        path = self.desk.session.document.path
        names, _ = QFileDialog.getOpenFileNames(
            self, tr("Designs to compare with"), str(path.parent if path else Path.home()),
            both(tr("Designs and reports (*.json *.pdf *.html);;All files (*)")))  # fmt: skip
        for name in names:
            self.desk.add_file(Path(name))

    def ask_study(self) -> None:
        """Let the user choose a study and say which of its rows."""
        path = self.desk.session.document.path
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Study to take points from"), str(path.parent if path else Path.home()),
            tr("Studies (*.parquet);;All files (*)"))  # fmt: skip
        if name:
            RowsDialog(self.desk, Path(name), self).open()

    def _button(self, name: str, text: str, tip: str, run: Callable[[], object] | None = None) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"{self.objectName()}-{name}")
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(text if len(text) > 1 else tip)
        if run is not None:
            button.clicked.connect(lambda: run())
        return button


def said_count(desk: CompareDesk) -> str:
    """How many designs there are, and how many still wait."""
    text = tr_count("{count} design", "{count} designs", len(desk.entries))
    waiting = len(desk.waiting())
    return f"{text}, {tr_count('{count} waits', '{count} wait', waiting)}" if waiting else text
