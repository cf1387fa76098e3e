"""The rest of the fleet: shells, rings and clusters beside the main orbit, and real satellites to compare with."""

from typing import Annotated, Literal

import msgspec

from studio.design.element_sets import MAX_SETS, ElementSets
from studio.design.field import choice, number, text
from studio.design.quantity import ANGLE, LENGTH, NUMBER, TIME_OF_DAY
from studio.text import mark

ShellPattern = Literal["walker", "ring", "cluster"]
MAX_SHELLS = 100


class Shell(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Satellites on circular orbits of one altitude and inclination, or copies of them at rising altitudes."""

    name: Annotated[str, text(
        mark("Name"), mark("Unique in the fleet; a shell is addressed by it."), longest=60, shortest=1)]
    pattern: Annotated[ShellPattern, choice(
        mark("Pattern"),
        mark("walker: planes of evenly spaced satellites. ring: one plane filled with satellites at a spacing. "
             "cluster: a bounded formation that turns once in an orbit."))] = "walker"  # fmt: skip
    altitude: Annotated[float, number(
        LENGTH, mark("Altitude"), mark("Semi-major axis less the equatorial radius of the Earth, of the lowest copy."),
        160e3, 100e6, unit="km")] = 550e3
    sun_synchronous: Annotated[bool, choice(
        mark("Sun-synchronous"), mark("Whether the inclination follows from the altitude, so that the node keeps its "
                                      "local time."))] = False
    inclination: Annotated[float, number(
        ANGLE, mark("Inclination"), mark("Where it is not sun-synchronous."), 0.0, 3.141592653589793)] = (
        0.5235987755982988)  # fmt: skip
    ltan: Annotated[float, number(
        TIME_OF_DAY, mark("Local time of the node"), mark("Mean local time of the ascending node of the first plane, "
                                                          "at the epoch."), 0.0, 86400.0)] = 21600.0
    planes: Annotated[int, number(NUMBER, mark("Planes"), mark("Orbit planes of a Walker pattern."), 1, 5000,
                                  unit="")] = 1  # fmt: skip
    satellites_per_plane: Annotated[int, number(
        NUMBER, mark("Satellites per plane"), mark("Evenly spaced along each plane of a Walker pattern."), 1, 200_000,
        unit="")] = 1
    phasing: Annotated[int, number(
        NUMBER, mark("Phasing"), mark("Walker's F: phase step between neighbouring planes in units of 360° / total."),
        0, 5000, unit="")] = 0
    node_spread: Annotated[float, number(
        ANGLE, mark("Node spread"),
        mark("Right ascension over which the planes are spread: 360° is Walker delta, 180° Walker star."),
        0.0, 6.283185307179586)] = 6.283185307179586
    spacing: Annotated[float, number(
        LENGTH, mark("Spacing"), mark("Least distance of neighbours, of a ring or a cluster."), 5.0, 40e6,
        unit="km")] = 100e3
    radius: Annotated[float, number(
        LENGTH, mark("Cluster radius"), mark("Largest along-track distance of a member from the centre of a cluster."),
        10.0, 50e3, unit="km")] = 1000.0
    copies: Annotated[int, number(
        NUMBER, mark("Copies"), mark("Shells of this kind, each higher than the last by the copy spacing."), 1, 200,
        unit="")] = 1
    copy_spacing: Annotated[float, number(
        LENGTH, mark("Copy spacing"), mark("Step of altitude from copy to copy."), 100.0, 1000e3, unit="km")] = 50e3


class Fleet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    shells: Annotated[tuple[Shell, ...], msgspec.Meta(
        title=mark("Further shells"),
        description=mark("Shells, rings and clusters of the same satellite beside the main constellation."),
        max_length=MAX_SHELLS)] = ()
    imported: Annotated[tuple[ElementSets, ...], msgspec.Meta(
        title=mark("Imported element sets"),
        description=mark("Real satellites that are shown beside those of the design, by their published elements."),
        max_length=MAX_SETS)] = ()
