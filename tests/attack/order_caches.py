"""What threads share of the analysis, hammered: real threads that change over as often as the interpreter can."""

import functools
import gc
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from unittest import mock

import numpy as np

from studio.analysis import evaluate
from studio.analysis.sampling import QUICK
from studio.document import preset
from studio.physics.optics import scratch
from tests.attack.outcome import Tally

_PRESETS = ("suncatcher-cluster", "perovskite-hjt-650km", "ai1-120kw", "shell-500km-eclipse")
_ONLY = ("power", "thermal", "cost", "ground", "link")
_THREADS = 4


def hammered(rounds: int, *, shared: bool = False) -> Tally:
    """Evaluate designs in several threads out of empty caches; what differs from one thread's answer is lost.

    With `shared` the memory for intermediate arrays is that of all threads: the naive twin.
    """
    tally = Tally()
    jobs = [preset(name) for name in _PRESETS]
    with _forgotten_after():
        truth = [_figures(design) for design in jobs]
    for _ in range(rounds):
        _forget()
        answers: list[tuple[int, Any]] = []
        start = threading.Barrier(_THREADS)

        def work(first: int, start: threading.Barrier = start, answers: list[tuple[int, Any]] = answers) -> None:
            start.wait()
            for place in range(len(jobs)):
                at = (first + place) % len(jobs)
                try:
                    answers.append((at, _figures(jobs[at])))
                except Exception as error:  # noqa: BLE001 - whatever it is, one thread alone does not meet it
                    answers.append((at, repr(error)))

        with _restless(), _one_memory(shared):
            threads = [threading.Thread(target=work, args=(number,)) for number in range(_THREADS)]
            for one in threads:
                one.start()
            for one in threads:
                one.join()
        for at, found in answers:
            tally.tried += 1
            if found != truth[at]:
                tally.lose(f"{_PRESETS[at]}: {_first(found, truth[at])}")
    return tally


def _figures(design: Any) -> dict[str, Any]:
    """Every number of the results, as bytes: not one bit may differ."""
    results = evaluate(design, only=_ONLY, sampling=QUICK)
    found: dict[str, Any] = {}
    for name in results:
        value = results[name]
        found[name] = np.asarray(value).tobytes() if not isinstance(value, str) else value
    return found


def _first(found: Any, truth: dict[str, Any]) -> str:
    if isinstance(found, str):
        return found
    return next((name for name in truth if found.get(name) != truth[name]), "another set of results")


def _caches() -> list[Callable[[], None]]:
    kind = type(functools.lru_cache(lambda: None))
    return [one.cache_clear for one in gc.get_objects()
            if isinstance(one, kind) and str(getattr(one, "__module__", "")).startswith("studio.")]  # fmt: skip


def _forget() -> None:
    for clear in _caches():
        clear()


@contextmanager
def _forgotten_after() -> Iterator[None]:
    yield
    _forget()


@contextmanager
def _restless() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def _one_memory(shared: bool) -> Iterator[None]:
    if not shared:
        yield
        return
    with mock.patch.object(scratch, "_kept", SimpleNamespace(memory={})), np.errstate(all="ignore"):
        yield
