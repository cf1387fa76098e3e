"""The orbit, its times, and the way the array is held."""

from typing import Annotated, Literal

import msgspec

from studio.design.field import choice, number, text
from studio.design.quantity import ANGLE, DURATION, LENGTH, RATIO, TIME_OF_DAY
from studio.text import mark

Attitude = Literal["sun_pointing", "one_axis", "edge_on", "zenith", "nadir"]
WingAxis = Literal["orbit_normal", "velocity", "nadir"]
EclipseAttitude = Literal["hold", "feather"]


class Mission(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    altitude: Annotated[float, number(
        LENGTH, mark("Altitude"),
        mark("Semi-major axis less the Earth's equatorial radius (6378.137 km)."), 160e3, 60e6)] = 650e3
    eccentricity: Annotated[float, number(
        RATIO, mark("Eccentricity"), mark("Shape of the orbit: 0 is a circle."), 0.0, 0.85, unit="")] = 0.0
    sun_synchronous: Annotated[bool, choice(
        mark("Sun-synchronous"),
        mark("The inclination is solved so that the orbit plane turns with the mean Sun."))] = True
    ltan: Annotated[float, number(
        TIME_OF_DAY, mark("LTAN"),
        mark("Mean local time of the ascending node at the epoch: 6 h or 18 h is dawn–dusk."), 0.0, 86400.0,
        when=("mission.sun_synchronous", True))] = 21600.0
    inclination: Annotated[float, number(
        ANGLE, mark("Inclination"), mark("Angle between the orbit plane and the equator."), 0.0, 3.141592653589793,
        when=("mission.sun_synchronous", False))] = 1.7
    raan: Annotated[float, number(
        ANGLE, mark("RAAN"), mark("Right ascension of the ascending node at the epoch, true equator of date."),
        0.0, 6.283185307179586, when=("mission.sun_synchronous", False))] = 0.0
    argument_of_perigee: Annotated[float, number(
        ANGLE, mark("Argument of perigee"), mark("From the ascending node to the perigee, at the epoch."),
        0.0, 6.283185307179586)] = 0.0
    epoch: Annotated[str, text(
        mark("Epoch"), mark("UTC date and time at which the elements hold and the season begins."),
        longest=30, shortest=10)] = "2026-01-01T00:00:00"
    lifetime: Annotated[float, number(
        DURATION, mark("Lifetime"), mark("From launch to the end of life that the margins are judged at."),
        0.0, 40 * 31557600.0, unit="yr")] = 5 * 31557600.0
    attitude: Annotated[Attitude, choice(
        mark("Array attitude"),
        mark("sun_pointing: the cells face the Sun, turning about two axes. one_axis: the body keeps its nadir and the "
             "array turns about one axis as near to the Sun as it can. edge_on: the array lies in the plane of the "
             "nadir and the velocity, cells on the sunward side of the orbit. zenith: the cells face away from the "
             "Earth. nadir: they face it. Shadows of the satellite on itself are left out."),
    )] = "sun_pointing"  # fmt: skip
    wing_axis: Annotated[WingAxis, choice(
        mark("Wing axis"),
        mark("What an array on one axis turns about: the orbit normal, the horizontal direction of flight, or the "
             "nadir."), when=("mission.attitude", "one_axis"))] = "orbit_normal"
    off_pointing: Annotated[float, number(
        ANGLE, mark("Off-pointing"),
        mark("Constant angle away from the best direction, for arrays that turn: with two axes from the Sun towards "
             "celestial north, with one axis about it."), 0.0, 1.5707963267948966)] = 0.0
    eclipse_attitude: Annotated[EclipseAttitude, choice(
        mark("Array in eclipse"),
        mark("For arrays that turn. hold: as if the Sun were seen. feather: edge-on to the velocity, which saves drag "
             "and atomic oxygen."))] = "hold"
