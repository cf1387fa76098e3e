"""Ephemerides as readers that are not ours read them: Orekit, ccsds-ndm and oem."""

import re
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import oem
import pytest
from astropy.time import TimeDelta

from studio.analysis import evaluate
from studio.analysis.ephemeris import ephemeris, fleet_satellites
from studio.design import Design
from studio.design.edit import set_value
from studio.document.files import dump
from studio.document.presets import preset
from studio.export.formats import FORMATS, Source
from studio.export.orbit.left_out import LeftOut, left_out
from studio.physics.constants import J2, MU_EARTH, R_EARTH
from studio.physics.frames import FRAMES, rotation
from studio.physics.orbit import position_velocity
from tests.export.orbit import ndm_reader, orekit_reader

ELAPSED = [0.0, 60.0, 90.0, 1830.0, 3599.0, 3600.0]
"""At the states and between them, in the middle of a step and near both ends [s]."""
DAY_TIMES = list(range(0, 86_401, 300))
TIMES = [8.3e8, 8.7e8, 9.1e8]
SPAN = {"duration": 3600.0, "step": 60.0}


def edited(design: Design, **values: object) -> Design:
    for path, value in values.items():
        design = set_value(design, path.replace("__", "."), value)
    return design


DESIGNS = {
    "circle": preset("ai1-120kw"),
    "ellipse": edited(preset("shell-30deg"), mission__altitude=8000e3, mission__eccentricity=0.4,
                      mission__argument_of_perigee=1.2, mission__epoch="2027-06-30T23:59:30.250"),
    "cluster": edited(preset("suncatcher-cluster"), constellation__cluster_radius=300.0),
    "fleet": preset("filing-51600"),
}  # fmt: skip
CASES: dict[str, tuple[str, str, dict[str, Any]]] = {
    **{f"circle-{frame}": ("circle", "oem", {"frame": frame}) for frame in FRAMES},
    "circle-xml": ("circle", "oem-xml", {}),
    "circle-tai": ("circle", "oem", {"time": "TAI", "start": 86400.0}),
    "ellipse": ("ellipse", "oem", {"step": 30.0}),
    "member": ("cluster", "oem", {"satellite": 3}),
    "cluster-xml": ("cluster", "oem-xml", {"satellites": "all"}),
    **{f"stk-{frame}": ("ellipse", "stk", {"frame": frame, "step": 30.0}) for frame in FRAMES},
    "stk-fleet": ("fleet", "stk", {"satellite": 777, "start": 7200.0}),
}  # fmt: skip


@cache
def source_of(name: str) -> Source:
    return Source(DESIGNS[name], dump(DESIGNS[name]), name)


def written(name: str, format_: str, **options: Any) -> bytes:
    product = FORMATS[format_].write(source_of(name), {**SPAN, **options}, lambda _: None)
    return product.files[""]


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("states")
    found = {}
    for case, (design, format_, options) in CASES.items():
        path = folder / f"{case}{FORMATS[format_].suffix}"
        path.write_bytes(written(design, format_, **options))
        found[case] = str(path)
    return found


@pytest.fixture(scope="module")
def starts() -> dict[str, LeftOut]:
    """The states from which an orbit about the oblate Earth stays nearest to the flown one."""
    return {name: left_out(source_of(name), fleet_satellites(DESIGNS[name])[0], 0.0, lambda _: None)
            for name in ("circle", "ellipse")}  # fmt: skip


@pytest.fixture(scope="module")
def read(paths: dict[str, str], starts: dict[str, LeftOut]) -> dict[str, Any]:
    """What Orekit reads, and where it has the orbits that begin with the states."""
    return orekit_reader.ask({
        "elapsed": ELAPSED, "rotations": TIMES, "earth": {"mu": MU_EARTH, "radius": R_EARTH, "j2": J2},
        "integrate": {name: {"state": np.concatenate(one.state("TOD")).tolist(), "times": DAY_TIMES}
                      for name, one in starts.items()},
        "oem": {case: path for case, path in paths.items() if not path.endswith(".e")},
        "stk": {case: path for case, path in paths.items() if path.endswith(".e")}})  # fmt: skip


@pytest.fixture(scope="module")
def messages(paths: dict[str, str]) -> dict[str, Any]:
    """What ccsds-ndm reads."""
    return ndm_reader.ask({case: path for case, path in paths.items() if not path.endswith(".e")})


