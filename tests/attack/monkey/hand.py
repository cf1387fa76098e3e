"""What the monkey has a mind to do, by seed: a deed is one gesture, told as the acts it is made of."""

import random
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QSplitterHandle,
    QTabBar,
    QTextEdit,
    QWidget,
)

from studio.gui.inspector.number_row import NumberRow
from studio.gui.places import DOCKS, TABS
from studio.gui.preferences import PREFERENCES
from studio.gui.window import MainWindow
from studio.gui.workspaces.table import WORKSPACES
from tests.attack.monkey.acts import Act, at

WORDS = ("", "12,5", "1.2.3", "-1e9", "1e400", "nan", "7 parsecs", "ten", "９９", "5 km km", "\N{MINUS SIGN}3", "0x10",
         "1", "0", "7", "12 km", "0.3", "550 km", "sso", "18:30", "5 %", "3 yr", "650 km + 20 km", "=2*pi*6.9e6 m",
         "300 m^2", "1e-9", "120", "45 deg", "altitude = 650 km", "panel", "☃" * 40, "<b>&amp;</b>",
         "2 ** 9")  # fmt: skip
"""Numbers, expressions, names and nonsense."""
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape, 0)
KEYS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right,
        Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
        Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_1, Qt.Key.Key_9,
        Qt.Key.Key_Period, Qt.Key.Key_Minus, Qt.Key.Key_A, Qt.Key.Key_E, Qt.Key.Key_M, Qt.Key.Key_Plus)  # fmt: skip
EDITABLE = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
USEFUL = (QAbstractButton, QComboBox, *EDITABLE, QAbstractSlider, QAbstractItemView, QTabBar, QSplitterHandle)
NEVER = {"quit"}
"""Commands that end the process; it ends anyway."""
SELDOM = {"export-everything", "orbit-film", "preset-filing-million", "tour", "close-design", "formation", "keys",
          "text-larger", "text-smaller"}  # fmt: skip
"""Commands that take seconds on a machine without a graphics processor, each a twentieth as often."""
PATIENCE = 14
"""Deeds after which a dialog is closed for sure."""
Deed = Iterator[Act]


