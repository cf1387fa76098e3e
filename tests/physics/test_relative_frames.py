"""Frames of clusters: what their rates mean, and what members' places and speeds are in them."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from studio.physics.constants import J2, MU_EARTH, R_EARTH
from studio.physics.formation_flight import fly
from studio.physics.orbit import mean_motion, secular_rates
from studio.physics.relative_motion import (
    along_track_drift,
    axis_ratio,
    drift_of,
    gravity,
    member_states,
    oblateness,
    phase_keeping,
    reference_orbit,
    states,
)

AXIS = R_EARTH + 700e3
PLACES = [(0.4, 0.3), (1.2, 2.0), (1.7, 4.4), (2.6, 5.5)]


@pytest.mark.parametrize(("tilt", "latitude"), PLACES)
def test_the_plane_turns_about_the_radius_by_what_pulls_across_it(tilt: float, latitude: float) -> None:
    """Gauss: the plane turns about the radius by the force across it times r/h."""
    centre = reference_orbit(AXIS, tilt, latitude, 0.7)
    place = centre.radius * centre.axes[0]
    pull = float(gravity(place) @ centre.axes[2])
    assert centre.turn == pytest.approx(pull / (centre.radius * centre.rate), rel=1e-9)
    np.testing.assert_allclose(centre.axes @ centre.axes.T, np.eye(3), atol=1e-14)


@pytest.mark.parametrize(("tilt", "latitude"), PLACES)
def test_inclination_and_momentum_swing_as_kozai_has_them(tilt: float, latitude: float) -> None:
    k = J2 * (R_EARTH / AXIS) ** 2
    centre = reference_orbit(AXIS, tilt, latitude)
    wave = np.cos(2.0 * latitude)
    tilted = np.arccos(centre.axes[2, 2])
    assert tilted - tilt == pytest.approx(0.375 * k * np.sin(2.0 * tilt) * wave, rel=1e-9)
    momentum = centre.radius**2 * centre.rate
    assert momentum / np.sqrt(MU_EARTH * AXIS) - 1.0 == pytest.approx(0.75 * k * np.sin(tilt) ** 2 * wave, rel=1e-9)
    step = 1e-4
    low, high = (reference_orbit(AXIS, tilt, latitude + lag).radius for lag in (-step, step))
    assert centre.radial_speed == pytest.approx((high - low) / (2.0 * step) * centre.rate, rel=2e-3)


@pytest.mark.parametrize(("tilt", "latitude"), PLACES)
def test_offsets_come_back_as_they_were_put_in(tilt: float, latitude: float) -> None:
    """Also far along the circle: places by their components, speeds by places a little later."""
    centre = reference_orbit(AXIS, tilt, latitude, 0.7)
    radial, along = np.array([300.0, -2000.0, 500.0]), np.array([100.0, 4000.0, 2e6])
    climb, run = np.array([0.2, -0.1, 0.3]), np.array([-0.4, 0.1, 0.2])
    place, speed = states(centre, radial, along, climb, run)
    out, ahead = place @ centre.axes[0], place @ centre.axes[1]
    np.testing.assert_allclose(np.hypot(out, ahead) - centre.radius, radial, atol=1e-6)
    np.testing.assert_allclose(centre.radius * np.arctan2(ahead, out), along, atol=1e-5)
    np.testing.assert_allclose(place @ centre.axes[2], 0.0, atol=1e-6)
    # A moment later the frame has turned about its normal by its rate, and about the radius by its turn.
    step = 1e-3
    turning = np.stack((
        centre.axes[0] + step * centre.rate * centre.axes[1],
        centre.axes[1] + step * (centre.turn * centre.axes[2] - centre.rate * centre.axes[0]),
        centre.axes[2] - step * centre.turn * centre.axes[1],
    ))  # fmt: skip
    turning /= np.linalg.norm(turning, axis=-1, keepdims=True)
    later = centre._replace(radius=centre.radius + step * centre.radial_speed, axes=turning)
    there, _ = states(later, radial + step * climb, along + step * run, climb, run)
    np.testing.assert_allclose((there - place) / step, speed, atol=0.02)


def test_members_keep_to_an_ellipse_of_the_given_ratio() -> None:
    """Flown about the oblate Earth for one revolution: as high and as long as asked for, and back where they began."""
    tilt = 1.2
    s = float(oblateness(AXIS, tilt))
    centre = reference_orbit(AXIS, tilt, 0.0)
    middle, pace = states(centre, np.zeros(1), np.zeros(1), np.zeros(1), np.zeros(1))
    members = np.array([[500.0, 0.0], [0.0, 500.0]])
    for oblate in (0.0, s):
        place, speed = member_states(centre, AXIS, members, 0.0, oblate)
        flight = fly((middle[0], pace[0]), (place, speed), 2.0 * np.pi / float(mean_motion(AXIS)), 1)
        ratio = np.ptp(flight.along, axis=0) / np.ptp(flight.radial, axis=0)
        np.testing.assert_allclose(ratio, float(axis_ratio(AXIS, tilt)), rtol=6e-3)
    # Half a revolution apart they are on opposite sides; at its ends as long as the ratio says.
    ahead, _ = member_states(centre, AXIS, members, 0.0, s)
    radial, along = ahead @ centre.axes[0] - centre.radius, ahead @ centre.axes[1]
    assert abs(along).max() == pytest.approx(500.0 * float(axis_ratio(AXIS, tilt)), rel=1e-4)
    assert abs(radial).max() == pytest.approx(500.0, rel=1e-3)


def test_speeds_of_members_of_the_matched_ellipse() -> None:
    """Schweighart and Sedwick, equations 48 to 50: ẏ₀ = −2 n x₀ √(1 + s), ẋ₀ = ½ n y₀ (1 − s)/√(1 + s)."""
    tilt, s, n = 0.5, float(oblateness(AXIS, 0.5)), float(mean_motion(AXIS))
    centre = reference_orbit(AXIS, tilt, 0.0)
    for large in (s, 0.02):  # and far larger than the Earth's, to see it
        _, still = member_states(centre, AXIS, [[0.0, 0.0]], 0.3, large)
        place, speed = member_states(centre, AXIS, [[500.0, 0.0], [0.0, 500.0]], 0.3, large)
        radial, along = place @ centre.axes[0] - centre.radius, place @ centre.axes[1]
        climb = (speed - still) @ centre.axes[0] + centre.rate * along
        np.testing.assert_allclose(climb, 0.5 * n * along * (1.0 - large) / np.sqrt(1.0 + large), atol=3e-4)
        run = (speed - still) @ centre.axes[1] - centre.rate * radial
        np.testing.assert_allclose(run, -2.0 * n * radial * np.sqrt(1.0 + large), atol=3e-4)


@pytest.mark.parametrize("lift", [2000.0, -3000.0])
@pytest.mark.parametrize("turn", [0.02, -0.03])
def test_drift_between_neighbouring_orbits_is_that_of_their_rates(lift: float, turn: float) -> None:
    """Higher ones fall behind, and turn their node otherwise: a (Δu̇ + cos i ΔΩ̇), by the secular rates."""
    tilt, found, rates = 0.6, [], []
    for axis, angle in ((AXIS, tilt), (AXIS + lift, tilt + turn)):
        centre = reference_orbit(axis, angle, 0.9)
        place, speed = states(centre, np.zeros(1), np.zeros(1), np.zeros(1), np.zeros(1))
        found.append(drift_of(place, speed))
        rates.append(secular_rates(axis, 0.0, angle))
    latitudes = [float(each.argument_of_perigee + each.mean_anomaly) for each in rates]
    nodes = [float(each.raan) for each in rates]
    expected = AXIS * (latitudes[1] - latitudes[0] + (nodes[1] - nodes[0]) * np.cos(tilt))
    drift = float(along_track_drift(found[1], found[0], AXIS)[0])
    assert drift == pytest.approx(expected, abs=2e-3 * abs(AXIS * (latitudes[1] - latitudes[0])))
    nodes_part = AXIS * (nodes[1] - nodes[0]) * np.cos(tilt)
    assert abs(nodes_part) > 4e-3 * abs(expected)  # or the sign of the node's part would not be seen


TILTS, LATITUDES, NODES = np.array([[0.4], [1.2], [2.6]]), np.array([0.3, 2.0]), np.array([0.0, 4.0])


def test_frames_of_many_centres_are_those_of_each() -> None:
    axes = np.array([[AXIS], [AXIS - 2e5], [AXIS + 6e5]])
    together = reference_orbit(axes, TILTS, LATITUDES, NODES)
    assert together.axes.shape == (3, 2, 3, 3)
    for row, column in np.ndindex(3, 2):
        alone = reference_orbit(axes[row, 0], TILTS[row, 0], LATITUDES[column], NODES[column])
        for name in together._fields:
            np.testing.assert_allclose(getattr(together, name)[row, column], getattr(alone, name), rtol=1e-13,
                                       atol=1e-15, err_msg=name)  # fmt: skip


def test_members_of_many_clusters_are_those_of_each() -> None:
    """Also with members that differ from cluster to cluster, and their drifts and the gravity on them."""
    centres = reference_orbit(AXIS, TILTS, LATITUDES, NODES)
    rng = np.random.default_rng(2)
    phases, lattice = rng.uniform(0.0, 6.0, (3, 2)), rng.uniform(-900.0, 900.0, (3, 2, 5, 2))
    s = oblateness(AXIS, TILTS)
    place, speed = member_states(centres, AXIS, lattice, phases, s[..., None])
    assert place.shape == speed.shape == (3, 2, 5, 3)
    drift, pull = drift_of(place, speed), gravity(place)
    shared, _ = member_states(centres, AXIS, lattice[1, 1], phases)
    for spot in np.ndindex(3, 2):
        alone = reference_orbit(AXIS, TILTS[spot[0], 0], LATITUDES[spot[1]], NODES[spot[1]])
        there, moving = member_states(alone, AXIS, lattice[spot], phases[spot], float(s[spot[0], 0]))
        np.testing.assert_allclose(place[spot], there, rtol=1e-14, atol=1e-8)
        np.testing.assert_allclose(speed[spot], moving, rtol=1e-14, atol=1e-11)
        for one in range(5):
            single = drift_of(there[one], moving[one])
            for name in single._fields:
                assert getattr(drift, name)[spot][one] == pytest.approx(float(getattr(single, name)), rel=1e-12)
            np.testing.assert_allclose(pull[spot][one], gravity(there[one]), rtol=1e-12)
        again, _ = member_states(alone, AXIS, lattice[1, 1], phases[spot])
        np.testing.assert_allclose(shared[spot], again, rtol=1e-14, atol=1e-8)


def test_energy_and_polar_momentum_are_kept_by_gravity_and_by_the_drift() -> None:
    """Along an orbit flown about the oblate Earth the mean rates are the same wherever they are taken."""
    centre = reference_orbit(AXIS, 1.1, 0.4, 0.9)
    place, speed = states(centre, np.zeros(1), np.zeros(1), np.zeros(1), np.zeros(1))
    times = np.linspace(0.0, 6000.0, 13)
    flown = solve_ivp(lambda _, y: np.concatenate((y[3:], gravity(y[:3]))), (0.0, 6000.0),
                      np.concatenate((place[0], speed[0])), "DOP853", times, rtol=1e-12, atol=1e-6).y.T  # fmt: skip
    along = drift_of(flown[:, :3], flown[:, 3:])
    for name in along._fields:
        values = getattr(along, name)
        np.testing.assert_allclose(values, values[0], rtol=1e-9, err_msg=name)
    # The polar momentum over L: cos i to the first order in J2, which is 1e-3.
    assert along.cos_inclination[0] == pytest.approx(np.cos(1.1), rel=1e-3)


def test_upkeep_grows_with_the_ellipse_and_is_that_of_an_impulse_each_way() -> None:
    """½ n |ω̇| q: the perigee turns by ω̇ T in a revolution, the vector a δe by that times q, 2 Δv/n."""
    tilts, heights = np.array([[0.3], [2.5]]), np.array([100.0, 500.0, 2000.0])
    found = phase_keeping(AXIS, tilts, heights)
    n = np.sqrt(MU_EARTH / AXIS**3)
    perigee = 0.75 * J2 * (R_EARTH / AXIS) ** 2 * n * (5.0 * np.cos(tilts) ** 2 - 1.0)
    revolution = 2.0 * np.pi / n
    turned = np.abs(perigee) * revolution * heights  # way of the end of the vector a δe
    impulse = found * revolution  # each m/s of which moves it by 2/n
    np.testing.assert_allclose(2.0 * impulse / n, turned, rtol=1e-9)
    assert np.all(found > 0.0)
