"""Ephemerides of many satellites: a file for each, for the formats that have one object in a file."""

from collections.abc import Mapping
from typing import Any

from studio.analysis.engine import Checkpoint
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.orbit import oem, stk
from studio.export.orbit.states import limits, states
from studio.physics.time import date_texts


def write_ephemerides(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """A folder of files in the kind that is asked for, named by plane and place."""
    found = states(source, options, checkpoint)
    dates = date_texts(found.times, options["time"])
    files = {}
    for number, one in enumerate(found.satellites):
        if options["kind"] == "stk":
            files[f"{one.name}.e"] = stk.lines_of(source, found, number).encode()
        elif options["kind"] == "oem-xml":
            text = oem.document("oem", oem.VERSION, [oem.message_of(source, options, found, dates, number)])
            files[f"{one.name}.oem.xml"] = text.encode()
        else:
            files[f"{one.name}.oem"] = oem.lines_of(source, options, found, dates, number).encode()
        checkpoint(0.5 + 0.5 * (number + 1) / len(found.satellites))
    return Product(files, (limits(found),))
