"""A search for the best designs in a thread of its own, on the workers of an engine: it waits, ends early or stops."""

import logging
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from studio.analysis import Cancelled
from studio.analysis.study.optimise import Generation, Optimum, Problem, optimise
from studio.design import Design
from studio.jobs.study.engine import Engine, EngineError
from studio.jobs.study.spread import Spread

_logger = logging.getLogger(__name__)


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


class OptimiseRun:
    """One search: `start`, then it ends by itself, by `finish` or by `cancel`; the engine is closed when it has ended.

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
        self._engine, self._tell = engine, callbacks or OptimiseCallbacks()
        self._changed = threading.Condition()
        self._paused = self._finishing = self._cancelled = self._closed = False
        self._thread: threading.Thread | None = None
        self._ended = False
        self._began = 0.0
        self._idle = 0.0

    def start(self) -> None:
        """Begin, in a thread of its own."""
        if self._thread is not None:
            raise RuntimeError("the search has begun")
        self._thread = threading.Thread(target=self._loop, name="optimise")
        self._thread.start()

    def pause(self) -> None:
        """Wait at the next occasion, until `resume`."""
        self._set("_paused", True)

    def resume(self) -> None:
        """Go on after a pause."""
        self._set("_paused", False)

    @property
    def paused(self) -> bool:
        return self._paused

    def finish(self) -> None:
        """End the search now; the best so far are computed in full, and told as the answer."""
        self._set("_finishing", True)

    def cancel(self) -> None:
        """Stop at once; nothing is kept."""
        self._set("_cancelled", True)

    def close(self) -> None:
        """Cancel, and wait for the end; nothing is told any more once this returns."""
        with self._changed:
            self._closed = self._cancelled = True
            self._changed.notify_all()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def leave(self) -> None:
        """Cancel; it ends by itself, and tells nothing any more."""
        with self._changed:
            self._closed = self._cancelled = True
            self._changed.notify_all()

    def wait(self, timeout: float | None = None) -> bool:
        """Whether it has ended, after at most `timeout` [s]."""
        with self._changed:
            ended = self._changed.wait_for(lambda: self._ended, timeout)
        if ended and self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()
        return ended

    def _set(self, name: str, value: bool) -> None:
        with self._changed:
            setattr(self, name, value)
            self._changed.notify_all()

    def _loop(self) -> None:
        tell = self._tell
        end: tuple[Callable[..., None], tuple[Any, ...]]
        try:
            end = (tell.on_done, (self._run(),))
        except Cancelled:
            end = (tell.on_stopped, ())
        except (ValueError, EngineError) as error:
            end = (tell.on_failed, (str(error),))
        except Exception:
            _logger.exception("the search ended in a defect")
            end = (tell.on_error, (traceback.format_exc(),))
        finally:
            if self._engine is not None:
                self._engine.close()
        callback, arguments = end
        self._say(callback, *arguments)
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _run(self) -> Optimum:
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
            if self._cancelled:
                raise Cancelled

    def _say(self, callback: Callable[..., None], *arguments: Any) -> None:
        with self._changed:
            closed = self._closed
        if not closed:
            callback(*arguments)
