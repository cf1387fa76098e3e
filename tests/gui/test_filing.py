"""Files of the window: kept within a second, on slow disks, and changed by other programs."""

import threading
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QProgressDialog, QPushButton

from studio.design import Design, set_value
from studio.document import read, write
from studio.document.recovery import Recovery
from studio.gui import keeping, patience
from studio.gui.keeping import AGAIN_MS, KEEP_MS, Keeping
from studio.gui.window import MainWindow

FRAME = 16
"""Milliseconds from one edit of a drag to the next."""
MOST = 1000
"""Milliseconds after which an edit is on the disk."""


class VirtualTimer:
    """Stands in for a QTimer; the clock goes on when the test says so."""

    made: ClassVar[list["VirtualTimer"]] = []

    def __init__(self, _: object = None) -> None:
        self.left: int | None = None
        self.interval = 0
        self.timeout = self
        self.made.append(self)

    def connect(self, called: object) -> None:
        self.called = called

    def setSingleShot(self, _: bool) -> None:
        pass

    def setInterval(self, interval: int) -> None:
        self.interval = interval

    def isActive(self) -> bool:
        return self.left is not None

    def start(self) -> None:
        self.left = self.interval

    def stop(self) -> None:
        self.left = None

    def pass_by(self, milliseconds: int) -> None:
        if self.left is not None:
            self.left -= milliseconds
            if self.left <= 0:
                self.left = None
                self.called()


class Disk:
    """Stands in for a recovery: what is kept is on it when the test lets it."""

    def __init__(self) -> None:
        self.number, self.works = -1, True
        self.began: list[int] = []

    def keep(self, number: int) -> bool:
        self.began.append(number)
        if self.works:
            self.number = number
        return self.works


@pytest.fixture
def kept(qapp: QApplication, monkeypatch: pytest.MonkeyPatch):
    """A Keeping on a virtual clock, the disk that it writes to, and what the edit in hand is."""
    VirtualTimer.made.clear()
    monkeypatch.setattr(keeping, "QTimer", VirtualTimer)
    disk, edit = Disk(), [0]
    made = Keeping(disk, lambda: (edit[0],))
    yield made, VirtualTimer.made[0], disk, edit
    made.stop()
    made.deleteLater()


def through(made: Keeping) -> None:
    made.settle()
    QApplication.processEvents()


@pytest.mark.parametrize("takes", [0, 500])
def test_in_an_endless_drag_every_edit_is_on_the_disk_within_a_second(kept, takes: int) -> None:
    """`takes` milliseconds pass until the disk has what it was told: the next is told then, not later."""
    made, timer, disk, edit = kept
    now, written, busy_until, oldest = 0, 0, -1, 0
    at = {}
    while now < 30_000:
        edit[0] += 1
        at[edit[0]] = now
        made.changed(True)
        before = len(disk.began)
        timer.pass_by(FRAME)
        now += FRAME
        if len(disk.began) > before or made._writing:
            through(made)
        if len(disk.began) > before:
            busy_until, written = now + takes, disk.began[-1]
        seen = written if now >= busy_until else (disk.began[-2] if len(disk.began) > 1 else 0)
        oldest = max(oldest, now - at[min(seen + 1, edit[0])])
    assert len(disk.began) > 50
    assert oldest <= MOST


def test_a_timer_that_every_edit_began_anew_would_keep_nothing(kept) -> None:
    """The naive way, which this test is known to catch."""
    made, timer, disk, edit = kept
    for _ in range(1000):
        edit[0] += 1
        timer.stop()
        made.changed(True)
        timer.pass_by(FRAME)
    assert disk.began == []


def test_a_disk_that_is_full_is_told_once_and_tried_again(kept) -> None:
    made, timer, disk, edit = kept
    said: list[str] = []
    made.told.connect(said.append)
    disk.works = False
    made.changed(True)
    timer.pass_by(KEEP_MS)
    for _ in range(5):
        through(made)
        timer.pass_by(AGAIN_MS)
    assert len(said) == 1
    disk.works = True
    through(made)
    timer.pass_by(AGAIN_MS)
    through(made)
    assert disk.number == edit[0]
    assert len(said) == 2
    assert not timer.isActive()


