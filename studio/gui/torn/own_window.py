"""The window of a tab that was taken out of the centre."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.gui.menu_lines import menu_actions
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow


class OwnWindow(QWidget):
    """Holds one view; closing it gives the view back, for nothing is ever lost by closing a window."""

    closed = Signal(str)

    def __init__(self, window: "MainWindow", key: str, title: str, view: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self.key, self.view = key, view
        self.setObjectName(f"torn-{key}")
        self.setWindowTitle(tr("{tab} – Dawnline", tab=title))
        self.setAccessibleName(title)
        self.setWindowIcon(window.windowIcon())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(view)
        view.show()
        # Every key of the menus works here too; the lines stay those of the window, so that a changed key follows.
        self.addActions([action for action, _ in menu_actions(window)])

    def take_size(self, wanted: QSize) -> None:
        """Take the size that the view had, within the screen."""
        self.resize(wanted.expandedTo(self.minimumSizeHint()).boundedTo(self.screen().availableGeometry().size()))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit(self.key)
