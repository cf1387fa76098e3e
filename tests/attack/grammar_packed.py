"""Files with a structure of their own: workbooks, PDFs and pages that carry a design, tables of studies."""

import base64
import io
import json
import random
import zipfile
import zlib
from functools import cache
from typing import Any

DESIGN = b'{"format": "dawnline-design", "schema": 1, "design": {"title": "carried"}}'
_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CELLS = (
    '<c r="{at}"><v>{n}</v></c>',
    '<c r="{at}" t="inlineStr"><is><t>mission.altitude</t></is></c>',
    '<c r="{at}" t="s"><v>{n}</v></c>',
    '<c r="{at}" t="s"><v>99999999999</v></c>',
    '<c r="{at}" t="b"><v>2</v></c>',
    '<c r="{at}" t="e"><v>#DIV/0!</v></c>',
    '<c r="{at}" t="str"><f>SUM(A1)</f><v>x</v></c>',
    "<c><v>1</v></c>",
    '<c r="{at}" s="1"><v>45000.5</v></c>',
    '<c r="{at}" s="1"><v>1e300</v></c>',
    '<c r="{at}" t="d"><v>2026-13-01</v></c>',
    '<c r="{at}"><v>1e999</v></c>',
    '<c r="{at}"><v>-1e300</v></c>',
    '<c r="{at}" t="n"><v>nan</v></c>',
    '<c r="A0"><v>1</v></c>',
    '<c r="ZZZZ9999999"><v>1</v></c>',
    '<c r="{at}" s="999"><v>1</v></c>',
    "<c",
    '<c r=""><v/></c>',
    "<mergeCell/>",
    '<c r="{at}" s="2"><v>-5</v></c>',
    '<c r="{at}" s="1"><v>2958466</v></c>',
    '<c r="GR20000"><v>1</v></c>',
)


