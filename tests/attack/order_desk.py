"""The desk of the Study tab: studies begun, paused, stopped, gone on with and opened while others still end."""

import gc
import weakref
from collections import deque
from pathlib import Path
from typing import Any, ClassVar

from studio.analysis.study import Plan
from studio.analysis.study.plan import Factor
from studio.design import Design
from studio.gui.session import Session
from studio.gui.study.desk import StudyDesk
from studio.jobs import task
from studio.jobs.study import background
from studio.jobs.study.background import Background
from tests.attack.lockstep import Choose, Lockstep
from tests.attack.order_tasks import Post, driven, idle
from tests.attack.outcome import Lost
from tests.gui.study_fakes import OUTCOMES, FakeFile, columns

_DRAWN = 2


class _Draft:
    """What the desk runs when it is told to start."""

    def __init__(self, number: int) -> None:
        self.number = number

    def plan(self) -> Plan:
        return Plan((Factor("mission.altitude", 500e3, 1500e3 + self.number, 3),
                     Factor("thermal.target_temperature", 300.0, 340.0, 1)), OUTCOMES)  # fmt: skip


class _Ends:
    """The callbacks of a run as its base class reads them."""

    def __init__(self, callbacks: Any) -> None:
        for name, callback in callbacks.items():
            setattr(self, name, callback)


class _Run(Background[Any]):
    """A study without an engine: three rows, each when the scheduler says so; it may fail on the way."""

    def __init__(self, game: "PlayDesk", plan: Plan, callbacks: Any, continued: bool) -> None:
        super().__init__("study", None, _Ends(callbacks))
        self._game, self._plan, self._told, self._continued = game, plan, callbacks, continued

    def _work(self) -> Any:
        steps = self._game.steps
        for row in range(self._plan.size):
            steps.point()
            with self._changed:
                self._changed.wait_for(lambda: not self._paused or self._cancelled)
            self._check()
            if steps.ask(8) == 7:
                raise ValueError("the disk is full")
            self._say(self._told["on_rows"], row, columns(self._plan, row, row + 1))
            self._say(self._told["on_progress"], row + 1, self._plan.size, 0, 1.0)
        return self._game.file(self._plan)

    def _drop(self, answer: Any) -> None:
        answer.close()


class PlayDesk:
    """One order of the desk."""

    words: ClassVar = ("start", "start", "stop", "pause", "go on", "open")

    def __init__(self, steps: Lockstep, session: Session, kind: type[StudyDesk]) -> None:
        self.steps, self.number = steps, 0
        self.files: list[weakref.ref[FakeFile]] = []
        self.asked: Any = None
        """The plan that is to be shown in the end."""
        self.kind = ""
        self.desk = kind(session, self._make, self._open, lambda *_: None)
        self.calls = Post(steps, self.desk._take)
        self.desk._called = self.calls
        self.opens = driven(self.desk.opening, steps)

    def _make(self, design: Design, plan: Plan, path: Path, callbacks: Any, continued: bool, place: Any) -> _Run:
        return _Run(self, plan, callbacks, continued)

    def _open(self, path: Path) -> FakeFile:
        self.steps.point()
        return self.file(self.opened)

    def file(self, plan: Plan) -> FakeFile:
        made = FakeFile(Design(), plan)
        self.files.append(weakref.ref(made))
        return made

    @property
    def post(self) -> deque[Any]:
        return self.calls.waiting or self.opens.waiting

    def deliver(self) -> None:
        (self.calls if self.calls.waiting else self.opens).deliver()
        self.check()

    def do(self, what: str) -> None:
        desk = self.desk
        if what in {"start", "open"}:
            self.number += 1
            plan = _Draft(self.number).plan()
            self.asked, self.kind = plan, what
        if what == "start":
            desk.draft = _Draft(self.number)  # type: ignore[assignment]
            desk.start(Path("fake.parquet"))
        elif what == "open":
            self.opened = plan
            desk.open(Path("other.parquet"))
        elif what == "stop":
            desk.stop()
        elif what == "pause":
            desk.pause()
        elif desk.can_go_on and not desk.opening.busy:
            self.asked, self.kind = desk.points.plan, "start"
            desk.go_on()
        self.check()

    def check(self) -> None:
        desk, points = self.desk, self.desk.points
        if points is None:
            return
        if desk.total != points.count or not 0 <= desk.done <= desk.total:
            raise Lost("the progress is that of another study")
        if points.whole and points._file.plan != points.plan:
            raise Lost("the points are of another study's file")
        if desk.state == "done" and not (points.whole and desk.done == points.count):
            raise Lost("done, and its points are not all there")
        if desk.busy != (desk._run is not None):
            raise Lost("what is said to run does not")

    def end(self) -> None:
        desk = self.desk
        if desk.state == "paused":
            desk.pause()
        while True:
            self.steps.point(lambda: bool(self.post) or (
                idle(desk.opening)() and (desk._run is None or desk._run._ended)))  # type: ignore[attr-defined]
            if not self.post:
                break
            self.deliver()
        if desk.busy:
            raise Lost("it runs for ever")
        if self.asked is not None and (desk.points is None or desk.points.plan != self.asked):
            raise Lost(f"the last {self.kind} is not what is shown")
        desk.close()
        points, desk.points = desk.points, None
        self.asked = points = None  # noqa: F841
        if any(one() is not None and not one().closed for one in self.files):
            gc.collect()
            if any(one() is not None and not one().closed for one in self.files):
                raise Lost("a file stays open")


class NaiveDesk(StudyDesk):
    """Takes whatever a run says, of whichever study."""

    def _take(self, number: int, kind: str, what: tuple[Any, ...]) -> None:
        super()._take(self._number, kind, what)


def play(choose: Choose, session: Session, kind: type[StudyDesk], script: tuple[str, ...]) -> None:
    """Play one order."""
    steps = Lockstep(choose)
    game = None
    with steps.driving(task, background):
        try:
            game = PlayDesk(steps, session, kind)
            for what in script:
                while game.post and steps.ask(2):
                    game.deliver()
                game.do(what)
                steps.point()
            game.end()
        finally:
            if game is not None:
                game.desk._tick.stop()
                game.desk.setParent(None)
                game.desk.deleteLater()
