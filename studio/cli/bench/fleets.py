"""Rows on a fleet of a million: a step, an orbit, a year."""

from typing import Any

import numpy as np

from studio.analysis.fleet.day import fleet_day
from studio.cli.bench.case import EPOCH, THREADS, Measured, Run, million
from studio.cli.bench.clock import side_by_side
from studio.cli.bench.row import Accuracy
from studio.physics.constants import DAY
from studio.physics.fleet import reference
from studio.physics.fleet.orbits import CircularOrbits
from studio.physics.fleet.planes import expand, plane_light, walker_planes
from studio.physics.orbit import period
from studio.physics.sun import sun_vector
from studio.text import mark

_SHARE = mark("largest difference of the share of the Sun")
_MEAN = mark("difference of the mean share of the Sun from that of the satellites one by one")
_SAMPLE = 20_000


def _parts(orbits: CircularOrbits) -> list[slice]:
    size = -(-orbits.size // (4 * THREADS))
    return [slice(begin, begin + size) for begin in range(0, orbits.size, size)]


def step(run: Run) -> Measured:
    """All satellites at one moment: place and share of the Sun."""
    orbits = run.once("million", lambda: expand(million(run.quick)))
    sun, distance = sun_vector(EPOCH)
    out = np.zeros(orbits.size, dtype=np.float32)
    parts = _parts(orbits)

    def one(part: slice) -> float:
        return run.kernels.light(orbits.part(part), 4321.0, sun, float(distance), out[part])

    def ours() -> Any:
        return sum(run.pool.map(one, parts))

    (mine,) = side_by_side([ours], run.rounds)
    every = slice(None, None, max(1, orbits.size // _SAMPLE))
    some = CircularOrbits(*(np.ascontiguousarray(column[every]) for column in orbits))
    known = np.zeros(some.size, dtype=np.float32)
    reference.light(some, 4321.0, sun, float(distance), known)
    apart = float(np.max(np.abs(known - out[every])))
    return Measured(ours=mine.scaled(1e3), accuracy=Accuracy(apart, 1e-5, "", _SHARE))


def orbit(run: Run) -> Measured:
    """All satellites through one orbit in steps of a minute, added up."""
    orbits = run.once("million", lambda: expand(million(run.quick)))
    time = np.arange(0.0, float(period(orbits.radius.min())), 60.0)
    sun, distance = sun_vector(EPOCH + time)
    shares = np.zeros(orbits.size)
    parts = _parts(orbits)

    def one(part: slice) -> Any:
        sums = np.zeros(time.size)
        run.kernels.light_sums(orbits.part(part), time, sun, distance, sums, shares[part])
        return sums

    def ours() -> Any:
        shares[:] = 0.0
        return sum(run.pool.map(one, parts))

    (mine,) = side_by_side([ours], run.size(5, 2))
    every = slice(None, None, max(1, orbits.size // 1000))
    some = CircularOrbits(*(np.ascontiguousarray(column[every]) for column in orbits))
    known = np.zeros(some.size)
    reference.light_sums(some, time, sun, distance, np.zeros(time.size), known)
    apart = float(np.max(np.abs(known - shares[every]))) / time.size
    return Measured(ours=mine, accuracy=Accuracy(apart, 1e-5, "", _SHARE))


def year(run: Run) -> Measured:
    """All planes on every day of a year."""
    planes = million(run.quick)
    days = np.arange(0.0, 365.0) * DAY
    sun, distance = sun_vector(EPOCH + days)

    def ours() -> Any:
        return plane_light(planes, days, sun, distance) @ planes.number

    (mine,) = side_by_side([ours], run.size(5, 2))
    few = walker_planes(6.978e6, 0.9, 0.4, 3, 200, 1)
    day = fleet_day(few, EPOCH, steps=49)
    moments = day.time
    at, far = sun_vector(EPOCH + moments)
    by_plane = plane_light(few, moments, at, far).mean()
    apart = abs(float(by_plane) - float(day.lit.mean()) / day.shares.size)
    return Measured(ours=mine, accuracy=Accuracy(apart, 1e-3, "", _MEAN))
