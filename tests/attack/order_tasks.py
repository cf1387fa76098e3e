"""What runs beside the window: a task of which the newest wins, pictures of which one waits, and files written."""

from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar
from unittest import mock

from PySide6.QtCore import QObject

from studio.design import Design
from studio.export.formats import FORMATS, Product
from studio.gui.drawing import Drawing
from studio.gui.export import exporter as exporting
from studio.gui.export.exporter import Exporter, Request
from studio.gui.tasks import Tasks
from studio.jobs import task
from tests.attack.lockstep import Choose, Lockstep
from tests.attack.outcome import Lost

ENDS = {"done", "failed", "error", "stopped"}
_FAILS = 5
"""One task in so many has no answer."""


class Found(list[str]):
    """What was found wrong: what is raised in a slot of Qt goes nowhere."""

    def first(self) -> None:
        if self:
            raise Lost(self[0])


class Post:
    """Messages on their way to the window, in the place of a queued signal."""

    def __init__(self, steps: Lockstep, take: Callable[..., None]) -> None:
        self.steps, self.take = steps, take
        self.waiting: deque[tuple[Any, ...]] = deque()

    def emit(self, *what: Any) -> None:
        self.steps.point()
        self.waiting.append(what)

    def deliver(self) -> None:
        self.take(*self.waiting.popleft())

    def settle(self, idle: Callable[[], bool]) -> None:
        """Deliver until nothing runs any more."""
        while True:
            self.steps.point(lambda: bool(self.waiting) or idle())
            if not self.waiting:
                return
            self.deliver()


def driven(tasks: Tasks, steps: Lockstep) -> Post:
    """Let the messages of `tasks` go through our hands."""
    post = Post(steps, tasks._take)
    tasks._told = post  # type: ignore[assignment]
    return post


def idle(tasks: Tasks) -> Callable[[], bool]:
    return lambda: tasks._runner._thread is None


def some_work(steps: Lockstep, label: Any, report: Callable[[Any], None], checkpoint: Callable[[float], None]) -> Any:
    """A task of a few steps, which the scheduler may let fail."""
    for step in range(1 + steps.ask(3)):
        steps.point()
        checkpoint(step / 4)
        report((label, step))
    if steps.ask(_FAILS) == _FAILS - 1:
        raise ValueError(f"{label} has no answer")
    return label


class PlayTasks:
    """`Tasks` alone: run, cancel, and messages in between."""

    script: ClassVar = ("run", "run", "cancel", "run", "cancel")

    def __init__(self, steps: Lockstep, owner: QObject, kind: type[Tasks]) -> None:
        self.steps = steps
        self.tasks = kind(owner)
        self.post = driven(self.tasks, steps)
        self.newest, self.wanted, self.shown = 0, False, 0
        self.share, self.found = 0.0, Found()
        self.tasks.done.connect(lambda what: self._end("done", what))
        self.tasks.failed.connect(lambda words: self._end("failed", int(words.split()[0])))
        self.tasks.reported.connect(lambda what: self._told(what[0]))
        self.tasks.progressed.connect(self._progress)

    def _told(self, label: int) -> None:
        if not self.wanted or label != self.newest:
            self.found.append("what nobody wants any more is told")

    def _end(self, kind: str, label: int) -> None:
        self._told(label)
        self.wanted, self.shown = False, label

    def _progress(self, share: float) -> None:
        if not self.wanted or share < self.share:
            self.found.append("progress goes back, or nobody waits")
        self.share = share

    def do(self, what: str) -> None:
        if what == "cancel":
            self.tasks.cancel()
            self.wanted = False
        else:
            self.newest += 1
            self.wanted, self.share, label = True, 0.0, self.newest
            self.tasks.run(lambda checkpoint, report: some_work(self.steps, label, report, checkpoint))
        if self.tasks.busy != self.wanted:
            raise Lost("busy is not what is awaited")

    def end(self) -> None:
        self.post.settle(idle(self.tasks))
        if self.wanted or self.tasks.busy:
            raise Lost("the newest task never ends")
        self.tasks.run(lambda checkpoint, report: some_work(self.steps, -1, report, checkpoint))
        self.tasks.close()
        while self.post.waiting:
            self.post.deliver()


