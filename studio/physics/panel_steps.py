"""The implicit steps of a two-node panel through a periodic orbit, solved all at once.

Every term of the balance comes multiplied by κ = γ Δt/(C/2), in kelvins, so that both stages of Alexander's scheme
read, with the state x before the step and ρ = (1 − γ)/γ::

    first = x + κF(first)                    end = x + ρ κF(first) + κF(end)

and `end` is the state after the step. Newton's method runs on both stages of all steps together: its linear system is
an affine map per step, and periodic. Arrays of pairs have the shape (2, N, D): front and back half, step, orbit.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.physics.arrays import Array
from studio.physics.recurrence import apply_affine_pair, compose_affine_pair, fixed_affine_pair, periodic_states

GAMMA: Final = 1.0 - math.sqrt(0.5)
"""Implicit weight of both stages; the first lies this share of a step after the step's beginning."""

RHO: Final = (1.0 - GAMMA) / GAMMA

TOLERANCE: Final = 0.08
"""Largest correction [K] that ends Newton's method. A correction leaves an error of about 3/2 its square over the
temperature: less than 1e-4 K after this one."""

MOST_CORRECTIONS: Final = 50

NO_BALANCE: Final = (
    "no temperatures were found that balance the heat of the panel: it gives more power than it absorbs, "
    "or its halves hardly conduct and cool within less than a step"
)


@dataclass(frozen=True, slots=True)
class PanelBalance:
    """Balance of both halves, every term multiplied by κ."""

    source: Array
    """κ (absorbed − constant part of the electrical power + ε σ T_s⁴) [K], shape (2, N, D)."""
    slope: Array
    """κ × change of the electrical power with the temperature of the front [1], shape (N, D)."""
    emission: Array
    """κ ε σ [1/K³], shape (2, 1, D)."""
    coupling: Array
    """κ G [1], shape (D,)."""


