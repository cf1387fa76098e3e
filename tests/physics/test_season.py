"""Light through a year: published seasons, random sampling of the same year, and the sums that must close."""

import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.physics.constants import DAY, R_EARTH
from studio.physics.eclipse import eclipse_passages
from studio.physics.illumination import visible_fraction
from studio.physics.orbit import (
    MeanElements,
    nodal_period,
    position_velocity,
    raan_of_ltan,
    secular_rates,
    sun_synchronous_inclination,
)
from studio.physics.season import season_map
from studio.physics.sun import sun_vector
from studio.physics.time import instant

EPOCH = instant("2026-01-01")
PUBLISHED = json.loads((Path(__file__).parents[1] / "data" / "sun_synchronous_orbits.json").read_text())


def sun_synchronous(altitude, ltan_hours):
    axis = R_EARTH + altitude
    return MeanElements(axis, 0.0, sun_synchronous_inclination(axis), raan_of_ltan(ltan_hours * 3600.0, EPOCH))


@pytest.mark.parametrize("row", range(len(PUBLISHED["altitude_km"])), ids=PUBLISHED["altitude_km"])
def test_dawn_dusk_year_published(row):
    season = season_map(sun_synchronous(1e3 * PUBLISHED["altitude_km"][row], 6.0), EPOCH, days=365)
    light, days = PUBLISHED["dawn_dusk_year"]["sunlit_fraction"], PUBLISHED["dawn_dusk_year"]["eclipse_days"]
    assert season.sunlit_fraction_year == pytest.approx(light["values"][row], abs=light["tolerance"])
    assert season.eclipse_season_days == pytest.approx(days["values"][row], abs=days["tolerance"])


