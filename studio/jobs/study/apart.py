"""One call over the workers of a cluster, which nobody has to wait for once it is not wanted any more."""

import threading
from collections.abc import Callable
from typing import Any

from studio.analysis import Cancelled
from studio.analysis.many.answer import Answer
from studio.jobs.study.engine import Engine, EngineError
from studio.jobs.study.spread import Spread

_PATIENCE = 0.1


class Apart:
    """Called once, as a :class:`Spread`; the engine is closed by a thread of its own.

    To find a scheduler, to bring workers up and to end them takes seconds in which nothing can be stopped: who calls
    looks at his checkpoint meanwhile, and goes as soon as it raises.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._left, self._ended = threading.Event(), threading.Event()
        self._share = 0.0
        self._answer: Answer | None = None
        self._error: BaseException | None = None

    def __call__(self, *arguments: Any, checkpoint: Callable[[float], None] | None = None, **options: Any) -> Answer:
        """What `Spread` gives; ValueError with one sentence where the engine cannot go on."""
        threading.Thread(target=self._work, args=(arguments, options), name="study-apart").start()
        try:
            while not self._ended.wait(_PATIENCE):
                if checkpoint is not None:
                    checkpoint(self._share)
        finally:
            self._left.set()
        if isinstance(self._error, EngineError):
            raise ValueError(str(self._error)) from None
        if self._error is not None:
            raise self._error
        assert self._answer is not None
        return self._answer

    def _work(self, arguments: tuple[Any, ...], options: dict[str, Any]) -> None:
        try:
            self._answer = Spread(self._engine)(*arguments, checkpoint=self._look, **options)
        except Exception as error:  # noqa: BLE001 - raised where it was called
            self._error = error
        finally:
            self._ended.set()
            self._engine.close()

    def _look(self, share: float) -> None:
        self._share = share
        if self._left.is_set():
            raise Cancelled
