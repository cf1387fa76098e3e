"""Few days of a year, and its umbrae from one revolution of each day, against every revolution of every day."""

import numpy as np
import pytest

from studio.physics.constants import AU, DAY, R_EARTH
from studio.physics.orbit import MeanElements, raan_of_ltan, sun_synchronous_inclination
from studio.physics.season import Season, season_map
from studio.physics.time import instant, seconds_of_day

EPOCHS = [instant("2026-01-01T00:00:00"), instant("2028-07-05T03:25:45")]
COUNT = 24


def circles(r: np.random.Generator) -> MeanElements:
    axis = R_EARTH + r.uniform(3e5, 2e6, COUNT)
    return MeanElements(axis, 0.0, r.uniform(0.1, 2.8, COUNT), r.uniform(0.0, 6.28, COUNT))


def dawn_and_dusk(r: np.random.Generator) -> MeanElements:
    axis = R_EARTH + r.uniform(4e5, 1.6e6, COUNT)
    node = raan_of_ltan(r.uniform(5.0, 7.0, COUNT) * 3600.0, EPOCHS[0])
    return MeanElements(axis, 0.0, sun_synchronous_inclination(axis), node)


def ellipses(r: np.random.Generator) -> MeanElements:
    axis = R_EARTH + r.uniform(5e5, 2e7, COUNT)
    eccentricity = r.uniform(0.001, 1.0 - (R_EARTH + 3e5) / axis)
    angles = r.uniform(0.0, 6.28, (2, COUNT))
    return MeanElements(axis, eccentricity, r.uniform(0.1, 2.8, COUNT), angles[0], angles[1])


def both(elements: MeanElements, epoch: float) -> tuple[Season, Season]:
    return season_map(elements, epoch, step=1), season_map(elements, epoch, step=31, by_beta=True)


@pytest.mark.parametrize("epoch", EPOCHS)
def test_circles(epoch: float) -> None:
    for orbits in (circles, dawn_and_dusk):
        every, few = both(orbits(np.random.default_rng(7)), epoch)
        assert np.allclose(few.eclipse_max, every.eclipse_max, rtol=0.0, atol=0.3)
        assert np.all(np.abs(few.eclipse_season_days - every.eclipse_season_days) <= 2)
        assert np.allclose(few.sunlit_fraction_year, every.sunlit_fraction_year, rtol=0.0, atol=0.006)
        assert np.allclose(few.sunlit_fraction.min(axis=-1), every.sunlit_fraction.min(axis=-1), rtol=0.0, atol=0.002)


def test_ellipses() -> None:
    every, few = both(ellipses(np.random.default_rng(8)), EPOCHS[1])
    assert np.allclose(few.eclipse_max, every.eclipse_max, rtol=3e-3, atol=0.0)
    assert np.all(np.abs(few.eclipse_season_days - every.eclipse_season_days) <= 3)
    assert np.allclose(few.sunlit_fraction_year, every.sunlit_fraction_year, rtol=0.0, atol=0.012)


def test_the_rows_have_the_extremes_and_the_mean_sunshine_of_the_year() -> None:
    for orbits in (circles, dawn_and_dusk, ellipses):
        every, few = both(orbits(np.random.default_rng(9)), EPOCHS[0])
        assert np.allclose(np.abs(few.beta).max(axis=-1), np.abs(every.beta).max(axis=-1), rtol=0.0, atol=0.06)
        assert np.allclose(np.mean(few.sun_distance**-2.0, axis=-1), np.mean(every.sun_distance**-2.0), rtol=0.002)
        assert np.all((few.elapsed >= 0.0) & (few.elapsed < 365.0 * DAY))
        assert few.passages is None


def test_circles_among_ellipses_are_as_they_are_alone() -> None:
    r = np.random.default_rng(10)
    orbits = ellipses(r)
    eccentricity = np.where(np.arange(COUNT) % 3 == 0, 0.0, orbits.eccentricity)
    mixed = MeanElements(*orbits.arrays()[:1], eccentricity, *orbits.arrays()[2:])
    together = season_map(mixed, EPOCHS[0], step=31, phases=24, by_beta=True)
    for place in range(COUNT):
        alone = season_map(MeanElements(*(float(np.broadcast_to(field, COUNT)[place]) for field in mixed.arrays())),
                           EPOCHS[0], step=31, phases=24, by_beta=True)  # fmt: skip
        assert np.allclose(together.visible_fraction[place], alone.visible_fraction, rtol=0.0, atol=1e-9)
        for whole, one in zip(together.flight, alone.flight, strict=True):
            assert np.allclose(whole[place], one, rtol=1e-9, atol=1e-9)
        assert together.eclipse_max[place] == pytest.approx(float(alone.eclipse_max), abs=1e-6)
        assert together.period[place] == pytest.approx(float(alone.period), rel=1e-12)


def test_the_rows_have_the_swing_of_the_sunshine_too() -> None:
    """Mean and mean square of the irradiance over the rows are those of the year: each row stands for as many days."""
    orbits = circles(np.random.default_rng(11))
    every = season_map(orbits, EPOCHS[0], step=1, phases=12)
    few = season_map(orbits, EPOCHS[0], step=15, phases=12, by_beta=True)
    year, rows = np.square(AU / every.sun_distance), np.square(AU / few.sun_distance)
    count = rows.shape[-1]
    weight = np.diff(np.append((np.arange(count) * 365) // count, 365)) / 365
    np.testing.assert_allclose(rows @ weight, year.mean(), rtol=3e-3)
    swing = np.sqrt(np.square(rows) @ weight - np.square(rows @ weight))
    np.testing.assert_allclose(swing, year.std(), rtol=0.1)


@pytest.mark.parametrize("epoch", EPOCHS)
def test_the_rows_are_midnights_but_for_the_ends(epoch: float) -> None:
    few = season_map(circles(np.random.default_rng(12)), epoch, step=31, phases=12, by_beta=True)
    elapsed = np.unique(few.elapsed)
    inner = elapsed[(elapsed > 0.0) & (elapsed < 365.0 * DAY)]
    assert inner.size > 100
    off = (np.asarray(seconds_of_day(epoch + inner)) + 0.5 * DAY) % DAY - 0.5 * DAY
    assert np.abs(off).max() < 1.0
    # No beta angle of the year is larger than that of the last row, nor smaller than that of the first.
    every = season_map(circles(np.random.default_rng(12)), epoch, step=1, phases=12)
    assert np.all(np.abs(few.beta[..., -1]) > np.abs(every.beta).max(axis=-1) - 0.02)
    assert np.all(np.abs(few.beta[..., 0]) < np.abs(every.beta).min(axis=-1) + 0.06)
