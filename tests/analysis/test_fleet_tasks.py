"""A day of a fleet and its neighbours: against single satellites and against every pair."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import pdist, squareform

from studio.analysis.fleet import kernels
from studio.analysis.fleet.day import fleet_day
from studio.analysis.fleet.neighbours import neighbours
from studio.physics.constants import DAY
from studio.physics.constellation import closest_approach, walker
from studio.physics.fleet import reference
from studio.physics.fleet.planes import Planes, all_planes, expand, walker_planes
from studio.physics.illumination import visible_fraction
from studio.physics.sun import sun_vector

EPOCH = 8.3e8


def planes() -> Planes:
    return all_planes([walker_planes(7.0e6, 0.9, 0.2, 6, 9, 1), walker_planes(7.3e6, 1.7, 1.0, 2, 11, shell=1)])


def test_day_counts_single_satellites() -> None:
    fleet = planes()
    told: list[float] = []
    day = fleet_day(fleet, EPOCH, 20 * DAY, steps=13, checkpoint=told.append)
    orbits = expand(fleet)
    place = np.empty((orbits.size, 3))
    shares = np.empty((13, orbits.size))
    for k, time in enumerate(day.time):
        reference.positions(orbits, 20 * DAY + float(time), place)
        sun, distance = sun_vector(EPOCH + 20 * DAY + float(time))
        shares[k] = visible_fraction(place, sun, distance, oblate=True)
    np.testing.assert_allclose(day.lit, shares.sum(axis=1), atol=1e-4)
    np.testing.assert_allclose(day.dark, orbits.size - shares.sum(axis=1), atol=1e-4)
    np.testing.assert_allclose(day.shares, shares.mean(axis=0), atol=1e-6)
    assert told[-1] == 1.0


def test_day_is_the_same_with_either_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    kernels.prepare()
    ours = fleet_day(planes(), EPOCH, steps=7)
    monkeypatch.setattr(kernels, "_compiled", None)
    np.testing.assert_allclose(fleet_day(planes(), EPOCH, steps=7).lit, ours.lit, atol=1e-5)


def test_day_stops_when_nobody_waits() -> None:
    def stop(_: float) -> None:
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        fleet_day(planes(), EPOCH, steps=3, checkpoint=stop)


def test_neighbours_are_those_of_every_pair() -> None:
    fleet = planes()
    times = np.array([0.0, 700.0, 5000.0])
    found = neighbours(fleet, times)
    orbits = expand(fleet)
    place = np.empty((orbits.size, 3))
    nearest = np.full(orbits.size, np.inf)
    for k, time in enumerate(times):
        reference.positions(orbits, float(time), place)
        apart = squareform(pdist(place)) + np.diag(np.full(orbits.size, np.inf))
        nearest = np.minimum(nearest, apart.min(axis=1))
        assert found.least[k] == pytest.approx(apart.min(), abs=1e-6)  # two of them meet
    np.testing.assert_allclose(found.nearest, nearest, atol=1e-6)
    best = int(np.argmin(found.least))
    reference.positions(orbits, float(times[best]), place)
    assert np.linalg.norm(place[found.pair[0]] - place[found.pair[1]]) == pytest.approx(found.least.min(), abs=1e-6)
    assert found.closer_than(float(found.least.min()) + 1e-6) >= 2
    assert found.closer_than(1e9) == orbits.size


@given(st.integers(2, 6), st.integers(2, 8), st.floats(0.3, 2.8))
@settings(max_examples=20, deadline=None)
def test_no_moment_is_closer_than_the_closest_approach(count: int, each: int, tilt: float) -> None:
    fleet = walker_planes(7.1e6, tilt, 0.0, count, each, 1)
    bound = float(closest_approach(7.1e6, tilt, walker(count, each, 1)))
    assert neighbours(fleet, np.linspace(0.0, 6000.0, 9)).least.min() >= bound * (1.0 - 1e-9) - 1e-3


def test_nearest_of_others_is_that_of_every_pair() -> None:
    fleet = planes()
    rng = np.random.default_rng(3)
    others = {time: rng.normal(size=(40, 3)) * 7e6 for time in (0.0, 900.0)}
    for places in others.values():
        places[::7] = np.nan
    found = neighbours(fleet, np.array(list(others)), others=lambda time: others[time]).approach
    orbits = expand(fleet)
    best = []
    for time, places in others.items():
        own = np.empty((orbits.size, 3))
        reference.positions(orbits, time, own)
        apart = np.linalg.norm(own[:, None] - places[None], axis=-1)
        one, other = np.unravel_index(np.nanargmin(apart), apart.shape)
        best.append((float(apart[one, other]), int(one), int(other), time))
    assert found is not None
    assert found.distance == pytest.approx(min(best)[0])
    assert (found.satellite, found.object, found.time) == min(best)[1:]
    alone = neighbours(walker_planes(7e6, 1.0, 0.0, 1, 1), np.zeros(1), others=lambda _: np.full((2, 3), np.nan))
    assert alone.approach is None
    assert np.isinf(alone.nearest).all()


def test_one_satellite_has_no_neighbour() -> None:
    with pytest.raises(ValueError, match="two"):
        neighbours(walker_planes(7e6, 1.0, 0.0, 1, 1), np.zeros(1))


def test_kernels_stay_in_numpy_where_nothing_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "_compiled", None)
    monkeypatch.setattr(kernels.importlib, "import_module", _missing)
    kernels.prepare()
    assert kernels.current() is reference


def _missing(name: str) -> None:
    raise ImportError(f"no {name}")


def test_cluster_counts_as_one_satellite_and_the_others_keep_their_numbers() -> None:
    ring = walker_planes(7.0e6, 0.9, 0.2, 1, 6)
    cluster = walker_planes(7.4e6, 1.7, 1.0, 1, 81, shell=1, spread=2e3 / 7.4e6)
    more = walker_planes(7.8e6, 1.1, 2.0, 1, 5, shell=2)
    found = neighbours(all_planes([ring, cluster, more]), np.array([0.0, 900.0]))
    assert found.nearest.size == 6 + 1 + 5
    assert found.least.min() > 1e5  # and not the metres between members drawn on one line
    whole = expand(all_planes([ring, cluster, more]))
    place = np.empty((whole.size, 3))
    reference.positions(whole, float(found.times[int(np.argmin(found.least))]), place)
    apart = float(np.linalg.norm(place[found.pair[0]] - place[found.pair[1]]))
    assert apart == pytest.approx(found.least.min(), abs=1e-6)
