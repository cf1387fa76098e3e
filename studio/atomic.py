"""Writing a file so that a crash at any moment leaves the old one or the new one, whole."""

import contextlib
import errno
import os
import secrets
import stat
import time
from collections.abc import Callable
from pathlib import Path

_SUFFIX = ".dawnline-tmp"
_STRAY_AGE = 60.0
"""A write takes milliseconds: a temporary file older than this [s] belongs to one that was killed."""


def write_bytes(path: Path, data: bytes, wanted: Callable[[], bool] | None = None) -> None:
    """Put `data` at `path`, through a temporary file in the same folder; OSError where that fails.

    `wanted` is asked when all but the last step is done, which on a slow disk may take long: then nothing changes.

    A link is followed, and the permissions of a file that is replaced are kept. A device or a pipe is not replaced.
    """
    target = Path(os.path.realpath(path))
    mode = _mode(target)
    _sweep(target)
    temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}{_SUFFIX}")
    try:
        _write(temporary, data, mode)
        if wanted is not None and not wanted():
            raise OSError(errno.ECANCELED, os.strerror(errno.ECANCELED))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def _mode(target: Path) -> int | None:
    try:
        mode = target.stat().st_mode
    except OSError:
        return None
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # of a folder the system says so
        raise OSError(errno.EINVAL, "Not an ordinary file")
    return stat.S_IMODE(mode)


def _write(path: Path, data: bytes, mode: int | None) -> None:
    with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666), "wb") as file:
        file.write(data)
        file.flush()
        if mode is not None:
            with contextlib.suppress(OSError):
                path.chmod(mode)
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the new name durable where folders can be synchronised; the file is whole either way."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(target: Path) -> None:
    """Remove what killed writes of the same file left behind."""
    now = time.time()
    prefix = f".{target.name[:100]}."
    with contextlib.suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if entry.name.startswith(prefix) and entry.name.endswith(_SUFFIX):
                with contextlib.suppress(OSError):
                    if now - entry.stat(follow_symlinks=False).st_mtime > _STRAY_AGE:
                        os.unlink(entry.path)
