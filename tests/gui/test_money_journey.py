"""The journey of a programme lead, with mouse and keyboard in the real window and the real worker.

What does it cost, against the ground, and when does that turn? What would 100 and 600 GW a year take, and who delivers
it? What is left of what was claimed? And the saved file gives the same answers from the command line.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from studio.analysis.trade import break_even
from studio.catalogue.claim import statements
from studio.catalogue.launcher import launchers
from studio.catalogue.site import sites
from studio.design.quantity import MONEY, YEAR
from studio.document import read
from studio.document.stack_text import with_technology
from studio.gui.claims.entry import OWN
from studio.gui.claims.own_dialog import OwnClaimDialog
from studio.gui.value_text import readable_unit, value_text
from studio.gui.window import MainWindow
from studio.jobs.live import LiveWorker

pytestmark = pytest.mark.journey

LONG = 30_000


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.session.busy, timeout=LONG)
    for _ in range(6):
        QApplication.processEvents()


def page_of(window: MainWindow, qtbot: QtBot, tab: str, name: str) -> Any:
    """The page after a click on its button."""
    window.actions_by_name[f"tab-{tab}"].trigger()
    view = window.views[tab]
    qtbot.mouseClick(view.pages.bar.buttons[name], Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert view.pages.current == name
    return view.pages.page(name)


def type_field(window: MainWindow, qtbot: QtBot, path: str, words: str) -> None:
    """Type a value into its field of the inspector."""
    inspector = window.views["design"]
    inspector.focus_field(path)
    editor: QWidget = inspector.rows[path].editor
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(window, qtbot)


def choose(box: QComboBox, data: object) -> None:
    """Choose as the keyboard does."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentData() == data:
            return
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == data


