"""What makes one design of another, as calls that a script can make: found by comparing the two, and tried out.

Nobody has to tell how an edit was made: typing, dragging, importing, opening a point of a study all become the same
few calls. A way of writing a change that does not give exactly the design wanted is given up for a coarser one.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from studio.design import Design, DesignError, set_text, set_value
from studio.design.edit import field_at
from studio.design.unit_text import display
from studio.export.script import expression
from studio.scripting import edits

_NAME = re.compile(r"(?=.*\D)[\w +./-]{1,60}")
_MOST = 40
"""More calls than this nobody reads: the design is written as a whole."""
_KINDS = {"number", "integer"}
_LISTS: dict[str, Callable[..., Design]] = {"insert": edits.insert, "remove": edits.remove, "move": edits.move}


@dataclass(frozen=True)
class Call:
    """One call of the studio: a method and what it is given."""

    method: str
    arguments: tuple[Any, ...]
    key: str | None = None
    remark: str = ""

    def apply(self, design: Design) -> Design:
        """The design that the call makes of `design`."""
        if self.method == "set":
            path, value = self.arguments
            return set_text(design, path, value) if isinstance(value, str) else set_value(design, path, value)
        if self.method == "put":
            return edits.put(design, self.arguments[0], self.arguments[1], self.key)
        if self.method == "replace":
            fresh: Design = self.arguments[0]
            return fresh
        return _LISTS[self.method](design, *self.arguments)

    def written(self) -> tuple[list[str], set[str]]:
        """The lines of the call, and the kinds of part that they name."""
        lines, kinds = [f"studio.{self.method}("], set()
        for position, argument in enumerate(self.arguments):
            more, named = expression(argument)
            kinds |= named
            lines[-1] += (", " if position else "") + more[0].lstrip()
            lines += more[1:]
        if self.key is not None:
            lines[-1] += f", key={self.key!r}"
        lines[-1] += ")"
        return lines, kinds


def changes(before: Design, after: Design) -> tuple[Call, ...]:
    """The calls that make `after` of `before`, in order; none where they are equal."""
    if before == after:
        return ()
    for fine in (True, False):
        found = list(itertools.islice(_part("", before, after, fine, but="sources"), _MOST + 1))
        calls: list[Call] = []
        try:
            design = _tried(before, found, calls)
            # Setting a field drops the source of its old value: what is left to say of sources is seen only now.
            design = _tried(design, list(itertools.islice(_part("", design, after, fine), _MOST + 1)), calls)
        except DesignError:
            continue
        if design == after and len(calls) <= _MOST:
            return tuple(calls)
    return (Call("replace", (after,)),)


def _tried(design: Design, found: list[Call], calls: list[Call]) -> Design:
    """The design that `found` make of `design`; each is added to `calls` as it is best written."""
    for call in found if len(found) <= _MOST else ():
        calls.append(_readable(design, call))
        design = calls[-1].apply(design)
    return design


def _readable(design: Design, call: Call) -> Call:
    """The call with the number written as people type it, where that is exactly the same number."""
    if call.method != "set" or isinstance(call.arguments[1], bool | str) or call.arguments[1] is None:
        return call
    path, value = call.arguments
    spec = field_at(design, path)
    if spec.kind not in _KINDS or spec.quantity is None or not spec.quantity.si:
        return call
    text = display(value, spec.quantity, spec.unit)
    try:
        if set_text(design, path, text) == set_value(design, path, value):
            return Call("set", (path, text))
    except DesignError:
        pass
    return Call("set", (path, value), remark=text)


def _part(path: str, a: Any, b: Any, fine: bool, but: str = "") -> Iterator[Call]:
    for name in a.__struct_fields__:
        x, y = getattr(a, name), getattr(b, name)
        if x != y and name != but:
            yield from _value(f"{path}.{name}" if path else name, x, y, fine)


def _value(path: str, x: Any, y: Any, fine: bool) -> Iterator[Call]:
    if isinstance(x, msgspec.Struct) and type(x) is type(y):
        yield from _part(path, x, y, fine)
    elif isinstance(x, dict) and isinstance(y, dict) and fine:
        yield from (Call("remove", (path, key)) for key in x if key not in y)
        yield from (Call("put", (path, y[key]), key=key) for key in y if key not in x or x[key] != y[key])
    elif isinstance(x, tuple) and isinstance(y, tuple) and fine:
        yield from _list(path, x, y)
    elif isinstance(y, msgspec.Struct | tuple | dict) or isinstance(x, msgspec.Struct):
        yield Call("put", (path, y))
    else:
        yield Call("set", (path, y))


def _list(path: str, x: tuple[Any, ...], y: tuple[Any, ...]) -> Iterator[Call]:
    """One item more, one less, one elsewhere, or the fields in which items differ; otherwise the whole list."""
    first = next((i for i, (a, b) in enumerate(zip(x, y, strict=False)) if a != b), min(len(x), len(y)))
    if len(y) == len(x) + 1 and x[first:] == y[first + 1 :]:
        yield Call("insert", (path, first, y[first]))
    elif len(x) == len(y) + 1 and x[first + 1 :] == y[first:]:
        yield Call("remove", (path, first))
    elif len(x) == len(y):
        moved = _moved(x, y, first)
        differing = [i for i, (a, b) in enumerate(zip(x, y, strict=True)) if a != b]
        alike = all(isinstance(x[i], msgspec.Struct) and type(x[i]) is type(y[i]) for i in differing)
        if moved is not None:
            yield Call("move", (path, *moved))
        elif alike and 2 * len(differing) <= len(x) + 2:
            for i in differing:
                yield from _part(f"{path}[{_index(x, i)}]", x[i], y[i], True)
        else:
            yield Call("put", (path, y))
    else:
        yield Call("put", (path, y))


def _moved(x: tuple[Any, ...], y: tuple[Any, ...], first: int) -> tuple[int, int] | None:
    last = max(i for i, (a, b) in enumerate(zip(x, y, strict=True)) if a != b)
    for source, target in ((first, last), (last, first)):
        items = list(x)
        items.insert(target, items.pop(source))
        if tuple(items) == y:
            return source, target
    return None


def _index(items: tuple[Any, ...], position: int) -> str:
    """An item by its name, where a path can hold it and no other item has it; by its position elsewhere."""
    name = getattr(items[position], "name", None)
    names = [getattr(item, "name", None) for item in items]
    return name if isinstance(name, str) and _NAME.fullmatch(name) and names.count(name) == 1 else str(position)
