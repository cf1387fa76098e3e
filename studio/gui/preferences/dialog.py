"""Edit → Preferences: every preference of the table, a page for each group, and the keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.gui.keys.page import KeysPage
from studio.gui.preferences.entries import GROUPS, PREFERENCES
from studio.gui.preferences.row import PreferenceRow
from studio.gui.scrolling import scrolling
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

KEYS = "keys"
_KEYS_TITLE = mark("Keys")


class PreferencesDialog(QDialog):
    """What is chosen here holds at once; there is nothing to confirm."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.setObjectName("preferences")
        self.setWindowTitle(tr("Preferences"))
        self._window = window
        self._preferences = window.preferences
        self.rows = {name: PreferenceRow(self._preferences, one) for name, one in PREFERENCES.items()}
        self.search = QLineEdit(self)
        self.search.setObjectName("preferences-search")
        self.search.setPlaceholderText(tr("Search preferences and keys"))
        self.search.setAccessibleName(tr("Search preferences and keys"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget(self)
        self.list.setObjectName("preferences-pages")
        self.list.setAccessibleName(tr("Pages of the preferences"))
        self.list.setStyleSheet("QListWidget::item { padding: 3px 4px; }")
        self.list.currentRowChanged.connect(self._show_page)
        self.stack = QStackedWidget(self)
        self.keys = KeysPage(window.keys, self)
        self._groups = [group for group in GROUPS if any(one.group == group for one in PREFERENCES.values())]
        for group in self._groups:
            self._add(tr(GROUPS[group]), self._page(group))
        self._add(tr(_KEYS_TITLE), self.keys)
        self.nothing = QLabel(tr("No preference and no key fits."), self)
        self.nothing.setObjectName("preferences-nothing")
        self.nothing.setProperty("look", "muted")
        self.nothing.hide()
        self.restart = QPushButton(tr("Restart now"), self)
        self.restart.setObjectName("preferences-restart")
        self.restart.setToolTip(tr("Unsaved work is kept, and the same design opens again"))
        self.restart.setAutoDefault(False)
        self.restart.clicked.connect(self._restart)
        self.waiting = QLabel(self)
        self.waiting.setObjectName("preferences-waiting")
        self.waiting.setWordWrap(True)
        self.reset_page = self._button("preferences-reset-page", tr("Reset this page"), self._reset_page)
        self.reset_all = self._button("preferences-reset-all", tr("Reset all"), self._reset_all)
        self._lay_out()
        self._preferences.changed.connect(self._show_waiting)
        self._show_waiting()
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        em = self.fontMetrics().height()
        self.list.setFixedWidth(min(14 * em, self.list.sizeHintForColumn(0) + 3 * em))
        middle = QHBoxLayout()
        middle.addWidget(self.list)
        middle.addWidget(self.stack, 1)
        notice = QHBoxLayout()
        notice.addWidget(self.waiting, 1)
        notice.addWidget(self.restart)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(tr("Close"))
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        low = QHBoxLayout()
        low.addWidget(self.reset_page)
        low.addWidget(self.reset_all)
        low.addStretch(1)
        low.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setSpacing(round(em * 0.6))
        column.addWidget(self.search)
        column.addWidget(self.nothing)
        column.addLayout(middle, 1)
        column.addLayout(notice)
        column.addLayout(low)
        room = self._window.screen().availableGeometry()
        self.resize(min(52 * em, room.width() * 9 // 10), min(36 * em, room.height() * 8 // 10))

    def _page(self, group: str) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        em = self.fontMetrics().height()
        column.setContentsMargins(em, round(em * 0.5), em, 0)
        for row in self.rows.values():
            if row.preference.group == group:
                column.addWidget(row)
        column.addStretch(1)
        return scrolling(page, sideways=False)

    def _add(self, title: str, page: QWidget) -> None:
        self.list.addItem(QListWidgetItem(title))
        self.stack.addWidget(page)

    def _button(self, name: str, text: str, run: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(run)
        return button

    def show_at(self, page: str = "", name: str = "") -> None:
        """Open it at the page of a group, or of the keys, with the line called `name` under the keyboard."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        if page:
            self.search.clear()
            self.list.setCurrentRow(self._place(page))
            if page == KEYS and name:
                self.keys.choose(name)
            elif name in self.rows:
                self.rows[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self, page: str) -> int:
        return self._groups.index(page) if page in self._groups else len(self._groups)

    @property
    def page(self) -> str:
        """The page that is shown."""
        row = self.list.currentRow()
        return self._groups[row] if 0 <= row < len(self._groups) else KEYS

    def _show_page(self, row: int) -> None:
        self.stack.setCurrentIndex(max(row, 0))

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        counts = [0] * self.list.count()
        for row in self.rows.values():
            fits = row.fits(words)
            row.setVisible(fits)
            counts[self._place(row.preference.group)] += fits
        counts[-1] = self.keys.filter(typed)
        for at, count in enumerate(counts):
            item = self.list.item(at)
            item.setHidden(not count)
        shown = [at for at, count in enumerate(counts) if count]
        self.nothing.setVisible(not shown)
        self.stack.setVisible(bool(shown))
        if shown and self.list.currentRow() not in shown:
            self.list.setCurrentRow(shown[0])

    def _reset_page(self) -> None:
        if self.page == KEYS:
            self.keys.reset_all()
        else:
            for row in self.rows.values():
                if row.preference.group == self.page:
                    self._preferences.reset(row.preference.name)

    def _reset_all(self) -> None:
        self._preferences.reset()
        self.keys.reset_all()

    def _show_waiting(self, _: str = "") -> None:
        waiting = [tr(PREFERENCES[name].label) for name in self._preferences.waiting()]
        self.waiting.setText(tr("After a restart: {names}", names=", ".join(waiting)) if waiting else "")
        self.waiting.setVisible(bool(waiting))
        self.restart.setVisible(bool(waiting))

    def _restart(self) -> None:
        self.close()
        self._window.restart()
