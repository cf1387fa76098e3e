"""Orbit ephemeris messages: what their keywords mean, whatever they are written in.

References
----------
.. [1] CCSDS 502.0-B-3, "Orbit Data Messages", 2023, section 5: header, metadata, ephemeris data, covariance matrices.
.. [2] CCSDS 505.0-B-3, "XML Specification for Navigation Data Messages", 2023.
"""

from collections.abc import Mapping

from studio.document.elements.element import printable
from studio.document.elements.refused import Refused
from studio.document.ephemerides.track import MAX_TRACKS, Track, centred, frame_of, moment, scale_of
from studio.numerals import set_count
from studio.text import mark, tr

VERSIONS = ("1.0", "2.0", "3.0")
KM = 1e3
METADATA = frozenset((
    "OBJECT_NAME", "OBJECT_ID", "CENTER_NAME", "REF_FRAME", "REF_FRAME_EPOCH", "TIME_SYSTEM", "START_TIME",
    "USEABLE_START_TIME", "USEABLE_STOP_TIME", "STOP_TIME", "INTERPOLATION", "INTERPOLATION_DEGREE",
))  # fmt: skip
_NEEDED = ("OBJECT_NAME", "CENTER_NAME", "REF_FRAME", "TIME_SYSTEM")


def check_version(text: str, line: int | None) -> None:
    """Complain of a version of the standard that is not known."""
    if text.strip() not in VERSIONS:
        raise Refused(tr(mark("version “{version}” of the orbit ephemeris message is none of {known}"),
                         version=printable(text), known=", ".join(VERSIONS)), line)  # fmt: skip


def track_of(said: Mapping[str, str], line: int | None) -> Track:
    """The track, still without points, that the metadata of a segment describe.

    Raises
    ------
    Refused
        Where a keyword is missing, or says what the studio cannot turn into its own frame and time.
    """
    missing = next((key for key in _NEEDED if not said.get(key, "").strip()), None)
    if missing is not None:
        raise Refused(tr(mark("{keyword} is missing"), keyword=missing), line)
    centred(said["CENTER_NAME"], line)
    frozen = said.get("REF_FRAME_EPOCH", "").strip()
    frame = frame_of(said["REF_FRAME"], line)
    if frame == "ITRF" and frozen:
        frozen = ""  # the epoch of a realisation, whose axes are the same to some centimetres
    return Track(printable(said["OBJECT_NAME"]), printable(said.get("OBJECT_ID", "")), frame,
                 moment(frozen, line) if frozen else None, scale_of(said["TIME_SYSTEM"], line))  # fmt: skip


def useable(said: Mapping[str, str], track: Track, line: int | None) -> Track:
    """`track` without the points that serve interpolation alone.

    Raises
    ------
    Refused
        Where it has no point, or none of them may be used.
    """
    if not track.points:
        raise Refused(tr(mark("the segment of “{name}” has no points"), name=track.name), line)
    first, last = (said.get(key, "").strip() for key in ("USEABLE_START_TIME", "USEABLE_STOP_TIME"))
    moments = list(zip(track.days, track.seconds, strict=True))
    begin, end = 0, len(moments)
    if first:
        earliest = moment(first, line)
        begin = next((place for place, one in enumerate(moments) if one >= earliest), end)
    if last:
        latest = moment(last, line)
        end = next((place for place, one in enumerate(moments) if one > latest), end)
    if begin >= end:
        raise Refused(tr(mark("no point of “{name}” lies within its useable time"), name=track.name), line)
    if (begin, end) == (0, len(moments)):
        return track
    return Track(track.name, track.identity, track.frame, track.frozen, track.scale, None,
                 track.days[begin:end], track.seconds[begin:end], track.positions[3 * begin : 3 * end],
                 track.velocities[3 * begin : 3 * end])  # fmt: skip


def check_count(tracks: list[Track], line: int | None) -> None:
    """Complain of more segments than are read."""
    if len(tracks) > MAX_TRACKS:
        raise Refused(tr(mark("more than {most} segments"), most=set_count(MAX_TRACKS)), line)
