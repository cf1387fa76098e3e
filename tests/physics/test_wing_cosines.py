"""Cosines in the frame of the satellite against the vectors of every attitude; view factors of the table."""

import numpy as np
import pytest

from studio.physics import view_table
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


def test_the_table_ends_where_the_world_does() -> None:
    """Straight down and up, on the ground and at infinity: the ends of the table, among others in one batch."""
    ratio = np.array([1.0, 1.2, 1e3, 1e9, np.inf, 1.0])
    cosines = np.tile([-1.0, -0.3, 0.0, 0.3, 1.0], (ratio.size, 2, 1))
    read = circle_view_factor(cosines, ratio)
    # A whole disk seen face on; the plate on the ground leans over half of it.
    np.testing.assert_allclose(read[..., -1], np.tile(ratio**-2.0, (2, 1)).T, rtol=1e-4, atol=1e-5)
    np.testing.assert_array_equal(read[..., 0], 0.0)
    np.testing.assert_allclose(read[0, 0], [0.0, 0.35, 0.5, 0.65, 1.0], atol=1e-5)
    np.testing.assert_array_equal(read[0], read[5])
    assert np.all(read[4] == 0.0)
    # Cosines that rounding has led beyond one are those of one.
    np.testing.assert_array_equal(circle_view_factor([[1.0 + 1e-15, -1.0 - 1e-15]], 1.2), read[1, :1, [-1, 0]].T)


def test_the_table_is_as_fine_as_it_says() -> None:
    """3 × 10⁻⁵ above 64 km, in the middle between nodes of the table too, and one shape of angles for all orbits."""
    cosines = (np.arange(-512.0, 512.0) / 512.0 + 0.5 / 512.0)[None]
    ratio = 1.0 / np.sqrt(1.0 - np.square((np.round(np.linspace(54.0, 383.0, 60)) + 0.5) / 384.0))
    read = circle_view_factor(cosines, ratio)
    assert read.shape == (60, 1, 1024)
    exact = sphere_view_factor(cosines, ratio[:, None, None])
    assert np.abs(read - exact).max() < 3e-5
    flat = circle_view_factor(cosines, ratio.reshape(5, 12))
    np.testing.assert_array_equal(flat, read.reshape(5, 12, 1, 1024))


def test_the_table_that_is_kept_cannot_be_written_to() -> None:
    assert not view_table._table().flags.writeable


ALONG = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0], [0.6, 0.8, 0.0], [0.0, 0.6, 0.8],
         [-0.8, 0.0, 0.6]]  # fmt: skip
"""Suns of an equatorial orbit whose places are at quarter turns: along its axes, and across."""


def quarters(suns: np.ndarray) -> tuple[Flight, dict[str, np.ndarray]]:
    """(D, 4) Places a quarter turn apart on a circle about the pole, under D Suns, in both descriptions."""
    cosine, sine = np.array([1.0, 0.0, -1.0, 0.0]), np.array([0.0, 1.0, 0.0, -1.0])
    zero = np.zeros(4)
    flight = Flight(cosine, sine, np.full(4, 7e6), zero, np.ones(4))
    place = np.stack((cosine, sine, zero), axis=-1)
    return flight, {
        "position": 7e6 * place,
        "velocity_direction": np.stack((-sine, cosine, zero), axis=-1),
        "sun": suns[:, None, :],
        "orbit_normal": np.array([0.0, 0.0, 1.0]),
    }


@pytest.mark.parametrize("feather", [False, True])
@pytest.mark.parametrize("angle", [0.0, 0.5])
@pytest.mark.parametrize(("attitude", "axis"), HELD)
def test_under_a_sun_on_an_axis_they_are_those_of_the_vectors(
    attitude: str, axis: str, angle: float, feather: bool
) -> None:
    """Where no turn of a wing is the best one, or no plane lies between two directions, among places where one is."""
    suns = np.array(ALONG[:2] + ALONG[3:]) if attitude == "sun_pointing" and angle else np.array(ALONG)
    flight, vectors = quarters(suns)
    feathered = np.ones((suns.shape[0], 4), dtype=bool) if feather else None
    normal = wing_normal(attitude, **vectors, wing_axis=axis, off_pointing=angle, feathered=feathered)  # type: ignore[arg-type]
    frame = tuple(np.broadcast_to(np.eye(3)[k], suns.shape) for k in range(3))
    sun, north = (seen_from_satellite(vector, frame, flight)  # type: ignore[arg-type]
                  for vector in (suns, np.broadcast_to(np.array([0.0, 0.0, 1.0]), suns.shape)))  # fmt: skip
    found = wing_cosines(attitude, sun, north, flight, wing_axis=axis, off_pointing=angle, feathered=feathered)  # type: ignore[arg-type]
    up = vectors["position"] / 7e6
    for value, towards in zip(found, (suns[:, None], -up, vectors["velocity_direction"]), strict=True):
        expected = np.broadcast_to(np.sum(normal * towards, axis=-1), (suns.shape[0], 4))
        np.testing.assert_allclose(np.broadcast_to(value, expected.shape), expected, rtol=0.0, atol=1e-12)


