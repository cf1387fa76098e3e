"""Where a design that was a point of a study comes from: kept with the fields that the study varied."""

from collections.abc import Iterable, Mapping

import msgspec

from studio.analysis.many import design_digest
from studio.design import Design, DesignError
from studio.design.edit import field_at
from studio.design.requirement import Source
from studio.text import mark, tr

_MOST_SOURCES, _MOST_LETTERS = 400, 120
_OF_PARTS: Mapping[str, str] = {"stack": "stack.technology"}
"""The field that stands for a part that is exchanged whole."""


def with_origin(design: Design, paths: Iterable[str], study: str, row: int, date: str = "") -> Design:
    """`design` that says of the fields at `paths` that they are those of a row of `study`; no result changes by that.

    Parameters
    ----------
    design
        The design of the row.
    paths
        What the study varied.
    study
        What the study is called, or its file.
    row
        The number of the row.
    date
        When the study was made.
    """
    text = tr(mark("Study “{study}”, row {row}, hash {hash}"), study=study[:_MOST_LETTERS], row=row,
              hash=design_digest(design))  # fmt: skip
    source = Source(text, "derived", date)
    told = {_OF_PARTS.get(path, path): source for path in paths}
    known = {path: source for path, source in told.items() if _has(design, path)}
    together = {**design.sources, **known}
    return msgspec.structs.replace(design, sources=together) if len(together) <= _MOST_SOURCES else design


def _has(design: Design, path: str) -> bool:
    try:
        field_at(design, path)
    except DesignError:
        return False
    return True
