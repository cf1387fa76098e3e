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
