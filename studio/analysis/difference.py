"""Where designs differ, and by what: field by field, layers and other items of lists matched by their names.

A field that has no effect with the other choices of its design counts as not being there: what it holds makes no
difference. Baselines are not compared: they are what a design is held against; nor are notes and signatures, which say
something about a design and are no part of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from studio.analysis.difference_text import item_text, joined, leaf_text, spread_text
from studio.design import Design, DesignError
from studio.design.design import PARTS
from studio.design.edit import field_at, get_value
from studio.design.field import Field, applies, nested, struct_fields
from studio.design.review import Review
from studio.text import mark, printable_line, tr

State = Literal["value", "unset", "idle", "absent"]
Change = Literal["same", "changed", "added", "removed", "moved"]
SAID: Mapping[str, str] = {
    "": mark("Design"),
    **PARTS,
    "fleet": mark("Further shells"),
    "review": mark("Review"),
    "requirements": mark("Requirements"),
    "claims": mark("Claims"),
    "sources": mark("Sources"),
    "spreads": mark("Spreads"),
    "display": mark("Units and currency"),
}
"""The groups of rows by the part that they belong to."""
_KEYS = ("name", "statement", "title")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one design has in a row: `unset` leaves the value to the catalogue, `idle` has no effect there, `absent`
    says that the layer or part is not there."""

    state: State
    value: Any = None
    text: str = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """One field, or one item of a list, over all designs; `label` names the item it belongs to.

    `moved` are the designs in which the item stands elsewhere among those that it has in common with the first.
    """

    path: str
    part: str
    label: str
    cells: tuple[Cell, ...]
    differs: bool
    spec: Field | None = None
    moved: frozenset[int] = frozenset()

    def change(self, place: int, reference: int = 0) -> Change:
        """What the design at `place` has otherwise than that at `reference`."""
        before, after = self.cells[reference], self.cells[place]
        if (before.state, before.value) == (after.state, after.value):
            return "moved" if (place in self.moved) != (reference in self.moved) else "same"
        if after.state in {"absent", "idle"}:
            return "removed" if before.state not in {"absent", "idle"} else "same"
        return "added" if before.state in {"absent", "idle"} else "changed"

    @property
    def is_item(self) -> bool:
        """Whether the row is about a whole item and not one field."""
        return self.spec is None


def differences(designs: Sequence[Design]) -> tuple[Row, ...]:
    """What differs between two or more designs, in the order of the fields."""
    return tuple(row for row in rows(designs) if row.differs)


def rows(designs: Sequence[Design]) -> Iterator[Row]:
    """Every field that has an effect in any of `designs`, and every item that is not in all of them.

    Raises
    ------
    ValueError
        Where there is no design.
    """
    if not designs:
        raise ValueError(tr(mark("there is no design to compare")))
    for name, spec in struct_fields(Design).items():
        if name == "review":
            for said in ("phase", "policies"):
                yield from _Walk(designs, name).field(
                    Review, struct_fields(Review, name)[said], tuple(design.review for design in designs), name)
        elif name not in {"baselines", "display"}:  # how it is shown makes no other design
            yield from _Walk(designs, name if spec.kind == "part" else "" if spec.kind == "text" else name).field(
                Design, spec, tuple(designs), "")  # fmt: skip


