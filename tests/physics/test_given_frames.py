"""Frames and time scales of other tools, against astropy and the worked example of the paper on SGP4.

Orekit judges the frames in tests/document/test_foreign_ephemerides.py.
"""

import numpy as np
import pytest
from astropy.time import Time
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.frames import earth_fixed, in_frame
from studio.physics.given_frames import GIVEN_FRAMES, SCALES, terrestrial_time, true_of_date
from tests.physics.reference import quiet_astropy

DATES = ("1999-12-31T23:59:59.5", "2016-12-31T23:59:60.25", "2026-03-01T05:30:00", "2031-07-01T12:00:00")


def parts(text: str) -> tuple[int, float]:
    day = np.datetime64(text[:10]).astype(int) + 40_587
    hour, minute, second = text[11:].split(":")
    return int(day), int(hour) * 3600 + int(minute) * 60 + float(second)


@pytest.mark.parametrize("scale", ["UTC", "TAI", "TT", "TDB"])
def test_scales_agree_with_astropy(scale: str) -> None:
    for date in DATES:
        if ":60" in date and scale != "UTC":
            continue
        with quiet_astropy():
            time = Time(date, scale=scale.lower())
            wanted = (time.tt.jd1 - 2_451_545.0 + time.tt.jd2) * 86_400.0
        assert float(terrestrial_time(scale, *parts(date))) == pytest.approx(wanted, abs=3e-6)


def test_gps_time_is_19_seconds_behind_atomic_time() -> None:
    assert terrestrial_time("GPS", 61_000, 0.0) - terrestrial_time("TAI", 61_000, 0.0) == 19.0
    # The week of GPS began at 1980-01-06 with UTC; 18 leap seconds have come since.
    assert terrestrial_time("GPS", 44_244, 0.0) == terrestrial_time("UTC", 44_244, 0.0)
    assert terrestrial_time("UTC", 61_000, 0.0) - terrestrial_time("GPS", 61_000, 0.0) == 18.0


def test_seconds_that_are_not_are_refused() -> None:
    assert terrestrial_time("UTC", 57_753, 86_400.5) < terrestrial_time("UTC", 57_754, 0.0)  # the leap second of 2016
    with pytest.raises(ValueError, match="a second that UTC does not have"):
        terrestrial_time("UTC", 57_752, 86_400.5)
    with pytest.raises(ValueError, match="not a time scale"):
        terrestrial_time("TCB", 61_000, 0.0)  # type: ignore[arg-type]


def test_worked_example_of_the_paper_on_sgp4() -> None:
    """Vallado et al. 2006, appendix C: one position in TEME, true and mean equator of date, J2000 and Earth-fixed."""
    tt = terrestrial_time("UTC", 53_101, 7 * 3600 + 51 * 60 + 28.386009)
    given_ = {
        "TEME": (5094.1801621, 6127.6446595, 6380.3445327), "TOD": (5094.5147804, 6127.3664612, 6380.3445328),
        "MOD": (5094.0290167, 6127.8709363, 6380.2478885), "EME2000": (5102.5096, 6123.01152, 6378.1363),
    }  # fmt: skip
    for frame, position in given_.items():
        found = true_of_date(frame, [float(tt)], [position])[0]
        # The example rests on the models of 1976 and 1980, a tenth of an arc second from those of today: some metres.
        assert found == pytest.approx(given_["TOD"], abs=0.012)


@given(st.sampled_from(GIVEN_FRAMES), st.floats(-5e8, 2e9), st.floats(1.0, 3e6),
       st.tuples(*(st.floats(-4e7, 4e7) for _ in range(3))))  # fmt: skip
def test_rotations_keep_lengths_and_a_frozen_frame_is_that_of_its_date(frame, tt, span, vector) -> None:
    times = tt + np.linspace(0.0, span, 5)
    given_ = np.tile(vector, (5, 1))
    found = true_of_date(frame, times, given_)
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.linalg.norm(vector), rel=1e-8, abs=1e-6)
    if frame in ("MOD", "TOD", "TEME"):
        frozen = true_of_date(frame, times, given_, frozen=float(times[0]))
        assert frozen[0] == pytest.approx(found[0], abs=1e-3)


def test_names_are_known() -> None:
    assert len(SCALES) == 6
    with pytest.raises(ValueError, match="is not a frame"):
        true_of_date("B1950", [0.0], [[1.0, 0.0, 0.0]])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="has no epoch"):
        true_of_date("ITRF", [0.0], [[1.0, 0.0, 0.0]], frozen=0.0)


def test_earth_fixed_places_come_back() -> None:
    """Turned to the ground and back, over thirty hours and for several satellites."""
    tt = 8.3e8 + np.linspace(0.0, 1.1e5, 60)
    places = np.random.default_rng(1).uniform(-4e7, 4e7, (3, 60, 3))
    np.testing.assert_allclose(true_of_date("ITRF", tt, earth_fixed(tt, places)), places, atol=0.02)


@pytest.mark.parametrize("frame", ["GCRF", "EME2000", "TEME"])
def test_frames_come_back(frame) -> None:
    tt = 8.3e8 + np.linspace(0.0, 1.1e5, 60)
    places = np.random.default_rng(2).uniform(-4e7, 4e7, (60, 3))
    there, _ = in_frame(frame, tt, places, np.zeros_like(places))
    np.testing.assert_allclose(true_of_date(frame, tt, there), places, atol=5e-3)


@pytest.mark.parametrize("frame", ["MOD", "TEME", "TOD"])
def test_a_frame_of_a_date_stands_still(frame) -> None:
    """Given a year later, its vectors have kept their places among the stars."""
    then, later = 8.3e8, 8.3e8 + 3.2e7
    vector = np.array([[3e7, -2e7, 1e7]])
    among_stars = [in_frame("GCRF", [at], true_of_date(frame, [at], vector, frozen=then), 0.0 * vector)[0]
                   for at in (then, later)]  # fmt: skip
    np.testing.assert_allclose(among_stars[0], among_stars[1], atol=1e-3)
    moved = true_of_date(frame, [later], vector) - true_of_date(frame, [later], vector, frozen=then)
    assert np.linalg.norm(moved) > 1e3  # 50″ of 37,000 km are 9 km
