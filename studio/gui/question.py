"""What takes longer to answer than a drag allows: asked when the hand rests, answered beside the window."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from studio.analysis import wanted_keys
from studio.design import Design
from studio.gui.session import Session
from studio.gui.tasks import Tasks
from studio.gui.told import tell
from studio.gui.view import StageView
from studio.text import tr

Work = Callable[[Callable[[float], None]], Any]
_QUIET_MS = 350


class Question(StageView):
    """A question about the design that is open, and its last answer; Stop ends the work, and Compute asks again.

    Subclasses write `work` and `show_answer`, put their controls into `head` and what they draw into `body`.
    """

    stages = ("launch", "cost", "centre")
    explain_requested = Signal(str)
    field_requested = Signal(str)

    def __init__(self, session: Session, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.answer: Any = None
        self._asked: object = None
        """What the answer, or the work that runs, belongs to."""
        self._stopped_at: object = None
        self.after: Question | None = None
        """Another question that is answered first: two threads at once would take too much from a drag."""
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self.ask)
        self.tasks = Tasks(self, name)
        self.tasks.progressed.connect(self._progressed)
        self.tasks.done.connect(self._take)
        self.tasks.failed.connect(self._fail)
        self.tasks.stopped.connect(self._refresh)
        self.head = QHBoxLayout()
        self.told = QLabel(self)
        self.told.setObjectName(f"{name}-told")
        bold = self.told.font()
        bold.setBold(True)
        self.told.setFont(bold)
        self.told.setWordWrap(True)
        self.progress = QProgressBar(self)
        self.progress.setObjectName(f"{name}-progress")
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress of {what}", what=title))
        self.stop = self._button("stop", tr("Stop"), self._stop)
        self.again = self._button("again", tr("Compute"), self.ask)
        em = self.fontMetrics().height()
        row = QHBoxLayout()
        row.addWidget(self.progress, 1)
        row.addStretch(0)
        row.addWidget(self.stop)
        row.addWidget(self.again)
        self.body = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(round(em * 0.4), round(em * 0.3), round(em * 0.4), round(em * 0.3))
        column.setSpacing(round(em * 0.3))
        column.addLayout(self.head)
        column.addWidget(self.told)
        column.addLayout(row)
        column.addLayout(self.body, 1)
        for widget in (self.progress, self.stop, self.again):
            widget.hide()

    def work(self, design: Design) -> Work:
        """What answers the question for `design`; called with a checkpoint, beside the window."""
        raise NotImplementedError

    def show_answer(self, answer: Any) -> None:
        """Draw an answer, and tell it in words."""
        raise NotImplementedError

    def question(self) -> object:
        """What is asked, apart from the design: another value asks anew."""
        return None

    @property
    def face(self) -> str:
        """Outdated also while the answer belongs to another design or question."""
        state = super().face
        known = self.answer is not None
        return "outdated" if state == "fresh" and known and self._asked != self._key() else state

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way, or will be asked for once the hand rests."""
        return self.tasks.busy or self._quiet.isActive()

    def draw(self) -> None:
        if self._asked == self._key():
            if self.answer is not None and not self.tasks.busy:
                self.show_answer(self.answer)  # in another currency
            self._refresh()
        elif self.answer is None and not self.tasks.busy and self._stopped_at != self._key():
            self.ask()
        else:
            # A drag goes on: what runs is of no use any more, and the next must wait until the hand rests.
            self.tasks.cancel()
            if self._stopped_at != self._key():
                self._quiet.start()
            self._refresh()

    def ask(self) -> None:
        """Begin the work for the design and the question as they are now."""
        self._quiet.stop()
        self._stopped_at = None
        if self.after is not None and self.after.busy:
            self._quiet.start()
            return
        design = self.session.design
        try:
            work = self.work(design)
        except ValueError as refusal:
            self._fail(str(refusal))
            return
        self._asked = self._key()
        self.progress.setValue(0)
        self.tasks.run(lambda checkpoint, report: work(checkpoint))
        self._refresh()

    def theme_changed(self) -> None:
        if self.answer is not None:
            self.show_answer(self.answer)

    def tell(self, text: str, *, error: bool = False) -> None:
        """Say something above the drawing."""
        tell(self.told, text, error, plain="")

    def field_box(self, name: str, title: str) -> QComboBox:
        """An empty box to choose from by typing any part of a name."""
        box = QComboBox(self)
        box.setObjectName(f"{self.objectName()}-{name}")
        box.setAccessibleName(title)
        box.setToolTip(title)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        narrow(box)
        typed = box.lineEdit()
        assert typed is not None  # as has it
        box.currentIndexChanged.connect(lambda _: QTimer.singleShot(0, box, lambda: caret_home(box)))
        completer = box.completer()
        assert completer is not None  # every editable box has one
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        return box

    def _key(self) -> object:
        keys = wanted_keys(self.session.design)
        return tuple(keys[stage] for stage in self.stages), self.question()

    def _progressed(self, share: float) -> None:
        self.progress.setValue(round(1000 * share))

    def _take(self, answer: Any) -> None:
        self.answer = answer
        self.show_answer(answer)
        self._refresh()
        self._status_changed()

    def _fail(self, reason: str) -> None:
        self._asked = self._key()
        self.tell(reason, error=True)
        self._refresh()

    def _stop(self) -> None:
        self._quiet.stop()
        self._stopped_at = self._key()
        self._asked = None
        self.tasks.cancel()
        if self.answer is None:
            self.tell(tr("Stopped before there was an answer."))
        self._refresh()

    def _refresh(self) -> None:
        busy = self.tasks.busy
        if busy and self.answer is None:
            self.tell(tr("Computing …"))
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)
        self.again.setVisible(not busy and self._asked != self._key())

    def _button(self, name: str, text: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(f"{self.objectName()}-{name}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: run())
        return button


def narrow(box: QComboBox) -> None:
    """Let a box be as narrow as the page asks for, whatever is in it."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)


def caret_home(box: QComboBox) -> None:
    """Show the beginning of what is chosen; the box may be going, its line already gone."""
    line = box.lineEdit()
    if line is not None and isValid(line):
        line.home(False)
