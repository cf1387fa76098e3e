"""CCSDS orbit ephemeris messages, as lines and as XML.

References
----------
.. [1] CCSDS 502.0-B-2, "Orbit Data Messages", 2009, section 5 (the orbit ephemeris message).
.. [2] CCSDS 505.0-B-2, "XML Specification for Navigation Data Messages", 2023, sections 4.3 and 4.11.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from studio.analysis.engine import Checkpoint
from studio.analysis.ephemeris import Ephemeris
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.orbit.between import degree
from studio.export.orbit.states import CREATED, READY, States, about, notes, states, title_of

VERSION = "2.0"
ORIGINATOR = "DAWNLINE"
UNLAUNCHED = "UNKNOWN"
"""What stands for the international designator, which an object has once it has been launched."""
SCHEMA = "https://sanaregistry.org/r/ndmxml_unqualified/ndmxml-2.0.0-master-2.0.xsd"
_STATE = ("X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT")


def write_oem(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """Lines of keywords and states of one satellite: the standard has one object in a file."""
    written = states(source, options, checkpoint)
    text = lines_of(source, options, written, written.dates(options["time"]), 0)
    checkpoint(1.0)
    return Product.of(text, *notes(written, single=True))


def lines_of(
    source: Source, options: Mapping[str, Any], written: States, dates: Sequence[str], number: int
) -> str:
    """The file of one satellite."""
    comments = (*about(source, written, number), CREATED)
    parts = [f"CCSDS_OEM_VERS = {VERSION}\n", *(f"COMMENT {line}\n" for line in comments),
             f"CREATION_DATE = {written.created}\nORIGINATOR = {ORIGINATOR}\n\nMETA_START\n"]  # fmt: skip
    parts += (f"{key} = {value}\n" for key, value in _metadata(source, options, written.found, dates, number))
    parts.append("META_STOP\n\n")
    rows = _rows(written.found, dates, number)
    parts += ("{} {:.6f} {:.6f} {:.6f} {:.9f} {:.9f} {:.9f}\n".format(*row) for row in rows)
    return "".join(parts)


def write_oem_xml(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """XML: one message, or a message for each satellite in one combined message."""
    written = states(source, options, checkpoint)
    messages = []
    dates, count = written.dates(options["time"]), len(written.found.satellites)
    for number in range(count):
        messages.append(message_of(source, options, written, dates, number))
        checkpoint(READY + (1.0 - READY) * (number + 1) / count)
    return Product.of(document("oem", VERSION, messages), *notes(written, single=False))


def message_of(
    source: Source, options: Mapping[str, Any], written: States, dates: Sequence[str], number: int
) -> str:
    """What stands in the message of one satellite."""
    header = [*(f"<COMMENT>{escape(line)}</COMMENT>" for line in (*about(source, written, number), CREATED)),
              f"<CREATION_DATE>{written.created}</CREATION_DATE>",
              f"<ORIGINATOR>{ORIGINATOR}</ORIGINATOR>"]  # fmt: skip
    pairs = _metadata(source, options, written.found, dates, number)
    metadata = (f"<{key}>{escape(value)}</{key}>\n" for key, value in pairs)
    data = (_STATE_XML.format(*row) for row in _rows(written.found, dates, number))
    return segment(header, "".join(metadata), "".join(data))


def segment(header: Sequence[str], metadata: str, data: str) -> str:
    """What stands in a message of one segment."""
    return ("<header>\n" + "\n".join(header) + "\n</header>\n<body>\n<segment>\n<metadata>\n" + metadata
            + "</metadata>\n<data>\n" + data + "</data>\n</segment>\n</body>\n")  # fmt: skip


def document(kind: str, version: str, messages: Sequence[str]) -> str:
    """One message, or a combined message of several: the outermost tag names the schema."""
    root = f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="{SCHEMA}"'
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    own = f' id="CCSDS_{kind.upper()}_VERS" version="{version}">\n'
    if len(messages) == 1:
        return f"{head}<{kind}{root}{own}{messages[0]}</{kind}>\n"
    return f"{head}<ndm{root}>\n" + "".join(f"<{kind}{own}{one}</{kind}>\n" for one in messages) + "</ndm>\n"


_STATE_XML = "<stateVector><EPOCH>{}</EPOCH>" + "".join(
    f'<{key} units="{"km" if place < 3 else "km/s"}">{{:.{6 if place < 3 else 9}f}}</{key}>'
    for place, key in enumerate(_STATE)) + "</stateVector>\n"  # fmt: skip


def _metadata(
    source: Source, options: Mapping[str, Any], found: Ephemeris, dates: Sequence[str], number: int
) -> Iterator[tuple[str, str]]:
    yield "OBJECT_NAME", f"{title_of(source)} {found.satellites[number].name}"
    yield "OBJECT_ID", UNLAUNCHED
    yield "CENTER_NAME", "EARTH"
    yield "REF_FRAME", found.frame
    yield "TIME_SYSTEM", options["time"]
    yield "START_TIME", dates[0]
    yield "STOP_TIME", dates[-1]
    if len(dates) > 1:
        yield "INTERPOLATION", "HERMITE"
        yield "INTERPOLATION_DEGREE", str(degree(len(dates)))


def _rows(found: Ephemeris, dates: Sequence[str], number: int) -> Iterator[tuple[Any, ...]]:
    """Date, position [km] and velocity [km/s] of each state."""
    places, speeds = (1e-3 * found.positions[number]).T.tolist(), (1e-3 * found.velocities[number]).T.tolist()
    return zip(dates, *places, *speeds, strict=True)
