"""The pages of the Satellite tab beside its model: what they say is what the stages found, and leads to why."""

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio import catalogue
from studio.analysis import RESULTS, budgets
from studio.design import set_value
from studio.document import preset
from studio.document.document import Document
from studio.gui.diagrams.flow import Box, Flow, FlowDiagram
from studio.gui.satellite.budgets_page import BudgetsPage
from studio.gui.satellite.heat_page import HeatPage
from studio.gui.satellite.link_page import LinkPage
from studio.gui.satellite.storage_page import StoragePage
from studio.gui.satellite.waterfall import ComputeWaterfall
from studio.gui.session import Session
from studio.gui.theme import DARK, LIGHT, Theme
from studio.jobs.immediate import ImmediateWorker


@pytest.fixture
def made(qapp: QApplication) -> Iterator[Session]:
    session = Session(Document(preset("suncatcher-cluster")), Theme(), ImmediateWorker)
    session.start()
    qapp.processEvents()
    yield session
    session.close()


def shown(qtbot: Any, page: Any, size: tuple[int, int] = (640, 420)) -> Any:
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    settle()
    return page


def settle() -> None:
    for _ in range(5):  # an edit is computed, told and drawn in turns of their own
        QApplication.processEvents()


def test_the_budget_of_a_link_adds_up(qtbot, made):
    page = shown(qtbot, LinkPage(made))
    page.choose("budget")
    settle()
    link = made.table("link")
    steps = page._steps(link)
    received = sum(value for _, _, value, kind in steps if kind in {"gain", "loss"}) + steps[0][2]
    assert received == pytest.approx(link.received_level, abs=1e-9)
    needed = next(value for name, _, value, _ in steps if name == "link.photons_received")
    assert link.received_level - needed == pytest.approx(link.margin, abs=1e-9)
    assert [bar.name for bar in page.budget.bars] == [name for name, *_ in steps]
    assert all(min(bar.start, bar.end) >= 0.0 and max(bar.start, bar.end) <= 1.0 + 1e-9 for bar in page.budget.bars)


def test_at_long_range_the_budget_is_friis_alone(qtbot, made):
    made.edit("Range", lambda design: set_value(set_value(design, "link.range_from", "given"), "link.range", 5e6))
    settle()
    page = shown(qtbot, LinkPage(made))
    names = [name for name, *_ in page._steps(made.table("link"))]
    assert "link.received_power" not in names  # the line of the near field


def test_traffic_that_does_not_fit_is_red(qtbot, made):
    page = shown(qtbot, LinkPage(made))
    colours = made.theme.colours
    terminals = next(box for box in page.diagram.boxes if box.key == "terminals")
    assert terminals.colour == colours.green
    made.edit("Traffic", lambda design: set_value(design, "link.accelerator_traffic", 1e14))
    settle()
    terminals = next(box for box in page.diagram.boxes if box.key == "terminals")
    assert terminals.colour == colours.red


def test_a_satellite_alone_has_no_budget_and_says_what_to_do(qtbot, made):
    made.edit("Alone", lambda design: set_value(design, "constellation.pattern", "single"))
    settle()
    page = shown(qtbot, LinkPage(made))
    page.choose("budget")
    settle()
    assert page.absent.isVisible()
    assert "neighbour" in page.absent.text()
    page.choose("traffic")
    settle()
    assert not page.absent.isVisible()


def test_the_rate_falls_with_the_range(qtbot, made):
    page = shown(qtbot, LinkPage(made))
    page.choose("range")
    settle()
    rows = page.data()
    rates = [float(row[1]) for row in rows[1:]]
    assert rates == sorted(rates, reverse=True)
    assert len(rows) == made.table("link").ranges.size + 1


def test_every_box_and_flow_of_the_traffic_explains_itself(qtbot, made):
    page = shown(qtbot, LinkPage(made), (800, 500))
    names = {one.name for one in (*page.diagram.boxes, *page.diagram.flows)}
    assert names <= set(RESULTS)
    frame = page.diagram.frame_of("terminals")
    with qtbot.waitSignal(page.explain_requested) as said:
        qtbot.mouseClick(page.diagram, Qt.MouseButton.LeftButton, pos=frame.center().toPoint())
    assert said.args == ["link.satellite_rate"]


