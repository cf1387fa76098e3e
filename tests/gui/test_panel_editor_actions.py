"""Table, picture, clipboard, material search and import of the layer editor."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QToolButton, QWidget

from studio import text
from studio.design import Issue
from studio.design.user_material import UserMaterial
from studio.document.layer_text import dump_layer
from studio.document.materials import with_user_material
from studio.document.presets import preset
from studio.document.stack_text import dump_stack
from studio.gui.panel import index_import
from studio.gui.panel.actions import BUTTONS, LayerActions
from studio.gui.panel.columns import COLUMNS, LIGHT
from studio.gui.panel.cross_section import CrossSection
from studio.gui.panel.layer_table import LayerTable
from studio.gui.panel.selection import Selection
from studio.gui.session import Session
from tests.gui.panel_editor import TABLE, make_session, place_of, tandem

GLASS = UserMaterial("my glass", TABLE)


@dataclass
class Editor:
    """A table and a picture side by side."""

    window: QWidget
    session: Session
    selection: Selection
    actions: LayerActions
    table: LayerTable
    section: CrossSection
    said: list[str]

    def names(self) -> list[str]:
        return [layer.name for layer in self.session.design.stack.layers]

    def show(self) -> None:
        self.window.show()
        QApplication.processEvents()


@pytest.fixture
def editor(qtbot) -> Iterator[Editor]:
    session, selection = make_session()
    window = QWidget()
    qtbot.addWidget(window)
    actions = LayerActions(session, selection, window)
    table, section = LayerTable(session, selection, actions, window), CrossSection(session, selection, actions, window)
    window.resize(1300, 700)
    table.setGeometry(400, 0, 900, 600)
    section.setGeometry(0, 0, 400, 600)
    said: list[str] = []
    actions.refused.connect(said.append)
    session.start()
    yield Editor(window, session, selection, actions, table, section, said)
    QGuiApplication.clipboard().clear()
    session.close()


def cell(editor: Editor, row: int, title: str):
    place = next(n for n, column in enumerate(COLUMNS) if column.title == title)
    return editor.table.model.index(row, place)


def test_the_table_shows_how_light_takes_each_layer(editor):
    place = place_of(editor.session.design, "perovskite")
    assert cell(editor, place, "Optics").data() == "Film"
    assert 30 < float(editor.table.model.index(place, LIGHT).data()) < 60
    assert cell(editor, place_of(editor.session.design, "grid"), "Light").data() == "–"
    assert not editor.table.model.flags(editor.table.model.index(place, LIGHT)) & Qt.ItemFlag.ItemIsEditable


def test_the_light_follows_the_thickness(editor):
    place = place_of(editor.session.design, "perovskite")
    was = float(editor.table.model.index(place, LIGHT).data())
    editor.table.model.setData(cell(editor, place, "Thickness"), "200 nm")
    QApplication.processEvents()
    assert float(editor.table.model.index(place, LIGHT).data()) < was - 5
    editor.session.undo()
    QApplication.processEvents()
    assert float(editor.table.model.index(place, LIGHT).data()) == was


def test_optics_are_chosen_in_the_table(qtbot, editor):
    editor.show()
    index = cell(editor, 1, "Optics")
    editor.table.view.setCurrentIndex(index)
    editor.table.view.edit(index)
    box = editor.table.view.findChild(QComboBox, "layer-optics-editor")
    assert [box.itemData(n) for n in range(box.count())] == ["auto", "film", "slab", "none"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    QApplication.processEvents()
    assert editor.session.design.stack.layers[1].optics == "film"
    assert index.data() == "✎ Film"
    assert editor.session.document.history == ("Optics of cover",)


def test_a_layer_with_a_warning_is_marked_in_table_and_picture(qtbot, editor):
    editor.show()
    place = place_of(editor.session.design, "silicon")
    hue = QColor(editor.session.theme.colours.amber).hue()
    words = editor.section.places.row(place).toAlignedRect()
    words.setLeft(round(editor.section.places.picture_right) + 2)

    def ambers() -> int:
        image = editor.section.grab(words).toImage()
        colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return sum(abs(one.hue() - hue) < 8 and one.saturation() > 90 and one.value() > 90 for one in colours)

    assert ambers() == 0
    odd = Issue("warning", "stack.layers[silicon].material", "n and k end early")
    object.__setattr__(editor.session.table("optics"), "issues", (odd,))
    editor.session.outcome_changed.emit("optics")
    QApplication.processEvents()
    assert cell(editor, place, "Name").data() == "silicon  ⚠"
    assert "N and k end early" in cell(editor, place, "Name").data(Qt.ItemDataRole.ToolTipRole)
    assert cell(editor, place, "Name").data(Qt.ItemDataRole.EditRole) == "silicon"
    assert ambers() > 5


def test_the_picture_names_the_gap_of_a_junction(editor):
    place = place_of(editor.session.design, "perovskite")
    editor.selection.select(place)
    assert "a junction of 1.68 eV" in editor.section.accessibleDescription()


def test_every_action_is_in_the_menu_and_has_a_place(editor):
    assert set(BUTTONS) < set(editor.actions.by_name)
    more = editor.table.findChild(QToolButton, "button-layer-more")
    shown = {action.objectName() for action in more.menu().actions() if not action.isSeparator()}
    assert shown == {f"layer-{name}" for name in editor.actions.by_name if name not in BUTTONS}
    assert len({action.text() for action in editor.actions.by_name.values()}) == len(editor.actions.by_name)


def test_a_layer_is_copied_and_pasted_by_keys(qtbot, editor):
    editor.show()
    before = editor.session.design
    editor.window.activateWindow()
    qtbot.waitUntil(editor.window.isActiveWindow)
    editor.selection.select(1)
    editor.section.setFocus()
    qtbot.keyClick(editor.section, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert '"dawnline-layer"' in QGuiApplication.clipboard().text()
    editor.selection.select(3)
    editor.table.view.setFocus()
    qtbot.keyClick(editor.table.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.names()[3:5] == ["grid", "cover 2"]
    assert editor.selection.name == "cover 2"
    assert editor.session.document.history == ("Paste a layer",)
    editor.session.undo()
    assert editor.session.design == before


def test_a_stack_is_copied_and_pasted(qtbot, editor):
    before, other = editor.session.design, preset("ai1-120kw")
    editor.actions.copy_stack()
    own = QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().setText(dump_stack(other))
    editor.actions.paste_stack()
    assert editor.session.design.stack == other.stack
    assert editor.session.design.mission == before.mission
    QGuiApplication.clipboard().setText(own)
    editor.actions.paste()  # the key of a layer takes a stack too
    assert editor.session.design == before
    assert editor.session.document.history == ("Paste a stack", "Paste a stack")


@pytest.mark.parametrize(("words", "reason"), [
    ("", "The clipboard is empty"),
    ("milk, eggs", "The clipboard is damaged or not JSON in line 1, column 1"),
    ('{"format": "dawnline-design"}', "The clipboard is not a Dawnline layer"),
    ('{"format": "dawnline-layer", "schema": 1, "layer": {"name": "x", "material": "Ge", "role": "cell", '
     '"thickness": -1, "density": 5000}}', "cannot be used: stack.layers[0].thickness: -1000000 µm is below 0.001 µm"),
])  # fmt: skip
def test_what_cannot_be_pasted_is_refused_in_one_sentence(editor, words, reason):
    before = editor.session.design
    QGuiApplication.clipboard().setText(words)
    editor.actions.paste()
    assert reason in editor.table.message.text()
    assert editor.session.design is before
    editor.actions.copy()
    assert editor.table.message.text() == ""


def test_copying_in_a_cell_that_is_edited_is_the_line_s_own(qtbot, editor):
    editor.show()
    QGuiApplication.clipboard().setText("before")
    index = cell(editor, 1, "Name")
    editor.table.view.setCurrentIndex(index)
    editor.table.view.edit(index)
    line = editor.table.view.findChild(QWidget, "layer-name-editor")
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "cover"
    assert editor.actions.by_name["copy"].shortcut() == QKeySequence("Ctrl+C")
    assert editor.actions.by_name["copy"].shortcutContext() == Qt.ShortcutContext.WidgetShortcut


def test_a_pasted_layer_of_another_design_brings_its_material(editor):
    other = with_user_material(preset("ai1-120kw"), GLASS, 0)
    QGuiApplication.clipboard().setText(dump_layer(other, 0))
    editor.selection.select(0)
    editor.actions.paste()
    assert GLASS in editor.session.design.stack.materials
    assert editor.session.design.stack.layers[1].material == "my glass"


def test_a_layer_is_searched_and_added_behind_or_before(qtbot, editor):
    editor.show()
    editor.selection.select(1)
    editor.actions.by_name["insert"].trigger()
    dialog = editor.actions.materials
    qtbot.keyClicks(dialog.search, "titanium")
    assert dialog.model.rowCount() == 1
    assert dialog.model.index(0, 1).data() == "Coating"
    assert dialog.model.index(0, 2).data() == "4000 kg/m³"
    assert "n 2." in dialog.about.text()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert editor.session.design.stack.layers[2].material == "TiO2"
    assert editor.selection.index == 2
    editor.actions.ask_insert()
    dialog.search.clear()
    qtbot.keyClicks(dialog.search, "gold")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert editor.session.design.stack.layers[2].material == "Au"
    assert editor.session.design.stack.layers[3].material == "TiO2"
    assert editor.session.document.history == ("Add a layer", "Add a layer")


def test_the_list_is_gone_through_with_the_arrows(qtbot, editor):
    editor.show()
    editor.actions.ask_insert()
    dialog = editor.actions.materials
    first = dialog.current
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    second = dialog.current
    assert second != first
    qtbot.keyClick(dialog.search, Qt.Key.Key_Up)
    assert dialog.current == first
    qtbot.keyClicks(dialog.search, "no such thing")
    assert dialog.current == ""
    assert not dialog.after.isEnabled()
    assert dialog.about.text() == "No material matches."
    count = len(editor.names())
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert len(editor.names()) == count
    dialog.reject()


def test_own_materials_come_first_and_leave_when_unused(qtbot, editor):
    editor.session.edit("own", lambda design: with_user_material(design, GLASS, 0))
    dialog = editor.actions.materials
    dialog.ask("my glass")
    assert dialog.current == "my glass"
    assert dialog.model.index(0, 1).data() == "Own"
    assert not dialog.remove.isEnabled()
    editor.session.edit("mine", lambda design: tandem())
    editor.session.edit("own", lambda design: with_user_material(design, GLASS))
    assert dialog.current == "my glass"
    assert dialog.remove.isEnabled()
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert GLASS not in editor.session.design.stack.materials
    assert editor.session.document.history[-1] == "Remove the material my glass"
    dialog.reject()


def test_a_material_without_numbers_can_be_added(editor):
    dialog = editor.actions.materials
    dialog.ask()
    dialog.own.click()
    assert editor.session.design.stack.layers[1].name == "new layer"


def imported(qtbot, editor: Editor, path: Path) -> None:
    editor.actions.importing.read(str(path))
    qtbot.waitUntil(lambda: not editor.actions.importing.tasks.busy)
    QApplication.processEvents()


def test_constants_are_imported_and_used_in_one_step(qtbot, editor, tmp_path):
    editor.show()
    path = tmp_path / "my oxide.csv"
    path.write_text("nm,n,k\n" + "\n".join(f"{nm},{1.7 - nm / 1e5},0.0" for nm in range(300, 1201, 20)))
    editor.selection.select(1)
    before = editor.session.design
    imported(qtbot, editor, path)
    dialog = editor.actions.importing.dialog
    assert "k is zero" in dialog.warnings.text()
    assert "46 rows, 300 to 1200 nm" in dialog.about.text()
    assert dialog.chart.plots[0].box.full == pytest.approx((300.0, 1200.0))
    assert editor.session.design is before
    dialog.source.setText("a drawer")
    dialog.confidence.setCurrentIndex(dialog.confidence.findData("measured"))
    dialog.name.setText("MgF2")
    dialog.accept()
    assert "already" in dialog.message.text()
    dialog.name.setText("my oxide")
    dialog.use.setChecked(True)
    dialog.accept()
    own = editor.session.design.stack.materials[-1]
    assert (own.name, own.source, own.confidence) == ("my oxide", "a drawer", "measured")
    assert editor.session.design.stack.layers[1].material == "my oxide"
    assert editor.session.document.history == ("Import my oxide",)
    assert editor.actions.importing.dialog is None
    editor.session.undo()
    assert editor.session.design == before


def test_a_file_that_is_no_table_is_refused(qtbot, editor, tmp_path):
    path = tmp_path / "letter.csv"
    path.write_text("Dear Sir,\nplease find enclosed")
    imported(qtbot, editor, path)
    assert editor.said[-1].startswith("letter.csv: ")
    imported(qtbot, editor, tmp_path / "missing.csv")
    assert "No such file" in editor.said[-1]
    assert editor.actions.importing.dialog is None


def test_the_file_is_read_beside_the_gui_and_no_further_than_it_may_be_long(qtbot, editor, tmp_path, monkeypatch):
    path = tmp_path / "endless.csv"
    path.write_bytes(b"1,2,3\n" * 1_000_000)
    sizes: list[int] = []
    real = index_import.read_index_file
    monkeypatch.setattr(index_import, "read_index_file",
                        lambda data, name: (sizes.append(len(data)), real(data, name))[1])  # fmt: skip
    imported(qtbot, editor, path)
    assert sizes == [2_000_001]
    assert "larger than 2 MB" in editor.said[-1]


def test_a_file_is_asked_for(qtbot, editor, monkeypatch):
    editor.show()
    read: list[str] = []
    monkeypatch.setattr(editor.actions.importing, "read", read.append)
    editor.actions.importing.ask()
    dialog = editor.window.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.fileSelected.emit("chosen.csv")
    dialog.reject()
    assert read == ["chosen.csv"]


def test_dialogs_are_translated(qtbot, editor, tmp_path):
    path = tmp_path / "oxide.csv"
    path.write_text("nm,n,k\n" + "\n".join(f"{nm},1.7,0.0" for nm in range(300, 1201, 20)))
    text.use_language(text.PSEUDO)
    editor.actions._materials = None
    dialogs = [editor.actions.materials]
    imported(qtbot, editor, path)
    dialogs.append(editor.actions.importing.dialog)
    for dialog in dialogs:
        assert "‹" in dialog.windowTitle()
        for child in dialog.findChildren(QWidget):
            if hasattr(child, "text") and callable(child.text) and not hasattr(child, "setReadOnly") and child.text():
                words = child.text()
                assert "‹" in words, words
    editor.actions.importing.dialog.reject()
    text.use_language("en")


def _open(editor: Editor, row: int, title: str, text: str) -> None:
    """An editor with something typed in it that is not yet taken over."""
    index = cell(editor, row, title)
    editor.table.view.setCurrentIndex(index)
    editor.table.view.edit(index)
    (box,) = (one for one in editor.table.view.findChildren(QWidget) if one.objectName().endswith("-editor"))
    if isinstance(box, QComboBox):
        box.setEditText(text)
    else:
        QTest.keyClicks(box, text)
    QApplication.processEvents()


@pytest.mark.parametrize(("title", "text"), [("Name", "other"), ("Thickness", "77 nm"), ("Material", "glass")])
@pytest.mark.parametrize("last", [False, True])
def test_what_was_being_typed_goes_with_the_layer_that_is_removed(editor, title: str, text: str, last: bool):
    editor.show()
    layers = editor.session.design.stack.layers
    row = len(layers) - 1 if last else 1
    _open(editor, row, title, text)
    editor.actions.by_name["remove"].trigger()
    QApplication.processEvents()
    assert editor.session.design.stack.layers == layers[:row] + layers[row + 1 :]


def test_what_was_being_typed_is_not_put_into_the_layer_that_comes_into_its_place(editor):
    editor.show()
    layers = editor.session.design.stack.layers
    place = place_of(editor.session.design, "perovskite")
    _open(editor, place, "Thickness", "77 nm")
    editor.actions.by_name["up"].trigger()
    QApplication.processEvents()
    moved = editor.session.design.stack.layers
    assert moved[place - 1] == layers[place]
    assert moved[place] == layers[place - 1]


def test_what_was_being_typed_is_left_when_undo_brings_another_layer_into_its_place(editor):
    editor.show()
    place = place_of(editor.session.design, "perovskite")
    editor.selection.select(place)
    editor.actions.by_name["up"].trigger()
    QApplication.processEvents()
    layers = editor.session.design.stack.layers
    _open(editor, place - 1, "Thickness", "77 nm")
    editor.session.undo()
    QApplication.processEvents()
    editor.table.view.setCurrentIndex(cell(editor, 0, "Name"))
    QApplication.processEvents()
    assert set(editor.session.design.stack.layers) == set(layers)
