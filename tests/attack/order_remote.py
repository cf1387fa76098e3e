"""The analysis in another process: wishes to stop that cross answers, processes that end anywhere, over our pipe."""

from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from unittest import mock

from studio.analysis import Cancelled, Outcome, Results, wanted_keys
from studio.design import Design
from studio.jobs import child, live, remote
from studio.jobs.remote import RemoteEvaluate
from studio.jobs.run import Callbacks
from studio.pipe import tell
from tests.attack.lockstep import Choose, Lockstep
from tests.attack.order_live import Known
from tests.attack.outcome import Lost

_STAGES = ("orbit", "ground", "programme")
_DIES, _BREAKS = 60, 6
"""One step in so many ends the process, one walk in so many meets a defect."""


class _Killed(BaseException):
    """The process ends here."""


class _Pipe:
    """One end of a connection between two actors."""

    def __init__(self, steps: Lockstep) -> None:
        self.steps = steps
        self.other: _Pipe = self
        self.data: deque[bytes] = deque()
        self.shut = False

    def _there(self) -> bool:
        return bool(self.data) or self.other.shut

    def poll(self, timeout: float = 0.0) -> bool:
        self.steps.point(self._there if timeout else None)
        return self._there()

    def send_bytes(self, data: bytes) -> None:
        self.steps.point()
        if self.other.shut:
            raise BrokenPipeError("nobody listens")
        self.other.data.append(data)

    def recv_bytes(self) -> bytes:
        self.steps.point(self._there)
        if not self.data:
            raise EOFError
        return self.data.popleft()

    def close(self) -> None:
        self.shut = True


class _Process:
    """A process that is an actor; it may be killed at each of its steps."""

    pid = 1

    def __init__(self, target: Callable[..., Any], args: tuple[Any, ...], **_: Any) -> None:
        self._target, self._pipe = target, args[0]
        self._steps: Lockstep = self._pipe.steps
        self._ended = False

    def start(self) -> None:
        self._steps.start("child", self._run)

    def _run(self) -> None:
        try:
            self._target(self._pipe)
        except _Killed:
            pass
        finally:
            self._ended, self._pipe.shut = True, True

    def is_alive(self) -> bool:
        return not self._ended

    def join(self, timeout: float | None = None) -> None:
        if not self._steps._over:
            self._steps.point(lambda: self._ended)

    def kill(self) -> None:
        raise AssertionError("a child whose pipe is closed ends by itself")


