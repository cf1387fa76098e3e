"""What every view of results shares: it draws what is known and shows when that is empty, busy, outdated or failed."""

import contextlib

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from studio.analysis import STAGES
from studio.design import DesignError
from studio.design.edit import field_at
from studio.gui.guard import gui_only
from studio.gui.session import Session
from studio.gui.theme import ROLES, dress
from studio.gui.value_text import field_label
from studio.text import mark, tr

_DIM_AFTER_MS = 300
"""A view is dimmed only when it stays outdated: during a drag the next result is a few frames away."""
_WORDS = {"empty": mark("Nothing computed yet"), "busy": mark("Computing …"), "outdated": mark("Out of date")}


class StageView(QWidget):
    """A widget that draws tables of `stages`. Subclasses lay themselves out and write `draw` (and `theme_changed`).

    `draw` is called at most once per turn of the event loop, only while the view is visible, and only when every
    stage in `stages` has a good table (the last good ones where the newest failed).
    """

    stages: tuple[str, ...] = ()
    rests = True
    pause_ms = 0
    """Least time between two draws; views that cost more than a plot rest so that the plots keep up with a drag."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._veil = Veil(self)
        self._since = QElapsedTimer()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw_now)
        self._dim = QTimer(self)
        self._dim.setSingleShot(True)
        self._dim.setInterval(_DIM_AFTER_MS)
        self._dim.timeout.connect(self._show_face)
        self._stale = False
        self._recoloured = False
        session.outcome_changed.connect(self._outcome_changed)
        session.run_done.connect(self._run_done)
        session.status_changed.connect(self._status_changed)
        session.theme.changed.connect(self._theme_changed)
        session.currency.changed.connect(self.request_draw)

    def draw(self) -> None:
        """Show the tables of `self.stages`."""
        raise NotImplementedError

    def theme_changed(self) -> None:
        """Take over `self.session.theme.colours`; followed by a draw."""

    @property
    def face(self) -> str:
        """What the view shows: "empty", "busy", "fresh", "outdated" or "failed"."""
        states = [self.session.status(stage) for stage in self.stages]
        if "failed" in states:
            return "failed"
        if any(self.session.table(stage) is None for stage in self.stages):
            return "busy" if self.session.busy else "empty"
        return "fresh" if all(state == "fresh" for state in states) else "outdated"

    @gui_only
    def request_draw(self) -> None:
        """Draw soon, once: in this turn of the event loop, or when the view has rested from the last time."""
        if not self.isVisible():
            return
        rest = max(self.pause_ms - self._since.elapsed(), 0) if self.rests and self._since.isValid() else 0
        if not self._soon.isActive() or rest < self._soon.remainingTime():
            self._soon.start(rest)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._recoloured:
            self._theme_changed()
        self._show_face()
        self.request_draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._veil.setGeometry(self.rect())

    def _draw_now(self) -> None:
        self._stale = False
        if self.isVisible() and all(self.session.table(stage) is not None for stage in self.stages):
            self.draw()
            self._since.start()
            # What was just drawn is new, even if the design has moved on since: it is dimmed when it stays behind.
            self._dim.stop()
        self._status_changed()

    def _outcome_changed(self, stage: str) -> None:
        # A walk goes through the stages in order: a view of several waits for its last one, and draws once.
        if stage in self.stages:
            self._stale = True
            if stage == self._last_stage:
                self.request_draw()

    def _run_done(self, revision: int) -> None:
        if self._stale:
            self.request_draw()

    @property
    def _last_stage(self) -> str:
        return max(self.stages, key=list(STAGES).index)

    def _status_changed(self) -> None:
        if self.face == "outdated":
            if not self._dim.isActive():
                if self._since.isValid() and self._since.elapsed() < _DIM_AFTER_MS:
                    self._veil.show_face("fresh", "", self.session)
                self._dim.start()
        else:
            self._dim.stop()
            self._show_face()

    def _theme_changed(self) -> None:
        # What is hidden takes the colours over when it is shown.
        self._recoloured = not self.isVisible()
        if self._recoloured:
            return
        self.theme_changed()
        self.request_draw()
        self._show_face()

    def _show_face(self) -> None:
        face = self.face
        # It is asked for at every stage of a drag: where all is well there is nothing to find out.
        if face != "fresh" and self._said_outside(face):
            face = "fresh"
        if face == "failed":
            words = next((why for stage in self.stages if (why := told_failure(self.session, stage))), "")
        else:
            words = tr(_WORDS[face]) if face in _WORDS else ""
        self._veil.show_face(face, words, self.session)

    def _said_outside(self, face: str) -> bool:
        """Whether the view round this one says it already."""
        outer = self.parent()
        while outer is not None and not isinstance(outer, StageView):
            outer = outer.parent()
        return outer is not None and outer.face == face


def told_failure(session: Session, stage: str) -> str:
    """Why a stage has no result, as a sentence: for one that waits for others, what is wrong with the first of them."""
    reason = session.failure(stage)
    if not reason:
        return ""
    label = tr(STAGES[stage].label)
    for need in STAGES[stage].needs:
        if session.status(need) == "failed":
            return told_failure(session, need)
    where, _, rest = reason.partition(": ")
    with contextlib.suppress(DesignError):  # where no field is named, the stage is
        label, reason = field_label(where, field_at(session.design, where).label), rest
    return tr("{where}: {reason}", where=label, reason=reason)


class Veil(QWidget):
    """Lies over a view: lets the last good picture show through dimmed, and says in words what is the matter."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.setProperty("overlay", True)  # it lies over others on purpose
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._opacity = 0
        self._shown: tuple[str, str] | None = None
        self._session: Session | None = None
        self.hide()
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ChildAdded and self.isVisible():
            self.raise_()
        return False

    def show_face(self, face: str, words: str, session: Session) -> None:
        self._session = session
        shown = (face, words)
        if shown == self._shown:
            return
        self._shown = shown
        self._opacity = {"fresh": 0, "outdated": 110, "failed": 150, "busy": 200, "empty": 200}[face]
        self._label.setText(words)
        edge = ROLES.red if face == "failed" else ROLES.line
        dress(self._label, f"background: {ROLES.raised}; border: 1px solid {edge}; border-radius: 6px;"
                           f" padding: 8px 14px; color: {ROLES.text};")  # fmt: skip
        self.setVisible(face != "fresh")
        if face != "fresh":
            self.setGeometry(self._view.rect())
            self.raise_()
            self._place()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        width = min(max(self.width() - 40, 60), 520)
        self._label.setFixedWidth(min(width, max(self._label.fontMetrics().horizontalAdvance(self._label.text()) + 44,
                                                 120)))  # fmt: skip
        height = self._label.heightForWidth(self._label.width())
        self._label.setGeometry(QRect((self.width() - self._label.width()) // 2, 14, self._label.width(), height))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._opacity and self._session is not None:
            colour = QColor(self._session.theme.colours.window)
            colour.setAlpha(self._opacity)
            painter = QPainter(self)
            painter.fillRect(self.rect(), colour)
            painter.end()
