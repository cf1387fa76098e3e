"""Tables as text: rows of comments, a head that names each column with its unit, and numbers to nine digits."""

import csv
import io
from collections.abc import Iterable, Sequence

from studio import __version__
from studio.design import Design
from studio.text import printable_line, tr

DIGITS = 9


def number(value: float) -> str:
    """`value` to nine digits."""
    return f"{value:.{DIGITS}g}"


def cell(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula."""
    plain = printable_line(text)
    return f"'{plain}" if plain[:1] in {"=", "+", "-", "@"} else plain


def about(design: Design, what: str) -> list[str]:
    """The first comments of every table: what it is, of which design, and what wrote it."""
    return [what, tr("Design: {title}", title=printable_line(design.title)), f"Dawnline {__version__}"]


def csv_text(comments: Iterable[str], head: Sequence[str], rows: Iterable[Sequence[str | float]]) -> str:
    """The text of a CSV file: comma, point, UTF-8, comments behind "# "."""
    out = io.StringIO()
    for comment in comments:
        out.write(f"# {printable_line(comment)}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([cell(one) for one in head])
    for row in rows:
        writer.writerow([cell(one) if isinstance(one, str) else number(one) for one in row])
    return out.getvalue()
