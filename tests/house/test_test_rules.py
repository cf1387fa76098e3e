"""The rules in tests/conftest.py catch what they are there to catch."""

import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

CLEAN = """
import logging
import os
import threading
from pathlib import Path

def test_expected_log(expected_logs):
    expected_logs("WARNING", "^disk is .*full$")
    logging.getLogger("x").warning("disk is %s", "full")

def test_ended_thread():
    thread = threading.Thread(target=lambda: None)
    thread.start()

def test_home_is_empty():
    assert list(Path.home().iterdir()) == []
    assert os.environ["XDG_CONFIG_HOME"].startswith(str(Path.home()))

def test_closed_window(qtbot):
    from PySide6.QtWidgets import QWidget
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()

def test_plot(qtbot):
    import pyqtgraph
    plot = pyqtgraph.PlotWidget()
    qtbot.addWidget(plot)
    plot.plot([1, 2], [3, 4])
    plot.show()

def test_stopped_timer(qapp):
    from PySide6.QtCore import QTimer
    timer = QTimer()
    timer.start(1000)
    timer.stop()

class Old:
    pass

old = [Old()]

def test_garbage_tied_to_what_is_older(qapp):
    from PySide6.QtCore import QTimer
    timer = QTimer()
    timer.start(1000)
    timer.old = old.pop()
    timer.old.timer = timer

def test_render_window_that_goes():
    from vtkmodules.vtkRenderingCore import vtkRenderWindow
    import vtkmodules.vtkRenderingOpenGL2
    window = vtkRenderWindow()
    window.AddObserver("EndEvent", lambda *_: window)
"""

FAULTY = """
import logging
import multiprocessing
import threading
import time
import pytest

keep = []

def test_log():
    logging.getLogger("x").warning("unexpected")

def test_log_that_never_came(expected_logs):
    expected_logs("WARNING", "something")

def test_log_handler():
    logging.getLogger().addHandler(logging.NullHandler())

def test_daemon_thread():
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()

def test_process():
    multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,)).start()

def test_widget(qapp):
    from PySide6.QtWidgets import QWidget
    keep.append(QWidget())
    keep[-1].show()

def test_timer(qapp):
    from PySide6.QtCore import QTimer
    keep.append(QTimer())
    keep[-1].start(1000)

@pytest.fixture(scope="module", autouse=True)
def older(qapp):
    from PySide6.QtCore import QTimer
    return QTimer()

def test_timer_that_is_older(older):
    older.start(1000)

def test_qt_thread(qapp):
    from PySide6.QtCore import QThread
    keep.append(QThread())
    keep[-1].start()

def test_render_window():
    from vtkmodules.vtkRenderingCore import vtkRenderWindow
    import vtkmodules.vtkRenderingOpenGL2
    keep.append(vtkRenderWindow())

def test_skip():
    pytest.skip("not today")

@pytest.mark.xfail(strict=False)
def test_expected_failure():
    raise ValueError

def test_exception_in_finalizer():
    class Bad:
        def __del__(self):
            raise ValueError
    Bad()

def test_exception_in_thread():
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
"""


def run(folder: Path, tests: str) -> dict[str, bool]:
    """Whether each test passes under this house's rules, in a process of its own."""
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "test_sample.py").write_text(tests)
    report = folder / "report.xml"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", "test_sample.py"]
    result = subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120
    )
    assert report.exists(), result.stdout + result.stderr
    passed: dict[str, bool] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        name = case.attrib["name"]
        passed[name] = passed.get(name, True) and not list(case)  # a call and its teardown may be two entries
    return passed


def names(tests: str) -> list[str]:
    return [line[4 : line.index("(")] for line in tests.splitlines() if line.startswith("def test_")]


@pytest.mark.parametrize(("tests", "passes"), [(CLEAN, True), (FAULTY, False)], ids=["clean", "faulty"])
def test_rules_tell_clean_tests_from_faulty_ones(tmp_path: Path, tests: str, passes: bool) -> None:
    assert run(tmp_path, tests) == dict.fromkeys(names(tests), passes)
