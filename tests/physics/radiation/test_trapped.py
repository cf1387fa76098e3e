"""Trapped particles of an orbit against SPENVIS, and the table against itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.catalogue import radiation as tables
from studio.physics.radiation.trapped import orbit_flux
from tests.physics.radiation.published import MEV, electrons, protons, published

SPENVIS = published()["trapped"]["rows"]
ALTITUDES = st.floats(300.0, 36_000.0)
INCLINATIONS = st.floats(0.0, 180.0)


@pytest.mark.parametrize("case", SPENVIS, ids=lambda case: f"{case['altitude_km']} km")
def test_fluxes_are_those_of_spenvis(case) -> None:
    table = tables.trapped()
    altitude = case["altitude_km"] + 6371.2 - 6378.137
    for kind, energies, flux, tolerance in (
        ("electron", table.electron_energy, electrons(altitude, case["inclination_deg"]), 0.2),
        ("proton", table.proton_energy, protons(altitude, case["inclination_deg"], case["protons"]), 0.25),
    ):
        energy, expected = np.array(case[kind]).T
        found = 1e-4 * flux[np.searchsorted(energies, energy * MEV * (1.0 - 1e-9))]
        np.testing.assert_allclose(found, expected, rtol=tolerance)


def test_nodes_give_the_entries_of_the_table() -> None:
    table = tables.trapped()
    for log_flux in (*table.electrons.values(), *table.protons.values()):
        found = orbit_flux(
            table.altitude[:, None], table.inclination, table.altitude, table.inclination, log_flux, table.floor
        )
        np.testing.assert_allclose(found, 10.0**log_flux - table.floor, rtol=1e-9, atol=1e-6 * table.floor)


@given(ALTITUDES, INCLINATIONS)
def test_values_between_nodes_stay_between_their_neighbours(altitude: float, inclination: float) -> None:
    table = tables.trapped()
    row = np.clip(np.searchsorted(table.altitude, 1e3 * altitude) - 1, 0, table.altitude.size - 2)
    tilt = np.radians(min(inclination, 180.0 - inclination))
    column = np.clip(np.searchsorted(table.inclination, tilt) - 1, 0, table.inclination.size - 2)
    corners = 10.0 ** table.protons["min"][row : row + 2, column : column + 2] - table.floor
    flux = protons(altitude, inclination)
    # A cubic may leave the range of its corners a little where the other direction bends.
    assert np.all(flux <= 2.0 * corners.max(axis=(0, 1)) + table.floor)
    assert np.all(flux >= 0.5 * corners.min(axis=(0, 1)) - table.floor)


@given(ALTITUDES, INCLINATIONS)
def test_an_orbit_and_its_retrograde_twin_pass_the_same_particles(altitude: float, inclination: float) -> None:
    twin = electrons(altitude, 180.0 - inclination)
    np.testing.assert_allclose(electrons(altitude, inclination), twin, rtol=1e-6, atol=1e-6)


@given(ALTITUDES, INCLINATIONS)
def test_fewer_particles_have_more_energy(altitude: float, inclination: float) -> None:
    floor = tables.trapped().floor
    for flux in (electrons(altitude, inclination), protons(altitude, inclination)):
        assert np.all(flux[1:] <= 1.01 * flux[:-1] + floor)


def test_solar_maximum_brings_more_electrons_and_fewer_protons_low_down() -> None:
    assert electrons(650.0, 98.0, "max")[8] > electrons(650.0, 98.0, "min")[8]
    assert protons(650.0, 98.0, "max")[10] < protons(650.0, 98.0, "min")[10]


def test_orbits_broadcast() -> None:
    altitude, inclination = np.array([[500.0], [1300.0]]), np.array([0.0, 53.0, 97.5])
    together = electrons(altitude, inclination)
    assert together.shape == (2, 3, tables.trapped().electron_energy.size)
    alone = [[electrons(float(h), float(i)) for i in inclination] for h in altitude[:, 0]]
    np.testing.assert_allclose(together, alone, rtol=1e-12)


@pytest.mark.parametrize(
    ("altitude", "inclination", "said"),
    [(200.0, 50.0, "300 to 36000 km"), (40_000.0, 50.0, "300 to 36000 km"), (650.0, 190.0, "180 degrees")],
)
def test_orbits_off_the_table_are_refused(altitude: float, inclination: float, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        electrons(altitude, inclination)


def test_a_flux_that_is_a_power_and_an_exponential_comes_back_everywhere() -> None:
    """Straight over the logarithm of the altitude and over the inclination, where monotone cubics are straight, too."""
    heights, tilts, floor = np.array([2e5, 5e5, 9e5, 3e6, 8e6]), np.array([0.0, 0.4, 0.9, 1.2, 0.5 * np.pi]), 10.0

    def law(height, tilt):
        return np.stack([1e6 * (height / 2e5) ** 1.7 * 10.0 ** (0.4 * tilt),
                         1e8 * (height / 2e5) ** -0.9 * 10.0 ** (-0.3 * tilt)], axis=-1)  # fmt: skip

    table = np.log10(law(heights[:, None], tilts[None, :]))
    height, tilt = np.geomspace(2e5, 8e6, 13)[:, None], np.linspace(0.0, 0.5 * np.pi, 9)
    expected = law(*np.broadcast_arrays(height, tilt)) - floor
    for same in (tilt, np.pi - tilt):
        found = orbit_flux(height, same, heights, tilts, table, floor)
        np.testing.assert_allclose(found, expected, rtol=1e-10)
    none = orbit_flux(3e5, 0.2, heights, tilts, np.log10(np.full((5, 5, 2), floor)), 1.5 * floor)
    np.testing.assert_array_equal(none, 0.0)
    for wrong in (2e5 - 1.0, 8e6 + 1.0):
        with pytest.raises(ValueError, match="covers altitudes of 200 to 8000 km"):
            orbit_flux([3e5, wrong], 0.2, heights, tilts, table, floor)
    for wrong in (-1e-9, np.pi + 1e-9):
        with pytest.raises(ValueError, match="between 0 and 180"):
            orbit_flux(3e5, [0.2, wrong], heights, tilts, table, floor)


def test_between_nodes_a_flux_neither_swings_nor_leaves_its_neighbours() -> None:
    rng = np.random.default_rng(4)
    heights, tilts = np.geomspace(2e5, 8e6, 6), np.linspace(0.0, 0.5 * np.pi, 5)
    table = rng.uniform(3.0, 7.0, (6, 1, 1)) + np.zeros((6, 5, 1))
    fine = np.geomspace(2e5, 8e6, 501)
    found = np.log10(orbit_flux(fine, 0.3, heights, tilts, table, 0.0)[:, 0])
    for low, high, one, other in zip(heights[:-1], heights[1:], table[:-1, 0, 0], table[1:, 0, 0], strict=True):
        steps = np.diff(found[(fine >= low) & (fine <= high)])
        assert np.all(steps * np.sign(other - one) >= -1e-12)
    np.testing.assert_allclose(np.log10(orbit_flux(heights, 0.3, heights, tilts, table, 0.0)[:, 0]), table[:, 0, 0])
