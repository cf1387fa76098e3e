"""Words for what the metadata names by identifiers: options, catalogue entries, and the facts in a tooltip."""

import html
from collections.abc import Mapping
from typing import Any

from studio import catalogue
from studio.catalogue import radiation, site, supply, technology
from studio.catalogue.launcher import STATUSES, launchers
from studio.catalogue.market import installations
from studio.design.field import Field
from studio.design.option_words import option_label as option_label
from studio.design.quantity import (
    AREAL_MASS,
    COMPUTE_RATE,
    DENSITY,
    FLUENCE,
    HEAT_CAPACITY,
    MASS,
    NUMBER,
    POWER,
    PRICE_PER_MASS,
    RATIO,
    SPECIFIC_ENERGY,
    SPECIFIC_YIELD,
    TEMPERATURE,
    THERMAL_CONDUCTANCE,
    VOLUME,
)
from studio.design.requirement import Source
from studio.design.unit_text import display, number_text, readable
from studio.gui.source_text import source_text
from studio.text import mark, tr

_EMPTY: dict[str, str] = {
    "technologies": mark("Own stack"),
    "damage": mark("That of the technology"),
    "exchangers": mark("None"),
    "batteries": mark("Numbers stated here"),
    "wafers": mark("Usual for the material"),
    "sites": mark("Own place"),
}
"""What an id without an entry means, in the tables where that is a choice."""


def catalogue_entries(table: str) -> Mapping[str, Any]:
    """The entries of a catalogue table by id; empty where it cannot be read, which the analysis will say.

    Where no id is a choice of its own, the table begins with it, and there is no entry.
    """
    try:
        if table == "technologies":
            return {"": None, **technology.technologies()}
        if table == "damage":
            return {"": None, **radiation.damage_curves()}
        if table == "batteries":
            return {"": None, **catalogue.batteries()}
        if table == "wafers":
            return {"": None, **supply.wafers()}
        if table == "cells":
            return catalogue.cells()
        if table == "accelerators":
            return catalogue.accelerators()
        if table == "coolants":
            return catalogue.coolants()
        if table == "launchers":
            return launchers()
        if table == "exchangers":
            return {"": None, **catalogue.exchangers()}
        if table == "sites":
            return {**site.sites(), site.OWN_PLACE: None}
        if table == "installations":
            return installations()
        return catalogue.materials()
    except catalogue.CatalogueError:
        return {"": None} if table in _EMPTY else {}


def entry_label(table: str, entry: Any) -> str:
    """One catalogue entry in a line: its name and the number by which it is chosen."""
    if entry is None:
        return tr(_EMPTY[table])
    if table == "technologies":
        return f"{tr(entry.name)} · {display(entry.efficiency.value, RATIO, digits=3)} {entry.spectrum}"
    if table == "cells":
        return f"{tr(entry.name)} · {display(entry.efficiency.value, RATIO, digits=4)}"
    if table == "accelerators":
        return f"{tr(entry.name)} · {readable(entry.power.value, POWER)}"
    if table == "launchers" and entry.price_today is not None:
        return f"{tr(entry.name)} · {display(entry.price_today, PRICE_PER_MASS, digits=3)}"
    if table == "installations":
        return f"{tr(entry.name)} · {display(entry.low.value, POWER, 'GW', 4)}"
    if table == "batteries":
        return f"{tr(entry.name)} · {display(entry.pack_specific_energy.value, SPECIFIC_ENERGY, digits=3)}"
    if table == "sites":
        return f"{tr(entry.name)} · {display(entry.panel_yield, SPECIFIC_YIELD, digits=4)}"
    return tr(str(entry.name))


