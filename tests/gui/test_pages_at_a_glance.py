"""A walk over the pages of fleet, money, factories and claims on a small screen: nothing clipped, nothing nameless."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from studio.gui.charts.bars import BarList
from studio.gui.page_tab import PageTab
from studio.gui.tasks import Tasks
from studio.gui.window import TABS

_COMPUTER = re.compile(r"\d[eE][+-]?\d|\b[kMGT]USD\b|[BM]\$|\bnan\b|\binf\b", re.ASCII)
_TABS = ("fleet", "money", "factory", "claims", "study", "compare")


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def shown(page: QWidget, kind: type) -> list:
    return [one for one in page.findChildren(kind) if one.isVisible()]


def named(widget: QWidget) -> bool:
    return bool(widget.accessibleName() or getattr(widget, "text", str)())


@pytest.mark.parametrize(("preset", "dark"), [("suncatcher-cluster", True), ("filing-million", False)])
def test_every_page_reads_well_at_1280(qtbot, make_window, preset, dark):
    window = make_window(preset, dark=dark)
    seen = 0
    for key in _TABS:
        window.tabs.setCurrentIndex(list(TABS).index(key))
        tab = window.views[key]
        assert isinstance(tab, PageTab)
        for name in tab.pages.names():
            tab.show_page(name)
            settle()
            page = tab.pages.page(name)
            seen += 1
            rows = {button.y() for button in tab.pages.bar.buttons.values() if button.isVisible()}
            assert len(rows) == 1, f"the buttons of {key} need {len(rows)} rows"
            for label in shown(page, QLabel):
                where = f"{key}/{name}: “{label.text()}”"
                assert not _COMPUTER.search(label.text()), where
                if not label.wordWrap() and label.text() and label.textFormat() != Qt.TextFormat.RichText:
                    assert label.width() + 1 >= label.sizeHint().width(), where
            for button in shown(page, QAbstractButton):
                if button.text():
                    room = button.fontMetrics().horizontalAdvance(button.text().replace("&", ""))
                    assert button.width() >= room + 4, f"{key}/{name}: {button.text()}"
            for bars in shown(page, BarList):
                _, numbers = bars._columns()
                em = bars.fontMetrics().height()
                assert not bars.bars or bars.width() - sum(numbers) - 8 >= 5 * em, f"{key}/{name}: no room for names"
            for kind in (QComboBox, QAbstractSpinBox, QAbstractItemView, QAbstractButton):
                for control in shown(page, kind):
                    if control.focusPolicy() != Qt.FocusPolicy.NoFocus and not control.objectName().startswith("qt_"):
                        assert named(control), f"{key}/{name}: {kind.__name__} {control.objectName()} has no name"
            for line in shown(page, QLineEdit):
                if not isinstance(line.parent(), (QComboBox, QAbstractSpinBox)):
                    assert named(line) or line.placeholderText(), f"{key}/{name}: {line.objectName()}"
    assert seen >= 19
    for tasks in window.findChildren(Tasks):
        tasks.cancel()
    qtbot.waitUntil(lambda: not any(tasks.busy for tasks in window.findChildren(Tasks)), timeout=20_000)


def test_what_decides_between_vehicles_is_in_sight(make_window):
    window = make_window("gigawatt-27kw")
    window.tabs.setCurrentIndex(list(TABS).index("money"))
    window.views["money"].show_page("launch")
    settle()
    table = window.findChild(QTableView, "launch-vehicles")
    heads = [str(table.model().headerData(at, Qt.Orientation.Horizontal)) for at in range(table.model().columnCount())]
    assert heads[0] == "Vehicle"
    for head in ("Launches", "Time", "Price here", "Fleet"):
        at = heads.index(head)
        right = table.columnViewportPosition(at) + table.columnWidth(at)
        assert right <= table.viewport().width(), f"{head} is out of sight"
