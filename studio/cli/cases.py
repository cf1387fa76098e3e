"""dawnline cases: every published system the studio reproduces, and every one that it shows to be wrong."""

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from studio.cli.failure import MET, NOT_MET, Unusable
from studio.cli.lines import WIDTH, number, wrapped
from studio.cli.loading import json_option, print_json
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.analysis.cases import Comparison


@click.command()
@click.argument("names", nargs=-1, metavar="[CASE]…")
@json_option
def cases(names: tuple[str, ...], as_json: bool) -> int:
    """Every published system the studio reproduces: published value, ours, difference, source.

    Exit status 1 where a figure differs that should not, or a known mistake is repeated.
    """
    from studio.analysis.cases import compare_all
    from studio.catalogue import CatalogueError

    try:
        found = list(compare_all(names))
    except CatalogueError as error:
        raise Unusable(str(error)) from None
    if as_json:
        print_json([_row(one) for one in found])
    else:
        _show(found)
    return NOT_MET if any(one.verdict == "differs" for one in found) else MET


def _row(one: "Comparison") -> dict[str, Any]:
    case, figure = one.case, one.figure
    row: dict[str, Any] = {
        "case": case.id, "title": case.title, "group": case.group, "figure": figure.id, "label": figure.label,
        "unit": figure.unit, "published": figure.value, "ours": one.ours, "difference": one.difference,
        "tolerance": one.tolerance, "verdict": one.verdict, "confidence": figure.confidence, "source": case.source,
        "date": case.date, "computed_by": list(one.by),
    }  # fmt: skip
    if case.url:
        row["url"] = case.url
    if note := " ".join(text for text in (one.note, case.note) if text):
        row["note"] = note
    return row


_LABEL = 56
_MACHINE = 1e-12
"""The share of a number that is only the rounding of the machine."""


def _difference(one: "Comparison") -> str:
    scale = max(abs(one.ours), abs(one.figure.value))
    return "0" if abs(one.difference) <= _MACHINE * scale else number(one.difference, 3, signed=True)


def _allowed(one: "Comparison") -> str:
    return number(one.tolerance, 3)


def _show(found: "list[Comparison]") -> None:
    from studio.analysis.cases.compare import VERDICTS

    last = ""
    for one in found:
        case = one.case
        if case.id != last:
            click.echo("\n" + wrapped(f"{case.id}: {tr(case.title)}", rest="  "))
            click.echo(wrapped(f"{case.source} ({case.date})", "  "))
            last = case.id
        sign = {"reproduced": "✔", "flagged": "⚑", "differs": "✘"}[one.verdict]
        values = f"{number(one.figure.value):>11} {number(one.ours):>11} {_difference(one):>10} ± {_allowed(one):<9}"
        label, room = tr(one.figure.label), WIDTH - len(values) - len(one.figure.unit) - 6
        if len(label) > min(room, _LABEL):
            click.echo(wrapped(label, f"  {sign} "))
            label, sign = "", " "
        click.echo(f"  {sign} {label:{min(room, _LABEL)}} {values} {one.figure.unit}".rstrip())
        if one.verdict != "reproduced" and one.note:
            click.echo(wrapped(one.note, "      "))
    counts = Counter(one.verdict for one in found)
    words = ", ".join(f"{counts[verdict]} {tr(label)}" for verdict, label in VERDICTS.items() if counts[verdict])
    click.echo("\n" + tr(mark("published, ours, difference, tolerance: {words}"), words=words))
