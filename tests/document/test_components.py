"""Spreadsheets of components: what their rows change, and that no file harms."""

import contextlib
import csv
import datetime
import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.design import Design, DesignError, Source, get_value, set_value
from studio.design.edit import field_at, source_of
from studio.document import preset
from studio.document.components import grid
from studio.document.components.reader import ReadComponents, applied, is_components, read_components
from studio.document.error import FileError
from tests.design_strategies import field_values

TODAY = date(2026, 11, 26)
HEAD = "field,value,unit,source,confidence,date\n"
BASE = preset("ai1-120kw")


def read(data: bytes | str, design: Design = BASE, name: str = "parts.csv", **options: Any) -> ReadComponents:
    return read_components(data.encode() if isinstance(data, str) else data, name, design, today=TODAY, **options)


def refused(data: bytes | str, name: str = "parts.csv") -> str:
    with pytest.raises(FileError) as told:
        read(data, name=name)
    assert "\n" not in str(told.value)
    assert str(told.value).startswith(f"{name}: ")
    return str(told.value)


def workbook(rows: list[list[Any]], name: str = "Parts", then: Any = None) -> bytes:
    """A workbook made by openpyxl."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    if then is not None:
        then(book)
    out = io.BytesIO()
    book.save(out)
    book.close()
    return out.getvalue()


def test_rows_set_fields_with_their_sources() -> None:
    found = read(HEAD + "mission.altitude,655,km,ACME sheet,published,2026-01-02\n"
                 "Cell,AZUR SPACE 3G30A,,,,\nstack.layers[0].thickness,90 µm,,,,\n"
                 "battery.specific_energy,200,Wh/kg,x,,\n")  # fmt: skip
    assert found.faults == ()
    design = applied(BASE, found)
    assert design.mission.altitude == 655e3
    assert design.stack.cell == "azur-3g30a"
    assert design.stack.layers[0].thickness == pytest.approx(90e-6)
    assert source_of(design, "mission.altitude") == Source("ACME sheet", "published", "2026-01-02")
    assert source_of(design, "stack.cell") == Source("parts.csv, row 3", "assumed", "2026-11-26")
    assert source_of(design, f"stack.layers[{design.stack.layers[0].name}].thickness") == Source(
        "parts.csv, row 4", "assumed", "2026-11-26")  # fmt: skip
    others = [path for path in BASE.sources if source_of(design, path) != BASE.sources[path]]
    assert set(others) <= {"mission.altitude", "stack.cell", "battery.specific_energy",
                           *(one for one in BASE.sources if "thickness" in one)}  # fmt: skip


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_each_delimiter_is_found_out(delimiter: str, ending: str) -> None:
    lines = [
        "# comment, with; all\tof them",
        "Field|Value|Units",
        "mission.altitude|655|km",
        "|||",
        'array.area|"12"|m²',
    ]
    text = ending.join(lines).replace("|", delimiter)
    found = read("\ufeff" + text)
    assert [(one.row, one.path, one.value) for one in found.changes] == [(3, "mission.altitude", 655e3),
                                                                        (5, "array.area", 12.0)]  # fmt: skip


def test_a_decimal_comma_is_read_only_when_said() -> None:
    text = "field;value;unit\narray.area;12,5;m²\nmission.altitude;1.234,5;km\n"
    assert "ambiguous" in read(text).faults[0].text
    found = read(text, decimal_comma=True)
    assert [one.value for one in found.changes] == [12.5]
    assert len(found.faults) == 1


FAULTS = [
    ("battery.foo,1,", "there is no “foo”"),
    ("mission.altitud,1,km", "did you mean “mission.altitude”"),
    ("mission.altitude,5,km", "5 km is below 160 km"),
    ("mission.altitude,5,kg", "“kg” is not a unit of"),
    ("mission.altitude,700,", "no unit"),
    ("mission.altitude,700 lightyears,", "is not a unit"),
    ("mission.altitude,,km", "no value"),
    ("mission.altitude,655 m,km", "do not go together"),
    ("mission.altitude,abc,km", "does not begin with a number"),
    ("mission.altitude,nan,km", "does not begin with a number"),
    ("mission.altitude,1e999,km", "too large"),
    ("mission.altitude,-inf,km", "does not begin with a number"),
    ("mission.altitude,=1+1,km", "formula"),
    ("mission.altitude,655,km,,guess", "no confidence"),
    ("mission.altitude,655,km,a,guess", "“guess” is no confidence"),
    ("mission.attitude,sideways,", "“sideways” is none of"),
    ("mission.sun_synchronous,maybe,", "neither true nor false"),
    ("payload.accelerator,h900,", "the catalogue has no “h900”"),
    ("stack.layers[nothing].thickness,1,mm", "there is no item “nothing”"),
    ("stack.layers,1,", "cannot be set"),
    ("baselines,1,", "cannot be set"),
    ("stack.technology,hjt-50um,", "cannot be set"),
    ("payload,1,", "cannot be set"),
    ("Efficiency of nothing,1,", "is not a path"),
    (",5,km", "no field"),
    ("title," + "x" * 121 + ",", "121 characters"),
    ("mission.altitude,\x1b[2J5,km", "does not begin with a number"),
]


@pytest.mark.parametrize(("row", "said"), [one for one in FAULTS if not one[0].endswith(",,guess")])
def test_each_fault_is_one_sentence_with_its_row(row: str, said: str) -> None:
    found = read(HEAD + "array.area,500,m²\n" + row + "\n")
    assert [one.row for one in found.faults] == [3]
    text = str(found.faults[0])
    assert said in text
    assert text.startswith("row 3: ")
    assert text.isprintable()
    assert len(text) < 330
    assert [one.path for one in found.changes] == ["array.area"]


def test_all_faults_are_told_together_and_bounded() -> None:
    many = HEAD + "".join(f"no.such{number},1,\n" for number in range(3_000))
    found = read(many)
    assert len(found.faults) == 1_000
    assert found.more_faults == 2_000
    assert "3000 rows cannot be used" in found.words()


def test_one_field_has_one_row() -> None:
    found = read(HEAD + "mission.altitude,655,km\nmission.altitude,656,km\nAltitude,657,km\n")
    assert len(found.faults) == 2
    assert all("stands in row 2 already" in one.text for one in found.faults)
    assert found.changes[0].value == 655e3


def test_a_label_that_several_fields_have_asks_for_the_field() -> None:
    found = read("label,value,unit\nThickness,1,mm\n")
    assert "may be any of stack.layers[0].thickness" in found.faults[0].text
    named = BASE.stack.layers[1].name
    assert read(f"label,value,unit\n{named}: Thickness,0.5,mm\n").changes[0].path == "stack.layers[1].thickness"
    assert read("part,label,value,unit\nMission,Altitude,655,km\n").changes[0].path == "mission.altitude"


def test_values_that_do_not_go_together_are_refused_together() -> None:
    name = BASE.stack.layers[1].name
    found = read(HEAD + f"stack.layers[0].name,{name},\n")
    with pytest.raises(DesignError):
        applied(BASE, found)


def test_workbook_of_another_program() -> None:
    rows = [["ACME price list"], [], ["Component", "Field", "Value", "Unit", "Source", "Confidence", "Date"],
            ["Altitude", "mission.altitude", 655, "km", "sheet", "measured", datetime.date(2025, 3, 4)],
            ["Time", "mission.ltan", datetime.time(6, 30), None, "s", None, 2024],
            ["Follow", "mission.sun_synchronous", not BASE.mission.sun_synchronous, None],
            ["Share", "array.packing_factor", 0.5, None], ["Title", "title", 12, None]]  # fmt: skip
    found = read(workbook(rows, then=lambda book: book.create_sheet("Other").append(["a", 1])), name="parts.xlsx")
    assert found.faults == ()
    values = {one.path: one.value for one in found.changes}
    assert values == {"mission.altitude": 655e3, "mission.ltan": 23_400.0, "array.packing_factor": 0.5, "title": "12",
                      "mission.sun_synchronous": not BASE.mission.sun_synchronous}  # fmt: skip
    design = applied(BASE, found)
    assert source_of(design, "mission.altitude") == Source("sheet", "measured", "2025-03-04")
    assert source_of(design, "mission.ltan") == Source("s", "assumed", "2024")
    assert "1 other sheet" in found.words()


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(field_values(), min_size=1, max_size=5, unique_by=lambda one: one[0]), st.booleans())
def test_any_values_come_back_as_they_are(values: list[tuple[str, Any]], packed: bool) -> None:
    """Written by programs of others, each number in the unit that is shown first."""
    design = Design()
    rows: list[list[Any]] = [["field", "value", "unit", "si value"]]
    expected = {}
    for path, value in values:
        spec = field_at(design, path)
        if spec.hidden or spec.catalogue or (isinstance(value, str) and not _plain(value)):
            continue
        expected[path] = value
        if isinstance(value, float) and spec.quantity is not None:
            unit = spec.quantity.unit(spec.unit) or spec.quantity.units[0]
            rows.append([path, unit.from_si(value), unit.symbol, value])
        else:
            shown = ("yes" if value else "no") if isinstance(value, bool) else "" if value is None else value
            unit_text = spec.quantity.si if spec.quantity is not None and value is not None else ""
            rows.append([path, shown, unit_text, ""])
    if not expected:
        return
    if packed:
        data = workbook(rows)
    else:
        out = io.StringIO()
        csv.writer(out).writerows([repr(cell) if isinstance(cell, float) else cell for cell in row] for row in rows)
        data = out.getvalue().encode()
    found = read(data, design)
    assert found.faults == ()
    fresh = design
    for change in found.changes:
        fresh = set_value(fresh, change.path, change.value)
    for path, value in expected.items():
        got = get_value(fresh, path)
        assert got == (pytest.approx(value, rel=1e-12) if isinstance(value, float) else value), path


def _plain(text: str) -> bool:
    """A text that a cell holds as it is: no controls, no blanks at the ends, no formula, and no number."""
    blank = not text.strip() or text != " ".join(text.split())
    return text.isprintable() and not blank and text[0] not in "=#'" and not text[0].isdigit() and text.isascii()


GOOD = workbook([["field", "value", "unit"], ["mission.altitude", 655, "km"]])


def repacked(change: dict[str, bytes | None], data: bytes = GOOD) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for name in old.namelist():
            if name not in change:
                fresh.writestr(name, old.read(name))
        for name, text in change.items():
            if text is not None:
                fresh.writestr(name, text)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(inside: bytes, head: bytes = b"") -> bytes:
    return (
        b'<?xml version="1.0"?>'
        + head
        + b'<worksheet xmlns="'
        + MAIN
        + b'"><sheetData>'
        + inside
        + b"</sheetData></worksheet>"
    )


HOSTILE = [
    (b"", "no row names the columns"),
    (b"PK", "is damaged"),
    (b"PK\x03\x04" + b"\0" * 100, "is damaged"),
    (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "protected by a password, or an old .xls"),
    (repacked({"xl/workbook.xml": None}), "no workbook"),
    (repacked({"xl/vbaProject.bin": b"x"}), "holds macros"),
    (repacked({"xl/macrosheets/sheet1.xml": b"<x/>"}), "holds macros"),
    (repacked({SHEET: sheet(b"", b'<!DOCTYPE x [<!ENTITY a "b">]>')}), "XML entities"),
    (repacked({SHEET: sheet(b'<row r="1"><c r="XFD1"><v>1</v></c></row>')}), "more than 200 columns"),
    (repacked({SHEET: sheet(b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>')}), "more than 20,000 rows"),
    (repacked({SHEET: sheet(b"<row><c><v>1</v></c></row>" * 20_001)}), "more than 20,000 rows"),
    (repacked({SHEET: sheet(b"").decode().encode("utf-16")}), "not in UTF-8"),
    (repacked({SHEET: b"<worksheet"}), ""),
    (repacked({SHEET: None}), ""),
    (repacked({"xl/bomb.bin": b"\0" * (grid.MAX_UNPACKED + 1)}), "unpacks to more than the 64 MB"),
    (b"x" * (grid.MAX_BYTES + 1), "larger than the 16 MB"),
    (HEAD.encode("utf-16"), "UTF-16"),
    ((HEAD + "é,1,\n").encode("latin-1"), "line 2 is not text in UTF-8"),
    (HEAD + "a\0b,1,\n", "not a text file"),
    (HEAD + '"never closed,1,\n', "quotation mark"),
    (HEAD + "," * 250 + "1\n", "more than 200 columns"),
    (HEAD + "title," + "x" * 5000 + "\n", "more than 4,000 characters"),
    (HEAD + "title,a\n" * 20_001, "more than 20,000 rows"),
    (HEAD, "no row of the table has a value"),
    ("field,field,value\nmission.altitude,x,655 km\n", "two columns are called “field”"),
    ("name,price\nx,1\n", "no row names the columns"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "said"), HOSTILE)
def test_hostile_files_are_refused_in_a_sentence(data: bytes | str, said: str) -> None:
    assert said in refused(data, "parts.xlsx")


def test_sheets_that_are_nearly_empty_but_wide_and_long_are_refused() -> None:
    """Each has two cells, far apart; a reader sets up all that lie between."""

    def fill(book: openpyxl.Workbook) -> None:
        for number in range(20):
            page = book.create_sheet(f"page {number}")
            page.cell(grid.MAX_ROWS, grid.MAX_COLUMNS, "x")

    assert "together have more than 4,000,000 cells" in refused(workbook([["field", "value"]], then=fill), "x.xlsx")


def test_a_table_may_begin_further_down_and_to_the_right() -> None:
    rows: list[list[Any]] = [[], [], [None, None, "Parts"], [None, None, "field", "value", "unit"], [],
                             [None, None, "mission.altitude", 655, "km"], [None, None, "no.such", 1]]  # fmt: skip
    found = read(workbook(rows), name="x.xlsx")
    assert [(one.row, one.value) for one in found.changes] == [(6, 655e3)]
    assert [fault.row for fault in found.faults] == [7]


def test_a_lying_size_is_found_out_while_unpacking() -> None:
    """The directory says that little is packed; the data are more."""
    data = bytearray(repacked({"xl/bomb.xml": b"a" * 3_000_000}))
    size = (3_000_000).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (10).to_bytes(4, "little")
    assert "damaged" in refused(bytes(data), "parts.xlsx")


@pytest.mark.parametrize("step", [1, 7])
def test_truncated_workbooks_are_refused(step: int) -> None:
    for length in range(2 + step, len(GOOD), max(1, len(GOOD) // 60) * step):
        refused(GOOD[:length], "parts.xlsx")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_workbooks_change_nothing_or_are_refused(data: st.DataObject) -> None:
    spoilt = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        spoilt[data.draw(st.integers(2, len(GOOD) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        found = read(bytes(spoilt), name="parts.xlsx")
    except FileError:
        return
    assert {one.path for one in found.changes} <= {"mission.altitude"}


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=80)
    | st.text(st.sampled_from('",;\t\n#=1e.x\r'), max_size=80)
)
def test_any_text_below_a_head_is_read_or_refused(text: str) -> None:
    found = None
    with contextlib.suppress(FileError):
        found = read(HEAD + text)
    if found is None:
        assert refused(HEAD + text).isprintable()
        return
    assert all(str(fault).isprintable() for fault in found.faults)
    assert isinstance(applied(BASE, found), Design)


def test_formulas_are_read_as_what_they_gave_last(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["field", "value", "unit"])
        page.write_row(1, 0, ["mission.altitude"])
        page.write_formula(1, 1, "=600+55", None, 655)
        page.write(1, 2, "km")
        page.write_row(2, 0, ["array.area"])
        page.write_formula(2, 1, "=1/0", None, "#DIV/0!")
        page.write(2, 2, "m²")
    found = read(path.read_bytes(), name="f.xlsx")
    assert [one.value for one in found.changes] == [655e3]
    assert [fault.row for fault in found.faults] == [3]


def test_what_is_a_table_of_components() -> None:
    assert is_components(HEAD.encode(), "x")
    assert is_components(b"label;value\n", "x.dat")
    assert is_components(GOOD, "x")
    for other in (b"wavelength_nm,n,k\n400,1,0\n", b'{"format": 1}', b"", b"\xff\xfe", b"1 25544U", b"value\n1\n"):
        assert not is_components(other, "x.csv")
