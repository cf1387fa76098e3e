"""The budgets of mass, power and heat as the parts of a bar."""

from studio.analysis import Budget
from studio.design.unit_text import readable_unit
from studio.gui.margins.bar import LACKING, LEFT, MARGIN, Part
from studio.gui.value_text import value_text

_TONES = {"margin": MARGIN, "left": LEFT, "lacking": LACKING}
_COLOURS = {"power.load": 1, "power.distribution_efficiency": 5, "power.load_bus": 5, "power.regulator_efficiency": 0,
            "thermal.heat": 0}  # fmt: skip
"""Places in the theme's series of parts that two budgets share; the others go through it in order."""


def parts(budget: Budget) -> tuple[Part, ...]:
    """The lines of `budget`, in one unit for all, so that the column can be read down."""
    unit = readable_unit(max((line.value for line in budget.lines), default=0.0), budget.quantity)
    return tuple(
        Part(line.name, line.label, line.value, value_text(line.value, budget.quantity, unit, 3),
             _TONES.get(line.kind, _COLOURS.get(line.name, position)))
        for position, line in enumerate(budget.lines)
    )  # fmt: skip
