"""Orbit ephemeris messages as XML, alone or within a combined message."""

from collections.abc import Callable, Mapping

from studio.document.elements.element import printable
from studio.document.elements.refused import Refused
from studio.document.ephemerides.oem import KM, METADATA, check_count, check_version, track_of, useable
from studio.document.ephemerides.track import MAX_POINTS, Track, moment, number
from studio.document.xml_stream import XmlStream
from studio.numerals import set_count
from studio.text import mark, tr

_STATE = ("X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT")
_KEYS = frozenset(("EPOCH", *_STATE))


_OTHERS = frozenset(("omm", "opm", "ocm", "aem", "apm", "acm", "tdm", "cdm", "rdm"))


def read_xml(data: bytes, checkpoint: Callable[[float], None] | None = None) -> tuple[list[Track], int]:
    """The segments of all <oem> in a document, and how many messages of other kinds stand beside them.

    Raises
    ------
    Refused
        With its line, where anything of them cannot be used.
    """
    reader = _Reader()
    XmlStream(reader.started, reader.ended, reader.wanted).read(data, checkpoint)
    return reader.found, reader.others


class _Reader:
    """Where in a message the stream is: in none, in a message, its metadata, its data, or one state of them."""

    def __init__(self) -> None:
        self.found: list[Track] = []
        self.others = 0
        self._place = ""
        self._begin = 0
        self._points = 0
        self._said: dict[str, str] = {}
        self._state: dict[str, str] = {}
        self._track: Track | None = None

    def wanted(self, tag: str) -> bool:
        return (self._place == "metadata" and tag in METADATA) or (self._place == "stateVector" and tag in _KEYS)

    def started(self, tag: str, attributes: Mapping[str, str], line: int) -> None:
        if tag.lower() == "oem":
            if self._place:
                raise Refused(tr(mark("a message stands within another")), line)
            check_version(attributes.get("version", ""), line)
            self._place = "oem"
        elif not self._place:
            self.others += tag.lower() in _OTHERS
        elif tag == "metadata" and self._place == "oem":
            self._place, self._begin, self._said = "metadata", line, {}
        elif tag == "data" and self._place == "oem":
            self._track, self._place = track_of(self._said, self._begin), "data"
        elif tag == "stateVector" and self._place == "data":
            self._state, self._place = {}, "stateVector"
        elif self._place == "stateVector" and tag in _STATE:
            unit, said = ("km/s" if tag.endswith("_DOT") else "km"), attributes.get("units", "")
            if said and said.lower() != unit:
                raise Refused(tr(mark("{keyword} is in “{said}”, not in {unit}"), keyword=tag, said=printable(said),
                                 unit=unit), line)  # fmt: skip

    def ended(self, tag: str, text: str, line: int) -> None:
        if self.wanted(tag):
            said = self._said if self._place == "metadata" else self._state
            if tag in said:
                raise Refused(tr(mark("{keyword} is given twice"), keyword=tag), line)
            said[tag] = text
        elif tag == "metadata" and self._place == "metadata":
            self._place = "oem"
        elif tag == "stateVector" and self._place == "stateVector":
            self._add(line)
            self._place = "data"
        elif tag == "data" and self._place == "data":
            assert self._track is not None
            self.found.append(useable(self._said, self._track, self._begin))
            check_count(self.found, line)
            self._track, self._said, self._place = None, {}, "oem"
        elif tag.lower() == "oem":
            self._place = ""

    def _add(self, line: int) -> None:
        assert self._track is not None
        missing = next((key for key in ("EPOCH", *_STATE) if not self._state.get(key, "").strip()), None)
        if missing is not None:
            raise Refused(tr(mark("{keyword} is missing"), keyword=missing), line)
        self._points += 1
        if self._points > MAX_POINTS:
            raise Refused(tr(mark("more than {most} points"), most=set_count(MAX_POINTS)), line)
        numbers = [number(self._state[key], key, line) for key in _STATE]
        self._track.add(moment(self._state["EPOCH"], line), numbers, KM, line)

