"""Packed files with one end, and with one that two readers find at different places."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.document.components.grid import Refused
from studio.document.components.workbook import read_workbook
from studio.document.components.zip_end import has_one_end


def packed(members: dict[str, bytes], comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        archive.comment = comment
    return out.getvalue()


def widened(data: bytes, untold: bool = True, told: int | None = None) -> bytes:
    """The same with a wide record before its end, as a file of 5 GB has; `told`: where it is said to be."""
    end = data.rindex(b"PK\5\6")
    *_, count, size, offset, _ = struct.unpack_from("<4s4H2LH", data, end)
    wide = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end if told is None else told, 1)
    last = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, *((2**32 - 1,) * 2 if untold else (size, offset)), 0)
    return data[:end] + wide + locator + last


MEMBERS = {"xl/workbook.xml": b"<workbook/>", "a.xml": b"<a/>" * 50}
GOOD = packed(MEMBERS)


@pytest.mark.parametrize("data", [
    GOOD, packed(MEMBERS, b"made by hand"), packed({}), widened(GOOD), widened(GOOD, untold=False),
])  # fmt: skip
def test_one_end(data: bytes) -> None:
    assert has_one_end(data)
    assert zipfile.is_zipfile(io.BytesIO(data))


@pytest.mark.parametrize("data", [
    b"", b"PK", GOOD[:-1], b"MZ" + GOOD, GOOD + b"\0", GOOD + GOOD[-22:], widened(GOOD, told=0),
    widened(GOOD, told=len(GOOD)), widened(b"MZ" + GOOD), widened(GOOD)[:-1],
    GOOD[:-22] + widened(GOOD)[len(GOOD) - 22 :].replace(b"PK\6\6", b"PK\6\0"),
])  # fmt: skip
def test_no_end_or_several(data: bytes) -> None:
    assert not has_one_end(data)
    with pytest.raises(Refused, match="is damaged, or no workbook"):
        list(read_workbook(data))


def test_a_file_that_two_readers_take_for_two_is_refused() -> None:
    """A wide record elsewhere names other members than the one before the end, which older Pythons take."""
    hidden = packed({"xl/workbook.xml": b"<workbook/>", "hidden.xml": b"<!DOCTYPE a>"})
    shown = packed(MEMBERS)
    away = widened(hidden)
    start = away.rindex(b"PK\6\6")
    both = bytearray(away + shown[: shown.rindex(b"PK\5\6")])
    end = shown.rindex(b"PK\5\6")
    *_, count, size, offset, _ = struct.unpack_from("<4s4H2LH", shown, end)
    both += struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset + len(away))
    both += struct.pack("<4sLQL", b"PK\6\7", 0, start, 1)  # another reader goes there
    both += struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, 2**32 - 1, 2**32 - 1, 0)
    assert not has_one_end(bytes(both))


@given(st.integers(0, len(GOOD) + 75), st.binary(min_size=1, max_size=9))
def test_whatever_is_in_it_there_is_an_answer(place: int, other: bytes) -> None:
    data = bytearray(widened(GOOD))
    data[place : place + len(other)] = other
    assert has_one_end(bytes(data)) in (True, False)
