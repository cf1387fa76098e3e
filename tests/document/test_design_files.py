"""Design files: what is written reads back the same, and what is wrong is refused in one sentence."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.design import Design, get_value, set_value
from studio.document import FileError, design_schema, dump, load_bytes, read, write
from studio.document.files import MAX_BYTES
from tests.design_strategies import designs, field_values

GOLDEN = Path(__file__).parents[1] / "data" / "design-schema-1.json"


def text_of(design: Any, **others: Any) -> bytes:
    return json.dumps({"format": "dawnline-design", "schema": 1, "design": design, **others}).encode()


def mission(inside: str) -> bytes:
    return b'{"format": "dawnline-design", "schema": 1, "design": {"mission": {%s}}}' % inside.encode()


def refusal(data: bytes) -> str:
    with pytest.raises(FileError) as caught:
        load_bytes(data, "design.json")
    sentence = str(caught.value)
    assert sentence.startswith("design.json: ")
    assert sentence.isprintable()
    assert len(sentence) < 800
    return sentence.removeprefix("design.json: ")


@given(designs)
def test_what_is_dumped_loads_as_it_was(design: Design) -> None:
    data = dump(design)
    again = load_bytes(data, "design.json")
    assert again == design
    assert dump(again) == data


def test_layout_of_the_file() -> None:
    text = dump(Design(title="Île 轨道")).decode()
    beginning = ["{", '  "format": "dawnline-design",', '  "schema": 1,', '  "design": {', '    "title": "Île 轨道",']
    assert text.splitlines()[:5] == beginning
    assert text.endswith("}\n")
    raw = json.loads(text)
    assert list(raw["design"]) == list(Design.__struct_fields__)
    assert '"altitude": 650000.0,\n' in text


def test_what_is_left_out_takes_its_default() -> None:
    assert load_bytes(text_of({}), "short.json") == Design()
    short = load_bytes(text_of({"mission": {"altitude": 575e3}}), "short.json")
    assert short == set_value(Design(), "mission.altitude", 575e3)


def test_byte_order_mark_is_no_error() -> None:
    assert load_bytes(b"\xef\xbb\xbf" + dump(Design()), "windows.json") == Design()


def test_integers_are_numbers() -> None:
    altitude = load_bytes(mission('"altitude": 500000'), "d.json").mission.altitude
    assert isinstance(altitude, float)
    assert altitude == 500e3


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        ('"altitude": -5000', "mission.altitude: -5 km is below 160 km"),
        ('"altitude": 7e7', "mission.altitude: 70000 km is above 60000 km"),
        ('"altitude": "650 km"', "mission.altitude: '650 km' is not a number"),
        ('"altitude": true', "mission.altitude: True is not a number"),
        ('"altitude": NaN', "mission.altitude: nan is not a finite number"),
        ('"altitude": -Infinity', "mission.altitude: -inf is not a finite number"),
        ('"altitude": 1e999', "mission.altitude: inf is not a finite number"),
        (f'"altitude": 1{"0" * 5000}', "mission.altitude: inf is not a finite number"),
        ('"altitude": null', "mission.altitude: null is not a value; leave the field out to take its default"),
        ('"altitud": 5e5', "mission: there is no “altitud” here; did you mean “altitude”?"),
        ('"xyzzy": 5e5', "mission: there is no “xyzzy” here"),
        ('"sun_synchronous": 1', "mission.sun_synchronous: 1 is neither true nor false"),
        ('"attitude": "up"', "mission.attitude: “up” is none of sun_pointing, one_axis, edge_on, zenith, nadir"),
        ('"epoch": "2026"', "mission.epoch: the text needs at least 10 characters"),
        (r'"epoch": "2026-01-01 \ud800"', "mission.epoch: the text holds half of a character"),
        ('"altitude": 5e5, "altitude": 6e5', "“altitude” is given twice in one object"),
        ('"altitude": ' + "[" * 200_000 + "]" * 200_000, "is nested too deeply to be a design"),
        ('"altitude" 5e5', "is damaged or not JSON in line 1, column 78"),
    ],
)
def test_refusals_of_a_field(inside: str, sentence: str) -> None:
    assert refusal(mission(inside)) == sentence


@pytest.mark.parametrize(
    ("design", "sentence"),
    [
        ({"mission": 7}, "mission: is not an object with fields"),
        ({"orbit": {}}, "there is no “orbit” here"),
        ({"constellation": {"planes": 10**12}}, "constellation.planes: 1e12 is above 5000"),
        ({"constellation": {"planes": 2.0}}, "constellation.planes: 2.0 is not a whole number"),
        ({"stack": {"layers": {}}}, "stack.layers: is not a list"),
        ({"stack": {"layers": []}}, "stack.layers: has 0 entries, it needs 1 or more"),
        ({"stack": {"layers": [{}] * 61}}, "stack.layers: has 61 entries, at most 60 fit"),
        ({"stack": {"layers": [{"name": "cell"}]}}, "stack.layers[0]: “material” is missing"),
        ({"stack": {"front": {"absorptance": 0.9}}}, "stack.front: “emittance” is missing"),
        ({"sources": {"mission.altitude": {"text": "x", "confidence": "sure"}}},
         "sources[mission.altitude].confidence: “sure” is none of measured, published, derived, assumed"),
        ({"requirements": [{"name": "a", "result": "b.c", "relation": ">=", "value": 1e31}]},
         "requirements[0].value: 1e31 is above 1e30"),
        ({"title": "x" * 121}, "title: the text has 121 characters, at most 120 fit"),
        ({"title": ["line\nbreak"]}, "title: ['line\\nbreak'] is not a text"),
    ],
)  # fmt: skip
def test_refusals_of_a_part(design: dict[str, Any], sentence: str) -> None:
    assert refusal(text_of(design)) == sentence


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"\xff\xfe", "is not text in UTF-8 (byte 0)"),
        (b"PK\x03\x04", "is damaged or not JSON in line 1, column 1"),
        (b"[]", "is not a Dawnline design: “format” is not “dawnline-design”"),
        (b'{"design": {}}', "is not a Dawnline design: “format” is not “dawnline-design”"),
        (text_of([]), "“design” is missing or not an object"),
        (text_of({}, schema="1"), "“schema” is not a number such as 1"),
        (text_of({}, schema=True), "“schema” is not a number such as 1"),
        (text_of({}, schema=0), "“schema” is not a number such as 1"),
        (text_of({}, schema=7), "was written by a newer Dawnline (schema 7; this one reads up to 1)"),
        (text_of({}, desing={}), "there is no “desing” here; did you mean “design”?"),
        (b" " * (MAX_BYTES + 1), "is larger than the 16 MB of a design"),
    ],
)
def test_refusals_of_a_file(data: bytes, sentence: str) -> None:
    assert refusal(data) == sentence


def test_truncated_file_ends_too_early() -> None:
    data = dump(Design())
    for length in (15, 200, 700, len(data) - 2):
        line = data[:length].count(b"\n") + 1
        assert refusal(data[:length]).startswith(f"ends too early, in line {line}, column ")


@given(st.data(), field_values())
def test_error_names_the_field(data: st.DataObject, field: tuple[str, Any]) -> None:
    path, _ = field
    plain = json.loads(dump(Design()))
    holder = plain["design"]
    *parts, leaf = path.split(".")
    for part in parts:
        holder = holder[part]
    holder[leaf] = data.draw(st.sampled_from([[], {}, [1.0], float("nan"), float("inf"), 10**60]))
    with pytest.raises(FileError) as caught:
        load_bytes(json.dumps(plain).encode(), "design.json")
    assert caught.value.where == path


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The golden file with some bytes cut, doubled, replaced or put in."""
    data = bytearray(GOLDEN.read_bytes())
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        piece = draw(st.binary(max_size=6) | st.sampled_from(
            [b"", bytes(data[start:end]) * 2, b"null", b"NaN", b"1e999", b"-1", b"[", b"}", b",", b'"', b"\\ud800"]
        ))  # fmt: skip
        data[start:end] = piece
    return bytes(data)


