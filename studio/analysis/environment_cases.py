"""The cold, the nominal and the hot case that a thermal design is held against."""

from dataclasses import dataclass
from typing import Final

from studio.design import Design

EARTH_ORBIT_ECCENTRICITY: Final = 0.016708634
"""Eccentricity of the Earth's orbit at J2000: J. Meeus, Astronomical Algorithms, 2nd edition (1998), equation 25.4."""


@dataclass(frozen=True, slots=True)
class Case:
    """What Sun and Earth send in one case."""

    name: str
    solar_flux: float
    """At normal incidence [W/m²]."""
    albedo: float
    earth_infrared: float
    """Exitance of the Earth's surface [W/m²]."""


def cases(design: Design) -> tuple[Case, Case, Case]:
    """Cold (aphelion), nominal (one astronomical unit) and hot (perihelion), in this order."""
    facts, e = design.environment, EARTH_ORBIT_ECCENTRICITY
    flux = facts.solar_constant
    return (
        Case("cold", flux / (1.0 + e) ** 2, facts.albedo_cold, facts.infrared_cold),
        Case("nominal", flux, facts.albedo, facts.earth_infrared),
        Case("hot", flux / (1.0 - e) ** 2, facts.albedo_hot, facts.infrared_hot),
    )
