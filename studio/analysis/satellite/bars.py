"""What holds wings and radiators, as square bars along the lines of the layout."""

import math
from collections.abc import Sequence
from dataclasses import replace

from studio.analysis.satellite.layout import Line, Place, Vector
from studio.analysis.satellite.solid import Solid
from studio.text import mark, tr

COMPOSITE_DENSITY = 1600.0
"""Of carbon fibre in epoxy, about quasi-isotropic [kg/m³]."""
_LEAST = 1e-4
"""Bars thinner than this [m] are left out."""
_ROLES = {"bracket": mark("bracket"), "arm": mark("arm"), "bar": mark("root bar")}


def section_of(mass: float, lines: Sequence[Line], wings: Sequence[Place], body: Vector) -> float:
    """Side [m] of the square section that bars of `mass` [kg] have along the lines and behind each wing; 0 where they
    would be too thin to draw, and no more than body and wings leave room for."""
    length = sum(math.dist(line.start, line.end) for line in lines) + sum(wing.sides[1] for wing in wings)
    side = math.sqrt(mass / COMPOSITE_DENSITY / length)
    side = min(side, body[0] / 4.0, body[2] / 2.0, min(wing.sides[2] for wing in wings) / 2.0)
    return side if side >= _LEAST else 0.0


def boom(name: str, wing: Place, section: float, level: float) -> Solid:
    """The boom behind a wing, from its root to its tip."""
    centre = (level, wing.centre[1], wing.centre[2])
    return Solid(tr("{part}, boom", part=name), centre, (section, wing.sides[1], section), "structure",
                 model=tr("Wing boom"))  # fmt: skip


def yoke(
    name: str, model: str, lines: Sequence[Line], axis: int, section: float, level: float | None = None
) -> list[Solid]:
    """The bars of one side, which fill the gap between body and roots along `axis`; at the height `level` or their own.

    The root bar ends at the roots, the arm at the bar, and a bracket before the arm; none where there is no room.
    """
    arms = [line for line in lines if line.role == "arm"]
    if not arms or not section:
        return []
    gap = abs(arms[0].end[axis] - arms[0].start[axis])
    if gap < 2.0 * section:
        return []
    outward = math.copysign(1.0, arms[0].end[axis] - arms[0].start[axis])
    bracketed = any(line.role == "bracket" for line in lines)
    found = []
    for line in lines:
        low, high = ([pick(one) for one in zip(line.start, line.end, strict=True)] for pick in (min, max))
        if line.role == "bar":
            inner, outer = line.start[axis] - outward * section, line.start[axis]
        elif line.role == "arm":
            inner, outer = line.start[axis] + outward * section * bracketed, line.end[axis] - outward * section
        else:
            inner, outer = line.start[axis], line.start[axis] + outward * section
            low[0], high[0] = low[0] - section / 2.0, high[0] + 2.0 * section
        low[axis], high[axis] = min(inner, outer), max(inner, outer)
        for other in range(3):
            if other != axis and low[other] == high[other]:
                middle = level if other == 0 and level is not None else low[other]
                low[other], high[other] = middle - section / 2.0, middle + section / 2.0
        called, alike = (tr("{part}, {role}", part=part, role=tr(_ROLES[line.role])) for part in (name, model))
        found.append(_box(called, alike, low, high))
    return found


def with_mass(bars: Sequence[Solid], mass: float, about: str) -> list[Solid]:
    """The bars with shares of `mass` [kg] by volume."""
    volume = math.fsum(bar.volume for bar in bars)
    return [replace(bar, mass=mass * bar.volume / volume, about=about) for bar in bars]


def _box(name: str, model: str, low: Sequence[float], high: Sequence[float]) -> Solid:
    centre = tuple((a + b) / 2.0 for a, b in zip(low, high, strict=True))
    sides = tuple(b - a for a, b in zip(low, high, strict=True))
    return Solid(name, centre, sides, "structure", model=model)  # type: ignore[arg-type]
