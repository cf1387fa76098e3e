"""The orbit view: where it is seen from and what it shows."""

from functools import partial
from typing import TYPE_CHECKING

from studio.gui.actions import Command
from studio.gui.menu_texts import ORBIT_LOOKS
from studio.text import mark

if TYPE_CHECKING:
    from studio.gui.window import MainWindow


def orbit_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The commands of the menu."""
    return (
        Command("formation", "orbit", mark("Check the &formation…"), "Ctrl+Shift+F", window.dialogs.check_formation),
        *(Command(f"look-{name}", "orbit", text, f"Alt+{number}", partial(_look, window, name))
          for number, (name, text) in enumerate(ORBIT_LOOKS, start=1)),
        Command("ground-track", "orbit", mark("&Ground track"), "Ctrl+Shift+G",
                lambda on: window.show_in_orbit("track", on), check=True, line=True),
        Command("imported-shown", "orbit", mark("&Imported satellites"), "Ctrl+Shift+J",
                lambda on: window.show_in_orbit("real", on), check=True),
        Command("look-reset", "orbit", mark("&Reset the camera"), "Alt+0", window.reset_camera, line=True),
    )  # fmt: skip


def _look(window: "MainWindow", name: str) -> None:
    window.with_orbit(lambda view: view.show_view(name))
