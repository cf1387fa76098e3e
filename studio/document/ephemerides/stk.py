"""STK ephemeris files (.e): a header of keywords, then rows of seconds since the scenario epoch and positions.

References
----------
.. [1] AGI, "Ephemeris File Format (*.e)", STK Help: keywords, their defaults (metres, the Earth, its fixed axes), and
       the formats EphemerisTimePos, EphemerisTimePosVel and EphemerisTimePosVelAcc.
"""

import math
import re
from collections.abc import Callable

from studio.document.elements.element import date_parts, printable
from studio.document.elements.refused import Refused
from studio.document.ephemerides.track import (
    FIRST_DAY,
    LAST_DAY,
    LONGEST_LINE,
    MAX_POINTS,
    NUMBER,
    Track,
    centred,
    frame_of,
    number,
)
from studio.numerals import set_count
from studio.text import mark, tr

HEAD = re.compile(r"stk\.v\.\d{1,2}\.\d{1,2}(?:\.\d{1,2})?", re.IGNORECASE | re.ASCII)
_FORMATS = {"ephemeristimepos": 3, "ephemeristimeposvel": 6, "ephemeristimeposvelacc": 9}
_UNITS = {
    "meters": 1.0, "meter": 1.0, "m": 1.0, "kilometers": 1e3, "kilometer": 1e3, "km": 1e3, "feet": 0.3048,
    "nauticalmiles": 1852.0, "statutemiles": 1609.344, "miles": 1609.344, "earthradii": 6_378_137.0,
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(r"(\d{1,2})\s+([A-Za-z]{3})\s+(\d{4})\s+(\d{1,2}:\d{2}:\d{2}(?:\.\d{0,30})?)", re.ASCII)
_OF_EPOCH = ("TRUEOFEPOCH", "MEANOFEPOCH", "TEMEOFEPOCH")
_LONGEST_TIME = 1e10
_ROWS = {width: re.compile(rf"\s*{NUMBER}(?:\s+{NUMBER}){{{width}}}\s*", re.ASCII) for width in (3, 6, 9)}
_EVERY = 4096


def read_stk(text: str, checkpoint: Callable[[float], None] | None = None) -> Track:
    """The one object of a file.

    Raises
    ------
    Refused
        At the first line that is not what the format has there, or with what the studio cannot use.
    """
    lines = text.split("\n")
    said: dict[str, tuple[str, int]] = {}
    track: Track | None = None
    state, width, unit, rows = "start", 0, 1.0, 0
    for place, line in enumerate(lines, start=1):
        if place % _EVERY == 0 and checkpoint is not None:
            checkpoint(place / len(lines))
        if len(line) > LONGEST_LINE:
            raise Refused(tr(mark("longer than {most} characters"), most=LONGEST_LINE), place)
        bare = line.partition("#")[0].strip()
        if not bare:
            continue
        words = bare.split(maxsplit=1)
        keyword = words[0].lower()
        if state == "data" and _ROWS[width].fullmatch(bare):
            assert track is not None
            rows += 1
            if rows > MAX_POINTS:
                raise Refused(tr(mark("more than {most} points"), most=set_count(MAX_POINTS)), place)
            _add(track, bare, unit, width, place)
        elif state == "start" and HEAD.fullmatch(bare):
            state = "begin"
        elif state == "begin" and _is(bare, "BEGIN Ephemeris"):
            state = "header"
        elif state in ("header", "data", "covariance") and _is(bare, "END Ephemeris"):
            state = "end"
        elif state == "header" and _is(bare, "BEGIN SegmentBoundaryTimes"):
            state = "boundaries"
        elif state == "boundaries":
            if _is(bare, "END SegmentBoundaryTimes"):
                state = "header"
        elif state == "header" and keyword in _FORMATS:
            track, unit, width, state = _track(said, place), _unit(said), _FORMATS[keyword], "data"
        elif state == "header" and keyword.startswith("ephemeris"):
            raise Refused(tr(mark("“{format}” is none of {known}"), format=printable(bare),
                             known="EphemerisTimePos, EphemerisTimePosVel, EphemerisTimePosVelAcc"), place)  # fmt: skip
        elif state == "header" and re.fullmatch(r"[a-z][a-z0-9]*", keyword):
            if keyword in said:
                raise Refused(tr(mark("{keyword} is given twice"), keyword=printable(words[0])), place)
            said[keyword] = (words[1] if len(words) > 1 else "", place)
        elif state == "data" and keyword.startswith("covariance"):
            state = "covariance"
        elif state == "covariance":
            continue
        else:
            raise Refused(_expected(state), place)
    if track is None or state != "end":
        raise Refused(tr(mark("the file ends too early")), len(lines))
    _check_count(said, rows)
    return track


def _is(bare: str, words: str) -> bool:
    return bare.lower().split() == words.lower().split()


def _add(track: Track, bare: str, unit: float, width: int, place: int) -> None:
    time, *numbers = (float(one) for one in bare.replace("d", "e").replace("D", "e").split())
    if not all(map(math.isfinite, numbers)):
        raise Refused(tr(mark("a number is too large")), place)
    if not abs(time) <= _LONGEST_TIME:
        raise Refused(tr(mark("the date lies outside 1972 to 2100")), place)
    if track.points and time == track.seconds[-1]:
        return  # where two segments meet, both have a point
    track.add((0, time), numbers if width > 3 else numbers[:3], unit, place)


def _track(said: dict[str, tuple[str, int]], place: int) -> Track:
    epoch, line = said.get("scenarioepoch", ("", place))
    if not epoch:
        raise Refused(tr(mark("{keyword} is missing"), keyword="ScenarioEpoch"), place)
    since = _date(epoch, line)
    if not FIRST_DAY <= since[0] < LAST_DAY:
        raise Refused(tr(mark("the date lies outside 1972 to 2100")), line)
    centred(*said.get("centralbody", ("Earth", place)))
    axes, line = said.get("coordinatesystem", ("Fixed", place))
    frame = frame_of(axes, line)
    frozen: tuple[int, float] | None = None
    if axes.replace(" ", "").upper() in _OF_EPOCH:
        then, line = said.get("coordinatesystemepoch", ("", place))
        if not then:
            raise Refused(tr(mark("{keyword} is missing"), keyword="CoordinateSystemEpoch"), place)
        frozen = _date(then, line)
    for keyword, shown, allowed in (("scalefactor", "ScaleFactor", ("1", "1.0")),
                                    ("timeformat", "TimeFormat", ("epsec",))):  # fmt: skip
        value, line = said.get(keyword, ("", place))
        if value and value.strip().lower() not in allowed:
            raise Refused(tr(mark("{keyword} is “{value}”, which is not read"), keyword=shown, value=printable(value)),
                          line)  # fmt: skip
    return Track("", "", frame, frozen, "UTC", since)


def _unit(said: dict[str, tuple[str, int]]) -> float:
    text, line = said.get("distanceunit", ("meters", 0))
    name = text.replace(" ", "").lower()
    if name not in _UNITS:
        raise Refused(tr(mark("the unit of distance “{unit}” is none of {known}"), unit=printable(text),
                         known="Meters, Kilometers, Feet, NauticalMiles"), line)  # fmt: skip
    return _UNITS[name]


def _date(text: str, line: int) -> tuple[int, float]:
    """Of the Gregorian form of STK, 1 Jan 2026 00:00:00.000, or in ISO 8601."""
    found = _DATE.fullmatch(text.strip())
    if found is None or found[2].lower() not in _MONTHS:
        return date_parts(text.strip(), line)
    month = _MONTHS.index(found[2].lower()) + 1
    return date_parts(f"{found[3]}-{month:02d}-{int(found[1]):02d}T{found[4]:0>8}", line)


def _check_count(said: dict[str, tuple[str, int]], rows: int) -> None:
    text, line = said.get("numberofephemerispoints", ("", 0))
    if text and number(text, "NumberOfEphemerisPoints", line) != rows:
        raise Refused(tr(mark("the file says {said} points and holds {count}"), said=printable(text),
                         count=set_count(rows)), line)  # fmt: skip


def _expected(state: str) -> str:
    if state == "start":
        return tr(mark("{keyword} is expected"), keyword="stk.v.11.0")
    if state == "begin":
        return tr(mark("{keyword} is expected"), keyword="BEGIN Ephemeris")
    if state == "header":
        return tr(mark("a keyword and its value are expected"))
    if state == "data":
        return tr(mark("seconds and as many numbers as the format has are expected"))
    return tr(mark("nothing is expected after END Ephemeris"))
