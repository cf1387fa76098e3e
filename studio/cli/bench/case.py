"""What the rows are measured on: a fleet, its kernels, and how much of everything."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.analysis.fleet import kernels
from studio.analysis.fleet.kernels import Kernels
from studio.cli.bench.row import Accuracy, Timing
from studio.physics.arrays import Array
from studio.physics.constants import DAY, MU_EARTH
from studio.physics.fleet.orbits import CircularOrbits, circular_orbits
from studio.physics.fleet.planes import Planes, all_planes, walker_planes

EPOCH = 9497.0 * DAY
"""1 January 2026 [s of TT since J2000.0]."""
_BLOCK = 32_768
"""At most so many satellites stay in cache while they are taken through all times."""
_SHELLS, _PLANES, _PER_PLANE = 20, 50, 1000


THREADS = min(2, os.cpu_count() or 1)


@dataclass(frozen=True)
class Run:
    """How thoroughly everything is measured, and with what."""

    quick: bool = False
    peer_python: str = ""
    """A Python that has the open simulator"""
    shared: dict[str, Any] = field(default_factory=dict)
    """What several rows draw on, measured once"""

    @cached_property
    def kernels(self) -> Kernels:
        kernels.prepare()
        return kernels.current()

    @cached_property
    def pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(THREADS)

    @property
    def rounds(self) -> int:
        return 3 if self.quick else 15

    def size(self, whole: int, quick: int) -> int:
        return quick if self.quick else whole

    def once(self, name: str, measure: Callable[[], Any]) -> Any:
        if name not in self.shared:
            self.shared[name] = measure()
        return self.shared[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a row found."""

    ours: Timing
    theirs: Timing | None = None
    peer: str = ""
    accuracy: Accuracy | None = None


def elements(count: int) -> tuple[Array, Array, Array, Array]:
    """Axis [m], inclination, node and argument of latitude [rad] of `count` satellites in many low circular orbits."""
    random = np.random.default_rng(2026)
    return (random.uniform(6.9e6, 8.3e6, count), random.uniform(0.5, 1.8, count), random.uniform(0.0, 6.28, count),
            random.uniform(0.0, 6.28, count))  # fmt: skip


def drifting(count: int) -> CircularOrbits:
    """Their orbits about the oblate Earth."""
    return circular_orbits(*elements(count))


def fixed(count: int, mu: float = MU_EARTH) -> CircularOrbits:
    """Their orbits about a point of gravitational parameter `mu` [m³/s²]."""
    axis, tilt, node, place = elements(count)
    return CircularOrbits(axis, np.cos(tilt), np.sin(tilt), node, np.zeros(count), place, np.sqrt(mu / axis**3))


def million(quick: bool) -> Planes:
    """Planes of a fleet of a million in shells of 50 km, from 500 km up; a thousandth of it where it is to be quick."""
    shells, planes, each = (2, 10, 50) if quick else (_SHELLS, _PLANES, _PER_PLANE)
    parts = []
    for shell in range(shells):
        tilt = np.radians(30.0 if shell % 2 else 97.5 + 0.2 * shell)
        parts.append(walker_planes(6_878_137.0 + 50e3 * shell, float(tilt), 0.1 * shell, planes, each, 1, shell=shell))
    return all_planes(parts)


def fly(
    positions: Callable[[CircularOrbits, float, NDArray[np.floating]], None],
    orbits: CircularOrbits,
    times: Array,
    out: NDArray[np.floating],
    pool: ThreadPoolExecutor | None = None,
) -> None:
    """Positions of all satellites at all times into `out` (times, satellites, 3), in this thread or those of a pool."""
    blocks = THREADS * -(-orbits.size // (THREADS * _BLOCK))  # as many for each thread
    block = -(-orbits.size // blocks)

    def part(begin: int) -> None:
        which = slice(begin, begin + block)
        some = orbits.part(which)
        for place, time in enumerate(times):
            positions(some, float(time), out[place, which])

    for _ in (pool or _NoPool).map(part, range(0, orbits.size, block)):
        pass


class _NoPool:
    map = staticmethod(map)
