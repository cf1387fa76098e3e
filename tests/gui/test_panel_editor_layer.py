"""The properties of the selected layer: rows that follow the selection, the material search, and the junction."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from studio import catalogue, text
from studio.design import Issue
from studio.design.quantity import ELECTRONVOLT
from studio.document.presets import preset
from studio.gui.panel.edits import with_field, with_name, without
from studio.gui.panel.junction_edits import with_junction_field
from studio.gui.panel.layer_panel import LayerPanel
from tests.gui.panel_editor import make_session, place_of, tandem


@pytest.fixture
def panel(qtbot) -> Iterator[LayerPanel]:
    session, selection = make_session()
    made = LayerPanel(session, selection)
    qtbot.addWidget(made)
    made.resize(380, 900)
    made.show()
    session.start()
    QApplication.processEvents()
    yield made
    session.close()


def select(panel: LayerPanel, name: str) -> int:
    place = place_of(panel.session.design, name)
    panel._selection.select(place)
    return place


def type_in(qtbot, row, typed: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    row.edit.setFocus()
    row.edit.selectAll()
    qtbot.keyClicks(row.edit, typed)
    qtbot.keyClick(row.edit, key)


def test_the_rows_show_the_selected_layer(panel):
    select(panel, "cover")
    assert panel.rows["name"].edit.text() == "cover"
    assert panel.rows["thickness"].edit.text() == "100"
    assert panel.rows["thickness"].unit == "µm"
    assert panel.material.edit.text() == catalogue.material("cover-glass").name
    assert panel.rows["role"].box.currentText() == "Cover"
    assert panel.optics.box.currentText() == "Auto: slab"
    assert "300 nm to 50 µm" in panel.material.origin.text()
    assert panel.junction_button.text() == "Make this a junction"
    assert not panel.gap.isVisible()
    select(panel, "perovskite")
    assert panel.optics.box.currentText() == "Auto: film"
    assert panel.gap.isVisible()
    assert panel.gap.edit.text() == "1.68"
    assert panel.gap.shift.text() == "n and k shifted by −10 meV"
    assert panel.rows["junction.collection"].edit.text() == "98"


def test_the_unit_of_the_thickness_follows_its_size(qtbot, panel):
    select(panel, "cover")
    row = panel.rows["thickness"]
    type_in(qtbot, row, "90 nm")
    assert panel.layer.thickness == pytest.approx(90e-9)
    assert (row.edit.text(), row.unit, row.unit_button.text()) == ("90", "nm", "nm")
    type_in(qtbot, row, "95")
    assert panel.layer.thickness == pytest.approx(95e-9)
    type_in(qtbot, row, "2 mm")
    assert (row.edit.text(), row.unit) == ("2", "mm")
    assert len(panel.session.document.history) == 3
    panel.session.undo()
    assert (row.edit.text(), row.unit) == ("95", "nm")


def test_dragging_the_slider_is_live_and_one_step(qtbot, panel):
    place = select(panel, "cover")
    slider, before = panel.rows["thickness"].slider, panel.session.design
    seen = []
    panel.session.design_changed.connect(lambda: seen.append(panel.layer.thickness))
    middle = slider.height() // 2
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, middle))
    for x in range(slider.width() // 2, slider.width() - 8, 12):
        QTest.mouseMove(slider, QPoint(x, middle))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 8, middle))
    assert len(seen) > 3
    assert seen == sorted(seen)
    assert seen[-1] > 1e3 * seen[0]
    assert panel.session.document.history == ("Change cover: Thickness",)
    panel.session.undo()
    assert panel.session.design == before
    assert panel.session.design.stack.layers[place].thickness == 1e-4


def test_a_refusal_stands_beneath_its_field_and_goes_with_the_selection(qtbot, panel):
    select(panel, "cover")
    row = panel.rows["coverage"]
    type_in(qtbot, row, "120")
    assert "above 100 %" in row.message.text()
    assert row.edit.text() == "120"
    assert panel.layer.coverage == 0.9
    select(panel, "silicon")
    assert row.edit.text() == "90"
    assert not row.message.isVisible()


def test_the_name_is_changed_and_the_selection_stays(qtbot, panel):
    place = select(panel, "cover")
    type_in(qtbot, panel.rows["name"], "window")
    assert panel.session.design.stack.layers[place].name == "window"
    assert panel._selection.name == "window"
    type_in(qtbot, panel.rows["thickness"], "80")
    assert panel.session.design.stack.layers[place].thickness == pytest.approx(80e-6)
    type_in(qtbot, panel.rows["name"], "silicon")
    assert "Two layers" in panel.rows["name"].message.text()


def test_a_layer_named_like_a_place_is_edited_itself(qtbot, panel):
    panel.session.edit("rename", lambda design: with_name(design, 1, "5"))
    panel.session.edit("rename", lambda design: with_name(design, 2, "glue [a]"))
    panel._selection.select(5)
    type_in(qtbot, panel.rows["thickness"], "50 nm")
    panel._selection.select(2)
    type_in(qtbot, panel.rows["thickness"], "40 µm")
    layers = panel.session.design.stack.layers
    assert [layers[n].thickness for n in (1, 2, 5)] == pytest.approx([1e-4, 4e-5, 5e-8])


def test_a_material_is_found_by_typing(qtbot, panel):
    select(panel, "cover")
    line = panel.material.edit
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "silica")
    found = line.completer().completionModel()
    assert found.rowCount() >= 1
    line.completer().popup().hide()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    silica = catalogue.material("fused-silica")
    assert "could be" in panel.material.message.text()
    line.selectAll()
    qtbot.keyClicks(line, "fused")
    line.completer().popup().hide()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert panel.layer.material == "fused-silica"
    assert panel.layer.density == silica.density.value
    assert line.text() == silica.name
    assert not panel.material.message.isVisible()
    panel.session.undo()
    assert line.text() == catalogue.material("cover-glass").name


def test_the_completer_finds_roles_and_gives_ids(panel):
    select(panel, "cover")
    completer = panel.material.edit.completer()
    completer.setCompletionPrefix("adhesive")
    model = completer.completionModel()
    names = {model.index(row, 0).data() for row in range(model.rowCount())}
    assert catalogue.material("silicone").name in names
    completer.activated[type(model.index(0, 0))].emit(model.index(0, 0))
    assert catalogue.material(panel.layer.material).role == "adhesive"


def test_an_unknown_material_is_refused_and_escape_takes_it_back(qtbot, panel):
    select(panel, "cover")
    before, row = panel.session.design, panel.material
    row.take("unobtainium")
    assert "no material “unobtainium”" in row.message.text()
    assert panel.session.design is before
    qtbot.keyClick(row.edit, Qt.Key.Key_Escape)
    assert row.edit.text() == catalogue.material("cover-glass").name
    assert not row.message.isVisible()
    row.take(catalogue.material("cover-glass").name)
    assert panel.session.design is before


def test_a_junction_is_made_and_removed_in_one_step_each(qtbot, panel):
    select(panel, "cover")
    before = panel.session.design
    qtbot.mouseClick(panel.junction_button, Qt.MouseButton.LeftButton)
    assert panel.layer.junction.band_gap == pytest.approx(1.12 * ELECTRONVOLT)
    assert panel.gap.isVisible()
    assert not panel.gap.slider.isVisible()
    type_in(qtbot, panel.gap, "1.3")
    assert panel.layer.junction.band_gap == pytest.approx(1.3 * ELECTRONVOLT)
    qtbot.mouseClick(panel.junction_button, Qt.MouseButton.LeftButton)
    assert panel.session.design == before
    assert panel.session.document.history == (
        "Make cover a junction", "Change cover: Band gap", "Remove the junction of cover",
    )  # fmt: skip


def test_the_slider_of_the_gap_spans_what_the_material_can_do(panel):
    select(panel, "perovskite")
    slider = panel.gap.slider
    assert slider.isVisible()
    slider.setValue(slider.maximum())
    assert panel.layer.junction.band_gap == pytest.approx(1.85 * ELECTRONVOLT, rel=1e-3)
    slider.setValue(slider.minimum())
    assert panel.layer.junction.band_gap == pytest.approx(1.5 * ELECTRONVOLT, rel=1e-3)
    select(panel, "silicon")
    assert not slider.isVisible()


def test_radiative_efficiency_slides_over_decades(panel):
    place = select(panel, "perovskite")
    slider = panel.rows["junction.radiative_efficiency"].slider
    slider.setValue(slider.maximum() // 2)
    half = panel.session.design.stack.layers[place].junction.radiative_efficiency
    assert 3e-5 < half < 3e-4
    slider.setValue(slider.maximum())
    assert panel.session.design.stack.layers[place].junction.radiative_efficiency == 1.0


def test_what_the_optics_found_odd_stands_under_the_material(qtbot, panel):
    place = select(panel, "silicon")
    odd = Issue("warning", "stack.layers[silicon].material", "n and k end early")
    gap = Issue("warning", "stack.layers[silicon].junction.band_gap", "it limits the current")
    object.__setattr__(panel.session.table("optics"), "issues", (odd,))
    object.__setattr__(panel.session.table("cell"), "issues", (gap,))
    panel.session.outcome_changed.emit("cell")
    assert "N and k end early" in panel.material.message.text()
    assert "It limits the current" in panel.gap.message.text()
    assert place == panel._selection.index
    select(panel, "cover")
    assert not panel.material.message.isVisible()


def test_a_data_sheet_says_that_the_junction_does_not_count(qtbot):
    session, selection = make_session(preset("shell-30deg"))
    made = LayerPanel(session, selection)
    qtbot.addWidget(made)
    made.show()
    selection.select(place_of(session.design, "cell"))
    assert "no electricity" in made.hint.text()
    assert not made.rows["light_path"].edit.isEnabled()
    made.junction_button.click()
    assert "data sheet" in made.hint.text()
    session.close()


def test_undo_of_a_layer_under_the_hand_is_harmless(qtbot, panel):
    last = len(panel.session.design.stack.layers) - 1
    panel._selection.select(last)
    row = panel.rows["density"]
    panel.session.edit("other", lambda design: preset("ai1-120kw"))
    type_in(qtbot, row, "1234")
    assert panel.layer.density == 1234.0
    assert panel.layer.name == panel.rows["name"].edit.text()


def test_the_keyboard_reaches_every_row(panel):
    select(panel, "perovskite")
    panel.focus_field("junction.band_gap")
    assert panel.gap.edit.isVisible()
    for row in panel.rows.values():
        assert row.editor.accessibleName()
        assert row.editor.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_every_text_is_translated(qtbot):
    text.use_language(text.PSEUDO)
    session, selection = make_session()
    made = LayerPanel(session, selection)
    qtbot.addWidget(made)
    made.show()
    session.start()
    selection.select(place_of(session.design, "perovskite"))
    plain = [
        words for child in made.findChildren(QWidget)
        if hasattr(child, "text") and callable(child.text) and not hasattr(child, "setReadOnly")
        and child.objectName().partition(":")[0] != "unit" and (words := child.text()) and "‹" not in words
    ]  # fmt: skip
    assert plain == [made.material.origin.text()] * (made.material.origin.text() in plain)
    text.use_language("en")
    session.close()


@pytest.mark.parametrize("width", [300, 420])
def test_nothing_is_wider_than_the_page(qtbot, width):
    session, selection = make_session()
    made = LayerPanel(session, selection)
    qtbot.addWidget(made)
    made.resize(width, 500)
    made.show()
    selection.select(place_of(session.design, "perovskite"))
    QApplication.processEvents()
    page = made.widget()
    assert page.width() <= made.viewport().width()
    for row in made.rows.values():
        for child in row.findChildren(QWidget):
            if child.isVisible():
                right = child.mapTo(page, QPoint(child.width(), 0)).x()
                assert right <= page.width(), child.objectName()
    session.close()


def test_values_follow_edits_from_elsewhere(panel):
    place = select(panel, "perovskite")
    panel.session.edit("a", lambda design: with_field(design, place, "thickness", 3e-7))
    assert (panel.rows["thickness"].edit.text(), panel.rows["thickness"].unit) == ("300", "nm")
    gap = 1.6 * ELECTRONVOLT
    panel.session.edit("b", lambda design: with_junction_field(design, place, "band_gap", gap))
    assert panel.gap.edit.text() == "1.6"
    assert "−90 meV" in panel.gap.shift.text()
    assert tandem().stack.layers[place].thickness == 1e-6


def test_what_was_being_typed_goes_with_the_layer_that_is_removed(qtbot, panel):
    place = select(panel, "perovskite")
    panel.activateWindow()
    panel.rows["thickness"].edit.setFocus()
    qtbot.keyClicks(panel.rows["thickness"].edit, "77")
    layers = panel.session.design.stack.layers
    assert panel.rows["thickness"].edit.is_typing
    panel.session.edit("remove", lambda design: without(design, place))
    QApplication.processEvents()
    assert panel.layer == layers[place + 1]
    assert not panel.rows["thickness"].edit.is_typing
    panel.rows["coverage"].edit.setFocus()
    QApplication.processEvents()
    assert panel.session.design.stack.layers == layers[:place] + layers[place + 1 :]
