"""Long work on an engine in a thread of its own: it begins, waits, is cancelled, and tells in one way how it ended."""

import logging
import threading
import traceback
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

from studio.analysis import Cancelled
from studio.jobs.study.engine import Engine, EngineError

_logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")


class Ends(Protocol):
    """What is told at the end, in the thread: exactly one of the four."""

    @property
    def on_done(self) -> Callable[[Any], None]: ...
    @property
    def on_failed(self) -> Callable[[str], None]: ...
    @property
    def on_error(self) -> Callable[[str], None]: ...
    @property
    def on_stopped(self) -> Callable[[], None]: ...


class Background(ABC, Generic[Answer]):
    """`start` it; it ends by itself or by `cancel`, and its engine is closed when it has ended.

    Subclasses write `_work`, which calls `_check` often, or waits for `_changed`, and tells by `_say`.
    """

    def __init__(self, name: str, engine: Engine | None, ends: Ends) -> None:
        self._name, self._engine, self._ends = name, engine, ends
        self._changed = threading.Condition()
        self._paused = self._cancelled = self._closed = self._ended = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, in a thread of its own."""
        if self._thread is not None:
            raise RuntimeError(f"the {self._name} has begun")
        self._thread = threading.Thread(target=self._loop, name=self._name)
        self._thread.start()

    def pause(self) -> None:
        """Begin nothing more until `resume`; what is under way is finished and kept."""
        self._set(_paused=True)

    def resume(self) -> None:
        """Go on after a pause."""
        self._set(_paused=False)

    @property
    def paused(self) -> bool:
        return self._paused

    def cancel(self) -> None:
        """Stop at once."""
        self._set(_cancelled=True)

    def leave(self) -> None:
        """Cancel; it ends by itself, and tells nothing any more."""
        self._set(_closed=True, _cancelled=True)

    def close(self) -> None:
        """Cancel, and wait for the end; nothing is told any more once this returns."""
        self.leave()
        self._join()

    def wait(self, timeout: float | None = None) -> bool:
        """Whether it has ended, after at most `timeout` [s]."""
        with self._changed:
            ended = self._changed.wait_for(lambda: self._ended, timeout)
        if ended:
            self._join()
        return ended

    @abstractmethod
    def _work(self) -> Answer:
        """Do it. `Cancelled` where it was stopped, ValueError or EngineError where it cannot go on."""

    def _drop(self, answer: Answer) -> None:
        """Nobody takes the answer."""

    def _say(self, callback: Callable[..., None], *arguments: Any) -> bool:
        """Tell, unless nobody listens any more."""
        with self._changed:
            closed = self._closed
        if not closed:
            callback(*arguments)
        return not closed

    def _check(self) -> None:
        if self._cancelled:
            raise Cancelled

    def _set(self, **marks: bool) -> None:
        with self._changed:
            for name, value in marks.items():
                setattr(self, name, value)
            self._changed.notify_all()

    def _join(self) -> None:
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _loop(self) -> None:
        end: tuple[Any, ...]
        answers: list[Answer] = []
        try:
            answers.append(self._work())
            end = (self._ends.on_done, *answers)
        except Cancelled:
            end = (self._ends.on_stopped,)
        except (ValueError, EngineError) as error:
            end = (self._ends.on_failed, str(error))
        except Exception:
            _logger.exception("the %s ended in a defect", self._name)
            end = (self._ends.on_error, traceback.format_exc())
        finally:
            if self._engine is not None:
                self._engine.close()
        try:
            if not self._say(*end):
                for answer in answers:
                    self._drop(answer)
        finally:
            self._set(_ended=True)
