"""The rules every test lives under.

A test fails when it leaves something behind or lets something go wrong in silence: a log record nobody expected, a
thread, a child process, a widget, a running timer, a render window, a skip. Test code that means to provoke a log
record says so with the `expected_logs` fixture. Warnings and unraisable exceptions fail by `filterwarnings = error`.
"""

import gc
import logging
import multiprocessing
import os
import re
import shutil
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

GRACE = 20.0
"""How long, in seconds, a thread or process that was told to stop may take to end."""

MUCH = 100_000
"""How many objects may outlive their tests before all are collected again, at a fifth of a second each time."""

_set_aside = 0
"""How many objects there were when all were collected last."""

KEPT_WIDGETS = {"QTipLabel"}
"""Widgets of which Qt keeps one for the whole program."""

_session_home = Path(tempfile.mkdtemp(prefix="dawnline-tests-"))


def _prepare_environment() -> None:
    """Before anything reads them: no test touches the user's files, and Qt has a screen to draw on."""
    runtime = _session_home / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["HOME"] = os.environ["USERPROFILE"] = str(_session_home)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    # Each test has its own cache folder; compiled shaders belong to the machine and would be compiled again each time.
    os.environ["MESA_SHADER_CACHE_DIR"] = str(_session_home / "shaders")
    os.environ.setdefault("NUMBA_CACHE_DIR", str(_session_home / "numba"))
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")  # else it complains of the lack of X


_prepare_environment()

_tolerant = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}  # machines with shared cores
hypothesis.settings.register_profile("dev", max_examples=30, **_tolerant)
hypothesis.settings.register_profile(
    "ci", max_examples=30, derandomize=True, database=None, print_blob=True, **_tolerant
)
hypothesis.settings.register_profile("deep", max_examples=300, **_tolerant)  # for a night
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


def pytest_collection_finish() -> None:
    # What exists now lives as long as the session: the collections and searches after each test need not walk it.
    global _set_aside
    gc.collect()
    gc.freeze()
    _set_aside = gc.get_freeze_count()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[object]:
    """Set aside what outlives a test, once its fixtures are let go; look through all of it when it has become much."""
    global _set_aside
    try:
        return (yield)
    finally:
        _delete_what_was_told_to_go()
        gc.collect()
        gc.freeze()
        if (nextitem is None or nextitem.path != item.path) and gc.get_freeze_count() > _set_aside + MUCH:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            _set_aside = gc.get_freeze_count()


