"""Bad files into every reader: built by its grammar or damaged.

Each is understood or refused in one sentence, within 2 s of the processor and 500 MB, and nothing else happens: no
file written or read besides, no program or socket, no code run.
"""

import json
import mmap
import os
import random
import resource
import shutil
import signal
import struct
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from tests.attack.mutation import damaged
from tests.attack.outcome import Lost, Outcome, Tally
from tests.attack.readers import LONGEST, Reader, readers
from tests.attack.watched import Watch

MEMORY = 500 << 20
"""What a reader may take beyond what its process had [bytes]."""
STUCK = 120.0
"""A process without a sign of life for so long is in code that cannot be interrupted [s]."""
_TICK = 0.5
_LONG_WORDS = 1_000
_MANY = 10_000_000
"""Files, from which most are short ones"""
_LOST = 3
_RECORD = 1 << 20

_LONG = os.environ.get("DAWNLINE_ATTACK_SECONDS", "")
SHORT, LONG = (70, 60.0), (1_000_000, float(_LONG or 150.0))
"""Files into each reader, and the seconds after which it is enough: never so few in the short form, which has to find
the same on every machine."""
DESIGNS = (100_000_000, 10.0 * float(_LONG or 200.0))
"""The same of the reader of designs in the long form: of what is run every day it reads the most."""


def attacks(place: Path, long: bool, seed: int) -> Iterator[Outcome]:
    """So many files into each reader, or as many as the time lets through; and into one that is not careful."""
    chosen = os.environ.get("DAWNLINE_ATTACK_READERS", "").split(",")
    for reader in readers():
        if chosen != [""] and reader.name not in chosen:
            continue
        count, seconds = (DESIGNS if reader.name == "design" else LONG) if long else SHORT
        began = time.monotonic()
        wholes = reader.wholes()
        used = apart(reader, wholes, place, count, f"{seed} {reader.name}", seconds)
        took = time.monotonic() - began
        twin = apart(_careless(reader), wholes, place, min(count, 300), f"{seed} {reader.name}", min(seconds, 5.0))
        yield Outcome("bad files", reader.name, used, twin, took, f"{used.tried / took:,.0f} a second, {used.note}")


def _careless(reader: Reader) -> Reader:
    """The same file, read as a script on a desk would read it."""

    def read(data: bytes) -> object:
        text = data.decode()
        if text.lstrip()[:1] in ("{", "["):
            return float(json.loads(text)["design"]["mission"]["altitude"])
        return [[float(word) for word in line.replace(",", " ").split()] for line in text.splitlines()[-1:]]

    return replace(reader, read=read, refuses=(), quiet=True, file="")


def apart(reader: Reader, wholes: list[bytes], place: Path, count: int, seed: str, seconds: float) -> Tally:
    """In a child, which may crash; what it found comes back in a file, and the last file that it had in a record."""
    folder = place / f"fuzz-{reader.name.replace(' ', '-')}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    answer = place / "answer"
    answer.unlink(missing_ok=True)
    record = mmap.mmap(-1, _RECORD)
    child = os.fork()
    if child == 0:
        status = _LOST
        try:
            os.chdir(folder)
            tally = _fuzz(reader, wholes, count, random.Random(seed), seconds, record)
            answer.write_text("\n".join([f"{tally.tried} {tally.lost}", tally.note, *tally.words]), encoding="utf-8")
            status = 0
        except BaseException:  # noqa: BLE001 - the child must end here, whatever it was
            traceback.print_exc()
        finally:
            os._exit(status)
    status = _ended(child, record)
    if status or not answer.exists():
        number, length = struct.unpack("QQ", record[:16])
        tally = Tally(number)
        tally.lose(f"file {number}: the process ended with {os.waitstatus_to_exitcode(status)}")
        place.joinpath("fell").write_bytes(record[16 : 16 + length])
        tally.words.append(f"that file began with {record[16 : 16 + min(length, 200)]!r}")
        return tally
    head, note, *words = answer.read_text(encoding="utf-8").split("\n")
    tried, lost = map(int, head.split())
    return Tally(tried, lost, words, note)


def _ended(child: int, record: mmap.mmap) -> int:
    """How the child ended: killed, where it is stuck over one file."""
    number, since = b"", time.monotonic()
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        if record[:8] != number:
            number, since = record[:8], time.monotonic()
        elif time.monotonic() - since > STUCK:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.02)


