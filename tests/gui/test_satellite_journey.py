"""The journey of an engineer who asks whether a satellite closes, with mouse and keyboard in the real window.

A requirement is missed; the pages say why; the design is closed in one undo step; the command line says the same; links
and formation of a cluster are looked at; and every figure on the way explains itself.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from studio.analysis import RESULTS
from studio.analysis.judge import judge
from studio.design import Design
from studio.document import read
from studio.gui.closing import CloseDialog
from studio.gui.formation_dialog import FormationDialog
from studio.gui.satellite.view import PAGES
from studio.gui.value_text import value_text
from studio.gui.window import MainWindow
from studio.jobs.live import LiveWorker

pytestmark = pytest.mark.journey

LONG = 30_000
PUBLISHED = ("Published peak power", "Published kW per tonne")
"""What AI1 claims of itself is another question than whether the satellite stands what it does."""


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.session.busy, timeout=LONG)
    for _ in range(5):
        QApplication.processEvents()


def open_preset(window: MainWindow, qtbot: QtBot, name: str) -> None:
    next(one for one in window._presets.actions() if one.data() == name).trigger()
    settle(window, qtbot)


def page_of(window: MainWindow, qtbot: QtBot, name: str) -> Any:
    """The page after a click on its button."""
    window.actions_by_name["tab-satellite"].trigger()
    view = window.views["satellite"]
    qtbot.mouseClick(view.pages.bar.buttons[name], Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert view.pages.current == name
    assert view.pages.page(name).isVisible()
    return view.pages.page(name)


def line_of(window: MainWindow, name: str) -> list[str]:
    """The line of a requirement in the margins: value, bound, margin and verdict."""
    table: QTableWidget = window.views["margins"].table
    row = next(row for row in range(table.rowCount()) if table.item(row, 0).text() == name)
    return [table.item(row, column).text() for column in range(1, table.columnCount())]


def tick(dialog: CloseDialog, free: set[str], required: Callable[[str], bool]) -> None:
    for row in dialog.free.rows:
        row.box.setChecked(row.path in free)
    for row in dialog.required.rows:
        row.box.setChecked(required(row.requirement.name))


def told_by(command: str, path: Path) -> Any:
    """What the command line says of a file."""
    words = [sys.executable, "-m", "studio", command, str(path), "--json"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_satellite_that_is_too_hot_is_closed(make_window, qtbot: QtBot, monkeypatch, tmp_path: Path) -> None:
    window: MainWindow = make_window("suncatcher-cluster", worker=LiveWorker)
    session = window.session
    open_preset(window, qtbot, "ai1-120kw")
    start = session.design

    # The margins say that the junctions are too hot, and the page of the heat shows it in red.
    assert "missed" in line_of(window, "Hottest junction")[2]
    heat = page_of(window, qtbot, "heat")
    qtbot.mouseClick(heat.mode_buttons["chain"], Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    junction = heat.chain.bars[0]
    assert (junction.name, junction.tint) == ("thermal.junction_temperature", session.theme.colours.red)
    assert junction.values[0] == line_of(window, "Hottest junction")[0].partition("\n")[0]
    qtbot.mouseClick(window.findChild(QPushButton, "figure:thermal.junction_margin"), Qt.MouseButton.LeftButton)
    explained(window, "thermal.junction_margin")

    # With array and battery alone it cannot close: the dialog says that the junction is what binds.
    window.actions_by_name["close-design"].trigger()
    dialog = window.findChild(CloseDialog)
    tick(dialog, {"array.area", "battery.energy"}, lambda name: name not in PUBLISHED)
    qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.closing is not None, timeout=LONG)
    assert not dialog.closing.closed
    assert "“Hottest junction”" in dialog.status.text()
    assert "nearest" in dialog.use.text()
    assert session.design == start

    # Radiator and payload free as well: it closes, and Apply is one undo step.
    tick(dialog, {"thermal.given_area", "payload.power"}, lambda name: name not in PUBLISHED)
    qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.closing is not None and not dialog.tasks.busy, timeout=LONG)
    assert dialog.closing.closed, dialog.status.text()
    assert "Hottest junction" in dialog.status.text(), "what binds is said of a design that closes, too"
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert session.document.history == ("Close the design",)
    lights = {one.requirement.name: one.light for one in judge(session.results())}
    assert {light for name, light in lights.items() if name not in PUBLISHED} <= {"green", "amber"}
    assert "missed" not in line_of(window, "Hottest junction")[2]
    settle(window, qtbot)
    assert heat.chain.bars[0].tint != session.theme.colours.red
    closed = session.design
    window.actions_by_name["undo"].trigger()
    assert session.design == start
    window.actions_by_name["redo"].trigger()
    assert session.design == closed
    settle(window, qtbot)

    # The pages agree with the command line.
    path = tmp_path / "closed.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.actions_by_name["save-as"].trigger()
    assert read(path) == closed
    page = page_of(window, qtbot, "budgets")
    told = told_by("budgets", path)
    assert {one["name"] for one in told} >= {"mass", "power", "heat"}
    for budget in told:
        bars = page.tables[budget["name"]].bars
        assert [bar.name for bar in bars] == [line["name"] for line in budget["lines"]]
        for bar, line in zip(bars, budget["lines"], strict=True):
            unit = bar.values[0].rpartition(" ")[2]
            assert bar.values[0] == value_text(line["value"], RESULTS[budget["whole_name"]].quantity, unit, 4)
    page = page_of(window, qtbot, "storage")
    qtbot.waitUntil(lambda: len(page.found) > 1 and not page.tasks.busy, timeout=LONG)
    told = told_by("storage", path)
    # The window parts thousands as its user likes it.
    assert [one["name"] for one in told] == [orbit.name.replace("\u202f", ",") for orbit in page.found]
    for one, orbit, bar in zip(told, page.found, page.bars.bars, strict=True):
        assert one["nameplate"] == orbit.nameplate
        assert f"{round(orbit.nameplate / 3.6)} Wh" == bar.values[2]


def test_the_links_and_the_formation_of_a_cluster(make_window, qtbot: QtBot) -> None:
    window: MainWindow = make_window("suncatcher-cluster", worker=LiveWorker)
    settle(window, qtbot)
    links = page_of(window, qtbot, "links")
    qtbot.mouseClick(links.mode_buttons["budget"], Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    levels = {bar.name: bar.values[-1] for bar in links.budget.bars}
    assert float(levels["link.margin"].split()[0]) == pytest.approx(window.session.table("link").margin, abs=0.01)
    qtbot.keyClick(links.budget, Qt.Key.Key_Down)
    qtbot.keyClick(links.budget, Qt.Key.Key_Return)
    explained(window, links.budget.bars[1].name)

    window.actions_by_name["formation"].trigger()
    dialog = window.findChild(FormationDialog)
    dialog.revolutions.setValue(3)
    qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=LONG)
    assert dialog.table.rowCount() == len(dialog.found.ways) == 3
    assert dialog.table.horizontalScrollBar().maximum() == 0, "every column is seen"
    drifts = [float(dialog.table.item(row, 1).text().replace("−", "-").replace("·10", "e")) for row in range(2)]
    assert drifts[1] < drifts[0], "the velocities that heed J2 drift less"
    dialog.reject()


def test_a_design_that_fails_says_why_on_every_page_and_recovers(make_window, qtbot: QtBot) -> None:
    window: MainWindow = make_window("suncatcher-cluster")
    session = window.session
    pages = {name: page_of(window, qtbot, name) for name in PAGES}
    for path, value, words in (
        ("thermal.target_temperature", 150.0, "make it warmer"),
        ("payload.accelerator", "abacus", "abacus"),
        ("thermal.coolant", "lemonade", "lemonade"),
    ):
        # What a form would refuse may stand in a file that was written by hand.
        session.edit("bad", lambda design, path=path, value=value: put(design, path, value))
        settle(window, qtbot)
        failing = 0
        for name, page in pages.items():
            page_of(window, qtbot, name)
            if page.face == "failed":
                failing += 1
                labels = page.findChildren(QLabel)
                said = [label for label in labels if label.isVisible() and words in label.text()]
                assert len(said) == 1, (name, words)
        assert failing >= 2, words
        assert words in " ".join(label.text() for label in window.views["margins"].findChildren(QLabel))
        session.undo()
        settle(window, qtbot)
        assert {page.face for page in pages.values()} == {"fresh"}


def put(design: Design, path: str, value: Any) -> Design:
    """`design` with a value that no form would take."""
    part, _, name = path.partition(".")
    return replace(design, **{part: replace(getattr(design, part), **{name: value})})


@pytest.mark.parametrize("name", ["ai1-120kw", "suncatcher-cluster"])
def test_every_figure_of_every_page_explains_itself(make_window, qtbot: QtBot, name: str) -> None:
    window: MainWindow = make_window(name)
    count = 0
    for page_name in PAGES:
        page = page_of(window, qtbot, page_name)
        for mode in getattr(page, "mode_buttons", {}).values():
            qtbot.mouseClick(mode, Qt.MouseButton.LeftButton)
            settle(window, qtbot)
            count += explain_all(window, page)
        count += explain_all(window, page)
    assert count > 100


def explain_all(window: MainWindow, page: QWidget) -> int:
    """Ask for every figure, bar, box and flow of a page; the number of names."""
    from studio.gui.charts.bars import BarList
    from studio.gui.diagrams.flow import FlowDiagram
    from studio.gui.margins.figure import Figure

    names = [figure.name for figure in page.findChildren(Figure) if figure.isVisible()]
    for bars in page.findChildren(BarList):
        names += [bar.name.partition(":")[0] for bar in bars.bars if bars.isVisible()]
    for diagram in page.findChildren(FlowDiagram):
        names += [part.name for part in (*diagram.boxes, *diagram.flows) if part.name and diagram.isVisible()]
    for name in names:
        window.explain(name)
        explained(window, name)
    return len(names)


def explained(window: MainWindow, name: str) -> None:
    """The panel shows `name`, or the field of the design that stands for it, with equation and source."""
    QApplication.processEvents()
    panel = window.views["explain"]
    known = name if name in RESULTS else panel.shown
    assert panel.shown == known
    assert panel.equation.text(), name
    assert panel.source.text(), name
    if name in RESULTS:
        assert panel.source.text() != "no source is named", name
