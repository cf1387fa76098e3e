"""ramp: what it takes to build the target power a year, year by year."""

from typing import Any

import click

from studio.cli.failure import Unusable
from studio.cli.lines import wrapped
from studio.cli.loading import design_argument, json_option, load, print_json, set_option, stack_option
from studio.text import mark, tr


@click.command("ramp")
@design_argument
@set_option
@stack_option
@json_option
def ramp_command(design: str, edits: tuple[str, ...], stack: str | None, as_json: bool) -> None:
    """What it takes to build and launch the target power a year: factories, materials, flights, and what gives out.

    --set "programme.target=600 GW/yr" looks at another target.
    """
    from studio.analysis import evaluate
    from studio.analysis.factory.table import columns, grouped, headline, limit_sentence

    results = evaluate(load(design, edits, stack), only=("programme",))
    found = results.stage("programme")
    if found is None:
        raise Unusable(next(one.failure for one in results.outcomes.values() if one.failure))
    if as_json:
        print_json(_object(results, found))
        return
    click.echo(wrapped(headline(results.design, found)))
    click.echo(wrapped(limit_sentence(found)))
    click.echo()
    table = columns(found)
    rows = [[column.text(at) for at in range(len(column.values))] for column in table]
    wide = max(len(column.heading) for column in table)
    each = max(5, *(len(text) for row in rows for text in row)) + 2
    click.echo(f"{tr(mark('Year')):{wide}}" + "".join(f"{year:>{each}.0f}" for year in found.year))
    for column, row in zip(table, rows, strict=True):
        click.echo(f"{column.heading:{wide}}" + "".join(f"{text:>{each}}" for text in row))
    click.echo()
    click.echo(f"{tr(mark('World supply')):28} {tr(mark('most needed')):>14} {tr(mark('allowed')):>9} "
               f"{tr(mark('carries')):>14}  {tr(mark('over from'))}")  # fmt: skip
    for name, need, power in zip(found.supply_names, found.needs, found.supply_power, strict=True):
        over = need.limit()
        since = "–" if over is None else f"{found.year[over]:.0f}"
        click.echo(f"{name:28} {_share(float(need.share.max())):>14} {_share(need.allowed):>9} "
                   f"{grouped(float(power) / 1e9):>8} GW/yr  {since}")  # fmt: skip


def _share(share: float) -> str:
    from studio.analysis.factory.table import grouped

    return f"{grouped(100.0 * share)} %" if share < 2.0 else tr(mark("{times} times"), times=grouped(share))


def _object(results: Any, found: Any) -> dict[str, Any]:
    """SI throughout: series by the name of their result, one value for each year."""
    from studio.analysis.factory.table import headline, limit_sentence

    names = [name for name in results if name.startswith("programme.")]
    single = {name: results[name] for name in names if isinstance(results[name], int | float | str)}
    series = {name: [float(value) for value in results[name]] for name in names if name.endswith("by_year")}
    return {
        "headline": headline(results.design, found),
        "limit": limit_sentence(found),
        "year": [int(year) for year in found.year],
        "by_year": series,
        "at_target": single,
        "supplies": [
            {
                "id": need.supply.id,
                "name": name,
                "allowed": need.allowed,
                "share": [float(share) for share in need.share],
                "carries": float(power),
                "over_from": None if (over := need.limit()) is None else int(found.year[over]),
            }
            for name, need, power in zip(found.supply_names, found.needs, found.supply_power, strict=True)
        ],
    }


COMMANDS = (ramp_command,)
