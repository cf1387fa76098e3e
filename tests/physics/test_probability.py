"""Quantiles against the distributions of scipy, and Wilson's interval against published values and its own coverage."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from studio.physics.probability import (
    cut_share,
    normal_quantile,
    normal_share,
    triangular_quantile,
    triangular_share,
    uniform_quantile,
    wilson_interval,
)

SHARES = np.linspace(0.001, 0.999, 37)
NUMBERS = st.floats(-1e3, 1e3)


@given(NUMBERS, st.floats(1e-3, 1e3), st.floats(0.0, 1.0))
def test_a_triangle_is_that_of_scipy(low, width, place):
    mode = low + place * width
    theirs = stats.triang(place, low, width)
    assert triangular_quantile(SHARES, low, mode, low + width) == pytest.approx(theirs.ppf(SHARES), abs=1e-9 * width)
    at = low + width * np.linspace(-0.2, 1.2, 29)
    assert triangular_share(at, low, mode, low + width) == pytest.approx(theirs.cdf(at), abs=1e-6)


def test_a_normal_and_a_uniform_are_those_of_scipy():
    assert normal_quantile(SHARES, 3.0, 0.5) == pytest.approx(stats.norm(3.0, 0.5).ppf(SHARES), rel=1e-13)
    assert normal_share([2.0, 3.0, 4.5], 3.0, 0.5) == pytest.approx(stats.norm(3.0, 0.5).cdf([2.0, 3.0, 4.5]))
    assert uniform_quantile(SHARES, -2.0, 6.0) == pytest.approx(stats.uniform(-2.0, 8.0).ppf(SHARES))


def test_what_is_cut_off_is_a_truncated_normal():
    below, above = normal_share([-0.5, 1.0], 0.0, 1.0)
    ours = normal_quantile(cut_share(SHARES, below, above), 0.0, 1.0)
    assert ours == pytest.approx(stats.truncnorm(-0.5, 1.0).ppf(SHARES), rel=1e-9, abs=1e-12)


def test_wilson_as_published():
    """R. G. Newcombe, Statistics in Medicine 17, 857 (1998), table I, method 3: 81/263, 15/148, 0/20 and 1/29."""
    low, high = wilson_interval([81, 15, 0, 1], [263, 148, 20, 29])
    assert low == pytest.approx([0.2553, 0.0624, 0.0, 0.0061], abs=5e-5)
    assert high == pytest.approx([0.3662, 0.1605, 0.1611, 0.1718], abs=5e-5)


@given(st.integers(1, 10_000), st.floats(0.0, 1.0), st.floats(0.5, 0.999))
def test_wilson_holds_the_share_and_narrows(total, place, confidence):
    count = round(place * total)
    low, high = wilson_interval(count, total, confidence)
    assert 0.0 <= low <= count / total <= high <= 1.0
    assert low < high
    wide_low, wide_high = wilson_interval(count, total, confidence + 0.0005)
    assert wide_low <= low
    assert wide_high >= high


def test_wilson_refuses_what_says_nothing():
    with pytest.raises(ValueError, match="no trials"):
        wilson_interval(0, 0)
    with pytest.raises(ValueError, match="confidence of 1"):
        wilson_interval(1, 2, 1.0)


@pytest.mark.parametrize("place", [0.0, 0.3, 1.0])
def test_a_triangle_to_the_last_digits_also_where_its_mode_is_an_end(place):
    """Of many triangles at once: areas of what lies below, by the sum of two trapezia."""
    low, high = np.array([[-2.0], [10.0]]), np.array([[6.0], [11.0]])
    mode = low + place * (high - low)
    shares = np.linspace(0.0, 1.0, 21)
    at = low + (high - low) * shares
    middle = np.clip(at, low, mode)
    height = 2.0 / (high - low)
    up = 0.5 * (middle - low) * height * ((middle - low) / (mode - low) if place else 0.0)
    beyond = np.clip(at, mode, high)
    left = 0.5 * (high - beyond) * height * ((high - beyond) / (high - mode) if place < 1.0 else 0.0)
    expected = np.where(at < mode, up, 1.0 - left)
    assert triangular_share(at, low, mode, high) == pytest.approx(expected, abs=1e-14)
    assert triangular_quantile(expected, low, mode, high) == pytest.approx(at, abs=2e-7)
    np.testing.assert_array_equal(triangular_share([low[0] - 1.0, high[0] + 1.0], low[0], mode[0], high[0]), [[0], [1]])


def test_wilson_of_a_single_trial_and_of_all():
    """Where all were so, the lower end is n/(n + z²), z = 1.959964; of one trial too. Mirrored where none was."""
    z2 = 1.959964**2
    for total in (1, 2, 40):
        low, high = wilson_interval([total, 0], total)
        assert low == pytest.approx([total / (total + z2), 0.0], rel=1e-6)
        assert high == pytest.approx([1.0, z2 / (total + z2)], rel=1e-6)
        assert low[1] == 0.0
        assert high[0] == 1.0
    low, high = wilson_interval(1, 2, 0.5)  # z = 0.67449: ½ ± ½ z/√(2 + z²)
    assert (low, high) == pytest.approx((0.5 - 0.215241, 0.5 + 0.215241), abs=1e-6)


@pytest.mark.parametrize("confidence", [0.0, 1.0, -0.1, 1.1])
def test_wilson_refuses_no_and_full_confidence(confidence):
    with pytest.raises(ValueError, match="not between 0 and 1"):
        wilson_interval(1, 2, confidence)
    with pytest.raises(ValueError, match="no trials"):
        wilson_interval([1, 0], [2, 0.5])
