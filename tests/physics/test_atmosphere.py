"""Mean profiles of the air against the model itself, called for orbits one by one, and against published tables."""

import json
import math
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pymsis
import pytest

from studio.physics.atmosphere import (
    ACTIVITY,
    HIGHEST,
    density,
    mean_columns,
    model,
    molar_mass,
    oxygen,
    profile,
    profiles_of,
    round_fall,
    temperature,
)
from studio.physics.constants import EARTH_FLATTENING, R_EARTH
from studio.physics.drag import decay_time

PUBLISHED = json.loads((Path(__file__).parents[1] / "data" / "density_ecss.json").read_text(encoding="utf-8"))


ELSEWHERE = """
from studio.physics.atmosphere import model
import pymsis
print(pymsis.__file__, model([1], [0], [0], [0], [400e3], 140, 15)[0, 0])
model([1], [0], [0], [0], [400e3], 140, 15, version=2.1)
"""


def test_the_library_may_lie_in_a_folder_of_any_letters(tmp_path: Path) -> None:
    """Its Fortran takes ASCII only: users whose name is Chinese have it below a folder of that name."""
    for folder in Path(pymsis.__file__).parents[1].glob("pymsis*"):  # with the libraries of its Fortran
        shutil.copytree(folder, tmp_path / "ä 星" / folder.name, ignore=shutil.ignore_patterns("tests"))
    path = os.pathsep.join([str(tmp_path / "ä 星"), str(Path(__file__).parents[2])])
    done = subprocess.run([sys.executable, "-c", ELSEWHERE], env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"},
                          capture_output=True, text=True, encoding="utf-8", check=False)  # fmt: skip
    place, _, found = done.stdout.strip().rpartition(" ")
    assert "ä 星" in place
    assert float(found) == model([1], [0], [0], [0], [400e3], 140, 15)[0, 0]
    assert done.stderr.splitlines()[-1] == (
        "ValueError: NRLMSIS 2.1 cannot be read from a folder whose name is not all ASCII.")  # fmt: skip


@pytest.mark.parametrize("level", ["low", "mean", "high"])
def test_equatorial_mean_is_that_of_the_standard(level: str) -> None:
    column = PUBLISHED["activity"].index(level)
    heights = 1e3 * np.array([float(height) for height in PUBLISHED["density"]])
    published = np.array([row[column] for row in PUBLISHED["density"].values()])
    found = mean_columns(heights, 0.0, None, *ACTIVITY[level])[:, 0]
    np.testing.assert_allclose(found, published, rtol=0.012)


def flown(altitude: float, inclination: float, node_time: float | None, f107: float, ap: float) -> tuple[float, float]:
    """Means of density and atomic oxygen along every 9th day's orbit, by the library alone: geodesy done anew."""
    dates, longitudes, latitudes, heights = [], [], [], []
    for k, day in enumerate(np.arange(2.0, 365.0, 9.0)):
        for u in np.linspace(0.0, 2.0 * math.pi, 48, endpoint=False) + 0.01 * k:
            ut = (k * 0.381966 + u / 7.0) % 1.0 * 86400.0
            local = node_time if node_time is not None else (k * 7919.0) % 86400.0
            x, y, z = math.cos(u), math.cos(inclination) * math.sin(u), math.sin(inclination) * math.sin(u)
            r = R_EARTH + altitude
            e2 = EARTH_FLATTENING * (2.0 - EARTH_FLATTENING)
            level, up, geodetic = r * math.hypot(x, y), r * z, math.atan2(z, math.hypot(x, y))
            for _ in range(6):
                normal = R_EARTH / math.sqrt(1.0 - e2 * math.sin(geodetic) ** 2)
                geodetic = math.atan2(up + e2 * normal * math.sin(geodetic), level)
            normal = R_EARTH / math.sqrt(1.0 - e2 * math.sin(geodetic) ** 2)
            along = up + e2 * normal * math.sin(geodetic)
            height = level * math.cos(geodetic) + along * math.sin(geodetic) - normal
            solar = local + math.atan2(y, x) / (2.0 * math.pi) * 86400.0
            dates.append(datetime(2001, 1, 1, tzinfo=UTC) + timedelta(days=float(day) - 1.0, seconds=ut))
            longitudes.append((solar - ut) / 240.0 % 360.0)
            latitudes.append(math.degrees(geodetic))
            heights.append(height / 1e3)
    n = len(dates)
    stamps = np.array([stamp.replace(tzinfo=None) for stamp in dates], dtype="datetime64[s]")
    found = pymsis.calculate(stamps, longitudes, latitudes, heights, [f107] * n, [f107] * n, [[ap] * 7] * n, version=0)
    return float(found[:, 0].mean(dtype=np.float64)), float(found[:, 3].mean(dtype=np.float64))