class Settling:
    """Which of the equal groups of orbits, side by side along the last axis, have come to an end of their iteration.

    What a group has then comes back when the last one is there: each gets what it would get alone.
    """

    def __init__(self, groups: int) -> None:
        self._open = np.ones(groups, dtype=bool)
        self._held: list[tuple[NDArray[np.bool_], list[Array]]] = []

    def settled(self, largest: Array, limit: float, kept: tuple[Array, ...]) -> bool:
        """Whether no change of any group is above `limit` any more; `kept` are the arrays (…, D) that matter."""
        done = self._open & (largest <= limit)
        self._open &= ~done
        if not self._open.any():
            self.restore(kept)
            return True
        if done.any():
            orbits = np.repeat(done, kept[0].shape[-1] // done.size)
            self._held.append((orbits, [each[..., orbits] for each in kept]))
        return False

    def restore(self, kept: tuple[Array, ...]) -> None:
        """Give each group that came to its end before the last what it had then."""
        for orbits, parts in self._held:
            for each, part in zip(kept, parts, strict=True):
                each[..., orbits] = part

    def largest(self, *changes: Array) -> Array:
        """The largest change of each group, of arrays (…, D)."""
        if self._open.size == 1:
            return np.array([max(abs(float(edge)) for each in changes for edge in (np.min(each), np.max(each)))])
        edges = []
        for each in changes:
            steps = tuple(range(each.ndim - 1))
            edges += [-each.min(axis=steps), each.max(axis=steps)]
        largest: Array = np.max(edges, axis=0).reshape(self._open.size, -1).max(axis=1)
        return largest


def solve_stages(panel: PanelBalance, first: Array, end: Array, system: "LinearSystem", groups: int = 1) -> None:
    """Bring a guess of the temperatures [K] at the first stage and at the end of each step to the periodic solution.

    Both arrays, of shape (2, N, D), are changed in place; `system` belongs to that shape. Of the orbits so many equal
    groups come to their end each by itself.

    Raises
    ------
    ArithmeticError
        If Newton's method finds no balance.
    """
    change_first, change_end = np.empty_like(first), np.empty_like(end)
    settling = Settling(groups)
    with np.errstate(all="ignore"):  # a guess that leads nowhere ends below as not converged
        for _ in range(MOST_CORRECTIONS):
            system.correct(panel, first, end, change_first, change_end)
            largest = settling.largest(change_first, change_end)
            for temperature, change in ((first, change_first), (end, change_end)):
                # Half the temperature at most: a step too long must not leave the domain of the fourth power.
                np.maximum(change, -0.5 * temperature, out=change)
                temperature += change
            if settling.settled(largest, TOLERANCE, (first, end)):
                return
    raise ArithmeticError(NO_BALANCE)


class LinearSystem:
    """Newton's linear system for one shape. It keeps its arrays: fresh memory costs more time than the arithmetic."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.shape = shape
        self._flow = np.empty((2, *shape))
        self._own = np.empty((2, *shape))
        self._cross = np.empty((2, *shape[1:]))
        self._single = np.empty(shape[1:])
        self._start, self._scratch, self._handed, self._to_own, self._to_other, self._offset = np.empty((6, *shape))

    def correct(self, panel: PanelBalance, first: Array, end: Array, change_first: Array, change_end: Array) -> None:
        """Set the changes that solve the linearised steps."""
        for stage, temperature in enumerate((first, end)):
            self._linearise(panel, temperature, self._flow[stage], self._own[stage], self._cross[stage])
        (rest1, rest2), (own1, own2), (cross1, cross2) = self._flow, self._own, self._cross
        scratch, handed, to_own, to_other, offset = (
            self._scratch, self._handed, self._to_own, self._to_other, self._offset
        )  # fmt: skip
        start = before(end, out=self._start)
        rest2 += np.multiply(rest1, RHO, out=scratch)
        rest2 += start
        rest2 -= end
        rest1 += start
        rest1 -= first
        # What the first stage hands on to the end: ρ (M − 1), with M the inverse of the first stage's matrix.
        np.multiply(own1, RHO, out=handed)
        handed -= RHO
        crossed = np.multiply(cross1, RHO, out=self._single)
        rest2 += np.multiply(handed, rest1, out=scratch)
        rest2 += np.multiply(crossed, rest1[::-1], out=scratch)
        handed += 1.0
        np.multiply(own2, handed, out=to_own)
        to_own += np.multiply(cross2, crossed, out=scratch[0])
        np.multiply(own2, crossed, out=to_other)
        to_other += np.multiply(cross2, handed[::-1], out=scratch)
        np.multiply(own2, rest2, out=offset)
        offset += np.multiply(cross2, rest2[::-1], out=scratch)

        steps = (to_own[0], to_other[0], to_other[1], to_own[1], offset[0], offset[1])
        change_end[0], change_end[1] = periodic_states(steps, compose_affine_pair, apply_affine_pair, fixed_affine_pair)
        rest1 += before(change_end, out=start)
        np.multiply(own1, rest1, out=change_first)
        change_first += np.multiply(cross1, rest1[::-1], out=scratch)

    def _linearise(self, panel: PanelBalance, t: Array, flow: Array, own: Array, cross: Array) -> None:
        """Set κF at the temperatures `t` and the inverse of 1 − κ dF/dT: diagonal `own`, other entry `cross`.

        The inverse is written without differences: a conductance far above every other term costs no digits.
        """
        np.multiply(t, t, out=flow)
        flow *= t
        flow *= panel.emission
        np.multiply(flow[::-1], 4.0, out=own)  # the inverse of a pair has the other half's derivative on its diagonal
        own += 1.0
        own[1] += panel.slope
        flow[0] += panel.slope
        flow *= t
        np.subtract(panel.source, flow, out=flow)
        exchange = np.subtract(t[0], t[1], out=self._single)
        exchange *= panel.coupling
        flow[0] -= exchange
        flow[1] += exchange
        np.multiply(own[0], own[1], out=cross)
        both = np.add(own[0], own[1], out=self._single)
        both *= panel.coupling
        cross += both
        np.reciprocal(cross, out=cross)
        own += panel.coupling
        own *= cross
        cross *= panel.coupling


def before(after: Array, *, out: Array) -> Array:
    """States before each step from those after it: the steps are the last axis but one."""
    out[..., 1:, :] = after[..., :-1, :]
    out[..., 0, :] = after[..., -1, :]
    return out
