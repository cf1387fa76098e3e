"""Contact with the ground: against satellites flown over a turning Earth, and the limits of cover."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics import downlink
from studio.physics.constants import R_EARTH, SIDEREAL_RATE
from studio.physics.orbit import mean_motion, orbit_frame

LOW = np.radians(20.0)


def flown(axis: float, tilt: float, latitude: float, low: float, stations: int, days: float) -> np.ndarray:
    """(T,) How many stations see the satellite, every ten seconds."""
    time = np.arange(0.0, days * 86400.0, 10.0)
    node, ahead, _ = orbit_frame(0.3, tilt)
    u = float(mean_motion(axis)) * 1.0007 * time  # a period that does not divide the day
    place = axis * (np.cos(u)[:, None] * node + np.sin(u)[:, None] * ahead)
    seen = np.zeros(len(time))
    for number in range(stations):
        angle = SIDEREAL_RATE * time + 2 * np.pi * number / stations
        up = np.stack((np.cos(latitude) * np.cos(angle), np.cos(latitude) * np.sin(angle),
                       np.full(len(time), np.sin(latitude))), axis=-1)  # fmt: skip
        to = place - R_EARTH * up
        seen += np.sum(to * up, axis=-1) >= np.sin(low) * np.linalg.norm(to, axis=-1)
    return seen


@pytest.mark.parametrize(
    ("height", "tilt", "latitude"), [(650e3, 1.71, 0.61), (550e3, 0.52, -0.4), (1200e3, 1.2, 1.2), (650e3, 1.71, 0.0)]
)
def test_contact_is_that_of_a_simulation(height: float, tilt: float, latitude: float) -> None:
    axis = R_EARTH + height
    found = downlink.contact_share(axis, tilt, latitude, LOW)
    seen = flown(axis, tilt, latitude, LOW, 1, 60.0)
    assert found == pytest.approx(seen.mean(), rel=0.03)


def test_a_network_under_clouds_is_that_of_a_simulation() -> None:
    axis, tilt, latitude, stations, clear = R_EARTH + 1400e3, 1.71, 0.9, 24, 0.6
    seen = flown(axis, tilt, latitude, 0.1, stations, 40.0)
    assert seen.max() >= 3
    share = downlink.longitude_share(axis, tilt, latitude, 0.1)
    assert downlink.network_share(share, stations) == pytest.approx((seen > 0).mean(), rel=0.02)
    sky = np.random.default_rng(2).binomial(seen.astype(int), clear) > 0
    assert downlink.network_share(share, stations, clear) == pytest.approx(sky.mean(), rel=0.02)


def test_a_station_at_the_pole_sees_a_polar_satellite_over_a_cap() -> None:
    axis = R_EARTH + 700e3
    reach = float(downlink.coverage_angle(axis, LOW))
    assert downlink.contact_share(axis, np.pi / 2, np.pi / 2 - 1e-9, LOW) == pytest.approx(reach / np.pi, abs=2e-3)
    assert downlink.contact_share(axis, 0.1, 1.2, LOW) == 0.0  # an equatorial satellite never rises there


def test_diversity_of_published_sites() -> None:
    """Birch et al. 2023: sites of 69 % on the mean; eight independent ones would be dark for 8.5e-5 of the time."""
    assert float(downlink.site_diversity([0.69] * 8)) == pytest.approx(1 - 0.31**8, rel=1e-12)
    assert float(downlink.site_diversity([0.4])) == pytest.approx(0.4)
    assert downlink.site_diversity(np.full((3, 2), 0.5)).tolist() == [0.75] * 3


@given(st.floats(200e3, 4e7), st.floats(0.0, np.pi), st.floats(-1.5, 1.5), st.floats(0.0, 1.4), st.integers(1, 60),
       st.floats(0.0, 1.0))  # fmt: skip
def test_shares_are_shares_and_grow_with_stations_and_clear_sky(
    height: float, tilt: float, latitude: float, low: float, stations: int, clear: float
) -> None:
    axis = R_EARTH + height
    share = downlink.longitude_share(axis, tilt, latitude, low)
    assert np.all((share >= 0.0) & (share <= 1.0))
    one = downlink.network_share(share, stations, clear)
    assert -1e-12 <= one <= downlink.network_share(share, stations) + 1e-12 <= 1.0 + 2e-12
    assert one <= downlink.network_share(share, stations + 1, clear) + 1e-9
    assert downlink.network_share(share, 1, clear) == pytest.approx(clear * share.mean(), abs=1e-12)
    mirrored = downlink.contact_share(axis, tilt, -latitude, low)
    assert mirrored == pytest.approx(float(share.mean()), abs=1e-12)  # the hemispheres are alike


@given(st.floats(0.0, 1.0), st.integers(1, 10**6), st.integers(1, 100), st.integers(1, 100))
def test_no_more_links_than_terminals(share: float, satellites: int, stations: int, terminals: int) -> None:
    for together in (0.0, 1.0):
        found = downlink.links_in_use(together, satellites, stations, terminals, share)
        assert 0.0 <= found <= min(stations * terminals, satellites)


@pytest.mark.parametrize(("stations", "clear"), [(0, 0.5), (1, -0.1), (1, 1.1)])
def test_an_impossible_network_is_refused(stations: int, clear: float) -> None:
    with pytest.raises(ValueError, match="ground network"):
        downlink.network_share([0.1], stations, clear)


def test_under_a_sky_that_is_never_clear_no_share_is_left_nor_less_than_none() -> None:
    longitudes = np.random.default_rng(1).uniform(0.0, 0.3, 720)
    assert downlink.network_share(longitudes, 7, 0.0) == 0.0


def test_clear_and_cloudy_skies_side_by_side_are_each_alone() -> None:
    longitudes = np.random.default_rng(1).uniform(0.0, 0.9, (3, 40))
    together = downlink.network_share(longitudes, [4, 2, 3], [1.0, 0.5, 0.0])
    alone = [float(downlink.network_share(row, number, sky)) for row, number, sky in
             zip(longitudes, (4, 2, 3), (1.0, 0.5, 0.0), strict=True)]  # fmt: skip
    np.testing.assert_allclose(together, alone, atol=1e-12)
