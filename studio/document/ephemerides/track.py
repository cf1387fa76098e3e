"""What every way of writing an ephemeris has in common: bounds, dates, frames and time scales."""

import math
import re
from array import array
from dataclasses import dataclass, field

from studio.document.elements.element import date_parts, printable
from studio.document.elements.refused import Refused
from studio.text import mark, tr

MAX_POINTS = 200_000
MAX_TRACKS = 2_000
LONGEST_LINE = 2_000
_NEAREST, _FARTHEST = 6.3e6, 1e9
FIRST_DAY, LAST_DAY = 41_317, 88_433  # 1972 to 2100, between which leap seconds are known or none is assumed
NUMBER = r"[-+]?(?:\d{1,30}\.?\d{0,30}|\.\d{1,30})(?:[eEdD][-+]?\d{1,3})?"

_FRAMES = {
    "GCRF": "GCRF", "ICRF": "GCRF", "ICRF1": "GCRF", "ICRF2": "GCRF", "ICRF3": "GCRF", "INERTIAL": "GCRF",
    "EME2000": "EME2000", "J2000": "EME2000", "MOD": "MOD", "MEANOFDATE": "MOD", "MEANOFEPOCH": "MOD",
    "TOD": "TOD", "TRUEOFDATE": "TOD", "TRUEOFEPOCH": "TOD",
    "TEME": "TEME", "TEMEOFDATE": "TEME", "TEMEOFEPOCH": "TEME", "FIXED": "ITRF", "ITRF": "ITRF",
}  # fmt: skip
_ITRF = re.compile(r"ITRF-?(19|20)?\d\d(?:-\d)?")
_SCALES = {"UTC": "UTC", "TAI": "TAI", "TT": "TT", "GPS": "GPS", "TDB": "TDB", "UT1": "UT1"}


@dataclass(slots=True)
class Track:
    """Where one object was, as the file says: in its frame, its scale of time, and metres."""

    name: str = ""
    identity: str = ""
    """Its international designator, or what the file has for it"""
    frame: str = "GCRF"
    """One of `studio.physics.given_frames.GIVEN_FRAMES`"""
    frozen: tuple[int, float] | None = None
    """The date whose equator and equinox the frame has, where it is not that of each point"""
    scale: str = "UTC"
    """One of `studio.physics.given_frames.SCALES`"""
    since: tuple[int, float] | None = None
    """The date that the seconds are counted from, where they are not those of a day"""
    days: "array[int]" = field(default_factory=lambda: array("l"))
    """Modified Julian day of each point; 0 where the seconds are counted from one date"""
    seconds: "array[float]" = field(default_factory=lambda: array("d"))
    """Since the beginning of the day, or since that date [s]"""
    positions: "array[float]" = field(default_factory=lambda: array("d"))
    """Three a point [m]"""
    velocities: "array[float]" = field(default_factory=lambda: array("d"))
    """Three a point [m/s], or none at all"""
    parts: int = 1
    """Segments of the file that it was written in"""

    @property
    def points(self) -> int:
        return len(self.days)

    def add(self, moment: tuple[int, float], numbers: list[float], unit: float, line: int | None) -> None:
        """One more point: its date, then three or six numbers in `unit` [m]; it is later than the one before."""
        day, second = moment
        if self.since is None and not FIRST_DAY <= day < LAST_DAY:
            raise Refused(tr(mark("the date lies outside 1972 to 2100")), line)
        if self.days and (day, second) <= (self.days[-1], self.seconds[-1]):
            raise Refused(tr(mark("the point is not later than the one before it")), line)
        x, y, z = numbers[0] * unit, numbers[1] * unit, numbers[2] * unit
        distance = math.sqrt(x * x + y * y + z * z)
        if not _NEAREST <= distance <= _FARTHEST:
            raise Refused(tr(mark("a point {distance:.6g} km from the centre of the Earth is on no orbit about it"),
                             distance=distance / 1e3), line)  # fmt: skip
        self.days.append(day)
        self.seconds.append(second)
        self.positions.extend((x, y, z))
        if len(numbers) >= 6:
            speed = [number * unit for number in numbers[3:6]]
            if not math.hypot(*speed) <= 2e4:
                raise Refused(tr(mark("a speed of {speed:.6g} km/s is that of no orbit about the Earth"),
                                 speed=math.hypot(*speed) / 1e3), line)  # fmt: skip
            self.velocities.extend(speed)


def frame_of(text: str, line: int | None) -> str:
    """The studio's name of a frame; Refused where it is none that is known."""
    name = re.sub(r"[ _]", "", text).upper()
    found = _FRAMES.get(name) or ("ITRF" if _ITRF.fullmatch(name) else None)
    if found is None:
        raise Refused(tr(mark("the frame “{frame}” is none of {known}"), frame=printable(text),
                         known="EME2000, ICRF, GCRF, TOD, MOD, TEME, ITRF"), line)  # fmt: skip
    return found


def scale_of(text: str, line: int | None) -> str:
    """The studio's name of a scale of time; Refused where it is none that is known."""
    found = _SCALES.get(text.strip().upper())
    if found is None:
        raise Refused(tr(mark("the time system “{scale}” is none of {known}"), scale=printable(text),
                         known=", ".join(_SCALES)), line)  # fmt: skip
    return found


def centred(text: str, line: int | None) -> None:
    """Complain unless the centre is the Earth."""
    if text.strip().upper().replace(" BARYCENTER", " BARYCENTRE") != "EARTH":
        raise Refused(tr(mark("the orbit is about “{centre}”, not about the Earth"), centre=printable(text)), line)


def moment(text: str, line: int | None) -> tuple[int, float]:
    """Modified Julian day, and seconds of it, of a date such as 2026-01-01T06:00:00.5 or 2026-001T06:00:00.5."""
    return date_parts(text, line)


def number(text: str, what: str, line: int | None) -> float:
    """A number; Refused where it is none, or too large for one."""
    found = text.strip()
    value = float(found.replace("d", "e").replace("D", "e")) if re.fullmatch(NUMBER, found, re.ASCII) else math.nan
    if not math.isfinite(value):
        raise Refused(tr(mark("{keyword} is “{value}”, not a number"), keyword=what, value=printable(found)), line)
    return value


def joined(tracks: list[Track]) -> tuple[Track, ...]:
    """One track an object: its segments put together, where they follow one another in one frame and scale."""
    found: dict[tuple[str, str], Track] = {}
    for track in tracks:
        key = (track.name, track.identity)
        known = found.get(key)
        if known is None:
            found[key] = track
            continue
        same = (known.frame, known.frozen, known.scale, known.since, bool(known.velocities)) == (
            track.frame, track.frozen, track.scale, track.since, bool(track.velocities))  # fmt: skip
        if not same:
            raise Refused(tr(mark("the segments of “{name}” are in different frames or time systems"),
                             name=track.name or track.identity))  # fmt: skip
        _append(known, track)
    return tuple(found.values())


def _append(known: Track, more: Track) -> None:
    """The points of a later segment; where two overlap, those of the earlier one count."""
    last = (known.days[-1], known.seconds[-1])
    skip = next((place for place in range(more.points) if (more.days[place], more.seconds[place]) > last), more.points)
    known.days.extend(more.days[skip:])
    known.seconds.extend(more.seconds[skip:])
    known.positions.extend(more.positions[3 * skip :])
    known.velocities.extend(more.velocities[3 * skip :])
    known.parts += 1
