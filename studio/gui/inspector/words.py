"""Words for what the metadata names by identifiers: options, catalogue entries, and the facts in a tooltip."""

import html
from collections.abc import Mapping
from typing import Any

from studio import catalogue
from studio.design.field import Field
from studio.design.quantity import COMPUTE_RATE, NUMBER, POWER, RATIO
from studio.design.requirement import Source
from studio.design.unit_text import display, number_text, readable
from studio.text import mark, tr

_OPTIONS: dict[str, str] = {
    "sun_pointing": mark("Sun-pointing"),
    "edge_on": mark("Edge-on"),
    "zenith": mark("Zenith"),
    "single": mark("Single satellite"),
    "walker": mark("Walker"),
    "cluster": mark("Cluster"),
    "size": mark("Size it for a temperature"),
    "check": mark("Check a given area"),
    "edge_to_sun": mark("Edge to the Sun"),
    "behind_array": mark("Behind the array"),
}
CONFIDENCE: dict[str, str] = {
    "measured": mark("measured"),
    "published": mark("published"),
    "derived": mark("derived"),
    "assumed": mark("assumed"),
}


def option_label(option: str) -> str:
    """The words for one option of a choice."""
    return tr(_OPTIONS[option]) if option in _OPTIONS else option.replace("_", " ").capitalize()


def catalogue_entries(table: str) -> Mapping[str, Any]:
    """The entries of a catalogue table by id; empty where it cannot be read, which the analysis will say."""
    try:
        if table == "cells":
            return catalogue.cells()
        if table == "accelerators":
            return catalogue.accelerators()
        return catalogue.materials()
    except catalogue.CatalogueError:
        return {}


def entry_label(table: str, entry: Any) -> str:
    """One catalogue entry in a line: its name and the number by which it is chosen."""
    if table == "cells":
        return f"{entry.name} · {display(entry.efficiency.value, RATIO, digits=4)}"
    if table == "accelerators":
        return f"{entry.name} · {readable(entry.power.value, POWER)}"
    return str(entry.name)


def entry_help(table: str, entry: Any) -> str:
    """The facts of one catalogue entry with their source, as rich text."""
    lines = [f"<b>{html.escape(entry.name)}</b>"]
    if table == "cells":
        lines.append(f"{html.escape(entry.technology)}, {display(entry.efficiency.value, RATIO, digits=4)}")
        lines.append(_sourced(entry.efficiency))
    elif table == "accelerators":
        rate = readable(entry.peak_rate.value, COMPUTE_RATE)
        lines.append(f"{readable(entry.power.value, POWER)}, {rate} ({html.escape(entry.precision)})")
        lines.append(_sourced(entry.power))
    if entry.note:
        lines.append(html.escape(entry.note))
    return "<br>".join(lines)


def bounds_text(spec: Field, unit: str) -> str:
    """The inclusive bounds in the unit shown; empty where there are none."""
    if spec.low is None or spec.high is None:
        return ""
    quantity = spec.quantity or NUMBER
    if spec.kind == "integer":
        return tr("{low} to {high}", low=number_text(spec.low), high=number_text(spec.high, 9))
    return tr("{low} to {high}", low=display(spec.low, quantity, unit, 5), high=display(spec.high, quantity, unit, 5))


def source_text(source: Source) -> str:
    """A source in a line: what, when, and how far to trust it."""
    dated = f"{source.text} ({source.date})" if source.date else source.text
    return tr("{source} — {confidence}", source=dated, confidence=tr(CONFIDENCE[source.confidence]))


def tooltip(spec: Field, path: str, unit: str, source: Source | None) -> str:
    """What there is to know of a field, as rich text."""
    lines = [f"<b>{html.escape(tr(spec.label))}</b>", html.escape(tr(spec.help)), f"<code>{html.escape(path)}</code>"]
    if bounds := bounds_text(spec, unit):
        lines.append(tr("Bounds: {bounds}", bounds=html.escape(bounds)))
    if source is not None:
        lines.append(tr("Source: {source}", source=html.escape(source_text(source))))
    return "<br>".join(line for line in lines if line)


def _sourced(number: Any) -> str:
    return f"<i>{html.escape(number.source)} ({number.date})</i>"
