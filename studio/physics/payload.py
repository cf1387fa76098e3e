"""What a power feeds: accelerators, their heat and their work."""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats
from studio.physics.load import eclipse_throttle


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
    return floats(load) * eclipse_throttle(visible_fraction, eclipse_load_fraction)


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


def working_fraction(failure_rate: ArrayLike, time: ArrayLike, spare_share: ArrayLike = 0.0) -> Array:
    """Share of the places for accelerators that are filled after a time without repair, spares taking over [1].

    Spares wait unpowered and do not fail. While there are any, all places work and λ of them fail in a unit of time,
    until t₁ = s/λ; then exp(−λ (t − t₁)) are left.

    Parameters
    ----------
    failure_rate
        Failures per working accelerator and time λ [1/s], constant; this and all others broadcast.
    time
        Time in service [s].
    spare_share
        Spares s over places [1].

    Returns
    -------
    NDArray[np.float64]
        Working share [1].
    """
    return np.exp(-np.maximum(floats(failure_rate) * floats(time) - floats(spare_share), 0.0))


def mean_working_fraction(failure_rate: ArrayLike, time: ArrayLike, spare_share: ArrayLike = 0.0) -> Array:
    """Mean of :func:`working_fraction` from the beginning to a time, [x₁ + 1 − exp(−(x − x₁))]/x, x = λ t [1].

    Parameters
    ----------
    failure_rate, time, spare_share
        As there.

    Returns
    -------
    NDArray[np.float64]
        Mean working share [1]; 1 where nothing fails.
    """
    failed = floats(failure_rate) * floats(time)
    covered = np.minimum(failed, floats(spare_share))
    left = failed - covered
    still = np.where(failed > 0.0, failed, 1.0)
    return np.where(failed > 0.0, (covered - np.expm1(-left)) / still, 1.0)


def annual_failure_rate(failures: ArrayLike, units: ArrayLike, days: ArrayLike) -> Array:
    """Failures per unit and year of 365 days, as they are counted over some days [1].

    Parameters
    ----------
    failures
        Failures counted; this and all others broadcast.
    units
        Units in service.
    days
        Days over which they were counted [d].

    Returns
    -------
    NDArray[np.float64]
        Failures per unit and year [1].
    """
    return floats(failures) / floats(units) * 365.0 / floats(days)


def silent_errors(dose: ArrayLike, dose_per_error: ArrayLike) -> Array:
    """Silent errors that a dose brings, D / D₁ [1].

    Parameters
    ----------
    dose
        Absorbed dose [Gy]; both broadcast.
    dose_per_error
        Dose for one error on the average [Gy].

    Returns
    -------
    NDArray[np.float64]
        Errors [1].
    """
    return floats(dose) / floats(dose_per_error)


def error_cross_section(dose_per_error: ArrayLike, fluence_per_dose: ArrayLike) -> Array:
    """Cross-section of an error in a beam, 1/(D₁ k) [m²].

    Parameters
    ----------
    dose_per_error
        Dose for one error on the average [Gy]; both broadcast.
    fluence_per_dose
        Particles per area for a unit of dose k [1/(m²·Gy)].

    Returns
    -------
    NDArray[np.float64]
        Cross-section [m²].
    """
    return 1.0 / (floats(dose_per_error) * floats(fluence_per_dose))


def cooled_share(
    limit: ArrayLike, root_temperature: ArrayLike, junction_rise: ArrayLike, sink_temperature: ArrayLike
) -> Array:
    """Share of the heat load at which the junction stays at its limit [1].

    At a share s of the heat the radiator has T⁴ = T_s⁴ + s (T₁⁴ − T_s⁴), T_s its sink, and the junction is warmer by
    s ΔT. Both rise with s, so that the s at which they add to the limit is found by bisection.

    Parameters
    ----------
    limit
        Highest temperature of the junction [K]; this and all others broadcast.
    root_temperature
        Temperature of the radiator at full heat T₁ [K].
    junction_rise
        From the radiator to the junction at full heat ΔT [K].
    sink_temperature
        Temperature of the radiator without any heat T_s [K].

    Returns
    -------
    NDArray[np.float64]
        Share [1]; 1 where the full load is not too hot, 0 where even the sink is.
    """
    top, full, rise, sink = np.broadcast_arrays(*map(floats, (limit, root_temperature, junction_rise,
                                                              sink_temperature)))  # fmt: skip
    if np.all(full + rise <= top):
        return np.ones(top.shape)
    low, high = np.zeros(top.shape), np.ones(top.shape)
    for _ in range(60):
        share = 0.5 * (low + high)
        warm = np.sqrt(np.sqrt(sink**4 + share * (full**4 - sink**4))) + share * rise > top
        low, high = np.where(warm, low, share), np.where(warm, share, high)
    return np.where(full + rise <= top, 1.0, low)
