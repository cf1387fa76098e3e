"""A spreadsheet of components read against a design: what its rows change, and what is wrong with the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import msgspec

from studio.design import Design, DesignError, check, set_value
from studio.design.edit import source_keys
from studio.design.requirement import Source
from studio.document.components.delimited import delimiter_of, read_delimited, text_of
from studio.document.components.grid import MAX_BYTES, Refused, Sheet
from studio.document.components.head import Head, head_of
from studio.document.components.names import Names
from studio.document.components.row import Change, RowReader
from studio.document.components.workbook import is_workbook, read_workbook
from studio.document.error import FileError
from studio.text import mark, one_line, tr, tr_count

Checkpoint = Callable[[float], None]
MAX_FAULTS = 1_000
MAX_SOURCES = 400
_HEAD_ROWS = 40
_EVERY = 256
_OWN_HEAD = {"field", "label", "value", "si", "unit", "source"}
"""What the sheet of inputs has that the studio writes itself."""
SUFFIXES = (".csv", ".tsv", ".xlsx")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is not used, in one sentence."""

    row: int
    text: str

    def __str__(self) -> str:
        return tr(mark("row {row}: {text}"), row=self.row, text=self.text)


@dataclass(frozen=True, slots=True)
class ReadComponents:
    """What a file would change in the design that it was read against."""

    name: str
    sheet: str
    other_sheets: int
    changes: tuple[Change, ...]
    unchanged: int
    """Rows whose field has that value already."""
    faults: tuple[Fault, ...]
    more_faults: int
    """Those beyond the ones that are kept."""

    def words(self) -> str:
        """What was read, in a sentence or two."""
        told = [tr_count("{count} field changes.", "{count} fields change.", len(self.changes))]
        if self.unchanged:
            told.append(tr_count("{count} row has what the design has already.",
                                 "{count} rows have what the design has already.", self.unchanged))  # fmt: skip
        if self.faults:
            told.append(tr_count("{count} row cannot be used.", "{count} rows cannot be used.",
                                 len(self.faults) + self.more_faults))  # fmt: skip
        if self.other_sheets:
            told.append(tr_count("Read from the sheet “{sheet}”; {count} other sheet is left.",
                                 "Read from the sheet “{sheet}”; {count} other sheets are left.", self.other_sheets,
                                 sheet=one_line(self.sheet)))  # fmt: skip
        return " ".join(told)


def is_components(data: bytes, name: str) -> bool:
    """Whether a file seems to be a table of components: a workbook, or text with a row that names such columns."""
    if is_workbook(data):
        return True
    try:
        return delimiter_of(text_of(data[:65_536].rpartition(b"\n")[0] if len(data) > 65_536 else data)) is not None
    except Refused:
        return False


def read_components(
    data: bytes, name: str, design: Design, *, decimal_comma: bool = False, today: date | None = None,
    checkpoint: Checkpoint | None = None,
) -> ReadComponents:  # fmt: skip
    """What the rows of the file called `name` would change in `design`, and what is wrong with the others.

    Raises
    ------
    FileError
        Where the file as a whole cannot be read, or has no table of components, in one sentence.
    """
    try:
        if len(data) > MAX_BYTES:
            raise Refused(tr(mark("is larger than the {most} MB that are read"), most=MAX_BYTES >> 20))
        sheets = list(read_workbook(data, checkpoint)) if is_workbook(data) else [read_delimited(data)]
        sheet, head, start = _table(sheets)
        if head.twice:
            raise Refused(tr(mark("two columns are called “{name}”"), name=one_line(head.twice[0])))
        return _read(name, sheet, len(sheets) - 1, head, start, design, decimal_comma, today or date.today(),
                     checkpoint)  # fmt: skip
    except Refused as refused:
        raise FileError(name, str(refused)) from None


def _table(sheets: Iterable[Sheet]) -> tuple[Sheet, Head, int]:
    """The sheet to read, its head, and the position of the row behind it: that of our own inputs, or the first."""
    found: list[tuple[Sheet, Head, int]] = []
    for sheet in sheets:
        for place, (_, row) in enumerate(sheet.rows[:_HEAD_ROWS]):
            head = head_of(row)
            below = head_of(sheet.rows[place + 1][1]) if place + 1 < len(sheet.rows) else None
            if head is not None:  # a head of captions may stand above the head of names
                found.append((sheet, below or head, place + 1 + (below is not None)))
                break
    if not found:
        raise Refused(tr(mark("no row names the columns: there must be a “field” or a “label”, and a “value”")))
    own = next((one for one in found if set(one[1].columns) >= _OWN_HEAD), None)
    with_path = next((one for one in found if "field" in one[1].columns), None)
    return own or with_path or found[0]


def _read(
    name: str, sheet: Sheet, others: int, head: Head, start: int, design: Design, decimal_comma: bool, today: date,
    checkpoint: Checkpoint | None,
) -> ReadComponents:  # fmt: skip
    reader = RowReader(design, Names(design), head, one_line(name), decimal_comma, today)
    changes: dict[str, Change] = {}
    seen: dict[str, int] = {}
    faults: list[Fault] = []
    unchanged = more = 0
    rows = sheet.rows[start:]
    for done, (number, cells) in enumerate(rows):
        if checkpoint is not None and done % _EVERY == 0:
            checkpoint(0.5 + 0.5 * done / len(rows))
        try:
            change = reader.read(number, cells)
            if change is None:
                continue
            if change.path in seen:
                raise DesignError(change.path, tr(mark("stands in row {row} already"), row=seen[change.path]))
            seen[change.path] = number
        except ValueError as error:
            if len(faults) < MAX_FAULTS:
                faults.append(Fault(number, one_line(str(error))))
            else:
                more += 1
            continue
        if change.same:
            unchanged += 1
        else:
            changes[change.path] = change
    if not (changes or unchanged or faults):
        raise Refused(tr(mark("no row of the table has a value")))
    return ReadComponents(name, sheet.name, others, tuple(changes.values()), unchanged, tuple(faults), more)


def applied(design: Design, found: ReadComponents) -> Design:
    """`design` with all that the good rows of a file change.

    Raises
    ------
    DesignError
        Where the values do not go together, though each by itself is allowed, in one sentence.
    """
    fresh = design
    for change in found.changes:
        fresh = set_value(fresh, change.path, change.value)
    sources = dict(fresh.sources)
    for change in found.changes:
        for key in source_keys(fresh, change.path):
            sources.pop(key, None)
        sources[source_keys(fresh, change.path)[0]] = change.source
    if len(sources) > MAX_SOURCES:
        raise DesignError("sources", tr(mark("a design keeps at most {most} sources, it would have {count}"),
                                        most=MAX_SOURCES, count=len(sources)))  # fmt: skip
    fresh = msgspec.structs.replace(fresh, sources=sources)
    before = {(issue.where, issue.text) for issue in check(design) if issue.severity == "error"}
    for issue in check(fresh):
        if issue.severity == "error" and (issue.where, issue.text) not in before:
            raise DesignError(issue.where, issue.text)
    return fresh


__all__ = ["SUFFIXES", "Change", "Fault", "ReadComponents", "Source", "applied", "is_components", "read_components"]
