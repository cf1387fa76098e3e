"""Ephemerides that other programs wrote: the points are where their writer has them, and the fits tell how far they go.

Orekit integrates an orbit with zonal harmonics to the eighth and drag, writes it in every frame, scale of time and
format, and says where the satellite is in the true equator of date by its own frames.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.document.ephemerides.orbit import arc_of_track, orbit_of_track, orbit_words
from studio.document.ephemerides.reader import read_file
from studio.document.ephemerides.satellites import satellites_of_tracks
from studio.physics.time import instant
from tests.document import orekit_writer

EPOCH = instant("2026-06-15T03:00:00")
STEP, DURATION = 120.0, 86_400.0
OEM = [f"{frame}.{form}" for frame in ("EME2000", "GCRF", "TOD", "TEME", "ITRF2014") for form in ("kvn", "xml")]
SCALES = [f"{scale}.oem" for scale in ("TAI", "TT", "GPS")]
STK = [f"{system}.e" for system in ("J2000", "ICRF", "TrueOfDate", "TEMEOfDate", "MeanOfDate", "Fixed")]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The folder of the files, and where the satellite truly is."""
    folder = tmp_path_factory.mktemp("orekit")
    return folder, orekit_writer.ask({
        "folder": str(folder), "epoch": EPOCH, "step": STEP, "duration": DURATION, "area_per_mass": 0.02,
        "elements": [6_378_137.0 + 600e3, 1.2e-3, np.radians(97.8), 1.0, 2.0, 0.5],
    })  # fmt: skip


@pytest.mark.parametrize("name", [*OEM, *SCALES, *STK])
def test_points_are_where_the_writer_has_them(written: tuple[Path, dict[str, Any]], name: str) -> None:
    folder, told = written
    (track,) = read_file(folder / name).tracks
    assert track.points == DURATION / STEP + 1
    arc = arc_of_track(track)
    assert arc.times == pytest.approx(EPOCH + STEP * np.arange(track.points), abs=1e-6)
    away = np.linalg.norm(arc.positions - np.array(told["truth"]), axis=1)
    # Orekit's TEME stands on the precession and nutation of 1976 and 1980, 0.08″ away where nobody corrects them.
    assert away.max() < (4.0 if "TEME" in name else 0.1)
    # The velocity is that of the positions, to what a central difference over two minutes leaves out.
    assert arc.velocities is not None
    slope = (arc.positions[2:] - arc.positions[:-2]) / (2.0 * STEP)
    assert np.linalg.norm(arc.velocities[1:-1] - slope, axis=1).max() < 25.0


def test_what_is_left_out_of_a_real_orbit_is_told(written: tuple[Path, dict[str, Any]]) -> None:
    (track,) = read_file(written[0] / "EME2000.kvn").tracks
    taken = orbit_of_track(track)
    fields, fit = taken.fields, taken.fit
    assert fields.sun_synchronous
    assert fields.altitude == pytest.approx(600e3, abs=15e3)
    assert 1e3 < fit.rms < 8e3  # the short-period terms of J2
    assert fit.largest < 20e3
    assert "short-period terms" in " ".join(orbit_words(taken))


def test_sgp4_comes_nearer_to_a_real_orbit(written: tuple[Path, dict[str, Any]]) -> None:
    (track,) = read_file(written[0] / "ITRF2014.xml").tracks
    taken = satellites_of_tracks([track])
    assert taken.largest[0] < 2e3
    assert taken.elements[0].drag > 0.0
