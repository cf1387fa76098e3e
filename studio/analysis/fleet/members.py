"""Satellites of the fleet beside one another over one orbit: the design flown in other planes of its constellation.

Satellites of one plane meet the same light one after another, so one of them stands for all. Planes differ: by the
angle to the Sun, and those of another shell by altitude and inclination, and so in dose and age as well. Each is the
satellite of the design, with its array, battery and radiator as they are, run through the same stages on that orbit.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from studio.analysis.engine import Outcome, evaluate
from studio.analysis.fleet.layout import Layout
from studio.analysis.heat.surroundings import surroundings
from studio.analysis.result import FloatArray, read_only
from studio.analysis.stages import STAGES
from studio.design import Design
from studio.physics import radiator
from studio.physics.constants import DAY, R_EARTH
from studio.physics.fleet.planes import Planes, plane_light
from studio.physics.sun import sun_vector

MOST = 8
"""Planes that can be told apart in one plot."""
NEEDS = tuple(dict.fromkeys((*STAGES["power"].needs, *STAGES["thermal"].needs, "power", "thermal")))
_MAPS = ("environment", "power")
_SPREAD = 4
_LOOKED_AT = 512
"""Planes among which the one with the least light is sought: of more, an even sample."""
_DAYS = np.arange(0.0, 365.0, 10.0) * DAY


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """One plane: what each of its satellites meets and does, at the end of life; maps are (D, N)."""

    plane: int
    """Place in the layout; −1 for the satellite of the design itself, on the orbit that is stated."""
    shell: str
    number: int
    """Satellites in the plane"""
    orbit_time: FloatArray
    """(N,) From the ascending node of its own orbit [s]"""
    light: FloatArray
    """Visible fraction of the Sun [-]"""
    array: FloatArray
    """[W]"""
    charge: FloatArray
    """State of charge [-]"""
    panel: FloatArray
    """Front of the panel [K]"""
    radiator: FloatArray
    """[K]"""


def darkest_plane(layout: Layout, epoch: float) -> int:
    """The plane with the least light through the year from `epoch` [s of TT since J2000.0]; of alike ones the first."""
    planes = layout.planes
    some = np.unique(np.linspace(0, len(planes.axis) - 1, min(len(planes.axis), _LOOKED_AT)).round().astype(int))
    sun, distance = sun_vector(epoch + _DAYS)
    light = plane_light(Planes(*(field[some] for field in planes)), _DAYS, sun, distance).mean(axis=0)
    return int(some[int(np.argmin(np.round(light, 9)))])


def planes_to_show(layout: Layout, epoch: float, picked: Iterable[int] = ()) -> tuple[int, ...]:
    """The satellite of the design, what was picked, the plane with the least light, the first of each shell, and some
    planes spread over the first shell where there are few of those."""
    first = np.unique(layout.planes.shell, return_index=True)[1]
    count = len(layout.planes.axis)
    wanted = [-1, *(plane for plane in picked if 0 <= plane < count), darkest_plane(layout, epoch), *first.tolist()]
    spread = np.linspace(0, int((layout.planes.shell == 0).sum()), _SPREAD, endpoint=False).astype(int)
    alike = _keys(layout.planes)
    known = {alike(0)}  # the satellite of the design flies in the first plane
    found = [-1]
    for plane in wanted[1:]:
        if alike(plane) not in known and len(found) < MOST:
            known.add(alike(plane))
            found.append(int(plane))
    for plane in spread.tolist():
        if alike(plane) not in known and len(found) < _SPREAD + 1:
            known.add(alike(plane))
            found.append(int(plane))
    return tuple(found)


def member_design(design: Design, planes: Planes, plane: int) -> Design:
    """The design on the circular orbit of another plane."""
    mission = msgspec.structs.replace(
        design.mission, altitude=float(planes.axis[plane]) - R_EARTH, eccentricity=0.0, sun_synchronous=False,
        inclination=float(planes.inclination[plane]), raan=float(planes.raan[plane] % (2.0 * np.pi)),
        argument_of_perigee=0.0,
    )  # fmt: skip
    return msgspec.structs.replace(design, mission=mission)


def members(
    design: Design, outcomes: Mapping[str, Outcome], layout: Layout, planes: Iterable[int],
    checkpoint: Callable[[float], None] | None = None,
) -> tuple[Member, ...]:  # fmt: skip
    """What the satellites of these planes meet and do.

    Parameters
    ----------
    design, outcomes
        The design and what became of its stages, which are up to date.
    layout
        Of its fleet.
    planes
        Places in it, and −1 for the satellite of the design on its own orbit.

    Raises
    ------
    ValueError
        If a stage fails on one of the orbits.
    """
    wanted, found = tuple(planes), []
    own = _flown(design, outcomes, "thermal")
    for place, plane in enumerate(wanted):
        tables, flown = own, design
        if plane >= 0:
            flown = member_design(design, layout.planes, plane)
            tables = _flown(flown, outcomes, "power")
        found.append(_member(flown, tables, own["thermal"], layout, plane))
        if checkpoint is not None:
            checkpoint((place + 1) / len(wanted))
    return tuple(found)


def _flown(design: Design, outcomes: Mapping[str, Outcome], last: str) -> Mapping[str, Any]:
    """The tables up to a stage, with the maps that are read here: outcomes that come from afar are without."""
    results = evaluate(design, outcomes, only=(last,), whole=_MAPS)
    failed = next((one.failure for one in results.outcomes.values() if one.failure), "")
    if failed:
        raise ValueError(failed)
    return {name: one.computed for name, one in results.outcomes.items()}


def _member(design: Design, tables: Mapping[str, Any], built: Any, layout: Layout, plane: int) -> Member:
    """`built` says of which size the radiator is."""
    seen, power = surroundings(design, tables), tables["power"]
    temperature = radiator.radiator_temperature(
        power.heat_map, built.radiator_area, np.array([seen.sides * design.thermal.radiator_emittance]),
        environment=seen.absorbed, fin_efficiency=built.radiator_fin_efficiency,
    )  # fmt: skip
    place = max(plane, 0)
    return Member(
        plane, layout.names[int(layout.planes.shell[place])], int(layout.planes.number[place]),
        tables["illumination"].orbit_time, tables["illumination"].season.visible_fraction, power.array_map,
        power.state_of_charge_map, tables["panel"].temperature_front_map, read_only(temperature),
    )  # fmt: skip


def _keys(planes: Planes) -> Callable[[int], tuple[float, ...]]:
    """What makes two planes see the same."""
    return lambda plane: (round(float(planes.axis[plane]), 1), round(float(planes.inclination[plane]), 6),
                          round(float(planes.raan[plane]) % (2.0 * np.pi), 6))  # fmt: skip
