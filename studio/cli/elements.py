"""What `import` does with a file of element sets: real satellites come into a design, to be shown beside its own."""

from datetime import date
from pathlib import Path

import click

from studio.cli.failure import Unusable
from studio.cli.loading import load
from studio.text import mark, tr


def import_elements(path: Path, target: Path, into: str, name: str | None) -> None:
    """Write the design `into` with the element sets of `path` to `target`, and say what was read."""
    from studio.design.element_edit import add_elements
    from studio.document import files
    from studio.document.elements.reader import read_file
    from studio.document.elements.words import read_words

    found = read_file(path)
    try:
        sets = found.sets(name or path.stem, f"{path.name}, {found.kind}", date.today())
    except ValueError as error:
        raise Unusable(f"{path.name}: {error}") from None
    design = add_elements(load(into), sets)
    files.write(target, design)
    click.echo(tr(mark("“{name}” is in {target}: {what}"), name=design.fleet.imported[-1].name, target=target.name,
                  what=read_words(found)))  # fmt: skip
