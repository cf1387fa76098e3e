"""What a worker does with a batch: rows of a study, from their numbers to their results.

Everything here crosses to other processes and machines.
"""

import os
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from studio.analysis import RESULTS
from studio.analysis.many import Memory, evaluate_many
from studio.analysis.sampling import SAMPLINGS
from studio.analysis.study import Plan
from studio.design import Design
from studio.text import mark, tr


@dataclass(frozen=True, slots=True)
class Job:
    """What all batches have in common; without a plan each brings its own columns."""

    design: Design
    outcomes: tuple[str, ...]
    fidelity: str = "quick"
    plan: Plan | None = None
    language: str = "en"

    @classmethod
    def of(cls, design: Design, plan: Plan, language: str = "en") -> "Job":
        return cls(design, plan.outcomes, plan.fidelity, plan, language)


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows from `start` to before `stop`."""

    number: int
    start: int
    stop: int
    columns: Mapping[str, Any] | None = None
    """By path, the values of these rows, where no plan tells them."""

    @property
    def size(self) -> int:
        return self.stop - self.start

    def halves(self) -> "tuple[Batch, Batch]":
        middle = (self.start + self.stop) // 2
        return self._part(self.start, middle), self._part(middle, self.stop)

    def _part(self, start: int, stop: int) -> "Batch":
        columns = self.columns
        if columns is not None:
            columns = {path: values[start - self.start : stop - self.start] for path, values in columns.items()}
        return Batch(self.number, start, stop, columns)


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """What came of the rows from `start` to before `stop` of a batch."""

    number: int
    start: int
    stop: int
    numbers: np.ndarray[Any, Any]
    """(results that are numbers, rows), in the order in which they were asked for."""
    texts: Mapping[str, list[str | None]]
    failures: Mapping[int, str]
    """By position in the answer."""
    digests: tuple[str, ...]
    seconds: float = 0.0
    """How long the work took."""
    defect: str = ""
    """The traceback of a program error, for which all rows of the batch failed."""
    worker: str = field(default="", compare=False)

    @property
    def size(self) -> int:
        return self.stop - self.start


@dataclass(frozen=True, slots=True)
class Task:
    """A batch with the job that it is of."""

    job: Job
    batch: Batch


_memory = Memory()


def run_batch(task: Task, memory: Memory | None = None) -> BatchAnswer:
    """The answer to a batch; what has nothing to do with its rows is kept in this process for the next."""
    job, batch = task.job, task.batch
    began = time.perf_counter()
    try:
        columns = batch.columns if batch.columns is not None else _planned(job, batch)
        answer = evaluate_many(job.design, columns, job.outcomes, sampling=SAMPLINGS[job.fidelity],
                               memory=memory or _memory)  # fmt: skip
    except Exception as error:  # noqa: BLE001 - a defect must not end a study: its rows say what happened
        reason = tr(mark("a program error: {name}: {text}"), name=type(error).__name__, text=str(error))
        return failed(job, batch, reason, time.perf_counter() - began, traceback.format_exc())
    numbers = [answer.columns[name] for name in job.outcomes if not is_text(name)]
    texts = {name: answer.columns[name].tolist() for name in job.outcomes if is_text(name)}
    table = np.array(numbers, dtype=np.float64).reshape(len(numbers), batch.size)
    return BatchAnswer(batch.number, batch.start, batch.stop, table, texts, answer.failures, answer.digests,
                       time.perf_counter() - began, worker=str(os.getpid()))  # fmt: skip


def failed(job: Job, batch: Batch, reason: str, seconds: float = 0.0, defect: str = "") -> BatchAnswer:
    """The answer to a batch of which nothing could be computed."""
    numbers = [name for name in job.outcomes if not is_text(name)]
    texts: dict[str, list[str | None]] = {name: [None] * batch.size for name in job.outcomes if is_text(name)}
    return BatchAnswer(batch.number, batch.start, batch.stop, np.full((len(numbers), batch.size), np.nan), texts,
                       dict.fromkeys(range(batch.size), reason), ("",) * batch.size, seconds, defect,
                       worker=str(os.getpid()))  # fmt: skip


def is_text(outcome: str) -> bool:
    """Whether a result is a text and no number."""
    return RESULTS[outcome].kind == "text"


def _planned(job: Job, batch: Batch) -> Mapping[str, Any]:
    assert job.plan is not None
    return job.plan.columns(batch.start, batch.stop)