@pytest.mark.parametrize(
    ("elements", "oblate"),
    [
        (sun_synchronous(650e3, 6.0), False),
        (sun_synchronous(650e3, 6.0), True),
        (sun_synchronous(650e3, 13.5), False),
        (MeanElements(6.9e6, 0.0, 0.9, 0.0, 1.0, 2.0), True),
        (MeanElements(26.5e6, 0.72, 1.107, 1.0, 4.7, 0.3), False),
    ],
    ids=["dawn-dusk", "dawn-dusk oblate", "afternoon", "low oblate", "molniya"],
)
def test_year_agrees_with_instants_drawn_from_it(elements, oblate):
    season = season_map(elements, EPOCH, days=365, oblate=oblate)
    generator = np.random.default_rng(20260101)
    time = (np.arange(100_000) + generator.random(100_000)) * (365 * DAY / 100_000)
    sun, distance = sun_vector(EPOCH + time)
    light = visible_fraction(position_velocity(elements, time)[0], sun, distance, oblate=oblate)
    assert season.sunlit_fraction_year == pytest.approx(light.mean(), abs=4.0 * light.std() / np.sqrt(light.size))
    full_dark = time[light == 0.0]
    assert season.eclipse_season_days >= np.unique(full_dark // DAY).size
    assert season.eclipse_season_days - np.unique(full_dark // DAY).size <= 4


def test_cells_hold_the_mean_light_of_their_stretch_of_orbit():
    elements = sun_synchronous(650e3, 10.0)
    season = season_map(elements, EPOCH, days=40, phases=24)
    day = 17
    fine = season_map(elements, EPOCH, days=40, phases=24 * 500)
    sampled = visible_fraction(fine.position[day], season.sun[day], season.sun_distance[day])
    cells = np.roll(sampled, 250).reshape(24, 500).mean(axis=1)
    np.testing.assert_allclose(season.visible_fraction[day], cells, atol=2e-3)
    assert season.sunlit_fraction[day] == pytest.approx(sampled.mean(), abs=1e-4)


def test_longest_passage_at_noon_and_its_share():
    season = season_map(sun_synchronous(550e3, 12.0), EPOCH)
    # With the Sun in the plane half the shadow angle is asin(R/a); the umbra is a cone, narrower by the Sun's radius.
    axis = R_EARTH + 550e3
    cylinder = float(nodal_period(axis, 0.0, sun_synchronous_inclination(axis))) * np.arcsin(R_EARTH / axis) / np.pi
    assert season.eclipse_max == pytest.approx(cylinder, abs=12.0)
    assert season.eclipse_max < cylinder
    assert season.eclipse_fraction_max == pytest.approx(season.eclipse_max / season.period)
    assert season.eclipse_season_days == 365
    assert season.sunlit_fraction[season.worst_day] == season.sunlit_fraction.min()


@settings(max_examples=12)
@given(st.floats(250e3, 4000e3), st.floats(0.0, np.pi), st.floats(0.0, 6.3), st.sampled_from([0.0, 0.02, 0.3]))
def test_sums_close(altitude, tilt, raan, eccentricity):
    elements = MeanElements((R_EARTH + altitude) / (1.0 - eccentricity), eccentricity, tilt, raan, 0.7)
    season = season_map(elements, EPOCH, days=30, phases=36)
    light = season.visible_fraction
    assert light.min() >= -1e-12
    assert light.max() <= 1.0
    np.testing.assert_allclose(light.mean(axis=1), season.sunlit_fraction, rtol=1e-14)
    assert season.sunlit_fraction_year == pytest.approx(season.sunlit_fraction.mean())
    assert np.all(np.abs(season.beta) <= np.pi / 2)
    facing = np.einsum("dni,di->dn", season.position, season.sun) > 0.3e6
    assert np.all(light[facing & np.roll(facing, 1, axis=1) & np.roll(facing, -1, axis=1)] == 1.0)
    radial = np.einsum("dni,di->dn", season.position, season.normal)
    np.testing.assert_allclose(radial, 0.0, atol=1e-6 * float(np.max(np.abs(season.position))))
    np.testing.assert_allclose(np.linalg.norm(season.velocity_direction, axis=-1), 1.0, atol=1e-12)
    assert np.all(np.abs(season.position[:, 0, 2]) < 1.0)  # phase zero is the ascending node
    assert np.all(season.velocity_direction[:, 0, 2] >= -1e-12)
    longest = np.nan_to_num(season.passages.umbra_exit - season.passages.umbra_entry).max()
    assert season.eclipse_max == longest


def test_velocity_points_along_the_motion():
    for elements in (sun_synchronous(650e3, 9.0), MeanElements(9e6, 0.25, 1.0, 0.5, 2.0, 0.0)):
        season = season_map(elements, EPOCH, days=3, phases=7200)
        step = np.roll(season.position[1], -1, axis=0) - np.roll(season.position[1], 1, axis=0)
        step /= np.linalg.norm(step, axis=1)[:, None]
        np.testing.assert_allclose(step, season.velocity_direction[1], atol=1e-5)


@pytest.mark.parametrize("eccentricity", [0.0, 0.1, np.array([0.0, 0.1])], ids=["circle", "ellipse", "both"])
def test_no_array_can_be_written_to(eccentricity):
    season = season_map(MeanElements(8e6, eccentricity, 1.0, 0.0), EPOCH, days=10, phases=12)
    for field in fields(season):
        value = getattr(season, field.name)
        for array in value if isinstance(value, tuple) else (value,):
            assert array is None or not array.flags.writeable, field.name


def test_arrays_broadcast():
    axes = R_EARTH + np.array([[500e3], [900e3]])
    elements = MeanElements(axes, 0.0, 1.2, np.array([0.0, 1.0, 2.0]), 0.0, 0.4)
    season = season_map(elements, EPOCH, days=20, phases=30)
    assert season.visible_fraction.shape == (2, 3, 20, 30)
    assert season.position.shape == season.velocity_direction.shape == (2, 3, 20, 30, 3)
    assert season.eclipse_max.shape == season.eclipse_season_days.shape == season.worst_day.shape == (2, 3)
    one = season_map(MeanElements(R_EARTH + 900e3, 0.0, 1.2, 2.0, 0.0, 0.4), EPOCH, days=20, phases=30)
    np.testing.assert_allclose(season.visible_fraction[1, 2], one.visible_fraction, atol=1e-12)
    np.testing.assert_allclose(season.position[1, 2], one.position, rtol=1e-12, atol=1e-6)
    np.testing.assert_allclose(season.beta[1, 2], one.beta, atol=1e-14)
    assert season.eclipse_max[1, 2] == pytest.approx(float(one.eclipse_max), abs=1e-4)
    assert season.eclipse_season_days[1, 2] == one.eclipse_season_days
    assert season.sunlit_fraction_year[1, 2] == pytest.approx(float(one.sunlit_fraction_year))


def touched_days(elements, epoch, days, first):
    """Calendar days with any umbra, from every passage, moment by moment; `first` is the time of day at the epoch."""
    passages = eclipse_passages(elements, epoch, days * DAY)
    touched = set()
    for entry, leave in zip(passages.umbra_entry, passages.umbra_exit, strict=True):
        if not np.isnan(entry):
            moments = np.clip(np.array([entry, leave]), 0.0, days * DAY - 1e-3)
            touched |= set(((moments + first) // DAY).astype(int).tolist())
    return len(touched)


@pytest.mark.parametrize("clock", ["00:00:00", "23:59:59.5", "23:50:00", "00:00:01", "12:00:00"])
def test_days_of_the_calendar_begin_at_midnight_whenever_the_season_begins(clock):
    """A noon orbit is dark on every day: 3 × 24 h that begin within a day meet four, however little of the first."""
    epoch = instant(f"2026-03-05T{clock}")
    hours, minutes, seconds = (float(part) for part in clock.split(":"))
    first = 3600.0 * hours + 60.0 * minutes + seconds
    axis = R_EARTH + 550e3
    node = raan_of_ltan(12 * 3600.0, epoch)
    counts = set()
    for mean in np.linspace(0.0, 2 * np.pi, 9):  # somewhere on the orbit at the epoch, in the umbra too
        elements = MeanElements(axis, 0.0, sun_synchronous_inclination(axis), node, 0.0, mean)
        season = season_map(elements, epoch, days=3, phases=12)
        assert season.eclipse_season_days == touched_days(elements, epoch, 3, first)
        counts.add(int(season.eclipse_season_days))
    assert counts == {"00:00:00": {3}, "23:59:59.5": {3, 4}, "23:50:00": {3, 4}, "00:00:01": {3, 4}}.get(clock, {4})


def test_rows_stand_for_their_days_and_the_last_one_for_what_is_left():
    """40 days by 15: rows of 15, 15 and 10 days, each at its middle; the year's light is weighted by them."""
    elements = sun_synchronous(650e3, 6.4)
    season = season_map(elements, EPOCH, days=40, step=15, phases=48)
    np.testing.assert_allclose(season.elapsed, DAY * np.array([7.5, 22.5, 35.0]))
    expected = np.average(season.sunlit_fraction, weights=[15.0, 15.0, 10.0])
    assert np.ptp(season.sunlit_fraction) > 1e-3  # so that weights tell
    assert season.sunlit_fraction_year == pytest.approx(expected, rel=1e-12)
    every = season_map(elements, EPOCH, days=40, phases=48)
    np.testing.assert_allclose(every.elapsed, DAY * (np.arange(40) + 0.5))
    # The day in the middle of a row of an odd number of days is a row of the daily map.
    np.testing.assert_allclose(season.visible_fraction[:2], every.visible_fraction[[7, 22]], atol=1e-12)
    # Passages are those of every revolution whatever the step.
    assert season.eclipse_season_days == every.eclipse_season_days
    assert season.eclipse_max == every.eclipse_max


@pytest.mark.parametrize("elements", [sun_synchronous(650e3, 9.0), MeanElements(9e6, 0.25, 2.0, 0.5, 2.0, 0.3)])
def test_planes_turn_as_the_elements_drift(elements):
    """Node, normal and the direction beyond the node, months on; the node within one turn."""
    season = season_map(elements, EPOCH, days=300, step=20, phases=8)
    axis, e, tilt = (np.array(x) for x in (elements.semi_major_axis, elements.eccentricity, elements.inclination))
    node = elements.raan + float(secular_rates(axis, e, tilt).raan) * season.elapsed
    assert np.all((season.raan >= 0.0) & (season.raan < 2 * np.pi))
    np.testing.assert_allclose(np.exp(1j * season.raan), np.exp(1j * node), atol=1e-9)
    np.testing.assert_allclose(season.node, np.stack((np.cos(node), np.sin(node), 0.0 * node), axis=-1), atol=1e-9)
    np.testing.assert_allclose(np.cross(season.normal, season.node), season.beyond, atol=1e-12)
    np.testing.assert_allclose(season.normal[:, 2], np.cos(tilt), atol=1e-12)
    sun, distance = sun_vector(EPOCH + season.elapsed)
    np.testing.assert_array_equal(season.sun, sun)
    np.testing.assert_array_equal(season.sun_distance, distance)
    np.testing.assert_allclose(np.sin(season.beta), np.sum(season.normal * sun, axis=-1), atol=1e-12)
    np.testing.assert_allclose(season.phase, np.arange(8) * np.pi / 4)


@pytest.mark.parametrize("eccentricity", [0.0, 0.3])
def test_flight_is_the_ephemeris_in_the_plane(eccentricity):
    elements = MeanElements(1.05e7, eccentricity, 1.1, 0.5, 2.0, 0.3)
    season = season_map(elements, EPOCH, days=60, step=20, phases=16)
    flight, radius = season.flight, np.linalg.norm(season.position, axis=-1)
    up = season.position / radius[..., None]
    ahead = np.cross(season.normal[:, None], up)
    for found, one, other in (
        (flight.cos_latitude, up, season.node[:, None]),
        (flight.sin_latitude, up, season.beyond[:, None]),
        (flight.climb, season.velocity_direction, up),
        (flight.ahead, season.velocity_direction, ahead),
    ):
        np.testing.assert_allclose(found, np.sum(one * other, axis=-1), atol=1e-12)
    np.testing.assert_allclose(flight.radius, radius, rtol=1e-12)
    # The place itself: the mean anomaly runs evenly from the ascending node of the day's orbit on.
    axis, e, tilt = (np.array(x) for x in (elements.semi_major_axis, elements.eccentricity, elements.inclination))
    rates = secular_rates(axis, e, tilt)
    day = 2
    perigee = elements.argument_of_perigee + float(rates.argument_of_perigee) * season.elapsed[day]
    at_node = 2 * np.arctan(np.sqrt((1 - e) / (1 + e)) * np.tan(-perigee / 2))
    mean = at_node - e * np.sin(at_node) + season.phase
    still = MeanElements(axis, e, tilt, season.raan[day], perigee, mean)
    position, velocity = position_velocity(still, 0.0)
    np.testing.assert_allclose(season.position[day], position, atol=1.0)
    length = np.linalg.norm(velocity, axis=-1, keepdims=True)
    # J2 turns the plane meanwhile: by 10⁻³ of the velocity at most.
    np.testing.assert_allclose(season.velocity_direction[day], velocity / length, atol=2e-3)
    period = 2 * np.pi / (rates.mean_anomaly + (0.0 if eccentricity else rates.argument_of_perigee))
    assert season.period == pytest.approx(float(period), rel=1e-12)


@pytest.mark.parametrize("by_beta", [False, True])
def test_circles_and_ellipses_together_are_as_they_are_alone(by_beta):
    """Every field, in a table of both; where a perigee is asked of circles it is a place on the orbit."""
    eccentricity = np.array([[0.0, 0.1, 0.0], [0.2, 0.0, 0.02]])
    axes = np.array([[7.0e6, 8.0e6, 7.2e6], [1.0e7, 4.2e7, 7.1e6]])
    elements = MeanElements(axes, eccentricity, np.array([0.9, 1.7, 1.2]), np.array([[0.3], [2.0]]), 0.8, 0.4)
    asked = {"days": 30, "step": 5, "phases": 24, "by_beta": by_beta}
    together = season_map(elements, EPOCH, **asked)
    assert together.passages is None
    assert together.position.shape == together.velocity_direction.shape == ((0,) if by_beta else (2, 3, 6, 24, 3))
    shared = {"phase", "passages", "flight"} | (set() if by_beta else {"elapsed", "sun", "sun_distance"})
    for place in np.ndindex(2, 3):
        one = MeanElements(*(float(np.broadcast_to(field, (2, 3))[place]) for field in elements.arrays()))
        alone = season_map(one, EPOCH, **asked)
        for name in (field.name for field in fields(together)):
            here, there = getattr(together, name), getattr(alone, name)
            if name not in shared and there.size:
                # Edges are found to a millisecond; beside another orbit the last step to one is another.
                exact = 1e-6 if name.startswith("eclipse") else 1e-9
                np.testing.assert_allclose(here[place], there, rtol=exact, atol=1e-6, err_msg=name)
            elif name not in ("passages", "flight"):
                np.testing.assert_allclose(here, there, rtol=1e-12, err_msg=name)
        for here, there in zip(together.flight, alone.flight, strict=True):
            np.testing.assert_allclose(here[place], there, rtol=1e-9, atol=1e-9)


def test_light_of_cells_is_the_disk_seen_in_strips():
    """Cells as narrow as a tenth of the penumbra: the light in them is that of the whole disk, seen from there."""
    elements = MeanElements(4.2164e7, 0.0, 0.02, 0.1)
    epoch = instant("2026-03-20")
    season = season_map(elements, epoch, days=1, phases=7200)
    exact = visible_fraction(season.position[0], season.sun[0], season.sun_distance[0])
    inside = (exact > 0.0) & (exact < 1.0)
    assert inside.sum() > 15
    # Three strips are a stair of three steps, whose mean is that of the disk.
    assert np.abs(season.visible_fraction[0] - exact).max() < 0.3
    assert np.mean((season.visible_fraction[0] - exact)[inside]) == pytest.approx(0.0, abs=0.02)


@pytest.mark.parametrize("eccentricity", [-0.1, 1.0, 1.2])
def test_a_season_of_other_curves_is_refused(eccentricity):
    with pytest.raises(ValueError, match="eccentricity of a closed orbit"), np.errstate(all="raise"):
        season_map(MeanElements(9e6, eccentricity, 1.0, 0.0), EPOCH, days=2)
