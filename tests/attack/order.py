"""Edits, cancels, answers, failures and ends in every order that a scheduler thinks of, and threads on what they share.

Short scripts are played in all their orders as far as there is time, long ones in orders drawn by the seed. The code is
that of the studio; its threads run in lock-step, and between them and the window lies a queue that it empties.
"""

import logging
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.attack.lockstep import Choose, Deadlock, Every, Lockstep
from tests.attack.order_caches import hammered
from tests.attack.outcome import Lost, Outcome, Tally

_ENOUGH = 5
"""So often is a twin caught until it counts."""
_TWIN = 2000
Play = Callable[[Choose, tuple[str, ...]], None]
"""Plays one script in one order."""


def attacks(place: Path, long: bool, seed: int) -> Iterator[Outcome]:
    """All of it; `place` is not needed."""
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication

    from studio.gui.drawing import Drawing
    from studio.gui.export.exporter import Exporter
    from studio.gui.session import Session
    from studio.gui.study.desk import StudyDesk
    from studio.gui.tasks import Tasks
    from studio.jobs.remote import RemoteEvaluate
    from tests.attack import order_desk, order_live, order_remote, order_tasks

    app = QApplication.instance() or QApplication(["attack", "-platform", "offscreen"])
    factor = 25 if long else 1
    known = order_live.Known()
    owner, quiet = QObject(), order_tasks.Quiet()

    def live(kind: type[Session], breaks: bool = True) -> Play:
        return lambda choose, script: order_live.one_order(choose, known, script, kind, breaks)

    def remote(kind: type[RemoteEvaluate]) -> Play:
        return lambda choose, script: order_remote.play(choose, known, kind, True, script)

    def beside(make: Callable[[Lockstep], Any]) -> Play:
        return lambda choose, script: order_tasks.play(choose, make, script)

    def tasks(kind: type[Tasks]) -> Play:
        return beside(lambda steps: order_tasks.PlayTasks(steps, owner, kind))

    def drawing(kind: type[Drawing]) -> Play:
        return beside(lambda steps: order_tasks.PlayDrawing(steps, owner, Tasks, kind))

    def exporter(kind: type[Exporter]) -> Play:
        return beside(lambda steps: order_tasks.PlayExporter(steps, quiet, kind))

    with _silence():
        edits = ("0", "1", "2", "3", "4", "undo", "cancel", "later")
        yield _every("every order of two edits or one and a cancel", "live design", live(Session, False),
                     live(order_live.Naive, False), (("1", "3"), ("1", "cancel"), ("2", "undo")),
                     100 * factor)  # fmt: skip
        yield _drawn("edits, undo, cancel, defects", "live design", live(Session), live(order_live.Naive), edits,
                     600 * factor, seed)  # fmt: skip
        yield _drawn("edits and cancels, a child that dies", "analysis process", remote(RemoteEvaluate),
                     remote(order_remote.NaiveRemote), ("0", "1", "2", "3", "cancel", "later"), 500 * factor, seed)
        yield _every("every order of run, run and cancel", "tasks", tasks(Tasks), tasks(order_tasks.NaiveTasks),
                     (("run", "run"), ("run", "cancel", "run")), 200 * factor)  # fmt: skip
        yield _drawn("runs, cancels, failures", "tasks", tasks(Tasks), tasks(order_tasks.NaiveTasks),
                     ("run", "run", "cancel"), 600 * factor, seed)  # fmt: skip
        yield _drawn("pictures asked for and dropped", "pictures", drawing(Drawing), drawing(order_tasks.NaiveDrawing),
                     ("ask", "ask", "ask", "drop"), 500 * factor, seed)  # fmt: skip
        yield _drawn("looks, writes, cancels", "exports", exporter(Exporter), exporter(order_tasks.NaiveExporter),
                     ("make 0", "make 1", "write 0 a", "write 1 b", "write 0 c", "cancel"), 500 * factor, seed)

        session = Session(order_live.Document(known.designs[0]), order_live.Theme(), _Nobody)

        def desk(kind: type[StudyDesk]) -> Play:
            def play(choose: Choose, script: tuple[str, ...]) -> None:
                order_desk.play(choose, session, kind, script)
                app.sendPostedEvents(None, 52)  # deferred deletion

            return play

        yield _drawn("begun, paused, stopped, opened", "studies", desk(StudyDesk), desk(order_desk.NaiveDesk),
                     order_desk.PlayDesk.words, 500 * factor, seed)  # fmt: skip
        session.close()
    began = time.perf_counter()
    held = hammered(12 if long else 1)
    twin = Tally()
    for _ in range(5):  # threads are not ours to schedule: the twin may be lucky
        found = hammered(1, shared=True)
        twin.tried, twin.lost = twin.tried + found.tried, twin.lost + found.lost
        if twin.lost:
            break
    yield Outcome("4 threads out of empty caches", "analysis", held, twin, time.perf_counter() - began,
                  "the twin shares the memory for intermediate arrays")  # fmt: skip


class _Nobody:
    """A worker that computes nothing."""

    def __init__(self, callbacks: object) -> None:
        pass

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_: None


def _every(attack: str, on: str, used: Play, naive: Play, scripts: tuple[tuple[str, ...], ...], most: int) -> Outcome:
    """Play each of the scripts in all orders, or in the first `most` of them."""
    began, tally, twin, whole = time.perf_counter(), Tally(), Tally(), 0
    for script in scripts:
        every, count = Every(), 0
        while True:
            _try(tally, used, every, script)
            count += 1
            if not every.turn():
                whole += 1
                break
            if count >= most:
                break
        every, count = Every(), 0
        while twin.lost < _ENOUGH and count < most:
            _try(twin, naive, every, script)
            count += 1
            if not every.turn():
                break
    note = f"{whole} of {len(scripts)} scripts to the last order, the others in the first {most:,}"
    return Outcome(attack, on, tally, twin, time.perf_counter() - began, note)


def _drawn(attack: str, on: str, used: Play, naive: Play, words: tuple[str, ...], count: int, seed: int) -> Outcome:
    """Play scripts and orders that are drawn."""
    began, tally, twin = time.perf_counter(), Tally(), Tally()
    for number in range(max(count, _TWIN)):
        if number < count:
            draw = random.Random(f"{seed}/{on}/{number}")
            _try(tally, used, draw.randrange, tuple(draw.choice(words) for _ in range(draw.randint(1, 8))))
        if twin.lost < _ENOUGH and number < _TWIN:
            draw = random.Random(f"{seed}/{on}/{number}")
            _try(twin, naive, draw.randrange, tuple(draw.choice(words) for _ in range(draw.randint(1, 8))))
        elif number >= count:
            break
    return Outcome(attack, on, tally, twin, time.perf_counter() - began)


def _try(tally: Tally, play: Play, choose: Choose, script: tuple[str, ...]) -> None:
    tally.tried += 1
    try:
        play(choose, script)
    except (Lost, Deadlock) as lost:
        tally.lose(f"{' '.join(script)}: {lost}")
    except Exception as error:  # noqa: BLE001 - what the studio raises here nobody would catch
        tally.lose(f"{' '.join(script)}: {error!r}")


@contextmanager
def _silence() -> Iterator[None]:
    """The defects and deaths that are played are logged by the studio, as they should be."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