def entry_help(table: str, entry: Any) -> str:
    """The facts of one catalogue entry with their source, as rich text."""
    if entry is None:
        return ""
    lines = [f"<b>{html.escape(tr(entry.name))}</b>"]
    if table == "cells":
        lines.append(f"{html.escape(tr(entry.technology))}, {display(entry.efficiency.value, RATIO, digits=4)}")
        lines.append(_sourced(entry.efficiency))
    elif table == "accelerators":
        rate = readable(entry.peak_rate.value, COMPUTE_RATE)
        lines.append(f"{readable(entry.power.value, POWER)}, {rate} ({html.escape(entry.precision)})")
        for other in entry.other_rates:
            lines.append(f"{html.escape(other.precision)}: {readable(other.rate.value, COMPUTE_RATE)}")
        lines.append(_sourced(entry.power))
    elif table == "launchers":
        lines += _launcher_lines(entry)
    elif table == "coolants":
        lines.append(tr("{density}, {heat}, freezes at {freezing}", density=display(entry.density.value, DENSITY),
                        heat=display(entry.specific_heat.value, HEAT_CAPACITY),
                        freezing=display(entry.freezing_point.value, TEMPERATURE)))  # fmt: skip
        lines.append(_sourced(entry.density))
    elif table == "exchangers":
        lines.append(tr("{coefficient}, {mass} of surface",
                        coefficient=display(entry.coefficient.value, THERMAL_CONDUCTANCE),
                        mass=display(entry.areal_mass.value, AREAL_MASS)))  # fmt: skip
        lines.append(_sourced(entry.coefficient))
    elif table == "batteries":
        for tested in entry.cycle_life:
            lines.append(tr("{cycles} cycles at {depth}", cycles=number_text(tested.cycles.value, 4),
                            depth=display(tested.depth, RATIO, digits=3)))  # fmt: skip
            lines.append(_sourced(tested.cycles))
    elif table == "sites":
        lines.append(tr("{measured} a year, {clear} without clouds",
                        measured=display(entry.panel_yield, SPECIFIC_YIELD, digits=4),
                        clear=display(entry.clear_sky_yield.value, SPECIFIC_YIELD, digits=4)))  # fmt: skip
        lines.append(_sourced(entry.specific_yield))
    elif table == "technologies":
        lines.append(html.escape(tr(entry.architecture)))
        lines.append(_sourced(entry.efficiency))
        lines.append(html.escape(tr("The Panel tab exchanges the layers with it; here only the name changes.")))
    elif table == "installations":
        lines.append(_sourced(entry.low))
    elif table == "damage":
        lines.append(tr("P/P₀ = 1 − C log₁₀(1 + Φ/Φx): C {c}, Φx {fluence}", c=number_text(entry.c.value, 4),
                        fluence=display(entry.phi_x.value, FLUENCE, digits=3)))  # fmt: skip
        lines.append(_sourced(entry.c))
    if note := getattr(entry, "note", "") or getattr(entry, "warning", ""):
        lines.append(html.escape(note))
    return "<br>".join(lines)


def _launcher_lines(entry: Any) -> list[str]:
    payload = entry.leo_mass or entry.sso_mass
    lines = [html.escape(tr("{country}, {status}", country=tr(entry.country), status=tr(STATUSES[entry.status])))]
    for label, number, quantity, unit in (
        (tr("Low orbit"), entry.leo_mass, MASS, "t"),
        (tr("Sun-synchronous orbit"), entry.sso_mass, MASS, "t"),
        (tr("Payload bay"), entry.fairing_volume, VOLUME, ""),
        (tr("Flights in a year"), entry.flights_per_year, NUMBER, ""),
        (tr("Flights made"), entry.flights_made, NUMBER, ""),
    ):
        if number is not None:
            lines.append(f"{label}: {display(number.value, quantity, unit, 4)}")
    price = entry.mass_price or entry.launch_price
    lines += [_sourced(number) for number in (payload, price) if number is not None]
    return lines


def bounds_text(spec: Field, unit: str) -> str:
    """The inclusive bounds in the unit shown; empty where there are none."""
    if spec.low is None or spec.high is None:
        return ""
    quantity = spec.quantity or NUMBER
    if spec.kind == "integer":
        return tr("{low} to {high}", low=number_text(spec.low), high=number_text(spec.high, 9))
    return tr("{low} to {high}", low=display(spec.low, quantity, unit, 5), high=display(spec.high, quantity, unit, 5))


def tooltip(spec: Field, path: str, unit: str, source: Source | None, typed: str = "") -> str:
    """What there is to know of a field, as rich text."""
    lines = [f"<b>{html.escape(tr(spec.label))}</b>", html.escape(tr(spec.help)), f"<code>{html.escape(path)}</code>"]
    if bounds := bounds_text(spec, unit):
        lines.append(tr("Bounds: {bounds}", bounds=html.escape(bounds)))
    if typed:
        lines.append(tr("Typed as: {typed}", typed=html.escape(typed)))
    if source is not None:
        lines.append(tr("Source: {source}", source=html.escape(source_text(source))))
    return "<br>".join(line for line in lines if line)


def _sourced(number: Any) -> str:
    return f"<i>{html.escape(number.source)} ({number.date})</i>"


def sentence(text: str) -> str:
    """`text` with a capital at its start, unless that is the name of a file: "table.csv: there are no rows"."""
    first = text.partition(" ")[0]
    if first.endswith(":") and "." in first:
        return text
    return text[:1].upper() + text[1:]
