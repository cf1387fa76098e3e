"""Any value in the window explains itself: F2 for the one that has the focus, Ctrl+click, or its menu."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QCursor, QMouseEvent, QWindow
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from studio.analysis import RESULTS, explain
from studio.design import DesignError
from studio.design.edit import field_at
from studio.gui.native_window import native_window
from studio.gui.quantity_role import PROPERTY, QUANTITY
from studio.gui.value_text import field_label
from studio.text import tr

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_SERIES = {
    ("power", "orbit_keys"): {
        "array": "power.array_worst_day", "served": "power.load_worst_day", "asked": "power.load",
        "curtailed": "power.curtailed_energy", "shed": "power.load_shed_energy",
        "state_of_charge": "power.state_of_charge_worst_day", "charge": "power.state_of_charge_worst_day",
        "discharge": "power.depth_of_discharge",
    },
    ("power", "life_keys"): {
        "array": "power.life_array", "load": "power.load_bus", "margin": "power.margin_eol", "band": "power.life_array",
    },
    ("thermal", "orbit_keys"): {
        "front": "panel.temperature_front_worst_day", "back": "panel.temperature_back_worst_day",
        "radiator": "thermal.radiator_temperature_worst_day",
    },
    ("thermal", "life_keys"): {"panel": "panel.temperature_max"},
}  # fmt: skip
"""What the curves of the live plots show, by view, legend and curve."""


class Anywhere(QObject):
    """Listens at the windows, not at every widget: what is pressed comes through them first."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._swallow = False
        for widget in (window, *window.docks.values()):
            self.watch(widget)
        window.ready.connect(self._name_series)

    def watch(self, widget: QWidget) -> None:
        """Let the values in another window or dock explain themselves too."""
        widget.installEventFilter(self)
        self._listen(widget)

    def at_focus(self) -> str:
        """What explains the value that has the focus, or else the one under the pointer."""
        focused = QApplication.focusWidget()
        name = quantity_of(focused, None) if focused is not None else ""
        if name:
            return self._checked(name)
        pointed = QApplication.widgetAt(QCursor.pos())
        if pointed is None or pointed.window() not in (self._window, *self._window.torn.windows.values()):
            return ""
        return self._checked(quantity_of(pointed, QPointF(pointed.mapFromGlobal(QCursor.pos()))))

    def at(self, widget: QWidget, place: QPointF | None = None) -> str:
        """What explains the value that `widget` shows at a place of it."""
        return self._checked(quantity_of(widget, place))

    def label(self, name: str) -> str:
        """What a result or field is called."""
        if name in RESULTS:
            return tr(RESULTS[name].label)
        assert self._window.session is not None
        if "[]" in name:  # what all layers have: no field of its own
            return tr(explain(self._window.session.results(), name).label)
        return field_label(name, field_at(self._window.session.design, name).label)

    def explain(self, name: str) -> None:
        self._window.explain(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(watched, QWindow):
            return isinstance(event, QMouseEvent) and self._pressed(watched, event)
        if kind == QEvent.Type.Show and isinstance(watched, QWidget):
            self._listen(watched)
        elif kind == QEvent.Type.ContextMenu and isinstance(watched, QWidget) and isinstance(event, QContextMenuEvent):
            return self._menu(watched, event)
        return False

    def _name_series(self) -> None:
        for (view, legend), names in _SERIES.items():
            column: object = getattr(self._window.views.get(view), legend, None)
            if not isinstance(column, QWidget):
                continue
            for series, name in names.items():
                key = column.findChild(QWidget, f"key_{series}")
                if key is not None:
                    key.setProperty(PROPERTY, name)

    def _listen(self, widget: QWidget) -> None:
        handle = native_window(widget) if widget.isWindow() else None
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def _pressed(self, handle: QWindow, event: QMouseEvent) -> bool:
        """Take a Ctrl+click on a value, with the release that belongs to it."""
        if event.type() == QEvent.Type.MouseButtonRelease and self._swallow:
            self._swallow = False
            return True
        wanted = (
            event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        )  # fmt: skip
        if not wanted:
            return False
        widget = QApplication.widgetAt(event.globalPosition().toPoint()) or self._child(handle, event)
        if widget is None:
            return False
        name = self._checked(quantity_of(widget, widget.mapFromGlobal(event.globalPosition())))
        if not name:
            return False
        self._swallow = True
        # Once the click is through: the explanation may cover what was clicked.
        QTimer.singleShot(0, self._window, lambda: self._window.explain(name))
        return True

    def _child(self, handle: QWindow, event: QMouseEvent) -> QWidget | None:
        for widget in (self._window, *self._window.docks.values(), *self._window.torn.windows.values()):
            if widget.effectiveWinId() == handle.winId():
                return widget.childAt(event.position().toPoint())
        return None

    def _menu(self, watched: QWidget, event: QContextMenuEvent) -> bool:
        """A menu for a value that has none of its own."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            widget, place = QApplication.focusWidget(), None
        else:
            widget = watched.childAt(watched.mapFromGlobal(event.globalPos()))
            place = QPointF(widget.mapFromGlobal(event.globalPos())) if widget is not None else None
        name = self._checked(quantity_of(widget, place)) if widget is not None else ""
        if not name:
            return False
        menu = explain_menu(self._window, name)
        menu.popup(event.globalPos())
        return True

    def _checked(self, name: str) -> str:
        """`name` where a result or a field of this design is called so."""
        if name in RESULTS:
            return name
        session = self._window.session
        if not name or session is None:
            return ""
        try:
            field_at(session.design, name)
        except DesignError:
            return ""
        return name


def explain_menu(window: "MainWindow", name: str) -> QMenu:
    """What can be asked about a value."""
    menu = QMenu(window)
    menu.setObjectName("explain-menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(tr("Explain “{label}”", label=window.anywhere.label(name)), lambda: window.explain(name))
    menu.addAction(tr("Show its chain …"), lambda: window.show_chain(name))
    if name in RESULTS:
        if RESULTS[name].kind in {"number", "integer"}:
            menu.addAction(tr("Find the value of a field that gives …"), lambda: window.dialogs.seek(name))
    else:
        menu.addAction(tr("Edit in the inspector"), lambda: window.focus_field(name))
    menu.addAction(tr("Copy the name"), lambda: QApplication.clipboard().setText(name))
    return menu


def offer(menu: QMenu, widget: QWidget, place: QPoint) -> None:
    """Put a line on the value at a place of the screen at the top of a menu that `widget` is about to show."""
    holder: QObject | None = widget
    while holder is not None and not isinstance(getattr(holder, "anywhere", None), Anywhere):
        holder = holder.parent()
    if holder is None:
        return
    anywhere: Anywhere = holder.anywhere  # type: ignore[attr-defined]
    inside = widget.childAt(widget.mapFromGlobal(place)) or widget
    name = anywhere.at(inside, QPointF(inside.mapFromGlobal(place)))
    if not name:
        return
    action = QAction(tr("Explain “{label}”", label=anywhere.label(name)), menu)
    action.triggered.connect(lambda: anywhere.explain(name))
    first = menu.actions()[0] if menu.actions() else None
    menu.insertAction(first, action) if first is not None else menu.addAction(action)
    line = menu.insertSeparator(first) if first is not None else None

    def forget() -> None:
        for one in (action, line):
            if one is not None:
                menu.removeAction(one)

    # A menu that is kept is asked for another value the next time; what was chosen is told after it has gone.
    menu.aboutToHide.connect(lambda: QTimer.singleShot(0, menu, forget), Qt.ConnectionType.SingleShotConnection)


def quantity_of(widget: QWidget | None, place: QPointF | None) -> str:
    """The name of what `widget`, or what it is a part of, shows at a place; without one, of what is current in it."""
    while widget is not None:
        name = _own(widget, place)
        if name:
            return name
        parent = widget.parentWidget()
        if widget.isWindow() or parent is None:
            return ""
        if place is not None:
            place = QPointF(widget.mapTo(parent, QPoint(0, 0))) + place
        widget = parent
    return ""


def _own(widget: QWidget, place: QPointF | None) -> str:
    asked = getattr(widget, "quantity_at", None)
    if callable(asked):
        return str(asked(place) or "")
    if isinstance(widget, QAbstractItemView):
        return _of_item(widget, place)
    stated = widget.property(PROPERTY)
    if isinstance(stated, str) and stated:
        return stated
    return ""


def _of_item(view: QAbstractItemView, place: QPointF | None) -> str:
    index = view.currentIndex() if place is None else view.indexAt(view.viewport().mapFrom(view, place.toPoint()))
    found: Any = index.data(QUANTITY) if index.isValid() else None
    return found if isinstance(found, str) else ""
