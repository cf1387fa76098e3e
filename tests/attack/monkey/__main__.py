"""`python -m tests.attack.monkey --seed N [--deeds N] [--replay TRAIL]`: one monkey at one window, on this screen.

Faults are told with the acts before them, as JSON; the trail of all acts lies in `--place` and can be replayed.
"""

import argparse
import faulthandler
import json
import logging
import os
import random
import signal
import sys
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDesktopServices

from studio.document.files import dump
from studio.document.presets import presets
from studio.gui import app as program
from tests.attack.monkey.hand import Hand
from tests.attack.monkey.life import Life
from tests.attack.monkey.plants import PLANTS
from tests.attack.monkey.watch import STALL_MS
from tests.attack.mutation import damaged


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.attack.monkey", description=__doc__)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--deeds", type=int, default=500)
    asked.add_argument("--episode", type=int, default=500)
    asked.add_argument("--again", type=int, default=0, help="a new window after so many episodes")
    asked.add_argument("--same", action="store_true", help="let every episode be the same: the strictest look at leaks")
    asked.add_argument("--brief", action="store_true", help="in a window as it opens, with one rest at the end")
    asked.add_argument("--limit", type=float, default=STALL_MS, help="milliseconds from which a turn is a stall")
    asked.add_argument("--plant", action="store_true", help="plant faults at the end, to see that they are seen")
    asked.add_argument("--replay", type=Path, help="do what this trail says, one act a line")
    asked.add_argument("--place", type=Path, default=Path("/tmp/dawnline-monkey"))
    chosen = asked.parse_args()
    place: Path = chosen.place
    out = place / "out"
    out.mkdir(parents=True, exist_ok=True)
    os.chdir(out)
    faulthandler.register(signal.SIGUSR1, all_threads=True)  # asked by whoever waits for a hang to be told
    hand = Hand(chosen.seed, _files(place / "files", chosen.seed), str(out))
    life = Life(hand, chosen.seed, place / "trail.jsonl", chosen.limit)
    life.keep = lambda told: _keep(told, place / "told.json")
    life.follow()
    # Nothing outside the studio is opened.
    QDesktopServices.openUrl = lambda url: True  # type: ignore[method-assign,assignment]
    logging.getLogger().addHandler(life.watch)
    if chosen.replay:
        lines = chosen.replay.read_text(encoding="utf-8").splitlines()
        script = life.replay([json.loads(line) for line in lines])
    else:
        script = life.brief(chosen.deeds) if chosen.brief else life.days(
            chosen.deeds, chosen.episode, chosen.again, same=chosen.same)  # fmt: skip
    if chosen.plant:
        life.plants = PLANTS
    app = program.make_application()
    life.begin(script)
    status = program.run("suncatcher-cluster")
    if status:
        life.watch.fault("exit", f"the studio ended with {status}")
    _keep(life.tell(), place / "told.json")
    del app
    return 0


def _keep(told: dict[str, Any], path: Path) -> None:
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    beside.replace(path)


def _files(folder: Path, seed: int) -> list[str]:
    """Presets by name, and files: whole, damaged, and of other kinds."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    names = [one.name for one in presets() if one.name != "filing-million"]
    from studio.document.presets import preset

    texts = [dump(preset(name)) for name in names[:4]]
    wholes = [text if isinstance(text, bytes) else text.encode() for text in texts]
    for number, whole in enumerate(wholes):
        (folder / f"whole{number}.json").write_bytes(whole)
        (folder / f"damaged{number}.json").write_bytes(damaged(wholes, chance))
    (folder / "empty.json").write_bytes(b"")
    (folder / "deep.json").write_bytes(b"[" * 50_000)
    (folder / "noise.json").write_bytes(chance.randbytes(3000))
    (folder / "table.csv").write_text("a,b\n1,2\nx,\n", encoding="utf-8")
    (folder / "orbit.tle").write_text(
        "ISS (ZARYA)\n1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927\n"
        "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537\n", encoding="utf-8")  # fmt: skip
    return [*names, *sorted(str(path) for path in folder.iterdir()), str(folder / "gone.json")]


if __name__ == "__main__":
    sys.exit(main())
