"""What is in a binary table is told before it is written, as other programs would find it."""

import io
import zipfile

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from scipy.io import netcdf_file

from studio.export.formats import Format, Product
from studio.gui.export.contents import contents
from studio.gui.export.look import look_at

ANY = Format("x", "X", "tables", ".x", "", "no:where", preview="")


def test_parquet_tells_columns_units_and_first_rows():
    sink = io.BytesIO()
    field = pa.field("power", pa.float64(), metadata={"unit": "W"})
    pq.write_table(pa.table([list(range(100)), np.linspace(0.0, 1.0, 100)],
                            schema=pa.schema([pa.field("day", pa.int32()), field])), sink)  # fmt: skip
    lines = contents(sink.getvalue()).splitlines()
    assert lines[0] == "100 rows, 2 columns"
    assert lines[2:4] == ["day: int32", "power: double [W]"]
    assert lines[5].split() == ["day", "power"]
    assert lines[7].split() == ["1", "0.01010101"]
    assert len(lines) == 5 + 1 + 12


def test_netcdf_tells_dimensions_variables_and_attributes():
    sink = io.BytesIO()
    with netcdf_file(sink, "w") as file:
        file.title = "A test"
        file.createDimension("time", 5)
        power = file.createVariable("power", "d", ("time",))
        power.units, power.long_name = "W", "Array power"
        power[:] = np.arange(5.0)
        file.flush()
        data = sink.getvalue()
    text = contents(data)
    assert "  time = 5" in text
    assert "  power(time) [W]  Array power" in text
    assert "  title = A test" in text


def test_workbooks_tell_their_sheets():
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Prices")
        sheet.write_row(0, 0, ["Item", "USD"])
        sheet.write_row(1, 0, ["Panel", 1234.5])
        sheet.write_formula(2, 1, "=2*B2", None, 2469.0)
    lines = contents(sink.getvalue()).splitlines()
    assert lines[0] == "Prices  (3 rows)"
    assert [line.split() for line in lines[1:4]] == [["Item", "USD"], ["Panel", "1234.5"], ["2469"]]


@pytest.mark.parametrize("data", [b"", b"glTF\0", b"\x00\x01", b"%PDF"])
def test_of_what_is_not_known_nothing_is_told(data):
    assert contents(data) == ""


def test_what_is_text_is_shown_as_text():
    look = look_at(ANY, Product.of("ISO-10303-21;\nHEADER;\n" + "µ" * 5000))
    assert (look.kind, look.text.splitlines()[0]) == ("text", "ISO-10303-21;")
    for data in (b"\x00\x01\x02", b"\xff\xfe\x00", zipfile.BadZipFile.__name__.encode() + b"\x00"):
        assert look_at(ANY, Product.of(data)).kind == ""
