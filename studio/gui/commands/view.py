"""What is shown and where."""

from functools import partial
from typing import TYPE_CHECKING

from studio.gui.actions import Command
from studio.gui.menu_texts import TAB_TEXTS
from studio.text import mark

if TYPE_CHECKING:
    from studio.gui.window import MainWindow


def view_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The commands of the menu."""
    session = window.session
    assert session is not None
    return (
        *(Command(f"tab-{key}", "view", text, f"Ctrl+{number % 10}", partial(window.show_tab, key))
          for number, (key, text) in enumerate(TAB_TEXTS.items(), start=1)),
        Command("compare-points", "view", mark("Compare po&ints of the study"), "Ctrl+Shift+D",
                window.compare_points, line=True),
        Command("recompute", "view", mark("&Recompute"), "F5", session.start, line=True),
        Command("cancel", "view", mark("Ca&ncel"), "Ctrl+.", session.cancel),
        Command("dark", "view", mark("&Dark"), "Ctrl+Shift+L", window.use_dark, check=True, line=True),
        Command("reset-layout", "view", mark("Reset the &layout"), "Ctrl+Shift+R", window.reset_layout),
    )  # fmt: skip
