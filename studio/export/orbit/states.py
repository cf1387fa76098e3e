"""What the formats of states have in common: which states are written, and what is said about them in the file.

What stands in these files is English and ASCII, whatever the language in use: the formats know no other letters.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import studio
from studio.analysis import Results
from studio.analysis.engine import Checkpoint
from studio.analysis.ephemeris import Ephemeris, Satellite, ephemeris, fleet_satellites
from studio.design import Design
from studio.export.formats.source import Source
from studio.export.orbit.between import degree, interpolation_error
from studio.export.orbit.left_out import LeftOut, left_out, length, part_of_fleet, sentences, wrapped
from studio.numerals import set_count
from studio.physics.time import FIRST_YEAR, LAST_YEAR, date_texts, instant
from studio.text import printable_line, speaking, tr

MOST_SATELLITES = 1000
MOST_STATES = 1_000_000
"""A hundred megabytes of lines, and three times that of XML."""
_FRAMES = {
    "EME2000": "mean equator and equinox of J2000.0",
    "GCRF": "geocentric celestial reference frame",
    "TOD": "true equator and equinox of date",
    "TEME": "true equator and mean equinox of date",
}


CREATED = "The date of creation is the epoch of the design, so that the same design gives the same file"
_GAP = 1.0
"""Distance [m] from which interpolation is worth a word."""
READY = 0.7
"""The share of the work that is done when the states are there to be written."""


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """The states that are written, and what is left out of them."""

    found: Ephemeris
    missing: LeftOut
    gap: float
    """How far a reader is off that interpolates between them [m]"""

    def dates(self, scale: str) -> list[str]:
        """Of all states; they are the same for all satellites."""
        return date_texts(self.found.times, scale)

    @property
    def created(self) -> str:
        """What stands for the date of creation: the epoch, so that the same design gives the same file."""
        return date_texts(self.found.epoch)[0]


def states(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint) -> States:
    """The states that the options ask for.

    Raises
    ------
    ValueError
        In one sentence, where there are too many, or dates that the file cannot hold.
    """
    design = source.design
    start, duration, step = (float(options[name]) for name in ("start", "duration", "step"))
    begin = instant(design.mission.epoch) + start
    years = [int(text[:4]) for text in date_texts([begin, begin + duration])]
    if not FIRST_YEAR <= years[0] <= years[1] <= LAST_YEAR:
        raise ValueError(tr("the states would run from {first} to {last}; dates are known from {low} to {high}",
                            first=years[0], last=years[1], low=FIRST_YEAR, high=LAST_YEAR))  # fmt: skip
    satellites = chosen(design, options, MOST_SATELLITES)
    count = len(satellites) * (int(duration / step) + 1)
    if count > MOST_STATES:
        raise ValueError(tr("{count} states are more than the {most} that are written at once; take longer steps, a "
                            "shorter span or fewer satellites", count=set_count(count),
                            most=set_count(MOST_STATES)))  # fmt: skip
    found = ephemeris(design, satellites, start, duration, step, options["frame"], lambda done: checkpoint(0.2 * done))
    missing = left_out(source, satellites[0], start, lambda done: checkpoint(0.2 + (READY - 0.2) * done))
    return States(found, missing, interpolation_error(found))


def flying(source: Source, checkpoint: Checkpoint) -> Results:
    """The results of the design; ValueError with the reason where it has no orbit to fly."""
    results = source.results(checkpoint)
    outcome = results.outcomes["orbit"]
    if not outcome.ok:
        raise ValueError(outcome.failure)
    return results


def chosen(design: Design, options: Mapping[str, Any], most: int) -> tuple[Satellite, ...]:
    """The satellites that the options ask for: by their number, or by kind; raises as :func:`fleet_satellites`."""
    which = options["satellites"] if "satellites" in options else [int(options["satellite"]) - 1]
    return fleet_satellites(design, which, most)


def ascii_text(text: str) -> str:
    """`text` on one line of printable ASCII, accents taken off; what has no likeness there is a question mark."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = plain.replace("–", "-").replace("—", "-").replace("’", "'").replace("°", " deg")
    line = printable_line(plain)
    return line.encode("ascii", "replace").decode()


def title_of(source: Source) -> str:
    """What the design is called."""
    return ascii_text(source.design.title or source.name)[:120]


def maker() -> str:
    return f"Dawnline {studio.__version__}"


def about(source: Source, written: States, number: int) -> list[str]:
    """What has to be known of the states of one satellite, line by line."""
    found, missing = written.found, written.missing
    one = found.satellites[number]
    lines = [f"Written by {maker()} from the design: {title_of(source)}",
             f"Satellite {one.name} of {found.fleet:,}, shell: {ascii_text(one.shell)}",
             f"Frame: {found.frame}, {_FRAMES[found.frame]} (IAU 2006/2000A); positions from the centre of the Earth",
             "Velocities are the derivatives of the positions"]  # fmt: skip
    with speaking("en"):
        lines += (line for sentence in (*sentences(missing), *_between(written))
                  for line in wrapped(ascii_text(sentence)))  # fmt: skip
    state = missing.state(found.frame) if number == 0 else None
    if state is not None:
        place, speed = state
        lines += ["To integrate this orbit about the oblate Earth (J2), begin with this osculating state at the start:",
                  "X, Y, Z = " + ", ".join(f"{1e-3 * part:.6f}" for part in place) + " km",
                  "X_DOT, Y_DOT, Z_DOT = " + ", ".join(f"{1e-3 * part:.9f}" for part in speed) + " km/s"]  # fmt: skip
    return lines


def notes(written: States, *, single: bool) -> tuple[str, ...]:
    """For whoever exports: what is left out; and that there are more satellites, where nobody chose the one."""
    return (*sentences(written.missing), *_between(written), *(
        _others(written.found) if single else part_of_fleet(len(written.found.satellites), written.found.fleet)))


def _between(written: States) -> tuple[str, ...]:
    """That the steps are long, where they are."""
    if written.gap < _GAP:
        return ()
    return (tr("Between the states a reader that interpolates (Hermite, degree {degree}) is off by up to {distance}: "
               "shorter steps bring it nearer.", degree=degree(len(written.found.elapsed)),
               distance=length(written.gap)),)  # fmt: skip


def _others(found: Ephemeris) -> tuple[str, ...]:
    if found.satellites[0].index > 0 or found.fleet == 1:
        return ()
    return (tr("The file holds the first of {count} satellites; the option “satellite” chooses another, and the format "
               "“ephemerides” writes many.", count=set_count(found.fleet)),)  # fmt: skip
