"""One function at a time in a thread beside the caller: the newest wins, and an idle runner has no thread."""

import logging
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from studio.analysis import Cancelled

_logger = logging.getLogger(__name__)
Checkpoint = Callable[[float], None]
Work = Callable[[Checkpoint], Any]


def _nothing(*_: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class TaskCallbacks:
    """What a runner tells, in its thread, each time with the number that was submitted.

    Every task that begins ends with exactly one of `on_done`, `on_failed`, `on_error` and `on_stopped`.
    """

    on_progress: Callable[[int, float], None] = _nothing
    """What the checkpoints of the task report."""
    on_done: Callable[[int, Any], None] = _nothing
    on_failed: Callable[[int, str], None] = _nothing
    """The task has no answer (ValueError, ArithmeticError, OSError): the sentence that says why."""
    on_error: Callable[[int, str], None] = _nothing
    """A defect, as the text of its traceback."""
    on_stopped: Callable[[int], None] = _nothing
    """The task was cancelled or had to make way for a newer one."""


class TaskRunner:
    """Runs the newest task it was given.

    A task is a function of `checkpoint(fraction)`, which reports progress and raises
    :class:`studio.analysis.Cancelled` when nobody wants the answer any more. The thread begins with a task and ends
    with the last one, so that an idle runner leaves nothing behind; :meth:`close` is needed only while one runs.
    """

    def __init__(self, callbacks: TaskCallbacks, name: str = "task") -> None:
        self._callbacks = callbacks
        self._name = name
        self._changed = threading.Condition()
        self._waiting: tuple[int, Work] | None = None
        self._thread: threading.Thread | None = None
        self._stop_run = False
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether it takes no more tasks."""
        return self._closed

    def submit(self, number: int, work: Work) -> None:
        """Run `work` as soon as the task before it has reached a checkpoint; what still waits is forgotten."""
        with self._changed:
            if self._closed:
                raise RuntimeError("the runner is closed")
            self._waiting = (number, work)
            self._stop_run = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._loop, name=self._name)
                self._thread.start()

    def cancel(self) -> None:
        """Forget what waits, and stop what runs at its next checkpoint."""
        with self._changed:
            self._waiting = None
            self._stop_run = True

    def close(self) -> None:
        """Cancel, and wait for the end; nothing is told any more once this returns."""
        with self._changed:
            self._closed = True
            self._waiting = None
            self._stop_run = True
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def wait_idle(self, timeout: float) -> bool:
        """Whether nothing waits or runs any more, after at most `timeout` [s]."""
        with self._changed:
            return self._changed.wait_for(lambda: self._thread is None, timeout)

    def _loop(self) -> None:
        while (request := self._next()) is not None:
            self._run(*request)

    def _next(self) -> tuple[int, Work] | None:
        with self._changed:
            request, self._waiting = self._waiting, None
            self._stop_run = self._closed
            if request is None:
                # Under the lock: who submits now finds no thread and starts another.
                self._thread = None
                self._changed.notify_all()
            return request

    def _run(self, number: int, work: Work) -> None:
        tell = self._callbacks

        def checkpoint(fraction: float) -> None:
            if self._is_unwanted():
                raise Cancelled
            tell.on_progress(number, fraction)

        try:
            answer = work(checkpoint)
            if self._is_unwanted():
                raise Cancelled
        except Cancelled:
            self._tell_unless_closed(tell.on_stopped, number)
        except (ValueError, ArithmeticError, OSError) as error:
            self._tell_unless_closed(tell.on_failed, number, str(error))
        except Exception:
            # The thread must outlive a defect: the next task may well avoid it.
            _logger.exception("task %d ended in a defect", number)
            self._tell_unless_closed(tell.on_error, number, traceback.format_exc())
        else:
            self._tell_unless_closed(tell.on_done, number, answer)

    def _tell_unless_closed(self, callback: Callable[..., None], *arguments: Any) -> None:
        with self._changed:
            closed = self._closed
        if not closed:
            callback(*arguments)

    def _is_unwanted(self) -> bool:
        with self._changed:
            return self._stop_run
