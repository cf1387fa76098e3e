"""Bytes of a file that the user names: of an ordinary file alone, and of no more than fit."""

import os
import stat
from pathlib import Path

from studio.document.error import FileError
from studio.text import mark, tr

MAX_BYTES = 64 * 1024 * 1024
"""Of any file that the studio takes something from."""


def read_ordinary(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of the file at `path`; FileError, in one sentence, where it is none or holds more than `most`.

    Pipes and devices are refused before they are opened: they may never end.
    """
    name = path.name or str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FileError(name, tr(mark("is a folder, not a file")))
        if not stat.S_ISREG(found.st_mode):
            raise FileError(name, tr("is not an ordinary file"))
        if found.st_size <= most:
            with path.open("rb") as file:
                data = file.read(most + 1)
            if len(data) <= most:
                return data
    except FileNotFoundError:
        raise FileError(name, tr("there is no such file")) from None
    except PermissionError:
        raise FileError(name, tr("there is no permission to read it")) from None
    except FileError:
        raise
    except (OSError, ValueError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise FileError(name, f"{tr('cannot be read')}: {reason[:1].lower()}{reason[1:]}") from None
    raise FileError(name, tr(mark("is larger than the {most} MB that are read"), most=most >> 20))
