"""One bad value among good ones is refused, and formulas hold where no argument is one: what mutants got past."""

from collections.abc import Callable

import numpy as np
import pytest

from studio.physics.fleet.orbits import stretched
from studio.physics.illumination import POLAR_STRETCH
from studio.physics.learning import grown_production, learned_price, production_for_price, time_to_produce
from studio.physics.loop import pipe_diameter, reynolds_number
from studio.physics.stowage import box_sides, rectangle_sides


@pytest.mark.parametrize("bad", [
    lambda: learned_price(1.0, [1.0, -1.0], 1.0, 0.2),
    lambda: learned_price(1.0, 1.0, [1.0, 0.0], 0.2),
    lambda: learned_price(1.0, 1.0, 1.0, [0.2, 1.0]),
    lambda: production_for_price([1.0, 0.0], 2.0, 1.0, 0.2),
    lambda: production_for_price(1.0, [2.0, 0.0], 1.0, 0.2),
    lambda: production_for_price(1.0, 0.0, 1.0, 0.2),
    lambda: production_for_price(1.0, 2.0, 0.0, 0.2),
    lambda: grown_production(1.0, [1.0, -1.0], 0.1),
    lambda: time_to_produce(1.0, 1.0, [0.1, -1.0]),
    lambda: box_sides([1.0, -1.0], 1.0, 1.0),
    lambda: box_sides(1.0, [1.0, 0.0], 1.0),
    lambda: box_sides(1.0, 1.0, 0.0),
    lambda: rectangle_sides([1.0, -1.0], 1, 1.0),
])  # fmt: skip
def test_one_bad_value_is_enough(bad: Callable[[], object]):
    with pytest.raises(ValueError, match=r"learning curve|whole price|positive|cannot be negative"):
        bad()


def test_a_pipe_carries_its_flow():
    """Continuity: flow = density × velocity × section, with no argument of one."""
    diameter = pipe_diameter([0.4, 2.5], 600.0, 3.0)
    np.testing.assert_allclose(600.0 * 3.0 * np.pi / 4.0 * diameter**2, [0.4, 2.5])


def test_reynolds_number_of_water():
    """Water at 20 °C, 2 m/s in a pipe of 50 mm: 998.2 · 2 · 0.05 / 1.002e-3 = 99,621."""
    assert reynolds_number(998.2, 2.0, 0.05, 1.002e-3) == pytest.approx(99_621.0, rel=1e-4)


def test_a_stretched_direction_points_where_the_stretched_place_lies():
    place = np.array([0.48, 0.36, 0.8]) * np.array([1.0, 1.0, POLAR_STRETCH])
    *direction, distance = stretched(np.array([0.48, 0.36, 0.8]), 1.5e11)
    np.testing.assert_allclose(np.array(direction) * distance, place * 1.5e11, rtol=1e-12)
    assert float(np.linalg.norm(direction)) == pytest.approx(1.0)
