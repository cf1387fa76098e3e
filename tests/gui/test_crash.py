"""When the program fails: the work is saved first, one dialog tells, and the next start knows of a crash."""

import gc
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
import weakref
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import CellType, FunctionType, MethodType

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from studio.design import set_value
from studio.document.recovery import Recovery
from studio.gui.app import offer_after
from studio.gui.crash.dialog import CrashDialog
from studio.gui.crash.report import fallen_report, scrubbed
from studio.gui.tasks import Tasks
from studio.gui.window import MainWindow
from studio.state import session_log
from studio.state.crash import CrashWatch
from studio.state.place import state_folder

PATIENCE = 60.0


def until(done: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, "it did not come"
        QApplication.processEvents()
        time.sleep(0.002)


def edit(window: MainWindow) -> None:
    window.session.edit("Higher", lambda design: set_value(design, "mission.altitude", 655e3))


def orphans() -> list[float]:
    """The altitudes of what a next start would find; only of instances that are gone."""
    found = Recovery().orphans()
    for one in found:
        one.release()
    return [one.design.mission.altitude for one in found]


def snapshots() -> list[float]:
    folder = state_folder() / "recovery"
    return [json.loads(path.read_text(encoding="utf-8"))["design"]["mission"]["altitude"]
            for path in folder.glob("*.json")]  # fmt: skip


@pytest.fixture
def window(make_window) -> MainWindow:
    return make_window("suncatcher-cluster", views=("design",))


def raise_in(window: MainWindow, text: str = "a defect") -> None:
    """As PySide does with what a slot raises."""
    try:
        raise RuntimeError(text)
    except RuntimeError as error:
        window.crashes.caught(type(error), error, error.__traceback__)


def test_the_work_is_saved_before_anything_is_told(window: MainWindow, expected_logs) -> None:
    expected_logs("ERROR", "uncaught exception")
    edit(window)
    assert snapshots() == []
    raise_in(window)
    assert snapshots() == [655e3]
    assert window.crashes.dialog is None
    until(lambda: window.crashes.dialog is not None)
    dialog = window.crashes.dialog
    assert "saved" in dialog.saved.text()
    assert dialog.isVisible()
    dialog.buttons["continue"].click()
    assert window.crashes.dialog is None
    assert window.isVisible()
    assert window.session.design.mission.altitude == 655e3


def test_an_exception_in_a_view_reaches_the_dialog(
    window: MainWindow, expected_logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through Qt: the slot raises, PySide asks the hook of Python."""
    expected_logs("ERROR", "uncaught exception")
    window.crashes.install()
    try:
        def broken() -> None:
            raise ZeroDivisionError("a view that is broken")

        QTimer.singleShot(0, window, broken)
        until(lambda: window.crashes.dialog is not None)
    finally:
        window.crashes.uninstall()
    assert "ZeroDivisionError: a view that is broken" in window.crashes.dialog.report
    window.crashes.dialog.buttons["continue"].click()


def test_an_exception_in_another_thread_reaches_it_too(window: MainWindow, expected_logs) -> None:
    expected_logs("ERROR", "uncaught exception")
    edit(window)
    window.crashes.install()
    try:
        def work() -> None:
            raise KeyError("in a thread")

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        assert snapshots() == [655e3]
        until(lambda: window.crashes.dialog is not None)
    finally:
        window.crashes.uninstall()
    assert "KeyError: 'in a thread'" in window.crashes.dialog.report
    window.crashes.dialog.buttons["continue"].click()


def test_the_hooks_of_threads_that_outlive_the_window_do_not_hold_it(window: MainWindow) -> None:
    window.crashes.install()
    try:
        hooks = sys.excepthook, threading.excepthook
    finally:
        window.crashes.uninstall()
    ways, met = list(hooks), []
    while ways:
        one = ways.pop()
        met.append(one)
        ways += [each for each in gc.get_referents(one)
                 if isinstance(each, FunctionType | CellType | MethodType | tuple | weakref.ref)]  # fmt: skip
    assert any(isinstance(one, weakref.WeakMethod) for one in met)
    assert not any(isinstance(one, MethodType) for one in met)


def test_an_error_of_every_frame_is_told_ever_less_often(window: MainWindow, expected_logs) -> None:
    expected_logs("ERROR", "uncaught exception")
    told = []
    window.session.notices.told.connect(lambda notice: told.append(notice.text))
    raise_in(window)
    until(lambda: window.crashes.dialog is not None)
    window.crashes.dialog.buttons["continue"].click()
    for many in (1, 1, 8, 89, 1):
        for _ in range(many):
            raise_in(window)
        QApplication.processEvents()
    again = [text for text in told if "came again" in text]
    assert len(again) == 3, "the first, the tenth and the hundredth time"


def test_many_errors_make_one_dialog_and_the_same_one_is_not_asked_twice(window: MainWindow, expected_logs) -> None:
    expected_logs("ERROR", "uncaught exception")
    for _ in range(7):
        raise_in(window)
    until(lambda: window.crashes.dialog is not None and not window.crashes.dialog.more.isHidden())
    QApplication.processEvents()
    assert len(window.findChildren(CrashDialog)) == 1
    assert window.crashes.dialog.more.text().startswith("6 more errors")
    window.crashes.dialog.buttons["continue"].click()
    raise_in(window)
    until(lambda: window.session.notices.said)
    assert window.crashes.dialog is None
    assert window.session.notices.said[-1].level == "error"


def test_a_snapshot_that_is_dropped_late_is_not_the_new_one(window: MainWindow) -> None:
    """What asked for the old one to go may come to it only after an error had the new work kept."""
    held, go = threading.Event(), threading.Event()
    window.filing.keeping._background.run(lambda: (held.set(), go.wait(PATIENCE)))
    held.wait(PATIENCE)
    window.filing._changed()  # nothing is unsaved: the snapshot is to go, behind what holds the thread
    edit(window)
    assert window.filing.keep_now().startswith("Your unsaved work was saved")
    go.set()
    window.filing.keeping.settle()
    assert snapshots() == [655e3]


def test_quitting_leaves_the_work_to_the_next_start(
    window: MainWindow, expected_logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_logs("ERROR", "uncaught exception")
    ended: list[int] = []
    monkeypatch.setattr(QApplication, "exit", ended.append)  # else no later loop of events would begin
    edit(window)
    raise_in(window)
    until(lambda: window.crashes.dialog is not None)
    window.crashes.dialog.buttons["quit"].click()
    assert not window.isVisible()
    assert ended == [1]
    assert orphans() == [655e3]


def test_a_defect_in_a_stage_is_told_in_passing_with_a_report(window: MainWindow) -> None:
    edit(window)
    window.session.defect.emit("Traceback …\nTypeError: in a stage")
    notice = window.session.notices.said[-1]
    assert notice.level == "error"
    assert "saved" in notice.text
    assert "TypeError: in a stage" in notice.details
    assert snapshots() == [655e3]
    notice.take()
    assert "TypeError: in a stage" in window.crashes.dialog.report
    window.crashes.dialog.buttons["continue"].click()


def test_a_defect_in_a_task_such_as_an_export_is_told_too(window: MainWindow, expected_logs) -> None:
    expected_logs("ERROR", "ended in a defect")
    expected_logs("ERROR", "a task stopped on a program error")
    edit(window)
    tasks = Tasks(window, "export")

    def work(checkpoint: object, report: object) -> None:
        raise TypeError("in an exporter")

    tasks.run(work)
    until(lambda: window.session.notices.said)
    tasks.close()
    notice = window.session.notices.said[-1]
    assert (notice.level, notice.offer) == ("error", "Report…")
    assert "TypeError: in an exporter" in notice.details
    assert snapshots() == [655e3]


def test_work_that_cannot_be_saved_is_said_so(
    window: MainWindow, expected_logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_logs("ERROR", "uncaught exception")
    expected_logs("ERROR", "the work could not be kept")
    edit(window)

    def broken(*_: object) -> bool:
        raise OSError("no room")

    monkeypatch.setattr(window.filing._recovery, "keep", broken)
    raise_in(window)
    until(lambda: window.crashes.dialog is not None)
    assert "could not be kept" in window.crashes.dialog.saved.text()
    window.crashes.dialog.buttons["continue"].click()
    monkeypatch.undo()


def test_the_report_holds_what_mends_it_and_no_folder_of_the_user(
    window: MainWindow, expected_logs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_logs("ERROR", "uncaught exception")
    expected_logs("WARNING", "cannot read")
    logging.getLogger().addHandler(session_log.LINES)
    try:
        home = str(Path.home())
        logging.getLogger("studio.test").warning("cannot read %s/secret/plan.json", home)
        window.actions_by_name["tab-orbit"].trigger()
        edit(window)
        raise_in(window, f"no file {home}/secret/plan.json")
        until(lambda: window.crashes.dialog is not None)
    finally:
        logging.getLogger().removeHandler(session_log.LINES)
    dialog = window.crashes.dialog
    text = dialog.report
    for wanted in ("RuntimeError: no file ~/secret/plan.json", "cannot read ~/secret/plan.json", "Python 3.", "PySide6",
                   "OpenGL: ", window.session.design.title, "tab-orbit", "design: Higher"):  # fmt: skip
        assert wanted in text, wanted
    assert home not in text
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == text
    path = tmp_path / "report.txt"
    monkeypatch.setattr("studio.gui.crash.dialog.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    dialog.save.click()
    assert path.read_text(encoding="utf-8") == text
    dialog.details.click()
    assert dialog.text.isVisible()
    dialog.buttons["continue"].click()


def test_only_whole_folders_are_named_anew() -> None:
    home = str(Path.home())
    assert scrubbed(f'File "{home}/a.py"') == 'File "~/a.py"'
    assert "~" not in scrubbed(f"{home}body/a.py")


@pytest.mark.parametrize("room", [True, False])
def test_the_bundle_is_whole_or_not_there(window: MainWindow, tmp_path: Path, room: bool) -> None:
    edit(window)
    path = (tmp_path if room else tmp_path / "none") / "support.zip"
    window.crashes.save_bundle(path)
    until(lambda: window.session.notices.said)
    notice = window.session.notices.said[-1]
    if not room:
        assert (notice.level, path.exists()) == ("error", False)
        return
    assert notice.offer == "Show the folder"
    with zipfile.ZipFile(path) as file:
        assert sorted(file.namelist()) == ["design.json", "log.txt", "report.txt", "settings.json"]
        assert json.loads(file.read("design.json"))["design"]["mission"]["altitude"] == 655e3
        assert json.loads(file.read("settings.json"))["theme"] in {"dark", "light"}
        assert str(Path.home()) not in file.read("report.txt").decode()


CHILD = """
import faulthandler, os, signal, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from studio.gui import app, window
from studio.design import set_value

def built(self):
    self.session.edit("Higher", lambda design: set_value(design, "mission.altitude", 655e3))
    QTimer.singleShot(0, self, lambda: kept(self))

def kept(self):
    print(self.filing.keep_now(), flush=True)
    os.kill(os.getpid(), signal.SIGSEGV)

window.MainWindow._build_next = built
app.run("suncatcher-cluster")
"""


@pytest.fixture
def crashed() -> None:
    """A studio that a real segmentation fault ended, with unsaved work."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", CHILD], env=environment, capture_output=True, text=True, timeout=120,
                          check=False)  # fmt: skip
    assert done.returncode == -signal.SIGSEGV, done.stderr
    assert done.stdout.startswith("Your unsaved work was saved")


