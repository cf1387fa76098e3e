"""Help."""

from typing import TYPE_CHECKING

from studio.gui import help_texts
from studio.gui.actions import Command
from studio.text import mark

if TYPE_CHECKING:
    from studio.gui.window import MainWindow


def help_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The commands of the menu."""
    return (
        Command("explain", "help", mark("&Explain a result"), "F1", window.show_explain),
        Command("keys", "help", mark("&Keyboard"), "Ctrl+F1", lambda: help_texts.show_keys(window)),
        Command("panel-help", "help", mark("The &panel"), "Ctrl+Shift+F1",
                lambda: help_texts.show_panel_help(window)),
        Command("satellite-help", "help", mark("The &satellite"), "Ctrl+Alt+F1",
                lambda: help_texts.show_satellite_help(window)),
        Command("fleet-help", "help", mark("The &fleet"), "Ctrl+Alt+Shift+F1",
                lambda: help_texts.show_fleet_help(window)),
        Command("money-help", "help", mark("&Money and claims"), "Alt+Shift+F1",
                lambda: help_texts.show_money_help(window)),
        Command("files-help", "help", mark("Fi&les"), "Ctrl+Alt+H",
                lambda: help_texts.show_files_help(window)),
        Command("study-help", "help", mark("&Studies"), "Alt+F1", lambda: help_texts.show_study_help(window)),
        Command("about", "help", mark("&About Dawnline"), "Shift+F1", lambda: help_texts.show_about(window)),
    )  # fmt: skip
