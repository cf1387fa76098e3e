"""What a load asks for through the orbit: waves of work, means over the steps of the orbit, and their power.

The steps of the orbit are cells about their phases, as in the season map: every wave is averaged over its cell.
"""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats

_TURN = 2.0 * np.pi


def duty_cycle(phase: ArrayLike, duty: ArrayLike, cycles: ArrayLike) -> Array:
    """Share of each step of the orbit in which a duty-cycled load works [1].

    Every cycle begins with work, which lasts for the share `duty` of it; the first begins at phase 0.

    Parameters
    ----------
    phase
        Middle of each of the N equal steps [rad], shape (N,).
    duty
        Working share of a cycle [1], shape (…).
    cycles
        Whole number of cycles in the orbit, shape (…).

    Returns
    -------
    NDArray[np.float64]
        Working share of each step [1], shape (…, N); its mean is `duty`.
    """
    middle = floats(phase)
    width = _TURN / middle.size
    number = floats(cycles)[..., np.newaxis]
    share = floats(duty)[..., np.newaxis]

    def worked(at: Array) -> Array:
        """Cycles of work from phase 0 up to `at`."""
        done = at * number / _TURN
        whole = np.floor(done)
        return whole * share + np.minimum(done - whole, share)

    values = (worked(middle + 0.5 * width) - worked(middle - 0.5 * width)) * _TURN / (number * width)
    return np.asarray(np.clip(values, 0.0, 1.0), dtype=np.float64)


def daily_demand(phase: ArrayLike, mean: ArrayLike, swing: ArrayLike, crest: ArrayLike) -> Array:
    """Demand with one crest an orbit, m + s cos(ψ − ψ_c), mean over each step, within 0 and 1 [1].

    Parameters
    ----------
    phase
        Middle of each of the N equal steps [rad], shape (N,).
    mean, swing
        Mean of the demand and height of its crest above it [1], shape (…).
    crest
        Phase of the crest [rad], shape (…).

    Returns
    -------
    NDArray[np.float64]
        Demand over that at full load [1], shape (…, N).
    """
    middle = floats(phase)
    half = 0.5 * _TURN / middle.size
    wave = np.cos(middle - floats(crest)[..., np.newaxis]) * (np.sin(half) / half)
    demand: Array = np.clip(floats(mean)[..., np.newaxis] + floats(swing)[..., np.newaxis] * wave, 0.0, 1.0)
    return demand


def power_of_work(work: ArrayLike, idle_share: ArrayLike) -> Array:
    """Power over that at full load of hardware that does a share of its work, i + (1 − i) w [1].

    Parameters
    ----------
    work
        Work over that at full load [1]; both broadcast.
    idle_share
        Power without any work over that at full load [1].

    Returns
    -------
    NDArray[np.float64]
        Power over that at full load [1].
    """
    idle = floats(idle_share)
    return idle + (1.0 - idle) * floats(work)


def eclipse_throttle(visible_fraction: ArrayLike, kept: ArrayLike) -> Array:
    """Share of the load that is kept where a share v of the solar disk is visible, f + (1 − f) v [1].

    Parameters
    ----------
    visible_fraction
        Visible share of the solar disk, mean over a step [1]; both broadcast.
    kept
        Share f kept in the umbra [1].

    Returns
    -------
    NDArray[np.float64]
        Share [1].
    """
    share = floats(kept)
    return share + (1.0 - share) * floats(visible_fraction)
