"""The live design: edits, undo and cancel against a worker that is anywhere, and messages still on their way."""

from collections import deque
from collections.abc import Callable
from typing import Any

from studio.analysis import STAGES, Outcome, Results, evaluate, wanted_keys
from studio.design import Design, set_value
from studio.document.document import Document
from studio.gui.session import Session
from studio.gui.theme import Theme
from studio.jobs import live
from studio.jobs.run import Callbacks
from tests.attack.lockstep import Choose, Lockstep
from tests.attack.outcome import Lost

_KINDS = ("stage", "progress", "done", "error", "stopped")


class Known:
    """Some designs that share most of their stages, and what is true of each."""

    def __init__(self) -> None:
        base = Design()
        self.designs = (
            base,
            set_value(base, "ground.pue", 1.2),
            set_value(base, "ground.pue", 1.5),
            set_value(base, "programme.first_power", base.programme.first_power * 2.0),
            set_value(base, "programme.first_power", base.programme.first_power * 3.0),
        )
        self.truth: list[Results] = []
        pool: list[Outcome] = []
        for design in self.designs:
            keys = wanted_keys(design)
            known = {one.stage: one for one in pool if one.key == keys[one.stage]}
            self.truth.append(evaluate(design, known))
            pool.extend(one for one in self.truth[-1].outcomes.values() if one.stage not in known)

    def of(self, design: Design) -> Results:
        return self.truth[next(place for place, one in enumerate(self.designs) if one is design or one == design)]


