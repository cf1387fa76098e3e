"""Damaged files, by the ten thousand, into every reader: understood or refused in one sentence, soon, without harm."""

import os
import random
import resource
import shutil
import signal
import time
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path

from tests.attack.mutation import damaged
from tests.attack.outcome import Lost, Outcome, Tally
from tests.attack.readable import Reader, readers

LONGEST = 2.0
"""A reader that takes longer over one file hangs [s]."""
MEMORY = 500 << 20
"""What a reader may take beyond what its process had [bytes]."""
_LONG_WORDS = 1_000
_LOST = 3


SHORT, LONG = (1_000, 4.0), (1_000_000, 3_600.0)
"""Files into each reader, and the seconds after which it is enough."""


def attacks(place: Path, long: bool, seed: int) -> Iterator[Outcome]:
    """So many files into each reader, or as many as the time lets through; and into one that is not careful."""
    count, seconds = LONG if long else SHORT
    for reader in readers():
        began = time.monotonic()
        wholes = reader.wholes()
        used = _apart(reader, wholes, place, count, f"{seed} {reader.name}", seconds)
        twin = _apart(_careless(reader), wholes, place, min(count, 2_000), f"{seed} {reader.name}", seconds / 4)
        yield Outcome("damaged files", reader.name, used, twin, time.monotonic() - began)


def _careless(reader: Reader) -> Reader:
    """The same file, read as a script on a desk would read it."""

    def read(data: bytes) -> object:
        lines = data.decode().splitlines()
        return [[float(word) for word in line.replace(",", " ").split()] for line in lines[-1:]]

    return Reader(reader.name, read, reader.wholes, ())


def _apart(reader: Reader, wholes: list[bytes], place: Path, count: int, seed: str, seconds: float) -> Tally:
    """In a child, which may crash; what it found comes back in a file."""
    folder = place / f"fuzz-{reader.name}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    answer = place / "answer"
    child = os.fork()
    if child == 0:
        status = _LOST
        try:
            os.chdir(folder)
            tally = _fuzz(reader, wholes, count, random.Random(seed), seconds)
            answer.write_text("\n".join([f"{tally.tried} {tally.lost}", *tally.words]), encoding="utf-8")
            status = 0
        except BaseException:  # noqa: BLE001 - the child must end here, whatever it was
            traceback.print_exc()
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    if status:
        tally = Tally(count)
        tally.lose(f"the process ended with {os.waitstatus_to_exitcode(status)}")
        return tally
    head, *words = answer.read_text(encoding="utf-8").split("\n")
    tried, lost = map(int, head.split())
    return Tally(tried, lost, words)


def _fuzz(reader: Reader, wholes: list[bytes], count: int, randomness: random.Random, seconds: float) -> Tally:
    tally = Tally()
    for whole in wholes:
        if reader.refuses:
            reader.read(whole)  # what is whole must be understood, or nothing behind its first check is tried

    def hang(*_: object) -> None:
        raise Lost(f"takes longer than {LONGEST:g} s")

    signal.signal(signal.SIGALRM, hang)
    warnings.simplefilter("error")
    base, until = _memory(), time.monotonic() + seconds
    while tally.tried < count and time.monotonic() < until:
        data = damaged(wholes, randomness)
        tally.tried += 1
        signal.setitimer(signal.ITIMER_REAL, LONGEST)
        try:
            reader.read(data)
        except reader.refuses as refused:
            if fault := _fault(str(refused)):
                tally.lose(f"file {tally.tried}: {fault}")
        except (Exception, RecursionError) as error:  # noqa: BLE001 - that is what is looked for
            at = traceback.extract_tb(error.__traceback__)[-1]
            tally.lose(f"file {tally.tried}: {type(error).__name__}: {error!s:.100} ({at.name}, line {at.lineno})")
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    if _memory() - base > MEMORY:
        tally.lose(f"took {(_memory() - base) >> 20} MB")
    left = sorted(os.listdir())
    if left:
        tally.lose(f"left {left[:3]} behind")
    return tally


def _fault(words: str) -> str:
    """What is wrong with the sentence that a reader refuses with."""
    if not words or "\n" in words or not words.isprintable():
        return f"refuses with {words[:60]!r}"
    return "" if len(words) < _LONG_WORDS else f"refuses with {len(words)} characters"


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
