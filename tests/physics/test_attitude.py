"""The directions that wings face, against a search over every turn that their axes allow, and what must always hold."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studio.physics.attitude import wing_normal

ANGLES = st.floats(0.0, 2.0 * math.pi)
ATTITUDES = st.sampled_from(["sun_pointing", "one_axis", "edge_on", "zenith", "nadir"])
AXES = st.sampled_from(["orbit_normal", "velocity", "nadir"])


def unit(azimuth: float, elevation: float) -> np.ndarray:
    level = math.cos(elevation)
    return np.array([level * math.cos(azimuth), level * math.sin(azimuth), math.sin(elevation)])


@st.composite
def places(draw: st.DrawFn) -> dict[str, np.ndarray]:
    """A place in an orbit, eccentric or not: position, velocity, Sun and orbit normal."""
    node, tilt, along, climb = draw(ANGLES), draw(st.floats(0.0, math.pi)), draw(ANGLES), draw(st.floats(-0.5, 0.5))
    x = np.array([math.cos(node), math.sin(node), 0.0])
    y = np.array([-math.sin(node) * math.cos(tilt), math.cos(node) * math.cos(tilt), math.sin(tilt)])
    radial, ahead = math.cos(along) * x + math.sin(along) * y, math.cos(along) * y - math.sin(along) * x
    return {
        "position": 7e6 * radial,
        "velocity_direction": math.cos(climb) * ahead + math.sin(climb) * radial,
        "sun": unit(draw(ANGLES), draw(st.floats(-0.41, 0.41))),
        "orbit_normal": np.cross(x, y),
    }


def axis_of(name: str, place: dict[str, np.ndarray]) -> np.ndarray:
    zenith = place["position"] / np.linalg.norm(place["position"])
    return {"orbit_normal": place["orbit_normal"], "velocity": np.cross(place["orbit_normal"], zenith),
            "nadir": zenith}[name]  # fmt: skip


@given(places(), ATTITUDES, AXES, st.floats(0.0, math.pi / 2), st.booleans())
def test_normals_are_unit_vectors(place, attitude, axis, off, feathered):
    found = wing_normal(attitude, **place, wing_axis=axis, off_pointing=off, feathered=feathered)
    assert np.linalg.norm(found) == pytest.approx(1.0, abs=1e-12)


@given(places(), st.floats(0.0, math.pi / 2))
def test_two_axes_hold_the_angle_to_the_sun(place, off):
    found = wing_normal("sun_pointing", **place, off_pointing=off)
    assert found @ place["sun"] == pytest.approx(math.cos(off), abs=1e-12)
    assert found[2] >= place["sun"][2] * math.cos(off) - 1e-12  # towards north


@given(places(), AXES)
def test_one_axis_finds_what_a_search_over_all_turns_finds(place, name):
    axis, found = axis_of(name, place), wing_normal("one_axis", **place, wing_axis=name)
    first = np.cross(axis, [1.0, 0.0, 0.0] if abs(axis[0]) < 0.6 else [0.0, 1.0, 0.0])
    first /= np.linalg.norm(first)
    turn = np.linspace(0.0, 2.0 * math.pi, 20_000)[:, None]
    every = np.cos(turn) * first + np.sin(turn) * np.cross(axis, first)
    # With the Sun all but along the axis the direction across it keeps half of the digits.
    assert found @ axis == pytest.approx(0.0, abs=1e-7)
    assert found @ place["sun"] == pytest.approx((every @ place["sun"]).max(), abs=1e-7)


@given(places(), AXES, st.floats(0.0, math.pi / 2))
def test_one_axis_turns_on_by_the_angle_and_about_its_axis(place, name, off):
    best, found = (wing_normal("one_axis", **place, wing_axis=name, off_pointing=angle) for angle in (0.0, off))
    assert best @ found == pytest.approx(math.cos(off), abs=1e-9)
    assert found @ axis_of(name, place) == pytest.approx(0.0, abs=1e-9)
    assert found @ place["sun"] == pytest.approx(math.cos(off) * (best @ place["sun"]), abs=1e-9)


@given(places())
def test_the_better_a_wing_can_turn_the_more_sun_it_sees(place):
    two = wing_normal("sun_pointing", **place) @ place["sun"]
    for name in ("orbit_normal", "velocity", "nadir"):
        one = wing_normal("one_axis", **place, wing_axis=name) @ place["sun"]
        assert -1e-12 <= one <= two + 1e-12
    # Turning about the horizontal direction of flight reaches both the zenith and the orbit normal.
    about_flight = wing_normal("one_axis", **place, wing_axis="velocity") @ place["sun"]
    for fixed in ("edge_on", "zenith"):
        assert wing_normal(fixed, **place) @ place["sun"] <= about_flight + 1e-9


@given(places(), st.sampled_from(["sun_pointing", "one_axis"]), AXES)
def test_feathered_wings_stand_edge_on_to_the_velocity(place, attitude, name):
    axis = axis_of(name, place)
    held = wing_normal(attitude, **place, wing_axis=name)
    found = wing_normal(attitude, **place, wing_axis=name, feathered=True)
    if attitude == "one_axis":
        assume(np.linalg.norm(np.cross(axis, place["velocity_direction"])) > 1e-6)
        assert found @ axis == pytest.approx(0.0, abs=1e-9)
    assert found @ place["velocity_direction"] == pytest.approx(0.0, abs=1e-9)
    assert found @ held >= -1e-9
    np.testing.assert_array_equal(wing_normal(attitude, **place, wing_axis=name, feathered=False), held)


@given(places(), ATTITUDES, AXES)
def test_attitude_turns_with_everything_about_the_pole(place, attitude, name):
    turn = np.array([[0.0, -1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    turned = {key: turn @ value for key, value in place.items()}
    here = wing_normal(attitude, **place, wing_axis=name, off_pointing=0.3)
    np.testing.assert_allclose(wing_normal(attitude, **turned, wing_axis=name, off_pointing=0.3), turn @ here,
                               atol=1e-9)  # fmt: skip


@given(places())
def test_fixed_attitudes(place):
    zenith = place["position"] / np.linalg.norm(place["position"])
    np.testing.assert_allclose(wing_normal("zenith", **place), zenith)
    np.testing.assert_allclose(wing_normal("nadir", **place), -zenith)
    edge = wing_normal("edge_on", **place)
    assert abs(edge @ place["orbit_normal"]) == pytest.approx(1.0)
    assert edge @ place["sun"] >= -1e-12


def test_shapes_broadcast_and_names_are_checked():
    rng = np.random.default_rng(4)
    position, sun = rng.normal(size=(5, 7, 3)), unit(1.0, 0.2)
    found = wing_normal("one_axis", position, [0.0, 1.0, 0.0], sun, [0.0, 0.0, 1.0], off_pointing=np.zeros((5, 1)))
    assert found.shape == (5, 7, 3)
    with pytest.raises(ValueError, match="no attitude"):
        wing_normal("sideways", position, [0.0, 1.0, 0.0], sun, [0.0, 0.0, 1.0])


EQUATORIAL = {"position": np.array([7e6, 0.0, 0.0]), "velocity_direction": np.array([0.0, 1.0, 0.0]),
              "orbit_normal": np.array([0.0, 0.0, 1.0])}  # fmt: skip


@pytest.mark.parametrize(("axis", "sun", "expected"), [
    ("orbit_normal", (0.0, 0.0, 1.0), (1.0, 0.0, 0.0)),
    ("orbit_normal", (0.0, 0.0, -1.0), (1.0, 0.0, 0.0)),
    ("velocity", (0.0, 1.0, 0.0), (1.0, 0.0, 0.0)),
    ("velocity", (0.0, -1.0, 0.0), (1.0, 0.0, 0.0)),
    ("nadir", (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)),
    ("nadir", (-1.0, 0.0, 0.0), (0.0, 1.0, 0.0)),
])  # fmt: skip
def test_a_wing_with_the_sun_on_its_axis_faces_up_or_forward(axis, sun, expected):
    """Every turn is alike; so it is for a Sun next to it in the batch that is not on the axis."""
    there = np.array([0.48, 0.6, 0.64])
    found = wing_normal("one_axis", **EQUATORIAL, sun=np.array([sun, there]), wing_axis=axis)
    np.testing.assert_allclose(found[0], expected, atol=1e-12)
    np.testing.assert_allclose(found[1], wing_normal("one_axis", **EQUATORIAL, sun=there, wing_axis=axis))
    # A Sun as good as on the axis, nearer to it than rounding tells, is on it; one a microradian off is not.
    lies = axis_of(axis, EQUATORIAL)
    off = np.array([0.0, 0.0, 1.0]) if axis == "velocity" else np.cross(lies, expected)
    for away, wanted in ((1e-10, np.array(expected)), (1e-6, off)):
        near = np.array(sun) + away * off
        np.testing.assert_allclose(wing_normal("one_axis", **EQUATORIAL, sun=near, wing_axis=axis), wanted, atol=1e-6)


@pytest.mark.parametrize("sun", [(0.0, 1.0, 0.0), (0.0, -1.0, 0.0)])
def test_a_feathered_wing_that_faces_along_the_flight_turns_to_the_orbit_normal(sun):
    found = wing_normal("sun_pointing", **EQUATORIAL, sun=np.array(sun), feathered=True)
    np.testing.assert_allclose(found, [0.0, 0.0, 1.0], atol=1e-12)


def test_a_wing_that_turns_about_the_flight_is_edge_on_however_it_is_turned():
    sun = np.array([0.48, 0.6, 0.64])
    held, feathered = (wing_normal("one_axis", **EQUATORIAL, sun=sun, wing_axis="velocity", feathered=asked)
                       for asked in (False, True))  # fmt: skip
    np.testing.assert_allclose(held, [0.6, 0.0, 0.8], atol=1e-12)
    np.testing.assert_array_equal(feathered, held)


def test_the_edge_on_wing_faces_the_side_of_the_sun():
    for height in (-0.6, -1e-12, 0.0, 1e-12, 0.6):
        sun = np.array([math.sqrt(1.0 - height**2), 0.0, height])
        found = wing_normal("edge_on", **EQUATORIAL, sun=sun)
        np.testing.assert_array_equal(found, [0.0, 0.0, -1.0 if height < 0.0 else 1.0])


def test_many_places_are_held_as_each_alone():
    """Feathered or not, on and off the axes, at angles of their own."""
    random = np.random.default_rng(5)
    sun = np.concatenate((np.eye(3), -np.eye(3), random.normal(size=(6, 3))))
    sun /= np.linalg.norm(sun, axis=-1, keepdims=True)
    climb = np.array([0.0, 0.2])
    velocity = np.stack((np.sin(climb), np.cos(climb), 0.0 * climb), axis=-1)
    feathered, off = random.random((12, 2)) < 0.5, random.uniform(0.0, 1.0, (12, 1)) * (random.random((12, 1)) < 0.7)
    off[[2, 5]] = 0.0  # towards the pole of the Earth is nowhere from there
    for attitude in ("sun_pointing", "one_axis", "edge_on", "zenith", "nadir"):
        for axis in ("orbit_normal", "velocity", "nadir"):
            together = wing_normal(attitude, EQUATORIAL["position"], velocity, sun[:, None], EQUATORIAL["orbit_normal"],
                                   wing_axis=axis, off_pointing=off, feathered=feathered)  # fmt: skip
            assert together.shape == (12, 2, 3)
            for row, column in np.ndindex(12, 2):
                alone = wing_normal(attitude, EQUATORIAL["position"], velocity[column], sun[row],
                                    EQUATORIAL["orbit_normal"], wing_axis=axis, off_pointing=off[row, 0],
                                    feathered=feathered[row, column])  # fmt: skip
                np.testing.assert_allclose(together[row, column], alone, rtol=0.0, atol=1e-12)


@pytest.mark.parametrize(("attitude", "axis"), [("one_axis", "sideways"), ("sideways", "nadir"), ("zenith", "")])
def test_names_that_do_not_exist_are_told(attitude, axis):
    with pytest.raises(ValueError, match=f"^there is no attitude “{attitude}” about “{axis}”$"):
        wing_normal(attitude, **EQUATORIAL, sun=np.array([1.0, 0.0, 0.0]), wing_axis=axis)


@pytest.mark.parametrize(("axis", "expected"), [
    ("orbit_normal", (-0.5, 0.5 * math.sqrt(3.0), 0.0)),  # on from the zenith by 30° towards the flight, and 90°
    ("velocity", (0.5, 0.0, 0.5 * math.sqrt(3.0))),
    ("nadir", (0.0, 0.5, 0.5 * math.sqrt(3.0))),
])  # fmt: skip
def test_wings_turn_on_about_their_axis_as_a_right_hand_does(axis, expected):
    """From a Sun square to the axis, by 60° or 90°: about the orbit normal from the zenith towards the flight."""
    sun = {"orbit_normal": (0.5 * math.sqrt(3.0), 0.5, 0.0), "velocity": (0.0, 0.0, 1.0), "nadir": (0.0, 1.0, 0.0)}
    off = math.pi / 2 if axis == "orbit_normal" else math.radians(60.0 if axis == "nadir" else 30.0)
    found = wing_normal("one_axis", **EQUATORIAL, sun=np.array(sun[axis]), wing_axis=axis, off_pointing=off)
    np.testing.assert_allclose(found, expected, atol=1e-12)


def test_of_two_edgewise_directions_equally_near_it_is_the_one_of_the_right_hand():
    """The front faces along the flight and is turned about the orbit normal: up and down are alike; it is down."""
    for sign in (1.0, -1.0):
        found = wing_normal("one_axis", **EQUATORIAL, sun=np.array([0.0, sign, 0.0]), feathered=True)
        np.testing.assert_allclose(found, [-1.0, 0.0, 0.0], atol=1e-12)
