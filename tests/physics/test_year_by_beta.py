"""Few days of a year, and its umbrae from one revolution of each day, against every revolution of every day."""

import numpy as np
import pytest

from studio.physics.constants import AU, DAY, R_EARTH
from studio.physics.eclipse import eclipse_passages, nearest_passage
from studio.physics.illumination import UMBRA
from studio.physics.orbit import (
    MeanElements,
    nodal_period,
    orbit_frame,
    raan_of_ltan,
    secular_rates,
    sun_synchronous_inclination,
)
from studio.physics.season import Season, season_map
from studio.physics.shadow import shadow_edges
from studio.physics.sun import sun_vector
from studio.physics.time import instant, seconds_of_day
from studio.physics.year_by_beta import year_by_beta

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


def order_of(elements: MeanElements, epoch: float, days: int) -> np.ndarray:
    """Days in their order, from as many rows as days: each share is then one day."""
    every = year_by_beta(elements, epoch, days, days).elapsed
    assert np.unique(every).size == days
    return every


def unlit_by_none(hours: float = 6.0) -> MeanElements:
    """A dawn-dusk orbit so high that it never meets the umbra: its days are in the order of |β| alone."""
    axis = R_EARTH + 1500e3
    return MeanElements(axis, 0.0, sun_synchronous_inclination(axis), raan_of_ltan(hours * 3600.0, EPOCHS[0]))


def sines(elements: MeanElements, epoch: float, elapsed: np.ndarray) -> np.ndarray:
    """|sin β| by vectors."""
    rates = secular_rates(*(np.array(x) for x in (elements.semi_major_axis, elements.eccentricity,
                                                  elements.inclination)))  # fmt: skip
    normal = orbit_frame(elements.raan + float(rates.raan) * elapsed, elements.inclination)[2]
    return np.abs(np.sum(normal * sun_vector(epoch + elapsed)[0], axis=-1))


@pytest.mark.parametrize("days", [365, 60])
def test_without_an_umbra_days_are_in_the_order_of_the_sun_over_the_plane(days: int) -> None:
    elements = unlit_by_none()
    found = year_by_beta(elements, EPOCHS[0], days, days)
    assert found.longest_umbra == 0.0
    assert found.umbra_days == 0
    heights = sines(elements, EPOCHS[0], found.elapsed)
    assert np.all(np.diff(heights) >= -1e-12)
    np.testing.assert_array_equal(np.sort(found.elapsed), DAY * np.arange(days))