class _Walk:
    """The rows of one part."""

    def __init__(self, designs: Sequence[Design], part: str) -> None:
        self._designs, self._part = designs, part

    def struct(self, kind: Any, holders: tuple[Any, ...], path: str, label: str, without: str = "") -> Iterator[Row]:
        for name, spec in struct_fields(kind).items():
            if name != without:
                yield from self.field(kind, spec, holders, path, label)

    def field(
        self, kind: Any, spec: Field, holders: tuple[Any, ...], path: str, label: str = ""
    ) -> Iterator[Row]:  # fmt: skip
        """The rows of one field of `holders`, of which some may be None."""
        where = f"{path}.{spec.name}" if path else spec.name
        values = tuple(None if holder is None else getattr(holder, spec.name) for holder in holders)
        inner = nested(kind, spec.name)
        if spec.kind == "table":
            yield from self._table(spec.name, values)
        elif inner is None:
            yield from self._leaf(spec, holders, values, where, label)
        elif spec.kind == "list":
            yield from self._list(inner, values, where)
        else:
            deeper = f"{label}: {tr(spec.label)}" if label else tr(spec.label) if path else ""
            if any(value is None for value in values) and any(value is not None for value in values):
                yield self._whole(holders, values, where, deeper)
            if any(value is not None for value in values):
                yield from self.struct(inner, values, where, deeper)

    def _leaf(
        self, spec: Field, holders: tuple[Any, ...], values: tuple[Any, ...], path: str, label: str
    ) -> Iterator[Row]:  # fmt: skip
        states = tuple(self._state(spec, place, holders[place], values[place]) for place in range(len(values)))
        if all(state in {"idle", "absent"} for state in states):
            return
        here = [(state, value) for state, value in zip(states, values, strict=True) if state != "absent"]
        keys = [(state, None if state == "idle" else value) for state, value in here]
        differs = any(key != keys[0] for key in keys)
        texts = leaf_text(spec, holders, values)
        cells = tuple(
            Cell(state, value if state in {"value", "unset"} else None, text if state == "value" else tr(_WORDS[state]))
            for state, value, text in zip(states, values, texts, strict=True)
        )
        yield Row(path, self._part, joined(label, tr(spec.label)), cells, differs, spec)

    def _state(self, spec: Field, place: int, holder: Any, value: Any) -> State:
        if holder is None:
            return "absent"
        if not _counts(self._designs[place], spec):
            return "idle"
        return "unset" if value is None else "value"

    def _whole(self, holders: tuple[Any, ...], values: tuple[Any, ...], path: str, label: str) -> Row:
        """The row of an optional part that some have."""
        cells = tuple(Cell("absent", None, tr(mark("none"))) if value is None else Cell("value", True, item_text(value))
                      for value in values)  # fmt: skip
        here = [cell.state for cell, holder in zip(cells, holders, strict=True) if holder is not None]
        return Row(path, self._part, label, cells, len(set(here)) > 1)

    def _list(self, kind: Any, values: tuple[Any, ...], path: str) -> Iterator[Row]:
        named = _matched([value if value is not None else () for value in values])
        order = _merged([list(items) for items in named])
        moved = _moved([list(items) for items in named])
        key_field = next((name for name in _KEYS if name in struct_fields(kind)), "")
        for key in order:
            items = tuple(items.get(key) for items in named)
            where, label = f"{path}[{key}]", printable_line(key)
            there = [item is not None for item in items]
            places = moved.get(key, frozenset())
            if not all(there) or places:
                counts = [len(items) for items in named]
                positions = [list(items).index(key) + 1 if key in items else 0 for items in named]
                cells = tuple(
                    Cell("absent", None, tr(mark("none"))) if item is None else Cell("value", True, _stands(
                        item_text(item), positions[place], counts[place], bool(places)))
                    for place, item in enumerate(items))  # fmt: skip
                yield Row(where, self._part, label, cells, True, None, places)
            if sum(there) > 1:
                names = {getattr(item, key_field, "") for item in items if item is not None}
                yield from self.struct(kind, items, where, label, key_field if len(names) == 1 else "")

    def _table(self, name: str, values: tuple[Any, ...]) -> Iterator[Row]:
        keys = sorted({key for value in values for key in value})
        for key in keys:
            items = tuple(value.get(key) for value in values)
            cells = tuple(
                Cell("absent", None, tr(mark("none"))) if item is None else
                Cell("value", item, spread_text(self._designs[place], key, item) if name == "spreads"
                     else item_text(item))
                for place, item in enumerate(items))  # fmt: skip
            differs = any(item != items[0] for item in items)
            yield Row(f"{name}[{key}]", self._part, field_words(self._designs, key), cells, differs)


