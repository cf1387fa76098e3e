"""The cross-section: what the mouse and the keys do to the layers, and that it draws them."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from studio.gui.panel.bands import BandScale, dragged
from studio.gui.panel.edits import without
from tests.gui.panel_tab import band_point, drag, edge_point, make_panel, move, names, settle, thickness


def test_heights_are_the_logarithm_of_the_thickness():
    scale = BandScale.fitting([1e-7, 1e-4, 2e-2], 400.0, 20.0, 4.0, 60.0)
    assert scale.height(1e-7) == pytest.approx(20.0)
    assert scale.height(1e-5) - scale.height(1e-6) == pytest.approx(scale.decade)
    assert scale.edges([1e-7, 1e-4, 2e-2])[-1] == pytest.approx(400.0)
    assert BandScale.fitting([1e-7, 1e-4], 10.0, 20.0, 4.0, 60.0).decade == 4.0


def test_a_dragged_thickness_is_round_and_within_the_bounds():
    assert dragged(50e-6, 1.0, 2, 1e-9, 0.2) == pytest.approx(500e-6)
    assert dragged(50e-6, 0.1, 2, 1e-9, 0.2) == pytest.approx(63e-6)
    assert dragged(50e-6, 9.0, 2, 1e-9, 0.2) == 0.2
    assert dragged(50e-6, -9e9, 2, 1e-9, 0.2) == 1e-9


def test_click_and_arrow_keys_select(qtbot):
    view = make_panel(qtbot)
    qtbot.mouseClick(view.section, Qt.MouseButton.LeftButton, pos=band_point(view, 3))
    assert view.selection.index == 3
    qtbot.keyClick(view.section, Qt.Key.Key_Down)
    assert view.selection.index == 4
    qtbot.keyClick(view.section, Qt.Key.Key_End)
    assert view.selection.index == len(names(view)) - 1
    qtbot.keyClick(view.section, Qt.Key.Key_Down)
    assert view.selection.index == len(names(view)) - 1
    qtbot.keyClick(view.section, Qt.Key.Key_Home)
    assert view.selection.index == 0
    assert view.table.view.currentIndex().row() == 0
    assert names(view)[0] in view.section.accessibleDescription()


def test_dragging_a_band_moves_the_layer_in_one_step(qtbot):
    view = make_panel(qtbot)
    before = names(view)
    drag(view.section, band_point(view, 1), band_point(view, 4) + QPoint(0, 12))
    wanted = [before[0], *before[2:5], before[1], *before[5:]]
    assert names(view) == wanted
    assert names(view)[view.selection.index] == before[1]
    assert view.session.document.history == ("Move a layer",)
    view.session.undo()
    assert names(view) == before
    assert names(view)[view.selection.index] == before[1]


def test_escape_gives_a_drag_up(qtbot):
    view = make_panel(qtbot)
    before = view.session.design
    drag(view.section, band_point(view, 1), band_point(view, 5), release=False)
    qtbot.keyClick(view.section, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view.section, Qt.MouseButton.LeftButton, pos=band_point(view, 5))
    assert view.session.design is before


def test_pulling_an_edge_is_live_and_one_step(qtbot):
    view = make_panel(qtbot)
    cover = names(view).index("cover")
    before = view.session.design
    start = edge_point(view, cover)
    seen = []
    view.session.design_changed.connect(lambda: seen.append(thickness(view, "cover")))
    drag(view.section, start, start + QPoint(0, 30), steps=6)
    assert len(seen) >= 4
    assert seen == sorted(seen)
    assert thickness(view, "cover") > 1.5 * before.stack.layers[cover].thickness
    assert len(view.session.document.history) == 1
    view.session.undo()
    assert view.session.design == before


def test_pulling_there_and_back_leaves_nothing(qtbot):
    view = make_panel(qtbot)
    start = edge_point(view, 2)
    drag(view.section, start, start + QPoint(0, 25), release=False)
    drag_back = start

    move(view.section, drag_back)
    qtbot.mouseRelease(view.section, Qt.MouseButton.LeftButton, pos=drag_back)
    assert view.session.document.history == ()


def test_keys_edit_the_layers(qtbot):
    view = make_panel(qtbot)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.section.setFocus()
    settle()
    before = names(view)
    view.select_layer(1)
    qtbot.keyClick(view.section, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(view)[:3] == [before[0], before[2], before[1]]
    qtbot.keyClick(view.section, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(view) == before
    qtbot.keyClick(view.section, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert names(view)[1:3] == ["cover", "cover 2"]
    assert view.selection.index == 2
    qtbot.keyClick(view.section, Qt.Key.Key_Delete)
    assert names(view) == before
    was = thickness(view, before[2])
    view.select_layer(2)
    for _ in range(3):
        qtbot.keyClick(view.section, Qt.Key.Key_Right)
    assert thickness(view, before[2]) == pytest.approx(was * 1.05**3, rel=0.02)
    view.session.undo()
    assert thickness(view, before[2]) == was


def test_insert_asks_for_a_material(qtbot):
    view = make_panel(qtbot)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.section.setFocus()
    settle()
    view.select_layer(0)
    qtbot.keyClick(view.section, Qt.Key.Key_Insert)
    dialog = view.layer_actions.materials
    assert dialog.isVisible()
    qtbot.keyClicks(dialog.search, "silica")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    layer = view.session.design.stack.layers[1]
    assert (layer.material, layer.role) == ("fused-silica", "cover")
    assert view.selection.index == 1


def test_thickness_is_typed_where_it_is_drawn(qtbot):
    view = make_panel(qtbot)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    place = names(view).index("core")
    qtbot.mouseDClick(view.section, Qt.MouseButton.LeftButton, pos=band_point(view, place))
    editor = view.section.editor
    assert editor.isVisible()
    assert editor.text() == "20 mm"
    editor.selectAll()
    qtbot.keyClicks(editor, "1.2 parsec")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.isVisible()
    assert editor.text() == "1.2 parsec"
    assert "parsec" in view.message.text()
    assert thickness(view, "core") == 0.02
    editor.selectAll()
    qtbot.keyClicks(editor, "15")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert thickness(view, "core") == pytest.approx(0.015)
    assert not editor.isVisible()
    assert not view.message.isVisible()
    view.section.edit_thickness()
    qtbot.keyClicks(editor, "3")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert thickness(view, "core") == pytest.approx(0.015)


@pytest.mark.parametrize("stays", [True, False])
def test_what_is_typed_goes_to_the_layer_it_is_typed_on_wherever_that_is_by_then(qtbot, stays: bool):
    view = make_panel(qtbot)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    place = names(view).index("core")
    qtbot.mouseDClick(view.section, Qt.MouseButton.LeftButton, pos=band_point(view, place))
    editor = view.section.editor
    editor.selectAll()
    qtbot.keyClicks(editor, "15")
    before = view.session.design.stack.layers
    view.session.edit("another way", lambda design: without(design, place - stays))
    assert [layer.name for layer in before if layer.name not in names(view)] == [before[place - stays].name]
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert not editor.isVisible()
    after = {layer.name: layer.thickness for layer in view.session.design.stack.layers}
    assert after == {layer.name: 0.015 if layer.name == "core" else layer.thickness for layer in before
                     if layer.name in after}  # fmt: skip


def test_undo_under_the_pointer_is_harmless(qtbot):
    view = make_panel(qtbot)
    view.select_layer(len(names(view)) - 1)
    view.layer_actions.duplicate()
    settle()
    last = len(names(view)) - 1
    start = edge_point(view, last)
    drag(view.section, start, start + QPoint(0, 6), release=False)
    view.session.undo()
    view.session.undo()
    assert len(names(view)) == last
    drag(view.section, start, start + QPoint(0, 16))
    assert len(names(view)) == last


@pytest.mark.parametrize("dark", [True, False])
def test_every_layer_is_drawn_in_its_own_colour_with_gaps(qtbot, dark):
    view = make_panel(qtbot, dark=dark, size=(2400, 1200))
    picture = view.section.grab().toImage()
    ratio = picture.devicePixelRatio()
    places, layers = view.section.places, view.session.design.stack.layers
    surface = QColor(view.session.theme.colours.window)
    by_role = {}
    for position, layer in enumerate(layers):
        band = places.band(position)
        row = [picture.pixelColor(int(x * ratio), int(band.center().y() * ratio))
               for x in range(int(band.left()) + 3, int(band.right()) - 2)]  # fmt: skip
        empty = sum(pixel == surface for pixel in row) / len(row)
        assert empty == pytest.approx(1 - layer.coverage, abs=0.06), layer.name
        filled = [pixel for pixel in row if pixel != surface]
        by_role.setdefault(layer.role, []).append(sum(pixel.hue() for pixel in filled) / len(filled))
    assert len({round(hues[0]) for hues in by_role.values()}) == len(by_role)


def test_a_new_theme_repaints(qtbot):
    view = make_panel(qtbot, dark=True)
    dark = view.section.grab().toImage()
    view.session.theme.use(False)
    settle()
    light = view.section.grab().toImage()
    spot = view.section.places.row(1).center().toPoint() * dark.devicePixelRatio()
    assert abs(light.pixelColor(spot).lightness() - dark.pixelColor(spot).lightness()) > 100


def test_the_picture_follows_a_layer_that_is_carried_beyond_it(qtbot):
    view = make_panel(qtbot, size=(640, 400))
    bar = view.section.parentWidget().parentWidget().verticalScrollBar()
    assert bar.maximum() > 0
    last = len(names(view)) - 1
    assert bar.value() == 0
    drag(view.section, band_point(view, 0), band_point(view, last) + QPoint(0, 14), steps=8)
    assert names(view)[last] == "coating"
    assert bar.value() == bar.maximum()
