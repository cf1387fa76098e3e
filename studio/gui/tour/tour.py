"""The tour as it goes on: it watches what the user does, and moves the bubble along."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from studio.gui.tour.coach import Bubble, Ring
from studio.gui.tour.step import Entry, Step, Target
from studio.gui.tour.steps import STEPS, explained
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ZOrderChange}
_DEEDS = {QEvent.Type.MouseButtonRelease, QEvent.Type.KeyRelease}


class Tour(QObject):
    """Goes from step to step until it ends; a step is over once it is done and the hand rests."""

    def __init__(self, window: "MainWindow", steps: tuple[Step, ...] = STEPS) -> None:
        super().__init__(window)
        self._window = window
        session = window.session
        assert session is not None
        self._session = session
        self.steps = steps
        self.place = -1
        self.entry: Entry | None = None
        self._begun = session.design
        self._first = session.document.position
        self.bubble = Bubble(session.theme, window)
        self.ring = Ring(session.theme, window)
        self._guest: Ring | None = None
        self.bubble.back_wanted.connect(self.go_back)
        self.bubble.next_wanted.connect(self.go_on)
        self.bubble.show_wanted.connect(self.show_step)
        self.bubble.end_wanted.connect(self.end)
        self.bubble.restore_wanted.connect(self.restore)
        self._look = QTimer(self, singleShot=True, interval=0)
        self._look.timeout.connect(self._check)
        self._move = QTimer(self, singleShot=True, interval=0)
        self._move.timeout.connect(self._point)
        for signal in (session.design_changed, session.settled, session.clock.moved, window.tabs.currentChanged):
            signal.connect(self._look.start)
        session.theme.changed.connect(self._move.start)

    @property
    def is_on(self) -> bool:
        return self.place >= 0

    @property
    def step(self) -> Step:
        return self.steps[self.place]

    def begin(self) -> None:
        """Begin at the first step, or, where the tour goes on already, give its bubble the focus."""
        if self.is_on:
            self.bubble.next.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._begun, self._first = self._session.design, self._session.document.position
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self._enter(0)

    def go_on(self) -> None:
        """To the next step, or to the end."""
        if self.place + 1 < len(self.steps):
            self._enter(self.place + 1)
        else:
            self.end()

    def go_back(self) -> None:
        if self.place > 0:
            self._enter(self.place - 1)

    def show_step(self) -> None:
        """Do the step in the user's place."""
        if self.is_on:
            self.step.show(self._window)
            self._look.start()

    def restore(self) -> None:
        """Undo what was changed since the tour began; each of it stays there to be done again."""
        document = self._session.document
        if len(document.history) >= self._first and document.position > self._first:
            document.go_to(self._first)

    def end(self) -> None:
        """Take the bubble away; the design stays as it is."""
        if not self.is_on:
            return
        self.place = -1
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._look.stop()
        self._move.stop()
        if self.bubble.isAncestorOf(QApplication.focusWidget() or self.bubble):
            self._window.tabs.setFocus()
        self.bubble.hide()
        self.ring.hide()
        if self._guest is not None and isValid(self._guest):
            self._guest.hide()
        self._guest = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _DEEDS:
            self._look.start()
        elif kind in _MOVES and isinstance(watched, QWidget) and watched not in (self.bubble, self.ring, self._guest):
            self._move.start()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            # Only what nobody on the way up has wanted comes to the window itself.
            own = isinstance(watched, QWidget) and self.bubble.isAncestorOf(watched)
            if watched is self._window or own:
                self.end()
                return True
        return False

    def _enter(self, place: int) -> None:
        self.place = place
        self.step.prepare(self._window)
        document = self._session.document
        self.entry = Entry(document.design, document.position, explained(self._window), self._session.clock.elapsed)
        last = place == len(self.steps) - 1
        bubble = self.bubble
        bubble.say(tr(self.step.title), tr(self.step.text),
                   tr("{number} of {count}", number=place + 1, count=len(self.steps)))  # fmt: skip
        bubble.back.setVisible(place > 0)
        bubble.show_me.setVisible(self.step.done is not None)
        bubble.next.setText(tr("Skip") if self.step.done is not None else tr("Next"))
        bubble.next.setVisible(not last)
        bubble.restore.setVisible(last and document.position > self._first)
        self._point()
        self._move.start()  # what was brought in front finds its place in the next turn

    def _check(self) -> None:
        """Go on where the step is done, nothing is being dragged, and the results are there."""
        if not self.is_on or self.entry is None or self.step.done is None:
            if self.is_on:
                self.bubble.restore.setVisible(
                    self.place == len(self.steps) - 1 and self._session.document.position > self._first)  # fmt: skip
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton or self._session.busy:
            return  # `settled`, or the release of the button, asks again
        if self.step.done(self._window, self.entry):
            self.go_on()
        else:
            self._move.start()

    def _point(self) -> None:
        if not self.is_on:
            return
        target = self.step.target(self._window)
        host = target.widget.window() if target is not None else self._window
        part = _seen(target, host) if target is not None else None
        if host is not self._window:
            # A dialog above the window: the ring goes into it, and the bubble stays where it can be read.
            self.ring.hide()
            if self._guest is None or not isValid(self._guest) or self._guest.parentWidget() is not host:
                self._guest = Ring(self._session.theme, host)
            if part is not None:
                self._guest.surround(part)
            return
        if part is None:
            self.ring.hide()
        else:
            self.ring.surround(part)
        self.bubble.point(part)


def _seen(target: Target, window: QWidget) -> QRect | None:
    """What of the target can be seen, in its window; nothing where it is hidden."""
    widget = target.widget
    if not widget.isVisible():
        return None
    part = target.part if target.part is not None else widget.rect()
    seen = QRect(widget.mapTo(window, QPoint(part.topLeft())), part.size())
    above: QWidget | None = widget
    while above is not None and above is not window:  # a scroll area shows a part of what is in it
        seen = seen.intersected(QRect(above.mapTo(window, QPoint(0, 0)), above.size()))
        above = above.parentWidget()
    return None if seen.isEmpty() else seen
