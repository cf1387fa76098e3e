"""The satellite: where it is seen from."""

from functools import partial
from typing import TYPE_CHECKING

from studio.gui.actions import Command
from studio.gui.menu_texts import SATELLITE_LOOKS

if TYPE_CHECKING:
    from studio.gui.window import MainWindow


def satellite_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The commands of the menu."""
    return (
        *(Command(f"satellite-look-{name}", "satellite", text, f"Ctrl+Shift+{number}", partial(_look, window, name))
          for number, (name, text) in enumerate(SATELLITE_LOOKS, start=1)),
    )  # fmt: skip


def _look(window: "MainWindow", name: str) -> None:
    window.with_satellite(lambda view: view.show_view(name))
