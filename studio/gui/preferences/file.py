"""The file of the preferences, looked into before Qt reads it: a value in Qt's own binary form can end the program.

Qt reads such a value whatever it says, and a list that claims two thousand million entries has it ask for their memory
and abort. The studio writes none, so that a file with one is no file of the studio's any more.
"""

import os
import re
import sys
from pathlib import Path

from PySide6.QtCore import QSettings

_NAME = "Dawnline"
_MOST_BYTES = 16_000_000
_BINARY = re.compile(r"(?<!@)@(Variant|DateTime)\(")
_HEXADECIMAL, _OCTAL = re.compile(r"\\x([0-9A-Fa-f]+)"), re.compile(r"\\([0-7]+)")
_LEFT_OUT = re.compile(r'"|\\\r?\n|\\')
"""What Qt takes out of a value: quotes, the end of a line that goes on, and what is escaped for no reason."""
_aside: list[Path] = []


def open_settings() -> QSettings:
    """The preferences of the user; a file that could end the program is set aside first."""
    path = _path()
    if path is not None and is_harmful(path):
        kept = path.with_suffix(".damaged")
        try:
            path.replace(kept)
            _aside[:] = [kept]
        except OSError:  # it cannot be moved, and must not be read
            _aside[:] = [path]
            return QSettings(os.devnull, QSettings.Format.IniFormat)
    return QSettings(_NAME, _NAME)


def set_aside() -> Path | None:
    """Where the file is that was not read."""
    return _aside[0] if _aside else None


def is_harmful(path: Path) -> bool:
    """Whether Qt would read a value in its binary form out of this file, or too many bytes."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError:
        return False
    return len(data) > _MOST_BYTES or _BINARY.search(_unescaped(data.decode("utf-8", "replace"))) is not None


def _unescaped(text: str) -> str:
    """`text` with its escapes as the letters that Qt makes of them."""
    plain = _HEXADECIMAL.sub(lambda found: chr(int(found[1], 16) & 0xFFFF), text)
    plain = _OCTAL.sub(lambda found: chr(int(found[1], 8) & 0xFFFF), plain)
    return _LEFT_OUT.sub("", plain)


def _path() -> Path | None:
    """Where Qt keeps them, as a file; the other systems have a place that takes no foreign values."""
    if sys.platform in {"win32", "darwin"}:
        return None
    home = Path(os.environ.get("HOME") or os.devnull)
    return home / (os.environ.get("XDG_CONFIG_HOME") or ".config") / _NAME / f"{_NAME}.conf"
