"""The walk over the stages for many designs: each stage once for what differs, in calls that broadcast.

Designs are grouped by what cannot be an array (choices, texts, whole parts). Within a group a stage sees only the
designs that differ in what it depends on. It is called for a block of them at once; where that call fails the block is
halved, down to single designs, of which those that fail carry the reason.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import numpy as np

from studio.analysis.columns import whole
from studio.analysis.engine import closure
from studio.analysis.many.answer import Answer, Counts
from studio.analysis.many.digest import Digests
from studio.analysis.many.memory import Memory
from studio.analysis.many.part import Part
from studio.analysis.many.setter import Setter, numeric
from studio.analysis.sampling import QUICK, Sampling
from studio.analysis.stages import RESULTS, STAGES
from studio.design import Design, DesignError
from studio.design.check import Check, checks_of, refusal
from studio.design.edit import checked, field_at
from studio.text import mark, tr

Columns = Mapping[str, Any]
"""By path, the value [SI] of each design: an array, or a sequence of anything."""


def evaluate_many(
    base: Design,
    columns: Columns,
    outcomes: Sequence[str],
    *,
    sampling: Sampling = QUICK,
    memory: Memory | None = None,
    checkpoint: Callable[[float], None] | None = None,
) -> Answer:
    """The results called `outcomes` of the designs that have the values of `columns` at their paths.

    Parameters
    ----------
    base
        What all designs share.
    columns
        By path: the value [SI] of each of N designs; a part of the design, as `stack`, may be exchanged whole.
    outcomes
        Names of results; the stages that lead to them are computed.
    sampling
        How finely the season is looked at.
    memory
        What an earlier call left; with it what many calls have in common is computed once.
    checkpoint
        Told the fraction done; raises to stop.

    Returns
    -------
    Answer
        Columns of N; a design that fails has NaN and its reason.

    Raises
    ------
    ValueError
        If there is no such result, or the columns differ in length.
    """
    unknown = next((name for name in outcomes if name not in RESULTS), None)
    if unknown is not None:
        raise ValueError(tr(mark("there is no result “{name}”"), name=unknown))
    lengths = {len(values) for values in columns.values()}
    if len(lengths) > 1:
        raise ValueError(tr(mark("the columns of a study have different lengths")))
    count = lengths.pop() if lengths else 1
    walk = _Walk(base, columns, tuple(outcomes), count, sampling, (memory or Memory()).for_base(base, sampling))
    return walk.run(checkpoint)


def _nothing(kind: str, count: int) -> np.ndarray[Any, Any]:
    """The column of a result that no design has: texts as objects, a series without times."""
    if kind == "text":
        return np.full(count, None, dtype=object)
    return np.full((count, 0), np.nan) if kind == "series" else np.full(count, np.nan)


class _Walk:
    def __init__(
        self, base: Design, columns: Columns, outcomes: tuple[str, ...], count: int, sampling: Sampling, memory: Memory
    ) -> None:
        self.base, self.columns, self.outcomes, self.count = base, columns, outcomes, count
        self.sampling, self.memory = sampling, memory
        self.counts = Counts()
        self.failures: dict[int, str] = {}
        self.digests = [""] * count
        self.found: dict[str, np.ndarray[Any, Any]] = {
            name: _nothing(RESULTS[name].kind, count) for name in outcomes
        }
        wanted = closure(tuple({RESULTS[name].stage for name in outcomes}))
        self.stages = [stage for stage in STAGES.values() if stage.name in wanted]
        self._numeric = numeric(base, columns)

    def run(self, checkpoint: Callable[[float], None] | None) -> Answer:
        groups = self._groups()
        for number, (key, rows) in enumerate(groups.items()):
            within = None
            if checkpoint is not None:

                def within(fraction: float, number: int = number) -> None:
                    checkpoint((number + fraction) / len(groups))

            self._group(key, np.array(rows, dtype=np.intp), within)
        return Answer(self.found, dict(sorted(self.failures.items())), tuple(self.digests), self.counts)

    def _groups(self) -> dict[Any, list[int]]:
        """Positions of the designs by what cannot be an array: values that are no numbers, and where one is absent."""
        fixed = [path for path in self.columns if not self._is_array(path)]
        found: dict[Any, list[int]] = {}
        if not fixed:
            return {(): list(range(self.count))}
        for position, key in enumerate(zip(*(_listed(self.columns[path]) for path in fixed), strict=True)):
            named = tuple((path, value) for path, value in zip(fixed, key, strict=True)
                          if value is None or not self._is_number(path, value))  # fmt: skip
            try:
                found.setdefault(named, []).append(position)
            except TypeError:  # a list, say, which no field and no part of a design is
                self._fail(np.array([position]), tr(mark("a study cannot put this into a design")))
        return found

    def _is_array(self, path: str) -> bool:
        values = self.columns[path]
        return isinstance(values, np.ndarray) and values.dtype.kind in "fiu" and self._is_number(path, 0.0)

    def _is_number(self, path: str, value: Any) -> bool:
        return isinstance(value, int | float | np.number) and not isinstance(value, bool) and (
            self._numeric[path] or path.startswith("stack."))  # fmt: skip

    def _group(self, key: Any, rows: np.ndarray[Any, Any], checkpoint: Callable[[float], None] | None) -> None:
        fixed = dict(key)
        group = self.memory.group(key, self.base, fixed)
        if group.base is None:
            self._fail(rows, group.refusal)
            return
        paths = [path for path in self.columns if path not in fixed]
        try:
            setter = Setter(group.base, paths)
            specs = {path: field_at(setter.base, path) for path in paths}
        except DesignError as error:
            self._fail(rows, str(error))
            return
        values, good = [], np.ones(rows.size, dtype=bool)
        for path in paths:
            given = self.columns[path]
            column = given[rows] if isinstance(given, np.ndarray) else np.array([given[row] for row in rows.tolist()])
            spec = specs[path]
            if spec.kind == "number":
                column = column.astype(np.float64)
            elif spec.kind == "integer":
                rounded = np.rint(column)
                column = whole(rounded) if np.array_equal(rounded, column) else column
            with np.errstate(invalid="ignore"):
                fits = np.isfinite(column) & (column >= spec.low) & (column <= spec.high)
            if spec.kind == "integer" and column.dtype.kind == "f":
                fits &= column == np.rint(column)
            for position in np.flatnonzero(~fits & good).tolist():
                good[position] = False
                try:
                    checked(spec, path, column[position].item())
                    reason = tr(mark("cannot be {value:g}"), value=float(column[position]))
                except DesignError as error:
                    reason = str(error)
                self._fail(rows[position : position + 1], reason)
            values.append(column)
        self._refuse(setter, values, rows, good)
        kept = np.flatnonzero(good)
        for row, digest in zip(rows[kept].tolist(), Digests(setter.base, paths).of(
            [column[kept] for column in values], kept.size), strict=True):  # fmt: skip
            self.digests[row] = digest
        if good.any():
            part = Part(self, group, setter, [column[good] for column in values], rows[good])
            part.run(checkpoint)

    def _refuse(
        self, setter: Setter, values: list[np.ndarray[Any, Any]], rows: np.ndarray[Any, Any], good: np.ndarray[Any, Any]
    ) -> None:
        """Leave out the designs whose numbers contradict one another; only what varies is looked at in each."""
        places = np.flatnonzero(good)
        if not places.size:
            return
        first = setter.design([column[places[0]].item() for column in values])
        checks: tuple[Check, ...] | None = None
        looked: Sequence[str] = setter.paths
        if refusal(first) is None:  # what all have in common is right
            checks, looked = checks_of(setter.paths)
            if not looked:
                return
        part = Setter(first, looked)
        columns = [column[places].tolist() for path, column in zip(setter.paths, values, strict=True) if path in looked]
        numbers_of = zip(*columns, strict=True) if columns else ((),) * places.size
        for place, numbers in zip(places.tolist(), numbers_of, strict=True):
            issue = refusal(part.design(numbers), checks)
            if issue is not None:
                good[place] = False
                self._fail(rows[place : place + 1], f"{issue.where}: {issue.text}")

    def _fail(self, rows: np.ndarray[Any, Any], reason: str) -> None:
        for row in rows.tolist():
            self.failures.setdefault(row, reason)


def _listed(values: Any) -> Sequence[Any]:
    """A column as Python holds its values."""
    return cast(Sequence[Any], values.tolist() if isinstance(values, np.ndarray) else values)
