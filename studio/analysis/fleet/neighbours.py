"""How near the satellites of a fleet come to one another, found with a spatial index at single moments."""

from dataclasses import dataclass

import numpy as np

from studio.analysis.fleet import kernels
from studio.analysis.result import FloatArray, read_only
from studio.analysis.stages import Checkpoint
from studio.physics.fleet.planes import Planes, expand


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
    """(n,) Least distance of each satellite from any other over the moments [m]"""

    def closer_than(self, distance: float) -> int:
        """Satellites that came closer to another than `distance` [m] at one of the moments."""
        return int(np.count_nonzero(self.nearest < distance))


def neighbours(
    planes: Planes, times: FloatArray, checkpoint: Checkpoint | None = None
) -> Neighbours:
    """The nearest neighbour of every satellite at each of some moments.

    Satellites cross at some km/s: between two moments pairs may come nearer than at either. What holds for all time is
    the gap between shells, and the closest approach within one; this is what stands in the sky at a moment.

    Parameters
    ----------
    planes : Planes
        Of two satellites at least.
    times : ndarray, shape (t,)
        Moments after the epoch [s].
    checkpoint : callable
        Told the share done; may raise to stop.

    Raises
    ------
    ValueError
        If there are fewer than two satellites.
    """
    from scipy.spatial import cKDTree  # scipy costs as much at start as the whole shell: only who asks pays

    orbits = expand(planes)
    if orbits.size < 2:
        raise ValueError("neighbours need two satellites")
    place = np.empty((orbits.size, 3))
    nearest = np.full(orbits.size, np.inf)
    least, pair, best = np.empty(len(times)), (0, 1), np.inf
    for number, time in enumerate(times):
        kernels.current().positions(orbits, float(time), place)
        distance, index = cKDTree(place, balanced_tree=False, compact_nodes=False).query(place, k=2, workers=2)
        np.minimum(nearest, distance[:, 1], out=nearest)
        first = int(np.argmin(distance[:, 1]))
        least[number] = distance[first, 1]
        if least[number] < best:
            # Of two at one place the index may name either first.
            others = [int(k) for k in index[first] if k != first]
            best, pair = float(least[number]), (first, others[0])
        if checkpoint is not None:
            checkpoint((number + 1) / len(times))
    return Neighbours(read_only(times), read_only(least), pair, read_only(nearest))
