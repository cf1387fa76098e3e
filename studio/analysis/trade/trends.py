"""How a design changes from year to year: the launch price along its learning curve, prices and masses by trends."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from studio.design import Design, get_value, set_value
from studio.design import fields as design_fields
from studio.design.edit import counts
from studio.design.quantity import MASS, MASS_RATE, PRICE_PER_MASS, YEAR
from studio.design.unit_text import display, per_cent
from studio.text import mark, tr

FIRST, LAST = 2026, 2060
LEAST, MOST = -0.3, 0.3
"""Yearly changes that a trend may have."""


@dataclass(frozen=True, slots=True)
class Trends:
    """Real change a year of four groups of fields, in proportion: −0.05 is five per cent less every year.

    All are nothing unless somebody says otherwise: what is not known to change stays as it is.
    """

    hardware: float = 0.0
    computers: float = 0.0
    mass: float = 0.0
    electricity: float = 0.0

    def __post_init__(self) -> None:
        for spec in fields(self):
            if not LEAST <= getattr(self, spec.name) <= MOST:
                raise ValueError(tr(mark("a change of {share} a year is not between {low} and {high}"),
                                    share=per_cent(getattr(self, spec.name)), low=per_cent(LEAST),
                                    high=per_cent(MOST)))  # fmt: skip


LABELS: Mapping[str, str] = {
    "hardware": mark("Prices of the satellite without its computers"),
    "computers": mark("Prices of computers, in orbit and on the ground"),
    "mass": mark("Masses of structure, computers, platform and radiator"),
    "electricity": mark("Prices of electricity and fuel on the ground"),
}
PATHS: Mapping[str, tuple[str, ...]] = {
    "hardware": (
        "cost.hardware_price", "cost.array_price", "cost.structure_price", "cost.battery_price", "cost.radiator_price",
        "cost.electronics_price", "cost.shielding_price", "cost.platform_price", "cost.platform_price_per_mass",
        "cost.terminal_price", "cost.integration_price", "stack.price",
    ),
    "computers": ("cost.computer_price", "cost.accelerator_price", "cost.server_price"),
    "mass": (
        "array.structure_areal_mass", "payload.specific_mass", "platform.mass", "thermal.radiator_areal_mass",
    ),
    "electricity": ("ground.electricity_price", "ground.gas_price"),
}  # fmt: skip
"""The fields of each group; those that have no value in a design, or do not count in it, stay out."""


def in_year(design: Design, year: int, first: int, trends: Trends, satellites: float | None = None) -> Design:
    """`design` as it would be in `year`, where its numbers hold for the year `first`.

    Parameters
    ----------
    design
        Its launch price follows its learning curve, whatever it is taken from now.
    year, first
        Calendar years.
    trends
        Of prices and masses.
    satellites
        Of the whole constellation: the hardware learns from those that replace them.
    """
    design = set_value(design, "launch.price_basis", "learning")
    design = set_value(design, "launch.year", year)
    known = {spec.path: spec for spec in design_fields(Design)}
    for group, paths in PATHS.items():
        factor = (1.0 + getattr(trends, group)) ** (year - first)
        for path in paths if factor != 1.0 else ():
            spec, value = known[path], get_value(design, path)
            if value is None or not counts(design, spec):
                continue
            low, high = spec.low or 0.0, float("inf") if spec.high is None else spec.high
            design = set_value(design, path, min(max(value * factor, low), high))
    if satellites is not None and learns(design):
        most = known["cost.learned_units"].high or float("inf")
        made = satellites * (year - first) * YEAR / design.mission.lifetime
        design = set_value(design, "cost.learned_units", min(design.cost.learned_units + made, most))
    return design


def learns(design: Design) -> bool:
    """Whether the price of the hardware falls with the number of satellites made."""
    return design.cost.learning_rate > 0.0


def assumptions(design: Design, trends: Trends) -> tuple[str, ...]:
    """Everything that is taken for granted about the years to come, one sentence each."""
    part = design.launch
    said = [tr(
        mark("Launch price: {share} less with every doubling of all mass launched, from {price} at {mass} in {year} "
             "down to {floor}; {rate} now, growing by {growth} a year."),
        share=per_cent(part.learning_rate), price=display(part.learning_price, PRICE_PER_MASS, None, 4),
        mass=display(part.learning_mass, MASS, "t", 4), year=part.learning_year,
        floor=display(part.price_floor, PRICE_PER_MASS, None, 4), rate=display(part.yearly_mass, MASS_RATE, None, 4),
        growth=per_cent(part.yearly_growth),
    )]  # fmt: skip
    for name, label in LABELS.items():
        change = getattr(trends, name)
        if change:
            said.append(tr(mark("{label}: {change} a year."), label=tr(label), change=signed(change)))
        elif name == "hardware" and learns(design):
            said.append(tr(mark("{label}: {share} less with every doubling of the satellites made; those that replace "
                                "this constellation are made each year."), label=tr(label),
                           share=per_cent(design.cost.learning_rate)))  # fmt: skip
        else:
            said.append(tr(mark("{label}: as now."), label=tr(label)))
    said.append(tr(mark("All else as it is in the design; prices without inflation.")))
    return tuple(said)


def signed(change: float) -> str:
    """A yearly change with its sign."""
    return ("+" if change > 0.0 else "−") + per_cent(abs(change))
