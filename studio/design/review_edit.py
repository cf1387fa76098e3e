"""Pure edits of what a review holds: notes, the sign-off list, margin policies."""

from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from studio.design.design import Design
from studio.design.edit import checked
from studio.design.error import DesignError
from studio.design.field import struct_fields
from studio.design.fingerprint import fingerprint
from studio.design.margin_policy import MAX_POLICIES, MarginPolicy
from studio.design.review import MAX_ITEMS, MAX_NOTES, Note, SignOff, SignState
from studio.text import mark, tr

Kept = TypeVar("Kept", Note, SignOff, MarginPolicy)


def add_note(design: Design, note: Note) -> Design:
    """`design` with one more note at the end."""
    if len(design.review.notes) >= MAX_NOTES:
        raise DesignError("review.notes", tr(mark("a design holds at most {most} notes"), most=MAX_NOTES))
    return _with(design, notes=(*design.review.notes, _whole(note, "review.notes")))


def replace_note(design: Design, position: int, note: Note) -> Design:
    """`design` with another note at `position`."""
    return _with(design, notes=_put(design.review.notes, position, _whole(note, "review.notes")))


def close_note(design: Design, position: int, answer: str = "") -> Design:
    """`design` with the note at `position` answered."""
    note = _at(design.review.notes, position)
    return replace_note(design, position, msgspec.structs.replace(note, state="closed", answer=answer or note.answer))


def reopen_note(design: Design, position: int) -> Design:
    """`design` with the note at `position` open again; its answer stays."""
    note = _at(design.review.notes, position)
    return replace_note(design, position, msgspec.structs.replace(note, state="open"))


def remove_note(design: Design, position: int) -> Design:
    """`design` without the note at `position`."""
    return _with(design, notes=_without(design.review.notes, position))


def notes_on(design: Design, path: str) -> tuple[tuple[int, Note], ...]:
    """The notes on a field or a result, each with its position; those on the whole design for an empty path."""
    return tuple((place, note) for place, note in enumerate(design.review.notes) if note.path == path)


def add_items(design: Design, items: Iterable[SignOff]) -> Design:
    """`design` with those items at the end of the sign-off list that are not in it yet."""
    known = {(one.name, one.about) for one in design.review.items}
    fresh = tuple(_whole(one, "review.items") for one in items if (one.name, one.about) not in known)
    if len(design.review.items) + len(fresh) > MAX_ITEMS:
        raise DesignError("review.items", tr(mark("a sign-off list has at most {most} items"), most=MAX_ITEMS))
    return _with(design, items=(*design.review.items, *fresh)) if fresh else design


def replace_item(design: Design, position: int, item: SignOff) -> Design:
    """`design` with another item at `position` of the sign-off list."""
    return _with(design, items=_put(design.review.items, position, _whole(item, "review.items")))


def remove_item(design: Design, position: int) -> Design:
    """`design` without the item at `position` of the sign-off list."""
    return _with(design, items=_without(design.review.items, position))


def decide(
    design: Design, position: int, state: SignState, date: str, comment: str | None = None, by: str | None = None
) -> Design:  # fmt: skip
    """`design` with an item accepted, rejected or open again; the decision is about `design` as it is now.

    Raises
    ------
    DesignError
        Where there is no such item, or a rejection has no comment.
    """
    item = _at(design.review.items, position)
    said = item.comment if comment is None else comment.strip()
    who = item.responsible if by is None else by.strip()
    if state == "rejected" and not said:
        raise DesignError(f"review.items[{position}].comment", tr(mark("say why it is rejected")))
    given = state != "open"
    return replace_item(design, position, msgspec.structs.replace(
        item, state=state, comment=said, responsible=who, date=date if given else "",
        fingerprint=fingerprint(design) if given else ""))  # fmt: skip


def is_stale(item: SignOff, current: str) -> bool:
    """Whether a decision was given for another design than that with the fingerprint `current`."""
    return item.state != "open" and item.fingerprint != current


def set_policies(design: Design, policies: Iterable[MarginPolicy]) -> Design:
    """`design` with other margin policies of its own."""
    found = tuple(_whole(one, "review.policies") for one in policies)
    if len(found) > MAX_POLICIES:
        raise DesignError("review.policies", tr(mark("a design has at most {most} policies of its own"),
                                                most=MAX_POLICIES))  # fmt: skip
    names = [one.name for one in found]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise DesignError("review.policies", tr(mark("two margin policies are called “{name}”"), name=twice))
    return _with(design, policies=found)


def _whole(one: Kept, where: str) -> Kept:
    for name, spec in struct_fields(type(one)).items():
        checked(spec, f"{where}.{name}", getattr(one, name))
    if isinstance(one, Note | SignOff) and not (one.text if isinstance(one, Note) else one.name).strip():
        raise DesignError(where, tr(mark("there is no text")))
    return one


def _at(items: tuple[Any, ...], position: int) -> Any:
    if not 0 <= position < len(items):
        raise DesignError("review", tr(mark("there is no item {number}"), number=position + 1))
    return items[position]


def _put(items: tuple[Any, ...], position: int, one: Any) -> tuple[Any, ...]:
    _at(items, position)
    return (*items[:position], one, *items[position + 1 :])


def _without(items: tuple[Any, ...], position: int) -> tuple[Any, ...]:
    _at(items, position)
    return (*items[:position], *items[position + 1 :])


def _with(design: Design, **changes: Any) -> Design:
    return msgspec.structs.replace(design, review=msgspec.structs.replace(design.review, **changes))
