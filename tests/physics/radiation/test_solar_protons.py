"""Solar protons against runs of SPENVIS with the ESP model."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.catalogue.radiation import solar_protons
from studio.physics.radiation.solar_protons import active_time, geomagnetic_access, solar_proton_fluence
from tests.physics.radiation.published import MEV, YEAR, published

SOLAR = published()["solar"]


def fluence(years: float, confidence: float) -> np.ndarray:
    table = solar_protons()
    return solar_proton_fluence(years * YEAR, confidence, table.mean, table.relative_variance)


@pytest.mark.parametrize("run", SOLAR["rows"], ids=lambda run: f"{run['active_years']} years")
def test_fluences_are_those_of_spenvis(run) -> None:
    at = np.searchsorted(solar_protons().energy, np.array(SOLAR["energy_MeV"]) * MEV * (1.0 - 1e-9))
    found = 1e-4 * fluence(run["active_years"], run["confidence"])[at]
    np.testing.assert_allclose(found, np.array(run["fluence"]) / run["attenuation"], rtol=0.02)


@pytest.mark.parametrize("orbit", SOLAR["access"], ids=lambda orbit: f"{orbit['altitude_km']} km")
def test_access_is_that_of_spenvis(orbit) -> None:
    altitude = 1e3 * (orbit["altitude_km"] + 6371.2 - 6378.137)
    found = geomagnetic_access(altitude, np.radians(orbit["inclination_deg"]), MEV * np.array(orbit["energy_MeV"]))
    np.testing.assert_allclose(found, orbit["share"], atol=orbit["abs"])


def test_inclined_orbits_are_closed_and_high_ones_open() -> None:
    energy = MEV * np.array([1.0, 30.0, 100.0])
    np.testing.assert_array_equal(geomagnetic_access(550e3, np.radians(30.0), energy), 0.0)
    np.testing.assert_allclose(geomagnetic_access(35_786e3, 0.0, energy), 1.0, atol=0.01)
    polar = geomagnetic_access(650e3, np.radians(98.0), energy)
    assert np.all((polar > 0.15) & (polar < 0.35))


def test_active_time_is_seven_years_of_eleven() -> None:
    assert active_time(11.0 * YEAR) == pytest.approx(7.0 * YEAR)
    assert active_time(5.0 * YEAR, 1.0) == pytest.approx(5.0 * YEAR)


def test_the_mean_of_the_lognormal_law_is_the_stated_mean() -> None:
    table = solar_protons()
    levels = (np.arange(4000) + 0.5) / 4000
    drawn = solar_proton_fluence(3.0 * YEAR, levels[:, None], table.mean, table.relative_variance)[:, 0, :]
    good = slice(3, 10)  # the wide tail of the highest energies needs more levels than these
    np.testing.assert_allclose(drawn.mean(axis=0)[good], 3.0 * table.mean[good], rtol=0.05)


@given(st.floats(0.5, 15.0), st.floats(0.05, 0.99), st.floats(1.0, 2.0), st.floats(0.0, 0.9))
def test_longer_and_surer_means_more(years: float, confidence: float, longer: float, surer: float) -> None:
    base = fluence(years, confidence)
    assert np.all(np.diff(base) <= 0.0)
    assert np.all(fluence(years, confidence + surer * (0.995 - confidence)) >= base * (1.0 - 1e-9))
    if confidence >= 0.5:
        assert np.all(fluence(longer * years, confidence) >= base * (1.0 - 1e-9))


@given(st.floats(300e3, 36e6), st.floats(0.0, np.pi))
def test_access_is_a_share_that_rises_with_energy(altitude: float, inclination: float) -> None:
    share = geomagnetic_access(altitude, inclination, MEV * np.geomspace(0.1, 2000.0, 20))
    assert np.all((share >= 0.0) & (share <= 1.0))
    assert np.all(np.diff(share) >= -1e-12)


def test_shapes_broadcast() -> None:
    table = solar_protons()
    together = solar_proton_fluence([YEAR, 3 * YEAR], 0.9, table.mean, table.relative_variance)
    assert together.shape == (2, table.energy.size)
    share = geomagnetic_access([[500e3], [900e3]], np.radians([80.0, 90.0, 98.0]), table.energy)
    assert share.shape == (2, 3, table.energy.size)


def test_certainty_is_not_a_level_of_confidence() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        fluence(1.0, 1.0)


@pytest.mark.parametrize("inclination", [0.0, 0.4, 1.2, 0.5 * np.pi, 1.72, np.pi])
def test_access_counts_every_place_of_the_orbit_over_the_turning_field(inclination: float) -> None:
    altitude, energy = np.array([400e3, 1500e3, 9000e3]), MEV * np.geomspace(0.1, 2000.0, 12)
    phase = 2.0 * np.pi * (np.arange(180) + 0.5) / 180
    longitude = 2.0 * np.pi * (np.arange(36) + 0.5) / 36
    tilt = np.radians(9.35)
    orbit = np.stack([np.cos(phase), np.sin(phase) * np.cos(inclination), np.sin(phase) * np.sin(inclination)])
    latitude = orbit[2][:, None]
    pole = np.sin(tilt) * np.sqrt(1.0 - latitude**2) * np.cos(longitude) + np.cos(tilt) * latitude
    volts = energy / 1.602176634e-19
    shell = np.minimum(np.sqrt(14.9e9 / np.sqrt(volts * (volts + 2.0 * 938.27208816e6))), 5.0)
    ratio = 1.0 + altitude / 6378137.0
    count = np.mean(ratio[:, None, None] / (1.0 - pole.ravel() ** 2) > shell[:, None], axis=-1)
    seen = 1.0 - 0.5 * (1.0 - np.sqrt(1.0 - ratio**-2))
    found = geomagnetic_access(altitude, inclination, energy)
    np.testing.assert_allclose(found, count * seen[:, None], atol=1.5 / 6480)
