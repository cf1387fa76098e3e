"""A finished study: a Parquet file that is opened at once, of which a column is read when it is asked for."""

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from studio.analysis.many import design_digest
from studio.analysis.many.setter import apply
from studio.analysis.study import Plan
from studio.design import Design, DesignError
from studio.jobs.study import durable
from studio.jobs.study.parts import folder_of
from studio.jobs.study.table import (
    DIGEST,
    FAILED,
    REASON,
    ROW,
    STATUS,
    ColumnInfo,
    Study,
    arrow_type,
    as_planned,
    head_of,
    infos_of,
    study_from,
    values_of,
)
from studio.text import mark, printable_line, tr

if TYPE_CHECKING:
    import pyarrow.parquet as pq

_MOST_REASON = 120
"""Letters of what another library says of a damaged file."""


class StudyFile:
    """The table of a study. Positions count the rows of the file from zero; `column("row")` has their numbers."""

    def __init__(self, path: Path, file: "pq.ParquetFile", study: Study) -> None:
        self.path, self.study = path, study
        self._file = file
        self._infos = infos_of(study)
        self._starts = np.cumsum([0] + [file.metadata.row_group(at).num_rows for at in range(file.num_row_groups)])

    @classmethod
    def open(cls, path: Path) -> "StudyFile":
        """The study in the file at `path`; ValueError, with one sentence, where there is none."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            file = pq.ParquetFile(path, memory_map=True, page_checksum_verification=True)
        except FileNotFoundError:
            if folder_of(path).exists():
                raise ValueError(tr(mark("{name}: the study is not finished; continue it"), name=path.name)) from None
            raise ValueError(tr(mark("{name}: there is no such file"), name=path.name)) from None
        except OSError as error:
            reason = (tr(mark("is a folder")) if path.is_dir() else durable.reason(error) if error.errno
                      else tr(mark("is damaged")))  # fmt: skip
            raise ValueError(f"{path.name}: {reason}") from None
        except (pa.ArrowException, ValueError):
            raise ValueError(tr(mark("{name}: is no Parquet file, or damaged"), name=path.name)) from None
        try:
            schema = file.schema_arrow  # made anew each time it is asked for
            head = head_of(schema)
            if head is None:
                raise ValueError(tr(mark("is no study")))
            found = cls(path, file, study_from(head))
            names = set(schema.names)
            missing = next((name for name in found._infos if name not in names), None)
            if missing is not None:
                raise ValueError(tr(mark("the column “{column}” is missing"), column=missing))
        except (ValueError, KeyError) as error:
            file.close()
            reason = tr(mark("is damaged")) if isinstance(error, UnicodeDecodeError | KeyError) else str(error)
            raise ValueError(f"{path.name}: {reason}") from None
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> "StudyFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def plan(self) -> Plan:
        return self.study.plan

    @property
    def design(self) -> Design:
        """The design that was varied."""
        return self.study.design

    @property
    def outcomes(self) -> tuple[str, ...]:
        return self.study.plan.outcomes

    @property
    def factors(self) -> tuple[str, ...]:
        return tuple(factor.path for factor in self.study.plan.factors)

    @property
    def count(self) -> int:
        """Rows."""
        return int(self._starts[-1])

    def info(self, name: str) -> ColumnInfo:
        """What is known of a column; KeyError where there is none."""
        return self._infos[name]

    def names(self) -> tuple[str, ...]:
        """The columns, in their order."""
        return tuple(self._infos)

    def column(self, name: str) -> np.ndarray[Any, Any]:
        """(count,) A column: numbers [SI] with NaN where there is none, or texts, None and switches as objects.

        Raises
        ------
        ValueError
            If there is no such column, or it is damaged.
        """
        if name not in self._infos:
            raise ValueError(tr(mark("the study has no “{name}”"), name=name))
        with self._reading():
            return self._array(name, self._file.read([name]).column(0))

    def near(self, name: str, position: int) -> tuple[int, np.ndarray[Any, Any]]:
        """The rows of a column that lie in the file with the row at `position`, and where the first of them is."""
        group = int(np.searchsorted(self._starts, position, side="right")) - 1
        with self._reading():
            return int(self._starts[group]), self._array(name, self._file.read_row_group(group, [name]).column(0))

    def ends(self, name: str) -> tuple[float, float] | None:
        """The least and the greatest number of a column as the file tells them; None where it does not."""
        metadata = self._file.metadata
        place = self._file.schema_arrow.names.index(name)
        low, high = math.inf, -math.inf
        for group in range(metadata.num_row_groups):
            told = metadata.row_group(group).column(place)
            known = told.statistics
            if known is not None and known.null_count == told.num_values:
                continue  # no number in it
            if known is None or not known.has_min_max or not isinstance(known.min, int | float):
                return None
            low, high = min(low, float(known.min)), max(high, float(known.max))
        return low, high

    def failures(self) -> dict[int, str]:
        """By position, the reason of every row that failed."""
        with self._reading():
            found = self._file.read([STATUS, REASON])
            where = np.flatnonzero(np.array(found.column(STATUS).to_pylist(), dtype=object) == FAILED)
            reasons = found.column(REASON).take(where).to_pylist() if where.size else []
        return {int(at): reason or "" for at, reason in zip(where, reasons, strict=True)}

    def row(self, position: int) -> dict[str, Any]:
        """Everything in one row, by column; IndexError where there is none."""
        if not 0 <= position < self.count:
            raise IndexError(position)
        group = int(np.searchsorted(self._starts, position, side="right")) - 1
        within = position - int(self._starts[group])
        with self._reading():
            rows = self._file.read_row_group(group, list(self._infos))
            found: dict[str, Any] = rows.slice(within, 1).to_pylist()[0]
        return found

    def position_of(self, number: int) -> int:
        """Where the row of this number is in the file; ValueError where it is not."""
        if 0 <= number < self.count:
            group = int(np.searchsorted(self._starts, number, side="right")) - 1
            with self._reading():
                rows = self._file.read_row_group(group, [ROW]).column(0)
                if rows[number - int(self._starts[group])].as_py() == number:
                    return number
        numbers = self.column(ROW)
        found = np.flatnonzero(numbers == number)
        if not numbers.size:
            raise ValueError(tr(mark("{name}: has no rows"), name=self.path.name))
        if not found.size:
            raise ValueError(tr(mark("the study has no row {number}; they go from {first} to {last}"), number=number,
                                first=int(numbers.min()), last=int(numbers.max())))  # fmt: skip
        return int(found[0])

    def design_at(self, position: int) -> Design:
        """The design of the row at `position`.

        It is made from the values in the row, and opened only where its hash is the one that the row carries.

        Raises
        ------
        ValueError
            With one sentence: there is no such row, it holds no design, or its values are not those of its hash.
        """
        if not 0 <= position < self.count:
            raise ValueError(tr(mark("the study has no row {number}; they go from 0 to {last}"), number=position,
                                last=self.count - 1))  # fmt: skip
        row = self.row(position)
        number = row[ROW]
        try:
            parts, singles = values_of(self.study, row)
            design = apply(apply(self._without_sources_of(parts), parts), singles)
        except DesignError as error:
            raise ValueError(tr(mark("row {number} holds no design: {reason}"), number=number,
                                reason=str(error))) from None  # fmt: skip
        if row[DIGEST] is not None and design_digest(self.design) == self.study.digest:
            genuine = row[DIGEST] == design_digest(design)
        else:  # nobody came to make its hash, or designs had other fields then: the plan tells the values of each row
            genuine = as_planned(self.study, number, row)
        if not genuine:
            raise ValueError(tr(mark("row {number} is not what was computed: its values do not belong to its hash, so "
                                     "the file was changed or sorted column by column"), number=number))  # fmt: skip
        return design

    def _without_sources_of(self, parts: Iterable[str]) -> Design:
        """The design that was varied; what came from where in the parts that are exchanged is true no more."""
        gone = tuple(f"{part}." for part in parts)
        kept = {key: source for key, source in self.design.sources.items() if not key.startswith(gone)} if gone else {}
        return msgspec.structs.replace(self.design, sources=kept) if gone else self.design

    def rows(self, size: int = 65_536) -> Iterator[dict[str, np.ndarray[Any, Any]]]:
        """All columns, some rows at a time."""
        batches = self._file.iter_batches(size)
        while True:
            with self._reading():
                batch = next(batches, None)
                if batch is None:
                    return
                found = {name: self._array(name, batch.column(name)) for name in self._infos}
            yield found

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Whatever the file holds instead of what it should is told in one sentence."""
        import pyarrow as pa

        try:
            yield
        except (OSError, pa.ArrowException, UnicodeDecodeError, OverflowError) as error:
            reason = tr(mark("no text")) if isinstance(error, UnicodeDecodeError) else printable_line(str(error))
            raise ValueError(tr(mark("{name}: is damaged: {reason}"), name=self.path.name,
                                reason=reason[:_MOST_REASON])) from None  # fmt: skip

    def _array(self, name: str, column: Any) -> np.ndarray[Any, Any]:
        """A column as it was written, whatever another program has made of its type since."""
        import pyarrow as pa

        wanted = arrow_type(self._infos[name])
        if pa.types.is_integer(wanted) and not column.null_count:
            return np.asarray(column.cast(pa.int64()).to_numpy())
        if name == ROW:
            raise ValueError(tr(mark("{name}: is damaged: {reason}"), name=self.path.name,
                                reason=tr(mark("a row has no number"))))  # fmt: skip
        if pa.types.is_integer(wanted) or pa.types.is_floating(wanted):
            return np.asarray(column.cast(pa.float64()).fill_null(np.nan).to_numpy(), dtype=np.float64)
        found = np.empty(len(column), dtype=object)
        found[:] = column.to_pylist()
        return found