def test_orbit_integrated_by_orekit_stays_as_near_as_is_stated(
    read: dict[str, Any], starts: dict[str, LeftOut]
) -> None:
    for name, one in starts.items():
        truth = ephemeris(DESIGNS[name], fleet_satellites(DESIGNS[name]), duration=86_400.0, step=300.0, frame="TOD")
        off = np.linalg.norm(np.array(read["integrated"][name]) - truth.positions[0], axis=-1)
        assert np.sqrt(np.mean(off**2)) == pytest.approx(one.orbit.mean_square[0], rel=0.03)
        assert off.max() == pytest.approx(one.orbit.farthest[0], rel=0.05)
        assert off.max() < 7e3


def test_file_says_where_to_begin_an_integration(starts: dict[str, LeftOut]) -> None:
    text = written("circle", "oem", frame="GCRF").decode()
    place, speed = starts["circle"].state("GCRF")
    for label, values, unit in (("X, Y, Z", place, "km"), ("X_DOT, Y_DOT, Z_DOT", speed, "km/s")):
        (line,) = (line for line in text.splitlines() if line.startswith(f"COMMENT {label} = "))
        said = line.removeprefix(f"COMMENT {label} = ").removesuffix(f" {unit}").split(", ")
        assert [1e3 * float(one) for one in said] == pytest.approx(values, abs=1e-3)
    comments = " ".join(line.removeprefix("COMMENT ") for line in text.splitlines())
    assert f"within {starts['circle'].orbit.farthest[0] / 1e3:.3g} km of" in comments


def flown(case: str) -> np.ndarray:
    """(n, t, 6) What the studio flies, at `ELAPSED` after the start of the file, in its frame."""
    name, _, options = CASES[case]
    which = [options["satellite"] - 1] if "satellite" in options else options.get("satellites", "first")
    design = DESIGNS[name]
    rows = []
    for elapsed in ELAPSED:
        one = ephemeris(design, fleet_satellites(design, which), options.get("start", 0.0) + elapsed, 0.0,
                        frame=options.get("frame", "EME2000"))  # fmt: skip
        rows.append(np.concatenate((one.positions[:, 0], one.velocities[:, 0]), axis=-1))
    return np.stack(rows, axis=1)


def differences(states: list[list[float]], truth: np.ndarray) -> tuple[float, float]:
    """Largest distance [m] and difference of velocity [m/s]."""
    off = np.array(states) - truth
    return float(np.linalg.norm(off[:, :3], axis=-1).max()), float(np.linalg.norm(off[:, 3:], axis=-1).max())


def test_frames_are_those_of_orekit(read: dict[str, Any]) -> None:
    for frame, matrices in read["rotations"].items():
        off = np.abs(rotation(frame, TIMES) - np.array(matrices)).max() * 206264.8
        # Orekit's mean equinox follows the nutation of 1980, which observed offsets of the pole would bring to that of
        # 2000: some hundredths of a second of arc, and it is told of none.
        assert off < (0.05 if frame == "TEME" else 1e-4), frame


@pytest.mark.parametrize("case", [case for case, (_, kind, _) in CASES.items() if kind != "stk"])
def test_orekit_reads_ephemerides(read: dict[str, Any], case: str) -> None:
    truth = flown(case)
    satellites = read["oem"][case]
    assert len(satellites) == len(truth)
    for (title, one), states in zip(satellites.items(), truth, strict=True):
        place, speed = differences(one["states"], states)
        assert place < 0.01, title
        assert speed < 1e-3, title
        assert one["id"] == "UNKNOWN"
        assert one["samples"] == 8
        assert one["count"] == 1 + 3600 // CASES[case][2].get("step", 60)
    if len(truth) > 1:
        members = fleet_satellites(DESIGNS["cluster"], "all")
        assert {title.rpartition(" ")[2] for title in satellites} == {one.name for one in members}


@pytest.mark.parametrize("case", [case for case, (_, kind, _) in CASES.items() if kind == "stk"])
def test_orekit_reads_files_of_stk(read: dict[str, Any], case: str) -> None:
    one = read["stk"][case]
    place, speed = differences(one["states"], flown(case)[0])
    assert place < 0.05
    assert speed < 1e-3


