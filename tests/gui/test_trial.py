"""Graphics that do not work, and parts that cannot be built: said in a sentence, and the rest works."""

import locale
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox

from studio import child, resource
from studio.gui import app
from studio.gui.space import trial
from studio.gui.space.image_view import ImageView
from studio.gui.theme import Theme
from studio.gui.window import MainWindow
from studio.state.place import cache_folder


@pytest.fixture(autouse=True)
def unchanged():
    yield
    trial._state["works"] = True


@pytest.fixture
def theme_window(qapp: QApplication, tmp_path: Path):
    """A window that has no session yet."""
    window = MainWindow(Theme(), QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    yield window
    window.close()
    window.deleteLater()


def test_what_draws_is_known_at_the_next_start_and_tried_after_a_crash(qapp, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    monkeypatch.setattr(trial, "_tried", lambda: bool(tried.append(1)) or True)
    assert trial.look()
    trial.keep()
    assert trial.look()
    assert tried == [1]
    assert not (cache_folder() / "graphics").exists()  # as it is if this start is ended by them
    assert trial.look()
    assert tried == [1, 1]


@pytest.mark.parametrize("code", ["import os; os.kill(os.getpid(), 11)", "raise SystemExit(1)",
                                  "raise SystemExit(0)", "import os; os._exit(0)"])  # fmt: skip
def test_a_driver_that_ends_its_process_ends_only_the_child(qapp, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(child, "command", lambda *_: [sys.executable, "-c", code])
    assert not trial.look()
    trial.keep()
    assert not (cache_folder() / "graphics").exists()


def test_the_real_child_finds_that_graphics_work(qapp) -> None:
    assert trial.look()


def test_without_graphics_the_view_says_so_and_the_rest_works(make_window) -> None:
    trial._state["works"] = False
    window = make_window(views=("orbit", "design"))
    view = window.views["orbit"]
    assert not view.widget.uses_opengl
    assert view.grab_image().isNull()
    with pytest.raises(trial.NoGraphicsError, match="The graphics of this machine do not work"):
        view.scene.render_image(40, 30)
    assert window.session.status("orbit") == "fresh"


def test_a_view_that_cannot_be_built_keeps_no_other_from_it(
    make_window, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    window = make_window(views=())
    made: list[str] = []

    def build(key: str) -> None:
        if key == "claims":
            raise FileNotFoundError("claims.json")
        made.append(key)

    monkeypatch.setattr(window, "_build", build)
    window._pending = ["claims", "study"]
    ready: list[int] = []
    window.ready.connect(lambda: ready.append(1))
    window._build_next()
    for _ in range(20):
        qapp.processEvents()
    assert made == ["study"]
    assert ready
    notice = window.session.notices.said[-1]
    assert notice.level == "error"
    assert "cannot be shown because of a program error" in notice.text
    assert "FileNotFoundError: claims.json" in notice.details


def test_parts_and_preferences_that_are_off_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    assert app._parts_lost() == ""
    assert app._settings_lost(QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat)) == ""
    (tmp_path / "b.ini").mkdir()
    assert "cannot be written" in app._settings_lost(QSettings(str(tmp_path / "b.ini"), QSettings.Format.IniFormat))
    monkeypatch.setattr(resource, "root", lambda: tmp_path)
    assert "textures" in app._parts_lost()


def test_a_scene_that_is_no_longer_drawn_says_so_once(
    make_window, monkeypatch: pytest.MonkeyPatch, expected_logs, qapp: QApplication
) -> None:
    expected_logs("ERROR", "a scene could not be drawn")
    window = make_window(views=("orbit",))
    view = window.views["orbit"].widget._view
    assert isinstance(view, ImageView)
    draws: list[int] = []

    def lost(*_: object, **__: object) -> None:
        draws.append(1)
        raise RuntimeError("the context is lost")

    with monkeypatch.context() as patched:
        patched.setattr(view._scene, "render_image", lost)
        for _ in range(5):
            view.refresh()
            view.repaint()
            for _ in range(5):
                qapp.processEvents()
        assert len(draws) == 1
        said = [notice for notice in window.session.notices.said if "no longer draw this view" in notice.text]
        assert len(said) == 1
        assert "the context is lost" in said[0].details
    view.hide()
    view.show()
    view.repaint()
    assert not view._broken
    assert not view.image().isNull()


def test_an_error_before_there_is_a_session_is_told_and_ends_the_program(
    theme_window, monkeypatch: pytest.MonkeyPatch, expected_logs
) -> None:
    """Else an empty window would stay for ever."""
    expected_logs("ERROR", "the studio could not be opened")

    def fail(*_: object) -> None:
        raise AttributeError("'interval' is not a Qt property or a signal")

    told: list[str] = []
    ended: list[int] = []
    monkeypatch.setattr(app, "_open", fail)
    monkeypatch.setattr(QMessageBox, "critical", lambda _, title, words: told.append(words))
    monkeypatch.setattr(QApplication, "exit", ended.append)
    app._open_or_say(theme_window, None, ())
    assert ended == [1]
    assert "kept the studio from opening" in told[0]


@pytest.mark.parametrize(("now", "asked"), [("tr_TR.UTF-8", ["C.UTF-8"]), ("az_AZ.UTF-8", ["C.UTF-8"]),
                                            ("de_DE.UTF-8", []), ("C", [])])  # fmt: skip
def test_letters_are_those_of_code_where_i_has_no_dot(
    monkeypatch: pytest.MonkeyPatch, now: str, asked: list[str]
) -> None:
    """The whole program in a Turkish locale is one of the worlds of the attack on parts (tests/attack/broken.py)."""
    set_to: list[str] = []

    def setlocale(category: int, name: str | None = None) -> str:
        assert category == locale.LC_CTYPE
        if name is not None:
            set_to.append(name)
        return now

    monkeypatch.setattr(app.locale, "setlocale", setlocale)
    app._use_letters_of_code()
    assert set_to == asked


def test_every_shipped_folder_and_file_is_missed_where_it_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here = {one.name for one in resource.root().iterdir()} - {"screenshots"}
    assert here == {*resource.FOLDERS, *resource.FILES}
    monkeypatch.setattr(resource, "root", lambda: tmp_path)
    assert set(resource.missing()) == here
    for name in resource.FOLDERS:
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").touch()
    assert resource.missing() == list(resource.FILES)


def test_the_start_page_opens_without_a_design_to_show(make_window, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.gui.start.cards.presets", list)
    window = make_window(views=())
    window.start.show()
    for _ in range(10):
        QApplication.processEvents()
    assert window.start.sheet is not None
    assert window.start.sheet.isVisible()
