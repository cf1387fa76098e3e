"""The formats in their groups, to be searched; those that cannot be written here say why."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from studio.export.formats import GROUPS, Format
from studio.text import tr

_NAME = Qt.ItemDataRole.UserRole


class FormatList(QWidget):
    """`chosen` carries the format that became the current one."""

    chosen = Signal(object)

    def __init__(self, formats: Mapping[str, Format], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self.search = _Search(self)
        self.search.setObjectName("export-search")
        self.search.setPlaceholderText(tr("Search formats"))
        self.search.setAccessibleName(tr("Search formats"))
        self.search.setToolTip(tr("By name, ending or what it is for; Down goes to the list"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.tree = QTreeWidget(self)
        self.search.left.connect(lambda: self.tree.setFocus(Qt.FocusReason.OtherFocusReason))
        self.tree.setObjectName("export-formats")
        self.tree.setAccessibleName(tr("Formats"))
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.setIndentation(round(self.fontMetrics().height() * 0.7))
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.none = QLabel(tr("No format is called so."), self)
        self.none.setProperty("look", "muted")
        self.none.hide()
        self._fill()
        self.tree.currentItemChanged.connect(self._changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        column.addWidget(self.none)

    @property
    def current(self) -> Format | None:
        item = self.tree.currentItem()
        return self._formats.get(item.data(0, _NAME)) if item is not None else None

    def choose(self, name: str) -> None:
        """Make the format called `name` the current one."""
        for item in self._items():
            if item.data(0, _NAME) == name:
                self.tree.setCurrentItem(item)
                self.tree.scrollToItem(item)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What was chosen before there was any room was scrolled to the top, and its group out of sight.
        self.tree.scrollToTop()
        if (item := self.tree.currentItem()) is not None:
            self.tree.scrollToItem(item)

    def _fill(self) -> None:
        for group, title in GROUPS.items():
            members = [one for one in self._formats.values() if one.group == group]
            if not members:
                continue
            head = QTreeWidgetItem(self.tree, [tr(title)])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setFirstColumnSpanned(True)
            bold = head.font(0)
            bold.setBold(True)
            head.setFont(0, bold)
            for one in members:
                item = QTreeWidgetItem(head, [tr(one.title), one.suffix or tr("folder")])
                item.setData(0, _NAME, one.name)
                missing = one.missing()
                muted = self.palette().placeholderText()
                item.setForeground(1, muted)
                for column in (0, 1):
                    item.setToolTip(column, missing or tr(one.about))
                    if missing:
                        item.setForeground(column, muted)
            head.setExpanded(True)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        for place in range(self.tree.topLevelItemCount()):
            head = self.tree.topLevelItem(place)
            assert head is not None  # within the count
            yield from _below(head)

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        found = None
        for item in self._items():
            one = self._formats[item.data(0, _NAME)]
            text = " ".join((one.name, tr(one.title), tr(one.about), one.suffix, tr(GROUPS[one.group]))).casefold()
            item.setHidden(not all(word in text for word in words))
            found = found or (None if item.isHidden() else item)
        for place in range(self.tree.topLevelItemCount()):
            head = self.tree.topLevelItem(place)
            assert head is not None  # within the count
            head.setHidden(all(item.isHidden() for item in _below(head)))
        self.none.setVisible(found is None)
        current = self.tree.currentItem()
        if found is not None and (current is None or current.isHidden()):
            self.tree.setCurrentItem(found)

    def _changed(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and (one := self._formats.get(item.data(0, _NAME))) is not None:
            self.chosen.emit(one)


def _below(head: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [item for place in range(head.childCount()) if (item := head.child(place)) is not None]


class _Search(QLineEdit):
    """`left` where the arrow keys or Enter go on to the list."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
            return
        super().keyPressEvent(event)
