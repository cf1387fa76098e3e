"""The check of a formation that the user starts: every member flown about the oblate Earth, held against theory."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHeaderView,
    QLabel,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.analysis.formation_check import MOST_REVOLUTIONS, FormationCheck, check_formation
from studio.design.unit_text import number_text
from studio.gui.session import Session
from studio.gui.task_dialog import TaskDialog
from studio.gui.value_text import typeset
from studio.text import mark, tr

_WAYS = {
    "hill": mark("Clohessy–Wiltshire velocities"),
    "mean": mark("Corrected for the mean J₂"),
    "matched": mark("Drift taken off"),
}
_HEADS = (mark("Velocities set by"), mark("Drift [mm/s]"), mark("Theory [mm/s]"), mark("Closest [m]"),
          mark("Off ellipse [m]"), mark("Off plane [m]"))  # fmt: skip


class FormationDialog(TaskDialog):
    """Nothing of the design is changed; the flight can be stopped."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent, window="formation-dialog", name="formation", task="formation",
                         title=tr("Check the formation"), progress=tr("Progress of the flight"))  # fmt: skip
        self.found: FormationCheck | None = None
        em = self.fontMetrics().height()
        about = QLabel(tr(
            "Every member of the cluster is integrated by itself about the oblate Earth, from the ascending node on, "
            "with three ways to set its velocity."
        ), self)  # fmt: skip
        about.setWordWrap(True)
        self.revolutions = QSpinBox(self)
        self.revolutions.setObjectName("formation-revolutions")
        self.revolutions.setRange(1, MOST_REVOLUTIONS)
        self.revolutions.setValue(10)
        self.table = QTableWidget(0, len(_HEADS), self)
        self.table.setObjectName("formation-table")
        self.table.setAccessibleName(tr("What the check of the formation found"))
        self.table.setHorizontalHeaderLabels([tr(head) for head in _HEADS])
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.start = self._button("start", tr("Fly"), self._begin)
        self.cancel = self._button("stop", tr("Stop"), self.tasks.cancel)
        self.leave = self._button("close", tr("Close"), self.reject)
        form = QFormLayout()
        form.addRow(tr("Revolutions"), self.revolutions)
        column = QVBoxLayout(self)
        column.addWidget(about)
        column.addLayout(form)
        column.addWidget(self.table, 1)
        self._finish(column, (self.start, self.cancel), (self.leave,))
        self.resize(min(round(em * 62), self.screen().availableGeometry().width() - 40), round(em * 22))
        self._refresh()

    def _begin(self) -> None:
        design, revolutions = self._session.design, self.revolutions.value()
        self.found = None
        self.table.setRowCount(0)
        self.progress.setValue(0)
        self.tasks.run(lambda checkpoint, report: check_formation(design, revolutions, checkpoint))
        self._tell(tr("Flying …"))
        self._refresh()

    def _done(self, found: FormationCheck) -> None:
        self.found = found
        self.progress.setValue(1000)
        self.table.setRowCount(len(found.ways))
        for row, way in enumerate(found.ways):
            # One revolution alone shows no drift: there is nothing to compare its end with.
            drifts = [typeset(number_text(1e3 * drift, 4)) if drift else "–" for drift in (way.drift, way.drift_theory)]
            lengths = [typeset(number_text(length, 4)) for length in (way.closest, way.difference, way.across)]
            for column, text in enumerate((tr(_WAYS[way.name]), *drifts, *lengths)):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        self._tell(tr("{members} members flown for {hours:.1f} hours; the lattice step is {step} m",
                      members=found.members, hours=found.duration / 3600.0,
                      step=number_text(found.lattice_step, 5)))  # fmt: skip
        self._refresh()

    def _stopped(self) -> None:
        self.progress.setValue(0)
        self._tell(tr("Stopped."))
        self._refresh()

    def _refresh(self) -> None:
        busy = self.tasks.busy
        self.start.setEnabled(not busy)
        self.revolutions.setEnabled(not busy)
        self.cancel.setEnabled(busy)
