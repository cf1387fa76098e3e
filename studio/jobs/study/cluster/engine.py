"""The engine that hands batches to the workers of a Dask scheduler and gives their answers as they come.

Few batches are with the scheduler at a time: each task costs it memory and some milliseconds, and of a million points
it should never know more than the workers need next. A batch has a name of its own and counts once, however often a
cluster that loses workers runs it.
"""

import logging
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from studio.jobs.study.cluster.loop import Loop
from studio.jobs.study.cluster.places import Place
from studio.jobs.study.cluster.remote import UnlikeError, packed, run, run_apart
from studio.jobs.study.cluster.versions import asked, difference, versions
from studio.jobs.study.engine import EngineError
from studio.jobs.study.work import Batch, BatchAnswer, Job, failed
from studio.text import mark, tr

_log = logging.getLogger(__name__)
_IN_FLIGHT = 2
"""Batches for each thread of a worker: the one under way, and the next."""
_RUNS = 3
"""How often the answer to a batch may be lost with its worker until the batch is done in a process of its own."""
_POLL = 0.02
"""How often [s] to look for answers; a worker has its next batch meanwhile."""
_LOOK = 1.0
"""How often [s] to ask who the workers are."""


_UNLIKE = mark("the worker {address} has other versions: {difference}")


class DaskEngine:
    """Computes batches on the cluster at `place`.

    `patience` is how long [s] it waits for the scheduler, and for a worker where there is none; where workers stand in
    a queue, those have all the time there is.
    """

    def __init__(self, place: Place, patience: float = 15.0) -> None:
        self._place, self._patience = place, patience
        self._client: Any = None
        self._cluster: Any = None
        self._loop: Loop | None = None
        self._checked: set[str] = set()
        self._ours = versions()
        self._job: Job | None = None
        self._name, self._packed = "", b""
        self._futures: dict[Any, Batch] = {}
        self._coming: Any = None
        self._again: dict[tuple[int, int], int] = {}
        self._answers: deque[BatchAnswer] = deque()
        self._threads: dict[str, int] = {}
        self._looked = -_LOOK
        self._warned = False
        self._alone_since: float | None = None

    @property
    def workers(self) -> int:
        return max(1, sum(self._threads.values()))

    @property
    def room(self) -> int:
        return _IN_FLIGHT * self.workers - len(self._futures)

    @property
    def address(self) -> str:
        """Where the scheduler is."""
        return str(self._client.scheduler.address) if self._client is not None else self._place.address

    def begin(self, job: Job) -> None:
        if self._client is None:
            self._connect()
        self._look()
        self._job, self._name, self._packed = job, uuid.uuid4().hex[:12], packed(job)

    def submit(self, batch: Batch) -> None:
        self._send(batch, run)

    def completed(self, timeout: float) -> Iterator[BatchAnswer]:
        if not self._answers:
            self._listen(timeout)
        while self._answers:
            yield self._answers.popleft()

    def close(self) -> None:
        client, cluster, self._client, self._cluster = self._client, self._cluster, None, None
        loop, self._loop = self._loop, None
        futures = list(self._futures)
        self._futures.clear()
        self._coming = None
        if client is not None:
            running = getattr(client, "status", "") == "running"
            if futures and running:
                _quietly(client.cancel, futures, force=True)
            _quietly(client.close, timeout=5 if running else 1)
        if cluster is not None:
            _quietly(cluster.close, timeout=10)
        if loop is not None:
            loop.stop()

    def _connect(self) -> None:
        try:
            import dask
            from distributed import Client, as_completed

            connect: Any = Client
            coming: Any = as_completed
        except ImportError:
            raise EngineError(tr(mark("a cluster needs the packages of dawnline[dask], which are not installed"))) \
                from None  # fmt: skip
        # What it says of workers that come and go is told here, in words of the study.
        for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            self._loop = Loop()
            self._cluster = self._place.open(self._loop.loop)
        except Exception as error:  # noqa: BLE001 - whatever SSH, a queue or a network may answer
            self.close()
            raise EngineError(tr(mark("the cluster does not start: {error}"), error=_line(error))) from None
        where = self._cluster if self._cluster is not None else self._place.address
        try:
            secure = self._place.secure.made() if self._place.secure else None
            with dask.config.set({"distributed.comm.timeouts.connect": self._patience}):
                # One that finds nobody has to be closed as well, so it must be at hand before it is made.
                self._client = connect.__new__(connect)
                self._client.__init__(where, timeout=self._patience, security=secure, set_as_default=False,
                                      name="dawnline", loop=self._loop.loop)  # fmt: skip
        except Exception as error:  # noqa: BLE001 - no name, no route, no answer, no certificate …
            self.close()
            raise EngineError(tr(mark("no scheduler answers at {address}: {error}"), address=self._place.address or "?",
                                 error=_line(error))) from None  # fmt: skip
        self._coming = coming(loop=self._client.loop)

    def _send(self, batch: Batch, work: Callable[..., Any]) -> None:
        tries = self._again.get(_rows(batch), 0)
        key = f"dawnline-{self._name}-{batch.number}-{batch.start}-{batch.stop}-{work.__name__}-{tries}"
        try:
            future = self._client.submit(work, self._name, self._packed, batch, self._ours, key=key, pure=False)
            self._coming.add(future)
        except Exception as error:  # noqa: BLE001 - whatever a network may do
            raise self._lost(error) from None
        self._futures[future] = batch

    def _look(self) -> None:
        """Who is there, and whether those that are new fit."""
        try:
            known = self._client.scheduler_info(n_workers=-1)["workers"]
        except Exception as error:  # noqa: BLE001
            raise self._lost(error) from None
        self._threads = {address: int(one.get("nthreads", 1)) for address, one in known.items()}
        fresh = [address for address in self._threads if address not in self._checked]
        if not fresh:
            return
        try:
            answers = self._client.run(asked, workers=fresh, on_error="return")
        except Exception as error:  # noqa: BLE001
            answers = dict.fromkeys(fresh, error)
        for address, found in answers.items():
            if isinstance(found, Exception):
                if _lacks(found):
                    raise EngineError(self._lacking(address))
                continue  # it is gone again, or busy: each batch asks for itself, too
            unlike = difference(self._ours, found)
            if unlike:
                raise EngineError(tr(_UNLIKE, address=address, difference=unlike))
            if found["threads"] != "1" and not self._warned:
                self._warned = True
                _log.warning("the worker %s may do its linear algebra in several threads, which slows it down where "
                             "machines have several workers: start it with OMP_NUM_THREADS=1", address)  # fmt: skip
            self._checked.add(address)

    def _lacking(self, address: str) -> str:
        return tr(mark("the worker {address} has no Dawnline {version}: install it there"), address=address,
                  version=self._ours["dawnline"])  # fmt: skip

    def _listen(self, timeout: float) -> None:
        done: list[Any] = []
        until = time.monotonic() + timeout
        while True:
            if self._client.status != "running":
                raise self._lost(None)
            done = list(self._coming.next_batch(block=False))
            if done or time.monotonic() >= until:
                break
            time.sleep(_POLL)
        now = time.monotonic()
        if now - self._looked >= _LOOK:
            self._looked = now
            self._look()
            self._watch_alone()
        for future in done:
            batch = self._futures.pop(future, None)
            if batch is not None:
                self._take(future, batch)

    def _watch_alone(self) -> None:
        """Say when no worker has been there for too long."""
        if self._threads:
            self._alone_since = None
            return
        if self._place.waits:
            return
        now = time.monotonic()
        self._alone_since = self._alone_since if self._alone_since is not None else now
        if now - self._alone_since > self._patience:
            raise EngineError(tr(mark("the scheduler at {address} has no worker"), address=self.address))

    def _take(self, future: Any, batch: Batch) -> None:
        if future.status == "finished":
            try:
                answer = future.result(timeout=self._patience)
            except Exception as gone:  # noqa: BLE001 - the worker that had it is gone
                _log.info("the answer to batch %d is lost: %s", batch.number, _line(gone))
                self._repeat(batch)
                return
            self._again.pop(_rows(batch), None)
            if answer is None:
                self._halve(batch)
            else:
                self._answers.append(answer)
            return
        if future.status in {"cancelled", "lost"}:
            if self._client.status != "running":
                raise self._lost(None)
            self._repeat(batch)
            return
        self._failed(future, batch)

    def _failed(self, future: Any, batch: Batch) -> None:
        from distributed import KilledWorker

        error: Any = future.exception(timeout=self._patience)
        if isinstance(error, KilledWorker):
            # Whoever waited for the same worker is told so as well: alone, each shows whether it was the one.
            _log.warning("workers ended over batch %d", batch.number)
            self._send(batch, run_apart)
        elif isinstance(error, UnlikeError):
            raise EngineError(tr(mark("a worker has other versions: {difference}"), difference=error))
        elif _lacks(error):
            raise EngineError(tr(mark("a worker or the scheduler has no Dawnline {version}: install it there"),
                                 version=self._ours["dawnline"]))  # fmt: skip
        else:
            reason = tr(mark("a program error: {name}: {text}"), name=type(error).__name__, text=_line(error))
            assert self._job is not None
            self._answers.append(failed(self._job, batch, reason, 0.0, reason))

    def _repeat(self, batch: Batch) -> None:
        rows = _rows(batch)
        self._again[rows] = self._again.get(rows, 0) + 1
        self._send(batch, run_apart if self._again[rows] >= _RUNS else run)

    def _halve(self, batch: Batch) -> None:
        """Do a batch that ended a process of its own in halves, down to the row that does it."""
        if batch.size > 1:
            for half in batch.halves():
                self._send(half, run_apart)
            return
        assert self._job is not None
        self._answers.append(failed(self._job, batch, tr(mark("the process that computed it ended"))))

    def _lost(self, error: Exception | None) -> EngineError:
        words = tr(mark("the scheduler at {address} is gone; what is done is kept"), address=self._place.address or
                   self.address)  # fmt: skip
        _log.warning("the scheduler is gone", exc_info=error)
        return EngineError(words)


def _quietly(end: Callable[..., Any], *arguments: Any, **options: Any) -> None:
    """Call what ends something, whatever a network that is gone may say to it."""
    try:
        end(*arguments, **options)
    except Exception:  # noqa: BLE001
        _log.debug("the cluster did not end quietly", exc_info=True)


def _lacks(error: object) -> bool:
    """Whether an error says that there is no Dawnline, or none that has what is called."""
    text = str(error)
    return isinstance(error, ImportError) or "studio" in text or "deserializ" in text


def _rows(batch: Batch) -> tuple[int, int]:
    return batch.start, batch.stop


def _line(error: object) -> str:
    """The first line of what an error says."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)[:200]