class Hand:
    """Deeds by chance; `files` can be opened, `out` is where new ones may go."""

    def __init__(self, seed: int, files: list[str], out: str) -> None:
        self.chance = random.Random(seed)
        self.files, self.out = files, out
        self.window: MainWindow | None = None
        self.tidying = False
        """Whether what is open is only to be closed."""
        self._over: QWidget | None = None
        self._waited = 0
        self.deeds: dict[Callable[[], Deed], int] = {
            self.click: 90, self.poke: 130, self.drag: 60, self.hover: 40, self.wheel: 40, self.look_at_menu: 12,
            self.key: 60, self.shortcut: 60, self.command: 40, self.type_somewhere: 90, self.undo_storm: 25,
            self.resize: 4, self.workspace: 5, self.dock: 12, self.tear: 4, self.colours: 1, self.open: 5,
            self.drop: 2, self.preference: 5, self.time: 10, self.study: 8, self.turn_tab: 25, self.double: 15,
            self.close_something: 6, self.edit: 110,
        }  # fmt: skip

    def deed(self, window: MainWindow) -> tuple[str, Deed]:
        """What to do next, as the window is now."""
        self.window = window
        popup = QApplication.activePopupWidget()
        over = popup or QApplication.activeModalWidget()
        if over is not self._over:
            self._over, self._waited = over, 0
        self._waited += 1
        if popup is not None:
            return "popup", self.in_popup(popup)
        if over is not None:
            return "dialog", self.in_dialog(over)
        deeds, weights = list(self.deeds), list(self.deeds.values())
        chosen = self.chance.choices(deeds, weights)[0]
        return chosen.__name__, chosen()

    # What lies over the window

    def in_popup(self, popup: QWidget) -> Deed:
        """Choose from a menu or a list, or leave it."""
        if self.tidying or self._waited > 3 or self.chance.random() < 0.3:
            yield ["key", int(Qt.Key.Key_Escape)]
            if self._waited > 6:
                yield ["close", at(popup)]
        elif isinstance(popup, QMenu):
            usable = [one for one in popup.actions() if one.isEnabled() and one.isVisible() and not one.isSeparator()
                      and one.objectName().removeprefix("action-") not in NEVER]  # fmt: skip
            if not usable:
                yield ["key", int(Qt.Key.Key_Escape)]
                return
            spot = popup.actionGeometry(self.chance.choice(usable)).center()
            yield ["hover", at(popup), spot.x(), spot.y()]
            yield ["click", at(popup), spot.x(), spot.y()]
        else:
            yield from self._click_within(popup)

    def in_dialog(self, dialog: QWidget) -> Deed:
        """Use it for a while, then answer."""
        where = at(dialog)
        if isinstance(dialog, QFileDialog):
            yield ["file", where, "" if self.tidying else self._file_name(dialog)]
        elif self.tidying:
            yield ["answer", where, "discard" if isinstance(dialog, QMessageBox) else "reject"]
        elif isinstance(dialog, QMessageBox):
            yield ["answer", where, str(self.chance.randrange(4))]
        elif dialog.objectName() == "crash":
            yield ["answer", where, "reject"]
        elif self._waited > PATIENCE or self.chance.random() < 0.1:
            yield ["answer", where, self.chance.choice(("accept", "reject", "reject"))]
        elif self.chance.random() < 0.6:
            yield from self._use_one_of(dialog)
        elif self.chance.random() < 0.5:
            yield from self._click_within(dialog)
        else:
            yield ["key", int(self.chance.choice(KEYS))]

    def _file_name(self, dialog: QFileDialog) -> str:
        if self.chance.random() < 0.25:
            return ""
        if dialog.acceptMode() == QFileDialog.AcceptMode.AcceptOpen:
            return self.chance.choice(self.files)
        suffix = self.chance.choice((".json", ".png", ".csv", ".pdf", ".py", ".txt", "", ".html"))
        return f"{self.out}/{self.chance.choice(('one', 'two', 'no/such/folder'))}{suffix}"

    # In the window

    def click(self) -> Deed:
        yield from self._click_within(self._some_window())

    def double(self) -> Deed:
        widget, place = self._somewhere(self._some_window())
        yield ["double", at(widget), place.x(), place.y()]

    def hover(self) -> Deed:
        widget, place = self._somewhere(self._some_window())
        yield ["hover", at(widget), place.x(), place.y()]

    def look_at_menu(self) -> Deed:
        widget, place = self._somewhere(self._some_window())
        yield ["menu", at(widget), place.x(), place.y()]

    def wheel(self) -> Deed:
        widget, place = self._somewhere(self._some_window())
        keys = self.chance.choice((0, 0, 0, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier))
        turn = self.chance.choice((120, -120, 360, -360))
        yield ["wheel", at(widget), place.x(), place.y(), turn, _number(keys)]

    def poke(self) -> Deed:
        """Something that is meant to be used."""
        yield from self._use_one_of(self._part())

    def type_somewhere(self) -> Deed:
        found = [one for one in self._part().findChildren(QWidget) if isinstance(one, EDITABLE) and usable(one)]
        if found:
            yield self._typing(self.chance.choice(found))

    def drag(self) -> Deed:
        """Something that can be drawn along, or anything."""
        widget: QWidget
        root = self._some_window() if self.chance.random() < 0.6 else self._part()
        kinds = (QAbstractSlider, QSplitterHandle, QTabBar)
        found = [one for one in root.findChildren(QWidget) if isinstance(one, kinds) and usable(one)] if (
            self.chance.random() < 0.5) else []  # fmt: skip
        if found:
            widget = self.chance.choice(found)
            place = self._place_in(widget)
        else:
            widget, place = self._somewhere(root)
        yield from self._drag(widget, place)

    def key(self) -> Deed:
        keys = self.chance.choice((0, 0, 0, 0, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier))
        yield ["key", int(self.chance.choice(KEYS)), _number(keys), self.chance.choice((1, 1, 1, 2, 5))]

    def shortcut(self) -> Deed:
        """The keys of a command, as they are now."""
        assert self.window is not None
        name = self._some_command()
        if name is None:
            return
        sequence = self.window.actions_by_name[name].shortcut()
        for place in range(sequence.count()):
            both = sequence[place]
            yield ["key", int(both.key()), _number(both.keyboardModifiers())]

    def command(self) -> Deed:
        name = self._some_command()
        if name is not None:
            yield ["command", name]

    def undo_storm(self) -> Deed:
        for _ in range(self.chance.choice((1, 1, 2, 3, 8, 20))):
            yield ["command", self.chance.choice(("undo", "undo", "redo"))]

    def resize(self) -> Deed:
        for _ in range(self.chance.choice((1, 4))):
            yield ["resize", self.chance.randrange(700, 1500), self.chance.randrange(500, 950)]

    def workspace(self) -> Deed:
        yield ["workspace", self.chance.choice(list(WORKSPACES))]

    def dock(self) -> Deed:
        yield ["dock", self.chance.choice(list(DOCKS)), self.chance.choice(("close", "float", "show", "show"))]

    def tear(self) -> Deed:
        yield ["command", self.chance.choice(("tear-tab", "tear-tab", "gather-tabs"))]

    def colours(self) -> Deed:
        yield ["prefer", "theme", self.chance.choice([value for value, _ in PREFERENCES["theme"].choices])]

    def preference(self) -> Deed:
        """Anything but what is slow and chosen elsewhere."""
        names = [name for name, one in PREFERENCES.items() if one.choices and not one.restart
                 and name not in ("theme", "text-size")]  # fmt: skip
        name = self.chance.choice(names)
        yield ["prefer", name, self.chance.choice([value for value, _ in PREFERENCES[name].choices])]

    def open(self) -> Deed:
        yield ["open", self.chance.choice(self.files)]

    def drop(self) -> Deed:
        yield ["drop", self.chance.choice(self.files)]

    def time(self) -> Deed:
        yield ["command", self.chance.choice(("play", "day-next", "day-previous", "day-worst", "day-first",
                                              "life-later", "life-earlier", "life-end"))]  # fmt: skip

    def edit(self) -> Deed:
        """A number of the design becomes another one near it, by what is typed or by its slider."""
        assert self.window is not None
        rows = [row for row in self.window.views["design"].rows.values()  # type: ignore[attr-defined]
                if isinstance(row, NumberRow) and row.editor.isEnabled() and row.edit.value is not None]  # fmt: skip
        if not rows:
            return
        row = self.chance.choice(rows)
        self.window.focus_field(row.path)
        if self.chance.random() < 0.6:
            value = row.edit.value * self.chance.choice((0.5, 0.9, 1.02, 1.1, 2.0)) + self.chance.choice((0, 0, 1e-3))
            words = row.edit.text_of(round(value) if row.spec.kind == "integer" else value)
            yield ["type", at(row.edit), words, _number(Qt.Key.Key_Return)]
        else:
            sliders = [one for one in row.findChildren(QAbstractSlider) if usable(one)]
            if sliders:
                yield from self._drag(sliders[0], self._place_in(sliders[0]))

    def study(self) -> Deed:
        """Begin one, or stop it, on the page where it stands."""
        assert self.window is not None
        yield ["command", "tab-study"]
        name = self.chance.choice(("run", "stop", "stop", "pause", "continue"))
        buttons = [one for one in self.window.findChildren(QAbstractButton)
                   if one.objectName() == f"study-{name}" and usable(one)]  # fmt: skip
        if buttons:
            yield ["click", at(buttons[0]), 5, 5]

    def turn_tab(self) -> Deed:
        assert self.window is not None
        names = [name for name in self.window.actions_by_name if "-page-" in name]
        yield ["command", self.chance.choice((f"tab-{self.chance.choice(list(TABS))}", self.chance.choice(names)))]

    def close_something(self) -> Deed:
        """A window that is not the main one."""
        others = [one for one in _windows() if one is not self.window]
        if others:
            yield ["close", at(self.chance.choice(others))]

    # How

    def _some_command(self) -> str | None:
        assert self.window is not None
        usable_ = [name for name, action in self.window.actions_by_name.items() if action.isEnabled()
                   and name not in NEVER and (name not in SELDOM or self.chance.random() < 0.05)]  # fmt: skip
        return self.chance.choice(usable_) if usable_ else None

    def _some_window(self) -> QWidget:
        others = [one for one in _windows() if one is not self.window]
        assert self.window is not None
        return self.chance.choice(others) if others and self.chance.random() < 0.4 else self.window

    def _part(self) -> QWidget:
        """The tab in front, a dock, or another window: a part small enough to be searched."""
        assert self.window is not None
        docks = [one for one in self.window.docks.values() if one.isVisible()]
        others = [one for one in _windows() if not isinstance(one, QMainWindow)]
        front = self.window.tabs.currentWidget()
        return self.chance.choice([front, front, front, *docks, *others])

    def _click_within(self, root: QWidget) -> Deed:
        widget, place = self._somewhere(root)
        keys = self.chance.choice((0,) * 8 + (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier))
        button = self.chance.choice((1,) * 12 + (4,))
        yield ["click", at(widget), place.x(), place.y(), button, _number(keys)]

    def _somewhere(self, root: QWidget) -> tuple[QWidget, QPoint]:
        """A place in a window, and what lies there on top; rather where there is something to use."""
        for _ in range(4):
            spot = self._place_in(root)
            widget = root.childAt(spot) or root
            if isinstance(widget, USEFUL) or isinstance(widget.parent(), QAbstractScrollArea):
                break
        return widget, widget.mapFrom(root, spot)

    def _place_in(self, widget: QWidget) -> QPoint:
        return QPoint(self.chance.randrange(max(1, widget.width())), self.chance.randrange(max(1, widget.height())))

    def _use_one_of(self, root: QWidget) -> Deed:
        found = [one for one in root.findChildren(QWidget) if isinstance(one, USEFUL) and usable(one)]
        if found:
            kind = self.chance.choice(sorted({type(one).__name__ for one in found}))
            yield from self._use(self.chance.choice([one for one in found if type(one).__name__ == kind]))

    def _use(self, one: Any) -> Deed:
        target: QWidget = one
        if isinstance(one, EDITABLE) and self.chance.random() < 0.8:
            yield self._typing(one)
        elif isinstance(one, QAbstractSlider | QSplitterHandle) and self.chance.random() < 0.7:
            yield from self._drag(one, self._place_in(one))
        else:
            if isinstance(one, QAbstractItemView):
                target = one.viewport()
            place = target.rect().center() if isinstance(one, QAbstractButton | QComboBox) else self._place_in(target)
            twice = isinstance(one, QAbstractItemView) and self.chance.random() < 0.3
            yield ["double" if twice else "click", at(target), place.x(), place.y()]
            if self.chance.random() < 0.2:
                yield ["key", int(self.chance.choice(KEYS))]

    def _typing(self, one: QWidget) -> Act:
        return ["type", at(one), self.chance.choice(WORDS), _number(self.chance.choice(ENDS))]

    def _drag(self, widget: QWidget, place: QPoint) -> Deed:
        yield ["press", at(widget), place.x(), place.y()]
        far = self.chance.choice((20, 60, 300))
        for _ in range(self.chance.choice((1, 3, 6))):
            place = place + QPoint(self.chance.randint(-far, far), self.chance.randint(-far // 2, far // 2))
            yield ["move", place.x(), place.y()]
        yield ["release", place.x(), place.y()]


def usable(widget: QWidget) -> bool:
    """Whether a person could use it now: what belongs to a file dialog's or a table's inside is reached by place."""
    return widget.isVisible() and widget.isEnabled() and not widget.objectName().startswith("qt_")


def _windows() -> list[QWidget]:
    """The windows that are up, but for hints."""
    kinds = (Qt.WindowType.Window, Qt.WindowType.Dialog)
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and (
        isinstance(one, QDialog | QMainWindow) or one.windowType() in kinds)]  # fmt: skip


def _number(flag: Any) -> int:
    """A flag or a key of Qt as a number."""
    return int(getattr(flag, "value", flag))
