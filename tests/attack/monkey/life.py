"""The life of a monkey: episodes of deeds in one window after the other, each followed by a rest that is looked at."""

import json
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget, QMainWindow, QWidget
from shiboken6 import isValid

from studio.analysis import STAGES
from studio.document.files import dump
from studio.gui.preferences import PREFERENCES
from studio.gui.tasks import Tasks
from studio.gui.window import MainWindow
from tests.attack.monkey.acts import Act, at, let_go, perform
from tests.attack.monkey.census import Census, census, resident
from tests.attack.monkey.hand import NEVER, Hand
from tests.attack.monkey.watch import STALL_MS, Watch

SIZE = (1200, 800)
WAIT_MS = 20
SETTLED_S = 120.0
"""Until then the design must be all computed, on a machine that does other things too."""
PATIENT_S = 40.0
"""For so long a task of a view is waited for: a number that the monkey typed may be 65,011 samples."""
QUIET_S = 0.6
"""How long nothing may be computed before it is counted what there is."""
PLANTED = 4
"""Rests with planted faults"""
Step = Act | int
"""An act, or milliseconds to wait."""


@dataclass
class Told:
    """What came of it."""

    seed: int
    deeds: int = 0
    acts: int = 0
    missed: int = 0
    """Acts whose widget had gone."""
    edits: int = 0
    undone: int = 0
    """How often the way back to the first design was gone, and forth again."""
    windows: int = 0
    turns: int = 0
    seconds: float = 0.0
    longest: dict[str, float] = field(default_factory=dict)
    over: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    counts: list[Census] = field(default_factory=list)
    """What there was after each episode, the warm-up first"""
    fresh: list[int] = field(default_factory=list)
    """The places in it that follow a new window"""
    memory: list[int] = field(default_factory=list)
    faults: list[dict[str, Any]] = field(default_factory=list)
    ended: bool = False


