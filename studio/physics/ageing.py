"""What a life in orbit leaves of an array's power: one named factor for each cause, their product and its band.

Radiation is one of the causes; its factor comes from :mod:`studio.physics.radiation.damage`. The others follow the
simplest law that their test data support, since for none is more than a rate or an end value published.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats


def saturating_loss(time: ArrayLike, final_loss: ArrayLike, time_constant: ArrayLike) -> Array:
    """Remaining share under a loss that saturates, 1 − a (1 − exp(−t/τ)) [1]: darkening of covers under ultraviolet.

    Parameters
    ----------
    time
        Time since the beginning of life t [s].
    final_loss
        Loss in the end a [1], 0 to 1.
    time_constant
        Time in which 63 % of it has come τ [s], positive.

    Returns
    -------
    NDArray[np.float64]
        Remaining share [1], in the broadcast shape.
    """
    return 1.0 + floats(final_loss) * np.expm1(-floats(time) / floats(time_constant))


def steady_loss(time: ArrayLike, rate: ArrayLike) -> Array:
    """Remaining share under a constant relative rate, exp(−r t) [1]: contamination, micrometeoroids, failing strings.

    Parameters
    ----------
    time
        Time since the beginning of life t [s].
    rate
        Share lost per second r [1/s], not negative.

    Returns
    -------
    NDArray[np.float64]
        Remaining share [1], in the broadcast shape.
    """
    return np.exp(-floats(rate) * floats(time))


def cycling_loss(cycles: ArrayLike, loss: ArrayLike, reference_cycles: ArrayLike, law: str = "log") -> Array:
    """Remaining share after thermal cycles, from the loss after a reference number of them [1].

    ``"log"`` is 1 − a ln(1 + N)/ln(1 + N₀): early failures of weak joints. ``"linear"`` is 1 − a N/N₀: fatigue.

    Parameters
    ----------
    cycles
        Number of cycles N [1].
    loss
        Loss after the reference number a [1].
    reference_cycles
        Reference number N₀ [1], positive.
    law
        ``"log"`` or ``"linear"``.

    Returns
    -------
    NDArray[np.float64]
        Remaining share [1], not below 0, in the broadcast shape.

    Raises
    ------
    ValueError
        If the law is neither.
    """
    number, reference = floats(cycles), floats(reference_cycles)
    if law == "log":
        grown = np.log1p(number) / np.log1p(reference)
    elif law == "linear":
        grown = number / reference
    else:
        raise ValueError(f"the law of thermal cycling is log or linear, not {law}")
    return np.maximum(1.0 - floats(loss) * grown, 0.0)


def annealed(remaining: ArrayLike, recovery: ArrayLike, temperature: ArrayLike, threshold: ArrayLike) -> Array:
    """Remaining share of a cell that heals while it is warm, 1 − (1 − p)(1 − q) above the threshold [1].

    Parameters
    ----------
    remaining
        Remaining share without healing p [1].
    recovery
        Share of the radiation loss that heals q [1], 0 to 1.
    temperature
        Temperature of the cell in sunlight [K].
    threshold
        Temperature from which it heals [K].

    Returns
    -------
    NDArray[np.float64]
        Remaining share [1], in the broadcast shape; `remaining` itself below the threshold.
    """
    share, warm = floats(remaining), floats(temperature) >= floats(threshold)
    return np.where(warm, 1.0 - (1.0 - share) * (1.0 - floats(recovery)), share)


def factors_over_life(
    time: ArrayLike,
    *,
    uv_final_loss: ArrayLike,
    uv_time_constant: ArrayLike,
    contamination_rate: ArrayLike,
    cycling_loss_at_reference: ArrayLike,
    reference_cycles: ArrayLike,
    cycle_time: ArrayLike,
    micrometeoroid_rate: ArrayLike,
    string_failure_rate: ArrayLike,
    radiation: ArrayLike,
    cycling_law: str = "log",
) -> dict[str, Array]:
    """Remaining share of the power by cause, and their product, at times of a life.

    Parameters
    ----------
    time
        Times since the beginning of life [s], (T,).
    uv_final_loss, uv_time_constant
        See :func:`saturating_loss` [1], [s], any leading shape.
    contamination_rate, micrometeoroid_rate, string_failure_rate
        See :func:`steady_loss` [1/s], any leading shape.
    cycling_loss_at_reference, reference_cycles, cycling_law
        See :func:`cycling_loss` [1], [1].
    cycle_time
        Time between two eclipses [s]; infinite where there is none.
    radiation
        Remaining share under radiation alone [1], (…, T).

    Returns
    -------
    dict of NDArray[np.float64]
        ``uv_darkening``, ``contamination``, ``thermal_cycling``, ``micrometeoroids``, ``string_failure``,
        ``radiation`` and ``product`` [1], each (…, T).
    """
    at = floats(time)

    def wide(value: ArrayLike) -> Array:
        return floats(value)[..., None]

    cycles = at / wide(cycle_time)
    factors = {
        "uv_darkening": saturating_loss(at, wide(uv_final_loss), wide(uv_time_constant)),
        "contamination": steady_loss(at, wide(contamination_rate)),
        "thermal_cycling": cycling_loss(cycles, wide(cycling_loss_at_reference), wide(reference_cycles), cycling_law),
        "micrometeoroids": steady_loss(at, wide(micrometeoroid_rate)),
        "string_failure": steady_loss(at, wide(string_failure_rate)),
        "radiation": floats(radiation),
    }
    shape = np.broadcast_shapes(*(factor.shape for factor in factors.values()))
    factors = {name: np.broadcast_to(factor, shape) for name, factor in factors.items()}
    return {**factors, "product": np.prod(list(factors.values()), axis=0)}


def band(
    factors: Mapping[str, Array], radiation_low: ArrayLike, radiation_high: ArrayLike, uncertainty: Mapping[str, float]
) -> tuple[Array, Array]:
    """Lower and upper bound of the product of the factors [1].

    The radiation environment is uncertain by a factor of two, which shifts the fluence, not the share: its bounds
    come in ready, from twice and from half the fluence. Each other loss 1 − f may be larger or smaller by its stated
    relative uncertainty. All bounds are taken together, as for a worst case.

    Parameters
    ----------
    factors
        From :func:`factors_over_life`.
    radiation_low, radiation_high
        Remaining share under radiation with twice and with half the fluence [1], (…, T).
    uncertainty
        Relative uncertainty of the loss of each other factor [1], by its name; one that is missing counts as exact.

    Returns
    -------
    tuple of NDArray[np.float64]
        Lower and upper bound [1], (…, T), within 0 and 1.
    """
    low, high = floats(radiation_low), floats(radiation_high)
    for name, factor in factors.items():
        if name in ("radiation", "product"):
            continue
        spread = uncertainty.get(name, 0.0) * (1.0 - factor)
        low, high = low * np.maximum(factor - spread, 0.0), high * np.minimum(factor + spread, 1.0)
    return low, high
