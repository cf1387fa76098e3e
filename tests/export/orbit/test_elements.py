"""Mean elements as readers that are not ours read and fly them: the package sgp4, Orekit and ccsds-ndm."""

import io
import re
from typing import Any

import numpy as np
import pytest
from sgp4 import omm
from sgp4.api import WGS72, Satrec

from studio.analysis import evaluate
from studio.analysis.ephemeris import Ephemeris, ephemeris, fleet_satellites
from studio.design import Design
from studio.design.edit import set_value
from studio.document.files import dump
from studio.document.presets import preset
from studio.export.formats import FORMATS, Source
from studio.physics.time import utc_from_terrestrial
from tests.export.orbit import ndm_reader, orekit_reader


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
    "geostationary": edited(preset("ai1-120kw"), mission__altitude=35_786e3, mission__sun_synchronous=False,
                            mission__inclination=0.0),
}  # fmt: skip
CASES: dict[str, tuple[str, str, dict[str, Any]]] = {
    **{f"{name}-{format_}": (name, format_, {}) for name in DESIGNS for format_ in ("omm", "tle")},
    "circle-omm-xml": ("circle", "omm-xml", {"bstar": "drag"}),
    "fleet-omm-xml": ("fleet", "omm-xml", {"satellites": "planes"}),
    "cluster-3le": ("cluster", "3le", {"satellites": "all", "bstar": "drag"}),
}  # fmt: skip
ELAPSED = [0.0, 600.0, 43_200.0, 86_400.0]


def product_of(case: str) -> Any:
    name, format_, options = CASES[case]
    return FORMATS[format_].write(Source(DESIGNS[name], dump(DESIGNS[name]), name), options, lambda _: None)


@pytest.fixture(scope="module")
def products() -> dict[str, Any]:
    return {case: product_of(case) for case in CASES}


@pytest.fixture(scope="module")
def texts(products: dict[str, Any]) -> dict[str, str]:
    return {case: product.files[""].decode("ascii") for case, product in products.items()}


