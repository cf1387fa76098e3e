"""Distributions of what is not known exactly, cut off at bounds, and how far a share that was counted can be trusted.

References
----------
.. [1] JCGM 100:2008, Evaluation of measurement data – Guide to the expression of uncertainty in measurement, 4.3.7
   (uniform), 4.3.9 (triangular), G.1 (normal).
.. [2] S. Kotz, J. R. van Dorp, Beyond Beta, World Scientific 2004, section 1.1: the triangular distribution,
   equations 1.2 and 1.3.
.. [3] E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
   Statistical Association 22, 209, 1927, in the form of L. D. Brown, T. T. Cai, A. DasGupta, Statistical Science 16,
   101, 2001, equation 4.
"""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats


def uniform_quantile(share: ArrayLike, low: ArrayLike, high: ArrayLike) -> Array:
    """The value below which a `share` of a uniform distribution lies [1]_.

    Parameters
    ----------
    share
        From 0 to 1.
    low, high
        The ends.

    Returns
    -------
    Array
        Shape of the inputs broadcast together, in the unit of the ends.
    """
    low, high = floats(low), floats(high)
    return floats(low + floats(share) * (high - low))


def triangular_share(value: ArrayLike, low: ArrayLike, mode: ArrayLike, high: ArrayLike) -> Array:
    """The share of a triangular distribution that lies below `value` [2]_, equation 1.2.

    Parameters
    ----------
    value
        Any number.
    low, mode, high
        Ends and likeliest value, in order; the ends differ.

    Returns
    -------
    Array
        From 0 to 1.
    """
    value, low, mode, high = floats(value), floats(low), floats(mode), floats(high)
    width = high - low
    rising, falling = np.clip(value, low, mode) - low, high - np.clip(value, mode, high)
    up = rising / width * (rising / np.where(mode > low, mode - low, 1.0))
    down = 1.0 - falling / width * (falling / np.where(mode < high, high - mode, 1.0))
    return floats(np.where(value >= high, 1.0, np.where(value < mode, up, down)))


def triangular_quantile(share: ArrayLike, low: ArrayLike, mode: ArrayLike, high: ArrayLike) -> Array:
    """The value below which a `share` of a triangular distribution lies [2]_, equation 1.3.

    Parameters
    ----------
    share
        From 0 to 1.
    low, mode, high
        Ends and likeliest value, in order; the ends differ.

    Returns
    -------
    Array
        Between the ends.
    """
    share, low, mode, high = floats(share), floats(low), floats(mode), floats(high)
    width = high - low
    up = low + np.sqrt(share * width) * np.sqrt(mode - low)
    down = high - np.sqrt((1.0 - share) * width) * np.sqrt(high - mode)
    return floats(np.where(share * width < mode - low, up, down))


def normal_share(value: ArrayLike, mean: ArrayLike, deviation: ArrayLike) -> Array:
    """The share of a normal distribution that lies below `value` [1]_."""
    from scipy.special import ndtr

    return floats(ndtr((floats(value) - floats(mean)) / floats(deviation)))


def normal_quantile(share: ArrayLike, mean: ArrayLike, deviation: ArrayLike) -> Array:
    """The value below which a `share` of a normal distribution lies [1]_; infinite at 0 and 1."""
    from scipy.special import ndtri

    return floats(floats(mean) + floats(deviation) * ndtri(floats(share)))


def cut_share(share: ArrayLike, below: ArrayLike, above: ArrayLike) -> Array:
    """The share of a whole distribution that is the `share` of one cut off at both ends.

    Parameters
    ----------
    share
        From 0 to 1, of what is left.
    below, above
        Shares of the whole below the lower and below the upper cut.

    Returns
    -------
    Array
        From `below` to `above`: its quantile is that of the distribution which is left.
    """
    below, above = floats(below), floats(above)
    return floats(below + floats(share) * (above - below))


def wilson_interval(count: ArrayLike, total: ArrayLike, confidence: float = 0.95) -> tuple[Array, Array]:
    """Between what shares the true one lies, where `count` of `total` independent trials were so [3]_.

    Parameters
    ----------
    count
        From 0 to `total`.
    total
        Trials, one or more.
    confidence
        How often such intervals hold the true share.

    Returns
    -------
    Array, Array
        Lower and upper end, from 0 to 1; they hold count / total, and never have no width.

    Raises
    ------
    ValueError
        If there are no trials, or the confidence is not between 0 and 1.
    """
    from scipy.special import ndtri

    count, total = floats(count), floats(total)
    if np.any(total < 1.0):
        raise ValueError("a share of no trials is not known")
    if not 0.0 < confidence < 1.0:
        raise ValueError(f"a confidence of {confidence:g} is not between 0 and 1")
    z = float(ndtri(0.5 + 0.5 * confidence))
    share = count / total
    middle = (share + z * z / (2.0 * total)) / (1.0 + z * z / total)
    half = z / (1.0 + z * z / total) * np.sqrt(share * (1.0 - share) / total + z * z / (4.0 * total * total))
    return (floats(np.where(count <= 0.0, 0.0, np.maximum(middle - half, 0.0))),
            floats(np.where(count >= total, 1.0, np.minimum(middle + half, 1.0))))  # fmt: skip
