"""The process that computes for the window: it evaluates what it is sent and tells of every stage.

In one process the widgets and the analysis take the interpreter from each other at each of a thousand array
operations, and a drag shows half as many answers; here each has an interpreter of its own.
"""

import contextlib
import logging
import signal
import traceback
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

from studio import text
from studio.analysis import STAGES, Cancelled, Outcome, evaluate
from studio.design import Design
from studio.jobs.memory import keep_memory
from studio.pipe import hear, tell

_NOTHING = np.zeros(0)
# What goes to the child: EVALUATE with a design, STOP, LANGUAGE with its name. What comes back: the others.
EVALUATE, STOP, LANGUAGE = "evaluate", "stop", "language"
STAGE, PROGRESS, DONE, STOPPED, DEFECT, LOG = "stage", "progress", "done", "stopped", "defect", "log"


class _Log(logging.Handler):
    """Sends what is logged here to where it is read."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(logging.WARNING)
        self._connection = connection

    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(OSError):
            tell(self._connection, (LOG, (record.levelno, record.name, self.format(record))))


def serve(connection: Connection) -> None:
    """Answer requests until the other end is closed."""
    log = _Log(connection)
    logging.getLogger().addHandler(log)
    try:
        _answer(connection)
    finally:
        logging.getLogger().removeHandler(log)


def _answer(connection: Connection) -> None:
    # Ctrl-C in a terminal reaches every process: the window decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_memory()
    outcomes: dict[str, Outcome] = {}
    while True:
        try:
            request, argument = hear(connection)
        except (EOFError, OSError):
            return
        if request == LANGUAGE:
            text.use_language(argument)
        elif request == EVALUATE:
            try:
                _evaluate(connection, argument, outcomes)
            except (BrokenPipeError, ConnectionError):
                return


def public(outcome: Outcome) -> Outcome:
    """What is sent of an outcome: not the maps that only later stages read, which take as long as making them does."""
    inner = STAGES[outcome.stage].inner
    if not inner or not outcome.ok:
        return outcome
    return replace(outcome, computed=replace(outcome.computed, **dict.fromkeys(inner, _NOTHING)), hollow=True)


def _evaluate(connection: Connection, design: Design, outcomes: dict[str, Outcome]) -> None:
    def checkpoint(fraction: float) -> None:
        # Until this walk is answered nothing but a wish to stop it can arrive.
        if connection.poll():
            hear(connection)
            raise Cancelled
        tell(connection, (PROGRESS, fraction))

    def on_stage(outcome: Outcome) -> None:
        outcomes[outcome.stage] = outcome
        # The key is known at the other end, as objects that compare by identity.
        tell(connection, (STAGE, replace(public(outcome), key=())))

    answer: tuple[str, Any]
    try:
        results = evaluate(design, outcomes.copy(), on_stage=on_stage, checkpoint=checkpoint)
        answer = (DONE, tuple(results.outcomes))
    except Cancelled:
        answer = (STOPPED, None)
    except Exception:  # noqa: BLE001 - a defect is told at the other end, and the next design may avoid it
        answer = (DEFECT, traceback.format_exc())
    tell(connection, answer)
