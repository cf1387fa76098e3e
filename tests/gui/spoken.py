"""Every text that a widget and what is in it shows, says or draws: for tests of languages and of screen readers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDockWidget,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QToolBox,
    QWidget,
)

Found = tuple[str, str]
"""Where a text stands, and the text."""
_ROWS, _COLUMNS, _DEPTH = 400, 40, 4
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole,
         Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.StatusTipRole)  # fmt: skip


def texts(root: QWidget) -> Iterator[Found]:
    """All of them within `root`, whether it is in front or not."""
    for widget in (root, *root.findChildren(QWidget)):
        where = f"{type(widget).__name__} {widget.objectName() or type(widget.parent()).__name__}"
        for what, text in _of(widget):
            if text and text.strip():
                yield f"{where}: {what}", text
    for action in root.findChildren(QAction):
        if action.parent() is None or action.isSeparator() or _is_qts(action):
            continue
        yield f"action {action.objectName() or action.text()}", action.text()
        if action.toolTip() and action.toolTip() != action.text():
            yield f"action {action.objectName() or action.text()}: tip", action.toolTip()


def _is_qts(action: QAction) -> bool:
    """Whether Qt made it for a box of its own: those have Qt's own translations."""
    return action.objectName().startswith("edit-") or action.objectName() in {"select-all", "_q_qlineeditclearaction"}


def _of(widget: QWidget) -> Iterator[Found]:
    yield "tip", widget.toolTip()
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    yield "what's this", widget.whatsThis()
    yield "status tip", widget.statusTip()
    if widget.isWindow() or isinstance(widget, QDockWidget):
        yield "title", widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    elif isinstance(widget, QGroupBox | QMenu):
        yield "title", widget.title()
    elif isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    elif isinstance(widget, QTabBar):
        for place in range(widget.count()):
            yield "tab", widget.tabText(place)
            yield "tab tip", widget.tabToolTip(place)
    elif isinstance(widget, QToolBox):
        for place in range(widget.count()):
            yield "section", widget.itemText(place)
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        yield "placeholder", widget.placeholderText()
        if widget.isReadOnly():
            yield "content", widget.toPlainText()
    elif isinstance(widget, QAbstractSpinBox):
        yield "special", widget.specialValueText()
    if isinstance(widget, QComboBox):
        for place in range(min(widget.count(), _ROWS)):
            yield "choice", widget.itemText(place)
            yield "choice tip", str(widget.itemData(place, Qt.ItemDataRole.ToolTipRole) or "")
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _model(widget.model())
    for axis in getattr(getattr(widget, "plotItem", None), "axes", {}).values():
        yield "axis", axis["item"].labelText or ""


def _model(model: QAbstractItemModel) -> Iterator[Found]:
    def columns(parent: QModelIndex) -> int:
        try:
            return min(model.columnCount(parent), _COLUMNS)
        except TypeError:  # a list hides its one column
            return 1

    def rows(parent: QModelIndex, depth: int) -> Iterator[Found]:
        for row in range(min(model.rowCount(parent), _ROWS)):
            for column in range(columns(parent)):
                index = model.index(row, column, parent)
                for role in _SAID:
                    text = index.data(role)
                    if isinstance(text, str):
                        yield f"cell {role.name}", text
            if depth < _DEPTH and model.rowCount(model.index(row, 0, parent)):
                yield from rows(model.index(row, 0, parent), depth + 1)

    yield from rows(QModelIndex(), 0)
    top = QModelIndex()
    for which, count in ((Qt.Orientation.Horizontal, columns(top)),
                         (Qt.Orientation.Vertical, min(model.rowCount(top), _ROWS))):  # fmt: skip
        for place in range(count):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                text = model.headerData(place, which, role)
                if isinstance(text, str):
                    yield f"heading {role.name}", text


@contextmanager
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Within it, what Python code writes with a painter is gathered: axes, charts and diagrams that draw themselves."""
    found: set[str] = set()
    real = {name: getattr(QPainter, name) for name in ("drawText", "drawStaticText")}

    def written(name: str) -> Any:
        def write(painter: QPainter, *arguments: Any) -> Any:
            found.update(text for one in arguments if (text := one if isinstance(one, str) else ""))
            return real[name](painter, *arguments)

        return write

    with monkeypatch.context() as patched:
        for name in real:
            patched.setattr(QPainter, name, written(name))
        yield found
