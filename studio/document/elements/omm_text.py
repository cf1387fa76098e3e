"""Orbit mean-elements messages as lines of KEYWORD = value, as CSV, and as JSON."""

import csv
import json
import re
from collections.abc import Iterator
from typing import Any

from studio.design.element_sets import Element
from studio.document.elements.omm import KEYWORDS, element_of
from studio.document.elements.refused import Refused
from studio.document.key_value import key_value, without_unit
from studio.numerals import set_count
from studio.text import mark, tr

_LAST = "BSTAR"
_LONGEST_OBJECT = 10_000
"""Characters of one object in JSON: those of a catalogue have some hundreds."""
_BLANKS = re.compile(r"[ \t\n\r]*")
_HEAD = "CCSDS_OMM_VERS"


def read_kvn(text: str) -> Iterator[Element]:
    """The objects of KEYWORD = value lines; a message begins with its version, or where a keyword comes again."""
    said: dict[str, str] = {}
    begin = 1
    for place, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.lstrip().startswith("COMMENT"):
            continue
        pair = key_value(line)
        if pair is None:
            raise Refused(tr(mark("KEYWORD = value is expected")), place)
        keyword, value = pair[0], without_unit(pair[1])
        if keyword == _HEAD or keyword in said:
            if keyword != _HEAD and _LAST not in said:
                raise Refused(tr(mark("{keyword} is given twice"), keyword=keyword), place)
            if said:
                yield element_of(said, begin)
            said, begin = {}, place
        if keyword in KEYWORDS:
            said[keyword] = value
    if said:
        yield element_of(said, begin)


def read_csv(text: str) -> Iterator[Element]:
    """The objects of a table whose first line has the keywords."""
    rows = csv.reader(text.splitlines(), strict=True)
    try:
        heads = [head.strip().upper() for head in next(rows, [])]
        if len(set(heads)) < len(heads):
            raise Refused(tr(mark("two columns have one name")), 1)
        for row in rows:
            if not row:
                continue
            if len(row) != len(heads):
                raise Refused(tr(mark("the row has {count} columns, the first line {heads}"), count=len(row),
                                 heads=len(heads)), rows.line_num)  # fmt: skip
            said = {head: cell for head, cell in zip(heads, row, strict=True) if head in KEYWORDS}
            yield element_of(said, rows.line_num)
    except csv.Error as error:
        raise Refused(tr(mark("not a row of a table: {reason}"), reason=str(error)), rows.line_num) from None


def read_json(text: str) -> Iterator[Element]:
    """The objects of a list of objects with the keywords, or of one such object.

    One is read after the other, and no more of the text at a time than one may have: what is read takes ten times the
    memory of its text.
    """
    at = _behind_blanks(text, 0)
    is_list = text.startswith("[", at)
    at = _behind_blanks(text, at + is_list)
    place = 0
    while not (is_list and place == 0 and text.startswith("]", at)):
        place += 1
        one, at = _one(text, at, place)
        try:
            yield element_of(_said(one), None)
        except Refused as refused:
            raise Refused(tr(mark("object {place}: {reason}"), place=place, reason=str(refused))) from None
        at = _behind_blanks(text, at)
        if not is_list or not text.startswith(",", at):
            break
        at = _behind_blanks(text, at + 1)
    if is_list and not text.startswith("]", at):
        raise _not_json(text, at)
    at = _behind_blanks(text, at + is_list)
    if at < len(text):
        raise _not_json(text, at)


def _one(text: str, at: int, place: int) -> tuple[Any, int]:
    """The value that begins at `at`, and where it ends."""
    piece = text[at : at + _LONGEST_OBJECT]
    try:
        one, end = _DECODER.raw_decode(piece)
    except json.JSONDecodeError as error:
        early = error.pos >= len(piece.rstrip()) or error.msg.startswith("Unterminated")
        if early and at + len(piece) < len(text):
            longest = set_count(_LONGEST_OBJECT)
            raise Refused(tr(mark("object {place}: {reason}"), place=place, reason=tr(
                mark("it has more than {longest} characters"), longest=longest))) from None  # fmt: skip
        raise _not_json(text, at + error.pos, early) from None
    except RecursionError:
        raise Refused(tr(mark("nested too deeply"))) from None
    except Refused as refused:
        raise Refused(tr(mark("object {place}: {reason}"), place=place, reason=str(refused))) from None
    return one, at + end


def _behind_blanks(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    return match.end() if match else at


def _not_json(text: str, at: int, early: bool | None = None) -> Refused:
    early = at >= len(text) if early is None else early
    return Refused(tr(mark("the file ends too early")) if early else tr(mark("damaged, or not JSON")),
                   text.count("\n", 0, at) + 1)  # fmt: skip


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise Refused(tr(mark("{keyword} is given twice"), keyword=next(key for key in keys if keys.count(key) > 1)))
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_float=str, parse_int=str, parse_constant=str)


def _said(one: Any) -> dict[str, str]:
    if not isinstance(one, dict):
        raise Refused(tr(mark("not an object with keywords")))
    known = {key: value for key, value in one.items() if key in KEYWORDS and value is not None}
    odd = next((key for key, value in known.items() if not isinstance(value, str)), None)
    if odd is not None:
        raise Refused(tr(mark("{keyword} is neither a number nor a text"), keyword=odd))
    return known
