"""What is set up in vain: a sentence on each factor that moves nothing, looked for beside the window."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from studio.analysis.many import Memory
from studio.analysis.study import check_plan
from studio.analysis.study.idle import idle_factors, idle_words
from studio.gui.inspector.words import sentence
from studio.gui.study.desk import StudyDesk
from studio.gui.tasks import Tasks

_PAUSE_MS = 500


class IdleNote(QLabel):
    """Looked for when nothing was changed for a while, and only where somebody sees it; the study runs either way."""

    def __init__(self, desk: StudyDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._memory = Memory()
        self._known: object = None
        self.setObjectName("study-idle")
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.hide()
        self.tasks = Tasks(self, "study-idle")
        self.tasks.done.connect(self._take)
        self.tasks.failed.connect(lambda _: self._say(()))
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self.look)
        for signal in (desk.draft_changed, desk.session.design_changed, desk.run_changed):
            signal.connect(self._changed)
        desk.session.theme.changed.connect(self._tint)
        self._tint()

    def look_soon(self) -> None:
        """Look when nothing is changed for a moment."""
        self._soon.start()

    def look(self) -> None:
        """Look at what is set up, unless that was done or a study needs the processors."""
        page = self.parentWidget()
        if self._desk.busy or page is None or not page.isVisible():
            return
        design, draft = self._desk.session.design, self._desk.draft
        asked = (design, draft.varied, draft.outcomes)
        if asked == self._known:
            return
        self._known = asked
        try:
            plan = draft.plan()
        except ValueError:  # said where it is set up
            self.tasks.cancel()
            self._say(())
            return
        labels, memory = {one.path: one.label for one in draft.varied}, self._memory

        def work(checkpoint: Any, report: Any) -> tuple[str, ...]:
            check_plan(design, plan)
            return tuple(labels[path] for path in idle_factors(design, plan, memory=memory, checkpoint=checkpoint))

        self.tasks.run(work)

    def _changed(self) -> None:
        draft = self._desk.draft
        if self._known is not None and self._known != (self._desk.session.design, draft.varied, draft.outcomes):
            self._known = None
            self.tasks.cancel()
            self._say(())
        self.look_soon()

    def _take(self, labels: tuple[str, ...]) -> None:
        self._say(labels)

    def _say(self, labels: tuple[str, ...]) -> None:
        self.setText("\n".join(sentence(idle_words(label)) for label in labels))
        self.setVisible(bool(labels))

    def _tint(self) -> None:
        self.setStyleSheet(f"color: {self._desk.session.theme.colours.amber};")
