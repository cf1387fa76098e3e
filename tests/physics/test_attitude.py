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
