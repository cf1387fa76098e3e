"""The switch of workspaces at the end of the menu bar: a word for each where there is room, else one with a list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QToolButton, QWidget

from studio.gui.workspaces.table import WORKSPACES
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow
    from studio.gui.workspaces.workspaces import Workspaces

_GAP_EMS = 2
"""Room between the menus and the words."""


class Switcher(QWidget):
    """Takes no height of its own; arrow keys go from one word to the next."""

    def __init__(self, window: "MainWindow", workspaces: "Workspaces", menu: QMenu) -> None:
        super().__init__(window.menuBar())
        self.setObjectName("workspaces")
        self.setAccessibleName(tr("Workspace"))
        self._window, self._workspaces = window, workspaces
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(0)
        self._words = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        for key, workspace in WORKSPACES.items():
            button = QToolButton(self)
            button.setObjectName(f"workspace-{key}")
            button.setText(tr(workspace.text).replace("&", "&&"))
            button.setToolTip(tr("Workspace: {name}", name=tr(workspace.text)))
            button.setAccessibleName(tr("Workspace: {name}", name=tr(workspace.text)))
            button.setCheckable(True)
            button.setProperty("look", "workspace")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, key=key: workspaces.show(key))
            self._words.addButton(button)
            self.buttons[key] = button
            row.addWidget(button)
        self.list = QToolButton(self)
        self.list.setObjectName("workspace-list")
        self.list.setProperty("look", "workspace")
        self.list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.list.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.list.setMenu(menu)
        row.addWidget(self.list)
        workspaces.changed.connect(self._follow)
        window.installEventFilter(self)
        self._follow()

    def fit(self) -> None:
        """Show all words if they fit beside the menus, else the list alone."""
        bar = self._window.menuBar()
        menus = max((bar.actionGeometry(action).right() for action in bar.actions() if action.isVisible()), default=0)
        gap = _GAP_EMS * self.fontMetrics().height()
        wanted = sum(button.sizeHint().width() for button in self.buttons.values()) + self.list.sizeHint().width()
        roomy = menus + gap + wanted <= bar.width()
        for button in self.buttons.values():
            button.setVisible(roomy)
        self.list.setText("" if roomy and not self._workspaces.is_own() else self._called())
        bar.setCornerWidget(self)  # asked for its size again
        self.show()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().height() + 4)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()
        return False

    def _called(self) -> str:
        return self._workspaces.title(self._workspaces.current).replace("&", "&&")

    def _follow(self) -> None:
        name = self._workspaces.title(self._workspaces.current)
        self.list.setToolTip(tr("Workspace: {name}. Layouts and more …", name=name))
        self.list.setAccessibleName(tr("Workspace: {name}. Layouts and more …", name=name))
        self._words.setExclusive(False)
        for key, button in self.buttons.items():
            button.setChecked(key == self._workspaces.current)
        self._words.setExclusive(True)
        self.fit()
