"""A worker without a thread: `submit` returns when the answer is there. For tests and for runs without a window."""

from studio.analysis import evaluate
from studio.design import Design
from studio.jobs.run import Callbacks, Evaluate, Runner


class ImmediateWorker:
    """Computes each design at once, in the caller's thread; see :class:`studio.jobs.run.Worker`."""

    def __init__(self, callbacks: Callbacks, *, evaluate: Evaluate = evaluate) -> None:
        self._runner = Runner(callbacks, evaluate)
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
