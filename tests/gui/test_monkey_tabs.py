"""A seeded monkey in the tabs of pages: it pokes whatever stands there, in the dialogs too, and undoes it all."""

import random
import sys
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QListView,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from studio.analysis.claims import add_claim
from studio.design.own_claim import OwnClaim
from studio.design.shell_edit import add_shell
from studio.gui.window import MainWindow
from tests.gui.test_monkey import BAD, Monkey, assert_every_stage_tells

ACTIONS = 160
TABS = ("fleet", "money", "factory", "claims")
WORDS = (*BAD, "1", "0", "7", "12 km", "0.3", "550 km", "sso", "18:30", "5 %", "3 yr", "USD", "walker", "☃" * 40)


class TabMonkey(Monkey):
    """It knows no page: it finds what can be clicked, chosen or typed into, and does that."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        super().__init__(window, seed)
        self.deeds |= {
            self.turn_tab: 25, self.turn_page: 60, self.poke: 300, self.use_next_currency: 10, self.add_own_claim: 6,
            self.add_own_shell: 6, self.drag_slider: 10, self.edit_stack: 5, self.look: 3, self.step_by_key: 6,
            self.close_dialogs: 30, self.open_preset: 1,
        }  # fmt: skip

    def turn_tab(self) -> None:
        self.window.actions_by_name[f"tab-{self.chance.choice((*TABS, *TABS, 'satellite', 'orbit'))}"].trigger()

    def turn_page(self) -> None:
        names = [name for name in self.window.actions_by_name if name.split("-page-")[0] in TABS and "-page-" in name]
        self.window.actions_by_name[self.chance.choice(names)].trigger()

    def use_next_currency(self) -> None:
        self.window.actions_by_name["currency"].trigger()

    def add_own_claim(self) -> None:
        result = self.chance.choice(("orbit.period", "cost.lcoe", "ground.cost_ratio", "launch.launches", "no.such"))
        claim = OwnClaim("mine", result, self.chance.choice((">=", "<=")), self.chance.choice((0.0, 1e30, -3.0)))
        self.session.edit("Add claim", lambda design: add_claim(design, claim))

    def add_own_shell(self) -> None:
        count = len(self.session.design.fleet.shells)
        place = self.chance.choice((None, *range(min(count, 3))))
        self.session.edit("Add shell", lambda design: add_shell(design, place))

    def poke(self) -> None:
        """Something in the tab that is in front, or in the dialog over it."""
        over = [one for one in self.window.findChildren(QDialog) if one.isVisible()]
        root: QWidget = over[-1] if over else self.window.tabs.currentWidget()
        kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView)
        found = [one for one in root.findChildren(QWidget) if isinstance(one, kinds) and usable(one)]
        if not found:
            return
        kind = self.chance.choice(sorted({type(one).__name__ for one in found}))
        self.use(self.chance.choice([one for one in found if type(one).__name__ == kind]))

    def use(self, one: Any) -> None:
        self.done.append(f"{type(one).__name__} {one.objectName()}")
        if isinstance(one, QToolButton | QPushButton) and one.menu() is not None:
            actions = [action for action in one.menu().actions() if action.isEnabled() and not action.isSeparator()]
            if actions:  # a menu that is open would wait for an answer
                self.chance.choice(actions).trigger()
        elif isinstance(one, QAbstractButton):
            one.click()
        elif isinstance(one, QComboBox) and one.count():
            one.setCurrentIndex(self.chance.randrange(one.count()))
            one.activated.emit(one.currentIndex())
        elif isinstance(one, QLineEdit):
            if not one.isReadOnly():
                self.type_into(one, self.chance.choice(WORDS))
        elif isinstance(one, QPlainTextEdit):
            one.setPlainText(self.chance.choice(WORDS))
        elif isinstance(one, QAbstractItemView) and one.model() is not None:
            self.use_table(one)

    def use_table(self, table: QAbstractItemView) -> None:
        model = table.model()
        rows = model.rowCount()
        columns = 1 if isinstance(table, QListView) else model.columnCount()
        if not rows or not columns:
            return
        at = model.index(self.chance.randrange(rows), self.chance.randrange(columns))
        table.setCurrentIndex(at)
        if table.selectionModel() is not None:
            table.selectionModel().select(at, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        for role in Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole:
            at.data(role)
        deed = self.chance.randrange(4)
        if deed == 0 and model.flags(at) & Qt.ItemFlag.ItemIsEditable:
            model.setData(at, self.chance.choice(WORDS))
        elif deed == 1:
            table.doubleClicked.emit(at)
        elif deed == 2:
            table.clicked.emit(at)
        else:
            key = self.chance.choice((Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Delete, Qt.Key.Key_Space))
            QTest.keyClick(table, key)

    def type_into(self, edit: QLineEdit, words: str) -> None:
        edit.selectAll()
        for letter in words:
            QApplication.sendEvent(edit, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
        key = self.chance.choice((Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Tab))
        QApplication.sendEvent(edit, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))

    def close_dialogs(self) -> None:
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                self.chance.choice((dialog.reject, dialog.accept))()


def usable(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and not widget.objectName().startswith("qt_")


@pytest.fixture
def raised(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Exceptions that end in Qt, where no caller can see them."""
    found: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: found.append(f"{kind.__name__}: {error}"))
    return found


def let_nothing_wait(monkeypatch: pytest.MonkeyPatch, answer: Callable[[], object]) -> None:
    """No question and no file dialog may hold up a monkey."""
    monkeypatch.setattr(QMessageBox, "exec", lambda box: answer())
    monkeypatch.setattr(QDialog, "exec", lambda box: 0)
    monkeypatch.setattr(QMenu, "exec", lambda *_: None)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: ("", ""))


@pytest.mark.parametrize("seed", [5])
def test_a_monkey_in_the_tabs_breaks_nothing(
    make_window, monkeypatch, raised: list[str], seed: int
) -> None:
    window: MainWindow = make_window("suncatcher-cluster")
    monkey = TabMonkey(window, seed)
    chance = random.Random(seed)
    answers = (QMessageBox.StandardButton.Discard, QMessageBox.StandardButton.Cancel)
    let_nothing_wait(monkeypatch, lambda: chance.choice(answers))
    monkey.run(ACTIONS)
    assert raised == [], monkey.done[-5:]
    session, document = window.session, window.session.document
    last, steps = session.design, document.position
    assert len(monkey.changes) > 20, "a monkey that changes nothing proves nothing"
    monkey.close_dialogs()
    QApplication.processEvents()
    assert_every_stage_tells(session)
    undo, redo = (window.actions_by_name[name] for name in ("undo", "redo"))
    while undo.isEnabled():
        undo.trigger()
    assert session.design == monkey.opened
    for _ in range(steps):
        redo.trigger()
    assert session.design == last
    QApplication.processEvents()
    assert_every_stage_tells(session)
    assert raised == []