_WORDS: Mapping[State, str] = {"unset": mark("not stated"), "idle": mark("no effect"), "absent": "–"}


def _counts(design: Design, spec: Field) -> bool:
    """Whether a field has any effect, the ones that it depends on having one themselves."""
    for _ in range(8):
        if spec.when is None:
            return True
        if not applies(spec.when, get_value(design, spec.when[0])):
            return False
        spec = field_at(design, spec.when[0])
    return True


def field_words(designs: Sequence[Design], path: str) -> str:
    """What people call the field at `path`, the layer before it that it belongs to; the path where none has one."""
    for design in designs:
        try:
            label = tr(field_at(design, path).label)
        except DesignError:
            continue
        layer = path.removeprefix("stack.layers[").rpartition("].")[0] if path.startswith("stack.layers[") else ""
        return joined(layer, label)
    return printable_line(path)


def _stands(text: str, position: int, count: int, moved: bool) -> str:
    return tr(mark("{position} of {count}: {text}"), position=position, count=count, text=text) if moved else text


def _matched(lists: Sequence[Iterable[Any]]) -> list[dict[str, Any]]:
    """The items of each list by a key: its name, or the name of the item of the first list that is the same but for
    its name."""
    found = [_by_name(items) for items in lists]
    first = found[0]
    for place, items in enumerate(found[1:], start=1):
        lost = {key: item for key, item in first.items() if key not in items}
        alias: dict[str, str] = {}
        for key, item in items.items():
            if key not in first:
                same = [other for other, known in lost.items() if _nameless(known) == _nameless(item)]
                if len(same) == 1:
                    alias[key] = same[0]
                    del lost[same[0]]
        found[place] = {alias.get(key, key): item for key, item in items.items()}
    return found


def _by_name(items: Iterable[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for position, item in enumerate(items):
        stem = next((getattr(item, name) for name in _KEYS if hasattr(item, name)), str(position))
        key, number = stem, 2
        while key in found:
            key, number = f"{stem} {number}", number + 1
        found[key] = item
    return found


def _nameless(item: Any) -> tuple[Any, ...]:
    return (type(item), *(getattr(item, name) for name in item.__struct_fields__ if name not in _KEYS))


def _merged(lists: Sequence[list[str]]) -> list[str]:
    """All keys in an order that keeps that of the first list, others behind what they follow in theirs."""
    order = list(lists[0])
    for keys in lists[1:]:
        last = -1
        for key in keys:
            if key in order:
                last = order.index(key)
            else:
                last += 1
                order.insert(last, key)
    return order


def _moved(lists: Sequence[list[str]]) -> dict[str, frozenset[int]]:
    """By key, the lists in which an item stands elsewhere among those in common with the first list."""
    found: dict[str, set[int]] = {}
    rank = {key: position for position, key in enumerate(lists[0])}
    for place, keys in enumerate(lists[1:], start=1):
        common = [key for key in keys if key in rank]
        kept = _longest_rising([rank[key] for key in common])
        for position, key in enumerate(common):
            if position not in kept:
                found.setdefault(key, set()).add(place)
    return {key: frozenset(places) for key, places in found.items()}


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The positions of one longest rising subsequence: what need not move for all to be in order."""
    best: list[tuple[int, int]] = []  # length of the best that ends here, and the position before
    for position, number in enumerate(numbers):
        before = [(best[other][0], -other) for other in range(position) if numbers[other] < number]
        length, other = max(before, default=(0, 1))
        best.append((length + 1, -other if length else -1))
    kept: set[int] = set()
    at = max(range(len(best)), key=lambda position: best[position][0], default=-1)
    while at >= 0:
        kept.add(at)
        at = best[at][1]
    return kept
