"""What a power feeds: accelerators, their heat and their work."""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats


def accelerator_count(power: ArrayLike, unit_power: ArrayLike, overhead: ArrayLike = 0.0) -> Array:
    """Number of whole accelerators that a power feeds [1].

    Parameters
    ----------
    power
        Power for the payload [W].
    unit_power
        Power of one accelerator at full load [W].
    overhead
        Power of hosts, memory, network and conversion for each watt of accelerator [1].

    Returns
    -------
    NDArray[np.float64]
        Whole number of accelerators, 0 where the power does not feed one.

    Raises
    ------
    ValueError
        If an accelerator needs no power.
    """
    each = floats(unit_power) * (1.0 + floats(overhead))
    if not np.all(each > 0.0):
        raise ValueError("an accelerator must need power")
    # A design sized for exactly n accelerators must get n, whatever the last digit of the division.
    return np.maximum(np.floor(floats(power) / each * (1.0 + 1e-12)), 0.0)


def payload_power(
    count: ArrayLike, unit_power: ArrayLike, overhead: ArrayLike = 0.0, utilisation: ArrayLike = 1.0
) -> Array:
    """Power that accelerators and what serves them take, and the heat they give [W].

    All electrical power becomes heat: what leaves as light through the optical links is counted with those.

    Parameters
    ----------
    count
        Number of accelerators [1].
    unit_power
        Power of one accelerator at full load [W].
    overhead
        Power of hosts, memory, network and conversion for each watt of accelerator [1].
    utilisation
        Mean power of an accelerator over its power at full load [1].

    Returns
    -------
    NDArray[np.float64]
        Power and heat [W].
    """
    return floats(count) * floats(unit_power) * (1.0 + floats(overhead)) * floats(utilisation)


def eclipse_load(load: ArrayLike, visible_fraction: ArrayLike, eclipse_load_fraction: ArrayLike) -> Array:
    """Load that is reduced in the Earth's shadow, L (f + (1 − f) v) [W].

    The load is whole in full sunlight and a fraction f of it in the umbra. Between, it follows the visible share v of
    the solar disk: a step of the orbit that is half in shadow takes half of each.

    Parameters
    ----------
    load
        Load in sunlight [W].
    visible_fraction
        Visible share of the solar disk, mean over a step [1].
    eclipse_load_fraction
        Share of the load that is kept in the umbra [1].

    Returns
    -------
    NDArray[np.float64]
        Load [W].
    """
    kept = floats(eclipse_load_fraction)
    return floats(load) * (kept + (1.0 - kept) * floats(visible_fraction))


def compute_rate(count: ArrayLike, unit_rate: ArrayLike, utilisation: ArrayLike = 1.0) -> Array:
    """Operations per second of all accelerators [1/s].

    Parameters
    ----------
    count
        Number of accelerators that work [1].
    unit_rate
        Peak operations per second of one accelerator, at one stated precision [1/s].
    utilisation
        Share of the peak that the work reaches [1].

    Returns
    -------
    NDArray[np.float64]
        Operations per second [1/s].
    """
    return floats(count) * floats(unit_rate) * floats(utilisation)


def compute_per_watt(rate: ArrayLike, power: ArrayLike) -> Array:
    """Operations per joule [1/J]: operations per second for each watt.

    Parameters
    ----------
    rate
        Operations per second [1/s].
    power
        Power that it takes [W].

    Returns
    -------
    NDArray[np.float64]
        Operations per joule [1/J].

    Raises
    ------
    ValueError
        If the power is not positive.
    """
    watts = floats(power)
    if not np.all(watts > 0.0):
        raise ValueError("compute per watt needs a positive power")
    return floats(rate) / watts


def surviving_fraction(failure_rate: ArrayLike, time: ArrayLike) -> Array:
    """Share of accelerators still working without repair, exp(−λ t) [1].

    Parameters
    ----------
    failure_rate
        Failures per accelerator and time [1/s], constant.
    time
        Time in service [s].

    Returns
    -------
    NDArray[np.float64]
        Working share [1].
    """
    return np.exp(-floats(failure_rate) * floats(time))
