"""optimise: the designs that are best in some results, among those that meet what is required."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from studio.cli.failure import INTERRUPTED, MET, NOT_MET, Unusable
from studio.cli.lines import wrapped
from studio.cli.loading import design_argument, json_option, load, print_json, set_option, stack_option, target_of
from studio.cli.progress import progress_bar
from studio.cli.varying import requirement, varied
from studio.cli.where import Where, where_options
from studio.design import Design
from studio.design.edit import field_at
from studio.document import files
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.analysis.study.optimise import Found, Optimum, Problem
    from studio.analysis.study.optimise.evaluating import Evaluate


_SHOWN = 20
_REASONS = 5


@click.command("optimise")
@design_argument
@click.option("--vary", "typed", multiple=True, metavar="PATH=LOW:HIGH|PATH=a,b,c",
              help="A field that may change, between bounds (:log for a logarithmic scale) or among values; "
              "stack=ID,ID exchanges whole stacks. Again for more.")  # fmt: skip
@click.option("--minimise", "least", multiple=True, metavar="NAME",
              help="A result that is to be small; the first one orders what is found.")  # fmt: skip
@click.option("--maximise", "most", multiple=True, metavar="NAME", help="A result that is to be large.")
@click.option("--require", "wanted", multiple=True, metavar='"NAME >= VALUE"',
              help="What has to be met; again for more.")
@click.option("--own-requirements", "own", is_flag=True, help="The design's own requirements have to be met as well.")
@click.option("--evaluations", type=int, default=5000, show_default=True, metavar="N",
              help="Designs that are computed at the most.")  # fmt: skip
@click.option("--population", type=int, default=0, metavar="N", help="Designs of a generation.")
@click.option("--seed", type=int, default=0, show_default=True, metavar="S", help="The same seed finds the same.")
@click.option("--workers", type=int, default=1, show_default=True, metavar="N",
              help="Processes that compute; one is this process itself.")  # fmt: skip
@where_options
@click.option("--pick", type=int, default=1, show_default=True, metavar="N",
              help="Which of the designs found --out writes, from the top.")  # fmt: skip
@click.option("--out", type=click.Path(), metavar="DESIGN.json", help="Where to write a design that was found.")
@click.option("--study", "kept", type=click.Path(), metavar="FILE.parquet",
              help="Where to write every point of the search, to open it as a study.")  # fmt: skip
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@set_option
@stack_option
@json_option
def optimise_command(
    design: str, typed: tuple[str, ...], least: tuple[str, ...], most: tuple[str, ...], wanted: tuple[str, ...],
    own: bool, evaluations: int, population: int, seed: int, workers: int, where: Where, pick: int, out: str | None,
    kept: str | None, force: bool, edits: tuple[str, ...], stack: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Search for the designs that no other beats in what is to be small or large, and that meet what is required.

    Ctrl-C ends the search and keeps the best so far; once more ends the command.
    """
    from studio.analysis.study.optimise import Goal, Problem, optimise
    from studio.jobs.study.engine import EngineError

    target, table = (target_of(name, force) if name is not None else None for name in (out, kept))
    value = load(design, edits, stack)
    chosen, factors = [], []
    for text in typed:
        one = varied(value, text)
        value = one.design
        factors.append(one.factor)
        chosen += [one.chosen] if one.chosen else []
    goals = tuple(Goal(name) for name in least) + tuple(Goal(name, largest=True) for name in most)
    required = tuple(requirement(text) for text in wanted) + (value.requirements if own else ())
    if population < 0 or seed < 0 or min(pick, workers) < 1:
        raise Unusable(tr(mark("--population and --seed are not negative, and --pick and --workers begin at 1")))
    problem = Problem(tuple(factors), goals, required, evaluations, population, seed)
    with _stopping() as stop, _evaluating(workers, where) as evaluate, progress_bar(tr(mark("Search"))) as tell:
        try:
            found = optimise(value, problem, evaluate=evaluate, stop=stop, checkpoint=tell)
        except (ValueError, EngineError) as error:
            raise Unusable(str(error)) from None
        interrupted = stop()
    if as_json:
        print_json(_object(found))
    else:
        for line in (*chosen, *_lines(found)):
            click.echo(line)
    if target is not None and found.front:
        if pick > len(found.front):
            raise Unusable(tr(mark("--pick {pick}: there are only {count} designs"), pick=pick, count=len(found.front)))
        files.write(target, found.design(found.front[pick - 1]))
    if table is not None and found.points.count:
        from studio.jobs.study import keep

        try:
            keep(found, table)
        except ValueError as error:
            raise Unusable(str(error)) from None
    return INTERRUPTED if interrupted else MET if found.met else NOT_MET


