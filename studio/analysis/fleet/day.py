"""A day of the fleet, satellite by satellite: how many are in the dark at each moment, added up and never stored."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from studio.analysis.fleet import kernels
from studio.analysis.result import FloatArray, read_only
from studio.analysis.stages import Checkpoint
from studio.physics.constants import DAY
from studio.physics.fleet.planes import Planes, expand
from studio.physics.sun import sun_vector

_THREADS = 2
_SLICE = 131_072
"""Satellites between two looks at whether anybody still waits: some tenths of a second of work."""


@dataclass(frozen=True, slots=True, eq=False)
class FleetDay:
    """One day from `begin` [s after the epoch] on."""

    begin: float
    time: FloatArray
    """(t,) After the beginning [s]"""
    lit: FloatArray
    """(t,) Sum of the visible shares of the Sun over all satellites"""
    shares: FloatArray
    """(n,) Mean visible share of each satellite, plane after plane"""

    @property
    def dark(self) -> FloatArray:
        """(t,) Satellites in the dark, those in the penumbra by their share."""
        return self.shares.size - self.lit


def fleet_day(
    planes: Planes, epoch: float, begin: float = 0.0, steps: int = 97, checkpoint: Checkpoint | None = None
) -> FleetDay:
    """Fly every satellite through a day in steps, and count who sees how much of the Sun.

    Parameters
    ----------
    planes : Planes
        At the epoch.
    epoch : float
        [s of TT since J2000.0]
    begin : float
        Beginning of the day after the epoch [s].
    steps : int
        Moments from the beginning to the end of the day.
    checkpoint : callable
        Told the share done; may raise to stop.

    Raises
    ------
    ValueError
        If there is no step.
    """
    if steps < 1:
        raise ValueError("a day needs at least one step")
    orbits = expand(planes)
    time = np.linspace(0.0, DAY, steps)
    sun, distance = sun_vector(epoch + begin + time)
    fly = kernels.current().light_sums
    shares = np.zeros(orbits.size)
    parts = [slice(first, first + _SLICE) for first in range(0, orbits.size, _SLICE)]

    def one(part: slice) -> FloatArray:
        sums = np.zeros(steps)
        fly(orbits.part(part), begin + time, sun, distance, sums, shares[part])
        return sums

    lit = np.zeros(steps)
    # The kernels hold no lock: two threads are two cores.
    with ThreadPoolExecutor(_THREADS) as pool:
        for place, sums in enumerate(pool.map(one, parts), start=1):
            lit += sums
            if checkpoint is not None:
                checkpoint(place / len(parts))
    return FleetDay(begin, time, read_only(lit), read_only(shares / steps))

