"""The sheets of a workbook (.xlsx), which is looked through before anything opens it: a small file may unpack to much.

What is written in a cell far out would make a reader set up all the cells before it; entities and macros have no
business in a table of numbers.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from studio.document.components.grid import (
    LONGEST_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    MAX_UNPACKED,
    Cell,
    Refused,
    Sheet,
)
from studio.document.components.zip_end import has_one_end
from studio.numerals import set_count
from studio.text import mark, tr

Checkpoint = Callable[[float], None]
_ZIP, _OLD = b"PK", b"\xd0\xcf\x11\xe0"
_MAX_MEMBERS = 2_000
_CHUNK, _OVERLAP = 1 << 20, 64
_PLACE = re.compile(rb"""\br\s*=\s*["']\$?([A-Za-z]{0,9})\$?([0-9]{1,12})["']""")
_OPEN = re.compile(rb"<(?:\w+:)?(row|c)[\s>/]")
_CELLS = b"sheetData"
"""Within an element of that name the cells of a sheet stand, and nowhere else."""
_UNIQUE = b"uniqueCount"
_TOLD = re.compile(rb"""uniqueCount\s{0,8}=\s{0,8}["']([0-9]{1,9})["']""")
"""How many texts a workbook says that it has: what opens it makes room for so many at once."""
_SHORTEST_TEXT = len(b"<si/>")
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY", b"<!doctype", b"<!entity")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")


def is_workbook(data: bytes) -> bool:
    """Whether a file begins as a workbook does, new or old."""
    return data[:2] == _ZIP or data[:4] == _OLD


def read_workbook(data: bytes, checkpoint: Checkpoint | None = None) -> Iterator[Sheet]:
    """The sheets of a workbook that have cells, in their order.

    Raises
    ------
    Refused
        Where it is damaged, protected, an old .xls, holds macros or entities, or is too large, in one sentence.
    """
    if data[:4] == _OLD:
        raise Refused(tr(mark("is protected by a password, or an old .xls; save it as .xlsx without one")))
    if not has_one_end(data):
        raise Refused(_damaged())
    _look_through(data, checkpoint)
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
        if len(names) > MAX_SHEETS:
            raise Refused(tr(mark("there are more than {most} sheets"), most=MAX_SHEETS))
        area = 0
        for name in names:
            sheet = book.get_sheet_by_name(name)
            if sheet.end is None:
                continue
            area += (sheet.end[0] + 1) * (sheet.end[1] + 1)
            if area > MAX_ROWS * MAX_COLUMNS:
                raise Refused(tr(mark("the sheets together have more than {most} cells"),
                                 most=set_count(MAX_ROWS * MAX_COLUMNS)))  # fmt: skip
            yield Sheet(name, tuple(_rows(sheet.iter_rows())))
    except (calamine.CalamineError, OSError, ValueError, KeyError, OverflowError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(_damaged()) from None
    except BaseException as error:  # what the reader, which is not Python, panics with is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise Refused(_damaged()) from None


def _rows(rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    for number, row in enumerate(rows, start=1):
        if len(row) > MAX_COLUMNS:
            raise Refused(_too_wide())
        cells = tuple(None if isinstance(cell, str) and not cell.strip() else cell for cell in row)
        if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in cells):
            raise Refused(tr(mark("row {row}: a cell has more than {most} characters"), row=number,
                             most=set_count(LONGEST_CELL)))  # fmt: skip
        if any(cell is not None for cell in cells):
            yield number, cells


def _damaged() -> str:
    return tr(mark("is damaged, or no workbook (.xlsx)"))


def _too_long() -> str:
    return tr(mark("there are more than {most} rows"), most=set_count(MAX_ROWS))


def _too_wide() -> str:
    return tr(mark("there are more than {most} columns"), most=MAX_COLUMNS)


def _look_through(data: bytes, checkpoint: Checkpoint | None) -> None:
    """Unpack every member once, in pieces that are thrown away; Refused where one must not be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = {member.filename.lower() for member in members}
            if len(members) > _MAX_MEMBERS or len(names) < len(members):
                raise Refused(_damaged())
            if "xl/workbook.xml" not in names:
                raise Refused(tr(mark("is a packed file, but no workbook (.xlsx)")))
            if any("vbaproject" in name or "macrosheets/" in name or "activex/" in name for name in names):
                raise Refused(tr(mark("holds macros; save it as .xlsx without them")))
            if any(member.flag_bits & 1 for member in members):
                raise Refused(tr(mark("is protected by a password, or an old .xls; save it as .xlsx without one")))
            if sum(member.file_size for member in members) > MAX_UNPACKED:
                raise Refused(_too_much())
            unpacked = 0
            for member in members:
                unpacked = _look_at(archive, member, unpacked, checkpoint)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(_damaged()) from None


def _too_much() -> str:
    return tr(mark("unpacks to more than the {most} MB that are read"), most=MAX_UNPACKED >> 20)


def _look_at(archive: zipfile.ZipFile, member: zipfile.ZipInfo, unpacked: int, checkpoint: Checkpoint | None) -> int:
    is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
    is_sheet = False  # told by what is in it: the workbook may say that a sheet lies anywhere
    rows = cells = 0
    tail = b""
    most_texts = min(member.file_size // _SHORTEST_TEXT, MAX_ROWS * MAX_COLUMNS)
    with archive.open(member) as file:
        while piece := file.read(_CHUNK):
            if unpacked % (8 * _CHUNK) == 0 and checkpoint is not None:
                checkpoint(0.5 * unpacked / MAX_UNPACKED)
            first = not tail
            unpacked += len(piece)
            if unpacked > MAX_UNPACKED:
                raise Refused(_too_much())
            text = tail + piece
            if is_xml:
                if first and text[:2] in _WIDE:
                    raise Refused(tr(mark("holds XML that is not in UTF-8")))
                if any(word in text for word in _FORBIDDEN):
                    raise Refused(tr(mark("holds XML entities, which no workbook needs")))
                if _UNIQUE in text and not _believed(text, most_texts, len(text) - _OVERLAP):
                    raise Refused(_damaged())
            is_sheet = is_sheet or _CELLS in text
            if is_sheet:
                more_rows, more_cells = _places(text, piece)
                rows, cells = rows + more_rows, cells + more_cells
                if rows > MAX_ROWS:
                    raise Refused(_too_long())
                if cells > MAX_ROWS * MAX_COLUMNS:
                    raise Refused(_too_wide())
            tail = text[-_OVERLAP:]
    if is_xml and not _believed(tail, most_texts, len(tail)):
        raise Refused(_damaged())
    return unpacked


def _believed(text: bytes, most: int, end: int) -> bool:
    """Whether there can be so many texts as are told; what begins behind `end` may go on in the next piece."""
    for place in (found.start() for found in re.finditer(_UNIQUE, text)):
        told = _TOLD.match(text, place)
        if (told is None and place < end) or (told is not None and int(told[1]) > most):
            return False
    return True


def _places(text: bytes, fresh: bytes) -> tuple[int, int]:
    """How many rows and cells begin in `fresh`; Refused where one in `text` lies too far out."""
    for column, row in _PLACE.findall(text):
        if int(row) > MAX_ROWS:
            raise Refused(_too_long())
        if _column(column) > MAX_COLUMNS:
            raise Refused(_too_wide())
    found = _OPEN.findall(fresh)
    rows = found.count(b"row")
    return rows, len(found) - rows


def _column(letters: bytes) -> int:
    """The number of a column that is called so, from 1; 0 without a name."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number
