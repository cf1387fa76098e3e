"""What is known of each field of a design: quantity, bounds, label, help; read off the annotations of the parts."""

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import msgspec

from studio.design.quantity import QUANTITIES, Quantity
from studio.design.shown import shown_symbol


def number(
    quantity: Quantity,
    label: str,
    help: str,
    low: float,
    high: float,
    *,
    unit: str | None = None,
    when: tuple[str, object] | None = None,
) -> msgspec.Meta:
    """The metadata of a numeric field with inclusive bounds [SI], the unit shown first, and when it applies.

    `when` is the path of another field and the value, or a tuple of the values, that makes this one count.
    """
    extra = {"quantity": quantity.name, "unit": quantity.shown if unit is None else unit, "when": when}
    schema = {"unit": quantity.si}
    return msgspec.Meta(ge=low, le=high, title=label, description=help, extra=extra, extra_json_schema=schema)


def choice(label: str, help: str, *, when: tuple[str, object] | None = None, **options: Any) -> msgspec.Meta:
    """The metadata of a field that is chosen or typed as text; `options` may bound the length of a text."""
    return msgspec.Meta(title=label, description=help, extra={"when": when}, **options)


def text(
    label: str, help: str, *, longest: int, shortest: int = 0, catalogue: str = "", hidden: bool = False
) -> msgspec.Meta:
    """The metadata of a text field; `catalogue` names the table its value is an id of.

    What is `hidden` holds data that the program wrote, and has no editor.
    """
    extra = {"catalogue": catalogue, "hidden": hidden}
    return msgspec.Meta(title=label, description=help, min_length=shortest, max_length=longest, extra=extra)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a part: `kind` is "number", "integer", "switch", "choice", "text" or "list"."""

    part: str
    name: str
    kind: str
    label: str
    help: str
    quantity: Quantity | None = None
    usual: str = ""
    """The unit in which it is shown where nobody has chosen another."""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    optional: bool = False
    catalogue: str = ""
    when: tuple[str, object] | None = None
    longest: int | None = None
    shortest: int = 0
    hidden: bool = False

    @property
    def unit(self) -> str:
        """The unit in which it is shown to people, now."""
        return self.usual if self.quantity is None else shown_symbol(self.quantity, self.usual)

    @property
    def path(self) -> str:
        return f"{self.part}.{self.name}" if self.part else self.name


def applies(when: tuple[str, object] | None, value: object) -> bool:
    """Whether a field with this condition counts where the field that it depends on has `value`."""
    if when is None:
        return True
    wanted = when[1]
    return value in wanted if isinstance(wanted, tuple) else value == wanted


def struct_fields(struct: type[msgspec.Struct], part: str = "") -> dict[str, Field]:
    """The fields of one struct, by name, in the order in which they are written."""
    return _struct_fields(struct, part)


@cache
def _struct_fields(struct: Any, part: str) -> dict[str, Field]:
    hints = typing.get_type_hints(struct, include_extras=True)
    return {f.name: _field(part, f.name, hints[f.name]) for f in msgspec.structs.fields(struct)}


def nested(struct: type[msgspec.Struct], name: str) -> type[msgspec.Struct] | None:
    """The struct that the field `name` holds, or holds a tuple of; None for plain values."""
    return _nested(struct, name)


@cache
def _nested(struct: Any, name: str) -> type[msgspec.Struct] | None:
    hint = typing.get_type_hints(struct)[name]
    candidates = (hint, *typing.get_args(hint))
    return next((c for c in candidates if isinstance(c, type) and issubclass(c, msgspec.Struct)), None)


def fields(struct: type[msgspec.Struct], part: str = "") -> Iterator[Field]:
    """Every plain field of `struct` and of the structs in it; list items appear as `layers[].thickness`."""
    for name, spec in struct_fields(struct, part).items():
        inner = nested(struct, name)
        if spec.kind == "table":
            continue
        if inner is None:
            yield spec
        else:
            yield from fields(inner, f"{spec.path}[]" if spec.kind == "list" else spec.path)


def _field(part: str, name: str, hint: Any) -> Field:
    meta: msgspec.Meta | None = None
    if typing.get_origin(hint) is typing.Annotated:
        hint, meta = typing.get_args(hint)[0], next(a for a in hint.__metadata__ if isinstance(a, msgspec.Meta))
    optional = False
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        optional = True
        hint = next(a for a in typing.get_args(hint) if a is not type(None))
        if typing.get_origin(hint) is typing.Annotated:
            hint, meta = typing.get_args(hint)[0], next(a for a in hint.__metadata__ if isinstance(a, msgspec.Meta))
    extra = (meta.extra or {}) if meta else {}
    return Field(
        part=part,
        name=name,
        kind=_kind(hint),
        label=(meta.title if meta else None) or name.replace("_", " ").capitalize(),
        help=(meta.description if meta else None) or "",
        quantity=QUANTITIES.get(extra.get("quantity", "")),
        usual=extra.get("unit", ""),
        low=_bound(meta.ge) if meta else None,
        high=_bound(meta.le) if meta else None,
        choices=tuple(str(a) for a in typing.get_args(hint)) if typing.get_origin(hint) is Literal else (),
        optional=optional,
        catalogue=extra.get("catalogue", ""),
        when=extra.get("when"),
        longest=meta.max_length if meta else None,
        shortest=(meta.min_length if meta else None) or 0,
        hidden=extra.get("hidden", False),
    )


def _bound(value: float | None) -> float | None:
    return None if value is None else float(value)


def _kind(hint: Any) -> str:
    if hint is bool:
        return "switch"
    if hint is float:
        return "number"
    if hint is int:
        return "integer"
    if typing.get_origin(hint) is Literal:
        return "choice"
    if hint is str:
        return "text"
    if typing.get_origin(hint) is tuple:
        return "list"
    if typing.get_origin(hint) is dict:
        return "table"
    return "part"