def test_files_in_every_frame_say_the_same(read: dict[str, Any]) -> None:
    for kind, group in (("oem", "circle-"), ("stk", "stk-")):
        truth = np.array(_only(read[kind][f"{group}GCRF"])["celestial"])
        for frame in FRAMES:
            place, speed = differences(_only(read[kind][group + frame])["celestial"], truth)
            # TEME for the reason above: 0.05″ at ten thousand kilometres is 2.5 m.
            assert place < (4.0 if frame == "TEME" else 0.1), (kind, frame)
            assert speed < (0.01 if frame == "TEME" else 1e-3), (kind, frame)


def _only(found: dict[str, Any]) -> dict[str, Any]:
    return found if "states" in found else next(iter(found.values()))


def test_dates_are_those_of_the_design(read: dict[str, Any]) -> None:
    epoch = evaluate(DESIGNS["circle"]).stage("orbit").epoch
    for case, shift in (("circle-EME2000", 0.0), ("circle-tai", 86400.0)):
        one = _only(read["oem"][case])
        assert (one["begin"], one["end"]) == pytest.approx((epoch + shift, epoch + shift + 3600.0), abs=1e-5)
    late = ephemeris(DESIGNS["ellipse"], fleet_satellites(DESIGNS["ellipse"]), duration=0.0).epoch
    assert _only(read["oem"]["ellipse"])["begin"] == pytest.approx(late, abs=1e-5)
    assert read["stk"]["stk-TOD"]["begin"] == pytest.approx(late, abs=1e-5)


def test_results_are_what_orekit_reads_in_the_frame_of_date(read: dict[str, Any]) -> None:
    orbit = evaluate(DESIGNS["circle"]).stage("orbit")
    place, _ = position_velocity(orbit.elements, np.array(ELAPSED))
    off = np.array(_only(read["oem"]["circle-TOD"])["states"])[:, :3] - place
    assert np.linalg.norm(off, axis=-1).max() < 0.01


def test_messages_are_valid(messages: dict[str, Any]) -> None:
    for case, found in messages.items():
        assert len(found) == (9 if case == "cluster-xml" else 1)
        for message in found:
            assert message["kind"] == "Oem"
            assert message["disorder"] == [], case
            (comment, *_) = message["header"]["comment"]
            assert comment.startswith("Written by Dawnline ")


