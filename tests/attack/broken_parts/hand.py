"""A person at the window of a program that was started as it ships: works, and writes down what happens.

Each thing done is a line of the file `told` at once, so that it is known also of a program that dies.
"""

import ctypes
import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QPushButton

_LOOK_MS = 25
_PATIENCE_S = 200.0
_ASKED_MS = 900
"""After the window is ready, until what is off was said."""
_UNSAVED_S = 1.5
"""How long an edit stays unsaved, which is longer than the studio waits to keep it."""
_LEAST_EDITS = 12
_TURNS_AFTER = 60
"""What a program that lives on is given to say what happened."""
Step = Callable[[], object]


class Hand(QObject):
    """Goes through the steps of a programme; `None` waits for a turn, a function until it gives something."""

    def __init__(self, window: Any, wanted: dict[str, Any]) -> None:
        super().__init__(window)
        self.window, self.wanted = window, wanted
        self._file = Path(wanted["told"]).open("a", encoding="utf-8")  # noqa: SIM115 - as long as the program
        self._seen: set[int] = set()
        self._notices = 0
        self._waiting: Step | None = None
        self._since = time.monotonic()
        self._going = False
        self._steps: Iterator[Step | None] = iter(())
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        window.ready.connect(lambda: QTimer.singleShot(_ASKED_MS, self, self._begin))

    def tell(self, what: str, **more: Any) -> None:
        """Write down that something happened."""
        self._file.write(json.dumps({"what": what, "at": time.time(), "since": time.monotonic(), **more}) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def _begin(self) -> None:
        self.tell("ready")
        self._steps = getattr(self, f"do_{self.wanted['hand']}")()
        self._since = time.monotonic()

    def _look(self) -> None:
        self._answer()
        if self.window.session is not None:
            said = self.window.session.notices.said
            for notice in said[self._notices :]:
                self.tell("notice", text=notice.text, level=notice.level, details=notice.details[-2000:])
            self._notices = len(said)
        if self._going:
            return
        self._going = True
        try:
            if self._waiting is not None:
                if time.monotonic() - self._since > _PATIENCE_S:
                    self.tell("stuck")
                    os._exit(99)
                if not self._waiting():
                    return
            self._waiting, self._since = next(self._steps, None), time.monotonic()
        except Exception as error:  # noqa: BLE001 - the person is at a loss, which is told
            self.tell("lost", text=repr(error))
            os._exit(98)
        finally:
            self._going = False

    def _answer(self) -> None:
        """Read each question that holds the window, and answer it."""
        from studio.gui.crash.dialog import CrashDialog

        top = QApplication.activeModalWidget()
        if not isinstance(top, QDialog) or id(top) in self._seen or not top.isVisible():
            return
        key = id(top)
        self._seen.add(key)
        top.destroyed.connect(lambda: self._seen.discard(key))
        if isinstance(top, CrashDialog):
            self.tell("dialog", name="crash", text=f"{top.sentence.text()} {top.saved.text()}", details=top.report)
            for name in (self.wanted.get("answer", "take"), "take", "continue", "close"):
                if name in top.buttons:
                    QTimer.singleShot(0, top.buttons[name], top.buttons[name].click)
                    return
        elif isinstance(top, QMessageBox):
            self.tell("dialog", name=top.objectName() or top.windowTitle(), text=top.text())
            button: Any = top.defaultButton() or (top.buttons() or [None])[0]
            if top.objectName() == "unsaved-changes":
                button = top.button(QMessageBox.StandardButton.Discard)
            if isinstance(button, QPushButton):
                QTimer.singleShot(0, button, button.click)
        elif not isinstance(top, QFileDialog):
            self.tell("dialog", name=top.objectName() or type(top).__name__, text=top.windowTitle())
            QTimer.singleShot(0, top, top.reject)

    # What a person does, step by step

    def altitude(self) -> float:
        return float(self.window.session.design.mission.altitude)

    def type_altitude(self, words: str) -> None:
        """Type into the row of the inspector."""
        edit = self.window.views["design"].rows["mission.altitude"].editor
        self.window.focus_field("mission.altitude")
        QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(edit, words)
        QTest.keyClick(edit, Qt.Key.Key_Return)

    def settled(self) -> bool:
        return not self.window.session.busy

    def statuses(self) -> dict[str, str]:
        from studio.analysis import STAGES

        return {stage: self.window.session.status(stage) for stage in STAGES}

    def do_work(self) -> Iterator[Step | None]:
        """Evaluate, undo, save, look at every tab, and leave."""
        window = self.window
        if window.start.is_up:
            window.start.leave()
        yield self.settled
        before = self.altitude()
        if "design" in window.views:
            self.type_altitude("655.5 km")
            text = window.views["design"].rows["mission.altitude"].editor.text()
        else:
            from studio.design import set_value

            window.session.edit("Higher", lambda design: set_value(design, "mission.altitude", 655.5e3))
            text = "not shown"
        self.tell("typed", altitude=self.altitude(), text=text)
        typed = time.monotonic()
        yield lambda: time.monotonic() - typed > _UNSAVED_S
        yield self.settled
        self.tell("evaluated", **self.statuses())
        window.actions_by_name["undo"].trigger()
        self.tell("undone", right=self.altitude() == before)
        window.actions_by_name["redo"].trigger()
        self.tell("redone", altitude=self.altitude())
        yield self.settled
        if self.wanted.get("save", True):
            window.filing.save_to(Path(self.wanted["save_to"]))
            self.tell("saved", modified=window.session.document.is_modified)
        for at in range(window.tabs.count()):
            window.tabs.setCurrentIndex(at)
            yield None
            yield None
        self.tell("looked")
        yield from self._leave()

    def do_look(self) -> Iterator[Step | None]:
        """See what is there, save it, and leave."""
        for _ in range(10):
            yield None
        self.tell("opened", altitude=self.altitude(), modified=self.window.session.document.is_modified,
                  path=str(self.window.session.document.path or ""))  # fmt: skip
        if self.window.session.document.is_modified:
            self.window.filing.save_to(Path(self.wanted["save_to"]))
            self.tell("saved", modified=self.window.session.document.is_modified)
        yield from self._leave()

    def do_edits(self) -> Iterator[Step | None]:
        """Change the design again and again, writing down each change once it is made; then what is to happen."""
        from studio.design import set_value

        if self.window.start.is_up:
            self.window.start.leave()
        yield self.settled
        begun, count = time.monotonic(), 0
        while time.monotonic() - begun < self.wanted["edit_s"] or count < _LEAST_EDITS:
            count += 1
            value = 600e3 + count * 100.0
            self.window.session.edit("Higher", lambda design, value=value: set_value(design, "mission.altitude", value))
            self.tell("edit", altitude=value)
            yield None
            yield None
        for end in self.wanted["ends"]:
            self.tell("end", way=end)
            getattr(self, f"end_{end}")()
            for _ in range(_TURNS_AFTER):
                yield None
            yield self.settled
            yield lambda: not self.window.report.tasks.busy
        yield from self._after()

    def _after(self) -> Iterator[Step | None]:
        """Where the program still lives: it is used on, and left with its work where the next start finds it."""
        from studio.design import set_value

        for _ in range(_TURNS_AFTER):
            yield None
        self.window.session.edit("Lower", lambda design: set_value(design, "mission.altitude", 590e3))
        yield self.settled
        self.tell("alive", altitude=self.altitude(), **self.statuses())
        self.window.filing.save_to(Path(self.wanted["save_to"]))
        self.tell("saved", modified=self.window.session.document.is_modified)
        yield from self._leave()

    def _leave(self) -> Iterator[Step | None]:
        self.tell("leaving")
        self.window.close()
        yield None

    # How it ends

    def end_segfault(self) -> None:
        ctypes.string_at(0)

    def end_abort(self) -> None:
        os.abort()

    def end_kill(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def end_term(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    def end_slot(self) -> None:
        QTimer.singleShot(0, self.window, _fail)

    def end_thread(self) -> None:
        threading.Thread(target=_fail, name="other").start()

    def end_screen(self) -> None:
        """Its screen is taken from outside."""

    def end_analysis(self) -> None:
        """The process that computes is killed."""
        for pid in self.window.session._worker._remote.processes:
            os.kill(pid, signal.SIGKILL)

    def end_export(self) -> None:
        self.window.report.write(Path(self.wanted["save_to"]).with_suffix(".pdf"))


def _fail() -> None:
    raise RuntimeError("planted where nobody catches it")
