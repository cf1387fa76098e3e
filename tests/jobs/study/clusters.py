"""A Dask scheduler and workers for tests: processes of their own, started as anybody starts them."""

import asyncio
import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from studio.analysis.study import Plan

ROOT = Path(__file__).resolve().parents[3]
_WAIT = 60.0


def start_threads_that_stay() -> None:
    """Dask keeps one thread for the whole program, where the scheduler is in it."""
    from distributed.utils import offload

    asyncio.run(offload(int))


class Fatal(Plan, frozen=True):
    """Row 37 kills whoever computes it, as long as that is not the process that began the study."""

    def columns(self, start: int, stop: int):  # type: ignore[no-untyped-def]
        if start <= 37 < stop and os.environ.get("DAWNLINE_TEST_WORKER"):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().columns(start, stop)


class Cluster:
    """A scheduler and its workers; what they say is in files of `folder`."""

    def __init__(self, folder: Path, workers: int = 2, *options: str, tls: tuple[str, ...] = ()) -> None:
        self._folder, self._tls = folder, tls
        self._processes: list[subprocess.Popen[bytes]] = []
        self._count = 0
        host = "tls://127.0.0.1" if tls else "127.0.0.1"
        self.scheduler = self._start("scheduler", "--host", host, "--port", "0", "--no-dashboard", *tls,
                                     "--dashboard-address", "127.0.0.1:0")  # fmt: skip
        self.address = self._said(0, r"Scheduler at:\s+(t\w+://\S+)")
        for _ in range(workers):
            self.add_worker(*options)

    def add_worker(self, *options: str, code: str = "", path: str = "") -> subprocess.Popen[bytes]:
        """Start one more, which is there when this returns; `code` is run in it first."""
        number = self._count
        started = self._start("worker", self.address, "--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard",
                              "--death-timeout", "60", *self._tls, *options, code=code, path=path)  # fmt: skip
        self._said(number, r"(Registered to)")
        return started

    def close(self) -> None:
        for process in reversed(self._processes):
            if process.poll() is None:
                process.terminate()
        for process in self._processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(15)
            if process.poll() is None:
                process.kill()
                process.wait()

    def _start(self, kind: str, *options: str, code: str = "", path: str = "") -> subprocess.Popen[bytes]:
        run = f"{code}\nimport sys\nfrom distributed.cli.dask_{kind} import main\nsys.exit(main())"
        command = [sys.executable, "-c", run, *options] if code else [
            sys.executable, "-m", f"distributed.cli.dask_{kind}", *options]  # fmt: skip
        environment = {**os.environ, "PYTHONPATH": path or str(ROOT), "DAWNLINE_TEST_WORKER": "yes",
                       "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
                       "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}  # fmt: skip
        with (self._folder / f"{self._count}.log").open("wb") as log:
            process = subprocess.Popen(command, cwd=self._folder, env=environment, stdout=log, stderr=log)
        self._processes.append(process)
        self._count += 1
        return process

    def _said(self, number: int, pattern: str) -> str:
        until = time.monotonic() + _WAIT
        while time.monotonic() < until:
            said = (self._folder / f"{number}.log").read_text()
            if found := re.search(pattern, said):
                return found[1]
            if self._processes[number].poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"it did not start:\n{said}")


@contextlib.contextmanager
def cluster(folder: Path, workers: int = 2, *options: str, tls: tuple[str, ...] = ()) -> Iterator[Cluster]:
    """One that is gone afterwards."""
    made = Cluster(folder, workers, *options, tls=tls)
    try:
        yield made
    finally:
        made.close()
