"""The two conductors of a direct-current bus: how thick they are for a loss, and what they weigh."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats


@dataclass(frozen=True, slots=True)
class Metal:
    """What a conductor is made of."""

    resistivity: float
    """At 20 °C [Ω·m]."""
    coefficient: float
    """Relative change of the resistivity per kelvin, of that at 20 °C [1/K]."""
    density: float
    """[kg/m³]"""


REFERENCE: Final = 293.15
"""Temperature at which the resistivities are stated [K]."""

METALS: Final = {
    "copper": Metal(1.7241e-8, 3.93e-3, 8890.0),
    "aluminium": Metal(1.7241e-8 / 0.61, 4.03e-3, 2703.0),
}
"""Annealed copper (IACS, IEC 60028) and electrical aluminium of 61 % IACS (grade 1350, IEC 60105) [1]_.

References
----------
.. [1] K. C. Agrawal, "Industrial Power Engineering and Applications Handbook", Newnes, 2001, table 30.1; density of
   copper: IEC 60028 (1913) as in V. Calcutt, "Introduction to Copper: Fact Sheets", Copper Development Association,
   2001, table 5; density of aluminium: IEC 60111.
"""


def resistivity(metal: Metal, temperature: ArrayLike) -> Array:
    """Resistivity of a metal, ρ₂₀ (1 + α (T − 20 °C)) [Ω·m].

    Parameters
    ----------
    metal
        The metal.
    temperature
        Its temperature [K], shape (…).

    Returns
    -------
    NDArray[np.float64]
        Resistivity [Ω·m], shape (…).

    Raises
    ------
    ValueError
        If the linear law leaves no resistance: it says nothing of so cold a metal.
    """
    value = metal.resistivity * (1.0 + metal.coefficient * (floats(temperature) - REFERENCE))
    if not np.all(value > 0.0):
        raise ValueError("the resistance of the conductors cannot be told for so low a temperature")
    return value


def conductor_section(
    power: ArrayLike, voltage: ArrayLike, length: ArrayLike, loss_share: ArrayLike, resistivity: ArrayLike
) -> Array:
    """Cross-section of each of two conductors that lose a share of a power, A = 2 ρ L P / (ε V²) [m²].

    The current I = P / V runs out and back: ε P = I² · 2 ρ L / A.

    Parameters
    ----------
    power
        Power that enters the conductors [W]; this and all others broadcast.
    voltage
        Between the conductors, where the power enters [V].
    length
        One way [m].
    loss_share
        Share ε of the power that becomes heat [1].
    resistivity
        Of the metal [Ω·m].

    Returns
    -------
    NDArray[np.float64]
        Cross-section of one conductor [m²].

    Raises
    ------
    ValueError
        If the voltage or the share is not positive: no conductor is thick enough.
    """
    volts, share = floats(voltage), floats(loss_share)
    if not (np.all(volts > 0.0) and np.all(share > 0.0)):
        raise ValueError("conductors need a voltage, and a loss that they may have")
    return 2.0 * floats(resistivity) * floats(length) * floats(power) / (share * volts**2)


def conductor_mass(section: ArrayLike, length: ArrayLike, density: ArrayLike) -> Array:
    """Mass of the two conductors, 2 A L δ, without insulation [kg].

    Parameters
    ----------
    section
        Cross-section of one conductor [m²]; this and all others broadcast.
    length
        One way [m].
    density
        Of the metal [kg/m³].

    Returns
    -------
    NDArray[np.float64]
        Mass [kg].
    """
    return 2.0 * floats(section) * floats(length) * floats(density)
