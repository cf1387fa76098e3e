"""Rows on propagation: satellite-steps a second beside the packages that place satellites too."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from studio.cli.bench import orekit
from studio.cli.bench.case import EPOCH, THREADS, Measured, Run, drifting, elements, fixed, fly
from studio.cli.bench.clock import side_by_side
from studio.cli.bench.peers import peer, version
from studio.cli.bench.row import Accuracy
from studio.physics.arrays import Array
from studio.physics.constants import DAY, J2, MU_EARTH, R_EARTH
from studio.physics.fleet import reference
from studio.physics.fleet.orbits import CircularOrbits
from studio.text import mark

_MILLION = 1e-6
_APART = mark("largest distance between the two positions")
_EPOCH_JD = 2451545.0 + EPOCH / DAY
_DISTANCE = {"exact": 1e-2, "periodic": 25e3}
"""Allowed [m]: where the same is computed; where a peer has the periodic terms
of an oblate Earth that mean elements leave out."""


def _times(count: int) -> Array:
    return np.linspace(0.0, DAY, count)


def _ours(
    run: Run, orbits: CircularOrbits, times: Array, kind: Any, pool: ThreadPoolExecutor | None = None
) -> Callable[[], Any]:
    out = np.zeros((len(times), orbits.size, 3), dtype=kind)

    def work() -> Any:
        fly(run.kernels.positions, orbits, times, out, pool)
        return out

    return work


def _beside(
    run: Run, ours: Callable[[], Any], amount: int, theirs: Callable[[], Any], their_amount: int, name: str,
    apart: float, allowed: str,
) -> Measured:  # fmt: skip
    mine, their = side_by_side([ours, theirs], run.rounds)
    return Measured(ours=mine.rate(amount * _MILLION), theirs=their.rate(their_amount * _MILLION), peer=name,
                    accuracy=Accuracy(apart, _DISTANCE[allowed], "m", _APART))  # fmt: skip


def _apart(one: Array, other: Array) -> float:
    return float(np.max(np.linalg.norm(np.asarray(one, dtype=np.float64) - other, axis=-1)))


def _whole(run: Run) -> tuple[CircularOrbits, Array, int]:
    count, steps = run.size(100_000, 2_000), run.size(10, 3)
    return drifting(count), _times(steps), count * steps


def by_reference(run: Run) -> Measured:
    orbits, times, amount = _whole(run)
    ours = _ours(run, orbits, times, np.float64)
    out = np.zeros((len(times), orbits.size, 3))

    def theirs() -> Any:
        fly(reference.positions, orbits, times, out)
        return out

    return _beside(run, ours, amount, theirs, amount, version("numpy"), _apart(ours(), theirs()), "exact")


def by_one_thread(run: Run) -> Measured:
    count, times = run.size(1_000_000, 2_000), _times(run.size(5, 3))
    orbits, amount = drifting(count), count * len(times)
    both, one = (_ours(run, orbits, times, np.float64, pool) for pool in (run.pool, None))
    return _beside(run, both, amount, one, amount, "one thread", _apart(both(), one()), "exact")


def by_writing(run: Run) -> Measured:
    """As much memory as no cache holds, set to one value: what any propagator at least has to write."""
    count, steps = run.size(1_000_000, 2_000), run.size(5, 3)
    orbits, times = drifting(count), _times(steps)
    ours = _ours(run, orbits, times, np.float64, run.pool)
    target = np.zeros((steps, count, 3))
    halves = np.array_split(target.reshape(-1), THREADS)
    apart = _apart(ours()[-1], exact(orbits, float(times[-1])))

    def theirs() -> None:
        for _ in run.pool.map(lambda half: half.fill(1.0), halves):
            pass

    return _beside(run, ours, count * steps, theirs, count * steps, "memory alone", apart, "exact")


def exact(orbits: CircularOrbits, elapsed: float) -> Array:
    """The positions in extended precision."""
    kind = np.longdouble
    radius, cos_tilt, sin_tilt, raan, raan_rate, latitude, latitude_rate = (x.astype(kind) for x in orbits)
    u, node = latitude + latitude_rate * kind(elapsed), raan + raan_rate * kind(elapsed)
    along, across = radius * np.cos(u), radius * np.sin(u)
    level = across * cos_tilt
    return np.stack((along * np.cos(node) - level * np.sin(node), along * np.sin(node) + level * np.cos(node),
                     across * sin_tilt), axis=-1).astype(np.float64)  # fmt: skip


def _kozai(axis: Array, tilt: Array) -> Array:
    """The mean motion that element sets give [rad/min], of a circular orbit of this mean axis."""
    oblate = 0.75 * J2 * (R_EARTH / axis) ** 2 * (3.0 * np.cos(tilt) ** 2 - 1.0)
    return np.asarray(60.0 * np.sqrt(MU_EARTH / axis**3) * (1.0 + oblate))


def by_sgp4(run: Run) -> Measured:
    api = peer("sgp4.api")
    orbits, times, amount = _whole(run)
    axis, tilt, node, place = elements(orbits.size)
    motion = _kozai(axis, tilt)
    epoch = _EPOCH_JD - 2433281.5
    satellites = []
    for k in range(orbits.size):
        satellite = api.Satrec()
        satellite.sgp4init(api.WGS72, "i", k % 99_999, epoch, 0.0, 0.0, 0.0, 0.0, 0.0, tilt[k], place[k], motion[k],
                           node[k])  # fmt: skip
        satellites.append(satellite)
    array = api.SatrecArray(satellites)
    days, parts = np.full(len(times), _EPOCH_JD), times / DAY
    ours = _ours(run, orbits, times, np.float64)
    theirs = 1e3 * array.sgp4(days, parts)[1].transpose(1, 0, 2)
    return _beside(run, ours, amount, lambda: array.sgp4(days, parts), amount, version("sgp4"),
                   _apart(ours(), theirs), "periodic")  # fmt: skip


def by_heyoka(run: Run) -> Measured:
    heyoka = peer("heyoka")
    heyoka.set_nthreads(THREADS)
    orbits, times, amount = _whole(run)
    axis, tilt, node, place = elements(orbits.size)
    none = np.zeros(orbits.size)
    whole = np.floor(_EPOCH_JD) + none
    kind = np.float32
    table = np.stack((_kozai(axis, tilt), none, tilt, node, none, place, none, whole, none + _EPOCH_JD - whole))
    propagator = heyoka.model.sgp4_propagator(table.astype(kind), fp_type=kind)
    minutes = np.ascontiguousarray(np.broadcast_to((times / 60.0)[:, None], (len(times), orbits.size)), dtype=kind)
    out = np.zeros((len(times), 7, orbits.size), dtype=kind)
    ours = _ours(run, orbits, times, kind, run.pool)
    propagator(minutes, out=out)
    theirs = 1e3 * out[:, :3].transpose(0, 2, 1).astype(np.float64)
    return _beside(run, ours, amount, lambda: propagator(minutes, out=out), amount, version("heyoka"),
                   _apart(ours(), theirs), "periodic")  # fmt: skip


def _kepler(run: Run, mu: float, count: int, times: Array, place: Callable[[], Array], theirs: Callable[[], Any],
            name: str) -> Measured:  # fmt: skip
    """Beside a peer's two-body orbits: `place` are its positions (satellites, times, 3) [m]."""
    few = _ours(run, fixed(count, mu), times, np.float64)
    apart = _apart(few().transpose(1, 0, 2), place())
    size, steps = run.size(100_000, 2_000), run.size(10, 3)
    ours = _ours(run, fixed(size, mu), _times(steps), np.float64)
    return _beside(run, ours, size * steps, theirs, count * len(times), name, apart, "exact")


