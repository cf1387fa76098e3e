"""The corner of the window in which notices stand, out of the way of what is being edited."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from studio.gui.keyboard_focus import KeyboardFocus
from studio.gui.notices.notices import Notice, Notices
from studio.gui.notices.toast import Toast
from studio.gui.preferences import Preferences
from studio.gui.theme import Theme

_MOST = 3
_GAP = 8
_EDITORS = (QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit, QAbstractItemView)


class Corner(QObject):
    """Shows notices as they are said, the newest at the bottom; what there is no room for is in the list."""

    def __init__(
        self, notices: Notices, preferences: Preferences, theme: Theme, focus: KeyboardFocus, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._preferences = window, theme, preferences
        self.toasts: list[Toast] = []
        notices.told.connect(self.show)
        window.installEventFilter(self)
        focus.moved.connect(self._place)

    def show(self, notice: Notice) -> None:
        """Show a notice; the same words again count up."""
        if notice.level == "info" and self._preferences.text("messages") == "problems":
            return
        for toast in self.toasts:
            if toast.notice == notice and toast.count < 1000:
                toast.again()
                self._place()
                return
        toast = Toast(notice, self._theme, self._window)
        toast.gone.connect(lambda: self._drop(toast))
        toast.resized.connect(self._place)
        self.toasts.append(toast)
        quiet = [one for one in self.toasts if one.notice.level == "info"]
        while len(self.toasts) > _MOST:
            self._drop(quiet.pop(0) if len(quiet) > 1 or (quiet and quiet[0] is not toast) else self.toasts[0])
        self._place()
        announce(toast)

    def clear(self) -> None:
        """Put all away."""
        for toast in list(self.toasts):
            self._drop(toast)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        elif event.type() == QEvent.Type.LayoutRequest:
            # Docks that are joined get a bar of tabs, which comes to lie above all that was there before.
            for toast in self.toasts:
                toast.raise_()
        return False

    def _drop(self, toast: Toast) -> None:
        if toast in self.toasts:
            self.toasts.remove(toast)
            toast.hide()
            toast.deleteLater()
            self._place()

    def _place(self, *_: object) -> None:
        if not self.toasts:
            return
        for toast in self.toasts:
            toast.setFixedHeight(toast.heightForWidth(toast.width()) if toast.hasHeightForWidth() else
                                 toast.sizeHint().height())  # fmt: skip
        height = sum(toast.height() + _GAP for toast in self.toasts)
        area = self._free()
        width = self.toasts[0].width()
        corners = (
            QPoint(area.right() - width - _GAP, area.bottom() - height),
            QPoint(area.right() - width - _GAP, area.top() + _GAP),
            QPoint(area.left() + _GAP, area.bottom() - height),
        )
        edited = self._edited()
        chosen = next((one for one in corners if not QRect(one.x(), one.y(), width, height).intersects(edited)),
                      corners[0])  # fmt: skip
        top = chosen.y()
        for toast in self.toasts:
            toast.move(chosen.x(), top)
            top += toast.height() + _GAP
            toast.show()
            toast.raise_()

    def _free(self) -> QRect:
        """The window without its menus, its time bar and its status bar."""
        area = self._window.rect()
        bar = self._window.menuBar()
        top = bar.height() if bar is not None and bar.isVisible() else 0
        bottom = self._window.statusBar().height()
        for tools in self._window.findChildren(QWidget, "time-toolbar", Qt.FindChildOption.FindDirectChildrenOnly):
            bottom += tools.height()
        return area.adjusted(0, top, 0, -bottom)

    def _edited(self) -> QRect:
        """Where something is being edited, with some room around it."""
        widget = QApplication.focusWidget()
        if not isinstance(widget, _EDITORS) or widget.window() is not self._window:
            return QRect()
        if any(toast.isAncestorOf(widget) for toast in self.toasts):
            return QRect()
        place = widget.mapTo(self._window, QPoint(0, 0))
        return QRect(place, widget.size()).adjusted(-_GAP, -_GAP, _GAP, _GAP)


def announce(toast: Toast) -> None:
    """Let a screen reader say it; the keyboard stays where it is."""
    event = QAccessibleAnnouncementEvent(toast, toast.accessibleName())
    if toast.notice.level == "error":
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