class PlayDrawing(PlayTasks):
    """Pictures: the one that was asked for last is there in the end, or none where it failed or nobody wants it."""

    script: ClassVar = ("ask", "ask", "drop", "ask", "ask")

    def __init__(self, steps: Lockstep, owner: QObject, kind: type[Tasks], drawing: type[Drawing] = Drawing) -> None:
        self.steps = steps
        with mock.patch("studio.gui.drawing.Tasks", lambda parent, name: kind(parent)):
            self.drawing = drawing(owner, "picture")
        self.tasks = self.drawing.tasks
        self.post = driven(self.tasks, steps)
        self.asked = self.shown = 0
        self.wanted, self.found = False, Found()
        self.ends: Counter[int] = Counter()
        self.drawing.made.connect(self._made)

    def _made(self, label: int) -> None:
        if not self.wanted:
            self.found.append("a picture comes that was dropped")
        if label <= self.shown:
            self.found.append("an older picture takes the place of a newer one")
        self.shown = label
        if label != self.asked and self.steps.ask(3) == 2:
            self._ask()  # a page that sees that the picture is old asks at once

    def _ask(self) -> None:
        self.asked += 1
        label = self.asked

        def make(checkpoint: Callable[[float], None]) -> int:
            try:
                return int(some_work(self.steps, label, lambda _: None, checkpoint))
            except ValueError:
                self.ends[label] += 1
                raise

        self.drawing.ask(make)

    def do(self, what: str) -> None:
        if what == "drop":
            self.wanted = False
            self.drawing.drop()
        else:
            self.wanted = True
            self._ask()

    def end(self) -> None:
        self.post.settle(idle(self.tasks))
        if self.wanted and self.shown != self.asked and not self.ends[self.asked]:
            raise Lost("the newest picture never comes")
        self.tasks.close()


class PlayExporter:
    """Files for a look and files that are written: what is told to be written lies there, and nothing else does."""

    script: ClassVar = ("make 0", "write 0 a", "make 1", "write 0 b", "cancel")

    def __init__(self, steps: Lockstep, owner: Any, kind: type[Exporter]) -> None:
        self.steps, self.found = steps, Found()
        self.exporter = kind(owner)
        self.post = driven(self.exporter.tasks, steps)
        self.design = Design()
        first = next(iter(FORMATS.values()))
        self.requests = [Request(first, (("number", number),), "en", "name", self.design) for number in range(2)]
        self.lies: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.looked: Request | None = None
        self.open: str = ""
        """Where the newest write goes, while it is neither told nor stopped nor failed."""
        self.exporter.made.connect(self._made)
        self.exporter.told.connect(self._written)
        self.exporter.failed.connect(lambda _: self._shut())
        self.exporter.stopped.connect(self._shut)

    def product(self, source: Any, request: Request, checkpoint: Callable[[float], None]) -> Product:
        some_work(self.steps, 0, lambda _: None, checkpoint)
        return Product({"a": str(request.options).encode()})

    def put(self, product: Product, target: Path, over: bool) -> list[Path]:
        self.steps.point()
        self.lies[target.name] += 1
        self.steps.point()
        return [target]

    def _made(self, made: Any) -> None:
        if made.product.files["a"] != str(made.request.options).encode():
            self.found.append("the files of another request are shown")

    def _written(self, words: str) -> None:
        target = words.rsplit("/", 1)[-1]
        self.told[target] += 1
        if self.told[target] > self.lies[target]:
            self.found.append("it is told that a file was written, and it was not")
        self._shut()

    def _shut(self) -> None:
        self.open = ""

    def do(self, what: str) -> None:
        kind, *rest = what.split()
        if kind == "cancel":
            self.exporter.cancel()
        elif kind == "make":
            if not self.exporter.writing:  # as the dialog does
                self.exporter.make(self.requests[int(rest[0])])
        elif not self.exporter.writing:
            self.open = rest[1]
            self.exporter.write(self.requests[int(rest[0])], Path("/nowhere") / rest[1], over=True)

    def end(self) -> None:
        self.post.settle(idle(self.exporter.tasks))
        if self.open or self.exporter.busy:
            raise Lost("what was to be written is neither there nor told to have failed")
        if any(self.lies[name] != self.told[name] for name in self.lies):
            raise Lost("a file was written and nobody told")
        self.exporter.close()

    def patches(self) -> tuple[Any, ...]:
        return (
            mock.patch.object(exporting, "request_product", self.product),
            mock.patch.object(exporting, "put", self.put),
            mock.patch.object(exporting, "refuse_target", return_value=None),
            mock.patch.object(exporting, "look_at", return_value=None),
        )


class NaiveTasks(Tasks):
    """Passes on whatever arrives."""

    def _take(self, number: int, kind: str, what: Any) -> None:
        super()._take(self._number, kind, what)


class NaiveDrawing(Drawing):
    """Makes what waits even after something newer was begun."""

    def ask(self, make: Callable[..., Any]) -> None:
        if self.tasks.busy:
            self._next = make
        else:
            self.tasks.run(lambda checkpoint, report: make(checkpoint))


class NaiveExporter(Exporter):
    """Tells that all is well whatever comes back."""

    def cancel(self) -> None:
        self.tasks.cancel()


def play(choose: Choose, make: Callable[[Lockstep], Any], script: tuple[str, ...]) -> None:
    """Play one order of any of them."""
    steps = Lockstep(choose)
    with steps.driving(task, exporting):
        game = make(steps)
        patches = game.patches() if hasattr(game, "patches") else ()
        for patch in patches:
            patch.start()
        try:
            for what in script:
                while game.post.waiting and steps.ask(2):
                    game.post.deliver()
                game.do(what)
                game.found.first()
                steps.point()
            game.end()
            game.found.first()
        finally:
            for patch in patches:
                patch.stop()


class Quiet(QObject):
    """What an exporter asks of a session."""

    design = Design()

    def status(self, stage: str) -> str:
        return "outdated"
