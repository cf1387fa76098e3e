"""What can be done with the layers of the stack, each as one action for buttons, menus and keys."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from studio.design import Design, DesignError
from studio.design.edit import duplicate_layer, move_layer
from studio.design.panel import MAX_LAYERS
from studio.gui.panel.edits import with_new_layer, without
from studio.gui.panel.selection import Selection
from studio.gui.panel.words import catalogue_materials, role_text
from studio.gui.session import Session
from studio.text import mark, tr

OWN_MATERIAL = "own"
_TABLE = (
    ("insert", mark("Add …"), mark("Add a layer behind the selected one"), "Ins"),
    ("duplicate", mark("Duplicate"), mark("Put a copy behind the selected layer"), "Ctrl+D"),
    ("remove", mark("Remove"), mark("Take the selected layer out"), "Del"),
    ("up", mark("Up"), mark("Move the selected layer towards the Sun"), "Alt+Up"),
    ("down", mark("Down"), mark("Move the selected layer towards the back"), "Alt+Down"),
)


class LayerActions(QObject):
    """`refused` carries the reason why something could not be done."""

    refused = Signal(str)

    def __init__(self, session: Session, selection: Selection, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._window = parent
        runs = {"insert": self.ask_insert, "duplicate": self.duplicate, "remove": self.remove, "up": self.move_up,
                "down": self.move_down}  # fmt: skip
        self.by_name: dict[str, QAction] = {}
        for name, text, tip, keys in _TABLE:
            action = QAction(tr(text), self)
            action.setObjectName(f"layer-{name}")
            action.setShortcut(QKeySequence(keys))
            # The keys count only where a layer has the focus: Delete in a text field is something else.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setToolTip(tr("{tip} ({keys})", tip=tr(tip), keys=action.shortcut().toString()))
            action.triggered.connect(runs[name])
            self.by_name[name] = action
        self.material_menu = QMenu(tr("Add a layer"), parent)
        self.material_menu.setObjectName("layer-materials")
        self.material_menu.aboutToShow.connect(self._fill_materials)
        self.material_menu.triggered.connect(self._material_chosen)
        selection.changed.connect(self.refresh)
        session.design_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Offer what can be done now."""
        count, index = len(self._session.design.stack.layers), self._selection.index
        for name, possible in (("insert", count < MAX_LAYERS), ("duplicate", count < MAX_LAYERS), ("remove", count > 1),
                               ("up", index > 0), ("down", index < count - 1)):  # fmt: skip
            self.by_name[name].setEnabled(possible)

    def popup(self, place: QPoint) -> None:
        """Open the menu of everything at a place on the screen."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self.by_name.values()))
        menu.popup(place)

    def ask_insert(self) -> None:
        """Let the user choose the material of a new layer."""
        place = QApplication.focusWidget() or self._window
        self.material_menu.popup(place.mapToGlobal(place.rect().center()))

    def insert(self, material: str) -> None:
        """Add a layer of `material` behind the selected one."""
        place = self._selection.index + 1
        self._edit(tr("Add a layer"), lambda design: with_new_layer(design, place, material), place)

    def duplicate(self) -> None:
        place = self._selection.index
        self._edit(tr("Duplicate a layer"), lambda design: duplicate_layer(design, place), place + 1)

    def remove(self) -> None:
        place = self._selection.index
        name = self._session.design.stack.layers[place].name
        self._edit(tr("Remove {name}", name=name), lambda design: without(design, place), place)

    def move_up(self) -> None:
        self.move(self._selection.index, self._selection.index - 1)

    def move_down(self) -> None:
        self.move(self._selection.index, self._selection.index + 1)

    def move(self, source: int, target: int) -> None:
        """Take the layer at `source` out and put it back at index `target`."""
        count = len(self._session.design.stack.layers)
        if source != target and 0 <= source < count and 0 <= target < count:
            self._edit(tr("Move a layer"), lambda design: move_layer(design, source, target), target)

    def _edit(self, label: str, edit: Callable[[Design], Design], select: int) -> None:
        refusal: DesignError | None = self._session.edit(label, edit)
        self.refused.emit(refusal.text if refusal is not None else "")
        if refusal is None:
            self._selection.select(select)

    def _fill_materials(self) -> None:
        self.material_menu.clear()
        role = ""
        for id, entry in catalogue_materials().items():
            if entry.role != role:
                role = entry.role
                self.material_menu.addSection(role_text(role))
            self.material_menu.addAction(entry.name).setData(id)
        self.material_menu.addSeparator()
        self.material_menu.addAction(tr("A material of your own")).setData(OWN_MATERIAL)

    def _material_chosen(self, action: QAction) -> None:
        self.insert(action.data())
