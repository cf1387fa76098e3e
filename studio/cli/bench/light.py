"""Rows on the shadow: shares of the Sun beside the packages that compute them, and the passages of a year."""

from collections.abc import Callable
from typing import Any

import numpy as np

from studio.cli.bench import orekit
from studio.cli.bench.case import EPOCH, Measured, Run, drifting
from studio.cli.bench.clock import side_by_side
from studio.cli.bench.peers import Missing, peer, version
from studio.cli.bench.row import Accuracy
from studio.physics.arrays import Array
from studio.physics.constants import DAY
from studio.physics.eclipse import eclipse_passages
from studio.physics.fleet.orbits import CircularOrbits, stretched
from studio.physics.illumination import POLAR_STRETCH
from studio.physics.orbit import MeanElements
from studio.physics.sun import sun_vector
from studio.text import mark

_MILLION = 1e-6
_SHARE = mark("largest difference of the share of the Sun")
_EDGE = mark("largest difference of an entry or exit in the first three days")
_YEAR = 365.0 * DAY
_ELAPSED = 0.3 * DAY
_JUDGED = 3.0 * DAY
_ORBIT = 5738.0
"""[s]"""


def _beside(
    run: Run, sun: Array, make: Callable[[Array], Callable[[], Any]], name: str, allowed: float, count: int
) -> Measured:
    """`sun` (3,) [m]; `make` gives, for positions (n, 3) [m], what computes their shares."""
    distance = float(np.linalg.norm(sun))
    direction = sun / distance

    def ours(orbits: CircularOrbits) -> Callable[[], Any]:
        out = np.zeros(orbits.size, dtype=np.float32)

        def work() -> Any:
            run.kernels.light(orbits, _ELAPSED, direction, distance, out)
            return out

        return work

    few = drifting(count)
    places = np.zeros((count, 3))
    run.kernels.positions(few, _ELAPSED, places)
    theirs = make(places)
    apart = float(np.max(np.abs(np.asarray(theirs()) - ours(few)())))
    many = drifting(run.size(1_000_000, 2_000))
    mine, their = side_by_side([ours(many), theirs], run.rounds)
    return Measured(ours=mine.rate(many.size * _MILLION), theirs=their.rate(count * _MILLION), peer=name,
                    accuracy=Accuracy(apart, allowed, "", _SHARE))  # fmt: skip


def _sun() -> Array:
    direction, distance = sun_vector(EPOCH + _ELAPSED)
    return np.asarray(direction * distance)


def _one_by_one(share: Callable[[Array, Array], float], sun: Array) -> Callable[[Array], Callable[[], Any]]:
    """For a peer whose Earth is a sphere: along a polar axis stretched until the ellipsoid is one."""
    def make(places: Array) -> Callable[[], Any]:
        x, y, z, distance = stretched(sun / np.linalg.norm(sun), np.linalg.norm(sun))
        there = np.array([x, y, z]) * distance
        here = list(places * [1.0, 1.0, POLAR_STRETCH])
        return lambda: [share(each, there) for each in here]

    return make


def by_reference(run: Run) -> Measured:
    from studio.physics.fleet import reference

    sun = _sun()
    distance = float(np.linalg.norm(sun))
    few = drifting(run.size(50_000, 2_000))
    out = np.zeros(few.size, dtype=np.float32)

    def make(_: Array) -> Callable[[], Any]:
        def work() -> Any:
            reference.light(few, _ELAPSED, sun / distance, distance, out)
            return out

        return work

    return _beside(run, sun, make, version("numpy"), 1e-5, few.size)


def by_satkit(run: Run) -> Measured:
    satkit, sun = peer("satkit"), _sun()
    make = _one_by_one(lambda place, there: satkit.sun.shadowfunc(there, place), sun)
    return _beside(run, sun, make, version("satkit"), 1e-3, run.size(50_000, 2_000))


def by_brahe(run: Run) -> Measured:
    brahe, sun = peer("brahe"), _sun()
    make = _one_by_one(brahe.eclipse_conical, sun)
    return _beside(run, sun, make, version("brahe"), 1e-3, run.size(50_000, 2_000))


def by_orekit(run: Run) -> Measured:
    orekit.start()

    def make(places: Array) -> Callable[[], Any]:
        work = orekit.lighting(places)
        for _ in range(run.size(5, 1)):  # until the virtual machine has compiled it
            work()
        return work

    return _beside(run, orekit.sun(), make, version("orekit-jpype"), 2e-2, run.size(50_000, 500))


def edges_apart(one: Array, other: Array, duration: float) -> float:
    """The largest difference [s] of the edges of passages, but for those of the first and last orbit, which may be cut
    off; infinite where there are more of one than of the other."""
    pair = [np.sort(edges[(edges > _ORBIT) & (edges < duration - _ORBIT)]) for edges in (one, other)]
    if len(pair[0]) != len(pair[1]):
        return float("inf")
    return float(np.max(np.abs(pair[0] - pair[1])))


def plane_year(run: Run) -> Measured:
    """All entries and exits of one satellite, so of one plane, in a year."""
    axis, tilt, node, place = 6_928_137.0, 0.5236, 1.2, 0.4  # never without a shadow
    duration = run.size(365, 5) * DAY
    elements = MeanElements(axis, 0.0, tilt, node, 0.0, place)

    def ours() -> Any:
        return eclipse_passages(elements, 0.0, duration, oblate=True)

    def edges() -> Array:
        found = ours()
        return np.stack([np.ravel(part) for part in found[:4]], axis=-1)

    try:
        orekit.start()
    except Missing as error:
        (mine,) = side_by_side([ours], run.rounds)
        error.ours = Measured(ours=mine.scaled(1e3))
        raise
    def theirs() -> Any:
        return orekit.passages(axis, tilt, node, place, duration)

    mine, their = side_by_side([ours, theirs], run.size(5, 2))
    apart = edges_apart(edges().ravel(), np.array(theirs()), _JUDGED)
    return Measured(ours=mine.scaled(1e3), theirs=their.scaled(1e3), peer=version("orekit-jpype"),
                    accuracy=Accuracy(apart, 5.0, "s", _EDGE))  # fmt: skip
