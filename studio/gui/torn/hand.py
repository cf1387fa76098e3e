"""A tab of the centre taken out of its row with the mouse, or through its menu."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QTabBar

from studio.gui.workspaces.screens import bring_within_reach
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.torn.own_window import OwnWindow
    from studio.gui.torn.tabs import TornTabs

_OUT_ROWS = 1.0
"""How far from the row of tabs, in heights of it, a tab is out: a click that slips does not take one along."""


class TabHand(QObject):
    """Listens at the row of tabs; a tab that is out follows the mouse until the button is let go."""

    def __init__(self, torn: "TornTabs", bar: QTabBar) -> None:
        super().__init__(bar)
        self._torn, self._bar = torn, bar
        self._pressed = ""
        self._held: OwnWindow | None = None
        bar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QContextMenuEvent):
            return self._menu(event)
        if not isinstance(event, QMouseEvent):
            return False
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._key_at(event.position().toPoint())
        elif kind == QEvent.Type.MouseMove:
            return self._drag(event)
        elif kind == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = ""
            held, self._held = self._held, None
            if held is not None and self._bar.rect().contains(event.position().toPoint()):
                self._torn.bring_back(held.key)  # put down where it was taken from
            elif held is not None:
                bring_within_reach(held)
        elif kind == QEvent.Type.MouseButtonDblClick and event.button() == Qt.MouseButton.LeftButton:
            key = self._key_at(event.position().toPoint())
            if key:
                self._torn.toggle(key)
            return bool(key)
        return False

    def _drag(self, event: QMouseEvent) -> bool:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._pressed, self._held = "", None
            return False
        at = event.globalPosition().toPoint()
        if self._held is None and self._pressed and self._is_out(event.position().toPoint()):
            key, self._pressed = self._pressed, ""
            if not self._torn.is_torn(key):
                self._held = self._torn.tear(key, at - self._grip())
        if self._held is not None:
            self._held.move(at - self._grip())
            return True
        return False

    def _is_out(self, place: QPoint) -> bool:
        far = max(round(_OUT_ROWS * self._bar.height()), QApplication.startDragDistance())
        return not self._bar.rect().adjusted(-far, -far, far, far).contains(place)

    def _grip(self) -> QPoint:
        """Where in the new window the mouse holds it: just below its upper edge."""
        return QPoint(4 * self._bar.height(), self._bar.height() // 2)

    def _key_at(self, place: QPoint) -> str:
        index = self._bar.tabAt(place)
        return str(self._bar.tabData(index)) if index >= 0 else ""

    def _menu(self, event: QContextMenuEvent) -> bool:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self._bar.currentIndex() if keyboard else self._bar.tabAt(event.pos())
        if index < 0:
            return False
        key = str(self._bar.tabData(index))
        menu = QMenu(self._bar)
        menu.setObjectName("tab-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._torn.is_torn(key):
            menu.addAction(tr("Show its window"), lambda: self._torn.raise_window(key))
            menu.addAction(tr("Bring it back"), lambda: self._torn.bring_back(key))
        else:
            menu.addAction(tr("Into a window of its own"), lambda: self._torn.tear(key))
        if self._torn.windows:
            menu.addAction(tr("Bring all tabs back"), self._torn.bring_all_back)
        corner = self._bar.mapToGlobal(self._bar.tabRect(index).bottomLeft())
        menu.popup(corner if keyboard else event.globalPos())
        return True