def pytest_unconfigure() -> None:
    shutil.rmtree(_session_home, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    return _refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    return _refuse_skip((yield))


def _refuse_skip(report):
    """A test that is skipped proves nothing, and an expected failure is a failure."""
    if report.skipped or hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"No test is skipped or expected to fail: {report.longrepr}"
        vars(report).pop("wasxfail", None)
    return report


class Logs(logging.Handler):
    """The log records of one test from WARNING up, and those it said it would cause."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.expected: list[tuple[int, re.Pattern[str]]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def expect(self, level: int | str, pattern: str) -> None:
        number = logging.getLevelNamesMapping()[level] if isinstance(level, str) else level
        self.expected.append((number, re.compile(pattern)))

    def faults(self) -> Iterator[str]:
        def fits(record: logging.LogRecord, level: int, pattern: re.Pattern[str]) -> bool:
            return record.levelno == level and pattern.search(record.getMessage()) is not None

        for record in self.records:
            if not any(fits(record, *wanted) for wanted in self.expected):
                yield f"logged {record.levelname} by {record.name}: {record.getMessage()}"
        for level, pattern in self.expected:
            if not any(fits(record, level, pattern) for record in self.records):
                yield f"said it would log {logging.getLevelName(level)} /{pattern.pattern}/ and did not"


class Belongings:
    """What exists in the process that a test could leave behind."""

    def __init__(self) -> None:
        self.threads = set(threading.enumerate())
        self.children = set(multiprocessing.active_children())
        self.handlers = set(logging.root.handlers)
        self.widgets = weakref.WeakSet(_top_level_widgets())
        self.busy = weakref.WeakSet(_busy_objects())

    def left_behind(self) -> Iterator[str]:
        """What is there now and was not then, told and, where possible, stopped so that the next test starts clean."""
        for handler in set(logging.root.handlers) - self.handlers:
            logging.root.removeHandler(handler)
            yield f"left the log handler {handler!r}"
        deadline = time.monotonic() + GRACE
        for thread in set(threading.enumerate()) - self.threads:
            # A dummy stands for a thread that Python did not start: the Qt and VTK checks look at those.
            if isinstance(thread, threading._DummyThread):
                continue
            thread.join(max(0.0, deadline - time.monotonic()))
            if thread.is_alive():
                yield f"left the thread {thread!r}"
        for child in set(multiprocessing.active_children()) - self.children:
            child.join(max(0.0, deadline - time.monotonic()))
            if child.is_alive():
                child.kill()
                child.join()
                yield f"left the process {child!r}"
        _release_the_mouse()
        _delete_what_was_told_to_go()
        gc.collect()
        if any(self._objects()):  # perhaps only garbage that hangs together with something older
            gc.unfreeze()
            gc.collect()
        for thing, text in self._objects():
            if hasattr(thing, "deleteLater") and hasattr(thing, "close"):
                thing.close()
                thing.deleteLater()
            elif hasattr(thing, "stop"):
                thing.stop()
            yield text

    def _objects(self) -> list[tuple[Any, str]]:
        """The widgets and busy objects that were not there, each with what is wrong about it."""
        widgets = [
            (widget, f"left the top-level widget {widget!r}")
            for widget in _top_level_widgets()
            if widget not in self.widgets and type(widget).__name__ not in KEPT_WIDGETS
        ]
        busy = [
            (thing, f"left {thing!r} {'alive' if thing.__class__.__module__.startswith('vtk') else 'running'}")
            for thing in _busy_objects()
            if thing not in self.busy
        ]
        return widgets + busy


def _application():
    """The Qt application, where a test has made one."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets.QApplication.instance() if widgets else None


def _release_the_mouse() -> None:
    """Let go of the buttons that a test held to the end, as a pretended double click always does.

    What waits for the hand to rest would wait for ever in the tests that follow.
    """
    application = _application()
    if application is None:
        return
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QWidget

    if application.mouseButtons() != Qt.MouseButton.NoButton:
        widget = QWidget()
        for button in (one for one in Qt.MouseButton if application.mouseButtons() & one):
            QTest.mouseRelease(widget, button)
        widget.deleteLater()
        assert application.mouseButtons() == Qt.MouseButton.NoButton


def _delete_what_was_told_to_go() -> None:
    """Outside an event loop processEvents leaves deferred deletions waiting."""
    if _application() is not None:
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _top_level_widgets() -> list:
    """The windows there are, once those that were told to go are gone."""
    application = _application()
    _delete_what_was_told_to_go()
    return application.topLevelWidgets() if application is not None else []


_watched: weakref.WeakSet = weakref.WeakSet()
"""The timers, Qt threads and render windows found so far: those set aside are not found again."""


def _busy_objects() -> list:
    """Timers and Qt threads that run, and VTK render windows that exist."""
    core, rendering = sys.modules.get("PySide6.QtCore"), sys.modules.get("vtkmodules.vtkRenderingCore")
    windows = (rendering.vtkRenderWindow,) if rendering else ()
    kinds = (*windows, *((core.QTimer, core.QThread) if core else ()))
    if not kinds:
        return []
    from shiboken6 import isValid

    # By type, not isinstance: that would ask lazy objects for their __class__.
    _watched.update(thing for thing in gc.get_objects() if issubclass(type(thing), kinds))

    def busy(thing: Any) -> bool:
        if isinstance(thing, windows):
            return True
        return isValid(thing) and (thing.isActive() if isinstance(thing, core.QTimer) else thing.isRunning())

    return [thing for thing in _watched if busy(thing)]


@pytest.fixture
def main_thread_guard() -> None:
    """Overridden by the tests of the window, to fail a test that touches a widget from another thread."""


@pytest.fixture
def _logs() -> Iterator[Logs]:
    logs = Logs()
    level, disabled = logging.root.level, logging.root.manager.disable
    logging.root.addHandler(logs)
    yield logs
    logging.root.removeHandler(logs)
    logging.root.setLevel(level)
    logging.disable(disabled)


@pytest.fixture
def expected_logs(_logs: Logs) -> Callable[[int | str, str], None]:
    """`expected_logs("WARNING", "regular expression")`: the test causes this record, and fails if it does not."""
    return _logs.expect


@pytest.fixture(autouse=True)
def house_rules(
    _logs: Logs, main_thread_guard: None, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Each test starts in English with an empty home, and ends with nothing left behind."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    if (text := sys.modules.get("studio.text")) and text.language() != "en":
        text.use_language("en")

    before = Belongings()
    # Collecting in a worker thread destroys QObjects that are not its own: collect only here, between tests.
    gc.disable()
    yield
    faults = [*before.left_behind(), *_logs.faults()]
    gc.enable()
    if faults:
        pytest.fail("The test " + "\nand ".join(faults), pytrace=False)
