"""An ephemeris becomes the orbit of the mission: fitted, told in words, and put into the fields of a design."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import msgspec

from studio.design import Design, set_value
from studio.design.edit import field_at
from studio.design.quantity import ANGLE, DURATION, LENGTH, TIME_OF_DAY
from studio.design.requirement import Source
from studio.design.unit_text import display, number_text
from studio.document.elements.element import printable
from studio.document.ephemerides.track import Track
from studio.numerals import set_count
from studio.text import mark, printable_line, tr

if TYPE_CHECKING:
    from studio.analysis.arc import Arc
    from studio.analysis.orbit_taken import TakenOrbit

Checkpoint = Callable[[float], None]
_LONGEST_SOURCE = 400
_ROUNDING = 1e-9
"""Of the radius: as far as an orbit that was written to a file and fitted again may lie beyond a bound of its field."""


def arc_of_track(track: Track) -> "Arc":
    """The points of a track in the studio's frame and time; ValueError where a date names no second of UTC."""
    from studio.analysis.arc import arc_of

    return arc_of(cast(Any, track.scale), track.days, track.seconds, track.since, cast(Any, track.frame), track.frozen,
                  cast(Any, track.positions), cast(Any, track.velocities) if track.velocities else None)  # fmt: skip


def orbit_of_track(track: Track, checkpoint: Checkpoint | None = None) -> "TakenOrbit":
    """What a design would take from a track; ValueError, in one sentence, where it is on no orbit about the Earth."""
    from studio.analysis.orbit_fit import fit_orbit
    from studio.analysis.orbit_taken import take_orbit

    arc = arc_of_track(track)
    return take_orbit(fit_orbit(arc, checkpoint), arc)


def with_orbit(design: Design, taken: "TakenOrbit", source: str, today: date) -> Design:
    """`design` on that orbit; each field says where it comes from.

    Raises
    ------
    DesignError
        Where a field cannot hold its value.
    """
    values = asdict(taken.fields)
    unused = ("inclination", "raan") if taken.fields.sun_synchronous else ("ltan",)
    origin = Source(printable_source(source), "derived", today.isoformat())
    sources = {}
    for name, value in values.items():
        if name not in unused:
            design = set_value(design, f"mission.{name}", _on_its_bound(value) if name == "altitude" else value)
            sources[f"mission.{name}"] = origin
    return msgspec.structs.replace(design, sources=design.sources | sources)


def _on_its_bound(altitude: float) -> float:
    from studio.physics.constants import R_EARTH

    bounds = field_at(Design(), "mission.altitude")
    low, high = cast(float, bounds.low), cast(float, bounds.high)
    held = min(max(altitude, low), high)
    return held if abs(altitude - held) <= _ROUNDING * (R_EARTH + held) else altitude


def printable_source(text: str) -> str:
    """One line, as long as a source may be."""
    line = printable_line(text)
    return line[:_LONGEST_SOURCE].strip() or tr("imported")


def track_words(track: Track, taken: "TakenOrbit") -> str:
    """What a track holds, in one line."""
    fit = taken.fit
    words = tr(mark("“{name}”: {points} points in {frame}, {scale}, over {span} ({turns} revolutions)"),
               name=printable(track.name), points=set_count(track.points), frame=track.frame, scale=track.scale,
               span=span_text(fit.span), turns=number_text(fit.revolutions, 3))  # fmt: skip
    if track.parts > 1:
        words += "; " + tr(mark("{count} segments, put together"), count=track.parts)
    return words


def orbit_words(taken: "TakenOrbit") -> list[str]:
    """The orbit, how near it comes to the points, and what must be said about it."""
    fields, fit = taken.fields, taken.fit
    plane = (
        tr(mark("sun-synchronous, node at {ltan}"), ltan=display(fields.ltan, TIME_OF_DAY))
        if fields.sun_synchronous
        else tr(mark("inclination {inclination}, node at {raan}"), inclination=display(fields.inclination, ANGLE),
                raan=display(fields.raan, ANGLE))
    )  # fmt: skip
    shape = (tr(mark("circular")) if fields.eccentricity == 0.0
             else tr(mark("eccentricity {value}"), value=number_text(fields.eccentricity, 5)))  # fmt: skip
    told = [
        tr(mark("Altitude {altitude}, {shape}, {plane}, epoch {epoch}."), altitude=display(fields.altitude, LENGTH),
           shape=shape, plane=plane, epoch=fields.epoch),
        tr(mark("It stays within {largest} of the points, {rms} root mean square."), largest=length_text(fit.largest),
           rms=length_text(fit.rms)),
    ]  # fmt: skip
    if fit.rms > 10.0:
        told.append(tr(mark("The studio flies mean elements that drift under J2: short-period terms, drag, Sun and "
                            "Moon, which the file may hold, are the rest.")))  # fmt: skip
    if fit.revolutions < 1.0:
        told.append(tr(mark("Less than a revolution: away from these points the orbit is uncertain.")))
    return told


def frame_words(track: Track) -> list[str]:
    """What a frame or a scale of time leaves uncertain."""
    told = []
    if track.frame == "ITRF":
        told.append(tr(mark("Earth-fixed positions are turned with UT1 taken as UTC and the pole at rest: the node may "
                            "be off by 0.004°, which is 460 m on a low orbit.")))  # fmt: skip
    if track.scale == "UT1":
        told.append(tr(mark("UT1 is taken as UTC, from which it stays within 0.9 s.")))
    return told


def span_text(seconds: float) -> str:
    """A duration in the unit that suits it."""
    for unit, length in (("d", 172_800.0), ("h", 7_200.0), ("min", 0.0)):
        if seconds >= length:
            return display(seconds, DURATION, unit)
    return display(seconds, DURATION)


def length_text(metres: float) -> str:
    """A distance in the unit that suits it, with as many digits as it deserves."""
    for unit, length, scale in (("km", 1e3, 1e-3), ("m", 1.0, 1.0), ("mm", 1e-3, 1e3)):
        if metres >= length:
            return f"{number_text(metres * scale, 3)} {unit}"
    return tr(mark("less than 1 mm"))
