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

from studio.jobs.study.cluster.places import Place
from studio.jobs.study.cluster.remote import packed, run
from studio.jobs.study.cluster.versions import asked, difference, versions
from studio.jobs.study.engine import EngineError
from studio.jobs.study.work import Batch, BatchAnswer, Job, failed
from studio.text import mark, tr

_log = logging.getLogger(__name__)
_IN_FLIGHT = 2
"""Batches for each thread of a worker: the one under way, and the next."""
_RUNS = 3
"""How often a batch may be begun by workers that end over it until it is halved."""


class DaskEngine:
    """Computes batches on the cluster at `place`.

    `patience` is how long [s] it waits for the scheduler, for the first worker, and for another one where none is left.
    """

    def __init__(self, place: Place, patience: float = 30.0) -> None:
        self._place, self._patience = place, patience
        self._client: Any = None
        self._cluster: Any = None
        self._checked: set[str] = set()
        self._ours = versions()
        self._job: Job | None = None
        self._name, self._packed = "", b""
        self._futures: dict[Any, Batch] = {}
        self._again: dict[tuple[int, int], int] = {}
        self._answers: deque[BatchAnswer] = deque()
        self._threads: dict[str, int] = {}
        self._alone_since: float | None = None
        self.most_in_flight = 0

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
        key = f"dawnline-{self._name}-{batch.number}-{batch.start}-{batch.stop}-{self._again.get(_rows(batch), 0)}"
        try:
            future = self._client.submit(run, self._name, self._packed, batch, key=key, pure=False)
        except Exception as error:  # noqa: BLE001 - whatever a network may do
            raise self._lost(error) from None
        self._futures[future] = batch
        self.most_in_flight = max(self.most_in_flight, len(self._futures))

    def completed(self, timeout: float) -> Iterator[BatchAnswer]:
        if not self._answers:
            self._listen(timeout)
        while self._answers:
            yield self._answers.popleft()

    def close(self) -> None:
        client, cluster, self._client, self._cluster = self._client, self._cluster, None, None
        futures = list(self._futures)
        self._futures.clear()
        if client is not None:
            if futures and client.status == "running":
                _quietly(client.cancel, futures, force=True)
            _quietly(client.close, timeout=5)
        if cluster is not None:
            _quietly(cluster.close, timeout=10)

    def _connect(self) -> None:
        try:
            import dask
            from distributed import Client

            connect: Any = Client
        except ImportError:
            raise EngineError(tr(mark("a cluster needs the packages of dawnline[cluster], which are not installed"))) \
                from None  # fmt: skip
        try:
            self._cluster = self._place.open()
        except Exception as error:  # noqa: BLE001 - whatever SSH, a queue or a network may answer
            raise EngineError(tr(mark("the cluster does not start: {error}"), error=_line(error))) from None
        secure = self._place.secure.made() if self._place.secure else None
        where = self._cluster if self._cluster is not None else self._place.address
        try:
            with dask.config.set({"distributed.comm.timeouts.connect": self._patience}):
                self._client = connect(where, timeout=self._patience, security=secure, set_as_default=False,
                                       name="dawnline")  # fmt: skip
        except Exception as error:  # noqa: BLE001 - no name, no route, no answer, no certificate …
            self.close()
            raise EngineError(tr(mark("no scheduler answers at {address}: {error}"), address=self._place.address or "?",
                                 error=_line(error))) from None  # fmt: skip
        try:
            self._client.wait_for_workers(1, timeout=self._patience)
        except Exception:  # noqa: BLE001
            address = self.address
            self.close()
            raise EngineError(tr(mark("the scheduler at {address} has no worker"), address=address)) from None

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
            if not any(name in str(error) for name in ("studio", "deserialize")):
                return  # they are gone again, which is noticed when it matters
            answers = dict.fromkeys(fresh, error)
        for address, found in answers.items():
            if isinstance(found, Exception):
                if "studio" in str(found) or isinstance(found, ImportError):
                    raise EngineError(tr(mark("the worker {address} has no Dawnline {version}: install it there"),
                                         address=address, version=self._ours["dawnline"]))  # fmt: skip
                continue
            unlike = difference(self._ours, found)
            if unlike:
                raise EngineError(tr(mark("the worker {address} has other versions: {difference}"), address=address,
                                     difference=unlike))  # fmt: skip
            self._checked.add(address)

    def _listen(self, timeout: float) -> None:
        from distributed import TimeoutError as Late
        from distributed import wait

        waited: Any = wait
        if self._client.status not in {"running", "connecting"}:
            raise self._lost(None)
        if not self._futures:
            time.sleep(timeout)
            return
        try:
            with self._client.as_current():
                done = waited(list(self._futures), timeout=timeout, return_when="FIRST_COMPLETED").done
        except (Late, TimeoutError):
            done = set()
        except Exception as error:  # noqa: BLE001
            raise self._lost(error) from None
        self._look()
        self._watch_alone()
        for future in done:
            self._take(future, self._futures.pop(future))

    def _watch_alone(self) -> None:
        """Say when no worker has been there for too long."""
        if self._threads:
            self._alone_since = None
            return
        now = time.monotonic()
        self._alone_since = self._alone_since if self._alone_since is not None else now
        if now - self._alone_since > self._patience:
            raise EngineError(tr(mark("the scheduler at {address} has no worker left"), address=self.address))

    def _take(self, future: Any, batch: Batch) -> None:
        if future.status == "finished":
            try:
                answer = future.result(timeout=self._patience)
            except Exception as gone:  # noqa: BLE001 - the worker that had it is gone
                _log.warning("the answer to batch %d is lost: %s", batch.number, _line(gone))
                self._repeat(batch)
                return
            self._again.pop(_rows(batch), None)
            self._answers.append(answer)
            return
        if future.status in {"cancelled", "lost"}:
            if self._client.status != "running":
                raise self._lost(None)
            self._repeat(batch)
            return
        from distributed import KilledWorker

        error: Any = future.exception(timeout=self._patience)
        if isinstance(error, KilledWorker):
            _log.warning("workers ended over batch %d", batch.number)
            self._halve(batch)
            return
        reason = tr(mark("a program error: {name}: {text}"), name=type(error).__name__, text=_line(error))
        assert self._job is not None
        self._answers.append(failed(self._job, batch, reason, 0.0, reason))

    def _repeat(self, batch: Batch) -> None:
        rows = _rows(batch)
        self._again[rows] = self._again.get(rows, 0) + 1
        if self._again[rows] >= _RUNS:
            self._halve(batch)
        else:
            self.submit(batch)

    def _halve(self, batch: Batch) -> None:
        """Do a batch that ends its workers in halves, down to the row that does it."""
        self._again.pop(_rows(batch), None)
        if batch.size > 1:
            for half in batch.halves():
                self.submit(half)
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


def _rows(batch: Batch) -> tuple[int, int]:
    return batch.start, batch.stop


def _line(error: object) -> str:
    """The first line of what an error says."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)[:200]
