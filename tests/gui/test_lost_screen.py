"""The events end under an open window, as when the X server is killed: the program ends, and leaves the work behind."""

import os
import subprocess
import sys

from studio.document.recovery import Recovery

CHILD = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from studio.design import set_value
from studio.gui import app, window

attach = window.MainWindow.attach

def watched(self, session, **options):
    attach(self, session, **options)
    self._pending = ["design"]
    self.ready.connect(lambda: QTimer.singleShot(0, self, lambda: lost(self)))

def lost(self):
    self.session.edit("Higher", lambda design: set_value(design, "mission.altitude", 655e3))
    QApplication.exit(0)  # as Qt does when the connection to the X server breaks

window.MainWindow.attach = watched
app.run("suncatcher-cluster")
print("it came back")
"""


def test_a_lost_screen_ends_the_program_and_leaves_the_work_to_the_next_start() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", CHILD], env=environment, capture_output=True, text=True, timeout=240)
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    found = Recovery().orphans()
    assert [one.design.mission.altitude for one in found] == [655e3]
    for one in found:
        one.discard()
