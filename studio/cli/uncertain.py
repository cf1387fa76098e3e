"""uncertain: how sure the design is, with what drives it."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from studio.cli.failure import MET, NOT_MET, Unusable
from studio.cli.lines import wrapped
from studio.cli.loading import design_argument, json_option, load, print_json, set_option, stack_option
from studio.cli.progress import with_progress
from studio.design.unit_text import number_text, per_cent
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.analysis.study.uncertainty import Chance, Indices, MonteCarlo, Summary
    from studio.analysis.trade import Tornado

KEY = ("power.array_eol", "power.margin_eol", "mass.satellite", "thermal.junction_temperature", "cost.capex",
       "cost.accelerator_hour", "cost.launched_power_price", "ground.cost_ratio")  # fmt: skip
"""Results that are told where none is asked for; those that the design does not have are left out."""
_TOP, _BAR, _NAME = 12, 28, 30


@click.command("uncertain")
@design_argument
@click.option("--samples", type=click.IntRange(1, 1_000_000), default=1000, show_default=True, help="How many designs.")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=1, show_default=True,
              help="The same seed, the same samples.")  # fmt: skip
@click.option("--method", type=click.Choice(["latin", "sobol", "random"]), default="latin", show_default=True,
              help="How they are drawn.")  # fmt: skip
@click.option("--result", "names", multiple=True, metavar="NAME", help="A result to tell of; again for more.")
@click.option("--drives", metavar="NAME", help="Whose drivers are shown; by default the first result's.")
@click.option("--indices", is_flag=True, help="Sobol indices of that result as well.")
@click.option("--numbers", is_flag=True, help="List what is uncertain, and why, and compute nothing.")
@set_option
@stack_option
@json_option
def uncertain_command(
    design: str, samples: int, seed: int, method: Any, names: tuple[str, ...], drives: str | None, indices: bool,
    numbers: bool, edits: tuple[str, ...], stack: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Draw every number that is not known exactly, and tell what the design then is, and what drives it.

    Numbers have the spread that the design states, or one by the confidence of their sources.
    """
    from studio.analysis.study.uncertainty import drivers, monte_carlo, sobol_indices
    from studio.jobs.memory import keep_memory

    keep_memory()
    value = load(design, edits, stack)
    if numbers:
        _tell_numbers(value, as_json)
        return MET
    asked = names or KEY
    try:
        found = with_progress(tr(mark("Samples")), lambda tell: monte_carlo(
            value, asked, samples=samples, seed=seed, method=method, checkpoint=tell))  # fmt: skip
        shown = [name for name in asked if found.summary(name) is not None]
        driven = drives or next(iter(shown), None)
        swings = None if driven is None else with_progress(tr(mark("Drivers")), lambda tell: drivers(
            value, (driven,), checkpoint=tell)).get(driven)  # fmt: skip
        shares = None
        if indices and driven is not None:
            shares = with_progress(tr(mark("Indices")), lambda tell: sobol_indices(
                value, (driven,), seed=seed, checkpoint=tell)).get(driven)  # fmt: skip
    except ValueError as error:
        raise Unusable(str(error)) from None
    if as_json:
        print_json(_object(found, shown, swings, shares))
    else:
        for line in _lines(found, shown, swings, shares):
            click.echo(line)
    return NOT_MET if found.failures else MET


def _lines(
    found: "MonteCarlo", shown: list[str], swings: "Tornado | None", shares: "Indices | None"
) -> Iterator[str]:  # fmt: skip
    from studio.analysis import RESULTS
    from studio.analysis.study.uncertainty import ASSUMPTION
    from studio.analysis.study.uncertainty.words import difference_words
    from studio.analysis.trade import result_words

    yield wrapped(tr(mark("{samples} samples of {count} uncertain numbers, seed {seed}. {assumption}"),
                     samples=f"{found.samples:,}", count=len(found.numbers), seed=found.seed,
                     assumption=tr(ASSUMPTION)))  # fmt: skip
    lost = len(found.failures)
    if lost:
        first = min(found.failures)
        yield wrapped(tr(mark("{count} samples could not be computed whole, such as number {row}: {reason}"),
                         count=lost, row=first, reason=found.failures[first]))  # fmt: skip
    yield ""
    yield _row(tr(mark("Result")), tr(mark("now")), "P10", "P50", "P90", tr(mark("mean")))
    for name in shown:
        said = found.summary(name)
        assert said is not None  # as was asked before
        words = [result_words(name, value) for value in (said.p10, said.p50, said.p90, said.mean)]
        now = found.nominal.get(name)
        yield _row(tr(RESULTS[name].label), "–" if now is None else result_words(name, now), *words)
    if found.judged:
        yield ""
        yield _row(tr(mark("Requirement: its margin")), "", "P10", "P50", "P90", tr(mark("holds")))
    for one in found.judged:
        margin, name = one.margin, one.requirement.result
        ends = () if margin is None else (margin.p10, margin.p50, margin.p90)
        words = [difference_words(name, end) for end in ends] or ["–"] * 3
        yield _row(one.requirement.name, "", *words, "–" if one.chance is None else per_cent(one.chance.share))
        if one.reason:
            yield f"  {one.reason}"
    if found.all_hold is not None:
        yield wrapped(tr(mark("All requirements hold with a probability of {share} ({low} to {high} in 95 of 100 such "
                              "samples)."), share=per_cent(found.all_hold.share), low=per_cent(found.all_hold.low),
                         high=per_cent(found.all_hold.high)))  # fmt: skip
    if swings is not None:
        yield ""
        yield from _tornado_lines(swings)
    if shares is not None:
        yield ""
        yield from _index_lines(shares)


