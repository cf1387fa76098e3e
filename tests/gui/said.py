"""What a screen reader is told of widgets: their names, their roles, and what those that draw themselves show."""

import re
from collections.abc import Iterator
from functools import cache

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDockWidget,
    QGraphicsView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QGraphicsView, QLineEdit,
            QPlainTextEdit, QTextEdit, QTabBar)  # fmt: skip
_IDENTIFIER = re.compile(r"[a-z]+[a-z0-9]*(?:[._:-][a-z0-9_.:\[\]-]+)+|[a-z]{1,3}|qt_\w+")


def controls(root: QWidget) -> Iterator[QWidget]:
    """What can be used or read in `root`, in front or not, without the inner parts of other controls."""
    for widget in (root, *root.findChildren(QWidget)):
        parent = widget.parent()
        if isinstance(widget, QScrollBar | QHeaderView) or isinstance(
            parent, QComboBox | QAbstractSpinBox | QTabBar | QDockWidget | QScrollBar | QLineEdit
        ):
            continue
        if parent is not None and isinstance(parent.parent(), QComboBox):
            continue  # the list that a box of choices opens
        if not widget.isVisible() and isinstance(widget, QAbstractButton) and not widget.text():
            continue  # kept for a curve or a choice that there is not
        if widget.objectName().startswith("qt_") or type(widget).__name__.startswith("QToolBarExt"):
            continue
        if isinstance(widget, CONTROLS) or draws_itself(widget):
            yield widget


def draws_itself(widget: QWidget) -> bool:
    """Whether the studio paints it and the keyboard can reach it: a chart, a diagram, a map, a scene."""
    return _paints(type(widget)) and widget.focusPolicy().value != 0 and not isinstance(widget, QLabel)


@cache  # it is asked of thousands of widgets, place by place
def _paints(kind: type[QWidget]) -> bool:
    return any("paintEvent" in vars(one) or "paintGL" in vars(one) for one in kind.__mro__
               if one.__module__.startswith("studio."))  # fmt: skip


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it: its own name, that of its label, or the text on it."""
    if widget.accessibleName().strip():
        return widget.accessibleName().strip()
    if isinstance(widget, QAbstractButton):
        return widget.text().replace("&", "").strip()
    labels = widget.window().findChildren(QLabel)
    return next((one.text().replace("&", "").strip() for one in labels if one.buddy() is widget), "")


def described(widget: QWidget) -> str:
    path, one = [], widget
    while one is not None and len(path) < 3:
        if one.objectName():
            path.append(one.objectName())
        one = one.parentWidget()
    return f"{type(widget).__name__} {' < '.join(path)}"


def unnamed(root: QWidget) -> Iterator[str]:
    """The controls without a name, with an identifier or a mere sign for a name, or without a role."""
    for widget in controls(root):
        if isinstance(widget, QTabBar) and widget.count():
            continue  # each of its tabs has a name
        name = name_of(widget)
        face = QAccessible.queryAccessibleInterface(widget)
        if not name:
            yield f"{described(widget)}: no name"
        elif _IDENTIFIER.fullmatch(name) or not re.search(r"\w", name):
            yield f"{described(widget)}: “{name}” is no name"
        elif face is None or face.role() == QAccessible.Role.NoRole:
            yield f"{described(widget)}: no role"


def silent(root: QWidget) -> Iterator[str]:
    """What is seen, draws itself, and says nothing of what it shows now."""
    for widget in controls(root):
        if isinstance(widget, QAbstractButton | QAbstractItemView | QComboBox):
            continue
        if widget.accessibleDescription().strip():
            continue
        if draws_itself(widget) and widget.isVisible() and getattr(widget, "bars", True):
            yield f"{described(widget)}: “{name_of(widget)}” says nothing of what it shows"
