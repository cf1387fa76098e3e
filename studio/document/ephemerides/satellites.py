"""An ephemeris becomes satellites beside the design's own: fitted with SGP4, which flies imported objects."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from studio.design.element_sets import MAX_TABLE, Element, ElementSets, table_text
from studio.document.elements.element import checked, printable
from studio.document.elements.refused import Refused
from studio.document.ephemerides.orbit import arc_of_track, length_text, printable_source
from studio.document.ephemerides.track import Track
from studio.text import mark, tr

Checkpoint = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class TakenSatellites:
    """Elements of every object, and how far SGP4 is from its points with them."""

    elements: tuple[Element, ...]
    rms: tuple[float, ...]
    """Root mean square of the distances of each [m]"""
    largest: tuple[float, ...]
    """[m]"""

    def sets(self, name: str, source: str, today: date) -> ElementSets:
        """As a design holds them."""
        table = table_text(self.elements)
        if len(table) > MAX_TABLE:
            raise Refused(tr(mark("the elements are more than a design holds")))
        said = tr(mark("{source}; SGP4 fitted, {rms} root mean square at most"), source=source,
                  rms=length_text(max(self.rms)))  # fmt: skip
        return ElementSets(printable(name) or tr("imported"), table, printable_source(said), today.isoformat())


def satellites_of_tracks(tracks: Sequence[Track], checkpoint: Checkpoint | None = None) -> TakenSatellites:
    """The elements of each track; ValueError, in one sentence that names the object, where it has none."""
    from studio.analysis.gp_fit import fit_gp

    elements: list[Element] = []
    rms: list[float] = []
    largest: list[float] = []
    for place, track in enumerate(tracks):

        def told(share: float, place: int = place) -> None:
            if checkpoint is not None:
                checkpoint((place + share) / len(tracks))

        try:
            fit = fit_gp(arc_of_track(track), checkpoint=told)
            one = (float(column[0]) for column in fit.elements)
            epoch, motion, eccentricity, inclination, node, perigee, anomaly, drag = one
            number = int(track.identity) if track.identity.isdecimal() and track.identity.isascii() else 0
            elements.append(checked(Element(
                number if number < 1_000_000_000 else 0, epoch, motion * 86_400.0 / math.tau, eccentricity,
                math.degrees(inclination), math.degrees(node), math.degrees(perigee), math.degrees(anomaly), drag,
                printable(track.name)), None))  # fmt: skip
        except ValueError as error:
            raise ValueError(tr(mark("“{name}”: {reason}"), name=printable(track.name), reason=str(error))) from None
        rms.append(fit.rms)
        largest.append(fit.largest)
    return TakenSatellites(tuple(elements), tuple(rms), tuple(largest))


def satellite_words(taken: TakenSatellites) -> list[str]:
    """How near the elements come to the points."""
    worst = max(range(len(taken.largest)), key=taken.largest.__getitem__)
    return [tr(mark("SGP4 stays within {largest} of the points, {rms} root mean square; “{name}” is the farthest off."),
               largest=length_text(max(taken.largest)), rms=length_text(max(taken.rms)),
               name=taken.elements[worst].name)]  # fmt: skip