def told_by(command: str, path: Path, *more: str) -> Any:
    words = [sys.executable, "-m", "studio", command, str(path), *more, "--json"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def save(window: MainWindow, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.actions_by_name["save-as"].trigger()
    assert read(path) == window.session.design


def same_as_told(window: MainWindow, path: Path, *parts: str) -> None:
    """Every number that the command line computes from the file is the one that the window holds."""
    told, shown, count = told_by("evaluate", path)["results"], window.session.results(), 0
    for name, one in told.items():
        if name.partition(".")[0] in parts and isinstance(one["value"], int | float | str):
            assert shown[name] == one["value"], name
            count += 1
    assert count > 10 * len(parts)


def test_what_it_costs_against_the_ground(make_window, qtbot: QtBot, monkeypatch, tmp_path: Path) -> None:
    window: MainWindow = make_window("suncatcher-cluster", worker=LiveWorker)
    settle(window, qtbot)
    session = window.session
    page = page_of(window, qtbot, "money", "cost")

    # The waterfall has every kind of item that a service is paid for, and they add up to it.
    *items, whole = page.bars.bars
    names = {bar.name for bar in items}
    assert {"cost.panels", "cost.computers", "cost.integration", "cost.launch", "cost.operations"} <= names
    cost = session.table("cost")
    assert sum(cost.item_values) == pytest.approx(cost.total, rel=1e-12)
    assert whole.name == "cost.total"
    assert items[-1].end == pytest.approx(1.0)

    # The launch price, typed: launch, waterfall and the sentence on break-even follow.
    even = page_of(window, qtbot, "money", "breakeven").input
    answered(qtbot, even)
    assert even.field.currentData() == "launch.price"
    choose(even.pair, "cost.launched_power_price")
    answered(qtbot, even)
    first_words, first_launch, first_price = even.told.text(), cost.launch, even.answer.value
    page_of(window, qtbot, "money", "cost")
    type_field(window, qtbot, "launch.price", "1500 $/kg")
    assert session.design.launch.price == 1500.0
    cost = session.table("cost")
    assert cost.launch == pytest.approx(first_launch * 1500.0 / 200.0)
    bar = next(bar for bar in page.bars.bars if bar.name == "cost.launch")
    assert bar.end - bar.start == pytest.approx(cost.launch / cost.total)
    page_of(window, qtbot, "money", "breakeven")
    answered(qtbot, even)
    (crossing,) = even.answer.crossings
    assert even.answer.now == 1500.0
    assert crossing.value == pytest.approx(first_price, rel=1e-6), "the price that is enough is not the one of today"
    assert crossing.value == pytest.approx(
        1500.0 * session.table("centre").power_price / session.table("cost").launched_power_price, rel=1e-6)
    assert even.told.text() != first_words

    # Yuan and back: what is shown changes by the rate of the design, the design does not.
    page = page_of(window, qtbot, "money", "cost")
    before, design = page.bars.bars[-1].values[0], session.design
    assert before == value_text(cost.total, MONEY, readable_unit(cost.total, MONEY), 4)
    box = window.views["money"].findChild(QComboBox, "currency")
    choose(box, "CNY")
    settle(window, qtbot)
    yuan = page.bars.bars[-1].values[0]
    assert "CNY" in yuan, (before, yuan)
    assert amount(yuan) == pytest.approx(amount(before) * design.cost.cny_per_usd, rel=2e-3)
    assert session.design == design
    choose(box, "USD")
    settle(window, qtbot)
    assert page.bars.bars[-1].values[0] == before

    # Another vehicle and another site, each by a click.
    page = page_of(window, qtbot, "money", "launch")
    row = list(launchers()).index("new-glenn")
    page.table.scrollTo(page.table.model().index(row, 0))
    place = page.table.visualRect(page.table.model().index(row, 0)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(window, qtbot)
    assert session.design.launch.vehicle == "new-glenn"
    assert "New Glenn" in page.summary.text()
    page = page_of(window, qtbot, "money", "ground")
    if page.mode_buttons["sites"].isVisible():
        qtbot.mouseClick(page.mode_buttons["sites"], Qt.MouseButton.LeftButton)
        settle(window, qtbot)
    ratio = session.table("ground").yield_ratio
    place = [bar.name for bar in page.places.bars].index("germany")
    qtbot.mouseClick(page.places, Qt.MouseButton.LeftButton, pos=page.places.row(place).center().toPoint())
    settle(window, qtbot)
    assert session.design.ground.site == "germany"
    assert session.table("ground").yield_ratio > 1.2 * ratio
    assert sites()["germany"].name in page.summary.text()

    # The command line says the same of the file, break-even included.
    path = tmp_path / "money.json"
    save(window, monkeypatch, path)
    same_as_told(window, path, "launch", "cost", "ground")
    space, ground = "cost.launched_power_price", "ground.power_price"
    told = told_by("money", path, "--break-even", "launch.price", "--result", space, "--against", ground)
    assert told["break_even"][0]["value"] == break_even(session.design, "launch.price", space, ground).value


def answered(qtbot: QtBot, view: Any) -> None:
    qtbot.waitUntil(lambda: view.answer is not None and not view.tasks.busy and view._asked == view._key(),
                    timeout=LONG)  # fmt: skip
    for _ in range(5):
        QApplication.processEvents()


def amount(text: str) -> float:
    """The number of a shown amount of millions or thousands of millions."""
    number, unit = text.replace("\N{NO-BREAK SPACE}", " ").split(" ")[:2]
    return float(number.replace(",", "")) * (1e3 if unit.startswith(("G", "bn")) else 1.0)


def test_what_a_hundred_gigawatts_take_and_who_delivers_them(
    make_window, qtbot: QtBot, monkeypatch, tmp_path: Path
) -> None:
    window: MainWindow = make_window("perovskite-hjt-650km", worker=LiveWorker)
    settle(window, qtbot)
    session = window.session
    page = page_of(window, qtbot, "factory", "ramp")
    found = session.table("programme")
    assert page.answer.text().startswith("100 GW a year")
    assert found.first_limit in page.limit.text()
    assert str(found.first_limit_year) in page.limit.text()

    # Six times as much takes six times the area and the lines, by one click, and what limits comes no later.
    qtbot.mouseClick(page.target_buttons[600.0], Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    more = session.table("programme")
    assert session.design.programme.target * YEAR == pytest.approx(600e9)
    assert page.answer.text().startswith("600 GW a year")
    for name in ("array_area", "mass", "wafers", "lines", "market_value"):
        assert getattr(more, name) == pytest.approx(6.0 * getattr(found, name), rel=0.01), name
    assert more.first_limit_year <= found.first_limit_year
    assert more.first_limit in page.limit.text()

    # An export control strikes out who may not deliver, and says what that costs.
    supply = page_of(window, qtbot, "factory", "supply")
    assert not any(chip.presence.stopped for chip in supply.matrix.chips)
    free = supply.summary.text()
    choose(supply.control.box, "equipment")
    settle(window, qtbot)
    assert session.design.programme.export_control == "equipment"
    stopped = {chip.presence.company.id for chip in supply.matrix.chips if chip.presence.stopped}
    assert "maiwei" in stopped
    assert supply.breaks.text()
    qtbot.mouseClick(supply.buttons["us-line"], Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    delta = session.table("supply").purchase_delta * YEAR / 1e9
    assert delta > 0.0
    assert f"{delta:.3g} bn USD/yr more" in supply.summary.text() != free

    path = tmp_path / "ramp.json"
    save(window, monkeypatch, path)
    same_as_told(window, path, "programme")
    assert told_by("evaluate", path)["results"]["supply.purchase_delta"]["value"] == session.results()[
        "supply.purchase_delta"]  # fmt: skip


def test_what_is_left_of_the_claims(make_window, qtbot: QtBot, monkeypatch, tmp_path: Path) -> None:
    window: MainWindow = make_window("suncatcher-cluster", worker=LiveWorker)
    settle(window, qtbot)
    session = window.session
    page = page_of(window, qtbot, "claims", "statements")
    qtbot.waitUntil(lambda: all(one.general is not None for one in page.entries), timeout=LONG)
    assert len(page.list.entries) == len(statements()) == 40

    def verdict(id: str) -> str:
        return next(one.here.kind for one in page.entries if one.key == id and one.kind != OWN)

    # Higher, the orbit has no night.
    assert verdict("P2") == "does not hold"
    type_field(window, qtbot, "mission.altitude", "1450 km")
    wait(qtbot, lambda: verdict("P2") == "holds")

    # Other cells, another verdict on cells, with its words.
    page.list.choose("physics", "P7")
    before = next(one.here for one in page.entries if one.key == "P7")
    session.edit("Cell", lambda design: with_technology(design, "gainp-gaas-ge"))
    settle(window, qtbot)
    wait(qtbot, lambda: next(one.here for one in page.entries if one.key == "P7") != before)
    wait(qtbot, lambda: verdict("P8") == "holds")

    # A claim of one's own.
    qtbot.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(OwnClaimDialog)
    QTest.keyClicks(dialog.statement, "An accelerator-hour costs a dollar at most")
    dialog.judged.choose("cost.accelerator_hour")
    choose(dialog.relation, "<=")
    dialog.value.selectAll()
    QTest.keyClicks(dialog.value, "1 USD/h")
    QTest.keyClicks(dialog.source, "A brochure, 2026")
    QTest.keyClick(dialog.source, Qt.Key.Key_Return)
    settle(window, qtbot)
    (claim,) = session.design.claims
    assert claim.value == pytest.approx(1.0 / 3600.0)

    def own() -> str | None:
        found = [one.here for one in page.entries if one.kind == OWN]
        return found[0].kind if found and found[0] is not None else None

    expected = "holds" if session.results()["cost.accelerator_hour"] <= claim.value else "does not hold"
    wait(qtbot, lambda: own() == expected)

    # Saved, opened again, and asked from the command line.
    path = tmp_path / "claims.json"
    save(window, monkeypatch, path)
    next(one for one in window._presets.actions() if one.data() == "suncatcher-cluster").trigger()
    settle(window, qtbot)
    assert session.design.claims == ()
    wait(qtbot, lambda: own() is None and verdict("P2") == "does not hold")
    assert window.filing.open(path)
    settle(window, qtbot)
    assert session.design.claims == (claim,)
    wait(qtbot, lambda: own() == expected and verdict("P2") == "holds")
    *article, mine = told_by("claims", path)
    told = {row["id"]: row for row in article}
    assert len(told) == 40
    assert (mine["kind"], mine["verdict"], mine["value"]) == ("own", expected, claim.value)
    for id in ("P2", "P7", "P8"):
        wait(qtbot, lambda id=id: verdict(id) == told[id]["design"]["verdict"])


def wait(qtbot: QtBot, true: Callable[[], bool]) -> None:
    qtbot.waitUntil(true, timeout=LONG)
