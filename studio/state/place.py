"""Where the studio keeps what belongs to the user and not to a design."""

import os
import tempfile
from pathlib import Path

import platformdirs

NOWHERE = Path(os.devnull, "home")
"""The home of a user who has none: nothing can be written into it, and the error is that of any other folder."""


def state_folder() -> Path:
    """The folder of recent files and recovery snapshots; it need not exist yet."""
    return Path(platformdirs.user_state_dir("dawnline", appauthor=False))


def cache_folder() -> Path:
    """The folder of what can be made again; it need not exist yet."""
    return Path(platformdirs.user_cache_dir("dawnline", appauthor=False))


def have_home() -> None:
    """Let a user whom the system does not know, as in a container, be at home nowhere.

    What asks for a home would fail, or make a folder called "~" below the one in use.
    """
    try:
        Path.home()
    except RuntimeError:
        os.environ["HOME"] = str(NOWHERE)


def writable(folder: Path) -> bool:
    """Whether `folder` takes files; it is made where it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
