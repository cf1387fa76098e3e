"""The two buttons below a dialog that asks: to take what was entered, and to leave."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox

from studio.text import tr


def answer_buttons(dialog: QDialog, take: Callable[[], object], words: str = "") -> QDialogButtonBox:
    """Ok, or what `words` call it, which runs `take`, and Cancel, which rejects the dialog."""
    standard = QDialogButtonBox.StandardButton
    buttons = QDialogButtonBox(standard.Ok | standard.Cancel, parent=dialog)
    # Qt's own words are those of the language at the start.
    buttons.button(standard.Ok).setText(words or tr("OK"))
    buttons.button(standard.Cancel).setText(tr("Cancel"))
    buttons.accepted.connect(take)
    buttons.rejected.connect(dialog.reject)
    return buttons
