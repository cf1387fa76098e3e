"""A guess of a panel's periodic temperatures that leaves little to correct.

One node takes the place of both halves: it relaxes to each step's equilibrium, and then takes the very steps of the
two-node panel. How far the halves part is added as a relaxation to the heat that crosses the panel.
"""

from typing import Final

import numpy as np

from studio.physics.arrays import Array
from studio.physics.panel_steps import RHO, PanelBalance, Settling, before
from studio.physics.recurrence import apply_affine, compose_affine, fixed_affine, periodic_states

CLOSE: Final = 4.0
"""Correction [K] of the one node after which the two halves are the larger error."""

MOST_CORRECTIONS: Final = 8


def guess_stages(panel: PanelBalance, groups: int = 1) -> tuple[Array, Array]:
    """Temperatures of both halves at the first stage and at the end of each step [K], near the periodic solution.

    Each of so many equal groups of orbits has the guess that it would have alone.
    """
    emission = 0.5 * (panel.emission[0] + panel.emission[1])
    source = 0.5 * (panel.source[0] + panel.source[1])
    slope = 0.5 * panel.slope
    with np.errstate(all="ignore"):
        first, end = _relaxation(source, emission)
        settling = Settling(groups)
        for _ in range(MOST_CORRECTIONS):
            change_first, change_end = _correction(source, slope, emission, first, end)
            np.maximum(first + change_first, 0.5 * first, out=first)
            np.maximum(end + change_end, 0.5 * end, out=end)
            if settling.settled(settling.largest(change_end), CLOSE, (first, end)):
                break
        else:
            settling.restore((first, end))
        apart_first, apart_end = _parting(panel, end)
        return np.stack((first + apart_first, first - apart_first)), np.stack((end + apart_end, end - apart_end))


def warm_stages(panel: PanelBalance) -> Array:
    """Temperatures (2, 1, D) [K] at which each half alone gives off the most that both ever take up."""
    most: Array = np.maximum(panel.source, 0.0).sum(axis=0).max(axis=0)
    return np.sqrt(np.sqrt(np.maximum(most / panel.emission, 1.0)))


def _relaxation(source: Array, emission: Array) -> tuple[Array, Array]:
    """One node that relaxes to the equilibrium of each step at the rate that belongs to it."""
    equilibrium = np.sqrt(np.sqrt(np.maximum(source / emission, 1.0)))
    rate = emission * equilibrium
    rate *= equilibrium
    rate *= equilibrium
    rate *= 4.0
    return _relaxed(equilibrium, rate)


def _relaxed(target: Array, rate: Array) -> tuple[Array, Array]:
    """First stage and end of each step of a quantity that relaxes to `target`: κF = rate × (target − quantity)."""
    held = 1.0 / (1.0 + rate)
    stay = RHO * held
    stay += 1.0 - RHO
    stay *= held
    gain = 1.0 - stay
    gain *= target
    (end,) = periodic_states((stay, gain), compose_affine, apply_affine, fixed_affine)
    first = before(end, out=gain)
    first -= target
    first *= held
    first += target
    return first, end


def _correction(source: Array, slope: Array, emission: Array, first: Array, end: Array) -> tuple[Array, Array]:
    """Newton's change of both stages of the one node."""
    rest1, inverse1 = _linearised(source, slope, emission, first)
    rest2, inverse2 = _linearised(source, slope, emission, end)
    start = before(end, out=np.empty_like(end))
    rest2 += RHO * rest1
    rest2 += start
    rest2 -= end
    rest1 += start
    rest1 -= first
    handed = RHO * inverse1
    handed -= RHO
    rest2 += handed * rest1
    rest2 *= inverse2
    handed += 1.0
    handed *= inverse2
    (change_end,) = periodic_states((handed, rest2), compose_affine, apply_affine, fixed_affine)
    rest1 += before(change_end, out=start)
    rest1 *= inverse1
    return rest1, change_end


def _linearised(source: Array, slope: Array, emission: Array, t: Array) -> tuple[Array, Array]:
    """κF at these temperatures, and the inverse of 1 − κ dF/dT."""
    flow = t * t
    flow *= t
    flow *= emission
    inverse = 4.0 * flow
    inverse += slope
    inverse += 1.0
    flow += slope
    flow *= t
    return np.subtract(source, flow, out=flow), np.reciprocal(inverse, out=inverse)


def _parting(panel: PanelBalance, temperature: Array) -> tuple[Array, Array]:
    """Half the difference between front and back, which relaxes at the rate 4 G/C to what the heat crossing sets."""
    cube = temperature * temperature
    cube *= temperature
    rate = cube * (2.0 * (panel.emission[0] + panel.emission[1]))
    rate += 2.0 * panel.coupling
    drive = cube * (panel.emission[1] - panel.emission[0])
    drive -= panel.slope
    drive *= temperature
    drive += panel.source[0]
    drive -= panel.source[1]
    drive /= rate
    drive *= 0.5
    return _relaxed(drive, rate)
