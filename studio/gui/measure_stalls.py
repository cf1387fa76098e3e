"""How long the window does not answer, gesture by gesture: `python -m studio.gui.measure_stalls [GROUP…] [--where]`.

A beat of one millisecond runs in the event loop of the real window; where two beats are further apart, nothing else
was answered between them either. Each gesture is done, and waited for until the window is quiet.
"""

import json
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from studio.design import get_value, set_value
from studio.gui.measure import Studio, turn
from studio.gui.workspaces.table import WORKSPACES

STALL_MS = 10.0
"""From here on a turn of the window counts as one that was felt."""
_QUIET_MS = 150.0
_LONGEST_MS = 20_000
_DRAG_MS, _EDIT_MS = 3000, 16

_DIALOGS = ("palette", "preferences", "export", "start-page", "help-contents", "close-design", "units", "history",
            "note", "seek", "keep-baseline", "export-everything", "keys", "formation", "chain", "console", "log",
            "tour")  # fmt: skip

Gesture = tuple[str, Callable[[], object]]


@dataclass
class Felt:
    """What one gesture cost: milliseconds of every turn that was too long, and of this thread's own time in it."""

    name: str
    turns: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    """What ran in the longest, most often seen first"""

    @property
    def longest(self) -> float:
        return max(self.turns, default=0.0)


