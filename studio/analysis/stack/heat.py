"""The temperature of a panel in sunlight, in equilibrium with the mean of what falls on it."""

from typing import Any, Final

import numpy as np

from studio.analysis.result import FloatArray
from studio.analysis.stack.grid import RATING_TEMPERATURE
from studio.physics.cell.temperature import power_share
from studio.physics.constants import STEFAN_BOLTZMANN

_NEWTON: Final = 6
_COLDEST: Final = 3.0
"""Temperature [K] of a panel that would give more power than it absorbs, which no stack of layers does."""


def sunlit_equilibrium(
    sun: Any,
    absorptances: tuple[FloatArray | float, FloatArray | float],
    emittances: tuple[FloatArray | float, FloatArray | float],
    rated: FloatArray | float,
    coefficient: FloatArray | float,
) -> tuple[FloatArray, FloatArray]:
    """Temperature in sunlight [K] and power per panel area at it [W/m²], by Newton's method on the balance

    α_f S_f + α_b S_b + ε_f I_f + ε_b I_b = p₀ (1 + k (T − T₀)) + (ε_f + ε_b) σ T⁴.

    Parameters
    ----------
    sun
        What falls on each face, the year's mean in sunlight: `sunlit` of the environment.
    absorptances, emittances
        Of the front and of the back [1], any shapes that broadcast.
    rated
        Electrical power at 28 °C over the sunlight on the front [1].
    coefficient
        Relative change of that with temperature [1/K].
    """
    (alpha_front, alpha_back), (front, back) = absorptances, emittances
    heat = alpha_front * (sun.sun_front + sun.albedo_front) + alpha_back * (sun.sun_back + sun.albedo_back)
    heat = np.asarray(heat + front * sun.infrared_front + back * sun.infrared_back)
    taken = rated * sun.sun_front
    # From the temperature without electricity, where the balance is concave, every step stays above the solution.
    emission = (front + back) * STEFAN_BOLTZMANN
    temperature = np.maximum((heat / emission) ** 0.25, _COLDEST)
    for _ in range(_NEWTON):
        cube = emission * temperature**3
        rest = heat - _delivered(taken, coefficient, temperature) - cube * temperature
        slope = np.maximum(taken * coefficient + 4.0 * cube, cube)
        temperature = np.maximum(temperature + rest / slope, _COLDEST)
    return temperature, _delivered(taken, coefficient, temperature)


def _delivered(taken: FloatArray | float, coefficient: FloatArray | float, temperature: FloatArray) -> FloatArray:
    """Power at a temperature [W/m²]: nothing beyond where the straight line ends."""
    return taken * power_share(temperature, coefficient=coefficient, reference_temperature=RATING_TEMPERATURE)
