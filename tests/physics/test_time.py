"""Time scales against published values and astropy."""

import numpy as np
import pytest
from astropy.time import Time
from hypothesis import given
from hypothesis import strategies as st

from studio.physics.time import (
    day_of_year,
    greenwich_mean_sidereal_time,
    instant,
    iso_text,
    seconds_of_day,
    terrestrial_seconds,
    utc_from_terrestrial,
    utc_julian_date,
)
from tests.physics.reference import quiet_astropy

CENTURY = st.floats(instant("1980-01-01"), instant("2090-01-01"))


def test_j2000_is_noon_of_terrestrial_time():
    # 2000-01-01T12:00 TT was 11:58:55.816 UTC: 32 leap seconds and 32.184 s apart.
    assert instant("2000-01-01T11:58:55.816Z") == pytest.approx(0.0, abs=1e-6)


def test_utc_is_behind_terrestrial_time_by_leap_seconds():
    day = instant("2017-01-02") - instant("2016-12-31")
    assert day == pytest.approx(2 * 86400 + 1, abs=1e-6)  # the leap second at the end of 2016
    assert iso_text(instant("2016-12-31T23:59:59") + 1.0) == "2016-12-31T23:59:60Z"


@pytest.mark.parametrize("text", ["2026-03-20T14:46:00", "2031-07-01", "2036-02-29T23:59:59.25"])
def test_instant_agrees_with_astropy(text):
    with quiet_astropy():
        time = Time(text, scale="utc").tt
        expected = ((time.jd1 - 2451545.0) + time.jd2) * 86400.0
    assert instant(text) == pytest.approx(expected, abs=1e-6)


def test_sidereal_time_of_the_explanatory_example():
    # Meeus, Astronomical Algorithms, example 12.a: 1987 April 10 at 0 h UT, 13 h 10 m 46.3668 s.
    published = (13 + 10 / 60 + 46.3668 / 3600) / 24 * 2 * np.pi
    found = greenwich_mean_sidereal_time(instant("1987-04-10"))
    # UT1 is taken as UTC, and the 2006 precession differs from that of 1976 by milliseconds of time.
    assert found == pytest.approx(published, abs=1e-6)


def test_sidereal_time_agrees_with_astropy():
    with quiet_astropy():
        time = Time("2021-11-05T04:05:06", scale="utc")
        time.delta_ut1_utc = 0.0
        expected = time.sidereal_time("mean", "greenwich", "IAU2006").rad
    assert greenwich_mean_sidereal_time(instant("2021-11-05T04:05:06")) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("text", "day"), [("2026-01-01", 1), ("2026-12-31T23:59:59", 365), ("2028-12-31", 366)])
def test_day_of_year(text, day):
    assert day_of_year(instant(text)) == day


@given(CENTURY)
def test_text_and_instant_agree(tt):
    assert instant(iso_text(tt, decimals=6)) == pytest.approx(tt, abs=2e-6)
    assert 0.0 <= seconds_of_day(tt) < 86400.0


@given(CENTURY)
def test_utc_and_terrestrial_time_are_inverse(tt):
    assert terrestrial_seconds(*utc_from_terrestrial(tt)) == pytest.approx(tt, abs=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-1-1",
        "2026-13-01",
        "2026-02-29",
        "2026-01-01T24:00:00",
        "2026-01-01T12:60:00",
        "2026-06-30T23:59:60",  # no leap second was due
        "2026-01-01T12:00:00+08:00",
        "1960-01-01",
        "2150-01-01",
    ],
)
def test_nonsense_is_refused(text):
    with pytest.raises(ValueError, match=r"UTC date|does not exist|lies outside"):
        utc_julian_date(text)


def test_real_leap_second_is_accepted():
    assert instant("2016-12-31T23:59:60.5") == pytest.approx(instant("2017-01-01") - 0.5, abs=1e-5)


def test_arrays_broadcast():
    tt = instant("2026-01-01") + np.arange(6.0).reshape(2, 3) * 86400.0 * 40
    for function in (greenwich_mean_sidereal_time, day_of_year, seconds_of_day):
        values = function(tt)
        assert values.shape == (2, 3)
        assert values[1, 2] == pytest.approx(function(tt[1, 2]))
    utc1, utc2 = utc_from_terrestrial(tt)
    np.testing.assert_allclose(terrestrial_seconds(utc1, utc2), tt, atol=1e-5)


@pytest.mark.parametrize("text", ["1972-01-01", "2100-12-31T23:59:59"])
def test_the_first_and_the_last_year_are_known(text):
    assert iso_text(instant(text)).startswith(text[:10])


@pytest.mark.parametrize("text", ["1971-12-31", "2101-01-01"])
def test_the_years_beyond_are_not(text):
    with pytest.raises(ValueError, match="lies outside"):
        instant(text)


def test_a_time_of_day_may_be_left_out_or_told_to_the_minute():
    assert instant("2026-05-06") == instant("2026-05-06T00:00:00")
    assert instant("2026-05-06T07:08:09.5") - instant("2026-05-06") == pytest.approx(7 * 3600 + 8 * 60 + 9.5, abs=1e-6)
