"""A workbook in memory: sheets that are filled cell by cell, styles by name, and names for the cells that others use.

The same design gives the same bytes. Numbers are kept with all their digits, and no text becomes a formula.
"""

import io
import math
import re
from datetime import datetime
from typing import Any, Final
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from studio import __version__
from studio.export.tables.xlsx.formula import Term
from studio.text import mark, tr

LONGEST: Final = 4000
"""Characters of a cell: as many as the longest field of a design has. Excel holds 32,767, on hundreds of lines."""
_PAPER_A4: Final = 9
_LINE: Final = 15.0
"""Height of a line [pt]."""
_HIGHEST: Final = 26
"""Lines that a row has at the most: Excel allows 409 pt."""
_SPACED: Final = 0.95
"""Characters of a text are narrower than the digits that columns are measured in, though lines break at words."""
_NO_XML: Final = re.compile("[\\x00-\\x08\\x0b-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
_FORMULA_SIGNS: Final = ("=", "+", "-", "@")
_STYLES: Final[dict[str, dict[str, Any]]] = {
    "plain": {},
    "unit": {"indent": 1},
    "note": {"indent": 1, "font_color": "#666666"},
    "short": {"font_name": "Consolas", "font_size": 9, "font_color": "#666666", "shrink": True},
    "wrap": {"text_wrap": True},
    "title": {"bold": True, "font_size": 16, "font_color": "#1f3864"},
    "section": {"bold": True, "font_size": 12, "font_color": "#1f3864", "bottom": 1},
    "head": {"bold": True, "bg_color": "#1f3864", "font_color": "#ffffff", "text_wrap": True, "valign": "vcenter",
             "align": "center"},
    "joined": {"text_wrap": True},
    "quiet": {"font_color": "#666666"},
    "quiet_wrap": {"font_color": "#666666", "text_wrap": True},
    "total": {"bold": True, "top": 1},
    "input": {"text_wrap": True, "font_color": "#0000ff", "bg_color": "#fff9d9", "border": 1,
              "border_color": "#d9c97a"},
    "input_line": {"font_color": "#0000ff", "bg_color": "#fff9d9", "border": 1, "border_color": "#d9c97a"},
    "given": {"font_color": "#375623"},
    "name": {"font_name": "Consolas", "font_size": 9, "font_color": "#666666"},
}  # fmt: skip
"""Blue on yellow is to be changed; green is computed by the studio and fixed here; black follows by formula."""


class _ExactSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    def _xml_number_element(self, number: float, attributes: Any = ()) -> None:
        """With 17 digits where they are needed; the library writes 16."""
        written = "".join(f' {key}="{self._escape_attributes(value)}"' for key, value in attributes)
        plain = int(number) if isinstance(number, int) else float(number)
        self.fh.write(f"<c{written}><v>{plain!r}</v></c>")


class Book:
    """A workbook that becomes bytes; `title` is that of the design."""

    def __init__(self, title: str) -> None:
        self._sink = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                   "strings_to_numbers": False, "nan_inf_to_errors": False}  # fmt: skip
        self.workbook = Workbook(self._sink, options)
        self.title = cleaned(title)
        # That of the writing would make every file another one.
        self.workbook.set_properties({"title": self.title, "author": f"Dawnline {__version__}",
                                      "created": datetime(2000, 1, 1)})  # fmt: skip
        self.workbook.set_size(2400, 1600)
        self._styles: dict[tuple[str, str], Any] = {}
        self._names: dict[str, Term] = {}
        self._sheets: list[Sheet] = []

    def sheet(self, name: str, widths: tuple[float, ...], *, head: int = 0, columns: int = 0) -> "Sheet":
        """A new sheet; the rows to `head` and the first `columns` stay when one scrolls, and on every printed page."""
        made = self.workbook.add_worksheet(name, worksheet_class=_ExactSheet)
        for place, width in enumerate(widths):
            made.set_column(place, place, width)
        made.set_landscape()
        made.set_paper(_PAPER_A4)
        made.fit_to_pages(1, 0)
        made.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        made.hide_gridlines(2)
        named = self.title.replace("&", "&&")[:100]
        made.set_footer(f"&L{named}&C&A&R{tr(mark('Page'))} &P / &N · Dawnline {__version__}")
        if head or columns:
            made.freeze_panes(head, columns)
        if head:
            made.repeat_rows(0, head - 1)
        self._sheets.append(Sheet(self, made, name, widths))
        return self._sheets[-1]

    def style(self, name: str, number: str = "") -> Any:
        """The style called `name`, with a number format."""
        key = (name, number)
        if key not in self._styles:
            facts = {"valign": "top", **_STYLES[name]}
            if number:
                facts["num_format"] = number
            self._styles[key] = self.workbook.add_format(facts)
        return self._styles[key]

    def quoted(self, name: str) -> Any:
        """As `style`, for a text that stays a text when someone edits it."""
        key = (name, "'")
        if key not in self._styles:
            self._styles[key] = self.workbook.add_format({"valign": "top", **_STYLES[name], "quote_prefix": True})
        return self._styles[key]

    def define(self, name: str, sheet: "Sheet", row: int, column: int, value: Any) -> Term:
        """Let formulas call a cell by the name of a field or result: "cost.capex" is cost_capex."""
        called = cell_name(name)
        place = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        self.workbook.define_name(called, f"='{sheet.name}'!{place}")
        self._names[name] = Term(called, value)
        return self._names[name]

    def named(self, name: str) -> Term | None:
        """The cell that holds a field or result, if any does."""
        return self._names.get(name)

    def data(self) -> bytes:
        """The file; nothing can be added after it."""
        for sheet in self._sheets:
            sheet.set_heights()
        self.workbook.close()
        return self._sink.getvalue()


