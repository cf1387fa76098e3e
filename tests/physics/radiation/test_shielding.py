"""Slowing down, tables between their entries, and the monotone cubic of the trapped particles against scipy's."""

import numpy as np
import pytest
from scipy.interpolate import PchipInterpolator

from studio.physics.radiation.damage import fit, remaining_power
from studio.physics.radiation.displacement_dose import dose_bins, middles
from studio.physics.radiation.shielding import COSINES, WEIGHTS, particle_range, residual_energy, slab_directions
from studio.physics.radiation.trapped import orbit_flux

ENERGIES = np.array([1.0, 3.0, 10.0, 40.0])
RANGES = 2.0 * ENERGIES**1.7


def test_ranges_follow_a_power_law_between_entries_and_beyond() -> None:
    energy = np.array([0.1, 1.0, 2.0, 3.0, 9.9, 40.0, 500.0])
    np.testing.assert_allclose(particle_range(energy, ENERGIES, RANGES), 2.0 * energy**1.7)
    np.testing.assert_allclose(residual_energy(2.0 * energy**1.7, ENERGIES, RANGES), energy)
    np.testing.assert_array_equal(residual_energy([0.0, -1.0], ENERGIES, RANGES), [0.0, 0.0])
    # A bent table: each piece by its own slope, the ends as the last pieces.
    bent = np.array([1.0, 2.0, 10.0, 11.0])
    assert particle_range(np.sqrt(30.0), ENERGIES, bent) == pytest.approx(np.sqrt(20.0))
    assert particle_range(160.0, ENERGIES, bent) == pytest.approx(12.1)
    assert particle_range(1.0 / 3.0, ENERGIES, bent) == pytest.approx(0.5)


def test_directions_through_a_slab_sum_to_what_gets_through() -> None:
    """∫ f(R − t/μ) dμ from t/R to 1, for f = 1 and f = the range left: 1 − x and R (1 − x + x ln x), x = t/R."""
    whole, cover = np.array([5.0, 8.0, 20.0]), np.array([0.0, 1.0, 6.0])
    _, left, weight = slab_directions(whole, cover)
    share = np.minimum(cover[:, None] / whole, 1.0)
    np.testing.assert_allclose(weight.sum(axis=-1), 1.0 - share, atol=1e-12)
    log = np.where(share > 0.0, share * np.log(np.where(share > 0.0, share, 1.0)), 0.0)
    np.testing.assert_allclose((weight * left).sum(axis=-1), whole * (1.0 - share + log), atol=2e-3)
    assert np.all(left >= 0.0)
    assert WEIGHTS.sum() == pytest.approx(1.0)
    assert np.sum(COSINES * WEIGHTS) == pytest.approx(0.5)
    assert np.sum(COSINES**40 * WEIGHTS) == pytest.approx(1.0 / 41.0)  # 24 points are exact up to the power of 47


def test_bins_span_what_both_tables_know() -> None:
    for spectrum, losses, low in (([2.0, 50.0], [1.0, 9.0], 2.0), ([0.5, 50.0], [1.0, 9.0], 1.0)):
        edges = dose_bins(spectrum, losses)
        assert edges[0] == pytest.approx(low)
        assert edges[-1] == pytest.approx(50.0)
        assert edges.size > 90
        np.testing.assert_allclose(np.diff(np.log(edges)), np.log(50.0 / low) / (edges.size - 1))
        np.testing.assert_allclose(middles(edges) ** 2, edges[1:] * edges[:-1])


def test_the_cubic_over_the_altitude_is_scipys_within_the_table() -> None:
    """Fritsch and Butland's monotone cubic over ln h, where a node has a neighbour on both sides."""
    rng = np.random.default_rng(3)
    heights = np.cumsum(rng.uniform(1e5, 9e5, 9)) + 3e5
    tilts = np.array([0.0, 0.3, 1.0, np.pi / 2])
    for kind in range(4):
        values = rng.uniform(0.0, 6.0, 9) if kind else np.sort(rng.uniform(0.0, 6.0, 9))
        table = np.broadcast_to(values[:, None, None], (9, 4, 1))
        inside = np.linspace(heights[1], heights[-2], 77)
        found = orbit_flux(inside, 0.7, heights, tilts, table, 0.0)[:, 0]
        expected = PchipInterpolator(np.log(heights), values)(np.log(inside))
        np.testing.assert_allclose(np.log10(found), expected, atol=1e-9)


def test_the_cubic_over_the_inclination_is_scipys_within_the_table() -> None:
    rng = np.random.default_rng(4)
    heights, tilts = np.array([3e5, 5e5, 9e5]), np.array([0.0, 0.2, 0.5, 0.6, 1.0, 1.3, np.pi / 2])
    values = rng.uniform(1.0, 6.0, 7)
    table = np.broadcast_to(values[None, :, None], (3, 7, 1))
    inside = np.linspace(tilts[1], tilts[-2], 51)
    expected = PchipInterpolator(tilts, values)(inside)
    for mirrored in (inside, np.pi - inside):
        found = orbit_flux(6e5, mirrored, heights, tilts, table, 10.0)[:, 0]
        np.testing.assert_allclose(np.log10(found + 10.0), expected, atol=1e-9)


def test_the_cubic_keeps_straight_lines_to_the_ends_of_the_table() -> None:
    heights, tilts = np.array([3e5, 5e5, 9e5, 2e6]), np.array([0.0, 0.4, np.pi / 2])
    table = np.broadcast_to((2.0 * np.log(heights) - 20.0)[:, None, None], (4, 3, 1))
    across = np.array([3e5, 3.3e5, 4.9e5, 1.2e6, 2e6])
    found = orbit_flux(across, 0.1, heights, tilts, table, 0.0)[:, 0]
    np.testing.assert_allclose(np.log10(found), 2.0 * np.log(across) - 20.0, rtol=1e-9)
    for bad in (3e5 - 1.0, [4e5, 2e6 + 1.0], [1e5, 4e5]):
        with pytest.raises(ValueError, match="altitudes of 300 to 2000 km"):
            orbit_flux(bad, 0.1, heights, tilts, table, 0.0)
    orbit_flux([4e5, 5e5], [0.0, np.pi], heights, tilts, table, 0.0)
    for tilt in (-1e-9, [0.1, np.pi + 1e-9]):
        with pytest.raises(ValueError, match="180 degrees"):
            orbit_flux(4e5, tilt, heights, tilts, table, 0.0)


def test_a_damage_curve_is_found_again() -> None:
    fluence = np.geomspace(1e13, 3e16, 9)
    for c, phi in ((0.11, 3e14), (0.3, 5e13)):
        found = fit(fluence, remaining_power(fluence, c, phi))
        assert found == pytest.approx((c, phi), rel=1e-5)
        assert fit(fluence[:1], remaining_power(fluence[:1], c, phi), phi) == pytest.approx((c, phi), rel=1e-9)
        assert fit(fluence[:2], remaining_power(fluence[:2], c, phi)) == pytest.approx((c, phi), rel=1e-4)
    for points in ([], [1e14], [1e14, 1e14]):
        with pytest.raises(ValueError, match="damage curve"):
            fit(points, np.full(len(points), 0.9))
    assert remaining_power(0.0, 0.1, 1e14) == 1.0
    assert remaining_power(9e14, 0.1, 1e14) == pytest.approx(0.9)  # one decade
    assert remaining_power(1e30, 0.1, 1e14) == 0.0
