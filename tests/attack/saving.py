"""The attacks on what is written: kills at random, kills at each deed, power cuts; each also on a naive twin."""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.attack.boundaries import killed_at_each
from tests.attack.killing import killed
from tests.attack.outcome import Outcome, Tally
from tests.attack.power_cut import cut
from tests.attack.victims import Autosave, Checkpoint, Exporting, Saving, Victim, overwrite, replace_unsynced

VICTIMS: tuple[type[Saving] | type[Autosave] | type[Exporting] | type[Checkpoint], ...] = (
    Saving, Autosave, Exporting, Checkpoint)  # fmt: skip
Run = Callable[[Victim, Path, int], Tally]
"""An attack on a victim in a folder, a so-manieth as often as asked."""
TWIN_SHARE = 4
"""The twins are tried a so-manieth as often: they fall soon."""
TWIN_ROUNDS = 12
"""A twin that had luck so often is tried again: three kills of ten find one, so one round in forty finds none."""


SHORT, LONG = 160, 10_000
"""Kills at random."""


def attacks(place: Path, long: bool, seed: int) -> Iterator[Outcome]:
    """Kills at random shared out among the four kinds of writing, then every deed, then power cuts."""
    chances = {kind: random.Random(f"{seed} {kind.__name__}") for kind in VICTIMS}

    def chance(victim: Victim) -> random.Random:
        return chances[type(victim)]  # type: ignore[index]  # one of these, not any victim

    share = (LONG if long else SHORT) // len(VICTIMS)
    ways: dict[str, Run] = {
        "SIGKILL at random": lambda victim, folder, part: killed(victim, folder, max(8, share // part), chance(victim)),
        "SIGKILL at each deed": lambda victim, folder, part: killed_at_each(victim, folder),
        "power cut": lambda victim, folder, part: cut(victim, folder, max(60, share // part), chance(victim)),
        "power cut, nothing there before":
            lambda victim, folder, part: cut(victim, folder, max(60, share // part), chance(victim), fresh=True),
    }  # fmt: skip
    for attack, run in ways.items():
        naive = replace_unsynced if attack.startswith("power") else overwrite
        for kind in VICTIMS:
            yield _both(attack, kind(), kind(naive=naive), place, run)


def _both(attack: str, victim: Victim, twin: Victim, place: Path, run: Run) -> Outcome:
    began = time.monotonic()
    folder = place / f"{attack}-{victim.name}".replace(" ", "-").replace(",", "")
    used = run(victim, folder, 1)
    fallen = Tally()
    for number in range(TWIN_ROUNDS):
        once = run(twin, folder.with_name(f"{folder.name}-twin{number}"), TWIN_SHARE)
        fallen = Tally(fallen.tried + once.tried, fallen.lost + once.lost, once.words)
        if fallen.lost:
            break
    return Outcome(attack, victim.name, used, fallen, time.monotonic() - began)