def _row(name: str, *words: str) -> str:
    cut = name if len(name) <= _NAME else name[: _NAME - 1].rstrip() + "…"
    return f"{cut:{_NAME}} " + " ".join(f"{word:>17}" for word in words)


def _tornado_lines(found: "Tornado") -> Iterator[str]:
    from studio.analysis import RESULTS
    from studio.analysis.trade import result_words

    yield wrapped(tr(mark("What drives it: {label}, {value} now; each number alone from its P10 to its P90"),
                     label=tr(RESULTS[found.name].label), value=result_words(found.name, found.base)))  # fmt: skip
    shown = found.bars[:_TOP]
    if not shown:
        yield "  " + tr(mark("no uncertain number moves it"))
        return
    least, most = min(bar.least for bar in shown), max(bar.most for bar in shown)
    span = (most - least) or 1.0
    for bar in shown:
        start = round(_BAR * (bar.least - least) / span)
        drawn = " " * start + "█" * max(round(_BAR * bar.size / span), 1)
        ends = f"{result_words(found.name, bar.least)} … {result_words(found.name, bar.most)}"
        yield f"  {bar.path:38} {drawn:{_BAR + 1}} {ends}"
    for bar in shown:
        if bar.reason:
            yield wrapped(f"{bar.path}: {bar.reason}", "  ", "    ")
    yield "  " + tr(mark("{count} more move it less, {still} do not move it."), count=len(found.bars) - len(shown),
                    still=len(found.still))  # fmt: skip


def _index_lines(found: "Indices") -> Iterator[str]:
    yield f"  {tr(mark('Share of the variance')):38} {tr(mark('alone')):>18} {tr(mark('with others')):>18}"
    for one in found.numbers:
        yield (f"  {one.path:38} {_share(one.first, one.first_error):>18} {_share(one.total, one.total_error):>18}")
    yield wrapped(tr(mark("Sobol indices by {count} designs, each with its interval of 95 %; {left} numbers that move "
                          "it less are held."), count=f"{found.evaluations:,}", left=len(found.left_out)),
                  "  ")  # fmt: skip


def _share(share: float, error: float) -> str:
    return f"{number_text(100.0 * share, 3)} ± {number_text(100.0 * error, 2)} %"


def _tell_numbers(design: Any, as_json: bool) -> None:
    from studio.analysis.study.uncertainty import uncertain_numbers
    from studio.analysis.study.uncertainty.words import spread_words

    found = uncertain_numbers(design)
    if as_json:
        print_json([{"path": one.path, "value": one.value, "unit": one.field.quantity.si if one.field.quantity else "",
                     "kind": one.spread.kind, "low": one.spread.low, "mode": one.spread.mode, "high": one.spread.high,
                     "deviation": one.spread.deviation, "origin": one.origin, "confidence": one.confidence,
                     "source": one.source} for one in found])  # fmt: skip
        return
    for one in found:
        known = tr(one.confidence or mark("no source"))
        stated = tr(mark("stated")) if one.origin == "design" else known
        click.echo(f"{one.path:38} {one.words(one.value):>16}  {spread_words(one):44} {stated}")


def _object(
    found: "MonteCarlo", shown: list[str], swings: "Tornado | None", shares: "Indices | None"
) -> dict[str, Any]:  # fmt: skip
    from studio.analysis import RESULTS
    from studio.analysis.study.uncertainty import ASSUMPTION

    def chance(one: "Chance | None") -> dict[str, Any] | None:
        return None if one is None else {"share": one.share, "count": one.count, "total": one.total, "low": one.low,
                                         "high": one.high}  # fmt: skip

    def summary(one: "Summary | None") -> dict[str, Any] | None:
        return None if one is None else asdict(one)

    said: dict[str, Any] = {
        "samples": found.samples, "seed": found.seed, "method": found.method, "assumption": tr(ASSUMPTION),
        "numbers": [number.path for number in found.numbers],
        "failures": [{"sample": row, "reason": reason} for row, reason in found.failures.items()],
        "results": {
            name: {"label": tr(RESULTS[name].label), "unit": RESULTS[name].quantity.si, "now": found.nominal.get(name),
                   **(summary(found.summary(name)) or {}),
                   "brought": {"how": found.anchors[name].how, "amount": found.anchors[name].amount},
                   "histogram": dict(zip(("counts", "edges"), (one.tolist() for one in found.histogram(name)),
                                         strict=True))}
            for name in shown
        },
        "requirements": [
            {"name": one.requirement.name, "result": one.requirement.result, "relation": one.requirement.relation,
             "value": one.requirement.value, "chance": chance(one.chance), "margin": summary(one.margin),
             "reason": one.reason} for one in found.judged
        ],
        "all": chance(found.all_hold),
    }  # fmt: skip
    if swings is not None:
        said["tornado"] = {
            "result": swings.name, "value": swings.base, "without_effect": list(swings.still),
            "bars": [{"path": bar.path, "value": bar.value, "low": bar.low, "high": bar.high, "at_low": bar.at_low,
                      "at_high": bar.at_high, "swing": bar.size, "confidence": bar.confidence, "reason": bar.reason}
                     for bar in swings.bars],
        }  # fmt: skip
    if shares is not None:
        said["indices"] = {**asdict(shares), "numbers": [asdict(one) for one in shares.numbers]}
    return said


COMMANDS = (uncertain_command,)
