"""The index between, outside and beside the points of a table, and tables moved to another gap."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.constants import ELEMENTARY_CHARGE, PLANCK, SPEED_OF_LIGHT
from studio.physics.optics.index import interpolated_index, shifted_index

TABLE = np.array([400e-9, 500e-9, 700e-9])
N = np.array([2.0, 2.4, 2.2])
K = np.array([0.5, 0.1, 0.0])
EV = ELEMENTARY_CHARGE


def photon(wavelength):
    """Photon energy [J]."""
    return PLANCK * SPEED_OF_LIGHT / wavelength


def test_points_of_the_table_come_back_and_between_them_it_is_linear():
    index, outside = interpolated_index(TABLE, N, K, [400e-9, 450e-9, 500e-9, 650e-9, 700e-9])
    assert index == pytest.approx(np.array([2.0 + 0.5j, 2.2 + 0.3j, 2.4 + 0.1j, 2.25 + 0.025j, 2.2 + 0j]))
    assert not outside.any()


def test_outside_the_table_the_end_holds_and_the_mask_says_where():
    index, outside = interpolated_index(TABLE, N, K, [[300e-9, 400e-9], [700e-9, 2e-6]])
    assert outside.tolist() == [[True, False], [False, True]]
    assert index[0, 0] == 2.0 + 0.5j
    assert index[1, 1] == 2.2 + 0.0j


@given(st.floats(1.4, 2.1), st.floats(2.0, 2.6))
def test_a_shift_moves_every_feature_by_the_difference_of_the_gaps(gap, energy):
    index, outside = shifted_index(TABLE, N, K, gap * EV, 1.7 * EV, np.array([photon(energy * EV)]))
    source = photon((energy - gap + 1.7) * EV)
    expected, beyond = interpolated_index(TABLE, N, K, np.array([source]))
    assert index == pytest.approx(expected, rel=1e-9)
    assert outside == beyond or min(abs(source / TABLE[0] - 1), abs(source / TABLE[-1] - 1)) < 1e-9


def test_without_a_shift_the_table_is_what_it_was():
    at = np.linspace(350e-9, 900e-9, 23)
    moved, outside = shifted_index(TABLE, N, K, 1.6 * EV, 1.6 * EV, at)
    still, beyond = interpolated_index(TABLE, N, K, at)
    assert moved == pytest.approx(still, rel=1e-12)
    assert (outside == beyond).all()


def test_many_gaps_at_once_are_each_gap_alone():
    at = np.linspace(380e-9, 800e-9, 15)
    gaps = np.array([[1.5, 1.6], [1.7, 1.85]]) * EV
    together, _ = shifted_index(TABLE, N, K, gaps, 1.69 * EV, at)
    assert together.shape == (2, 2, 15)
    for place in np.ndindex(2, 2):
        alone, _ = shifted_index(TABLE, N, K, gaps[place], 1.69 * EV, at)
        assert (together[place] == alone).all()


def test_light_of_less_energy_than_the_shift_has_the_index_of_the_far_end():
    index, outside = shifted_index(TABLE, N, K, 1.9 * EV, 1.6 * EV, np.array([photon(0.2 * EV)]))
    assert index == 2.2 + 0.0j
    assert outside.all()


@pytest.mark.parametrize(
    ("table", "n", "said"),
    [([4e-7, 4e-7], [1, 1], "ascend"), ([5e-7, 4e-7], [1, 1], "ascend"), ([4e-7, 5e-7], [1], "one length"),
     ([], [], "one length")],
)  # fmt: skip
def test_a_table_that_is_none_is_refused(table, n, said):
    with pytest.raises(ValueError, match=said):
        interpolated_index(table, n, n, 5e-7)


@pytest.mark.parametrize("gap", [0.0, -1.0, float("nan")])
def test_a_gap_that_is_none_is_refused(gap):
    with pytest.raises(ValueError, match="gap"):
        shifted_index(TABLE, N, K, gap, EV, TABLE)
