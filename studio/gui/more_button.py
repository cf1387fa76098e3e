"""The button with three dots that opens a menu of what else can be done."""

from PySide6.QtWidgets import QMenu, QToolButton, QWidget


def more_button(name: str, title: str, tip: str, menu: QMenu, parent: QWidget) -> QToolButton:
    """A button called `name` that opens `menu`; `title` is what a screen reader says."""
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setText("⋯")
    button.setAccessibleName(title)
    button.setToolTip(tip)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setStyleSheet("QToolButton { padding: 3px 6px; } QToolButton::menu-indicator { image: none; }")
    button.setMenu(menu)
    return button
