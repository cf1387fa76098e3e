"""`python -m tests.attack.monkey.soaking --hours H [--plant]`: hours of work in the real window, without the pauses.

Nothing is collected or put away for the sake of the figures: what is seen is what a user's window has.
"""

import argparse
import gc
import json
import logging
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from studio.gui import app as program
from studio.gui.places import TABS
from tests.attack.monkey.census import handles, resident
from tests.attack.monkey.hand import Hand
from tests.attack.monkey.life import Life, Step

SAMPLES = 6
"""So often an hour it is looked at what there is."""
EDITS, FRAMES = 120, 300
"""In an hour: an edit every half minute, each waited for; and frames of the animation, of 108,000 at 30 a second."""
FRAME_S = 0.033
DESIGNS = ("starcloud-40mw", "suncatcher-cluster")
Sample = dict[str, float]


class Soak:
    """A working day in one window; `samples` are what there was every ten minutes of it."""

    def __init__(self, life: Life, plant: bool, told: Path) -> None:
        self.life, self.plant, self._told = life, plant, told
        self.samples: list[Sample] = []
        self.edits = self.frames = 0
        self._kept: list[object] = []
        self._began = time.monotonic()

    def day(self, hours: float) -> Iterator[Step]:
        """Ten minutes after the other: edits, some undone, with the clock playing in between, and a look at a tab."""
        yield from self.life.ready()
        tabs = [f"tab-{key}" for key in TABS]
        for number in range(round(hours * SAMPLES)):
            edited: list[tuple[float, float]] = []
            drawn: list[float] = []
            for edit in range(EDITS // SAMPLES):
                yield from self._edit(edited)
                yield from self._play(FRAMES // EDITS, drawn)
                if edit % 5 == 4:
                    yield ["command", "undo"]
            yield ["command", tabs[number % len(tabs)]]
            yield from self._settle()
            yield from self._play(FRAMES // EDITS, drawn)
            yield ["command", "tab-orbit"]
            if number % SAMPLES == SAMPLES // 2:
                yield ["open", DESIGNS[number // SAMPLES % len(DESIGNS)]]
                yield from self._answers()
                yield from self._settle()
            if self.plant:
                self._grow()
            self._look(number, edited, drawn)
        yield from self.life.close()

    def _edit(self, edited: list[tuple[float, float]]) -> Iterator[Step]:
        """An edit by its row of the inspector; milliseconds until all is computed, and of them of this thread."""
        wall, own = time.perf_counter(), time.thread_time()
        self.life.hand.window = self.life.there()
        yield from self.life.hand.edit()
        yield 0
        yield from self._settle()
        edited.append(((time.perf_counter() - wall) * 1e3, (time.thread_time() - own) * 1e3))
        self.edits += 1

    def _play(self, frames: int, drawn: list[float]) -> Iterator[Step]:
        """Frames one after the other, as the clock makes them at its usual speed, without the time in between."""
        for _ in range(frames):
            own = time.thread_time()
            clock = self._session.clock
            clock.advance(FRAME_S * clock.speed)
            yield 0
            yield 1  # what was asked to be painted is painted in between
            drawn.append((time.thread_time() - own) * 1e3)
            self.frames += 1

    def _settle(self) -> Iterator[Step]:
        while self._session.busy:
            yield 2

    def _answers(self) -> Iterator[Step]:
        self.life.hand.tidying = True
        yield from self.life.answer()
        self.life.hand.tidying = False

    @property
    def _session(self) -> Any:
        return self.life.there().session

    def _look(self, number: int, edited: list[tuple[float, float]], drawn: list[float]) -> None:
        opened, threads = handles()
        self.samples.append({
            "hour": (number + 1) / SAMPLES, "memory_mb": resident() / 1e6, "handles": opened, "threads": threads,
            "objects": len(gc.get_objects()) + gc.get_freeze_count(), "edit_ms": median(wall for wall, _ in edited),
            "edit_own_ms": median(own for _, own in edited), "frame_own_ms": median(drawn)})  # fmt: skip
        self.tell({"faults": [], "deeds": 0, "acts": self.life.told.acts, "ended": False})

    def tell(self, of_life: dict[str, Any]) -> None:
        """Write down what is known, so that a day that is stopped has a morning."""
        told = of_life | {"samples": self.samples, "edits": self.edits, "frames": self.frames, "deeds": self.edits,
                          "seconds": time.monotonic() - self._began}  # fmt: skip
        self._told.write_text(json.dumps({"used": told}, ensure_ascii=False), encoding="utf-8")

    def _grow(self) -> None:
        """What a leak would do: more memory, more handles, and an answer to every edit that takes longer and longer."""
        self._kept += [bytearray(b"1" * 30_000_000), open("/dev/null", "rb")]  # noqa: SIM115
        slow = 0.004 * len(self._kept)

        def answer() -> None:
            began = time.thread_time()
            while time.thread_time() - began < slow:
                pass

        self._session.design_changed.connect(answer)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--hours", type=float, default=8.0)
    asked.add_argument("--plant", action="store_true")
    asked.add_argument("--place", type=Path, default=Path("/tmp/dawnline-soak"))
    chosen = asked.parse_args()
    out = chosen.place / "out"
    out.mkdir(parents=True, exist_ok=True)
    os.chdir(out)
    life = Life(Hand(chosen.seed, [], str(out)), chosen.seed, chosen.place / "trail.jsonl")
    life.follow()
    logging.getLogger().addHandler(life.watch)
    soak = Soak(life, chosen.plant, chosen.place / "told.json")
    app = program.make_application()
    life.begin(soak.day(chosen.hours))
    status = program.run("suncatcher-cluster")
    soak.tell(life.tell()["used"])
    del app
    return status


if __name__ == "__main__":
    sys.exit(main())
