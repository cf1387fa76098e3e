"""The budgets of mass, power and heat as parts, taken from the tables of the stages."""

from typing import Any

from studio.design import Design
from studio.design.quantity import MASS, POWER, Quantity
from studio.design.unit_text import display, readable_unit
from studio.gui.margins.bar import LACKING, LEFT, MARGIN, Part
from studio.text import mark, tr

_MASS_ITEMS: tuple[tuple[str, str], ...] = (
    ("panel", mark("Panels")), ("array_structure", mark("Array structure")), ("electronics", mark("Power electronics")),
    ("battery", mark("Battery")), ("radiator", mark("Radiator")), ("payload", mark("Payload")),
    ("platform", mark("Platform")), ("margin", mark("Margin")),
)  # fmt: skip


def mass_budget(mass: Any) -> tuple[tuple[Part, ...], float]:
    """The items of the satellite's mass, and their sum [kg]."""
    items = [(f"mass.{name}", tr(label), getattr(mass, name), tone) for tone, (name, label) in enumerate(_MASS_ITEMS)]
    items[-1] = (*items[-1][:3], MARGIN)
    return _parts(items, MASS), mass.satellite


def power_budget(power: Any, design: Design) -> tuple[tuple[Part, ...], float]:
    """Where the array's power goes in sunlight at the end of life, and the array's power [W]."""
    array = power.array_eol
    regulator = array * (1 - design.power.regulator_efficiency)
    distribution = power.load_bus - power.load
    left = array - regulator - power.load_bus
    items = [
        ("power.load", tr("Load"), power.load, 1),
        ("power.distribution_efficiency", tr("Distribution losses"), distribution, 5),
        ("power.regulator_efficiency", tr("Regulator losses"), regulator, 0),
        ("power.margin_eol", tr("Left in sunlight") if left >= 0 else tr("Lacking in sunlight"), abs(left),
         LEFT if left >= 0 else LACKING),
    ]  # fmt: skip
    return _parts(items, POWER), array


def heat_budget(power: Any, thermal: Any) -> tuple[tuple[Part, ...], float]:
    """What the heat to reject is made of, and what the radiator rejects [W]."""
    distribution = power.load_bus - power.load
    rest = max(thermal.heat - power.load_bus, 0.0)
    items = [
        ("power.load", tr("Load"), min(power.load, thermal.heat), 1),
        ("power.load_bus", tr("Distribution losses"), max(min(distribution, thermal.heat - power.load), 0.0), 5),
        ("thermal.heat", tr("Regulator, battery losses"), rest, 0),
    ]
    return _parts(items, POWER), thermal.heat


def _parts(items: list[tuple[str, str, float, int]], quantity: Quantity) -> tuple[Part, ...]:
    # One unit for all, so that the column can be read down.
    unit = readable_unit(max((size for _, _, size, _ in items), default=0.0), quantity)
    return tuple(Part(name, label, size, display(size, quantity, unit, 3), tone) for name, label, size, tone in items)
