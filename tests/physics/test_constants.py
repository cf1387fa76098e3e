"""The constants against packages that have them from elsewhere: CODATA, the IAU, the SOFA library and SGP4."""

import math

import erfa
import pytest
from astropy import constants as astronomers
from scipy import constants as codata
from sgp4.earth_gravity import wgs84

from studio.physics import constants


@pytest.mark.parametrize(("name", "theirs", "tolerance"), [
    ("MU_EARTH", astronomers.GM_earth.value, 2e-7),  # given there with seven digits
    ("R_EARTH", wgs84.radiusearthkm * 1e3, 1e-9),
    ("EARTH_FLATTENING", erfa.eform(1)[1], 1e-12),
    ("J2", wgs84.j2, 5e-6),  # of the ellipsoid, not of a model of gravity
    ("J2", 0.484165371736e-3 * math.sqrt(5.0), 1e-8),  # EGM96
    ("EARTH_ROTATION_RATE", (erfa.era00(2451545.0, 0.5) - erfa.era00(2451545.0, 0.0)) % math.tau / 43200.0, 1e-7),
    ("AU", codata.au, 0.0),
    ("R_SUN", astronomers.R_sun.value, 0.0),
    ("SOLAR_CONSTANT", astronomers.L_sun.value / (4.0 * math.pi * codata.au**2), 2e-4),  # four digits
    ("DAY", codata.day, 0.0),
    ("J2000", erfa.DJ00, 0.0),
    ("TROPICAL_YEAR", erfa.DTY * codata.day, 2e-7),
    ("SUN_SYNCHRONOUS_RATE", math.tau / erfa.DTY / codata.day, 2e-7),
    ("SIDEREAL_RATE", (math.tau + erfa.gmst06(2451545.0, 1.0, 2451545.0, 1.0)
                       - erfa.gmst06(2451545.0, 0.0, 2451545.0, 0.0)) / codata.day, 1e-8),
    ("STEFAN_BOLTZMANN", codata.Stefan_Boltzmann, 1e-9),
    ("SPEED_OF_LIGHT", codata.speed_of_light, 0.0),
    ("PLANCK", codata.Planck, 0.0),
    ("BOLTZMANN", codata.Boltzmann, 0.0),
    ("ELEMENTARY_CHARGE", codata.elementary_charge, 0.0),
    ("STANDARD_GRAVITY", codata.g, 0.0),
])  # fmt: skip
def test_a_constant_is_that_of_others(name: str, theirs: float, tolerance: float) -> None:
    assert getattr(constants, name) == pytest.approx(theirs, rel=tolerance, abs=0.0)


def test_the_older_solar_constant_is_that_of_its_table() -> None:
    """ASTM E490-00a states the integral of its spectrum as 1366.1 W/m²."""
    assert constants.ASTM_E490 == 1366.1