def workbook(r: random.Random) -> bytes:
    """A workbook of one or a few sheets, made by hand."""
    head = "".join(
        f'<c r="{at}1" t="inlineStr"><is><t>{word}</t></is></c>'
        for at, word in zip(
            "ABCD", r.choice((("field", "value", "unit", "source"), ("label", "value"), ("x",))), strict=False
        )
    )
    rows = f'<row r="1">{head}</row>'
    for row in range(2, r.choice((3, 3, 5, 20))):
        cells = "".join(
            r.choice(_CELLS[:3] if r.random() < 0.6 else _CELLS).format(at=f"{column}{row}", n=r.choice((0, 1, 650, 9)))
            for column in "ABCD"[: r.randint(1, 4)]
        )
        rows += r.choice(
            (f'<row r="{row}">{cells}</row>',) * 8
            + (
                f"<row>{cells}</row>",
                f'<row r="1048577">{cells}</row>',
                f'<row r="-1">{cells}</row>',
                f'<row r="{row}" spans="1:99999">{cells}',
            )
        )
    dimension = r.choice(
        (
            "",
            '<dimension ref="A1:D9"/>',
            '<dimension ref="A1:XFD1048576"/>',
            '<dimension ref="D9:A1"/>',
            '<dimension ref=""/>',
        )
    )
    sheet = f"<worksheet {_NS}>{dimension}<sheetData>{rows}</sheetData></worksheet>"
    count = r.choice((1, 1, 1, 2, 61))
    sheets = "".join(
        f'<sheet name="{r.choice(("S", "é", "", "a" * 99))}{n}" sheetId="{n + 1}" r:id="rId{n + 1}"/>'
        for n in range(count)
    )
    book = f'<workbook {_NS} xmlns:r="{_OFFICE}">{r.choice(("", "<workbookPr date1904=" + chr(34) + "1" + chr(34) + "/>"))}<sheets>{sheets}</sheets></workbook>'  # noqa: E501
    target = r.choice(
        ("worksheets/sheet1.xml",) * 9
        + ("../../etc/passwd", "/xl/worksheets/sheet1.xml", "", "http://127.0.0.1/x", "worksheets/none.xml")
    )
    relations = "".join(
        f'<Relationship Id="rId{n + 1}" Type="{_OFFICE}/worksheet" Target="{target}"/>' for n in range(count)
    )
    strings = f'<sst {_NS} count="{r.choice(("2", "4294967295", "-1"))}" uniqueCount="{r.choice(("2", "4294967295", "99999999"))}"><si><t>value</t></si><si><t>m</t></si></sst>'  # noqa: E501
    styles = (
        f'<styleSheet {_NS}><numFmts count="1"><numFmt numFmtId="164" formatCode="{r.choice(("yyyy-mm-dd", "[h]:mm", "[" * 99, ""))}"/></numFmts>'  # noqa: E501
        f'<cellXfs count="{r.choice(("2", "4294967295"))}"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs></styleSheet>'  # noqa: E501
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',  # noqa: E501
        "xl/workbook.xml": book,
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": strings,
        "xl/styles.xml": styles,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
    }
    if r.random() < 0.1:
        parts.pop(r.choice(list(parts)))
    if r.random() < 0.1:
        parts[r.choice(("../x", "xl/vbaProject.bin", "/etc/x", "xl/worksheets/sheet2.xml", "x" * 300))] = r.choice(
            ("", "<a/>", "<!DOCTYPE a>")
        )
    if r.random() < 0.1:
        name = r.choice(list(parts))
        parts[name] = r.choice(
            (
                parts[name][: len(parts[name]) // 2],
                "<!DOCTYPE a [<!ENTITY b 'c'>]>" + parts[name],
                "\0",
                parts[name] * 3,
                parts[name].replace("<sheetData>", "<sheetData>" + "<a>" * 5000),
            )
        )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", r.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text.encode("utf-8", "surrogatepass"))
    return data.getvalue()


def report(r: random.Random) -> bytes:
    """A page or a PDF that carries a design, put together object by object."""
    return _page(r) if r.random() < 0.3 else _pdf(r)


def _page(r: random.Random) -> bytes:
    packed = base64.b64encode(r.choice((DESIGN, DESIGN, b"{}", b"\0" * 90, DESIGN * 500))).decode()
    packed = r.choice((packed, packed, packed[:-1], packed + "=", "=" * 9, "", packed + "é"))
    pad = r.choice(("", "", " x" * 150, " x" * 500, ">"))
    page = (
        f'<!doctype html><a id="dawnline-design" download="x"{pad} href="data:application/json;base64,{packed}">x</a>'
    )
    return page.encode()


_DICTIONARIES = (
    "<< /Type /Filespec /F (design.json) /UF (design.json) /EF << /F 5 0 R >> >>",
    "<< >>",
    "null",
    "4 0 R",
    "[4 0 R]",
    "<< /Type /Filespec /UF (design.json) /EF << /F 6 0 R /UF 5 0 R >> >>",
    "(design.json)",
    "<< /EF 4 0 R >>",
    "<< /UF 9 /EF << /F [5 0 R] >> >>",
    "<< /UF (../../x) /EF << /F 5 0 R >> >>",
    "<<" * 400,
)
_TREES = (
    "<< /Names [(design.json) 4 0 R] >>",
    "<< /Kids [3 0 R] >>",
    "<< /Kids [3 0 R 3 0 R] /Names [(design.json) 4 0 R] >>",
    "<< /Names [(design.json)] >>",
    "<< /Names 4 0 R >>",
    "[ (design.json) 4 0 R ]",
    "<< /Names [1 2 3] >>",
    "null",
    "<< /Names [(design.json) << /EF << /F 5 0 R >> /UF (design.json) >>] >>",
)
_FILTERS = (
    "/FlateDecode",
    "[/FlateDecode /FlateDecode]",
    "/LZWDecode",
    "/ASCIIHexDecode",
    "/ASCII85Decode",
    "/RunLengthDecode",
    "/Nope",
    "5 0 R",
    "[/ASCIIHexDecode /FlateDecode]",
    "/DCTDecode",
    "/JBIG2Decode",
    "/JPXDecode",
    "/CCITTFaxDecode",
)


@cache
def _squeezed(inner: bytes, times: int) -> bytes:
    """Kept: there are few, and to squeeze three million zeros takes as long as to read a hundred files."""
    return zlib.compress(inner if times == 1 else _squeezed(inner, times - 1), 9)


def _pdf(r: random.Random) -> bytes:
    inner = r.choice((DESIGN,) * 4 + (b"\0" * 3_000_000, b"", b"{}", b"[" * 9000))
    usual = r.random() < 0.5
    packed = _squeezed(inner, r.choice((1,) * 9 + (2, 3)))
    filters = _FILTERS[0] if usual else r.choice(_FILTERS)
    length = r.choice((str(len(packed)),) * 9 + ("0", "-1", "99999999999", "5 0 R", "7 0 R"))
    more = r.choice(
        ("",) * 9
        + (
            "/DecodeParms << /Predictor 12 /Columns 999999999 >>",
            "/DecodeParms << /Predictor 15 /Colors 99 /BitsPerComponent 99 >>",
            "/Params << /Size -1 >>",
            "/DecodeParms [null]",
        )
    )
    objects = {
        1: r.choice(
            ("<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 3 0 R >> >>",) * 6
            + (
                "<< /Type /Catalog /Names 1 0 R >>",
                "null",
                "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Kids [1 0 R] >> >> /AF [4 0 R] >>",
            )
        ),
        2: r.choice(
            ("<< /Type /Pages /Kids [] /Count 0 >>", "<< /Type /Pages /Kids [2 0 R] /Count 99999999 >>", "null")
        ),
        3: _TREES[0] if usual else r.choice(_TREES),
        4: _DICTIONARIES[0] if usual else r.choice(_DICTIONARIES),
    }
    out = io.BytesIO()
    out.write(r.choice((b"%PDF-1.7\n",) * 9 + (b"%PDF-9.9\n", b"\n" * 900 + b"%PDF-1.4\n", b"%PDF-\n")))
    places = {}
    for number, text in objects.items():
        places[number] = out.tell()
        out.write(f"{number} 0 obj\n{text}\nendobj\n".encode())
    places[5] = out.tell()
    stream = r.choice((b"\nendstream",) * 9 + (b"", b"endstream"))
    out.write(
        f"5 0 obj\n<< /Length {length} /Filter {filters} {more} >>\nstream\n".encode() + packed + stream + b"\nendobj\n"
    )
    start = out.tell()
    out.write(
        b"xref\n0 6\n0000000000 65535 f \n"
        + b"".join(f"{places[number]:010} 00000 n \n".encode() for number in range(1, 6))
    )
    trailer = r.choice(
        ("<< /Size 6 /Root 1 0 R >>",) * 9
        + (
            "<< /Root 1 0 R >>",
            "<< /Size 99999999999 /Root 5 0 R >>",
            "<< >>",
            f"<< /Size 6 /Root 1 0 R /Prev {start} >>",
            "<< /Size 6 /Root 1 0 R /Encrypt << /Filter /Standard /V 5 /R 6 >> >>",
            "<< /Size 6 /Root 1 0 R /Encrypt 1 0 R /ID [(a) (b)] >>",
            "<< /Size 6 /Root 1 0 R /XRefStm 9 >>",
        )
    )
    at = r.choice((start,) * 9 + (0, 10**12, start - 3))
    out.write(f"trailer\n{trailer}\nstartxref\n{at}\n%%EOF".encode())
    return out.getvalue()


def small_pdf() -> bytes:
    """A PDF made by what makes the reports, of one page and with a design attached."""
    import typst

    source = b'#pdf.attach("design.json", relationship: "source", mime-type: "application/json")\nA report.\n'
    return bytes(typst.compile({"main.typ": source, "design.json": DESIGN}, format="pdf", timestamp=0))  # type: ignore


@cache
def study() -> Any:
    """A small study: two fields on a grid, one result."""
    from studio.analysis import RESULTS
    from studio.analysis.study import Plan
    from studio.analysis.study.plan import evenly
    from studio.design import Design
    from studio.jobs.study.table import Study

    name = next(name for name, info in RESULTS.items() if info.kind == "number")
    return Study.of(
        Design(), Plan((evenly("array.area", 10.0, 100.0, 2), evenly("mission.altitude", 4e5, 8e5, 2)), (name,))
    )


def sampled() -> bytes:
    """The head of a study of samples: what makes these takes seconds to be imported once."""
    head = json.loads(study().head())
    head["plan"] |= {"sampling": "sobol", "samples": 4}
    return json.dumps(head).encode()


def parquet(head: bytes | None = None, rows: int = 4) -> bytes:
    """The file of a finished study without its results."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from studio.jobs.study.table import ROW, schema

    form = schema(study())
    if head is not None:
        form = form.with_metadata({b"dawnline": head})
    columns = [
        pa.array(range(rows), column.type) if column.name == ROW else pa.nulls(rows, column.type) for column in form
    ]
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=form), sink, write_page_checksum=True, store_schema=True)
    return sink.getvalue()


def part(rows: int = 4) -> bytes:
    """A part of an unfinished study, with the sum at its end."""
    import pyarrow as pa

    from studio.jobs.study.table import ROW, schema

    form = pa.schema([column.remove_metadata() for column in schema(study())])
    columns = [
        pa.array(range(rows), column.type) if column.name == ROW else pa.nulls(rows, column.type) for column in form
    ]
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, form) as writer:
        writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=form))
    return bytes(sink.getvalue())


@cache
def _head() -> bytes:
    return bytes(study().head())


def heads(r: random.Random) -> bytes:
    """What a study says of itself, with a plan that is not quite one."""
    whole = json.loads(_head())
    plan = whole["plan"]
    factor = r.choice(plan["factors"])
    hostile = (
        0,
        -1,
        1e308,
        10**400,
        "x",
        None,
        [],
        {},
        [[[]]],
        True,
        "array",
        "mission",
        "fleet.shells[9]",
        "stack",
        10_000_001,
        ["x"] * 3,
    )
    for _ in range(r.choice((1, 1, 2, 3))):
        where = r.choice((plan, factor, factor, whole))
        where[r.choice([*where, "values", "names", "order", "unknown"][: 99 if where is factor else len(where)])] = (
            r.choice(hostile)
        )
    if r.random() < 0.2:
        plan["sampling"] = r.choice(("list", "latin", "sobol", "random", "x"))
        plan["samples"] = r.choice((4, 10**7, 10**18))
    return json.dumps(whole).encode()


def study_file(r: random.Random) -> bytes:
    """A table of a study with such a head."""
    return parquet(heads(r) if r.random() < 0.8 else r.choice((b"", b"{}", b"\xff", b"[" * 9999)), r.choice((0, 4)))
