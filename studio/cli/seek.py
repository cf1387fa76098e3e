"""seek: which values of one field give a wanted value of one result."""

from typing import TYPE_CHECKING, Any

import click

from studio.cli.failure import MET, NOT_MET, Unusable
from studio.cli.lines import wrapped
from studio.cli.loading import design_argument, json_option, load, print_json, set_option, stack_option, target_of
from studio.cli.progress import progress_bar
from studio.cli.varying import bounds, held
from studio.design import set_value
from studio.document import files

if TYPE_CHECKING:
    from studio.analysis.study.seek import Sought


@click.command("seek")
@design_argument
@click.option("--vary", "typed", required=True, metavar="PATH[=LOW:HIGH]", help="The field that may change.")
@click.option("--goal", required=True, metavar='"NAME = VALUE"', help="What is wanted: = with a value, or >= or <=.")
@click.option("--out", type=click.Path(), metavar="DESIGN.json",
              help="Where to write the design with the value that is nearest to the one it has.")  # fmt: skip
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@set_option
@stack_option
@json_option
def seek_command(
    design: str, typed: str, goal: str, out: str | None, force: bool, edits: tuple[str, ...], stack: str | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Find every value of one field that gives a wanted value of a result, or how near it comes."""
    from studio.analysis.study.seek import seek
    from studio.analysis.study.seek_words import sentence

    target = target_of(out, force) if out is not None else None
    value = load(design, edits, stack)
    path, low, high = bounds("--vary", value, typed)
    name, relation, wanted = held("--goal", goal, ("=", ">=", "<="))
    with progress_bar(path) as tell:
        try:
            found = seek(value, path, name, relation, wanted, low, high, tell)  # type: ignore[arg-type]
        except ValueError as error:
            raise Unusable(str(error)) from None
    if as_json:
        print_json(_object(found))
    else:
        click.echo(wrapped(sentence(found)))
    if target is not None and found.value is not None:
        number = round(found.value) if found.variable.free.whole else found.value
        files.write(target, set_value(found.variable.design, path, number))
    return MET if found.met else NOT_MET


def _object(found: "Sought") -> dict[str, Any]:
    from studio.analysis import RESULTS
    from studio.analysis.study.seek_words import sentence

    spec = found.variable.spec
    return {
        "path": found.variable.path, "unit": spec.quantity.si if spec.quantity else "", "result": found.name,
        "result_unit": RESULTS[found.name].quantity.si, "relation": found.relation, "target": found.target,
        "met": found.met, "value": found.value, "values": list(found.values), "now": found.now,
        "level_now": found.level_now, "sentence": sentence(found), "chosen": found.variable.chosen,
        "stretches": [{"low": one.low, "high": one.high, "level": one.level, "begins": one.begins, "ends": one.ends}
                      for one in found.stretches],
        "leaps": [{"below": one.below, "value": one.value} for one in found.leaps],
        "nearest": {"value": found.nearest[0], "level": found.nearest[1]},
        "curve": {"field": found.x.tolist(), "result": found.result.tolist()},
        "gaps": [{"value": gap.value, "reason": gap.reason} for gap in found.gaps],
    }  # fmt: skip


COMMANDS = (seek_command,)