def _source(reader: Reader, wholes: list[bytes], randomness: random.Random) -> Iterator[bytes]:
    """Without end, short ones more often than long ones."""
    pool = [one for one in wholes for _ in range(1 + 20_000 // (200 + len(one)))]
    make = reader.made(randomness)
    if make is None:
        while True:
            yield damaged(pool, randomness)
    while True:
        yield make(randomness)
        yield damaged([make(randomness)], randomness)
        yield damaged(pool, randomness)


def _fuzz(
    reader: Reader, wholes: list[bytes], count: int, randomness: random.Random, seconds: float, record: mmap.mmap
) -> Tally:
    tally = Tally()
    warnings.simplefilter("error")
    for whole in wholes:
        if not reader.quiet or reader.file:
            _put(reader, whole)
            reader.read(whole)  # what is whole must be understood, or nothing behind its first check is tried
    signal.signal(signal.SIGPROF, _clock(tally))
    signal.setitimer(signal.ITIMER_PROF, _TICK, _TICK)
    watch = Watch(Path.cwd())
    source = _source(reader, wholes, randomness)
    short = reader.short if count > _MANY else None
    if short is not None:
        source = iter(short(randomness, source.__next__), None)
    # Reading the processor's clock beside the timer above takes as long as reading a short file: there its ticks tell.
    clock = time.thread_time if short is None else time.monotonic
    worst = 0.0
    base, until = _memory(), time.monotonic() + seconds
    _bound(MEMORY)
    read, refuses, file = reader.read, reader.refuses, reader.file
    for data in source:
        tally.tried += 1
        record[:16] = struct.pack("QQ", tally.tried, min(len(data), _RECORD - 16))
        record[16 : 16 + min(len(data), _RECORD - 16)] = data[: _RECORD - 16]
        if file:
            _put(reader, data)
        fault = ""
        began = clock()
        watch.on = True
        try:
            read(data)
        except refuses as refused:
            watch.on = False
            fault = _fault(str(refused))
        except (Exception, RecursionError) as error:  # noqa: BLE001 - that is what is looked for
            watch.on = False
            at = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{type(error).__name__}: {error!s:.100} ({at.name}, line {at.lineno})"
        watch.on = False
        took = clock() - began
        worst = max(worst, took)
        if took > reader.longest and short is None:
            fault = fault or f"takes {took:.2f} s"
        if watch.heard:
            fault = fault or watch.heard[0]
            watch.heard.clear()
        if fault:
            tally.lose(f"file {tally.tried}: {' '.join(fault.split())}")
        if tally.tried >= count or time.monotonic() > until:
            break
    signal.setitimer(signal.ITIMER_PROF, 0)
    if _memory() - base > MEMORY:
        tally.lose(f"took {(_memory() - base) >> 20} MB")
    tally.note = f"worst {worst * 1e3:,.0f} ms, {max(0, _memory() - base) >> 20} MB"
    left = sorted(set(os.listdir()) - {file})
    if left:
        tally.lose(f"left {left[:3]} behind")
    return tally


def _put(reader: Reader, data: bytes) -> None:
    if reader.file:
        Path(reader.file).write_bytes(data)


def _clock(tally: Tally) -> Callable[..., None]:
    """Raises Lost in what is over the same file at so many ticks of the processor's clock."""
    seen = [0, 0]

    def tick(*_: object) -> None:
        if seen[0] != tally.tried:
            seen[:] = tally.tried, 0
        seen[1] += 1
        if seen[1] > LONGEST / _TICK:
            seen[1] = 0
            raise Lost(f"takes longer than {LONGEST:g} s")

    return tick


def _bound(more: int) -> None:
    """Let this process have no more than so much besides what it has."""
    with open("/proc/self/statm", encoding="ascii") as file:
        has = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (has + more, resource.RLIM_INFINITY))


def _fault(words: str) -> str:
    """What is wrong with the sentence that a reader refuses with."""
    if not words or "\n" in words or not words.isprintable():
        return f"refuses with {words[:60]!r}"
    return "" if len(words) < _LONG_WORDS else f"refuses with {len(words)} characters"


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
