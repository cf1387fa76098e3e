"""The money of a service through the years: what is paid when, what that is worth when paid, and what is delivered.

The clock begins when the capital is paid. The service begins after the deployment delay; the next generation of
satellites is paid a delay before the last one ends. Operations and repairs flow evenly through the service.
"""

from dataclasses import dataclass

import numpy as np

from studio.analysis.result import FloatArray
from studio.physics.degradation import JULIAN_YEAR
from studio.physics.finance import discount_factor, flow_duration, force_of_interest, generation_shares


@dataclass(frozen=True, slots=True)
class Service:
    """Times in seconds, `rate` the effective discount rate of a year [1/s]."""

    time: float
    life: float
    delay: float
    rate: float
    shares: FloatArray
    """(G,) Of each generation of satellites that the service uses up [1]."""
    paid: FloatArray
    """(G,) When each is paid [s]."""
    factors: FloatArray
    """(G,) What a payment for it is worth at the beginning [1]."""

    @property
    def flow(self) -> float:
        """Present value of 1 a second through the service [s]."""
        return float(flow_duration(self.time, self.rate, delay=self.delay))

    def worked(self, failure_rate: float, spare_share: float) -> float:
        """Present value of one place for an accelerator that works, without repair: spares first take its place [s]."""
        lasts = spare_share / failure_rate if failure_rate > 0.0 else np.inf
        lives = np.minimum(self.life, np.maximum(self.time - self.paid, 0.0)) if self.life > 0.0 else self.shares * 0.0
        whole = np.minimum(lives, lasts)
        force = float(force_of_interest(self.rate))
        each = flow_duration(whole, self.rate) + np.exp(-force * whole) * flow_duration(
            lives - whole, self.rate, failure_rate)  # fmt: skip
        return float((each * self.factors).sum() * np.exp(-force * self.delay))


def service(time: float | None, life: float, delay: float, rate: float) -> Service:
    """The service of a constellation whose satellites live for `life`, of one life where no time is given [s]."""
    lasts = life if time is None else time
    shares = generation_shares(lasts, life)
    paid: FloatArray = np.arange(shares.size, dtype=np.float64) * life
    return Service(lasts, life, delay, rate, shares, paid, discount_factor(paid, rate))


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
