"""Unsaved work outlives a crash: each running instance keeps a snapshot, which the next start offers.

A snapshot is a design file with three more keys, beside a lock that its instance holds as long as it runs: a
snapshot whose lock can be taken was left by a crash. Nothing here may keep the studio from starting.
"""

import contextlib
import logging
import os
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from studio import atomic
from studio.design import Design, DesignError
from studio.document import files
from studio.document.error import FileError
from studio.state.place import state_folder

_log = logging.getLogger(__name__)
_LOCK_AGE = 60.0
"""A lock file without a snapshot may belong to an instance that is just starting, until it is this old [s]."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """Unsaved work of an instance that crashed; it is offered to nobody else until it is discarded or released."""

    design: Design
    path: Path | None
    mark: str
    """That of the file at `path` as it was when it was opened or saved last; empty where that is not known."""
    time: float
    _snapshot: Path
    _lock: BaseFileLock

    @property
    def title(self) -> str:
        return self.design.title

    def discard(self) -> None:
        """Delete the snapshot: the user does not want it, or has it in a snapshot of their own again."""
        _remove(self._snapshot)
        self.release()
        _remove(self._snapshot.with_suffix(".lock"))

    def release(self) -> None:
        """Leave the snapshot for the next start."""
        self._lock.release()


class Recovery:
    """The snapshot of this instance, and those that crashed ones left."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder if folder is not None else state_folder() / "recovery"
        self._snapshot = self._folder / f"{os.getpid()}-{secrets.token_hex(4)}.json"
        self._kept: tuple[Design, Path | None, str] | None = None
        self._lock: BaseFileLock | None = None
        self._failing = False
        self._guard = threading.Lock()
        """An uncaught exception has the work kept from whichever thread it came up in."""
        self.damaged: tuple[Path, ...] = ()
        """Snapshots that could not be read, where they are now."""
        try:
            self._settle()
        except (OSError, Timeout) as error:
            _log.warning("unsaved work cannot be kept in %s: %s", self._folder, error)
            self._failing = True

    def _settle(self) -> None:
        """Have the folder, and the lock that says that this instance runs."""
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._snapshot.with_suffix(".lock"))
        lock.acquire(blocking=False)
        self._lock = lock

    def keep(self, design: Design, path: Path | None, mark: str = "") -> bool:
        """Take a snapshot of unsaved work; False where it cannot be kept, which the user should know."""
        with self._guard:
            kept = self._kept
            if kept is not None and kept[0] == design and kept[1:] == (path, mark) and self._snapshot.exists():
                return True
            return self._write(design, path, mark)

    def _write(self, design: Design, path: Path | None, mark: str) -> bool:
        plain = {**files.envelope(design), "path": str(path.absolute()) if path else None, "mark": mark,
                 "time": time.time()}  # fmt: skip
        try:
            # Whoever tidied up may have taken the folder away, and the lock with it.
            if self._lock is None or not self._snapshot.with_suffix(".lock").exists():
                if self._lock is not None:
                    self._lock.release()
                    self._lock = None
                self._settle()
            atomic.write_bytes(self._snapshot, files.dump_object(plain))
        except (OSError, Timeout, ValueError) as error:
            if not self._failing:  # once: it is tried again and again
                _log.warning("unsaved work was not kept: %s", error)
            self._failing = True
            return False
        self._failing = False
        self._kept = (design, path, mark)
        return True

    def clear(self, unless: Callable[[], bool] = bool) -> None:
        """Drop the snapshot: the work is saved, or given up; not where by now there is new work to be kept."""
        with self._guard:
            if self._kept is not None and not unless():
                self._kept = None
                _remove(self._snapshot)

    def close(self) -> None:
        """Leave nothing behind: the studio ends as it should."""
        self.clear()
        if self._lock is not None:
            self._lock.release()
            self._lock = None
            _remove(self._snapshot.with_suffix(".lock"))

    def leave(self) -> None:
        """End with the snapshot where it is: the next start offers it."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def adopt(self, orphan: Orphan) -> bool:
        """Make the work of `orphan` that of this instance; it is on disk at every moment in between."""
        kept = self.keep(orphan.design, orphan.path, orphan.mark)
        if kept:
            orphan.discard()
        return kept

    def orphans(self) -> tuple[Orphan, ...]:
        """What crashed instances left, the latest first; a snapshot that cannot be read is set aside."""
        found = []
        for snapshot in self._listed("*.json"):
            lock = None if snapshot == self._snapshot else _taken(snapshot.with_suffix(".lock"))
            if lock is None:
                continue
            try:
                found.append(_orphan(snapshot, lock))
            except FileNotFoundError:
                lock.release()
            except (FileError, DesignError, OSError) as error:
                _log.warning("a recovery snapshot cannot be read and is set aside: %s", error)
                with contextlib.suppress(OSError):
                    self.damaged = (*self.damaged, snapshot.replace(snapshot.with_suffix(".damaged")))
                lock.release()
        self._sweep()
        return tuple(sorted(found, key=lambda orphan: -orphan.time))

    def _sweep(self) -> None:
        """Remove the locks of instances that crashed with nothing unsaved."""
        for path in self._listed("*.lock"):
            with contextlib.suppress(OSError):
                old = time.time() - path.stat().st_mtime > _LOCK_AGE
                if old and not path.with_suffix(".json").exists() and (lock := _taken(path)) is not None:
                    lock.release()
                    _remove(path)

    def _listed(self, pattern: str) -> list[Path]:
        try:
            return sorted(self._folder.glob(pattern))
        except OSError:
            return []


def _taken(path: Path) -> BaseFileLock | None:
    lock = FileLock(path)
    try:
        lock.acquire(blocking=False)
    except (OSError, Timeout):
        return None
    return lock


def _orphan(snapshot: Path, lock: BaseFileLock) -> Orphan:
    if not snapshot.exists():  # its instance ended as it should between the listing and now
        raise FileNotFoundError(snapshot)
    raw = files.parse(files.read_bytes(snapshot))
    if not isinstance(raw, dict):
        raise FileError(snapshot.name, "is not a snapshot")
    path, moment, mark = (raw.pop(name, None) for name in ("path", "time", "mark"))
    if not isinstance(moment, int | float) or not 0 <= moment < 1e11:
        moment = snapshot.stat().st_mtime
    place = Path(path) if isinstance(path, str) and path else None
    return Orphan(files.from_envelope(raw), place, mark if isinstance(mark, str) else "", float(moment), snapshot, lock)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
