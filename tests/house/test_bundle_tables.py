"""What the tables of ICU are made anew with in the bundle for Linux."""

import importlib
import struct
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


def package(tables: dict[str, bytes]) -> bytes:
    head = struct.pack("<HBB", 16, 0xDA, 0x27) + bytes(8) + b"CmnD"
    names, bodies, lines = b"", b"", []
    base = 4 + 8 * len(tables) + sum(len(name) + 1 for name in tables)
    for name, body in tables.items():
        lines.append((4 + 8 * len(tables) + len(names), base + len(bodies)))
        names, bodies = names + name.encode() + b"\0", bodies + body
    places = b"".join(struct.pack("<II", *line) for line in lines)
    return head + struct.pack("<I", len(tables)) + places + names + bodies


def tables(whole: bytes) -> dict[str, bytes]:
    body = whole[16:]
    (count,) = struct.unpack_from("<I", body)
    lines = [struct.unpack_from("<II", body, 4 + 8 * number) for number in range(count)]
    ends = [*(at for _, at in lines[1:]), len(body)]
    parts = zip(lines, ends, strict=True)
    return {body[at : body.index(0, at)].decode(): body[start:end] for (at, start), end in parts}


def test_only_tables_that_are_asked_for_stay_and_stay_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))
    unicode_data = importlib.import_module("bundle.unicode_data")
    before = {"icudt73l/cnvalias.icu": b"a" * 32, "icudt73l/coll/de.res": b"b" * 16, "icudt73l/coll/zh.res": b"c" * 48,
              "icudt73l/unit/en.res": b"d" * 16, "icudt73l/zoneinfo64.res": b"e" * 20}  # fmt: skip
    after = tables(unicode_data.repacked(package(before), unicode_data.is_used))
    assert [*after] == ["icudt73l/cnvalias.icu", "icudt73l/coll/zh.res", "icudt73l/zoneinfo64.res"]
    assert all(after[name].rstrip(b"\0") == before[name] for name in after)
    with pytest.raises(ValueError, match="no package of tables"):
        unicode_data.repacked(b"\0" * 64, unicode_data.is_used)
