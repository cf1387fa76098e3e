"""What a widget shows: the name of a field or of a result, or the key of a help topic."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from studio.analysis import RESULTS
from studio.design import Design, DesignError
from studio.design.edit import field_at
from studio.gui.dialog_keys import TOPICS as DIALOGS
from studio.gui.explain.anywhere import quantity_of
from studio.gui.help.topics import TOPICS
from studio.gui.pages import Pages

if TYPE_CHECKING:
    from studio.gui.window import MainWindow


def name_at(widget: QWidget | None, design: Design) -> str:
    """The field or result that `widget`, or what it is part of, shows now; empty where it shows none."""
    name = quantity_of(widget, None)
    return name if name and is_known(name, design) else ""


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
    dialog = widget.window().objectName() if widget is not None else ""
    if dialog in DIALOGS:
        return DIALOGS[dialog]
    place = _place_of(widget, window) or str(window.tabs.tabBar().tabData(window.tabs.currentIndex()))
    view = window.views.get(place)
    pages = view.findChild(Pages) if view is not None else None
    page = f"{place}.{pages.current}" if pages is not None else ""
    return next((key for key in (page, place) if key in TOPICS), "begin")


def focused(window: "MainWindow") -> QWidget | None:
    """What has the focus in `window`; what had it last where another window has it now."""
    widget = QApplication.focusWidget()
    own = (window, *window.torn.windows.values())
    return widget if widget is not None and widget.window() in own else window.focusWidget()


def _place_of(widget: QWidget | None, window: "MainWindow") -> str:
    while widget is not None and widget is not window:
        for key, view in window.views.items():
            if widget is view:
                return key
        if isinstance(widget, QDockWidget):
            return widget.objectName().removeprefix("dock-")
        if widget is window.start.sheet:
            return "start"
        widget = widget.parentWidget()
    return ""
