"""One run of the analysis on behalf of a worker, and what every worker of the live design can do."""

import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from studio.analysis import Cancelled, Outcome, Results, evaluate
from studio.design import Design

_logger = logging.getLogger(__name__)


class Evaluate(Protocol):
    """The signature of :func:`studio.analysis.evaluate` that a worker relies on."""

    def __call__(
        self,
        design: Design,
        previous: Mapping[str, Outcome] | None = None,
        *,
        on_stage: Callable[[Outcome], None] | None = None,
        checkpoint: Callable[[float], None] | None = None,
    ) -> Results: ...


def _nothing(*_: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Callbacks:
    """What a worker tells, in its own thread, each time with the revision that was submitted.

    Every run that begins ends with exactly one of `on_done`, `on_error` and `on_stopped`.
    """

    on_stage: Callable[[int, Outcome], None] = _nothing
    """A stage was computed; one that is reused is not told."""
    on_progress: Callable[[int, float], None] = _nothing
    """What the checkpoints of the analysis report."""
    on_done: Callable[[int, Results], None] = _nothing
    on_error: Callable[[int, str], None] = _nothing
    """A defect, as the text of its traceback; a stage that fails for physical reasons is an ordinary outcome."""
    on_stopped: Callable[[int], None] = _nothing
    """The run was cancelled or had to make way for a newer request."""


class Worker(Protocol):
    """Computes the newest design it was given."""

    def submit(self, revision: int, design: Design) -> None:
        """Ask for the results of `design`; what still waits is forgotten."""

    def cancel(self) -> None:
        """Forget what waits, and stop what runs at its next checkpoint."""

    def close(self) -> None:
        """Cancel, and end; nothing is told any more once this returns."""

    def wait_idle(self, timeout: float) -> bool:
        """Whether nothing waits or runs any more, after at most `timeout` [s]."""


class Runner:
    """Runs the analysis and keeps what it computed, also in runs that were stopped, for the next one."""

    def __init__(self, callbacks: Callbacks, evaluate: Evaluate = evaluate) -> None:
        self._callbacks = callbacks
        self._evaluate = evaluate
        self._outcomes: dict[str, Outcome] = {}

    def run(self, revision: int, design: Design, is_unwanted: Callable[[], bool]) -> None:
        """Evaluate `design` and tell what comes of it; `is_unwanted` is asked at every checkpoint."""
        tell = self._callbacks

        def checkpoint(fraction: float) -> None:
            if is_unwanted():
                raise Cancelled
            tell.on_progress(revision, fraction)

        def on_stage(outcome: Outcome) -> None:
            self._outcomes[outcome.stage] = outcome
            tell.on_stage(revision, outcome)

        try:
            results = self._evaluate(design, dict(self._outcomes), on_stage=on_stage, checkpoint=checkpoint)
            self._outcomes.update(results.outcomes)
            tell.on_done(revision, results)
        except Cancelled:
            tell.on_stopped(revision)
        except Exception:
            # The thread must outlive a defect: the next edit may well avoid it.
            _logger.exception("the evaluation of revision %d ended in a defect", revision)
            tell.on_error(revision, traceback.format_exc())
