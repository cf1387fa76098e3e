"""dawnline models: cost models that others published, with their own assumptions or with others."""

from typing import TYPE_CHECKING, Any

import click

from studio.cli.failure import Unusable
from studio.cli.lines import number, wrapped
from studio.cli.loading import json_option, print_json
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.analysis.cost_models import Run


@click.command("models")
@click.argument("name", required=False, metavar="[MODEL]")
@click.option("--set", "edits", multiple=True, metavar="INPUT=VALUE", help="Another assumption, in the model's unit.")
@json_option
def models_command(name: str | None, edits: tuple[str, ...], as_json: bool) -> None:
    """The published cost models, or one of them: its assumptions, figures, parts and known faults."""
    from studio.analysis.cost_models import models, run
    from studio.catalogue import CatalogueError

    try:
        if name is None:
            if edits:
                raise Unusable(tr(mark("--set needs the name of a model")))
            _list([run(one) for one in models().values()], as_json)
            return
        found = run(name, dict(_change(edit) for edit in edits))
    except (CatalogueError, ValueError) as error:
        raise Unusable(str(error)) from None
    if as_json:
        print_json(_object(found))
    else:
        _show(found)


def _change(edit: str) -> tuple[str, float]:
    id, equals, text = edit.partition("=")
    try:
        if not equals:
            raise ValueError
        return id.strip(), float(text)
    except ValueError:
        raise ValueError(tr(mark("“{edit}” is not INPUT=NUMBER"), edit=edit)) from None


def _list(found: "list[Run]", as_json: bool) -> None:
    if as_json:
        print_json([_object(one) for one in found])
        return
    for one in found:
        figure = one.headline
        said = f"{tr(figure.output.label)} {number(figure.value, 4)} {figure.output.unit}".rstrip()
        click.echo(f"{one.model.id:26} {tr(one.model.name)}: {said}")


def _object(found: "Run") -> dict[str, Any]:
    model, family = found.model, found.model.family
    own = model.values
    return {
        "model": model.id, "name": model.name, "covers": model.preset.covers, "leaves_out": family.leaves_out,
        "source": family.source, "date": family.date, "url": family.url,
        "inputs": [
            {"input": one.id, "label": one.label, "value": found.inputs[one.id], "own": own[one.id],
             "unit": one.unit, "low": one.low, "high": one.high, "source": one.source or family.source,
             "confidence": one.confidence}
            for one in family.inputs
        ],
        "figures": [
            {"figure": one.output.id, "label": one.output.label, "value": one.value, "published": one.published,
             "difference": one.difference, "unit": one.output.unit, "published_is_wrong": one.is_mistake}
            for one in found.figures
        ],
        "space": dict(found.space), "ground": dict(found.ground),
        "parts_unit": family.breakdown.unit if family.breakdown else "",
        "faults": [{"text": fault.text, "case": fault.case} for fault in model.faults],
    }  # fmt: skip


def _show(found: "Run") -> None:
    model, family = found.model, found.model.family
    said = (tr(model.name), tr(model.preset.covers), f"{tr(mark('Left out:'))} {tr(family.leaves_out)}",
            f"{family.source} ({family.date}) {family.url}".rstrip())  # fmt: skip
    for one in said:
        click.echo(wrapped(one))
    click.echo("\n" + tr(mark("Assumptions")))
    for entry in family.inputs:
        sign = "*" if entry.id in found.changed else " "
        click.echo(f" {sign} {entry.id:26} {number(found.inputs[entry.id]):>12} {entry.unit:20} {tr(entry.label)}")
    click.echo("\n" + tr(mark("Figures: ours, published")))
    for figure in found.figures:
        published = "" if figure.published is None else number(figure.published)
        sign = "⚑" if figure.is_mistake else " "
        output = figure.output
        click.echo(f" {sign} {tr(output.label):58} {number(figure.value):>14} {published:>14} {output.unit}".rstrip())
    for label, side in ((tr(mark("In space")), found.space), (tr(mark("On the ground")), found.ground)):
        if side and family.breakdown is not None:
            click.echo(f"\n{label}: {number(sum(value for _, value in side))} {family.breakdown.unit}")
            for part, value in side:
                click.echo(f"   {tr(part):58} {number(value):>14}")
    click.echo("\n" + tr(mark("Known to be wrong")))
    for fault in model.faults:
        click.echo(wrapped(tr(fault.text) + (f" [{fault.case}]" if fault.case else ""), " - "))


COMMANDS = (models_command,)
