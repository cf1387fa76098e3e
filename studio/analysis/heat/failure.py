"""After a loop fails: how long until the junctions reach their limit, and where they end with the loops that remain."""

from dataclasses import dataclass

import numpy as np

from studio.analysis.heat.satellite import Satellite
from studio.analysis.result import FloatArray
from studio.physics.arrays import floats
from studio.physics.thermal_network import steady_temperature
from studio.physics.thermal_transient import march_temperature

_STEPS = 48
_STRETCHES = 5
_LONGER = 6.0
_LONGEST = 30.0 * 86400.0


@dataclass(frozen=True, slots=True)
class Failure:
    """What follows when one loop stops at full load."""

    time: float | None
    """Until the hottest junction reaches its limit [s]; None where it never does."""
    steady: float | None
    """Junction temperature with the remaining loops [K]; None where none remains."""
    elapsed: FloatArray
    junction: FloatArray


def failure(before: Satellite, after: Satellite, heat: FloatArray, boundary: FloatArray, limit: float,
            loops: int) -> Failure:  # fmt: skip
    """From the steady state of `before` under constant `heat` (n,) [W], with the network of `after` from then on."""
    place = before.node("accelerators")
    start = steady_temperature(before.network, heat, boundary)
    steady = None
    if loops > 1:
        steady = float(steady_temperature(after.network, heat, boundary)[place])
    hot = [place, before.node("plate")]
    warming = max(float(heat[hot].sum()), 1e-6) / loops / float(before.network.capacity[hot].sum())
    span = float(np.clip(2.0 * max(limit - start[place], 1.0) / warming, 10.0, _LONGEST))
    never = steady is not None and steady <= limit
    for _ in range(_STRETCHES):
        course = march_temperature(after.network, start, np.repeat(heat[None], _STEPS, axis=0),
                                   time_step=span / _STEPS, boundary=boundary)  # fmt: skip
        elapsed, junction = floats(np.linspace(0.0, span, _STEPS + 1)), floats(course.edges[:, place])
        if never or junction.max() >= limit or span >= _LONGEST:
            break
        span = min(span * _LONGER, _LONGEST)
    return Failure(_crossing(elapsed, junction, limit), steady, elapsed, junction)


def _crossing(elapsed: FloatArray, junction: FloatArray, limit: float) -> float | None:
    above = np.flatnonzero(junction >= limit)
    if above.size == 0:
        return None
    after = int(above[0])
    if after == 0:
        return 0.0
    low, high = junction[after - 1], junction[after]
    return float(elapsed[after - 1] + (limit - low) / (high - low) * (elapsed[after] - elapsed[after - 1]))
