"""Pictures are packed and written beside the window: whole or not at all, in their order, also for who has gone."""

import threading
import time

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel

from studio.gui.picture_files import PictureFiles


@pytest.fixture
def files(qapp):
    parent = QObject()
    made = PictureFiles(parent)
    made.kept = parent  # type: ignore[attr-defined]
    made.said = []  # type: ignore[attr-defined]
    made.told.connect(lambda words, wrong: made.said.append((words, wrong)))
    yield made
    parent.deleteLater()


def test_what_was_there_stays_whole_where_a_picture_cannot_be_made(qtbot, files, expected_logs, tmp_path):
    expected_logs("ERROR", "a picture could not be made")
    target = tmp_path / "it.png"
    target.write_bytes(b"before")
    files.write_image(target, QImage())
    qtbot.waitUntil(lambda: len(files.said) == 1)

    def fails() -> bytes:
        raise KeyError("paint")

    files.write_made(target, fails)
    qtbot.waitUntil(lambda: len(files.said) == 2)
    assert all(wrong and words.startswith("it.png cannot be written: ") for words, wrong in files.said)
    assert target.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == ["it.png"]


def test_the_last_of_two_at_one_place_stays(qtbot, files, tmp_path):
    began = threading.Event()

    def slow() -> bytes:
        began.wait(10.0)
        time.sleep(0.05)
        return b"first"

    files.write_made(tmp_path / "it", slow)
    files.write_made(tmp_path / "it", lambda: b"second")
    assert files.busy
    began.set()
    qtbot.waitUntil(lambda: len(files.said) == 2)
    assert (tmp_path / "it").read_bytes() == b"second"


def test_a_picture_is_written_whose_asker_is_gone(qtbot, qapp, tmp_path):
    parent, go = QObject(), threading.Event()
    files = PictureFiles(parent)

    def late() -> bytes:
        go.wait(10.0)
        return b"late"

    files.write_made(tmp_path / "it", late)
    thread = files._last
    parent.deleteLater()
    del parent, files
    qapp.processEvents()
    go.set()
    thread.join()
    assert (tmp_path / "it").read_bytes() == b"late"


def test_a_widget_is_drawn_as_it_was_when_it_was_asked_for(qtbot, files, tmp_path):
    label = QLabel("before")
    qtbot.addWidget(label)
    label.resize(80, 30)
    for name in ("it", "it.svg"):
        files.write(tmp_path / name, label, 2.0)
    label.setText("after")
    qtbot.waitUntil(lambda: len(files.said) == 2)
    image = QImage(str(tmp_path / "it.png"))
    assert (image.width(), image.height()) == (160, 60)
    drawing = (tmp_path / "it.svg").read_text(encoding="utf-8")
    assert ("before" in drawing, "after" in drawing) == (True, False)
    assert [words for words, _ in files.said] == ["Written to it.png.", "Written to it.svg."]


def test_a_picture_of_the_window_keeps_what_was_there_until_it_is_whole(qtbot, make_window, monkeypatch, tmp_path):
    window = make_window("ai1-120kw", views=())
    target = tmp_path / "window.png"
    notices = window.session.notices
    for name in ("window.png", "missing/window.png"):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, name=name: (str(tmp_path / name), ""))
        count = len(notices.said)
        window.save_picture()
        qtbot.waitUntil(lambda count=count: len(notices.said) > count)
    assert not QImage(str(target)).isNull()
    assert [one.level for one in notices.said[-2:]] == ["info", "error"]
    assert notices.said[-1].text.startswith("window.png cannot be written")
