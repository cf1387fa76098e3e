"""The periodic temperatures of a panel whose halves part and meet again over several steps, or slowly."""

import numpy as np

from studio.physics.arrays import Array
from studio.physics.panel_guess import guess_stages, warm_stages
from studio.physics.panel_steps import GAMMA, LinearSystem, PanelBalance, solve_stages
from studio.physics.workspace import aligned_empty


class TwoNodeSolver:
    """Solver for one shape (N, D), by Alexander's steps of both halves; the balance is multiplied by κ = 2 γ Δt/C."""

    share_of_step = 2.0 * GAMMA

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.shape = shape
        self.source = aligned_empty((2, *shape))
        self.slope, self.fixed = aligned_empty((2, *shape))
        self._system = LinearSystem((2, *shape))

    def solve(self, panel: PanelBalance, groups: int = 1) -> tuple[Array, Array, Array]:
        """Temperatures of both halves at the end of each step [K], their means and those of the fourth powers [K⁴].

        Each of shape (2, N, D). The means are those with which the heat balances. Of the orbits so many equal groups
        come to their end each by itself.

        Raises
        ------
        ArithmeticError
            If Newton's method finds no balance.
        """
        first, end = guess_stages(panel, groups)
        try:
            solve_stages(panel, first, end, self._system, groups)
        except ArithmeticError:
            # A badly conducting panel whose halves were guessed farther apart than they can be: from above the fourth
            # power leads Newton's method down without a turn.
            first[:] = end[:] = warm_stages(panel)
            solve_stages(panel, first, end, self._system, groups)
        return end, _mean(first, end), _mean(_fourth_power(first), _fourth_power(end))


def _mean(first: Array, end: Array) -> Array:
    """Mean over a step, with the weights of the scheme."""
    return end + (1.0 - GAMMA) * (first - end)


def _fourth_power(temperature: Array) -> Array:
    square = temperature * temperature
    return np.multiply(square, square, out=square)
