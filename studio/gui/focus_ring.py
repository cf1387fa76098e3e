"""A ring round what has the keyboard, of whatever kind it is, while the keyboard is what is used."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from studio.gui.native_window import native_window

if TYPE_CHECKING:
    from studio.gui.keyboard_focus import KeyboardFocus
    from studio.gui.theme import Theme

_WIDE, _APART = 2, 2
_SHOWS = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F6, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Left,
          Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}  # fmt: skip
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}


class FocusRing(QObject):
    """It comes with the keys that move the keyboard, and goes with a press of the mouse."""

    def __init__(self, theme: "Theme", focus: "KeyboardFocus", parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._by_keys = False
        self._watched: list[QWidget] = []
        self._frame: _Frame | None = None
        self._focus = focus
        focus.moved.connect(self._focus_changed)
        theme.changed.connect(self._restyle)

    @property
    def frame(self) -> "QWidget | None":
        """The ring, where there is one to be seen."""
        frame = self._frame
        return frame if frame is not None and shiboken6.isValid(frame) and frame.isVisible() else None

    def close(self) -> None:
        """Follow nothing any more."""
        self._focus.moved.disconnect(self._focus_changed)
        self._leave()

    def _focus_changed(self, new: QWidget | None) -> None:
        self._leave()
        if new is None:
            return
        handle = native_window(new.window())
        if handle is not None:
            handle.installEventFilter(self)
        one: QWidget | None = new
        while one is not None:
            one.installEventFilter(self)
            self._watched.append(one)
            one = None if one.isWindow() else one.parentWidget()
        self._place()

    def _leave(self) -> None:
        for one in self._watched:
            if shiboken6.isValid(one):
                one.removeEventFilter(self)
        self._watched = []
        if self._frame is not None and shiboken6.isValid(self._frame):
            self._frame.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            if isinstance(event, QKeyEvent) and event.key() in _SHOWS:
                self._use(keys=True)
        elif kind == QEvent.Type.MouseButtonPress:
            self._use(keys=False)
        elif kind in _MOVES and self._by_keys:
            self._place()
        return False

    def _use(self, *, keys: bool) -> None:
        if keys != self._by_keys:
            self._by_keys = keys
            self._place()

    def _place(self) -> None:
        """Put the ring round what has the keyboard, as much of it as can be seen."""
        focus = self._watched[0] if self._watched else None
        if focus is None or not shiboken6.isValid(focus):
            return
        window = focus.window()
        seen = QRect() if focus is window else _seen(focus, window)
        if not self._by_keys or seen.isEmpty():
            if self._frame is not None and shiboken6.isValid(self._frame):
                self._frame.hide()
            return
        if self._frame is None or not shiboken6.isValid(self._frame) or self._frame.parent() is not window:
            if self._frame is not None and shiboken6.isValid(self._frame):
                self._frame.deleteLater()
            self._frame = _Frame(self._theme, window)
        self._frame.setGeometry(seen.adjusted(-_APART, -_APART, _APART, _APART) & window.rect())
        self._frame.show()
        self._frame.raise_()

    def _restyle(self) -> None:
        if self.frame is not None:
            self.frame.update()


class _Frame(QWidget):
    """Lets everything through but its line."""

    def __init__(self, theme: "Theme", parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("focus-ring")
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.colours.accent), _WIDE))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


def _seen(widget: QWidget, window: QWidget) -> QRect:
    """The part of a widget that its parents show, in the places of the window."""
    rect = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    parent = widget.parentWidget()
    while parent is not None and parent is not window and not parent.isWindow():
        rect &= QRect(parent.mapTo(window, QPoint(0, 0)), parent.size()).adjusted(-_APART, -_APART, _APART, _APART)
        parent = parent.parentWidget()
    return rect if widget.isVisible() else QRect()
