"""The command line on machines on which something is off: the same numbers, to the last digit."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.attack.broken_parts.start import Life, Start, command, home_of
from tests.attack.broken_parts.worlds import CLOCK_WORLDS, LOCALE_WORLDS, World, settings_of
from tests.attack.outcome import Outcome, Tally

_ASKED = ("evaluate", "suncatcher-cluster", "--json")
NAIVE = {
    CLOCK_WORLDS[0].name: "import io, zipfile; zipfile.ZipFile(io.BytesIO(), 'w').writestr('a', 'b')",
    CLOCK_WORLDS[1].name: "import struct, time; struct.pack('<i', int(time.time()))",
    CLOCK_WORLDS[2].name: "import struct, time; struct.pack('<i', int(time.time()))",
    LOCALE_WORLDS[0].name: "import locale; locale.setlocale(locale.LC_ALL, ''); float(locale.str(0.5))",
    LOCALE_WORLDS[1].name: "import ctypes, locale; locale.setlocale(locale.LC_ALL, '');"
                           "assert ctypes.CDLL(None).towupper(ord('i')) == ord('I')",
    LOCALE_WORLDS[2].name: "print('\\u2264')",
    LOCALE_WORLDS[3].name: "print('\\u2264')",
}  # fmt: skip
"""What a program does that does not think of it."""
_SWEEP = ("sweep", "suncatcher-cluster", "--vary", "mission.altitude=500 km:1400 km:3000", "--workers", "2", "--batch",
          "20", "--out", "study.parquet")  # fmt: skip


def worlds_of_commands(place: Path, worlds: tuple[World, ...]) -> Outcome:
    """`dawnline evaluate` in each world beside the same in the usual one."""
    began, used, twin = time.monotonic(), Tally(), Tally()
    plain = command(place / "plain", *_ASKED)
    for number, world in enumerate(worlds):
        folder = place / f"command-{number}"
        folder.mkdir(parents=True)
        environment = world.prepare(folder)
        life = command(folder, *_ASKED, environment=environment, letters=world.letters)
        used.tried += 1
        if life.hung or life.status != plain.status:
            used.lose(f"{world.name}: it ended with {life.status}: {life.said[-600:]}")
        elif json.loads(life.said) != json.loads(plain.said):
            used.lose(f"{world.name}: other numbers: {_difference(plain.said, life.said)}")
        if world.name in NAIVE:
            twin.tried += 1
            if naive_falls(folder, NAIVE[world.name], environment):
                twin.lose(world.name)
    names = "; ".join(world.name for world in worlds)
    return Outcome("one part broken", "the command line", used, twin, time.monotonic() - began, names)


def naive_falls(place: Path, code: str, environment: Mapping[str, str | None]) -> bool:
    """Whether a program that does not think of it fails there."""
    env = {name: value for name, value in {**home_of(place), **environment}.items() if value is not None}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, timeout=60).returncode != 0


def _difference(one: str, other: str) -> str:
    pairs = enumerate(zip(one, other, strict=False))
    at = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    return f"at {at}: {one[max(at - 60, 0) : at + 60]!r}, {other[max(at - 60, 0) : at + 60]!r}"


def before_a_window(place: Path) -> Iterator[Outcome]:
    """What comes before there is a window: a display that does not answer, preferences that end who reads them."""
    began = time.monotonic()
    used, twin = Tally(1), Tally(1)
    for tally, plants in ((used, ()), (twin, ("no_farewell",))):
        life = Start(place / f"display{len(plants)}", ":31999", "", plants=plants).wait()
        if life.status != 2 or not _is_sentence(life):
            tally.lose(f"it ended with {life.status}: {life.said[-600:]}")
    yield Outcome("one part broken", "a display that does not answer", used, twin, time.monotonic() - began)
    began = time.monotonic()
    used, twin = Tally(1), Tally(1)
    harmful = settings_of(b"[General]\nlanguage=@Variant(\\0\\0\\0\\t\\x7f\\xff\\xff\\xff)\n")
    for tally, plants in ((used, ()), (twin, ("no_set_aside",))):
        folder = place / f"settings{len(plants)}"
        harmful(folder)
        life = Start(folder, ":31999", "", plants=plants).wait()
        if life.status != 2 or not _is_sentence(life):
            tally.lose(f"it ended with {life.status}: {life.said[-600:]}")
    yield Outcome("one part broken", "preferences with a huge value", used, twin, time.monotonic() - began)


def _is_sentence(life: Life) -> bool:
    return re.fullmatch(r"Dawnline cannot open a window here: [^\n]+\n", life.said) is not None


def studies(place: Path) -> Outcome:
    """Workers and the scheduler of a study are killed; it ends in a sentence or whole, and can be gone on with."""
    began, used, twin = time.monotonic(), Tally(), Tally(1)
    for name, more in (("a worker of its own", ()), ("a process of its Dask cluster", ("--local-cluster", "2"))):
        folder = place / name.replace(" ", "-")
        used.tried += 1
        for words in _killed_study(folder, more):
            used.lose(f"{name}: {words}")
    code = ("import concurrent.futures, os, signal\npool = concurrent.futures.ProcessPoolExecutor(2)\n"
            "one = pool.submit(os.getpid).result()\nos.kill(one, signal.SIGKILL)\n"
            "print(sum(pool.map(abs, range(9999))))")  # fmt: skip
    if naive_falls(place, code, {}):
        twin.lose("a pool of processes breaks")
    return Outcome("killed amid a study", "the command line", used, twin, time.monotonic() - began)


def _killed_study(folder: Path, more: tuple[str, ...]) -> list[str]:
    words = [word for word in _SWEEP if not more or word not in {"--workers", "2"}]
    start = Start(folder, "", "", words=(*words, *more))
    victim = _victim(start)
    if victim is None:
        life = start.wait(5)
        return [f"it had no process to kill: {life.status} {life.said[-600:]}"]
    os.kill(victim, signal.SIGKILL)
    life = start.wait(400)
    if life.hung or life.status not in {0, 1, 2} or "Traceback" in life.said:
        return [f"it ended with {life.status}{' (hung)' * life.hung}: {life.said[-900:]}"]
    if life.status == 0:
        return []
    again = command(folder, *_SWEEP, "--resume", limit=400)
    return [] if again.status == 0 else [f"gone on with, it ended with {again.status}: {again.said[-900:]}"]


def _victim(start: Start) -> int | None:
    """The newest process that a study has started, once the first parts are there."""
    end = time.monotonic() + 120.0
    while time.monotonic() < end and start.process.poll() is None:
        listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(start.process.pid)], capture_output=True,
                                text=True).stdout.splitlines()  # fmt: skip
        children = [int(line.split()[0]) for line in listed if "resource_tracker" not in line and "ps -o" not in line]
        parts = list(start.place.glob("**/*.parquet")) + list(start.place.glob("**/part*"))
        if children and parts:
            return children[-1]
        time.sleep(0.05)
    return None
