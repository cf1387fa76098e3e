"""Spectra on other grids keep their energy and photons; the current against adaptive quadrature."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from studio.catalogue.spectrum import spectrum
from studio.physics.cell.spectrum import bin_means, integral_to, photon_current, photon_flux
from studio.physics.constants import ELEMENTARY_CHARGE, PLANCK, SPEED_OF_LIGHT

HC = PLANCK * SPEED_OF_LIGHT
GRID = np.linspace(280e-9, 1200e-9, 93)


def lines(table: list[float]) -> tuple[np.ndarray, np.ndarray]:
    return np.linspace(300e-9, 900e-9, len(table)), np.array(table)


TABLES = st.lists(st.floats(0.0, 3e9), min_size=2, max_size=9)


@given(TABLES, st.lists(st.floats(200e-9, 1000e-9), min_size=2, max_size=12, unique=True))
def test_bins_keep_the_energy_between_their_edges(table: list[float], edges: list[float]) -> None:
    wavelength, irradiance = lines(table)
    edges = np.sort(edges)
    energy = bin_means(wavelength, irradiance, edges) * np.diff(edges)
    points = np.unique(np.concatenate([wavelength, edges]))
    inside = (points >= max(edges[0], wavelength[0])) & (points <= min(edges[-1], wavelength[-1]))
    expected = np.trapezoid(np.interp(points[inside], wavelength, irradiance), points[inside])
    assert np.all(energy >= -1e-9)
    assert energy.sum() == pytest.approx(expected, rel=1e-12, abs=1e-9)


def test_bins_of_the_table_itself_are_its_trapezoids() -> None:
    sun = spectrum("am0")
    means = bin_means(sun.wavelength, sun.irradiance, sun.wavelength)
    np.testing.assert_allclose(means, 0.5 * (sun.irradiance[1:] + sun.irradiance[:-1]), rtol=1e-7, atol=1e-2)


@given(TABLES, st.floats(250e-9, 950e-9), st.sampled_from([0, 1]))
def test_integral_meets_adaptive_quadrature(table: list[float], upper: float, moment: int) -> None:
    wavelength, irradiance = lines(table)
    points = [point for point in wavelength if wavelength[0] < point < upper]
    end = min(max(upper, wavelength[0]), wavelength[-1])

    def moments(at: float) -> float:
        return at**moment * float(np.interp(at, wavelength, irradiance))

    expected = quad(moments, wavelength[0], end, points=points or None, epsabs=0.0, epsrel=1e-10)[0]
    scale = 1e-9 * 1000e-9**moment
    assert integral_to(wavelength, irradiance, upper, moment) == pytest.approx(expected, rel=1e-9, abs=scale)


def test_photons_of_one_joule() -> None:
    assert photon_flux(1.0, 500e-9) == pytest.approx(2.5170e18, rel=1e-4)


@pytest.mark.parametrize("id", ["am0", "am1.5g"])
@pytest.mark.parametrize(("count", "accuracy"), [(93, 2e-5), (465, 2e-6)])
def test_current_of_perfect_response_is_the_photon_integral(id: str, count: int, accuracy: float) -> None:
    sun, edges = spectrum(id), np.linspace(280e-9, 1200e-9, count)
    exact = np.diff(integral_to(sun.wavelength, sun.irradiance, edges[[0, -1]], 1))[0] * ELEMENTARY_CHARGE / HC
    found = photon_current(np.ones(count - 1), bin_means(sun.wavelength, sun.irradiance, edges), edges)
    assert found == pytest.approx(exact, rel=accuracy)


def test_error_of_one_bin_is_the_stated_one() -> None:
    wavelength, irradiance = np.array([400e-9, 500e-9]), np.array([1e9, 2e9])
    exact = integral_to(wavelength, irradiance, 500e-9, 1) * ELEMENTARY_CHARGE / HC
    found = photon_current([1.0], bin_means(wavelength, irradiance, wavelength), wavelength)
    error = 1e9 / 100e-9 * (100e-9) ** 2 / (12.0 * 1.5e9 * 450e-9)
    assert 1.0 - found / exact == pytest.approx(error / (1.0 + error), rel=1e-9)


def test_shapes_broadcast() -> None:
    sun = spectrum("am1.5g")
    bins = bin_means(sun.wavelength, np.stack([sun.irradiance, 2.0 * sun.irradiance]), GRID)
    assert bins.shape == (2, 92)
    response = np.random.default_rng(1).random((5, 1, 92))
    current = photon_current(response, bins, GRID)
    assert current.shape == (5, 2)
    np.testing.assert_allclose(current[:, 1], 2.0 * current[:, 0], rtol=1e-14)


@pytest.mark.parametrize(
    ("wavelength", "edges"), [([1.0, 1.0, 2.0], [0.0, 1.0]), ([1.0, 2.0], [2.0, 1.0]), ([1.0], [0, 1])]
)
def test_grids_that_do_not_ascend(wavelength: list[float], edges: list[float]) -> None:
    with pytest.raises(ValueError, match="ascend"):
        bin_means(wavelength, np.ones(len(wavelength)), edges)
