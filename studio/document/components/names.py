"""Which field of a design a row means: by its path, or by what it is called."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from studio import catalogue
from studio.catalogue.launcher import launchers
from studio.catalogue.market import installations
from studio.catalogue.radiation import damage_curves
from studio.catalogue.site import OWN_PLACE, sites
from studio.catalogue.supply import wafers
from studio.design import Design, DesignError
from studio.design.edit import field_at, steps_of
from studio.design.field import Field, nested, struct_fields
from studio.document import decode
from studio.text import language, mark, tr

_LEFT_OUT = ("baselines", "sources", "spreads", "review.notes", "review.items", "review.policies")
_MOST_NAMED = 4
_MOST_HINTS = 20


@dataclass(frozen=True, slots=True)
class _Tables:
    design: Design
    language: str
    fields: dict[str, Field]
    called: dict[str, str]
    labels: dict[str, list[str]]


_newest: _Tables | None = None
"""Of the design that was asked for last: files come one after the other, and to gather these takes 20 ms."""


def _tables(design: Design) -> _Tables:
    global _newest
    known = _newest
    if known is not None and known.design is design and known.language == language():
        return known
    called = dict(_labels(design, "", "", tr))
    labels: dict[str, list[str]] = {}
    for path, label in (*called.items(), *_labels(design, "", "", mark)):
        for one in {label, label.rsplit(": ", 1)[-1]}:
            paths = labels.setdefault(_key(one), [])
            if path not in paths:
                paths.append(path)
    _newest = _Tables(design, language(), dict(_walk(design, "")), called, labels)
    return _newest


class Names:
    """The fields of one design that a row may set."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self._hints = _MOST_HINTS
        tables = _tables(design)
        self.fields = tables.fields
        self.called = tables.called
        """What each field is called behind what it is in, in the language in use."""
        self.labels = tables.labels

    def field_of(self, path: str) -> tuple[str, Field]:
        """The path with positions in lists, and the field there; DesignError where no row may set it."""
        if path in self.fields:
            return path, self.fields[path]
        try:
            field_at(self.design, path)  # the sentence of whoever knows what is wrong with it
            plain = "".join(f".{name}" + (f"[{at}]" if at is not None else "")
                            for name, at in steps_of(self.design, path))[1:]  # fmt: skip
        except DesignError as error:
            raise DesignError(error.where, f"{error.text}{self._nearest(path, tuple(self.fields))}") from None
        if plain not in self.fields:
            raise DesignError(path[:80], tr(mark("cannot be set by a row of a table")))
        return plain, self.fields[plain]

    def is_label(self, words: str) -> bool:
        """Whether a field is called so, and none has it as its path."""
        taken = words in self.fields or words in Design.__struct_fields__
        return not taken and _key(words) in self.labels

    def path_of(self, label: str, part: str) -> str:
        """The path of the field that is called so, in the part of the design that is called so, where one is named.

        Raises
        ------
        DesignError
            Where none or several are called so.
        """
        wanted = _key(f"{part}: {label}" if part else label)
        found = self.labels.get(wanted) or (self.labels.get(_key(label), []) if not part else [])
        if len(found) == 1:
            return found[0]
        if not found:
            raise DesignError("", tr(mark("no field is called “{label}”{hint}"), label=label[:60],
                                     hint=self._nearest(wanted, tuple(self.labels))))  # fmt: skip
        paths = ", ".join(found[:_MOST_NAMED]) + (" …" if len(found) > _MOST_NAMED else "")
        raise DesignError("", tr(mark("“{label}” may be any of {paths}: write one of them into a column “field”"),
                                 label=label[:60], paths=paths))  # fmt: skip

    def _nearest(self, wanted: str, known: tuple[str, ...]) -> str:
        """A hint, for the first of many faults only: to find one takes milliseconds."""
        self._hints -= 1
        return decode.nearest(wanted, known) if self._hints >= 0 else ""


def _key(label: str) -> str:
    return " ".join(label.replace("/", ":").replace(":", " ").split()).lower()


def _walk(holder: msgspec.Struct, path: str) -> Iterator[tuple[str, Field]]:
    """Every field of a single value, those of lists by their position."""
    for name, spec in struct_fields(type(holder)).items():
        where = f"{path}.{name}" if path else name
        if where in _LEFT_OUT or spec.kind == "table":
            continue
        value = getattr(holder, name)
        if nested(type(holder), name) is None:
            if spec.kind != "list" and not spec.hidden:
                yield where, spec
        elif isinstance(value, tuple):
            for position, item in enumerate(value):
                yield from _walk(item, f"{where}[{position}]")
        elif value is not None:
            yield from _walk(value, where)


def _labels(
    holder: msgspec.Struct, path: str, above: str, told: Callable[[str], str]
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """The path of each field with its label, as `told` says it, behind those of what it is in."""
    for name, spec in struct_fields(type(holder)).items():
        where = f"{path}.{name}" if path else name
        if where in _LEFT_OUT or spec.kind == "table":
            continue
        value = getattr(holder, name)
        full = f"{above}: {told(spec.label)}" if above else told(spec.label)
        if nested(type(holder), name) is None:
            if spec.kind != "list" and not spec.hidden:
                yield where, full
        elif isinstance(value, tuple):
            for position, item in enumerate(value):
                called = getattr(item, "name", None) or str(position + 1)
                yield from _labels(item, f"{where}[{position}]", str(called), told)
        elif value is not None:
            yield from _labels(value, where, full, told)


def catalogued(spec: Field, typed: str) -> str:
    """The id of the entry of the catalogue that is meant by its id or its name; ValueError where there is none.

    Materials may have names of their own, which no catalogue knows.
    """
    if not spec.catalogue or spec.catalogue in {"materials", "technologies"}:
        return typed
    known = _entries(spec.catalogue)
    if typed in known:
        return typed
    named = {_key(getattr(entry, "name", "") or ""): id for id, entry in known.items() if entry is not None}
    if (id := named.get(_key(typed))) is not None:
        return id
    hint = decode.nearest(typed, tuple(known)) or decode.nearest(typed, tuple(named))
    raise ValueError(tr(mark("the catalogue has no “{name}”{hint}"), name=typed[:60], hint=hint))


@cache
def _entries(table: str) -> Mapping[str, Any]:
    """The entries of a table of the catalogue by id; "" where none may be chosen."""
    empty: dict[str, Any] = {"": None}
    tables: dict[str, Any] = {
        "cells": catalogue.cells, "accelerators": catalogue.accelerators, "coolants": catalogue.coolants,
        "launchers": launchers, "installations": installations,
        "batteries": lambda: empty | dict(catalogue.batteries()),
        "exchangers": lambda: empty | dict(catalogue.exchangers()),
        "wafers": lambda: empty | dict(wafers()), "damage": lambda: empty | dict(damage_curves()),
        "sites": lambda: {**sites(), OWN_PLACE: None},
    }  # fmt: skip
    found: Mapping[str, Any] = tables[table]()
    return found
