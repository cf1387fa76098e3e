"""The planes of a design: those of the main constellation first, then those of the further shells."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import plain
from studio.design import Design
from studio.design.check import MAX_SATELLITES
from studio.design.fleet import Shell
from studio.design.unit_text import number_text
from studio.numerals import set_count
from studio.physics.cluster import cluster_lattice
from studio.physics.constellation import ring_count
from studio.physics.fleet.planes import Planes, all_planes, walker_planes
from studio.physics.orbit import raan_of_ltan, semi_major_axis, sun_synchronous_inclination
from studio.text import mark, tr

MAX_PLANES = 50_000
"""The sunlight of each is followed through a year: ten times as many as the largest fleet that was filed has."""
_TURN = 2.0 * np.pi


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """`planes.shell` counts through `names`."""

    planes: Planes
    names: tuple[str, ...]
    rows: tuple[int | None, ...]
    """The further shell of the design that each was made from; None for the main constellation"""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One pattern at its lowest altitude, whatever it was written in."""

    name: str
    kind: str
    altitude: float
    sun_synchronous: bool
    inclination: float
    raan: float
    ltan: float
    planes: int
    per_plane: int
    phasing: int
    node_spread: float
    spacing: float
    radius: float
    copies: int
    copy_spacing: float


def layout(design: Design, epoch: float) -> Layout:
    """The planes of all satellites of a design.

    Parameters
    ----------
    design : Design
        Its main constellation counts as circular.
    epoch : float
        [s of TT since J2000.0]

    Raises
    ------
    ValueError
        If there would be more satellites or planes than the studio flies, or a shell that cannot be sun-synchronous.
    """
    parts: list[Planes] = []
    names: list[str] = []
    rows: list[int | None] = []
    count = planes = 0
    for place, pattern in enumerate((_main(design), *map(_further, design.fleet.shells))):
        for copy in range(pattern.copies):
            altitude = pattern.altitude + copy * pattern.copy_spacing
            parts.append(_planes(pattern, altitude, epoch, len(names)))
            count += parts[-1].satellites
            if count > MAX_SATELLITES:  # said before all are laid out: a hundred shells could be billions
                raise _too_many(count)
            planes += len(parts[-1].number)
            if planes > MAX_PLANES:
                raise _too_many_planes(planes)
            rows.append(place - 1 if place else None)
            alone = pattern.copies == 1
            names.append(pattern.name if alone else f"{pattern.name}, {number_text(round(altitude / 1e3, 3))} km")
    return Layout(all_planes(parts), tuple(names), tuple(rows))


def parts_of(design: Design, epoch: float) -> list[Planes]:
    """The planes of each shell, copies apart: of one design, or of many that have as many planes and copies."""
    found: list[Planes] = []
    for pattern in (_main(design), *map(_further, design.fleet.shells)):
        for copy in range(pattern.copies):
            found.append(_planes(pattern, pattern.altitude + copy * pattern.copy_spacing, epoch, len(found)))
    return found


def shapes(design: Design) -> tuple[Any, ...]:
    """What the number of planes follows from."""
    return tuple(value for pattern in (_main(design), *map(_further, design.fleet.shells))
                 for value in (pattern.copies, pattern.planes if pattern.kind == "walker" else 1))  # fmt: skip


def satellites(design: Design) -> Any:
    """How many satellites :func:`layout` lays out, of one design or of many; raises what it raises."""
    count: Any = 0
    planes: Any = 0
    for pattern in (_main(design), *map(_further, design.fleet.shells)):
        copies = int(np.max(pattern.copies))
        for copy in range(copies):
            here = np.asarray(copy < np.asarray(pattern.copies))
            axis = semi_major_axis(pattern.altitude + copy * pattern.copy_spacing)
            if pattern.sun_synchronous:
                sun_synchronous_inclination(axis if axis.ndim == 0 else axis[np.broadcast_to(here, axis.shape)])
            number, across = _number(pattern, axis)
            count, planes = count + np.where(here, number, 0), planes + np.where(here, across, 0)
            if np.max(count) > MAX_SATELLITES:
                raise _too_many(int(np.max(count)))
            if np.max(planes) > MAX_PLANES:
                raise _too_many_planes(int(np.max(planes)))
    return plain(count)


def _number(pattern: _Pattern, axis: Any) -> tuple[Any, Any]:
    """Satellites and planes of a pattern at one of its altitudes."""
    if pattern.kind == "walker":
        return pattern.planes * pattern.per_plane, pattern.planes
    if pattern.kind == "ring":
        return ring_count(axis, pattern.spacing), 1
    if pattern.kind != "cluster":
        return 1, 1
    wide = np.broadcast_arrays(pattern.radius, pattern.spacing)
    about = np.round(0.25 * np.pi * (wide[0] / wide[1]) ** 2)
    if np.max(about) > 2 * MAX_SATELLITES:
        raise _too_many(int(np.max(about)))
    members = [len(cluster_lattice(float(radius), float(step))) for radius, step in zip(
        wide[0].ravel(), wide[1].ravel(), strict=True)]  # fmt: skip
    return np.reshape(members, wide[0].shape), 1


def _too_many_planes(count: int) -> ValueError:
    return ValueError(tr(mark("{count} planes are more than {most}; put more satellites on each"),
                         count=set_count(count), most=set_count(MAX_PLANES)))  # fmt: skip


def _too_many(count: int) -> ValueError:
    return ValueError(tr(mark("{count} satellites are more than {most}"),
                         count=set_count(count), most=set_count(MAX_SATELLITES)))  # fmt: skip


def _main(design: Design) -> _Pattern:
    mission, own = design.mission, design.constellation
    several = own.pattern in {"walker", "ring"}
    return _Pattern(
        tr(mark("Main")), own.pattern, mission.altitude, mission.sun_synchronous, mission.inclination, mission.raan,
        mission.ltan, own.planes, own.satellites_per_plane, own.phasing, own.node_spread,
        own.cluster_spacing if own.pattern == "cluster" else own.ring_spacing, own.cluster_radius,
        own.shells if several else 1, own.shell_spacing)  # fmt: skip


def _further(shell: Shell) -> _Pattern:
    return _Pattern(
        shell.name, shell.pattern, shell.altitude, shell.sun_synchronous, shell.inclination, 0.0, shell.ltan,
        shell.planes, shell.satellites_per_plane, shell.phasing, shell.node_spread, shell.spacing, shell.radius,
        shell.copies, shell.copy_spacing)  # fmt: skip


def _planes(pattern: _Pattern, altitude: float, epoch: float, shell: int) -> Planes:
    axis = plain(semi_major_axis(altitude))
    tilt, node = pattern.inclination, pattern.raan
    if pattern.sun_synchronous:
        tilt, node = plain(sun_synchronous_inclination(axis)), plain(raan_of_ltan(pattern.ltan, epoch))
    if pattern.kind == "walker":
        phasing = pattern.phasing if pattern.planes > 1 else 0
        return walker_planes(axis, tilt, node, pattern.planes, pattern.per_plane, phasing, pattern.node_spread,
                             shell=shell)  # fmt: skip
    spread = 2.0 * pattern.radius / axis if pattern.kind == "cluster" else 2.0 * np.pi
    return walker_planes(axis, tilt, node, 1, _number(pattern, axis)[0], shell=shell, spread=spread)