def test_messages_hold_the_states(messages: dict[str, Any]) -> None:
    for case, found in messages.items():
        segments = [segment for message in found for segment in message["body"]["segment"]]
        truth = flown(case)
        step = int(CASES[case][2].get("step", 60))
        for segment, states in zip(segments, truth, strict=True):
            rows = segment["data"]["state_vector"]
            for place, elapsed in enumerate(ELAPSED):
                if elapsed % step == 0.0:
                    row = rows[int(elapsed) // step]
                    said = [1e3 * row[key] for key in ("x", "y", "z", "x_dot", "y_dot", "z_dot")]
                    assert said == pytest.approx(states[place], abs=1e-3)


@pytest.mark.parametrize("case", ["circle-EME2000", "circle-xml", "circle-tai", "ellipse", "member"])
def test_package_oem_reads_ephemerides(paths: dict[str, str], case: str) -> None:
    truth = flown(case)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the package's own making
        message = oem.OrbitEphemerisMessage.open(paths[case])
        segments = list(message)
        assert len(segments) == len(truth)
        for segment, states in zip(segments, truth, strict=True):
            assert segment.metadata["INTERPOLATION"] == "HERMITE"
            for place, elapsed in enumerate(ELAPSED):
                date = segment.useable_start_time + TimeDelta(elapsed, format="sec")
                state = segment(min(date, segment.useable_stop_time))
                assert 1e3 * state.position == pytest.approx(states[place, :3], abs=0.01)
                assert 1e3 * state.velocity == pytest.approx(states[place, 3:], abs=1e-3)


def test_same_design_gives_the_same_bytes() -> None:
    again = Source(DESIGNS["circle"], b"", "other")
    for format_ in ("oem", "oem-xml", "stk"):
        assert FORMATS[format_].write(again, SPAN, lambda _: None).files[""] == written("circle", format_)


def test_files_are_lines_of_ascii_whatever_the_title() -> None:
    design = set_value(DESIGNS["circle"], "title", "Écran – 数据中心 {root} <&>")
    source = Source(design, b"", "x")
    for format_ in ("oem", "oem-xml", "stk"):
        product = FORMATS[format_].write(source, SPAN, lambda _: None)
        text = product.files[""].decode("ascii")
        assert "Ecran - ???? {root} " in text
        if format_ == "oem":
            assert max(map(len, text.splitlines())) < 255  # CCSDS 502.0-B-2, 7.3.2


def data_of(file: bytes) -> list[bytes]:
    return [line for line in file.splitlines() if not line.startswith((b"COMMENT", b"#"))]


@pytest.mark.parametrize(("kind", "single"), [("oem", "oem"), ("oem-xml", "oem-xml"), ("stk", "stk")])
def test_folder_holds_the_file_of_each_satellite(kind: str, single: str) -> None:
    product = FORMATS["ephemerides"].write(
        source_of("cluster"), {**SPAN, "kind": kind, "satellites": "all"}, lambda _: None)  # fmt: skip
    suffix = FORMATS[single].suffix
    assert set(product.files) == {f"P1-S{place}{suffix}" for place in range(1, 10)}
    if kind != "oem-xml":
        # Comments have where to begin an integration, which is told of the first alone.
        assert data_of(product.files[f"P1-S3{suffix}"]) == data_of(written("cluster", single, satellite=3))
    assert product.files[f"P1-S1{suffix}"] == written("cluster", single)


def test_who_writes_one_of_many_is_told() -> None:
    product = FORMATS["stk"].write(source_of("fleet"), SPAN, lambda _: None)
    assert any("the first of 51,600 satellites" in note for note in product.notes)
    product = FORMATS["stk"].write(source_of("circle"), SPAN, lambda _: None)
    assert not any("satellites;" in note for note in product.notes)


def test_error_between_states_is_that_of_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "long.oem"
    product = FORMATS["oem"].write(source_of("ellipse"), {"step": 900.0, "duration": 54_000.0}, lambda _: None)
    path.write_bytes(product.files[""])
    (note,) = (note for note in product.notes if note.startswith("Between the states"))
    number, unit = re.search(r"up to ([\d.,]+) (km|m)", note).groups()
    stated = float(number.replace(",", "")) * {"m": 1.0, "km": 1e3}[unit]
    found = ephemeris(DESIGNS["ellipse"], fleet_satellites(DESIGNS["ellipse"]), 450.0, 53_100.0, 900.0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the package's own making
        (segment,) = oem.OrbitEphemerisMessage.open(path)
        begin = segment.useable_start_time
        off = [np.linalg.norm(1e3 * segment(begin + TimeDelta(450.0 + 900.0 * step, format="sec")).position - place)
               for step, place in enumerate(found.positions[0])]  # fmt: skip
    assert max(off) == pytest.approx(stated, rel=0.02)
    assert stated > 100.0


def test_one_state_and_few_states_are_written(tmp_path: Path) -> None:
    for duration, degree in ((0.0, None), (60.0, "3"), (120.0, "5")):
        path = tmp_path / f"{duration:.0f}.oem"
        path.write_bytes(written("circle", "oem", duration=duration))
        text = path.read_text()
        assert ("INTERPOLATION_DEGREE" in text) == (degree is not None)
        assert degree is None or f"INTERPOLATION_DEGREE = {degree}\n" in text
        assert sum(line.startswith("2026-") for line in text.splitlines()) == 1 + duration // 60.0


@pytest.mark.parametrize(("name", "options", "told"), [
    ("fleet", {"satellites": "all"}, "51,600 satellites are more than the 1,000"),
    ("circle", {"duration": 366 * 86400.0, "step": 0.1}, "316,224,001 states are more than the 1,000,000"),
    ("circle", {"satellite": 2}, "there is no satellite 2: the design has 1"),
])  # fmt: skip
def test_too_much_or_nothing_is_one_sentence(name: str, options: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        written(name, "oem-xml" if "satellites" in options else "oem", **options)


def test_dates_beyond_those_known_are_refused() -> None:
    design = set_value(DESIGNS["circle"], "mission.epoch", "2099-12-31T00:00:00")
    with pytest.raises(ValueError, match="from 2099 to 2101; dates are known from 1972 to 2100"):
        FORMATS["oem"].write(Source(design, b"", "x"), {"duration": 366 * 86400.0, "step": 86400.0}, lambda _: None)