@pytest.mark.parametrize(
    ("altitude", "degrees", "node_time"),
    [(650e3, 97.99, 21600.0), (500e3, 97.4, 43200.0), (1000e3, 99.48, 21600.0), (550e3, 53.0, None),
     (333e3, 30.0, None), (1450e3, 101.5, 37800.0)],
)  # fmt: skip
@pytest.mark.parametrize("level", ["low", "mean", "high"])
def test_interpolated_profile_is_that_of_direct_calls(altitude, degrees, node_time, level):
    air = profile(math.radians(degrees), node_time, *ACTIVITY[level])
    mass, atoms = flown(altitude, math.radians(degrees), node_time, *ACTIVITY[level])
    assert density(air, altitude) == pytest.approx(mass, rel=0.01)
    if altitude < 1000e3:
        assert oxygen(air, altitude) == pytest.approx(atoms, rel=0.012)


def test_interpolation_between_the_nodes_is_that_of_the_mean_itself():
    heights = np.array([103e3, 115e3, 137e3, 210e3, 333e3, 475e3, 675e3, 825e3, 1150e3, 1650e3])
    air = profile(1.7, 21600.0, *ACTIVITY["mean"])
    exact = mean_columns(heights, round(1.7 / math.radians(1.0)) * math.radians(1.0), 21600.0, *ACTIVITY["mean"])
    np.testing.assert_allclose(density(air, heights), exact[:, 0], rtol=0.01)
    np.testing.assert_allclose(density(air, heights[3:]), exact[3:, 0], rtol=0.004)


def test_the_active_sun_swells_the_air():
    levels = [profile(0.9, None, *ACTIVITY[level]) for level in ("low", "mean", "high")]
    for height in (200e3, 400e3, 800e3):
        thin, usual, dense = (float(density(air, height)) for air in levels)
        assert thin < usual < dense
    assert all(np.all(np.diff(air.log_density) < 0.0) for air in levels)


def test_profiles_are_kept_and_end():
    air = profile(1.7, 21600.0, *ACTIVITY["mean"])
    assert profile(1.7001, 21650.0, *ACTIVITY["mean"]) is air
    assert density(air, HIGHEST + 1e3) == 0.0
    assert density(air, 20e3) == density(air, 100e3)
    with pytest.raises(ValueError, match="read-only"):
        air.log_density[0] = 0.0


FOUR = ((0.9, 140.0, 15.0), (1.7, 140.0, 15.0), (0.9, 140.0, 15.0), (-1.7, 65.0, 0.0))
"""Inclination, solar flux and planetary index of orbits, two of which are alike."""


def four_together():
    tilt, flux, index = zip(*FOUR, strict=True)
    return profiles_of(tilt, None, flux, index)


def four_alone():
    return [profile(tilt, None, flux, index) for tilt, flux, index in FOUR]


HEIGHTS = np.array([50e3, 100e3, 101e3, 317.3e3, 650e3, 1999.9e3, HIGHEST, HIGHEST + 1.0, 3e6])


