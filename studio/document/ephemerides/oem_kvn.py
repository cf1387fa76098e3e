"""Orbit ephemeris messages as lines: KEYWORD = value between META_START and META_STOP, then rows of numbers."""

import math
import re
from collections.abc import Callable

from studio.document.elements.refused import Refused
from studio.document.ephemerides.oem import KM, METADATA, check_count, check_version, track_of, useable
from studio.document.ephemerides.track import LONGEST_LINE, MAX_POINTS, NUMBER, Track, moment
from studio.document.key_value import key_value
from studio.numerals import set_count
from studio.text import mark, tr

HEAD = "CCSDS_OEM_VERS"
_ROW = re.compile(rf"\s*(\S+)((?:\s+{NUMBER}){{6}}(?:(?:\s+{NUMBER}){{3}})?)\s*", re.ASCII)
_HEADER = frozenset((HEAD, "CREATION_DATE", "ORIGINATOR", "CLASSIFICATION", "MESSAGE_ID"))
_EVERY = 4096


def read_kvn(text: str, checkpoint: Callable[[float], None] | None = None) -> list[Track]:
    """The segments of one message, or of several one after the other.

    Raises
    ------
    Refused
        At the first line that is not what the standard has there.
    """
    lines = text.split("\n")
    found: list[Track] = []
    said: dict[str, str] = {}
    track: Track | None = None
    state, begin, points = "start", 1, 0
    for place, line in enumerate(lines, start=1):
        if place % _EVERY == 0 and checkpoint is not None:
            checkpoint(place / len(lines))
        if len(line) > LONGEST_LINE:
            raise Refused(tr(mark("longer than {most} characters"), most=LONGEST_LINE), place)
        bare = line.strip()
        if not bare or bare.startswith("COMMENT"):
            continue
        if state == "covariance":
            if bare == "COVARIANCE_STOP":
                state = "data"
            continue
        if state == "data" and (row := _ROW.fullmatch(line)) is not None:
            assert track is not None
            points += 1
            if points > MAX_POINTS:
                raise Refused(tr(mark("more than {most} points"), most=set_count(MAX_POINTS)), place)
            numbers = [float(one) for one in row[2].replace("d", "e").replace("D", "e").split()]
            if not all(map(math.isfinite, numbers)):
                raise Refused(tr(mark("a number is too large")), place)
            track.add(moment(row[1], place), numbers, KM, place)
            continue
        if bare == "META_START" and state in ("header", "data"):
            _end(found, said, track, begin)
            check_count(found, place)
            said, track, state, begin = {}, None, "metadata", place
            continue
        if bare == "META_STOP" and state == "metadata":
            track, state = track_of(said, begin), "data"
            continue
        if bare == "COVARIANCE_START" and state == "data":
            state = "covariance"
            continue
        pair = key_value(line)
        keyword = pair[0] if pair is not None else ""
        if pair is not None and keyword == HEAD and state in ("start", "data"):
            _end(found, said, track, begin)
            check_version(pair[1], place)
            said, track, state = {}, None, "header"
        elif state == "header" and keyword in _HEADER - {HEAD}:
            continue
        elif pair is not None and state == "metadata" and keyword in METADATA:
            if keyword in said:
                raise Refused(tr(mark("{keyword} is given twice"), keyword=keyword), place)
            said[keyword] = pair[1]
        else:
            raise Refused(_expected(state), place)
    if state in ("start", "metadata", "covariance") or (state == "header" and not found):
        raise Refused(tr(mark("the file ends too early")), len(lines))
    _end(found, said, track, begin)
    return found


def _end(found: list[Track], said: dict[str, str], track: Track | None, begin: int) -> None:
    if track is not None:
        found.append(useable(said, track, begin))


def _expected(state: str) -> str:
    if state == "start":
        return tr(mark("{keyword} is expected"), keyword=HEAD)
    if state == "header":
        return tr(mark("{keyword} is expected"), keyword="META_START")
    if state == "metadata":
        return tr(mark("a keyword of the metadata, or META_STOP, is expected"))
    return tr(mark("a date, three numbers in km and three in km/s are expected"))
