"""A look at what would be written: lines, pictures, pages or the names of files, and why there is none."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontDatabase, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from studio.export.everything.index_page import size_text
from studio.gui.export.look import Look
from studio.gui.session import Session
from studio.gui.view import Veil
from studio.text import tr

_GAP = 10
PAPER = "QTextBrowser { background: #ffffff; color: #1a2029; }"
"""Pages are written for paper, whatever the colours of the window."""


class Preview(QWidget):
    """`face` is "empty", "busy", "fresh", "outdated" or "failed"; the last good look stays, dimmed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export-preview")
        self._session = session
        self.face = "empty"
        self.words = ""
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.page = QTextBrowser(self)
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(lambda link: self.page.scrollToAnchor(link.fragment()))
        self.page.setStyleSheet(PAPER)
        self.pages = _Pages(self)
        self.files = _files(self)
        self.nothing = QWidget(self)
        self.room = QStackedLayout(self)
        for widget, name in ((self.nothing, tr("No preview")), (self.text, tr("Preview of the text")),
                             (self.page, tr("Preview of the page")), (self.pages, tr("Preview of the pictures")),
                             (self.files, tr("Files that are written"))):  # fmt: skip
            widget.setAccessibleName(name)
            self.room.addWidget(widget)
        self._veil = Veil(self)
        session.theme.changed.connect(self._show_again)  # a lambda would keep the preview alive as long as the theme
        self.show_face("empty", "")

    def show_look(self, look: Look) -> None:
        """Show it, in the only widget that can."""
        widget: QWidget = self.nothing
        if look.kind == "text":
            widget = self.text
            self.text.setPlainText(look.text)
        elif look.kind == "page":
            widget = self.page
            self.page.setHtml(look.text)
        elif look.kind in {"picture", "pages"}:
            widget = self.pages
            self.pages.show_images(look.images, whole=look.kind == "picture")
        elif look.kind == "files":
            widget = self.files
            self.files.clear()
            self.files.addTopLevelItems([_line(name, size) for name, size in look.files])
        self.room.setCurrentWidget(widget)
        self.show_face("fresh", "") if widget is not self.nothing else self.show_face("empty", look.said)

    def forget(self, words: str, *, failed: bool = False) -> None:
        """Show nothing but the reason why."""
        self.room.setCurrentWidget(self.nothing)
        self.show_face("failed" if failed else "empty", words)

    def show_face(self, face: str, words: str) -> None:
        """Say over the last look what is the matter with it."""
        self.face, self.words = face, words
        self._veil.show_face(face if words or face != "empty" else "fresh", words, self._session)

    def _show_again(self) -> None:
        self.show_face(self.face, self.words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._veil.setGeometry(self.rect())


def _files(parent: QWidget) -> QTreeWidget:
    table = QTreeWidget(parent)
    table.setObjectName("export-files")
    table.setRootIsDecorated(False)
    table.setUniformRowHeights(True)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setHeaderLabels([tr("File"), tr("Size")])
    table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    table.header().setStretchLastSection(False)
    return table


def _line(name: str, size: int) -> QTreeWidgetItem:
    line = QTreeWidgetItem([name, size_text(size)])
    line.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    line.setToolTip(0, name)
    return line


class _Pages(QScrollArea):
    """Pictures one below the other: a single one whole, pages as wide as there is room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.roll = _Roll(self)
        self.setWidget(self.roll)
        self._single = False

    def show_images(self, images: Sequence[QImage], *, whole: bool) -> None:
        self._single = whole
        self.roll.setToolTip(tr("A click or Space shows it as wide as there is room, or whole") if whole else "")
        self.roll.show_images(images, self.viewport().size() if whole else None)
        self.verticalScrollBar().setValue(0)

    def turn(self) -> None:
        """Show a single picture as wide as there is room, or whole again."""
        if self._single:
            self.roll.show_images(self.roll.images, None if self.roll.limit is not None else self.viewport().size())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.turn()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._single:
            self.turn()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.roll.limit is not None:
            self.roll.show_images(self.roll.images, self.viewport().size())


class _Roll(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.images: Sequence[QImage] = ()
        self.limit: QSize | None = None
        self._scaled: dict[tuple[int, int, int], QImage] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_images(self, images: Sequence[QImage], limit: QSize | None) -> None:
        self.images, self.limit = images, limit
        self._scaled.clear()
        self._fit()
        self.update()

    def places(self) -> list[QRect]:
        """Where each picture is drawn."""
        width, top, places = max(self.width() - 2 * _GAP, 1), _GAP, []
        for image in self.images:
            wide, tall = width, max(round(image.height() * width / max(image.width(), 1)), 1)
            most = self.limit.height() - 2 * _GAP if self.limit is not None else tall
            if tall > most > 0:
                wide, tall = max(round(wide * most / tall), 1), most
            down = max((most - tall) // 2, 0) if self.limit is not None else 0
            places.append(QRect((self.width() - wide) // 2, top + down, wide, tall))
            top += tall + _GAP
        return places

    def _fit(self) -> None:
        places = self.places()
        self.setMinimumHeight(places[-1].bottom() + _GAP if places and self.limit is None else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, place in enumerate(self.places()):
            if place.intersects(event.rect()):
                painter.drawImage(place, self._fitting(number, place))
        painter.end()

    def _fitting(self, number: int, place: QRect) -> QImage:
        """A picture in the pixels of the screen: painting would leave out every other line of a fine one."""
        size = place.size() * self.devicePixelRatioF()
        key = (number, size.width(), size.height())
        if key not in self._scaled:
            self._scaled[key] = self.images[number].scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio,
                                                           Qt.TransformationMode.SmoothTransformation)  # fmt: skip
        return self._scaled[key]
