"""presets, evaluate, explain, quantities, check and schema.

The analysis and what prints it are imported by the commands that need them: numpy takes as long as all the rest.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from studio.cli.failure import MET, NOT_MET, Unusable
from studio.cli.loading import design_argument, json_option, load, print_json, set_option, stack_option
from studio.cli.progress import progress_bar
from studio.cli.sensitive import tell_sensitivity
from studio.design import Design, fields
from studio.design.shown import showing
from studio.design.unit_text import display
from studio.document.files import read
from studio.document.presets import presets as all_presets
from studio.text import tr

if TYPE_CHECKING:
    from studio.analysis import Results

@click.command()
@json_option
def presets(as_json: bool) -> None:
    """The designs that ship, one line each."""
    known = all_presets()
    if as_json:
        print_json([{"name": one.name, "title": one.title, "summary": one.summary} for one in known])
        return
    for one in known:
        click.echo(f"{one.name:22} {one.title}: {one.summary}")


@click.command("evaluate")
@design_argument
@set_option
@json_option
@click.option("--only", metavar="STAGE,…", help="Only these stages and what they need.")
@click.option("--strict", is_flag=True, help="Exit status 1 where a requirement is not met or a stage failed.")
@stack_option
@click.option("--exact-radiation", "exact", is_flag=True,
              help="Compute the trapped particles of this orbit with AE8 and AP8 instead of the shipped table.")
def evaluate_command(
    design: str, edits: tuple[str, ...], as_json: bool, only: str | None, strict: bool, stack: str | None, exact: bool
) -> int:
    """Compute every result of a design and print a summary, or JSON."""
    from studio.export.results_json import results_object
    from studio.export.summary import summary

    value = load(design, edits, stack)
    if exact:
        value = _with_exact_radiation(value)
    results = _evaluate(value, only)
    if as_json:
        print_json(results_object(results))
    else:
        with showing(results.design.display.units):
            click.echo(summary(results))
    return NOT_MET if strict and not _meets(results) else MET


@click.command("explain")
@design_argument
@click.argument("name")
@set_option
@stack_option
@click.option("--sensitivity", "sensitive", is_flag=True, help="How it changes with each field that reaches it.")
@json_option
def explain_command(
    design: str, name: str, edits: tuple[str, ...], stack: str | None, sensitive: bool, as_json: bool
) -> None:
    """One result: value, equation, source, inputs, and theirs up the chain."""
    from studio.analysis import RESULTS, explain
    from studio.export.results_json import explanation_object
    from studio.export.summary import explanation_text

    value = load(design, edits, stack)
    if sensitive:
        tell_sensitivity(value, name, as_json=as_json)
        return
    only = RESULTS[name].stage if name in RESULTS else None
    found = explain(_evaluate(value, only), name)
    if as_json:
        print_json(explanation_object(found))
    else:
        with showing(value.display.units):
            click.echo(explanation_text(found))


@click.command()
@json_option
def quantities(as_json: bool) -> None:
    """Every design field and every result: path, label, unit, bounds or equation, source."""
    rows = [*_field_rows(), *_result_rows()]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        about = row.get("equation") or row.get("bounds") or ", ".join(row.get("choices", ()))
        click.echo(f"{row['path']:44} {row['unit']:10} {row['label']:40} {about}")


@click.command("check")
@click.argument("file", type=click.Path())
@json_option
def check_command(file: str, as_json: bool) -> int:
    """Read a design file, compute it, and hold it against its requirements."""
    from studio.analysis import evaluate, judge
    from studio.export.results_json import issue_list, results_object

    path = Path(file)
    results = evaluate(read(path))
    issues = issue_list(results)
    met = _meets(results)
    if as_json:
        verdicts = results_object(results)["requirements"]
        print_json({"file": file, "issues": issues, "requirements": verdicts, "met": met})
        return MET if met else NOT_MET
    for issue in issues:
        click.echo(f"{path.name}: {issue['where']}: {issue['severity']}: {issue['text']}")
    for verdict in judge(results):
        click.echo(f"{path.name}: {verdict.requirement.name}: {verdict.light}")
    if not issues and not results.design.requirements:
        click.echo(tr("{name}: in order", name=path.name))
    return MET if met else NOT_MET


@click.command()
def schema() -> None:
    """JSON Schema of the design file."""
    from studio.document.schema import design_schema

    print_json(design_schema())


COMMANDS = (presets, evaluate_command, explain_command, quantities, check_command, schema)


def _evaluate(design: Design, only: str | None) -> "Results":
    from studio.analysis import evaluate

    names = tuple(name.strip() for name in only.split(",")) if only else None
    try:
        return evaluate(design, only=names)
    except ValueError as error:
        raise Unusable(str(error)) from None


def _with_exact_radiation(design: Design) -> Design:
    """`design` with the trapped particles of its orbit computed by the models themselves; progress goes to stderr."""
    from studio.analysis.exact_flux import exact_trapped_flux
    from studio.analysis.stack.exact import to_text
    from studio.design import set_value

    altitude, orbit = design.mission.altitude, _evaluate(design, "orbit")
    if "orbit.inclination" not in orbit:
        raise Unusable(orbit.outcomes["orbit"].failure)
    inclination = float(orbit["orbit.inclination"])
    with progress_bar(tr("AE8 and AP8")) as tell:
        try:
            flux = exact_trapped_flux(altitude, inclination, tell)
        except ValueError as error:
            raise Unusable(str(error)) from None
    return set_value(design, "ageing.exact_flux", to_text(altitude, inclination, flux))


def _meets(results: "Results") -> bool:
    from studio.analysis import judge

    computed = all(outcome.ok for outcome in results.outcomes.values())
    return computed and not any(verdict.light in {"red", "unknown"} for verdict in judge(results))


def _field_rows() -> list[dict[str, Any]]:
    rows = []
    for field in fields(Design):
        row: dict[str, Any] = {
            "path": field.path,
            "kind": "field",
            "type": field.kind,
            "label": tr(field.label),
            "unit": field.quantity.si if field.quantity else "",
            "help": tr(field.help),
        }
        if field.quantity and field.low is not None and field.high is not None:
            row["low"], row["high"] = field.low, field.high
            row["bounds"] = " … ".join(display(bound, field.quantity, field.unit) for bound in (field.low, field.high))
        if field.choices:
            row["choices"] = list(field.choices)
        rows.append(row)
    return rows


def _result_rows() -> list[dict[str, Any]]:
    from studio.analysis import RESULTS, STAGES

    return [
        {
            "path": known.name,
            "kind": "result",
            "type": known.kind,
            "label": tr(known.label),
            "unit": known.quantity.si,
            "equation": known.equation,
            "source": known.source,
            "inputs": list(known.inputs),
            "stage": tr(STAGES[known.stage].label),
        }
        for known in RESULTS.values()
    ]