def holds_or_refuses(data: bytes) -> bool:
    """Whether `data` either is a design that can be written again, or is refused in one line."""
    try:
        design = load_bytes(data, "design.json")
    except FileError as error:
        return str(error).isprintable()
    return load_bytes(dump(design), "design.json") == design


@given(damaged())
def test_damaged_files_raise_nothing_but_file_errors(data: bytes) -> None:
    assert holds_or_refuses(data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)


@given(json_values, st.sampled_from([*Design.__struct_fields__, "orbit"]))
def test_any_json_in_place_of_a_part_is_a_design_or_a_file_error(value: Any, part: str) -> None:
    assert holds_or_refuses(text_of({part: value}))


def test_golden_file_of_schema_1_opens_for_ever() -> None:
    design = read(GOLDEN)
    expected = {
        "title": "Golden design", "mission.altitude": 575e3, "mission.sun_synchronous": False,
        "mission.epoch": "2027-03-20T12:30:00", "constellation.pattern": "walker", "constellation.planes": 24,
        "stack.cell_efficiency": 0.221, "stack.front.absorptance": 0.92, "stack.layers[cover].thickness": 100e-6,
        "array.area": 116.0, "battery.energy": 3.24e6, "payload.accelerator": "b200",
        "thermal.radiator_sizing": "check", "platform.mass": 180.0,
    }  # fmt: skip
    assert {path: get_value(design, path) for path in expected} == expected
    assert [requirement.result for requirement in design.requirements] == [
        "power.margin_eol", "power.depth_of_discharge"
    ]  # fmt: skip
    assert design.sources["mission.altitude"].confidence == "assumed"


