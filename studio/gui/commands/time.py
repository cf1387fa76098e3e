"""The clock."""

from typing import TYPE_CHECKING

from studio.gui.actions import Command
from studio.text import mark

if TYPE_CHECKING:
    from studio.gui.window import MainWindow


def time_commands(window: "MainWindow") -> tuple[Command, ...]:
    """The commands of the menu."""
    session = window.session
    assert session is not None
    clock = session.clock
    return (
        Command("play", "time", mark("&Play or pause"), "Ctrl+Space", lambda: clock.play(not clock.playing)),
        Command("day-next", "time", mark("&Next day"), "Ctrl+Right", lambda: clock.set_day(clock.day + 1)),
        Command("day-previous", "time", mark("&Previous day"), "Ctrl+Left", lambda: clock.set_day(clock.day - 1)),
        Command("day-worst", "time", mark("&Worst day"), "Ctrl+W", window.show_worst_day),
        Command("day-first", "time", mark("&First day"), "Ctrl+Home", lambda: clock.set_day(0)),
        Command("life-later", "time", mark("&Later year of the life"), "Ctrl+Alt+Right",
                lambda: session.life.step(1), line=True),
        Command("life-earlier", "time", mark("&Earlier year of the life"), "Ctrl+Alt+Left",
                lambda: session.life.step(-1)),
        Command("life-end", "time", mark("E&nd of life"), "Ctrl+Alt+End",
                lambda: session.life.choose(session.life.last)),
    )  # fmt: skip
