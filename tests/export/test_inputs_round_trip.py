"""The sheet of inputs of the workbook comes back into the design; what another program changed in it, too."""

import io
from pathlib import Path

import openpyxl
import pytest

from studio.design import Design
from studio.document import preset
from studio.document.components.reader import ReadComponents, applied, read_components
from studio.document.files import dump
from studio.export.formats import Source, find_format
from studio.text import PSEUDO, speaking
from tests.export.test_workbook import converted


def workbook(design: Design) -> bytes:
    return find_format("xlsx").write(Source(design, b"", "x", {}), {}, lambda _: None).files[""]


def read(data: bytes, design: Design) -> ReadComponents:
    return read_components(data, "x.xlsx", design)


@pytest.mark.parametrize("name", ["ai1-120kw", "perovskite-hjt-650km", "shell-30deg"])
def test_nothing_changes_of_the_design_that_it_was_written_from(name: str) -> None:
    design = preset(name)
    found = read(workbook(design), design)
    assert [str(fault) for fault in found.faults] == []
    assert [(one.path, one.old, one.new, one.source) for one in found.changes] == []
    assert found.unchanged > 400
    assert dump(applied(design, found)) == dump(design)


def test_another_language_is_read_as_well() -> None:
    design = preset("ai1-120kw")
    with speaking(PSEUDO):
        data = workbook(design)
    found = read(data, design)
    assert (found.faults, found.changes) == ((), ())
    assert found.unchanged > 400


def test_the_inputs_of_one_design_make_another_the_same() -> None:
    """Fields of layers and lists aside, which the other may not have."""
    design, other = preset("shell-30deg"), preset("shell-500km-eclipse")
    found = read(workbook(design), other)
    fresh = applied(other, found)
    for part in ("mission", "battery", "payload", "thermal", "link", "launch", "cost", "ground", "programme"):
        assert getattr(fresh, part) == getattr(design, part), part


def test_what_is_typed_into_the_sheet_counts_whether_or_not_it_was_recalculated() -> None:
    design = preset("ai1-120kw")
    book = openpyxl.load_workbook(io.BytesIO(workbook(design)))
    (row,) = (row for row in book["Inputs"].iter_rows() if row[0].value == "mission.altitude")
    row[2].value = 655
    out = io.BytesIO()
    book.save(out)
    book.close()
    found = read(out.getvalue(), design)
    assert [(one.path, one.value) for one in found.changes] == [("mission.altitude", 655e3)]


def test_what_libreoffice_saves_is_read(tmp_path: Path) -> None:
    """The workbook of the studio, changed and saved there, and a list of parts as it writes CSV."""
    design = preset("ai1-120kw")
    book = openpyxl.load_workbook(io.BytesIO(workbook(design)))
    (row,) = (row for row in book["Inputs"].iter_rows() if row[0].value == "mission.altitude")
    row[2].value = 655
    book.save(tmp_path / "inputs.xlsx")
    book.close()
    parts = openpyxl.Workbook()
    for cells in (["Field", "Value", "Unit", "Source"], ["array.area", 512.5, "m²", 'A "quoted", source; with ä'],
                  ["mission.altitude", 655, "km"], ["Title", "中文"]):  # fmt: skip
        parts.active.append(cells)
    parts.save(tmp_path / "parts.xlsx")
    parts.close()
    fresh = (converted([tmp_path / "inputs.xlsx"], "xlsx", tmp_path) / "inputs.xlsx").read_bytes()
    found = read(fresh, design)
    assert found.faults == ()
    assert [(one.path, one.value) for one in found.changes] == [("mission.altitude", 655e3)]
    listed = (converted([tmp_path / "parts.xlsx"], "csv:Text - txt - csv (StarCalc):59,34,76", tmp_path)
              / "parts.csv").read_bytes()  # fmt: skip
    assert b";" in listed
    found = read_components(listed, "parts.csv", design)
    assert found.faults == ()
    assert [(one.path, one.value) for one in found.changes] == [
        ("array.area", 512.5), ("mission.altitude", 655e3), ("title", "中文")]  # fmt: skip
    assert found.changes[0].source.text == 'A "quoted", source; with ä'
