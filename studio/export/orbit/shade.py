"""When each satellite is in sunlight, in the penumbra and in the umbra, as intervals that leave no gap."""

from typing import Literal, NamedTuple

import numpy as np

from studio.physics.eclipse import eclipse_passages
from studio.physics.orbit import MeanElements, elements_at, nodal_period

Light = Literal["sunlit", "penumbra", "umbra"]


class Interval(NamedTuple):
    """From `begin` to `end` [s after the beginning]."""

    begin: float
    end: float
    light: Light


def shade(elements: MeanElements, epoch: float, begin: float, duration: float) -> list[list[Interval]]:
    """The intervals of every satellite from `begin` on, which together fill the duration.

    Parameters
    ----------
    elements : MeanElements
        Fields of shape (n,), at the epoch, in the true equator and equinox of date.
    epoch : float
        [s of TT since J2000.0]
    begin : float
        [s after the epoch]
    duration : float
        [s]
    """
    axis, eccentricity, tilt, *_ = elements.arrays()
    # A passage counts where its middle lies: one more revolution at either side leaves none out.
    margin = float(np.max(nodal_period(axis, eccentricity, tilt)))
    moved = elements_at(elements, begin - margin)
    passages = eclipse_passages(moved, epoch + begin - margin, duration + 2.0 * margin)
    edges = np.stack(passages, axis=-1) - margin  # (n, K, 4)
    return [_intervals(one, duration) for one in edges]


def _intervals(edges: np.ndarray, duration: float) -> list[Interval]:
    found: list[Interval] = []
    done = 0.0

    def until(time: float, light: Light) -> None:
        nonlocal done
        end = min(time, duration)
        if end > done:
            found.append(Interval(done, end, light))
            done = end

    for enter, dark, bright, leave in edges[np.argsort(edges[:, 0])]:  # those that are not there sort to the end
        if np.isnan(enter) or np.isnan(leave):
            continue
        until(float(enter), "sunlit")
        if not np.isnan(dark):
            until(float(dark), "penumbra")
            until(float(bright), "umbra")
        until(float(leave), "penumbra")
    until(duration, "sunlit")
    return found