@pytest.fixture
def window(make_window) -> MainWindow:
    return make_window("suncatcher-cluster", views=())


def edit(window: MainWindow, metres: float = 655e3) -> None:
    window.session.edit("Higher", lambda design: set_value(design, "mission.altitude", metres))


def test_edits_are_kept_while_a_file_is_written_to_a_slow_disk(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The window lives: its clocks go on, and a dialog says what it waits for."""
    go, real = threading.Event(), write
    ticks: list[str] = []

    def slow(path: Path, design: Design, *more: object) -> str:
        go.wait(60)
        return real(path, design, *more)

    monkeypatch.setattr("studio.gui.filing.files.write", slow)
    monkeypatch.setattr(patience, "MOMENT_MS", 1)
    edit(window)

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QProgressDialog):
            ticks.append(box.labelText())
            assert window.filing.save_to(tmp_path / "again.json") is False  # one is under way
            assert window.filing.keep_now().startswith("Your unsaved work was saved")
            go.set()
        else:
            QTimer.singleShot(1, window, look)

    QTimer.singleShot(1, window, look)
    assert window.filing.save_to(tmp_path / "slow.json")
    assert ticks == ["Saving slow.json …"]
    assert read(tmp_path / "slow.json").mission.altitude == 655e3
    assert not window.isWindowModified()


def test_a_save_that_is_not_waited_for_changes_nothing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    go, real, told = threading.Event(), write, []
    path = tmp_path / "slow.json"

    def slow(path: Path, design: Design, *more: object) -> str:
        go.wait(60)
        return real(path, design, *more)

    monkeypatch.setattr("studio.gui.filing.files.write", slow)
    monkeypatch.setattr(patience, "MOMENT_MS", 1)
    monkeypatch.setattr(QMessageBox, "warning", lambda _, __, words: told.append(words))
    edit(window)

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QProgressDialog):
            box.findChild(QPushButton).click()
        else:
            QTimer.singleShot(1, window, look)

    QTimer.singleShot(1, window, look)
    assert not window.filing.save_to(path)
    go.set()
    window.filing._background.run(lambda: None).result()
    QApplication.processEvents()
    assert told == ["slow.json: was not saved: the wait for it was ended"]
    assert not path.exists()
    assert window.session.document.is_modified


@pytest.mark.parametrize("answer", ["Replace", "Cancel", "Save under another name…"])
def test_a_file_changed_outside_is_asked_about(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: str
) -> None:
    path, other, asked = tmp_path / "design.json", tmp_path / "other.json", []
    edit(window)
    assert window.filing.save_to(path)
    write(path, Design(title="theirs"))
    edit(window, 657e3)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: next(
        button for button in box.buttons() if button.text().replace("&", "") == answer))  # fmt: skip
    monkeypatch.setattr("studio.gui.filing.QFileDialog.getSaveFileName", lambda *_: (str(other), ""))
    assert window.filing.save() is (answer != "Cancel")
    assert len(asked) == 1
    assert "design.json was changed by another program" in asked[0]
    if answer == "Replace":
        assert read(path).mission.altitude == 657e3
    else:
        assert read(path).title == "theirs"
        assert other.exists() is (answer != "Cancel")
        assert window.session.document.is_modified is (answer == "Cancel")


def test_a_damaged_snapshot_is_told_with_its_place(window: MainWindow, expected_logs) -> None:
    expected_logs("WARNING", "a recovery snapshot cannot be read")
    folder = Recovery()._folder
    (folder / "1-a.json").write_bytes(b"{")
    assert not window.filing.offer_recovery()
    assert str(folder / "1-a.damaged") in window.session.notices.said[-1].text
