"""An unfinished study: a folder beside its file with a part for each batch; a crash takes no more than the last."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from filelock import BaseFileLock, FileLock, Timeout

from studio.jobs.study import durable
from studio.jobs.study.table import FAILED, STATUS, Study, batch_of, columns_of, schema, study_from
from studio.jobs.study.work import BatchAnswer
from studio.text import mark, tr

if TYPE_CHECKING:
    import pyarrow as pa

_NAME = re.compile(r"(\d{10})-(\d{10})\.arrow")
_HEAD, _LOCK, _WHOLE = "study.json", "lock", "whole.parquet"
_SUM = 4
"""Bytes at the end of each part by which a damaged one is known."""
_GROUP_BYTES = 32 << 20
"""Of the rows that are read and written in one piece: with these a study of any size is joined in the same memory."""
Rows = tuple[int, int]


def folder_of(path: Path) -> Path:
    """Where the parts of the study at `path` are while it is computed."""
    return path.with_name(path.name + ".parts")


def unfinished(path: Path) -> tuple[Study, int] | None:
    """The study whose parts are beside `path` and how many of its rows are done; None where there is none."""
    folder = folder_of(path)
    try:
        head = (folder / _HEAD).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ValueError(cannot_write(path, error)) from None
    study = _begun(path, head)
    return study, sum(stop - start for start, stop in _listed(folder))


def discard(path: Path) -> None:
    """Remove the parts of the study at `path`."""
    folder = folder_of(path)
    if folder.is_dir():
        _locked(folder, path).release()
        shutil.rmtree(folder, ignore_errors=True)


def done_columns(path: Path, names: tuple[str, ...]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number of the first row and some columns of every part of the study at `path`; a damaged part is left out.

    For those who look on while it is computed: nothing is locked, and of each part only these columns are read.
    """
    import pyarrow as pa

    folder = folder_of(path)
    for start, stop in _listed(folder) if folder.is_dir() else ():
        try:
            with pa.memory_map(str(_part(folder, (start, stop)))) as file:
                with pa.ipc.open_file(file.read_buffer(file.size() - _SUM)) as reader:
                    found = reader.get_batch(0)
                columns = {name: found.column(name) for name in names}
                for column in columns.values():
                    column.validate(full=True)
                if found.num_rows == stop - start:
                    yield start, {name: column.to_numpy(zero_copy_only=False) for name, column in columns.items()}
        except (OSError, pa.ArrowException, ValueError, KeyError):
            continue


