"""Undo, the design as a whole, and finding things in it."""

from typing import TYPE_CHECKING

from studio.gui.actions import Command
from studio.text import mark

if TYPE_CHECKING:
    from studio.gui.window import MainWindow


def edit_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The commands of the menu."""
    session = window.session
    assert session is not None
    return (
        Command("undo", "edit", mark("&Undo"), "Ctrl+Z", session.undo),
        Command("redo", "edit", mark("&Redo"), "Ctrl+Shift+Z", session.redo),
        Command("history", "edit", mark("&History…"), "Ctrl+Alt+Z", window.dialogs.history),
        Command("close-design", "edit", mark("C&lose the design…"), "Ctrl+Shift+K", window.dialogs.close_design,
                line=True),
        Command("seek", "edit", mark("Find a &value…"), "Ctrl+Shift+H", window.dialogs.seek),
        Command("palette", "edit", mark("Find a&nything…"), "Ctrl+K", window.dialogs.find_anything, line=True),
        Command("find", "edit", mark("&Find a field"), "Ctrl+F", window.find_field),
        Command("keep-baseline", "edit", mark("Keep as &baseline…"), "Ctrl+Shift+B", window.dialogs.keep_baseline),
        Command("note", "edit", mark("Add a &note…"), "Ctrl+Alt+N", window.dialogs.note_focused),
        Command("record", "edit", mark("&Record as Python"), "Ctrl+Alt+K", window.recording.toggle, check=True,
                line=True),
        Command("copy-python", "edit", mark("Cop&y the history as Python"), "Ctrl+Alt+P",
                window.recording.copy_history),
        Command("preferences", "edit", mark("&Preferences…"), "Ctrl+,", window.dialogs.preferences, line=True),
    )  # fmt: skip
