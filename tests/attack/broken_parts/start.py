"""The real program in a process, a home and on a screen of its own; what it did, as its person and its end tell."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.attack.broken_parts.plants import PLACES

ROOT = Path(__file__).resolve().parents[3]
SITE = Path(__file__).parent / "site"
LIMIT_S = 400.0
_FOREIGN = ("XDG_", "QT_", "WAYLAND_", "LIBGL_", "VTK_", "PYTEST_", "LC_", "LANG", "MESA_", "TZ")


@dataclass
class Life:
    """One start of the program, to its end."""

    status: int
    told: list[dict[str, Any]]
    said: str
    seconds: float
    ended_at: float
    hung: bool = False
    notes: list[str] = field(default_factory=list)

    def all(self, what: str) -> list[dict[str, Any]]:
        """Everything of a kind that was written down."""
        return [one for one in self.told if one["what"] == what]

    def one(self, what: str) -> dict[str, Any] | None:
        """The last of a kind."""
        return (self.all(what) or [None])[-1]  # type: ignore[list-item]

    @property
    def words(self) -> str:
        """All that the window said, line by line."""
        return "\n".join(str(one["text"]) for one in self.told if one["what"] in {"notice", "dialog"})


def home_of(place: Path) -> dict[str, str]:
    """A home below `place`, and nothing of whoever runs this."""
    home = place / "home"
    (home / "runtime").mkdir(parents=True, exist_ok=True)
    (home / "runtime").chmod(0o700)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    kept.pop("DISPLAY", None)
    return {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(home / "runtime"), "LC_ALL": "C.UTF-8"}


class Start:
    """`python -m studio` with a person at it (`hand`), or without; `plants` fail in it, `environment` is changed."""

    def __init__(self, place: Path, display: str, hand: str = "work", *, words: Sequence[str] = (),
                 plants: Sequence[str] = (), environment: Mapping[str, str | None] | None = None, tree: Path = ROOT,
                 prefix: Sequence[str] = (), **wanted: Any) -> None:  # fmt: skip
        place.mkdir(parents=True, exist_ok=True)
        self.letters = "utf-8"
        self.place, self._told = place, place / f"told-{time.monotonic_ns()}.jsonl"
        self._said = place / f"{self._told.stem}.txt"
        told = {"hand": hand, "told": str(self._told), "plants": {one: PLACES[one] for one in plants},
                "save_to": str(place / "design.json"), **wanted}  # fmt: skip
        env: dict[str, str | None] = {
            **home_of(place), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "DAWNLINE_BROKEN": json.dumps(told),
            "PYTHONPATH": os.pathsep.join([str(SITE), str(tree), str(ROOT)]),
            **(environment or {})}  # fmt: skip
        if not display:
            env["DISPLAY"], env["QT_QPA_PLATFORM"] = None, None
        self._began = time.monotonic()
        with self._said.open("wb") as said:
            self.process = subprocess.Popen(
                [*prefix, sys.executable, "-m", "studio", *words], cwd=tree if tree != ROOT else place,
                env={name: value for name, value in env.items() if value is not None},
                stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True)  # fmt: skip

    def lines(self) -> list[dict[str, Any]]:
        """What was written down so far; a line may be torn by the end."""
        found = []
        if self._told.exists():
            for line in self._told.read_text(encoding="utf-8", errors="replace").splitlines():
                with contextlib.suppress(ValueError):
                    found.append(json.loads(line))
        return found

    def until(self, what: str, limit: float = LIMIT_S) -> bool:
        """Wait for a line of a kind; False where the program ended before it."""
        end = time.monotonic() + limit
        while time.monotonic() < end and self.process.poll() is None:
            if any(one["what"] == what for one in self.lines()):
                return True
            time.sleep(0.05)
        return any(one["what"] == what for one in self.lines())

    def wait(self, limit: float = LIMIT_S) -> Life:
        """Its end."""
        hung = False
        try:
            self.process.wait(limit)
        except subprocess.TimeoutExpired:
            hung = True
        ended = time.time()
        # Also what it started and left.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        said = self._said.read_text(encoding=self.letters, errors="replace")
        return Life(self.process.returncode, self.lines(), said, time.monotonic() - self._began, ended, hung)


def command(place: Path, *words: str, environment: Mapping[str, str | None] | None = None, tree: Path = ROOT,
            plants: Sequence[str] = (), prefix: Sequence[str] = (), limit: float = LIMIT_S,
            letters: str = "utf-8") -> Life:  # fmt: skip
    """The command line, without a display."""
    start = Start(place, "", "", words=words, environment=environment, tree=tree, plants=plants, prefix=prefix)
    start.letters = letters
    return start.wait(limit)
