"""The machine's own cores: spawned processes, each with a short queue of batches.

A process that dies gives its batches back; the one that it was at is done again once, then in halves, down to the
row that kills it, which is marked failed while the study goes on.
"""

import contextlib
import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue

from studio import text
from studio.jobs.memory import keep_memory
from studio.jobs.study.engine import EngineError
from studio.jobs.study.work import Batch, BatchAnswer, Job, Task, failed, run_batch
from studio.jobs.threads import one_thread
from studio.pipe import hear, tell
from studio.text import mark, tr

_log = logging.getLogger(__name__)
_IN_FLIGHT = 2
"""Batches of each worker: one under way, and one so that it need not wait for the next."""
_STARTS = 3
"""Workers in a row that may end before they are ready until it is said that none will be."""
JOB, BATCH, READY, ANSWER = "job", "batch", "ready", "answer"


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    connection: Connection
    queue: deque[Batch] = field(default_factory=deque)
    ready: bool = False


class LocalEngine:
    """Computes batches in `workers` processes of this machine, at a lower priority where `nice` is above zero."""

    def __init__(self, workers: int | None = None, nice: int = 0) -> None:
        self.workers = max(1, workers or cores())
        self._nice = nice
        self._workers: list[_Worker] = []
        self._waiting: deque[Batch] = deque()
        self._deaths: dict[tuple[int, int], int] = {}
        self._answers: deque[BatchAnswer] = deque()
        self._bad_starts = 0
        self._job: Job | None = None

    @property
    def processes(self) -> tuple[int, ...]:
        """The ids of the worker processes."""
        return tuple(worker.process.pid or 0 for worker in self._workers)

    @property
    def room(self) -> int:
        return _IN_FLIGHT * self.workers - len(self._waiting) - sum(len(worker.queue) for worker in self._workers)

    def begin(self, job: Job) -> None:
        self._job = job
        for worker in self._workers:
            self._send(worker, (JOB, job))
        self._fill()

    def submit(self, batch: Batch) -> None:
        self._waiting.append(batch)
        self._hand_out()

    def completed(self, timeout: float) -> Iterator[BatchAnswer]:
        if not self._answers:
            self._listen(timeout)
        while self._answers:
            yield self._answers.popleft()

    def close(self) -> None:
        for worker in self._workers:  # they hold nothing that could be left half done
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.connection.close()
        self._workers.clear()
        self._waiting.clear()

    def _fill(self) -> None:
        """Start the workers that are missing."""
        context = multiprocessing.get_context("spawn")
        with one_thread():
            while len(self._workers) < self.workers:
                ours, theirs = context.Pipe()
                process = context.Process(target=_serve, args=(theirs, self._nice), name="study", daemon=True)
                process.start()
                theirs.close()
                worker = _Worker(process, ours)
                self._workers.append(worker)
                self._send(worker, (JOB, self._job))

    def _hand_out(self) -> None:
        """Give what waits to whoever has least to do."""
        while self._waiting and self._workers:
            worker = min(self._workers, key=lambda one: len(one.queue))
            if len(worker.queue) >= _IN_FLIGHT:
                return
            batch = self._waiting.popleft()
            worker.queue.append(batch)
            self._send(worker, (BATCH, batch))

    def _send(self, worker: _Worker, message: tuple[str, object]) -> None:
        with contextlib.suppress(OSError):  # that it is gone is noticed when it is listened to
            tell(worker.connection, message)

    def _listen(self, timeout: float) -> None:
        workers = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(workers), timeout):
            assert isinstance(connection, Connection)
            worker = workers[connection]
            try:
                kind, payload = hear(connection)
            except (EOFError, OSError):
                self._lost(worker)
                continue
            worker.ready, self._bad_starts = True, 0
            if kind == ANSWER:
                batch = worker.queue.popleft()
                self._deaths.pop((batch.start, batch.stop), None)
                self._answers.append(payload)
        self._hand_out()

    def _lost(self, worker: _Worker) -> None:
        """Replace a worker that is gone; everything that it sent has been heard."""
        worker.process.join()
        worker.connection.close()
        self._workers.remove(worker)
        _log.warning("a worker process ended with status %s", worker.process.exitcode)
        if worker.ready and worker.queue:
            self._again(worker.queue.popleft())
        elif not worker.ready:
            self._bad_starts += 1
            if self._bad_starts >= _STARTS:
                raise EngineError(tr(mark("the processes of the study end before they have begun")))
        self._waiting.extendleft(reversed(worker.queue))
        self._fill()
        self._hand_out()

    def _again(self, batch: Batch) -> None:
        """Do a batch again whose worker died over it: as it is, then in halves."""
        rows = (batch.start, batch.stop)
        deaths = self._deaths.pop(rows, 0) + 1
        if deaths < 2:
            self._deaths[rows] = deaths
            self._waiting.appendleft(batch)
        elif batch.size > 1:
            for half in reversed(batch.halves()):
                self._deaths[half.start, half.stop] = 1  # it has killed twice: each half gets one try
                self._waiting.appendleft(half)
        else:
            assert self._job is not None
            self._answers.append(failed(self._job, batch, tr(mark("the process that computed it ended"))))


def _serve(connection: Connection, nice: int) -> None:
    """Answer batches until the other end is closed."""
    # Ctrl-C in a terminal reaches every process: the one that began the study decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if nice and hasattr(os, "nice"):
        os.nice(nice)
    keep_memory()
    requests: SimpleQueue[tuple[str, object]] = SimpleQueue()
    # Read at once what comes, so that two ends that both write never wait for one another; and end with the other end,
    # even in the midst of a batch.
    threading.Thread(target=_read, args=(connection, requests), daemon=True).start()
    tell(connection, (READY, None))
    job: Job | None = None
    while True:
        kind, payload = requests.get()
        if kind == JOB:
            assert isinstance(payload, Job)
            job = payload
            text.use_language(job.language)
        elif kind == BATCH:
            assert isinstance(payload, Batch)
            assert job is not None
            try:
                tell(connection, (ANSWER, run_batch(Task(job, payload))))
            except OSError:
                return


def _read(connection: Connection, requests: "SimpleQueue[tuple[str, object]]") -> None:
    while True:
        try:
            requests.put(hear(connection))
        except (EOFError, OSError):
            os._exit(0)
