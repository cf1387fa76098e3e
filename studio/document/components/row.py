"""One row of a table of components: the field that it means, the value in SI, and where it is from."""

import datetime
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from studio.design import Design, DesignError, Field
from studio.design.edit import checked, get_value, read_text, source_of
from studio.design.quantity import NUMBER, TIME_OF_DAY
from studio.design.requirement import Source
from studio.design.unit_text import display, number_text
from studio.document.components.grid import Cell, blank
from studio.document.components.head import Head
from studio.document.components.names import Names, catalogued
from studio.document.decode import nearest
from studio.numerals import plain_numerals
from studio.text import mark, one_line, tr

_CONFIDENCE = ("measured", "published", "derived", "assumed")
_SAME = 1e-9
"""Relative difference up to which a value and its twin in SI are the same number."""
_ROUNDED = 1e-14
"""Relative difference up to which a number is the value of the design, or a bound, converted from another unit."""
_COMMA = re.compile(r"([+\-−]?\d+),(\d+(?:[eE][+\-]?\d+)?)(?!\d|,)", re.ASCII)
_COUNT = re.compile(r"^\s*[+\-−]?[\d.]+(?:[eE][+\-]?\d+)?", re.ASCII)
_LONGEST_SOURCE, _LONGEST_DATE = 400, 30


@dataclass(frozen=True, slots=True)
class Change:
    """`old` and `new` are as people read them; `same` where neither the value nor its source would change."""

    row: int
    path: str
    label: str
    old: str
    new: str
    value: object
    source: Source
    same: bool


class RowReader:
    """Rows below one head, read against one design."""

    def __init__(
        self, design: Design, names: Names, head: Head, file: str, decimal_comma: bool, today: datetime.date
    ) -> None:
        self.design, self.names, self.head = design, names, head
        self.file, self.decimal_comma, self.today = file, decimal_comma, today

    def read(self, number: int, row: Sequence[Cell]) -> Change | None:
        """What the row changes; None where it names no field and has no value.

        Raises
        ------
        ValueError
            In one sentence.
        """
        typed, si = self.head.cell(row, "value"), self.head.cell(row, "si")
        field, label = (_text(self.head.cell(row, role)) for role in ("field", "label"))
        if not field and not label and blank(typed) and blank(si):
            return None
        if not field and not label:
            raise DesignError("", tr(mark("there is a value, but no field")))
        part = _text(self.head.cell(row, "part"))
        if field and not part and self.names.is_label(field):
            field, label = "", field
        named = field or self.names.path_of(label, part)
        path, spec = self.names.field_of(named)
        old, before = get_value(self.design, path), source_of(self.design, path)
        try:
            value = self._value(spec, path, typed, si, _text(self.head.cell(row, "unit")))
            value = checked(spec, path, _settled(value, (old, spec.low, spec.high)))
            source = self._source(row)
        except DesignError as error:
            raise DesignError(named, error.text) from None
        except ValueError as error:
            raise DesignError(named, str(error)) from None
        same = repr(value) == repr(old) and (source is None or source == before)
        if source is None:
            text = tr(mark("{file}, row {row}"), file=self.file[:300], row=number)
            source = before if same and before else Source(text, "assumed", self.today.isoformat())
        return Change(
            number, path, one_line(self.names.called[path]), _shown(spec, old), _shown(spec, value), value, source, same
        )

    def _value(self, spec: Field, path: str, typed: Cell, si: Cell, unit: str) -> object:
        if isinstance(typed, str) and typed.lstrip().startswith("=") and spec.kind != "text":
            raise ValueError(tr(mark("a formula stands where a value is wanted")))
        if spec.kind in {"number", "integer"}:
            return self._number(spec, path, typed, si, unit)
        if blank(typed):
            if spec.optional:
                return None
            if spec.kind == "text" and not spec.shortest:
                return ""
            raise ValueError(tr(mark("there is no value")))
        if spec.kind == "switch" and isinstance(typed, bool):
            return typed
        words = _text(typed, whole=spec.kind == "text" and not spec.catalogue)
        if spec.kind == "switch":
            return read_text(spec, path, words)
        if spec.kind == "choice" and words not in spec.choices:
            known = ", ".join(spec.choices)
            raise ValueError(tr(mark("“{value}” is none of {choices}"), value=words[:60], choices=known))
        return catalogued(spec, words)

    def _number(self, spec: Field, path: str, typed: Cell, si: Cell, unit: str) -> object:
        quantity = spec.quantity or NUMBER
        exact = _exact(si)
        if blank(typed):
            if exact is not None:
                return _whole(spec, exact)
            if spec.optional:
                return None
            raise ValueError(tr(mark("there is no value")))
        if isinstance(typed, datetime.time | datetime.timedelta) and quantity is TIME_OF_DAY:
            typed = _clock(typed)
        if isinstance(typed, bool) or not isinstance(typed, float | int | str):
            raise ValueError(tr(mark("“{value}” is not a number"), value=_text(typed)[:60]))
        known = quantity.unit(unit)
        if unit and known is None:
            hint = ", ".join(symbol for symbol in quantity.symbols() if symbol) or tr("a bare number")
            raise ValueError(tr(mark("“{symbol}” is not a unit of {quantity} ({known})"), symbol=unit[:30],
                                quantity=tr(quantity.label), known=hint))  # fmt: skip
        if isinstance(typed, str):
            text = _COMMA.sub(r"\1.\2", typed) if self.decimal_comma else typed
            bare = _bare(text)
            if bare and not unit and quantity.si:
                raise ValueError(_no_unit(quantity.symbols()))
            with plain_numerals():  # the table has a decimal sign of its own
                value = read_text(spec, path, text, unit or None)
            own = quantity.unit(_COUNT.sub("", text).strip())
            if unit and not bare and own is not None and own is not known:
                raise ValueError(tr(mark("“{value}” and the unit “{unit}” beside it do not go together"),
                                    value=text.strip()[:40], unit=unit))  # fmt: skip
            return value
        if not unit and quantity.si:
            if exact is not None and _close(float(typed), exact):
                return _whole(spec, exact)
            raise ValueError(_no_unit(quantity.symbols()))
        value = (known or quantity.units[0]).to_si(float(typed))
        if exact is not None and _close(value, exact):
            value = exact
        return _whole(spec, value)

    def _source(self, row: Sequence[Cell]) -> Source | None:
        text = _text(self.head.cell(row, "source"))
        if not text:
            return None
        confidence = _text(self.head.cell(row, "confidence")).lower() or "assumed"
        if confidence not in _CONFIDENCE:
            raise ValueError(tr(mark("“{word}” is no confidence: {known}{hint}"), word=confidence[:40],
                                known=", ".join(_CONFIDENCE), hint=nearest(confidence, _CONFIDENCE)))  # fmt: skip
        cell = self.head.cell(row, "date")
        day = cell.isoformat()[:10] if isinstance(cell, datetime.date) else _text(cell)
        if isinstance(cell, float | int) and not isinstance(cell, bool):
            day = f"{cell:.0f}"  # a year
        for words, longest, what in (
            (text, _LONGEST_SOURCE, mark("the source")), (day, _LONGEST_DATE, mark("the date")),
        ):  # fmt: skip
            if len(words) > longest:
                raise ValueError(tr(mark("{what} has {length} characters, at most {longest} fit"), what=tr(what),
                                    length=len(words), longest=longest))  # fmt: skip
        return Source(text, confidence, day)  # type: ignore[arg-type]


