"""Set up: what a study varies and asks, how its points are chosen, and the run itself."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from studio.gui.panes import heading, split
from studio.gui.plots.chart import fill_surface
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.study.desk import StudyDesk
from studio.gui.study.draft import KINDS, Varied, default_outcomes, offered, sample
from studio.gui.study.factor_row import FactorRow
from studio.gui.study.idle_note import IdleNote
from studio.gui.study.outcome_list import OutcomeList
from studio.gui.study.place_box import PlaceBox
from studio.gui.study.run_panel import RunPanel
from studio.gui.study.spin_box import spin_box
from studio.gui.told import tell
from studio.text import tr

_MOST_SAMPLES = 10_000_000


class SetupPage(QWidget):
    """Everything is kept on the desk: the page shows it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("study-setup")
        self.setAccessibleName(tr("Set up a study"))
        self.session = session
        self.desk = StudyDesk.of(session)
        self.rows: dict[str, FactorRow] = {}
        self._offered_of: object = None
        self.adding = self._adding()
        self.told = QLabel(self)
        self.told.setObjectName("study-setup-told")
        self.told.setWordWrap(True)
        self.told.hide()
        self.kind = QComboBox(self)
        self.kind.setObjectName("study-kind")
        self.kind.setAccessibleName(tr("How the points are chosen"))
        for name, text in KINDS.items():
            self.kind.addItem(tr(text), name)
        self.kind.currentIndexChanged.connect(lambda _: self._change(sampling=self.kind.currentData()))
        self.samples = self._spin("study-samples", tr("Points of the sample"), 2, _MOST_SAMPLES, "samples")
        self.seed = self._spin("study-seed", tr("Seed: the same number gives the same points"), 0, 2**31 - 1, "seed")
        self.fine = QCheckBox(tr("As fine as the live design"), self)
        self.fine.setObjectName("study-fine")
        self.fine.setToolTip(tr("Looks at every orbit and every second day; without it at some days of the year, "
                                "which is many times as fast"))  # fmt: skip
        self.fine.toggled.connect(lambda on: self._change(fine=on))
        self.outcomes = OutcomeList(self)
        self.outcomes.changed.connect(lambda names: self._change(outcomes=names))
        self.outcomes.usual.clicked.connect(lambda: self._change(outcomes=default_outcomes(session.design)))
        self.place = PlaceBox(self.desk.place, self)
        self.place.changed.connect(self.desk.set_place)
        self.run = RunPanel(self.desk, self)
        self.run.refused.connect(self.tell)
        self.run.sample.clicked.connect(lambda: self.desk.set_draft(sample(session.design)))
        self.idle = IdleNote(self.desk, self)
        self._lay_out()
        self._quiet = QTimer(self, singleShot=True, interval=0)
        self._quiet.timeout.connect(self._fill_adding)
        # All fields are looked through for it: not while another page is worked on.
        session.design_changed.connect(lambda: self._quiet.start() if self.isVisible() else None)
        session.theme.changed.connect(self._colour)  # a lambda would keep this page alive as long as the theme
        self._colour()
        self.desk.draft_changed.connect(self.refresh)
        self._fill_adding()
        self.refresh()

    def refresh(self) -> None:
        """Show what is set up."""
        draft = self.desk.draft
        paths = [one.path for one in draft.varied]
        for path in [path for path in self.rows if path not in paths]:
            row = self.rows.pop(path)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, one in enumerate(draft.varied):
            known = self.rows.get(one.path)
            if known is not None and known.varied.options == one.options:
                row = known
            else:
                if known is not None:
                    self._column.removeWidget(known)
                    known.hide()
                    known.deleteLater()
                row = self.rows[one.path] = FactorRow(one, self)
                row.changed.connect(self._factor_changed)
                row.removed.connect(lambda path: self.desk.set_draft(self.desk.draft.without(path)))
                self._column.insertWidget(place, row)
            row.show_varied(one, draft.sampling == "grid")
        self.nothing.setVisible(not paths)
        for box, value in ((self.samples, draft.samples), (self.seed, draft.seed)):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
            box.setEnabled(draft.sampling != "grid")
        self.kind.blockSignals(True)
        self.kind.setCurrentIndex(self.kind.findData(draft.sampling))
        self.kind.blockSignals(False)
        self.fine.blockSignals(True)
        self.fine.setChecked(draft.fine)
        self.fine.blockSignals(False)
        self.outcomes.show_outcomes(draft.outcomes)
        self.tell("")

    def tell(self, text: str) -> None:
        """Say what is wrong with what was set up."""
        tell(self.told, text, error=True)
        self.told.setVisible(bool(text))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._quiet.start()
        self.idle.look_soon()

    def open_file(self, path: Path) -> None:
        """Open a study that was kept."""
        self.desk.open(path)

    # Inside

    def _colour(self) -> None:
        fill_surface(self)

    def _change(self, **what: object) -> None:
        self.desk.set_draft(replace(self.desk.draft, **what))  # type: ignore[arg-type]

    def _factor_changed(self, one: Varied) -> None:
        self.desk.set_draft(self.desk.draft.with_varied(one))

    def _add(self, position: int) -> None:
        path = self.adding.itemData(position)
        if path:
            refusal = self.desk.vary(path)
            self.tell(refusal)
        self.adding.setCurrentIndex(0)

    def _add_typed(self) -> None:
        """Enter behind a part of a name takes the first field that has it, unless one is chosen in the list."""
        typed, completer = self.adding.currentText().strip().lower(), self.adding.completer()
        assert completer is not None  # every editable box has one
        popup = completer.popup()
        chosen = popup is not None and popup.isVisible() and popup.currentIndex().isValid()
        if not typed or chosen or self.adding.findText(self.adding.currentText()) >= 0:
            return
        found = [place for place in range(1, self.adding.count()) if typed in self.adding.itemText(place).lower()]
        if popup is not None:
            popup.hide()
        if found:
            self._add(found[0])
        else:
            self.tell(tr("there is no field “{typed}” to vary", typed=typed))

    def _fill_adding(self) -> None:
        """The fields that can be varied change with the layers and with what counts."""
        found = list(offered(self.session.design))
        if found == self._offered_of:
            return
        self._offered_of = found
        self.adding.blockSignals(True)
        self.adding.clear()
        self.adding.addItem(tr("Add a field to vary …"), "")
        for one in found:
            self.adding.addItem(f"{one.label} — {one.path}", one.path)
        self.adding.blockSignals(False)

    def _adding(self) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName("study-add")
        box.setAccessibleName(tr("Add a field to vary"))
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(16)
        completer = box.completer()
        assert completer is not None  # every editable box has one
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        box.activated.connect(self._add)
        typed = box.lineEdit()
        assert typed is not None  # as above
        typed.returnPressed.connect(self._add_typed)
        return box

    def _spin(self, name: str, title: str, low: int, high: int, what: str) -> QSpinBox:
        box = spin_box(name, title, low, high, self)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda value: self._change(**{what: value}))
        return box

    def _lay_out(self) -> None:
        em = self.fontMetrics().height()
        self.nothing = QLabel(tr("Nothing is varied yet. Search a field below, or take “Vary in a study” from the menu "
                                 "of a field of the design: altitude, cell technology and cover thickness, for "
                                 "instance. Then run it: “Scatter” draws the price of a watt against W/kg with the "
                                 "front of the best, and a double click makes a point the design. “Sample study” "
                                 "sets up a small one."), self)  # fmt: skip
        self.nothing.setProperty("look", "muted")
        self.nothing.setWordWrap(True)
        factors = QWidget(self)
        self._column = QVBoxLayout(factors)
        self._column.setContentsMargins(0, 0, round(em * 0.4), 0)
        self._column.setSpacing(round(em * 0.4))
        self._column.addWidget(self.nothing)
        self._column.addWidget(self.adding)
        form = QFormLayout()
        form.setContentsMargins(0, round(em * 0.3), 0, 0)
        form.addRow(tr("Points"), self.kind)
        form.addRow(tr("Sample of"), self.samples)
        form.addRow(tr("Seed"), self.seed)
        form.addRow("", self.fine)
        self._column.addLayout(form)
        self._column.addWidget(self.place)
        self._column.addStretch(1)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading(tr("What is varied")))
        area = scrolling(factors, sideways=False)
        area.setMinimumWidth(em * 19)
        column.addWidget(area, 1)
        right = QWidget(self)
        asked = QVBoxLayout(right)
        asked.setContentsMargins(round(em * 0.4), 0, 0, 0)
        asked.addWidget(heading(tr("What is asked")))
        asked.addWidget(self.outcomes, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(round(em * 0.5), round(em * 0.3), round(em * 0.5), round(em * 0.3))
        whole.setSpacing(round(em * 0.3))
        both = split(Qt.Orientation.Horizontal, (1, left), (1, right))
        both.setSizes([em * 48, em * 42])  # more than there is: shared out as it is less
        whole.addWidget(both, 1)
        whole.addWidget(self.told)
        whole.addWidget(self.idle)
        whole.addWidget(self.run)
