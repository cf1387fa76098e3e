"""The panel: its pages and its radiation."""

from functools import partial
from typing import TYPE_CHECKING

from studio.gui.actions import Command
from studio.gui.menu_texts import PANEL_PAGES
from studio.text import mark

if TYPE_CHECKING:
    from studio.gui.window import MainWindow


def panel_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The commands of the menu."""
    return (
        *(Command(f"page-{name}", "panel", text, f"Alt+Shift+{key}", partial(_page, window, name)) for
          key, (name, text) in zip("1234567890C", PANEL_PAGES, strict=True)),
        Command("exact-radiation", "panel", mark("Compute the radiation e&xactly"), "Ctrl+Shift+E",
                lambda: window.with_panel(lambda view: view.exact.ask()), line=True),
        Command("table-radiation", "panel", mark("Use the shipped radiation &table"), "Ctrl+Shift+T",
                lambda: window.with_panel(lambda view: view.exact.forget())),
    )  # fmt: skip


def _page(window: "MainWindow", name: str) -> None:
    window.with_panel(lambda view: view.show_page(name))
