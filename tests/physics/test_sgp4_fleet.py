"""Real fleets: the positions published with the verification element sets, and the axes that SGP4 itself finds."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sgp4.api import WGS72, Satrec

from studio.analysis.fleet.imported import HALF_BAND, crossing, imported_of
from studio.design.element_sets import ElementSets, table_text
from studio.document.elements.reader import read_elements
from studio.physics.constants import DAY, R_EARTH
from studio.physics.fleet.ground_track import ground_track
from studio.physics.fleet.sgp4_fleet import Sgp4Fleet, age, apsides, axis_of, path
from studio.physics.illumination import visible_fraction
from studio.physics.sun import sun_vector
from studio.physics.time import greenwich_mean_sidereal_time, terrestrial_seconds

CASES = json.loads((Path(__file__).parents[1] / "data" / "sgp4_verification.json").read_text())["cases"]
_MJD = 2_400_000.5


def imported(cases=CASES):
    text = "".join(f"{case['first']}\n{case['second']}\n" for case in cases)
    return imported_of((ElementSets("all", table_text(read_elements(text.encode()).elements)),))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["first"][2:7])
def test_positions_are_those_published(case) -> None:
    found = imported([case])
    fly = Sgp4Fleet(found.elements)
    for minutes, *place in case["minutes_x_y_z_km"]:
        # In UTC: one of these flights has a leap second in it.
        time = float(terrestrial_seconds(_MJD, float(found.elements.epoch[0]) + minutes / 1440.0))
        np.testing.assert_allclose(fly.positions(time)[0] / 1e3, place, rtol=0.0, atol=1e-3)


def test_a_whole_fleet_is_its_objects_one_by_one() -> None:
    found = imported()
    time = float(terrestrial_seconds(_MJD, 53911.25))
    position, velocity = Sgp4Fleet(found.elements).states(time)
    for place, case in enumerate(CASES):
        error, r, v = Satrec.twoline2rv(case["first"], case["second"], WGS72).sgp4(_MJD, 53911.25)
        if error or np.linalg.norm(r) * 1e3 > 2.0 * found.highest[place] + 2.0 * R_EARTH:
            assert np.isnan(position[place]).all()
        else:
            # Two ways to hold the same epoch differ by less than a microsecond.
            np.testing.assert_allclose(position[place] / 1e3, r, rtol=0.0, atol=1e-3)
            np.testing.assert_allclose(velocity[place] / 1e3, v, rtol=0.0, atol=1e-6)


def test_path_of_one_is_its_place_at_each_time() -> None:
    found = imported()
    fly = Sgp4Fleet(found.elements)
    times = float(terrestrial_seconds(_MJD, 53911.25)) + np.linspace(0.0, 6000.0, 7)
    each = np.array([fly.positions(time) for time in times])
    for index in range(found.size):
        np.testing.assert_array_equal(path(found.elements, index, times), each[:, index])


@given(st.floats(-np.pi, np.pi), st.floats(-1.5, 1.5), st.floats(-3e8, 3e8))
def test_ground_track_of_what_stands_over_a_place(longitude: float, latitude: float, time: float) -> None:
    angle = greenwich_mean_sidereal_time(time) + longitude
    place = 7e6 * np.array([np.cos(latitude) * np.cos(angle), np.cos(latitude) * np.sin(angle), np.sin(latitude)])
    x, y, z = ground_track(place, time)
    assert np.arcsin(z) == pytest.approx(latitude, abs=1e-9)
    assert np.cos(np.arctan2(y, x) - longitude) == pytest.approx(1.0, abs=1e-12)


def test_a_geostationary_satellite_draws_no_track() -> None:
    day = 86164.0905
    times = np.linspace(0.0, day, 25)
    turn = 2 * np.pi * times / day
    places = 42164e3 * np.stack((np.cos(turn), np.sin(turn), np.zeros(25)), axis=-1)
    seen = ground_track(places, times)
    np.testing.assert_allclose(seen, seen[:1] + np.zeros((25, 3)), atol=2e-6)


def test_axes_are_those_of_sgp4() -> None:
    found = imported()
    low, high = apsides(found.elements)
    for place, case in enumerate(CASES):
        one = Satrec.twoline2rv(case["first"], case["second"], WGS72)
        assert low[place] == pytest.approx((1.0 + one.altp) * 6378135.0, rel=1e-11)
        assert high[place] == pytest.approx((1.0 + one.alta) * 6378135.0, rel=1e-11)
        assert axis_of(found.elements)[place] == pytest.approx(one.a * 6378135.0, rel=1e-11)
    assert np.all(axis_of(found.elements) >= low)


def test_what_has_decayed_is_not_drawn() -> None:
    case = next(case for case in CASES if case["first"][2:7] == "28057")
    found = imported([case])
    epoch = float(terrestrial_seconds(_MJD, float(found.elements.epoch[0])))
    heavy = found.elements._replace(drag=found.elements.drag + 1.0)  # as if it were a balloon
    assert np.isfinite(Sgp4Fleet(heavy).positions(epoch)).all()
    assert np.isnan(Sgp4Fleet(heavy).positions(epoch + 100 * DAY)).all()
    there, gone = path(heavy, 0, epoch + np.array([0.0, 100 * DAY]))  # by then SGP4 has it four thousand apogees away
    np.testing.assert_array_equal(there, Sgp4Fleet(heavy).positions(epoch)[0])
    assert np.isnan(gone).all()


def test_what_is_below_the_ground_has_no_path() -> None:
    """SGP4 gives a place within the Earth, and says that it has decayed."""
    case = next(case for case in CASES if case["first"][2:7] == "06251")
    found = imported([case])
    epoch = float(terrestrial_seconds(_MJD, float(found.elements.epoch[0])))
    there, gone = path(found.elements, 0, epoch + np.array([0.0, 4000 * DAY]))
    assert np.linalg.norm(there) > R_EARTH
    assert np.isnan(gone).all()
    assert np.isnan(Sgp4Fleet(found.elements).positions(epoch + 4000 * DAY)).all()


def test_half_of_a_low_equatorial_orbit_or_less_is_dark() -> None:
    case = next(case for case in CASES if case["first"][2:7] == "06251")
    found = imported([case])
    fly = Sgp4Fleet(found.elements)
    epoch = float(terrestrial_seconds(_MJD, float(found.elements.epoch[0])))
    times = epoch + np.linspace(0.0, 2 * np.pi / float(found.elements.mean_motion[0]), 181)[:-1]
    places = np.array([fly.positions(time)[0] for time in times])
    sun, distance = sun_vector(times)
    dark = float(np.mean(1.0 - visible_fraction(places, sun, distance, oblate=True)))
    # The circle of its mean height has arcsin(R/r)/π behind the Earth where the Sun is in its plane, less elsewhere.
    most = float(np.arcsin(R_EARTH / np.linalg.norm(places, axis=1).min()) / np.pi)
    assert 0.0 < dark <= most


def test_age_of_elements() -> None:
    time = float(terrestrial_seconds(_MJD, 60000.0))
    np.testing.assert_allclose(age(np.array([59999.0, 60000.0, 60010.5]), time), [DAY, 0.0, -10.5 * DAY], atol=1e-4)


@given(st.lists(st.floats(2e5, 2e6), min_size=1, max_size=12))
def test_crossings_are_those_counted_one_by_one(altitudes: list[float]) -> None:
    found = imported()
    any_, each = crossing(found, np.array(altitudes))
    inside = np.array([(found.lowest <= one + HALF_BAND) & (found.highest >= one - HALF_BAND) for one in altitudes])
    assert each.tolist() == inside.sum(axis=1).tolist()
    assert any_ == np.count_nonzero(inside.any(axis=0))


@pytest.mark.parametrize(
    "row", ["1 50000 0 0 0 0 0 0 0 x", "1 50000 15 1 0 0 0 0 0 x", "1 1 15 0 0 0 0 0 0 x", "1 nan 15 0 0 0 0 0 0 x",
            "1 50000 15 0 0 inf 0 0 0 x", "1 50000 15 0 200 0 0 0 0 x"],
)  # fmt: skip
def test_a_table_of_what_is_no_orbit_is_refused(row: str) -> None:
    good = "1 50000 15 0.001 51 0 0 0 0.0001 good"
    assert imported_of((ElementSets("good", good),)).title(0) == "good #1"
    with pytest.raises(ValueError, match="line 2 of the imported elements “bad”"):
        imported_of((ElementSets("good", good), ElementSets("bad", f"{good}\n{row}")))
