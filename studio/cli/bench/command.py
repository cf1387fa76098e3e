"""dawnline bench: the speed of the studio beside that of its peers, measured here and now."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from studio.cli.failure import Unusable
from studio.cli.loading import json_option, print_json
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.cli.bench.row import Row


@click.command("bench")
@json_option
@click.option("--quick", is_flag=True, help="Small sizes and few repeats: whether it runs, not how fast.")
@click.option("--only", "names", metavar="NAME,…", help="Only rows whose names begin so: j2, shadow, fleet, window, …")
@click.option("--list", "listed", is_flag=True, help="Name the rows and end.")
@click.option("--markdown", is_flag=True, help="The table as Markdown.")
@click.option("--plot", metavar="FILE", help="Draw the ratios into a PNG or SVG file.")
@click.option("--peer-python", metavar="PATH", default="", help="A Python that has Basilisk (bsk).")
def bench(
    as_json: bool, quick: bool, names: str | None, listed: bool, markdown: bool, plot: str | None, peer_python: str
) -> None:
    """Measure the studio beside its peers: pip install 'dawnline[fleet,bench,dev]' has most of them.

    Every ratio is of medians that were taken in turn in this run, and given only where both results were found equally
    accurate in it.
    """
    from studio.cli.bench import table
    from studio.cli.bench.case import Run
    from studio.cli.bench.machine import machine
    from studio.cli.bench.words import markdown_table, note, table_line, terminal_head

    path = None if plot is None else _picture(plot)
    try:
        entries = table.chosen(tuple(part.strip() for part in (names or "").split(",") if part.strip()))
    except ValueError as error:
        raise Unusable(str(error)) from None
    if listed:
        for entry in entries:
            click.echo(f"{entry.name:16} {tr(entry.what)}")
        return
    here = machine()
    if not (as_json or markdown):
        click.echo("\n".join(f"{key}: {value}" for key, value in here.items()))
        click.echo(terminal_head())
    found: list[Row] = []
    for row in table.rows(entries, Run(quick=quick, peer_python=peer_python)):
        found.append(row)
        if not (as_json or markdown):
            click.echo(table_line(row))
    if as_json:
        print_json({"machine": here, "quick": quick, "rows": [row.plain() for row in found]})
    elif markdown:
        click.echo(markdown_table(found, here))
    else:
        click.echo()
        for row in found:
            click.echo(note(row))
    if path is not None:
        from studio.cli.bench.plot import draw

        draw(found, here, path)


def _picture(name: str) -> Path:
    path = Path(name)
    if path.suffix.lower() not in {".png", ".svg"}:
        raise Unusable(tr(mark("{name}: a plot is a .png or an .svg file"), name=name))
    if not path.absolute().parent.is_dir():
        raise Unusable(tr(mark("{name}: there is no such folder"), name=name))
    return path


COMMANDS = (bench,)
