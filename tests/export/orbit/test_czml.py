"""CZML as Cesium reads it, in a browser without a network; and held against the published schema."""

import json
import math
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from studio.analysis.ephemeris import ephemeris, fleet_satellites
from studio.design import Design
from studio.design.edit import set_value
from studio.document.files import dump
from studio.document.presets import preset
from studio.export.formats import FORMATS, Product, Source
from studio.export.orbit.czml import interpolation_error
from studio.export.orbit.czml_packets import COLOURS
from studio.physics.frames import earth_fixed
from studio.physics.illumination import visible_fraction
from studio.physics.sun import sun_vector
from studio.physics.time import instant, iso_text
from tests.export.orbit import czml_schema
from tests.export.programs import run_program

HOUR = 3600.0
EDGES = 0.05
"""How near to an edge of the shadow no colour is asked for, as a share of the Sun's disk."""


def edited(design: Design, **values: object) -> Design:
    for path, value in values.items():
        design = set_value(design, path.replace("__", "."), value)
    return design


DESIGNS = {
    "single": edited(preset("ai1-120kw"), title="<script>alert(1)</script> & sons", description='<img src="x">'),
    "ellipse": edited(preset("ai1-120kw"), mission__sun_synchronous=False, mission__altitude=20_000e3,
                      mission__eccentricity=0.72, mission__inclination=1.1, mission__argument_of_perigee=4.7,
                      mission__epoch="2027-06-30T23:59:30.250"),
    "cluster": preset("suncatcher-cluster"),
    "shell": preset("shell-30deg"),
    "million": preset("filing-million"),
}  # fmt: skip
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "single.czml": ("single", {"duration": 6 * HOUR}),
    "single-fixed.czml": ("single", {"duration": 6 * HOUR, "frame": "fixed"}),
    "ellipse.czml": ("ellipse", {"duration": 12 * HOUR, "start": 86_400.0 / 7.0, "step": 600.0}),
    "cluster.czml": ("cluster", {"duration": 2 * HOUR, "step": 300.0}),
    "shell.czml": ("shell", {"duration": 2 * HOUR}),
    "million.czml": ("million", {"duration": 1 * HOUR, "most": 60, "frame": "fixed"}),
}


@cache
def product(case: str) -> Product:
    name, options = CASES[case]
    return FORMATS["czml"].write(Source(DESIGNS[name], dump(DESIGNS[name]), name), options, lambda _: None)


def packets(case: str) -> list[dict[str, Any]]:
    return json.loads(product(case).files[""])


def elapsed(case: str) -> list[float]:
    """Times after the epoch of the design [s]: both ends, and seven between that are no samples."""
    name, options = CASES[case]
    epoch = instant(DESIGNS[name].mission.epoch)
    begin = instant(iso_text(epoch + options.get("start", 0.0), decimals=3)) - epoch
    inside = np.random.default_rng(3).uniform(0.0, options["duration"], 7)
    return [begin, *(begin + np.round(np.sort(inside), 3)).tolist(), begin + options["duration"]]


def dates(case: str) -> list[str]:
    epoch = instant(DESIGNS[CASES[case][0]].mission.epoch)
    return [iso_text(epoch + time, decimals=3) for time in elapsed(case)]


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What Cesium made of all files, and pictures of two."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("the browser that reads CZML in this test is missing: apt-get install chromium")
    folder = tmp_path_factory.mktemp("globe")
    for case in CASES:
        (folder / case).write_bytes(product(case).files[""])
    looks = {"single.czml": [1.0, 0.4, 0.5], "shell.czml": [0.2, -1.0, 0.4]}
    question = {
        "chromium": chromium, "files": {case: str(folder / case) for case in CASES},
        "times": {case: dates(case) for case in CASES},
        "looks": [{"file": case, "time": dates(case)[3], "direction": direction, "distance": 3e7,
                   "picture": str(folder / f"{case}.png")} for case, direction in looks.items()],
    }  # fmt: skip
    script = Path(__file__).parents[2] / "web" / "globe.mjs"
    found = json.loads(run_program("node", str(script), text=json.dumps(question)))
    return {**found, "pictures": {case: str(folder / f"{case}.png") for case in looks}}


def satellites_in(answer: dict[str, Any], case: str) -> list[dict[str, Any]]:
    return [one for one in answer["files"][case]["entities"] if one["id"].startswith("satellite-")]


@pytest.mark.parametrize("case", CASES)
def test_schema_allows_it(case: str) -> None:
    faults = [f"{list(one.absolute_path)}: {one.message[:200]}" for one in
              czml_schema.validator().iter_errors(packets(case))]  # fmt: skip
    assert faults == []