@pytest.mark.parametrize("read", [density, oxygen, temperature, molar_mass])
def test_many_profiles_are_read_as_each_alone(read) -> None:
    many, alone = four_together(), four_alone()
    together = read(many, np.tile(HEIGHTS, (4, 1)))
    assert together.shape == (4, HEIGHTS.size)
    table = read(many, np.tile(HEIGHTS, (4, 3, 1)))
    for row, one in enumerate(alone):
        np.testing.assert_allclose(together[row], read(one, HEIGHTS), rtol=1e-12)
        np.testing.assert_array_equal(table[row], np.tile(together[row], (3, 1)))
    for place, height in enumerate(HEIGHTS):
        np.testing.assert_allclose(read(many, np.full(4, height)), [read(one, height) for one in alone], rtol=1e-12)
        np.testing.assert_allclose(read(many, height), together[:, place], rtol=1e-12)


def test_above_the_profiles_there_is_no_air() -> None:
    for air in (four_together(), four_alone()[0]):
        for read in (density, oxygen):
            assert np.all(read(air, HIGHEST + 1.0) == 0.0)
            assert np.all(read(air, HIGHEST) > 0.0)
        assert np.all(temperature(air, 5e6) == temperature(air, HIGHEST))
        assert np.all(molar_mass(air, 50e3) == molar_mass(air, 100e3))


def test_the_air_is_what_it_is_made_of() -> None:
    """Molecules below, oxygen atoms in the middle, helium above; as warm as the exosphere of the mean Sun."""
    air = four_alone()[0]
    assert molar_mass(air, 100e3) == pytest.approx(0.028, abs=0.0015)
    assert molar_mass(air, 400e3) == pytest.approx(0.0165, abs=0.0015)
    assert 0.001 < molar_mass(air, 1500e3) < 0.006
    assert temperature(air, 100e3) == pytest.approx(210.0, abs=40.0)  # up to 113 km over the ellipsoid
    assert temperature(air, 800e3) == pytest.approx(1000.0, abs=120.0)
    # Number of atoms times their mass is most of the density at 400 km, and not more than all of it.
    share = float(oxygen(air, 400e3)) * 0.016 / 6.02214076e23 / float(density(air, 400e3))
    assert 0.7 < share < 1.0


def test_falls_of_many_are_those_of_each() -> None:
    heights, tilts = np.array([320e3, 500e3, 101e3, 650e3]), np.array([0.9, 1.7, 0.8, 1.7])
    alone = four_alone()
    found = round_fall(four_together(), heights, tilts)
    for row, one in enumerate(alone):
        assert found[row] == pytest.approx(float(round_fall(one, heights[row], tilts[row])), rel=1e-12)
        by_steps = decay_time(heights[row], heights[row], tilts[row], lambda h, one=one: density(one, h))
        assert found[row] == pytest.approx(by_steps, rel=3e-3)
    np.testing.assert_allclose(round_fall(alone[0], [320e3, 400e3], 0.9),
                               [float(round_fall(alone[0], h, 0.9)) for h in (320e3, 400e3)])  # fmt: skip


def test_orbits_are_rounded_to_degrees_and_half_hours() -> None:
    air = profile(1.7, 21600.0, *ACTIVITY["mean"])
    # Backwards about the node and a turn more is the same tilt; a day later is the same local time.
    for tilt in (-1.7, 2.0 * math.pi - 1.7, 2.0 * math.pi + 1.7, 1.7 + 0.4 * math.radians(1.0) - 0.006):
        assert profile(tilt, 21600.0, *ACTIVITY["mean"]) is air
    for time in (21600.0 + 86400.0, 21600.0 - 880.0, 21600.0 + 880.0, 21600.0 - 86400.0):
        assert profile(1.7, time, *ACTIVITY["mean"]) is air
    assert profile(1.7 + math.radians(1.0), 21600.0, *ACTIVITY["mean"]) is not air
    assert profile(1.7, 21600.0 + 1800.0, *ACTIVITY["mean"]) is not air
    assert profile(1.7, None, *ACTIVITY["mean"]) is not air
    assert profiles_of(1.7, 21600.0, *ACTIVITY["mean"]) is air
    assert profiles_of(1.7, None, *ACTIVITY["mean"]) is profile(1.7, None, *ACTIVITY["mean"])
    some = profiles_of([1.7, 0.9], [21600.0, 43200.0], *ACTIVITY["mean"])
    np.testing.assert_array_equal(some.log_density[some.which[0]], air.log_density)
    np.testing.assert_array_equal(some.log_density[some.which[1]],
                                  profile(0.9, 43200.0, *ACTIVITY["mean"]).log_density)  # fmt: skip
    assert four_together().which.tolist() == [0, 1, 0, 2]


