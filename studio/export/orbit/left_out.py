"""What the states of the studio leave out, measured: sentences for whoever exports and for the file itself."""

import contextlib
import textwrap
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from studio.analysis.engine import Checkpoint
from studio.analysis.ephemeris import Satellite, ephemeris
from studio.analysis.result import FloatArray
from studio.design.quantity import DURATION, LENGTH
from studio.design.unit_text import display
from studio.export.formats.source import Source
from studio.numerals import set_count
from studio.physics.constants import DAY
from studio.physics.frames import Frame, in_frame
from studio.physics.orbit import period
from studio.physics.osculating import Osculating, osculating_states
from studio.text import tr

_SAMPLES = 24
"""Of a revolution, that the integrated orbit is to stay near."""
ROUND = 0.01
"""Eccentricity up to which the drag on a circle is meant."""


@dataclass(frozen=True, slots=True, eq=False)
class LeftOut:
    """`lead` is how far drag would carry the satellite ahead in the span [m], None where that is not known."""

    begin: float
    """[s of TT since J2000.0]"""
    span: float
    """[s]"""
    orbit: Osculating | None
    """Of one satellite, in the true equator of date; None where none was found that keeps to the flown one"""
    held: bool
    lead: float | None

    def state(self, frame: Frame) -> tuple[FloatArray, FloatArray] | None:
        """Position (3,) [m] and velocity (3,) [m/s] from which an integrated orbit keeps to the flown one."""
        if self.orbit is None:
            return None
        place, speed = in_frame(frame, np.array([self.begin]), self.orbit.position, self.orbit.velocity)
        return place[0], speed[0]


_known: WeakKeyDictionary[Source, dict[tuple[int, float], LeftOut]] = WeakKeyDictionary()


def left_out(source: Source, satellite: Satellite, start: float, checkpoint: Checkpoint) -> LeftOut:
    """Measure it for one satellite, over a day or a revolution; for all formats that one source is written in, once."""
    known = _known.setdefault(source, {})
    key = satellite.index, start
    if key not in known:
        known[key] = _measured(source, satellite, start, checkpoint)
    return known[key]


def _measured(source: Source, satellite: Satellite, start: float, checkpoint: Checkpoint) -> LeftOut:
    design = source.design
    results = source.results(lambda done: checkpoint(0.4 * done))
    around = float(period(satellite.elements.semi_major_axis))
    span = max(DAY, around)
    aim = ephemeris(design, [satellite], start, span, around / _SAMPLES, "TOD")
    orbit = None
    with contextlib.suppress(ValueError):
        orbit = osculating_states(aim.elapsed, aim.positions, (aim.positions[:, 0], aim.velocities[:, 0]),
                                  lambda done: checkpoint(0.4 + 0.6 * done))  # fmt: skip
    air, mass = results.stage("atmosphere"), results.stage("mass")
    lead = None
    if air is not None and mass is not None and design.mission.eccentricity <= ROUND and air.drag_force > 0.0:
        # A drag that takes energy evenly lowers the orbit, and a lower orbit is a faster one: 3/2 of F/m t².
        lead = 1.5 * air.drag_force / mass.satellite * span**2
    return LeftOut(float(aim.times[0]), span, orbit, design.platform.hold_orbit, lead)


def sentences(found: LeftOut) -> tuple[str, ...]:
    """In the language in use."""
    span = display(found.span, DURATION, "h", 3)
    said = [tr("The positions are those of mean elements with the secular drift of J2; short-period terms are left "
               "out.")]  # fmt: skip
    if found.orbit is not None:
        said = [tr("The positions are those of mean elements with the secular drift of J2. An orbit integrated about "
                   "the oblate Earth stays within {largest} of them over {span}, {rms} in the mean square: these are "
                   "the short-period terms, which are left out.", largest=length(float(found.orbit.farthest[0])),
                   span=span, rms=length(float(found.orbit.mean_square[0])))]  # fmt: skip
    if found.lead is None:
        said.append(tr("Drag, Sun and Moon are left out."))
    elif found.held:
        said.append(tr("Sun and Moon are left out, and drag, which thrusters make good: otherwise it would carry the "
                       "satellite {lead} ahead in {span}.", lead=length(found.lead), span=span))  # fmt: skip
    else:
        said.append(tr("Sun and Moon are left out, and drag, which would carry the satellite {lead} ahead in {span}.",
                       lead=length(found.lead), span=span))  # fmt: skip
    return tuple(said)


def part_of_fleet(written: int, fleet: int) -> tuple[str, ...]:
    """That there are more satellites than a file for many holds, where it does not hold all."""
    if written == fleet:
        return ()
    return (tr("{written} of {count} satellites are in it; the option “satellites” chooses which.",
               written=set_count(written), count=set_count(fleet)),)  # fmt: skip


def length(value: float) -> str:
    """A distance in metres or kilometres."""
    return display(value, LENGTH, "m" if value < 1000.0 else "km", 3)


def wrapped(sentence: str) -> list[str]:
    """Lines of a comment."""
    return textwrap.wrap(sentence, 110)
