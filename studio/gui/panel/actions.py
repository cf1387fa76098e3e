"""What can be done with the layers of the stack, each as one action for buttons, menus and keys."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from studio.design import Design, DesignError
from studio.design.edit import duplicate_layer, move_layer
from studio.design.panel import MAX_LAYERS
from studio.document.stack_text import paste_stack
from studio.gui.actions import plain
from studio.gui.panel import clipboard
from studio.gui.panel.edits import with_new_layer, without
from studio.gui.panel.index_import import IndexImport
from studio.gui.panel.material_dialog import MaterialDialog
from studio.gui.panel.optimise_dialog import OptimiseDialog
from studio.gui.panel.selection import Selection
from studio.gui.session import Session
from studio.text import mark, tr

BUTTONS = ("insert", "remove", "up", "down")
"""The actions that have a button each; the others are in a menu beside them."""
_ANYWHERE = ("import", "optimise")
_LINES = ("copy", "copy_stack", "import", "optimise")
"""A line is drawn above these in menus."""
_TABLE = (
    ("insert", mark("Add …"), mark("Add a layer beside the selected one"), "Ins"),
    ("duplicate", mark("Duplicate"), mark("Put a copy behind the selected layer"), "Ctrl+D"),
    ("remove", mark("Remove"), mark("Take the selected layer out"), "Del"),
    ("up", mark("Up"), mark("Move the selected layer towards the Sun"), "Alt+Up"),
    ("down", mark("Down"), mark("Move the selected layer towards the back"), "Alt+Down"),
    ("copy", mark("Copy layer"), mark("Put the selected layer on the clipboard, as text"), "Ctrl+C"),
    ("paste", mark("Paste layer"),
     mark("Put the layer on the clipboard behind the selected one; a stack takes the place of the stack"), "Ctrl+V"),
    ("copy_stack", mark("Copy stack as text"), mark("Put the whole stack on the clipboard, as text"), "Ctrl+Shift+C"),
    ("paste_stack", mark("Paste stack"), mark("Put the stack on the clipboard in the place of this one"),
     "Ctrl+Shift+V"),
    ("import", mark("Import n and k …"), mark("Read optical constants from a file, as a material of the design"),
     "Ctrl+I"),
    ("optimise", mark("Optimise thickness …"), mark("Search for the thicknesses that serve a goal best"), "Ctrl+T"),
)  # fmt: skip
_NAMES = tuple(name for name, *_ in _TABLE)


class LayerActions(QObject):
    """`refused` carries the reason why something could not be done."""

    refused = Signal(str)

    def __init__(self, session: Session, selection: Selection, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._window = parent
        self._materials: MaterialDialog | None = None
        self.importing = IndexImport(session, selection, parent)
        self.importing.said.connect(self.refused)
        runs: dict[str, Callable[[], object]] = {
            "insert": self.ask_insert, "duplicate": self.duplicate, "remove": self.remove, "up": self.move_up,
            "down": self.move_down, "copy": self.copy, "paste": self.paste, "copy_stack": self.copy_stack,
            "paste_stack": self.paste_stack, "import": self.importing.ask, "optimise": self.optimise,
        }  # fmt: skip
        self.by_name: dict[str, QAction] = {}
        for name, text, tip, keys in _TABLE:
            action = QAction(tr(text), self)
            action.setObjectName(f"layer-{name}")
            action.setProperty("english", text)
            action.setShortcut(QKeySequence(keys))
            if name not in _ANYWHERE:
                # The keys count only where a layer has the focus: Delete in a text field is something else.
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setToolTip(tr("{tip} ({keys})", tip=tr(tip), keys=action.shortcut().toString()))
            action.triggered.connect(plain(runs[name]))
            self.by_name[name] = action
        selection.changed.connect(self.refresh)
        session.design_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Offer what can be done now."""
        count, index = len(self._session.design.stack.layers), self._selection.index
        for name, possible in (("insert", count < MAX_LAYERS), ("duplicate", count < MAX_LAYERS), ("remove", count > 1),
                               ("up", index > 0), ("down", index < count - 1)):  # fmt: skip
            self.by_name[name].setEnabled(possible)

    def fill(self, menu: QMenu, names: tuple[str, ...] = _NAMES) -> None:
        """Put actions into a menu, with a line above each group."""
        for name in names:
            if name in _LINES and not menu.isEmpty():
                menu.addSeparator()
            menu.addAction(self.by_name[name])

    def popup(self, place: QPoint) -> None:
        """Open the menu of everything at a place on the screen."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(place)

    @property
    def materials(self) -> MaterialDialog:
        """The search for the material of a new layer."""
        if self._materials is None:
            self._materials = MaterialDialog(self._session, self._window)
            self._materials.wanted.connect(self.insert)
        return self._materials

    def ask_insert(self) -> None:
        """Let the user search the material of a new layer."""
        self.materials.ask()

    def insert(self, material: str, before: bool = False) -> None:
        """Add a layer of `material` behind the selected one, or before it."""
        place = self._selection.index + (0 if before else 1)
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

    def copy(self) -> None:
        """Put the selected layer on the clipboard."""
        clipboard.copy_layer(self._session.design, self._selection.index)
        self.refused.emit("")

    def copy_stack(self) -> None:
        clipboard.copy_stack(self._session.design)
        self.refused.emit("")

    def paste(self) -> None:
        """Put the layer on the clipboard behind the selected one; a stack takes the place of the stack."""
        text, place = clipboard.clipboard_text(), self._selection.index + 1
        label, edit = clipboard.paste(text, place)
        self._edit(label, edit, 0 if clipboard.holds_stack(text) else place, pasted=True)

    def paste_stack(self) -> None:
        """Put the stack on the clipboard in the place of this one."""
        text = clipboard.clipboard_text()
        self._edit(tr("Paste a stack"), lambda design: paste_stack(design, text), 0, pasted=True)

    def optimise(self) -> None:
        """Ask which thicknesses to search for, and what for."""
        dialog = OptimiseDialog(self._session, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _edit(self, label: str, edit: Callable[[Design], Design], select: int, *, pasted: bool = False) -> None:
        refusal: DesignError | None = self._session.edit(label, edit)
        if refusal is None:
            self.refused.emit("")
            self._selection.select(select)
        elif pasted:
            self.refused.emit(tr("The clipboard {reason}", reason=_sentence(refusal)))
        else:
            self.refused.emit(refusal.text)


def _sentence(refusal: DesignError) -> str:
    """Why a clipboard was refused, to stand behind "The clipboard": reasons that name a field say so first."""
    if not refusal.where:
        return refusal.text
    return tr("cannot be used: {where}: {text}", where=refusal.where, text=refusal.text)