def test_a_segfault_is_reported_at_the_next_start_with_the_work(
    crashed: None, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = CrashWatch()
    fallen = watch.fallen()
    assert len(fallen) == 1
    assert "Segmentation fault" in fallen[0].trace
    assert "kept" in fallen[0].trace
    assert watch.fallen() == ()  # it is told once
    seen: list[str] = []

    def look() -> None:
        dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, CrashDialog))
        seen.append(dialog.report)
        dialog.buttons["take"].click()

    QTimer.singleShot(0, window, look)
    offer_after(window, fallen)
    assert window.session.design.mission.altitude == 655e3
    assert window.session.document.is_modified
    assert "Segmentation fault" in seen[0]
    assert str(Path.home()) not in seen[0]


def test_a_crash_with_nothing_unsaved_is_told_in_passing(window: MainWindow, tmp_path: Path) -> None:
    left = '{"version": "0", "log": "", "began": 1}\nFatal Python error: x\n'
    (tmp_path / "1-a.log").write_text(left, encoding="utf-8")
    fallen = CrashWatch(tmp_path).fallen()
    offer_after(window, fallen)
    notice = window.session.notices.said[-1]
    assert notice.level == "warning"
    notice.take()
    dialog = next(one for one in window.findChildren(CrashDialog))
    assert "Fatal Python error: x" in dialog.report
    dialog.buttons["close"].click()