@pytest.mark.parametrize("rows", [2, 3, 5, 6, 7, 12, 31, 100, 300])
@pytest.mark.parametrize("orbit", ["high", "low", "ellipse"])
def test_each_row_lies_in_its_own_share_of_the_days(orbit: str, rows: int) -> None:
    """Ranks of the chosen days: the first and the last are the extremes, and of each share there is one."""
    elements = {"high": unlit_by_none(), "low": MeanElements(6.9e6, 0.0, 0.9, 1.0),
                "ellipse": MeanElements(9e6, 0.2, 1.1, 2.0, 0.7)}[orbit]  # fmt: skip
    rank = {time: place for place, time in enumerate(order_of(elements, EPOCHS[0], 365))}
    ranks = np.array([rank[time] for time in year_by_beta(elements, EPOCHS[0], 365, rows).elapsed])
    begins = np.append((np.arange(rows) * 365) // rows, 365)
    assert np.all((ranks >= begins[:-1]) & (ranks < begins[1:]))
    assert ranks[0] == 0
    assert ranks[-1] == 364


@pytest.mark.parametrize("rows", [6, 7, 12, 31])
@pytest.mark.parametrize("hours", [6.0, 5.8, 18.0])
def test_the_rows_have_the_mean_height_of_the_sun(hours: float, rows: int) -> None:
    """What the extreme days miss of the means of their shares their neighbours make up for, from six rows on."""
    elements = unlit_by_none(hours)
    assert float(year_by_beta(elements, EPOCHS[0], 365, rows).longest_umbra) == 0.0
    ordered = sines(elements, EPOCHS[0], order_of(elements, EPOCHS[0], 365))
    chosen = sines(elements, EPOCHS[0], year_by_beta(elements, EPOCHS[0], 365, rows).elapsed)
    shares = np.array([part.mean() for part in np.split(ordered, (np.arange(1, rows) * 365) // rows)])
    # Each row is the first day above what is wanted of it: the mean is high by half a day's step as a rule.
    assert 0.0 <= chosen.mean() - shares.mean() < 3.0 * np.diff(ordered).mean()
    # Of the two next to each end more is wanted by what the end misses, in parts of 3 to 2; each is the first above it.
    wanted = shares.copy()
    for end, near, far in ((0, 1, 2), (-1, -2, -3)):
        missed = shares[end] - chosen[end]
        wanted[near] += 0.6 * missed
        wanted[far] += 0.4 * missed
    rank = np.searchsorted(ordered, chosen[1:-1] - 1e-12)
    assert np.all(ordered[rank] >= wanted[1:-1] - 1e-12)
    assert np.all(ordered[rank - 1] < wanted[1:-1] + 1e-12)


def test_few_rows_make_up_for_nothing() -> None:
    """Below six the two next to one end would be those of the other: inner rows are the means of their shares."""
    elements = unlit_by_none()
    ordered = sines(elements, EPOCHS[0], order_of(elements, EPOCHS[0], 365))
    chosen = sines(elements, EPOCHS[0], year_by_beta(elements, EPOCHS[0], 365, 5).elapsed)
    shares = np.array([part.mean() for part in np.split(ordered, (np.arange(1, 5) * 365) // 5)])
    rank = np.searchsorted(ordered, chosen[1:-1] - 1e-12)
    assert np.all(ordered[rank] >= shares[1:-1] - 1e-12)
    assert np.all(ordered[rank - 1] < shares[1:-1] + 1e-12)


def test_distances_are_those_of_the_shares_a_deviation_near_or_far_in_turn() -> None:
    """Of each share of the days the mean irradiance, plus its standard deviation in the first, minus in the next."""
    elements = MeanElements(6.9e6, 0.0, 0.9, 1.0)
    ordered = order_of(elements, EPOCHS[0], 365)
    irradiance = np.square(AU / sun_vector(EPOCHS[0] + ordered)[1])
    for rows in (2, 5, 12):
        parts = np.split(irradiance, (np.arange(1, rows) * 365) // rows)
        wanted = [part.mean() + part.std() * (-1.0) ** place for place, part in enumerate(parts)]
        found = year_by_beta(elements, EPOCHS[0], 365, rows).sun_distance
        np.testing.assert_allclose(np.square(AU / found), wanted, rtol=1e-9)
    alone = year_by_beta(elements, EPOCHS[0], 365, 365).sun_distance
    np.testing.assert_allclose(alone, sun_vector(EPOCHS[0] + ordered)[1], rtol=1e-7)  # shares of one day


def test_orbits_together_are_those_alone() -> None:
    """Circles in a table, with and without an umbra; the Sun is that of the chosen days."""
    axes, nodes = R_EARTH + np.array([[500e3], [1500e3]]), np.array([0.3, 1.7, 4.0])
    together = year_by_beta(MeanElements(axes, 0.0, 1.75, nodes), EPOCHS[1], 200, 9)
    assert together.elapsed.shape == together.sun_distance.shape == (2, 3, 9)
    assert together.sun.shape == (2, 3, 9, 3)
    assert together.longest_umbra.shape == together.umbra_days.shape == (2, 3)
    for row, column in np.ndindex(2, 3):
        alone = year_by_beta(MeanElements(float(axes[row, 0]), 0.0, 1.75, nodes[column]), EPOCHS[1], 200, 9)
        for whole, one in zip(together, alone, strict=True):
            np.testing.assert_allclose(whole[row, column], one, rtol=1e-12)
    np.testing.assert_allclose(together.sun, sun_vector(EPOCHS[1] + together.elapsed)[0], atol=1e-12)


@pytest.mark.parametrize("epoch", EPOCHS)
@pytest.mark.parametrize("degrees", [20.0, 75.0, 110.0, 160.0])
def test_umbrae_of_circles_are_those_that_edges_are_found_of(epoch: float, degrees: float) -> None:
    """The closed form against the roots, for a tenth of a second; days counted to one at each end of a season."""
    axis = R_EARTH + np.array([400e3, 900e3, 2000e3, 20e6])
    elements = MeanElements(axis, 0.0, np.radians(degrees), 1.3)
    found = year_by_beta(elements, epoch, 120, 4)
    passages = eclipse_passages(elements, epoch, 120 * DAY)
    length = np.nan_to_num(passages.umbra_exit - passages.umbra_entry)
    # Where the Sun crosses the plane between two midnights the longest passage is taken as that of the plane.
    np.testing.assert_allclose(found.longest_umbra, length.max(axis=-1), rtol=0.0, atol=0.15)
    middle = np.where(length > 0.0, 0.5 * (passages.umbra_exit + passages.umbra_entry), np.nan)
    first = float(seconds_of_day(epoch))
    for place in range(axis.size):
        dark = np.unique((middle[place][length[place] > 0.0] + first) // DAY).size
        assert abs(int(found.umbra_days[place]) - dark) <= 2


@pytest.mark.parametrize("epoch", EPOCHS)
def test_days_begin_at_midnight_but_the_first(epoch: float) -> None:
    """An epoch within a day: what is left of it is the first; the last row of an orbit is never the end of the year."""
    left = (DAY - float(seconds_of_day(epoch))) % DAY or DAY
    for orbit in (unlit_by_none(), MeanElements(9e6, 0.2, 1.1, 2.0, 0.7)):
        days = np.sort(order_of(orbit, epoch, 30))
        np.testing.assert_allclose(days, np.append(0.0, left + DAY * np.arange(29.0)), atol=1e-3)


def later(elements: MeanElements, time: float) -> MeanElements:
    """The same circle that much later [s]."""
    rates = secular_rates(*(np.asarray(x) for x in (elements.semi_major_axis, 0.0, elements.inclination)))
    turned = rates.mean_anomaly + rates.argument_of_perigee
    return MeanElements(elements.semi_major_axis, 0.0, elements.inclination, elements.raan + rates.raan * time, 0.0,
                        turned * time)  # fmt: skip


@pytest.mark.parametrize("degrees", [20.0, 75.0, 110.0, 150.0])
def test_umbrae_of_a_day_are_those_of_the_revolutions_about_its_midnights(degrees: float) -> None:
    """Under a Sun far from the plane too: lengths of passages before and after, read at the midnights themselves."""
    nodes = np.linspace(0.0, 2 * np.pi, 25)
    elements = MeanElements(np.full(25, R_EARTH + 900e3), 0.0, np.radians(degrees), nodes)
    epoch = EPOCHS[0]
    found = year_by_beta(later(elements, DAY), epoch + DAY, 1, 1).longest_umbra
    passages = eclipse_passages(elements, epoch, 3 * DAY)
    middle, length = 0.5 * (passages.umbra_exit + passages.umbra_entry), passages.umbra_exit - passages.umbra_entry
    heights = np.stack([sines(MeanElements(7e6, 0.0, np.radians(degrees), node), epoch, DAY * np.ones(1))
                        for node in nodes])[:, 0]  # fmt: skip
    told = 0
    for place in range(25):
        some = ~np.isnan(middle[place])
        if some.sum() < 30 or heights[place] < 0.2:
            continue  # edges of a season, or the Sun crosses the plane, which is taken as a day of that
        # Linear between passages 1.7 h apart: their curvature is some hundredths of a second but for short ones.
        lengths = np.interp([DAY, 2 * DAY], middle[place][some], length[place][some])
        if lengths.min() > 900.0:
            told += 1
            assert float(found[place]) == pytest.approx(lengths.max(), abs=0.12)
    assert told > 3


def test_days_with_an_umbra_are_in_the_order_of_it_and_of_the_height_of_the_sun() -> None:
    """|sin β| less three times the dark share: a day of the same Sun and a longer umbra comes first."""
    elements = MeanElements(R_EARTH + 700e3, 0.0, 1.3, 0.5)
    ordered = order_of(elements, EPOCHS[0], 120)
    period = float(nodal_period(elements.semi_major_axis, 0.0, elements.inclination))
    calendar = np.sort(ordered)
    entry, leave = shadow_edges(nearest_passage(elements, EPOCHS[0], calendar), (UMBRA,), oblate=False)
    dark = np.nan_to_num(leave[0] - entry[0]) / period
    place = np.searchsorted(calendar, ordered)
    key = sines(elements, EPOCHS[0], ordered) - 3.0 * dark[place]
    assert dark.max() > 0.3
    # The passage after midnight is up to a revolution later, when the Sun is 10⁻² lower or higher, and its dark too.
    assert np.diff(key).min() > -0.03
    by_sun = sines(elements, EPOCHS[0], ordered)
    assert key[-1] - key[0] > 1.5 * (by_sun[-1] - by_sun[0])
    # The row within a share is the first above the mean of the sum: of the dark share alone it would be many days off.
    for rows in (3, 4):
        chosen = year_by_beta(elements, EPOCHS[0], 120, rows).elapsed
        begins = np.append((np.arange(rows) * 120) // rows, 120)
        for row in range(1, rows - 1):
            mine = key[begins[row] : begins[row + 1]]
            wanted = begins[row] + np.sum(mine < mine.mean())
            assert abs(int(np.flatnonzero(ordered == chosen[row])[0]) - int(wanted)) <= 2
