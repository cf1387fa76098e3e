"""The edits that a script may make besides setting a field: whole parts, and the items of lists and tables."""

from typing import Any, cast

import msgspec

from studio.design import Design, DesignError
from studio.design.edit import get_value, steps_of
from studio.document.decode import design_of
from studio.text import mark, tr


def put(design: Design, path: str, value: object, key: str | None = None) -> Design:
    """`design` with a whole part, list or table at `path`, or with one entry of a table.

    Raises
    ------
    DesignError
        Where the path does not exist, or nothing of this kind fits there.
    """
    if key is not None:
        value = {**_table(design, path), key: value}
    edited = _replaced(design, steps_of(design, path), value)
    try:
        fresh = design_of(msgspec.json.decode(msgspec.json.encode(edited)))
    except (TypeError, ValueError) as error:  # a value of a kind that no design holds
        if isinstance(error, DesignError):
            raise
        raise DesignError(path, tr(mark("nothing of this kind fits here"))) from None
    return design if fresh == design else fresh


def insert(design: Design, path: str, position: int, item: object) -> Design:
    """`design` with one more item in a list."""
    items = _list(design, path)
    if not 0 <= position <= len(items):
        raise DesignError(path, tr(mark("there is no place {index} among {count}"), index=position, count=len(items)))
    return put(design, path, (*items[:position], item, *items[position:]))


def remove(design: Design, path: str, which: int | str) -> Design:
    """`design` without one item of a list, by its position or name, or without one entry of a table, by its key."""
    held = get_value(design, path)
    if isinstance(held, dict):
        if which not in held:
            raise DesignError(path, tr(mark("there is no item “{index}” among {count}"), index=which, count=len(held)))
        return put(design, path, {key: value for key, value in held.items() if key != which})
    items = _list(design, path)
    position = _at(items, path, which)
    return put(design, path, (*items[:position], *items[position + 1 :]))


def move(design: Design, path: str, which: int | str, target: int) -> Design:
    """`design` with one item of a list taken out and put back at position `target`."""
    items = list(_list(design, path))
    item = items.pop(_at(tuple(items), path, which))
    if not 0 <= target <= len(items):
        raise DesignError(path, tr(mark("there is no place {index} among {count}"), index=target, count=len(items) + 1))
    items.insert(target, item)
    return put(design, path, tuple(items))


def _at(items: tuple[Any, ...], path: str, which: int | str) -> int:
    for position, item in enumerate(items):
        if position == which or (isinstance(which, str) and getattr(item, "name", None) == which):
            return position
    raise DesignError(path, tr(mark("there is no item “{index}” among {count}"), index=which, count=len(items)))


def _list(design: Design, path: str) -> tuple[Any, ...]:
    held = get_value(design, path)
    if not isinstance(held, tuple):
        raise DesignError(path, tr(mark("is not a list")))
    return held


def _table(design: Design, path: str) -> dict[str, Any]:
    held = get_value(design, path)
    if not isinstance(held, dict):
        raise DesignError(path, tr(mark("is not a table")))
    return held


def _replaced(holder: Any, steps: list[tuple[str, int | None]], value: object) -> Any:
    (name, index), rest = steps[0], steps[1:]
    current = getattr(holder, name)
    if index is not None:
        item = _replaced(current[index], rest, value) if rest else value
        fresh: object = (*current[:index], item, *current[index + 1 :])
    else:
        fresh = _replaced(current, rest, value) if rest else value
    if isinstance(fresh, list):
        fresh = tuple(fresh)
    return msgspec.structs.replace(holder, **{name: cast(Any, fresh)})