def test_levels_of_activity_are_those_of_the_standard() -> None:
    """ECSS-E-ST-10-04C, annex G, table G-1: long-term low, moderate and high."""
    assert ACTIVITY == {"low": (65.0, 0.0), "mean": (140.0, 15.0), "high": (250.0, 45.0)}


def test_more_samples_give_the_same_mean() -> None:
    """The lattice of 128 against one 4 times as fine, with a node that stays and one that drifts."""
    heights = np.array([300e3, 600e3])
    for node in (None, 21600.0):
        coarse, fine = (mean_columns(heights, 1.7, node, *ACTIVITY["mean"], samples=n)[:, 0] for n in (128, 512))
        np.testing.assert_allclose(coarse, fine, rtol=0.01)


def test_at_its_nodes_the_profile_is_the_mean_of_the_model() -> None:
    """Every 10 km up to 200, 20 to 300, 30 to 600, 50 to 1,000 and 100 to the end; temperatures are lines between."""
    heights = 1e3 * np.array([100.0, 110.0, 190.0, 200.0, 220.0, 280.0, 300.0, 330.0, 570.0, 600.0, 650.0, 950.0,
                              1000.0, 1100.0, 1900.0, 2000.0])  # fmt: skip
    tilt = math.radians(97.0)
    air, means = profile(tilt, 21600.0, *ACTIVITY["mean"]), mean_columns(heights, tilt, 21600.0, *ACTIVITY["mean"])
    np.testing.assert_allclose(density(air, heights), means[:, 0], rtol=1e-9)
    np.testing.assert_allclose(oxygen(air, heights), np.maximum(means[:, 3], 1.0), rtol=1e-9)
    np.testing.assert_allclose(temperature(air, heights), means[:, 10], rtol=1e-12)
    grams = means[:, 0] / means[:, 1:9].sum(axis=1) * 6.02214076e23
    np.testing.assert_allclose(molar_mass(air, heights), grams, rtol=1e-12)
    for low, high in ((110e3, 120e3), (650e3, 700e3), (1100e3, 1200e3)):
        for read in (temperature, molar_mass):
            middle = 0.5 * (read(air, low) + read(air, high))
            assert float(read(air, 0.5 * (low + high))) == pytest.approx(float(middle), rel=1e-3)


def test_means_at_one_height_are_those_of_many() -> None:
    heights = np.array([200e3, 450e3, 900e3])
    for node in (None, 40000.0):
        many = mean_columns(heights, 1.1, node, *ACTIVITY["high"])
        assert many.shape == (3, 11)
        for row, height in enumerate(heights):
            np.testing.assert_allclose(mean_columns(height, 1.1, node, *ACTIVITY["high"])[0], many[row], rtol=1e-6)


def test_the_model_is_that_of_the_library_at_the_date() -> None:
    """Days of the year count from one; the two versions of the model are told apart."""
    stamp = np.array(["2001-03-11T06:30:00"], dtype="datetime64[s]")
    for version in (0, 2.1):
        wanted = pymsis.calculate(stamp, 30.0, -20.0, 400.0, [150.0], [150.0], [[12.0] * 7], version=version)
        found = model([69.0], [23400.0], math.radians(30.0), math.radians(-20.0), [400e3], 150.0, 12.0, version=version)
        np.testing.assert_allclose(found, np.reshape(wanted, (1, -1)), rtol=1e-6)
