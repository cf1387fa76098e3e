"""A worker without a thread: `submit` returns when the answer is there. For tests and for runs without a window."""

from collections.abc import Callable, Mapping

from studio.analysis import Outcome, Results, evaluate
from studio.design import Design
from studio.jobs.child import public
from studio.jobs.run import Callbacks, Evaluate, Runner


class AsSent:
    """`evaluate` that keeps its outcomes and gives of them what a process of its own would send, and no more."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Outcome, Outcome]] = {}

    def __call__(
        self,
        design: Design,
        previous: Mapping[str, Outcome] | None = None,
        *,
        on_stage: Callable[[Outcome], None] | None = None,
        checkpoint: Callable[[float], None] | None = None,
    ) -> Results:
        def keep(outcome: Outcome) -> None:
            self._kept[outcome.stage] = outcome, public(outcome)
            if on_stage is not None:
                on_stage(self._kept[outcome.stage][1])

        own = {stage: mine for stage, (mine, _) in self._kept.items()}
        results = evaluate(design, own, on_stage=keep, checkpoint=checkpoint)
        return Results(design, {stage: self._kept[stage][1] for stage in results.outcomes})


class ImmediateWorker:
    """Computes each design at once, in the caller's thread; see :class:`studio.jobs.run.Worker`."""

    def __init__(self, callbacks: Callbacks, *, evaluate: Evaluate | None = None) -> None:
        self._runner = Runner(callbacks, evaluate if evaluate is not None else AsSent())
        self._waiting: tuple[int, Design] | None = None
        self._running = False
        self._stop_run = False
        self._closed = False

    def submit(self, revision: int, design: Design) -> None:
        if self._closed:
            raise RuntimeError("the worker is closed")
        self._waiting = (revision, design)
        if self._running:  # submitted by a callback: it waits for its turn, as in the thread
            return
        while self._waiting is not None:
            request, self._waiting = self._waiting, None
            self._running, self._stop_run = True, False
            try:
                self._runner.run(*request, lambda: self._stop_run)
            finally:
                self._running = False

    def cancel(self) -> None:
        self._waiting = None
        self._stop_run = True

    def close(self) -> None:
        self.cancel()
        self._closed = True

    def wait_idle(self, timeout: float) -> bool:
        return not self._running
