"""Constants that may be typed by their names in an expression, each with whose value it is."""

from dataclasses import dataclass
from fractions import Fraction

from studio.design.dimension import BASES, Powers


@dataclass(frozen=True, slots=True)
class Constant:
    """A constant that may be typed by name: its SI value, in units of which it is, and whose value it is."""

    value: float
    unit: str
    about: str
    powers: Powers


def _of(value: float, unit: str, about: str, **powers: int) -> Constant:
    return Constant(value, unit, about, tuple(Fraction(powers.get(base, 0)) for base in BASES))


CONSTANTS: dict[str, Constant] = {
    "c": _of(299792458.0, "m/s", "CODATA 2022", m=1, s=-1),
    "G": _of(6.67430e-11, "m³/(kg·s²)", "CODATA 2022", m=3, kg=-1, s=-2),
    "k_B": _of(1.380649e-23, "J/K", "CODATA 2022", kg=1, m=2, s=-2, K=-1),
    "sigma": _of(5.670374419e-8, "W/(m²·K⁴)", "CODATA 2022", kg=1, s=-3, K=-4),
    "g_0": _of(9.80665, "m/s²", "NIST SP 811", m=1, s=-2),
    "GM": _of(3.986004418e14, "m³/s²", "IERS Conventions 2010", m=3, s=-2),
    "AU": _of(149597870700.0, "m", "IAU 2012 B2", m=1),
}
