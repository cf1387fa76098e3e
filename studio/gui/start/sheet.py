"""The start page itself: cards on the left; files, the tour, a sample study and the language on the right."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.gui.preferences import PREFERENCES
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.start.cards import Cards
from studio.gui.start.recent_list import RecentList
from studio.gui.theme import ROLES, dress
from studio.gui.theme.lettered import lettered
from studio.text import tr

_SIDE_EMS = 17.0
_BAR = 16
"""Room for the scroll bar [pixels]."""


class StartSheet(QWidget):
    """Covers the window under its menu bar and keeps the focus; `left` says that the user goes to the design."""

    left = Signal()
    preset_chosen = Signal(str)
    file_chosen = Signal(object)
    open_wanted = Signal()
    import_wanted = Signal()
    tour_wanted = Signal()
    study_wanted = Signal()
    help_wanted = Signal()
    restart_wanted = Signal()
    recent_changed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("start-page")
        self.setAccessibleName(tr("Start page"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        em = self.fontMetrics().height()
        self.back = self._button("back", "", self.left.emit)
        self.cards = Cards(session.theme, self)
        self.cards.chosen.connect(self.preset_chosen)
        self.recent = RecentList(self)
        self.recent.chosen.connect(self.file_chosen)
        self.recent.removed.connect(self.recent_changed)

        self.heading = heading = QLabel(tr("Design an orbital data centre"), self)
        heading.setObjectName("start-heading")
        heading.setWordWrap(True)
        about = QLabel(
            tr("Begin with a design that is close to what you have in mind, and change it: everything follows at "
               "once, and everything can be undone."), self)  # fmt: skip
        about.setProperty("look", "muted")
        about.setWordWrap(True)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(heading)
        titles.addWidget(about)
        top = QHBoxLayout()
        top.addLayout(titles, 1)
        top.addSpacing(em)
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)

        cards = QWidget()
        column = QVBoxLayout(cards)
        column.setContentsMargins(3, 3, round(em * 0.6), em)
        column.addWidget(self.cards)
        source = QLabel(tr("Pictures: drawn by this studio. Figures: computed by this studio for the design as it "
                           "ships."), cards)  # fmt: skip
        source.setProperty("look", "muted")
        source.setWordWrap(True)
        column.addWidget(source)
        column.addStretch(1)
        self._scroll = scrolling(cards, self, sideways=False)
        self._scroll.setObjectName("start-scroll")

        self.sides = sides = scrolling(self._side(), self, sideways=False)
        sides.setObjectName("start-side-scroll")
        body = QHBoxLayout()
        body.setSpacing(em)
        body.addWidget(self._scroll, 1)
        body.addWidget(sides)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(em * 1.6), round(em * 1.1), round(em * 1.2), round(em * 0.6))
        layout.setSpacing(round(em * 0.8))
        layout.addLayout(top)
        layout.addLayout(body, 1)
        session.theme.changed.connect(self._restyle)
        session.currency.changed.connect(self.cards.write)
        session.file_changed.connect(self._tell)
        self._resized = QTimer(self, singleShot=True, interval=0)
        self._resized.timeout.connect(self._size)
        self._restyle()
        self._size()
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._resized.start()

    def _size(self) -> None:
        """What depends on the size of the text."""
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.7)
        font.setBold(True)
        self.heading.setFont(font)
        inside = self.sides.widget()
        least = inside.minimumSizeHint().width() if inside is not None else 0
        self.sides.setFixedWidth(max(round(self.fontMetrics().height() * _SIDE_EMS), least + _BAR))

    def _side(self) -> QWidget:
        em = self.fontMetrics().height()
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 3, round(em * 0.6), em)
        column.setSpacing(round(em * 0.4))
        column.addWidget(_title(tr("Learn"), side))
        self.tour = self._button("tour", tr("Guided tour, two minutes"), self.tour_wanted.emit)
        column.addWidget(self.tour)
        study = self._button("study", tr("Run a sample study"), self.study_wanted.emit)
        study.setToolTip(tr("Altitude against radiator temperature for the design that is open: 70 points"))
        column.addWidget(study)
        column.addWidget(self._button("help", tr("Help"), self.help_wanted.emit))
        column.addSpacing(round(em * 0.6))
        column.addWidget(_title(tr("Files"), side))
        column.addWidget(self._button("open", tr("Open a design…"), self.open_wanted.emit))
        column.addWidget(self._button("import", tr("Import from other tools…"), self.import_wanted.emit))
        column.addWidget(self.recent)
        column.addSpacing(round(em * 0.6))
        column.addWidget(_title(tr("Settings"), side))
        self.language = self._choice("language", column, side)
        self.restart = QLabel(tr("The language changes when Dawnline is started again."), side)
        self.restart.setProperty("look", "muted")
        self.restart.setWordWrap(True)
        self.restart.hide()
        column.addWidget(self.restart)
        self.again = self._button("restart", tr("Restart now"), self.restart_wanted.emit)
        self.again.setToolTip(tr("Unsaved work is kept, and the same design opens again"))
        self.again.hide()
        column.addWidget(self.again)
        self.when = self._choice("start-page", column, side)
        column.addStretch(1)
        return side

    def _choice(self, name: str, column: QVBoxLayout, parent: QWidget) -> QComboBox:
        """A box for one of the preferences, below its name."""
        preference = PREFERENCES[name]
        label = QLabel(tr(preference.label), parent)
        box = QComboBox(parent)
        box.setObjectName(f"start-{name}")
        box.setAccessibleName(tr(preference.label))
        box.setToolTip(tr(preference.about))
        box.setMinimumContentsLength(8)
        for value, text in preference.choices:
            box.addItem(tr(text), value)
        box.setCurrentIndex(box.findData(self.session.preferences.text(name)))
        label.setBuddy(box)
        column.addWidget(label)
        column.addWidget(box)

        def choose(_: int) -> None:
            self.session.preferences.choose(name, box.currentData())
            if preference.restart:
                self.restart.show()
                self.again.show()

        box.activated.connect(choose)
        return box

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cards.place_soon()

    def begin(self) -> None:
        """Show what is true now, with the focus on the first card."""
        self.recent.fill()
        self._tell()
        for name, box in (("language", self.language), ("start-page", self.when)):
            box.setCurrentIndex(box.findData(self.session.preferences.text(name)))
        if self.cards.cards:  # the shipped designs may be missing
            self.cards.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def follow_focus(self, focused: QWidget | None) -> None:
        """Scroll to what the keyboard has reached."""
        if focused is not None and self.cards.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused, 0, 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The tab key goes round within the page: what lies below is covered."""
        chain = [widget for widget in _in_tab_order(self) if widget.isVisibleTo(self) and widget.isEnabled()]
        if not chain:
            return False
        now = QApplication.focusWidget()
        at = chain.index(now) if now in chain else -1
        chain[(at + (1 if forward else -1)) % len(chain)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)  # fmt: skip
        return True

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.ContextMenu}:
            super().event(event)
            return True  # nothing reaches what is covered
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.session.theme.colours.surface))
        painter.end()

    def _tell(self) -> None:
        name = self.session.design.title
        metrics = self.back.fontMetrics()
        short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, metrics.height() * 16)
        self.back.setText(tr("Back to “{title}”", title=short))
        self.back.setToolTip(tr("Back to the design that is open (Esc)"))

    def _restyle(self) -> None:
        dress(
            self,
            f'QPushButton[look="link"] {{ background: transparent; border: 1px solid transparent; padding: 1px 0px;'
            f" color: {ROLES.accent}; text-align: left; }}"
            f' QPushButton[look="link"]:hover {{ text-decoration: underline; }}'
            f' QPushButton[look="link"]:focus {{ border-color: {ROLES.accent}; }}'
            f' QPushButton[look="link"]:disabled {{ color: {ROLES.muted}; }}'
        )
        self.update()

    def _button(self, name: str, text: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(f"start-{name}")
        button.setAutoDefault(True)
        button.clicked.connect(lambda: run())
        return button


def _title(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    lettered(label)
    return label


def _in_tab_order(page: QWidget) -> list[QWidget]:
    """What takes the focus by the tab key: the cards as one group of which the focused or the first is meant."""
    found: list[QWidget] = []
    focused = QApplication.focusWidget()
    cards: list[QWidget] = []
    for child in page.findChildren(QWidget):
        if not child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if child.objectName().startswith("start-card:"):
            cards.append(child)
        elif not isinstance(child, QFrame) or isinstance(child, QLabel):
            found.append(child)
    return [*((focused,) if focused in cards and focused is not None else tuple(cards[:1])), *found]


class Cover(QObject):
    """Keeps `sheet` over the whole of `window` but for its menu bar."""

    def __init__(self, sheet: QWidget, window: QWidget, menu_bar: QWidget) -> None:
        super().__init__(sheet)
        self._sheet, self._window, self._bar = sheet, window, menu_bar
        self._top = 0
        self._over_all = True
        """While the window is built what comes into it must go below; later, messages and the palette go above."""
        window.installEventFilter(self)
        self.place()

    def place(self) -> None:
        # This runs within a filter of events of the window, also while that ends: nothing may be raised here.
        if shiboken6.isValid(self._bar):
            self._top = self._bar.geometry().bottom() + 1 if self._bar.isVisible() else 0
        self._sheet.setGeometry(0, self._top, self._window.width(), self._window.height() - self._top)
        if self._over_all:
            self._sheet.raise_()

    def settle(self) -> None:
        """Let what comes from now on lie above the page."""
        self._sheet.raise_()
        self._over_all = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._sheet.isVisible() and event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest,
                                                        QEvent.Type.ChildAdded}:  # fmt: skip
            self.place()
        return False
