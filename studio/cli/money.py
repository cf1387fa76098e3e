"""money: space against the ground, where they break even, when they will, and what drives the answer."""

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import click

from studio.cli.failure import Unusable
from studio.cli.lines import wrapped
from studio.cli.loading import design_argument, json_option, load, print_json, set_option, stack_option
from studio.cli.progress import with_progress
from studio.cli.varying import bounds
from studio.design.quantity import RATIO
from studio.design.unit_text import number_text, parse
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.analysis.trade import BreakEven, ByYear, Pair, Tornado, Trends

_TOP = 15


@click.command("money")
@design_argument
@set_option
@stack_option
@json_option
@click.option("--break-even", "paths", multiple=True, metavar="PATH[=LOW:HIGH]",
              help="Vary this field until RESULT meets AGAINST; again for more.")  # fmt: skip
@click.option("--result", "name", metavar="NAME", help="For --break-even and --by-year; by default the price of an "
              "accelerator-hour in orbit.")  # fmt: skip
@click.option("--against", metavar="NAME|VALUE", help="What it is held against; by default its like on the ground.")
@click.option("--by-year", is_flag=True, help="Both year by year with the learning curve of the launch price.")
@click.option("--trend", "trends", multiple=True, metavar="GROUP=SHARE",
              help="With --by-year: change a year of hardware, computers, mass or electricity, as in hardware=-5%.")
@click.option("--tornado", "drives", metavar="RESULT", help="What moves this result the most.")
@click.option("--share", metavar="SHARE", help="With --tornado: move every field by as much, not by its confidence.")
def money_command(
    design: str, edits: tuple[str, ...], stack: str | None, as_json: bool, paths: tuple[str, ...], name: str | None,
    against: str | None, by_year: bool, trends: tuple[str, ...], drives: str | None, share: str | None,
) -> None:  # fmt: skip
    """What the design costs in orbit and on the ground, and what would have to change for the two to meet."""
    from studio.analysis import evaluate
    from studio.analysis.trade import GROUND, SPACE, break_even, break_even_date, space_and_ground, tornado
    from studio.analysis.trade.summary import STAGES, counterpart

    value = load(design, edits, stack)
    name = name or SPACE
    yearly = _trends(trends)
    if not by_year and trends:
        raise Unusable(tr(mark("--trend says something only with --by-year")))
    found: dict[str, Any] = {}
    try:
        results = evaluate(value, only=STAGES)
        found["summary"] = space_and_ground(results)
        other = (counterpart(name) or GROUND) if against is None else _against(name, against)
        asked = [bounds("--break-even", value, one) for one in paths]
        found["break_even"] = [
            with_progress(path, lambda tell, path=path, low=low, high=high: break_even(  # type: ignore[misc]
                value, path, name, other, low, high, tell)) for path, low, high in asked
        ]
        if by_year:
            if not isinstance(other, str):
                raise Unusable(tr(mark("--by-year holds two results against each other, not a value")))
            found["by_year"] = with_progress(tr(mark("By year")), lambda tell: break_even_date(
                value, yearly, name, other, checkpoint=tell))  # fmt: skip
        if drives is not None:
            found["tornado"] = with_progress(drives, lambda tell: tornado(
                value, drives, share=_share(share), checkpoint=tell))  # fmt: skip
    except ValueError as error:
        raise Unusable(str(error)) from None
    # What waits for a stage that failed has nothing to say of its own.
    failures = [one.failure for one in results.outcomes.values() if one.failure and not one.skipped]
    if failures and not found["summary"]:
        raise Unusable(failures[0])
    if as_json:
        print_json(_object(found, failures))
        return
    for line in _lines(found, failures):
        click.echo(line)


def _against(name: str, typed: str) -> str | float:
    """A result by its name, or a value with a unit of the result `name`."""
    from studio.analysis import RESULTS

    if typed in RESULTS or name not in RESULTS:
        return typed
    try:
        return parse(typed, RESULTS[name].quantity, None)
    except ValueError as error:
        raise Unusable(f"--against {typed}: {error}") from None


def _share(typed: str | None) -> float | None:
    try:
        return None if typed is None else parse(typed, RATIO, None)
    except ValueError as error:
        raise Unusable(f"--share {typed}: {error}") from None


def _trends(typed: tuple[str, ...]) -> "Trends":
    from studio.analysis.trade import Trends

    known = {spec.name for spec in fields(Trends)}
    read: dict[str, float] = {}
    for one in typed:
        group, equals, share = (part.strip() for part in one.partition("="))
        if not equals or group not in known:
            raise Unusable(tr(mark("--trend {typed}: write it as GROUP=SHARE; the groups are {known}"), typed=one,
                              known=", ".join(sorted(known))))  # fmt: skip
        try:
            read[group] = parse(share, RATIO, None)
        except ValueError as error:
            raise Unusable(f"--trend {one}: {error}") from None
    try:
        return Trends(**read)
    except ValueError as error:
        raise Unusable(f"--trend: {error}") from None


def _lines(found: dict[str, Any], failures: list[str]) -> Iterator[str]:
    yield from failures
    yield from _summary_lines(found["summary"])
    for one in found["break_even"]:
        yield ""
        yield wrapped(one.sentence())
    if "by_year" in found:
        yield ""
        yield from _year_lines(found["by_year"])
    if "tornado" in found:
        yield ""
        yield from _tornado_lines(found["tornado"])


