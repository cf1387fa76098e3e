"""What drives a result: each uncertain number alone at its P10 and its P90, all of them in one walk."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from studio.analysis.engine import Results, closure, evaluate
from studio.analysis.many import Answer, Memory, evaluate_many
from studio.analysis.sampling import QUICK, Sampling
from studio.analysis.stages import RESULTS
from studio.analysis.study.uncertainty.anchor import anchor
from studio.analysis.study.uncertainty.draw import drawn
from studio.analysis.study.uncertainty.monte_carlo import known_numbers
from studio.analysis.study.uncertainty.uncertain import Uncertain, uncertain_numbers
from studio.analysis.trade.tornado import Swing, Tornado
from studio.design import Design
from studio.design.check import refuse
from studio.text import mark, tr

ENDS = (0.1, 0.9)
_NOISE = 1e-12
"""Share of a result that rounding moves it by."""


class Drivers(Mapping[str, Tornado]):
    """By result, how far it swings; each tornado is made when it is asked for, and results that do not apply are not
    there."""

    def __init__(
        self, numbers: Sequence[Uncertain], ends: Sequence[tuple[float, ...]], answer: Answer, fine: Results,
        names: Sequence[str],
    ) -> None:  # fmt: skip
        self.numbers, self._ends, self._answer, self._fine = numbers, ends, answer, fine
        self._names = tuple(name for name in names if fine.get(name) is not None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, name: str) -> Tornado:
        if name not in self._names:
            raise KeyError(name)
        base, info, values = float(self._fine[name]), RESULTS[name], self._answer.columns[name]
        at = anchor(float(values[0]), base, values, info.quantity, whole=info.kind == "integer").brought(values)
        bars = [_swing(number, self._ends[place], at[1 + 2 * place : 3 + 2 * place].tolist(), base,
                       _reason(self._answer.failures, place)) for place, number in enumerate(self.numbers)]  # fmt: skip
        moved = sorted((bar for bar in bars if bar.size > _NOISE * abs(bar.base) or bar.reason),
                       key=lambda bar: (-bar.size, bar.path))  # fmt: skip
        moving = {bar.path for bar in moved}
        still = tuple(bar.path for bar in bars if bar.path not in moving)
        return Tornado(name, base, tuple(moved), still, {}, values.size)


def drivers(
    design: Design,
    names: Sequence[str],
    *,
    sampling: Sampling = QUICK,
    fine: Results | None = None,
    memory: Memory | None = None,
    checkpoint: Callable[[float], None] | None = None,
) -> Drivers:
    """By result, how far it swings with each uncertain number between the P10 and the P90 of that, the widest first.

    Parameters
    ----------
    design
        Where every number but one stays.
    names
        Of results that are single numbers; one that does not apply to the design is left out.
    sampling, fine, memory, checkpoint
        As for `monte_carlo`.

    Raises
    ------
    DesignError
        Where the design contradicts itself.
    ValueError
        Where a name is no single number.
    """
    refuse(design)
    known = set(known_numbers())
    for name in names:
        if name not in known:
            raise ValueError(tr(mark("there is no number “{name}” that could be driven"), name=name))
    numbers = uncertain_numbers(design)
    ends = [tuple(float(end) for end in drawn(number, ENDS)) for number in numbers]
    count = 1 + 2 * len(numbers)
    asked = {}
    for place, (number, (low, high)) in enumerate(zip(numbers, ends, strict=True)):
        column = np.full(count, number.value)
        column[1 + 2 * place], column[2 + 2 * place] = low, high
        asked[number.path] = column
    answer = evaluate_many(design, asked, names, sampling=sampling, memory=memory, checkpoint=checkpoint)
    stages = closure(tuple({RESULTS[name].stage for name in names}))
    if fine is None or not set(stages) <= set(fine.outcomes):
        fine = evaluate(design, only=tuple(stages))
    return Drivers(numbers, ends, answer, fine, names)


def _swing(number: Uncertain, ends: tuple[float, ...], at: list[float], base: float, reason: str) -> Swing:
    low, high = (value if np.isfinite(value) else None for value in at)
    said = reason if low is None or high is None else ""
    return Swing(number.path, number.field, number.value, ends[0], ends[1], low, high, base, number.confidence, said)


def _reason(failures: Mapping[int, str], place: int) -> str:
    return next((failures[row] for row in (1 + 2 * place, 2 + 2 * place) if row in failures), "")
