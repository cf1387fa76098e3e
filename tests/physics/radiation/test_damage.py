"""Damage curves against the published irradiations that they stand for, and against flight."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.catalogue import radiation as tables
from studio.physics.radiation.damage import fit, remaining_after_test, remaining_power
from studio.physics.radiation.equivalent_fluence import electron_fluence, normal_incidence, proton_fluence
from studio.physics.radiation.solar_protons import active_time, geomagnetic_access, solar_proton_fluence
from tests.physics.radiation.published import YEAR, electrons, protons, published


def per_particle(technology: tables.DamageCurve, test: tables.BeamTest) -> float:
    cell = tables.damage_coefficients()[technology.coefficients]
    energy = test.energy.value
    if test.particle == "proton":
        return float(normal_incidence(energy, cell.proton_energy, cell.proton, cell.proton_ratio))
    return float(normal_incidence(energy, cell.electron_energy, cell.electron))


ALL = [(technology, test) for technology in tables.damage_curves().values() for test in technology.tests]


@pytest.mark.parametrize(("id", "fluence", "expected"), published()["remaining"]["rows"])
def test_remaining_factors_are_those_of_the_data_sheets(id: str, fluence: float, expected: float) -> None:
    technology = tables.damage_curves()[id]
    found = remaining_power(1e4 * fluence, technology.c.value, technology.phi_x.value)
    assert found == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize("name", published()["retention"]["tests"])
def test_benchmark_of_irradiations_is_held_and_met(name: str) -> None:
    expected, tolerance = published()["retention"]["tests"][name]
    ((technology, test),) = [(technology, test) for technology, test in ALL if test.id == name]
    assert test.remaining.value == expected
    found = remaining_after_test(
        test.fluence.value, per_particle(technology, test), technology.c.value, technology.phi_x.value
    )
    assert found == pytest.approx(expected, abs=tolerance)


@pytest.mark.parametrize(("technology", "test"), ALL, ids=[test.id for _, test in ALL])
def test_every_curve_returns_its_own_tests(technology: tables.DamageCurve, test: tables.BeamTest) -> None:
    each = per_particle(technology, test)
    found = remaining_after_test(test.fluence.value, each, technology.c.value, technology.phi_x.value)
    assert found == pytest.approx(test.remaining.value, abs=0.005)
    assert each * test.fluence.value <= 1.01 * technology.valid_to.value


def test_the_tandem_on_a_heterojunction_is_hardly_touched_in_low_orbit() -> None:
    # Five years at 650 km behind 75 µm of glass are a small part of the fluence that left 1 %.
    technology, cell = tables.damage_curves()["perovskite-shj"], tables.damage_coefficients()["Si"]
    table, ranges = tables.trapped(), tables.ranges()
    fluence = proton_fluence(table.proton_energy, 5 * YEAR * protons(650.0, 98.0), 0.165, cell, ranges)
    assert fluence < 0.02 * technology.valid_to.value
    assert remaining_power(fluence, technology.c.value, technology.phi_x.value) > 0.9
    assert "never take the 1 % as a factor" in technology.warning


def test_geostationary_loss_is_that_of_flight() -> None:
    # Loss of the whole life over its years, front side, 150 µm of glass, 15 years; trapped AE8MAX and AP8MIN alone,
    # and with solar protons at even odds.
    technology, cell, ranges = tables.damage_curves()["gaas-1j"], tables.damage_coefficients()["GaAs"], tables.ranges()
    table, sun, flight = tables.trapped(), tables.solar_protons(), published()["geostationary"]
    life, cover = 15.0 * YEAR, 150e-6 * 2200.0
    trapped = electron_fluence(table.electron_energy, life * electrons(35_786.0, 0.0), cover, cell, ranges)
    trapped = trapped + proton_fluence(table.proton_energy, life * protons(35_786.0, 0.0), cover, cell, ranges)
    outside = solar_proton_fluence(active_time(life), 0.5, sun.mean, sun.relative_variance)
    solar = proton_fluence(sun.energy, outside * geomagnetic_access(35_786e3, 0.0, sun.energy), cover, cell, ranges)

    def yearly(fluence) -> float:
        return float(1.0 - remaining_power(fluence, technology.c.value, technology.phi_x.value)) / 15.0

    assert flight["low"] < yearly(trapped) < flight["high"]
    assert yearly(trapped) == pytest.approx(0.0079, abs=0.0005)
    assert yearly(solar) == pytest.approx(0.0048, abs=0.0005)
    assert flight["low"] < yearly(trapped + solar) < 1.02 * flight["high"]


@given(st.floats(0.05, 1.0), st.floats(1e17, 1e20))
def test_fit_finds_the_curve_that_made_the_points(c: float, phi_x: float) -> None:
    fluence = phi_x * np.array([0.3, 1.0, 4.0, 10.0])
    found = fit(fluence, 1.0 - c * np.log10(1.0 + fluence / phi_x))
    assert found == pytest.approx((c, phi_x), rel=1e-3)


@pytest.mark.parametrize("phi_x", [1e15, 1e17])
def test_fit_finds_a_curve_whose_points_span_seven_decades(phi_x: float) -> None:
    """The decades begin far beyond the least fluence, among the points and beyond the last of them."""
    fluence = np.array([1e10, 1e13, 1e16, 1e17])
    found = fit(fluence, 1.0 - 0.2 * np.log10(1.0 + fluence / phi_x))
    assert found == pytest.approx((0.2, phi_x), rel=1e-3)


def test_fit_says_what_it_lacks() -> None:
    assert fit([1e19], [0.9], phi_x=1e18)[0] == pytest.approx(0.1 / np.log10(11.0))
    with pytest.raises(ValueError, match="one point does not fix"):
        fit([1e19], [0.9])
    with pytest.raises(ValueError, match="positive fluence"):
        fit([0.0, 1e19], [1.0, 0.9])


@given(st.floats(0.0, 1e22), st.floats(1.0, 10.0), st.floats(0.01, 1.0), st.floats(1e16, 1e20))
def test_remaining_power_falls_from_one_and_stays_a_share(fluence, more, c, phi_x) -> None:
    less, least = remaining_power([fluence, more * fluence], c, phi_x)
    assert 0.0 <= least <= less <= 1.0
    assert remaining_power(0.0, c, phi_x) == 1.0
