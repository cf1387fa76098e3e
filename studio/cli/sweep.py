"""sweep: many designs that differ in some fields, in one file."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from studio.cli.failure import INTERRUPTED, MET, NOT_MET, Unusable
from studio.cli.lines import wrapped
from studio.cli.loading import answers, json_option, load, print_json, set_option, stack_option
from studio.cli.progress import quiet
from studio.cli.ranges import swept
from studio.cli.where import Where, where_options
from studio.design import Design
from studio.text import mark, tr, tr_count

if TYPE_CHECKING:
    from studio.analysis.study import Plan
    from studio.jobs.study import Engine, StudyFile

_SHOWN = 20
"""Failed points that are listed; the file has all."""
_PATIENCE, _EVERY = 0.2, 1.0


@click.command("sweep")
@click.argument("design", metavar="FILE|PRESET", required=False)
@click.option("--vary", "typed", multiple=True, metavar="PATH=START:STOP:N|PATH=a,b,c",
              help='A field and its values, again for more: "mission.altitude=500 km:1400 km:10", with :log at the end '
                   "for equal ratios; stack=ID,ID exchanges whole stacks.")  # fmt: skip
@click.option("--sample", "sampling", type=click.Choice(("sobol", "latin", "random")),
              help="Points spread over the ranges instead of a grid; a range is then PATH=START:STOP.")
@click.option("--samples", type=click.IntRange(1, 10_000_000), default=None, help="Points of a sample (1024).")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=0, help="Which sample; the same one gives the same "
              "points.")  # fmt: skip
@click.option("--outcome", "outcomes", multiple=True, metavar="NAME", help="A result that each point is asked for; by "
              "default all that are one number.")  # fmt: skip
@set_option
@stack_option
@click.option("--fine", is_flag=True, help="Look at the year as closely as `evaluate` does; by default some days of it "
              "stand for the others.")  # fmt: skip
@click.option("--batch", type=click.IntRange(1, 65_536), help="Points that a worker gets at a time; by default as many "
              "as take it about a second.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 1024), help="Processes on this machine; by default one for each "
              "processor.")  # fmt: skip
@click.option("--resume", "continued", is_flag=True, help="Go on with the unfinished study beside --out.")
@where_options
@click.option("--out", required=True, type=click.Path(dir_okay=False), metavar="FILE.parquet",
              help="The file of the study, which `study` opens again.")
@click.option("--force", is_flag=True, help="Write over a file that exists, and discard an unfinished study beside it.")
@json_option
def sweep(
    design: str | None, typed: tuple[str, ...], sampling: str | None, samples: int | None, seed: int,
    outcomes: tuple[str, ...], edits: tuple[str, ...], stack: str | None, fine: bool, batch: int | None,
    workers: int | None, continued: bool, where: Where, out: str, force: bool, as_json: bool,
) -> int:  # fmt: skip
    """Compute many designs that differ in one to six fields.

    Results are kept as they come: after a crash or Ctrl-C the same command with --resume goes on where it stopped.
    The exit status is 1 where a point failed; its reason is in the file.
    """
    path = Path(out)
    if not path.name:
        raise Unusable(tr(mark("“{out}” names no file"), out=out))
    known = _known(path) if continued else None
    if known is not None and design is None and not (typed or edits or stack):
        base, plan = known
    else:
        if design is None:
            raise Unusable(tr(mark("{name}: there is no unfinished study beside it"), name=path.name) if continued
                           else tr(mark("which design? name a file or a preset")))  # fmt: skip
        base = load(design, edits, stack)
        plan = _plan(base, typed, sampling, samples, seed, outcomes, fine)
    _check(base, plan)
    if not continued:
        _make_room(path, force)
    if not (quiet() or continued):
        _hint(base, plan)
    return _compute(base, plan, path, where.engine(workers), continued, batch, as_json)


COMMANDS = (sweep,)


def _plan(
    base: Design, typed: tuple[str, ...], sampling: str | None, samples: int | None, seed: int,
    outcomes: tuple[str, ...], fine: bool,
) -> "Plan":  # fmt: skip
    from studio.analysis.study import Plan, every_number

    if not typed:
        raise Unusable(tr(mark("what is varied? --vary PATH=START:STOP:N says it")))
    if sampling is None and samples is not None:
        raise Unusable(tr(mark("--samples: a grid has as many points as its values make; --sample chooses a sample")))
    factors = tuple(swept(base, one, sampling is None) for one in typed)
    kind: Any = sampling or "grid"
    return Plan(factors, outcomes or every_number(), kind, 0 if sampling is None else samples or 1024, seed,
                "fine" if fine else "quick")  # fmt: skip


def _check(base: Design, plan: "Plan") -> None:
    from studio.analysis.study import check_plan

    try:
        check_plan(base, plan)
    except ValueError as error:
        raise Unusable(str(error)) from None


def _known(path: Path) -> "tuple[Design, Plan] | None":
    """The unfinished study beside `path`, or the one in it that is finished."""
    from studio.jobs.study import StudyFile, unfinished

    try:
        found = unfinished(path)
        if found is not None:
            return found[0].design, found[0].plan
        if answers(path.exists):
            with StudyFile.open(path) as file:
                return file.design, file.plan
    except ValueError as error:
        raise Unusable(str(error)) from None
    return None


def _make_room(path: Path, force: bool) -> None:
    from studio.jobs.study import discard, unfinished

    try:
        if force:
            discard(path)
        elif answers(path.exists):
            raise Unusable(tr(mark("{name}: exists already; --force writes over it"), name=path.name))
        elif unfinished(path) is not None:
            raise Unusable(tr(mark("{name}: an unfinished study is beside it; --resume goes on with it, --force "
                                   "discards it"), name=path.name))  # fmt: skip
    except ValueError as error:
        raise Unusable(str(error)) from None


def _hint(base: Design, plan: "Plan") -> None:
    """Say what is varied in vain, by the fields that count, and by a first look at the results."""
    from studio.analysis.study import part_type
    from studio.analysis.study.idle import idle_factors, idle_words
    from studio.design.edit import counts, field_at

    told = set()
    paths = tuple(factor.path for factor in plan.factors)  # in their order
    for path in paths:
        if part_type(path) is not None:
            continue
        spec = field_at(base, path)
        if not counts(base, spec) and spec.when is not None and spec.when[0] not in paths:
            _say(tr(mark("{path}: has no effect with {other} as it is"), path=path, other=spec.when[0]))
            told.add(path)
    for path in idle_factors(base, plan):
        if path not in told:
            _say(idle_words(path))


def _compute(
    base: Design, plan: "Plan", path: Path, engine: "Engine", continued: bool, batch: int | None, as_json: bool
) -> int:
    from studio.jobs.study import StudyCallbacks, StudyRun

    ended: dict[str, Any] = {}
    began = time.perf_counter()
    run = StudyRun(base, plan, path, engine, StudyCallbacks(
        on_progress=_progress(), on_done=lambda file: ended.update(file=file),
        on_failed=lambda text: ended.update(failed=text), on_error=lambda text: ended.update(error=text),
    ), continued=continued, batch=batch)  # fmt: skip
    run.start()
    try:
        while not run.wait(_PATIENCE):
            pass
    except KeyboardInterrupt:
        run.cancel()
        run.wait()
        if "file" not in ended:
            _say(tr(mark("Stopped; what is done is kept: --resume goes on with it.")))
            return INTERRUPTED
    if "failed" in ended:
        raise Unusable(ended["failed"])
    if "error" in ended:
        raise RuntimeError(ended["error"])
    with ended["file"] as file:
        return _report(file, time.perf_counter() - began, as_json)


def _report(file: "StudyFile", seconds: float, as_json: bool) -> int:
    from studio.analysis.study import look_words

    failures = file.failures()
    rows = file.column("row")
    if as_json:
        print_json({
            "file": str(file.path), "points": file.count, "factors": list(file.factors),
            "outcomes": list(file.outcomes), "fidelity": file.plan.fidelity, "seconds": seconds,
            "failed": [{"row": int(rows[at]), "reason": reason} for at, reason in failures.items()],
        })  # fmt: skip
    else:
        click.echo(tr(mark("{count:,} points in {name}, {rate:,.0f} a second"), count=file.count, name=file.path.name,
                      rate=file.count / seconds))  # fmt: skip
        click.echo(wrapped(look_words(file.plan)))
        for line in failed_lines({int(rows[at]): reason for at, reason in failures.items()}, _SHOWN):
            click.echo(line)
    return NOT_MET if failures else MET


def failed_lines(failures: dict[int, str], most: int | None) -> list[str]:
    """The failed points by number, each with its reason."""
    if not failures:
        return []
    lines = [tr_count("{count:,} point failed:", "{count:,} points failed:", len(failures))]
    for number, (row, reason) in enumerate(failures.items()):
        if number == most:
            lines.append(tr_count("  and {count:,} more, which the file names",
                                  "  and {count:,} more, which the file names", len(failures) - number))  # fmt: skip
            break
        lines.append(wrapped(reason, f"  {row:>8,}  "))
    return lines


def _progress() -> Callable[[int, int, int, float], None]:
    """Tell on stderr how far it is: one line that changes where somebody watches, else one each tenth of the way."""
    watched, silent, told = sys.stderr.isatty(), quiet(), {"at": 0.0, "tenth": 0}

    def tell(done: int, total: int, failed: int, rate: float) -> None:
        now, tenth = time.monotonic(), 10 * done // total
        if silent or ((now - told["at"] < _EVERY and done < total) if watched else tenth == told["tenth"]):
            return
        told.update(at=now, tenth=tenth)
        line = tr(mark("{done:,} of {total:,} points, {failed:,} failed, {rate:,.0f} a second"), done=done,
                  total=total, failed=failed, rate=rate)  # fmt: skip
        click.echo(f"\r{line:<79}" if watched else line, err=True, nl=not watched or done == total)

    return tell


def _say(text: str) -> None:
    if not quiet():
        click.echo(text, err=True)
