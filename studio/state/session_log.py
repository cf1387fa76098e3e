"""The log of this session: the last lines kept to be shown and reported, and a file of its own that rotates."""

import contextlib
import logging
import os
import threading
import time
from collections import deque
from pathlib import Path

from studio.state.place import state_folder

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_KEPT_LINES = 5000
_BYTES, _BACKUPS = 1_000_000, 2
_SESSIONS = 8
"""Sessions whose files are kept."""
_log = logging.getLogger(__name__)
_file: list[Path] = []


class Lines(logging.Handler):
    """The newest lines with their levels; `count` grows with every one."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logging.Formatter(FORMAT))
        self._lines: deque[tuple[int, str]] = deque(maxlen=_KEPT_LINES)
        self._guard = threading.Lock()
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        try:
            text = self.format(record)
        except Exception:  # noqa: BLE001 - a record that cannot be written must not stop what logged it
            self.handleError(record)
            return
        with self._guard:
            self._lines.append((record.levelno, text))
            self.count += 1

    def lines(self) -> list[tuple[int, str]]:
        """What is kept, oldest first."""
        with self._guard:
            return list(self._lines)

    def last(self, count: int) -> list[str]:
        """The newest lines."""
        return [line for _, line in self.lines()[-count:]] if count else []

    def forget(self) -> None:
        """Keep none of those so far."""
        with self._guard:
            self._lines.clear()


LINES = Lines()
_heard: list[int] = []
"""How many lines there were when this session began to be listened to."""


def listen() -> None:
    """Keep the lines of this session; the file that :func:`begin` opens later has them from here."""
    root = logging.getLogger()
    if root.level == logging.WARNING or root.level == logging.NOTSET:
        root.setLevel(logging.INFO)
    root.addHandler(LINES)
    _heard[:] = [LINES.count]


def begin(folder: Path | None = None) -> Path | None:
    """Log this session into a file of its own in `folder`; None where that cannot be written."""
    if not _heard:
        listen()
    root = logging.getLogger()
    place = folder if folder is not None else state_folder() / "log"
    path = place / f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.log"
    try:
        place.mkdir(parents=True, exist_ok=True)
        handler = _handler(path, LINES.last(LINES.count - _heard[0]))
    except OSError as error:
        _log.warning("no log can be written into %s: %s", place, error)
        return None
    root.addHandler(handler)
    _file[:] = [path]
    _sweep(place)
    return path


def _handler(path: Path, early: list[str]) -> logging.FileHandler:
    """What writes the file, with the `early` lines in it.

    Where the disk is full it gives up without a word: the window says what cannot be kept.
    """
    # Sockets and queues come with it: only what writes the file pays for them.
    import logging.handlers

    class Rotating(logging.handlers.RotatingFileHandler):
        def handleError(self, record: logging.LogRecord) -> None:
            logging.getLogger().removeHandler(self)
            self.close()

        def close(self) -> None:
            with contextlib.suppress(OSError):  # of what was still to be written
                super().close()

    handler = Rotating(path, maxBytes=_BYTES, backupCount=_BACKUPS, encoding="utf-8", errors="replace")
    handler.setFormatter(logging.Formatter(FORMAT))
    try:
        assert handler.stream is not None  # it is opened at once
        handler.stream.writelines(f"{line}\n" for line in early)
        handler.flush()
    except OSError:
        handler.close()
        raise
    return handler


def end() -> None:
    """Close what :func:`begin` opened; the file stays."""
    root = logging.getLogger()
    root.removeHandler(LINES)
    for handler in list(root.handlers):
        if isinstance(handler, logging.FileHandler) and _file and (
            Path(handler.baseFilename) == _file[0].absolute()
        ):  # fmt: skip
            root.removeHandler(handler)
            handler.close()
    _file.clear()
    _heard.clear()


def log_file() -> Path | None:
    """The file of this session's log."""
    return _file[0] if _file else None


def _sweep(folder: Path) -> None:
    """Drop the files of all but the newest sessions."""
    try:
        stems = sorted({path.name.split(".log")[0] for path in folder.glob("*.log*")})
        for stem in stems[:-_SESSIONS]:
            for path in folder.glob(f"{stem}.log*"):
                path.unlink(missing_ok=True)
    except OSError as error:
        _log.info("old logs stay: %s", error)
