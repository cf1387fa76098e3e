"""Every command of the window, a file for each menu."""

from typing import TYPE_CHECKING

from studio.gui.actions import Command
from studio.gui.commands.edit import edit_commands
from studio.gui.commands.file import file_commands
from studio.gui.commands.help import help_commands
from studio.gui.commands.money import money_commands
from studio.gui.commands.orbit import orbit_commands
from studio.gui.commands.panel import panel_commands
from studio.gui.commands.satellite import satellite_commands
from studio.gui.commands.time import time_commands
from studio.gui.commands.view import view_commands

if TYPE_CHECKING:
    from studio.gui.window import MainWindow

_MENUS = (
    file_commands, edit_commands, view_commands, panel_commands, orbit_commands, satellite_commands, money_commands,
    time_commands, help_commands,
)  # fmt: skip


def commands_of(window: "MainWindow") -> tuple[Command, ...]:
    """The table that the menus, the palette and the list of keys are made of."""
    return tuple(command for menu in _MENUS for command in menu(window))