@pytest.mark.parametrize(("where", "what"), [
    ("point", {"pixelsize": 3}), ("position", {"cartesian": "0 0 0"}), ("point", {"color": [1, 2, 3]}),
    ("clock", {"range": "LOOP"}), ("billboard", {}), ("path", {"width": "1 px"}),
    ("properties", {"light": [{"interval": "2026-01-01T00:00:00Z", "string": "sunlit"}]}),
])  # fmt: skip
def test_schema_check_can_fail(where: str, what: dict[str, Any]) -> None:
    document = packets("single.czml")
    document[1][where] = what
    assert not czml_schema.validator().is_valid(document)


def test_the_browser_has_nothing_to_complain_of(answer: dict[str, Any]) -> None:
    assert answer["errors"] == []


@pytest.mark.parametrize("case", CASES)
def test_places_are_those_of_the_studio(answer: dict[str, Any], case: str) -> None:
    """Between the samples as at them, in the frame of the file and in the other, which Cesium turns by itself."""
    design = DESIGNS[CASES[case][0]]
    entities = satellites_in(answer, case)
    numbers = [int(one["id"].removeprefix("satellite-")) - 1 for one in entities]
    satellites = fleet_satellites(design, numbers, 5000)
    assert [one["name"] for one in entities] == [one.name for one in satellites]
    for place, time in enumerate(elapsed(case)):
        instants = [instant(design.mission.epoch) + time]
        celestial = ephemeris(design, satellites, time, 0.0, 60.0, "GCRF").positions[:, 0]
        fixed = earth_fixed(instants, ephemeris(design, satellites, time, 0.0, 60.0, "TOD").positions)[:, 0]
        for frame, wanted in (("inertial", celestial), ("fixed", fixed)):
            read = np.array([one["at"][place][frame] for one in entities])
            distance = np.linalg.norm(read - wanted, axis=-1).max()
            own = ("fixed" in product_frame(case)) == (frame == "fixed")
            assert distance < (0.15 if own else 1.0), (frame, time, distance)


def product_frame(case: str) -> str:
    return CASES[case][1].get("frame", "inertial")


@pytest.mark.parametrize("case", CASES)
def test_colours_tell_the_light(answer: dict[str, Any], case: str) -> None:
    design = DESIGNS[CASES[case][0]]
    entities = satellites_in(answer, case)
    numbers = [int(one["id"].removeprefix("satellite-")) - 1 for one in entities]
    satellites = fleet_satellites(design, numbers, 5000)
    for place, time in enumerate(elapsed(case)):
        where = ephemeris(design, satellites, time, 0.0, 60.0, "TOD").positions[:, 0]
        sun, distance = sun_vector(instant(design.mission.epoch) + time)
        for one, share in zip(entities, visible_fraction(where, sun, distance).tolist(), strict=True):
            here = one["at"][place]
            if EDGES < share < 1.0 - EDGES:
                assert here["light"] == "penumbra"
            elif share in (0.0, 1.0) and here["light"] != "penumbra":
                assert here["light"] == ("sunlit" if share else "umbra")
            assert here["colour"] == COLOURS[here["light"]]


def test_some_are_in_every_light(answer: dict[str, Any]) -> None:
    seen = {at["light"] for case in CASES for one in satellites_in(answer, case) for at in one["at"]}
    assert seen >= {"sunlit", "umbra"}


@pytest.mark.parametrize("case", CASES)
def test_intervals_leave_no_gap(case: str) -> None:
    for packet in packets(case):
        if "availability" in packet:
            edges = [one["interval"].split("/") for one in packet["properties"]["light"]]
            begin, end = packet["availability"].split("/")
            assert [begin, *(last for _, last in edges)] == [*(first for first, _ in edges), end]


@pytest.mark.parametrize("case", CASES)
def test_clock_and_availability_are_the_span(answer: dict[str, Any], case: str) -> None:
    name, options = CASES[case]
    read = answer["files"][case]
    assert read["name"] == DESIGNS[name].title
    assert read["clock"]["start"] == read["clock"]["now"] == dates(case)[0]
    lasts = instant(read["clock"]["stop"]) - instant(read["clock"]["start"])
    assert lasts == pytest.approx(options["duration"], abs=2e-3)
    assert all(at["here"] for one in satellites_in(answer, case) for at in one["at"])