def test_a_crash_watch_on_a_full_disk_ends_without_an_error(tmp_path: Path) -> None:
    watch = CrashWatch(tmp_path)
    assert watch.begin("1", None)

    class Full:
        def close(self) -> None:
            raise OSError(28, "No space left on device")

    assert watch._file is not None
    watch._file.close()
    watch._file = Full()  # type: ignore[assignment]
    watch.end()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("began", ["1e999", "1e300", "-5", "-1e999", '"noon"', "NaN", "null"])
def test_a_crash_whose_begin_is_damaged_is_that_of_its_file(tmp_path: Path, began: str) -> None:
    (tmp_path / "1-a.log").write_text(f'{{"version": "0", "log": "", "began": {began}}}\nFatal: x\n', "utf-8")
    (fallen,) = CrashWatch(tmp_path).fallen()
    assert abs(fallen.began - time.time()) < 1e5
    assert "Fatal: x" in fallen_report(fallen)


def test_a_running_instance_and_an_orderly_end_are_no_crash(tmp_path: Path) -> None:
    (tmp_path / "2-b.log").write_text("{", encoding="utf-8")
    one = CrashWatch(tmp_path)
    assert one.begin("1", None)
    assert CrashWatch(tmp_path).fallen() == ()
    one.end()
    assert list(tmp_path.iterdir()) == []


