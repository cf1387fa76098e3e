"""Files that are on the disk when they are said to be, whole or not at all."""

import contextlib
import os
from pathlib import Path


def put(path: Path, *pieces: bytes | memoryview) -> None:
    """Write a small file in one piece; OSError where that fails, and then nothing is there."""
    temporary = path.with_name(path.name + ".tmp")
    try:
        temporary.unlink(missing_ok=True)  # it may be a link: what that leads to is not ours to write
        with temporary.open("xb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        sync(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def reason(error: OSError) -> str:
    """Why a file could not be read or written, as the system says it whoever raised the error."""
    return (os.strerror(error.errno) if error.errno else error.strerror or str(error)).lower()


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if path.is_dir() and not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
