"""Orbit mean-elements messages: what their keywords mean, whatever they are written in.

References
----------
.. [1] CCSDS 502.0-B-3, "Orbit Data Messages", 2023, section 4 and annex on the NDM/XML form.
.. [2] Space-Track and CelesTrak documentation of general-perturbations data: the same keywords in JSON and CSV.
"""

import math
import re
from collections.abc import Mapping

from studio.design.element_sets import Element
from studio.document.elements.element import checked, epoch_of, printable
from studio.document.elements.refused import Refused
from studio.text import mark, tr

KEYWORDS = frozenset((
    "OBJECT_NAME", "NORAD_CAT_ID", "EPOCH", "MEAN_MOTION", "ECCENTRICITY", "INCLINATION", "RA_OF_ASC_NODE",
    "ARG_OF_PERICENTER", "MEAN_ANOMALY", "BSTAR", "EPHEMERIS_TYPE", "MEAN_ELEMENT_THEORY", "REF_FRAME", "TIME_SYSTEM",
    "CENTER_NAME",
))  # fmt: skip
"""Those that are read; the others are passed over."""
_NUMBERS = ("MEAN_MOTION", "ECCENTRICITY", "INCLINATION", "RA_OF_ASC_NODE", "ARG_OF_PERICENTER", "MEAN_ANOMALY",
            "BSTAR")  # fmt: skip
_WANTED = {
    "MEAN_ELEMENT_THEORY": ("SGP4", "SGP/SGP4", "SGP"),
    "REF_FRAME": ("TEME", "TEMEOFEPOCH", "TEMEOFDATE"),
    "TIME_SYSTEM": ("UTC",),
    "CENTER_NAME": ("EARTH",),
    "EPHEMERIS_TYPE": ("0",),
}
_DECIMAL = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?", re.ASCII)


def element_of(said: Mapping[str, str], line: int | None) -> Element:
    """The object that the keywords of one message describe.

    Raises
    ------
    Refused
        Where a keyword is missing or its value cannot be used, or the elements are not those of SGP4.
    """
    for keyword, allowed in _WANTED.items():
        value = said.get(keyword, "").strip().upper()
        if value and value not in allowed:
            raise Refused(tr(mark("{keyword} is “{value}”; SGP4 needs {allowed}"), keyword=keyword,
                             value=printable(value), allowed=allowed[0]), line)  # fmt: skip
    missing = next((key for key in ("EPOCH", *_NUMBERS) if not said.get(key, "").strip()), None)
    if missing is not None:
        raise Refused(tr(mark("{keyword} is missing"), keyword=missing), line)
    motion, eccentricity, inclination, node, perigee, anomaly, drag = (_number(said[k], k, line) for k in _NUMBERS)
    number = said.get("NORAD_CAT_ID", "").strip() or "0"
    if not re.fullmatch(r"\d{1,9}", number, re.ASCII):
        raise Refused(tr(mark("{value} is not a catalogue number"), value=printable(number)), line)
    element = Element(int(number), epoch_of(said["EPOCH"], line), motion, eccentricity, inclination, node, perigee,
                      anomaly, drag, printable(said.get("OBJECT_NAME", "")))  # fmt: skip
    return checked(element, line)


def _number(text: str, keyword: str, line: int | None) -> float:
    found = text.strip()
    value = float(found) if len(found) <= 40 and _DECIMAL.fullmatch(found) else math.nan
    if not math.isfinite(value):
        raise Refused(tr(mark("{keyword} is “{value}”, not a number"), keyword=keyword, value=printable(found)), line)
    return value
