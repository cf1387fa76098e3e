"""Optical links: the published budget, the diffraction integral, jitter drawn at random, and the laws of distance."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics import link

PUBLISHED = json.loads((Path(__file__).parents[1] / "data" / "suncatcher_link.json").read_text())
ranges = st.floats(1.0, 1e8)
apertures = st.floats(0.005, 2.0)
wavelengths = st.floats(5e-7, 1e-5)


def close(found: Any, case: dict[str, float]) -> None:
    assert float(found) == pytest.approx(case["value"], abs=case.get("abs"), rel=case.get("rel"))


def test_published_budget_over_5000_km() -> None:
    case = PUBLISHED["friis"]
    size, colour = case["aperture"], case["wavelength"]
    close(link.decibel(link.antenna_gain(size, colour, case["efficiency"])), case["gain_db"])
    close(1e6 * link.divergence(size, colour), case["divergence_urad"])
    close(link.divergence(size, colour) * case["distance"], case["spot_radius_m"])
    share = 10 ** (-0.1 * case["loss_db"])
    found = link.received_power(case["transmit_power"], size, case["efficiency"], colour, case["distance"], share)
    close(1e6 * found, case["received_uw"])
    friis = case["transmit_power"] * link.antenna_gain(size, colour, case["efficiency"]) ** 2 * share
    assert float(found) == pytest.approx(float(friis / link.path_loss(case["distance"], colour)), rel=1e-5)


def test_published_channels_and_photons() -> None:
    case = PUBLISHED["dwdm"]
    power = 1e-3 * 10 ** (0.1 * case["dbm_per_channel"])
    close(case["channels"] * case["channel_rate"] * 1e-12, case["aggregate_tbps"])
    close(case["channels"] * power * 1e3, case["received_total_mw"])
    photons = link.photons_per_bit(power, case["wavelength"], case["channel_rate"])
    close(photons, case["photons_per_bit"])
    close(link.SHANNON_PHOTONS_PER_BIT, case["shannon_photons_per_bit"])
    capacity = case["channels"] * case["channel_rate"]
    for share, expected in ((1.0, capacity), (2.0, capacity), (0.25, 0.25 * capacity)):
        found = link.data_rate(share * case["channels"] * power, case["wavelength"], photons, capacity)
        assert float(found) == pytest.approx(expected)


def test_published_near_field_ranges_carry_as_many_beams_as_apertures() -> None:
    whole = 2 * PUBLISHED["near_field"][0]["radius"]
    for case in PUBLISHED["near_field"]:
        close(link.near_field_range(2 * case["radius"], 1.55e-6) / 1e3, case["range_km"])
        reach = float(link.near_field_range(2 * case["radius"], 1.55e-6))
        assert link.spatial_streams(whole, 1.55e-6, reach) == case["side"] ** 2
        assert link.spatial_streams(whole, 1.55e-6, 1.01 * reach) < max(case["side"] ** 2, 2)


def test_pointing_is_what_random_jitter_gives() -> None:
    width, jitter, outage = 14e-6, 3e-6, 0.02
    errors = np.random.default_rng(1).normal(0.0, jitter, (400_000, 2))
    light = np.exp(-2.0 * np.sum(errors**2, axis=-1) / width**2)
    assert np.quantile(light, outage) == pytest.approx(float(link.pointing_share(width, jitter, outage)), rel=0.01)
    assert light.mean() == pytest.approx(float(link.mean_pointing_share(width, jitter)), rel=1e-3)
    # The beam falls off as the main lobe does: (2 J1(x)/x)² of a round aperture against the Gaussian, near the axis.
    from scipy.special import j1

    size, colour = 0.1, 1.55e-6
    off = np.array([1e-7, 1e-6, 3e-6])
    x = np.pi * size * off / colour
    lobe = (2 * j1(x) / x) ** 2
    gauss = np.exp(-2 * (off / float(link.beam_half_width(size, colour))) ** 2)
    np.testing.assert_allclose(gauss, lobe, atol=2e-3)


@pytest.mark.parametrize(("outage"), [0.0, 1.0, -0.1])
def test_an_impossible_outage_is_refused(outage: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        link.pointing_share(1e-5, 1e-6, outage)


def test_a_link_over_no_distance_is_refused() -> None:
    with pytest.raises(ValueError, match="above nought"):
        link.received_power(1.0, 0.1, 0.8, 1.55e-6, 0.0)


def test_collected_share_is_the_best_that_diffraction_lets() -> None:
    """The largest eigenvalue of the Fresnel transform between two round apertures, in rings: Slepian 1964."""
    from scipy.special import j0

    nodes, weights = np.polynomial.legendre.leggauss(80)
    radius, weight = 0.5 * (nodes + 1), 0.5 * weights
    for product in (0.2, 0.5, 1.0, 2.0, 3.0):  # τ² = (A/λd)² = (c/2)², c = 2π a²/(λ d)
        c = 2.0 * np.sqrt(product)
        root = np.sqrt(radius * weight)
        kernel = c * root[:, None] * j0(c * radius[:, None] * radius) * root
        best = float(np.max(np.abs(np.linalg.eigvalsh(kernel)))) ** 2
        size, colour = 0.1, 1.55e-6
        distance = 0.25 * np.pi * size**2 / (colour * np.sqrt(product))
        found = float(link.collected_share(size, colour, distance))
        assert found == pytest.approx(best, abs=0.01)


@given(ranges, apertures, wavelengths)
def test_far_away_power_falls_with_the_square_and_nowhere_exceeds_what_was_sent(
    distance: float, size: float, colour: float
) -> None:
    near = float(link.received_power(2.0, size, 0.8, colour, distance))
    assert 0.0 <= near <= 2.0 * 0.64 * (1 + 1e-12)
    assert float(link.received_power(2.0, size, 0.8, colour, 1.1 * distance)) <= near
    far = 1e4 * float(link.near_field_range(size, colour))
    one, two = (float(link.received_power(2.0, size, 0.8, colour, k * far)) for k in (1, 2))
    assert one / two == pytest.approx(4.0, rel=1e-6)


@given(ranges, apertures, wavelengths, st.floats(1.0, 1e4), st.floats(1e6, 1e13))
def test_rate_never_grows_with_range_nor_exceeds_capacity(
    distance: float, size: float, colour: float, needed: float, capacity: float
) -> None:
    powers = link.received_power(1.0, size, 0.8, colour, [distance, 2 * distance, 8 * distance])
    rates = link.data_rate(powers, colour, needed, capacity)
    assert np.all(np.diff(rates) <= 0.0)
    assert np.all(rates <= capacity)
    short = rates < capacity
    np.testing.assert_allclose(link.photons_per_bit(powers, colour, np.where(short, rates, 1.0))[short], needed)


def test_arrays_broadcast() -> None:
    found = link.received_power([1.0, 2.0], 0.1, 0.8, 1.55e-6, np.array([[1e6], [2e6], [3e6]]))
    assert found.shape == (3, 2)
    assert link.spatial_streams([0.1, 0.2], 1.55e-6, [[1e3], [1e4]]).shape == (2, 2)
    assert link.pointing_share([1e-5, 2e-5], 1e-6, 0.1).shape == (2,)
    assert link.decibel(0.0) == -np.inf
