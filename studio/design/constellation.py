"""How many satellites fly, and where."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number
from studio.design.quantity import ANGLE, LENGTH, NUMBER
from studio.text import mark

Pattern = Literal["single", "walker", "cluster", "ring"]
Keeping = Literal["turning", "fixed"]
_SHELLS = ("constellation.pattern", ("walker", "ring"))


class Constellation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pattern: Annotated[Pattern, choice(
        mark("Pattern"),
        mark("single: one satellite. walker: planes of evenly spaced satellites. cluster: a bounded formation "
             "that turns once in an orbit. ring: one plane filled with satellites at a spacing."))] = "single"
    planes: Annotated[int, number(
        NUMBER, mark("Planes"), mark("Orbit planes."), 1, 5000, unit="",
        when=("constellation.pattern", "walker"))] = 1
    satellites_per_plane: Annotated[int, number(
        NUMBER, mark("Satellites per plane"), mark("Evenly spaced along each plane."), 1, 200_000, unit="",
        when=("constellation.pattern", "walker"))] = 1
    phasing: Annotated[int, number(
        NUMBER, mark("Phasing"), mark("Walker's F: phase step between neighbouring planes in units of 360° / total."),
        0, 5000, unit="", when=("constellation.pattern", "walker"))] = 0
    node_spread: Annotated[float, number(
        ANGLE, mark("Node spread"),
        mark("Right ascension over which the planes are spread: 360° is Walker delta, 180° Walker star."),
        0.0, 6.283185307179586, when=("constellation.pattern", "walker"))] = 6.283185307179586
    cluster_radius: Annotated[float, number(
        LENGTH, mark("Cluster radius"), mark("Largest along-track distance of a member from the centre."),
        10.0, 50e3, unit="km", when=("constellation.pattern", "cluster"))] = 1000.0
    cluster_spacing: Annotated[float, number(
        LENGTH, mark("Cluster spacing"), mark("Smallest distance between neighbours in the cluster."),
        5.0, 10e3, unit="m", when=("constellation.pattern", "cluster"))] = 100.0
    cluster_keeping: Annotated[Keeping, choice(
        mark("Cluster keeping"),
        mark("turning: the cluster turns as a body with its perigees and only its drift is corrected. fixed: its "
             "ellipses keep their phase, against the Earth's oblateness."),
        when=("constellation.pattern", "cluster"))] = "fixed"
    ring_spacing: Annotated[float, number(
        LENGTH, mark("Ring spacing"), mark("Least distance of neighbours along the ring."), 10.0, 40e6, unit="km",
        when=("constellation.pattern", "ring"))] = 100e3
    shells: Annotated[int, number(
        NUMBER, mark("Shells"), mark("Copies of the pattern, each higher than the last by the shell spacing. All "
                                     "satellites count as those of the first shell in power and compute."),
        1, 200, unit="", when=_SHELLS)] = 1
    shell_spacing: Annotated[float, number(
        LENGTH, mark("Shell spacing"), mark("Step of altitude from shell to shell."), 100.0, 1000e3, unit="km",
        when=_SHELLS)] = 50e3
