"""The p–n junction behind the resistances: the one implicit equation that every cell model solves.

A junction of voltage x takes the current S(x) = a x + b₁ (exp(x/v₁) − 1) + b₂ (exp(x/v₂) − 1) out of its photocurrent:
a conductance and two diodes. S ascends and is convex. Newton's method for S(x) = B therefore descends to the root from
any start on its right, without a safeguard [1]_, and a start close by is at hand: each of the three terms alone bounds
the root, and the least of the bounds leaves a sum at most three times too large.

References
----------
.. [1] J. M. Ortega, W. C. Rheinboldt, "Iterative Solution of Nonlinear Equations in Several Variables", Academic
   Press, 1970, section 13.3: monotone convergence.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from studio.physics.arrays import Array

ITERATIONS: Final = 60
"""Newton steps at most; four are usual. Many are needed only where the root is deep in reverse bias without a shunt."""

PRECISION: Final = 1e-8
"""Last step over the thermal voltage. The error it leaves is no more than half its square, as S″ ≤ S′/v₁."""

ROUNDING: Final = 4e-16
"""Last step over the voltage where that is large: rounding makes no smaller ones."""

LEAST_CONDUCTANCE: Final = 1e-40
"""Conductance [S/m²] that stands for none: it keeps the voltage of a blocking junction finite."""

LEAST_SATURATION: Final = 1e-290
"""Saturation current [A/m²] that stands for none where a bound is divided by it."""

LARGEST_EXPONENT: Final = 690.0
"""Exponent above which the current of a diode no longer rises: 1e299 times the saturation current."""


class Junctions:
    """The currents of many junctions as functions of their voltages; all arrays broadcast.

    Parameters
    ----------
    conductance
        a [S/m²]: of the shunt, or its like.
    saturation
        b₁ and b₂ [A/m²].
    thermal
        v₁ and v₂, ideality times thermal voltage [V].
    """

    def __init__(self, conductance: Array, saturation: Sequence[Array], thermal: Sequence[Array]) -> None:
        self.conductance = np.maximum(conductance, LEAST_CONDUCTANCE)
        self.saturation, self.thermal = saturation, thermal
        self.double = bool(saturation[1].any())
        self.leak = saturation[0] + saturation[1]
        self.scale = np.minimum(*thermal)

    def slopes(self, voltage: Array) -> tuple[Array, Array, Array]:
        """S [A/m²], S′ [S/m²] and S″ [S/(V·m²)] at the voltage [V]."""
        diode, more, thermal = *self._diode(0, voltage), self.thermal[0]
        steep = diode / thermal
        current = self.conductance * voltage + more
        slope, bend = self.conductance + steep, steep / thermal
        if self.double:
            diode, more, thermal = *self._diode(1, voltage), self.thermal[1]
            steep = diode / thermal
            current = current + more
            slope, bend = slope + steep, bend + steep / thermal
        return current, slope, bend

    def _diode(self, which: int, voltage: Array) -> tuple[Array, Array]:
        """b exp(x/v) and b (exp(x/v) − 1) [A/m²]: the latter has its digits where the diode leaks far more in the dark
        than the light drives through it, the former where it blocks."""
        exponent, saturation = np.minimum(voltage / self.thermal[which], LARGEST_EXPONENT), self.saturation[which]
        return saturation * np.exp(exponent), saturation * np.expm1(exponent)

    def bound(self, current: Array) -> Array:
        """A voltage [V] at or above the root of S(x) = B for each current B [A/m²]."""
        # Below zero no exponential exceeds 1 and S ≥ a x − b₁ − b₂: the root is at or left of (B + b₁ + b₂)/a.
        upper = np.where(current > 0.0, current, np.minimum(current + self.leak, 0.0)) / self.conductance
        forward = np.maximum(current, 0.0)
        for saturation, thermal in list(zip(self.saturation, self.thermal, strict=True))[: 1 + self.double]:
            upper = np.minimum(upper, thermal * np.log1p(forward / np.maximum(saturation, LEAST_SATURATION)))
        return upper

    def voltage(self, current: Array) -> Array:
        """Root x [V] of S(x) = B for each current B [A/m²]."""
        return self.solve(current)[0]

    def solve(self, current: Array, start: Array | None = None) -> tuple[Array, Array, Array]:
        """Root x [V] of S(x) = B for each current B [A/m²], and there S′ and S″ to about `PRECISION`.

        `start` lies at or above the root, where such a voltage is known.
        """
        voltage = self.bound(current)
        if start is not None:
            voltage = np.minimum(voltage, start)
        enough = PRECISION * self.scale + ROUNDING * np.abs(voltage)
        for _ in range(ITERATIONS):
            value, slope, bend = self.slopes(voltage)
            # Rounding alone can point to the right, and far where the slope is next to nothing.
            step = np.maximum((value - current) / slope, -self.scale)
            voltage = voltage - step
            if (np.abs(step) <= enough).all():
                break
        return voltage, slope, bend
