"""The money of a service through the years: what is paid when, what that is worth when paid, and what is delivered.

The clock begins when the capital is paid. The service begins after the deployment delay; the next generation of
satellites is paid a delay before the last one ends. Operations and repairs flow evenly through the service.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import plain, select, trail, varies
from studio.analysis.result import FloatArray
from studio.physics.degradation import JULIAN_YEAR
from studio.physics.finance import discount_factor, flow_duration, force_of_interest, generation_shares

_MOST_CELLS = 2_000_000
"""Designs times generations: of more, fewer designs are to be computed at once."""


@dataclass(frozen=True, slots=True)
class Service:
    """Times in seconds, `rate` the effective discount rate of a year [1/s]; arrays (B,) of many designs."""

    time: Any
    life: Any
    delay: Any
    rate: Any
    shares: FloatArray
    """(…, G) Of each generation of satellites that the service uses up [1]; 0 beyond the last."""
    paid: FloatArray
    """(…, G) When each is paid [s]."""
    factors: FloatArray
    """(…, G) What a payment for it is worth at the beginning [1]."""

    @property
    def flow(self) -> Any:
        """Present value of 1 a second through the service [s]."""
        return plain(flow_duration(self.time, self.rate, delay=self.delay))

    def worked(self, failure_rate: Any, spare_share: Any) -> Any:
        """Present value of one place for an accelerator that works, without repair: spares first take its place [s]."""
        fails = failure_rate > 0.0
        with np.errstate(over="ignore"):  # spares that last longer than a number can say last for ever
            lasts = trail(select(fails, np.divide(spare_share, select(fails, failure_rate, 1.0)), np.inf), 1)
        left = np.maximum(trail(self.time, 1) - self.paid, 0.0)
        lives = np.minimum(trail(self.life, 1), left) * (trail(self.life, 1) > 0.0)
        whole = np.minimum(lives, lasts)
        rate, force = trail(self.rate, 1), trail(plain(force_of_interest(self.rate)), 1)
        each = flow_duration(whole, rate) + np.exp(-force * whole) * flow_duration(
            lives - whole, rate, trail(failure_rate, 1))  # fmt: skip
        return plain((each * self.factors).sum(axis=-1) * np.exp(-force_of_interest(self.rate) * self.delay))


def service(time: Any, life: Any, delay: Any, rate: Any) -> Service:
    """The service of a constellation whose satellites live for `life`, of one life where no time is given [s].

    Raises
    ------
    ValueError
        As `generation_shares` does; or where so many generations of so many designs cannot be held at once.
    """
    lasts = life if time is None else time
    if varies(lasts) or varies(life):
        longest = float(np.max(lasts / np.maximum(life, 1.0)))
        if longest * max(np.size(lasts), np.size(life)) > _MOST_CELLS:
            raise ValueError("too many generations of too many designs to hold at once")
    shares = generation_shares(lasts, life)
    paid: FloatArray = np.arange(shares.shape[-1], dtype=np.float64) * trail(life, 1)
    return Service(lasts, life, delay, rate, shares, paid, discount_factor(paid, trail(rate, 1)))


@dataclass(frozen=True, slots=True)
class Yearly:
    """Money of each year from the first payment [USD], (Y,); the last may be a part of one."""

    year: FloatArray
    """When each begins [s]."""
    capital: FloatArray
    renewal: FloatArray
    operations: FloatArray
    replacement: FloatArray
    present: FloatArray
    """Of all of them, worth at the first payment."""

    @property
    def paid(self) -> FloatArray:
        whole: FloatArray = self.capital + self.renewal + self.operations + self.replacement
        return whole


def yearly(over: Service, capital: float, generations: FloatArray, operations: float, replacement: float) -> Yearly:
    """What is paid in each year: the capital, each later generation (G − 1,), and the flows [USD/s]."""
    count = max(int(np.ceil((over.delay + over.time) / JULIAN_YEAR - 1e-9)), 1)
    begin: FloatArray = np.arange(count, dtype=np.float64) * JULIAN_YEAR
    start = np.clip(begin, over.delay, over.delay + over.time)
    lasts = np.clip(begin + JULIAN_YEAR, over.delay, over.delay + over.time) - start
    first, renewal, present = np.zeros(count), np.zeros(count), np.zeros(count)
    first[0] = capital
    due = np.minimum((over.paid[1:] / JULIAN_YEAR + 1e-9).astype(int), count - 1)
    np.add.at(renewal, due, generations)
    present[0] = capital
    np.add.at(present, due, generations * over.factors[1:])
    present += (operations + replacement) * flow_duration(lasts, over.rate, delay=start)
    return Yearly(begin, first, renewal, operations * lasts, replacement * lasts, present)
