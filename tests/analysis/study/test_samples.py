"""Samples of the unit cube, block by block."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import qmc

from studio.analysis.study import Factor, Plan
from studio.analysis.study.samples import latin_block, random_block, sobol_block

BLOCKS = {"latin": lambda start, stop: latin_block(3, 700, 5, start, stop),
          "sobol": lambda start, stop: sobol_block(3, 5, start, stop),
          "random": lambda start, stop: random_block(3, 5, start, stop)}  # fmt: skip


@pytest.mark.parametrize("name", BLOCKS)
@given(start=st.integers(0, 699), size=st.integers(0, 300))
def test_any_block_is_that_part_of_the_whole(name: str, start: int, size: int) -> None:
    stop = min(start + size, 700)
    whole = BLOCKS[name](0, 700)
    assert np.array_equal(BLOCKS[name](start, stop), whole[start:stop])
    assert whole.min() >= 0.0
    assert whole.max() < 1.0


@given(count=st.integers(1, 5000), seed=st.integers(0, 2**40), dimensions=st.integers(1, 6))
def test_each_slice_of_a_latin_hypercube_has_one_point(count: int, seed: int, dimensions: int) -> None:
    """McKay, Beckman and Conover (1979): the definition."""
    points = latin_block(dimensions, count, seed, 0, count)
    for axis in range(dimensions):
        assert np.array_equal(np.sort(np.floor(points[:, axis] * count)), np.arange(count))


def test_the_axes_of_a_latin_hypercube_are_independent() -> None:
    points = latin_block(6, 20_000, 0, 0, 20_000)
    correlation = np.corrcoef(points.T) - np.eye(6)
    assert np.abs(correlation).max() < 0.03  # four standard deviations of 1/√20000
    assert not np.array_equal(points, latin_block(6, 20_000, 1, 0, 20_000))
    # In pairs they fill squares as independent numbers do: χ² of 100 squares lies below 150 but for one in 1,000.
    counted, _, _ = np.histogram2d(points[:, 0], points[:, 1], bins=10, range=((0, 1), (0, 1)))
    assert ((counted - 200.0) ** 2 / 200.0).sum() < 150.0


def test_sobol_points_are_those_of_scipy_and_fill_the_cube_better_than_chance() -> None:
    ours = sobol_block(4, 9, 0, 1024)
    assert np.array_equal(ours, qmc.Sobol(4, scramble=True, rng=np.random.default_rng(9)).random(1024))
    assert qmc.discrepancy(ours) < 0.1 * qmc.discrepancy(random_block(4, 9, 0, 1024))


def test_what_counts_takes_each_of_its_values_as_often() -> None:
    factor = Factor("payload.accelerators", 3.0, 6.0, whole=True)
    values, counted = np.unique(factor.at(latin_block(1, 4000, 2, 0, 4000)[:, 0]), return_counts=True)
    assert values.tolist() == [3.0, 4.0, 5.0, 6.0]
    assert counted.tolist() == [1000] * 4


def test_a_sample_of_a_logarithmic_range_is_even_in_its_logarithm() -> None:
    plan = Plan((Factor("mission.altitude", 1e3, 1e6, logarithmic=True),), ("orbit.period",), "latin", 300)
    found = plan.columns(0, 300)["mission.altitude"]
    assert np.array_equal(np.histogram(np.log10(found), bins=3, range=(3, 6))[0], [100, 100, 100])
