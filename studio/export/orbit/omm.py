"""CCSDS orbit mean-elements messages for SGP4, as lines and as XML.

References
----------
.. [1] CCSDS 502.0-B-2, "Orbit Data Messages", 2009, section 4 (the orbit mean-elements message).
.. [2] CCSDS 505.0-B-2, "XML Specification for Navigation Data Messages", 2023, section 4.10.
"""

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from studio.analysis.engine import Checkpoint
from studio.analysis.sgp4_fit import MESSAGE
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.orbit.elements import Elements, elements, fit_sentence, notes, sentences
from studio.export.orbit.left_out import wrapped
from studio.export.orbit.oem import ORIGINATOR, UNLAUNCHED, document, segment
from studio.export.orbit.states import CREATED, ascii_text, maker, title_of
from studio.text import speaking

VERSION = "2.0"
_UNITS = {
    "MEAN_MOTION": "rev/day", "INCLINATION": "deg", "RA_OF_ASC_NODE": "deg", "ARG_OF_PERICENTER": "deg",
    "MEAN_ANOMALY": "deg", "BSTAR": "1/ER", "MEAN_MOTION_DOT": "rev/day**2", "MEAN_MOTION_DDOT": "rev/day**3",
}  # fmt: skip
_Pairs = list[tuple[str, str]]


def write_omm(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """Lines of keywords of one satellite: the standard has one object in a file."""
    found = elements(source, options, MESSAGE, checkpoint)
    metadata, mean, parameters = _contents(source, found, 0)
    units = ", ".join(f"{key} {unit}" for key, unit in _UNITS.items())
    lines = [f"CCSDS_OMM_VERS = {VERSION}", *(f"COMMENT {line}" for line in _about(source, found)),
             f"CREATION_DATE = {found.date}", f"ORIGINATOR = {ORIGINATOR}", "",
             *(f"{key} = {value}" for key, value in metadata), "",
             *(f"COMMENT {line}" for line in wrapped(f"Units: {units}")),
             *(f"{key} = {value}" for key, value in (*mean, *parameters)), ""]  # fmt: skip
    checkpoint(1.0)
    return Product.of("\n".join(lines), *notes(found, single=True))


def write_omm_xml(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """XML: one message, or a message for each satellite in one combined message."""
    found = elements(source, options, MESSAGE, checkpoint)
    header = [*(f"<COMMENT>{escape(line)}</COMMENT>" for line in _about(source, found)),
              f"<CREATION_DATE>{found.date}</CREATION_DATE>", f"<ORIGINATOR>{ORIGINATOR}</ORIGINATOR>"]  # fmt: skip
    messages = []
    for place in range(len(found.fitted)):
        metadata, mean, parameters = _contents(source, found, place)
        with speaking("en"):
            comment = ascii_text(fit_sentence(found, place))
        data = (f"<meanElements>\n<COMMENT>{escape(comment)}</COMMENT>\n{_xml(mean)}</meanElements>\n<tleParameters>\n"
                f"{_xml(parameters)}</tleParameters>\n")  # fmt: skip
        messages.append(segment(header, _xml(metadata), data))
    checkpoint(1.0)
    return Product.of(document("omm", VERSION, messages), *notes(found, single=False))


def _about(source: Source, found: Elements) -> list[str]:
    """What has to be known of the elements, line by line."""
    lines = [f"Written by {maker()} from the design: {title_of(source)}",
             "Mean elements for SGP4, fitted to the positions that Dawnline flies: mean elements with the drift of J2",
             "Frame: TEME, true equator and mean equinox of date (IAU 2006/2000A)",
             CREATED]  # fmt: skip
    with speaking("en"):
        lines += (line for sentence in sentences(found) for line in wrapped(ascii_text(sentence)))
    return lines


def _contents(source: Source, found: Elements, place: int) -> tuple[_Pairs, _Pairs, _Pairs]:
    """Metadata, mean elements and what SGP4 needs besides, in the order of the standard."""
    one = found.fitted[place].elements
    metadata = [("OBJECT_NAME", f"{title_of(source)} {found.fitted[place].satellite.name}"), ("OBJECT_ID", UNLAUNCHED),
                ("CENTER_NAME", "EARTH"), ("REF_FRAME", "TEME"), ("TIME_SYSTEM", "UTC"),
                ("MEAN_ELEMENT_THEORY", "SGP4")]  # fmt: skip
    mean = [("EPOCH", found.date), ("MEAN_MOTION", f"{one.motion:.12f}"), ("ECCENTRICITY", f"{one.eccentricity:.10f}"),
            ("INCLINATION", f"{one.inclination:.8f}"), ("RA_OF_ASC_NODE", f"{one.node:.8f}"),
            ("ARG_OF_PERICENTER", f"{one.perigee:.8f}"), ("MEAN_ANOMALY", f"{one.anomaly:.8f}")]  # fmt: skip
    parameters = [("EPHEMERIS_TYPE", "0"), ("CLASSIFICATION_TYPE", "U"), ("NORAD_CAT_ID", str(found.number(place))),
                  ("ELEMENT_SET_NO", "1"), ("REV_AT_EPOCH", "0"), ("BSTAR", f"{one.drag:.10f}"),
                  ("MEAN_MOTION_DOT", "0.0"), ("MEAN_MOTION_DDOT", "0.0")]  # fmt: skip
    return metadata, mean, parameters


def _xml(pairs: _Pairs) -> str:
    """Elements of XML, with the unit of those that have one."""
    units = {key: f' units="{unit}"' for key, unit in _UNITS.items()}
    return "".join(f"<{key}{units.get(key, '')}>{escape(value)}</{key}>\n" for key, value in pairs)
