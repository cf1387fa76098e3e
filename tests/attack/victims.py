"""What is written to the disk, each kind with how it is read back: a number is put there, and must be found again."""

import functools
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from studio.design import Design, DesignError
from studio.document import FileError, files
from studio.document.recovery import Recovery
from studio.export import outlet
from studio.export.formats.format import Product
from tests.attack.outcome import Lost

_FILLER = "The note of a review, long enough for a write that takes its time. " * 50


class Victim(Protocol):
    """One kind of writing."""

    name: str

    def begin(self, folder: Path) -> Callable[[int], None]:
        """What puts a number there, made anew in each process."""

    def number(self, folder: Path) -> int | None:
        """The number that is there; None where nothing is; `Lost` where what is there is not whole."""


def design_of(number: int) -> Design:
    return Design(title=str(number), description=f"{number} {_FILLER}")


def number_of(design: Design) -> int:
    """The number in the title; the note must be of the same."""
    if design.description != f"{design.title} {_FILLER}":
        raise Lost("title and description are of two designs")
    return int(design.title)


def overwrite(path: Path, data: bytes) -> None:
    """The naive way: the file is opened, emptied and filled."""
    with path.open("wb") as file:
        for start in range(0, len(data), 4096):
            file.write(data[start : start + 4096])
            file.flush()


def replace_unsynced(path: Path, data: bytes) -> None:
    """Nearly right: renamed, but never told to reach the disk."""
    temporary = path.with_name(path.name + ".tmp")
    temporary.write_bytes(data)
    temporary.replace(path)


Writer = Callable[[Path, bytes], None]


@dataclass(frozen=True)
class Saving:
    """A design saved under its name, by the studio's way or by a naive one."""

    name: str = "save"
    naive: Writer | None = None

    def begin(self, folder: Path) -> Callable[[int], None]:
        path = folder / "design.json"
        if self.naive is None:
            return lambda number: files.write(path, design_of(number))
        naive = self.naive
        return lambda number: naive(path, files.dump(design_of(number)))

    def number(self, folder: Path) -> int | None:
        path = folder / "design.json"
        if not path.exists():
            return None
        try:
            return number_of(files.read(path))
        except (FileError, DesignError, ValueError) as error:
            raise Lost(f"the design does not open: {error}") from None


@dataclass(frozen=True)
class Autosave:
    """Unsaved work, kept by one instance and offered to the next."""

    name: str = "autosave"
    naive: Writer | None = None

    def begin(self, folder: Path) -> Callable[[int], None]:
        if self.naive is None:
            recovery = Recovery(folder)
            return lambda number: self._keep(recovery, number)
        naive = self.naive
        return lambda number: naive(folder / "work.json", files.dump(design_of(number)))

    @staticmethod
    def _keep(recovery: Recovery, number: int) -> None:
        if not recovery.keep(design_of(number), None):
            raise RuntimeError("the work was not kept")

    def number(self, folder: Path) -> int | None:
        if self.naive is not None:
            path = folder / "work.json"
            try:
                return number_of(files.read(path)) if path.exists() else None
            except (FileError, DesignError) as error:
                raise Lost(f"the work does not open: {error}") from None
        finder = Recovery(folder)
        try:
            orphans = finder.orphans()
            for orphan in orphans:
                orphan.release()
            damaged = list(folder.glob("*.damaged"))
            if damaged:
                raise Lost(f"{len(damaged)} snapshots were set aside as damaged")
            return max((number_of(orphan.design) for orphan in orphans), default=None)
        finally:
            finder.close()


@dataclass(frozen=True)
class Exporting:
    """A file, or a folder of three, as every export writes them."""

    name: str = "export of a folder"
    folder: bool = True
    naive: Writer | None = None

    def begin(self, folder: Path) -> Callable[[int], None]:
        def put(number: int) -> None:
            data = json.dumps({"number": number, "filler": _FILLER, "end": number}).encode()
            names = ("a.txt", "below/b.txt", "c.txt") if self.folder else ("",)
            if self.naive is not None:
                for name in names:
                    target = folder / "out" / name if self.folder else folder / "out.txt"
                    target.parent.mkdir(parents=True, exist_ok=True)
                    self.naive(target, data)
                return
            target = folder / ("out" if self.folder else "out.txt")
            outlet.put(Product(dict.fromkeys(names, data)), target, over=True)

        return put

    def number(self, folder: Path) -> int | None:
        if self.folder:
            paths = [folder / "out" / name for name in ("a.txt", "below/b.txt", "c.txt")]
            if not (folder / "out").exists():
                return None
        else:
            paths = [folder / "out.txt"]
            if not paths[0].exists():
                return None
        found = []
        for path in paths:
            try:
                raw: Any = json.loads(path.read_bytes())
            except (OSError, ValueError) as error:
                raise Lost(f"{path.name} is not whole: {error}") from None
            if raw["number"] != raw["end"] or raw["filler"] != _FILLER:
                raise Lost(f"{path.name} is of two exports")
            found.append(raw["number"])
        # Over a folder that is there, file after file is replaced: each whole, those in front newer.
        if found != sorted(found, reverse=True) or found[0] - found[-1] > 1:
            raise Lost(f"files of {found} stand together")
        return int(found[-1])


@dataclass(frozen=True)
class Checkpoint:
    """The parts of a study that is being computed: one number is one row more."""

    name: str = "study checkpoint"
    naive: Writer | None = None

    def begin(self, folder: Path) -> Callable[[int], None]:
        study, answer = _study()
        if self.naive is not None:
            naive = self.naive
            parts = folder / "parts"
            parts.mkdir(exist_ok=True)
            return lambda number: naive(parts / f"{number:010}.json",
                                        json.dumps({"row": number, "filler": _FILLER}).encode())  # fmt: skip
        from studio.jobs.study.parts import Parts

        kept = Parts(folder / "study.parquet", study, continued=True)

        def add(number: int) -> None:
            kept.add(answer(number - 1))

        return add

    def number(self, folder: Path) -> int | None:
        if self.naive is not None:
            files_there = sorted((folder / "parts").glob("*.json"))
            for path in files_there:
                try:
                    json.loads(path.read_bytes())
                except ValueError as error:
                    raise Lost(f"a part is not whole: {error}") from None
            return len(files_there) or None
        from studio.jobs.study.parts import Parts

        study, _ = _study()
        try:
            kept = Parts(folder / "study.parquet", study, continued=True)
        except ValueError as error:
            raise Lost(f"the study cannot be continued: {error}") from None
        try:
            rows = sorted(kept.done)
            if [row[0] for row in rows] != list(range(len(rows))):
                raise Lost(f"rows are missing among those that were kept: {rows[:3]}…")
            list(kept.each())
            return len(rows) or None
        finally:
            kept.close()


@functools.cache
def _study() -> tuple[Any, Any]:
    """A study of many rows, and an answer to each, of which the first is computed."""
    from studio.analysis.many import Memory
    from studio.jobs.study import Batch, Job, Task, run_batch
    from studio.jobs.study.table import Study
    from tests.jobs.study.here import base, plan_of

    plan = plan_of(100_000)
    study = Study.of(base(), plan)
    first = run_batch(Task(Job.of(study.design, plan), Batch(0, 0, 1)), Memory())
    return study, lambda row: replace(first, start=row, stop=row + 1)
