"""What GUI tests share: the application, a whole window, and the guard against wrong threads."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QFont, QSurfaceFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.document import preset
from studio.document.document import Document
from studio.gui import guard
from studio.gui.session import Session
from studio.gui.surface import surface_format
from studio.gui.theme import Theme
from studio.gui.view import StageView
from studio.gui.window import MainWindow
from studio.jobs.immediate import ImmediateWorker
from studio.state.session_log import LINES
from tests.gui.remembered import remembered
from tests.gui.study_fakes import Fakes

QSurfaceFormat.setDefaultFormat(surface_format())

MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def main_thread_guard() -> Iterator[None]:
    """No test may touch the session or a widget from another thread."""
    guard.violations.clear()
    yield
    assert guard.violations == []


@pytest.fixture(autouse=True)
def no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Views draw at once: a test must not wait for the pauses that keep a drag smooth."""
    monkeypatch.setattr(StageView, "rests", False)


@pytest.fixture(autouse=True)
def no_second_evaluation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions open with the same few designs hundreds of times over."""
    monkeypatch.setitem(ImmediateWorker.__init__.__kwdefaults__, "evaluate", remembered)


@pytest.fixture(autouse=True)
def own_letters(qapp: QApplication) -> Iterator[None]:
    """What a test writes with, the next one does not: a window that begins takes the letters that ship."""
    before = QFont(qapp.font())
    yield
    if qapp.font() != before:
        qapp.setFont(before)


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    """The lines that one test logged are not in the log that another one shows."""
    yield
    LINES.forget()


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    """The start preset, computed."""
    made = Session(Document(preset("suncatcher-cluster")), Theme(), ImmediateWorker)
    made.theme.use(True)
    made.start()
    qapp.processEvents()
    yield made
    made.close()


@pytest.fixture
def make_window(qapp: QApplication, tmp_path: Path) -> Iterator[MakeWindow]:
    """`make_window("preset or file", worker=…)`: a built and shown window; closed without a question at the end.

    All its views are built, or only those called `views`: each takes up to a second.
    """
    windows: list[MainWindow] = []

    def make(
        name: str | Path = "suncatcher-cluster",
        *,
        worker: type = ImmediateWorker,
        size: tuple[int, int] = (1280, 800),
        dark: bool = True,
        views: tuple[str, ...] | None = None,
        percent: int = 100,
    ) -> MainWindow:
        theme = Theme()
        theme.use(dark)
        theme.resize(percent)
        document = Document()
        document.open(name)
        window = MainWindow(theme, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
        windows.append(window)
        window.resize(*size)
        window.attach(Session(document, theme, worker), build=False)
        if views is not None:
            assert set(views) <= set(window._pending)
            window._pending = list(views)
        window.show()
        window.build_all()
        # Without a window manager nobody else gives it the keyboard.
        window.activateWindow()
        QTest.qWaitForWindowActive(window, 15_000)
        for _ in range(10):
            qapp.processEvents()
        return window

    yield make
    for window in windows:
        if window.session is not None:
            window.filing.may_leave = lambda: True
        window.close()
        window.deleteLater()
    for _ in range(5):
        qapp.processEvents()


@pytest.fixture
def fakes(session: Session) -> Iterator[Fakes]:
    """A study whose rows come when the test says so."""
    made = Fakes(session)
    yield made
    made.desk.close()
