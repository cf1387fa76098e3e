"""Samples of many designs about one: every number of some parts of it varied, together or alone."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.stats import qmc

from studio.design import Design
from studio.design.edit import field_at, get_value

Range = tuple[float, float]


def varied(base: Design, ranges: Mapping[str, Range], count: int, *, seed: int = 1) -> dict[str, np.ndarray]:
    """Values of a Latin hypercube in `ranges` [SI] by path; whole numbers where the field holds such."""
    sample = qmc.LatinHypercube(len(ranges), seed=seed).random(count)
    found = {}
    for place, (path, (low, high)) in enumerate(ranges.items()):
        values = low + (high - low) * sample[:, place]
        found[path] = np.rint(values).astype(np.int64) if field_at(base, path).kind == "integer" else values
    return found


def about(base: Design, paths: Sequence[str], low: float = 0.8, high: float = 1.2) -> dict[str, Range]:
    """Ranges about the values of the design, within what their fields may hold."""
    found = {}
    for path in paths:
        value, spec = float(get_value(base, path)), field_at(base, path)
        found[path] = (max(low * value, spec.low), min(high * value, spec.high))
    return found