class Beat(QObject):
    """Notes every turn of the event loop that lasts longer than it should into `felt`, while there is one."""

    def __init__(self, watcher: "Watcher | None" = None) -> None:
        super().__init__()
        self.felt: Felt | None = None
        self.every: list[float] = []
        self._watcher = watcher
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)
        self.begin(None)
        self._timer.start()

    def begin(self, felt: Felt | None) -> None:
        """Count for another gesture from now on."""
        self.felt, self.every = felt, []
        self.last, self._own = time.perf_counter(), time.thread_time()
        self.rough = self.last
        """When the last turn ended that was too long"""

    def _tick(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        took = (now - self.last) * 1e3
        self.every.append(took)
        if took > STALL_MS:
            self.rough = now
            if self.felt is not None:
                if self._watcher is not None and took > self.felt.longest:
                    self.felt.where = self._watcher.seen_since(self.last)
                self.felt.turns.append(took)
                self.felt.own.append((own - self._own) * 1e3)
        self.last, self._own = now, own

    def quiet(self) -> bool:
        """Whether nothing took long for a while."""
        return (time.perf_counter() - self.rough) * 1e3 > _QUIET_MS


class Watcher(threading.Thread):
    """Looks every other millisecond at what the thread of the window does."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._main = threading.get_ident()
        self._seen: list[tuple[float, str]] = []
        self.ended = False

    def run(self) -> None:
        while not self.ended:
            # Only names, in microseconds: a frame kept for longer would let go of its widgets on this thread.
            frame, calls = sys._current_frames().get(self._main), []
            while frame is not None:
                calls.append((frame.f_code.co_filename, frame.f_code.co_name, frame.f_lineno))
                frame = frame.f_back
            lines = [f"{Path(file).stem}.{name}:{line}" for file, name, line in calls if "measure" not in file]
            if lines:
                self._seen.append((time.perf_counter(), " < ".join(lines[:7])))
                del self._seen[:-4000]
            time.sleep(0.002)

    def seen_since(self, began: float) -> list[str]:
        """The stacks since then, with how often each was seen."""
        counted = Counter(stack for at, stack in self._seen if at >= began and stack)
        return [f"{times}x {stack}" for stack, times in counted.most_common(6)]


class Stalls:
    """The window, and what is done with it."""

    def __init__(self, folder: str, watcher: Watcher | None) -> None:
        self.studio = Studio(folder)
        self.window, self.session = self.studio.window, self.studio.session
        self.beat = Beat(watcher)

    def measure(self, gestures: Iterable[Gesture]) -> Iterator[Felt]:
        """Do one after the other, each when the window is quiet."""
        for name, do in gestures:
            self._settle()
            felt = Felt(name)
            self.beat.begin(felt)
            QTimer.singleShot(0, self.session, do)
            turn(50)
            self._settle()
            self.beat.begin(None)
            self._close_what_opened()
            yield felt

    def _settle(self) -> None:
        turn(_LONGEST_MS, lambda: self.beat.quiet() and not self.session.busy)

    def _close_what_opened(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if widget is not self.window and widget.isVisible():
                if isinstance(widget, QDialog):
                    widget.reject()
                else:
                    widget.close()
        self.window.dialogs.palette().close_palette()
        if self.window.start.is_up:
            self.window.start.leave()
        turn(60)

    def _do(self, name: str) -> Callable[[], object]:
        return self.window.actions_by_name[name].trigger

    # What there is to do, by group

    def tabs(self) -> Iterator[Gesture]:
        """Every tab and every page, for the first time and again."""
        window = self.window
        keys = [str(window.tabs.tabBar().tabData(index)) for index in range(window.tabs.count())]
        for time_ in ("first", "again"):
            for key in (*keys, "orbit"):
                yield f"tab {key}, {time_}", partial(window.show_tab, key)
                pages = getattr(window.views[key], "pages", None)
                for page in pages.names() if pages is not None else ():
                    yield f"page {key}/{page}, {time_}", window.tab_page(key, page)

    def workspaces(self) -> Iterator[Gesture]:
        """Every workspace, for the first time and again."""
        for time_ in ("first", "again"):
            for key in (*WORKSPACES, next(iter(WORKSPACES))):
                yield f"workspace {key}, {time_}", partial(self.window.workspaces.show, key)

    def dialogs(self) -> Iterator[Gesture]:
        """What the menus open."""
        for name in _DIALOGS:
            for time_ in ("first", "again"):
                yield f"{name}, {time_}", self._do(name)

    def look(self) -> Iterator[Gesture]:
        """Other colours."""
        for name in ("light", "dark", "contrast-dark", "dark"):
            yield f"theme {name}", partial(self.window.preferences.choose, "theme", name)

    def letters(self) -> Iterator[Gesture]:
        """Other sizes of text."""
        for size in ("125", "100"):
            yield f"text {size} %", partial(self.window.preferences.choose, "text-size", size)

    def drags(self) -> Iterator[Gesture]:
        """Values that follow the hand, sixty times a second."""
        begun = self.session.design
        for path in ("mission.altitude", "array.area", "stack.layers[0].thickness"):
            usual = get_value(begun, path)
            yield f"drag {path}", self._often(partial(self._vary, path, usual))
        life = self.session.life
        yield "drag year of life", self._often(lambda step: life.choose(step // 6 % (life.last + 1)))

    def history(self) -> Iterator[Gesture]:
        """Undo and redo without a pause."""
        def edits() -> None:
            for step in range(60):
                self._add_area(step)

        yield "60 edits at once", edits
        yield "undo and redo", self._often(
            lambda step: self.session.undo() if step // 40 % 2 == 0 else self.session.redo())

    def files(self) -> Iterator[Gesture]:
        """Other designs."""
        for name in ("filing-million", "starcloud-40mw", "suncatcher-cluster"):
            yield f"open {name}", partial(self._open, name)

    def sizes(self) -> Iterator[Gesture]:
        """The edge of the window drawn along."""
        width, height = self.window.width(), self.window.height()
        yield "resize", self._often(lambda step: self.window.resize(
            width - 4 * (step % 60), height - 3 * (step % 60)))
        yield "size as it was", lambda: self.window.resize(width, height)

    def study(self) -> Iterator[Gesture]:
        """A study of the sample, from its start to the end."""
        yield "study in front", self.window.tab_page("study", "scatter")
        yield "study run", self._study

    def _study(self) -> None:
        from studio.gui.study.desk import StudyDesk

        desk = StudyDesk.of(self.session)
        desk.start(Path(tempfile.mkdtemp()) / "study.parquet")
        turn(_LONGEST_MS, lambda: not desk.busy)

    def _open(self, name: str) -> None:
        self.window.filing.may_leave = lambda: True  # type: ignore[method-assign]
        self.window.filing.open(name)

    def _vary(self, path: str, usual: float, step: int) -> None:
        value = usual * (1.0 + 0.1 * abs((step % 200) / 100 - 1))
        self.session.edit(path, lambda design: set_value(design, path, value), gesture="drag")

    def _add_area(self, step: int) -> None:
        self.session.edit("area", lambda design: set_value(design, "array.area", 150.0 + step))

    def _often(self, do: Callable[[int], object]) -> Callable[[], None]:
        """What does something at every sixtieth of a second for a while."""

        def drag() -> None:
            count = [0]

            def move() -> None:
                count[0] += 1
                do(count[0])

            timer = QTimer()
            timer.setInterval(_EDIT_MS)
            timer.timeout.connect(move)
            timer.start()
            turn(_DRAG_MS)
            timer.stop()
            self.session.end_gesture()

        return drag


GROUPS = ("dialogs", "tabs", "workspaces", "look", "letters", "drags", "history", "sizes", "study", "files")


def stalls(groups: Iterable[str] = GROUPS, *, where: bool = False) -> Iterator[Felt]:
    """What every gesture of these groups costs, in the real window."""
    watcher = Watcher() if where else None
    if watcher is not None:
        watcher.start()
    with tempfile.TemporaryDirectory() as folder:
        window = Stalls(folder, watcher)
        for group in groups:
            yield from window.measure(getattr(window, group)())
        window.studio.close()
    if watcher is not None:
        watcher.ended = True
        watcher.join()


def worst(quick: bool) -> dict[str, list[float]]:
    """The longest turn of each group of gestures; of other colours alone where it is to be quick."""
    groups = ("look",) if quick else ("look", "letters", "tabs", "workspaces", "drags", "history")
    return {f"stall-{group}": [max(felt.longest for felt in stalls((group,)))] for group in groups}


def main() -> None:
    wanted = [one for one in sys.argv[1:] if not one.startswith("-")]
    for felt in stalls(wanted or GROUPS, where="--where" in sys.argv):
        found = {"name": felt.name, "turns": felt.turns, "own": felt.own, "where": felt.where}
        print(json.dumps(found), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
