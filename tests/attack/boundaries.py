"""SIGKILL before, amid and after everything that a write tells the disk."""

import os
import shutil
from pathlib import Path

from tests.attack.apart import apart
from tests.attack.disk import Disk
from tests.attack.outcome import Lost, Tally
from tests.attack.victims import Victim


def killed_at_each(victim: Victim, folder: Path, rounds: int = 1) -> Tally:
    """Put 2 where 1 is, and die at the first deed, at the second, and so on until none is left."""
    tally = Tally()
    for _ in range(rounds):
        for after in (False, True):
            place = 0
            while True:
                died = _round(victim, folder, tally, place, after)
                if not died:
                    break
                place += 1
    return tally


def _round(victim: Victim, folder: Path, tally: Tally, place: int, after: bool) -> bool:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    victim.number(folder)
    apart(lambda: victim.begin(folder)(1))
    child = os.fork()
    if child == 0:
        try:
            put = victim.begin(folder)
            disk = Disk(folder, place, after)
            with disk.below():
                put(2)
        finally:
            os._exit(0 if len(disk.deeds) <= place else 3)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        if os.WEXITSTATUS(status):
            raise RuntimeError(f"the child ended by itself before deed {place}")
        return False
    tally.tried += 1
    try:
        found = victim.number(folder)
        if found not in (1, 2):
            raise Lost(f"{found} is there, neither the old nor the new")
    except Lost as loss:
        tally.lose(f"{'after' if after else 'at'} deed {place}: {loss}")
    return True
