"""Every command with its key, menu by menu, and the keys of widgets; searched by words or by a key."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from studio.gui.keys.fixed import FIXED
from studio.gui.keys.store import Bound, Keys
from studio.gui.menu_lines import english, plain
from studio.text import tr

_NAME = Qt.ItemDataRole.UserRole


class KeyTable(QTreeWidget):
    """A line each; those that the user gave another key are in bold, and say so. Enter is `entered_line`."""

    entered_line = Signal()

    def __init__(self, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("key-table")
        self.setAccessibleName(tr("Commands and their keys"))
        self._keys = keys
        self.setColumnCount(3)
        self.setHeaderLabels([tr("Command"), tr("Keys"), tr("Changed from")])
        self.setRootIsDecorated(True)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self._lines: dict[str, QTreeWidgetItem] = {}
        self._fill()
        keys.changed.connect(self._show_name)

    @property
    def chosen(self) -> Bound | None:
        """The command of the current line."""
        item = self.currentItem()
        name = item.data(0, _NAME) if item is not None else None
        return self._keys.bound(name) if isinstance(name, str) else None

    def choose(self, name: str) -> None:
        """Make the line of a command current and bring it into sight."""
        item = self._lines.get(name)
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item, QTreeWidget.ScrollHint.PositionAtCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.chosen is not None:
            self.entered_line.emit()
        else:
            super().keyPressEvent(event)

    def filter(self, typed: str) -> int:
        """Show the lines in which every word stands; how many there are."""
        words = typed.casefold().split()
        count = 0
        for top, items in self._groups():
            shown = 0
            for item in items:
                words_here = (top.text(0), item.text(0), item.text(1), item.data(0, _NAME), item.data(1, _NAME))
                inside = " ".join(str(one or "") for one in words_here).casefold()
                fits = all(word in inside for word in words)
                item.setHidden(not fits)
                shown += fits
            top.setHidden(not shown)
            count += shown
        return count

    def rows(self) -> list[tuple[str, str, str]]:
        """The lines that are shown: where they stand, what they do, their keys."""
        return [(top.text(0), item.text(0), item.text(1)) for top, items in self._groups()
                for item in items if not item.isHidden()]  # fmt: skip

    def _groups(self) -> Iterator[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]]:
        for at in range(self.topLevelItemCount()):
            top = self.topLevelItem(at)
            if top is not None:
                items = (top.child(place) for place in range(top.childCount()))
                yield top, [item for item in items if item is not None]

    def _fill(self) -> None:
        tops: dict[str, QTreeWidgetItem] = {}
        for one in self._keys.commands():
            if one.name.startswith("recent-"):
                continue
            if one.place not in tops:
                tops[one.place] = self._top(one.place)
            item = QTreeWidgetItem(tops[one.place])
            item.setText(0, plain(one.action.text()))
            item.setData(0, _NAME, one.name)
            item.setData(1, _NAME, english(one.action))
            self._lines[one.name] = item
            self._show(one, item)
        for place, keys in FIXED:
            top = self._top(tr("{place} (fixed)", place=tr(place)))
            for key, does in keys:
                QTreeWidgetItem(top, [tr(does), tr(key)])
        self.expandAll()

    def _top(self, title: str) -> QTreeWidgetItem:
        top = QTreeWidgetItem(self, [title])
        font = QFont(self.font())
        font.setBold(True)
        top.setFont(0, font)
        top.setFlags(Qt.ItemFlag.ItemIsEnabled)
        top.setFirstColumnSpanned(True)
        return top

    def _show_name(self, name: str) -> None:
        one, item = self._keys.bound(name), self._lines.get(name)
        if one is not None and item is not None:
            self._show(one, item)

    def _show(self, one: Bound, item: QTreeWidgetItem) -> None:
        changed = self._keys.is_changed(one.name)
        font = QFont(self.font())
        font.setBold(changed)
        shown = one.action.shortcut().toString(one.action.shortcut().SequenceFormat.NativeText)
        item.setText(1, shown or "–")
        item.setText(2, (one.default or tr("no key")) if changed else "")
        item.setFont(0, font)
        item.setFont(1, font)
