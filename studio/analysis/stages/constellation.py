"""All satellites together: how many, their power and compute, their places."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from studio.analysis.columns import is_many, plain, trail, truth
from studio.analysis.fleet.layout import satellites
from studio.analysis.result import FloatArray, read_only, result
from studio.analysis.shapes import by_shape
from studio.design import Design
from studio.design.check import MAX_SATELLITES
from studio.design.quantity import ANGLE, ANGULAR_RATE, COMPUTE_RATE, LENGTH, MASS, NUMBER, POWER
from studio.physics.cluster import cluster_extent, cluster_lattice
from studio.physics.constellation import Slots, closest_approach, ring_approach, ring_count, shell_separation, walker
from studio.physics.orbit import secular_rates, semi_major_axis, sun_synchronous_inclination
from studio.text import mark, tr

_PATTERN = ("constellation.pattern", "constellation.planes", "constellation.satellites_per_plane",
            "constellation.cluster_radius", "constellation.cluster_spacing", "constellation.ring_spacing",
            "constellation.shells")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Constellation:
    satellites: int = result(
        mark("Satellites"), NUMBER,
        equation="shells × planes × satellites per plane; ring: shells × ⌊2π a / spacing⌋ of the first shell; cluster: "
                 "lattice points with u² + v² ≤ (R/2)²; and those of the further shells",
        source="Walker 1984; Clohessy–Wiltshire cluster as in arXiv:2511.19468",
        inputs=(*_PATTERN, "fleet.shells[].planes", "fleet.shells[].satellites_per_plane", "fleet.shells[].copies"),
        unit="")
    array_power: float = result(
        mark("Array power of all, end of life"), POWER, equation="satellites × array power", source="Definition",
        inputs=("constellation.satellites", "power.array_eol"))
    compute_rate: float = result(
        mark("Compute rate of all"), COMPUTE_RATE, equation="satellites × compute rate", source="Definition",
        inputs=("constellation.satellites", "payload.compute_rate"), unit="EFLOP/s")
    mass: float = result(
        mark("Mass of all"), MASS, equation="satellites × satellite mass", source="Definition",
        inputs=("constellation.satellites", "mass.satellite"), unit="t")
    closest_approach: float | None = result(
        mark("Closest approach"), LENGTH,
        equation="a √(2 − 2 cos σ), σ the least angle between any two over a revolution; between shells: spacing less "
                 "excursions; the least counts; cluster: lattice step",
        source="Geometry of circular orbits of one inclination; Clohessy–Wiltshire relative motion",
        inputs=(*_PATTERN, "constellation.phasing", "constellation.node_spread", "orbit.semi_major_axis",
                "orbit.inclination"), optional=True)
    neighbour_min: float | None = result(
        mark("Closest neighbours in the cluster"), LENGTH,
        equation="smallest distance of lattice neighbours over an orbit",
        source="Clohessy–Wiltshire relative motion", inputs=_PATTERN, unit="m", optional=True)
    neighbour_max: float | None = result(
        mark("Farthest neighbours in the cluster"), LENGTH,
        equation="largest distance of nearest lattice neighbours over an orbit",
        source="Clohessy–Wiltshire relative motion", inputs=_PATTERN, unit="m", optional=True)
    spacing_along: float | None = result(
        mark("Distance to the neighbour"), LENGTH,
        equation="2 a sin(π/S) along the plane; cluster: farthest lattice neighbours",
        source="Geometry of evenly spaced satellites; Clohessy–Wiltshire relative motion",
        inputs=(*_PATTERN, "orbit.semi_major_axis"), optional=True)
    shell_separation: float | None = result(
        mark("Closest approach of shells"), LENGTH,
        equation="Δa − (a₁ + a₂) e + least ΔJ₂ R²/a (¼ (sin² i − 2 sin² δ) − 3/2 (1 − 3/2 sin² i)) over latitudes δ",
        source="Short-period J₂ term of the radius: Brouwer 1959 for e = 0",
        inputs=("constellation.shells", "constellation.shell_spacing", "orbit.semi_major_axis", "orbit.inclination",
                "mission.eccentricity"), optional=True)
    shell_altitudes: FloatArray | None = result(
        mark("Altitudes of the shells"), LENGTH, equation="altitude + k · shell spacing", source="Definition",
        inputs=("mission.altitude", "constellation.shells", "constellation.shell_spacing"), optional=True)
    shell_inclinations: FloatArray | None = result(
        mark("Inclinations of the shells"), ANGLE,
        equation="sun-synchronous at the altitude of each shell; or the one typed",
        source="Vallado 2013, §9.6 (secular J2 rates)",
        inputs=("constellation.shell_altitudes", "mission.sun_synchronous", "orbit.inclination"), optional=True)
    shell_node_drift: float | None = result(
        mark("Node drift between shells"), ANGULAR_RATE,
        equation="node rate of the highest shell − that of the lowest; 0 where all are sun-synchronous",
        source="Vallado 2013, §9.6 (secular J2 rates)",
        inputs=("constellation.shell_altitudes", "constellation.shell_inclinations"), optional=True)
    raan_offsets: FloatArray
    """(S,) Node of each satellite from the first plane's [rad]."""
    phase_offsets: FloatArray
    """(S,) Mean anomaly of each satellite from the first one's [rad]."""
    height_ratios: FloatArray | None
    """(S,) Semi-major axis of each satellite over that of the first shell; None where there is one shell."""
    lattice: FloatArray | None
    """(S, 2) Cluster lattice coordinates u, v [m]; None outside a cluster."""
    reach: float | None
    """Greatest amplitude of the members of a cluster [m], 0 of a single one; None outside a cluster."""


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Constellation:
    """Places of the satellites and what they add up to."""
    pattern, orbit = design.constellation, tables["orbit"]
    nodes = phases = np.zeros(1)
    count: Any = 1
    closest: Any = None
    along: Any = None
    lattice, extent, heights = None, None, None
    reach: Any = None
    shells: dict[str, Any] = {}
    if pattern.pattern in {"walker", "ring"}:
        planes, per_plane = pattern.planes, pattern.satellites_per_plane
        if pattern.pattern == "ring":
            planes, per_plane = 1, plain(ring_count(orbit.semi_major_axis, pattern.ring_spacing))
        count = planes * per_plane * pattern.shells
        _count(count)
        closest, slots = _closest(design, orbit, planes, per_plane, alone=not is_many(tables))
        several = np.asarray(per_plane > 1)
        if several.any():
            along = 2.0 * orbit.semi_major_axis * plain(np.sin(np.pi / per_plane) * (1.0 if several.all() else
                                                                                   truth(several)))  # fmt: skip
        if slots is not None:
            nodes, phases = np.tile(slots.raan, pattern.shells), np.tile(slots.anomaly, pattern.shells)
        if pattern.shells > 1:
            shells = _shells(design, orbit.inclination)
            if slots is not None:
                axes = semi_major_axis(shells["shell_altitudes"])
                heights = read_only(np.repeat(axes / axes[0], len(slots.raan)))
            closest = shells["shell_separation"] if closest is None else plain(
                np.fmin(shells["shell_separation"], closest))  # fmt: skip
    elif pattern.pattern == "cluster":
        if np.any(np.asarray(design.mission.eccentricity) > 0.0):
            raise ValueError(tr("a Clohessy–Wiltshire cluster needs a circular orbit"))
        lattice = read_only(cluster_lattice(pattern.cluster_radius, pattern.cluster_spacing))
        count = len(lattice)
        _count(count)
        nodes = phases = np.zeros(count)
        reach = float(np.sqrt(np.max(np.sum(lattice * lattice, axis=-1))))
        if count > 1:
            extent = cluster_extent(lattice, pattern.cluster_spacing)
            closest, along = float(extent.neighbour_min), float(extent.neighbour_max)
    if design.fleet.shells:
        count = satellites(design)
    return Constellation(
        satellites=count,
        array_power=count * tables["power"].array_eol,
        compute_rate=count * tables["payload"].compute_rate,
        mass=count * tables["mass"].satellite,
        closest_approach=closest,
        neighbour_min=None if extent is None else float(extent.neighbour_min),
        neighbour_max=None if extent is None else float(extent.neighbour_max),
        spacing_along=along,
        **shells,
        raan_offsets=read_only(nodes),
        phase_offsets=read_only(phases),
        height_ratios=heights,
        lattice=lattice,
        reach=reach,
    )


