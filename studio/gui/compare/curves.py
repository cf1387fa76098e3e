"""The curves and the sums that can be laid over one another, and what each design has of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from studio.analysis import RESULTS, STAGES, Results
from studio.analysis.result import FloatArray
from studio.text import mark, tr

CURVES: dict[str, tuple[str, str, str]] = {
    "power": (mark("Array power, worst day"), "power.orbit_time", "power.array_worst_day"),
    "charge": (mark("State of charge, worst day"), "power.orbit_time", "power.state_of_charge_worst_day"),
    "life": (mark("Array power over the life"), "power.life_time", "power.life_array"),
    "margin": (mark("Power margin over the life"), "power.life_time", "power.life_margin"),
    "panel": (mark("Panel temperature, worst day"), "panel.orbit_time", "panel.temperature_front_worst_day"),
    "radiator": (mark("Radiator temperature, hottest day"), "thermal.orbit_time",
                 "thermal.radiator_temperature_worst_day"),
    "cell": (mark("Current over voltage of the cell"), "cell.curve_voltage", "cell.curve_current"),
    "season": (mark("Beta angle over the year"), "illumination.season_time", "illumination.beta_angle_year"),
    "sun": (mark("Visible Sun, worst day"), "illumination.orbit_time", "illumination.visible_fraction_worst_day"),
    "data": (mark("Data rate against range"), "link.ranges", "link.rate_ranges"),
}  # fmt: skip
"""The curves that stand first: label, result along x, result along y."""
SUMS: dict[str, tuple[str, str, str]] = {
    "cost": (mark("Cost by item"), "cost.item_names", "cost.item_values"),
    "mass": (mark("Mass by item"), "mass.item_names", "mass.item_values"),
}
"""What adds up, item by item: label, names, values."""


@dataclass(frozen=True, slots=True)
class CurveKind:
    """One thing to draw: `x` and `y` are results; a sum has names along x."""

    key: str
    label: str
    x: str
    y: str
    is_sum: bool = False

    def axis(self, name: str) -> str:
        """What an axis is called, unit included."""
        info = RESULTS[name]
        return f"{tr(info.label)} [{info.unit}]" if info.unit else tr(info.label)


@cache
def kinds() -> tuple[CurveKind, ...]:
    """Everything that can be drawn: the curves named above, the sums, then every other result over time."""
    first = [CurveKind(key, label, x, y) for key, (label, x, y) in CURVES.items()]
    sums = [CurveKind(key, label, x, y, True) for key, (label, x, y) in SUMS.items()]
    drawn = {kind.y for kind in first}
    rest = [CurveKind(name, info.label, info.time, name) for name, info in RESULTS.items()
            if info.kind == "series" and info.time is not None and name not in drawn]  # fmt: skip
    order = list(STAGES)
    rest.sort(key=lambda kind: order.index(RESULTS[kind.y].stage))
    return (*first, *sums, *rest)


def points(kind: CurveKind, results: Results) -> tuple[FloatArray, FloatArray] | None:
    """The curve of one design in the units of the axes; None where it has none."""
    x, y = results.get(kind.x), results.get(kind.y)
    if x is None or y is None:
        return None
    across, up = _shown(kind.x, x), _shown(kind.y, y)
    if across.ndim != 1 or across.shape != up.shape or across.size < 2:
        return None
    good = np.isfinite(across) & np.isfinite(up)
    return (across[good], up[good]) if good.sum() > 1 else None


def items(kind: CurveKind, results: Results) -> Iterator[tuple[str, float]]:
    """The items of a sum of one design, SI."""
    names, values = results.get(kind.x), results.get(kind.y)
    if names is not None and values is not None:
        yield from zip(names, (float(value) for value in values), strict=True)


def _shown(name: str, values: Any) -> FloatArray:
    info = RESULTS[name]
    unit = info.quantity.unit(info.unit) or info.quantity.units[0]
    array = np.asarray(values, dtype=np.float64)
    offset = unit.from_si(0.0)
    return np.asarray(array / unit.factor + offset)
