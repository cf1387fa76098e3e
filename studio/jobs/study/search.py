"""A search for the best designs on the workers of an engine: it waits, ends early or stops."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from studio.analysis.study.optimise import Generation, Optimum, Problem, optimise
from studio.design import Design
from studio.jobs.study.background import Background
from studio.jobs.study.engine import Engine
from studio.jobs.study.spread import Spread


def _nothing(*_: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class OptimiseCallbacks:
    """What a search tells, in its thread; it ends with exactly one of the last four."""

    on_generation: Callable[[Generation], None] = _nothing
    """All points so far, and which of them are the front."""
    on_progress: Callable[[int, int, int, float], None] = _nothing
    """Designs computed, designs at the most, designs that failed, designs computed per second."""
    on_done: Callable[[Optimum], None] = _nothing
    """It has ended by itself or early, and the best were computed in full."""
    on_failed: Callable[[str], None] = _nothing
    """It cannot begin or go on: the sentence that says why."""
    on_error: Callable[[str], None] = _nothing
    """A defect, as the text of its traceback."""
    on_stopped: Callable[[], None] = _nothing
    """It was cancelled; nothing is kept."""


class OptimiseRun(Background[Optimum]):
    """One search, which `finish` ends early; of one that is cancelled nothing is kept.

    Parameters
    ----------
    design, problem
        Where to search, and for what.
    engine
        Who computes; the thread itself where there is none.
    callbacks
        Who is told.
    """

    def __init__(
        self, design: Design, problem: Problem, engine: Engine | None = None, callbacks: OptimiseCallbacks | None = None
    ) -> None:
        self.design, self.problem = design, problem
        self._tell = callbacks or OptimiseCallbacks()
        super().__init__("search", engine, self._tell)
        self._finishing = False
        self._began = 0.0
        self._idle = 0.0

    def finish(self) -> None:
        """End the search now; the best so far are computed in full, and told as the answer."""
        self._set(_finishing=True)

    def _work(self) -> Optimum:
        self._began = time.perf_counter()
        evaluate = Spread(self._engine) if self._engine is not None else None
        return optimise(self.design, self.problem, evaluate=evaluate, on_generation=self._generation,
                        stop=lambda: self._finishing, checkpoint=self._wait_or_stop)  # fmt: skip

    def _generation(self, found: Generation) -> None:
        spent = time.perf_counter() - self._began - self._idle
        self._say(self._tell.on_generation, found)
        self._say(self._tell.on_progress, found.count, found.most, found.failed, found.count / spent if spent else 0.0)
        self._wait_or_stop(0.0)

    def _wait_or_stop(self, _: float) -> None:
        with self._changed:
            if self._paused:
                since = time.perf_counter()
                self._changed.wait_for(lambda: not self._paused or self._cancelled or self._finishing)
                self._idle += time.perf_counter() - since
        self._check()
