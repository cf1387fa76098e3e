"""Where two results meet when one field is varied: the price at which orbit costs what the ground does, for example."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from studio.analysis.result import FloatArray
from studio.analysis.stages import RESULTS
from studio.analysis.trade.crossing import Crossing, Gap, Search
from studio.analysis.trade.model import Model, check_result
from studio.analysis.trade.variable import Variable, variable
from studio.analysis.trade.words import Words, result_words
from studio.design import Design
from studio.design.check import refuse
from studio.text import mark, tr

SPACE, GROUND = "cost.accelerator_hour", "ground.accelerator_hour"
"""What is held against each other where nothing else is asked for."""
SPECIFIC_POWER = "mass.specific_power"
"""What lighter satellites, or stronger ones, are judged by; no field holds it, so that it is told beside the field."""
_SAME = 1e-9
"""Two values that differ by less, in proportion, are the same."""


@dataclass(frozen=True, slots=True, eq=False)
class BreakEven:
    """Both curves over the field and where they meet; `crossings` begin with the one nearest to the value now.

    `x` (N,) are the values of the field [SI] where both could be computed, `result` (N,) and `against` (N,) what they
    are there [SI]; `gaps` are the other values. `nearest` is the place in them where the two come nearest in
    proportion. `now` is the value that holds in the design, None where nothing says it.
    """

    variable: Variable
    name: str
    other: str | float
    x: FloatArray
    result: FloatArray
    against: FloatArray
    crossings: tuple[Crossing, ...]
    gaps: tuple[Gap, ...]
    nearest: int
    now: float | None
    evaluations: int

    @property
    def value(self) -> float | None:
        """The value of the field where the two meet, nearest to the value now; None where they never do."""
        return self.crossings[0].value if self.crossings else None

    def sentence(self, words: Words = result_words) -> str:
        """Where the two meet, or how near they come, in a sentence or a few; `words` writes the value of a result."""
        field, free = self.variable, self.variable.free
        name, other = tr(RESULTS[self.name].label), self._other_words(words)
        about = {"name": name, "other": other, "field": field.label, "low": field.words(free.low),
                 "high": field.words(free.high)}  # fmt: skip
        said = [field.chosen] if field.chosen else []
        size = np.maximum(np.abs(self.result), np.abs(self.against))
        if np.all(np.abs(self.result - self.against) <= _SAME * size):
            same = mark("“{name}” and {other} are the same for every “{field}” from {low} to {high}.")
            said.append(tr(same, **about))
        elif self.crossings:
            for one in self.crossings:
                said.append(self._crossing_words(one, about, words))
                if one.specific_power is not None:
                    said.append(tr(mark("The satellite has {power} there."),
                                   power=words(SPECIFIC_POWER, one.specific_power)))  # fmt: skip
            if self.now is not None:
                said.append(tr(mark("“{field}” is {now} now."), field=about["field"], now=field.words(self.now)))
        else:
            said.append(self._apart_words(about, words))
        if self.gaps:
            said.append(tr(mark("{count} of {all} values could not be computed; the first: {reason}."),
                           count=len(self.gaps), all=len(self.gaps) + self.x.size,
                           reason=self.gaps[0].reason.rstrip(".")))  # fmt: skip
        return " ".join(said)

    def _other_words(self, words: Words) -> str:
        if isinstance(self.other, str):
            return f"“{tr(RESULTS[self.other].label)}”"
        return words(self.name, self.other)

    def _crossing_words(self, one: Crossing, about: dict[str, str], words: Words) -> str:
        field, level = self.variable, words(self.name, one.level)
        if one.below is not None:
            low, high = (field.words(edge) for edge in sorted((one.below, one.value)))
            if low == high:
                return tr(mark("“{name}” leaps past {other} where “{field}” is {low}."), **{**about, "low": low})
            return tr(mark("“{name}” passes {other} between a “{field}” of {low} and {high}."),
                      **{**about, "low": low, "high": high})  # fmt: skip
        value = field.words(one.value)
        if isinstance(self.other, str):
            return tr(mark("“{name}” meets {other} where “{field}” is {value}: both are {level} there."), **about,
                      value=value, level=level)  # fmt: skip
        return tr(mark("“{name}” is {level} where “{field}” is {value}."), **about, value=value, level=level)

    def _apart_words(self, about: dict[str, str], words: Words) -> str:
        here, there = float(self.result[self.nearest]), float(self.against[self.nearest])
        if np.ptp(self.result) == 0.0 and np.ptp(self.against) == 0.0:
            return tr(mark("“{field}” changes neither: “{name}” stays {here} beside {there}."), field=about["field"],
                      name=about["name"], here=words(self.name, here), there=words(self._other_name, there))
        where = self.variable.words(float(self.x[self.nearest]))
        text = tr(mark("“{name}” never meets {other} for a “{field}” from {low} to {high}: it comes nearest at "
                       "{value}, {here} beside {there}"), **about, value=where, here=words(self.name, here),
                  there=words(self._other_name, there))  # fmt: skip
        if here * there > 0.0:
            text += tr(mark(", {ratio:.3g} times as much"), ratio=here / there)
        return text + "."

    @property
    def _other_name(self) -> str:
        return self.other if isinstance(self.other, str) else self.name


def break_even(
    design: Design,
    vary: str,
    result: str = SPACE,
    against: str | float = GROUND,
    low: float | None = None,
    high: float | None = None,
    checkpoint: Callable[[float], None] | None = None,
) -> BreakEven:
    """The values of the field `vary` at which `result` meets `against`, and both over the whole range.

    Parameters
    ----------
    design
        All else stays as it is here; what keeps the field from counting is chosen so that it does.
    vary
        Path of any field that holds a number.
    result
        Name of a result that is a single number.
    against
        Name of another, or a value [SI].
    low, high
        Bounds of the field [SI]; by default a hundredth and a hundredfold of its value, within its own bounds.
    checkpoint
        Called with the share done before each evaluation; what it raises ends the work.

    Raises
    ------
    DesignError
        Where the field cannot be varied, the bounds are not in order, or the design contradicts itself.
    ValueError
        Where a result is none, or cannot be computed anywhere between the bounds.
    """
    refuse(design)
    check_pair(result, against)
    field = variable(design, vary, low, high)
    names = [result] if isinstance(against, float | int) else [result, against]
    model, now = Model(field.design, names, checkpoint), field.now(design)
    found = Search(model, field, result, against).run(now)
    return BreakEven(field, result, against, found.x, found.result, found.against,
                     _with_specific_power(field, found.crossings), found.gaps, found.nearest, now,
                     model.evaluations)  # fmt: skip


def _with_specific_power(field: Variable, crossings: tuple[Crossing, ...]) -> tuple[Crossing, ...]:
    """The crossings with the power per mass of the satellite at each, where the field moves it."""
    if not crossings:
        return crossings
    model = Model(field.design, [SPECIFIC_POWER])
    start = model.start.get(SPECIFIC_POWER)
    if start is None or not model.depends_on(field.path):
        return crossings
    found = [(one, model.at(field.path, round(one.value) if field.free.whole else one.value).get(SPECIFIC_POWER))
             for one in crossings]  # fmt: skip
    ends = [model.at(field.path, round(end) if field.free.whole else end).get(SPECIFIC_POWER)
            for end in (field.free.low, field.free.high)]  # fmt: skip
    if all(value is None or math.isclose(value, start, rel_tol=_SAME)
           for value in (*ends, *(value for _, value in found))):  # fmt: skip
        return crossings
    return tuple(replace(one, specific_power=value) for one, value in found)


def check_pair(result: str, against: str | float) -> None:
    """Refuse what cannot meet.

    Raises
    ------
    ValueError
        Where a result is none, the two are of different quantities, or the value is not finite.
    """
    check_result(result)
    if isinstance(against, str):
        check_result(against)
        one, other = RESULTS[result].quantity, RESULTS[against].quantity
        if one != other:
            raise ValueError(tr(mark("“{name}” is {one} and “{other}” is {two}: the two cannot meet"), name=result,
                                one=tr(one.label), other=against, two=tr(other.label)))  # fmt: skip
    elif not math.isfinite(against):
        raise ValueError(tr(mark("{value} is not a finite number"), value=against))
