"""What a reader does besides reading: Python tells its audit hooks of each file, program, socket and code it runs."""

import importlib.util
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType
from typing import Any

_ROOT = str(Path(__file__).resolve().parents[2])
_OWN = (sys.prefix, sys.base_prefix, _ROOT, os.path.dirname(os.__file__), "/usr/share/zoneinfo",
        "/usr/lib", "/etc/localtime")  # fmt: skip
"""Where the program itself lies: from there it may read and run what it has not needed before."""
_HARM = ("subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "socket.",
         "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
         "os.chown", "os.utime", "os.putenv", "os.kill", "shutil.", "tempfile.", "pickle.", "urllib.", "ftplib.",
         "http.", "smtplib.", "webbrowser.", "sqlite3.", "builtins.input")  # fmt: skip
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Watch:
    """Hears what is done while `on` is true; a hook cannot be taken away again, so a process has one for good."""

    def __init__(self, folder: Path | None = None) -> None:
        self.on = False
        self.heard: list[str] = []
        self._own = (*_OWN, *([str(folder)] if folder is not None else []))
        sys.addaudithook(self._hear)

    @contextmanager
    def over(self) -> Iterator[None]:
        """Listen to what is done inside."""
        self.on = True
        try:
            yield
        finally:
            self.on = False

    def _hear(self, event: str, told: tuple[Any, ...]) -> None:
        if not self.on:
            return
        self.on = False  # what is done here is not what is looked for
        try:
            if harm := self._harm(event, told):
                self.heard.append(harm)
        finally:
            self.on = True

    def _harm(self, event: str, told: tuple[Any, ...]) -> str:
        if event == "open":
            return self._opened(*told)
        if event == "exec":
            code = told[0]
            fine = isinstance(code, CodeType) and self._is_own(code.co_filename)
            return "" if fine or _importing() else f"runs code from {getattr(code, 'co_filename', code)!s:.60}"
        if event == "compile":
            return "" if _importing() or _literal() else f"compiles {told[0]!r:.60}"
        if event == "import":
            return "" if _importing() or _is_known(told[0]) else f"imports {told[0]!r:.60}"
        return f"calls {event}{told!r:.60}" if event.startswith(_HARM) and not _importing() else ""

    def _opened(self, path: object, mode: object, flags: object) -> str:
        if isinstance(path, int):
            return ""
        shown = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else str(path)
        writes = set(mode if isinstance(mode, str) else "") & set("wax+")
        if writes or (isinstance(flags, int) and flags & _WRITES):
            return "" if _importing() and shown.partition(".pyc")[1] else f"opens {shown:.60} to write"
        return "" if self._is_own(shown) else f"reads {shown:.60}"

    def _is_own(self, path: str) -> bool:
        return (".." not in path and os.path.abspath(path).startswith(self._own)) or path.startswith("<frozen ")


def _importing() -> bool:
    """Whether a module is being imported, which runs its code."""
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            return True
        frame = frame.f_back  # type: ignore[assignment]
    return False


def _literal() -> bool:
    """Whether a literal is read, which runs nothing: numpy reads the head of an array so."""
    frame: Any = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_name == "literal_eval" and frame.f_globals.get("__name__") == "ast":
            return True
        frame = frame.f_back
    return False


def _is_known(name: str) -> bool:
    top = name.partition(".")[0]
    return top in sys.stdlib_module_names or top in sys.modules or importlib.util.find_spec(top) is not None
