"""Tabs in windows of their own: taken out by hand, command and menu, brought back, kept with the layout."""

import gc

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSettings, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu, QPushButton
from vtkmodules.vtkCommonCore import vtkObjectBase

from studio.gui.orbit.widget import OrbitWidget
from studio.gui.places import TABS
from studio.gui.torn.own_window import OwnWindow
from studio.gui.window import MainWindow

TWO = ("season", "claims", "margins")


def shown_on_screen(own: OwnWindow) -> None:
    QTest.qWaitForWindowActive(own, 15_000)
    QApplication.processEvents()


def middle_of(window: MainWindow, key: str) -> QPoint:
    return window.tabs.tabBar().tabRect(list(TABS).index(key)).center()


def tab_menu(window: MainWindow, key: str) -> QMenu:
    bar = window.tabs.tabBar()
    place = middle_of(window, key)
    QApplication.sendEvent(bar, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, bar.mapToGlobal(place)))
    menu = bar.findChild(QMenu, "tab-menu")
    assert menu is not None
    return menu


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()
    QApplication.sendPostedEvents(None, 52)  # what was to be deleted later is


def test_the_command_takes_the_tab_in_front_out_and_back(make_window) -> None:
    window = make_window(views=TWO)
    view = window.views["season"]
    window.show_tab("season")
    window.actions_by_name["tear-tab"].trigger()
    own = window.torn.windows["season"]
    assert view.window() is own
    assert own.isVisible()
    assert view.isVisible()
    assert window.tab_in_front() == "satellite", "the centre shows the next one"
    assert window.tabs.tabText(list(TABS).index("season")) == "Season ↗"
    window.show_tab("season")
    assert window.tab_in_front() == "satellite", "its window comes to the front instead"
    shown_on_screen(own)
    assert window.torn.in_use() == "season"
    window.actions_by_name["tear-tab"].trigger()
    assert window.torn.windows == {}
    assert window.tabs.currentWidget() is view
    assert view.isVisible()
    assert window.tabs.tabText(list(TABS).index("season")) == "Season"


def test_closing_its_window_brings_it_back(make_window, qtbot) -> None:
    window = make_window(views=TWO)
    own = window.torn.tear("claims")
    assert own is not None
    own.close()
    qtbot.waitUntil(lambda: not window.torn.windows)
    assert window.tabs.currentWidget() is window.views["claims"]
    assert window.views["claims"].isVisible()
    assert window.isVisible()


def test_the_mouse_drags_a_tab_out_and_puts_it_down_again(make_window) -> None:
    window = make_window(views=TWO)
    bar, start = window.tabs.tabBar(), middle_of(window, "season")
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(bar, left, pos=start)
    QTest.mouseMove(bar, start + QPoint(6, 4))
    assert not window.torn.windows, "a click that slips takes nothing along"
    QTest.mouseMove(bar, start + QPoint(20, 120))
    own = window.torn.windows["season"]
    before = own.pos()
    QTest.mouseMove(bar, start + QPoint(90, 200))
    assert own.pos() - before == QPoint(70, 80), "it follows the mouse"
    QTest.mouseRelease(bar, left, pos=start + QPoint(90, 200))
    assert own.isVisible()
    assert window.views["season"].window() is own
    QTest.mousePress(bar, left, pos=middle_of(window, "claims"))
    QTest.mouseMove(bar, start + QPoint(0, 150))
    assert set(window.torn.windows) == {"season", "claims"}
    QTest.mouseMove(bar, start)
    QTest.mouseRelease(bar, left, pos=start)
    assert set(window.torn.windows) == {"season"}, "put down where it was taken from"


def test_the_menu_of_a_tab_and_what_stands_in_its_place(make_window, monkeypatch) -> None:
    window = make_window(views=TWO)
    choose(tab_menu(window, "season"), "Into a window of its own")
    choose(tab_menu(window, "claims"), "Into a window of its own")
    assert set(window.torn.windows) == {"season", "claims"}
    menu = tab_menu(window, "season")
    assert [action.text() for action in menu.actions()] == ["Show its window", "Bring it back", "Bring all tabs back"]
    choose(menu, "Bring it back")
    assert set(window.torn.windows) == {"claims"}
    window.tabs.setCurrentIndex(list(TABS).index("claims"))
    away = window.tabs.currentWidget()
    assert away.findChild(QPushButton, "away-claims-show").isVisible()
    own = window.torn.windows["claims"]
    asked: list[bool] = []  # without a window manager nobody promises that a window which asks gets the keyboard
    monkeypatch.setattr(own, "activateWindow", lambda: asked.append(True))
    away.findChild(QPushButton, "away-claims-show").click()
    assert asked == [True]
    assert own.isVisible()
    away.findChild(QPushButton, "away-claims-back").click()
    assert window.torn.windows == {}
    assert window.tabs.currentWidget() is window.views["claims"]


