"""Random and edge designs by the hundred thousand through the whole model, many at once and alone."""

import dataclasses
import random
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.analysis import Results, evaluate
from studio.analysis.many import evaluate_many
from studio.analysis.many.answer import Answer
from studio.analysis.sampling import QUICK
from studio.analysis.stages import STAGES
from studio.design import Design
from tests.analysis.random_satellites import PRESETS
from tests.attack.design_laws import NUMBERS, TEXTS, column_faults, single_faults
from tests.attack.design_relations import relations
from tests.attack.drawn_designs import DesignError, contradictory, family, member, random_design
from tests.attack.outcome import Outcome, Tally

SHORT, LONG = (16, 40, 12, 1), (1_000, 100, 4_000, 28)
"""Families, designs in each, designs looked at alone in every series and map, designs about each relation."""
SECONDS = 3_600.0
"""After which it is enough, for the families and for the designs alone each."""
ASKED = (*NUMBERS, *TEXTS)
ITERATED = ("thermal.", "illumination.eclipse")
"""What comes out of an iteration, or of a table that begins where the longest revolution of a call does."""
Broken = tuple[str, str, Callable[[Any], Any]]
BROKEN: tuple[Broken, ...] = (
    ("mass", "dry", lambda value: value * 0.999), ("power", "array_eol", lambda value: -value),
    ("thermal", "radiator_area", lambda value: value * np.nan), ("cost", "capex", lambda value: value * 1.001),
    ("payload", "availability", lambda value: value + 1.1), ("panel", "temperature_max", lambda value: value - 900.0),
    ("orbit", "period", lambda value: value * np.inf), ("mass", "battery", lambda value: -1.0 - value),
    ("power", "array_eol", lambda value: value * 1.1), ("power", "curtailed_energy", lambda value: value + 1e15),
)  # fmt: skip
"""Models that are wrong: the stage, the result, and what is made of it."""


def attacks(place: Path, long: bool, seed: int) -> Iterator[Outcome]:
    """Laws of many designs at once and of each alone, both alike, and what one number moves."""
    families, rows, singles, each = LONG if long else SHORT
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield from _families(families, rows, seed)
        yield _alone(singles, seed)
        began = time.monotonic()
        for outcome in relations(each, seed):
            yield dataclasses.replace(outcome, seconds=time.monotonic() - began)


def _families(count: int, rows: int, seed: int) -> Iterator[Outcome]:
    used, alike, began, apart = Tally(), Tally(), time.monotonic(), 0.0
    for place in range(count):
        if time.monotonic() - began > SECONDS:
            break
        r = random.Random(f"{seed} family {place}")
        base = random_design(r)
        columns = family(r, base, rows)
        used.tried += rows
        try:
            answer = evaluate_many(base, columns, ASKED, sampling=QUICK)
        except Exception as error:  # noqa: BLE001 - whatever it is, it was not declared
            used.lose(f"family {place}: {_said(error)}")
            continue
        for row, words in column_faults(answer.columns, answer.failures):
            used.lose(f"family {place}, design {row}: {words}")
        since = time.monotonic()
        _compare(r, base, columns, answer, alike, f"family {place}")
        apart += time.monotonic() - since
    seconds = time.monotonic() - began - apart
    said = f"{used.tried / seconds:.0f} designs a second" + (
        "" if used.tried == count * rows else f"; {count * rows:,} were asked for, the time was over")
    yield Outcome("any design", "many at once", used, _twin(used), seconds, said)
    yield Outcome("many at once as alone", "every number, text and absence", alike, _unlike(), apart)


def _compare(r: random.Random, base: Design, columns: dict[str, Any], answer: Answer, tally: Tally, what: str) -> None:
    """Hold some of the family against what they are alone: one of those that failed and one of those that did not."""
    failed = list(answer.failures)
    good = [row for row in range(len(answer.digests)) if row not in answer.failures]
    for row in [*r.sample(failed, min(len(failed), 1)), *r.sample(good, min(len(good), 1))]:
        tally.tried += 1
        try:
            design = member(base, columns, row)
        except DesignError:
            design = None
        if design is None or contradictory(design):
            if row not in answer.failures:
                tally.lose(f"{what}, design {row}: refused alone, computed among many")
            continue
        try:
            wrong = _differences(evaluate(design, sampling=QUICK), answer, row)
        except Exception as error:  # noqa: BLE001 - see above
            wrong = [_said(error)]
        if wrong:
            tally.lose(f"{what}, design {row}: {wrong[0]} ({len(wrong)} in all)")


