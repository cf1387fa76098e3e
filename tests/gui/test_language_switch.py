"""The language is chosen while a design is open: the new window speaks it, and has the design and its history.

In a process of its own, as the program is started: a language, its letters and Qt's translation belong to a process.
"""

import json
import subprocess
import sys
from pathlib import Path

from studio.text import speaking, tr

_PROGRAM = """
import json, sys
from PySide6.QtCore import QTimer
from studio.design import set_value
from studio.gui import app

class Watched(app.MainWindow):
    count = 0
    def __init__(self, *arguments):
        super().__init__(*arguments)
        Watched.count += 1
        self.number = Watched.count
        self.ready.connect(lambda: QTimer.singleShot(500, self, self.act))

    def act(self):
        session = self.session
        if self.number == 1:
            self.preferences.choose("theme", "contrast-light")
            session.edit("Altitude", lambda design: set_value(design, "mission.altitude", 701e3))
            self.preferences.choose("language", "zh_CN")
            self.restart()
            return
        session.undo()
        before = session.design.mission.altitude
        session.redo()
        print(json.dumps({
            "tabs": [self.tabs.tabText(place) for place in range(self.tabs.count())],
            "menus": [menu.title() for menu in self.menus.values()],
            "altitude": session.design.mission.altitude, "before": before, "theme": self.theme.colours.contrast,
            "modified": self.isWindowModified(), "buttons": app.QApplication.translate("QPlatformTheme", "Cancel"),
        }))
        self.filing.may_leave = lambda: True
        self.close()

app.MainWindow = Watched
sys.exit(app.run("suncatcher-cluster"))
"""


def test_the_window_comes_back_in_chinese_with_the_design_and_its_history(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, encoding="utf-8",
                          timeout=240, cwd=Path(__file__).resolve().parents[2], check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.strip().splitlines()[-1])
    with speaking("zh_CN"):
        assert found["tabs"][0] == tr("Orbit") != "Orbit"
        assert found["menus"][0] == tr("&File") != "&File"
    assert found["altitude"] == 701e3
    assert found["before"] == 650e3
    assert found["modified"] is True
    assert found["theme"] is True
    assert found["buttons"] == "取消"
