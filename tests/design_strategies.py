"""Arbitrary designs within the bounds that the fields themselves state."""

from typing import Any

import msgspec
from hypothesis import strategies as st

from studio.design import Design
from studio.design.baseline import Baseline
from studio.design.field import Field, nested, struct_fields
from studio.document.files import kept_text

# Everything a file can hold: half of a surrogate pair is no character.
KEPT = (kept_text(Design()), kept_text(Design(title="Île 轨道")))
characters = st.characters(exclude_categories=("Cs",))


def values(spec: Field) -> st.SearchStrategy[Any]:
    """The values that a plain field takes."""
    if spec.kind == "number":
        plain: st.SearchStrategy[Any] = st.floats(spec.low, spec.high)
    elif spec.kind == "integer":
        plain = st.integers(int(spec.low), int(spec.high))
    elif spec.kind == "switch":
        plain = st.booleans()
    elif spec.kind == "choice":
        plain = st.sampled_from(spec.choices)
    else:
        plain = st.text(characters, min_size=spec.shortest, max_size=min(spec.longest or 20, spec.shortest + 12))
    return st.none() | plain if spec.optional else plain


def structs(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """Arbitrary values of `kind`, each field within its bounds."""
    return st.builds(kind, **{name: _field(kind, spec) for name, spec in struct_fields(kind).items()})


def _field(holder: type[msgspec.Struct], spec: Field) -> st.SearchStrategy[Any]:
    inner = nested(holder, spec.name)
    if inner is None and spec.kind == "table":
        return st.dictionaries(st.text(characters, max_size=8), st.text(characters, max_size=8), max_size=2)
    if inner is None:
        return values(spec)
    if inner is Baseline:  # its text is a whole design file, which reading holds it to
        kept = st.sampled_from(KEPT)
        return st.lists(st.builds(Baseline, st.text(characters, min_size=1, max_size=9), kept), max_size=2).map(tuple)
    if spec.kind == "list":
        return st.lists(structs(inner), min_size=spec.shortest, max_size=3).map(tuple)
    if spec.kind == "table":
        return st.dictionaries(st.text(characters, max_size=8), structs(inner), max_size=2)
    return st.none() | structs(inner) if spec.optional else structs(inner)


designs = structs(Design)


def _plain(kind: type[msgspec.Struct]) -> list[str]:
    """The fields that are neither lists nor tables, nor hold nothing else."""
    found = [name for name, spec in struct_fields(kind).items() if spec.kind not in {"list", "table"}]
    return [name for name in found if (inner := nested(kind, name)) is None or _plain(inner)]


@st.composite
def field_values(draw: st.DrawFn) -> tuple[str, Any]:
    """The path of a plain field of the default design, and a value that it takes."""
    kind: type[msgspec.Struct] = Design
    path = ""
    while True:
        name = draw(st.sampled_from(_plain(kind)))
        path = f"{path}.{name}" if path else name
        inner = nested(kind, name)
        if inner is None:
            return path, draw(values(struct_fields(kind)[name]))
        kind = inner
