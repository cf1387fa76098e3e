"""The layer table and the pure edits behind it: units, refusals, materials, cells, and what becomes of sources."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate

from studio import catalogue
from studio.design import DesignError
from studio.document.presets import preset
from studio.gui.panel.columns import COLUMNS
from studio.gui.panel.edits import with_cell, with_material, with_name, with_new_layer, with_text, without
from tests.gui.panel_tab import make_panel, names, settle


def cell_of(view, row: int, field: str):
    place = next(n for n, column in enumerate(COLUMNS) if column.field == field)
    return view.table.model.index(row, place)


def type_in(qtbot, view, index, text: str) -> None:
    view.table.view.setCurrentIndex(index)
    view.table.view.edit(index)
    editor = view.table.view.findChild(object, f"layer-{COLUMNS[index.column()].field}-editor")
    line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle()


def test_numbers_are_typed_with_units(qtbot):
    view = make_panel(qtbot)
    index = cell_of(view, 1, "density")
    type_in(qtbot, view, index, "2.2 g/cm^3")
    assert view.session.design.stack.layers[1].density == pytest.approx(2200.0)
    assert index.data() == "2200"
    type_in(qtbot, view, cell_of(view, 1, "thickness"), "75")
    assert view.session.design.stack.layers[1].thickness == pytest.approx(75e-6)
    type_in(qtbot, view, cell_of(view, 1, "coverage"), "50")
    assert view.session.design.stack.layers[1].coverage == pytest.approx(0.5)
    assert len(view.session.document.history) == 3


def test_a_refused_text_stays_with_its_reason_until_something_else_is_typed(qtbot):
    view = make_panel(qtbot)
    before = view.session.design
    index = cell_of(view, 1, "density")
    type_in(qtbot, view, index, "heavy")
    assert index.data() == "heavy"
    assert "cover, density" in view.table.message.text().lower()
    assert view.table.message.isVisible()
    assert index.data(Qt.ItemDataRole.ForegroundRole).name() == view.session.theme.colours.red
    assert view.session.design is before
    type_in(qtbot, view, index, "99999999")
    assert index.data() == "99999999"
    type_in(qtbot, view, index, "2500")
    assert index.data() == "2500"
    assert not view.table.message.isVisible()


def test_escape_takes_a_refused_text_back(qtbot):
    view = make_panel(qtbot)
    index = cell_of(view, 1, "name")
    type_in(qtbot, view, index, names(view)[0])
    assert "two layers" in view.table.message.text().lower()
    view.table.view.edit(index)
    editor = view.table.view.findChild(object, "layer-name-editor")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    settle()
    assert index.data() == "cover"
    assert not view.table.message.isVisible()


def test_an_edit_elsewhere_leaves_typing_alone(qtbot):
    view = make_panel(qtbot)
    index = cell_of(view, 1, "thickness")
    view.table.view.setCurrentIndex(index)
    view.table.view.edit(index)
    editor = view.table.view.findChild(object, "layer-thickness-editor")
    editor.selectAll()
    qtbot.keyClicks(editor, "12")
    view.session.edit("elsewhere", lambda design: with_text(design, 1, "thickness", "90 µm", None))
    settle()
    assert editor.text() == "12"
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert view.session.design.stack.layers[1].thickness == pytest.approx(12e-6)


def test_a_material_brings_its_numbers_in_one_step(qtbot):
    view = make_panel(qtbot)
    before = view.session.design
    index = cell_of(view, 1, "material")
    view.table.view.edit(index)
    box = view.table.view.findChild(object, "layer-material-editor")
    box.setCurrentIndex(box.findData("fused-silica"))
    box.activated.emit(box.currentIndex())
    settle()
    layer, silica = view.session.design.stack.layers[1], catalogue.material("fused-silica")
    assert layer.material == "fused-silica"
    assert (layer.density, layer.specific_heat, layer.conductivity) == (
        silica.density.value, silica.specific_heat.value, silica.conductivity.value
    )  # fmt: skip
    assert layer.thickness == before.stack.layers[1].thickness
    assert silica.density.source in cell_of(view, 1, "density").data(Qt.ItemDataRole.ToolTipRole)
    view.session.undo()
    assert view.session.design == before


def test_a_choice_from_a_list_whose_cell_is_closed_is_nothing(qtbot):
    """Its list may still be open when the table lets go of the cell; Qt warned of an editor that is not the table's."""
    view = make_panel(qtbot)
    before = view.session.design
    view.table.view.edit(cell_of(view, 1, "optics"))
    box = view.table.view.findChild(object, "layer-optics-editor")
    view.table.view.closeEditor(box, QStyledItemDelegate.EndEditHint.NoHint)
    box.setCurrentIndex(1)
    box.activated.emit(1)
    settle()
    assert view.session.design == before


