"""The Panel tab as a whole: cell, faces, figures, pin, and how it stands when the analysis has failed."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTableView, QWidget

from studio import catalogue
from studio.design import set_value
from studio.gui.panel.figures_model import FIGURES, change_text, figure_text
from tests.gui.panel_tab import make_panel, names, settle


def figure(view, name: str, column: int = 1) -> str:
    row = [one.name for one in FIGURES].index(name)
    return view.figures.model.index(row, column).data()


def test_figures_are_those_of_the_results(qtbot):
    view = make_panel(qtbot)
    table = view.session.table("panel")
    for one in FIGURES:
        assert figure(view, one.name) == figure_text(one.name, getattr(table, one.name.partition(".")[2]))
    assert figure(view, "panel.temperature").endswith("°C")
    before = figure(view, "panel.specific_power_bol")
    view.session.edit("thinner", lambda design: set_value(design, "stack.layers[cover].thickness", 20e-6))
    settle()
    assert float(figure(view, "panel.specific_power_bol").split()[0]) > float(before.split()[0])


def test_a_figure_explains_itself_by_click_and_by_key(qtbot):
    view = make_panel(qtbot)
    table = view.figures.table
    with qtbot.waitSignal(view.explain_requested) as asked:
        place = table.visualRect(view.figures.model.index(3, 0)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [FIGURES[3].name]
    table.setCurrentIndex(view.figures.model.index(6, 0))
    with qtbot.waitSignal(view.explain_requested) as asked:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == [FIGURES[6].name]


def test_pinned_figures_stay_and_show_the_change(qtbot):
    view = make_panel(qtbot)
    before = figure(view, "panel.areal_mass")
    history = view.session.document.history
    view.findChild(QAbstractButton, "panel-pin").click()
    assert figure(view, "panel.areal_mass", 2) == before
    assert figure(view, "panel.areal_mass", 3) == "="
    assert view.session.document.history == history
    view.session.edit("thicker", lambda design: set_value(design, "stack.layers[cover].thickness", 300e-6))
    settle()
    assert figure(view, "panel.areal_mass", 2) == before
    assert figure(view, "panel.areal_mass", 3).startswith("+")
    row = [one.name for one in FIGURES].index("panel.areal_mass")
    ink = view.figures.model.index(row, 3).data(Qt.ItemDataRole.ForegroundRole)
    assert ink.name() == view.session.theme.colours.red
    view.findChild(QAbstractButton, "panel-unpin").click()
    assert figure(view, "panel.areal_mass", 2) == ""
    assert view.figures.table.isColumnHidden(2)


def test_changes_read_as_kelvins_and_per_cent():
    assert change_text("panel.temperature", 310.0, 300.0) == "+10 K"
    assert change_text("panel.areal_mass", 1.5, 1.0) == "+50 %"
    assert change_text("panel.areal_mass", 1.0, 2.0).lstrip("-−") == "50 %"
    assert change_text("panel.areal_mass", 1.0, 1.0) == "="


def test_the_insight_names_the_heaviest_layer(qtbot):
    view = make_panel(qtbot)
    insight = view.shares.insight
    assert "“core”" in insight.text()
    panel = view.session.table("panel")
    core = next(layer for layer in view.session.design.stack.layers if layer.name == "core")
    lighter = panel.power_density_bol / (panel.areal_mass - core.thickness * core.density * core.coverage / 2)
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
    assert view.session.table("panel").efficiency_cell == known.efficiency.value
    view.session.undo()
    assert view.session.design == before
    assert box.currentData() == before.stack.cell


def test_an_override_counts_until_it_is_emptied(qtbot):
    view = make_panel(qtbot)
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
        compact = size[0] < 1000
        assert [view.tabs.tabText(n) for n in range(view.tabs.count())] == (
            ["Layers", "Figures", "Cell"] if compact else ["Layers"]
        )
    assert view.cell.isVisible()
    assert view.figures.isVisible()
    assert view.findChild(QTableView, "layer-table").isVisible()


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
