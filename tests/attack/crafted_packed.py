"""Crafted files that unpack to more than they are, or send their reader round in circles: workbooks, PDFs, XML."""

import base64
import io
import zipfile
import zlib
from collections.abc import Iterator

from tests.attack import grammar_packed

MILLION = 1_000_000
File = tuple[str, str, bytes, "str | None"]
_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def files(wanted: str) -> Iterator[File]:
    """Case and bytes for this reader, and what its refusal must hold; to pack them takes its time."""
    if wanted == "workbook":
        yield from _workbooks()
    elif wanted == "report":
        yield from _reports()
    else:
        yield from _messages()


def _book(sheet: str | bytes, strings: str | bytes = "", more: dict[str, bytes] | None = None, names: int = 1) -> bytes:
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n + 1}" r:id="rId1"/>' for n in range(names))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
                       'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {_NS} xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
                                      f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **({"xl/sharedStrings.xml": strings} if strings else {}),
        **(more or {}),
    }  # fmt: skip
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED, 1)
    return data.getvalue()


def _sheet(rows: str) -> str:
    return f"<worksheet {_NS}><sheetData>{rows}</sheetData></worksheet>"


_ROWS = ('<row r="1"><c r="A1" t="inlineStr"><is><t>field</t></is></c><c r="B1" t="inlineStr"><is><t>value</t></is></c>'
         '<c r="C1" t="inlineStr"><is><t>unit</t></is></c></row>')  # fmt: skip
_ROW = ('<row r="2"><c r="A2" t="inlineStr"><is><t>array.area</t></is></c>{}'
        '<c r="C2" t="inlineStr"><is><t>m2</t></is></c></row>')  # fmt: skip


def _workbooks() -> Iterator[File]:
    entities = '<!DOCTYPE a [<!ENTITY a "' + "ha" * 50 + '">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + "]>"  # fmt: skip
    yield "workbook", "a bomb of zeros", _book(bytes(70 << 20)), "unpacks to more"
    yield "workbook", "a bomb of blanks", _book(_sheet(" " * (60 << 20))), ""
    yield "workbook", "a bomb in a cell", _book(_sheet(_ROWS + _ROW.format(
        '<c r="B2" t="inlineStr"><is><t>' + "x" * (60 << 20) + "</t></is></c>"))), ""  # fmt: skip
    yield "workbook", "a bomb in a shared text", _book(
        _sheet(_ROWS), f"<sst {_NS}><si><t>" + "x" * (60 << 20) + "</t></si></sst>"), ""
    yield "workbook", "shared texts told to be billions", _book(
        _sheet(_ROWS), f'<sst {_NS} count="4294967295" uniqueCount="4294967295"><si><t>x</t></si></sst>'), "damaged"
    yield "workbook", "millions of shared texts", _book(
        _sheet(_ROWS), f"<sst {_NS}>" + "<si><t>x</t></si>" * 3_500_000 + "</sst>"), ""
    yield "workbook", "entities in a sheet", _book(entities + _sheet(_ROWS + _ROW.format(
        '<c r="B2" t="inlineStr"><is><t>&j;</t></is></c>'))), "entities"  # fmt: skip
    yield "workbook", "entities in the texts", _book(_sheet(_ROWS), entities + f"<sst {_NS}/>"), "entities"
    yield "workbook", "entities in a part", _book(_sheet(_ROWS), more={"xl/styles.xml": entities.encode()}), "entities"
    yield "workbook", "a cell far out", _book(_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')), "more"
    yield "workbook", "a million cells in a row", _book(_sheet("<row>" + "<c><v>1</v></c>" * 5_000_000 + "</row>")), ""
    yield "workbook", "a million rows", _book(_sheet("<row/>" * MILLION)), "rows"
    yield "workbook", "deep", _book(_sheet("<a>" * 5_000_000)), ""
    yield "workbook", "attributes", _book(_sheet("<row " + " ".join(f'a{n}="x"' for n in range(2_000_000)) + "/>")), ""
    yield "workbook", "merged cells", _book(_sheet(_ROWS) [:-12] + "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>'
                                            * 500_000 + "</mergeCells></worksheet>"), ""  # fmt: skip
    yield "workbook", "sixty-one sheets", _book(_sheet(_ROWS), names=61), "sheets"
    yield "workbook", "ten thousand parts", _book(_sheet(_ROWS), more={f"x/{n}": b"" for n in range(10_000)}), "damaged"
    yield "workbook", "macros", _book(_sheet(_ROWS), more={"xl/vbaProject.bin": b"x"}), "macros"
    yield "workbook", "names that lead out", _book(
        _sheet(_ROWS), more={"../../../tmp/owned": b"x", "/etc/owned": b"x", "C:\\owned": b"x"}), None
    for number in ("1e999", "nan", "-1e308", "9" * 100_000):
        cell = f'<c r="B2"><v>{number}</v></c>'
        yield "workbook", f"number {number[:9]}", _book(_sheet(_ROWS + _ROW.format(cell))), None
    far = _sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    for place in ("elsewhere/sheet1.xml", "worksheets/sheet1.bin", "sheet1"):
        yield "workbook", f"a cell far out in {place}", _elsewhere(far, place), "more"
    yield "workbook", "overlapping parts", _overlapping(), ""
    yield "workbook", "told to be small", _lying(), ""


def _elsewhere(sheet: str, place: str) -> bytes:
    """A workbook that says its sheet lies at another place."""
    relations = (f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_OFFICE}/worksheet" '
                 f'Target="{place}"/></Relationships>')  # fmt: skip
    more = {"xl/_rels/workbook.xml.rels": relations.encode(), f"xl/{place}": sheet.encode()}
    return _book(_sheet(_ROWS), more=more)


