"""A monkey in a process and on a screen of its own, watched from outside for crashes and hangs."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.xvfb import screen

ROOT = Path(__file__).resolve().parents[3]
ACTS_A_DEED = 1.5
"""Where a monkey died and did not tell how many it had done"""
SILENT_S = 180.0
"""A trail that has not grown for so long, on a machine that does other things too, is a hang."""


class Monkey:
    """A process that runs `python -m tests.attack.monkey` with these arguments."""

    def __init__(self, place: Path, display: str, *arguments: str, module: str = "tests.attack.monkey") -> None:
        self.place = place
        home = place / "home"
        (home / "runtime").mkdir(parents=True, exist_ok=True)
        (home / "runtime").chmod(0o700)
        foreign = ("XDG_", "QT_", "WAYLAND_", "LIBGL_", "VTK_", "PYTEST_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        self._said = (place / "said.txt").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-m", module, "--place", str(place), *arguments], cwd=ROOT,
            env={**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(home / "runtime"), "DISPLAY": display,
                 "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL, stdout=self._said, stderr=self._said)  # fmt: skip

    def wait(self, limit: float = float("inf")) -> dict[str, Any]:
        """What it told, once it has ended, of itself and of what was planted; a fault where it ended badly."""
        trail, began, seen, size = self.place / "trail.jsonl", time.monotonic(), time.monotonic(), -1
        end = ""
        while self.process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.5)
            now = trail.stat().st_size if trail.exists() else 0
            if now != size:
                seen, size = time.monotonic(), now
            if time.monotonic() - seen > SILENT_S or time.monotonic() - began > limit:
                end = "hung" if time.monotonic() - seen > SILENT_S else "was stopped at its time"
                self.process.send_signal(signal.SIGUSR1)
                time.sleep(2.0)
                self.process.kill()
                self.process.wait()
        self._said.close()
        both: dict[str, Any] = {"used": {"faults": [], "deeds": 0, "acts": 0, "ended": False}}
        with contextlib.suppress(OSError, ValueError):
            both = json.loads((self.place / "told.json").read_text(encoding="utf-8"))
        told, status = both["used"], self.process.returncode
        if status or end:
            lines = trail.read_text(encoding="utf-8").splitlines() if trail.exists() else []
            told["acts"] = told["acts"] or len(lines)
            told["deeds"] = told["deeds"] or round(len(lines) / ACTS_A_DEED)
            said = (self.place / "said.txt").read_text(encoding="utf-8", errors="replace")
            told["faults"].append({
                "kind": "crash" if not end else "hang" if end == "hung" else "stopped",
                "words": f"{end or f'ended with {status}'}\n{said[-6000:]}",
                "acts": [json.loads(line) for line in lines[-30:]], "where": [], "times": 1})  # fmt: skip
        return both


def watched(
    place: Path, *arguments: str, module: str = "tests.attack.monkey", limit: float = float("inf")
) -> dict[str, Any]:
    """Run one on a screen of its own, to its end or for `limit` seconds."""
    with screen() as display:
        return Monkey(place, display, *arguments, module=module).wait(limit)
