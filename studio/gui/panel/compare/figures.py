"""The figures of merit of a panel in their groups, and how one of them, a range or a change is written."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.stages import RESULTS
from studio.design.quantity import TEMPERATURE, THICKNESS
from studio.design.unit_text import display, number_text
from studio.gui.panel.words import thickness_text
from studio.gui.value_text import typeset
from studio.text import mark, tr

ABSENT = "–"
"""What stands for a figure that does not apply."""
Values = Mapping[str, Any]
"""Results by full name; one that does not apply is absent."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`better` is +1 where more is better, −1 where less is, 0 where it depends on what is wanted.

    `upper` names the result at the other end of a range that begins at `name`.
    """

    name: str
    label: str
    better: int = 0
    upper: str = ""


GROUPS: tuple[tuple[str, tuple[Figure, ...]], ...] = (
    (mark("Power in orbit"), (
        Figure("panel.power_density_operating_bol", mark("Per area, beginning of life"), 1),
        Figure("panel.power_density_operating_eol", mark("Per area, end of life"), 1),
        Figure("panel.specific_power_operating_bol", mark("Per mass, beginning of life"), 1),
        Figure("panel.specific_power_operating_eol", mark("Per mass, end of life"), 1),
    )),
    (mark("Efficiency"), (
        Figure("panel.efficiency_cell", mark("Cell in space (AM0)"), 1),
        Figure("panel.efficiency_ground", mark("Cell on the ground")),
        Figure("panel.efficiency_limit", mark("Detailed-balance limit")),
        Figure("panel.efficiency_bol", mark("Panel, beginning of life"), 1),
    )),
    (mark("Cell"), (
        Figure("panel.jsc", mark("Short-circuit current")),
        Figure("panel.voc", mark("Open-circuit voltage")),
        Figure("panel.fill_factor", mark("Fill factor")),
        Figure("panel.limiting_junction", mark("Limiting junction")),
        Figure("panel.current_surplus", mark("Largest surplus current")),
    )),
    (mark("Left at end of life"), (
        Figure("panel.remaining_factor", mark("Of the power, all together"), 1),
        Figure("radiation.retention_fluence", mark("By radiation, equivalent fluence"), 1),
        Figure("radiation.retention_dose", mark("By radiation, displacement dose"), 1),
    )),
    (mark("Mass and size"), (
        Figure("panel.areal_mass", mark("Mass per area"), -1),
        Figure("panel.thickness", mark("Thickness")),
        Figure("panel.stowed_thickness", mark("Stowed thickness"), -1),
    )),
    (mark("Cell temperature"), (
        Figure("panel.temperature", mark("Sunlit mean"), -1),
        Figure("panel.temperature_max", mark("Hottest"), -1),
        Figure("panel.temperature_min", mark("Coldest")),
    )),
    (mark("Faces"), (
        Figure("panel.absorptance", mark("Solar absorptance, front")),
        Figure("panel.emittance_front", mark("Emittance, front")),
        Figure("panel.emittance_back", mark("Emittance, back")),
    )),
    (mark("Price"), (
        Figure("panel.cost_per_watt", mark("Per watt, new"), -1),
        Figure("panel.price_low", mark("Range of the technology"), upper="panel.price_high"),
    )),
)  # fmt: skip
FIGURES: tuple[Figure, ...] = tuple(figure for _, group in GROUPS for figure in group)
ROWS: tuple[str | Figure, ...] = tuple(
    itertools.chain.from_iterable(itertools.chain((heading,), group) for heading, group in GROUPS)
)
"""As they stand in the table: a heading is a text."""
STAGES: tuple[str, ...] = ("optics", "cell", "radiation", "panel")
"""The stages that the figures come from."""


def figure_text(figure: Figure, values: Values) -> str:
    """The figure with its unit; a dash where it does not apply."""
    value = values.get(figure.name)
    if value is None:
        return ABSENT
    if isinstance(value, str):
        return value
    if figure.upper:
        return _range_text(figure.name, value, values.get(figure.upper))
    return _number_text(figure.name, _largest(value))


def scalar(figure: Figure, values: Values) -> float | None:
    """The one number by which a figure is compared; None where there is none, and for a range."""
    value = values.get(figure.name)
    return None if value is None or isinstance(value, str) or figure.upper else _largest(value)


def change_text(figure: Figure, value: float | None, reference: float | None) -> str:
    """The change as a person reads it: kelvins for temperatures, per cent of the reference for the rest."""
    if value is None or reference is None:
        return ""
    if RESULTS[figure.name].quantity is TEMPERATURE:
        number, unit = value - reference, "K"
    elif reference != 0.0:
        number, unit = 100.0 * (value / reference - 1.0), "%"
    else:
        return "=" if value == reference else ""
    size = f"{abs(number):.1f}" if abs(number) < 99.95 else f"{abs(number):.0f}"
    if size == "0.0":
        return "="
    return f"{'−' if number < 0.0 else '+'}{size} {unit}"


def best_of(figure: Figure, columns: list[Values]) -> set[int]:
    """The columns that win in `figure`: none where nothing is to be won, or where nobody is worse.

    What reads the same counts as equal.
    """
    known = {place: value for place, values in enumerate(columns) if (value := scalar(figure, values)) is not None}
    if figure.better == 0 or len(known) < 2:
        return set()
    top = max(known, key=lambda place: known[place] * figure.better)
    wins = {place for place in known if figure_text(figure, columns[place]) == figure_text(figure, columns[top])}
    return set() if len(wins) == len(known) else wins


def figure_tip(figure: Figure, values: Values) -> str:
    """What the figure is, by which equation, and what its own reference says."""
    known = RESULTS[figure.name]
    lines = [tr(known.label), tr(known.equation)]
    if figure.name in {"panel.efficiency_cell", "panel.efficiency_bol"} and "panel.reference_spectrum" in values:
        lines.append(tr("Refers to {spectrum}", spectrum=values["panel.reference_spectrum"]))
    if figure.name == "panel.current_surplus" and "panel.current_surplus" in values:
        lines.append(_junctions_text(values))
    lines.append(tr("Click or press Enter for where it comes from"))
    return "\n".join(lines)


def _junctions_text(values: Values) -> str:
    surplus = np.atleast_1d(values["panel.current_surplus"])
    names = values.get("cell.junction_names") or tuple(str(number + 1) for number in range(surplus.size))
    return ", ".join(f"{name} {_number_text('panel.current_surplus', float(one))}"
                     for name, one in zip(names, surplus, strict=False))  # fmt: skip


def _number_text(name: str, value: float) -> str:
    known = RESULTS[name]
    if known.quantity is THICKNESS:
        return thickness_text(value)
    return typeset(display(value, known.quantity, known.unit, 3 if known.quantity is TEMPERATURE else 4))


def _range_text(name: str, low: float, high: float | None) -> str:
    known = RESULTS[name]
    if high is None:
        return display(low, known.quantity, known.unit, 3)
    unit = known.quantity.unit(known.unit) or known.quantity.units[0]
    return f"{number_text(unit.from_si(low), 3)}–{display(high, known.quantity, known.unit, 3)}"


def _largest(value: Any) -> float:
    return value if isinstance(value, float) else float(np.max(value))