def _overlapping() -> bytes:
    """One packed part under a thousand names: each unpacks to ten megabytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(10 << 20))
        first = archive.infolist()[0]
        for number in range(1_000):
            other = zipfile.ZipInfo(f"x/{number}")
            for name in ("compress_type", "CRC", "compress_size", "file_size", "header_offset", "flag_bits"):
                setattr(other, name, getattr(first, name))
            archive.filelist.append(other)
            archive.NameToInfo[other.filename] = other
        archive._didModify = True
    return data.getvalue()


def _lying() -> bytes:
    """A part that says it is of ten bytes, in both places where it says so."""
    whole = _book(bytes(70 << 20))
    return whole.replace((70 << 20).to_bytes(4, "little"), (10).to_bytes(4, "little"))


def _pdf(objects: dict[int, bytes], trailer: bytes = b"<< /Size 9 /Root 1 0 R >>") -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = {}
    for number, text in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, text))
    at = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, place in places.items():
        out.write(b"%d 1\n%010d 00000 n \n" % (number, place))
    out.write(b"trailer\n%s\nstartxref\n%d\n%%%%EOF" % (trailer.replace(b"HERE", b"%d" % at), at))
    return out.getvalue()


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 3 0 R >> >>"
_PAGES = b"<< /Type /Pages /Kids [] /Count 0 >>"
_NAMES = b"<< /Names [(design.json) 4 0 R] >>"
_FILE = b"<< /Type /Filespec /F (design.json) /UF (design.json) /EF << /F 5 0 R >> >>"


def _stream(data: bytes, head: bytes) -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), head, data)


def _carrying(stream: bytes, **other: bytes) -> bytes:
    parts = {1: _CATALOG, 2: _PAGES, 3: _NAMES, 4: _FILE, 5: stream}
    parts.update({int(name[1:]): text for name, text in other.items()})
    return _pdf(parts)


def _reports() -> Iterator[File]:
    flate = b"/Filter /FlateDecode"
    bomb = zlib.compress(bytes(200 << 20), 1)
    yield "report", "a whole one", _carrying(_stream(zlib.compress(grammar_packed.DESIGN), flate)), None
    yield "report", "a bomb", _carrying(_stream(bomb, flate)), ""
    for case, filters, data in (
        ("a bomb in a bomb", b"/FlateDecode /FlateDecode", zlib.compress(bomb, 1)),
        ("words", b"/LZWDecode", b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * 400_000),
    ):
        yield "report", case, _carrying(_stream(data, b"/Filter [" + filters + b"]")), ""
    yield "report", "runs", _carrying(_stream(b"\x81\0" * 4_000_000, b"/Filter /RunLengthDecode")), ""
    wide = flate + b" /DecodeParms << /Predictor 12 /Columns 999999999 >>"
    yield "report", "wide rows", _carrying(_stream(zlib.compress(bytes(1 << 20)), wide)), ""
    yield "report", "names of names", _carrying(b"null", o3=b"<< /Kids [3 0 R] >>"), ""
    yield "report", "many names of names", _carrying(b"null", o3=b"<< /Kids [" + b"3 0 R " * 100_000 + b"] >>"), ""
    chain = {number: b"<< /Kids [%s] >>" % (b"%d 0 R " % (number + 1) * 10) for number in range(10, 40)}
    tree = {1: _CATALOG, 2: _PAGES, 3: b"<< /Kids [10 0 R] >>", **chain, 40: _NAMES}
    yield "report", "a tree of 10^30", _pdf(tree), ""
    yield "report", "an object that is itself", _carrying(b"5 0 R"), ""
    before = b"<< /Size 9 /Root 1 0 R /Prev HERE >>"
    yield "report", "the table before is itself", _pdf({1: _CATALOG, 2: _PAGES}, before), ""
    yield "report", "a table of 10^11", _pdf({1: _CATALOG}, b"<< /Size 99999999999 /Root 1 0 R >>"), ""
    table = b"xref\n0 99999999999\n0000000000 65535 f \ntrailer\n<< /Size 9 /Root 1 0 R >>\nstartxref\n9\n%%EOF"
    yield "report", "a table told to be long", b"%PDF-1.7\n" + table, ""
    head = b"/Type /XRef /W [1 8 8] /Index [0 999999999] /Size 999999999 /Root 1 0 R /Filter /FlateDecode"
    table = b"%PDF-1.7\n9 0 obj\n" + _stream(zlib.compress(bytes(50 << 20), 9), head) + b"\nendobj\nstartxref\n9\n%%EOF"
    yield "report", "a packed table of 10^9", table, ""
    yield "report", "deep lists", _carrying(b"null", o3=b"[" * MILLION), ""
    yield "report", "deep objects", _carrying(b"null", o3=b"<< /A " * 300_000), ""
    yield "report", "a long text", _carrying(b"null", o3=b"(" * (4 * MILLION)), ""
    yield "report", "a number of a million digits", _carrying(b"null", o3=b"9" * MILLION), ""
    yield "report", "comments", b"%PDF-1.7\n" + b"%\n" * (8 * MILLION), ""
    page = b'<!doctype html><a id="dawnline-design" href="data:application/json;base64,%s">x</a>'
    yield "report", "a large page", page % base64.b64encode(bytes(20 << 20)), "larger"
    yield "report", "a page of ids", b"<!doctype html>" + b'id="dawnline-design"' * MILLION, ""
    yield "report", "a page of attributes", b'<!doctype html><a id="dawnline-design"' + b" x" * (4 * MILLION), ""


def _messages() -> Iterator[File]:
    laughs = '<?xml version="1.0"?><!DOCTYPE ndm [<!ENTITY a "' + "ha" * 50 + '">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + "]>"  # fmt: skip
    outside = '<?xml version="1.0"?><!DOCTYPE ndm [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'
    for reader, tag in (("elements", "omm"), ("ephemerides", "oem")):
        body = f"<ndm><{tag}><a>&j;</a></{tag}></ndm>"
        yield reader, "entities", (laughs + body).encode(), "line 1"
        wide = laughs.replace("?>", ' encoding="UTF-16"?>', 1) + body
        yield reader, "entities in UTF-16", wide.encode("utf-16"), ""
        yield reader, "an entity outside", (outside + body).encode(), "line 1"
        yield reader, "a type outside", f'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><{tag}/>'.encode(), "line 1"
        yield reader, "an unknown entity", body.encode(), "line 1"
        yield reader, "deep", b"<ndm>" + b"<a>" * MILLION, ""
        yield reader, "many", f"<ndm><{tag}>".encode() + b"<a/>" * 5_000_000, ""
        yield reader, "many attributes", f"<ndm><{tag} ".encode() + b" ".join(b'a%d=""' % n for n in range(500_000)), ""
        yield reader, "a long name", b"<" + b"a" * (8 * MILLION), ""
        yield reader, "characters by number", f"<ndm><{tag}><a>".encode() + b"&#65;" * MILLION, ""
