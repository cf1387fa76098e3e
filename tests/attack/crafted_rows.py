"""Crafted tables: columns without end, cells without end, numbers that are none, formulas, rows twice."""

from collections.abc import Iterator

MILLION = 1_000_000
_BAD = ("NaN", "inf", "-inf", "1e999", "0x1b58", "7_000", "٧٠٠٠", "9" * MILLION, "1" + "0" * 400,
        "1e" + "9" * 5_000)  # fmt: skip
File = tuple[str, str, bytes, "str | None"]


def files() -> Iterator[File]:
    """Reader, case, bytes, and what the refusal must hold."""
    yield from _tables()
    for number in _BAD:
        short = f"number {number[:9]} of {len(number)}"
        yield "components", short, f"field,value,unit\narray.area,{number},m2\n".encode(), None
        yield "requirements", short, _requirement(number).encode(), "row 2"
        yield "material", short, f"wavelength_um,n,k\n0.3,1.5,0\n0.4,{number},0\n0.5,1.5,0\n".encode(), "line 3"
        page = f'REFERENCES: "a"\nDATA:\n  - type: tabulated nk\n    data: |\n      0.3 {number} 0\n      0.4 1.5 0\n'
        yield "material", f"page, {short}", page.encode(), ""
        head = "OBJECT_NAME,EPOCH,MEAN_MOTION,NORAD_CAT_ID,INCLINATION"
        yield "elements", f"CSV, {short}", f"{head}\nA,2026-01-01T00:00:00,{number},1,98\n".encode(), "line 2"
        yield "ephemerides", short, _oem(number).encode(), "line"
    # Sums that are right, so that the numbers alone are wrong.
    for case, angle, motion in (("out of range", "999.0000", "99.00000000"), ("of letters", " xx.xxxx", "15.00000000")):
        line = f"2 00001 {angle}   0.0000 0000000   0.0000   0.0000 {motion}    1"
        yield "elements", f"TLE {case}", _tle(line), "line 2"
    yield "components", "formula", b"field,value,unit\narray.area,\"=cmd|' /C calc'!A0\",m2\n", None
    yield "components", "row twice", b"field,value,unit\narray.area,50,m2\narray.area,60,m2\n", None
    paths = b"".join(b"." * 3_900 + b",1,m\n" for _ in range(4_000))
    yield "components", "paths of dots", b"field,value,unit\n" + paths, None
    names = b"".join(b"array_area%d" % n + b"x" * 3_000 + b",1,m\n" for n in range(4_000))
    yield "components", "names that are nearly known", b"field,value,unit\n" + names, None
    yield "requirements", "name of a million", _requirement("1").replace("A,", "A" * MILLION + ",").encode(), "row 2"
    yield "requirements", "a hundred thousand rows", ("name,result,relation,value\n" + "A,mass.satellite,<=,1\n"
                                                      * 80_000).encode(), ""  # fmt: skip


def _tables() -> Iterator[File]:
    heads = {"components": b"field,value,unit\n", "requirements": b"name,result,relation,value\n",
             "material": b"wavelength_um,n,k\n", "elements": b"OBJECT_NAME,EPOCH,MEAN_MOTION,NORAD_CAT_ID\n"}
    for reader, head in heads.items():
        yield reader, "sixteen million commas", b"," * (16 << 20), ""
        yield reader, "a million columns", head + b"1," * MILLION + b"\n", ""
        yield reader, "a million columns in the head", b"x," * MILLION + head + b"1,2,3\n", ""
        yield reader, "forty heads of commas", b"\n".join([b"," * 400_000] * 40), ""
        yield reader, "a row of commas", head + b"," * (15 << 20), ""
        yield reader, "a million rows", head + b"1\n" * MILLION, None
        yield reader, "an endless quotation", head + b'"' + b"x" * (8 * MILLION), ""
        yield reader, "quotation marks", head + b'"' * (8 * MILLION), None
        yield reader, "one cell", head + b"x" * (8 * MILLION), None
        yield reader, "zeros", bytes(MILLION), ""
        yield reader, "UTF-16", (head + b"1,2,3,4\n").decode().encode("utf-16"), ""
        yield reader, "no UTF-8", head + b"\xff\xfe,1\n", None
        yield reader, "column twice", head.strip() + b"," + head + b"1,2,3,4,5,6,7,8\n", ""
        yield reader, "nothing", b"", ""
        yield reader, "blanks", b" " * (8 * MILLION), ""
        yield reader, "breaks of Unicode", head + "\u2028".encode() * MILLION, None


def _requirement(number: str) -> str:
    return f"name,result,relation,value,unit\nA,mass.satellite,<=,{number},kg\n"


def _oem(number: str) -> str:
    meta = ("CCSDS_OEM_VERS = 2.0\nCREATION_DATE = 2026-01-01T00:00:00\nORIGINATOR = X\nMETA_START\nOBJECT_NAME = A\n"
            "OBJECT_ID = 1\nCENTER_NAME = EARTH\nREF_FRAME = GCRF\nTIME_SYSTEM = UTC\nMETA_STOP\n")  # fmt: skip
    return meta + "".join(f"2026-01-01T00:00:0{second} {number} 0 0 0 7.5 0\n" for second in range(3))


def _tle(second: str) -> bytes:
    from studio.document.elements.tle import checksum

    lines = ["1 00001U 26001A   26001.00000000  .00000000  00000-0  00000-0 0  999", second]
    lines = [line.ljust(68)[:68] for line in lines]
    return "\n".join(line + str(checksum(line)) for line in lines).encode()
