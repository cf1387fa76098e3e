"""What the studio exports flies the same when it is imported again: to a metre over its span, in every frame."""

from datetime import date
from itertools import cycle

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.analysis import evaluate
from studio.design import Design
from studio.design.check import refusal
from studio.document.ephemerides.orbit import arc_of_track, orbit_of_track, with_orbit
from studio.document.ephemerides.reader import read_ephemerides
from studio.document.import_plan import look
from studio.document.presets import preset, presets
from studio.export.formats import FORMATS, Source
from studio.physics.orbit import position_velocity
from studio.physics.time import instant

FORMS = ("oem", "oem-xml", "stk")
FRAMES = ("EME2000", "GCRF", "TOD", "TEME")


def exported(design: Design, form: str, **options: object) -> bytes:
    known = {option.name for option in FORMATS[form].options}
    assert set(options) <= known
    return FORMATS[form].write(Source(design, b"", "orbit"), options, lambda _: None).files[""]


def flown(design: Design, times: np.ndarray) -> np.ndarray:
    orbit = evaluate(design, only=("orbit",)).outcomes["orbit"].computed
    return position_velocity(orbit.elements, times - orbit.epoch)[0]


def away(design: Design, data: bytes) -> tuple[float, Design]:
    """The largest distance [m] between the flights of a design and of its exported orbit, imported into another."""
    (track,) = read_ephemerides(data, "orbit").tracks
    taken = orbit_of_track(track)
    again = with_orbit(Design(), taken, "a test", date(2026, 1, 1))
    assert refusal(again) is None
    times = arc_of_track(track).times
    return float(np.linalg.norm(flown(again, times) - flown(design, times), axis=1).max()), again


@pytest.mark.parametrize(("name", "form"), [*zip([one.name for one in presets()], cycle(FORMS), strict=False)])
def test_orbit_of_every_preset(name: str, form: str) -> None:
    """Each in one of the forms, which `test_any_orbit_in_any_frame` tries with any orbit."""
    given_ = preset(name)
    # Of a cluster the first satellite is a member; the orbit of the mission is that of its centre.
    alone = msgspec.structs.replace(given_, constellation=msgspec.structs.replace(
        given_.constellation, pattern="single"))  # fmt: skip
    distance, again = away(alone, exported(alone, form))
    assert distance < 0.01
    assert again.mission.altitude == given_.mission.altitude
    assert again.mission.ltan == given_.mission.ltan or not given_.mission.sun_synchronous


@given(
    st.sampled_from(FORMS), st.sampled_from(FRAMES), st.floats(300e3, 35_786e3),
    st.one_of(st.just(0.0), st.floats(1e-6, 0.7)),
    st.one_of(st.sampled_from((0.0, np.pi / 2, np.pi)), st.floats(0.0, np.pi)),
    st.tuples(st.floats(0.0, 6.28), st.floats(0.0, 6.28)), st.sampled_from((7_200.0, 86_400.0, 5 * 86_400.0)),
)  # fmt: skip
@settings(max_examples=25)
def test_any_orbit_in_any_frame(form, frame, low, eccentricity, tilt, angles, duration) -> None:
    altitude = (low + 6_378_137.0) / (1.0 - eccentricity) - 6_378_137.0
    highest = 60e6  # written to the millimetre, it is read back as that much higher
    if altitude > highest:
        altitude = highest
        eccentricity = min(eccentricity, 1.0 - (low + 6_378_137.0) / (altitude + 6_378_137.0))
    base = Design()
    mission = msgspec.structs.replace(
        base.mission, altitude=altitude, eccentricity=eccentricity, sun_synchronous=False, inclination=tilt,
        raan=angles[0], argument_of_perigee=angles[1], epoch="2027-02-03T04:05:06.789")  # fmt: skip
    design = msgspec.structs.replace(base, mission=mission)
    assert refusal(design) is None
    options = {"duration": duration, "step": 60.0 if eccentricity > 0.3 else 120.0, "frame": frame}
    distance, again = away(design, exported(design, form, **options))
    assert distance < 1.0
    assert again.mission.altitude == pytest.approx(altitude, abs=1.0)
    assert abs(instant(again.mission.epoch) - instant(mission.epoch)) < 1.0 or eccentricity < 1e-3


def test_many_satellites_come_back_as_many(tmp_path) -> None:
    design = preset("shell-30deg")
    data = exported(design, "oem-xml", satellites="planes", duration=7_200.0)
    found = look("ephemerides", data, tmp_path / "many.xml", lambda _: None)
    assert found.offers[0].key == "satellites"
    assert len(found.offers[1].objects) == design.constellation.planes


@pytest.mark.parametrize("form", ["omm", "omm-xml", "tle", "3le"])
def test_exported_elements_come_back_as_satellites_beside(form: str, tmp_path) -> None:
    """What SGP4 makes of them is told by the export; here they only have to be the same satellite."""
    from studio.analysis.fleet.imported import imported_of
    from studio.document.importing import kind_of
    from studio.physics.fleet.sgp4_fleet import path
    from studio.physics.given_frames import true_of_date

    design = preset("ai1-120kw")
    data = exported(design, form)
    assert kind_of(data, "data").name == "elements"
    (offer,) = look("elements", data, tmp_path / "ai1", lambda _: None).offers
    plan = offer.plan(0, lambda _: None)
    again, name = plan.edit(design, plan.name)
    assert (name, again.fleet.imported[0].objects) == ("ai1", 1)
    times = instant(design.mission.epoch) + np.arange(0.0, 6_000.0, 300.0)
    beside = true_of_date("TEME", times, path(imported_of(again.fleet.imported).elements, 0, times))
    assert np.linalg.norm(beside - flown(design, times), axis=1).max() < 20e3
