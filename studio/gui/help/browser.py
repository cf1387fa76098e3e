"""The help window: contents and search on the left, a page on the right; links lead on, and into the studio."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTextBrowser,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.design import DesignError
from studio.gui.help.about import about
from studio.gui.help.search import found
from studio.gui.help.topics import GROUPS, TOPICS
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.session import Session

_LINK = Qt.ItemDataRole.UserRole
HOME = "help:begin"


class HelpBrowser(QWidget):
    """One window of its own, which stays while one works; `explain_wanted` and `edit_wanted` carry a name."""

    explain_wanted = Signal(str)
    edit_wanted = Signal(str)

    def __init__(self, session: "Session", parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._session, self._window = session, parent
        self.setObjectName("help-browser")
        self.setWindowTitle(tr("Help"))
        self._trail: list[str] = []
        self._ahead: list[str] = []
        em = self.fontMetrics().height()
        self.search = QLineEdit(self)
        self.search.setObjectName("help-search")
        self.search.setPlaceholderText(tr("Search topics, fields and results"))
        self.search.setAccessibleName(tr("Search the help"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self._open_first)
        self.contents = QTreeWidget(self)
        self.contents.setObjectName("help-contents")
        self.contents.setAccessibleName(tr("Contents of the help"))
        self.contents.setHeaderHidden(True)
        self.contents.setUniformRowHeights(True)
        self.contents.currentItemChanged.connect(self._chosen)
        self.page = QTextBrowser(self)
        self.page.setObjectName("help-page")
        self.page.setAccessibleName(tr("Help page"))
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(self._follow)
        self.page.document().setDocumentMargin(em)
        self.back = self._button("back", tr("Back (Alt+Left)"), Qt.ArrowType.LeftArrow, self.go_back)
        self.forward = self._button("forward", tr("Forward (Alt+Right)"), Qt.ArrowType.RightArrow, self.go_forward)
        QShortcut(QKeySequence("Alt+Left"), self, self.go_back)
        QShortcut(QKeySequence("Alt+Right"), self, self.go_forward)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        bar = QHBoxLayout()
        bar.addWidget(self.back)
        bar.addWidget(self.forward)
        bar.addWidget(self.search, 1)
        column.addLayout(bar)
        column.addWidget(self.contents, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(self.page)
        split.setSizes([21 * em, 34 * em])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        margin = round(em * 0.5)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.addWidget(split)
        room = self.screen().availableGeometry()
        self.resize(min(57 * em, room.width() * 9 // 10), min(38 * em, room.height() * 8 // 10))
        session.theme.changed.connect(self._again)
        session.settled.connect(self._again)
        self._fill("")

    @property
    def link(self) -> str:
        """What is shown: "help:KEY" of a topic, or "name:NAME" of a field or result."""
        return self._trail[-1] if self._trail else ""

    def open(self, link: str) -> None:
        """Show a page, and the window in front."""
        if link != self.link:
            self._trail.append(link)
            self._ahead.clear()
        self._show()
        self.show()
        self.raise_()
        self.activateWindow()

    def go_back(self) -> None:
        if len(self._trail) > 1:
            self._ahead.append(self._trail.pop())
            self._show()

    def go_forward(self) -> None:
        if self._ahead:
            self._trail.append(self._ahead.pop())
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._window.activateWindow()

    def _show(self) -> None:
        kind, _, name = self.link.partition(":")
        if kind == "help" and name in TOPICS:
            topic = TOPICS[name]
            title, text = tr(topic.title), topic.shown()
            if topic.see:
                links = " · ".join(f'<a href="help:{key}">{tr(TOPICS[key].title)}</a>' for key in topic.see)
                text += f"<p><b>{tr('See also')}</b>: {links}</p>"
        else:
            try:
                title, text = about(self._session.results(), name)
            except DesignError:  # a layer that is gone
                title, text = name, f"<p>{tr('The design that is open has none of this name.')}</p>"
        place = self.page.verticalScrollBar().value() if self.page.property("shown") == self.link else 0
        self.page.setProperty("shown", self.link)
        self.page.document().setDefaultStyleSheet(
            f"a {{ color: {self._session.theme.colours.accent}; }} p {{ line-height: 125%; }}")
        self.page.setHtml(f"<h2>{title}</h2>{text}")
        self.page.verticalScrollBar().setValue(place)
        self.setWindowTitle(tr("Help: {title}", title=title))
        self.back.setEnabled(len(self._trail) > 1)
        self.forward.setEnabled(bool(self._ahead))
        self._mark()

    def _again(self) -> None:
        """The values shown are those of the design as it is now."""
        if self.isVisible() and self.link:
            self._show()

    def _fill(self, typed: str) -> None:
        self.contents.blockSignals(True)
        self.contents.clear()
        hits = found(typed)
        if not typed.strip():
            groups = [(tr(title), [(f"help:{topic.key}", tr(topic.title)) for topic in topics])
                      for title, topics in GROUPS]  # fmt: skip
        else:
            groups = [(title, [(hit.link, hit.label) for hit in found_here]) for title, found_here in hits]
        for title, entries in groups:
            group = QTreeWidgetItem([title])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            self.contents.addTopLevelItem(group)
            for link, label in entries:
                item = QTreeWidgetItem(group, [label])
                item.setData(0, _LINK, link)
                item.setToolTip(0, link.partition(":")[2] if link.startswith("name:") else label)
            group.setExpanded(True)
        if not groups:
            nothing = QTreeWidgetItem([tr("Nothing has these words: try fewer, or others.")])
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.contents.addTopLevelItem(nothing)
        self.contents.blockSignals(False)
        self._mark()

    def _mark(self) -> None:
        """Show in the contents where one is."""
        self.contents.blockSignals(True)
        for place in range(self.contents.topLevelItemCount()):
            group = self.contents.topLevelItem(place)
            for at in range(group.childCount() if group is not None else 0):
                item = group.child(at)  # type: ignore[union-attr]
                if item is not None and item.data(0, _LINK) == self.link:
                    self.contents.setCurrentItem(item)
        self.contents.blockSignals(False)

    def _chosen(self, item: QTreeWidgetItem | None, _: object) -> None:
        link = item.data(0, _LINK) if item is not None else None
        if link:
            self.open(link)

    def _open_first(self) -> None:
        """Enter in the search box: the first that was found."""
        group = self.contents.topLevelItem(0)
        item = group.child(0) if group is not None else None
        if item is not None:
            self.contents.setCurrentItem(item)
            self.contents.setFocus()

    def _follow(self, url: QUrl) -> None:
        kind, _, name = url.toString().partition(":")
        if kind in {"help", "name"}:
            self.open(url.toString())
        elif kind == "explain":
            self.explain_wanted.emit(name)
        elif kind == "edit":
            self.edit_wanted.emit(name)

    def _button(self, name: str, tip: str, arrow: Qt.ArrowType, run: object) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"help-{name}")
        button.setArrowType(arrow)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(run)
        return button
