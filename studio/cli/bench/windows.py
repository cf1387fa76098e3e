"""Rows on the window: how soon it is there, how soon it follows a hand, how many satellites it moves.

The window runs in a process of its own, which is told what to measure and prints JSON: a driver that fails takes only
its own rows with it.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from studio import child
from studio.cli.bench.case import Measured, Run
from studio.cli.bench.clock import timing
from studio.cli.bench.peers import Missing
from studio.text import mark, tr

_TIMEOUT = 900.0
_PLATFORM = mark("In the real window, on the display there is, or drawn off-screen without one.")
_STALL = mark("The worst gesture of them; dawnline's module studio.gui.measure_stalls lists each.")
_MILLION = mark("Satellites drawn by the graphics processor, or by Mesa on the processor where there is none.")
FIGURES: tuple[tuple[str, str, str, bool, float | None, str], ...] = (
    ("window-first", mark("Start to the first window"), "ms", False, 1500.0, _PLATFORM),
    ("window-plots", mark("Start to every view ready"), "ms", False, 2500.0, _PLATFORM),
    ("drag-plot", mark("Edit to the last plot drawn, dragging the altitude"), "ms", False, 60.0, _PLATFORM),
    ("drag-tick", mark("Turn of the window while dragging, 99 of 100 are shorter"), "ms", False, 33.0, _PLATFORM),
    ("stall-look", mark("Longest time without an answer, other colours"), "ms", False, 250.0, _STALL),
    ("stall-letters", mark("Longest time without an answer, other sizes of text"), "ms", False, 250.0, _STALL),
    ("stall-tabs", mark("Longest time without an answer, tabs and pages"), "ms", False, 250.0, _STALL),
    ("stall-workspaces", mark("Longest time without an answer, workspaces"), "ms", False, 250.0, _STALL),
    ("stall-drags", mark("Longest time without an answer, dragging"), "ms", False, 250.0, _STALL),
    ("stall-history", mark("Longest time without an answer, undo and redo"), "ms", False, 250.0, _STALL),
    ("frames-1k", mark("Frames a second, 1 000 satellites"), mark("frames a second"), True, None, _MILLION),
    ("frames-10k", mark("Frames a second, 10 000 satellites"), mark("frames a second"), True, None, _MILLION),
    ("frames-100k", mark("Frames a second, 100 000 satellites"), mark("frames a second"), True, None, _MILLION),
    ("frames-1m", mark("Frames a second, a million satellites, all drawn"), mark("frames a second"), True, None,
     _MILLION),
    ("frames-moving", mark("Frames a second, a million satellites, while it moves"), mark("frames a second"), True,
     12.0, mark("An even sample of the fleet in coarse pixels, as the window draws what moves.")),
    ("frame-work", mark("Work of the window a frame outside drawing, a million satellites"), "ms", False, 2.0,
     mark("A new time to the shaders; without a working shader the processor places every satellite.")),
    ("shell-shown", mark("Edit of a shell to the drawn fleet, a million satellites"), "s", False, 1.0, _MILLION),
    ("memory", mark("Resident memory, a million satellites"), "MB", False, 900.0,
     mark("Of the window and its worker with the fleet drawn, pages that they share once.")),
)


def figure(name: str) -> Callable[[Run], Measured]:
    """How the row of this name is measured; what one process measures together is measured once."""
    part = {"window": "start", "drag": "drag", "stall": "stalls"}.get(name.partition("-")[0], "fleet")

    def measure(run: Run) -> Measured:
        found = run.once(part, lambda: _PARTS[part](run))
        if isinstance(found, str):
            raise Missing(found)
        return Measured(ours=timing(found[name]))

    return measure


def _ask(run: Run, part: str, environment: dict[str, str]) -> dict[str, list[float]] | str:
    command = child.command("studio.gui.measure", part, *(["--quick"] if run.quick else []))
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=_TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        return tr(mark("the window did not answer in {seconds} s"), seconds=f"{_TIMEOUT:.0f}")
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode or not lines:
        last = (done.stderr.strip().splitlines() or [str(done.returncode)])[-1]
        return tr(mark("the window does not work here: {reason}"), reason=last)
    found: dict[str, list[float]] = json.loads(lines[-1])
    return found


def _environment(home: str) -> dict[str, str]:
    found = {**os.environ, "HOME": home, "XDG_STATE_HOME": home, "XDG_CONFIG_HOME": home}
    if not any(found.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")) and sys.platform.startswith("linux"):
        found.setdefault("QT_QPA_PLATFORM", "offscreen")
    return found


def _once(run: Run, part: str) -> Any:
    with tempfile.TemporaryDirectory() as home:
        return _ask(run, part, _environment(home))


def _start(run: Run) -> Any:
    """Several starts; the first one compiles modules and is not counted."""
    found: dict[str, list[float]] = {}
    for number in range(run.size(6, 2)):
        with tempfile.TemporaryDirectory() as home:
            environment = {**_environment(home), "DAWNLINE_BEGAN": repr(time.time())}
            one = _ask(run, "start", environment)
        if isinstance(one, str):
            return one
        if number:
            for name, values in one.items():
                found.setdefault(name, []).extend(values)
    return found


_PARTS: dict[str, Callable[[Run], Any]] = {
    "start": _start,
    "drag": lambda run: _once(run, "drag"),
    "stalls": lambda run: _once(run, "stalls"),
    "fleet": lambda run: _once(run, "fleet"),
}
