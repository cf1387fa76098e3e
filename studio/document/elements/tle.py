"""Two-line element sets, with or without a line of the name above them.

References
----------
.. [1] F. R. Hoots, R. L. Roehrich, "Spacetrack Report No. 3: Models for Propagation of NORAD Element Sets", 1980.
.. [2] D. A. Vallado, P. J. Cefola, "Two-line element sets – practice and use", IAC-12-C1.6.12, 2012 (columns,
       checksum, and Alpha-5: a letter for the two leading digits of numbers from 100,000 to 339,999).
"""

import re
from collections.abc import Iterator
from datetime import date

from studio.design.element_sets import Element
from studio.document.elements.element import checked, printable
from studio.document.elements.refused import Refused
from studio.text import mark, tr

_LENGTH = 69
_NUMBER = r"[ 0-9A-HJ-NP-Z][ 0-9]{4}"
_FIRST = re.compile(
    rf"1 (?P<number>{_NUMBER})[UCS ] .{{8}} (?P<year>[ 0-9]{{2}})(?P<day>[ 0-9]{{3}}\.[ 0-9]{{8}}) "
    r"[-+ 0]\.[ 0-9]{8} [-+ ][ 0-9]{5}[-+ ][ 0-9] (?P<drag>[-+ ][ 0-9]{5}[-+ ][ 0-9]) (?P<type>[ 0-9]) [ 0-9]{4}[0-9]"
)
_ANGLE = r"[ 0-9]{3}\.[ 0-9]{4}"
_SECOND = re.compile(
    rf"2 (?P<number>{_NUMBER}) (?P<inclination>{_ANGLE}) (?P<node>{_ANGLE}) (?P<eccentricity>[ 0-9]{{7}}) "
    rf"(?P<perigee>{_ANGLE}) (?P<anomaly>{_ANGLE}) (?P<motion>[ 0-9]{{2}}\.[ 0-9]{{8}})[ 0-9]{{5}}[0-9]"
)
_MJD_OF_ORDINAL = 678_576
_ALPHA = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # neither I nor O [2]_
_WORTH = tuple(code - 48 if 48 <= code < 58 else int(code == 45) for code in range(128))
_PIVOT = 57
"""Two-digit years from here on are of the last century: no satellite flew before 1957."""


def read_tle(text: str) -> Iterator[Element]:
    """The objects of a file.

    Raises
    ------
    Refused
        At the first line that is not what it should be.
    """
    name, first, first_line = "", "", 0
    for place, raw in enumerate(text.split("\n"), start=1):
        line = raw.rstrip()
        if not line:
            continue
        if not first:
            if line.startswith("1 ") and not (len(line) < 30 and not name):
                first, first_line = line, place
                _check_line(line, 1, place)
            elif line.startswith("2 ") and len(line) == _LENGTH:
                raise Refused(tr(mark("a second line stands without its first")), place)
            elif name:
                raise Refused(tr(mark("line 1 of a two-line set is expected after the name “{name}”"), name=name),
                              place)  # fmt: skip
            else:
                name = printable(line[2:] if line.startswith("0 ") else line)
            continue
        if not line.startswith("2 "):
            raise Refused(tr(mark("line 2 of a two-line set is expected")), place)
        _check_line(line, 2, place)
        yield _element(first, line, name, first_line, place)
        name = first = ""
    if first:
        raise Refused(tr(mark("the file ends before line 2 of its last set")), first_line)
    if name:
        raise Refused(tr(mark("the file ends after the name “{name}”"), name=name), place)


def checksum(line: str) -> int:
    """Sum of the digits of the first 68 columns, a minus counting one, modulo ten [2]_."""
    return sum(map(_WORTH.__getitem__, line[: _LENGTH - 1].encode("ascii", "replace"))) % 10


def _check_line(line: str, which: int, place: int) -> None:
    if len(line) != _LENGTH:
        raise Refused(tr(mark("line {which} of a two-line set has {most} columns, not {count}"), which=which,
                         most=_LENGTH, count=len(line)), place)  # fmt: skip
    if not line.isascii():
        raise Refused(tr(mark("a two-line set holds plain letters and digits only")), place)
    if not line[-1].isdigit() or checksum(line) != int(line[-1]):
        raise Refused(tr(mark("the checksum should be {right}, and is {found}"), right=checksum(line),
                         found=printable(line[-1])), place)  # fmt: skip


def _element(first: str, second: str, name: str, first_line: int, second_line: int) -> Element:
    one, two = _FIRST.fullmatch(first), _SECOND.fullmatch(second)
    if one is None:
        raise Refused(tr(mark("the columns of line 1 are not those of a two-line set")), first_line)
    if two is None:
        raise Refused(tr(mark("the columns of line 2 are not those of a two-line set")), second_line)
    if one["type"] not in " 0":
        raise Refused(tr(mark("elements of type {type} are not those of SGP4"), type=one["type"]), first_line)
    try:
        number, other = _number(one["number"]), _number(two["number"])
        epoch = _epoch(one["year"], one["day"])
        values = {key: float(two[key]) for key in ("inclination", "node", "perigee", "anomaly", "motion")}
        drag = _decimal(one["drag"])
    except ValueError:
        raise Refused(tr(mark("a number has blanks among its digits")), first_line) from None
    if number != other:
        raise Refused(tr(mark("its first line is of object {one}, its second of {other}"), one=number, other=other),
                      second_line)  # fmt: skip
    element = Element(number, epoch, values["motion"], float("0." + two["eccentricity"].replace(" ", "0")),
                      values["inclination"], values["node"], values["perigee"], values["anomaly"], drag,
                      name)  # fmt: skip
    return checked(element, second_line)


def _number(text: str) -> int:
    text = text.strip()
    if not text:
        return 0
    if text[0] in _ALPHA:
        return (10 + _ALPHA.index(text[0])) * 10_000 + int(text[1:])
    return int(text)


def _epoch(year: str, day: str) -> float:
    short = int(year)
    start = date(1900 + short if short >= _PIVOT else 2000 + short, 1, 1)
    return start.toordinal() - _MJD_OF_ORDINAL + float(day) - 1.0


def _decimal(text: str) -> float:
    """A number such as " 28098-4": a sign, five digits after the point, and the power of ten."""
    digits, power = text[1:6].replace(" ", "0"), text[6:].replace(" ", "+").replace("++", "+0")
    value = float(f"0.{digits}e{power}")
    return -value if text[0] == "-" else value
