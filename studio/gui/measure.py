"""The window with a stopwatch: `python -m studio.gui.measure start|drag|stalls|fleet [--quick]` prints times as JSON.

A process of its own for each, so that what one part leaves in memory is not measured in another.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, QTimer

from studio.document.presets import START
from studio.gui import app as program
from studio.gui.collecting import collect_here
from studio.gui.window import MainWindow

Found = dict[str, list[float]]
_SIZE = (1600, 1000)


def turn(milliseconds: int, until: Callable[[], bool] | None = None) -> None:
    """Run the event loop as the program does, for so long or until something is so."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    looker = QTimer()
    if until is not None:
        looker.timeout.connect(lambda: loop.quit() if until() else None)
        looker.start(2)
    loop.exec()


class Painted(QObject):
    """When one of the widgets that are watched was painted last."""

    def __init__(self) -> None:
        super().__init__()
        self.at = 0.0

    def watch(self, *widgets: QObject) -> None:
        for widget in widgets:
            for child in (widget, *widget.findChildren(QObject)):
                child.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.at = time.perf_counter()
        return False


class Studio:
    """The whole window on a preset, every view built."""

    def __init__(self, folder: str, preset: str = START) -> None:
        from studio.document.document import Document
        from studio.gui.session import Session
        from studio.gui.theme import Theme

        self.app = program.make_application()
        collect_here(self.app, program.occupied)
        theme = Theme()
        theme.use(True)
        document = Document()
        document.open(preset)
        self.window = MainWindow(theme, QSettings(f"{folder}/window.ini", QSettings.Format.IniFormat))
        self.window.resize(*_SIZE)
        self.session = Session(document, theme)
        self.window.attach(self.session, build=False)
        self.window.show()
        self.window.build_all()
        turn(2500)

    def close(self) -> None:
        self.window.filing.may_leave = lambda: True  # type: ignore[method-assign]
        self.window.close()
        self.app.processEvents()


def drag(quick: bool) -> Found:
    """Milliseconds from an edit of the altitude to the last plot, and of the turns of the window meanwhile."""
    from studio.design import set_value

    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(folder)
        session = studio.session
        asked: dict[int, float] = {}
        waits: list[float] = []
        ticks: list[float] = []
        painted = Painted()
        painted.watch(*(studio.window.views[key] for key in ("power", "thermal", "orbit")))

        def finished(revision: int) -> None:
            # The draws were requested before this signal: two turns later they are painted.
            QTimer.singleShot(0, session, lambda: QTimer.singleShot(0, session, lambda: done(revision)))

        def done(revision: int) -> None:
            if revision in asked and painted.at > asked[revision]:
                waits.append((painted.at - asked[revision]) * 1e3)

        session.run_done.connect(finished)
        last = [time.perf_counter()]

        def tick() -> None:
            now = time.perf_counter()
            ticks.append((now - last[0]) * 1e3)
            last[0] = now

        def move() -> None:
            step = len(asked)
            height = 500e3 + 400e3 * abs((step % 200) / 100 - 1)
            asked[session.revision + 1] = time.perf_counter()
            session.edit("altitude", lambda design: set_value(design, "mission.altitude", height), gesture="drag")

        timers = []
        for work in (tick, move):
            timer = QTimer()
            timer.setInterval(16)
            timer.timeout.connect(work)
            timer.start()
            timers.append(timer)
        turn(2_000 if quick else 12_000)
        for timer in timers:
            timer.stop()
        turn(500)
        studio.close()
    if not waits:
        raise RuntimeError("no edit reached a plot")
    # The tick is a bound on the worst: that of 99 in 100 in each of some stretches of the drag.
    size = max(1, len(ticks) // 5)
    worst = [sorted(ticks[begin : begin + size])[int(0.99 * (size - 1))]
             for begin in range(0, len(ticks) - size + 1, size)]  # fmt: skip
    return {"drag-plot": waits, "drag-tick": worst}


def start(_: bool) -> Found:
    """Milliseconds from the start of the process, told by its parent, to the first paint and to every view ready."""
    began = float(os.environ["DAWNLINE_BEGAN"])
    found: Found = {}

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                found.setdefault("window-first", [(time.time() - began) * 1e3])
            return False

    watch = Watch()
    original = MainWindow.__init__

    def watched(self: MainWindow, *arguments: Any) -> None:
        original(self, *arguments)
        self.installEventFilter(watch)
        self.tabs.installEventFilter(watch)
        self.ready.connect(lambda: done(self))

    def done(window: MainWindow) -> None:
        found["window-plots"] = [(time.time() - began) * 1e3]
        window.filing.may_leave = lambda: True  # type: ignore[method-assign]
        QTimer.singleShot(0, window.close)

    MainWindow.__init__ = watched  # type: ignore[assignment,method-assign]
    program.run(START)
    return found


def memory() -> float:
    """Megabytes in memory of this process and those it started, pages that they share counted once."""
    own = os.getpid()
    try:
        children = Path(f"/proc/{own}/task/{own}/children").read_text(encoding="ascii").split()
        total = 0.0
        for process in (str(own), *children):
            lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
            total += sum(float(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return total * 1024.0 / 1e6
    except OSError:
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / 1e6 if sys.platform == "darwin" else peak * 1024.0 / 1e6


def main() -> None:
    part, quick = sys.argv[1], "--quick" in sys.argv[2:]
    if part == "fleet":
        from studio.gui.measure_fleet import fleet

        found = fleet(quick)
    elif part == "stalls":
        from studio.gui.measure_stalls import worst

        found = worst(quick)
    else:
        found = {"start": start, "drag": drag}[part](quick)
    print(json.dumps(found), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