class PlayRemote:
    """One order: designs are asked for and given up while the child computes, answers, dies and is started anew."""

    def __init__(self, steps: Lockstep, known: Known, dies: bool) -> None:
        self.steps, self.known, self.dies = steps, known, dies
        self.now, self.revision = 0.0, 0
        self.asked: dict[int, Design] = {}
        self.ends: dict[int, str] = {}
        self.found: list[str] = []
        self.cancelled = True

    def _truth(self, design: Design, stage: str) -> Any:
        outcome = self.known.of(design).outcomes[stage]
        return next(place for place, one in enumerate(self.known.truth) if one.outcomes[stage] is outcome)

    def evaluate(
        self, design: Design, previous: Any = None, *, on_stage: Any = None, checkpoint: Any = None
    ) -> Results:  # fmt: skip
        keys, found = wanted_keys(design), {}
        breaks = self.steps.ask(_BREAKS) == _BREAKS - 1
        for place, stage in enumerate(_STAGES):
            if self.dies and self.steps.ask(_DIES) == _DIES - 1:
                raise _Killed
            checkpoint(place / len(_STAGES))
            known = (previous or {}).get(stage)
            if known is not None and known.key == keys[stage]:
                found[stage] = known
                continue
            if breaks:
                raise RuntimeError("a defect")
            found[stage] = Outcome(stage, keys[stage], ("table", self._truth(design, stage)))
            on_stage(found[stage])
        return Results(design, found)

    def here(self, design: Design, previous: Any = None, **options: Any) -> Results:
        dies, self.dies = self.dies, False
        try:
            return self.evaluate(design, previous, **options)
        finally:
            self.dies = dies

    def patches(self) -> tuple[Any, ...]:
        def pipe() -> tuple[_Pipe, Any]:
            ours, theirs = _Pipe(self.steps), _Pipe(self.steps)
            ours.other, theirs.other = theirs, ours
            # The window closes its copy of the far end, which must not close the child's.
            return ours, SimpleNamespace(close=lambda: None, real=theirs)

        context = SimpleNamespace(Pipe=pipe, Process=lambda target, args, **more: _Process(
            target, tuple(one.real for one in args), **more))  # fmt: skip
        return (
            mock.patch.object(remote.multiprocessing, "get_context", return_value=context),
            mock.patch.object(remote, "evaluate_here", self.here),
            mock.patch.object(child, "evaluate", self.evaluate),
            mock.patch.object(child, "public", lambda outcome: outcome),
            mock.patch.object(child, "keep_memory", return_value=True),
            mock.patch.object(child, "signal", mock.Mock()),
        )

    def _callbacks(self) -> Callbacks:
        return Callbacks(
            on_stage=self._stage,
            on_done=self._done,
            on_error=lambda revision, _: self._end(revision, "error"),
            on_stopped=lambda revision: self._end(revision, "stopped"),
        )

    def _stage(self, revision: int, outcome: Outcome) -> None:
        self._hold(self.asked[revision], outcome)

    def _hold(self, design: Design, outcome: Outcome) -> None:
        stage = outcome.stage
        if outcome.key != wanted_keys(design)[stage] or outcome.computed[1] != self._truth(design, stage):
            self.found.append(f"{outcome.stage} is that of another design")

    def _done(self, revision: int, results: Results) -> None:
        if results.design is not self.asked[revision] or set(results.outcomes) != set(_STAGES):
            self.found.append("the results are not of what was asked for")
        for outcome in results.outcomes.values():
            self._hold(results.design, outcome)
        self._end(revision, "done")

    def _end(self, revision: int, kind: str) -> None:
        if revision in self.ends:
            self.found.append("a run ends twice")
        self.ends[revision] = kind

    def play(self, script: tuple[str, ...], kind: type[RemoteEvaluate]) -> None:
        asked = kind()
        worker = live.LiveWorker(self._callbacks(), evaluate=asked, clock=lambda: self.now)
        for what in script:
            self.steps.point()
            if what == "cancel":
                worker.cancel()
                self.cancelled = True
            elif what == "later":
                self.now += 0.3
            else:
                self.revision += 1
                # A design of its own each time, as edits make them.
                self.asked[self.revision] = self.known.designs[int(what)]
                self.cancelled = False
                worker.submit(self.revision, self.asked[self.revision])
        worker.wait_idle(1.0)
        if not self.cancelled and self.ends.get(self.revision) not in {"done", "error"}:
            raise Lost("the newest design has no answer")
        worker.close()
        asked.close()
        if self.found:
            raise Lost(self.found[0])


class NaiveRemote(RemoteEvaluate):
    """Does not wait for the answer to what it has given up."""

    def _ask(self, design: Design, on_stage: Any, checkpoint: Any) -> Results:
        connection: Any = self._connection
        keys = wanted_keys(design)
        tell(connection, (child.EVALUATE, design))
        while True:
            kind, payload = self._receive(connection, lambda: None)
            if kind == child.STAGE:
                outcome = self._outcomes[payload.stage] = replace(payload, key=keys[payload.stage])
                on_stage(outcome)
            elif kind == child.PROGRESS:
                try:
                    checkpoint(payload)
                except Cancelled:
                    tell(connection, (child.STOP, None))
                    raise
            elif kind == child.DONE:
                return Results(design, {stage: self._outcomes[stage] for stage in payload})
            elif kind in {child.STOPPED, child.DEFECT}:
                raise Cancelled


def play(choose: Choose, known: Known, kind: type[RemoteEvaluate], dies: bool, script: tuple[str, ...]) -> None:
    """Play one order."""
    steps = Lockstep(choose)
    game = PlayRemote(steps, known, dies)
    with ExitStack() as stack:
        for patch in game.patches():
            stack.enter_context(patch)
        stack.enter_context(steps.driving(live))
        game.play(script, kind)
