"""Two programs on one file: what a file held is remembered by a mark, and those that replace it take turns."""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from studio.document.error import FileError
from studio.state.place import state_folder
from studio.text import tr

_PLACES = 16
"""Files of locks: few, so that none has ever to be removed while somebody may be waiting for it."""
_PATIENCE = 20.0


class ChangedOutsideError(FileError):
    """The file is not as it was when it was opened or saved here last; it was left as it is."""


def mark_of(data: bytes) -> str:
    """What tells this content from any other."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def mark_at(path: Path, most: int) -> str:
    """The mark of the file at `path`; empty where there is none or it cannot be read."""
    try:
        with path.open("rb") as file:
            return mark_of(file.read(most + 1))
    except OSError:
        return ""


def unchanged(path: Path, mark: str, most: int) -> None:
    """Raise ChangedOutsideError where the file at `path` has another mark; one that is gone may be written anew."""
    now = mark_at(path, most)
    if mark and now and now != mark:
        raise ChangedOutsideError(path.name, tr(
            "was changed by another program since it was opened; it was left as it is"))  # fmt: skip


@contextlib.contextmanager
def turn(path: Path) -> Iterator[None]:
    """Within it no other Dawnline of this user replaces the file at `path`; where no lock is to be had, without one."""
    try:
        folder = state_folder() / "turns"
        folder.mkdir(parents=True, exist_ok=True)
        number = int(mark_of(os.fsencode(os.path.realpath(path))), 16) % _PLACES
        lock = FileLock(folder / f"{number}.lock")
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        raise FileError(path.name, tr("is being saved by another Dawnline that does not end")) from None
    except (OSError, ValueError):
        yield
        return
    try:
        yield
    finally:
        lock.release()
