"""The studio is killed in the middle of work, and gives it back; a view that fails costs nothing."""

import os
import signal
import subprocess
import sys
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from studio.gui.crash.dialog import CrashDialog
from studio.gui.inspector import Inspector
from tests.gui.journeys.hand import CTRL, Hand

pytestmark = pytest.mark.journey

CHILD = """
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from studio.state.place import state_folder
from studio.gui import app, window

attach = window.MainWindow.attach

def watched(self, session, **options):
    attach(self, session, **options)
    self.ready.connect(lambda: QTimer.singleShot(0, self, lambda: typed(self)))

def typed(self):
    edit = self.views["design"].rows["mission.altitude"].editor
    self.focus_field("mission.altitude")
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(edit, "655 km")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    self.look = QTimer(self, interval=50)
    self.look.timeout.connect(kept)
    self.look.start()

def kept():
    found = list((state_folder() / "recovery").glob("*.json"))
    if found and "655" in found[0].read_text(encoding="utf-8"):
        print("kept", flush=True)

window.MainWindow.attach = watched
app.run("suncatcher-cluster")
"""


@pytest.fixture
def killed() -> None:
    """A studio whose user had typed an altitude when it was killed; nothing asked it to save."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    child = subprocess.Popen([sys.executable, "-c", CHILD], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "kept\n"
    finally:
        child.send_signal(signal.SIGKILL)
        child.communicate()
    assert child.returncode == -signal.SIGKILL


def test_work_that_a_kill_interrupted_is_offered_and_given_back(killed: None, begin) -> None:
    hand: Hand = begin(language="zh_CN", theme="light", asked=True)
    asked: list[str] = []

    def take(dialog: Any) -> None:
        asked.append(type(dialog).__name__)
        if isinstance(dialog, CrashDialog):
            QTest.mouseClick(dialog.buttons["take"], Qt.MouseButton.LeftButton)
        else:
            assert isinstance(dialog, QMessageBox)
            QTest.mouseClick(dialog.defaultButton(), Qt.MouseButton.LeftButton)

    with hand.answering(take):
        pass
    session = hand.window.session
    assert len(asked) == 1
    assert session.design.mission.altitude == 655e3
    assert hand.window.isWindowModified(), "it is not saved yet"
    hand.settle()
    assert session.table("orbit").semi_major_axis == pytest.approx(6378137.0 + 655e3)
    if hand.window.start.is_up:
        hand.click("start-back")
    hand.field("mission.altitude", "700 km")
    assert session.design.mission.altitude == 700e3
    hand.menu("edit", "action-undo")
    assert session.design.mission.altitude == 655e3


def test_a_view_that_fails_costs_nothing(begin, expected_logs, monkeypatch: pytest.MonkeyPatch) -> None:
    expected_logs("ERROR", "uncaught exception")
    hand: Hand = begin("suncatcher-cluster", theme="contrast-dark")
    session = hand.window.session
    hand.field("mission.altitude", "655 km")

    def broken(_: Inspector) -> None:
        raise ZeroDivisionError("a view that is broken")

    with monkeypatch.context() as patched:
        patched.setattr(Inspector, "focus_search", broken)
        hand.crash_expected = True
        hand.key(Qt.Key.Key_F, CTRL)
        hand.wait(lambda: hand.seen("crash"))
    assert hand.reads("crash-saved")
    hand.click("crash-copy")
    told = QApplication.clipboard().text()
    assert "ZeroDivisionError: a view that is broken" in told
    assert session.design.title in told
    hand.click("crash-continue")
    assert not hand.seen("crash")
    hand.crash_expected = False
    assert session.design.mission.altitude == 655e3
    hand.field("mission.altitude", "700 km")
    assert session.design.mission.altitude == 700e3
