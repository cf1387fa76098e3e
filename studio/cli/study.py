"""study: a file of many designs, opened again."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from studio.cli.failure import Unusable
from studio.cli.lines import wrapped
from studio.cli.loading import json_option, print_json, target_of
from studio.cli.sweep import failed_lines
from studio.text import mark, tr, tr_count

if TYPE_CHECKING:
    import numpy as np

    from studio.jobs.study import ColumnInfo, StudyFile

_MOST_OUTCOMES, _SHOWN = 24, 20


@click.command("study")
@click.argument("file", type=click.Path(), metavar="FILE.parquet")
@click.option("--row", type=int, metavar="N", help="The values of one row; with --out its design.")
@click.option("--out", type=click.Path(dir_okay=False), metavar="DESIGN", help="The design file to write for --row.")
@click.option("--force", is_flag=True, help="Write over a design file that exists.")
@click.option("--top", metavar="NAME", help="The rows with the highest values of a result.")
@click.option("--bottom", metavar="NAME", help="The rows with the lowest values of a result.")
@click.option("--minimise", "lower", multiple=True, metavar="NAME", help="A goal of the Pareto front; again for more.")
@click.option("--maximise", "higher", multiple=True, metavar="NAME", help="A goal of the Pareto front of which more is "
              "better.")  # fmt: skip
@click.option("--fine", is_flag=True, help="Compute the front again as `evaluate` does, and say what moves by that.")
@click.option("--outcome", "outcomes", multiple=True, metavar="NAME", help="Results to show.")
@click.option("--count", type=click.IntRange(1), default=_SHOWN, help="Rows to show.")
@click.option("--failed", is_flag=True, help="Every point that failed, with its reason.")
@json_option
def study(
    file: str, row: int | None, out: str | None, force: bool, top: str | None, bottom: str | None,
    lower: tuple[str, ...], higher: tuple[str, ...], fine: bool, outcomes: tuple[str, ...], count: int, failed: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """What a sweep found: the ranges, the failed points, the best rows, the Pareto front, the design of a row."""
    from studio.jobs.study import StudyFile

    if fine and not (lower or higher):
        raise Unusable(tr(mark("--fine: which front? --minimise NAME or --maximise NAME says it")))
    if out is not None and row is None:
        raise Unusable(tr(mark("--out: which row? --row N says it")))
    try:
        with StudyFile.open(Path(file)) as found:
            for name in (*lower, *higher, *outcomes, *(one for one in (top, bottom) if one)):
                if name not in found.names():
                    raise Unusable(tr(mark("{file}: the study has no “{name}”"), file=found.path.name, name=name))
            if row is not None:
                _row(found, row, out, force, as_json)
            elif lower or higher:
                _front(found, lower, higher, fine, outcomes, count, as_json)
            elif top or bottom:
                _best(found, top or bottom or "", bool(top), outcomes, count, as_json)
            elif failed:
                _failed(found, as_json)
            else:
                _summary(found, outcomes, as_json)
    except ValueError as error:
        raise Unusable(str(error)) from None


COMMANDS = (study,)


def _summary(file: "StudyFile", outcomes: tuple[str, ...], as_json: bool) -> None:
    import numpy as np

    from studio.analysis.study import look_words

    names = outcomes or file.outcomes
    failures = file.failures()
    numbered = _numbered(file, failures)
    spans: dict[str, Sequence[Any] | None] = {}
    for name in (*file.factors, *names):
        column = file.column(name)
        if column.dtype.kind == "f" or column.dtype.kind == "i":
            known = column[np.isfinite(column)]
            spans[name] = tuple(float(v) for v in np.percentile(known, (0, 50, 100))) if known.size else None
        else:
            spans[name] = tuple(dict.fromkeys(str(value) for value in column.tolist()))
    if as_json:
        print_json({
            "file": str(file.path), "dawnline": file.study.written_by, "design": file.design.title,
            "points": file.count, "sampling": file.plan.sampling, "seed": file.plan.seed,
            "fidelity": file.plan.fidelity, "note": look_words(file.plan),
            "failed": {str(row): reason for row, reason in numbered.items()},
            "columns": {name: {"label": tr(file.info(name).label), "unit": file.info(name).unit,
                               "role": file.info(name).role, "span": spans[name]} for name in spans},
        })  # fmt: skip
        return
    click.echo(wrapped(tr(mark("{title}: {count:,} points, by Dawnline {version}"), title=file.design.title,
                          count=file.count, version=file.study.written_by)))  # fmt: skip
    click.echo(_sampled(file))
    click.echo(wrapped(look_words(file.plan)))
    click.echo(f"\n{tr(mark('Varied'))}")
    for name in file.factors:
        click.echo(_span_line(file, name, spans[name]))
    shown = names if outcomes else names[:_MOST_OUTCOMES]
    click.echo(f"\n{tr(mark('Results'))}: {tr(mark('lowest, median, highest'))}")
    for name in shown:
        click.echo(_span_line(file, name, spans[name]))
    if len(shown) < len(names):
        click.echo(tr_count("  and {count} more; --outcome NAME shows one", "  and {count} more; --outcome NAME shows "
                            "one", len(names) - len(shown)))  # fmt: skip
    for line in failed_lines(numbered, _SHOWN):
        click.echo(line)


def _sampled(file: "StudyFile") -> str:
    words = {"grid": mark("all combinations"), "list": mark("listed points"), "latin": mark("a Latin hypercube"),
             "sobol": mark("Sobol points"), "random": mark("random points")}  # fmt: skip
    return tr(words[file.plan.sampling])


def _span_line(file: "StudyFile", name: str, span: Sequence[Any] | None) -> str:
    info = file.info(name)
    label = f"{tr(info.label)} ({name})"
    if span is None:
        text = "–"
    elif span and isinstance(span[0], str):
        text = ", ".join(span[:12]) + (" …" if len(span) > 12 else "")
    else:
        chosen = (span[0], span[-1]) if info.role == "factor" else span
        text = (" … " if info.role == "factor" else ", ").join(_text(file, name, value) for value in chosen)
    return wrapped(text, f"  {label:64} ", " " * 8)


def _best(
    file: "StudyFile", name: str, highest: bool, outcomes: tuple[str, ...], count: int, as_json: bool
) -> None:  # fmt: skip
    import numpy as np

    column = file.column(name)
    if column.dtype.kind not in "fi":
        raise Unusable(tr(mark("{name}: is no number that rows could be ordered by"), name=name))
    known = np.flatnonzero(np.isfinite(column))
    order = known[np.argsort(-column[known] if highest else column[known], kind="stable")][:count]
    _rows(file, order, tuple(dict.fromkeys((name, *outcomes))), as_json)


def _front(
    file: "StudyFile", lower: tuple[str, ...], higher: tuple[str, ...], fine: bool, outcomes: tuple[str, ...],
    count: int, as_json: bool,
) -> None:  # fmt: skip
    import numpy as np

    from studio.analysis.study import pareto_front

    goals = (*lower, *higher)
    columns = [file.column(name) for name in goals]
    if any(column.dtype.kind not in "fi" for column in columns):
        raise Unusable(tr(mark("a goal has to be a number")))
    on = np.flatnonzero(pareto_front(columns, [True] * len(lower) + [False] * len(higher)))
    order = on[np.argsort(columns[0][on] * (1.0 if lower else -1.0), kind="stable")]
    if not as_json:
        click.echo(tr_count("{count:,} point on the Pareto front of {of:,}", "{count:,} points on the Pareto front of "
                            "{of:,}", order.size, of=file.count))  # fmt: skip
    names = tuple(dict.fromkeys((*goals, *outcomes)))
    if fine:
        _front_in_full(file, order, {name: name in lower for name in goals}, names, count, as_json)
        return
    _rows(file, order if as_json else order[:count], names, as_json)
    if not as_json and order.size > count:
        click.echo(tr(mark("  and {count:,} more; --count N shows more"), count=order.size - count))


def _front_in_full(
    file: "StudyFile", rows: "np.ndarray[Any, Any]", goals: dict[str, bool], names: tuple[str, ...], count: int,
    as_json: bool,
) -> None:  # fmt: skip
    """The front with each result of it as `evaluate` has it, beside that of the study."""
    from studio.analysis import RESULTS
    from studio.analysis.many import evaluate_many
    from studio.analysis.sampling import FINE
    from studio.analysis.study.finer import Finer, even
    from studio.design import get_value

    rows = even(rows)
    asked = tuple(name for name in names if name in RESULTS and RESULTS[name].kind != "text")
    designs = [file.design_at(int(row)) for row in rows]
    # Whole parts of one technology that differ in a factor are brought by that factor, so that they are told apart by
    # it alone and are computed in one call.
    values = {path: list(file.column(path)[rows]) for path in file.factors}
    for factor in file.plan.factors:
        if factor.names:
            known = dict(zip(factor.names, factor.values, strict=True))
            values[factor.path] = [known[name] for name in values[factor.path]]
        elif factor.whole or not isinstance(factor.values[0] if factor.values else 0.0, float):
            values[factor.path] = [get_value(design, factor.path) for design in designs]
    answer = evaluate_many(file.design, values, asked, sampling=FINE)
    full = {name: answer.columns[name] for name in asked}
    finer = Finer(rows, tuple(goals.items()), {name: file.column(name)[rows] for name in goals}, full,
                  {int(rows[at]): reason for at, reason in answer.failures.items()})  # fmt: skip
    if not as_json:
        shown = rows[:count]
        _rows(file, shown, names, as_json, {f"{name} {tr(mark('in full'))}": (name, full[name][: shown.size])
                                            for name in asked})  # fmt: skip
        click.echo(wrapped(finer.sentence()))
        return
    _rows(file, rows, names, as_json, {name: (name, full[name]) for name in asked})


def _rows(
    file: "StudyFile", positions: "np.ndarray[Any, Any]", names: tuple[str, ...], as_json: bool,
    full: "dict[str, tuple[str, np.ndarray[Any, Any]]] | None" = None,
) -> None:  # fmt: skip
    """A table of rows: their numbers, what is varied in them, some results, and what these are in full."""
    full = full or {}
    shown = tuple(dict.fromkeys((*file.factors, *names)))
    numbers = file.column("row")[positions]
    columns = {name: file.column(name)[positions].tolist() for name in shown}
    if as_json:
        print_json([{"row": int(number), **{name: _plain(columns[name][at]) for name in shown},
                     **({"in_full": {name: _plain(float(column[at])) for name, (_, column) in full.items()}}
                        if full else {})} for at, number in enumerate(numbers)])  # fmt: skip
        return
    texts = {name: [_text(file, name, value) for value in columns[name]] for name in shown}
    texts |= {head: [_text(file, name, value) for value in column.tolist()] for head, (name, column) in full.items()}
    shown = tuple(texts)
    widths = {name: max(len(name), *(len(text) for text in texts[name]), 0) for name in shown}
    click.echo(f"{tr(mark('Row')):>10}  " + "  ".join(f"{name:>{widths[name]}}" for name in shown))
    for at, number in enumerate(numbers):
        click.echo(f"{number:>10,}  " + "  ".join(f"{texts[name][at]:>{widths[name]}}" for name in shown))


def _failed(file: "StudyFile", as_json: bool) -> None:
    failures = _numbered(file, file.failures())
    if as_json:
        print_json([{"row": row, "reason": reason} for row, reason in failures.items()])
        return
    for line in failed_lines(failures, None) or [tr(mark("No point failed."))]:
        click.echo(line)


def _row(file: "StudyFile", number: int, out: str | None, force: bool, as_json: bool) -> None:
    import msgspec

    from studio.analysis.study.origin import with_origin
    from studio.document import files

    position = file.position_of(number)
    if out is not None:
        target = target_of(out, force)
        design = file.design_at(position)
        title = tr(mark("{title}, row {number} of {file}"), title=design.title, number=number, file=file.path.name)
        date = time.strftime("%Y-%m-%d", time.localtime(file.path.stat().st_mtime))
        told = with_origin(design, file.factors, file.path.name, number, date)
        files.write(target, msgspec.structs.replace(told, title=title[:120]))
    values = file.row(position)
    if as_json:
        print_json({name: _plain(value) for name, value in values.items()})
        return
    for name, value in values.items():
        if value is not None:
            click.echo(wrapped(_text(file, name, value), f"{tr(file.info(name).label)[:50]:52} "))
    if out is not None:
        click.echo(tr(mark("The design of row {number} is in {name}"), number=number, name=Path(out).name))


def _numbered(file: "StudyFile", failures: dict[int, str]) -> dict[int, str]:
    """Reasons by the number of the row instead of its place in the file."""
    rows = file.column("row")
    return {int(rows[at]): reason for at, reason in failures.items()}


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and value != value else value


def _text(file: "StudyFile", name: str, value: Any) -> str:
    """A value with its unit as people read it."""
    from studio.design.edit import field_at
    from studio.export.summary import quantity_text, value_text

    if value is None or value != value:
        return "–"
    info: ColumnInfo = file.info(name)
    if info.role == "result":
        return value_text(value, name)
    if info.role == "factor" and isinstance(value, int | float) and not isinstance(value, bool):
        spec = field_at(file.design, name)
        return quantity_text(value, spec.quantity, spec.unit) if spec.quantity else f"{value:g}"
    return str(value)
