"""From the schema a file was written in to the current one: a table of pure functions, one per step.

Add a step for every change after which an older file would be refused or read with another meaning: a field
renamed, removed, moved, or given another unit. A new field with a default needs none. A step takes the plain
`design` object of its schema, does not change it, and returns that of the next one. Released steps stay as they are.

Files of schema 1 were written, before its first release, with two things that have other places or names now: they are
known by themselves and mended.
"""

from collections.abc import Callable, Mapping
from typing import Any

Step = Callable[[dict[str, Any]], dict[str, Any]]

SCHEMA = 1
MIGRATIONS: Mapping[int, Step] = {}


def mended(design: dict[str, Any]) -> dict[str, Any]:
    """The plain `design` of an early file of schema 1 as later ones are written.

    The limit of the junctions stood with the payload, empty where that of the thermal part held; and a radiator in the
    orbit plane was called after the normal.
    """
    payload, thermal = design.get("payload"), design.get("thermal")
    if isinstance(payload, dict) and "junction_limit" in payload:
        limit = payload["junction_limit"]
        design = {**design, "payload": {key: value for key, value in payload.items() if key != "junction_limit"}}
        if limit is not None:
            thermal = {**(thermal if isinstance(thermal, dict) else {}), "junction_limit": limit}
            design["thermal"] = thermal
    if isinstance(thermal, dict) and thermal.get("radiator_attitude") == "orbit_normal":
        design = {**design, "thermal": {**thermal, "radiator_attitude": "orbit_plane"}}
    return design


def migrate(
    design: dict[str, Any], schema: int, current: int = SCHEMA, table: Mapping[int, Step] = MIGRATIONS
) -> dict[str, Any]:
    """The plain `design` of `schema` as one of `current`.

    Raises
    ------
    ValueError
        Where a step does not find what its schema has.
    """
    if schema == 1:
        design = mended(design)
    for version in range(schema, current):
        try:
            design = table[version](design)
        except (LookupError, TypeError, AttributeError):
            if version not in table:
                raise
            raise ValueError(f"is not a whole design of schema {version}") from None
    return design