def _summary_lines(pairs: "tuple[Pair, ...]") -> Iterator[str]:
    from studio.analysis.trade import result_words

    def text(name: str, value: float | None) -> str:
        return "–" if value is None else result_words(name, value)

    space, ground, ratio = tr(mark("In orbit")), tr(mark("On the ground")), tr(mark("Ratio"))
    yield f"{'':40} {space:>22} {ground:>22} {ratio:>8}"
    for pair in pairs:
        times = "–" if pair.ratio is None else number_text(pair.ratio, 3)
        yield (f"{pair.label:40} {text(pair.space, pair.in_space):>22} {text(pair.ground, pair.on_ground):>22} "
               f"{times:>8}")  # fmt: skip


def _year_lines(found: "ByYear") -> Iterator[str]:
    from studio.analysis.trade import result_words

    yield wrapped(found.sentence())
    yield from (wrapped(one, "  ") for one in found.assumptions)
    launch, space, ground, ratio = (tr(mark("Launch")), tr(mark("In orbit")), tr(mark("On the ground")),
                                    tr(mark("Ratio")))  # fmt: skip
    yield f"{'':6} {launch:>16} {space:>18} {ground:>18} {ratio:>8}"
    for year, price, one, other in zip(found.years, found.launch_price, found.space, found.ground, strict=True):
        yield (f"{int(year):<6} {result_words('launch.price_per_mass', float(price)):>16} "
               f"{result_words(found.name, float(one)):>18} {result_words(found.other, float(other)):>18} "
               f"{number_text(float(one / other), 3):>8}")  # fmt: skip


def _tornado_lines(found: "Tornado") -> Iterator[str]:
    from studio.analysis import RESULTS
    from studio.analysis.trade import result_words

    def text(value: float | None) -> str:
        return "–" if value is None else result_words(found.name, value)

    yield f"{tr(RESULTS[found.name].label)}: {text(found.base)}"
    for bar in found.bars[:_TOP]:
        field = f"{bar.path}: {bar.words(bar.low)} … {bar.words(bar.high)}"
        known = tr(bar.confidence or mark("no source"))
        yield f"  {field:61} {text(bar.at_low):>20} … {text(bar.at_high):<20}  {known}"
    if len(found.bars) > _TOP:
        rest = found.bars[_TOP]
        yield "  " + tr(mark("and {count} more, by {size} at the most"), count=len(found.bars) - _TOP,
                        size=result_words(found.name, rest.size))  # fmt: skip
    for bar in found.failed:
        yield wrapped(f"{bar.path}: {bar.reason}", "  ", "    ")
    yield "  " + tr(mark("{count} fields do not move it."), count=len(found.still))


def _object(found: dict[str, Any], failures: list[str]) -> dict[str, Any]:
    from studio.analysis import RESULTS

    def side(name: str, value: float | None) -> dict[str, Any] | None:
        return None if value is None else {"name": name, "value": value, "unit": RESULTS[name].quantity.si}

    shown: dict[str, Any] = {
        "failures": failures,
        "summary": [
            {"label": pair.label, "space": side(pair.space, pair.in_space), "ground": side(pair.ground, pair.on_ground),
             "ratio": pair.ratio} for pair in found["summary"]
        ],
        "break_even": [_break_even_object(one) for one in found["break_even"]],
    }  # fmt: skip
    if "by_year" in found:
        one: ByYear = found["by_year"]
        shown["by_year"] = {
            "result": one.name, "against": one.other, "sentence": one.sentence(), "crossing": one.crossing,
            "returns": one.returns, "assumptions": list(one.assumptions), "years": [int(year) for year in one.years],
            "space": one.space.tolist(), "ground": one.ground.tolist(), "launch_price": one.launch_price.tolist(),
            "without_launch_price": one.floor,
            "gaps": [{"year": year, "reason": reason} for year, reason in one.gaps],
        }  # fmt: skip
    if "tornado" in found:
        all_bars: Tornado = found["tornado"]
        shown["tornado"] = {
            "result": all_bars.name, "value": all_bars.base,
            "bars": [
                {"path": bar.path, "value": bar.value, "low": bar.low, "high": bar.high, "at_low": bar.at_low,
                 "at_high": bar.at_high, "swing": bar.size, "confidence": bar.confidence, "reason": bar.reason}
                for bar in all_bars.bars
            ],
            "without_effect": list(all_bars.still), "left_out": dict(all_bars.left),
        }  # fmt: skip
    return shown


def _break_even_object(one: "BreakEven") -> dict[str, Any]:
    return {
        "path": one.variable.path, "result": one.name, "against": one.other, "value": one.value, "now": one.now,
        "unit": one.variable.spec.quantity.si if one.variable.spec.quantity else "", "sentence": one.sentence(),
        "chosen": one.variable.chosen,
        "crossings": [
            {"value": found.value, "level": found.level, "falls": found.falls, "below": found.below,
             "specific_power": found.specific_power}
            for found in one.crossings
        ],
        "curve": {"field": one.x.tolist(), "result": one.result.tolist(), "against": one.against.tolist()},
        "gaps": [{"value": gap.value, "reason": gap.reason} for gap in one.gaps],
    }  # fmt: skip


COMMANDS = (money_command,)
