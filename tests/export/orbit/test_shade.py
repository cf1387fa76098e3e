"""The intervals of light and shadow of any orbit: without a gap, and right in the middle of each."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from studio.export.orbit.shade import shade
from studio.physics.constants import R_EARTH
from studio.physics.illumination import visible_fraction
from studio.physics.orbit import MeanElements, position_velocity
from studio.physics.sun import sun_vector

EPOCH = 8.2e8
ANGLE = st.floats(0.0, 6.28)


@given(st.floats(200e3, 40e6), st.floats(0.0, 3.1), ANGLE, ANGLE, st.floats(0.0, 3e7), st.floats(60.0, 1e5),
       st.floats(0.0, 0.6), ANGLE)  # fmt: skip
def test_intervals_tell_the_light(
    altitude: float, tilt: float, node: float, anomaly: float, begin: float, duration: float, shape: float,
    perigee: float,
) -> None:  # fmt: skip
    axis = R_EARTH + altitude
    eccentricity = min(shape, 0.9 * altitude / axis)
    elements = MeanElements(*(np.array([one]) for one in (axis, eccentricity, tilt, node, perigee, anomaly)))
    (intervals,) = shade(elements, EPOCH, begin, duration)
    edges = [intervals[0].begin, *(one.end for one in intervals)]
    assert [one.begin for one in intervals] == edges[:-1]
    assert (edges[0], edges[-1]) == (0.0, duration)
    assert edges == sorted(set(edges))
    for one in intervals:
        if one.end - one.begin < 0.1:
            continue  # a grazed edge is found to some milliseconds
        middle = begin + 0.5 * (one.begin + one.end)
        place, _ = position_velocity(MeanElements(axis, eccentricity, tilt, node, perigee, anomaly), middle)
        sun, distance = sun_vector(EPOCH + middle)
        share = float(visible_fraction(place, sun, distance))
        light = "sunlit" if share == 1.0 else "umbra" if share == 0.0 else "penumbra"
        assert light == one.light or min(share, 1.0 - share) < 1e-3, (one, share)


def test_neighbours_differ() -> None:
    """A day of a low orbit has a passage in each revolution: penumbra, umbra, penumbra."""
    elements = MeanElements(*(np.array([one]) for one in (R_EARTH + 500e3, 0.0, 0.5, 1.0, 0.0, 0.0)))
    (intervals,) = shade(elements, EPOCH, 0.0, 86_400.0)
    lights = [one.light for one in intervals]
    assert all(a != b for a, b in pairwise(lights))
    assert 14 <= lights.count("umbra") <= 16
    assert abs(lights.count("penumbra") - 2 * lights.count("umbra")) <= 2  # it may begin and end in one