def test_the_log_of_a_session_rotates_and_old_ones_go(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"2020010{number % 10}-0000{number:02}-1.log").write_text("old\n", encoding="utf-8")
    path = session_log.begin(tmp_path)
    try:
        assert session_log.log_file() == path
        log = logging.getLogger("studio.test")
        for _ in range(30):
            log.info("x" * 100_000)
        assert path.stat().st_size < 1_200_000
        assert len(list(tmp_path.glob(f"{path.name}*"))) == 3
        assert len({one.name.split(".log")[0] for one in tmp_path.iterdir()}) == 8
        assert session_log.LINES.last(1)[0].endswith("x")
    finally:
        session_log.end()
    assert session_log.log_file() is None


def test_a_log_on_a_full_disk_gives_up_without_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    path = session_log.begin(tmp_path)
    assert path is not None
    (handler,) = [one for one in logging.getLogger().handlers if getattr(one, "baseFilename", "") == str(path)]

    class Full:
        """What is open on a full disk."""

        def __getattr__(self, name: str):
            def fail(*_: object) -> None:
                raise OSError(28, "No space left on device")

            return fail

    handler.stream.close()
    monkeypatch.setattr(handler, "stream", Full())
    log = logging.getLogger("studio.test")
    log.info("a word")
    log.info("another word")
    session_log.end()
    assert capfd.readouterr().err == ""
    assert handler not in logging.getLogger().handlers


def test_the_file_of_the_log_has_what_was_said_before_it_was_opened(tmp_path: Path) -> None:
    log = logging.getLogger("studio.test")
    session_log.listen()
    try:
        log.info("an early word")
        path = session_log.begin(tmp_path)
        log.info("a later word")
        written = path.read_text(encoding="utf-8")
    finally:
        session_log.end()
    assert [line.rpartition(": ")[2] for line in written.splitlines()] == ["an early word", "a later word"]


def test_the_log_view_filters_by_level_and_words(window: MainWindow, expected_logs) -> None:
    expected_logs("WARNING", "a careful word")
    expected_logs("ERROR", "a bad word")
    logging.getLogger().addHandler(session_log.LINES)
    try:
        log = logging.getLogger("studio.test")
        view = window.late.show("log")
        log.warning("a careful word")
        log.error("a bad word")
        view.refresh()
        assert "a careful word" in view.text.toPlainText()
        view.level.setCurrentIndex(view.level.findData("ERROR"))
        assert "a careful word" not in view.text.toPlainText()
        assert "a bad word" in view.text.toPlainText()
        view.level.setCurrentIndex(0)
        view.words.setText("CAREFUL")
        assert view.text.toPlainText().splitlines()[-1].endswith("a careful word")
        assert "a bad word" not in view.text.toPlainText()
        view.copy()
        assert QGuiApplication.clipboard().text() == view.text.toPlainText()
    finally:
        logging.getLogger().removeHandler(session_log.LINES)
