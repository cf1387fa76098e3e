"""How many rows a batch has: so many that handing it over costs little, and so few that progress is seen."""

WANTED = 0.8
"""How long [s] a batch is to take."""
LEAST, MOST, FIRST = 16, 1024, 64
_BLOCK = 128
"""Rows that are computed together: the last of a batch take as long where they are fewer."""
_WEIGHT = 0.5
"""Of the newest measurement: the first batches also pay for what all have in common."""


class Sizes:
    """Chosen from the speed of the batches so far, or `fixed`."""

    def __init__(self, workers: int, fixed: int | None = None) -> None:
        self._workers, self._fixed = workers, fixed
        self._each: float | None = None

    def learn(self, rows: int, seconds: float) -> None:
        """Take note of a batch."""
        each = max(seconds, 1e-9) / rows
        self._each = each if self._each is None else _WEIGHT * each + (1.0 - _WEIGHT) * self._each

    def next(self, left: int) -> int:
        """Rows of the next batch where `left` are still to be submitted: at the end all workers end together."""
        if self._fixed is not None:
            return self._fixed
        size = FIRST if self._each is None else round(WANTED / self._each)
        size -= size % (_BLOCK if size >= 2 * _BLOCK else LEAST)
        return max(LEAST, min(size, MOST, -(-left // self._workers)))
