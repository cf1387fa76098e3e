"""Sides and folds of wings, the stiffness of a wing, centre of mass and inertia."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.beam import FIRST_MODE, cantilever_frequency, cantilever_stiffness
from studio.physics.inertia import centre_of_mass, gravity_gradient_torque, inertia_tensor
from studio.physics.stowage import box_sides, fold_segments, rectangle_sides

sizes = st.floats(0.05, 50.0)


def test_rectangles_share_the_area():
    length, width = rectangle_sides(105.0, 2, [1.0, 4.0])
    np.testing.assert_allclose(2 * length * width, 105.0)
    np.testing.assert_allclose(length / width, [1.0, 4.0])
    with pytest.raises(ValueError, match="positive count"):
        rectangle_sides(1.0, 0, 1.0)


@pytest.mark.parametrize(("length", "segments"), [(0.0, 1), (0.6, 1), (3 * 0.7, 3), (2.11, 4)])
def test_no_segment_is_longer_than_the_longest(length: float, segments: int):
    assert fold_segments(length, 0.7) == segments
    with pytest.raises(ValueError, match="positive length"):
        fold_segments(length, 0.0)


@given(sizes, sizes, sizes)
def test_a_box_has_its_volume_and_proportions(volume: float, long: float, high: float):
    length, width, height = box_sides(volume, long, high)
    assert length * width * height == pytest.approx(volume)
    assert (length / width, height / width) == (pytest.approx(long), pytest.approx(high))
    with pytest.raises(ValueError, match="positive proportions"):
        box_sides(volume, 0.0, high)


def test_the_beam_swings_as_its_finite_elements_do():
    """Hermite beam elements, written out here, have the same first mode; the exact root solves cos x cosh x = -1."""
    root = FIRST_MODE**0.5
    assert np.cos(root) * np.cosh(root) == pytest.approx(-1.0, abs=1e-12)
    stiffness, line_mass, length, count = 3e3, 2.5, 14.0, 12
    h = length / count
    k = stiffness / h**3 * np.array([[12, 6 * h, -12, 6 * h], [6 * h, 4 * h * h, -6 * h, 2 * h * h],
                                     [-12, -6 * h, 12, -6 * h], [6 * h, 2 * h * h, -6 * h, 4 * h * h]])  # fmt: skip
    m = line_mass * h / 420 * np.array([[156, 22 * h, 54, -13 * h], [22 * h, 4 * h * h, 13 * h, -3 * h * h],
                                        [54, 13 * h, 156, -22 * h], [-13 * h, -3 * h * h, -22 * h, 4 * h * h]])
    whole_k, whole_m = np.zeros((2 * count + 2,) * 2), np.zeros((2 * count + 2,) * 2)
    for element in range(count):
        here = slice(2 * element, 2 * element + 4)
        whole_k[here, here] += k
        whole_m[here, here] += m
    squares = np.linalg.eigvals(np.linalg.solve(whole_m[2:, 2:], whole_k[2:, 2:])).real
    frequency = float(cantilever_frequency(stiffness, line_mass, length))
    assert np.sqrt(squares.min()) / (2 * np.pi) == pytest.approx(frequency, rel=1e-5)
    assert cantilever_stiffness(frequency, line_mass, length) == pytest.approx(stiffness)
    with pytest.raises(ValueError, match="positive mass"):
        cantilever_frequency(1.0, 0.0, 1.0)


def test_boxes_have_the_inertia_of_the_grains_they_are_made_of():
    mass, centre, side = [3.0, 0.7], np.array([[0.0, 0.0, 0.0], [0.4, 5.0, -1.0]]), np.array([[1, 2, 3], [0, 4, 1.5]])
    cells = (np.arange(40) + 0.5) / 40 - 0.5
    grid = np.stack(np.meshgrid(cells, cells, cells, indexing="ij"), axis=-1).reshape(-1, 3)
    places = np.concatenate([middle + grid * sides for middle, sides in zip(centre, side, strict=True)])
    grains = np.repeat(np.array(mass) / len(grid), len(grid))
    middle = (grains[:, None] * places).sum(axis=0) / grains.sum()
    np.testing.assert_allclose(centre_of_mass(mass, centre), middle, atol=1e-12)
    apart = places - middle
    squared = np.einsum("gk,gk->g", apart, apart)
    expected = np.einsum("g,g->", grains, squared) * np.eye(3) - np.einsum("g,gi,gj->ij", grains, apart, apart)
    np.testing.assert_allclose(inertia_tensor(mass, centre, side), expected, rtol=1e-3, atol=1e-9)
    with pytest.raises(ValueError, match="any mass"):
        centre_of_mass([0.0], [[0.0, 0.0, 0.0]])


def test_gravity_turns_a_dumbbell_as_newton_does():
    """Two point masses at ±d, 45° off the vertical: the difference of their weights times their levers."""
    mu, radius, d = 3.986004418e14, 7.0e6, 5.0
    tensor = inertia_tensor([1.0, 1.0], [[d, 0, 0], [-d, 0, 0]], np.zeros((2, 3)))
    up = np.array([1.0, 1.0]) / np.sqrt(2.0)
    torque = 0.0
    for sign in (1.0, -1.0):
        arm = sign * d * up
        place = arm + np.array([radius, 0.0])
        force = -mu * place / np.linalg.norm(place) ** 3
        torque += arm[0] * force[1] - arm[1] * force[0]
    assert gravity_gradient_torque(mu, radius, tensor) == pytest.approx(abs(torque), rel=1e-5)


def test_shapes_broadcast():
    tensor = inertia_tensor(np.ones((2, 3, 4)), np.arange(72.0).reshape(2, 3, 4, 3), np.ones((4, 3)))
    assert tensor.shape == (2, 3, 3, 3)
    assert gravity_gradient_torque(1.0, np.ones((2, 3)), tensor).shape == (2, 3)
    assert rectangle_sides(np.ones((3, 1)), [1, 2], 1.0)[0].shape == (3, 2)
    assert fold_segments(np.ones((3, 1)), [1.0, 2.0]).shape == (3, 2)
    assert cantilever_stiffness(0.1, np.ones((3, 1)), [1.0, 2.0]).shape == (3, 2)
