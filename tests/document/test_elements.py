"""Reading element sets: every way of writing gives the same objects, and damage is refused in one sentence."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.design import Design, DesignError
from studio.design.element_edit import add_elements, remove_elements
from studio.design.element_sets import MAX_OBJECTS, Element, ElementSets, read_table, table_text
from studio.document import files
from studio.document.elements.reader import ReadElements, is_elements, read_elements, read_file
from studio.document.elements.refused import Refused
from studio.document.elements.tle import checksum
from studio.document.error import FileError

CASES = json.loads((Path(__file__).parents[1] / "data" / "sgp4_verification.json").read_text())["cases"]
TLE = "".join(f"{case['first']}\n{case['second']}\n" for case in CASES[:4])
NAMED = "".join(f"0 OBJECT {place}\n{case['first']}\n{case['second']}\n" for place, case in enumerate(CASES[:4]))
# The worked message of CCSDS 502.0-B: GOES 9, in the units and words of the standard.
GOES = {
    "OBJECT_NAME": "GOES 9", "OBJECT_ID": "1995-025A", "CENTER_NAME": "EARTH", "REF_FRAME": "TEME",
    "TIME_SYSTEM": "UTC", "MEAN_ELEMENT_THEORY": "SGP/SGP4", "EPOCH": "2007-064T10:34:41.4264",
    "MEAN_MOTION": "1.00273272", "ECCENTRICITY": "0.0005013", "INCLINATION": "3.0539", "RA_OF_ASC_NODE": "81.7939",
    "ARG_OF_PERICENTER": "249.2363", "MEAN_ANOMALY": "150.1602", "EPHEMERIS_TYPE": "0", "NORAD_CAT_ID": "23581",
    "BSTAR": "0.0001",
}  # fmt: skip
OTHER = GOES | {"OBJECT_NAME": "SECOND, OF THE TWO", "NORAD_CAT_ID": "270001", "EPOCH": "2007-03-05T10:34:41.426400"}
TWO = (GOES, OTHER)
KVN = "".join("CCSDS_OMM_VERS = 2.0\nCOMMENT made for a test\n"
              + "".join(f"{key} = {value}\n" for key, value in one.items()) for one in TWO)  # fmt: skip
CSV = ",".join(GOES) + "\n" + "".join(",".join(f'"{value}"' for value in one.values()) + "\n" for one in TWO)
JSON = json.dumps([one | {"NORAD_CAT_ID": int(one["NORAD_CAT_ID"]), "BSTAR": 1e-4} for one in TWO])
XML = ('<?xml version="1.0" encoding="UTF-8"?>\n<ndm>\n' + "".join(
    '<omm id="CCSDS_OMM_VERS" version="2.0"><body><segment>\n'
    + "".join(f"<{key}>{value}</{key}>\n" for key, value in one.items()) + "</segment></body></omm>\n" for one in TWO)
    + "</ndm>\n")  # fmt: skip
WAYS = {"OMM KVN": KVN, "OMM CSV": CSV, "OMM JSON": JSON, "OMM XML": XML}
GOOD = {"TLE": TLE, "3LE": NAMED, **WAYS}


def test_columns_of_a_two_line_set() -> None:
    element = read_elements(TLE.encode()).elements[0]
    # 2000, day 179.78495062: the 27th of June, modified Julian date 51722.
    assert element == Element(5, 51722.78495062, 10.82419157, 0.1859667, 34.2682, 348.7242, 331.7664, 19.3264,
                              2.8098e-5, "")  # fmt: skip


def test_names_and_windows_line_ends() -> None:
    found = read_elements(b"\xef\xbb\xbf" + NAMED.replace("\n", "\r\n").encode())
    assert [one.name for one in found.elements] == [f"OBJECT {place}" for place in range(4)]
    assert [one._replace(name="") for one in found.elements] == list(read_elements(TLE.encode()).elements)


@pytest.mark.parametrize("kind", WAYS)
def test_every_way_of_writing_a_message_says_the_same(kind: str) -> None:
    found = read_elements(WAYS[kind].encode())
    assert found.kind == kind
    first, second = found.elements
    assert first == Element(23581, pytest.approx(54164.44075725, abs=1e-8), 1.00273272, 0.0005013, 3.0539, 81.7939,
                            249.2363, 150.1602, 1e-4, "GOES 9")  # fmt: skip
    assert second.name == "SECOND, OF THE TWO"
    assert second.epoch == pytest.approx(first.epoch, abs=1e-10)  # day 64 of 2007 is the 5th of March


def test_letters_in_a_number_are_alpha_5() -> None:
    def renumbered(line: str, number: str) -> str:
        bare = line[:2] + number + line[7:68]
        return bare + str(checksum(bare))

    case = CASES[0]
    for letters, number in (("A0000", 100_000), ("J2931", 182_931), ("Z9999", 339_999)):
        pair = "\n".join(renumbered(case[key], letters) for key in ("first", "second"))
        assert read_elements(pair.encode()).elements[0].number == number
    wrong = "\n".join(renumbered(case[key], "I0000") for key in ("first", "second"))
    with pytest.raises(Refused, match="line 1"):
        read_elements(wrong.encode())


def test_newest_of_several_sets_of_one_object_stays() -> None:
    newer = GOES | {"EPOCH": "2007-066T00:00:00"}
    found = read_elements(json.dumps([GOES, newer, OTHER]).encode())
    assert [one.number for one in found.elements] == [23581, 270001]
    assert found.elements[0].epoch == 54166.0
    assert found.left_out == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no element sets"),
        ("hello\n", "ends after the name"),
        (TLE.replace("4753\n", "4754\n"), "line 1: the checksum should be 3, and is 4"),
        (TLE.replace("4753\n", "475\n"), "line 1: line 1 of a two-line set has 69 columns, not 68"),
        (CASES[0]["first"] + "\n" + CASES[1]["second"], "line 2: its first line is of object 5"),
        (CASES[0]["first"], "line 1: the file ends before line 2"),
        (CASES[0]["second"], "line 1: a second line stands without its first"),
        (KVN.replace("MEAN_MOTION = 1.0", "MEAN_MOTION = -1.0"), "mean motion of -1.0"),
        (KVN.replace("ECCENTRICITY = 0.0005013", "ECCENTRICITY = nan"), "line 1: ECCENTRICITY is “nan”"),
        (KVN.replace("SGP/SGP4", "SGP4-XP"), "SGP4 needs SGP4"),
        (KVN.replace("TEME", "EME2000"), "REF_FRAME is “EME2000”"),
        (KVN.replace("BSTAR = 0.0001\n", ""), "BSTAR is missing"),
        (KVN.replace("2007-064T10", "2007-064T25"), "is not a date"),
        (CSV.replace('"0.0001"\n', '"0.0001","more"\n'), "line 2: the row has 17 columns, the first line 16"),
        (JSON[:-40], "line 1: the file ends too early"),
        ("[" * 100_000, "nested too deeply"),
        ('[{"EPOCH": {}}]', "object 1: EPOCH is neither"),
        (XML.replace("<ndm>", '<!DOCTYPE ndm [<!ENTITY a "b">]><ndm>'), "line 2: a document type"),
        (XML.replace("</ndm>", ""), "not whole XML"),
        ("<a>" * 100, "nested too deeply"),
        (XML.replace("GOES 9", "x" * 100_000), "the value of OBJECT_NAME is too long"),
    ],
)  # fmt: skip
def test_damage_is_told_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(Refused) as caught:
        read_elements(text.encode())
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def outcome(data: bytes) -> ReadElements | str:
    """What was read, or why it was refused."""
    try:
        return read_elements(data)
    except Refused as refused:
        return str(refused)


@given(st.data())
def test_a_file_cut_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(GOOD)))
    whole = GOOD[kind].encode()
    found = outcome(whole[: data.draw(st.integers(0, len(whole)))])
    if isinstance(found, str):
        assert found
        assert "\n" not in found
        return
    # What is read of a part is what is read of the whole, but for a last number that was cut short.
    whole_elements = read_elements(whole).elements
    assert [one.number for one in found.elements] == [one.number for one in whole_elements[: len(found.elements)]]
    assert found.elements[:-1] == whole_elements[: len(found.elements) - 1]


@given(st.sampled_from(sorted(GOOD)), st.integers(0, 4000), st.binary(min_size=1, max_size=6))
def test_a_damaged_file_is_read_or_refused(kind: str, place: int, junk: bytes) -> None:
    whole = GOOD[kind].encode()
    place %= len(whole)
    found = outcome(whole[:place] + junk + whole[place + len(junk) :])
    if isinstance(found, str):
        assert "\n" not in found
    else:
        assert all(0.0 < one.mean_motion <= 18.0 and 0.0 <= one.eccentricity < 1.0 for one in found.elements)


def test_what_is_no_file_of_elements_is_not_taken_for_one() -> None:
    assert all(is_elements(text.encode(), "data") for text in GOOD.values())
    assert not is_elements(b"wavelength_nm,n,k\n300,1.52,1e-6\n", "glass.csv")
    assert not is_elements(b"DATA:\n  - type: tabulated nk\n", "glass.yml")


def test_round_trip_through_a_design_file(tmp_path: Path) -> None:
    sets = read_elements(NAMED.encode()).sets("verification", "verification.tle, TLE", date(2026, 1, 2))
    design = add_elements(add_elements(Design(), sets), sets)
    files.write(tmp_path / "with.json", design)
    back = files.read(tmp_path / "with.json")
    assert back == design
    assert [one.name for one in back.fleet.imported] == ["verification", "verification 2"]
    numbers, names = read_table(back.fleet.imported[0].table)
    assert names == [f"OBJECT {place}" for place in range(4)]
    assert numbers[:9] == list(read_elements(TLE.encode()).elements[0][:9])  # to the last digit
    assert remove_elements(remove_elements(design, "verification"), "verification 2") == Design()


def test_bounds_of_a_design() -> None:
    element = read_elements(TLE.encode()).elements[0]
    many = ElementSets("many", table_text([element] * (MAX_OBJECTS // 2 + 1)))
    assert many.objects == MAX_OBJECTS // 2 + 1
    with pytest.raises(DesignError, match="more than the 100,000"):
        add_elements(add_elements(Design(), many), many)
    with pytest.raises(Refused, match="more than 100,000 objects"):
        read_elements(((TLE[: TLE.index("\n2 ") + 71]) * (MAX_OBJECTS + 1)).encode())


@pytest.mark.parametrize("table", ["x", "1 2 3", "1 2 3 4 5 6 7 8 9 name\n1 2", "5 1 a 4 5 6 7 8 9 n"])
def test_a_damaged_table_is_told_with_its_line(table: str) -> None:
    with pytest.raises(ValueError, match=r"line \d of the imported elements"):
        read_table(table)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(FileError, match="no such file"):
        read_file(tmp_path / "none.tle")