class Sheet:
    """One sheet; `row` is the next free one."""

    def __init__(self, book: Book, made: Any, name: str, widths: tuple[float, ...]) -> None:
        self.book, self.made, self.name = book, made, name
        self.row = 0
        self._widths = widths
        self._lines: dict[int, int] = {}
        """Of text, in each row that has more than one."""

    def text(self, column: int, text: str, style: str = "plain") -> None:
        """A text, whatever it looks like."""
        clean = cleaned(text)
        if len(clean) > LONGEST:
            clean = clean[: LONGEST - 1] + "…"
        form = self.book.quoted(style) if clean.startswith(_FORMULA_SIGNS) else self.book.style(style)
        self.made.write_string(self.row, column, clean, form)
        if _STYLES[style].get("text_wrap") and style != "joined" and column < len(self._widths):
            self.need(clean, self._widths[column])

    def need(self, text: str, width: float) -> None:
        """Make the row as high as a text takes that is `width` characters wide."""
        lines = sum(max(math.ceil(_wide(line) * _SPACED / width), 1) for line in text.split("\n"))
        self._lines[self.row] = max(self._lines.get(self.row, 1), min(lines, _HIGHEST))

    def set_heights(self) -> None:
        """Give each row its height: not every program finds it by itself."""
        for row, lines in self._lines.items():
            if lines > 1:
                self.made.set_row(row, _LINE * lines)

    def number(
        self, column: int, value: float, style: str = "plain", number: str = "General", name: str = ""
    ) -> Term:  # fmt: skip
        """A number; other cells call it by what is returned."""
        self.made.write_number(self.row, column, value, self.book.style(style, number))
        return self._told(column, value, name)

    def empty(self, column: int, style: str = "input", number: str = "General") -> Term:
        """A cell for someone to fill in."""
        self.made.write_blank(self.row, column, None, self.book.style(style, number))
        return self._told(column, None, "")

    def formula(
        self, column: int, term: Term, style: str = "plain", number: str = "General", name: str = ""
    ) -> Term:  # fmt: skip
        """A formula with what it comes to."""
        self.made.write_formula(self.row, column, f"={term.text}", self.book.style(style, number), term.value)
        return self._told(column, term.value, name)

    def heads(self, *texts: str) -> None:
        """A row of heads."""
        for column, text in enumerate(texts):
            self.text(column, text, "head")
        self.row += 1

    def section(self, text: str, width: int) -> None:
        """A line that begins a part."""
        self.row += 1
        for column in range(width):
            self.made.write_blank(self.row, column, None, self.book.style("section"))
        self.text(0, text, "section")
        self.row += 1

    def title(self, text: str, under: str = "") -> None:
        """The first lines."""
        self.text(0, text, "title")
        self.made.set_row(self.row, 24.0)
        self.row += 1
        if under:
            self.text(0, under, "quiet")
            self.row += 1

    def _told(self, column: int, value: Any, name: str) -> Term:
        if name:
            return self.book.define(name, self, self.row, column, value)
        return Term(xl_rowcol_to_cell(self.row, column), value)


def cleaned(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return _NO_XML.sub("", text)


def _wide(text: str) -> int:
    """How many characters wide: those of East Asian text count for two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def cell_name(name: str) -> str:
    """The name of the cell of a field or result."""
    return name.replace(".", "_")


def number_format(value: float, unit: str = "", *, whole: bool = False, digits: int = 5) -> str:
    """About so many digits of a number like `value`, with its unit."""
    size = abs(value)
    if whole or value == 0 or not math.isfinite(size):
        form = "#,##0"
    elif 1e-4 <= size < 1e12:
        places = max(digits - 1 - math.floor(math.log10(size)), 0)
        form = "#,##0." + "0" * places if places else "#,##0"
    else:
        form = "0." + "0" * (digits - 1) + "E+00"
    if not unit:
        return form
    quoted = unit.replace('"', "")
    return f'{form}"{quoted}"' if unit == "°" else f'{form}" {quoted}"'
