"""The maps that the season view can show: which table holds them, their unit, colours, range and worst day."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.design.quantity import POWER, RATIO, TEMPERATURE, Quantity
from studio.text import mark


@dataclass(frozen=True, slots=True)
class SeasonMap:
    """`values` finds the (D, N) map [SI] in the table of `stage`; `worst` the day to mark, named `worst_label`;
    without `worst` it is the day of the largest value."""

    name: str
    label: str
    stage: str
    quantity: Quantity
    colours: str
    values: Callable[[Any], NDArray[np.float64]]
    worst: Callable[[Any], int] | None
    worst_label: str = mark("worst day")
    whole: tuple[float, float] | None = None
    """The range of the colours where it does not follow the data [the usual unit of the quantity]."""


MAPS = (
    SeasonMap("sunlight", mark("Sunlight"), "illumination", RATIO, "cividis",
              lambda table: table.season.visible_fraction, lambda table: table.worst_day, whole=(0.0, 100.0)),
    SeasonMap("array", mark("Array power"), "power", POWER, "viridis",
              lambda table: table.array_map, lambda table: table.worst_day),
    SeasonMap("panel", mark("Panel temperature"), "panel", TEMPERATURE, "inferno",
              lambda table: table.temperature_front_map, None,
              mark("hottest day")),
    SeasonMap("radiator", mark("Radiator temperature"), "thermal", TEMPERATURE, "inferno",
              lambda table: table.radiator_temperature_map, None,
              mark("hottest day")),
    SeasonMap("state_of_charge", mark("State of charge"), "power", RATIO, "viridis",
              lambda table: table.state_of_charge_map, lambda table: table.worst_day, whole=(0.0, 100.0)),
)  # fmt: skip
