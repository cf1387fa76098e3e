"""Where the studio keeps what belongs to the user and not to a design."""

from pathlib import Path

import platformdirs


def state_folder() -> Path:
    """The folder of recent files and recovery snapshots; it need not exist yet."""
    return Path(platformdirs.user_state_dir("dawnline", appauthor=False))
