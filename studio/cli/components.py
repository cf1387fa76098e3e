"""import of a spreadsheet of components: every row is told, and nothing is taken of a file with a bad one unasked."""

from datetime import date
from typing import TYPE_CHECKING

import click

from studio.cli.failure import Unusable
from studio.cli.progress import progress_bar
from studio.document import files
from studio.text import mark, one_line, tr, tr_count

if TYPE_CHECKING:
    from studio.cli.importing import Request

TOLD = 20
"""Faults that are told one by one."""


def import_components(request: "Request") -> None:
    """Set the fields that the rows name; Unusable, in one sentence with all the rows, where some are not good."""
    from studio.document.components.reader import applied, read_components

    request.refuse_options("skip_bad", "decimal_comma")
    if request.name is not None:
        raise Unusable(tr(mark("{file}: --{option} says nothing of such a file"), file=one_line(request.path.name),
                          option="name"))  # fmt: skip
    design, name = request.design, one_line(request.path.name)
    with progress_bar(tr("Reading")) as tell:
        found = read_components(request.data, request.path.name, design, today=date.today(), checkpoint=tell,
                                decimal_comma=bool(request.options.get("decimal_comma")))  # fmt: skip
    count = len(found.faults) + found.more_faults
    faults = [str(fault) for fault in found.faults[:TOLD]]
    if count > len(faults):
        faults.append(tr_count("and {count} more row", "and {count} more rows", count - len(faults)))
    if count and not request.options.get("skip_bad"):
        raise Unusable(tr(mark("{file}: {faults} (nothing was taken; --skip-bad takes the other rows)"), file=name,
                          faults="; ".join(faults)))  # fmt: skip
    if count and not (found.changes or found.unchanged):
        raise Unusable(f"{name}: {'; '.join(faults)}")
    files.write(request.target, applied(design, found))
    for fault in faults:
        click.echo(f"{name}: {fault}", err=True)
    for change in found.changes:
        click.echo(f"{change.path}: {change.old} → {change.new}  ({one_line(change.source.text)})")
    click.echo(f"{tr(mark('{file} is in {target}'), file=name, target=request.out)}: {found.words()}")
