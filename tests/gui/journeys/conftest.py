"""The studio as it starts for a person: from what the settings hold, in the language and the colours chosen there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.gui import app as starting
from studio.gui.preferences import Preferences
from studio.gui.theme import Theme
from studio.gui.theme.chosen import use_preferences
from studio.gui.window import MainWindow
from tests.gui.journeys.hand import LONG, Hand

Start = Callable[..., Hand]


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    """`begin("file or preset", language=…, theme=…)`: the studio with all its views, and a hand to use it with.

    With nothing named it begins as after the installation: empty settings, the start page.
    Where it will begin with a question, `asked`, it is handed over before that.
    """
    windows: list[MainWindow] = []

    def started(name: str | Path | None = None, *, language: str = "en", theme: str = "dark",
                size: tuple[int, int] = (1280, 800), asked: bool = False) -> Hand:  # fmt: skip
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        settings.setValue("language", language)
        settings.setValue("theme", theme)
        preferences = Preferences(settings)
        starting.make_application(preferences.text("language"))
        look = Theme()
        use_preferences(look, preferences)
        window = MainWindow(look, settings)
        windows.append(window)
        window.resize(*size)
        window.show()
        with qtbot.waitSignal(window.ready, timeout=LONG):
            starting._open(window, name)
        window.activateWindow()
        hand = Hand(window, qtbot)
        if not asked:
            hand.settle()
        return hand

    yield started
    for window in windows:
        if window.session is not None:
            window.crashes.uninstall()
            window.filing.may_leave = lambda: True
        window.close()
        window.deleteLater()
    for _ in range(5):
        qapp.processEvents()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    starting.make_application("en")
