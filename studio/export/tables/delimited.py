"""Delimited text that spreadsheets and programs read alike: RFC 4180, or Excel's where the decimal is a comma."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

_SIGNS: Final = {"comma": (",", "."), "semicolon": (";", ","), "tab": ("\t", ".")}
_BEGINS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, the wide signs of East Asian text among them."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The sign between columns, that of the decimals, and whether the text begins with a byte order mark."""

    separator: str = ","
    decimal: str = "."
    marked: bool = False

    @classmethod
    def chosen(cls, options: Mapping[str, Any]) -> "Dialect":
        """As the options `dialect` and `bom` say."""
        return cls(*_SIGNS[options.get("dialect", "comma")], bool(options.get("bom", False)))

    def table(self, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
        """The rows below their head, in UTF-8; lines end as RFC 4180 says."""
        text = io.StringIO()
        writer = csv.writer(text, delimiter=self.separator, lineterminator="\r\n")
        for row in (head, *rows):
            writer.writerow([self.cell(value) for value in row])
        return text.getvalue().encode("utf-8-sig" if self.marked else "utf-8", "replace")

    def cell(self, value: Any) -> str:
        """One value: a number with as many digits as it takes to read it back as it was."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, float):
            return repr(value).replace(".", self.decimal)
        return str(value) if isinstance(value, int) else inert(str(value))


def inert(text: str) -> str:
    """`text` as no spreadsheet takes it for a formula: an apostrophe before what would begin one."""
    text = "".join(sign for sign in text if sign in "\n\t" or sign >= " ")
    return f"'{text}" if text.startswith(_BEGINS_FORMULA) else text
