"""Orbit mean-elements messages as lines of KEYWORD = value, as CSV, and as JSON."""

import csv
import json
import re
from collections.abc import Iterator
from typing import Any

from studio.design.element_sets import Element
from studio.document.elements.omm import KEYWORDS, element_of
from studio.document.elements.refused import Refused
from studio.text import mark, tr

_LAST = "BSTAR"
_PAIR = re.compile(r"\s*([A-Z0-9_]+)\s*=\s*(.*?)\s*(?:\[[^\[\]]*\])?\s*")
_HEAD = "CCSDS_OMM_VERS"


def read_kvn(text: str) -> Iterator[Element]:
    """The objects of KEYWORD = value lines; a message begins with its version, or where a keyword comes again."""
    said: dict[str, str] = {}
    begin = 1
    for place, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.lstrip().startswith("COMMENT"):
            continue
        pair = _PAIR.fullmatch(line.rstrip("\r"))
        if pair is None:
            raise Refused(tr(mark("KEYWORD = value is expected")), place)
        keyword, value = pair.groups()
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
    """The objects of a list of objects with the keywords, or of one such object."""
    try:
        found = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except json.JSONDecodeError as error:
        early = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        raise Refused(tr(mark("the file ends too early")) if early else tr(mark("damaged, or not JSON")),
                      error.lineno) from None  # fmt: skip
    except RecursionError:
        raise Refused(tr(mark("nested too deeply"))) from None
    for place, one in enumerate(found if isinstance(found, list) else [found], start=1):
        try:
            yield element_of(_said(one), None)
        except Refused as refused:
            raise Refused(tr(mark("object {place}: {reason}"), place=place, reason=str(refused))) from None


def _said(one: Any) -> dict[str, str]:
    if not isinstance(one, dict):
        raise Refused(tr(mark("not an object with keywords")))
    known = {key: value for key, value in one.items() if key in KEYWORDS and value is not None}
    odd = next((key for key, value in known.items() if not isinstance(value, str)), None)
    if odd is not None:
        raise Refused(tr(mark("{keyword} is neither a number nor a text"), keyword=odd))
    return known
