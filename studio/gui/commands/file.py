"""Files: open, save, in and out."""

from typing import TYPE_CHECKING

from studio.gui.actions import Command
from studio.text import mark

if TYPE_CHECKING:
    from studio.gui.window import MainWindow


def file_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The commands of the menu."""
    return (
        Command("start-page", "file", mark("S&tart page"), "Alt+Home", window.start.show),
        Command("open", "file", mark("&Open…"), "Ctrl+O", window.filing.ask_open),
        Command("save", "file", mark("&Save"), "Ctrl+S", window.filing.save),
        Command("save-as", "file", mark("Save &as…"), "Ctrl+Shift+S", window.filing.ask_save),
        Command("import", "file", mark("&Import…"), "Ctrl+Shift+I", window.dialogs.import_file, line=True),
        Command("import-components", "file", mark("Import &components…"), "Ctrl+Alt+I",
                window.dialogs.import_components),
        Command("export", "file", mark("&Export…"), "Ctrl+Shift+X", window.dialogs.export, line=True),
        Command("export-everything", "file", mark("Export e&verything…"), "Ctrl+Shift+O",
                window.dialogs.export_everything),
        Command("report", "file", mark("&Write the report…"), "Ctrl+Shift+W", window.report.ask),
        Command("picture", "file", mark("Save a &picture of the window…"), "Ctrl+P", window.save_picture, line=True),
        Command("orbit-picture", "file", mark("Save a picture of the or&bit view…"), "Ctrl+Shift+P",
                lambda: window.with_orbit(window.dialogs.save_orbit)),
        Command("orbit-film", "file", mark("Save a &film of the orbit view…"), "Ctrl+Shift+M",
                lambda: window.with_orbit(window.dialogs.film_orbit)),
        Command("quit", "file", mark("&Quit"), "Ctrl+Q", window.close, line=True),
    )  # fmt: skip
