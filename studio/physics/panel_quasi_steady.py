"""The periodic temperatures of a panel whose halves part and meet again well within one step.

The mean T of both halves takes implicit steps with exponentially fitted weights [1]_, one evaluation each::

    T_i − T_{i−1} = κF(T̄_i)          T̄_i = w_i T_{i−1} + (1 − w_i) T_i          w = 1/h − 1/(eʰ − 1)

with every term of the balance of both halves together multiplied by κ = Δt/C, in kelvins, and h = −κ dF/dT. T̄ stands
for the mean over the step. Where F is linear the step is exact, so it is L-stable; the error falls with the square of
the step for any weights near one half, and the orbit's balance closes to what Newton's method leaves. The weights are
therefore taken once, near the solution, and kept. The difference of the halves follows T̄ without delay: it is
eliminated within every step, so that the linear systems are periodic recurrences of one number.

References
----------
.. [1] W. Liniger and R. A. Willoughby, "Efficient Integration Methods for Stiff Systems of Ordinary Differential
   Equations", SIAM J. Numer. Anal. 7 (1970).
"""

from typing import Final

import numpy as np

from studio.physics.arrays import Array
from studio.physics.panel_steps import MOST_CORRECTIONS, NO_BALANCE, TOLERANCE, PanelBalance, Settling, before
from studio.physics.recurrence import PeriodicAffine
from studio.physics.workspace import aligned_empty

CLOSE: Final = 4.0
"""Correction [K] of the one node after which the two halves are the larger error."""

MOST_PLATE_CORRECTIONS: Final = 8

LOADED: Final = 300.0
"""Temperature [K] at which the guess takes the electrical power."""

LEAST_RATE: Final = 1e-3
"""The weights at a smaller h are those at this one: 1/h − 1/(eʰ − 1) would lose its digits."""


