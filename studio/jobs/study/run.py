"""A study of many designs: batches go to an engine, answers to the disk, and both can wait or be stopped."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio import text
from studio.analysis.study import MOST_FACTORS, Plan, check_plan
from studio.design import Design
from studio.jobs.study import durable
from studio.jobs.study.background import Background
from studio.jobs.study.engine import Engine
from studio.jobs.study.parts import Parts, discard
from studio.jobs.study.sizes import Sizes
from studio.jobs.study.store import StudyFile
from studio.jobs.study.table import Study
from studio.jobs.study.work import Batch, Job
from studio.text import mark, tr

_logger = logging.getLogger(__name__)
_PATIENCE = 0.1
"""How long [s] to wait for an answer before looking whether the study is still wanted."""


def _nothing(*_: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class StudyCallbacks:
    """What a study tells, in its thread; it ends with exactly one of the last four."""

    on_rows: Callable[[int, dict[str, Any]], None] = _nothing
    """The number of the first row and the columns of some rows that are on the disk, in any order of batches."""
    on_progress: Callable[[int, int, int, float], None] = _nothing
    """Rows done, rows in all, rows that failed, rows done per second."""
    on_done: Callable[[StudyFile], None] = _nothing
    """The file, which is the receiver's to close."""
    on_failed: Callable[[str], None] = _nothing
    """It cannot go on: the sentence that says why. What is done stays and can be continued."""
    on_error: Callable[[str], None] = _nothing
    """A defect, as the text of its traceback."""
    on_stopped: Callable[[], None] = _nothing
    """It was cancelled; what is done stays and can be continued."""


class StudyRun(Background[StudyFile]):
    """One study. What is done is on the disk: after `cancel` it can be continued.

    Parameters
    ----------
    design, plan
        What is varied, and how.
    path
        The file that it becomes; until then its parts are in a folder beside it.
    engine
        Who computes.
    callbacks
        Who is told.
    continued
        Whether the parts that are there already are of this study, and only the rest is computed.
    batch
        Rows of a batch; by default as many as the engine takes about a second for.
    most
        Factors that the plan may have.
    """

    def __init__(
        self, design: Design, plan: Plan, path: Path, engine: Engine, callbacks: StudyCallbacks | None = None, *,
        continued: bool = False, batch: int | None = None, most: int = MOST_FACTORS,
    ) -> None:  # fmt: skip
        self.design, self.plan, self.path = design, plan, path
        self._tell = callbacks or StudyCallbacks()
        super().__init__("study", engine, self._tell)
        self._engine: Engine = engine
        self._continued, self._batch, self._most = continued, batch, most
        self._outstanding: dict[int, int] = {}
        """Rows that were submitted and not answered, by the number of their batch."""
        self._next = 0

    def _work(self) -> StudyFile:
        try:
            return self._run()
        except OSError as error:
            raise ValueError(f"{self.path.name}: {durable.reason(error)}") from None

    def _drop(self, answer: StudyFile) -> None:
        answer.close()

    def _run(self) -> StudyFile:
        check_plan(self.design, self.plan, self._most)
        study = Study.of(self.design, self.plan)
        if self._continued and (finished := self._finished(study)) is not None:
            return finished
        self._engine.begin(Job.of(self.design, self.plan, text.language()))
        parts = Parts(self.path, study, self._continued)
        try:
            for (start, _), found in parts.each() if self._continued else ():
                self._say(self._tell.on_rows, start, _read(found))
            self._compute(parts)
            parts.join()
        finally:
            parts.close()
        return StudyFile.open(self.path)

    def _finished(self, study: Study) -> StudyFile | None:
        """The file, where an earlier run of the same study came to its end; ValueError where there is another file."""
        if not self.path.exists():
            return None
        found = StudyFile.open(self.path)
        if (found.plan, found.study.digest, found.count) == (study.plan, study.digest, study.plan.size):
            discard(self.path)  # a crash after the last step but one
            return found
        found.close()
        raise ValueError(tr(mark("{name}: is another study than the one to continue"), name=self.path.name))

    def _compute(self, parts: Parts) -> None:
        sizes = Sizes(self._engine.workers, self._batch)
        missing = iter(parts.gaps())
        gap: tuple[int, int] | None = next(missing, None)
        done_before, busy, since = parts.count, 0.0, time.perf_counter()
        total = self.plan.size
        self._progress(parts, 0.0)
        while gap is not None or self._outstanding:
            self._check()
            while gap is not None and not self._paused and self._engine.room > 0:
                left = total - parts.count - sum(self._outstanding.values())
                stop = min(gap[1], gap[0] + sizes.next(left))
                self._submit(gap[0], stop)
                gap = (stop, gap[1]) if stop < gap[1] else next(missing, None)
            if self._paused and not self._outstanding:
                busy += time.perf_counter() - since
                self._wait_while_paused()
                since = time.perf_counter()
                continue
            for answer in self._engine.completed(_PATIENCE):
                self._check()
                if answer.defect:
                    _logger.error("rows %d to %d ended in a defect:\n%s", answer.start, answer.stop, answer.defect)
                sizes.learn(answer.size, answer.seconds)
                columns = parts.add(answer)
                self._outstanding[answer.number] -= answer.size
                if not self._outstanding[answer.number]:
                    del self._outstanding[answer.number]
                spent = busy + time.perf_counter() - since
                self._say(self._tell.on_rows, answer.start, columns)
                self._progress(parts, (parts.count - done_before) / spent if spent else 0.0)

    def _submit(self, start: int, stop: int) -> None:
        self._outstanding[self._next] = stop - start
        self._engine.submit(Batch(self._next, start, stop))
        self._next += 1

    def _progress(self, parts: Parts, rate: float) -> None:
        self._say(self._tell.on_progress, parts.count, self.plan.size, parts.failed, rate)

    def _wait_while_paused(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._paused or self._cancelled)


def _read(found: Any) -> dict[str, Any]:
    """The columns of a part as they were when it was made."""
    import pyarrow as pa

    columns: dict[str, Any] = {}
    for name in found.schema.names:
        column = found.column(name)
        numeric = pa.types.is_integer(column.type) or pa.types.is_floating(column.type)
        columns[name] = column.to_numpy(zero_copy_only=False) if numeric else column.to_pylist()
    return columns
