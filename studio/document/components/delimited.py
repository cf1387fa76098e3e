"""Rows of a text file with commas, semicolons or tabs between the cells: which of them is found out, never guessed."""

import csv

from studio.document.components.grid import LONGEST_CELL, MAX_COLUMNS, MAX_ROWS, Cell, Refused, Sheet
from studio.document.components.head import head_of
from studio.numerals import set_count
from studio.text import mark, tr

DELIMITERS = (",", ";", "\t")
_HEAD_LINES = 40


def text_of(data: bytes) -> str:
    """The text of a file; Refused where it is none."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise Refused(tr(mark("is text in UTF-16; save it as CSV in UTF-8")))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(tr(mark("line {line} is not text in UTF-8; save it as CSV in UTF-8"), line=line)) from None
    if "\0" in text:
        raise Refused(tr(mark("is not a text file")))
    return text


def delimiter_of(text: str) -> str | None:
    """What stands between the cells, or None where no line of the beginning is the head of a table.

    Raises
    ------
    Refused
        Where a line could be the head by more than one of them.
    """
    lines = [line for line in text.splitlines()[:_HEAD_LINES] if line.strip() and not line.startswith("#")]
    for line in lines:
        few = [one for one in DELIMITERS if line.count(one) < MAX_COLUMNS]
        fits = [one for one in few if head_of(_split(line, one)) is not None]
        if len(fits) > 1:
            raise Refused(tr(mark("it is not clear whether commas, semicolons or tabs stand between the cells")))
        if fits:
            return fits[0]
    return None


def _split(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(next(csv.reader([line], delimiter=delimiter, strict=True), ()))
    except csv.Error:
        return ()


def read_delimited(data: bytes) -> Sheet:
    """The one sheet of a text file; lines that begin with # are comments.

    Raises
    ------
    Refused
        Where it is not text, has no head, too many rows or columns, or quotes that do not end.
    """
    text = text_of(data)
    delimiter = delimiter_of(text)
    if delimiter is None:
        raise Refused(tr(mark("no row names the columns: there must be a “field” or a “label”, and a “value”")))
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    number = 0
    try:
        for row in reader:
            first, number = number + 1, reader.line_num
            if not any(row) or row[0].startswith("#"):
                continue
            if len(rows) >= MAX_ROWS:
                raise Refused(tr(mark("there are more than {most} rows"), most=set_count(MAX_ROWS)))
            if len(row) > MAX_COLUMNS:
                raise Refused(tr(mark("line {line}: there are more than {most} columns"), line=first,
                                 most=MAX_COLUMNS))  # fmt: skip
            if max(map(len, row)) > LONGEST_CELL:
                raise Refused(tr(mark("line {line}: a cell has more than {most} characters"), line=first,
                                 most=set_count(LONGEST_CELL)))  # fmt: skip
            rows.append((first, tuple(cell or None for cell in row)))
    except csv.Error:
        raise Refused(tr(mark("line {line}: a quotation mark is out of place, or never closed"), line=number + 1,
                         )) from None  # fmt: skip
    return Sheet("", tuple(rows))
