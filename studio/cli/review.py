"""review: margins by policy, open notes and the sign-off list; requirements in and out as a spreadsheet."""

from pathlib import Path

import click

from studio.cli.failure import MET, NOT_MET, Unusable
from studio.cli.loading import design_argument, json_option, load, print_json, set_option
from studio.design import DesignError
from studio.text import mark, tr


@click.command("review")
@design_argument
@set_option
@json_option
@click.option("--strict", is_flag=True, help="Exit status 1 where the review is not done.")
@click.option("--requirements", type=click.Path(dir_okay=False), metavar="FILE.csv",
              help="Write the requirements to a spreadsheet as well.")  # fmt: skip
@click.option("--with-requirements", "read", type=click.Path(exists=True, dir_okay=False), metavar="FILE.csv",
              help="Judge by the requirements of a spreadsheet instead of the design's own.")  # fmt: skip
def review_command(
    design: str, edits: tuple[str, ...], as_json: bool, strict: bool, requirements: str | None, read: str | None
) -> int:  # fmt: skip
    """Where the review of a design stands: margins against the policies, open notes, what is signed and by whom."""
    from studio.analysis import evaluate
    from studio.analysis.reviewing import review_state
    from studio.export.reviewing import review_object, review_text

    value = load(design, edits)
    if read is not None:
        from studio.document.files import read_bytes
        from studio.document.requirements_csv import MAX_BYTES, from_csv

        try:
            value = from_csv(read_bytes(Path(read), MAX_BYTES), value)
        except DesignError as error:
            raise Unusable(f"{Path(read).name}: {error}") from None
    if requirements is not None:
        _write(requirements, value)
    results = evaluate(value)
    if as_json:
        print_json(review_object(results))
    else:
        click.echo(review_text(results))
    return NOT_MET if strict and not review_state(results).is_done else MET


COMMANDS = (review_command,)


def _write(name: str, design: object) -> None:
    from studio.atomic import write_bytes
    from studio.design import Design
    from studio.document.requirements_csv import to_csv

    assert isinstance(design, Design)
    try:
        write_bytes(Path(name), to_csv(design))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unusable(tr(mark("{name}: cannot be written: {reason}"), name=Path(name).name, reason=reason)) from None
