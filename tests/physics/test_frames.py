"""Frames against ERFA's way to the ground, the published bias of the frames, and differences of places in time."""

import erfa
import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from studio.physics.frames import FRAMES, earth_fixed, in_frame, rotation
from studio.physics.time import instant, utc_from_terrestrial

START = instant("2026-03-01T05:17:00")
TIMES = START + np.linspace(0.0, 30 * 3600.0, 97)
FAR = 6.4e7
_ARCSECOND = np.pi / 648_000.0


def circle(times: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Places [m] and velocities [m/s] on a circle of ten Earth radii, out of every plane of axes."""
    rate = 3.9e-5
    angle = rate * (times - START)[..., None]
    one, other = np.array([0.36, 0.48, 0.8]), np.array([0.8, -0.6, 0.0])
    return (FAR * (np.cos(angle) * one + np.sin(angle) * other),
            FAR * rate * (np.cos(angle) * other - np.sin(angle) * one))  # fmt: skip


@pytest.mark.parametrize("frame", FRAMES)
def test_states_are_those_of_the_matrix_of_each_instant(frame) -> None:
    place, speed = circle(TIMES)
    found, _ = in_frame(frame, TIMES, place, speed)
    np.testing.assert_allclose(found, np.einsum("tij,tj->ti", rotation(frame, TIMES), place), atol=2e-3)


@pytest.mark.parametrize("frame", FRAMES)
def test_velocity_is_the_change_of_the_place(frame) -> None:
    step = 10.0
    found = [in_frame(frame, TIMES + lag, *circle(TIMES + lag))[0] for lag in (-step, step)]
    _, speed = in_frame(frame, TIMES, *circle(TIMES))
    # Of the circle the difference lacks (rate step)²/6 of 2.5 km/s; the matrices, drawn straight, some 1e-6 m/s.
    np.testing.assert_allclose((found[1] - found[0]) / (2.0 * step), speed, atol=2e-4)
    if frame == "GCRF":  # it sees the equator of date turn by 50″ a year, and nod: 4e-4 m/s at this distance
        matrix = rotation(frame, TIMES)
        still = np.einsum("tij,tj->ti", matrix, circle(TIMES)[1])
        assert np.abs(speed - still).max() > 3e-4


@pytest.mark.parametrize("frame", FRAMES)
def test_one_instant_and_several_satellites(frame) -> None:
    place, speed = circle(TIMES)
    both = in_frame(frame, TIMES, np.stack((place, -2.0 * place)), np.stack((speed, -2.0 * speed)))
    np.testing.assert_allclose(both[0][1], -2.0 * both[0][0], rtol=1e-12)
    one = in_frame(frame, TIMES[40:41], place[40:41], speed[40:41])
    np.testing.assert_allclose(one[0][0], both[0][0, 40], atol=2e-3)
    np.testing.assert_allclose(one[1][0], both[1][0, 40], atol=1e-5)


def test_ground_is_where_erfa_has_it() -> None:
    """From the celestial frame to the terrestrial one by one matrix of ERFA, the pole at rest and UT1 as UTC."""
    place, speed = circle(TIMES)
    celestial, _ = in_frame("GCRF", TIMES, place, speed)
    utc = utc_from_terrestrial(TIMES)
    matrices = erfa.c2t06a(2451545.0, TIMES / 86400.0, *utc, 0.0, 0.0)
    found = earth_fixed(TIMES, place)
    np.testing.assert_allclose(found, np.einsum("tij,tj->ti", matrices, celestial), atol=0.01)
    np.testing.assert_array_equal(earth_fixed(TIMES, np.stack((place, place)))[1], found)


def test_teme_turns_to_the_ground_by_the_mean_time_of_1982() -> None:
    place, speed = circle(TIMES)
    there, _ = in_frame("TEME", TIMES, place, speed)
    angle = erfa.gmst82(*utc_from_terrestrial(TIMES))
    turned = Rotation.from_rotvec(-angle[:, None] * np.array([0.0, 0.0, 1.0])).apply(there)
    np.testing.assert_allclose(turned, earth_fixed(TIMES, place), atol=0.01)


def test_bias_between_the_frames_of_2000_is_the_published_one() -> None:
    """IERS Conventions (2010), equation 5.21: the mean pole at −16.617 and −6.819 mas, the equinox at −14.6 mas."""
    bias = rotation("EME2000", START) @ rotation("GCRF", START).T
    mas = 1e-3 * _ARCSECOND
    assert bias[2, 0] == pytest.approx(-16.617 * mas, abs=0.01 * mas)
    assert bias[2, 1] == pytest.approx(-6.819 * mas, abs=0.01 * mas)
    assert bias[0, 1] == pytest.approx(-14.6 * mas, abs=0.01 * mas)


def test_equator_has_come_a_known_way_since_2000() -> None:
    """General precession of 50.29″ a year (IAU 2006) and 26.16 years, less what the nutation is: 17.2″ at most."""
    moved = Rotation.from_matrix(rotation("EME2000", START)).magnitude() / _ARCSECOND
    assert moved == pytest.approx(26.16 * 50.29, abs=20.0)
    np.testing.assert_array_equal(rotation("TOD", TIMES[:2]), np.broadcast_to(np.eye(3), (2, 3, 3)))
    with pytest.raises(ValueError, match="is not a frame"):
        rotation("MOD", START)  # type: ignore[arg-type]
