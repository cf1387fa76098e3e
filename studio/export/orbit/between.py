"""How far a reader is off that interpolates between the states of a file."""

import numpy as np

from studio.analysis.ephemeris import Ephemeris, states_at

_LOOKED_AT = 200
"""Steps in the middle of which it is measured."""
_NODES = 4


def degree(count: int) -> int:
    """Of the Hermite polynomial through positions and velocities of as many as four states."""
    return min(2 * count, 2 * _NODES) - 1


def interpolation_error(found: Ephemeris) -> float:
    """The largest distance [m] from the satellite to the polynomial of :func:`degree`, of the first of an ephemeris."""
    from scipy.interpolate import KroghInterpolator

    times, count = found.elapsed, len(found.elapsed)
    if count < 2:
        return 0.0
    steps = np.unique(np.linspace(0, count - 2, _LOOKED_AT).astype(np.intp))
    middle = 0.5 * (times[steps] + times[steps + 1])
    truth, _ = states_at(found, 0, middle)
    worst = 0.0
    for place, step in enumerate(steps.tolist()):
        first = min(max(step - _NODES // 2 + 1, 0), max(count - _NODES, 0))
        part = slice(first, first + _NODES)
        # Each state twice: its position and its velocity.
        rows = np.stack((found.positions[0, part], found.velocities[0, part]), axis=1).reshape(-1, 3)
        reader = KroghInterpolator(np.repeat(times[part] - middle[place], 2), rows)
        worst = max(worst, float(np.linalg.norm(reader(0.0) - truth[place])))
    return worst
