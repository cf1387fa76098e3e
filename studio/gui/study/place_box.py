"""The choice of where a study is computed: a list, and below it what the chosen kind needs to know."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from studio.gui.study.place import PLACES, QUEUE_NAMES, Chosen
from studio.gui.study.spin_box import spin_box
from studio.text import mark, tr

_NOTES = {
    "here": "",
    "local": mark("Dask starts with the study and ends with it; no other machine can reach it."),
    "address": mark("Its workers must have the same version of Dawnline."),
    "ssh": mark("The first has the scheduler, each a worker for every processor; all need the same version of "
                "Dawnline, and keys that are known to SSH."),
    "queue": mark("Each job has a worker for every core; the study waits until the queue lets them begin."),
}  # fmt: skip


class PlaceBox(QWidget):
    """`changed` carries what is chosen now."""

    changed = Signal(object)

    def __init__(self, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("study-place")
        self.chosen = chosen
        self.kind = QComboBox(self)
        self.kind.setObjectName("study-place-kind")
        self.kind.setAccessibleName(tr("Where the study is computed"))
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for name, text in PLACES.items():
            self.kind.addItem(tr(text), name)
        self.workers = self._spin("workers", tr("Workers of the cluster on this machine"), "workers")
        self.address = self._line("address", tr("Address of the scheduler"), "tcp://name:8786", "address")
        self.hosts = self._line("hosts", tr("Machines, with commas between them"), tr("user@rack1, user@rack2:22"),
                                "hosts")
        self.python = self._line("python", tr("The Python there that has Dawnline; empty where it is called as here"),
                                 tr("as here"), "python")  # fmt: skip
        self.queue = QComboBox(self)
        self.queue.setObjectName("study-place-queue")
        self.queue.setAccessibleName(tr("Which batch queue"))
        for name, text in QUEUE_NAMES.items():
            self.queue.addItem(text, name)
        self.queue.currentIndexChanged.connect(lambda _: self._change(queue=self.queue.currentData()))
        self.jobs = self._spin("jobs", tr("Jobs that the queue is asked for"), "jobs")
        about = tr("A file in YAML: cores, memory, walltime, queue, account …, as dask-jobqueue names them")
        self.options = self._line("options", about, tr("one core, 2 GB"), "options")
        self.browse = QPushButton("…", self)
        self.browse.setObjectName("study-place-browse")
        self.browse.setAccessibleName(tr("Choose the file of what a job is"))
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._ask)
        self.note = QLabel(self)
        self.note.setObjectName("study-place-note")
        self.note.setProperty("look", "muted")
        self.note.setWordWrap(True)
        self._lay_out()
        self.show_chosen(chosen)
        self.kind.currentIndexChanged.connect(lambda _: self._change(kind=self.kind.currentData()))

    def show_chosen(self, chosen: Chosen) -> None:
        """Show another choice."""
        self.chosen = chosen
        for box, value in ((self.kind, chosen.kind), (self.queue, chosen.queue)):
            box.blockSignals(True)
            box.setCurrentIndex(box.findData(value))
            box.blockSignals(False)
        for spin, number in ((self.workers, chosen.workers), (self.jobs, chosen.jobs)):
            spin.blockSignals(True)
            spin.setValue(number)
            spin.blockSignals(False)
        for line, text in ((self.address, chosen.address), (self.hosts, chosen.hosts), (self.python, chosen.python),
                           (self.options, chosen.options)):  # fmt: skip
            if line.text() != text:
                line.setText(text)
        for kind, rows in self._rows.items():
            for row in rows:
                self._form.setRowVisible(row, kind == chosen.kind)
        self.note.setText(tr(_NOTES[chosen.kind]) if _NOTES[chosen.kind] else "")
        self.note.setVisible(bool(_NOTES[chosen.kind]))

    # Inside

    def _change(self, **what: object) -> None:
        chosen = replace(self.chosen, **what)  # type: ignore[arg-type]
        if chosen != self.chosen:
            self.show_chosen(chosen)
            self.changed.emit(chosen)

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("What a job of the queue is"), self.options.text(),
                                              tr("YAML (*.yaml *.yml);;All files (*)"))  # fmt: skip
        if name:
            self.options.setText(name)
            self._change(options=name)

    def _line(self, name: str, title: str, example: str, what: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(f"study-place-{name}")
        line.setAccessibleName(title)
        line.setToolTip(title)
        line.setPlaceholderText(example)
        line.textEdited.connect(lambda text: self._change(**{what: text}))
        return line

    def _spin(self, name: str, title: str, what: str) -> QSpinBox:
        box = spin_box(f"study-place-{name}", title, 1, 1024, self, grouped=False)
        box.valueChanged.connect(lambda value: self._change(**{what: value}))
        return box

    def _lay_out(self) -> None:
        file = QWidget(self)
        row = QHBoxLayout(file)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.options, 1)
        row.addWidget(self.browse)
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.addRow(tr("Computed by"), self.kind)
        self._rows: dict[str, list[int]] = {}
        for kind, label, widget in (
            ("local", tr("Workers"), self.workers), ("address", tr("Address"), self.address),
            ("ssh", tr("Machines"), self.hosts), ("ssh", tr("Python there"), self.python),
            ("queue", tr("Queue"), self.queue), ("queue", tr("Jobs"), self.jobs), ("queue", tr("A job is"), file),
        ):  # fmt: skip
            self._rows.setdefault(kind, []).append(self._form.rowCount())
            self._form.addRow(label, widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._form)
        column.addWidget(self.note)
