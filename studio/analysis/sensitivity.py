"""How a result changes with each field of the design that reaches it: derivatives by small steps both ways.

References
----------
.. [1] Saltelli et al., Global Sensitivity Analysis: The Primer, Wiley 2008, section 1.2.1: the derivative, and the
   derivative in proportion (elasticity), (x / y) dy/dx.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio import catalogue
from studio.analysis.half_width import scale_of
from studio.analysis.many import Memory, evaluate_many
from studio.analysis.reach import reaching
from studio.analysis.sampling import FINE, QUICK, Sampling
from studio.analysis.stages import RESULTS
from studio.analysis.trade.variable import field_name, field_words
from studio.catalogue import radiation
from studio.catalogue.launcher import launchers
from studio.catalogue.site import sites
from studio.catalogue.supply import wafers
from studio.catalogue.technology import technologies
from studio.design import Design, DesignError, Field, get_value
from studio.design.check import refuse
from studio.design.edit import counts, field_at
from studio.design.quantity import NUMBER
from studio.text import mark, tr

STEP = 0.01
"""Both ways, of a value: small enough for a derivative, and above the steps that a season is looked at in."""
_ZERO_STEP = 0.1
"""Both ways, of the unit in which a number is shown that is zero."""
_BARE_UNIT = 0.01
"""What a number without a unit, as an eccentricity, is told the change per."""
_ALL_BUT_NUMBERS = frozenset({"switch", "choice", "text"})
_TABLES: dict[str, Callable[[], Mapping[str, Any]]] = {
    "cells": catalogue.cells, "accelerators": catalogue.accelerators, "coolants": catalogue.coolants,
    "launchers": launchers, "sites": sites, "technologies": technologies, "damage": radiation.damage_curves,
    "batteries": catalogue.batteries, "wafers": wafers, "exchangers": catalogue.exchangers,
    "materials": catalogue.materials,
}  # fmt: skip
"""The lists that ids are chosen from."""
_SHARE_OF_WORK = 0.6
"""What the numbers take of it, which are all computed together."""
_ROUNDING = 1e-9
"""Changes below this share of the result are those of the last digits."""
_MOVES_THE_SHADOW = "mission."


@dataclass(frozen=True, slots=True)
class Effect:
    """What a field does to a result: a small step both ways, or the neighbours of a whole number or of a choice.

    `kind` is "share" (per 1 % of the value), "unit" (per `per` [SI], where a share means nothing), "step" or "choice".
    `at_low` and `at_high` are the result [SI] at `low` and `high`; None where there is none, and `reason` says why.
    """

    path: str
    field: Field
    kind: str
    value: Any
    low: Any
    high: Any
    at_low: float | None
    at_high: float | None
    base: float
    per: float
    reason: str = ""

    @property
    def label(self) -> str:
        """What the field is called."""
        return field_name(self.path, self.field)

    @property
    def slope(self) -> float | None:
        """The derivative [SI of the result / SI of the field]; None for choices, and where it cannot be taken."""
        if self.kind == "choice":
            return None
        ends = [(x, y) for x, y in ((self.low, self.at_low), (self.high, self.at_high)) if y is not None]
        if len(ends) == 1:
            ends.append((self.value, self.base))
        if len(ends) != 2 or ends[0][0] == ends[1][0]:
            return None
        return float((ends[1][1] - ends[0][1]) / (ends[1][0] - ends[0][0]))

    @property
    def elasticity(self) -> float | None:
        """Per cent of the result for each per cent of the field."""
        slope = self.slope
        if slope is None or self.kind != "share" or self.base == 0.0:
            return None
        return slope * float(self.value) / self.base

    @property
    def change(self) -> float:
        """What the result changes by [SI] for `per` more of the field; of steps and choices, the largest change."""
        if self.kind in {"share", "unit"}:
            return (self.slope or 0.0) * self.per
        moves = [one - self.base for one in (self.at_low, self.at_high) if one is not None]
        return max(moves, key=abs, default=0.0)

    def words(self, value: Any) -> str:
        """A value of the field as people read it."""
        if isinstance(value, bool):
            return tr(mark("on")) if value else tr(mark("off"))
        return str(value).replace("_", " ") if isinstance(value, str) else field_words(self.field, value)

    @property
    def step_words(self) -> str:
        """What `per` is: "+1 %", "+1 °C", or from one choice to another."""
        if self.kind == "share":
            return "+1 %"
        if self.kind == "unit":
            return f"+{_small(self.field, self.per)}"
        best = self.at_high if self.at_low is None else self.at_low
        if self.at_low is not None and self.at_high is not None:
            best = max((self.at_low, self.at_high), key=lambda one: abs(one - self.base))
        return self.words(self.high if best == self.at_high and self.high is not None else self.low)


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """`effects` come by what they do, the largest first: numbers by one per cent, then steps and choices; `still` are
    fields that do not move the result, `left` those that could not be moved, with the reason."""

    name: str
    base: float
    effects: tuple[Effect, ...]
    still: tuple[str, ...]
    left: dict[str, str]
    evaluations: int

    def of(self, path: str) -> Effect | None:
        """The effect of one field; None where it has none."""
        return next((one for one in self.effects if one.path == path), None)


def sampling_for(path: str) -> Sampling:
    """How finely the season is looked at where the field at `path` is moved.

    What moves the orbit moves the shadow in it, and a few days would tell the wrong sign of what a small step does;
    everything else meets the same season before and after, so that a few days will do.
    """
    return FINE if path.startswith(_MOVES_THE_SHADOW) else QUICK


def sensitivity(
    design: Design,
    name: str,
    *,
    paths: Sequence[str] | None = None,
    sampling: Sampling | None = None,
    checkpoint: Callable[[float], None] | None = None,
) -> Sensitivity:
    """How the result `name` of `design` changes with each field that reaches it, by central differences.

    Parameters
    ----------
    design
        Where every field but one stays.
    name
        Name of a result that is a single number.
    paths
        Fields to move; by default all from which the result follows.
    sampling
        How finely the season is looked at; by default as `sampling_for` says for each field.
    checkpoint
        Told the share done; what it raises ends the work.

    Raises
    ------
    ValueError
        Where the result is none, is no number, or cannot be computed for the design itself.
    DesignError
        Where a path is no field, or the design contradicts itself.
    """
    if name not in RESULTS:
        raise ValueError(tr(mark("there is no result “{name}”"), name=name))
    if RESULTS[name].kind not in {"number", "integer"}:
        raise ValueError(tr(mark("“{label}” is no single number, so that nothing can be said of how it changes"),
                            label=tr(RESULTS[name].label)))  # fmt: skip
    refuse(design)
    moves, left = _moves(design, _spread_out(design, paths if paths is not None else reaching(name)))
    chosen = {one.path: sampling_for(one.path) if sampling is None else sampling for one in moves}
    run = _Run(design, name, checkpoint)
    found: list[Effect] = []
    bases: list[float] = []
    for fineness in dict.fromkeys((sampling or FINE, *chosen.values())):
        mine = [one for one in moves if chosen[one.path] == fineness]
        numbers = [one for one in mine if one.field.kind not in _ALL_BUT_NUMBERS]
        others = [one for one in mine if one.field.kind in _ALL_BUT_NUMBERS]
        done, part = len(found) / max(len(moves), 1), len(mine) / max(len(moves), 1)
        share = part * (1.0 if not others else _SHARE_OF_WORK if numbers else 0.0)
        base, effects_here = run.numbers(numbers, fineness, done, share)
        bases.append(base)
        for place, one in enumerate(others):
            run.tell(done + share + (part - share) * place / len(others))
            effects_here.append(run.choice(one, fineness, base))
        found += effects_here
    effects = [one for one in found if abs(one.change) > _ROUNDING * abs(one.base) or one.reason]
    effects.sort(key=lambda one: (one.kind in {"step", "choice"}, -abs(one.change), one.path))
    moved = {one.path for one in effects}
    return Sensitivity(name, bases[0], tuple(effects), tuple(one.path for one in found if one.path not in moved), left,
                       run.evaluations)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Move:
    """A field and the values to try in place of its own."""

    path: str
    field: Field
    kind: str
    value: Any
    low: Any
    high: Any
    per: float

    def effect(self, base: float, at: Sequence[float | None], reason: str) -> Effect:
        return Effect(self.path, self.field, self.kind, self.value, self.low, self.high, at[0], at[1], base, self.per,
                      reason)  # fmt: skip


class _Run:
    """Computes the moved designs, and counts them."""

    def __init__(self, design: Design, name: str, checkpoint: Callable[[float], None] | None) -> None:
        self.design, self.name, self._checkpoint = design, name, checkpoint
        self._memories: dict[Sampling, Memory] = {}
        self.evaluations = 0

    def tell(self, share: float) -> None:
        if self._checkpoint is not None:
            self._checkpoint(share)

    def numbers(
        self, moves: list[_Move], sampling: Sampling, begun: float, share: float
    ) -> tuple[float, list[Effect]]:  # fmt: skip
        """The result of the design itself, and the effects: all in one walk, the design in its first row."""
        rows = 1 + 2 * len(moves)
        columns: dict[str, Any] = {}
        for place, one in enumerate(moves):
            whole = one.field.kind == "integer"
            column = np.full(rows, one.value, dtype=np.int64 if whole else np.float64)
            for side, value in enumerate((one.low, one.high)):
                column[1 + 2 * place + side] = one.value if value is None else value
            columns[one.path] = column
        within = (lambda done: self.tell(begun + share * done)) if self._checkpoint is not None else None
        values, reasons = self._evaluate(columns, rows, sampling, within)
        base = values[0]
        if base is None:
            raise ValueError(reasons.get(0) or tr(mark("“{label}” does not apply to this design"),
                                                  label=tr(RESULTS[self.name].label)))  # fmt: skip
        made = []
        for place, one in enumerate(moves):
            first = 1 + 2 * place
            at = [None if value is None else values[first + side] for side, value in enumerate((one.low, one.high))]
            reason = next((reasons[row] for row in (first, first + 1) if row in reasons), "")
            made.append(one.effect(base, at, reason))
        return base, made

    def choice(self, one: _Move, sampling: Sampling, base: float) -> Effect:
        """What cannot be an array, design by design."""
        tried = [value for value in (one.low, one.high) if value is not None]
        values, reasons = self._evaluate({one.path: tried}, len(tried), sampling, None)
        at: list[float | None] = [None, None]
        for side, value in enumerate((one.low, one.high)):
            if value is not None:
                at[side] = values[tried.index(value)]
        return one.effect(base, at, next(iter(reasons.values()), ""))

    def _evaluate(
        self, columns: dict[str, Any], rows: int, sampling: Sampling, checkpoint: Callable[[float], None] | None
    ) -> tuple[list[float | None], dict[int, str]]:
        memory = self._memories.setdefault(sampling, Memory())
        answer = evaluate_many(self.design, columns, (self.name,), sampling=sampling, memory=memory,
                               checkpoint=checkpoint)  # fmt: skip
        self.evaluations += rows
        values = [float(value) for value in np.broadcast_to(answer.columns[self.name], (rows,)).tolist()]
        return [value if math.isfinite(value) else None for value in values], dict(answer.failures)


def _spread_out(design: Design, paths: Sequence[str]) -> list[str]:
    """Paths of all items of a list as one for each."""
    found: list[str] = []
    for path in paths:
        holder, bracket, leaf = path.partition("[].")
        if not bracket:
            found.append(path)
            continue
        part = leaf.rpartition(".")[0]
        for place, item in enumerate(get_value(design, holder)):
            if not part or getattr(item, part) is not None:
                name = getattr(item, "name", "")
                key = name if holder == "stack.layers" and not set(name) & set("[]") else str(place)
                found.append(f"{holder}[{key}].{leaf}")
    return list(dict.fromkeys(found))


def _moves(design: Design, paths: Sequence[str]) -> tuple[list[_Move], dict[str, str]]:
    """What to try for each path, and why nothing can be tried for the others; what has no effect now is in neither."""
    moves: list[_Move] = []
    left: dict[str, str] = {}
    for path in paths:
        try:
            spec, value = field_at(design, path), get_value(design, path)
        except DesignError as error:
            left[path] = error.text
            continue
        if not counts(design, spec) or spec.hidden or spec.kind in {"list", "part", "table"}:
            continue
        if value is None:
            left[path] = tr(mark("has no value"))
            continue
        made = _number(path, spec, value) if spec.kind in {"number", "integer"} else _choice(path, spec, value)
        if made is not None:
            moves.append(made)
    return moves, left


def _number(path: str, spec: Field, value: float) -> _Move:
    low = -math.inf if spec.low is None else spec.low
    high = math.inf if spec.high is None else spec.high
    if spec.kind == "integer":
        ends = (value - 1 if value - 1 >= low else None, value + 1 if value + 1 <= high else None)
        return _Move(path, spec, "step", value, *ends, 1.0)
    scale = scale_of(spec, value)
    if scale == 0.0:
        unit = (spec.quantity or NUMBER).unit(spec.unit)
        per = unit.factor if unit is not None and spec.unit else _BARE_UNIT
        half, kind = min(_ZERO_STEP * per, 1e-3 * (high - low)), "unit"
    else:
        half = STEP * scale
        kind, per = ("share", STEP * abs(value)) if scale == abs(value) else ("unit", half)
    return _Move(path, spec, kind, value, max(value - half, low), min(value + half, high), per)


def _choice(path: str, spec: Field, value: Any) -> _Move | None:
    """The neighbours of a choice in the order of its list, or of its catalogue; None for a free text."""
    if spec.kind == "switch":
        return _Move(path, spec, "choice", value, None, not value, 1.0)
    listed = spec.choices or (tuple(_TABLES[spec.catalogue]()) if spec.catalogue in _TABLES else ())
    if value not in listed or len(listed) < 2:
        return None
    place = listed.index(value)
    before = listed[place - 1] if place else None
    after = listed[place + 1] if place + 1 < len(listed) else None
    return _Move(path, spec, "choice", value, before, after, 1.0)


def _small(spec: Field, step: float) -> str:
    """A step of a quantity, which may have a zero of its own."""
    quantity = spec.quantity or NUMBER
    unit = quantity.unit(spec.unit) or quantity.units[0]
    return f"{step / unit.factor:.3g} {unit.symbol}".strip()

