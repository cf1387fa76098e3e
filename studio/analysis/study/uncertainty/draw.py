"""Values of uncertain numbers: from places in the unit interval, cut off at the bounds of the fields."""

import zlib
from collections.abc import Sequence
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from studio.analysis.result import FloatArray
from studio.analysis.study.uncertainty.uncertain import Uncertain
from studio.physics.probability import (
    cut_share,
    normal_quantile,
    normal_share,
    triangular_quantile,
    triangular_share,
    uniform_quantile,
)
from studio.text import mark, tr

Method = Literal["latin", "sobol", "random"]
METHODS: tuple[Method, ...] = get_args(Method)
_LARGEST_SEED = 2**63 - 1


def unit_places(paths: Sequence[str], count: int, seed: int, method: Method = "latin") -> FloatArray:
    """(count, paths) Places in the unit interval, those of one path independent of those of every other.

    Latin hypercube: in each of `count` equal parts of the interval lies one place of every path, at random within it
    and in an order of its own [1]_. A path keeps its places whatever others there are, but in a Sobol sequence
    (scrambled), whose dimensions follow the order of the paths.

    Parameters
    ----------
    paths
        What the columns belong to.
    count
        Rows, one or more.
    seed
        From 0; the same seed gives the same places.
    method
        How they are drawn.

    Raises
    ------
    ValueError
        If the count, the seed or the method is none.

    References
    ----------
    .. [1] M. D. McKay, R. J. Beckman, W. J. Conover, Technometrics 21, 239 (1979).
    """
    if count < 1:
        raise ValueError(tr(mark("a sample of {count} has no values"), count=count))
    if not 0 <= seed <= _LARGEST_SEED:
        raise ValueError(tr(mark("the seed {seed} is not between 0 and {most}"), seed=seed, most=_LARGEST_SEED))
    if method not in METHODS:
        raise ValueError(tr(mark("a sample “{name}” is not known"), name=method))
    if not paths:
        return np.zeros((count, 0))
    if method == "sobol":
        from scipy.stats import qmc

        sequence = qmc.Sobol(len(paths), scramble=True, seed=np.random.default_rng(seed))
        places: FloatArray = sequence.random_base2(max(count - 1, 0).bit_length())[:count]
        return places
    found = np.empty((count, len(paths)))
    for column, path in enumerate(paths):
        random = np.random.default_rng((seed, zlib.crc32(path.encode())))
        at = random.random(count)
        found[:, column] = at if method == "random" else (random.permutation(count) + at) / count
    return found


def drawn(number: Uncertain, place: ArrayLike) -> FloatArray:
    """The values of one uncertain number at places of its distribution [0, 1], within what the field can take."""
    spread, whole = number.spread, number.field.kind == "integer"
    middle = number.value if spread.mode is None else spread.mode
    least, most = number.least, number.most
    if spread.kind == "normal":
        below, above = normal_share([least, most], middle, spread.deviation)
        found = normal_quantile(cut_share(place, below, above), middle, spread.deviation)
    elif spread.kind == "range":
        low, high = max(spread.low, least), min(spread.high, most)
        if whole:  # each of the whole numbers as often as the others
            found = np.floor(uniform_quantile(place, np.ceil(low), np.floor(high) + 1.0))
            return np.clip(found, np.ceil(low), np.floor(high))
        found = uniform_quantile(place, low, high)
    else:
        mode = min(max(middle, spread.low), spread.high)
        below, above = triangular_share([least, most], spread.low, mode, spread.high)
        found = triangular_quantile(cut_share(place, below, above), spread.low, mode, spread.high)
    found = np.clip(found, least, most)
    return np.rint(found) if whole else found


def columns_of(numbers: Sequence[Uncertain], places: FloatArray) -> dict[str, Any]:
    """By path, the values at `places` (N, numbers)."""
    return {number.path: drawn(number, places[:, column]) for column, number in enumerate(numbers)}
