"""The Panel tab as a whole: cell, faces, figures, pin, and how it stands when the analysis has failed."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTableView, QWidget

from studio import catalogue
from studio.design import set_value
from studio.gui.panel.compare.figures import FIGURES, figure_text
from tests.gui.panel_tab import make_panel, names, settle


def figure(view, name: str, kind: str = "value", letter: str = "") -> str:
    model = view.figures.model
    return model.index(model.row_of(name), model.column_of(kind, letter)).data()


def test_figures_are_those_of_the_results(qtbot):
    view = make_panel(qtbot)
    results = view.session.results()
    for one in FIGURES:
        assert figure(view, one.name) == figure_text(one, results)
    assert figure(view, "panel.temperature").endswith("°C")
    before = figure(view, "panel.specific_power_operating_bol")
    view.session.edit("thinner", lambda design: set_value(design, "stack.layers[cover].thickness", 20e-6))
    settle()
    assert float(figure(view, "panel.specific_power_operating_bol").split()[0]) > float(before.split()[0])


def test_a_figure_explains_itself_by_click_and_by_key(qtbot):
    view = make_panel(qtbot)
    table, model = view.figures.table, view.figures.model
    with qtbot.waitSignal(view.explain_requested) as asked:
        place = table.visualRect(model.index(model.row_of("panel.efficiency_cell"), 0)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ["panel.efficiency_cell"]
    table.setCurrentIndex(model.index(model.row_of("panel.areal_mass"), 0))
    with qtbot.waitSignal(view.explain_requested) as asked:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == ["panel.areal_mass"]


def test_pinned_figures_stay_and_show_the_change(qtbot):
    view = make_panel(qtbot)
    before = figure(view, "panel.areal_mass")
    history = view.session.document.history
    view.findChild(QAbstractButton, "panel-pin").click()
    assert figure(view, "panel.areal_mass", "value", "A") == before
    assert figure(view, "panel.areal_mass", "change") == "="
    assert view.session.document.history == history
    view.session.edit("thicker", lambda design: set_value(design, "stack.layers[cover].thickness", 300e-6))
    settle()
    assert figure(view, "panel.areal_mass", "value", "A").endswith(before)
    assert figure(view, "panel.areal_mass", "change").startswith("+")
    model = view.figures.model
    ink = model.index(model.row_of("panel.areal_mass"), model.column_of("change")).data(Qt.ItemDataRole.ForegroundRole)
    assert ink.name() == view.session.theme.colours.red
    view.figures.bar.menu_action("A", "remove").trigger()
    assert model.columnCount() == 2


def test_the_insight_names_the_heaviest_layer(qtbot):
    view = make_panel(qtbot)
    insight = view.shares.insight
    assert "“core”" in insight.text()
    panel = view.session.table("panel")
    core = next(layer for layer in view.session.design.stack.layers if layer.name == "core")
    lighter = panel.power_density_operating_bol / (panel.areal_mass - core.thickness * core.density * core.coverage / 2)
    assert f"{lighter:.3g} W/kg" in insight.text()
    view.session.edit("thick", lambda design: set_value(design, "stack.layers[cover].thickness", 3e-3))
    settle()
    assert "“cover”" in insight.text()


def test_a_click_in_the_mass_bar_selects(qtbot):
    view = make_panel(qtbot)
    core = names(view).index("core")
    bar = view.shares.bar
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.piece(core).center().toPoint())
    assert view.selection.index == core


def test_choosing_a_cell_is_one_step(qtbot):
    view = make_panel(qtbot)
    before = view.session.design
    box = view.findChild(QComboBox, "panel-cell")
    assert box.currentData() == before.stack.cell
    place = box.findData("hjt-si")
    assert "%" in box.itemText(place)
    box.activated.emit(place)
    settle()
    assert view.session.design.stack.cell == "hjt-si"
    assert box.currentIndex() == place
    assert len(view.session.document.history) == 1
    known = catalogue.cell("hjt-si")
    assert known.efficiency.source in view.cell.facts.text()
    assert figure(view, "panel.efficiency_bol") != ""
    assert view.session.results()["panel.efficiency_cell"] == known.efficiency.value
    view.session.undo()
    assert view.session.design == before
    assert box.currentData() == before.stack.cell


def test_an_override_counts_until_it_is_emptied(qtbot):
    view = make_panel(qtbot)
    view.show_page("cell")
    edit = view.findChild(QLineEdit, "panel-edit:stack.cell_efficiency")
    assert edit.text() == ""
    assert "31.8" in edit.placeholderText()
    edit.setFocus()
    qtbot.keyClicks(edit, "25")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert view.session.design.stack.cell_efficiency == pytest.approx(0.25)
    edit.selectAll()
    qtbot.keyClicks(edit, "80")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "80"
    assert view.cell.message.isVisible()
    assert view.session.design.stack.cell_efficiency == pytest.approx(0.25)
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert view.session.design.stack.cell_efficiency is None
    assert not view.cell.message.isVisible()


def test_a_face_slider_is_one_step(qtbot):
    view = make_panel(qtbot)
    slider = view.front.absorptance.slider
    before = view.session.design.stack.front.absorptance
    slider.setSliderDown(True)
    for position in (900, 800, 700):
        slider.setValue(position)
    slider.setSliderDown(False)
    assert view.session.design.stack.front.absorptance == pytest.approx(0.7, abs=0.01)
    assert len(view.session.document.history) == 1
    view.session.undo()
    assert view.session.design.stack.front.absorptance == before
    assert view.front.absorptance.edit.text() == f"{before:g}"


def test_the_editor_works_on_while_the_analysis_has_failed(qtbot):
    view = make_panel(qtbot)
    view.session.edit("impossible", lambda design: set_value(design, "stack.front.absorptance", 0.05))
    settle()
    assert view.session.status("panel") == "failed"
    assert view.figures.face == "failed"
    view.select_layer(1)
    view.layer_actions.duplicate()
    settle()
    assert names(view)[2] == "cover 2"
    assert view.section.isEnabled()
    view.session.undo()
    view.session.undo()
    settle()
    assert view.figures.face == "fresh"


def test_the_last_layer_stays(qtbot):
    view = make_panel(qtbot)
    while len(names(view)) > 1:
        view.layer_actions.remove()
    assert not view.layer_actions.by_name["remove"].isEnabled()
    view.layer_actions.remove()
    assert len(names(view)) == 1
    assert view.table.message.isVisible()
    assert "whole panel" in view.shares.insight.text()


@pytest.mark.parametrize("size", [(640, 420), (1000, 640), (1700, 1000)])
@pytest.mark.parametrize("name", ["shell-30deg", "suncatcher-cluster"])
def test_nothing_is_clipped_at_any_size(qtbot, size, name):
    view = make_panel(qtbot, name, size)
    assert (view.width(), view.height()) == size
    whole = QRect(QPoint(0, 0), view.size())
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    for widget in view.findChildren(QWidget):
        if isinstance(widget, kinds) and widget.isVisible() and not _in_scroll_area(widget, view):
            place = QRect(widget.mapTo(view, QPoint(0, 0)), widget.size())
            assert whole.contains(place), widget.objectName()
    assert view.section.visibleRegion().boundingRect().height() > 5 * view.fontMetrics().height()


def test_changing_the_size_keeps_every_part(qtbot):
    view = make_panel(qtbot)
    for size in ((640, 420), (1700, 1000), (640, 420), (1700, 1000)):
        view.resize(*size)
        settle()
        assert ("figures" in view.pages.names()) == (size[0] < 1000)
    assert view.figures.isVisible()
    assert view.merits.isVisible()
    assert view.findChild(QTableView, "layer-table").isVisible()
    for name in view.pages.names():
        view.show_page(name)
        settle()
        assert view.pages.page(name).isVisible()
        assert (view.width(), view.height()) == (1700, 1000)


def test_the_pages_are_reached_by_keys(qtbot):
    view = make_panel(qtbot, size=(640, 420))
    view.activateWindow()
    first = view.pages.bar.buttons["layers"]
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert view.pages.current == "layer"


def test_a_field_of_a_layer_is_shown_where_it_is_edited(qtbot):
    view = make_panel(qtbot)
    last = names(view)[-1]
    view.show_field(f"stack.layers[{last}].thickness")
    assert view.pages.current == "layer"
    assert view.layer.layer.name == last


def test_everything_that_takes_the_keyboard_has_a_name(qtbot):
    view = make_panel(qtbot)
    for widget in view.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        if takes and isinstance(widget, QLineEdit | QComboBox | QTableView):
            assert widget.accessibleName(), widget.objectName()


def _in_scroll_area(widget, view) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not view:
        if parent.objectName() == "qt_scrollarea_viewport":
            return True
        parent = parent.parentWidget()
    return False
