"""How fast the window is, on this machine: `python tests/benchmarks/window.py` under a display.

Prints one line a figure with the target beside it. Nothing here passes or fails: machines differ.
"""

import os
import subprocess
import sys
import tempfile
import time

TARGETS = {
    "edit to last plot drawn, dragging altitude, p50": 60.0,
    "edit to last plot drawn, dragging altitude, p95": 120.0,
    "GUI tick of 16 ms while dragging, p99": 33.0,
    "full evaluation from nothing": 150.0,
    "process start to shell painted": 400.0,
    "process start to 3D view painted": 1500.0,
    "process start to every view ready": 3000.0,
}
DRAG_SECONDS = 12.0
WINDOW = (1600, 1000)


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def report(name: str, milliseconds: float, count: int = 1) -> None:
    print(f"{name:52} {milliseconds:8.1f} ms   target {TARGETS[name]:6.0f} ms   n = {count}")


def evaluation() -> None:
    from studio.analysis import evaluate
    from studio.document import preset

    design = preset("suncatcher-cluster")
    evaluate(design)
    times = []
    for _ in range(15):
        began = time.perf_counter()
        evaluate(design)
        times.append((time.perf_counter() - began) * 1e3)
    report("full evaluation from nothing", percentile(times, 0.5), len(times))


def turn(app, milliseconds: int) -> None:
    """Run the event loop as the program does: QTest.qWait would keep the interpreter from the worker thread."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop(app)
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def drag() -> None:
    from PySide6.QtCore import QEvent, QObject, QSettings, QTimer

    from studio.design import set_value
    from studio.document.document import Document
    from studio.gui.app import collect_here, make_application
    from studio.gui.session import Session
    from studio.gui.theme import Theme
    from studio.gui.window import MainWindow

    app = make_application()
    collect_here(app)
    theme = Theme()
    theme.use(True)
    document = Document()
    document.open("suncatcher-cluster")
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(theme, QSettings(f"{folder}/window.ini", QSettings.Format.IniFormat))
        window.resize(*WINDOW)
        session = Session(document, theme)
        window.attach(session, build=False)
        window.show()
        window.build_all()
        turn(app, 2500)

        asked: dict[int, float] = {}
        waits: list[float] = []
        ticks: list[float] = []
        shown = {"revision": 0, "painted": 0.0}

        class Painted(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint:
                    shown["painted"] = time.perf_counter()
                return False

        painted = Painted()
        for key in ("power", "thermal", "orbit"):
            view = window.views[key]
            for child in (view, *view.findChildren(QObject)):
                child.installEventFilter(painted)

        def finished(revision: int) -> None:
            # The draws were requested before this signal: two turns later they are painted.
            QTimer.singleShot(0, session, lambda: QTimer.singleShot(0, session, lambda: done(revision)))

        def done(revision: int) -> None:
            if revision in asked and shown["painted"] > asked[revision]:
                waits.append((shown["painted"] - asked[revision]) * 1e3)

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

        ticker, mover = QTimer(), QTimer()
        ticker.setInterval(16)
        ticker.timeout.connect(tick)
        mover.setInterval(int(os.environ.get("DRAG_INTERVAL_MS", "16")))
        mover.timeout.connect(move)
        ticker.start()
        mover.start()
        turn(app, int(DRAG_SECONDS * 1e3))
        ticker.stop()
        mover.stop()
        turn(app, 500)
        report("edit to last plot drawn, dragging altitude, p50", percentile(waits, 0.5), len(waits))
        report("edit to last plot drawn, dragging altitude, p95", percentile(waits, 0.95), len(waits))
        report("GUI tick of 16 ms while dragging, p99", percentile(ticks, 0.99), len(ticks))
        window.filing.may_leave = lambda: True
        window.close()
        app.processEvents()


STARTUP = """
import os, sys, time
began = float(os.environ["BENCH_BEGAN"])
from PySide6.QtCore import QEvent, QObject, QTimer
from studio.gui import app, window
class Watch(QObject):
    shell = None
    def eventFilter(self, watched, event):
        if self.shell is None and event.type() == QEvent.Type.Paint:
            self.shell = time.time() - began
        return False
class First(QObject):
    drawn = None
    def eventFilter(self, watched, event):
        if self.drawn is None and event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self.note)
        return False
    def note(self):
        if self.drawn is None:
            self.drawn = time.time() - began
watch, first = Watch(), First()
build = window.MainWindow._build
def built(self, key):
    build(self, key)
    if key == "orbit":
        self.views[key].widget._view.installEventFilter(first)
window.MainWindow._build = built
original = window.MainWindow.__init__
def init(self, *arguments):
    original(self, *arguments)
    self.tabs.installEventFilter(watch)
    self.installEventFilter(watch)
    self.ready.connect(lambda: look(self))
window.MainWindow.__init__ = init
def look(shown):
    print(watch.shell * 1e3, first.drawn * 1e3, (time.time() - began) * 1e3, flush=True)
    shown.filing.may_leave = lambda: True
    QTimer.singleShot(0, shown.close)
app.run("suncatcher-cluster")
"""


def startup() -> None:
    shells, scenes, whole = [], [], []
    compiled = tempfile.TemporaryDirectory()
    for _ in range(6):
        with tempfile.TemporaryDirectory() as home:
            environment = {**os.environ, "HOME": home, "XDG_STATE_HOME": home, "XDG_CONFIG_HOME": home}
            # As after an installation: modules are compiled once, by the first run, which is not counted.
            environment.pop("PYTHONDONTWRITEBYTECODE", None)
            environment["PYTHONPYCACHEPREFIX"] = compiled.name
            environment["BENCH_BEGAN"] = repr(time.time())
            done = subprocess.run([sys.executable, "-c", STARTUP], env=environment, capture_output=True, text=True,
                                  check=True)  # fmt: skip
            shell, scene, ready = map(float, done.stdout.split()[-3:])
            shells.append(shell)
            scenes.append(scene)
            whole.append(ready)
    compiled.cleanup()
    report("process start to shell painted", percentile(shells[1:], 0.5), len(shells) - 1)
    report("process start to 3D view painted", percentile(scenes[1:], 0.5), len(scenes) - 1)
    report("process start to every view ready", percentile(whole[1:], 0.5), len(whole) - 1)


if __name__ == "__main__":
    chosen = sys.argv[1:] or ["evaluation", "startup", "drag"]
    for name in chosen:
        {"evaluation": evaluation, "startup": startup, "drag": drag}[name]()
