"""Where a crash of the interpreter itself is written down, and what the next start finds of it.

Each running instance holds a lock beside its file, as with recovery: a file with a trace in it whose lock can be
taken was left by a crash. A file without one was left by an end that wrote nothing, such as a power cut.
"""

import contextlib
import faulthandler
import json
import logging
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from filelock import BaseFileLock, FileLock, Timeout

from studio.state.place import state_folder

_log = logging.getLogger(__name__)
_MOST = 200_000
_LOG_LINES = 50
_NO_CLOCK = 253_402_300_800.0
"""The year 10000 [s after 1970], which no date is written in."""


@dataclass(frozen=True, slots=True)
class Fallen:
    """A crash of an earlier instance: what Python was doing, when it had begun, and the end of its log."""

    trace: str
    began: float
    log: tuple[str, ...] = ()
    version: str = ""


class CrashWatch:
    """The file of this instance, into which the fault handler writes; `begin` arms it."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder if folder is not None else state_folder() / "crash"
        self._path = self._folder / f"{os.getpid()}-{secrets.token_hex(4)}.log"
        self._file: TextIO | None = None
        self._lock: BaseFileLock | None = None

    def begin(self, version: str, log: Path | None) -> bool:
        """Arm the fault handler; False where nothing can be written."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(self._path.with_suffix(".lock"))
            self._lock.acquire(blocking=False)
            self._file = self._path.open("w", encoding="utf-8")
            self._file.write(json.dumps({"version": version, "log": str(log or ""), "began": time.time()}) + "\n")
            self._file.flush()
        except (OSError, Timeout) as error:
            _log.warning("no crash log can be written: %s", error)
            return False
        faulthandler.enable(self._file)
        return True

    def end(self) -> None:
        """The studio ends as it should: nothing is left."""
        if self._file is not None:
            faulthandler.disable()
            with contextlib.suppress(OSError):  # of what was still to be written: the disk is full
                self._file.close()
            self._file = None
            _remove(self._path)
        if self._lock is not None:
            self._lock.release()
            self._lock = None
            _remove(self._path.with_suffix(".lock"))

    def fallen(self) -> tuple[Fallen, ...]:
        """What earlier instances left, the latest first; each is told once."""
        found = []
        try:
            paths = sorted(self._folder.glob("*.log"))
        except OSError:
            return ()
        for path in paths:
            if path == self._path:
                continue
            lock = FileLock(path.with_suffix(".lock"))
            try:
                lock.acquire(blocking=False)
            except (OSError, Timeout):
                continue
            fallen = _read(path)
            if fallen is not None:
                found.append(fallen)
            _remove(path)
            lock.release()
            _remove(path.with_suffix(".lock"))
        return tuple(sorted(found, key=lambda one: -one.began))


def _read(path: Path) -> Fallen | None:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            head, _, trace = file.read(_MOST).partition("\n")
        told = json.loads(head)
        if not trace.strip() or not isinstance(told, dict):
            return None
        return Fallen(trace.strip(), _moment(told.get("began"), path.stat().st_mtime),
                      _tail(str(told.get("log") or "")), str(told.get("version", "")))  # fmt: skip
    except (OSError, ValueError, OverflowError, RecursionError):
        return None


def _moment(told: object, else_: float) -> float:
    """The instant that is told, where it is one that a clock can show; it may be damaged."""
    if isinstance(told, int | float) and 0.0 <= told < _NO_CLOCK:
        return float(told)
    return else_


def _tail(path: str) -> tuple[str, ...]:
    """The end of a log; the file that names it may be damaged, and so it has to be one."""
    try:
        found = Path(path)
        if found.suffix != ".log" or not found.is_file():
            return ()
        with found.open("rb") as file:
            file.seek(max(0, found.stat().st_size - _MOST))
            lines = file.read(_MOST).decode("utf-8", "replace").split("\n")
        return tuple(line.rstrip("\r") for line in lines if line)[-_LOG_LINES:]
    except (OSError, ValueError):
        return ()


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
