"""Many designs that differ in some numbers: one of them, or all of them with arrays in place of those numbers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import msgspec

from studio.design import Design, DesignError
from studio.design.edit import field_at, get_value, source_keys, steps_of

_PLACE = object()
Node = dict[Any, Any]


class Setter:
    """Puts values at some paths of a design, without looking at each again: they must be `checked` before.

    Raises
    ------
    DesignError
        Where a path does not exist.
    """

    def __init__(self, base: Design, paths: Sequence[str]) -> None:
        self.paths = tuple(paths)
        self._tree: Node = {}
        stale: set[str] = set()
        for position, path in enumerate(self.paths):
            get_value(base, path)
            node = self._tree
            steps = [step for name, index in steps_of(base, path) for step in (name, index) if step is not None]
            for step in steps[:-1]:
                node = node.setdefault(step, {})
            node[steps[-1]] = (_PLACE, position)
            stale.update(source_keys(base, path))
        # A number that a study sets no longer comes from where the old one did.
        kept = {key: source for key, source in base.sources.items() if key not in stale}
        self.base = base if len(kept) == len(base.sources) else msgspec.structs.replace(base, sources=kept)

    def design(self, values: Sequence[Any]) -> Design:
        """The design with `values`, one for each path; arrays (B,) among them stand for B designs."""
        return cast(Design, _put(self._tree, self.base, values)) if self._tree else self.base


def _put(node: Node, holder: Any, values: Sequence[Any]) -> Any:
    if isinstance(holder, tuple):
        listed = list(holder)
        for position, inner in node.items():
            listed[position] = _put(inner, listed[position], values)
        return tuple(listed)
    changed = {}
    for name, inner in node.items():
        if isinstance(inner, tuple):
            changed[name] = values[inner[1]]
        else:
            changed[name] = _put(inner, getattr(holder, name), values)
    return msgspec.structs.replace(holder, **changed)


def apply(base: Design, values: Mapping[str, Any]) -> Design:
    """`base` with whole parts or single values exchanged, whatever they are; DesignError where one does not fit."""
    from studio.design import set_value

    for path, value in values.items():
        if isinstance(value, msgspec.Struct):
            if type(getattr(base, path, None)) is not type(value):
                raise DesignError(path, "cannot hold this")
            base = msgspec.structs.replace(base, **{path: value})
        else:
            base = set_value(base, path, value)
    return base


def numeric(base: Design, paths: Iterable[str]) -> dict[str, bool]:
    """Whether each path holds a number, so that many designs can have an array there."""
    found = {}
    for path in paths:
        try:
            found[path] = field_at(base, path).kind in {"number", "integer"}
        except DesignError:
            found[path] = False
    return found
