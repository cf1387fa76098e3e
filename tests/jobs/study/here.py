"""Studies for tests: small ones of orbits, an engine without processes, and plans that kill who computes them."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from studio.analysis.many import Memory
from studio.analysis.study import Factor, Plan, evenly
from studio.document import preset
from studio.jobs.study import Batch, BatchAnswer, Job, StudyCallbacks, StudyFile, StudyRun, Task, run_batch

ORBIT = ("orbit.period", "orbit.inclination", "orbit.raan_rate")


def base():
    return preset("suncatcher-cluster")


def plan_of(count: int, kind: type[Plan] = Plan, outcomes: tuple[str, ...] = ORBIT, **more: Any) -> Plan:
    """Altitudes, a few of them above what a Sun-synchronous orbit can have, by the hour of the node."""
    half = count // 2
    return kind((evenly("mission.altitude", 5e5, 1.4e6, half), Factor("mission.ltan", values=(0.0, 21600.0))),
                outcomes, **more)  # fmt: skip


class Here:
    """Computes in the thread that listens."""

    workers = 1

    def __init__(self) -> None:
        self.waiting: deque[Batch] = deque()
        self.memory = Memory()
        self.computed: list[tuple[int, int]] = []
        self.closed = False

    def begin(self, job: Job) -> None:
        self.job = job

    @property
    def room(self) -> int:
        return 2 - len(self.waiting)

    def submit(self, batch: Batch) -> None:
        self.waiting.append(batch)

    def completed(self, timeout: float) -> Iterator[BatchAnswer]:
        if self.waiting:
            batch = self.waiting.popleft()
            self.computed.append((batch.start, batch.stop))
            yield run_batch(Task(self.job, batch), self.memory)

    def close(self) -> None:
        self.closed = True


class Poisoned(Plan, frozen=True):
    """Row 37 kills the process that asks for it, unless that is the one that began the study."""

    def columns(self, start: int, stop: int) -> dict[str, Any]:
        if multiprocessing.parent_process() is not None and start <= 37 < stop:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().columns(start, stop)


class Ending:
    """What a study told."""

    def __init__(self, **callbacks: Any) -> None:
        self.file: StudyFile | None = None
        self.told: list[tuple[Any, ...]] = []
        self.progress: list[tuple[int, int, int, float]] = []
        self.rows: dict[int, int] = {}
        self.columns: dict[int, dict[str, Any]] = {}
        self._on_rows = callbacks.get("on_rows")

    def callbacks(self) -> StudyCallbacks:
        return StudyCallbacks(
            on_rows=self._rows, on_progress=lambda *what: self.progress.append(what), on_done=self._done,
            on_failed=lambda text: self.told.append(("failed", text)),
            on_error=lambda text: self.told.append(("error", text)), on_stopped=lambda: self.told.append(("stopped",)),
        )  # fmt: skip

    def _done(self, file: StudyFile) -> None:
        self.file = file
        self.told.append(("done",))

    def _rows(self, first: int, columns: dict[str, Any]) -> None:
        assert first not in self.rows
        self.rows[first] = len(columns["row"])
        self.columns[first] = columns
        if self._on_rows is not None:
            self._on_rows(first, columns)


def finished(path: Path, plan: Plan, engine: Any = None, design: Any = None, **options: Any) -> StudyFile:
    """The file of a study that is run to its end."""
    ending = Ending()
    run = StudyRun(design or base(), plan, path, engine or Here(), ending.callbacks(), **options)
    run.start()
    assert run.wait(300)
    assert ending.told == [("done",)], ending.told
    assert ending.file is not None
    return ending.file


