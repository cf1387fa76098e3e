"""The chain of a number as a graph: complete, left to right, with few crossings, used by mouse and keyboard."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.analysis import RESULTS
from studio.design import set_value
from studio.gui.explain.chain_dialog import ChainDialog, show_chain
from studio.gui.explain.chain_graph import MOST, WHOLE, crossings, graph_of, lay_out, users
from studio.gui.window import MainWindow

_LARGE = "cost.lcoc"


@pytest.fixture
def window(make_window, qtbot: QtBot) -> MainWindow:
    made = make_window(views=("explain",))
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> ChainDialog:
    made = show_chain(window, "mass.satellite")
    qtbot.waitExposed(made)
    QApplication.processEvents()
    return made


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(RESULTS)), up=st.integers(0, 30), down=st.integers(0, 3))
def test_every_graph_goes_from_left_to_right_and_keeps_what_there_is(name: str, up: int, down: int) -> None:
    graph = graph_of(name, up, down)
    layer = {node.key: node.layer for node in graph.nodes}
    assert layer[name] == 0
    assert all(layer[first] < layer[last] for first, last in graph.edges)
    standing = [one for node in graph.nodes for one in (node.members or (node.key,))]
    assert len(standing) == len(set(standing)), "nobody stands twice"
    groups = {one: node.key for node in graph.nodes for one in node.members}
    drawn = set(graph.edges)
    for one in standing:
        for needed in RESULTS[one].inputs if one in RESULTS else ():
            pair = (groups.get(needed, needed), groups.get(one, one))
            if needed in standing and pair[0] != pair[1]:
                assert pair in drawn
    if len(standing) > WHOLE:
        assert len(graph.nodes) <= WHOLE + 10
    layout = lay_out(graph)
    columns: dict[int, list[float]] = {}
    for column, row in layout.places.values():
        columns.setdefault(column, []).append(row)
    for rows in columns.values():
        assert all(later - earlier > 0.99 for earlier, later in pairwise(sorted(rows))), "no node lies on another"
    for edge, bends in layout.bends.items():
        assert len(bends) == abs(layer[edge[1]] - layer[edge[0]]) - 1


def test_whole_chains_are_there_at_full_depth() -> None:
    graph = graph_of(_LARGE, 30, 0)
    standing = {one for node in graph.nodes for one in (node.members or (node.key,))}
    seen, pending = {_LARGE}, [_LARGE]
    while pending:
        for needed in RESULTS[pending.pop()].inputs:
            if needed not in seen:
                seen.add(needed)
                if needed in RESULTS:
                    pending.append(needed)
    assert standing == seen
    assert len(seen) > 300
    assert len(graph.nodes) < 45
    assert graph.hidden == len({*seen, *_after(_LARGE)}) - len(seen)


def _after(name: str) -> set[str]:
    seen: set[str] = set()
    pending = [name]
    while pending:
        for one in users().get(pending.pop(), ()):
            if one not in seen and RESULTS[one].time is None:
                seen.add(one)
                pending.append(one)
    return seen


def test_a_stage_of_a_large_graph_is_opened() -> None:
    before = graph_of(_LARGE, 30, 0)
    group = next(node for node in before.nodes if node.key.startswith("[launch:"))
    after = graph_of(_LARGE, 30, 0, {group.key})
    assert set(group.members) <= {node.key for node in after.nodes}
    layer = {node.key: node.layer for node in after.nodes}
    assert all(layer[first] < layer[last] for first, last in after.edges)


def test_sweeping_undoes_crossings() -> None:
    """Two layers joined crosswise: an order without crossings exists and is found."""
    from studio.gui.explain.chain_graph import Graph, GraphNode

    names = [f"l{at}" for at in range(6)]
    others = [f"r{at}" for at in range(6)]
    nodes = [GraphNode(name, -1) for name in names] + [GraphNode(name, 0) for name in others]
    edges = tuple((name, other) for name, other in zip(names, reversed(others), strict=True))
    before = {last: [first] for first, last in edges}
    assert crossings({-1: names, 0: others}, before) == 15
    assert lay_out(Graph("r0", tuple(nodes), edges)).crossings == 0


def test_a_long_layer_is_put_together_and_opened(dialog: ChainDialog, qtbot: QtBot) -> None:
    before = dialog.view.graph
    group = next(node for node in before.nodes if node.is_group)
    qtbot.mouseClick(dialog.view, Qt.MouseButton.LeftButton, pos=dialog.view.place_of(group.key).toPoint())
    after = dialog.view.graph
    assert group.key not in {node.key for node in after.nodes}
    assert set(group.members) <= {node.key for node in after.nodes}
    assert len(before.nodes) < len(after.nodes)
    assert any(len([node for node in before.nodes if node.layer == group.layer]) <= MOST for _ in (0,))


def test_a_click_puts_a_number_in_the_middle_and_back_goes_back(dialog: ChainDialog, qtbot: QtBot) -> None:
    view = dialog.view
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.place_of("mass.dry").toPoint())
    assert dialog.shown == "mass.dry"
    assert view.graph.centre == "mass.dry"
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert dialog.shown == "mass.satellite"
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert dialog.shown == "mass.dry"


def test_keys_walk_along_edges_and_enter(dialog: ChainDialog, qtbot: QtBot) -> None:
    view = dialog.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert (view.current, "mass.satellite") in view.graph.edges
    chosen = view.current
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert dialog.shown == chosen
    column = view.layout_of.places[view.current][0]
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.layout_of.places[view.current][0] > column
    scale = view._scale
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view._scale > scale
    qtbot.keyClick(view, Qt.Key.Key_0)
    whole = view.bounds()
    assert view.rect().adjusted(-2, -2, 2, 2).contains(
        (whole.topLeft() * view._scale + view._offset).toPoint())  # fmt: skip


def test_a_drag_moves_it_and_chooses_nothing(dialog: ChainDialog, qtbot: QtBot) -> None:
    view = dialog.view
    begin = view.place_of("mass.dry").toPoint()
    before = view.place_of("mass.dry")
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=begin)
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    for step in (20, 40):
        there = QPointF(begin) + QPointF(step, step)
        QApplication.sendEvent(view, QMouseEvent(
            QEvent.Type.MouseMove, there, view.mapToGlobal(there), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier))  # fmt: skip
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=begin + (QPointF(40, 40)).toPoint())
    assert view.place_of("mass.dry") == before + QPointF(40, 40)
    assert dialog.shown == "mass.satellite"


def test_values_follow_the_design_and_failures_show(dialog: ChainDialog, window: MainWindow) -> None:
    view, session = dialog.view, window.session
    before = view.words(view.graph.node("mass.satellite"))
    session.edit("area", lambda design: set_value(design, "array.area", 300.0))
    QApplication.processEvents()
    assert view.words(view.graph.node("mass.satellite")) != before
    session.edit("cell", lambda design: set_value(
        set_value(design, "stack.cell", "unobtainium"), "stack.cell_efficiency", None))  # fmt: skip
    QApplication.processEvents()
    assert view.state(view.graph.node("mass.satellite")) in {"failed", "outdated"}
    session.undo()
    QApplication.processEvents()
    assert view.state(view.graph.node("mass.satellite")) == "fresh"


@pytest.mark.parametrize("name", ["orbit.period", "power.margin_eol", _LARGE])
def test_the_middle_is_seen_and_readable_in_any_size(window: MainWindow, qtbot: QtBot, name: str) -> None:
    made = show_chain(window, name)
    made.up.setValue(30)
    qtbot.waitExposed(made)
    for size in ((900, 600), (1200, 700)):
        made.resize(*size)
        QApplication.processEvents()
        view = made.view
        place = view.place_of(name)
        assert view.rect().contains(place.toPoint())
        assert view._scale >= 0.6
        half = view.frame_of(name).width() * view._scale / 2
        assert half - 1 <= place.x() <= view.width() - half + 1


def test_the_depth_is_chosen(dialog: ChainDialog) -> None:
    sizes = []
    for depth in (0, 1, 3):
        dialog.up.setValue(depth)
        sizes.append(len([node for node in dialog.view.graph.nodes if node.layer < 0]))
    assert sizes[0] == 0
    assert sizes == sorted(sizes)
    dialog.down.setValue(0)
    assert all(node.layer <= 0 for node in dialog.view.graph.nodes)


def test_pictures_are_written(qtbot, dialog: ChainDialog, tmp_path: Path) -> None:
    notices = dialog.session.notices
    for name in ("chain.svg", "chain.png"):
        dialog.save_picture(tmp_path / name)
        qtbot.waitUntil(lambda name=name: bool(notices.said) and notices.said[-1].text == f"Written to {name}.")
    text = (tmp_path / "chain.svg").read_text(encoding="utf-8")
    assert "Dry mass" in text
    assert not QImage(str(tmp_path / "chain.png")).isNull()
    for name in ("chain.svg", "chain.png"):
        dialog.save_picture(tmp_path / "missing" / name)
        qtbot.waitUntil(lambda name=name: notices.said[-1].text.startswith(f"{name} cannot be written"))
        assert notices.said[-1].level == "error"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["chain.png", "chain.svg"]


def test_the_command_shows_the_chain_of_what_is_explained(window: MainWindow) -> None:
    window.explain("thermal.radiator_area")
    window.views["explain"].equation.setFocus()
    window.actions_by_name["chain"].trigger()
    dialog = window.findChild(ChainDialog)
    assert dialog is not None
    assert dialog.shown == "thermal.radiator_area"
