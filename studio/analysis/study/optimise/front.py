"""The points that no other beats in everything, how far they reach, and some of them in place of all."""

import numpy as np
from numpy.typing import NDArray

from studio.analysis.result import FloatArray
from studio.analysis.study.pareto import pareto_front

Rows = NDArray[np.intp]
_MOST_MEASURED = 300
"""Points by which the reach of a front is measured: with many goals more would take long."""
_WORTH = 1e-4
"""A gain in one goal that is a smaller share of the loss in another is none [1]_: no one would take it.

.. [1] A. M. Geoffrion, "Proper efficiency and the theory of vector maximization", J. Math. Anal. Appl. 22 (1968) 618.
"""
_MOST_WEIGHED = 1500
_REFERENCE = 1.1
"""Beyond the worst of the front, from which it is measured."""


def unbeaten(goals: FloatArray) -> Rows:
    """(K,) Which of the points `goals` (N, M) no other beats, sorted by the first goal; of equal points one."""
    found = np.flatnonzero(pareto_front(list(goals.T), [True] * goals.shape[1]))
    _, first = np.unique(goals[found], axis=0, return_index=True)
    rows: Rows = found[first]
    return rows


def worth_it(goals: FloatArray) -> Rows:
    """(L,) Which of a front's points `goals` (K, M) do not lose a lot against another for next to no gain over it."""
    count, kinds = goals.shape
    if kinds == 1 or not 2 < count <= _MOST_WEIGHED:
        return np.arange(count)
    low, high = goals.min(axis=0), goals.max(axis=0)
    scaled = (goals - low) / np.where(high > low, high - low, 1.0)
    loss, gain = np.full((count, count), -np.inf), np.full((count, count), -np.inf)
    for kind in range(kinds):  # what the row loses against the column, and what it gains
        apart = scaled[:, None, kind] - scaled[None, :, kind]
        np.maximum(loss, apart, out=loss)
        np.maximum(gain, -apart, out=gain)
    kept: Rows = np.flatnonzero(~np.any(gain < _WORTH * loss, axis=1))
    return kept


def reach(front: FloatArray, low: FloatArray, high: FloatArray) -> float:
    """The share of the box from `low` to a little beyond `high` (M,) that the points `front` (K, M) beat [1]_.

    References
    ----------
    .. [1] E. Zitzler, L. Thiele, "Multiobjective evolutionary algorithms: a comparative case study and the strength
       Pareto approach", IEEE Trans. Evol. Comput. 3 (1999) 257–271: the hypervolume.
    """
    from pymoo.indicators.hv import HV  # most of a second, needed here alone

    span = np.where(high > low, high - low, 1.0)
    scaled = (front - low) / span
    inside = scaled[np.all(scaled < _REFERENCE, axis=1)]
    if not len(inside):
        return 0.0
    inside = inside[spread_out(inside, _MOST_MEASURED)]
    measured: float = HV(ref_point=np.full(front.shape[1], _REFERENCE))(inside)
    return float(measured / _REFERENCE ** front.shape[1])


def spread_out(goals: FloatArray, most: int) -> Rows:
    """(≤ most,) Some of `goals` (K, M): the best in each, then always the farthest from those that were chosen."""
    count = len(goals)
    if count <= most:
        return np.arange(count)
    low, high = goals.min(axis=0), goals.max(axis=0)
    scaled = (goals - low) / np.where(high > low, high - low, 1.0)
    chosen = list(dict.fromkeys(np.argmin(scaled, axis=0).tolist()))[:most]
    apart = np.min([np.linalg.norm(scaled - scaled[one], axis=1) for one in chosen], axis=0)
    while len(chosen) < most:
        farthest = int(np.argmax(apart))
        chosen.append(farthest)
        apart = np.minimum(apart, np.linalg.norm(scaled - scaled[farthest], axis=1))
    return np.sort(np.array(chosen, dtype=np.intp))
