"""What the commands share: their options, and how the design that they are about is read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from studio.cli.failure import Unusable
from studio.design import Design, DesignError, set_text
from studio.design.check import refuse
from studio.document.error import FileError
from studio.document.presets import open_any
from studio.text import mark, one_line, tr

json_option = click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
set_option = click.option("--set", "edits", multiple=True, metavar="PATH=VALUE",
                          help="Change a field first: mission.altitude=650 km; a bare number is in SI.")  # fmt: skip
stack_option = click.option("--stack", metavar="ID|FILE", help="Put this stack into the design first: one of "
                            "`dawnline stacks`, or a stack as text.")  # fmt: skip
design_argument = click.argument("design", metavar="FILE|PRESET")


def load(name_or_path: str, edits: tuple[str, ...] = (), stack: str | None = None) -> Design:
    """The design of a file or preset with `--stack` and the edits of `--set` applied, refused where it contradicts
    itself."""
    design, path = open_any(name_or_path)
    design = with_stack(design, stack)
    for edit in edits:
        where, equals, typed = edit.partition("=")
        if not equals:
            raise Unusable(tr("--set {edit}: write it as PATH=VALUE", edit=edit))
        design = set_text(design, where.strip(), typed.strip())
    try:
        refuse(design)
    except DesignError as error:
        raise Unusable(f"{path.name if path else name_or_path}: {error}") from None
    return design


def with_stack(design: Design, name: str | None) -> Design:
    """`design` with the shipped stack called `name`, or with the one in the file of that name."""
    from studio.catalogue.technology import technologies
    from studio.document.files import read_bytes
    from studio.document.stack_text import paste_stack, with_technology

    if name is None:
        return design
    if name in technologies():
        return with_technology(design, name)
    path = Path(name)
    if not answers(path.is_file):
        known = ", ".join(technologies())
        raise Unusable(tr(mark("{name}: is neither a stack nor a file; there are {known}"), name=one_line(name),
                          known=known))  # fmt: skip
    try:
        return paste_stack(design, read_bytes(path).decode())
    except UnicodeDecodeError:
        raise Unusable(tr(mark("{name}: is not text in UTF-8"), name=path.name)) from None
    except DesignError as error:
        raise FileError(path.name, error.text, error.where) from None


def answers(question: Callable[[], bool]) -> bool:
    """What the file system says of a path; of one that cannot be, no."""
    try:
        return question()
    except (OSError, ValueError):
        return False


def target_of(out: str, force: bool) -> Path:
    """The file that a command writes at its end, refused before the work where it cannot be written."""
    path = Path(out)
    if not path.name:
        raise Unusable(tr(mark("“{out}” names no file"), out=out))
    if answers(path.is_dir):
        raise Unusable(tr(mark("{name}: is a folder"), name=path.name))
    if answers(path.exists) and not force:
        raise Unusable(tr(mark("{name}: exists already; --force writes over it"), name=path.name))
    if not answers(path.parent.is_dir):
        raise Unusable(tr(mark("{name}: cannot be saved: there is no folder {folder}"), name=path.name,
                          folder=path.parent))  # fmt: skip
    return path


def print_json(value: Any) -> None:
    """Write plain values as JSON; a number that is not finite is a defect."""
    click.echo(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1))
