"""How many points of a picture are drawn for one of the window, for lines whose width is counted in points."""

from collections.abc import Iterator
from contextlib import contextmanager

_ratios = [1.0]


@contextmanager
def magnified(ratio: float) -> Iterator[None]:
    """What is painted within is for a picture so many times as large."""
    _ratios.append(ratio)
    try:
        yield
    finally:
        _ratios.pop()


def magnification() -> float:
    """The ratio for what is painted now; one on the screen."""
    return _ratios[-1]
