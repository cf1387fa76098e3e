"""What the formats of states have in common: which states are written, and what is said about them in the file.

What stands in these files is English and ASCII, whatever the language in use: the formats know no other letters.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any

import studio
from studio.analysis.engine import Checkpoint
from studio.analysis.ephemeris import Ephemeris, Satellite, ephemeris, fleet_satellites
from studio.design import Design
from studio.export.formats.source import Source
from studio.physics.time import FIRST_YEAR, LAST_YEAR, date_texts, instant
from studio.text import tr

MOST_SATELLITES = 1000
MOST_STATES = 2_000_000
"""Some 250 MB of text."""
_FRAMES = {
    "EME2000": "mean equator and equinox of J2000.0",
    "GCRF": "geocentric celestial reference frame",
    "TOD": "true equator and equinox of date",
    "TEME": "true equator and mean equinox of date",
}


def states(source: Source, options: Mapping[str, Any], checkpoint: Checkpoint, share: float = 0.5) -> Ephemeris:
    """The states that the options ask for; they are ready when `share` of the work is done.

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
                            "shorter span or fewer satellites", count=f"{count:,}",
                            most=f"{MOST_STATES:,}"))  # fmt: skip
    return ephemeris(design, satellites, start, duration, step, options["frame"],
                     lambda done: checkpoint(share * done))  # fmt: skip


def chosen(design: Design, options: Mapping[str, Any], most: int) -> tuple[Satellite, ...]:
    """The satellites that the options ask for: by their number, or by kind; raises as :func:`fleet_satellites`."""
    which = options["satellites"] if "satellites" in options else [int(options["satellite"]) - 1]
    return fleet_satellites(design, which, most)


def ascii_text(text: str) -> str:
    """`text` on one line of printable ASCII, accents taken off; what has no likeness there is a question mark."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = plain.replace("–", "-").replace("—", "-").replace("’", "'")
    line = " ".join("".join(c if c.isprintable() else " " for c in plain).split())
    return line.encode("ascii", "replace").decode()


def title_of(source: Source) -> str:
    """What the design is called."""
    return ascii_text(source.design.title or source.name)[:120]


def maker() -> str:
    return f"Dawnline {studio.__version__}"


def about(source: Source, found: Ephemeris) -> list[str]:
    """What has to be known of the states, line by line."""
    return [
        f"Written by {maker()} from the design: {title_of(source)}",
        f"Frame: {found.frame}, {_FRAMES[found.frame]} (IAU 2006/2000A); positions from the centre of the Earth.",
        "Mean elements with the secular drift of J2, as the studio flies them. Left out: short-period terms, drag,",
        "Sun and Moon. Velocities are the derivatives of the positions: they are not osculating.",
    ]


def limits(found: Ephemeris) -> str:
    """The sentence for whoever exports."""
    return tr("The states are those of mean elements that drift under J2: short-period terms, drag, Sun and Moon are "
              "left out.")  # fmt: skip


def others(found: Ephemeris) -> tuple[str, ...]:
    """That there are more satellites, where the file holds the one that nobody chose."""
    if found.satellites[0].index > 0 or found.fleet == 1:
        return ()
    return (tr("The file holds the first of {count} satellites; the option “satellite” chooses another, and the format "
               "“ephemerides” writes many.", count=f"{found.fleet:,}"),)  # fmt: skip


def degree(count: int) -> int:
    """Of the Hermite polynomial through positions and velocities of as many as four states."""
    return min(2 * count - 1, 7)