def _text(cell: Cell, *, whole: bool = False) -> str:
    """What stands in a cell, as a text; `whole` with its line breaks."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell) if whole else " ".join(str(cell).split())


def _exact(cell: Cell) -> float | None:
    """The number in a cell, which may be text that is nothing but a number."""
    if isinstance(cell, bool) or not isinstance(cell, float | int | str):
        return None
    try:
        number = float(cell)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _bare(text: str) -> bool:
    """Whether a text is a number and nothing else."""
    return _exact(text.replace("−", "-")) is not None


def _no_unit(symbols: tuple[str, ...]) -> str:
    return tr(mark("the number has no unit; write one of {known} beside it"), known=", ".join(symbols))


def _settled(value: object, marks: tuple[object, ...]) -> object:
    """`value`, or that of the marks that it is but for rounding."""
    if isinstance(value, float):
        for mark_ in marks:
            if isinstance(mark_, float) and _close(value, mark_, _ROUNDED):
                return mark_
    return value


def _close(one: float, other: float, share: float = _SAME) -> bool:
    return abs(one - other) <= share * max(abs(one), abs(other))


def _clock(cell: datetime.time | datetime.timedelta) -> str:
    if isinstance(cell, datetime.time):
        return cell.strftime("%H:%M:%S")
    seconds = int(cell.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _whole(spec: Field, value: float) -> float | int:
    if spec.kind != "integer":
        return value
    if not math.isfinite(value) or value != int(value):
        raise ValueError(tr("“{typed}” is not a whole number", typed=number_text(value)))
    return int(value)


def _shown(spec: Field, value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, int | float):
        return display(value, spec.quantity, spec.unit) if spec.quantity else number_text(value, 9)
    return one_line(str(value))
