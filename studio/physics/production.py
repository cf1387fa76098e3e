"""What a run of units costs on a learning curve: the mean over the run, where the curve gives the price of one."""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats


def mean_learned_share(before: ArrayLike, count: ArrayLike, start: ArrayLike, learning_rate: ArrayLike) -> Array:
    """Mean price of a run of units over the price at the start of the curve [1].

    Wright's curve p/p₀ = (1 + m/m₀)^b, b = log₂(1 − L), averaged over the run:
    [(1 + (m + n)/m₀)^(1 + b) − (1 + m/m₀)^(1 + b)] m₀ / (n (1 + b)).

    Parameters
    ----------
    before
        Units made since the start, before the run, m ≥ 0; all broadcast.
    count
        Units of the run, n > 0.
    start
        Units that had been made where the price is known, m₀ > 0.
    learning_rate
        Share of the price that each doubling takes off, L [1], from 0 to below ½.

    Returns
    -------
    NDArray[np.float64]
        Mean price over the first [1]: 1 where nothing is learned.

    Raises
    ------
    ValueError
        If nothing is made, or a doubling takes off half of the price or more: a run would then cost ever less.
    """
    done, made, first, rate = map(floats, (before, count, start, learning_rate))
    if not (np.all(made > 0.0) and np.all(first > 0.0) and np.all(done >= 0.0)):
        raise ValueError("a learning curve begins with something made, and a run makes something")
    if not (np.all(rate < 0.5) and np.all(rate >= 0.0)):
        raise ValueError("a doubling must take off less than half of the price")
    power = 1.0 + np.log2(1.0 - rate)
    # As a product, so that a short run far up the curve keeps its digits.
    rise = np.exp(power * np.log1p(done / first)) * np.expm1(power * np.log1p(made / (first + done)))
    return np.asarray(rise * first / (made * power), dtype=np.float64)
