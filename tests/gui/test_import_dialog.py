"""File → Import: what a file holds and what would change is shown first; then it is one step, and one step back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from studio.document import preset, write
from studio.export.formats import FORMATS, Source
from studio.gui.fleet.imported_page import ImportedPage
from studio.gui.import_dialog import ImportDialog
from studio.gui.session import Session


@pytest.fixture(scope="module")
def orbit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The orbit of the AI1-class preset as the studio exports it."""
    path = tmp_path_factory.mktemp("orbit") / "ai1.oem"
    design = preset("ai1-120kw")
    path.write_bytes(FORMATS["oem"].write(Source(design, b"", "ai1"), {}, lambda _: None).files[""])
    return path


def shown(qtbot, dialog: ImportDialog) -> ImportDialog:
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.looked is not None or dialog.status.property("look") == "error", timeout=20_000)
    return dialog


def rows(dialog: ImportDialog) -> dict[str, tuple[str, str]]:
    return {dialog.table.item(row, 0).text(): (dialog.table.item(row, 1).text(), dialog.table.item(row, 2).text())
            for row in range(dialog.table.rowCount())}  # fmt: skip


def test_orbit_is_shown_taken_and_taken_back(qtbot, session: Session, orbit: Path) -> None:
    before = session.design
    dialog = shown(qtbot, ImportDialog(session, orbit))
    assert dialog.kind.text() == "OEM KVN"
    assert "Altitude 700 km, circular, sun-synchronous" in dialog.words.text()
    assert "1.72 mm of the points" in dialog.words.text()
    assert rows(dialog) == {"Altitude": ("650 km", "700 km")}
    assert dialog.role.isVisible()
    assert not dialog.object.isVisible()
    assert not dialog.name.isVisible()
    assert session.design == before
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert session.design.mission.altitude == 700e3
    assert session.design.sources["mission.altitude"].text.startswith("ai1.oem, OEM KVN")
    assert session.document.undo_label == "Import an orbit"
    again = shown(qtbot, ImportDialog(session, orbit))
    assert again.status.text() == "The design has this orbit already."
    again.reject()
    session.undo()
    assert session.design == before


def test_the_same_file_becomes_satellites(qtbot, session: Session, orbit: Path) -> None:
    dialog = shown(qtbot, ImportDialog(session, orbit))
    dialog.role.setFocus()
    qtbot.keyClick(dialog.role, Qt.Key.Key_Down)
    assert not dialog.take.isEnabled()  # what was shown is not what would be taken
    qtbot.waitUntil(lambda: dialog.looked is not None, timeout=20_000)
    assert "SGP4 stays within" in dialog.words.text()
    assert dialog.name.text() == "ai1"
    assert not dialog.table.isVisible()
    dialog.name.clear()
    assert not dialog.take.isEnabled()
    dialog.name.setText("beside")
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert [one.name for one in session.design.fleet.imported] == ["beside"]


def test_one_of_several_objects_is_chosen(qtbot, session: Session, orbit: Path, tmp_path: Path) -> None:
    text = orbit.read_text()
    name = next(line.partition("=")[2].strip() for line in text.splitlines() if line.startswith("OBJECT_NAME"))
    two = tmp_path / "two.oem"
    two.write_text(text + text.replace(name, "OTHER"))
    dialog = shown(qtbot, ImportDialog(session, two))
    assert [dialog.role.itemText(place) for place in range(2)] == [
        "Satellites beside the design's own", "The orbit of the mission"]  # fmt: skip
    assert "2 objects" in dialog.words.text()
    dialog.role.setCurrentIndex(1)
    assert dialog.object.isVisible()
    dialog.object.setCurrentIndex(1)
    qtbot.waitUntil(lambda: dialog.looked is not None, timeout=20_000)
    assert "“OTHER”" in dialog.words.text()


@pytest.mark.parametrize(("data", "words"), [(b"\0\0\0", "holds nothing that Dawnline reads"),
                                             (b"stk.v.11.0\nBEGIN Ephemeris\n", "line 3: the file ends too early")])
