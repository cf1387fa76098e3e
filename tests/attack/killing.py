"""SIGKILL at random moments: what was acknowledged is there, whole, or else what came right after it."""

import mmap
import os
import random
import shutil
import signal
import time
from pathlib import Path

from tests.attack.apart import apart
from tests.attack.outcome import Lost, Tally
from tests.attack.victims import Victim

_NUMBER = 8
_STRETCH = 3.0
"""A kill falls within so many times what one write takes."""
_PATIENCE = 60.0
_SOME = 5
_MANY = 300
"""With more than that, begin anew: a study that has grown takes long to open."""


def killed(victim: Victim, folder: Path, count: int, randomness: random.Random) -> Tally:
    """Kill whoever writes, `count` times, each at another moment; the next one goes on where it stopped."""
    tally = Tally()
    folder.mkdir()
    victim.number(folder)  # what it imports is warm before the first fork
    pace = apart(lambda: _some(victim, folder)) / _SOME
    start = victim.number(folder) or 0
    while tally.tried < count:
        acknowledged = _kill_one(victim, folder, start, randomness.uniform(0.0, _STRETCH * pace))
        tally.tried += 1
        try:
            found = victim.number(folder) or 0
            if not acknowledged <= found <= acknowledged + 1:
                raise Lost(f"{found} is there where {acknowledged} had been acknowledged")
            start = found
        except Lost as loss:
            tally.lose(f"kill {tally.tried}: {loss}")
            start = _MANY + 1
        if start > _MANY:
            shutil.rmtree(folder)
            folder.mkdir()
            apart(lambda: _some(victim, folder))
            start = _SOME
    return tally


def _some(victim: Victim, folder: Path) -> None:
    put = victim.begin(folder)
    for number in range(1, _SOME + 1):
        put(number)


def _kill_one(victim: Victim, folder: Path, start: int, delay: float) -> int:
    """The last number that the child had been told is on the disk."""
    told = mmap.mmap(-1, 2 * _NUMBER)
    told[:_NUMBER] = start.to_bytes(_NUMBER, "little")
    child = os.fork()
    if child == 0:
        try:
            put = victim.begin(folder)
            number = start
            told[_NUMBER:] = (1).to_bytes(_NUMBER, "little")
            while True:
                number += 1
                put(number)
                told[:_NUMBER] = number.to_bytes(_NUMBER, "little")
        except BaseException as error:  # noqa: BLE001 - the child must end here, whatever it was
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(3)  # nothing of the parent's may run in the child
    began = time.monotonic()
    while told[_NUMBER] == 0:
        if os.waitpid(child, os.WNOHANG)[0] or time.monotonic() - began > _PATIENCE:
            raise RuntimeError("the child that writes did not begin")
        time.sleep(0.0002)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the child that writes ended by itself")
    acknowledged = int.from_bytes(told[:_NUMBER], "little")
    told.close()
    return acknowledged