class QuasiSteadySolver:
    """Solver for one shape (N, D); the balance is multiplied by κ = Δt/C.

    It keeps its arrays: fresh memory costs more time than the arithmetic.
    """

    share_of_step = 1.0
    slope: Array
    fixed: Array
    _halves: Array
    _ends: Array
    _share: Array
    _scratch: Array
    _mean: Array

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.shape = shape
        self.source = aligned_empty((2, *shape))
        self.slope, self.fixed = aligned_empty((2, *shape))
        self._steps = PeriodicAffine(shape)
        self._halves, self._ends, self._flow, self._rate, self._change = aligned_empty((5, 2, *shape))
        self._source, self._mean, self._weight, self._implicit = aligned_empty((4, *shape))
        self._share, self._inverse, self._scratch = aligned_empty((3, *shape))

    def solve(self, panel: PanelBalance, groups: int = 1) -> tuple[Array, Array, Array]:
        """Temperatures of both halves at the end of each step [K], their means and those of the fourth powers [K⁴].

        Each of shape (2, N, D). The means are those with which the heat balances. Of the orbits so many equal groups
        come to their end each by itself.

        Raises
        ------
        ArithmeticError
            If Newton's method finds no balance.
        """
        emission = panel.emission[0] + panel.emission[1]
        np.add(panel.source[0], panel.source[1], out=self._source)
        with np.errstate(all="ignore"):  # a guess that leads nowhere ends below as not converged
            self._relax(panel.slope, emission)
            apart = self._part(panel)
            settling = Settling(groups)
            for attempt in range(MOST_PLATE_CORRECTIONS):
                self._correct_plate(panel.slope, emission, fit=attempt == 0)
                if settling.settled(settling.largest(self._change[0]), CLOSE, (self._mean,)):
                    break
            else:
                settling.restore((self._mean,))
            halves = self._halves
            np.add(self._mean, apart, out=halves[0])
            np.subtract(self._mean, apart, out=halves[1])
            settling = Settling(groups)
            kept = (halves, self._steps.states, self._mean, self._share)
            for _ in range(MOST_CORRECTIONS):
                if settling.settled(self._correct_halves(panel, halves, settling), TOLERANCE, kept):
                    fourth = np.multiply(halves, halves, out=self._flow)
                    fourth *= fourth
                    return self._move_on(halves), halves, fourth
        raise ArithmeticError(NO_BALANCE)

    def _relax(self, slope: Array, emission: Array) -> None:
        """Guess the means: each step relaxes to its equilibrium, from about the temperature of the orbit's mean heat.

        The rate is the secant between these two temperatures, on which the emission is met at both.
        """
        target, rate, decay, gain = self._inverse, self._rate[0], self._steps.slope, self._steps.offset
        np.multiply(slope, -LOADED, out=target)
        target += self._source
        level = np.sqrt(np.sqrt(np.maximum(target.mean(axis=0) / emission, 1.0)))
        target *= 1.0 / emission
        np.maximum(target, 1.0, out=target)
        np.sqrt(np.sqrt(target, out=target), out=target)
        np.multiply(target, target, out=rate)
        rate += level * level
        rate *= np.add(target, level, out=gain)
        rate *= emission
        np.exp(np.negative(rate, out=decay), out=decay)
        np.subtract(1.0, decay, out=gain)
        mean = np.divide(gain, rate, out=rate)
        gain *= target
        start = before(self._steps.solve(), out=self._scratch)
        start -= target
        mean *= start
        np.add(mean, target, out=self._mean)

    def _correct_plate(self, slope: Array, emission: Array, *, fit: bool) -> None:
        """Newton's correction of the means with both halves equally warm; `self._change[0]` is what it was [K]."""
        mean, rate, numerator = self._mean, self._rate[0], self._steps.offset
        np.multiply(mean, mean, out=rate)
        rate *= mean
        rate *= emission
        np.multiply(rate, mean, out=numerator)
        numerator *= 3.0
        numerator += self._source
        rate *= 4.0
        rate += slope
        if fit:
            self._fit(rate)
        stepped = self._step(rate)
        np.subtract(stepped, mean, out=self._change[0])
        # Half the temperature at most: a step too long must not leave the domain of the fourth power.
        mean *= 0.5
        np.maximum(mean, stepped, out=mean)

    def _fit(self, rate: Array) -> None:
        """Set the weight of each step's beginning and of its end."""
        h = np.maximum(rate, LEAST_RATE, out=self._scratch)
        growth = np.exp(h, out=self._weight)
        growth -= 1.0
        np.reciprocal(growth, out=growth)
        np.reciprocal(h, out=h)
        np.subtract(h, growth, out=self._weight)
        np.subtract(1.0, self._weight, out=self._implicit)

    def _step(self, rate: Array) -> Array:
        """Means of the periodic steps of the linearised flow, `self._steps.offset` − `rate` × mean."""
        inverse, decay = self._scratch, self._steps.slope
        np.multiply(rate, self._implicit, out=inverse)
        inverse += 1.0
        np.reciprocal(inverse, out=inverse)
        self._steps.offset *= inverse
        np.multiply(rate, inverse, out=decay)
        np.subtract(1.0, decay, out=decay)
        end = self._steps.solve()
        stepped = before(end, out=inverse)
        stepped -= end
        stepped *= self._weight
        stepped += end
        return stepped

    def _part(self, panel: PanelBalance) -> Array:
        """Guess half the difference of the halves at the guessed means, and take its part in the common balance."""
        mean, unequal, total, apart = self._mean, self._rate[0], self._rate[1], self._share
        np.multiply(mean, mean, out=total)
        total *= mean
        np.multiply(total, panel.emission[0] - panel.emission[1], out=unequal)
        unequal += panel.slope
        np.subtract(panel.source[0], panel.source[1], out=apart)
        apart -= np.multiply(unequal, mean, out=self._scratch)
        total *= 4.0 * (panel.emission[0] + panel.emission[1])
        total += panel.slope
        total += 4.0 * panel.coupling
        apart /= total
        unequal *= 4.0
        unequal -= np.multiply(panel.slope, 3.0, out=self._scratch)
        unequal *= apart
        self._source -= unequal
        return apart

    def _correct_halves(self, panel: PanelBalance, halves: Array, settling: Settling) -> Array:
        """Newton's correction of the means of both halves; the largest change of each group of orbits [K]."""
        flow, rate, apart = self._flow, self._rate, self._change[0]
        np.multiply(halves, halves, out=flow)
        flow *= halves
        flow *= panel.emission
        np.multiply(flow, 4.0, out=rate)
        rate[0] += panel.slope
        flow[0] += panel.slope
        flow *= halves
        np.subtract(panel.source, flow, out=flow)
        np.subtract(halves[1], halves[0], out=apart)
        apart *= 2.0 * panel.coupling
        apart += flow[0]
        apart -= flow[1]

        # The flow that parts the halves, and its derivative, leave the balance of both by Gaussian elimination.
        numerator = np.add(flow[0], flow[1], out=self._steps.offset)
        share = np.subtract(rate[0], rate[1], out=self._share)
        total = np.add(rate[0], rate[1], out=rate[0])
        inverse = np.add(total, 4.0 * panel.coupling, out=self._inverse)
        np.reciprocal(inverse, out=inverse)
        unequal = rate[1]
        np.copyto(unequal, share)
        share *= inverse
        total -= np.multiply(unequal, share, out=unequal)
        numerator -= np.multiply(share, apart, out=unequal)
        np.add(halves[0], halves[1], out=self._mean)
        self._mean *= 0.5
        numerator += np.multiply(total, self._mean, out=unequal)

        common = self._step(total)
        common -= self._mean
        self._mean += common
        apart *= inverse
        apart -= np.multiply(share, common, out=unequal)
        np.subtract(common, apart, out=self._change[1])
        apart += common
        largest = settling.largest(self._change)
        np.maximum(self._change, np.multiply(halves, -0.5, out=flow), out=self._change)
        halves += self._change
        return largest

    def _move_on(self, halves: Array) -> Array:
        """Both halves at the end of each step: their difference follows the temperature from the mean on."""
        ends = self._ends
        onward = np.subtract(self._steps.states, self._mean, out=self._scratch)
        skewed = np.multiply(onward, self._share, out=self._inverse)
        np.add(halves, onward, out=ends)
        ends[0] -= skewed
        ends[1] += skewed
        return ends
