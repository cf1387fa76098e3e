"""The points of a study as the pages read them: columns of numbers, of a file or of a run that goes on.

Nothing here is of Qt: a run fills it from its own thread, and the pages read what is there.
"""

import contextlib
import itertools
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from studio.analysis.many import design_digest
from studio.analysis.many.setter import apply
from studio.analysis.study import Plan
from studio.analysis.study.origin import with_origin
from studio.analysis.study.plan import Factor
from studio.design import Design, DesignError, get_value
from studio.design.edit import field_at
from studio.gui.study.column import Column, factor_column, listed, result_column
from studio.gui.study.held import Held
from studio.text import tr

FULL = "in-full:"
"""Before the name of a result as the live design has it, of the points that were computed again so."""
_SERIAL = itertools.count()
_BLOCK = 65_536
_BLOCKS_KEPT = 4
"""Pieces of a column from which single values are taken; each has some ten thousand."""
Rows = Iterable[tuple[int, Mapping[str, Any]]]
"""The number of the first row and the columns of some rows, one after the other."""


class Stored(Protocol):
    """What is read of a study that is kept in a file."""

    @property
    def plan(self) -> Plan: ...
    @property
    def design(self) -> Design: ...
    @property
    def count(self) -> int: ...
    def column(self, name: str) -> Any: ...
    def near(self, name: str, position: int) -> tuple[int, Any]: ...
    def ends(self, name: str) -> tuple[float, float] | None: ...
    def failures(self) -> Mapping[int, str]: ...
    def design_at(self, position: int) -> Design: ...
    def close(self) -> None: ...


