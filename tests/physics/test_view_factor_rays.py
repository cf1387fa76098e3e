"""View factors against rays, sent from the plate by its cosine law and counted where they meet the Earth."""

import math

import numpy as np
import pytest

from studio.physics.constants import R_EARTH
from studio.physics.view_factor import sphere_view_factor


def rays(points: int) -> np.ndarray:
    """Directions spread by the cosine law about the z axis, on a lattice that fills the disk evenly, (P, 3)."""
    index = np.arange(points) + 0.5
    radius, turn = np.sqrt(index / points), 2.0 * np.pi * ((index * (math.sqrt(5.0) - 1.0) / 2.0) % 1.0)
    return np.stack((radius * np.cos(turn), radius * np.sin(turn), np.sqrt(1.0 - radius**2)), axis=-1)


RAYS = rays(4_000_000)


@pytest.mark.parametrize("altitude", [300e3, 650e3, 1400e3])
@pytest.mark.parametrize("degrees", [0.0, 20.0, 45.0, 70.0, 90.0, 100.0, 110.0])
def test_share_of_rays_that_meet_the_earth(altitude, degrees):
    ratio, tilt = 1.0 + altitude / R_EARTH, math.radians(degrees)
    nadir = np.array([math.sin(tilt), 0.0, math.cos(tilt)])
    share = float(np.mean(RAYS @ nadir > math.sqrt(1.0 - ratio**-2)))
    found = float(sphere_view_factor(math.cos(tilt), ratio))
    assert found == pytest.approx(share, rel=1e-3, abs=2e-5)


def test_edge_on_at_650_km_each_face_sees_a_quarter():
    share = float(np.mean(RAYS[:, 0] > math.sqrt(1.0 - (1.0 + 650e3 / R_EARTH) ** -2)))
    assert share == pytest.approx(0.2407, abs=3e-4)
    assert float(sphere_view_factor(0.0, 1.0 + 650e3 / R_EARTH)) == pytest.approx(share, rel=1e-3)
