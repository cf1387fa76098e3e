"""How near the satellites of a fleet come to one another, found with a spatial index at single moments."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.analysis.fleet import kernels
from studio.analysis.result import FloatArray, read_only
from studio.analysis.stages import Checkpoint
from studio.physics.fleet.planes import Planes, expand
from studio.text import tr

_WHOLE = 0.999 * 2.0 * np.pi
"""Spread from which the satellites of a plane stand all round, and are no cluster [rad]."""


@dataclass(frozen=True, slots=True)
class Approach:
    """The real object that came nearest to the fleet."""

    distance: float
    """[m]"""
    satellite: int
    """Of the fleet, counted plane after plane"""
    object: int
    """Of the imported ones"""
    time: float
    """After the epoch [s]"""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """Distances from each satellite to the nearest other one, over the moments looked at."""

    times: FloatArray
    """(t,) After the epoch [s]"""
    least: FloatArray
    """(t,) Least distance of any two satellites [m]"""
    pair: tuple[int, int]
    """The two that came nearest, counted plane after plane"""
    nearest: FloatArray
    """(n,) Least distance of each satellite from any other over the moments [m]; infinite where it is alone

    A cluster is here once: its members breathe about one another, which the closest approach in it tells.
    """
    approach: Approach | None = None
    """None where there is no real object"""

    def closer_than(self, distance: float) -> int:
        """Satellites that came closer to another than `distance` [m] at one of the moments."""
        return int(np.count_nonzero(self.nearest < distance))


def neighbours(
    planes: Planes,
    times: FloatArray,
    checkpoint: Checkpoint | None = None,
    others: Callable[[float], FloatArray] | None = None,
) -> Neighbours:
    """The nearest neighbour of every satellite at each of some moments.

    A cluster counts as the one satellite that it is seen as from afar. Satellites cross at some km/s: between two
    moments pairs may come nearer than at either. What holds for all time is the gap between shells, and the closest
    approach within one; this is what stands in the sky at a moment.

    Parameters
    ----------
    planes : Planes
        Of two satellites at least, or of one where there are others.
    times : ndarray, shape (t,)
        Moments after the epoch [s].
    checkpoint : callable
        Told the share done; may raise to stop.
    others : callable
        Positions (m, 3) of real objects [m] at a moment after the epoch [s], NaN for those without a place.

    Raises
    ------
    ValueError
        If there are fewer than two satellites, and no others.
    """
    from scipy.spatial import cKDTree  # scipy costs as much at start as the whole shell: only who asks pays

    bunched = planes.spread < _WHOLE
    one_each = planes._replace(number=np.where(bunched, 1, planes.number))
    orbits = expand(one_each)
    # The number of each in the whole fleet: what is counted there plane after plane goes on behind a cluster's members.
    skipped = np.cumsum(planes.number - one_each.number) - (planes.number - one_each.number)
    name = np.arange(orbits.size) + np.repeat(skipped, one_each.number)
    if orbits.size < 2 and others is None:
        raise ValueError(tr("neighbours need two satellites that are not members of one cluster"))
    place = np.empty((orbits.size, 3))
    nearest = np.full(orbits.size, np.inf)
    least, pair, best = np.full(len(times), np.inf), (0, min(1, orbits.size - 1)), np.inf
    approach: Approach | None = None
    for number, time in enumerate(times):
        kernels.current().positions(orbits, float(time), place)
        tree = cKDTree(place, balanced_tree=False, compact_nodes=False)
        if others is not None:
            approach = _nearer(approach, tree, name, others(float(time)), float(time))
        if orbits.size < 2:
            continue
        distance, index = tree.query(place, k=2, workers=2)
        np.minimum(nearest, distance[:, 1], out=nearest)
        first = int(np.argmin(distance[:, 1]))
        least[number] = distance[first, 1]
        if least[number] < best:
            # Of two at one place the index may name either first.
            partner = next(int(k) for k in index[first] if k != first)
            best, pair = float(least[number]), (int(name[first]), int(name[partner]))
        if checkpoint is not None:
            checkpoint((number + 1) / len(times))
    return Neighbours(read_only(times), read_only(least), pair, read_only(nearest), approach)


def _nearer(
    known: Approach | None, tree: Any, name: NDArray[np.intp], places: FloatArray, time: float
) -> Approach | None:
    """The nearer of what is known and of what there is at one moment."""
    found = np.flatnonzero(np.isfinite(places).all(axis=1))
    if not len(found):
        return known
    distance, index = tree.query(places[found], k=1, workers=2)
    first = int(np.argmin(distance))
    if known is not None and known.distance <= distance[first]:
        return known
    return Approach(float(distance[first]), int(name[index[first]]), int(found[first]), time)
