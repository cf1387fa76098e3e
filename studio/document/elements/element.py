"""What every way of writing elements has in common: bounds, dates and names."""

import calendar
import math
import re
from datetime import date

from studio.design.element_sets import LONGEST_NAME, Element
from studio.document.elements.refused import Refused
from studio.text import mark, printable_line, tr

_MJD_OF_ORDINAL = 678_576
FASTEST = 18.0
"""Revolutions a day of an orbit at the ground: 17; faster than that flies nothing."""
_DATE = re.compile(
    r"(?P<year>\d{4})-(?:(?P<month>\d{2})-(?P<day>\d{2})|(?P<number>\d{3}))T"
    r"(?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2}(?:\.\d{0,30})?)Z?", re.ASCII)  # fmt: skip

_BOUNDS = (
    ("epoch", mark("epoch"), 35_000.0, 100_000.0),  # 1954 to 2132
    ("eccentricity", mark("eccentricity"), 0.0, math.nextafter(1.0, 0.0)),
    ("inclination", mark("inclination"), 0.0, 180.0),
    ("node", mark("right ascension of the node"), -360.0, 360.0),
    ("perigee", mark("argument of perigee"), -360.0, 360.0),
    ("anomaly", mark("mean anomaly"), -360.0, 360.0),
    ("drag", mark("drag term B*"), -1e3, 1e3),
)


def checked(element: Element, line: int | None) -> Element:
    """`element`, where every number is one that an orbit about the Earth can have."""
    if not 0.0 < element.mean_motion <= FASTEST:
        raise Refused(tr(mark("a mean motion of {value:g} revolutions a day is not that of a satellite"),
                         value=element.mean_motion), line)  # fmt: skip
    if not 0 <= element.number < 1_000_000_000:
        raise Refused(tr(mark("{value} is not a catalogue number"), value=element.number), line)
    for field, label, low, high in _BOUNDS:
        value = getattr(element, field)
        if not low <= value <= high:
            raise Refused(tr(mark("the {what} cannot be {value:g}"), what=tr(label), value=value), line)
    return element


def printable(text: str) -> str:
    """A name as one line of bounded length."""
    line = printable_line(text)
    return line[:LONGEST_NAME].strip()


def epoch_of(text: str, line: int | None) -> float:
    """Modified Julian date of a UTC date such as 2026-01-01T06:00:00.123456, or with the day of the year."""
    day, seconds = date_parts(text, line)
    return day + seconds / 86_400.0


def date_parts(text: str, line: int | None) -> tuple[int, float]:
    """The modified Julian day of such a date, and the seconds of it."""
    found = _DATE.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        year = int(found["year"])
        if found["number"]:
            day = date(year, 1, 1).toordinal() + int(found["number"]) - 1
            if not 1 <= int(found["number"]) <= 365 + calendar.isleap(year):
                raise ValueError
        else:
            day = date(year, int(found["month"]), int(found["day"])).toordinal()
        hour, minute, second = int(found["hour"]), int(found["minute"]), float(found["second"])
        if hour > 23 or minute > 59 or second >= (61.0 if (hour, minute) == (23, 59) else 60.0):
            raise ValueError
    except ValueError:
        raise Refused(tr(mark("“{text}” is not a date such as 2026-01-01T06:00:00"), text=printable(text)),
                      line) from None  # fmt: skip
    return day - _MJD_OF_ORDINAL, hour * 3600.0 + minute * 60.0 + second