def test_a_material_of_ones_own_keeps_the_numbers(qtbot):
    view = make_panel(qtbot)
    before = view.session.design.stack.layers[1]
    type_in(qtbot, view, cell_of(view, 1, "material"), "unobtainium")
    layer = view.session.design.stack.layers[1]
    assert (layer.material, layer.density) == ("unobtainium", before.density)


def test_the_catalogue_is_named_where_a_number_differs_from_it(qtbot):
    view = make_panel(qtbot)
    glass = catalogue.material("cover-glass")
    type_in(qtbot, view, cell_of(view, 1, "density"), "2000")
    tip = cell_of(view, 1, "density").data(Qt.ItemDataRole.ToolTipRole)
    assert f"The catalogue has {glass.density.value:g} kg/m³" in tip


def test_shares_add_up_and_follow(qtbot):
    view = make_panel(qtbot)
    share = len(COLUMNS) - 1

    def total() -> float:
        texts = [view.table.model.index(row, share).data() for row in range(len(names(view)))]
        return sum(float(text) for text in texts if not text.startswith("below"))

    assert total() == pytest.approx(100.0, abs=0.3)
    was = float(view.table.model.index(1, share).data())
    type_in(qtbot, view, cell_of(view, 1, "thickness"), "1 mm")
    assert float(view.table.model.index(1, share).data()) > 3 * was
    assert total() == pytest.approx(100.0, abs=0.3)


def test_sources_follow_names_and_leave_with_layers():
    design = preset("shell-30deg")
    assert "stack.layers[coating].thickness" in design.sources
    renamed = with_name(design, 0, "antireflection")
    assert "stack.layers[coating].thickness" not in renamed.sources
    assert (
        renamed.sources["stack.layers[antireflection].thickness"] == design.sources["stack.layers[coating].thickness"]
    )
    assert len(renamed.sources) == len(design.sources)
    gone = without(design, 0)
    assert not any(path.startswith("stack.layers[coating]") for path in gone.sources)
    new = with_new_layer(design, 1, "ITO")
    name = new.stack.layers[1].name
    assert new.sources[f"stack.layers[{name}].density"].text == catalogue.material("ITO").density.source
    changed = with_material(design, 0, "ITO")
    assert changed.sources["stack.layers[coating].density"].text == catalogue.material("ITO").density.source


def test_a_layer_named_like_a_number_is_not_taken_for_a_position():
    design = with_name(preset("shell-30deg"), 0, "3")
    changed = with_text(design, 3, "thickness", "123 µm", None)
    assert changed.stack.layers[3].thickness == pytest.approx(123e-6)
    assert changed.stack.layers[0] == design.stack.layers[0]


def test_a_cell_gives_its_thickness_and_mass_to_the_cell_layer():
    design = preset("shell-30deg")
    changed = with_cell(design, "hjt-si")
    known = catalogue.cell("hjt-si")
    layer = next(layer for layer in changed.stack.layers if layer.role == "cell")
    assert changed.stack.cell == "hjt-si"
    assert layer.thickness == known.thickness.value
    assert layer.thickness * layer.density == pytest.approx(known.areal_mass.value)
    assert changed.sources["stack.layers[cell].density"].text == known.areal_mass.source
    others = [(a, b) for a, b in zip(design.stack.layers, changed.stack.layers, strict=True) if a.role != "cell"]
    assert all(a == b for a, b in others)
    with pytest.raises(DesignError):
        with_text(design, 0, "role", "decoration", None)


@pytest.mark.parametrize("cell", list(catalogue.cells()))
def test_every_cell_of_the_catalogue_can_be_chosen(cell):
    assert with_cell(preset("ai1-120kw"), cell).stack.cell == cell
