"""What is being typed when the design is saved, closed or replaced: it belongs to the design that it was typed for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget

from studio.gui.dialog_keys import belongs
from studio.gui.inspector.quantity_edit import LineEdit


def take_typed(window: QWidget) -> None:
    """Take it over as if its line had been left; the keyboard stays where it is, or goes from a cell to its table."""
    for top in QApplication.topLevelWidgets():
        if not belongs(top, window):
            continue
        focus = top.focusWidget()
        if isinstance(focus, LineEdit):
            focus.take_typed()
        elif isinstance(focus, QLineEdit) and (table := _table_of(focus)) is not None:
            table.setFocus(Qt.FocusReason.OtherFocusReason)


def forget_typed(window: QWidget) -> None:
    """Show the values of the design instead of what was refused or not yet taken over in the one before."""
    for line in window.findChildren(QLineEdit):
        if isinstance(line, LineEdit) and line.is_typing:
            line.restore()


def _table_of(editor: QWidget) -> QAbstractItemView | None:
    """The table in a cell of which somebody types."""
    above: QWidget | None = editor.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QAbstractItemView):
            return above
        above = above.parentWidget()
    return None