def _differences(results: Results, answer: Answer, row: int) -> list[str]:
    found, efficiency = [], results.get("panel.efficiency_cell")
    # The search for the power of a dead cell, and for how it changes with temperature, is less exact.
    close = 1e-3 if efficiency is not None and efficiency < 1e-2 else 1e-9
    # A network of nodes is as exact as its heat closes: of parts 10¹⁵ apart rounding leaves five digits.
    nodes = max(1e-5, results.get("thermal.energy_closure") or 0.0)
    for name in ASKED:
        if "closure" in name:  # what an iteration leaves is no result of the design
            continue
        one, other = results.get(name), answer.columns[name][row]
        if one is None or isinstance(one, str):
            same = (other is None or other != other) if one is None else one == other
        else:
            tolerance = max(nodes, close) if name.startswith(ITERATED) else close
            # The difference of two temperatures is as exact as these.
            size = max(abs(float(one)), 300.0 if name.startswith("thermal.") and name.endswith("_margin") else 0.0)
            same = bool(abs(float(one) - float(other)) <= max(tolerance * size, 1e-9))
        if not same:
            found.append(f"{name} is {one!r} alone, {other!r} among many")
    return found


def _alone(count: int, seed: int) -> Outcome:
    used, began = Tally(), time.monotonic()
    for place in range(count):
        if time.monotonic() - began > SECONDS:
            break
        design = random_design(random.Random(f"{seed} alone {place}"))
        used.tried += 1
        try:
            words = list(single_faults(evaluate(design)))
        except Exception as error:  # noqa: BLE001 - see above
            words = [_said(error)]
        if words:
            used.lose(f"design {place}: {words[0]}")
    twin = Tally()
    for stage, attribute, change in BROKEN:
        with _wrong(stage, attribute, change):
            twin.tried += 1
            twin.lost += any(True for _ in single_faults(evaluate(PRESETS[0])))
    said = "" if used.tried == count else f"{count:,} were asked for, the time was over"
    seconds = time.monotonic() - began
    return Outcome("any design", "alone, with series, maps, budgets, energy", used, twin, seconds, said)


def _twin(used: Tally) -> Tally:
    """How many of the models that are wrong are found out; one that is not counts as a loss of the attack itself."""
    twin = Tally()
    for stage, attribute, change in BROKEN:
        with _wrong(stage, attribute, change):
            answer = evaluate_many(PRESETS[0], {"cost.battery_price": np.array([1e-5, 2e-5])}, ASKED, sampling=QUICK)
        twin.tried += 1
        if any(True for _ in column_faults(answer.columns, answer.failures)):
            twin.lost += 1
        elif not np.isnan(answer.columns["thermal.radiator_area"]).all():  # that is found by what is alone
            used.lose(f"nobody noticed the wrong {stage}.{attribute}")
    return twin


def _unlike() -> Tally:
    """The same comparison with a model that is a millionth off for many designs only."""
    twin = Tally()
    columns = {"array.area": np.array([90.0, 100.0])}
    with _wrong("power", "array_eol", lambda value: value * 1.000001, alone=False):
        answer = evaluate_many(PRESETS[0], columns, ASKED, sampling=QUICK)
    _compare(random.Random(1), PRESETS[0], columns, answer, twin, "twin")
    return twin


@contextmanager
def _wrong(stage: str, attribute: str, change: Callable[[Any], Any], *, alone: bool = True) -> Iterator[None]:
    """Let a stage return one wrong value."""
    right = STAGES[stage]

    def wrong(run: Any) -> Any:
        def changed(design: Design, tables: Any, checkpoint: Any) -> Any:
            table = run(design, tables, checkpoint)
            return dataclasses.replace(table, **{attribute: change(getattr(table, attribute))})

        return changed

    with pytest.MonkeyPatch.context() as patch:
        run = wrong(right.run) if alone else right.run
        patch.setitem(STAGES, stage, dataclasses.replace(right, run=run, many=wrong(right.many)))
        yield


def _said(error: Exception) -> str:
    """What an error that nobody declared was, and where."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({last.name}, line {last.lineno})"[:300]
