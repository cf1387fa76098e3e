"""Reading ephemerides: every way of writing gives the same points, and damage is refused in one sentence."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.document.elements.refused import Refused
from studio.document.ephemerides.orbit import arc_of_track
from studio.document.ephemerides.reader import ReadEphemerides, is_ephemerides, read_ephemerides
from studio.document.importing import kind_of

META = {
    "OBJECT_NAME": "MARS GLOBAL SURVEYOR", "OBJECT_ID": "2026-001A", "CENTER_NAME": "EARTH", "REF_FRAME": "EME2000",
    "TIME_SYSTEM": "UTC", "START_TIME": "2026-12-18T12:00:00.331", "STOP_TIME": "2026-12-28T21:28:00.331",
    "INTERPOLATION": "HERMITE", "INTERPOLATION_DEGREE": "7",
}  # fmt: skip
# The rows of the worked example of CCSDS 502.0-B, about another planet there, with the x of one turned to the Earth.
ROWS = (
    ("2026-12-18T12:00:00.331", "2789.619 -2880.065 -6746.786 4.73372 -2.49586 -1.04195"),
    ("2026-12-18T12:01:00.331", "2783.419 -2308.143 -6877.071 5.18604 -2.42124 -1.99608"),
    ("2026-352T12:02:00.331", "2776.033 -1997.859 -6920.472 5.63678 -2.33951 -1.94687"),
    ("2026-12-18T12:03:00.331Z", "2.768e3 -1.687D+03 -6955.0 +5.63 -2.3 -1.9 0.1 0.2 .3"),
)  # fmt: skip
HEAD = "CCSDS_OEM_VERS = 2.0\nCOMMENT made for a test\nCREATION_DATE = 2026-11-04T17:22:31\nORIGINATOR = NASA/JPL\n\n"
KVN = (HEAD + "META_START\n" + "".join(f"{key:<20} = {value}\n" for key, value in META.items()) + "META_STOP\n\n"
       + "COMMENT points\n" + "".join(f"{date} {row}\n" for date, row in ROWS)
       + "\nCOVARIANCE_START\nEPOCH = 2026-12-28T21:29:07.267\nCOV_REF_FRAME = EME2000\n3.3e-04\n4.6e-04 6.7e-04\n"
       "COVARIANCE_STOP\n")  # fmt: skip
NAMES = ("X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT", "X_DDOT", "Y_DDOT", "Z_DDOT")


def state(date: str, row: str) -> str:
    cells = "".join(f"<{name}>{value.replace('D', 'e')}</{name}>" for name, value in zip(
        NAMES, row.split(), strict=False))
    return f"<stateVector><EPOCH>{date}</EPOCH>{cells}</stateVector>\n"


XML = ('<?xml version="1.0" encoding="UTF-8"?>\n<oem id="CCSDS_OEM_VERS" version="2.0">\n<header><ORIGINATOR>X'
       "</ORIGINATOR></header>\n<body><segment><metadata>\n"
       + "".join(f"<{key}>{value}</{key}>\n" for key, value in META.items()) + "</metadata><data>\n"
       + "".join(state(*row) for row in ROWS)
       + "<covarianceMatrix><EPOCH>2026-12-28T21:29:07.267</EPOCH><CX_X>1e-4</CX_X></covarianceMatrix>\n"
       "</data></segment></body>\n</oem>\n")  # fmt: skip
SECONDS = (0.0, 60.0, 120.0, 180.0)
STK = ("stk.v.11.0\n# WrittenBy a test\n\nBEGIN Ephemeris\n\nNumberOfEphemerisPoints 4\n"
       "ScenarioEpoch           18 Dec 2026 12:00:00.331000\nInterpolationMethod     Lagrange\nInterpolationOrder  5\n"
       "DistanceUnit            Kilometers\nCentralBody             Earth\nCoordinateSystem        J2000\n\n"
       "BEGIN SegmentBoundaryTimes\n60.0\nEND SegmentBoundaryTimes\n\nEphemerisTimePosVel\n\n"
       + "".join(f"{time:.6e} {' '.join(row.split()[:6])}\n" for time, (_, row) in zip(SECONDS, ROWS, strict=True))
       + "\nEND Ephemeris\n")  # fmt: skip
GOOD = {"OEM KVN": KVN, "OEM XML": XML, "STK": STK}


def read(text: str) -> ReadEphemerides:
    return read_ephemerides(text.encode(), "a file")


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_way_of_writing_says_the_same(kind: str, ends: str) -> None:
    assert is_ephemerides(GOOD[kind].encode(), "data")
    assert kind_of(GOOD[kind].encode(), "data.txt").name == "ephemerides"
    found = read_ephemerides(b"\xef\xbb\xbf" + GOOD[kind].replace("\n", ends).encode(), "a file")
    assert found.kind == kind
    (track,) = found.tracks
    assert track.name == ("a file" if kind == "STK" else "MARS GLOBAL SURVEYOR")
    assert (track.frame, track.scale, track.points, found.points) == ("EME2000", "UTC", 4, 4)
    assert list(track.positions)[:3] == pytest.approx([2_789_619.0, -2_880_065.0, -6_746_786.0])
    assert list(track.positions)[-3:] == pytest.approx([2.768e6, -1.687e6, -6.955e6])
    assert list(track.velocities)[:3] == pytest.approx([4733.72, -2495.86, -1041.95])
    arc = arc_of_track(track)
    reference = arc_of_track(read(KVN).tracks[0])
    assert arc.times == pytest.approx(reference.times, abs=1e-6)
    assert np.abs(arc.positions - reference.positions).max() < 1e-3


def test_segments_of_one_object_are_put_together_and_others_stay_apart() -> None:
    later = KVN.replace("2026-12-18T12:0", "2026-12-18T13:0").replace("2026-352T12:0", "2026-352T13:0")
    overlapping = KVN.replace("T12:03:00", "T12:05:00")
    other = KVN.replace("MARS GLOBAL SURVEYOR", "ANOTHER")
    body = HEAD + "".join(text[len(HEAD) :] for text in (KVN, later, other))
    one, two = read(body).tracks
    assert (one.name, one.points, one.parts) == ("MARS GLOBAL SURVEYOR", 8, 2)
    assert (two.name, two.points, two.parts) == ("ANOTHER", 4, 1)
    assert read(KVN + KVN.replace("SURVEYOR", "TWO")).points == 8  # two messages in one file
    assert read(HEAD + KVN[len(HEAD) :] + overlapping[len(HEAD) :]).tracks[0].points == 5


def test_a_combined_message_may_hold_others() -> None:
    oem = XML.partition("\n")[2]
    found = read(f"<ndm><omm><body/></omm>{oem}{oem.replace('SURVEYOR', 'TWO')}</ndm>")
    assert [track.points for track in found.tracks] == [4, 4]
    assert found.others == 1
    assert read(XML).others == 0


def test_points_outside_the_useable_time_are_left_out() -> None:
    bounds = "USEABLE_START_TIME = 2026-12-18T12:01:00\nUSEABLE_STOP_TIME = 2026-12-18T12:02:30\n"
    (track,) = read(KVN.replace("META_STOP", bounds + "META_STOP")).tracks
    assert [round(second - 43_200) for second in track.seconds] == [60, 120]
    assert len(track.positions) == len(track.velocities) == 6


def test_metres_the_earth_and_fixed_axes_are_what_stk_leaves_out() -> None:
    bare = STK.replace("DistanceUnit            Kilometers\n", "").replace("CentralBody             Earth\n", "")
    bare = bare.replace("CoordinateSystem        J2000\n", "")
    with pytest.raises(Refused, match=r"line 17: a point 7\.84\d* km from the centre"):
        read(bare)
    rows = "".join(f"{time} 7e6 0 1e6\n" for time in (0, 60, 60, 120))
    text = bare[: bare.index("EphemerisTimePosVel")] + f"EphemerisTimePos\n{rows}END Ephemeris\n"
    (track,) = read(text).tracks
    assert (track.frame, list(track.seconds), len(track.velocities)) == ("ITRF", [0.0, 60.0, 120.0], 0)
    frozen = STK.replace("J2000", "TrueOfEpoch\nCoordinateSystemEpoch 1 Jan 2020 00:00:00")
    (track,) = read(frozen).tracks
    assert (track.frame, track.frozen) == ("TOD", (58_849, 0.0))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1: the file ends too early"),
        (KVN.replace("VERS = 2.0", "VERS = 9.0"), "line 1: version “9.0”"),
        (KVN.replace("CENTER_NAME          = EARTH", "CENTER_NAME = MARS"), "line 6: the orbit is about “MARS”"),
        (KVN.replace("EME2000\nTIME", "RTN\nTIME"), "line 6: the frame “RTN” is none of"),
        (KVN.replace("= UTC", "= MET"), "line 6: the time system “MET” is none of"),
        (KVN.replace("OBJECT_ID ", "OBJECT_NAME "), "line 8: OBJECT_NAME is given twice"),
        (KVN.replace("OBJECT_ID ", "OBJECT_COLOUR "), "line 8: a keyword of the metadata"),
        (KVN.replace("META_START\n", ""), "line 6: META_START is expected"),
        (KVN.replace("-6746.786", "NaN"), "line 19: a date, three numbers"),
        (KVN.replace("-6746.786", "1e999"), "line 19: a number is too large"),
        (KVN.replace("-6746.786", "-67467860.0"), "line 19: a point 67,467,900 km from the centre"),
        (KVN.replace("2789.619 -2880.065 -6746.786", "1 2 3"), "line 19: a point 3.74166 km"),
        (KVN.replace("4.73372", "473.372"), "line 19: a speed of 473.38 km/s"),
        (KVN.replace("T12:02", "T12:00"), "line 21: the point is not later"),
        (KVN.replace("T12:02", "T12:72"), "line 21: “2026-352T12:72:00.331” is not a date"),
        (KVN.replace("2026", "1926"), "line 19: the date lies outside 1972 to 2100"),
        (KVN.replace("COVARIANCE_STOP\n", ""), "the file ends too early"),
        (KVN + "x" * 3000, "longer than 2000 characters"),
        (KVN.replace("INTERPOLATION_DEGREE = 7", "USEABLE_START_TIME = 2027-01-01T00:00:00"), "no point of"),
        (HEAD + "META_START\n" + "".join(f"{k} = {v}\n" for k, v in META.items()) + "META_STOP\n", "has no points"),
        (KVN + KVN.replace("EME2000", "TOD")[len(HEAD) :], "are in different frames"),
        (XML.replace('version="2.0">', 'version="9">'), "line 2: version “9”"),
        (XML.replace("<X>", '<X units="m">'), "line 15: X is in “m”, not in km"),
        (XML.replace("<Y>-2880.065</Y>", ""), "line 15: Y is missing"),
        (XML.replace("<Y>-2880.065</Y>", "<Y>1</Y><Y>2</Y>"), "line 15: Y is given twice"),
        (XML.replace("-2880.065", "1e999"), "line 15: Y is “1e999”, not a number"),
        (XML.replace("<oem id", '<!DOCTYPE oem [<!ENTITY a "b">]>\n<oem id'), "line 2: a document type"),
        (XML.replace("</oem>", ""), "not whole XML"),
        (XML.replace("<header>", "<oem>"), "line 3: "),
        ("<oem " + XML.partition("<oem ")[2].replace("<header>", "<a>" * 30), "nested too deeply"),
        (STK.replace("stk.v.11.0", "stk.v.eleven"), "CCSDS_OEM_VERS is expected"),
        (STK.replace("BEGIN Eph", "BEGIN Att"), "line 4: BEGIN Ephemeris is expected"),
        (STK.replace("Points 4", "Points 5"), "line 6: the file says 5 points and holds 4"),
        (STK.replace("18 Dec 2026", "31 Feb 2026"), "line 7: “2026-02-31T12:00:00.331000” is not a date"),
        (STK.replace("ScenarioEpoch", "#"), "line 18: ScenarioEpoch is missing"),
        (STK.replace("Kilometers", "Parsecs"), "line 10: the unit of distance “Parsecs”"),
        (STK.replace("Earth\n", "Moon\n"), "line 11: the orbit is about “Moon”"),
        (STK.replace("J2000", "B1950"), "line 12: the frame “B1950”"),
        (STK.replace("J2000", "TrueOfEpoch"), "CoordinateSystemEpoch is missing"),
        (STK.replace("InterpolationOrder  5", "ScaleFactor 2"), "line 9: ScaleFactor is “2”"),
        (STK.replace("TimePosVel", "LLATimePos"), "line 18: “EphemerisLLATimePos” is none of"),
        (STK.replace("END Ephemeris", ""), "the file ends too early"),
        (STK.replace("-6746.786", "inf"), "line 20: seconds and as many numbers"),
        (STK + "more\n", "nothing is expected after END Ephemeris"),
    ],
)  # fmt: skip
def test_damage_is_told_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(Refused) as caught:
        read(text)
    assert words in str(caught.value)
    assert str(caught.value).isprintable()


def test_more_points_than_are_read_are_refused() -> None:
    rows = "".join(f"{place} 7e6 0 0\n" for place in range(200_001))
    text = ("stk.v.4.3\nBEGIN Ephemeris\nScenarioEpoch 1 Jan 2026 00:00:00\nCoordinateSystem ICRF\nEphemerisTimePos\n"
            f"{rows}END Ephemeris\n")  # fmt: skip
    with pytest.raises(Refused, match="line 200006: more than 200,000 points"):
        read(text)
    assert read(text.replace("200000 7e6 0 0\n", "")).points == 200_000


def outcome(data: bytes) -> str | None:
    """Why bytes are refused."""
    try:
        read_ephemerides(data, "a file")
    except Refused as refused:
        return str(refused)
    return None


@pytest.mark.parametrize("kind", GOOD)
def test_a_file_cut_at_any_byte_is_read_or_refused(kind: str) -> None:
    whole = GOOD[kind].encode()
    for end in range(len(whole)):
        said = outcome(whole[:end])
        assert said is None or (said and said.isprintable())
    assert outcome(whole) is None


@given(st.sampled_from(sorted(GOOD)), st.integers(0, 10_000), st.integers(0, 7), st.binary(max_size=4))
def test_a_file_with_a_flipped_bit_or_junk_is_read_or_refused(kind, place, bit, junk) -> None:
    data = bytearray(GOOD[kind].encode())
    place %= len(data)
    data[place] ^= 1 << bit
    data[place:place] = junk
    said = outcome(bytes(data))
    assert said is None or (said and said.isprintable())
