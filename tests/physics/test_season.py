"""Light through a year: published seasons, random sampling of the same year, and the sums that must close."""

import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.physics.constants import DAY, R_EARTH
from studio.physics.illumination import visible_fraction
from studio.physics.orbit import (
    MeanElements,
    nodal_period,
    position_velocity,
    raan_of_ltan,
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


def test_no_array_can_be_written_to():
    season = season_map(sun_synchronous(650e3, 6.0), EPOCH, days=10, phases=12)
    for field in fields(season):
        value = getattr(season, field.name)
        for array in value if isinstance(value, tuple) else (value,):
            assert not array.flags.writeable, field.name


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
