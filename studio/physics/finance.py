"""Money through time: what is paid later counts less, and what is delivered later as well.

Payments on a date are discounted by (1 + r)^(−t), r the effective rate of a year. What flows evenly through time is
discounted at every instant, with the force of interest δ = ln(1 + r): no convention on dates within a year comes in.
Periodic payments, as loans and published models have them, are those of `capital_recovery_factor`.

References
----------
.. [1] G. J. Thuesen, W. J. Fabrycky, "Engineering Economy", 9th edition, Prentice Hall, 2001, chapters 2 and 3.
.. [2] W. Short, D. J. Packey, T. Holt, "A Manual for the Economic Evaluation of Energy Efficiency and Renewable Energy
   Technologies", NREL/TP-462-5173, 1995: equations 2-1 (present value), 2-12 (recovery factor), 4-6 (levelised cost).
"""

import numpy as np
from numpy.typing import ArrayLike

from studio.physics.arrays import Array, floats, total
from studio.physics.degradation import JULIAN_YEAR


def force_of_interest(rate: ArrayLike) -> Array:
    """Continuous rate that does in a year what an effective rate does, ln(1 + r · 1 yr)/1 yr [1/s].

    Parameters
    ----------
    rate
        Effective rate of a year, as a rate [1/s]: 10 % a year are 0.1 over the seconds of a Julian year.

    Returns
    -------
    NDArray[np.float64]
        Force of interest δ [1/s], in the shape of `rate`.

    Raises
    ------
    ValueError
        If money loses all its value in a year.
    """
    yearly = floats(rate) * JULIAN_YEAR
    if not np.all(yearly > -1.0):
        raise ValueError("a discount rate cannot take more than everything in a year")
    return np.asarray(np.log1p(yearly) / JULIAN_YEAR, dtype=np.float64)


def discount_factor(time: ArrayLike, rate: ArrayLike) -> Array:
    """What a payment at a time is worth now, (1 + r · 1 yr)^(−t/1 yr), [2]_ equation 2-1 [1].

    Parameters
    ----------
    time
        Time until the payment [s]; both broadcast.
    rate
        Effective discount rate of a year [1/s].

    Returns
    -------
    NDArray[np.float64]
        Factor [1].

    Raises
    ------
    ValueError
        If money loses all its value in a year.
    """
    return np.asarray(np.exp(-force_of_interest(rate) * floats(time)), dtype=np.float64)


def present_value(amounts: ArrayLike, times: ArrayLike, rate: ArrayLike) -> Array:
    """Net present value of payments on dates, Σ Aᵢ (1 + r)^(−tᵢ), [2]_ equation 2-1, in the unit of the amounts.

    Parameters
    ----------
    amounts
        Payments, negative where they come in, shape (…, payments).
    times
        When they are due [s]; broadcasts with `amounts`.
    rate
        Effective discount rate of a year [1/s], shape (…).

    Returns
    -------
    NDArray[np.float64]
        Present value, shape (…).

    Raises
    ------
    ValueError
        If money loses all its value in a year.
    """
    return total(floats(amounts) * discount_factor(times, floats(rate)[..., None]))


def flow_duration(duration: ArrayLike, rate: ArrayLike, decay: ArrayLike = 0.0, delay: ArrayLike = 0.0) -> Array:
    """Present value of an even flow of 1 a second that begins after a delay, e^(−δ d) (1 − e^(−(δ + λ) T))/(δ + λ) [s].

    The limit of [1]_, section 3.5 (continuous compounding), for a flow that also shrinks by itself, as the work of a
    fleet of which λ fail in a unit of time.

    Parameters
    ----------
    duration
        How long it flows, T [s]; all broadcast.
    rate
        Effective discount rate of a year [1/s].
    decay
        Share of the flow that is lost in a unit of time, λ [1/s].
    delay
        Time until it begins, d [s].

    Returns
    -------
    NDArray[np.float64]
        Present value over the flow at its beginning [s]: the duration itself where nothing is discounted nor decays.

    Raises
    ------
    ValueError
        If money loses all its value in a year.
    """
    force = force_of_interest(rate)
    together = (force + floats(decay)) * floats(duration)
    none = together == 0.0
    share = np.where(none, 1.0, -np.expm1(-together) / np.where(none, 1.0, together))
    return np.asarray(floats(duration) * share * np.exp(-force * floats(delay)), dtype=np.float64)


