"""What the formats of mean elements have in common: which elements are written, and what is said about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.engine import Checkpoint
from studio.analysis.fleet.layout import layout
from studio.analysis.sgp4_fit import Digits, Fitted, fit_satellites
from studio.design.quantity import DURATION, FORCE, MASS
from studio.design.unit_text import display
from studio.export.formats.source import Source
from studio.export.orbit.left_out import ROUND, length, part_of_fleet
from studio.export.orbit.states import chosen
from studio.numerals import set_count
from studio.physics.time import date_texts, instant
from studio.text import tr

MOST = 10_000
FIRST_NUMBER = 80_000
"""Catalogue numbers from 80000 to 89999 are kept for objects of analysts: as many as are written at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Elements:
    """The elements that are written, one for each satellite."""

    fitted: tuple[Fitted, ...]
    fleet: int
    """Satellites of the whole design"""
    span: float
    """[s]"""
    date: str
    """The epoch of the design, UTC"""
    drag: tuple[float, float] | None
    """Force [N] and mass [kg] that B* stands for; None where it is 0"""

    def number(self, place: int) -> int:
        """Placeholder of the catalogue number of the one at a place, unique in the file."""
        return FIRST_NUMBER + place

    @property
    def worst(self) -> Fitted:
        """The one that SGP4 is farthest from."""
        return max(self.fitted, key=lambda one: one.largest)


def elements(source: Source, options: Mapping[str, Any], digits: Digits, checkpoint: Checkpoint) -> Elements:
    """The elements that the options ask for.

    Raises
    ------
    ValueError
        In one sentence, where there are too many, or SGP4 does not hold for an orbit.
    """
    design = source.design
    satellites = chosen(design, options, MOST)
    drag = _drag(source, lambda done: checkpoint(0.2 * done)) if options["bstar"] == "drag" else None
    fitted = fit_satellites(design, satellites, float(options["span"]), digits, drag[0] / drag[1] if drag else 0.0,
                            lambda done: checkpoint(0.2 + 0.7 * done))  # fmt: skip
    epoch = instant(design.mission.epoch)
    return Elements(fitted, layout(design, epoch).planes.satellites, float(options["span"]), date_texts(epoch)[0], drag)


def _drag(source: Source, checkpoint: Checkpoint) -> tuple[float, float]:
    if source.design.mission.eccentricity > ROUND:
        raise ValueError(tr("B* is known from the drag of orbits that are nearly circles; leave it 0"))
    results = source.results(checkpoint)
    air, mass = results.stage("atmosphere"), results.stage("mass")
    if air is None or mass is None:
        raise ValueError(tr("B* needs the drag and the mass of the satellite, which are not computed"))
    return air.drag_force, mass.satellite


def sentences(found: Elements) -> tuple[str, ...]:
    """What holds and what does not, in the language in use."""
    worst = found.worst
    said = [_fit_sentence(found, worst)]
    if found.drag is None:
        said.append(tr("B* is 0: the positions have no drag."))
    else:
        force, mass = found.drag
        said.append(tr("With its B* SGP4 runs ahead as {force} of drag on {mass} would have it; the other elements are "
                       "fitted without drag.", force=display(force, FORCE, "mN", 3),
                       mass=display(mass, MASS, "kg", 5)))  # fmt: skip
    return tuple(said)


def _fit_sentence(found: Elements, one: Fitted) -> str:
    why = tr("it has short-period terms, which they have not") if found.drag is None else tr(
        "it has short-period terms and drag, which they have not")  # fmt: skip
    return tr("SGP4 with these elements stays within {largest} of the positions that Dawnline flies over {span}, {rms} "
              "in the mean square: {why}.", why=why, largest=length(one.largest),
              rms=length(one.rms), span=display(found.span, DURATION, "h", 4))  # fmt: skip


def fit_sentence(found: Elements, place: int) -> str:
    """How well the elements of one satellite fit."""
    return _fit_sentence(found, found.fitted[place])


def notes(found: Elements, *, single: bool) -> tuple[str, ...]:
    """For whoever exports."""
    said = [*sentences(found), tr("Catalogue numbers from {number} on are placeholders; a satellite has its number "
                                  "and its international designator once it is in orbit.",
                                  number=FIRST_NUMBER)]  # fmt: skip
    if single and found.fleet > 1 and found.fitted[0].satellite.index == 0:
        said.append(tr("The file holds the first of {count} satellites; the option “satellite” chooses another, and "
                       "XML, two and three lines hold many.", count=set_count(found.fleet)))  # fmt: skip
    if not single:
        said += part_of_fleet(len(found.fitted), found.fleet)
    return tuple(said)


def rounding(coarse: Fitted, fine: Fitted, span: float) -> float:
    """How far apart SGP4 has a satellite with elements in few and in many digits, at the most over a span [m]."""
    days = np.linspace(0.0, span / 86_400.0, 500)
    base = 2_433_281.5 + np.floor(fine.elements.epoch)
    dates = np.full_like(days, base), days + (fine.elements.epoch - np.floor(fine.elements.epoch))
    places = [one.elements.record().sgp4_array(*dates)[1] for one in (coarse, fine)]
    return float(1e3 * np.linalg.norm(places[0] - places[1], axis=1).max())
