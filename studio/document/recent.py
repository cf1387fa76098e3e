"""The designs opened lately, and the one to begin with next time.

All of it is a convenience: a list that is missing, damaged or cannot be written is as good as an empty one.
"""

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from studio import atomic
from studio.document.ordinary import read_ordinary
from studio.state.place import state_folder

MAX_RECENT = 12
_MOST_BYTES = 1 << 20
"""Of the file: twelve paths are a hundredth of it. A larger one was not written here, and is not read."""


def recent_files() -> tuple[Path, ...]:
    """The files opened or saved lately, the latest first; some may be gone by now."""
    return tuple(Path(text) for text in _read()["files"])


def last_design() -> str | None:
    """The path or preset name that was open last, or None."""
    last = _read()["last"]
    return last if isinstance(last, str) else None


def remember(name_or_path: str | Path) -> None:
    """Note that a preset (its name) or a file (its Path) is open now."""
    state = _read()
    if isinstance(name_or_path, Path):
        text = os.path.abspath(name_or_path)
        state["files"] = [text, *(other for other in state["files"] if other != text)][:MAX_RECENT]
        state["last"] = text
    else:
        state["last"] = name_or_path
    _write(state)


def forget(path: Path) -> None:
    """Take a file off the list."""
    text = os.path.abspath(path)
    state = _read()
    state["files"] = [other for other in state["files"] if other != text]
    if state["last"] == text:
        state["last"] = None
    _write(state)


def _file() -> Path:
    return state_folder() / "recent.json"


def _read() -> dict[str, Any]:
    try:
        raw = json.loads(read_ordinary(_file(), _MOST_BYTES))
    except (ValueError, RecursionError):  # a FileError is a ValueError
        raw = None
    state = raw if isinstance(raw, dict) else {}
    listed = state.get("files")
    files = [text for text in listed if isinstance(text, str) and text] if isinstance(listed, list) else []
    return {"last": state.get("last"), "files": files[:MAX_RECENT]}


def _write(state: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        _file().parent.mkdir(parents=True, exist_ok=True)
        # ASCII: a file name may hold bytes that are no UTF-8, which only an escape can keep.
        atomic.write_bytes(_file(), json.dumps(state, indent=2).encode())
