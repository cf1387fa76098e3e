"""The run of a study: how many points and how long, the buttons, the way it has gone, and the studies kept before."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QMenu, QProgressBar, QPushButton, QWidget

from studio.gui.study.desk import StudyDesk
from studio.gui.study.running import file_for, kept_studies, studies_folder
from studio.gui.told import tell
from studio.gui.value_text import typeset
from studio.text import mark, tr

_UNMEASURED = 200.0
"""Points a second that are counted on before a study has run."""
_MOST_KEPT = 20


class RunPanel(QWidget):
    """`refused` carries why a study cannot be run."""

    refused = Signal(str)

    def __init__(self, desk: StudyDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.folder = studies_folder()
        self.expected = QLabel(self)
        self.expected.setObjectName("study-expected")
        self.expected.setWordWrap(True)
        self.status = QLabel(self)
        self.status.setObjectName("study-status")
        self.status.setWordWrap(True)
        self.progress = QProgressBar(self)
        self.progress.setObjectName("study-progress")
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress of the study"))
        self.start = self._button("run", tr("Run"), self._start)
        self.pause = self._button("pause", tr("Pause"), desk.pause)
        self.stop = self._button("stop", tr("Stop"), desk.stop)
        self.go_on = self._button("continue", tr("Continue"), self._go_on)
        self.go_on.setToolTip(tr("Compute the points that are missing; those that are there stay"))
        self.sample = self._button("sample", tr("Sample study"), lambda: None)
        self.sample.setToolTip(tr("Set up altitude against radiator temperature: 70 points"))
        self.kept = self._button("open", tr("Open …"), lambda: None)
        self.kept.setToolTip(tr("A study that was kept, or one that was not finished and goes on"))
        self.menu = QMenu(self)
        self.menu.setObjectName("study-kept")
        self.menu.aboutToShow.connect(self._fill)
        self.kept.setMenu(self.menu)
        buttons = QHBoxLayout()
        for button in (self.start, self.pause, self.stop, self.go_on):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.sample)
        buttons.addWidget(self.kept)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.expected, 0, 0)
        grid.addWidget(self.progress, 1, 0)
        grid.addWidget(self.status, 2, 0)
        grid.addLayout(buttons, 3, 0)
        for signal in (desk.run_changed, desk.draft_changed, desk.study_changed):
            signal.connect(self.refresh)
        desk.told.connect(self._tell)
        self.refresh()

    def refresh(self) -> None:
        desk = self.desk
        self.expected.setText(expected_text(desk.draft.size, desk.rate))
        self.start.setEnabled(not desk.busy)
        self.pause.setVisible(desk.busy)
        self.pause.setText(tr("Resume") if desk.state == "paused" else tr("Pause"))
        self.stop.setVisible(desk.busy)
        self.go_on.setVisible(desk.can_go_on)
        self.progress.setVisible(desk.state != "idle")
        self.progress.setValue(round(1000 * desk.done / desk.total) if desk.total else 0)
        failed = desk.state == "failed"
        self._show(status_text(desk), failed)

    def _tell(self, text: str, error: bool) -> None:
        self._show(text, error)

    def _show(self, text: str, error: bool) -> None:
        tell(self.status, text, error)

    def _start(self) -> None:
        try:
            self.desk.start(file_for(self.desk.session.design.title, self.folder))
        except ValueError as refusal:
            self.refused.emit(str(refusal))

    def _go_on(self) -> None:
        try:
            self.desk.go_on()
        except ValueError as refusal:
            self.refused.emit(str(refusal))

    def _fill(self) -> None:
        self.menu.clear()
        for path in kept_studies(self.folder)[:_MOST_KEPT]:
            text = path.stem if path.exists() else tr("{name} (not finished)", name=path.stem)
            self.menu.addAction(text, partial(self.desk.open, path))
        self.menu.addSeparator()
        self.menu.addAction(tr("A file …"), self.ask)

    def ask(self) -> None:
        """Let the user choose the file of a study."""
        name, _ = QFileDialog.getOpenFileName(self, tr("Open a study"), str(self.folder),
                                              tr("Studies (*.parquet);;All files (*)"))  # fmt: skip
        if name:
            self.desk.open(Path(name))

    def _button(self, name: str, text: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(f"study-{name}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: run())
        return button


def expected_text(points: int, rate: float) -> str:
    """How many points and how long they will take."""
    if not points:
        return tr("No points yet.")
    seconds = points / (rate or _UNMEASURED)
    words = mark("{points} points, about {time} at {rate} points a second")
    if not rate:
        words = mark("{points} points, about {time} if {rate} points are computed a second, which the run will show")
    return tr(words, points=typeset(f"{points}"), time=duration_text(seconds),
              rate=typeset(f"{rate or _UNMEASURED:.0f}"))  # fmt: skip


def status_text(desk: StudyDesk) -> str:
    """How the run goes."""
    some, whole = typeset(f"{desk.done}"), typeset(f"{desk.total}")
    failed = tr(", {count} failed", count=typeset(f"{desk.failed}")) if desk.failed else ""
    if desk.state == "running":
        if not desk.done:
            return tr("The processes of the study begin …") if desk.place.kind == "here" else tr(
                "Waiting for the workers of the cluster …")  # fmt: skip
        left = duration_text((desk.total - desk.done) / desk.rate) if desk.rate else "–"
        return tr("{some} of {all} points{failed}; {rate} a second, about {left} to go", some=some, all=whole,
                  failed=failed, rate=typeset(f"{desk.rate:.0f}"), left=left)  # fmt: skip
    if desk.state == "paused":
        return tr("Paused at {some} of {all} points{failed}", some=some, all=whole, failed=failed)
    if desk.state == "stopped":
        return tr("Stopped at {some} of {all} points{failed}; they are kept, and “Continue” computes the rest",
                  some=some, all=whole, failed=failed)  # fmt: skip
    if desk.state == "failed":
        return desk.reason
    if desk.state == "done" and desk.points is not None:
        if desk.points.path is None:
            return tr("{all} points{failed}", all=whole, failed=failed)
        where = desk.points.path.name
        return tr("{all} points{failed}, kept in {file}", all=whole, failed=failed, file=where)
    return ""


def duration_text(seconds: float) -> str:
    """A time to wait, roughly."""
    if seconds < 1.0:
        return tr("a second")
    if seconds < 90.0:
        return tr("{count} s", count=f"{seconds:.0f}")
    if seconds < 5400.0:
        return tr("{count} min", count=f"{seconds / 60.0:.0f}")
    return tr("{count} h", count=f"{seconds / 3600.0:.1f}")
