"""The worker of the live design: one thread with a mailbox that has room for one request."""

import threading
import time
from collections.abc import Callable

from studio.analysis import evaluate
from studio.design import Design
from studio.jobs.run import Callbacks, Evaluate, Runner

GRACE = 0.25
"""How long [s] a run may go on after a newer request came: a drag must show something, not cancel everything."""


class LiveWorker:
    """Computes the newest design in a thread of its own; see :class:`studio.jobs.run.Worker`.

    The thread is not a daemon: it ends with :meth:`close`, which must be called.
    """

    def __init__(
        self,
        callbacks: Callbacks,
        *,
        evaluate: Evaluate = evaluate,
        grace: float = GRACE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._runner = Runner(callbacks, evaluate)
        self._grace = grace
        self._clock = clock
        self._changed = threading.Condition()
        self._waiting: tuple[int, Design] | None = None
        self._waiting_since = 0.0
        self._running = False
        self._stop_run = False
        self._closing = False
        self._thread = threading.Thread(target=self._loop, name="live analysis")
        self._thread.start()

    def submit(self, revision: int, design: Design) -> None:
        with self._changed:
            if self._closing:
                raise RuntimeError("the worker is closed")
            if self._waiting is None:
                # Not renewed by later requests: else a steady drag would never let the grace run out.
                self._waiting_since = self._clock()
            self._waiting = (revision, design)
            self._changed.notify_all()

    def cancel(self) -> None:
        with self._changed:
            self._waiting = None
            self._stop_run = True
            self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self._closing = True
            self._waiting = None
            self._stop_run = True
            self._changed.notify_all()
        self._thread.join()

    def wait_idle(self, timeout: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self._waiting is None and not self._running, timeout)

    def _loop(self) -> None:
        while (request := self._next()) is not None:
            try:
                self._runner.run(*request, self._is_unwanted)
            finally:
                with self._changed:
                    self._running = False
                    self._changed.notify_all()

    def _next(self) -> tuple[int, Design] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting is not None or self._closing)
            request, self._waiting = self._waiting, None
            self._running = request is not None
            self._stop_run = self._closing
            return request

    def _is_unwanted(self) -> bool:
        with self._changed:
            overdue = self._waiting is not None and self._clock() - self._waiting_since >= self._grace
            return self._stop_run or overdue