def by_brahe(run: Run) -> Measured:
    brahe = peer("brahe")
    count, times = run.size(100, 10), _times(run.size(1_000, 50))
    start = brahe.Epoch.from_datetime(2026, 1, 1, 0, 0, 0.0, 0.0, brahe.TimeSystem.TAI)
    epochs = [start + float(time) for time in times]
    orbits = [
        brahe.KeplerianPropagator.from_keplerian(start, np.array([a, 0.0, i, node, 0.0, place]),
                                                 brahe.AngleFormat.RADIANS, 60.0)
        for a, i, node, place in zip(*elements(count), strict=True)
    ]  # fmt: skip

    def theirs() -> list[Any]:
        return [orbit.states_eci(epochs) for orbit in orbits]

    return _kepler(run, brahe.GM_EARTH, count, times, lambda: np.array(theirs())[..., :3], theirs, version("brahe"))


def by_satkit(run: Run) -> Measured:
    satkit = peer("satkit")
    count, times = run.size(1_000, 10), _times(run.size(20, 5))
    orbits = [satkit.kepler(a, 0.0, i, node, 0.0, mean_anomaly=place)
              for a, i, node, place in zip(*map(np.ndarray.tolist, elements(count)), strict=True)]  # fmt: skip
    seconds = times.tolist()

    def theirs() -> list[Any]:
        return [[orbit.propagate(time).to_pv()[0] for time in seconds] for orbit in orbits]

    return _kepler(run, satkit.consts.mu_earth, count, times, lambda: np.array(theirs()), theirs, version("satkit"))


def by_orekit(run: Run) -> Measured:
    orekit.start()
    count, times = run.size(10, 2), _times(run.size(10_000, 100))
    flights = [orekit.kepler(a, i, node, place, times)
               for a, i, node, place in zip(*map(np.ndarray.tolist, elements(count)), strict=True)]  # fmt: skip
    for flight in flights * run.size(10, 1):  # until the virtual machine has compiled it
        flight()

    def theirs() -> list[Any]:
        return [flight() for flight in flights]

    return _kepler(run, MU_EARTH, count, times, lambda: np.array([orekit.vectors(found) for found in theirs()]), theirs,
                   version("orekit-jpype"))  # fmt: skip