@contextmanager
def _evaluating(workers: int, where: Where) -> "Iterator[Evaluate | None]":
    """How designs are computed there or by so many processes; None where that is this one."""
    if workers == 1 and where.place is None:
        yield None
        return
    from studio.jobs.study import Spread

    engine = where.engine(workers)
    try:
        yield Spread(engine)
    finally:
        engine.close()


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed: it stops the search, and once more ends the command."""
    pressed = False

    def press(*_: object) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True

    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    before = signal.signal(signal.SIGINT, press)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)


def _lines(found: "Optimum") -> Iterator[str]:
    yield wrapped(found.sentence())
    shown = found.front or ((found.nearest,) if found.nearest is not None else ())
    for number, one in enumerate(shown[:_SHOWN], start=1):
        head = f"  {number:3} " if found.front else "      "
        yield wrapped(f"{_values(found, one)}; {_results(found, one)}", head)
    if len(shown) > _SHOWN:
        yield "  " + tr(mark("and {count} more"), count=len(shown) - _SHOWN)
    for one in found.lost[:_REASONS]:
        yield wrapped(f"{_values(found, one)}: {_missed(found, one)}", "    ✘ ")
    for reason, count in found.failures[:_REASONS]:
        yield wrapped(f"{count} × {reason}", "    – ")


def _values(found: "Optimum", one: "Found") -> str:
    return ", ".join(f"{path} {value_words(found.problem, found.base, path, value)}"
                     for path, value in one.values.items())  # fmt: skip


def value_words(problem: "Problem", design: Design, path: str, value: Any) -> str:
    """A value of what is varied as people read it; a whole part by its name."""
    from studio.analysis.trade.variable import field_words

    factor = next(one for one in problem.factors if one.path == path)
    if factor.names:
        return factor.names[factor.values.index(value)]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return field_words(field_at(design, path), value)


def _results(found: "Optimum", one: "Found") -> str:
    from studio.analysis.trade import result_words

    return ", ".join(f"{name} {result_words(name, one.results[name])}" for name in found.problem.outcomes
                     if name in one.results)  # fmt: skip


def _missed(found: "Optimum", one: "Found") -> str:
    from studio.analysis.bounds import bound_text
    from studio.analysis.trade import result_words

    if one.reason:
        return one.reason
    missed = [f"{need.result} {bound_text(need, result_words)}: "
              f"{result_words(need.result, one.results[need.result])}"
              for need, margin in zip(found.problem.required, one.margins, strict=True) if not margin >= 0.0
              and need.result in one.results]  # fmt: skip
    return ", ".join(missed)


def _object(found: "Optimum") -> dict[str, Any]:
    from studio.analysis import RESULTS

    names = {factor.path: dict(zip(range(len(factor.names)), factor.names, strict=True))
             for factor in found.problem.factors if factor.names}  # fmt: skip
    factors = {factor.path: factor for factor in found.problem.factors}

    def plain(path: str, value: Any) -> Any:
        return names[path][factors[path].values.index(value)] if path in names else value

    def one_object(one: "Found") -> dict[str, Any]:
        return {
            "values": {path: plain(path, value) for path, value in one.values.items()},
            "results": {name: {"value": value, "unit": RESULTS[name].quantity.si} for name, value in
                        one.results.items()},
            "quick": {name: value for name, value in one.quick.items() if value == value},
            "margins": {need.name: margin for need, margin in zip(found.problem.required, one.margins, strict=True)
                        if margin == margin},
            "met": one.met, "reason": one.reason,
        }  # fmt: skip

    return {
        "met": found.met, "sentence": found.sentence(), "ended": found.ended, "evaluations": found.evaluations,
        "generations": found.generations, "seed": found.problem.seed,
        "goals": [{"result": goal.result, "largest": goal.largest} for goal in found.problem.goals],
        "required": [{"name": need.name, "result": need.result, "relation": need.relation, "value": need.value}
                     for need in found.problem.required],
        "front": [one_object(one) for one in found.front], "lost": [one_object(one) for one in found.lost],
        "nearest": None if found.nearest is None else one_object(found.nearest),
        "shortfalls": [{"name": one.requirement.name, "best": one.best, "nearest": one.nearest, "alone": one.alone,
                        "missed": one.missed, "text": one.sentence()} for one in found.shortfalls],
        "failures": [{"reason": reason, "count": count} for reason, count in found.failures],
    }  # fmt: skip


COMMANDS = (optimise_command,)