@pytest.fixture(scope="module")
def paths(texts: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("elements")
    found = {}
    for case, text in texts.items():
        path = folder / f"{case}{FORMATS[CASES[case][1]].suffix}"
        path.write_text(text)
        found[case] = str(path)
    return found


@pytest.fixture(scope="module")
def read(paths: dict[str, str], texts: dict[str, str]) -> dict[str, Any]:
    """What Orekit reads."""
    return orekit_reader.ask({
        "elapsed": ELAPSED, "omm": {case: path for case, path in paths.items() if ".omm" in path},
        "tle": {case: texts[case].splitlines()[-2:] for case in texts if ".omm" not in paths[case]}})  # fmt: skip


@pytest.fixture(scope="module")
def messages(paths: dict[str, str]) -> dict[str, Any]:
    """What ccsds-ndm reads."""
    return ndm_reader.ask({case: path for case, path in paths.items() if ".omm" in path})


def flown(case: str, steps: int = 240) -> Ephemeris:
    """A day of the satellites of a case, in the frame of SGP4."""
    name, _, options = CASES[case]
    chosen = fleet_satellites(DESIGNS[name], options.get("satellites", "first"))
    return ephemeris(DESIGNS[name], chosen, duration=86_400.0, step=86_400.0 / steps, frame="TEME")


def distances(record: Satrec, found: Ephemeris, number: int) -> np.ndarray:
    """From where the package sgp4 has a satellite to where the studio flies it [m]."""
    first, rest = utc_from_terrestrial(found.times)
    error, position, _ = record.sgp4_array(np.broadcast_to(first, rest.shape).copy(), np.array(rest))
    assert not error.any()
    return np.linalg.norm(1e3 * position - found.positions[number], axis=1)


def stated(notes: tuple[str, ...]) -> tuple[float, float]:
    """The largest distance and that in the mean square that a note states [m]."""
    (pair,) = (re.findall(r"([\d.,]+) (km|m)\b", note)[:2] for note in notes if note.startswith("SGP4 with"))
    return tuple(float(number.replace(",", "")) * (1e3 if unit == "km" else 1.0) for number, unit in pair)


def two_line_records(text: str) -> list[Satrec]:
    lines = [line for line in text.splitlines() if line[:2] in ("1 ", "2 ")]
    return [Satrec.twoline2rv(*pair, WGS72) for pair in zip(lines[::2], lines[1::2], strict=True)]


def keywords(text: str) -> dict[str, str]:
    return dict(line.split(" = ") for line in text.splitlines() if " = " in line and not line.startswith("COMMENT"))


def message_records(text: str) -> list[Satrec]:
    """As the package sgp4 takes them from messages."""
    found = []
    for fields in omm.parse_xml(io.StringIO(text)) if text.startswith("<?xml") else [keywords(text)]:
        record = Satrec()
        omm.initialize(record, fields)
        found.append(record)
    return found


def records(case: str, texts: dict[str, str]) -> list[Satrec]:
    return (message_records if "omm" in case else two_line_records)(texts[case])


@pytest.mark.parametrize("case", CASES)
def test_sgp4_flies_as_near_as_is_stated(case: str, products: dict[str, Any], texts: dict[str, str]) -> None:
    found = flown(case)
    read_ = records(case, texts)
    assert len(read_) == len(found.satellites)
    off = np.array([distances(one, found, number) for number, one in enumerate(read_)])
    largest, rms = stated(products[case].notes)
    assert off.max() == pytest.approx(largest, rel=0.02)
    worst = int(np.argmax(off.max(axis=1)))
    assert np.sqrt(np.mean(off[worst] ** 2)) == pytest.approx(rms, rel=0.02)
    assert largest < 8e3  # the short-period terms of J2


@pytest.mark.parametrize("case", ["circle-omm", "ellipse-omm", "geostationary-omm"])
def test_no_elements_nearby_fly_nearer(case: str, texts: dict[str, str]) -> None:
    found = flown(case)
    (best,) = records(case, texts)

    def off(**moved: float) -> float:
        one = Satrec()
        said = {"ecco": best.ecco, "argpo": best.argpo, "inclo": best.inclo, "mo": best.mo,
                "no_kozai": best.no_kozai, "nodeo": best.nodeo}  # fmt: skip
        said = {key: value + moved.get(key, 0.0) for key, value in said.items()}
        one.sgp4init(WGS72, "i", 1, best.jdsatepoch - 2433281.5 + best.jdsatepochF, 0.0, 0.0, 0.0, *said.values())
        return float(np.mean(distances(one, found, 0) ** 2))

    least = off()
    for key, step in (("ecco", 1e-5), ("inclo", 1e-5), ("nodeo", 1e-5), ("mo", 1e-5), ("no_kozai", 1e-8)):
        for side in (step, -step):
            if not (key == "nodeo" and best.inclo < 0.01):  # the node of an equatorial orbit is nowhere
                assert off(**{key: side}) > least * (1.0 - 1e-4), key


@pytest.mark.parametrize("case", [case for case in CASES if "omm" not in case])
def test_lines_have_their_columns(case: str, texts: dict[str, str]) -> None:
    lines = texts[case].splitlines()
    if CASES[case][1] == "3le":
        names, lines = lines[::3], [line for place, line in enumerate(lines) if place % 3]
        assert [name.rpartition(" ")[2] for name in names] == [one.name for one in flown(case).satellites]
        assert all(name.startswith("0 ") and len(name) <= 26 for name in names)
    for first, second in zip(lines[::2], lines[1::2], strict=True):
        for line in (first, second):
            assert len(line) == 69
            total = sum(int(c) if c.isdigit() else c == "-" for c in line[:68])
            assert int(line[68]) == total % 10
        assert first[9:17] == " " * 8
        assert first[2:7] == second[2:7]


def test_orekit_takes_two_lines_as_sgp4_does(read: dict[str, Any], texts: dict[str, str]) -> None:
    for case, one in read["tle"].items():
        record = records(case, texts)[-1]
        for states, elapsed in zip(one["states"], ELAPSED, strict=True):
            # Deep-space terms differ a little between the two programs.
            slack = 200.0 if record.method == "d" else 0.5
            error, position, _ = record.sgp4(record.jdsatepoch, record.jdsatepochF + elapsed / 86_400.0)
            assert error == 0
            assert np.linalg.norm(1e3 * np.array(position) - states[:3]) < slack, case


def test_orekit_reads_messages(read: dict[str, Any], texts: dict[str, str]) -> None:
    for case, found in read["omm"].items():
        here = records(case, texts)
        assert len(found) == len(here) == len(flown(case, 1).satellites)
        for one, record in zip(found, here, strict=True):
            assert (one["theory"], one["frame"]) == ("SGP4", "TEME")
            assert one["motion"] == pytest.approx(record.no_kozai / 60.0, rel=1e-13)
            assert one["eccentricity"] == pytest.approx(record.ecco, abs=1e-14)
            for key, name in (("inclination", "inclo"), ("node", "nodeo"), ("perigee", "argpo"), ("anomaly", "mo")):
                assert one[key] == pytest.approx(getattr(record, name), abs=1e-12)
            assert one["number"] == record.satnum
        assert found[0]["epoch"] == pytest.approx(flown(case, 1).epoch, abs=1e-5)


def test_messages_are_valid(messages: dict[str, Any], texts: dict[str, str]) -> None:
    for case, found in messages.items():
        here = records(case, texts)
        assert len(found) == len(here)
        for message, record in zip(found, here, strict=True):
            assert message["kind"] == "Omm"
            assert message["disorder"] == [], case
            metadata, data = message["body"]["segment"]["metadata"], message["body"]["segment"]["data"]
            assert metadata["mean_element_theory"] == "SGP4"
            assert data["mean_elements"]["mean_motion"] == pytest.approx(record.no_kozai * 720.0 / np.pi, rel=1e-12)
            assert data["tle_parameters"]["bstar"] == pytest.approx(record.bstar, rel=1e-9)


def test_satellites_have_numbers_of_their_own(texts: dict[str, str]) -> None:
    fleet = records("fleet-omm-xml", texts)
    assert len({one.satnum for one in fleet}) == len(fleet)
    assert all(80_000 <= one.satnum < 90_000 for one in fleet)
    assert [one.satnum for one in records("cluster-3le", texts)] == list(range(80_000, 80_009))


def test_drag_runs_ahead_as_that_of_the_design(texts: dict[str, str], products: dict[str, Any]) -> None:
    results = evaluate(DESIGNS["circle"])
    deceleration = results["atmosphere.drag_force"] / results["mass.satellite"]
    (record,) = records("circle-omm-xml", texts)
    bare = Satrec()
    epoch = record.jdsatepoch + record.jdsatepochF - 2433281.5
    bare.sgp4init(WGS72, "i", 1, epoch, 0.0, 0.0, 0.0, record.ecco, record.argpo, record.inclo, record.mo,
                  record.no_kozai, record.nodeo)  # fmt: skip
    for day in (0.5, 1.0, 2.0):
        _, with_, velocity = record.sgp4(record.jdsatepoch, record.jdsatepochF + day)
        _, without, _ = bare.sgp4(record.jdsatepoch, record.jdsatepochF + day)
        lead = 1e3 * np.dot(np.subtract(with_, without), velocity) / np.linalg.norm(velocity)
        assert lead == pytest.approx(1.5 * deceleration * (day * 86_400.0) ** 2, rel=0.02)
    assert any("586 mN" in note or "0.586 mN" in note for note in products["circle-omm-xml"].notes)


def test_digits_of_two_lines_move_as_far_as_is_stated(products: dict[str, Any], texts: dict[str, str]) -> None:
    (note,) = (note for note in products["circle-tle"].notes if note.startswith("The digits"))
    moved = float(re.search(r"([\d.]+) m", note)[1])
    (coarse,), (fine,) = records("circle-tle", texts), records("circle-omm", texts)
    days = np.linspace(0.0, 1.0, 1000)
    base = np.full_like(days, fine.jdsatepoch)
    places = [one.sgp4_array(base, fine.jdsatepochF + days)[1] for one in (coarse, fine)]
    assert 1e3 * np.linalg.norm(places[0] - places[1], axis=1).max() == pytest.approx(moved, rel=0.02)
    assert moved < 30.0


def test_same_design_gives_the_same_bytes(products: dict[str, Any]) -> None:
    for case in ("circle-omm", "fleet-omm-xml", "cluster-3le"):
        assert product_of(case).files == products[case].files


@pytest.mark.parametrize(("name", "format_", "options", "changes", "told"), [
    ("fleet", "tle", {"satellites": "all"}, {}, "51,600 satellites are more than the 10,000"),
    ("circle", "tle", {}, {"mission__epoch": "2057-01-01T00:00:00"},
     "two lines hold years from 1957 to 2056, not 2057"),
    ("ellipse", "omm", {"bstar": "drag"}, {}, "orbits that are nearly circles"),
    ("circle", "tle", {"bstar": "drag", "span": 10 * 86400.0}, {"mission__altitude": 160e3},
     "SGP4 has the satellite fall down within that time"),
    ("circle", "omm", {"satellite": 7}, {}, "there is no satellite 7"),
    ("geostationary", "omm-xml", {"satellites": "all"}, {"constellation__pattern": "walker",
     "constellation__planes": 20, "constellation__satellites_per_plane": 20}, "fitted for 300 satellites at most"),
])  # fmt: skip
def test_what_cannot_be_written_is_one_sentence(
    name: str, format_: str, options: dict[str, Any], changes: dict[str, Any], told: str
) -> None:
    design = edited(DESIGNS[name], **changes)
    with pytest.raises(ValueError, match=told):
        FORMATS[format_].write(Source(design, b"", name), options, lambda _: None)
