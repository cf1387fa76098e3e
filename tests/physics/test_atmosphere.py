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

from studio.physics.atmosphere import ACTIVITY, HIGHEST, density, mean_columns, model, oxygen, profile
from studio.physics.constants import EARTH_FLATTENING, R_EARTH

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
