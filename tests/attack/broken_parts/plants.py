"""What is planted in a module once it has been run: what fails, and the guards that a naive twin lacks."""

from types import ModuleType
from typing import Any

PLACES = {
    "hand": "studio.gui.window",
    "stage_defect": "studio.analysis.engine",
    "view_fails": "studio.gui.margins",
    "view_not_made": "studio.gui.making",
    "painting_fails": "studio.gui.timebar",
    "report_fails": "studio.export.outlet",
    "context_lost": "studio.gui.space.image_view",
    "no_trial": "studio.gui.space.trial",
    "no_keeping": "studio.gui.keeping",
    "no_watch": "studio.state.crash",
    "no_hook": "studio.gui.crash.crashes",
    "no_catch": "studio.gui.window",
    "no_care": "studio.gui.space.image_view",
    "no_lost": "studio.gui.app",
    "no_set_aside": "studio.gui.app",
    "no_farewell": "studio.gui.app",
    "by_the_clock": "studio.document.recovery",
}
"""The module of each; `studio.gui.margins` and the like have their class already when this is called."""


def hand(module: ModuleType) -> None:
    """Put a person at the first window."""
    import json
    import os

    from tests.attack.broken_parts.hand import Hand

    attach = module.MainWindow.attach
    wanted = json.loads(os.environ["DAWNLINE_BROKEN"])

    def watched(self: Any, session: Any, **options: Any) -> None:
        attach(self, session, **options)
        Hand(self, wanted)

    module.MainWindow.attach = watched


# What fails


def stage_defect(module: ModuleType) -> None:
    """A stage raises what only a mistake raises, once the design has flown higher than 601 km."""
    import dataclasses

    stage = module.STAGES["thermal"]

    def run(design: Any, tables: Any, checkpoint: Any) -> Any:
        if design.mission.altitude > 601e3:
            raise AttributeError("planted in a stage")
        return stage.run(design, tables, checkpoint)

    module.STAGES["thermal"] = dataclasses.replace(stage, run=run)


def view_fails(module: ModuleType) -> None:
    """A view raises with each edit."""
    made = module.MarginsView.__init__

    def init(self: Any, session: Any, *more: Any, **options: Any) -> None:
        made(self, session, *more, **options)

        def broken() -> None:
            if session.design.mission.altitude > 601e3:
                raise ZeroDivisionError("planted in a view")

        session.design_changed.connect(broken)

    module.MarginsView.__init__ = init


def view_not_made(module: ModuleType) -> None:
    """A view cannot be built."""
    make = module.make_view

    def made(window: Any, key: str, session: Any) -> Any:
        if key in {"claims", "satellite", "season", "margins"}:
            raise ImportError(f"planted in {key}")
        return make(window, key, session)

    module.make_view = made


def painting_fails(module: ModuleType) -> None:
    """What paints raises, with every frame: in C, of which PySide makes a crash before Python 3.12."""
    class TimeBar(module.TimeBar):  # type: ignore[name-defined,misc]
        def paintEvent(self, event: Any) -> None:
            int("planted in the painting of a view")

    module.TimeBar = TimeBar


def report_fails(module: ModuleType) -> None:
    """What writes files raises what only a mistake raises."""
    def refuse_target(*_: Any, **__: Any) -> Any:
        raise TypeError("planted in an exporter")

    module.refuse_target = refuse_target


def context_lost(module: ModuleType) -> None:
    """From the fifth picture on the graphics draw no more."""
    drawn = [0]
    draw = module.Scene.render_image

    def render_image(self: Any, *more: Any, **options: Any) -> Any:
        drawn[0] += 1
        if drawn[0] > 4:
            raise RuntimeError("planted: the context is lost")
        return draw(self, *more, **options)

    module.Scene.render_image = render_image


# Guards of the product, taken away


def no_trial(module: ModuleType) -> None:
    """The graphics are used untried."""
    module.look = lambda: True


def no_keeping(module: ModuleType) -> None:
    """Unsaved work is kept nowhere."""
    module.Keeping.changed = lambda self, unsaved: None
    module.Keeping.now = lambda self: True


def no_watch(module: ModuleType) -> None:
    """Nobody writes down where the interpreter died."""
    module.CrashWatch.begin = lambda self, version, log: False


def no_hook(module: ModuleType) -> None:
    """What nobody catches is left to Python."""
    module.Crashes.install = lambda self: None
    module.Crashes.uninstall = lambda self: None


def no_catch(module: ModuleType) -> None:
    """A view that cannot be built ends the building."""
    def broken(self: Any, key: str) -> None:
        raise

    module.MainWindow._not_built = broken


def no_lost(module: ModuleType) -> None:
    """Nobody says which parts are missing, or what the settings are."""
    module._parts_lost = lambda: ""
    module._settings_lost = lambda settings: ""
    from studio.document import kept

    kept.not_kept = lambda: ""  # where the module asks for it, once a window opens


def by_the_clock(module: ModuleType) -> None:
    """Unsaved work counts as old by the clock of the machine."""
    import time

    orphans = module.Recovery.orphans

    def young(self: Any) -> Any:
        return tuple(one for one in orphans(self) if 0 <= time.time() - one.time < 30 * 86400.0)

    module.Recovery.orphans = young


def no_care(module: ModuleType) -> None:
    """What cannot be drawn is tried again with every frame, and left to whoever asked."""
    def failed(self: Any, trace: str) -> None:
        raise

    module.ImageView._fail = failed


def no_set_aside(module: ModuleType) -> None:
    """Qt reads the preferences, whatever they hold."""
    from PySide6.QtCore import QSettings

    module.open_settings = lambda: QSettings("Dawnline", "Dawnline")


def no_farewell(module: ModuleType) -> None:
    """Where Qt finds no screen, it aborts."""
    module._no_window = lambda message: None