class Play:
    """One order of the live design. What it finds wrong is raised as `Lost`."""

    def __init__(self, steps: Lockstep, known: Known, make: Callable[..., Session], breaks: bool) -> None:
        self.steps, self.known, self.breaks = steps, known, breaks
        self.post: deque[tuple[str, tuple[Any, ...]]] = deque()
        self.now, self.broken, self.told_broken = 0.0, 0, 0
        self.ends: list[int] = []
        self.found: list[str] = []
        self.cancelled = self.failed = False
        """Whether the newest design was given up, or met a defect."""
        self.fractions: dict[int, float] = {}
        self.session = make(Document(known.designs[0]), Theme(), self._worker)
        self.session.defect.connect(self._count_defect)
        self.session.settled.connect(self._check_settled)
        self.session.progressed.connect(self._check_progress)
        start = known.of(known.designs[0])
        self.session._outcomes = dict(start.outcomes)
        self.session._good = dict(start.outcomes)
        self.worker._runner._outcomes = dict(start.outcomes)

    def _worker(self, callbacks: Callbacks) -> live.LiveWorker:
        def teller(kind: str) -> Callable[..., None]:
            def tell(*what: Any) -> None:
                self.steps.point()
                if kind in {"done", "error", "stopped"}:
                    self.ends.append(what[0])
                self.post.append((kind, what))

            return tell

        self.worker = live.LiveWorker(Callbacks(**{f"on_{kind}": teller(kind) for kind in _KINDS}),
                                      evaluate=self._evaluate, clock=lambda: self.now)  # fmt: skip
        return self.worker

    def _evaluate(
        self, design: Design, previous: Any = None, *, on_stage: Any = None, checkpoint: Any = None
    ) -> Results:  # fmt: skip
        truth, keys = self.known.of(design), wanted_keys(design)
        breaks = self.breaks and self.steps.ask(4) == 3
        found = dict(previous)
        for place, stage in enumerate(STAGES):
            if stage in found and found[stage].key == keys[stage]:
                continue
            checkpoint(place / len(STAGES))
            if breaks:
                self.broken += 1
                raise RuntimeError("a defect")
            found[stage] = truth.outcomes[stage]
            on_stage(found[stage])
        return Results(design, found)

    # What the user does

    def do(self, what: str) -> None:
        session = self.session
        if what == "undo":
            if session.document.position:
                self.cancelled = self.failed = False
                session.undo()
        elif what == "cancel":
            session.cancel()
            self.cancelled = True
        elif what == "later":
            self.now += 0.3
        else:
            design = self.known.designs[int(what)]
            if design != session.design:
                self.cancelled = self.failed = False
            session.edit("edit", lambda _: design)
        self.check()

    def deliver(self) -> None:
        """Give the window the oldest message that is on its way."""
        if self.post:
            kind, what = self.post.popleft()
            session = self.session
            if kind == "progress":
                if what[1] < self.fractions.get(what[0], 0.0):
                    raise Lost("progress went back")
                self.fractions[what[0]] = what[1]
            if kind == "error" and what[0] == session.revision:
                self.failed = True
            {"stage": session._take_stage, "progress": session._take_progress, "done": session._take_results,
             "error": session._take_defect, "stopped": session._take_stop}[kind](*what)  # fmt: skip
            self.check()

    def play(self, script: tuple[str, ...]) -> None:
        """Do all of the script, messages coming in between, and let everything settle."""
        for what in script:
            while self.post and self.steps.ask(2):
                self.deliver()
            self.do(what)
        worker = self.worker
        while True:
            self.steps.point(lambda: bool(self.post) or (worker._waiting is None and not worker._running))
            if not self.post:
                break
            self.deliver()
        self.check()
        self._check_end()
        self.session.close()
        if self.post:
            kinds = {kind for kind, _ in self.post}
            raise Lost(f"something is told after the end: {kinds}")

    # What must hold

    def check(self) -> None:
        """What is called fresh is what this design has, and what is under way is not called done."""
        session = self.session
        if self.found:  # in a slot, out of which nothing is raised
            raise Lost(self.found[0])
        truth = self.known.of(session.design)
        awaited = (self.worker._waiting is not None and not self.cancelled) or any(
            kind in {"done", "error", "stopped"} and what[0] == session.revision for kind, what in self.post)
        for stage in STAGES:
            state = session.status(stage)
            if state == "fresh" and session.table(stage) is not truth.outcomes[stage].computed:
                raise Lost(f"{stage} is shown as fresh and is of another design")
            if state == "failed":
                raise Lost(f"{stage} is shown as failed and has not failed")
            if state in {"outdated", "not_run"} and awaited and not self.cancelled and not self.failed:
                raise Lost(f"{stage} is shown as {state} while it is computed")
        if not session.busy and not self.cancelled and not self.failed and session.revision:
            exact = session.exact_results()
            if exact is None or set(exact.outcomes) != set(STAGES):
                raise Lost("not busy, and not all is known")

    def _check_settled(self) -> None:
        if any(self.session.status(stage) != "fresh" for stage in STAGES):
            self.found.append("settled before all is fresh")

    def _check_progress(self, _: float) -> None:
        if not self.session.busy:
            self.found.append("progress is shown of what was cancelled")

    def _check_end(self) -> None:
        session = self.session
        if session.busy:
            raise Lost("busy for ever")
        if self.told_broken != self.broken:
            raise Lost(f"{self.broken} defects, {self.told_broken} told")
        if len(self.ends) != len(set(self.ends)):
            raise Lost("a run ended twice")
        if not self.cancelled and not self.failed:
            for stage in STAGES:
                if session.status(stage) != "fresh":
                    raise Lost(f"the last edit is lost: {stage} is {session.status(stage)}")

    def _count_defect(self, _: str) -> None:
        self.told_broken += 1


class Naive(Session):
    """A session that shows whatever arrives last, and is busy until anything is through."""

    def status(self, stage: str) -> Any:
        return "running" if self._busy else "fresh"

    def _take_results(self, revision: int, results: Results) -> None:
        super()._take_results(self.revision, results)


def one_order(choose: Choose, known: Known, script: tuple[str, ...], make: Callable[..., Session],
              breaks: bool) -> None:  # fmt: skip
    """Play one order."""
    steps = Lockstep(choose)
    with steps.driving(live):
        Play(steps, known, make, breaks).play(script)
