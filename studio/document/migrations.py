"""From the schema a file was written in to the current one: a table of pure functions, one per step.

Add a step for every change after which an older file would be refused or read with another meaning: a field
renamed, removed, moved, or given another unit. A new field with a default needs none. A step takes the plain
`design` object of its schema, does not change it, and returns that of the next one. Released steps stay as they are.
"""

from collections.abc import Callable, Mapping
from typing import Any

Step = Callable[[dict[str, Any]], dict[str, Any]]

SCHEMA = 1
MIGRATIONS: Mapping[int, Step] = {}


def migrate(
    design: dict[str, Any], schema: int, current: int = SCHEMA, table: Mapping[int, Step] = MIGRATIONS
) -> dict[str, Any]:
    """The plain `design` of `schema` as one of `current`.

    Raises
    ------
    ValueError
        Where a step does not find what its schema has.
    """
    for version in range(schema, current):
        try:
            design = table[version](design)
        except (LookupError, TypeError, AttributeError):
            if version not in table:
                raise
            raise ValueError(f"is not a whole design of schema {version}") from None
    return design
