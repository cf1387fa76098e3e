"""close: solve for what is free so that the design meets what is required, with the steps on the way."""

from typing import TYPE_CHECKING, Any

import click

from studio.cli.failure import MET, NOT_MET, Unusable
from studio.cli.loading import design_argument, json_option, load, print_json, set_option, stack_option, target_of
from studio.cli.varying import bounds, requirement
from studio.design import Design
from studio.design.edit import field_at
from studio.design.quantity import MASS, NUMBER
from studio.design.unit_text import display, readable
from studio.document import files

if TYPE_CHECKING:
    from studio.analysis.closing import Closing, Free, Step


@click.command("close")
@design_argument
@click.option("--free", "paths", multiple=True, metavar="PATH[=LOW:HIGH]",
              help="A field to solve for; by default array area, battery energy and the radiator.")  # fmt: skip
@click.option("--require", "wanted", multiple=True, metavar='"NAME >= VALUE"',
              help="What has to be met instead of the design's own requirements; again for more.")  # fmt: skip
@click.option("--out", type=click.Path(), metavar="FILE", help="Where to write the design, if it closes.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@set_option
@stack_option
@json_option
def close_command(
    design: str, paths: tuple[str, ...], wanted: tuple[str, ...], out: str | None, force: bool,
    edits: tuple[str, ...], stack: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Close the design: find the lightest that meets its requirements, or say which one stands in the way."""
    from studio.analysis.closing import close

    target = target_of(out, force) if out is not None else None
    value = load(design, edits, stack)
    free = tuple(_free(value, one) for one in paths) or None
    required = tuple(requirement(one) for one in wanted) or None
    shown = None if as_json else lambda step: click.echo(_step_text(value, step))
    try:
        found = close(value, free, required, on_step=shown)
    except ValueError as error:
        raise Unusable(str(error)) from None
    if as_json:
        print_json(_object(found))
    else:
        click.echo("\n" + found.summary())
        for path, (before, after) in found.changes.items():
            click.echo(f"  {path:32} {_value(value, path, before)} → {_value(value, path, after)}")
    if target is not None and found.closed:
        files.write(target, found.design)
    return MET if found.closed else NOT_MET


def _free(design: Design, typed: str) -> "Free | str":
    from studio.analysis.closing import free_field

    path, low, high = bounds("--free", design, typed)
    return path if "=" not in typed else free_field(design, path, low, high)


def _step_text(design: Design, step: "Step") -> str:
    values = ", ".join(f"{path.partition('.')[2]} {_value(design, path, value)}" for path, value in step.values.items())
    mass = readable(step.mass, MASS) if step.mass is not None else "–"
    sign = "✔" if step.met else "✘"
    return f"{step.number:3} {sign} {step.action:24} {values}; {mass}; {step.binding}"


def _value(design: Design, path: str, value: float) -> str:
    spec = field_at(design, path)
    return display(value, spec.quantity or NUMBER, spec.unit, 5)


def _object(found: "Closing") -> dict[str, Any]:
    return {
        "closed": found.closed,
        "summary": found.summary(),
        "values": {path: after for path, (_, after) in found.changes.items()},
        "binding": list(found.binding),
        "requirements": [
            {"name": one.requirement.name, "result": one.requirement.result, "relation": one.requirement.relation,
             "value": one.requirement.value, "actual": one.actual, "margin": one.margin} for one in found.verdicts
        ],
        "obstacles": [
            {"name": one.requirement.name, "result": one.requirement.result, "shortfall": one.shortfall,
             "values": dict(one.values), "bounds": list(one.bounds), "proven": one.proven, "fixed": one.fixed,
             "beside": list(one.beside), "text": one.sentence(found.design)} for one in found.obstacles
        ],
        "steps": [
            {"number": one.number, "action": one.action, "values": dict(one.values), "margins": dict(one.margins),
             "binding": one.binding, "mass": one.mass, "met": one.met} for one in found.steps
        ],
        "evaluations": found.evaluations,
    }  # fmt: skip


COMMANDS = (close_command,)