def test_a_double_click_on_a_tab_takes_it_out_and_the_other_brings_all_back(make_window) -> None:
    window = make_window(views=TWO)
    QTest.mouseDClick(window.tabs.tabBar(), Qt.MouseButton.LeftButton, pos=middle_of(window, "season"))
    assert set(window.torn.windows) == {"season"}
    window.torn.tear("claims")
    window.torn.tear("money")  # is not built
    assert set(window.torn.windows) == {"season", "claims"}
    window.actions_by_name["gather-tabs"].trigger()
    assert window.torn.windows == {}
    assert all(window.tabs.widget(at) is window.views[key] for at, key in enumerate(TABS) if key in window.views)


def test_keys_and_help_work_in_it(make_window, qtbot) -> None:
    window = make_window(views=TWO)
    own = window.torn.tear("season")
    shown_on_screen(own)
    QTest.keyClick(own, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)  # Ctrl+0 is the tenth tab
    assert window.tab_in_front() == list(TABS)[9]
    QTest.keyClick(own, Qt.Key.Key_F11, Qt.KeyboardModifier.ControlModifier)
    assert window.torn.windows == {}


def test_workspaces_and_layouts_keep_it_and_a_start_finds_it_on_a_screen_that_exists(
    make_window, monkeypatch, tmp_path
) -> None:
    window = make_window(views=TWO)
    own = window.torn.tear("season")
    own.setGeometry(700, 500, 640, 480)
    QApplication.processEvents()
    window.workspaces.show("compare")
    assert window.torn.windows == {}
    window.workspaces.show("orbit")
    own = window.torn.windows["season"]
    assert own.geometry() == QRect(700, 500, 640, 480)
    monkeypatch.setattr(QInputDialog, "getText", lambda *args: ("Two screens", True))
    window.actions_by_name["save-layout"].trigger()
    window.actions_by_name["gather-tabs"].trigger()
    window.workspaces.show("orbit")
    window.workspaces.show("own-1")
    window.actions_by_name["reset-layout"].trigger()
    assert set(window.torn.windows) == {"season"}, "as the layout was saved"
    window.filing.may_leave = lambda: True
    window.close()
    assert not own.isVisible()
    monkeypatch.setattr("studio.gui.workspaces.screens.screens", lambda: [QRect(0, 0, 600, 400)])
    again = make_window(views=TWO)
    found = again.torn.windows["season"]
    assert found.isVisible()
    assert QRect(0, 0, 600, 400).contains(found.geometry().topLeft())
    again.workspaces.show("orbit")
    again.actions_by_name["reset-layout"].trigger()
    assert again.torn.windows == {}
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    assert "torn" in settings.value("workspaces/own/own-1")


def looks_right(image: QImage) -> bool:
    """The Earth in the middle before a dark background."""
    across = [image.pixelColor(int(image.width() * x), image.height() // 2).getRgb()[:3]
              for x in np.linspace(0.35, 0.65, 40)]  # fmt: skip
    corner = image.pixelColor(int(image.width() * 0.03), image.height() // 2)
    return bool(np.max(across) > 80 and np.std(across) > 8 and 0 < corner.lightness() < 45)


def live_vtk_objects() -> int:
    gc.collect()
    return sum(isinstance(one, vtkObjectBase) for one in gc.get_objects())


@pytest.mark.parametrize(("opengl", "turns"), [(True, 12), (False, 40)])
def test_a_3d_view_goes_out_and_back_many_times(make_window, monkeypatch, qtbot, opengl, turns) -> None:
    """As OpenGL and as pictures: the picture stays right, and nothing of VTK is left behind.

    In OpenGL, drawn in software here, each turn makes two contexts with all that is in them, and takes a second.
    """
    monkeypatch.setattr("studio.gui.space.gl_view.usable", lambda: opengl)
    window = make_window(views=("orbit",), size=(640, 480))
    orbit = window.views["orbit"].findChild(OrbitWidget)
    assert orbit.uses_opengl is opengl
    counts: list[int] = []
    for turn in range(turns):
        own = window.torn.tear("orbit")
        QTest.qWaitForWindowExposed(own, 2000)
        QApplication.processEvents()
        assert own.isAncestorOf(orbit)
        if turn % 4 == 0:
            assert looks_right(orbit.grab_image()), turn
        window.torn.bring_back("orbit")
        QApplication.processEvents()
        if turn % 4 == 3:
            assert looks_right(orbit.grab_image()), turn
            assert looks_right(orbit.grab().toImage()), turn
            counts.append(live_vtk_objects())
    assert counts[-1] <= counts[0]
    qtbot.waitUntil(lambda: window.findChildren(OwnWindow) == [])