class Life:
    """Performs one step a turn of the event loop; dialogs that hold the loop are met like all else."""

    def __init__(self, hand: Hand, seed: int, trail: Path, limit: float = STALL_MS) -> None:
        self.hand, self.told = hand, Told(seed)
        self.window: MainWindow | None = None
        self.acts: list[Any] = []
        self.watch = Watch(self.acts, limit)
        self.plants: Sequence[Callable[[MainWindow], None]] = ()
        self.used: Told | None = None
        """What was told before faults were planted"""
        self.keep: Callable[[dict[str, Any]], None] = lambda told: None
        """Takes what came of it so far, at each rest: who is killed tells no more"""
        self._trail = trail.open("a", encoding="utf-8")
        self._script: Iterator[Step] = iter(())
        self._ready, self._counted = False, False
        self._known: object = None
        self._first = b""
        self._began = time.monotonic()

    # The window

    def follow(self) -> None:
        """Meet every window that is made from now on."""
        made, life = MainWindow.__init__, self

        def met(window: MainWindow, *arguments: Any) -> None:
            made(window, *arguments)
            life.window, life._ready = window, False
            life.told.windows += 1
            window.ready.connect(life._window_ready)

        MainWindow.__init__ = met  # type: ignore[method-assign]

    def _window_ready(self) -> None:
        assert self.window is not None
        assert self.window.session is not None
        self._ready = True
        for name in NEVER:  # the palette lists it, too
            self.window.actions_by_name[name].setEnabled(False)
        self.window.session.file_changed.connect(self._look_at_first)
        self.window.session.design_changed.connect(self._edited)
        self._look_at_first()

    def _edited(self) -> None:
        self.told.edits += 1

    def _look_at_first(self) -> None:
        """Another design was opened: it is what undo leads back to."""
        assert self.window is not None
        assert self.window.session is not None
        first = self.window.session.document.steps[0].design
        if first is not self._known:
            self._known, self._first = first, _bytes(first)

    # Time

    def begin(self, script: Iterator[Step]) -> None:
        """Live by a script; when it ends the window is closed."""
        self._script = script
        QTimer.singleShot(0, self._turn)

    def _turn(self) -> None:
        self.watch.end(self._counted)
        try:
            step = next(self._script, None)
        except Exception as error:  # noqa: BLE001 - of the monkey itself, which would be still from here on
            self.watch.fault("monkey", "".join(traceback.format_exception(error)))
            step, self._script = 0, self.close()
        if step is None:
            return
        wait = step if isinstance(step, int) else 0
        self._counted = isinstance(step, list) and not self.hand.tidying
        # First the next turn, then the act: it may open a dialog that holds the loop until it is answered.
        QTimer.singleShot(wait, self._turn)
        self.watch.begin()
        if isinstance(step, list):
            self._perform(step)

    def _perform(self, act: Act) -> None:
        self.acts.append(act)
        del self.acts[:-60]
        self._trail.write(json.dumps(act, ensure_ascii=False) + "\n")
        self._trail.flush()
        self.told.acts += 1
        assert self.window is not None
        try:
            self.told.missed += not perform(self.window, act)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            self.watch.fault("exception", "".join(traceback.format_exception(error)))

    # Scripts

    def days(self, deeds: int, episode: int, again: int, *, same: bool = False) -> Iterator[Step]:
        """So many deeds, with a rest after every `episode` and a new window after every `again` rests.

        Where each episode is the `same`, whatever there is more of after the third is not made late but left behind.
        """
        yield from self.ready()
        if not same:
            yield from self._warm_up()
            yield from self._rest()
        done = 0
        while done < deeds:
            if same:
                self.hand.chance.seed(self.told.seed)
            many = min(episode, deeds - done)
            yield from self._live(many)
            done += many
            yield from self._rest()
            if again and (done // episode) % again == 0 and done < deeds:
                yield from self._another_window()
        if self.plants:
            yield from self._plant(PLANTED)
        yield from self.close()

    def brief(self, deeds: int) -> Iterator[Step]:
        """So many deeds in a window as it opens, and the way back to the first design."""
        yield from self.ready()
        yield from self._live(deeds)
        yield from self._rest()
        if self.plants:
            yield from self._plant(1)
        yield from self.close()

    def _live(self, deeds: int) -> Iterator[Step]:
        for _ in range(deeds):
            self._wake()
            name, deed = self.hand.deed(self.there())
            self.told.kinds[name] = self.told.kinds.get(name, 0) + 1
            yield from deed
            self.told.deeds += 1

    def _plant(self, rests: int) -> Iterator[Step]:
        """Rests with faults planted before them: what is told of these is told apart."""
        self.used, self.told = self._tell(), Told(self.told.seed)
        self.watch.forget()
        for _ in range(rests):
            for plant in self.plants:
                plant(self.there())
                self._counted = True
                yield ["hover", "main-window", 1, 1]
                yield ["hover", "main-window", 2, 2]
                self.told.deeds += 1
            yield from self._rest()

    def replay(self, acts: list[Act]) -> Iterator[Step]:
        """What was written down, in a window as it opens."""
        yield from self.ready()
        for act in acts:
            self._wake()
            yield act
        for _ in range(20):
            yield WAIT_MS
        yield from self._rest()
        yield from self.close()

    def close(self) -> Iterator[Step]:
        """End the studio as a user does."""
        self.hand.tidying = True
        self.told.ended = True
        QTimer.singleShot(0, self.there().close)
        yield 0
        for _ in range(50):
            yield from self.answer()
            yield WAIT_MS

    def ready(self) -> Iterator[Step]:
        """Wait for the window."""
        while not self._ready:
            yield WAIT_MS

    def there(self) -> MainWindow:
        """The window of now."""
        assert self.window is not None
        return self.window

    def _wake(self) -> None:
        """What a window manager does: somebody has the keyboard."""
        over = QApplication.activePopupWidget()
        wanted: QWidget = QApplication.activeModalWidget() or self.there()
        if over is None and (QApplication.activeWindow() is None or (
                wanted is not self.window and not wanted.isActiveWindow())):  # fmt: skip
            wanted.activateWindow()

    def _warm_up(self) -> Iterator[Step]:
        """See every tab, page and workspace once, and open what is opened most."""
        window = self.there()
        names = [name for name in window.actions_by_name if name.startswith("tab-") or "-page-" in name]
        for name in (*names, "palette", "preferences", "export", "history", "console", "log", "help-contents", "seek",
                     "units", "note", "tab-orbit"):  # fmt: skip
            yield ["command", name]
            yield WAIT_MS
            self.hand.tidying = True
            yield from self.answer()
        for theme in ("light", "dark"):
            yield ["prefer", "theme", theme]

    def answer(self) -> Iterator[Step]:
        """Close what lies over the window."""
        for _ in range(60):
            if QApplication.activePopupWidget() is None and QApplication.activeModalWidget() is None:
                return
            yield from self.hand.deed(self.there())[1]
            yield 0
        self.watch.fault("stuck", f"{QApplication.activeModalWidget() or QApplication.activePopupWidget()}")

    def _rest(self) -> Iterator[Step]:
        """Put all away, undo all, and look at what there is."""
        self.hand.tidying = True
        let_go(self.there())
        yield 0
        yield from self.answer()
        yield from self._put_away()
        yield from self._undo_all()
        yield from self._as_at_first()
        yield from self._settle()
        self.told.counts.append(census())
        self.told.memory.append(resident())
        if self.used is None:
            self.keep({"used": asdict(self._tell())})
        self.hand.tidying = False

    def _put_away(self) -> Iterator[Step]:
        window = self.there()
        session = window.session
        assert session is not None
        from studio.gui.study.desk import StudyDesk

        StudyDesk.of(session).stop()
        session.clock.play(False)
        if window.tour is not None:
            window.tour.end()
        for switch in ("record", "centre-alone", "full-screen"):
            if window.actions_by_name[switch].isChecked():
                yield ["command", switch]
                yield from self.answer()
        window.start.leave()
        window.dialogs.palette().close_palette()
        yield ["command", "gather-tabs"]
        for top in QApplication.topLevelWidgets():
            if isValid(top) and top.isVisible() and top is not window and isinstance(top, QDialog | QMainWindow):
                yield ["close", at(top)]
                yield from self.answer()
        for dock in window.late.docks.values():
            dock.hide()
        for dock in window.findChildren(QDockWidget):
            if dock.objectName().startswith("dock-explain-pinned"):
                dock.close()  # kept until somebody closes it
        yield WAIT_MS

    def _undo_all(self) -> Iterator[Step]:
        """Undo to the start gives the first design byte for byte, and redo the last."""
        window, session = self.there(), self.there().session
        assert session is not None
        document = session.document
        last, steps = _bytes(session.design), document.position
        undo, redo = (window.actions_by_name[name] for name in ("undo", "redo"))
        for _ in range(document.position + 3):
            if not undo.isEnabled():
                break
            undo.trigger()
            if _ % 10 == 0:
                yield 0
        if _bytes(session.design) != self._first:
            self.watch.fault("undo", f"{steps} steps back are not the first design")
        for _ in range(steps):
            redo.trigger()
            if _ % 10 == 0:
                yield 0
        if _bytes(session.design) != last:
            self.watch.fault("undo", f"{steps} steps forth again are not the last design")
        self.told.undone += 1
        yield from self._settle()
        told = {stage: (session.status(stage), bool(session.failure(stage))) for stage in STAGES}
        wrong = {stage: one for stage, one in told.items() if one not in (("fresh", False), ("failed", True))}
        if wrong:
            self.watch.fault("stage", f"neither computed nor refused with a reason: {wrong}")

    def _as_at_first(self) -> Iterator[Step]:
        window = self.there()
        yield ["open", "suncatcher-cluster"]
        yield from self.answer()
        for name, one in PREFERENCES.items():
            if not one.restart:
                window.preferences.reset(name)
        window.workspaces.reset_all()
        yield ["workspace", "orbit"]
        yield ["command", "tab-orbit"]
        yield ["resize", *SIZE]
        yield 50

    def _settle(self) -> Iterator[Step]:
        """Wait until nothing is computed."""
        session = self.there().session
        assert session is not None
        began = quiet = time.monotonic()
        # What is asked for when the hand rests comes meanwhile; and a turn may last longer than the quiet.
        tasks = self.there().findChildren(Tasks)
        # Also the tasks of views: who counts what there is while a thread fills a tuple breaks that tuple.
        while (busy := session.busy or any(one.busy for one in tasks)) or time.monotonic() - quiet < QUIET_S:
            if busy:
                quiet = time.monotonic()
            if busy and not session.busy and time.monotonic() - began > PATIENT_S:
                for one in tasks:
                    one.cancel()
            if time.monotonic() - began > SETTLED_S:
                self.watch.fault("stuck", "the design is still computed")
                return
            yield WAIT_MS

    def _another_window(self) -> Iterator[Step]:
        """The other language, in a window that takes over from this one."""
        window = self.there()
        self.hand.tidying = True
        other = "en" if window.preferences.text("language") != "en" else "zh_CN"
        yield ["prefer", "language", other]
        self._ready = False
        QTimer.singleShot(0, window.restart)
        del window
        yield 0
        yield from self.ready()
        yield from self._warm_up()
        self.told.fresh.append(len(self.told.counts))
        yield from self._rest()

    def tell(self) -> dict[str, Any]:
        """What came of it, once the studio has ended: of the monkey, and of what was planted."""
        self.watch.close()
        last = self._tell()
        if self.used is None:
            return {"used": asdict(last)}
        return {"used": asdict(self.used) | {"ended": last.ended}, "twin": asdict(last)}

    def _tell(self) -> Told:
        told = self.told
        told.turns, told.longest, told.over = self.watch.turns, self.watch.longest, self.watch.over
        told.faults = [asdict(fault) for fault in self.watch.faults.values()]
        told.seconds = time.monotonic() - self._began
        return told


def _bytes(design: Any) -> bytes:
    text = dump(design)
    return text if isinstance(text, bytes) else text.encode()


if sys.platform != "linux":
    raise SystemExit("the monkey counts by what Linux tells of a process")
