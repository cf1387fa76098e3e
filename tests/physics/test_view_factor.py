"""View factors against an integral over the visible cap that shares nothing with the closed form."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from studio.physics.constants import R_EARTH
from studio.physics.view_factor import opposite_view_factor, sphere_view_factor

ANGLES = st.floats(0.0, math.pi)
RATIOS = st.floats(1.0, 50.0)


def integrated_view_factor(tilt: float, ratio: float) -> float:
    """(1/π) ∫ max(cos, 0) dΩ over the cone of half-angle asin(1/H), in rings about the nadir."""

    def ring(angle: float) -> float:
        level, swing = math.cos(angle) * math.cos(tilt), math.sin(angle) * math.sin(tilt)
        if swing <= abs(level):
            around = 2.0 * math.pi * max(level, 0.0)
        else:
            edge = math.acos(-level / swing)
            around = 2.0 * (level * edge + swing * math.sin(edge))
        return around * math.sin(angle) / math.pi

    cone = math.asin(1.0 / ratio)
    kinks = [angle for angle in (abs(math.pi / 2 - tilt),) if 0.0 < angle < cone]
    return quad(ring, 0.0, cone, points=kinks or None, epsabs=1e-12, epsrel=1e-10, limit=200)[0]


@pytest.mark.parametrize("altitude", [160e3, 650e3, 2000e3, 35786e3])
@pytest.mark.parametrize("degrees", [0.0, 1e-6, 10.0, 24.0, 45.0, 66.0, 90.0, 100.0, 114.0, 150.0, 179.999, 180.0])
def test_closed_form_meets_the_integral(altitude: float, degrees: float) -> None:
    ratio, tilt = 1.0 + altitude / R_EARTH, math.radians(degrees)
    assert sphere_view_factor(math.cos(tilt), ratio) == pytest.approx(integrated_view_factor(tilt, ratio), abs=1e-9)


@given(ANGLES, st.floats(1.001, 50.0))
def test_closed_form_meets_the_integral_anywhere(tilt: float, ratio: float) -> None:
    assert sphere_view_factor(math.cos(tilt), ratio) == pytest.approx(integrated_view_factor(tilt, ratio), abs=1e-8)


def test_plate_edge_on_at_650_km_sees_the_earth_with_both_faces() -> None:
    # The value of the literature belongs to the mean radius; the equatorial radius changes its fourth digit.
    assert sphere_view_factor(0.0, 1.0 + 650.0 / 6371.0) == pytest.approx(0.2406, abs=5e-5)
    assert sphere_view_factor(0.0, 1.0 + 650e3 / R_EARTH) == pytest.approx(0.2406, abs=2e-4)


def test_plate_towards_the_earth_sees_the_inverse_square() -> None:
    ratio = np.array([1.0, 1.1, 2.0, 10.0])
    np.testing.assert_allclose(sphere_view_factor(1.0, ratio), ratio**-2.0, rtol=1e-14)
    np.testing.assert_array_equal(sphere_view_factor(-1.0, ratio), 0.0)


def test_plate_on_the_ground_sees_half_of_what_it_leans_over() -> None:
    tilt = np.linspace(0.0, np.pi, 19)
    np.testing.assert_allclose(sphere_view_factor(np.cos(tilt), 1.0), 0.5 * (1.0 + np.cos(tilt)), atol=1e-12)


@given(ANGLES, RATIOS)
def test_faces_differ_by_the_projected_disk(tilt: float, ratio: float) -> None:
    front, back = sphere_view_factor(math.cos(tilt), ratio), sphere_view_factor(-math.cos(tilt), ratio)
    assert 0.0 <= front <= 1.0
    assert front - back == pytest.approx(math.cos(tilt) / ratio**2, abs=1e-12)
    assert opposite_view_factor(front, math.cos(tilt), ratio) == pytest.approx(back, abs=1e-12)


@given(st.tuples(ANGLES, ANGLES), RATIOS)
def test_turning_away_never_shows_more(tilts: tuple[float, float], ratio: float) -> None:
    near, far = sorted(tilts)
    assert sphere_view_factor(math.cos(far), ratio) <= sphere_view_factor(math.cos(near), ratio) + 1e-12


def test_inside_the_sphere_there_is_no_view() -> None:
    with pytest.raises(ValueError, match="inside the sphere"):
        sphere_view_factor(0.0, [1.1, 0.9])


def test_shapes_broadcast() -> None:
    cosines, ratios = np.linspace(-1.0, 1.0, 7), np.array([[1.05], [1.5]])
    together = sphere_view_factor(cosines, ratios)
    assert together.shape == (2, 7)
    alone = [[float(sphere_view_factor(cosine, ratio)) for cosine in cosines] for ratio in ratios[:, 0]]
    np.testing.assert_array_equal(together, alone)
    behind = opposite_view_factor(together, cosines, ratios)
    np.testing.assert_allclose(behind, together[:, ::-1], atol=1e-15)


def test_at_the_border_of_the_formulas_both_hold() -> None:
    """A plane that touches the sphere, a rounding inside and outside: the whole sphere is before it, or all behind."""
    ratio = np.concatenate((1.0 + np.geomspace(1e-4, 1e-2, 1000), np.linspace(1.01, 6.0, 3001)))
    for toward in (0.0, 2.0):
        cosine = np.nextafter(1.0 / ratio, toward)
        front, back = sphere_view_factor(cosine, ratio), sphere_view_factor(-cosine, ratio)
        # A rounding of the cosine is its square root in the angles of the rim.
        np.testing.assert_allclose(front, ratio**-3.0, rtol=0.0, atol=1e-7)
        np.testing.assert_allclose(back, 0.0, rtol=0.0, atol=1e-7)


@pytest.mark.parametrize("ratio", [1.01, 1.8, 2.7, 6.0])
def test_at_the_border_of_the_formulas_the_integral_is_met(ratio: float) -> None:
    expected = integrated_view_factor(math.acos(1.0 / ratio), ratio)
    assert sphere_view_factor(1.0 / ratio, ratio) == pytest.approx(expected, abs=1e-7)
