"""Ephemerides for STK: one satellite, seconds after the scenario's epoch, positions and velocities in metres.

References
----------
.. [1] AGI, "STK Programming Interface: Ephemeris File Format (*.e)", version 11: the keywords and EphemerisTimePosVel.
"""

from collections.abc import Mapping
from typing import Any

from studio.analysis.engine import Checkpoint
from studio.export.formats.format import Product
from studio.export.formats.source import Source
from studio.export.orbit.between import degree
from studio.export.orbit.states import States, about, notes, states

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SYSTEMS = {"EME2000": "J2000", "GCRF": "ICRF", "TOD": "TrueOfDate", "TEME": "TEMEOfDate"}


def write_stk(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> Product:
    """Lines of keywords and states."""
    written = states(source, options, checkpoint)
    text = lines_of(source, written, 0)
    checkpoint(1.0)
    return Product.of(text, *notes(written, single=True))


def lines_of(source: Source, written: States, number: int) -> str:
    """The file of one satellite."""
    date, found = written.created, written.found
    epoch = f"{date[8:10]} {_MONTHS[int(date[5:7]) - 1]} {date[:4]} {date[11:]}"
    count = len(found.elapsed)
    parts = ["stk.v.11.0\n\n", *(f"# {line}\n" for line in about(source, written, number)),
             "# Times are in seconds after the epoch, which is in UTC; positions in m, velocities in m/s\n\n"
             "BEGIN Ephemeris\n\n"
             f"NumberOfEphemerisPoints {count}\nScenarioEpoch {epoch}\nInterpolationMethod Hermite\n"
             f"InterpolationSamplesM1 {(degree(count) + 1) // 2 - 1}\nCentralBody Earth\n"
             f"CoordinateSystem {_SYSTEMS[found.frame]}\n\nEphemerisTimePosVel\n\n"]  # fmt: skip
    places, speeds = found.positions[number].T.tolist(), found.velocities[number].T.tolist()
    rows = zip(found.elapsed.tolist(), *places, *speeds, strict=True)
    parts += ("{:.6f} {:.3f} {:.3f} {:.3f} {:.6f} {:.6f} {:.6f}\n".format(*row) for row in rows)
    parts.append("\nEND Ephemeris\n")
    return "".join(parts)
