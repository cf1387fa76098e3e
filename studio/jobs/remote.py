"""The analysis in a process of its own, called as if it were here; and the worker of the live design that uses it."""

import contextlib
import dataclasses
import logging
import multiprocessing
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

import numpy as np

from studio import text
from studio.analysis import Cancelled, Outcome, Results, wanted_keys
from studio.analysis import evaluate as evaluate_here
from studio.design import Design
from studio.jobs import child
from studio.jobs.live import LiveWorker
from studio.jobs.run import Callbacks
from studio.jobs.threads import one_thread
from studio.pipe import hear, tell

_log = logging.getLogger(__name__)
_PATIENCE = 0.1
"""How often [s] to look whether a silent child still lives."""
_STARTS = 3
"""Children that may die before the analysis is done in this process instead."""
DEAF, _BEGINS = 5.0, 60.0
"""How long [s] a child may say nothing once it has been asked to stop: one that has spoken before, and one that may
still be loading what it computes with."""


class RemoteDefect(RuntimeError):
    """A program error in the child; the text is its traceback."""


class _Deaf(Exception):
    """The child neither answers nor stops."""


class RemoteEvaluate:
    """`evaluate` of :mod:`studio.analysis`, in a child process that keeps its outcomes for reuse.

    `previous` is taken from the child's own memory. A child that dies is started anew and asked again; when that
    does not help, the analysis is done here. One that does not stop when it is asked to is ended.
    """

    def __init__(self) -> None:
        self._outcomes: dict[str, Outcome] = {}
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._deaths = 0
        self._spoken = False
        self._start()

    def __call__(
        self,
        design: Design,
        previous: Mapping[str, Outcome] | None = None,
        *,
        on_stage: Callable[[Outcome], None] | None = None,
        checkpoint: Callable[[float], None] | None = None,
    ) -> Results:
        while self._deaths < _STARTS:
            try:
                return self._ask(design, on_stage, checkpoint)
            except _Deaf:
                _log.warning("the analysis process did not stop when it was asked to, and was ended")
                self.close()
                self._start()
                raise Cancelled from None
            except (EOFError, OSError) as error:
                self._deaths += 1
                _log.warning("the analysis process ended: %r", error)
                self.close()
                self._start()
        return evaluate_here(design, previous, on_stage=on_stage, checkpoint=checkpoint)

    @property
    def processes(self) -> tuple[int, ...]:
        """The id of the child, where there is one."""
        return (self._process.pid or 0,) if self._process is not None and self._process.is_alive() else ()

    def close(self) -> None:
        """End the child."""
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.join(1.0)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
        self._connection = self._process = None

    def _start(self) -> None:
        self._outcomes.clear()
        self._spoken = False
        if self._deaths >= _STARTS:
            return
        # Spawned, not forked: a fork would copy threads' locks and the connection to the display.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=child.serve, args=(theirs,), name="analysis", daemon=True)
        with one_thread():
            self._process.start()
        theirs.close()
        # One that is dead by now is noticed when it is asked, and counted there.
        with contextlib.suppress(OSError):
            tell(self._connection, (child.LANGUAGE, text.language()))

    def _ask(
        self,
        design: Design,
        on_stage: Callable[[Outcome], None] | None,
        checkpoint: Callable[[float], None] | None,
    ) -> Results:
        connection = self._connection
        assert connection is not None
        keys = wanted_keys(design)
        tell(connection, (child.EVALUATE, design))
        stopping: Cancelled | None = None
        fraction = since = 0.0

        def look() -> None:
            """Whether what is computed is still wanted, and how long the child has not heard that it is not."""
            nonlocal stopping, since
            if stopping is not None:
                if time.monotonic() - since > (DEAF if self._spoken else _BEGINS):
                    raise _Deaf
            elif checkpoint is not None:
                try:
                    checkpoint(fraction)
                except Cancelled as wish:
                    stopping, since = wish, time.monotonic()
                    tell(connection, (child.STOP, None))

        while True:
            kind, payload = self._receive(connection, look)
            self._spoken, since = True, time.monotonic()
            if kind == child.STAGE:
                outcome = dataclasses.replace(read_only(payload), key=keys[payload.stage])
                self._outcomes[outcome.stage] = outcome
                if on_stage is not None and stopping is None:
                    on_stage(outcome)
            elif kind == child.LOG:
                level, name, words = payload
                logging.getLogger(name).log(level, "%s", words)
            elif kind == child.PROGRESS:
                fraction = payload
                if stopping is None:
                    look()
            elif kind == child.DONE:
                if stopping is not None:
                    # The wish crossed the answer: the child has it still to read, as a request of its own.
                    raise stopping
                return Results(design, {stage: self._outcomes[stage] for stage in payload})
            elif kind == child.STOPPED:
                raise stopping or Cancelled
            elif kind == child.DEFECT:
                raise RemoteDefect(payload)

    def _receive(self, connection: Connection, silence: Callable[[], None]) -> tuple[str, Any]:
        while not connection.poll(_PATIENCE):
            if self._process is None or not self._process.is_alive():
                raise EOFError("no answer")
            silence()
        return hear(connection)


class ProcessWorker(LiveWorker):
    """The worker of the live design with the analysis in a process of its own; :meth:`close` ends that too."""

    def __init__(self, callbacks: Callbacks) -> None:
        self._remote = RemoteEvaluate()
        super().__init__(callbacks, evaluate=self._remote)

    def close(self) -> None:
        super().close()
        self._remote.close()


def read_only(value: Any) -> Any:
    """`value` with every array in it locked again: pickling has forgotten that they were."""
    if isinstance(value, np.ndarray):
        value.flags.writeable = False
    elif isinstance(value, tuple):
        for one in value:
            read_only(one)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            read_only(getattr(value, field.name))
    return value
