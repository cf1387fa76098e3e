"""What the states of the studio leave out, measured: sentences for whoever exports and for the file itself."""

import textwrap
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from studio.analysis.engine import Checkpoint
from studio.analysis.ephemeris import Satellite
from studio.analysis.integrated import Integrated, integrated
from studio.design.quantity import DURATION, LENGTH
from studio.design.unit_text import display
from studio.export.formats.source import Source
from studio.physics.constants import DAY
from studio.text import tr

ROUND = 0.01
"""Eccentricity up to which the drag on a circle is meant."""


@dataclass(frozen=True, slots=True, eq=False)
class LeftOut:
    """`lead` is how far drag would carry the satellite ahead in the span [m], None where that is not known."""

    orbit: Integrated
    held: bool
    lead: float | None


_known: WeakKeyDictionary[Source, dict[tuple[int, float], LeftOut]] = WeakKeyDictionary()


def left_out(source: Source, satellite: Satellite, start: float, checkpoint: Checkpoint) -> LeftOut:
    """Measure it for one satellite, over a day; for all formats that one source is written in, once."""
    known = _known.setdefault(source, {})
    key = satellite.index, start
    if key not in known:
        known[key] = _measured(source, satellite, start, checkpoint)
    return known[key]


def _measured(source: Source, satellite: Satellite, start: float, checkpoint: Checkpoint) -> LeftOut:
    design = source.design
    results = source.results(lambda done: checkpoint(0.4 * done))
    orbit = integrated(design, satellite, start, DAY, lambda done: checkpoint(0.4 + 0.6 * done))
    air, mass = results.stage("atmosphere"), results.stage("mass")
    lead = None
    if air is not None and mass is not None and design.mission.eccentricity <= ROUND and air.drag_force > 0.0:
        # A drag that takes energy evenly lowers the orbit, and a lower orbit is a faster one: 3/2 of F/m t².
        lead = 1.5 * air.drag_force / mass.satellite * orbit.span**2
    return LeftOut(orbit, design.platform.hold_orbit, lead)


def sentences(found: LeftOut) -> tuple[str, ...]:
    """In the language in use."""
    orbit = found.orbit
    span = display(orbit.span, DURATION, "h", 3)
    said = [tr("The positions are those of mean elements with the secular drift of J2. An orbit integrated about the "
               "oblate Earth stays within {largest} of them over {span}, {rms} in the mean square: these are the "
               "short-period terms, which are left out.", largest=length(orbit.largest), span=span,
               rms=length(orbit.rms))]  # fmt: skip
    if found.lead is None:
        said.append(tr("Drag, Sun and Moon are left out."))
    elif found.held:
        said.append(tr("Sun and Moon are left out, and drag, which thrusters make good: otherwise it would carry the "
                       "satellite {lead} ahead in {span}.", lead=length(found.lead), span=span))  # fmt: skip
    else:
        said.append(tr("Sun and Moon are left out, and drag, which would carry the satellite {lead} ahead in {span}.",
                       lead=length(found.lead), span=span))  # fmt: skip
    return tuple(said)


def length(value: float) -> str:
    """A distance in metres or kilometres."""
    return display(value, LENGTH, "m" if value < 1000.0 else "km", 3)


def wrapped(sentence: str) -> list[str]:
    """Lines of a comment."""
    return textwrap.wrap(sentence, 110)