def test_stations_stand_where_the_design_has_them(answer: dict[str, Any]) -> None:
    """On the ellipsoid, computed by hand."""
    part = DESIGNS["single"].link
    sites = [one for one in answer["files"]["single.czml"]["entities"] if one["id"].startswith("station-")]
    assert len(sites) == part.stations
    a, e2 = 6378137.0, 0.00669437999014
    normal = a / math.sqrt(1.0 - e2 * math.sin(part.station_latitude) ** 2)
    for number, one in enumerate(sites):
        x, y, z = one["at"][0]["fixed"]
        assert math.hypot(x, y) == pytest.approx(normal * math.cos(part.station_latitude), abs=0.1)
        assert z == pytest.approx(normal * (1.0 - e2) * math.sin(part.station_latitude), abs=0.1)
        turned = math.remainder(math.atan2(y, x) - number * 2.0 * math.pi / part.stations, 2.0 * math.pi)
        assert turned == pytest.approx(0.0, abs=1e-9)


def test_words_of_the_user_are_text_and_not_markup() -> None:
    for packet in packets("single.czml"):
        assert "<script" not in packet.get("description", "")
        assert "<img" not in packet.get("description", "")
    about = next(packet for packet in packets("single.czml") if packet["id"] == "design")
    assert "&lt;img src=" in about["description"]


def test_every_plane_has_one_orbit(answer: dict[str, Any]) -> None:
    shell = satellites_in(answer, "shell.czml")
    assert sum(one["path"] for one in shell) == len({one["name"].split("-")[0] for one in shell})
    assert sum(one["path"] for one in satellites_in(answer, "cluster.czml")) == 1
    many = satellites_in(answer, "million.czml")
    assert sum(one["path"] for one in many) == len({one["name"].split("-")[0] for one in many}) > 50


def test_picture_shows_globe_and_orbit(answer: dict[str, Any]) -> None:
    for case, path in answer["pictures"].items():
        pixels = np.asarray(Image.open(path).convert("RGB")).astype(int)[:680]
        height, width, _ = pixels.shape
        red, green, blue = pixels[..., 0], pixels[..., 1], pixels[..., 2]
        across, down = np.meshgrid(np.arange(width) - width / 2, np.arange(height) - 400)
        radius = np.hypot(across, down)
        disk, sky = radius < 230, radius > 250
        sea = (blue > red + 40) & (blue > green) & disk
        land = (green > blue + 20) & disk
        assert sea.sum() > 0.2 * disk.sum(), case
        assert land.sum() > 0.05 * disk.sum(), case
        orbit = (blue > 80) & (blue > green) & (green > red + 10) & sky
        assert orbit.sum() > 200, case
        assert (pixels[sky].max(axis=-1) < 30).mean() > 0.9, case


def test_a_sample_of_many_is_told() -> None:
    notes = product("million.czml").notes
    assert any(note.startswith("60 of 999,967") for note in notes)


def test_steps_grow_shorter_where_an_orbit_needs_it() -> None:
    samples = next(one for one in packets("ellipse.czml") if one["id"] == "satellite-1")["position"]["cartesian"]
    assert samples[4] - samples[0] < 600.0
    samples = next(one for one in packets("single.czml") if one["id"] == "satellite-1")["position"]["cartesian"]
    assert samples[4] - samples[0] == 120.0
    assert samples[0] < 0.0
    assert samples[-4] > 6 * HOUR


def test_interpolation_error_of_a_polynomial_of_degree_eight() -> None:
    """Through eight samples of x⁸ the error in the middle is the product of the distances: (½ · 3/2 · 5/2 · 7/2)²."""
    t = np.arange(-3.0, 5.0)
    places, between = (np.stack((x**8, x**7, 0.0 * x), axis=-1)[None] for x in (t, t + 0.5))
    assert interpolation_error(places, between) == pytest.approx((0.5 * 1.5 * 2.5 * 3.5) ** 2, rel=1e-9)


def test_too_many_samples_are_refused_in_one_sentence() -> None:
    source = Source(DESIGNS["million"], b"", "x")
    with pytest.raises(ValueError, match=r"samples are more than 1,500,000: take fewer") as told:
        FORMATS["czml"].write(source, {"most": 5000, "duration": 31 * 86_400.0}, lambda _: None)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("name", ["czml", "gmat"])
def test_an_orbit_through_the_earth_is_refused_with_the_reason(name: str) -> None:
    design = edited(Design(), mission__altitude=400e3, mission__eccentricity=0.5)
    with pytest.raises(ValueError, match=r"^mission\.eccentricity: the perigee would lie at -2989 km") as told:
        FORMATS[name].write(Source(design, b"", "x"), {}, lambda _: None)
    assert "\n" not in str(told.value)


def test_the_same_design_gives_the_same_bytes() -> None:
    name, options = CASES["single.czml"]
    again = FORMATS["czml"].write(Source(DESIGNS[name], b"", name), options, lambda _: None)
    assert again.files == product("single.czml").files
