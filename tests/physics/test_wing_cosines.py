"""Cosines in the frame of the satellite against the vectors of every attitude; view factors of the table."""

import numpy as np
import pytest

from studio.physics.attitude import wing_normal
from studio.physics.orbit import MeanElements
from studio.physics.season import season_map
from studio.physics.view_factor import sphere_view_factor
from studio.physics.view_table import circle_view_factor
from studio.physics.wing_cosines import Flight, seen_from_satellite, wing_cosines

HELD = [("sun_pointing", "orbit_normal"), ("one_axis", "orbit_normal"), ("one_axis", "velocity"), ("one_axis", "nadir"),
        ("edge_on", "nadir"), ("zenith", "nadir"), ("nadir", "nadir")]  # fmt: skip


@pytest.mark.parametrize("eccentricity", [0.0, 0.2])
@pytest.mark.parametrize("feather", [False, True])
@pytest.mark.parametrize("angle", [0.0, 0.4])
@pytest.mark.parametrize(("attitude", "axis"), HELD)
def test_they_are_those_of_the_vectors(
    attitude: str, axis: str, angle: float, feather: bool, eccentricity: float
) -> None:
    season = season_map(MeanElements(9.1e6, eccentricity, 1.2, 0.7, 2.0), 8e8, step=30, phases=40)
    light = season.visible_fraction
    feathered = light < 0.5 if feather else None
    normal = wing_normal(attitude, season.position, season.velocity_direction, season.sun[:, None],
                         season.normal[:, None], wing_axis=axis, off_pointing=angle, feathered=feathered)  # type: ignore[arg-type]
    frame = (season.node, season.beyond, season.normal)
    flights = [season.flight, *([season.flight.on_circles()] if eccentricity == 0.0 else [])]
    for flight in flights:
        sun, north = (seen_from_satellite(one, frame, flight) for one in (season.sun, np.array([0.0, 0.0, 1.0])))
        found = wing_cosines(attitude, sun, north, flight, wing_axis=axis, off_pointing=angle, feathered=feathered)  # type: ignore[arg-type]
        up = season.position / np.linalg.norm(season.position, axis=-1, keepdims=True)
        assert np.allclose(found.sun, np.sum(normal * season.sun[:, None], axis=-1), rtol=0.0, atol=1e-12)
        assert np.allclose(found.nadir, -np.sum(normal * up, axis=-1), rtol=0.0, atol=1e-12)
        assert np.allclose(found.velocity, np.sum(normal * season.velocity_direction, axis=-1), rtol=0.0, atol=1e-12)
        assert np.allclose(sun[0], np.sum(up * season.sun[:, None], axis=-1), rtol=0.0, atol=1e-12)
        assert isinstance(flight, Flight)
        assert np.allclose(flight.radius, np.linalg.norm(season.position, axis=-1), rtol=1e-12)


def test_the_table_of_view_factors() -> None:
    r = np.random.default_rng(4)
    ratio = 1.0 + np.concatenate(([0.03, 10.0], 10.0 ** r.uniform(-1.5, 1.0, 60)))
    cosines = r.uniform(-1.0, 1.0, (ratio.size, 5, 40))
    read = circle_view_factor(cosines, ratio)
    assert np.max(np.abs(read - sphere_view_factor(cosines, ratio[:, None, None]))) < 5e-5
    assert np.array_equal(circle_view_factor(cosines[7], ratio[7]), read[7])


def test_the_table_has_no_plate_inside_the_earth() -> None:
    with pytest.raises(ValueError, match="inside the sphere"):
        circle_view_factor(np.zeros((2, 3)), 0.99)
