"""What a widget shows: the name of a field or of a result, or the key of a help topic."""

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from studio.analysis import RESULTS
from studio.design import Design, DesignError
from studio.design.edit import field_at
from studio.gui.help.topics import TOPICS
from studio.gui.inspector.row import FieldRow
from studio.gui.pages import Pages

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_NAMED = re.compile(r"^(?:figure|link):(.+)$")


def name_at(widget: QWidget | None, design: Design) -> str:
    """The field or result that `widget`, or what it is part of, shows; empty where it shows none.

    A widget that shows several may say with `help_name()` which of them is meant now.
    """
    while widget is not None and not widget.isWindow():
        for name in _names(widget):
            if name and is_known(name, design):
                return name
        widget = widget.parentWidget()
    return ""


def is_known(name: str, design: Design) -> bool:
    """Whether `name` is that of a result or of a field of the design."""
    if name in RESULTS:
        return True
    try:
        field_at(design, name)
    except DesignError:
        return False
    return True


def topic_at(widget: QWidget | None, window: "MainWindow") -> str:
    """The key of the topic on where `widget` stands: its page, its tab or its dock; the tab in front for none."""
    place = _place_of(widget, window) or str(window.tabs.tabBar().tabData(window.tabs.currentIndex()))
    view = window.views.get(place)
    pages = view.findChild(Pages) if view is not None else None
    page = f"{place}.{pages.current}" if pages is not None else ""
    return next((key for key in (page, place) if key in TOPICS), "begin")


def focused(window: "MainWindow") -> QWidget | None:
    """What has the focus in `window`; what had it last where another window has it now."""
    widget = QApplication.focusWidget()
    return widget if widget is not None and widget.window() is window else window.focusWidget()


def _names(widget: QWidget) -> "list[str]":
    found: list[str] = []
    asked = getattr(widget, "help_name", None)
    if callable(asked):
        found.append(str(asked() or ""))
    if isinstance(widget, FieldRow):
        found.append(widget.place.path)
    named = _NAMED.match(widget.objectName())
    if named is not None:
        found.append(named[1])
    names = getattr(widget, "names", None)
    if isinstance(names, tuple) and names:
        found.append(str(names[-1]))
    if isinstance(widget, QAbstractItemView):
        found.append(_of_row(widget))
    return found


def _of_row(view: QAbstractItemView) -> str:
    """The name that the current row of a table stands for, where its model says so."""
    model: Any = view.model()
    row = view.currentIndex().row()
    if row < 0 or model is None:
        return ""
    if hasattr(model, "figure_at"):
        return str(getattr(model.figure_at(row), "name", ""))
    lines = getattr(model, "lines", None)
    if isinstance(lines, tuple | list) and row < len(lines):
        line = lines[row]
        return str(getattr(getattr(line, "row", line), "name", ""))
    return ""


def _place_of(widget: QWidget | None, window: "MainWindow") -> str:
    while widget is not None and widget is not window:
        for key, view in window.views.items():
            if widget is view:
                return key
        for key, dock in window.docks.items():
            if widget is dock:
                return key
        if widget is window.start.sheet:
            return "start"
        widget = widget.parentWidget()
    return ""
