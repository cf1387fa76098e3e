"""Two-line element sets, with and without a line for the name; the lines themselves are written by the package sgp4.

References
----------
.. [1] F. R. Hoots, R. L. Roehrich, "Spacetrack Report No. 3", 1980: the columns.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from studio.analysis.engine import Checkpoint
from studio.analysis.sgp4_fit import MESSAGE, TWO_LINES, fit_satellites
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.orbit.elements import elements, notes, rounding
from studio.export.orbit.left_out import length
from studio.export.orbit.states import title_of
from studio.physics.time import date_texts, instant
from studio.text import tr

_FIRST_YEAR, _LAST_YEAR = 1957, 2056
_NAME = 24
"""Letters of the line for the name."""


def write_tle(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """Two lines a satellite."""
    return _write(source, options, checkpoint, named=False)


def write_3le(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """A line with a nought and the name before the two."""
    return _write(source, options, checkpoint, named=True)


def _write(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint, *, named: bool) -> Product:
    from sgp4.exporter import export_tle

    year = int(date_texts(instant(source.design.mission.epoch))[0][:4])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(tr("two lines hold years from {first} to {last}, not {year}", first=_FIRST_YEAR,
                            last=_LAST_YEAR, year=year))  # fmt: skip
    found = elements(source, options, TWO_LINES, checkpoint)
    lines = []
    for place, one in enumerate(found.fitted):
        record = one.elements.record(found.number(place))
        record.classification, record.intldesg, record.elnum = "U", "", 1
        if named:
            lines.append(f"0 {_short(title_of(source), _NAME - 1 - len(one.satellite.name))} {one.satellite.name}")
        lines += export_tle(record)
    first = found.fitted[0]
    (fine,) = fit_satellites(source.design, [first.satellite], found.span, MESSAGE)
    fine = replace(fine, elements=replace(fine.elements, drag=first.elements.drag))
    checkpoint(1.0)
    rounded = tr("The digits that two lines have move the satellite by up to {distance} over the same span.",
                 distance=length(rounding(first, fine, found.span)))  # fmt: skip
    return Product.of("\n".join(lines) + "\n", *notes(found, single=False), rounded)


def _short(title: str, most: int) -> str:
    """As many whole words as there is room for; of a long word its beginning."""
    if len(title) <= most:
        return title
    words = title[: most + 1].rpartition(" ")[0] or title[:most]
    return words.rstrip(" ,;:-(")
