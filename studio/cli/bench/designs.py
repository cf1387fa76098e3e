"""Rows on the whole design: one evaluation, and many designs in a row."""

import dataclasses

from studio.analysis import Results, evaluate
from studio.cli.bench.case import Measured, Run
from studio.cli.bench.clock import side_by_side
from studio.cli.bench.row import Accuracy
from studio.design import Design, set_value
from studio.document.presets import START, preset
from studio.text import mark

_APART = mark("largest relative difference of a figure from that of an evaluation from nothing")


def _heights(count: int) -> list[float]:
    return [500e3 + 400e3 * step / (count - 1) for step in range(count)]


def _at(design: Design, height: float) -> Design:
    return set_value(design, "mission.altitude", height)


def apart(one: Results, other: Results) -> float:
    """The largest relative difference of the numbers of two results; infinite where one of them is missing."""
    worst = 0.0
    for name, outcome in one.outcomes.items():
        known = other.outcomes[name]
        if not outcome.ok or not known.ok:
            if outcome.ok != known.ok:
                return float("inf")
            continue
        for field in dataclasses.fields(outcome.computed):
            left, right = getattr(outcome.computed, field.name), getattr(known.computed, field.name)
            if isinstance(left, float) and isinstance(right, float):
                scale = max(abs(left), abs(right))
                if scale > 0.0 and left != right:
                    worst = max(worst, abs(left - right) / scale)
    return worst


def _several(run: Run) -> tuple[list[Design], Results]:
    design = preset(START)
    known = evaluate(design)
    return [_at(design, height) for height in _heights(run.size(40, 3))], known


def whole(run: Run) -> Measured:
    designs, _ = _several(run)
    results = evaluate(designs[-1])
    (mine,) = side_by_side([lambda: evaluate(designs[-1])], run.rounds)
    return Measured(ours=mine.scaled(1e3), accuracy=Accuracy(apart(evaluate(designs[-1]), results), 0.0, "", _APART))


def sweep(run: Run) -> Measured:
    """A row of altitudes in one go, in one thread, each taking over from the one before."""
    designs, known = _several(run)

    def ours() -> Results:
        found = known
        for design in designs:
            found = evaluate(design, found.outcomes)
        return found

    accuracy = Accuracy(apart(ours(), evaluate(designs[-1])), 1e-9, "", _APART)
    (mine,) = side_by_side([ours], run.size(5, 2))
    return Measured(ours=mine.rate(len(designs)), accuracy=accuracy)