def shapes(design: Design) -> tuple[Any, ...]:
    """What the number of places follows from."""
    pattern = design.constellation
    if pattern.pattern == "walker":
        return (pattern.planes, pattern.satellites_per_plane, pattern.phasing, pattern.node_spread, pattern.shells)
    if pattern.pattern == "cluster":
        return (pattern.cluster_radius, pattern.cluster_spacing)
    return (pattern.shells,) if pattern.pattern == "ring" else ()


def _without_places(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Any:
    """The table of many designs, of which views do not show the places."""
    found = run(design, tables, checkpoint)
    lattice = None if found.lattice is None else np.zeros((0, 2))
    nowhere = np.zeros(0)
    return replace(found, raan_offsets=nowhere, phase_offsets=nowhere, height_ratios=None, lattice=lattice,
                   shell_altitudes=None, shell_inclinations=None)  # fmt: skip


run_many = by_shape(_without_places, shapes)
"""Computes many designs, those that have equally many places together."""


def _closest(design: Design, orbit: Any, planes: int, per_plane: Any, *, alone: bool) -> tuple[Any, Slots | None]:
    """The closest approach on circles of one altitude, and the places where they are of one design or in planes."""
    pattern, round_orbit = design.constellation, np.asarray(design.mission.eccentricity) == 0.0
    several = np.asarray(planes * per_plane > 1)
    slots = None
    if alone or planes > 1:
        slots = walker(planes, per_plane, pattern.phasing if planes > 1 else 0, pattern.node_spread)
    if not np.any(several & round_orbit):
        return None, slots
    known = 1.0 if np.all(several & round_orbit) else truth(several & round_orbit)
    if slots is None:
        return plain(known * ring_approach(orbit.semi_major_axis, orbit.inclination, np.maximum(per_plane, 2))), slots
    return plain(known * closest_approach(orbit.semi_major_axis, orbit.inclination, slots)), slots


def _count(number: Any) -> None:
    most = np.max(number)
    if most > MAX_SATELLITES:
        raise ValueError(tr("{count} satellites are more than {most}", count=most, most=MAX_SATELLITES))


def _shells(design: Design, inclination: Any) -> dict[str, Any]:
    """Altitude and inclination of every shell, and how close neighbouring ones come."""
    mission, pattern = design.mission, design.constellation
    eccentricity = trail(mission.eccentricity, 1)
    altitudes = trail(mission.altitude, 1) + trail(pattern.shell_spacing, 1) * np.arange(pattern.shells)
    axes = semi_major_axis(altitudes)
    tilts: FloatArray = np.broadcast_to(trail(inclination, 1), axes.shape) if np.ndim(inclination) == 0 else (
        trail(inclination, 1) + np.zeros_like(axes))  # fmt: skip
    if mission.sun_synchronous:
        tilts = sun_synchronous_inclination(axes, eccentricity)
    rates = secular_rates(axes, eccentricity, tilts).raan
    return {
        "shell_altitudes": read_only(altitudes),
        "shell_inclinations": read_only(tilts),
        "shell_node_drift": 0.0 if mission.sun_synchronous else plain(rates[..., -1] - rates[..., 0]),
        "shell_separation": plain(np.maximum(shell_separation(axes, tilts, eccentricity).min(axis=-1), 0.0)),
    }
