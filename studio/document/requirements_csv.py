"""Requirements as a spreadsheet: one row each, written and read back as they were.

Values stand in the unit beside them. What begins like a formula gets an apostrophe, which reading takes away.
"""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

from studio.analysis import RESULTS
from studio.design import Design, DesignError
from studio.design.edit import checked
from studio.design.field import struct_fields
from studio.design.quantity import NUMBER, Unit
from studio.design.requirement import MAX_REQUIREMENTS, Requirement
from studio.design.requirement_edit import with_requirements
from studio.text import mark, tr

HEAD = ("name", "result", "relation", "value", "upper", "unit", "warn", "against", "policy", "verification", "owner",
        "source", "parent", "rationale")  # fmt: skip
MAX_BYTES = 2_000_000
_TEXTS = ("name", "result", "relation", "against", "policy", "verification", "owner", "source", "parent", "rationale")
_RELATIONS = {"≥": ">=", "≤": "<=", ">=": ">=", "<=": "<=", "in": "in"}
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|[+-]?(?:nan|inf)", re.ASCII | re.IGNORECASE)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def to_csv(design: Design) -> bytes:
    """The requirements of `design` as comma-separated text in UTF-8 with a byte order mark, as spreadsheets like it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for one in design.requirements:
        unit = _unit(one)
        # What Requirement calls `value` is a place on the scale, `warn` a distance: an offset counts for one alone.
        row: dict[str, Any] = {name: _inert(getattr(one, name)) for name in _TEXTS}
        row["relation"] = one.relation
        row["value"] = repr(unit.from_si(one.value) if not one.against else one.value / unit.factor)
        row["upper"] = "" if one.upper is None else repr(unit.from_si(one.upper))
        row["unit"], row["warn"] = unit.symbol, repr(one.warn / unit.factor)
        writer.writerow([row[name] for name in HEAD])
    return out.getvalue().encode("utf-8-sig")


def from_csv(data: bytes, design: Design) -> Design:
    """`design` with the requirements of a spreadsheet instead of its own.

    Raises
    ------
    DesignError
        Where the text is no such table, in one sentence that names the row.
    """
    if len(data) > MAX_BYTES:
        raise DesignError("", tr(mark("the table is larger than {most} MB"), most=MAX_BYTES // 1_000_000))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DesignError("", tr(mark("the table is not text in UTF-8"))) from None
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            rows.append(row)
    except csv.Error as error:
        where = tr(mark("row {number}"), number=len(rows) + 1)
        raise DesignError(where, tr(mark("the table cannot be read: {reason}"), reason=str(error)[:80])) from None
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    lacking = [name for name in ("name", "result", "relation", "value") if name not in head]
    if lacking:
        raise DesignError("", tr(mark("the first row must name the columns; “{name}” is missing"), name=lacking[0]))
    unknown = [name for name in head if name and name not in HEAD]
    if unknown or len(set(head)) < len(head):
        raise DesignError("", tr(mark("there is no column “{name}”, or it is there twice"),
                                 name=(unknown or [""])[0][:40]))  # fmt: skip
    decimal = "," if separator == ";" else "."
    filled = _filled(rows)
    if len(filled) > MAX_REQUIREMENTS:
        raise DesignError("requirements", tr(mark("a design has at most {most} requirements"), most=MAX_REQUIREMENTS))
    return with_requirements(design, tuple(_read(dict(zip(head, row, strict=False)), number, decimal)
                                           for number, row in filled))  # fmt: skip


def _filled(rows: list[list[str]]) -> list[tuple[int, list[str]]]:
    """The rows below the head that are not empty, with their numbers as a spreadsheet counts them."""
    return [(number, row) for number, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)]


def _read(row: dict[str, str], number: int, decimal: str) -> Requirement:
    where = tr(mark("row {number}"), number=number)
    said: dict[str, Any] = {name: _plain(row[name]) for name in _TEXTS if row.get(name, "").strip()}
    if not said.get("name") or not said.get("result"):
        raise DesignError(where, tr(mark("a requirement needs a name and a result")))
    relation = _RELATIONS.get(str(said.get("relation", "")).strip())
    if relation is None:
        raise DesignError(where, tr(mark("“{relation}” is none of >=, <= and in"),
                                    relation=str(said.get("relation", ""))[:20]))  # fmt: skip
    known = RESULTS.get(said["result"])
    if known is None:
        raise DesignError(where, tr(mark("there is no result “{name}”"), name=said["result"][:60]))
    symbol = row.get("unit", "").strip()
    unit = known.quantity.unit(symbol) if symbol or known.quantity is NUMBER else known.quantity.units[0]
    if unit is None:
        raise DesignError(where, tr(mark("“{unit}” is no unit of {name}"), unit=symbol[:20], name=said["result"]))
    if "verification" in said:
        said["verification"] = said["verification"].lower()

    def amount(name: str, convert: Callable[[float], float]) -> float | None:
        typed = row.get(name, "").strip()
        if not typed:
            return None
        plain = typed.replace(decimal, ".") if decimal == "," and "." not in typed else typed
        if not _NUMBER.fullmatch(_plain(plain)):  # Python takes 7_000 and digits of every script
            raise DesignError(where, tr(mark("“{typed}” is not a number"), typed=typed[:30]))
        return convert(float(_plain(plain)))

    place = (lambda value: value * unit.factor) if said.get("against") else unit.to_si
    value = amount("value", place)
    if value is None:
        raise DesignError(where, tr(mark("a requirement needs a value")))
    said.update(relation=relation, value=value, upper=amount("upper", unit.to_si),
                warn=amount("warn", lambda distance: distance * unit.factor) or 0.0)  # fmt: skip
    for name, spec in struct_fields(Requirement).items():
        if name in said:
            try:
                said[name] = checked(spec, where, said[name])
            except DesignError as error:
                raise DesignError(where, f"{name}: {error.text}") from None
    return Requirement(**said)


def _unit(one: Requirement) -> Unit:
    """The unit that people expect, or the SI one where the other would lose a digit."""
    known = RESULTS.get(one.result)
    quantity = known.quantity if known else NUMBER
    si = quantity.units[0]
    unit = (quantity.unit(known.unit) if known else None) or si
    numbers = [one.value, *([one.upper] if one.upper is not None else [])]
    exact = all(unit.to_si(float(repr(unit.from_si(value)))) == value for value in numbers)
    apart = (one.warn, *([one.value] if one.against else []))
    exact = exact and all(value / unit.factor * unit.factor == value for value in apart)
    return unit if exact else si


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def _plain(text: str) -> str:
    return text[1:] if text.startswith("'") and len(text) > 1 else text
