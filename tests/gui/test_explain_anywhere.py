"""Any value in the window explains itself: by F2, by Ctrl+click and by its menu, with mouse and keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from studio.analysis import RESULTS
from studio.gui.charts.row_list import RowList
from studio.gui.charts.view import ChartView
from studio.gui.explain.anywhere import quantity_of
from studio.gui.margins.figure import Figure
from studio.gui.quantity_role import QUANTITY
from studio.gui.window import MainWindow

MakeWindow = Callable[..., MainWindow]


def ctrl_click(window: MainWindow, widget: QWidget, place: QPoint) -> None:
    """As the window system sends it: to the window, which passes it on."""
    there = widget.mapTo(window, place)
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, there)
    QApplication.processEvents()


@pytest.fixture
def window(make_window: MakeWindow, qtbot) -> MainWindow:
    made = make_window(views=("design", "margins", "explain", "power", "money"))
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_f2_explains_the_field_that_has_the_focus(window: MainWindow) -> None:
    window.focus_field("array.area")
    QTest.keyClick(window.views["design"].rows["array.area"].editor, Qt.Key.Key_F2)
    assert window.views["explain"].shown == "array.area"
    assert window.actions_by_name["explain"].shortcut().toString() == "F2"


def test_f2_explains_a_figure_a_row_and_a_bar(window: MainWindow) -> None:
    figure = next(one for one in window.views["margins"].findChildren(Figure) if one.name == "mass.satellite")
    figure.setFocus()
    window.actions_by_name["explain"].trigger()
    assert window.views["explain"].shown == "mass.satellite"
    table = window.views["margins"].table
    table.setFocus()
    table.setCurrentCell(1, 0)
    window.actions_by_name["explain"].trigger()
    assert window.views["explain"].shown == window.session.design.requirements[1].result
    window.tab_page("money", "cost")()
    QApplication.processEvents()
    bars = window.views["money"].findChild(RowList, "cost-bars")
    bars.setFocus()
    bars.current = 2
    window.actions_by_name["explain"].trigger()
    assert window.views["explain"].shown == bars.names()[2].partition(":")[0]


def test_ctrl_click_explains_and_does_nothing_else(window: MainWindow) -> None:
    row = window.views["design"].rows["mission.altitude"]
    window.focus_field("mission.altitude")
    QApplication.processEvents()
    before = window.session.design
    ctrl_click(window, row.label, QPoint(5, 5))
    assert window.views["explain"].shown == "mission.altitude"
    assert window.session.design is before
    key = window.views["power"].orbit_keys["array"]
    ctrl_click(window, key, key.rect().center())
    assert window.views["explain"].shown == "power.array_worst_day"
    assert key.isChecked(), "the curve is not hidden by it"


def test_ctrl_click_where_there_is_no_value_goes_through(window: MainWindow) -> None:
    shown = window.views["explain"].shown
    ctrl_click(window, window.menuBar(), QPoint(window.menuBar().width() - 3, 3))
    assert window.views["explain"].shown == shown


def test_what_has_no_menu_of_its_own_gets_one(window: MainWindow) -> None:
    key = window.views["power"].orbit_keys["array"]
    place = key.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, key.mapTo(window, place), key.mapToGlobal(place))
    QApplication.sendEvent(window, event)
    menu = window.findChild(QMenu, "explain-menu")
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    assert window.views["explain"].shown == "power.array_worst_day"


def test_a_menu_that_there_is_has_a_line_on_the_value(window: MainWindow) -> None:
    window.tab_page("money", "cost")()
    for _ in range(10):
        QApplication.processEvents()
    bars = window.views["money"].findChild(RowList, "cost-bars")
    page: QWidget = bars
    while not isinstance(page, ChartView):
        page = page.parentWidget()
    there = bars.mapToGlobal(bars.row(1).center().toPoint())
    before = [action.text() for action in page.menu.actions()]
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, page.mapFromGlobal(there), there)
    QApplication.sendEvent(page, event)
    action = page.menu.actions()[0]
    assert action.text().startswith("Explain")
    action.trigger()
    page.menu.close()
    QApplication.processEvents()
    assert window.views["explain"].shown == bars.names()[1].partition(":")[0]
    for _ in range(5):
        QApplication.processEvents()
    assert [action.text() for action in page.menu.actions()] == before


def test_the_menu_key_asks_for_what_has_the_focus(window: MainWindow) -> None:
    key = window.views["power"].orbit_keys["array"]
    key.setFocus()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), window.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(window, event)
    menu = window.findChild(QMenu, "explain-menu")
    assert menu is not None
    assert tr_label("power.array_worst_day") in menu.actions()[0].text()
    menu.close()


def tr_label(name: str) -> str:
    return RESULTS[name].label


def test_lamps_lead_to_the_stage(window: MainWindow) -> None:
    for lamp in window.status._lamps:
        name = window.anywhere.at(lamp)
        assert name, lamp.toolTip()
        assert RESULTS[name].stage == lamp._stage


def test_tables_and_bars_of_every_page_say_what_they_show(make_window: MakeWindow) -> None:
    window = make_window()
    found = 0
    for key in ("satellite", "fleet", "money", "factory", "panel", "compare"):
        view = window.views[key]
        window.show_tab(key)
        for page in getattr(view, "titles", {"": ""}):
            if page:
                view.show_page(page)
            for _ in range(20):
                QApplication.processEvents()
        for table in view.findChildren(QAbstractItemView):
            model = table.model()
            for row in range(min(model.rowCount() if model is not None else 0, 40)):
                for column in range(model.columnCount()):
                    name = model.index(row, column).data(QUANTITY)
                    if name:
                        assert window.anywhere._checked(name), (table.objectName(), name)
                        found += 1
        for bars in view.findChildren(RowList):
            for row, name in enumerate(bars.names()):
                place = bars.row(row).center()
                assert quantity_of(bars, QPointF(place)) in {name.partition(":")[0], ""}
    assert found > 150
