"""What was typed, oldest first, kept between runs of the studio."""

import json
import logging
from pathlib import Path

from studio import atomic
from studio.document.ordinary import read_ordinary
from studio.state.place import state_folder

_MOST = 500
_MOST_BYTES = 4 << 20
"""Of what is kept: the oldest goes where it would be more, and a larger file was not written here."""
_log = logging.getLogger(__name__)


class History:
    """`before` and `after` walk through it; what is being typed is at its end."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path if path is not None else state_folder() / "console-history.json"
        self.entries = _read(self._path)
        self._position = len(self.entries)
        self._draft = ""

    def add(self, source: str) -> None:
        """Remember what was run, once where it was run twice in a row."""
        if source.strip() and self.entries[-1:] != [source]:
            self.entries = [*self.entries, source][-_MOST:]
        self._position = len(self.entries)
        self._draft = ""

    def before(self, typed: str) -> str | None:
        """The entry before the one shown, or None where there is none."""
        if self._position == len(self.entries):
            self._draft = typed
        if self._position == 0:
            return None
        self._position -= 1
        return self.entries[self._position]

    def after(self) -> str | None:
        """The entry after the one shown, at last what was being typed."""
        if self._position == len(self.entries):
            return None
        self._position += 1
        return self.entries[self._position] if self._position < len(self.entries) else self._draft

    def save(self) -> None:
        """Write it; nothing depends on it, so that a folder that cannot be written is only logged."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            atomic.write_bytes(self._path, _fitting(self.entries))
        except OSError as error:
            _log.warning("what was typed in the console is not kept: %s", error)


def _fitting(entries: list[str]) -> bytes:
    """The text that stands for the entries; for the latest alone where a text of all would not be read again."""
    data = json.dumps(entries, ensure_ascii=False).encode(errors="replace")
    while len(data) > _MOST_BYTES:
        entries = entries[len(entries) // 2 + 1 :]
        data = json.dumps(entries, ensure_ascii=False).encode(errors="replace")
    return data


def _read(path: Path) -> list[str]:
    try:
        found = json.loads(read_ordinary(path, _MOST_BYTES))
    except (ValueError, RecursionError):  # a FileError is a ValueError
        return []
    return [one for one in found if isinstance(one, str)][-_MOST:] if isinstance(found, list) else []
