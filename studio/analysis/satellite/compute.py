"""Where the compute goes between the peak of the accelerators and their users, as one list that adds up."""

from dataclasses import dataclass
from typing import Any

from studio.catalogue import Accelerator
from studio.design import Design
from studio.physics.payload import cooled_share
from studio.text import mark, tr


@dataclass(frozen=True, slots=True)
class Step:
    """Compute rate [1/s] that `name` takes; the first is the peak, the last what is used."""

    name: str
    value: float


def delivered(
    peak: float, *, utilisation: float, work: float, kept: float, served: float, cool: float, network: float,
    working: float,
) -> list[Step]:  # fmt: skip
    """The peak first, every loss in order, what is used last: the first is the sum of all others.

    Parameters
    ----------
    peak
        Peak rate of all accelerators [1/s].
    utilisation, cool, network, working
        Shares that the software, the radiator, the links and the failures leave.
    work, kept, served
        Work over that at full load: asked for, left after throttling in eclipse, and supplied with power.
    """
    steps = [Step(tr(mark("Peak")), peak)]
    left = peak

    def keeps(name: str, share: float) -> None:
        nonlocal left
        steps.append(Step(name, left * (1.0 - share)))
        left *= share

    keeps(tr(mark("Software")), utilisation)
    keeps(tr(mark("Load profile")), work)
    keeps(tr(mark("Throttled in eclipse")), kept / work if work > 0.0 else 0.0)
    keeps(tr(mark("Power not served")), served / kept if kept > 0.0 else 0.0)
    keeps(tr(mark("Too hot")), cool)
    keeps(tr(mark("Network")), network)
    keeps(tr(mark("Failed accelerators")), working)
    return [*steps, Step(tr(mark("Used")), left)]


def cooled(design: Design, kind: Accelerator, thermal: Any) -> float:
    """Share of the load at which the junctions stay within the lower of the design's and the maker's limit."""
    limit = design.thermal.junction_limit
    if kind.max_temperature is not None:
        limit = min(limit, kind.max_temperature.value)
    hot = thermal.radiator_temperature
    return float(cooled_share(limit, hot, thermal.junction_temperature - hot, min(thermal.sink_temperature, hot)))
