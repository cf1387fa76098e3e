"""Many designs at once over the workers of an engine, called as :func:`studio.analysis.many.evaluate_many` is."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from studio import text
from studio.analysis.many.answer import Answer, Counts
from studio.analysis.sampling import QUICK, SAMPLINGS, Sampling
from studio.design import Design
from studio.jobs.study.engine import Engine
from studio.jobs.study.work import Batch, Job, is_text

_LEAST = 32
"""Designs that are worth a batch of their own."""
_PATIENCE = 0.1


class Spread:
    """Evaluates the designs of one call in equal parts on the workers of `engine`, which it begins and does not close.

    `checkpoint` is told the share that is done, and raises to stop; what is under way then is waited for by the next
    call.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._job: Job | None = None
        self._left: dict[int, int] = {}
        self._next = 0

    def __call__(
        self, base: Design, columns: Mapping[str, Any], outcomes: Sequence[str], *, sampling: Sampling = QUICK,
        checkpoint: Callable[[float], None] | None = None,
    ) -> Answer:  # fmt: skip
        count = len(next(iter(columns.values())))
        self._begin(base, tuple(outcomes), sampling)
        names = tuple(outcomes)
        found = {name: np.full(count, None, dtype=object) if is_text(name) else np.full(count, np.nan)
                 for name in names}  # fmt: skip
        failures: dict[int, str] = {}
        digests = [""] * count
        size = max(_LEAST, -(-count // self._engine.workers))
        mine = range(self._next, self._next + -(-count // size))
        waiting = [Batch(number, start, min(start + size, count),
                         {path: values[start : start + size] for path, values in columns.items()})
                   for number, start in zip(mine, range(0, count, size), strict=True)][::-1]  # fmt: skip
        self._next = mine.stop
        done = 0
        while done < count:
            while waiting and self._engine.room > 0:
                batch = waiting.pop()
                self._left[batch.number] = batch.size
                self._engine.submit(batch)
            for answer in self._engine.completed(_PATIENCE):
                self._answered(answer.number, answer.size)
                if answer.number not in mine:  # of a call that was stopped
                    continue
                rows = slice(answer.start, answer.stop)
                numbers = iter(answer.numbers)
                for name in names:
                    found[name][rows] = answer.texts[name] if is_text(name) else next(numbers)
                failures.update({answer.start + at: reason for at, reason in answer.failures.items()})
                digests[rows] = answer.digests
                done += answer.size
            if checkpoint is not None:
                checkpoint(done / count)
        return Answer(found, dict(sorted(failures.items())), tuple(digests), Counts())

    def _begin(self, base: Design, outcomes: tuple[str, ...], sampling: Sampling) -> None:
        fidelity = next((name for name, known in SAMPLINGS.items() if known == sampling), None)
        if fidelity is None:
            raise ValueError("a study knows the samplings " + ", ".join(SAMPLINGS))
        job = Job(base, outcomes, fidelity, language=text.language())
        if job == self._job:
            return
        while self._left:  # batches of the job before would be computed as ones of this
            for answer in self._engine.completed(_PATIENCE):
                self._answered(answer.number, answer.size)
        self._engine.begin(job)
        self._job = job

    def _answered(self, number: int, size: int) -> None:
        self._left[number] -= size
        if not self._left[number]:
            del self._left[number]
