"""The line in which anything is found by its name, over the window, with what fits below it."""

from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.gui.palette.entry import PREFIXES, Entry
from studio.gui.palette.index import Index, split
from studio.gui.palette.match import query_of
from studio.gui.palette.rows import RowPainter, Rows
from studio.gui.theme import ROLES, dress
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_REMEMBERED = "palette-recent"
_LATELY = 24
_WIDE_EMS, _ROWS, _ROW_EMS = 52, 13, 1.75


class Palette(QFrame):
    """Part of the window, so that the keyboard comes back to where it was; what is chosen lately comes first."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self.setAccessibleName(tr("Find anything"))
        self._window = window
        self.index = Index(window)
        self._before: QWidget | None = None
        self.search = QLineEdit(self)
        self.search.setObjectName("palette-search")
        self.search.setAccessibleName(tr("Find anything"))
        self.search.setPlaceholderText(tr("Find anything, or set a value: altitude = 650 km"))
        self.search.textChanged.connect(self._refresh)
        self.search.installEventFilter(self)
        self.rows = Rows(self)
        self.list = QListView(self)
        self.list.setObjectName("palette-list")
        self.list.setAccessibleName(tr("What was found"))
        self.list.setModel(self.rows)
        self.list.setItemDelegate(RowPainter(window.theme, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows of the line move in it
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu_at)
        self.list.clicked.connect(lambda _: self.accept())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._describe())
        self.nothing = QLabel(self)
        self.nothing.setObjectName("palette-nothing")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setProperty("look", "muted")
        self.about = _Line(self)
        self.about.setObjectName("palette-about")
        self.about.setProperty("look", "muted")
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.hint = QLabel(self)
        self.hint.setObjectName("palette-hint")
        self.hint.setProperty("look", "muted")
        self._lay_out()
        window.theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def _lay_out(self) -> None:
        em = self.fontMetrics().height()
        self._group = QButtonGroup(self)
        self.filters: dict[str, QToolButton] = {}
        chips = QHBoxLayout()
        chips.setSpacing(round(em * 0.3))
        for sign, (label, _) in PREFIXES.items():
            button = QToolButton(self)
            button.setObjectName(f"palette-filter:{sign or 'all'}")
            button.setText(f"{sign} {tr(label)}".strip())
            button.setCheckable(True)
            button.setProperty("look", "page")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the signs do the same from the keyboard
            button.clicked.connect(lambda _=False, sign=sign: self._use_sign(sign))
            self._group.addButton(button)
            self.filters[sign] = button
            chips.addWidget(button)
        chips.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.about, 1)
        foot.addSpacing(em)
        foot.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(round(em * 0.5),) * 4)
        column.setSpacing(round(em * 0.35))
        column.addWidget(self.search)
        column.addLayout(chips)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)
        column.addLayout(foot)

    # Opening and closing

    def ask(self, typed: str = "") -> None:
        """Open it with something typed already; open, it is emptied."""
        if not self.isVisible():
            self._before = QApplication.focusWidget() or self._window.focusWidget()
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self.index.refresh()
        self.search.setText(typed)
        self._refresh()
        self._place()
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_palette(self, *, back: bool = True) -> None:
        """Hide it; the keyboard goes `back` to where it was."""
        if not self.isVisible():
            return
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self.hide()
        before, self._before = self._before, None
        if back and before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        window = self._window
        em = self.fontMetrics().height()
        wide = min(_WIDE_EMS * em, window.width() - 2 * em)
        high = min(round(_ROWS * _ROW_EMS * em) + 9 * em, window.height() * 7 // 10)
        self.setGeometry((window.width() - wide) // 2, max(em, window.height() // 12), wide, high)

    # Finding

    @property
    def entries(self) -> list[Entry]:
        """What was found, as it is shown."""
        return self.rows.entries

    @property
    def current(self) -> Entry | None:
        """The row that Enter takes."""
        row = self.list.currentIndex().row()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def _refresh(self) -> None:
        typed = self.search.text()
        sign, rest = split(typed)
        self.filters[sign].setChecked(True)
        found = self.index.find(typed, self.recent())
        self.rows.show_entries(found, query_of(rest))
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        if found:
            self.list.setCurrentIndex(self.rows.index(0))
            self.list.scrollToTop()
        else:
            self.nothing.setText(_nothing_found(rest))
        self._describe()

    def _use_sign(self, sign: str) -> None:
        _, rest = split(self.search.text())
        self.search.setText(f"{sign}{rest}")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _describe(self) -> None:
        entry = self.current
        if entry is None:
            self.about.setText("")
            self.hint.setText(tr("Esc: close"))
            return
        words = entry.text.about if entry.kind in {"field", "result", "preset", "claim"} else entry.text.place
        words = entry.why() or words
        self.about.setToolTip(words)
        self.about.setText(words.replace("\n", " "))
        hints = [tr("Enter: {does}", does=entry.enter)] if not entry.why() else []
        if entry.more():
            hints.append(tr("Shift+Enter: more"))
        self.hint.setText("   ".join([*hints, tr("Esc: close")]))

    # Taking

    def accept(self) -> None:
        """Do what Enter does with the current row; what cannot be done now stays, with its reason."""
        entry = self.current
        if entry is None or entry.why():
            return
        self._take(entry, entry.run)

    def show_more(self, place: QPoint | None = None) -> None:
        """Open the menu of what else can be done with the current row."""
        entry = self.current
        more = entry.more() if entry is not None else []
        if entry is None or not more:
            return
        menu = QMenu(self)
        menu.setObjectName("palette-more")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, run in more:
            menu.addAction(words).triggered.connect(lambda _=False, run=run: self._take(entry, run))
        if place is None:
            rect = self.list.visualRect(self.list.currentIndex())
            place = self.list.viewport().mapToGlobal(QPoint(rect.width() // 3, rect.bottom()))
        menu.popup(place)
        first = menu.actions()[0]
        menu.setActiveAction(first)

    def _take(self, entry: Entry, run: Any) -> None:
        self.remember(entry)
        self.close_palette()
        if entry.kind not in {"help", "preference"}:
            self._window.start.leave()  # what is asked for is behind the start page
        run()

    def _menu_at(self, place: QPoint) -> None:
        index = self.list.indexAt(place)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.show_more(self.list.viewport().mapToGlobal(place))

    # What was chosen lately

    def recent(self) -> tuple[str, ...]:
        """What was chosen lately, the latest first."""
        kept = self._window.settings.value(_REMEMBERED)
        kept = [kept] if isinstance(kept, str) else kept
        return tuple(one for one in kept if isinstance(one, str))[:_LATELY] if isinstance(kept, list) else ()

    def remember(self, entry: Entry) -> None:
        """Let an entry come first the next time."""
        if entry.kind != "set":
            others = [one for one in self.recent() if one != entry.id]
            self._window.settings.setValue(_REMEMBERED, [entry.id, *others][:_LATELY])

    # Keys and the mouse

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget) and not self._holds(watched):
            self.close_palette(back=False)
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _holds(self, widget: QWidget) -> bool:
        one: QObject | None = widget
        while one is not None:
            if one is self:
                return True
            one = one.parent()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.show_more()
            else:
                self.accept()
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            page = max(1, self.list.height() // max(1, self.list.sizeHintForRow(0)) - 1)
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}
            self._move(steps[Qt.Key(key)], wrap=abs(steps[Qt.Key(key)]) == 1)
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            signs = list(PREFIXES)
            at = signs.index(split(self.search.text())[0])
            self._use_sign(signs[(at + (1 if key == Qt.Key.Key_Tab else -1)) % len(signs)])
        else:
            return False
        return True

    def _move(self, steps: int, *, wrap: bool) -> None:
        count = len(self.entries)
        if count:
            row = self.list.currentIndex().row() + steps
            row = row % count if wrap else min(max(row, 0), count - 1)
            self.list.setCurrentIndex(self.rows.index(row))

    def _restyle(self) -> None:
        dress(
            self,
            f"QFrame#palette {{ background: {ROLES.window}; border: 1px solid {ROLES.accent};"
            " border-radius: 8px; }"
            f" QListView#palette-list {{ background: {ROLES.surface}; border: 1px solid {ROLES.line}; }}"
            " QLineEdit#palette-search { padding: 6px 8px; font-size: 12pt; }"
        )


class _Line(QLabel):
    """One line of text, with an ellipsis where there is no room for all of it; its tool tip has the rest."""

    elides = True

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
        painter.end()


def _nothing_found(rest: str) -> str:
    return tr(
        "Nothing is called “{typed}”.\n\nWhat can be found: commands of the menus, values of the design and results, "
        "pages, layers, presets and recent files, the catalogue, claims, help and preferences.\n"
        "A value is set by its name and the value: altitude = 650 km", typed=rest[:60]
    )  # fmt: skip
