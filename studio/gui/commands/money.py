"""Money and what it is counted in."""

from typing import TYPE_CHECKING

from studio.gui.actions import Command
from studio.text import mark

if TYPE_CHECKING:
    from studio.gui.window import MainWindow


def money_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The commands of the menu."""
    session = window.session
    assert session is not None
    return (
        Command("currency", "money", mark("Next &currency"), "Ctrl+Shift+U", session.currency.choose_next),
    )  # fmt: skip
