"""All satellites together: how many, their power and compute, their places."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.result import FloatArray, read_only, result
from studio.design import Design
from studio.design.check import MAX_SATELLITES
from studio.design.quantity import COMPUTE_RATE, LENGTH, MASS, NUMBER, POWER
from studio.physics.cluster import cluster_extent, cluster_lattice
from studio.physics.constellation import closest_approach, walker
from studio.text import mark, tr

_PATTERN = ("constellation.pattern", "constellation.planes", "constellation.satellites_per_plane",
            "constellation.cluster_radius", "constellation.cluster_spacing")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Constellation:
    satellites: int = result(
        mark("Satellites"), NUMBER,
        equation="planes × satellites per plane; cluster: lattice points with u² + v² ≤ (R/2)²",
        source="Walker 1984; Clohessy–Wiltshire cluster as in arXiv:2511.19468", inputs=_PATTERN, unit="")
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
        equation="walker: a √(2 − 2 cos σ), σ the least angle between any two over a revolution; cluster: lattice step",
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
    raan_offsets: FloatArray
    """(S,) Node of each satellite from the first plane's [rad]."""
    phase_offsets: FloatArray
    """(S,) Mean anomaly of each satellite from the first one's [rad]."""
    lattice: FloatArray | None
    """(S, 2) Cluster lattice coordinates u, v [m]; None outside a cluster."""


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Constellation:
    """Places of the satellites and what they add up to."""
    pattern = design.constellation
    nodes, phases, lattice, extent, closest = np.zeros(1), np.zeros(1), None, None, None
    if pattern.pattern == "walker":
        slots = walker(pattern.planes, pattern.satellites_per_plane, pattern.phasing, pattern.node_spread)
        nodes, phases = slots.raan, slots.anomaly
        if len(nodes) > 1 and design.mission.eccentricity == 0.0:
            orbit = tables["orbit"]
            closest = float(closest_approach(orbit.semi_major_axis, orbit.inclination, slots))
    elif pattern.pattern == "cluster":
        if design.mission.eccentricity > 0.0:
            raise ValueError(tr("a Clohessy–Wiltshire cluster needs a circular orbit"))
        lattice = read_only(cluster_lattice(pattern.cluster_radius, pattern.cluster_spacing))
        extent = cluster_extent(lattice, pattern.cluster_spacing)
        nodes = phases = np.zeros(len(lattice))
    count = len(nodes)
    if count > MAX_SATELLITES:
        raise ValueError(tr("{count} satellites are more than {most}", count=count, most=MAX_SATELLITES))
    together = extent is not None and count > 1
    return Constellation(
        satellites=count,
        array_power=count * tables["power"].array_eol,
        compute_rate=count * tables["payload"].compute_rate,
        mass=count * tables["mass"].satellite,
        closest_approach=float(extent.neighbour_min) if together and extent is not None else closest,
        neighbour_min=float(extent.neighbour_min) if together and extent is not None else None,
        neighbour_max=float(extent.neighbour_max) if together and extent is not None else None,
        raan_offsets=read_only(nodes),
        phase_offsets=read_only(phases),
        lattice=lattice,
    )
