"""Ephemerides of many satellites: a file for each, for the formats that have one object in a file."""

from collections.abc import Mapping
from typing import Any

from studio.analysis.engine import Checkpoint
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.orbit import oem, stk
from studio.export.orbit.states import READY, notes, states


def write_ephemerides(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """A folder of files in the kind that is asked for, named by plane and place."""
    written = states(source, options, checkpoint)
    dates, satellites = written.dates(options["time"]), written.found.satellites
    files = {}
    for number, one in enumerate(satellites):
        if options["kind"] == "stk":
            files[f"{one.name}.e"] = stk.lines_of(source, written, number).encode()
        elif options["kind"] == "oem-xml":
            text = oem.document("oem", oem.VERSION, [oem.message_of(source, options, written, dates, number)])
            files[f"{one.name}.oem.xml"] = text.encode()
        else:
            files[f"{one.name}.oem"] = oem.lines_of(source, options, written, dates, number).encode()
        checkpoint(READY + (1.0 - READY) * (number + 1) / len(satellites))
    return Product(files, notes(written, single=False))