@pytest.mark.parametrize(("axis", "sun", "expected"), [
    # On the orbit normal or along the flight the wing faces up, on the zenith forward: (Sun, nadir, velocity).
    ("orbit_normal", (0.0, 0.0, 1.0), (0.0, -1.0, 0.0)),
    ("orbit_normal", (0.0, 0.0, -1.0), (0.0, -1.0, 0.0)),
    ("velocity", (0.0, 1.0, 0.0), (0.0, -1.0, 0.0)),
    ("nadir", (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    ("nadir", (-1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
])  # fmt: skip
def test_a_wing_with_the_sun_on_its_axis_faces_up_or_forward(axis, sun, expected) -> None:
    one = np.ones(1)
    flight = Flight(one, 0.0 * one, 7e6 * one, 0.0 * one, one)
    both = tuple(np.array([[here, there]]) for here, there in zip(sun, (0.48, 0.6, 0.64), strict=True))
    north = (0.0 * one, 0.0 * one, one)
    found = wing_cosines("one_axis", both, north, flight, wing_axis=axis)  # type: ignore[arg-type]
    for value, wanted in zip(found, expected, strict=True):
        assert float(np.broadcast_to(value, (1, 2))[0, 0]) == pytest.approx(wanted, abs=1e-12)
    # The other Sun in the batch is on no axis: the wing takes what is square to its own.
    along = {"orbit_normal": 0.64, "velocity": 0.6, "nadir": 0.48}[axis]
    assert float(found.sun[0, 1]) == pytest.approx(np.sqrt(1.0 - along**2), abs=1e-12)


def test_feathered_wings_square_to_the_flight_turn_to_the_pole_of_the_orbit() -> None:
    """A wing on two axes that faces along the flight has no nearest edgewise direction: the orbit normal is taken."""
    one, zero = np.ones(1), np.zeros(1)
    flight = Flight(one, zero, 7e6 * one, zero, one)
    suns = (np.array([[0.0, 0.8]]), np.array([[1.0, 0.6]]), np.array([[0.0, 0.0]]))
    found = wing_cosines("sun_pointing", suns, (zero, zero, one), flight, feathered=np.array([[True, True]]))
    np.testing.assert_allclose(np.broadcast_to(found.velocity, (1, 2)), 0.0, atol=1e-12)
    np.testing.assert_allclose(np.broadcast_to(found.sun, (1, 2)), [[0.0, 0.8]], atol=1e-12)
    np.testing.assert_allclose(np.broadcast_to(found.nadir, (1, 2)), [[0.0, -1.0]], atol=1e-12)


def test_only_the_places_that_are_feathered_turn() -> None:
    flight, _ = quarters(np.array(ALONG))
    frame = tuple(np.broadcast_to(np.eye(3)[k], (len(ALONG), 3)) for k in range(3))
    sun, north = (seen_from_satellite(np.broadcast_to(np.array(vector), (len(ALONG), 3)), frame, flight)  # type: ignore[arg-type]
                  for vector in (ALONG, [0.0, 0.0, 1.0]))  # fmt: skip
    some = np.arange(4 * len(ALONG)).reshape(-1, 4) % 3 == 0
    for attitude, axis in HELD[:4]:
        held, all_, part = (
            [np.broadcast_to(value, some.shape) for value in wing_cosines(
                attitude, sun, north, flight, wing_axis=axis, feathered=where)]  # type: ignore[arg-type]
            for where in (np.zeros_like(some), np.ones_like(some), some)
        )  # fmt: skip
        for one, other, both in zip(held, all_, part, strict=True):
            np.testing.assert_allclose(both, np.where(some, other, one), rtol=0.0, atol=1e-15)
    # Attitudes that do not turn heed neither feathering nor an angle.
    for attitude, axis in HELD[4:]:
        fixed, asked = (wing_cosines(attitude, sun, north, flight, wing_axis=axis, off_pointing=angle, feathered=where)  # type: ignore[arg-type]
                        for angle, where in ((0.0, None), (0.4, some)))  # fmt: skip
        for one, other in zip(fixed, asked, strict=True):
            np.testing.assert_array_equal(one, other)


def test_no_cosine_with_the_nadir_is_beyond_one() -> None:
    """A wing turned on about the orbit normal, from where the Sun is to straight up: rounding adds nothing to one."""
    angle = np.linspace(0.01, 1.5, 2000)[None]
    assert np.any(np.cos(angle) * np.cos(angle) + np.sin(angle) * np.sin(angle) > 1.0)
    one, zero = np.ones(1), np.zeros(1)
    flight = Flight(one, zero, 7e6 * one, zero, one)
    for up in (1.0, -1.0):
        sun = (up * np.cos(angle), -up * np.sin(angle), np.zeros((1, 1)))
        found = wing_cosines("one_axis", sun, (zero, zero, one), flight, off_pointing=angle)
        np.testing.assert_allclose(found.nadir, -up, rtol=1e-12)
        assert np.abs(found.nadir).max() <= 1.0
        np.testing.assert_allclose(found.sun, np.cos(angle), rtol=1e-12)


def test_at_its_nodes_the_table_is_exact() -> None:
    """512 steps of the cosine, edge-on among them, and 384 of √(1 − 1/H²)."""
    ratio = 1.0 / np.sqrt(1.0 - np.square(np.array([0.0, 1.0, 5.0, 96.0, 192.0, 383.0]) / 384.0))
    cosines = np.linspace(-1.0, 1.0, 513)[None]
    # The distance is found back to a rounding, near which a plate close to the ground sees 10⁻⁸ more or less.
    np.testing.assert_allclose(circle_view_factor(cosines, ratio), sphere_view_factor(cosines, ratio[:, None, None]),
                               rtol=0.0, atol=1e-7)  # fmt: skip