class Points:
    """Every column by its name: (count,) float64, NaN where there is no number (yet).

    Of what is no number the values are positions among the labels of the column. Of a large study that is computed
    only those results are here that were asked for; what went by before that is read from the disk (`catch_up`).
    """

    _spare = True
    """Whether what is not here can be had from the disk."""

    def __init__(self, design: Design, plan: Plan, count: int, path: Path | None = None) -> None:
        self.design, self.plan, self.count, self.path = design, plan, count, path
        self.serial = next(_SERIAL)
        """Tells studies without a file from one another."""
        self.factors = tuple(factor.path for factor in plan.factors)
        self.outcomes = plan.outcomes
        self.failures: dict[int, str] = {}
        self.filled = 0
        """Rows that were told."""
        self.done = np.zeros(count, dtype=bool)
        """(count,) Which they are."""
        self._held = Held(count, len(plan.outcomes), self.factors, self._spare)
        self.on_behind: Callable[[], None] = lambda: None
        """Told when a column is asked for of which rows have gone by."""
        self._reasons: dict[str, str] = {}
        self._blocks: dict[str, dict[int, Any]] = {}
        """By column, pieces of it by the number of their first row."""
        self._columns: dict[str, Column] = {}
        self._texts: dict[str, list[str]] = {}
        self._at_filled: dict[str, int] = {}
        self._ends: dict[str, tuple[float, float]] = {}
        self.full: dict[str, Any] = {}
        """By result, (count,) what was computed again as the live design is; NaN elsewhere."""
        self.full_failures: dict[int, str] = {}
        self.front: Any = None
        """Rows that no other beats, where somebody has sought them."""
        self._by_path = {factor.path: factor for factor in plan.factors}
        self._file: Stored | None = None
        self._lock = threading.Lock()

    @classmethod
    def of_run(cls, design: Design, plan: Plan, path: Path | None = None) -> "Points":
        """Points that a run is going to tell."""
        return cls(design, plan, plan.size, path)

    @classmethod
    def of_file(cls, file: Stored, path: Path | None = None) -> "Points":
        """The points of a study that was kept; a column is read when it is first asked for."""
        found = cls(file.design, file.plan, file.count, path)
        found._file = file
        found.filled = file.count
        found.done[:] = True
        found.failures = dict(file.failures())
        if not found._held.large:
            for name in found.names:
                found.column(name)
                found.ends(name)
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """Of all columns, the factors first."""
        return (*self.factors, *self.outcomes)

    @property
    def full_names(self) -> tuple[str, ...]:
        """Of the columns of what was computed in full; none before that."""
        return tuple(FULL + name for name in self.outcomes if name in self.full)

    def values_of(self, rows: Any) -> dict[str, list[Any]]:
        """By path, what the factors are at some rows, as many designs are computed from it.

        Raises
        ------
        ValueError
            Where a row has something that the plan does not know of.
        """
        found: dict[str, list[Any]] = {}
        for path, factor in self._by_path.items():
            held = self.values(path)[rows]
            if not np.isfinite(held).all():
                raise ValueError(tr("{path}: a row has a value that the study did not plan", path=path))
            found[path] = [factor.values[int(place)] for place in held] if listed(factor) else [
                round(value) if factor.whole else value for value in held.tolist()]  # fmt: skip
        return found

    def check_digests(self, rows: Any, digests: Sequence[str]) -> None:
        """Hold designs that were made from rows against the hashes that the file has of these; ValueError with one
        sentence where one is another."""
        file = self._file
        if file is None:
            return
        kept = file.column("digest")[rows]
        for row, known, made in zip(rows.tolist(), kept, digests, strict=True):
            if known and made and known != made:
                raise ValueError(tr("row {row} is not what was computed: its values do not belong to its hash",
                                    row=row))  # fmt: skip

    def add_full(self, rows: Any, columns: Mapping[str, Any], failures: Mapping[int, str]) -> None:
        """Take over what rows are when they are computed in full."""
        for name, values in columns.items():
            if name not in self.full:
                self.full[name] = np.full(self.count, np.nan)
            self.full[name][rows] = values
        self.full_failures.update(failures)
        for name in self.full_names:
            self._ends.pop(name, None)
            self._columns.pop(name, None)

    @property
    def whole(self) -> bool:
        """Whether the study is kept in a file."""
        return self._file is not None

    def keep(self, file: Any) -> None:
        """The run is over, and this came of it: from now on designs are those of the file."""
        self.failures = dict(file.failures())
        self.filled = self.count
        self.done[:] = True
        with self._lock:
            for name in tuple(self._held.behind):
                self._held.drop(name)
            self._file = file

    def close(self) -> None:
        """Let go of the file; what was read of it stays."""
        with self._lock:
            file, self._file = self._file, None
        if file is not None:
            file.close()

    def add_rows(self, first: int, columns: Mapping[str, Any]) -> None:
        """Take over the results of the rows from `first`; may be called from any thread."""
        count = max((len(values) for values in columns.values()), default=0)
        reasons = columns.get("reason") or ()
        for name in self.factors:
            self.ends(name)  # here, where nobody waits for it
        stop = min(first + count, self.count)
        with self._lock:
            for name in self.outcomes:
                if name in columns:
                    numbers = self._numbers(name, columns[name])[: stop - first]
                    if not self._held.large or name in self._held.columns:
                        self._held.made(name)[first:stop] = numbers
                    self._ends[name] = _joined(self._ends.get(name), numbers)
            self.failures.update({first + at: self._reasons.setdefault(why, why)
                                  for at, why in enumerate(reasons) if why is not None})  # fmt: skip
            self.done[first:stop] = True
            self.filled += stop - first

    def values(self, name: str) -> Any:
        """(count,) The column called `name` [SI]; not to be written to."""
        if name.startswith(FULL):
            return self.full[name.removeprefix(FULL)]
        with self._lock:
            found = self._held.get(name)
            if found is None:
                found = self._read(name)
            behind = bool(self._held.behind)
        if behind:
            self.on_behind()
        return found

    def value(self, name: str, row: int) -> float:
        """One value [SI] of a column, for which no whole column of a large study is read.

        A table may show more columns than are held: each cell would put out what the next one needs.
        """
        with self._lock:
            held, file = self._held.columns.get(name), self._file
        if held is None and self._held.large and name in self.outcomes:
            if file is not None:
                return self._near(file, name, row)
            if not self._held.room:
                return float("nan")
        return float(held[row] if held is not None else self.values(name)[row])

    def _near(self, file: Stored, name: str, row: int) -> float:
        blocks = self._blocks.setdefault(name, {})
        for start, block in blocks.items():
            if start <= row < start + len(block):
                return float(block[row - start])
        start, values = file.near(name, row)
        with self._lock:
            found = self._numbers(name, values)
        if len(blocks) >= _BLOCKS_KEPT:
            del blocks[next(iter(blocks))]
        blocks[start] = found
        return float(found[row - start])

    def catch_up(self, read: Callable[[Path, tuple[str, ...]], Rows]) -> None:
        """Read what went by of columns before they were asked for; not for the thread of the window."""
        with self._lock:
            begun = {name: self._held.columns[name] for name in self._held.behind}
        names = tuple(begun)
        if not names or self.path is None:
            return
        for first, columns in read(self.path, names):
            with self._lock:
                for name in self._held.behind.intersection(columns):
                    numbers = self._numbers(name, columns[name])
                    self._held.columns[name][first : first + len(numbers)] = numbers
        with self._lock:  # what was let go of and asked for again in between is behind still
            self._held.behind.difference_update(
                [name for name in names if self._held.columns.get(name) is begun[name]])  # fmt: skip

    def ends(self, name: str) -> tuple[float, float]:
        """The least and the greatest value [SI] of a column that is there; infinite and minus that where none is."""
        found = self._ends.get(name)
        if found is None and self._held.large and name in self.outcomes:
            found = self._file.ends(name) if self._file is not None else (np.inf, -np.inf)
        if found is None:
            found = self._ends[name] = _joined(None, self.values(name))
        return found

    def column(self, name: str) -> Column:
        """What the column called `name` is."""
        if name.startswith(FULL):
            first = self.column(name.removeprefix(FULL))
            return replace(first, name=name, label=tr("{label}, in full", label=first.label))
        known = self._columns.get(name)
        seen = self._at_filled.get(name, 0)
        # While points come, the unit that suits them is looked for again now and then, not with each.
        steady = name in self.factors or seen <= self.filled < 2 * seen
        if known is not None and steady and not self._new_labels(name):
            return known
        if name in self._by_path:
            known = factor_column(self.design, self._by_path[name])
        else:
            values = self.ends(name) if self._held.large else self.values(name)
            known = result_column(name, values, tuple(self._texts.get(name, ())))
        self._columns[name], self._at_filled[name] = known, self.filled
        return known

    def _new_labels(self, name: str) -> bool:
        return len(self._texts.get(name, ())) != len(self._columns[name].labels) and name in self._texts

    def design_at(self, row: int) -> Design:
        """The design of a point; of a file it is held against the hash of its row.

        Raises
        ------
        ValueError
            Where the row does not belong to its design, or has none.
        """
        if not 0 <= row < self.count:
            raise ValueError(tr("the study has no point {row}", row=row))
        if self._file is not None:
            return self._file.design_at(row)
        found = self.plan.columns(row, row + 1)
        # Whole parts first: a field within one is set in the part that was put in.
        return apply(self.design, {path: _single(self.design, path, found[path][0]) for path in sorted(found, key=len)})

    def named_design_at(self, row: int) -> Design:
        """The design of a point, which says that it is one; ValueError as `design_at`."""
        date = ""
        if self.path is not None:
            with contextlib.suppress(OSError):  # not written yet: it is of today
                date = time.strftime("%Y-%m-%d", time.localtime(self.path.stat().st_mtime))
        name = self.path.name if self.path is not None else self.design.title
        return with_origin(self.design_at(row), self.factors, name, row, date or time.strftime("%Y-%m-%d"))

    def key_of(self, row: int) -> str:
        """What tells a point from those of every other study."""
        study = self.path.absolute() if self.whole and self.path is not None else f"run:{self.serial}"
        return f"study:{study}#@{row}"  # a place, which may not be the number of the row in a file that was sorted

    def later(self, row: int) -> Callable[[], Design]:
        """What makes the design of `named_design_at` in any thread, also when the points are gone by then."""
        if self.whole and self.path is not None:
            return partial(_read_point, self.path, row)
        return partial(_planned_point, self.design, self.plan, self.path, row)

    def varies(self, design: Design) -> bool:
        """Whether `design` may be a point of the study: but for the factors it is the one that the study began with."""
        try:
            pinned = apply(design, {path: get_value(self.design, path) for path in sorted(self.factors, key=len)})
        except ValueError:
            return False
        return design_digest(pinned) == design_digest(self.design)

    def _read(self, name: str) -> Any:
        if name in self._by_path:
            factor = self._by_path[name]
            found = self._kept(factor, self._file.column(name)) if self._file is not None else self._factor(factor)
            return self._held.put(name, found)
        if self._file is not None and name in self.outcomes:
            return self._held.put(name, self._numbers(name, self._file.column(name)))
        if self._held.large and self.filled:
            self._held.behind.add(name)
        return self._held.made(name)

    def _kept(self, factor: Factor, values: Any) -> Any:
        """The column of a factor as the file has it: what is listed, by its place; NaN for what the plan lacks."""
        if not listed(factor):
            return np.asarray(values, dtype=np.float64)
        places = {value: place for place, value in enumerate(factor.names or factor.values)}
        places |= {f"{value}": place for place, value in enumerate(factor.values) if not factor.names}
        return np.array([places.get(value, np.nan) for value in values], dtype=np.float64)

    def _factor(self, factor: Factor) -> Any:
        """The column of a factor as the plan has it: what a point has of it follows from its number."""
        found = np.empty(self.count)
        texts = listed(factor)
        places = {id(value): place for place, value in enumerate(factor.values)}
        for start in range(0, self.count, _BLOCK):
            values = self.plan.columns(start, start + _BLOCK)[factor.path]
            if texts:
                found[start : start + _BLOCK] = [
                    places[id(value)] if id(value) in places else factor.values.index(value) for value in values
                ]
            else:
                found[start : start + _BLOCK] = values
        return found

    def _numbers(self, name: str, values: Any) -> Any:
        """A column as numbers: texts become positions among those that were met."""
        given = np.asarray(values)
        if given.dtype.kind in "fiub":
            return given.astype(np.float64, copy=False)
        known = self._texts.setdefault(name, [])
        found = np.full(len(given), np.nan)
        for place, text in enumerate(given.tolist()):
            if text is None:
                continue
            if text not in known:
                known.append(str(text))
            found[place] = known.index(str(text))
        return found


def _read_point(path: Path, row: int) -> Design:
    from studio.jobs.study import StudyFile  # which brings in pyarrow

    with StudyFile.open(path) as study:
        points = Points(study.design, study.plan, study.count, path)
        points._file = study
        return points.named_design_at(row)


def _planned_point(design: Design, plan: Plan, path: Path | None, row: int) -> Design:
    return Points.of_run(design, plan, path).named_design_at(row)


def _joined(ends: tuple[float, float] | None, values: Any) -> tuple[float, float]:
    """The ends of a range, with those of more values."""
    low, high = ends if ends is not None else (np.inf, -np.inf)
    known = values[np.isfinite(values)]
    return (min(low, float(known.min())), max(high, float(known.max()))) if known.size else (low, high)


def _single(design: Design, path: str, value: Any) -> Any:
    """One value of a column as its field holds it."""
    value = value.item() if isinstance(value, np.generic) else value
    try:
        kind = field_at(design, path).kind
    except DesignError:
        return value
    return round(value) if kind == "integer" and isinstance(value, float) else value

