"""The budgets of one satellite: what mass, power, heat and data are made of, and the margin on each.

Window, command line and report show these; the values of a budget's lines add up to its whole.
"""

from dataclasses import dataclass
from typing import Any, Literal

from studio.analysis.columns import over
from studio.analysis.engine import Results
from studio.design import Design
from studio.design.quantity import DATA, DATA_RATE, MASS, POWER, Quantity
from studio.text import mark, tr

Kind = Literal["part", "margin", "left", "lacking"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the result or field that explains it, its value [SI], its share of the whole [1], its own margin [SI].

    The margin of a line is None where it has none of its own. What is left over or lacking is a line as well.
    """

    name: str
    label: str
    value: float
    share: float
    margin: float | None = None
    kind: Kind = "part"


@dataclass(frozen=True, slots=True)
class Budget:
    """Lines that add up to `whole` [SI], less what is lacking; `margin_name` is the result that is its margin."""

    name: str
    label: str
    quantity: Quantity
    whole_name: str
    whole: float
    lines: tuple[Line, ...]
    margin_name: str = ""
    margin: float | None = None


def budgets(results: Results) -> tuple[Budget, ...]:
    """The budgets whose stages were computed, in the order mass, power, heat, data."""
    mass, power, thermal, link = (results.stage(stage) for stage in ("mass", "power", "thermal", "link"))
    found = []
    if mass is not None:
        found.append(mass_budget(mass))
    if power is not None:
        found.append(power_budget(power, results.design))
    if power is not None and thermal is not None:
        found.append(heat_budget(power, thermal))
    if link is not None and link.satellite_rate is not None:
        found.append(data_budget(link))
    # No share of next to nothing is a number.
    if link is not None and over(results.design.link.traffic, link.bytes_per_energy) is not None:
        found.append(downlink_budget(link, results.design))
    return tuple(found)


def mass_budget(mass: Any) -> Budget:
    """The best estimates of the items with the margin of each, and all margins together as the last line."""
    whole = mass.satellite
    lines = [
        _line(name, tr(label), float(value), whole, margin=float(margin) * (1.0 + mass.system_margin)
              + float(value) * mass.system_margin)
        for name, label, value, margin in zip(
            mass.item_results, mass.item_names, mass.item_values, mass.item_margins, strict=True)
        if value > 0.0
    ]  # fmt: skip
    if mass.propellant is not None:
        lines.append(_line("mass.propellant", tr(mark("Propellant")), mass.propellant, whole))
    lines.append(_line("mass.margin", tr(mark("Margin")), mass.margin, whole, kind="margin"))
    return Budget("mass", tr(mark("Mass")), MASS, "mass.satellite", whole, tuple(lines), "mass.margin", mass.margin)


def power_budget(power: Any, design: Design) -> Budget:
    """Where the array's power goes in sunlight at the end of life; its margin is that of the worst orbit."""
    array = power.array_eol
    regulator = array * (1 - design.power.regulator_efficiency)
    left = array - regulator - power.load_bus
    lines = (
        _line("power.load", tr(mark("Load")), power.load, array),
        _line("power.distribution_efficiency", tr(mark("Distribution losses")), power.load_bus - power.load, array),
        _line("power.regulator_efficiency", tr(mark("Regulator losses")), regulator, array),
        _line("power.margin_eol", tr(mark("Left in sunlight")) if left >= 0 else tr(mark("Lacking in sunlight")),
              abs(left), array, kind="left" if left >= 0 else "lacking"),
    )  # fmt: skip
    return Budget("power", tr(mark("Power in sunlight, end of life")), POWER, "power.array_eol", array, lines,
                  "power.margin_eol", power.margin_eol)  # fmt: skip


def heat_budget(power: Any, thermal: Any) -> Budget:
    """What the heat to reject is made of at its largest."""
    distribution = power.load_bus - power.load
    heat = thermal.heat
    load = min(power.load, heat)
    lines = (
        _line("power.load", tr(mark("Load")), load, heat),
        _line("power.load_bus", tr(mark("Distribution losses")), max(min(distribution, heat - load), 0.0), heat),
        _line("thermal.heat", tr(mark("Regulator, battery losses")), max(heat - power.load_bus, 0.0), heat),
    )
    return Budget("heat", tr(mark("Heat to reject")), POWER, "thermal.heat", heat, lines)


def data_budget(link: Any) -> Budget:
    """What the terminals to other satellites carry of the traffic that the accelerators exchange."""
    return _carried("data", tr(mark("Data between satellites")), DATA_RATE,
                    ("link.satellite_rate", link.satellite_rate),
                    ("link.traffic_rate", tr(mark("Traffic of the accelerators")), link.traffic_rate))  # fmt: skip


def downlink_budget(link: Any, design: Design) -> Budget:
    """What reaches the ground of one satellite in a day, its share of the stations, against what the workload sends."""
    down = link.downlink_satellite_day
    sent = down * design.link.traffic / link.bytes_per_energy
    return _carried("downlink", tr(mark("Data to the ground in a day")), DATA, ("link.downlink_satellite_day", down),
                    ("link.traffic", tr(mark("Traffic of the workload")), sent))  # fmt: skip


def _carried(
    name: str, label: str, quantity: Quantity, have: tuple[str, float], wanted: tuple[str, str, float]
) -> Budget:
    left = have[1] - wanted[2]
    words = tr(mark("Left")) if left >= 0 else tr(mark("Lacking"))
    lines = (
        _line(*wanted, have[1]),
        _line(have[0], words, abs(left), have[1], kind="left" if left >= 0 else "lacking"),
    )
    return Budget(name, label, quantity, have[0], have[1], lines, wanted[0], left)


def _line(
    name: str, label: str, value: float, whole: float, *, margin: float | None = None, kind: Kind = "part"
) -> Line:
    return Line(name, label, value, over(value, whole) or 0.0, margin, kind)  # no share of next to nothing is a number