class Parts:
    """The parts of one study that is being computed, which nobody else computes at the same time.

    Raises
    ------
    ValueError
        With one sentence, where the folder cannot be made, belongs to another study or is in use.
    """

    def __init__(self, path: Path, study: Study, continued: bool = False) -> None:
        self.path, self.study = path, study
        self.folder = folder_of(path)
        self.failed = 0
        fresh = not self.folder.exists()
        try:
            self.folder.mkdir(exist_ok=True)
        except FileNotFoundError:
            folder = str(path.parent)
            raise ValueError(tr(mark("{name}: there is no folder {folder}"), name=path.name, folder=folder)) from None
        except OSError as error:
            raise ValueError(cannot_write(path, error)) from None
        self._lock = _locked(self.folder, path)
        try:
            self._open(continued)
        except BaseException:
            self.close()
            if fresh:
                shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def _open(self, continued: bool) -> None:
        import pyarrow as pa

        head = self.folder / _HEAD
        if head.exists():
            known = _begun(self.path, head.read_bytes())
            if not continued:
                raise ValueError(tr(mark("{name}: an unfinished study is beside it; continue that one or discard it"),
                                    name=self.path.name))  # fmt: skip
            if (known.plan, known.digest) != (self.study.plan, self.study.digest):
                raise ValueError(tr(mark("{name}: the unfinished study beside it is another one"),
                                    name=self.path.name))  # fmt: skip
        else:
            durable.put(head, self.study.head())
            durable.sync(self.path.parent)
        self.schema = schema(self.study)
        # The folder says what the study is: written into each part that would be most of a small one.
        self._plain = pa.schema([column.remove_metadata() for column in self.schema])
        self.done: list[Rows] = []
        for rows in _listed(self.folder):
            found = self._read(rows)
            overlaps = bool(self.done) and rows[0] < self.done[-1][1]
            if found is None or overlaps or rows[1] > self.study.plan.size:
                self._file(rows).unlink(missing_ok=True)  # a crash before the file was whole: these rows again
                continue
            self.failed += found.column(STATUS).to_pylist().count(FAILED)
            self.done.append(rows)

    @property
    def count(self) -> int:
        """Rows that are done."""
        return sum(stop - start for start, stop in self.done)

    def gaps(self) -> list[Rows]:
        """The rows that are missing."""
        ends = [0, *(stop for _, stop in sorted(self.done))]
        starts = [*(start for start, _ in sorted(self.done)), self.study.plan.size]
        return [(end, start) for end, start in zip(ends, starts, strict=True) if end < start]

    def add(self, answer: BatchAnswer) -> dict[str, Any]:
        """Keep an answer; returns its columns once they are on the disk."""
        import pyarrow as pa

        columns = columns_of(self.study, answer)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, self._plain) as writer:
            writer.write_batch(batch_of(columns, self._plain))
        rows, data = (answer.start, answer.stop), memoryview(sink.getvalue())
        durable.put(self._file(rows), data, crc32(data).to_bytes(_SUM, "big"))
        self.done.append(rows)
        self.failed += len(answer.failures)
        return columns

    def each(self) -> Iterator[tuple[Rows, "pa.RecordBatch"]]:
        """What is done, in the order of the rows."""
        for rows in sorted(self.done):
            found = self._read(rows)
            if found is None:
                raise ValueError(tr(mark("{name}: a part of the study is damaged; continue it to compute that again"),
                                    name=self.path.name))  # fmt: skip
            yield rows, found

    def join(self) -> None:
        """Make the file out of the parts, in one step, and remove them."""
        whole = self.folder / _WHOLE
        try:
            whole.unlink(missing_ok=True)  # in a folder that somebody made it may be a link to a file of another kind
            self._write(whole)
            durable.sync(whole)
            os.replace(whole, self.path)
        except BaseException:
            with suppress(OSError):
                whole.unlink(missing_ok=True)  # it would take the room that may be what is missing
            raise
        durable.sync(self.path.parent)
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write(self, whole: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        wide = 8 * len(self.schema)
        texts = [column.name for column in self.schema if pa.types.is_string(column.type)]
        with pq.ParquetWriter(whole, self.schema, compression="zstd", use_dictionary=texts, store_schema=True,
                              write_statistics=True, write_page_checksum=True) as writer:  # fmt: skip
            rows = max(1024, _GROUP_BYTES // wide)
            for group in _groups((found for _, found in self.each()), rows):
                writer.write_table(pa.Table.from_batches(group, self.schema), row_group_size=rows)

    def close(self) -> None:
        """Let go of the folder; what is in it stays."""
        self._lock.release()

    def _file(self, rows: Rows) -> Path:
        return _part(self.folder, rows)

    def _read(self, rows: Rows) -> "pa.RecordBatch | None":
        """The part of these rows, or None where it is not whole."""
        import pyarrow as pa

        try:
            data = memoryview(self._file(rows).read_bytes())
            whole, told = data[:-_SUM], data[-_SUM:]
            if crc32(whole) != int.from_bytes(told, "big"):
                return None
            with pa.ipc.open_file(pa.py_buffer(whole)) as reader:
                found = reader.get_batch(0)
            found.validate(full=True)  # what is read does not look at where its texts begin and end
        except (OSError, pa.ArrowException, ValueError):
            return None
        start, stop = rows
        if found.schema != self._plain or found.num_rows != stop - start:
            return None
        return pa.RecordBatch.from_arrays(found.columns, schema=self.schema)


def _groups(batches: "Iterator[pa.RecordBatch]", rows: int) -> "Iterator[list[pa.RecordBatch]]":
    """Batches in groups of at least `rows`, except the last."""
    group: list[pa.RecordBatch] = []
    for batch in batches:
        group.append(batch)
        if sum(one.num_rows for one in group) >= rows:
            yield group
            group = []
    if group:
        yield group


def _part(folder: Path, rows: Rows) -> Path:
    return folder / f"{rows[0]:010}-{rows[1]:010}.arrow"


def _listed(folder: Path) -> list[Rows]:
    """The rows of the parts in a folder, in their order."""
    names = (_NAME.fullmatch(entry.name) for entry in folder.iterdir())
    return sorted((int(name[1]), int(name[2])) for name in names if name)


def _begun(path: Path, head: bytes) -> Study:
    """The unfinished study beside `path`, of which the folder says that."""
    try:
        return study_from(head)
    except ValueError as error:
        raise ValueError(tr(mark("{name}: the unfinished study beside it cannot be continued: {reason}"),
                            name=path.name, reason=str(error))) from None  # fmt: skip


def _locked(folder: Path, path: Path) -> BaseFileLock:
    lock = FileLock(folder / _LOCK, thread_local=False)
    try:
        lock.acquire(timeout=0)
        return lock
    except Timeout:
        raise ValueError(tr(mark("{name}: another Dawnline computes this study"), name=path.name)) from None
    except OSError as error:
        raise ValueError(cannot_write(path, error)) from None


def cannot_write(path: Path, error: OSError) -> str:
    """The sentence that says so, and why."""
    return tr(mark("{name}: cannot be written: {reason}"), name=path.name, reason=durable.reason(error))
