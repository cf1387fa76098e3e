"""dawnline diff: what differs between designs; dawnline baselines: the designs that a design file keeps."""

import re
from pathlib import Path
from typing import Any

import click

from studio.cli.failure import Unusable
from studio.cli.loading import answers, json_option, print_json
from studio.design import Design, DesignError
from studio.document.baselines import MARK, kept
from studio.document.error import FileError
from studio.document.presets import open_any
from studio.text import mark, one_line, tr

MOST = 100
_ROW = re.compile(r"\d{1,9}", re.ASCII)
_NAMES = "FILE|PRESET|FILE#BASELINE|FILE.parquet#ROW"


@click.command("diff")
@click.argument("designs", nargs=-1, required=True, metavar=f"{_NAMES} …")
@click.option("--results", is_flag=True, help="The figures of merit and the requirements as well.")
@click.option("--all-results", "every", is_flag=True, help="Every result that differs as well.")
@click.option("--markdown", "form", flag_value="markdown", help="Tables for a review.")
@click.option("--html", "form", flag_value="html", help="A page by itself.")
@click.option("--out", type=click.Path(dir_okay=False), metavar="FILE", help="Write it to a file.")
@json_option
def diff(
    designs: tuple[str, ...], results: bool, every: bool, form: str | None, out: str | None, as_json: bool
) -> None:  # fmt: skip
    """What differs between two or more designs; the first is what the others are held against.

    A design is a file, a preset, a baseline kept in a file (design.json#before) or a row of a study
    (study.parquet#17). A file alone that keeps baselines is held against each of them.
    """
    from studio.export import difference

    named = _named(designs)
    if len(named) < 2:
        raise Unusable(tr(mark("{name}: keeps no baselines; name a second design to compare it with"),
                          name=designs[0]))  # fmt: skip
    if len(named) > MOST:
        raise Unusable(tr(mark("at most {most} designs are compared at once, not {count}"), most=MOST,
                          count=len(named)))  # fmt: skip
    found = difference.review([name for name, _ in named], [design for _, design in named],
                              _results(named) if results or every else (), every=every)  # fmt: skip
    if as_json:
        print_json(difference.as_object(found))
        return
    write: Any = {"markdown": difference.markdown, "html": difference.as_html}.get(form or "", difference.plain_text)
    text = write(found).rstrip("\n") + "\n"
    if out is None:
        click.echo(text, nl=False)
        return
    from studio.atomic import write_bytes

    try:
        write_bytes(Path(out), text.encode())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unusable(tr(mark("{name}: cannot be written: {reason}"), name=Path(out).name, reason=reason)) from None


@click.command("baselines")
@click.argument("design", metavar="FILE|PRESET")
@json_option
def baselines(design: str, as_json: bool) -> None:
    """The designs that a design file keeps under names, one line each."""
    found, _ = open_any(design)
    if as_json:
        print_json([{"name": one.name, "date": one.date, "note": one.note} for one in found.baselines])
        return
    for one in found.baselines:
        words = (f"{one_line(one.name):30}", one_line(one.date), one_line(one.note))
        click.echo("  ".join(text for text in words if text).rstrip())


COMMANDS = (diff, baselines)


def opened(text: str) -> Design:
    """The design that `text` names: a file, a preset, a baseline in one of them, or a row of a study."""
    if MARK not in text or answers(Path(text).is_file):
        return open_any(text)[0]
    holder, _, name = text.rpartition(MARK)
    if holder.lower().endswith(".parquet"):
        return _row(holder, name)
    design = open_any(holder)[0]
    try:
        return kept(design, name)
    except DesignError as error:
        raise FileError(holder, error.text, error.where) from None


def _named(texts: tuple[str, ...]) -> list[tuple[str, Design]]:
    named = [(text, opened(text)) for text in texts]
    if len(named) == 1:
        text, design = named[0]
        named += [(f"{text}{MARK}{one.name}", opened(f"{text}{MARK}{one.name}")) for one in design.baselines]
    return named


def _row(file: str, row: str) -> Design:
    from studio.jobs.study import StudyFile

    if not _ROW.fullmatch(row):
        raise Unusable(tr(mark("{file}: “{row}” is not the number of a row"), file=Path(file).name, row=row[:40]))
    try:
        with StudyFile.open(Path(file)) as study:
            return study.design_at(study.position_of(int(row)))
    except ValueError as error:
        raise Unusable(str(error)) from None


def _results(named: list[tuple[str, Design]]) -> list[Any]:
    """The results of every design; what two share is computed once."""
    from studio.analysis import evaluate

    found: list[Any] = []
    for name, design in named:
        results = evaluate(design, found[-1].outcomes if found else None)
        failed = next((one for one in results.outcomes.values() if one.failure and not one.skipped), None)
        if failed is not None:
            click.echo(f"{name}: {failed.failure}", err=True)
        found.append(results)
    return found
