"""What is shown and where."""

from functools import partial
from typing import TYPE_CHECKING

from studio.gui.actions import Command
from studio.gui.menu_texts import TAB_KEYS, TAB_TEXTS
from studio.gui.pane_cycle import go_to_pane
from studio.gui.preferences import PREFERENCES
from studio.gui.theme.chosen import sized
from studio.gui.workspaces import menu
from studio.text import mark

if TYPE_CHECKING:
    from studio.gui.window import MainWindow


def view_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The commands of the menu."""
    session = window.session
    assert session is not None
    return (
        *(Command(f"tab-{key}", "view", text, TAB_KEYS.get(key, f"Ctrl+{number % 10}"), partial(window.show_tab, key))
          for number, (key, text) in enumerate(TAB_TEXTS.items(), start=1)),
        Command("compare-points", "view", mark("Compare po&ints of the study"), "Ctrl+Shift+D",
                window.compare_points, line=True),
        Command("recompute", "view", mark("&Recompute"), "F5", session.start, line=True),
        Command("cancel", "view", mark("Ca&ncel"), "Ctrl+.", session.cancel),
        Command("console", "view", mark("C&onsole"), "F4", lambda: window.late.toggle("console"), line=True),
        Command("log", "view", mark("Lo&g"), "Ctrl+Alt+L", lambda: window.late.toggle("log")),
        Command("units", "view", mark("&Units…"), "Ctrl+Alt+U", window.dialogs.choose_units, line=True),
        Command("dark", "view", mark("&Dark"), "Ctrl+Shift+L", window.use_dark, check=True, line=True),
        *(Command(f"colours-{value}", "view", text, f"Ctrl+L, {number}",
                  partial(window.preferences.choose, "theme", value), sub="colours")
          for number, (value, text) in enumerate(PREFERENCES["theme"].choices, start=1)),
        Command("text-larger", "view", mark("&Larger text"), "Ctrl++", sized(window.preferences, 1), line=True,
                sub="colours"),
        Command("text-smaller", "view", mark("S&maller text"), "Ctrl+-", sized(window.preferences, -1), sub="colours"),
        Command("text-usual", "view", mark("&Usual size of text"), "Ctrl+L, 0", sized(window.preferences, 0),
                sub="colours"),
        Command("save-layout", "view", mark("&Save the layout as…"), "Ctrl+Shift+F5", partial(menu.save_as, window),
                sub="workspace"),
        Command("rename-layout", "view", mark("Re&name the layout…"), "Ctrl+Shift+F6", partial(menu.rename, window),
                sub="workspace"),
        Command("delete-layout", "view", mark("&Delete the layout…"), "Ctrl+Shift+F7", partial(menu.delete, window),
                sub="workspace"),
        Command("reset-layout", "view", mark("&Reset this workspace"), "Ctrl+Shift+R", window.workspaces.reset,
                line=True, sub="workspace"),
        Command("reset-layouts", "view", mark("Reset &all workspaces"), "Ctrl+Shift+F8",
                window.workspaces.reset_all, sub="workspace"),
        Command("pane-next", "view", mark("Keyboard to the ne&xt part"), "Alt+PgDown",
                partial(go_to_pane, window, 1), line=True),
        Command("pane-previous", "view", mark("Keyboard to the part &before"), "Alt+PgUp",
                partial(go_to_pane, window, -1)),
        Command("workspaces", "view", mark("C&hoose a workspace"), "F10", window.choose_workspace),
        Command("centre-alone", "view", mark("Only the ce&ntre"), "Shift+F11",
                window.workspaces.leave_alone, check=True),
        Command("tear-tab", "view", mark("Tab in a windo&w of its own, or back"), "Ctrl+F11",
                lambda: window.torn.toggle(), line=True),
        Command("gather-tabs", "view", mark("Brin&g all tabs back"), "Ctrl+Shift+F11",
                window.torn.bring_all_back),
        Command("full-screen", "view", mark("Full scr&een"), "F11", window.fill_screen, check=True),
    )  # fmt: skip
