"""dawnline cases: every published system the studio reproduces, and every one that it shows to be wrong."""

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from studio.cli.failure import MET, NOT_MET, Unusable
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


def _show(found: "list[Comparison]") -> None:
    from studio.analysis.cases.compare import VERDICTS

    last = ""
    for one in found:
        case = one.case
        if case.id != last:
            click.echo(f"\n{case.id}: {case.title}\n  {case.source} ({case.date})")
            last = case.id
        sign = {"reproduced": "✔", "flagged": "⚑", "differs": "✘"}[one.verdict]
        values = f"{one.figure.value:12.7g} {one.ours:12.7g} {one.difference:+11.3g}  ± {one.tolerance:<9.3g}"
        click.echo(f"  {sign} {one.figure.label:58} {values} {one.figure.unit}".rstrip())
        if one.verdict != "reproduced" and one.note:
            click.echo(f"      {one.note}")
    counts = Counter(one.verdict for one in found)
    words = ", ".join(f"{counts[verdict]} {tr(label)}" for verdict, label in VERDICTS.items() if counts[verdict])
    click.echo("\n" + tr(mark("published, ours, difference, tolerance: {words}"), words=words))
