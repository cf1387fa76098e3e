"""What the folder asks of a format where its default would be too little for who opens the folder."""

from collections.abc import Mapping
from typing import Any

from studio.analysis.fleet.layout import layout
from studio.design import Design
from studio.physics.time import instant

MOST_ELEMENTS = 1000
"""Sets of elements in one file: three lines each, fitted in seconds."""


def choices(name: str, design: Design) -> Mapping[str, Any]:
    """Options for the format called `name`; the others keep their defaults.

    An analyst flies the whole fleet: element sets of all satellites, or of one in each plane where those are many.
    """
    if name not in {"3le", "tle"}:
        return {}
    try:
        planes = layout(design, instant(design.mission.epoch)).planes
    except ValueError:  # which the format says itself
        return {}
    if planes.satellites <= MOST_ELEMENTS:
        return {"satellites": "all"}
    return {"satellites": "planes" if len(planes.number) <= MOST_ELEMENTS else "first"}
