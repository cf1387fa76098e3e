"""The real program with one part broken: it opens, says what is off, the rest works; and what a crash leaves."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.attack.broken_parts import commands, crashing, worlds
from tests.attack.broken_parts.judge import working
from tests.attack.broken_parts.start import Start
from tests.attack.broken_parts.worlds import World
from tests.attack.outcome import Outcome, Tally
from tests.xvfb import Screen

GROUPS: dict[str, Sequence[World]] = {
    "graphics": worlds.GRAPHICS_WORLDS,
    "clock and time zone": worlds.CLOCK_WORLDS,
    "locale and keyboard": worlds.LOCALE_WORLDS,
    "what is kept": worlds.STATE_WORLDS,
    "disk": worlds.DISK_WORLDS,
    "letters": worlds.FONT_WORLDS,
    "shipped files": worlds.resource_worlds(),
}


def attacks(place: Path, long: bool, seed: int) -> Iterator[Outcome]:
    """Every world and every way to die; the short form needs no window."""
    yield from commands.before_a_window(place)
    if not long:
        yield commands.worlds_of_commands(place, (worlds.CLOCK_WORLDS[0], worlds.LOCALE_WORLDS[3]))
        return
    yield from crashing.all_ways(place, seed)
    for group, members in GROUPS.items():
        yield grouped(place, group, members)
    yield commands.worlds_of_commands(place, (*worlds.CLOCK_WORLDS, *worlds.LOCALE_WORLDS))
    yield commands.studies(place)


def grouped(place: Path, group: str, members: Sequence[World]) -> Outcome:
    """A start in each of the worlds; the twin is the first of them whose guard can be taken away."""
    began, used, twin = time.monotonic(), Tally(), None
    for number, world in enumerate(members):
        folder = place / f"{group}-{number}".replace(" ", "-")
        used.tried += 1
        for words in lived(folder, world):
            used.lose(f"{world.name}: {words}")
        if world.twin and twin is None:
            twin = Tally(1)
            wrong = lived(folder.with_name(f"{folder.name}-twin"), world, world.twin)
            if wrong:
                twin.lose(f"{world.name}: {wrong[0]}")
    names = "; ".join(world.name for world in members)
    return Outcome("one part broken", group, used, twin, time.monotonic() - began, names)


def lived(folder: Path, world: World, without: Sequence[str] = ()) -> list[str]:
    """What was wrong with a life of work in `world`, with or `without` guards."""
    folder.mkdir(parents=True, exist_ok=True)
    shown = Screen(*world.screen)
    try:
        environment = world.prepare(folder)
        life = Start(folder, shown.name, "work", plants=(*world.plants, *without), environment=environment,
                     tree=world.tree(folder), prefix=world.prefix, **world.keep).wait()  # fmt: skip
        return working(life, world)
    finally:
        shown.end()
