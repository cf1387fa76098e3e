"""dawnline claims: every statement of the founding article and of the design's own, with the verdict."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from studio.cli.lines import wrapped
from studio.cli.loading import json_option, load, print_json, set_option, stack_option
from studio.document.presets import START
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.analysis.claims import Finding, Judged, JudgedOwn

_SIGNS = {"holds": "✔", "holds only if": "△", "does not hold": "✘", "cannot be checked here": "?"}


@click.command("claims")
@click.argument("design", metavar="[FILE|PRESET]", default=START)
@set_option
@stack_option
@json_option
def claims_command(design: str, edits: tuple[str, ...], stack: str | None, as_json: bool) -> None:
    """Every statement of the founding article with the verdict, as it is worded and for a design.

    The design is the start preset unless one is named; statements of its own come last.
    """
    from studio.analysis import evaluate
    from studio.analysis.claims import judge_own, judge_statements
    from studio.document.claim import incumbent
    from studio.export.claims_json import claim_object, own_object

    results = evaluate(load(design, edits, stack))
    found, own = judge_statements(results, incumbent(results.design)), judge_own(results)
    if as_json:
        print_json([*(claim_object(one) for one in found), *(own_object(one) for one in own)])
        return
    for line in _lines(results.design.title, found, own):
        click.echo(line)


def _lines(title: str, found: "Iterable[Judged]", own: "Iterable[JudgedOwn]") -> Iterator[str]:
    from studio.analysis.claims import KINDS

    here: Counter[str] = Counter()
    general: Counter[str] = Counter()
    for one in found:
        yield wrapped(tr(one.statement.statement), f"{one.statement.id:4}")
        yield wrapped(f"{tr(one.statement.said_by)} ({one.statement.date})", "    ")
        yield from _finding(tr(mark("as worded")), one.general)
        general[one.general.kind] += 1
        if one.here is not None:
            yield from _finding(tr(mark("this design")), one.here)
            here[one.here.kind] += 1
        for evidence in one.statement.evidence:
            yield wrapped(f"{tr(evidence.text)} [{evidence.source}, {evidence.date}, {evidence.confidence}]",
                          "      · ")  # fmt: skip
        yield ""
    for mine in own:
        yield wrapped(mine.claim.statement)
        if mine.claim.source:
            yield wrapped(mine.claim.source, "    ")
        yield from _finding(tr(mark("this design")), mine.here)
        yield ""
    for words, counts in ((tr(mark("as worded")), general), (tr(mark("for {title}"), title=title), here)):
        kinds = ", ".join(f"{counts[kind]} {tr(label)}" for kind, label in KINDS.items() if counts[kind])
        yield f"{words}: {kinds}"


def _finding(about: str, finding: "Finding") -> Iterator[str]:
    from studio.analysis.claims import KINDS

    kind = tr(KINDS[finding.kind])
    yield wrapped(f"{about}, {kind}: {finding.sentence}", f"  {_SIGNS[finding.kind]} ", " " * 4)
    for number in finding.numbers:
        origin = number.result or number.field or number.case or number.source
        yield wrapped(f"{number.label}: {number.text}" + (f" [{origin}]" if origin else ""), " " * 8, " " * 10)


COMMANDS = (claims_command,)
