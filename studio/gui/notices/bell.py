"""The count of what was said since the list of notices was last looked at, and that list."""

import time

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from studio.gui.notices.notices import Notice, Notices
from studio.gui.notices.toast import SYMBOLS, NoticeCard
from studio.gui.theme import Theme
from studio.gui.theme.lettered import lettered
from studio.text import tr, tr_count

_WIDTH, _HEIGHT = 34, 26


class Bell(QToolButton):
    """In the status bar: how much is new, how bad the worst of it is, and the list at a click."""

    def __init__(self, notices: Notices, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notices-button")
        self._notices, self._theme = notices, theme
        self._new: list[Notice] = []
        self.list: NoticeList | None = None
        notices.told.connect(self._told)
        self.clicked.connect(self.open_list)
        self._refresh()

    def open_list(self) -> None:
        """Show all that was said, the newest first."""
        self._new = []
        self._refresh()
        if self.list is not None:
            self.list.deleteLater()
        self.list = NoticeList(self._notices, self._theme, self.window())
        self.list.show_at(self.mapTo(self.window(), QPoint(self.width(), 0)))

    def _told(self, notice: Notice) -> None:
        self._new.append(notice)
        self._refresh()

    def _refresh(self) -> None:
        levels = {one.level for one in self._new}
        worst = "error" if "error" in levels else "warning" if "warning" in levels else "info"
        self.setText(f"{SYMBOLS[worst]} {len(self._new)}")
        words = tr_count("{count} new message; click for all", "{count} new messages; click for all", len(self._new))
        self.setToolTip(words)
        self.setAccessibleName(words)


class NoticeList(QFrame):
    """Everything said in this session; it goes when something else is clicked."""

    def __init__(self, notices: Notices, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("notices-list")
        self.setAccessibleName(tr("Messages"))
        em = self.fontMetrics().height()
        column = QVBoxLayout(self)
        head = QHBoxLayout()
        title = QLabel(tr("Messages"), self)
        lettered(title)
        head.addWidget(title)
        head.addStretch(1)
        self._notices, self._over = notices, parent
        self.forget = QPushButton(tr("Clear"), self)
        self.forget.setObjectName("notices-clear")
        self.forget.setEnabled(bool(notices.said))
        self.forget.clicked.connect(self._clear)
        head.addWidget(self.forget)
        column.addLayout(head)
        inside = QWidget(self)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        for notice in reversed(notices.said):
            said = QLabel(time.strftime("%H:%M:%S", time.localtime(notice.time)), inside)
            said.setProperty("look", "muted")
            card = NoticeCard(notice, theme, inside, closable=False)
            card.dismissed.connect(self.close)
            rows.addWidget(said)
            rows.addWidget(card)
        if not notices.said:
            nothing = QLabel(tr("Nothing was said yet. What happens beside your work is told here."), inside)
            nothing.setWordWrap(True)
            nothing.setProperty("look", "muted")
            rows.addWidget(nothing)
        rows.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column.addWidget(area, 1)
        self.resize(em * _WIDTH, em * _HEIGHT)

    def show_at(self, place: QPoint) -> None:
        """Show it above a place of the window, its right edge there."""
        window = self._over
        self.resize(min(self.width(), window.width() - 20), min(self.height(), window.height() - 80))
        self.move(window.mapToGlobal(QPoint(max(place.x() - self.width(), 10), place.y() - self.height() - 6)))
        self.show()

    def _clear(self) -> None:
        self._notices.said = []
        self.close()
