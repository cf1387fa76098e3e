"""The stages of the designs of one group, which differ in numbers only."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np

from studio.analysis.columns import ManyTables
from studio.analysis.engine import Outcome, parts_behind
from studio.analysis.many.answer import Counts
from studio.analysis.many.memory import Group
from studio.analysis.many.pieces import Pieces, without_maps
from studio.analysis.many.setter import Setter
from studio.analysis.many.table import Ranks, View, joined, one_of, ranks_of
from studio.analysis.sampling import Sampling
from studio.analysis.stages import RESULTS, STAGES, Stage
from studio.design import Design
from studio.text import mark, tr

_GIVEN_UP = (ValueError, ArithmeticError, TypeError, AttributeError, IndexError, KeyError)
"""What a call for many designs may end in and one for a single design not: an array where a number must stand."""


SOME, SOME_FINE = 128, 32
"""Designs that go through all stages together, where they have little in common; those of which each day is looked at
are few, since the maps of a year are a hundred kilobytes each."""
MUCH = 4
"""Designs for each one that differs in a stage, from which that stage is computed for all before the others."""


class Asked(Protocol):
    """The walk that a part belongs to."""

    sampling: Sampling
    stages: list[Stage]
    outcomes: tuple[str, ...]
    counts: Counts
    failures: dict[int, str]
    found: dict[str, np.ndarray[Any, Any]]


@dataclass(slots=True)
class _Held:
    """The table of a stage and which row of it belongs to each design of the group; −1 where it failed."""

    table: Any
    ranks: Ranks = None
    size: int = 0
    """Designs in the table; 0 where one table serves all."""
    index: Any = None
    reasons: dict[int, str] = field(default_factory=dict)
    """By design of the group."""
    skipped: bool = False


class Part:
    """The designs of one group that can be computed."""

    def __init__(
        self, walk: Asked, group: Group, setter: Setter, values: list[np.ndarray[Any, Any]], rows: np.ndarray[Any, Any]
    ) -> None:
        self.walk, self.group, self.setter, self.values, self.rows = walk, group, setter, values, rows
        self.count = rows.size
        self.varied = [position for position, column in enumerate(values) if np.any(column != column[0])]
        self.held: dict[str, _Held] = {}
        self.some = SOME if walk.sampling.by_beta else SOME_FINE
        self._refused: dict[tuple[str, int], str] = {}
        """By stage and design: why a design alone has no table."""
        self._level: dict[int, tuple[np.ndarray[Any, Any], int]] = {}
        self._unique: dict[tuple[int, ...], tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]] = {}

    def run(self, checkpoint: Callable[[float], None] | None) -> None:
        """Stages that many designs share for all of them; then those with maps for some designs after the others.

        So that the year's maps of few designs are held at a time: they stay near the processor, and memory is bounded.
        What reads no map comes last, for all designs again.
        """
        stages = self.walk.stages
        shared = [stage for stage in stages if self.count <= self.some or self._few(stage)]
        for number, stage in enumerate(shared):
            if checkpoint is not None:
                checkpoint(0.5 * number / len(shared) if self.count > self.some else number / len(shared))
            self._compute(stage)
        with_maps = [stage for stage in stages if stage.name not in self.held and not stage.light]
        held: dict[str, list[_Held]] = {stage.name: [] for stage in with_maps}
        sizes = []
        for start in range(0, self.count if with_maps else 0, self.some):
            if checkpoint is not None:
                checkpoint(0.5 + 0.5 * start / self.count)
            part = self._some(slice(start, start + self.some))
            sizes.append(part.count)
            for stage in with_maps:
                part._compute(stage)
            for stage in with_maps:
                held[stage.name].append(replace(part.held[stage.name], table=without_maps(part.held[stage.name].table)))
        for stage in stages:
            if stage.name in held:
                self.held[stage.name] = self._together(stage, held[stage.name], sizes)
            else:
                self._compute(stage)
        for name in self.walk.outcomes:
            self._collect(name)

    def _together(self, stage: Stage, held: list[_Held], counts: list[int]) -> _Held:
        """What is held of some designs after the others as of all."""
        tables, sizes, many, reasons, indices = [], [], [], {}, []
        first = rows = 0
        for one, count in zip(held, counts, strict=True):
            index = np.full(count, -1, dtype=np.intp)
            if one.table is not None:
                index = np.where(one.index >= 0, one.index + rows, -1) if one.size else np.full(count, rows)
                tables.append(one.table)
                sizes.append(max(one.size, 1))
                many.append(one.size > 0)
                rows += sizes[-1]
            reasons.update({row + first: text for row, text in one.reasons.items()})
            indices.append(index)
            first += count
        if not tables:
            return _Held(None, index=np.concatenate(indices), reasons=reasons)
        ranks = self.group.ranks.get(stage.name) or ranks_of(tables[0])
        return _Held(Pieces(tables, ranks, sizes, many), ranks, rows, np.concatenate(indices), reasons)

    def _few(self, stage: Stage) -> bool:
        """Whether designs have much in common in this stage, and so in those before it."""
        reached = self._reached(stage)
        return not reached or self._different(reached)[0].size <= self.count // MUCH

    def _some(self, these: slice) -> "Part":
        """Some of these designs, with what is computed of them."""
        part = Part(self.walk, self.group, self.setter, [column[these] for column in self.values], self.rows[these])
        first = these.start
        for name, held in self.held.items():
            reasons = {row - first: text for row, text in held.reasons.items() if first <= row < first + part.count}
            index = held.index[these] if held.index is not None else None
            part.held[name] = _Held(held.table, held.ranks, held.size, index, reasons, held.skipped)
        return part

    def _compute(self, stage: Stage) -> None:
        if stage.name in self.held:
            return
        began = time.perf_counter()
        self.held[stage.name] = self._stage(stage)
        self.walk.counts.add(stage.name, seconds=time.perf_counter() - began)

    def _reached(self, stage: Stage) -> tuple[int, ...]:
        """The values that vary and that a stage depends on."""
        parts = parts_behind(stage.name)
        return tuple(p for p in self.varied if self.setter.paths[p].partition(".")[0] in parts)

    def _stage(self, stage: Stage) -> _Held:
        reached = self._reached(stage)
        if not reached:
            return self._shared(stage)
        first, inverse = self._different(reached)
        reasons: dict[int, str] = {}
        lost = np.zeros(first.size, dtype=bool)
        skipped = False
        for need in stage.needs:
            held = self.held[need]
            if held.table is None:
                skipped, lost[:] = True, True
            elif held.reasons:
                lost |= held.index[first] < 0
            if skipped or lost.all():
                break
        for position in np.flatnonzero(lost).tolist():
            missing = _missing(stage, self.held, first[position])
            reasons[position] = tr(mark("waits for {stage}, which failed"), stage=missing)
        todo = np.flatnonzero(~lost)
        self.walk.counts.add(stage.name, designs=first.size)
        index = np.full(first.size, -1, dtype=np.intp)
        tables: list[Any] = []
        sizes: list[int] = []
        many: list[bool] = []
        block = stage.block if stage.light else min(stage.block, self.some)
        pending = [todo[start : start + block] for start in range(0, todo.size, block)][::-1]
        while pending:
            part = pending.pop()
            table, several, reason = self._call(stage, first[part])
            if table is None and part.size > 1:
                half = part.size // 2
                pending += [part[half:], part[:half]]
                continue
            if table is None:
                reasons[int(part[0])] = reason
                continue
            index[part] = sum(sizes) + np.arange(part.size)
            tables.append(table)
            sizes.append(part.size)
            many.append(several)
        found = {row: reasons[p] for row, p in enumerate(inverse.tolist()) if p in reasons} if reasons else {}
        if not tables:
            return _Held(None, index=index[inverse], reasons=found)
        ranks = self.group.ranks[stage.name]
        return _Held(joined(tables, ranks, sizes, many), ranks, sum(sizes), index[inverse], found)

    def _different(self, reached: tuple[int, ...]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """The first design of each combination of the values reached, and the combination that each design has."""
        known = self._unique.get(reached)
        if known is None:
            known = self._unique[reached] = self._combinations(reached)
        return known

    def _combinations(self, reached: tuple[int, ...]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        code = np.zeros(self.count, dtype=np.int64)
        different = 1
        for position in sorted(reached, key=lambda position: -self._levels(position)[1]):
            level, levels = self._levels(position)
            if max(different, levels) == self.count:
                everyone = np.arange(self.count)
                return everyone, everyone
            if different > 1:
                _, code = np.unique(code * levels + level, return_inverse=True)
                different = int(code.max()) + 1
            else:
                code, different = level, levels
        _, first, inverse = np.unique(code, return_index=True, return_inverse=True)
        order = np.argsort(first, kind="stable")  # as they were asked for: neighbours are computed together
        rank = np.empty_like(order)
        rank[order] = np.arange(order.size)
        return first[order], rank[inverse]

    def _levels(self, position: int) -> tuple[np.ndarray[Any, Any], int]:
        """Of one of the columns: which of its different values each design has, and how many there are."""
        known = self._level.get(position)
        if known is None:
            values, level = np.unique(self.values[position], return_inverse=True)
            known = self._level[position] = (level, values.size)
        return known

    def _shared(self, stage: Stage) -> _Held:
        """The stage of a design, for all: nothing that varies reaches it."""
        known = self.group.singles.get(stage.name)
        design = self._one(0)
        key = tuple(getattr(design, part) for part in parts_behind(stage.name))
        if known is None or known.key != key:
            table, reason = self._single(stage, design, 0)
            known = self.group.singles[stage.name] = Outcome(stage.name, key, table, failure=reason)
        if known.ok:
            return _Held(known.computed)
        return _Held(None, reasons=dict.fromkeys(range(self.count), known.failure))

    def _one(self, row: int) -> Design:
        return self.setter.design([column[row].item() for column in self.values])

    def _call(self, stage: Stage, rows: np.ndarray[Any, Any]) -> tuple[Any, bool, str]:
        """The table of the designs in `rows`, whether it has their axis, and why there is none."""
        if rows.size == 1 or stage.name not in self.group.ranks or stage.many is None:
            if rows.size > 1 and stage.name in self.group.ranks:
                return None, False, ""
            if rows.size > 1:  # the axes of the table are those of any one design's
                for row in rows.tolist():
                    if self._learn(stage, row):
                        break
                return self._call(stage, rows) if stage.name in self.group.ranks else (None, False, "")
            refused = self._refused.get((stage.name, int(rows[0])))
            if refused is not None:
                return None, False, refused
            table, reason = self._single(stage, self._one(int(rows[0])), int(rows[0]))
            if table is not None and stage.name not in self.group.ranks:
                self.group.ranks[stage.name] = ranks_of(table)
            self.walk.counts.add(stage.name, singles=1)
            return table, False, reason
        design = self.setter.design([
            _fixed(column[rows]) if position in self.varied else column[0].item()
            for position, column in enumerate(self.values)
        ])  # fmt: skip
        tables = ManyTables({need: self._view(self.held[need], rows) for need in stage.needs})
        tables["sampling"], tables["asked"], tables.count = self.walk.sampling, self.walk.outcomes, rows.size
        try:
            table = stage.many(design, tables, None)
        except _GIVEN_UP as error:
            self.walk.counts.reasons[stage.name] = f"{type(error).__name__}: {error}"
            return None, False, ""
        self.walk.counts.add(stage.name, calls=1)
        return table, True, ""

    def _learn(self, stage: Stage, row: int) -> bool:
        """Find the axes of the table of a stage, of a design that has one; what has none is not tried again."""
        if (stage.name, row) in self._refused:
            return False
        table, reason = self._single(stage, self._one(row), row)
        if table is None:
            self._refused[stage.name, row] = reason
            self.walk.counts.add(stage.name, singles=1)
            return False
        self.group.ranks[stage.name] = ranks_of(table)
        return True

    def _single(self, stage: Stage, design: Design, row: int) -> tuple[Any, str]:
        """One design's table, or why there is none."""
        tables: dict[str, Any] = {"sampling": self.walk.sampling}
        for need in stage.needs:
            held = self.held[need]
            if held.table is None or (held.size and held.index[row] < 0):
                return None, tr(mark("waits for {stage}, which failed"), stage=tr(STAGES[need].label))
            tables[need] = _alone(held, row)
        try:
            return stage.run(design, tables, None), ""
        except (ValueError, ArithmeticError) as error:
            return None, str(error)

    def _view(self, held: _Held, rows: np.ndarray[Any, Any]) -> Any:
        if not held.size:
            return held.table
        index = held.index[rows]
        if index.size and np.array_equal(index, np.arange(index[0], index[0] + index.size)):
            index = slice(int(index[0]), int(index[0]) + rows.size)
        return View(held.table, held.ranks, held.size, index)

    def _collect(self, name: str) -> None:
        """Write the column of one result."""
        info = RESULTS[name]
        held, column = self.held[info.stage], self.walk.found[name]
        for row in held.reasons:
            if (position := int(self.rows[row])) not in self.walk.failures:
                self.walk.failures[position] = self._cause(info.stage, row)
        if held.table is None:
            return
        value = getattr(held.table, info.attribute)
        if value is None:
            return
        if info.kind == "series":
            self._collect_series(name, held, value)
            return
        if not held.size:
            column[self.rows] = value
            return
        kept = np.flatnonzero(held.index >= 0)
        whole = np.asarray(value)
        column[self.rows[kept]] = whole[held.index[kept]] if whole.ndim else value

    def _cause(self, stage: str, row: int) -> str:
        """Why a stage has no table of a design: what went wrong first on the way to it, and in which stage."""
        for need in STAGES[stage].needs:
            if row in self.held[need].reasons:
                return self._cause(need, row)
        return f"{tr(STAGES[stage].label)}: {self.held[stage].reasons[row]}"

    def _collect_series(self, name: str, held: _Held, value: Any) -> None:
        """Write the rows of one series, of which all designs must have as many values; a map is no series."""
        kept = np.flatnonzero(held.index >= 0) if held.size else np.arange(self.count)
        whole = np.asarray(value)
        if whole.dtype.kind not in "fiub" or whole.ndim not in {1, 2} or kept.size == 0:
            return
        if whole.ndim == 2 and not (held.size and whole.shape[0] == held.size and _axes(held, name) == 1):
            return
        column = self.walk.found[name]
        if column.shape[1] == 0:
            column = self.walk.found[name] = np.full((column.shape[0], whole.shape[-1]), np.nan)
        if column.shape[1] == whole.shape[-1]:
            column[self.rows[kept]] = whole[held.index[kept]] if whole.ndim == 2 else whole


def _alone(held: _Held, row: int) -> Any:
    """The table of one design of the group."""
    if not held.size:
        return held.table
    if isinstance(held.table, Pieces):
        return held.table.one(int(held.index[row]))
    return one_of(held.table, held.ranks, held.size, int(held.index[row]))


def _axes(held: _Held, name: str) -> int | None:
    """The axes that one design's result has."""
    ranks = held.ranks.get(RESULTS[name].attribute) if isinstance(held.ranks, dict) else None
    return ranks if isinstance(ranks, int) else None


def _fixed(column: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """`column` as nobody can write to: several stages read it."""
    column.flags.writeable = False
    return column


def _missing(stage: Stage, held: Mapping[str, _Held], row: int) -> str:
    """The label of the stage that failed, of those that `stage` needs, for one design."""
    for need in stage.needs:
        if held[need].table is None or (held[need].size and held[need].index[row] < 0):
            return tr(STAGES[need].label)
    return ""