def test_what_cannot_be_read_is_told_and_cannot_be_taken(
    qtbot, session: Session, tmp_path: Path, data: bytes, words: str
) -> None:  # fmt: skip
    path = tmp_path / "odd\x1b[31m.e"
    path.write_bytes(data)
    dialog = shown(qtbot, ImportDialog(session, path))
    assert words.casefold() in dialog.status.text().casefold()
    assert dialog.status.text().isprintable()
    assert not dialog.take.isEnabled()
    dialog.reject()


def test_orbit_the_design_cannot_take_is_told_before(qtbot, session: Session, tmp_path: Path) -> None:
    import math

    angles = [math.sqrt(3.986004418e14 / 96.4e6**3) * 600.0 * place for place in range(100)]
    path = tmp_path / "far.e"
    path.write_text("stk.v.11.0\nBEGIN Ephemeris\nScenarioEpoch 1 Jan 2026 00:00:00\nCoordinateSystem ICRF\n"
                    "EphemerisTimePos\n" + "".join(f"{600 * n} {96.4e6 * math.cos(a)} {96.4e6 * math.sin(a)} 0\n"
                                                   for n, a in enumerate(angles)) + "END Ephemeris\n")  # fmt: skip
    dialog = shown(qtbot, ImportDialog(session, path))
    assert "above 60000 km" in dialog.status.text()
    assert not dialog.take.isEnabled()


def test_leaving_stops_the_work(qtbot, session: Session, orbit: Path) -> None:
    dialog = ImportDialog(session, orbit)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()
    assert not dialog.tasks.busy


def drop(window, qtbot, path: Path) -> None:
    """What the window is sent when a file is dragged onto it and let go."""
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/x"), QUrl.fromLocalFile(str(path))])
    place, buttons, keys = QPointF(50, 50), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), Qt.DropAction.CopyAction, data, buttons, keys)
    enter.ignore()
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.wait(20)


def test_files_dropped_onto_the_window(make_window, qtbot, orbit: Path, tmp_path: Path) -> None:
    window = make_window("shell-30deg", views=())
    assert window.acceptDrops()
    drop(window, qtbot, orbit)
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: dialog.looked is not None, timeout=20_000)
    dialog.reject()
    design = tmp_path / "other.json"
    write(design, preset("gigawatt-27kw"))
    drop(window, qtbot, design)  # a whole design is opened
    qtbot.waitUntil(lambda: window.session.document.path == design, timeout=20_000)
    nothing = QMimeData()
    nothing.setText("some text")
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), Qt.DropAction.CopyAction, nothing, Qt.MouseButton.LeftButton,
                            Qt.KeyboardModifier.NoModifier)  # fmt: skip
    enter.ignore()
    window.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_open_takes_files_of_other_tools_too(make_window, qtbot, monkeypatch, orbit: Path) -> None:
    from studio.gui import filing

    window = make_window("shell-30deg", views=())
    asked = []
    monkeypatch.setattr(filing.QFileDialog, "getOpenFileName", lambda *a: asked.append(a) or (str(orbit), ""))
    window.actions_by_name["open"].trigger()
    assert "*.oem" in asked[0][3]
    dialog = window.findChild(ImportDialog)
    qtbot.waitUntil(lambda: dialog.looked is not None, timeout=20_000)
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert window.session.design.mission.altitude == 700e3


def test_page_of_imported_satellites_cannot_take_a_whole_design(
    qtbot, session: Session, monkeypatch, tmp_path: Path
) -> None:
    from studio.gui import import_dialog

    design = tmp_path / "other.json"
    write(design, preset("gigawatt-27kw"))
    asked = []
    monkeypatch.setattr(import_dialog.QFileDialog, "getOpenFileName", lambda *a: asked.append(a) or (str(design), ""))
    page = ImportedPage(session)
    qtbot.addWidget(page)
    page.show()
    page.buttons["add"].click()
    (dialog,) = page.findChildren(ImportDialog)
    qtbot.waitUntil(lambda: dialog.status.property("look") == "error", timeout=20_000)
    assert "whole design" in dialog.status.text()
    filters = asked[0][3]
    assert filters.count("(") == filters.count(")") == filters.count(";;") + 1
    assert "*.oem" in filters
    dialog.reject()
