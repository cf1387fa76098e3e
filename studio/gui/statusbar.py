"""The bottom edge: the state of every stage, the progress of what runs, and a way to stop it."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from studio.analysis import RESULTS, STAGES
from studio.gui.session import Session
from studio.text import mark, tr

_WORDS = {
    "fresh": mark("up to date"),
    "outdated": mark("out of date"),
    "running": mark("computing"),
    "failed": mark("failed"),
    "not_run": mark("not computed"),
}
_MESSAGE_EMS = 20
"""Room that messages keep beside the lamps."""
_LAMPS_MS = 60
_SLOW_MS = 250
"""Progress and cancel appear only for work that one would otherwise wonder about."""


class StageLamp(QWidget):
    """A lamp and the stage's name; state is told by colour, shape and tool tip."""

    def __init__(self, session: Session, stage: str) -> None:
        super().__init__()
        self._session = session
        self._stage = stage
        self._shown = ("", "")
        self.setToolTip(tr(STAGES[stage].label))
        self.setAccessibleName(tr(STAGES[stage].label))
        self._name = tr(STAGES[stage].label)
        self._named = True

    def quantity_at(self, place: object) -> str:
        """What explains the state of the stage: its first number, and with it why there is none."""
        known = (one.name for one in RESULTS.values() if one.stage == self._stage)
        numbers = (name for name in known if RESULTS[name].kind in {"number", "integer"})
        return next(numbers, "")

    def sizeHint(self) -> QSize:
        return QSize(self.width_with(named=self._named), self.fontMetrics().height() + 6)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def width_with(self, *, named: bool) -> int:
        """The width that the lamp takes, with its name or without."""
        metrics = self.fontMetrics()
        return metrics.horizontalAdvance(self._name) + metrics.height() + 8 if named else metrics.height()

    def show_name(self, named: bool) -> None:
        """Write the name beside the lamp, or leave it to the tool tip."""
        if named != self._named:
            self._named = named
            self.updateGeometry()
            self.update()

    def refresh(self) -> None:
        status = self._session.status(self._stage)
        reason = self._session.failure(self._stage)
        if (status, reason) == self._shown:
            return
        self._shown = (status, reason)
        words = tr("{stage}: {state}", stage=self._name, state=tr(_WORDS[status]))
        self.setToolTip(f"{words}\n{reason}" if reason else words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._session.theme.colours
        status = self._session.status(self._stage)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self.fontMetrics().height() * 0.55
        top = (self.height() - size) / 2
        shade = {"fresh": colours.green, "failed": colours.red, "running": colours.accent}.get(status, colours.muted)
        painter.setPen(QColor(shade))
        painter.setBrush(QColor(shade) if status in {"fresh", "failed"} else Qt.BrushStyle.NoBrush)
        if status == "failed":
            painter.drawRect(2, int(top), int(size), int(size))
        else:
            painter.drawEllipse(2, int(top), int(size), int(size))
        if not self._named:
            painter.end()
            return
        painter.setPen(QColor(colours.text if status == "fresh" else colours.muted))
        box = self.rect().adjusted(int(size) + 8, 0, 0, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._name)
        painter.end()


class StageStatus(QWidget):
    """All lamps in a row with progress and cancel."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage-status")
        self._session = session
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(10)
        self._row = row
        self._lamps = [StageLamp(session, stage) for stage in STAGES]
        for lamp in self._lamps:
            row.addWidget(lamp)
        self._summary = QLabel()
        self._summary.setObjectName("stage-summary")
        row.addWidget(self._summary)
        self._message = QLabel()
        self._message.setProperty("look", "muted")
        self._message.setContentsMargins(10, 0, 0, 0)
        row.addWidget(self._message, 1)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(110)
        self._cancel = QToolButton()
        self._cancel.setText(tr("Cancel"))
        self._cancel.setObjectName("cancel")
        self._cancel.clicked.connect(session.cancel)
        row.addWidget(self._progress)
        row.addWidget(self._cancel)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(self._show_progress)
        self._hide_progress()
        # In a drag a score of stages come in every 40 ms: the lamps show where they are then, all at once.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LAMPS_MS)
        self._soon.timeout.connect(self._refresh)
        session.status_changed.connect(self._follow)
        session.outcome_changed.connect(self._follow)
        session.run_done.connect(self._restart)
        session.progressed.connect(self._progressed)
        session.theme.changed.connect(self.update)

    def show_message(self, text: str) -> None:
        """A line that stays until the next one."""
        self._message.setText(text)

    def _follow(self) -> None:
        if not self._session.busy:
            self._refresh()
        elif not self._soon.isActive():
            self._soon.start()

    def _refresh(self) -> None:
        self._soon.stop()
        for lamp in self._lamps:
            lamp.refresh()
        self._summarise()
        if not self._session.busy:
            self._slow.stop()
            self._hide_progress()
        elif not self._slow.isActive() and not self._progress.isVisible():
            self._slow.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = sum(lamp.width_with(named=True) + 10 for lamp in self._lamps)
        named = wanted + _MESSAGE_EMS * self.fontMetrics().height() <= self.width()
        for lamp in self._lamps:
            lamp.show_name(named)
        self._row.setSpacing(10 if named else 2)
        self._summary.setVisible(not named)
        self._summarise()

    def _summarise(self) -> None:
        """In words what the lamps say, where there is no room for their names."""
        if self._summary.isHidden():
            return
        states = {stage: self._session.status(stage) for stage in STAGES}
        worst = next((state for state in ("failed", "running", "outdated", "not_run") if state in states.values()), "")
        if not worst:
            text = tr("All up to date")
        else:
            names = [tr(STAGES[stage].label) for stage, state in states.items() if state == worst]
            named = names[0] if len(names) == 1 else tr("{name} and {count} more", name=names[0], count=len(names) - 1)
            text = tr("{stage}: {state}", stage=named, state=tr(_WORDS[worst]))
        if text != self._summary.text():
            self._summary.setText(text)

    def _restart(self, revision: int) -> None:
        # In a drag one run follows the other: only one that is slow by itself is worth a progress bar.
        self._slow.stop()
        self._hide_progress()
        self._follow()

    def _progressed(self, fraction: float) -> None:
        if self._progress.isVisible():
            self._progress.setValue(round(100 * fraction))

    def _show_progress(self) -> None:
        if self._session.busy:
            self._progress.setVisible(True)
            self._cancel.setVisible(True)

    def _hide_progress(self) -> None:
        self._progress.setVisible(False)
        self._cancel.setVisible(False)
