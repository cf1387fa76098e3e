"""The matrix exponential and its integrals against one exponential of a larger matrix, and against quadrature."""

import numpy as np
import pytest
from scipy.linalg import expm

from studio.physics.phi_functions import phi_functions


def by_blocks(z: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The first row of the exponential of [[Z, 1, 0], [0, 0, 1], [0, 0, 0]]."""
    n = len(z)
    wide = np.zeros((3 * n, 3 * n))
    wide[:n, :n], wide[:n, n : 2 * n], wide[n : 2 * n, 2 * n :] = z, np.eye(n), np.eye(n)
    found = expm(wide)
    return found[:n, :n], found[:n, n : 2 * n], found[:n, 2 * n :]


@pytest.mark.parametrize("size", [1, 2, 5])
@pytest.mark.parametrize("norm", [1e-9, 0.1, 0.4999, 0.5, 0.5001, 1.0, 3.0, 20.0])
def test_matrices_that_decay(size: int, norm: float) -> None:
    random = np.random.default_rng(size)
    z = -np.abs(random.normal(size=(size, size))) * 0.1 - np.diag(random.uniform(1.0, 2.0, size))
    z *= norm / np.abs(z).sum(axis=1).max()
    for ours, theirs in zip(phi_functions(z), by_blocks(z), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("z", [-0.5, 0.5, -0.26, 0.499999, -0.97, 0.95, -1.0, 2.0, -8.0])
def test_numbers_to_the_last_digits(z: float) -> None:
    """∫₀¹ e^{sz} ds and ∫₀¹ (1 − s) e^{sz} ds by forty points of Gauss: terms of the series have to be all there."""
    place, weight = np.polynomial.legendre.leggauss(40)
    s, weight = 0.5 * (place + 1.0), 0.5 * weight
    whole, first, second = (float(each[0, 0]) for each in phi_functions([[z]]))
    assert whole == pytest.approx(np.exp(z), rel=3e-15)
    assert first == pytest.approx(float(np.exp(s * z) @ weight), rel=2e-15)
    assert second == pytest.approx(float(((1.0 - s) * np.exp(s * z)) @ weight), rel=2e-15)


def test_many_matrices_are_each_as_it_is_alone() -> None:
    """Small and large norms share their doublings."""
    random = np.random.default_rng(3)
    many = -np.abs(random.normal(size=(2, 3, 4, 4))) * np.array([1e-6, 0.3, 10.0])[:, None, None]
    many = many - np.eye(4) * np.array([1e-6, 1.0, 40.0])[:, None, None]
    for ours, size in zip(phi_functions(many), ((2, 3, 4, 4),) * 3, strict=True):
        assert ours.shape == size
    for row in range(2):
        for column in range(3):
            for ours, theirs in zip(phi_functions(many), by_blocks(many[row, column]), strict=True):
                np.testing.assert_allclose(ours[row, column], theirs, rtol=1e-10, atol=1e-13)


def test_nothing_stays_where_it_is() -> None:
    for z in (np.zeros((3, 3)), np.zeros((2, 3, 3))):
        whole, first, second = phi_functions(z)
        np.testing.assert_array_equal(whole, np.broadcast_to(np.eye(3), z.shape))
        np.testing.assert_allclose(first, np.broadcast_to(np.eye(3), z.shape), rtol=1e-15)
        np.testing.assert_allclose(second, np.broadcast_to(0.5 * np.eye(3), z.shape), rtol=1e-15)
    assert [each.shape for each in phi_functions(np.zeros((0, 3, 3)))] == [(0, 3, 3)] * 3


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_numbers_that_are_none_are_refused(bad: float) -> None:
    z = np.zeros((2, 2, 2))
    z[1, 0, 1] = bad
    with pytest.raises(ValueError, match="not finite"):
        phi_functions(z)
