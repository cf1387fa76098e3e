"""Physical and astronomical constants, in SI, each with the publication that fixes it.

References
----------
.. [1] NGA.STND.0036, "Department of Defense World Geodetic System 1984", 2014, tables 3.1 and 3.3.
.. [2] IAU 2015 Resolution B3, "Recommended nominal conversion constants for selected solar and planetary properties".
.. [3] IAU 2012 Resolution B2, "Re-definition of the astronomical unit of length".
.. [4] BIPM, "The International System of Units", 9th edition, 2019, section 2.2.
.. [5] ASTM E490-00a, "Standard Solar Constant and Zero Air Mass Solar Spectral Irradiance Tables".
.. [6] J. Meeus, "Astronomical Algorithms", 2nd edition, Willmann-Bell, 1998, equation 12.4.
"""

import math
from typing import Final

# --- the Earth -------------------------------------------------------------------------------------------------------
MU_EARTH: Final = 3.986004418e14
"""Gravitational parameter of the Earth with its atmosphere [m³/s²] [1]_."""

R_EARTH: Final = 6_378_137.0
"""Equatorial radius of the WGS84 ellipsoid [m] [1]_."""

EARTH_FLATTENING: Final = 1.0 / 298.257223563
"""Flattening (a − b)/a of the WGS84 ellipsoid [1]_."""

J2: Final = 1.08262668e-3
"""Second zonal harmonic of the Earth's gravity, unnormalised: −√5 · C̄₂₀ with C̄₂₀ = −0.484165371736 × 10⁻³ of EGM96."""

EARTH_ROTATION_RATE: Final = 7.292115e-5
"""Rotation rate of the Earth [rad/s] [1]_."""

# --- the Sun ---------------------------------------------------------------------------------------------------------
AU: Final = 149_597_870_700.0
"""Astronomical unit, exact [m] [3]_."""

R_SUN: Final = 6.957e8
"""Nominal solar radius [m] [2]_."""

SOLAR_CONSTANT: Final = 1361.0
"""Nominal total solar irradiance at one astronomical unit [W/m²] [2]_."""

ASTM_E490: Final = 1366.1
"""Total solar irradiance of the ASTM E490 air-mass-zero table [W/m²] [5]_; solar cells are rated against it."""

# --- time ------------------------------------------------------------------------------------------------------------
DAY: Final = 86_400.0
"""Day of 86 400 SI seconds [s]."""

J2000: Final = 2_451_545.0
"""Julian date of the standard epoch J2000.0."""

TROPICAL_YEAR: Final = 365.2422 * DAY
"""Mean tropical year [s]: the time in which the mean Sun returns to the mean equinox."""

SUN_SYNCHRONOUS_RATE: Final = 2.0 * math.pi / TROPICAL_YEAR
"""Node rate of a sun-synchronous orbit [rad/s]: the mean Sun's motion in right ascension, 1.99106 × 10⁻⁷."""

SIDEREAL_RATE: Final = 2.0 * math.pi * (360.98564736629 / 360.0) / DAY
"""Rate of Greenwich mean sidereal time [rad/s] [6]_: the Earth's rotation measured from the moving equinox."""

# --- matter and radiation (all exact in the SI [4]_) -----------------------------------------------------------------
STEFAN_BOLTZMANN: Final = 5.670374419e-8
"""Stefan–Boltzmann constant [W/(m²·K⁴)]: 2π⁵k⁴/(15h³c²), ten digits."""

SPEED_OF_LIGHT: Final = 299_792_458.0
"""Speed of light in vacuum [m/s]."""

PLANCK: Final = 6.62607015e-34
"""Planck constant [J·s]."""

BOLTZMANN: Final = 1.380649e-23
"""Boltzmann constant [J/K]."""

ELEMENTARY_CHARGE: Final = 1.602176634e-19
"""Elementary charge [C]."""

STANDARD_GRAVITY: Final = 9.80665
"""Standard acceleration of free fall [m/s²]; turns specific impulse into exhaust speed."""