def capital_recovery_factor(rate: ArrayLike, periods: ArrayLike) -> Array:
    """Even payment at the end of each period that repays a capital of 1, i (1 + i)ⁿ/((1 + i)ⁿ − 1), [2]_ eq. 2-12 [1].

    A monthly annuity has the rate of a month, as the twelfth of a stated yearly rate, and twelve periods for each year.

    Parameters
    ----------
    rate
        Interest of one period i [1]; both broadcast.
    periods
        Number of periods n, positive [1].

    Returns
    -------
    NDArray[np.float64]
        Payment in each period over the capital [1]; 1/n without interest.

    Raises
    ------
    ValueError
        If there is no period, or a period takes more than everything.
    """
    interest, count = floats(rate), floats(periods)
    if not (np.all(count > 0.0) and np.all(interest > -1.0)):
        raise ValueError("an annuity needs time to be paid in, and a rate above −100 %")
    none = np.abs(interest) * count < 1e-12
    lost = -np.expm1(-count * np.log1p(interest))
    return np.where(none, 1.0 / count, interest / np.where(none, 1.0, lost))


def equivalent_annual_cost(
    costs: ArrayLike, lives: ArrayLike, rate: ArrayLike, payments_per_year: ArrayLike = 1
) -> Array:
    """Even yearly cost of things that live for different times and are bought again for ever, m Σ Cᵢ CRF(r/m, m Lᵢ).

    [1]_, section 3.3; with 12 payments a year the monthly annuity of published models.

    Parameters
    ----------
    costs
        Cost of each thing, shape (…, things).
    lives
        How long each lives, positive [a]; broadcasts with `costs`.
    rate
        Stated rate of a year: m times that of a payment [1], shape (…).
    payments_per_year
        Payments in a year m [1], shape (…).

    Returns
    -------
    NDArray[np.float64]
        Cost of a year in the unit of `costs`, shape (…).

    Raises
    ------
    ValueError
        If something lives for no time.
    """
    often = floats(payments_per_year)[..., None]
    factors = capital_recovery_factor(floats(rate)[..., None] / often, often * floats(lives))
    return total(floats(costs) * often * factors)


def levelised_cost(cost: ArrayLike, output: ArrayLike) -> Array:
    """Price at which an output repays its cost, both in present value, [2]_ equation 4-6: cost over output.

    Parameters
    ----------
    cost
        Present value of all costs; both broadcast.
    output
        Present value of all output, positive, discounted like the money it earns.

    Returns
    -------
    NDArray[np.float64]
        Price in the unit of the cost over that of the output.

    Raises
    ------
    ValueError
        If nothing is put out.
    """
    given = floats(output)
    if not np.all(given > 0.0):
        raise ValueError("a levelised cost needs an output")
    return floats(cost) / given


def escalated(price: ArrayLike, years: ArrayLike, inflation: ArrayLike) -> Array:
    """A price in money of another year, p (1 + f)^n, [2]_ equation 2-4, in the unit of the price.

    Parameters
    ----------
    price
        Price in money of its own year; all broadcast.
    years
        Years from then to the year that is asked for, negative for one before [a].
    inflation
        Inflation of a year f, above −1 [1].

    Returns
    -------
    NDArray[np.float64]
        Price in money of the other year.

    Raises
    ------
    ValueError
        If money gains without bound.
    """
    grows = floats(inflation)
    if not np.all(grows > -1.0):
        raise ValueError("inflation must be above −100 %")
    return np.asarray(floats(price) * np.exp(floats(years) * np.log1p(grows)), dtype=np.float64)


MOST_GENERATIONS = 10_000
"""Beyond it a life is hours: a satellite that nobody would replace, and arrays that nobody could hold."""


def generation_shares(service: ArrayLike, life: ArrayLike) -> Array:
    """How much of each generation of satellites a service uses up, in order [1].

    A satellite works for its life; what still flies when the service ends has its unused life left, and only the used
    share is charged. The first generation is charged whole, also where the service is shorter than its life.

    Parameters
    ----------
    service, life
        Time of the service, and of a satellite [s], shape (…); both broadcast.

    Returns
    -------
    NDArray[np.float64]
        Shares, shape (…, generations), as many as the longest has, at least one; 0 beyond those of each. Their sum is
        service over life, or 1 where that is less.

    Raises
    ------
    ValueError
        If a satellite lives for no time within a service that lasts, or so short that it is replaced too often.
    """
    time, lasts = floats(service), floats(life)
    first = time <= lasts
    if np.any(~first & (lasts <= 0.0)):
        raise ValueError("a satellite without a life cannot serve for a time")
    if np.any(time > np.maximum(MOST_GENERATIONS * lasts, lasts)):
        raise ValueError(f"the service outlasts {MOST_GENERATIONS:,} lifetimes of a satellite")
    used = np.where(first, 1.0, time / np.where(first, 1.0, lasts))
    count = np.maximum(np.ceil(used - 1e-9), 1.0)[..., np.newaxis]
    place = np.arange(1.0, count.max() + 1.0)
    last = used[..., np.newaxis] - (count - 1.0)
    return np.where(place < count, 1.0, np.where(place == count, last, 0.0))
