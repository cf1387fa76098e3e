"""Mean elements of the orbit, their secular rates, and the Sun over the year from the epoch."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import plain, trail
from studio.analysis.result import FloatArray, read_only, result
from studio.design import Design
from studio.design.quantity import ANGLE, ANGULAR_RATE, DURATION, LENGTH, SPEED
from studio.physics import orbit, time
from studio.physics.constants import MU_EARTH
from studio.physics.illumination import beta_angle
from studio.physics.orbit import MeanElements
from studio.physics.sun import sun_vector
from studio.text import mark

_J2 = "Vallado 2013, Fundamentals of Astrodynamics and Applications, §9.6 (secular J2 rates)"
_SUN = "Sun in the true equator of date: VSOP87, largest terms (Meeus 1998, ch. 25 and app. III)"
_KEPLER = "Kepler's third law; µ = 398600.4418 km³/s² (WGS84)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Orbit:
    semi_major_axis: float = result(
        mark("Semi-major axis"), LENGTH, equation="a = R_E + h", source="R_E = 6378.137 km (WGS84)",
        inputs=("mission.altitude",))
    period: float = result(
        mark("Orbital period"), DURATION, equation="T = 2π √(a³/µ)", source=_KEPLER,
        inputs=("orbit.semi_major_axis",))
    nodal_period: float = result(
        mark("Nodal period"), DURATION, equation="T_N = 2π / (dM/dt + dω/dt)", source=_J2,
        inputs=("orbit.semi_major_axis", "mission.eccentricity", "orbit.inclination"))
    inclination: float = result(
        mark("Inclination"), ANGLE,
        equation="cos i = −2 Ω̇ p² / (3 J₂ R_E² n), p = a(1 − e²), Ω̇ = 1.99106e-7 rad/s; or as typed",
        source=_J2,
        inputs=("mission.sun_synchronous", "mission.inclination", "orbit.semi_major_axis", "mission.eccentricity"))
    raan: float = result(
        mark("RAAN at the epoch"), ANGLE, equation="Ω = α_mean Sun + 15°/h · (LTAN − 12 h); or as typed",
        source="Definition of mean local time of the ascending node",
        inputs=("mission.sun_synchronous", "mission.ltan", "mission.raan", "mission.epoch"))
    raan_rate: float = result(
        mark("Node rate"), ANGULAR_RATE, equation="dΩ/dt = −3/2 J₂ n (R_E/p)² cos i", source=_J2,
        inputs=("orbit.semi_major_axis", "mission.eccentricity", "orbit.inclination"))
    perigee_rate: float = result(
        mark("Perigee rate"), ANGULAR_RATE, equation="dω/dt = 3/4 J₂ n (R_E/p)² (5 cos² i − 1)", source=_J2,
        inputs=("orbit.semi_major_axis", "mission.eccentricity", "orbit.inclination"))
    velocity: float = result(
        mark("Mean orbital speed"), SPEED, equation="v = √(µ/a)", source=_KEPLER,
        inputs=("orbit.semi_major_axis",))
    beta_angle_max: float = result(
        mark("Largest beta angle"), ANGLE, equation="sin β = ĥ · ŝ; largest |β| of the year from the epoch",
        source=_SUN,
        inputs=("orbit.inclination", "orbit.raan", "orbit.raan_rate", "mission.epoch"))
    beta_angle_min: float = result(
        mark("Smallest beta angle"), ANGLE, equation="sin β = ĥ · ŝ; smallest |β| of the year from the epoch",
        source=_SUN,
        inputs=("orbit.inclination", "orbit.raan", "orbit.raan_rate", "mission.epoch"))
    elements: MeanElements
    epoch: float
    """Epoch in TT seconds as `studio.physics.time` counts them."""
    day_offsets: FloatArray
    """(D,) Seconds from the epoch of each day of the season."""


SEASON_DAYS = 366
"""Days computed: a whole year and one more, so that every calendar day of a leap year is there."""


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Orbit:
    """Solve the elements at the epoch and look at the Sun from the orbit plane through the year."""
    mission = design.mission
    epoch = time.instant(mission.epoch)
    axis = plain(orbit.semi_major_axis(mission.altitude))
    inclination, raan = mission.inclination, mission.raan
    if mission.sun_synchronous:
        inclination = plain(orbit.sun_synchronous_inclination(axis, mission.eccentricity))
        raan = plain(orbit.raan_of_ltan(mission.ltan, epoch))
    rates = orbit.secular_rates(axis, mission.eccentricity, inclination)
    days = read_only(np.arange(SEASON_DAYS) * 86400.0)
    sun, _ = sun_vector(epoch + days)
    normal = orbit.orbit_normal(trail(raan, 1) + trail(rates.raan, 1) * days, trail(inclination, 1))
    beta = np.abs(beta_angle(normal, sun))
    return Orbit(
        semi_major_axis=axis,
        period=plain(orbit.period(axis)),
        nodal_period=plain(orbit.nodal_period(axis, mission.eccentricity, inclination)),
        inclination=inclination,
        raan=raan,
        raan_rate=plain(rates.raan),
        perigee_rate=plain(rates.argument_of_perigee),
        velocity=plain(np.sqrt(MU_EARTH / axis)),
        beta_angle_max=plain(beta.max(axis=-1)),
        beta_angle_min=plain(beta.min(axis=-1)),
        elements=MeanElements(axis, mission.eccentricity, inclination, raan, mission.argument_of_perigee),
        epoch=epoch,
        day_offsets=days,
    )
