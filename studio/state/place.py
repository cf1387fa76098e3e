"""Where the studio keeps what belongs to the user and not to a design."""

import os
import tempfile
from pathlib import Path

import platformdirs

NOWHERE = Path(os.devnull, "dawnline")
"""The folder of a user who has none: nothing can be written into it, and the error is that of any other folder."""


def state_folder() -> Path:
    """The folder of recent files and recovery snapshots; it need not exist yet."""
    return _rooted(platformdirs.user_state_dir("dawnline", appauthor=False))


def cache_folder() -> Path:
    """The folder of what can be made again; it need not exist yet."""
    return _rooted(platformdirs.user_cache_dir("dawnline", appauthor=False))


def home() -> Path:
    """The folder of the user, or where there is none the one for what goes again."""
    try:
        return Path.home()
    except RuntimeError:
        return Path(tempfile.gettempdir())


def writable(folder: Path) -> bool:
    """Whether `folder` takes files; it is made where it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _rooted(path: str) -> Path:
    # A user who has no home has "~" in the path still: below the folder in use it would be made.
    return Path(path) if Path(path).is_absolute() else NOWHERE
