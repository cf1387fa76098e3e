"""F1 and F2 in dialogs, also in one that keeps the user from the window: help and explanation stand above it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QFileDialog, QWidget

from studio.gui.dialog_keys import TOPICS
from studio.gui.explain.panel import ExplainPanel
from studio.gui.help.browser import HelpBrowser
from studio.gui.help.topics import TOPICS as WRITTEN
from studio.gui.margins.dialog import RequirementDialog
from studio.gui.window import MainWindow
from tests.gui.active import made_active


def opened(window: MainWindow, name: str, kind: type = QDialog) -> QDialog:
    before = set(QApplication.topLevelWidgets())
    window.actions_by_name[name].trigger()
    made = [one for one in QApplication.topLevelWidgets() if one not in before and isinstance(one, kind)]
    return used(made[0])


def used(dialog: QWidget) -> QWidget:
    made_active(dialog)
    QApplication.processEvents()
    return dialog


def press(widget: QWidget, key: Qt.Key) -> None:
    # On a busy machine a window may lose the keyboard again, once the one before it is gone from the screen.
    used(widget.window())
    widget.setFocus()
    QApplication.processEvents()
    QTest.keyClick(widget, key)
    QApplication.processEvents()


def test_values_of_a_modal_dialog_are_explained_above_it(make_window) -> None:
    window = make_window(views=("explain",))
    dialog = opened(window, "seek")
    assert QApplication.activeModalWidget() is dialog
    dialog.goal.result.choose("mass.satellite")
    press(dialog.goal.result, Qt.Key.Key_F2)
    panel = dialog.findChild(ExplainPanel)
    assert panel.isVisible()
    assert panel.shown == "mass.satellite"
    assert QTest.qWaitForWindowActive(panel.window(), 15_000), "it can be used: the dialog does not hold it"
    used(dialog)
    dialog.goal.result.choose("power.margin_eol")
    press(dialog.goal.result, Qt.Key.Key_F2)
    assert panel.shown == "power.margin_eol"
    assert len(dialog.findChildren(ExplainPanel)) == 1
    dialog.close()


def test_f1_tells_of_the_value_or_of_the_dialog(make_window) -> None:
    window = make_window(views=("margins",))
    dialog = RequirementDialog(window.session, window.session.design.requirements[0], window)
    dialog.open()
    used(dialog)
    press(dialog.judged, Qt.Key.Key_F1)
    browser = dialog.findChild(HelpBrowser)
    assert browser.isVisible()
    assert browser.link == f"name:{dialog.judged.chosen}"
    used(dialog)
    press(dialog.owner, Qt.Key.Key_F1)
    assert browser.link == "help:margins"
    used(dialog)
    press(dialog.owner, Qt.Key.Key_F2)
    assert dialog.findChild(ExplainPanel) is None, "what is no value has help instead"
    assert window.help.browser is None
    dialog.close()
    dialog.deleteLater()


def test_fields_in_dialogs_have_their_names(make_window) -> None:
    window = make_window(views=("design",))
    window.dialogs.note("mission.altitude")
    note = used(QApplication.activeModalWidget())
    press(note.focusWidget(), Qt.Key.Key_F1)
    assert note.findChild(HelpBrowser).link == "name:mission.altitude"
    note.close()
    closing = opened(window, "close-design")
    box = next(one for one in closing.findChildren(QCheckBox) if one.objectName().startswith("free:"))
    press(box, Qt.Key.Key_F1)
    assert closing.findChild(HelpBrowser).link == f"name:{box.objectName().removeprefix('free:')}"
    closing.close()


def test_a_choice_of_files_keeps_its_own_keys(make_window) -> None:
    window = make_window(views=())
    files = QFileDialog(window)
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    files.show()
    used(files)
    assert window.actions_by_name["explain"] not in files.actions()
    files.close()
    files.deleteLater()


def test_every_topic_is_there() -> None:
    assert set(TOPICS.values()) <= set(WRITTEN)
