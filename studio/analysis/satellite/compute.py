"""Where the compute goes between the peak of the accelerators and their users, as one list that adds up."""

from dataclasses import dataclass
from typing import Any

from studio.analysis.columns import filled, least, over, plain
from studio.catalogue import Accelerator
from studio.design import Design
from studio.physics.payload import cooled_share
from studio.text import mark, tr


@dataclass(frozen=True, slots=True)
class Step:
    """Compute rate [1/s] that `name` takes; the first is the peak, the last what is used."""

    name: str
    value: Any


def delivered(
    peak: Any, *, utilisation: Any, work: Any, kept: Any, served: Any, cool: Any, network: Any, working: Any
) -> list[Step]:
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

    def keeps(name: str, share: Any) -> None:
        nonlocal left
        steps.append(Step(name, left * (1.0 - share)))
        left *= share

    keeps(tr(mark("Software")), utilisation)
    keeps(tr(mark("Load profile")), work)
    keeps(tr(mark("Throttled in eclipse")), filled(over(kept, work)))
    keeps(tr(mark("Power not served")), filled(over(served, kept)))
    keeps(tr(mark("Too hot")), cool)
    keeps(tr(mark("Network")), network)
    keeps(tr(mark("Failed accelerators")), working)
    return [*steps, Step(tr(mark("Used")), left)]


def cooled(design: Design, kind: Accelerator, thermal: Any) -> Any:
    """Share of the load at which the junctions stay within the lower of the design's and the maker's limit."""
    limit = design.thermal.junction_limit
    if kind.max_temperature is not None:
        limit = least(limit, kind.max_temperature.value)
    hot = thermal.radiator_temperature
    return plain(cooled_share(limit, hot, thermal.junction_temperature - hot, least(thermal.sink_temperature, hot)))