def test_the_waterfall_of_compute_ends_at_what_is_used(qtbot, made):
    page = shown(qtbot, ComputeWaterfall(made))
    payload = made.table("payload")
    bars = page.bars.bars
    assert [bar.label for bar in bars] == list(payload.loss_names)
    for before, after in itertools.pairwise(bars[:-1]):  # each begins where the one before has ended
        assert after.start == pytest.approx(before.end)
    assert bars[-1].end == pytest.approx(bars[-2].end)
    assert payload.loss_values[-1] == pytest.approx(payload.compute_rate)
    assert "reach the users" in page.summary.text()


def test_without_accelerators_the_waterfall_says_so(qtbot, made):
    made.edit("None", lambda design: set_value(design, "payload.power", 0.0))
    settle()
    page = shown(qtbot, ComputeWaterfall(made))
    assert page.absent.isVisible()
    assert "no accelerator" in page.absent.text()


def test_the_budgets_are_those_of_the_analysis(qtbot, made):
    page = shown(qtbot, BudgetsPage(made), (700, 700))
    known = {budget.name: budget for budget in budgets(made.results())}
    assert set(known) == {"mass", "power", "heat", "data", "downlink"}
    for name, budget in known.items():
        bars = page.tables[name].bars
        assert [bar.label for bar in bars] == [line.label for line in budget.lines]
        if not any(line.kind == "lacking" for line in budget.lines):
            assert bars[-1].end == pytest.approx(1.0)
        assert budget.label in page.titles[name].text()
    with qtbot.waitSignal(page.explain_requested) as said:
        page.tables["mass"].activated.emit("mass.panel")
    assert said.args == ["mass.panel"]


def test_data_that_is_lacking_is_said(qtbot, made):
    made.edit("Traffic", lambda design: set_value(design, "link.accelerator_traffic", 1e14))
    settle()
    page = shown(qtbot, BudgetsPage(made), (700, 700))
    last = page.tables["data"].bars[-1]
    assert last.label == "Lacking"
    assert last.tint == made.theme.colours.red


def test_the_heat_nodes_are_those_of_the_analysis(qtbot, made):
    page = shown(qtbot, HeatPage(made), (900, 600))
    nodes = made.table("nodes")
    boxes = {box.key: box for box in page.network.boxes}
    assert set(nodes.node_keys) <= set(boxes)
    assert {key for pair in nodes.edge_keys for key in pair} <= set(boxes)
    assert [flow.size for flow in page.network.flows] == pytest.approx(list(nodes.edge_flow))
    frames = [page.network.frame_of(key) for key in boxes]
    assert not any(one.intersects(other) for one, other in itertools.combinations(frames, 2))
    warm = nodes.node_temperatures_worst_day.mean(axis=-1)
    first = boxes[nodes.node_keys[0]]
    assert first.text == f"{warm[0] - 273.15:.3g} °C"


@pytest.mark.parametrize(("path", "value"), [
    ("thermal.heat_exchanger", None), ("thermal.loop", "heat_pipes"),
])  # fmt: skip
def test_every_way_of_the_heat_has_its_diagram(qtbot, made, path, value):
    if path == "thermal.heat_exchanger":
        value = next(iter(catalogue.exchangers()))
    made.edit("Way", lambda design: set_value(design, path, value))
    settle()
    page = shown(qtbot, HeatPage(made), (900, 600))
    assert page.face == "fresh"
    boxes = {box.key for box in page.network.boxes}
    assert ("inner_return" in boxes) == (path == "thermal.heat_exchanger")
    assert ("return" in boxes) == (path == "thermal.heat_exchanger")


def test_the_chain_falls_from_the_junction_to_the_radiator(qtbot, made):
    page = shown(qtbot, HeatPage(made))
    page.choose("chain")
    settle()
    thermal = made.table("thermal")
    bars = page.chain.bars
    assert len(bars) == len(thermal.chain_names) + 3
    for before, after in itertools.pairwise(bars[:-2]):
        assert after.end == pytest.approx(before.end if before is bars[0] else before.start)
    assert bars[-2].end == pytest.approx(bars[-3].start)
    assert bars[0].tint != made.theme.colours.red
    made.edit("Limit", lambda design: set_value(design, "thermal.junction_limit", 330.0))
    settle()
    assert page.chain.bars[0].tint == made.theme.colours.red


