"""The incidence response against closed forms."""

import numpy as np
import pytest

from studio.physics.optics.angular import incidence_response
from studio.physics.optics.stack_light import stack_light

ANGLES = np.radians([0.0, 30.0, 60.0, 80.0, 90.0])


def test_black_cell_behind_glass_responds_as_the_glass_transmits() -> None:
    # The absorber has the glass's own index: only the front face reflects.
    index = np.array([[1.5], [1.5 + 1e-4j]]) * np.ones(2)
    response = incidence_response(index, [1e-3, 1.0], (False, False), [4e-7, 8e-7], ANGLES, [1], [1.0, 3.0])
    inside = np.arcsin(np.sin(ANGLES) / 1.5)
    s = (np.cos(ANGLES) - 1.5 * np.cos(inside)) / (np.cos(ANGLES) + 1.5 * np.cos(inside))
    p = (1.5 * np.cos(ANGLES) - np.cos(inside)) / (1.5 * np.cos(ANGLES) + np.cos(inside))
    np.testing.assert_allclose(response, (1.0 - 0.5 * (s**2 + p**2)) / 0.96, rtol=0.0, atol=1e-7)


def test_layers_and_spectrum_count_by_their_weight() -> None:
    index = np.array([[1.9 + 0.1j], [2.5 + 0.3j], [1.7 + 0.2j]]) * np.linspace(1.0, 1.2, 4)
    waves, weight, thickness = np.linspace(4e-7, 7e-7, 4), np.array([1.0, 2.0, 0.0, 5.0]), np.array([1e-7, 3e-7, 1e-7])
    response = incidence_response(index, [thickness, 2.0 * thickness], (True,) * 3, waves, ANGLES, [0, 2], weight,
                                  exit_index=np.full(4, 3.0))  # fmt: skip
    assert response.shape == (2, ANGLES.size)
    assert response[:, 0] == pytest.approx(1.0, abs=1e-12)
    absorbed = [
        (
            stack_light(index, thickness, (True,) * 3, waves, angle=angle, exit_index=3.0).absorptance[[0, 2]] @ weight
        ).sum()
        for angle in ANGLES
    ]
    np.testing.assert_allclose(response[0], np.array(absorbed) / absorbed[0], rtol=1e-12, atol=1e-15)


def test_layers_that_take_no_light_have_no_response() -> None:
    with pytest.raises(ValueError, match="absorb nothing"):
        incidence_response([[1.5]], [1e-7], (True,), [5e-7], ANGLES, [0], [1.0])
