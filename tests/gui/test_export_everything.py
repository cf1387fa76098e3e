"""One click exports a folder for whoever reviews, flies, builds or buys, from the menu of the window."""

import hashlib
import os
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from studio.document.files import read
from studio.export import formats
from studio.export.folder import TWINS
from studio.export.formats import FORMATS, Format
from studio.gui.export import EverythingDialog
from studio.gui.export import place as place_module
from tests.export import export_fakes
from tests.gui.keyboard import give_keyboard

LONG = 240_000
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(qtbot: Any, make_window: Any) -> Iterator[EverythingDialog]:
    """The dialog over a window of the AI1-class preset, as the menu opens it."""
    (Path.home() / "Documents").mkdir()
    window = make_window("ai1-120kw", views=())
    action = window.actions_by_name["export-everything"]
    assert action.shortcut().toString() == "Ctrl+Shift+O"
    qtbot.waitExposed(window)
    action.trigger()
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, EverythingDialog)]
    give_keyboard(dialog)
    yield dialog
    export_fakes.gate.set()
    dialog.reject()


def settled(qtbot: Any, dialog: EverythingDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.exporter.busy, timeout=LONG)


@pytest.mark.journey
def test_one_click_exports_all_there_is(qtbot, opened, monkeypatch):
    folder = Path(opened.target.path.text())
    assert folder == Path.home() / "Documents" / f"AI1 satellite, 120 kW-{date.today().isoformat()}"
    assert opened.go.hasFocus()
    said: list[str] = []
    opened.exporter.told.connect(said.append)
    qtbot.keyClick(opened.go, Qt.Key.Key_Return)
    settled(qtbot, opened)
    assert opened.status.text() == ""
    assert f"Exported to {folder}" in said

    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    available = [one for one in FORMATS.values() if one.group != "everything" and not one.missing()]
    page = (folder / "index.html").read_text(encoding="utf-8")
    told = page.partition("Not in this folder")[2]
    missing = set()
    for one in available:
        stem = f"{one.group}/AI1 satellite, 120 kW"
        if not any(name == f"{stem}{one.suffix}" or (not one.suffix and name.startswith(f"{stem}/")) for name in names):
            missing.add(one.name)
            assert one.name in TWINS or one.title in told, one.name
    # The panel of this preset is a data sheet: it states an efficiency and no curve.
    assert missing <= {*TWINS, "jv", "single-diode"}
    assert read(folder / "design" / "AI1 satellite, 120 kW.json") == opened._session.design

    # Another program's sums; every file but the list itself is in it.
    checked = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    assert len(checked.stdout.splitlines()) == len(names) - 1

    # Every link of the page leads to a file, and every file is in the page unless there are many of its kind.
    links = set(re.findall(r'href="([^"#]+)"', page))
    assert {unquote(link) for link in links} <= names
    assert opened.index.isVisible()
    assert "To go on designing" in opened.index.toPlainText()
    seen: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(url.toLocalFile()) or True)
    qtbot.mouseClick(opened.written.open_file, LEFT)
    opened.index.anchorClicked.emit(next(iter(sorted(links))))
    assert seen[0] == str(folder / "index.html")
    assert os.path.isfile(seen[1])


@pytest.fixture
def fake_formats(monkeypatch: pytest.MonkeyPatch) -> dict[str, Format]:
    kept = {"folder": FORMATS["folder"], "design": FORMATS["design"],
            **{name: export_fakes.FAKES[name] for name in ("text", "files", "none", "absent")}}  # fmt: skip
    monkeypatch.setattr(formats, "FORMATS", kept)
    export_fakes.gate.clear()
    return kept


def test_what_cannot_be_written_is_said_on_the_page(qtbot, fake_formats, opened):
    qtbot.mouseClick(opened.go, LEFT)
    settled(qtbot, opened)
    text = opened.index.toPlainText()
    assert "Not in this folder" in text
    assert "this design has nothing to write" in text
    assert 'pip install "dawnline[step]"' in text
    assert "Every line is a fake." in text
    assert "deep/b.txt" in text
    assert "5 files" in opened.written.words.text() or "6 files" in opened.written.words.text()


def test_stopping_leaves_nothing(qtbot, fake_formats, opened, monkeypatch):
    fake_formats["slow"] = export_fakes.FAKES["slow"]
    folder = Path(opened.target.path.text())
    qtbot.mouseClick(opened.go, LEFT)
    qtbot.waitUntil(lambda: opened.status.text() == "A slow …", timeout=LONG)
    assert opened.progress.value() > 0
    assert not opened.target.isEnabled()
    qtbot.mouseClick(opened.cancel, LEFT)
    assert opened.status.text() == "Stopped; nothing was written."
    assert opened.exporter.tasks._runner.wait_idle(10.0)
    assert list(folder.parent.iterdir()) == []


def test_closing_the_window_leaves_nothing(qtbot, fake_formats, opened):
    fake_formats["slow"] = export_fakes.FAKES["slow"]
    folder = Path(opened.target.path.text())
    qtbot.mouseClick(opened.go, LEFT)
    qtbot.waitUntil(lambda: opened.status.text() == "A slow …", timeout=LONG)
    window = opened.parentWidget()
    window.filing.may_leave = lambda: True
    assert window.close()
    assert opened.exporter.tasks._runner.wait_idle(0.0)
    assert list(folder.parent.iterdir()) == []


def test_a_folder_of_today_gets_another_name(qtbot, fake_formats, opened, make_window):
    first = Path(opened.target.path.text())
    qtbot.mouseClick(opened.go, LEFT)
    settled(qtbot, opened)
    assert place_module.fresh_folder(opened._session, opened._settings) == first.with_name(f"{first.name}-2")


def test_a_click_on_the_page_opens_the_file(qtbot, fake_formats, opened, monkeypatch):
    seen: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(Path(url.toLocalFile())) or True)
    qtbot.mouseClick(opened.go, LEFT)
    settled(qtbot, opened)
    view = opened.index
    view.anchorClicked.emit(QUrl("#analyst"))
    assert view.verticalScrollBar().value() > 0
    assert seen == []
    spots = (QPoint(x, y) for y in range(0, view.viewport().height(), 4) for x in range(0, 300, 20))
    spot = next(one for one in spots if view.anchorAt(one))
    qtbot.mouseClick(view.viewport(), LEFT, pos=spot)
    assert len(seen) == 1
    assert seen[0].is_file()
    assert hashlib.sha256(seen[0].read_bytes()).hexdigest() in (opened.written.path / "SHA256SUMS").read_text()