def test_places_that_are_no_readable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def reason(path: Path) -> str:
        with pytest.raises(FileError) as caught:
            read(path)
        return str(caught.value)

    assert reason(tmp_path / "none.json") == "none.json: there is no such file"
    assert reason(tmp_path) == f"{tmp_path.name}: is a folder, not a design file"
    assert reason(tmp_path / ("x" * 5000)).endswith("cannot be read: file name too long")
    assert reason(tmp_path / "nul\0.json").startswith("nul .json: cannot be read: ")
    big = tmp_path / "big.json"
    with big.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert reason(big) == "big.json: is larger than the 16 MB of a design"

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    write(tmp_path / "locked.json", Design())
    monkeypatch.setattr(Path, "open", forbidden)
    assert reason(tmp_path / "locked.json") == "locked.json: there is no permission to read it"


def test_a_design_that_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "design.json"
    unchecked = msgspec.structs.replace(Design(), title="half \ud800")
    with pytest.raises(FileError, match=r"^design\.json: a text of the design holds half of a character$"):
        write(path, unchecked)
    mission = msgspec.structs.replace(Design().mission, altitude=5e3)
    with pytest.raises(FileError, match=r"^design\.json: mission\.altitude: 5 km is below 160 km$"):
        write(path, msgspec.structs.replace(Design(), mission=mission))
    mission = msgspec.structs.replace(Design().mission, altitude=float("nan"))
    with pytest.raises(FileError, match=r"^design\.json: a number of the design is not finite$"):
        write(path, msgspec.structs.replace(Design(), mission=mission))
    assert list(tmp_path.iterdir()) == []


def test_file_errors_are_one_short_line() -> None:
    error = FileError("a\nb\x1b[31m.json", "x" * 10_000)
    assert str(error).startswith("a b [31m.json: xxx")
    assert len(str(error)) < 400


def test_schema_describes_the_file() -> None:
    schema = json.loads(json.dumps(design_schema()))
    assert schema["required"] == ["format", "schema", "design"]
    definitions = schema["$defs"]
    assert schema["properties"]["design"]["$ref"] == "#/$defs/Design"
    altitude = definitions["Mission"]["properties"]["altitude"]
    assert (altitude["minimum"], altitude["maximum"], altitude["unit"]) == (160e3, 60e6, "m")
    assert set(definitions["Design"]["properties"]) == set(Design.__struct_fields__)
    assert definitions["Design"]["additionalProperties"] is False
