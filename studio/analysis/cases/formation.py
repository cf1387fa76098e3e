"""Clusters that fly together."""

from collections.abc import Mapping
from typing import Any

from studio.physics.cluster import cluster_extent, cluster_lattice, fastest_member
from studio.physics.orbit import period, semi_major_axis, sun_synchronous_inclination
from studio.physics.relative_motion import axis_ratio

Inputs = Mapping[str, Any]


def lattice_cluster(inputs: Inputs) -> dict[str, float]:
    """Members, distances and speeds of a lattice in ellipses twice as long as they are high."""
    members = cluster_lattice(inputs["radius"], inputs["step"])
    axis = semi_major_axis(inputs["altitude"])
    return {
        "satellites": float(len(members)),
        **{name: float(value) for name, value in cluster_extent(members, inputs["step"])._asdict().items()},
        "period": float(period(axis)),
        "relative_speed": float(fastest_member(members, axis)),
    }


def bounded_ellipse(inputs: Inputs) -> dict[str, float]:
    """Axis ratio of the ellipse that the mean motion under J2 leaves bounded, in a sun-synchronous orbit."""
    axis = semi_major_axis(inputs["altitude"])
    height = 2.0 / float(axis_ratio(axis, sun_synchronous_inclination(axis)))
    return {"height": height, "height_first_order": height}
