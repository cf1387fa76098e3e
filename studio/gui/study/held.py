"""The columns of a study that are in memory: all of a small one, of a large one those that were asked for last.

Ten million points with every result would be thirteen gigabytes.
"""

from typing import Any

import numpy as np

MOST_NUMBERS = 20_000_000
"""Of a study with more, a column is read when it is asked for."""
MOST_COLUMNS = 32
"""Results of a large study that stay."""


class Held:
    """Columns (count,) by their name, those asked for last at the end; `kept` ones never go."""

    def __init__(self, count: int, results: int, kept: tuple[str, ...], spare: bool = True) -> None:
        self.count, self._kept = count, frozenset(kept)
        self.large = spare and count * results > MOST_NUMBERS
        """Whether there is only what was asked for."""
        self.columns: dict[str, Any] = {}
        self.behind: set[str] = set()
        """Columns that were asked for when some of their rows had gone by."""

    @property
    def room(self) -> bool:
        """Whether one more result puts out none."""
        return not self.large or len(self.columns.keys() - self._kept) < MOST_COLUMNS

    def get(self, name: str) -> Any:
        """The column, which is the one asked for last now; None where it is not there."""
        found = self.columns.get(name)
        if found is not None and self.large:
            self.columns[name] = self.columns.pop(name)
        return found

    def put(self, name: str, values: Any) -> Any:
        self.columns[name] = values
        if self.large:
            results = [one for one in self.columns if one not in self._kept]
            for one in results[: len(results) - MOST_COLUMNS]:
                self.drop(one)
        return values

    def made(self, name: str) -> Any:
        """The column, without numbers where it is new."""
        found = self.columns.get(name)
        return found if found is not None else self.put(name, np.full(self.count, np.nan))

    def drop(self, name: str) -> None:
        del self.columns[name]
        self.behind.discard(name)

    def grow(self, count: int) -> None:
        """More rows, without numbers."""
        more = np.full(count - self.count, np.nan)
        self.columns = {name: np.concatenate([values, more]) for name, values in self.columns.items()}
        self.count = count
