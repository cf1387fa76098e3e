"""One notice in a corner of the window: read in passing, never in the way of the keyboard."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.gui.notices.notices import Notice
from studio.gui.theme import Theme
from studio.text import mark, tr

SYMBOLS = {"info": "ℹ", "warning": "⚠", "error": "✖"}
WORDS = {"info": mark("Note"), "warning": mark("Warning"), "error": mark("Error")}
_LEAST_MS, _LETTER_MS = 4000, 65
"""A person reads some fifteen letters a second, and needs a moment to look up."""
_WIDTH, _DETAILS = 26, 9


def reading_ms(notice: Notice) -> int:
    """How long a notice stays [ms]; 0 where it stays until it is put away."""
    if notice.level != "info":
        return 0
    long = len(notice.text) + len(notice.offer)
    return (_LEAST_MS + _LETTER_MS * long) * (2 if notice.offer or notice.details else 1)


class NoticeCard(QFrame):
    """The words of a notice, with its details and its offer; `dismissed` where it is put away."""

    dismissed = Signal()
    resized = Signal()

    def __init__(self, notice: Notice, theme: Theme, parent: QWidget | None = None, *, closable: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.notice, self._theme, self.count = notice, theme, 1
        self.setAccessibleName(f"{tr(WORDS[notice.level])}: {notice.text}")
        em = self.fontMetrics().height()
        self.symbol = QLabel(SYMBOLS[notice.level], self)
        self.symbol.setAccessibleName(tr(WORDS[notice.level]))
        self.words = QLabel(notice.text, self)
        self.words.setObjectName("notice-text")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.setSpacing(round(em * 0.5))
        row.addWidget(self.symbol, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        if closable:
            close = QToolButton(self)
            close.setObjectName("notice-close")
            close.setText("✕")
            close.setToolTip(tr("Put this away"))
            close.setAccessibleName(tr("Put this away"))
            close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            close.clicked.connect(self.dismissed)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[round(em * 0.5)] * 4)
        column.setSpacing(round(em * 0.3))
        column.addLayout(row)
        self.details: QPlainTextEdit | None = None
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        if notice.details:
            self.more = QPushButton(tr("Details"), self)
            self.more.setObjectName("notice-details")
            self.more.setCheckable(True)
            self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.more.toggled.connect(self._show_details)
            buttons.addWidget(self.more)
        if notice.offer and notice.take is not None:
            offer = QPushButton(notice.offer, self)
            offer.setObjectName("notice-offer")
            offer.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            offer.clicked.connect(self._take)
            buttons.addWidget(offer)
        if buttons.count() > 1:
            column.addLayout(buttons)
        self._column = column
        theme.changed.connect(self._colour)
        self._colour()

    def again(self) -> None:
        """The same was said once more."""
        self.count += 1
        self.words.setText(f"{self.notice.text} (×{self.count})")

    def _take(self) -> None:
        take = self.notice.take
        self.dismissed.emit()
        if take is not None:
            take()

    def _show_details(self, shown: bool) -> None:
        if self.details is None:
            self.details = QPlainTextEdit(self.notice.details, self)
            self.details.setObjectName("notice-details-text")
            self.details.setAccessibleName(tr("Details"))
            self.details.setReadOnly(True)
            self.details.setFixedHeight(self.fontMetrics().lineSpacing() * _DETAILS)
            self._column.insertWidget(1, self.details)
        self.details.setVisible(shown)
        self.adjustSize()
        self.resized.emit()

    def _colour(self) -> None:
        colours = self._theme.colours
        edge = {"warning": colours.amber, "error": colours.red}.get(self.notice.level, colours.accent)
        self.setStyleSheet(
            f"#notice {{ background: {colours.raised}; border: 1px solid {colours.line};"
            f" border-left: 4px solid {edge}; border-radius: 5px; }}"
            f"#notice-close {{ background: transparent; border: none; padding: 0 4px; }}"
        )
        palette = self.symbol.palette()
        palette.setColor(self.symbol.foregroundRole(), edge)
        self.symbol.setStyleSheet(f"color: {edge}; font-weight: 600;")


class Toast(NoticeCard):
    """A card that goes by itself when it has been read; not while the pointer is over it or its details are open."""

    gone = Signal()

    def __init__(self, notice: Notice, theme: Theme, parent: QWidget) -> None:
        super().__init__(notice, theme, parent)
        self.setFixedWidth(round(self.fontMetrics().height() * _WIDTH))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.gone)
        self.dismissed.connect(self.gone)
        self._wait()

    def again(self) -> None:
        super().again()
        self._wait()

    def _wait(self) -> None:
        time = reading_ms(self.notice)
        if time:
            self._timer.start(time)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.details is None or self.details.isHidden():
            self._wait()
        super().leaveEvent(event)
