"""budgets: mass, power, heat and data as tables."""

import click

from studio.cli.failure import Unusable
from studio.cli.loading import design_argument, json_option, load, print_json, set_option, stack_option


@click.command("budgets")
@design_argument
@set_option
@stack_option
@json_option
def budgets_command(design: str, edits: tuple[str, ...], stack: str | None, as_json: bool) -> None:
    """What mass, power, heat and data of a satellite are made of, with shares and margins."""
    from studio.analysis import evaluate
    from studio.export.budgets import budgets_object, budgets_text

    results = evaluate(load(design, edits, stack))
    failure = next((one.failure for one in results.outcomes.values() if one.failure), "")
    if failure and "mass.satellite" not in results:
        raise Unusable(failure)
    if as_json:
        print_json(budgets_object(results))
    else:
        click.echo(budgets_text(results))


COMMANDS = (budgets_command,)
