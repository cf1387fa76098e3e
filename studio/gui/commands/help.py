"""Help."""

from functools import partial
from typing import TYPE_CHECKING

from studio.gui import newer
from studio.gui.about_box import show_about
from studio.gui.actions import Command
from studio.text import mark

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_LONG = (
    ("panel", mark("The &panel"), "Ctrl+Shift+F1"),
    ("satellite", mark("The &satellite"), "Ctrl+Alt+F1"),
    ("fleet", mark("The &fleet"), "Ctrl+Alt+Shift+F1"),
    ("money", mark("&Money and claims"), "Alt+Shift+F1"),
    ("files", mark("Fi&les"), "Ctrl+Alt+H"),
    ("study", mark("&Studies"), "Alt+F1"),
)
"""Topics with a line of their own: key, text, and keys."""


def help_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The commands of the menu."""
    desk = window.help
    return (
        Command("help-context", "help", mark("Help on what has the &focus"), "F1", desk.context),
        Command("help-contents", "help", mark("&Contents and search"), "Ctrl+Alt+Home", desk.contents),
        Command("tour", "help", mark("Guided &tour"), "Ctrl+Alt+T", window.take_tour),
        Command("explain", "help", mark("&Explain a value"), "F2", window.explain_focused),
        Command("chain", "help", mark("C&hain of a value"), "Ctrl+Alt+G", window.show_chain_here),
        Command("keys", "help", mark("&Keyboard"), "Ctrl+F1", window.dialogs.keys),
        *(Command(f"{key}-help", "help", text, keys, partial(desk.topic, key), line=key == "panel")
          for key, text, keys in _LONG),
        Command("support-bundle", "help", mark("Save a support &bundle…"), "Ctrl+Alt+Shift+B",
                window.crashes.ask_bundle, line=True),
        Command(newer.ACTION, "help", mark("Look for a &newer version"), "Ctrl+Alt+Shift+N",
                partial(newer.look, window)),
        Command("about", "help", mark("&About Dawnline"), "Shift+F1", lambda: show_about(window)),
    )  # fmt: skip