def test_a_failed_loop_is_followed_to_the_limit(qtbot, made):
    page = shown(qtbot, HeatPage(made))
    page.choose("failure")
    settle()
    nodes = made.table("nodes")
    assert nodes.failure_time is not None
    (note,) = page.chart.notes
    assert note.x == nodes.failure_time
    assert len(page.data()) == nodes.failure_elapsed.size + 1


def test_the_storage_claim_is_answered_orbit_by_orbit(qtbot, made):
    page = shown(qtbot, StoragePage(made))
    qtbot.waitUntil(lambda: bool(page.bars.bars), timeout=20_000)
    assert len(page.bars.bars) == len(page.found) == 9
    assert page.bars.bars[0].end == pytest.approx(page.found[0].nameplate / max(one.nameplate for one in page.found))
    assert "dark on" in page.summary.text()
    made.edit("High", lambda design: set_value(design, "mission.altitude", 1400e3))
    settle()
    qtbot.waitUntil(lambda: "never dark" in page.summary.text(), timeout=20_000)
    page.tasks.close()


BOXES = (Box("a", "First", "1", 0, 0, name="power.load"), Box("b", "Second", "2", 2, 1, name="thermal.heat"))


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
def test_a_flow_is_drawn_from_box_to_box(qtbot, colours):
    theme = Theme()
    theme.colours = colours
    diagram = shown(qtbot, FlowDiagram(theme, "diagram", "Diagram"), (400, 200))
    diagram.show_diagram(BOXES, (Flow("a", "b", "", 5.0, "#ff0000"),))
    settle()
    red = _red(diagram)
    assert red.sum() > 200
    columns = np.flatnonzero(red.any(axis=0))
    first, second = diagram.frame_of("a"), diagram.frame_of("b")
    assert first.right() - 2 <= columns[0] <= first.right() + 6
    assert second.left() - 6 <= columns[-1] <= second.left() + 2


def test_a_negative_flow_points_the_other_way(qtbot):
    diagram = shown(qtbot, FlowDiagram(Theme(), "diagram", "Diagram"), (400, 100))
    boxes = (Box("a", "First", "1", 0, 0), Box("b", "Second", "2", 2, 0))
    heads = []
    for size in (5.0, -5.0):
        diagram.show_diagram(boxes, (Flow("a", "b", "", size, "#ff0000"), Flow("a", "b", "", 50.0, "#00ff00")))
        diagram.show_diagram(boxes, (Flow("a", "b", "", size, "#ff0000"),))
        settle()
        heights = _red(diagram).sum(axis=0)
        columns = np.flatnonzero(heights)
        middle = (columns[0] + columns[-1]) / 2
        heads.append(np.average(columns, weights=heights[columns].astype(float) ** 2) > middle)
    assert heads == [True, False]


def test_keys_walk_the_boxes(qtbot):
    diagram = shown(qtbot, FlowDiagram(Theme(), "diagram", "Diagram"), (400, 200))
    diagram.show_diagram(BOXES, ())
    diagram.setFocus()
    said: list[str] = []
    diagram.activated.connect(said.append)
    QTest.keyClick(diagram, Qt.Key.Key_Right)
    QTest.keyClick(diagram, Qt.Key.Key_Return)
    QTest.keyClick(diagram, Qt.Key.Key_Right)
    QTest.keyClick(diagram, Qt.Key.Key_Return)
    assert sorted(said) == ["power.load", "thermal.heat"]


def _red(diagram: FlowDiagram) -> Any:
    image = diagram.grab().toImage().convertToFormat(diagram.grab().toImage().Format.Format_RGB32)
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    pixels = raw[:, : image.width(), :3].astype(int)
    return (pixels[..., 2] > 200) & (pixels[..., 1] < 60) & (pixels[..., 0] < 60)
