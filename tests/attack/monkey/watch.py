"""What may not happen while the monkey is at it: exceptions, warnings of Qt, errors in the log, stalls."""

import logging
import sys
import threading
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STALL_MS = 250.0
_SLOW_S = 0.2
"""When a turn has lasted so long, it is looked at what runs in it."""
LAST = 30
"""Acts that are told with a fault."""


@dataclass
class Fault:
    """Something that may not be: what kind, in words, and what led to it."""

    kind: str
    words: str
    acts: list[Any] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    times: int = 1


class Watch(logging.Handler):
    """Gathers faults; the same one again is only counted."""

    def __init__(self, trail: list[Any], limit: float = STALL_MS) -> None:
        super().__init__(logging.WARNING)
        self.trail, self.limit = trail, limit
        self.forget()
        self._sampler = Sampler()
        self._sampler.start()
        self.begin()

    def forget(self) -> None:
        """Begin anew."""
        self.faults: dict[str, Fault] = {}
        self.turns = 0
        self.longest: dict[str, float] = {"cpu": 0.0, "wall": 0.0}
        self.over = {"cpu": 0, "own": 0, "wall": 0}
        """Turns over the limit: by time of this thread, by wall time less waiting for a core, by wall time."""

    def emit(self, record: logging.LogRecord) -> None:
        """A record of the studio's or of Qt's that ought not to be."""
        words = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            words = f"{words}\n{''.join(traceback.format_exception(record.exc_info[1]))}"
        kind = "qt" if record.name == "qt" else "exception" if record.levelno >= logging.ERROR else "warning"
        self.fault(kind, f"{record.name}: {words}")

    def fault(self, kind: str, words: str, where: list[str] | None = None) -> None:
        """Note one."""
        key = f"{kind} {words[-300:]}" if kind != "stall" else f"stall {' '.join((where or ['?'])[:1])}"
        known = self.faults.get(key)
        if known is not None:
            known.times += 1
            if kind == "stall" and words > known.words:
                known.words, known.acts, known.where = words, list(self.trail[-LAST:]), where or []
            return
        self.faults[key] = Fault(kind, words, list(self.trail[-LAST:]), where or [])

    # Turns of the event loop

    def begin(self) -> None:
        """A turn begins."""
        self._cpu, self._wall, self._waited = time.thread_time(), time.perf_counter(), _waited()
        self._sampler.since = self._wall

    def end(self, count: bool = True) -> tuple[float, float]:
        """It has ended: milliseconds of this thread and of the wall; a fault if it was too long."""
        cpu, wall = (time.thread_time() - self._cpu) * 1e3, (time.perf_counter() - self._wall) * 1e3
        own = wall - (_waited() - self._waited) * 1e3
        seen = self._sampler.take()
        if count:
            self.turns += 1
            self.longest["cpu"], self.longest["wall"] = max(self.longest["cpu"], cpu), max(self.longest["wall"], wall)
            self.over["own"] += own > self.limit
            self.over["wall"] += wall > self.limit
            if cpu > self.limit:
                self.over["cpu"] += 1
                words = f"{cpu:6.0f} ms of its own time, {wall:.0f} ms of wall time"
                self.fault("stall", words, seen or [f"nothing seen after {str(self.trail[-1:])[:80]}"])
        return cpu, wall

    def close(self) -> None:
        """Watch no longer."""
        self._sampler.ended = True
        self._sampler.join()


class Sampler(threading.Thread):
    """Looks at what the thread of the window does once a turn has become slow."""

    def __init__(self) -> None:
        super().__init__(daemon=True, name="sampler")
        self._main = threading.get_ident()
        self._seen: Counter[str] = Counter()
        self.since = time.perf_counter()
        self.ended = False

    def run(self) -> None:
        while not self.ended:
            time.sleep(0.02)
            if time.perf_counter() - self.since > _SLOW_S:
                self._look()

    def _look(self) -> None:
        # Only names: a frame kept for longer would let go of its widgets on this thread.
        frame, calls = sys._current_frames().get(self._main), []
        while frame is not None:
            file = Path(frame.f_code.co_filename)
            if "attack" not in file.parts:
                calls.append(f"{file.stem}.{frame.f_code.co_name}:{frame.f_lineno}")
            frame = frame.f_back
        self._seen[" < ".join(calls[:8]) or "Qt itself"] += 1

    def take(self) -> list[str]:
        """What was seen since it was asked last, most often first."""
        seen, self._seen = self._seen, Counter()
        return [f"{stack} ({times}×)" for stack, times in seen.most_common(4)]


def _waited() -> float:
    """Seconds that this thread stood in line for a core."""
    try:
        text = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(text.split()[1]) * 1e-9
