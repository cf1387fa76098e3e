"""Arithmetic of the market: M1, M3 to M6, M9, M10, M12 and M15. Forecasts are held against their own figures only."""

from collections.abc import Iterable

from studio.analysis.cases import Comparison
from studio.analysis.claims.finding import Finding, Kind, Number, unknown
from studio.analysis.claims.inquiry import Inquiry, of_case
from studio.analysis.claims.reports import recorded_losses, recorded_results
from studio.catalogue.market import installation
from studio.design.quantity import RATIO
from studio.design.unit_text import number_text, per_cent
from studio.text import mark, tr

_SHARE, _MARKET, _LOSSES = "claim-100gw-quarter-of-435", "claim-changjiang-market", "claim-losses-2025"
_TOP = "claim-losses-top-three"
_EXCHANGE, _PATH = "claim-maiwei-cap-fx", "market-citic-path"
_ROUND = 0.01
"""How far a share may be from one that is said in words to be that: "a quarter" is 25 % to within one point."""
_ROUGH = 0.025
"""How far it may be to be that roughly: to the nearest of the steps of 5 %."""


def share(inquiry: Inquiry) -> Finding:
    """M1: the target as a share of each installation that it can be held against."""
    figures = inquiry.case(_SHARE)
    ours = _si(figures["seed_435"])
    others = [_si(figures[name]) for name in ("cpia_2026_low", "cpia_2026_high", "actual_2025")]
    said = inquiry.claimed("share")
    words = {"said": per_cent(said), "ours": per_cent(ours), "least": per_cent(min(others)),
             "most": per_cent(max(others)), "base": f"{inquiry.claimed('base'):g}"}  # fmt: skip
    numbers = (inquiry.said("power"), inquiry.said("base"), Number(tr(mark("Share, as claimed")), said, RATIO,
               source=inquiry.statement.said_by),
               *_all(one for one in figures.values() if one.figure.compare == "value"))  # fmt: skip
    if abs(ours - said) <= _ROUND:
        return Finding("holds", tr(mark("It is {ours} of {base} GW."), **words), numbers)
    return Finding("holds only if" if abs(ours - said) <= _ROUGH else "does not hold", tr(
        mark("Roughly, and only if {base} GW is what China installs: it is {ours} of that, not {said}, but {least} to "
             "{most} of what was installed in 2025 and of what the industry association expects for 2026."), **words),
        numbers)  # fmt: skip


def share_here(inquiry: Inquiry) -> Finding:
    """M1 for the programme of the design and the installations that it is measured by."""
    numbers = inquiry.numbers("market.share", "market.share_low", "programme.power")
    said = inquiry.claimed("share")
    shares = sorted((inquiry.value("market.share"), inquiry.value("market.share_low")))
    words = {"said": per_cent(said), "share": per_cent(shares[0]), "low": per_cent(shares[0]),
             "high": per_cent(shares[1]), "base": tr(installation(inquiry.design.programme.market_base).name)}
    text = mark("This programme is {share} of “{base}”; {said} is claimed.")
    if shares[0] != shares[1]:
        text = mark("This programme is {low} to {high} of “{base}”; {said} is claimed.")
    off = max(shares[0] - said, said - shares[1], 0.0)
    kind: Kind = "holds" if off <= _ROUND else "holds only if" if off <= _ROUGH else "does not hold"
    return Finding(kind, tr(text, **words), numbers)


def brokers_market(inquiry: Inquiry) -> Finding:
    """M3: the price of a watt that the forecast implies."""
    figures, path = inquiry.case(_MARKET), inquiry.case(_PATH)
    low, high = figures["market_low_yuan_per_W"], figures["market_high_yuan_per_W"]
    sentence = tr(
        mark("A forecast. It implies {low} to {high} yuan per watt, {times} to {more} times the ground module in the "
             "same report, and {less} times less than a space panel is said to cost in 2026."),
        low=number_text(low.ours, 4), high=number_text(high.ours, 4),
        times=number_text(low.ours / figures["module_yuan_per_W"].ours, 2),
        more=number_text(high.ours / figures["module_yuan_per_W"].ours, 2),
        less=number_text(path["y2026"].ours / high.ours, 2))  # fmt: skip
    return Finding("holds only if", sentence, (
        inquiry.said("low"), inquiry.said("high"), inquiry.said("power"),
        *(of_case(one) for one in (low, high, figures["module_yuan_per_W"], path["y2026"]))))  # fmt: skip


def module_price(inquiry: Inquiry) -> Finding:
    """M4: whose price is one yuan per watt?"""
    figures, path = inquiry.case(_MARKET), inquiry.case(_PATH)
    price, space = figures["module_yuan_per_W"].ours, path["y2026"].ours
    power = inquiry.claimed("power")
    worth = power * space / 1e3
    sentence = tr(
        mark("Only at {price:.2f} yuan per watt, the price of a module on the ground; at the {space:g} yuan that a "
             "broker states for space in 2026 it would be {worth:.3g} trillion yuan."),
        price=price, space=space, worth=worth)  # fmt: skip
    return Finding("holds only if", sentence, (
        inquiry.said("power"), inquiry.said("value"),
        *(of_case(figures[name]) for name in ("module_yuan_per_W", "module_share_of_low", "module_share_of_high",
                                              "x_china_435GW", "x_spacex_100GW")),
        of_case(path["y2026"]),
        Number(tr(mark("Value at the price stated for space")), worth, unit=tr(mark("trillion yuan")), case=_PATH),
    ))  # fmt: skip


def trillion(inquiry: Inquiry) -> Finding:
    """M5: is a trillion within the forecast?"""
    figures = inquiry.case(_MARKET)
    power = inquiry.claimed("power")
    low, high = (figures[name].ours * power / 1e3 for name in ("market_low_yuan_per_W", "market_high_yuan_per_W"))
    said = inquiry.claimed("value")
    unit = tr(mark("trillion yuan"))
    numbers = (inquiry.said("value"), Number(tr(mark("Forecast, low")), low, unit=unit, case=_MARKET),
               Number(tr(mark("Forecast, high")), high, unit=unit, case=_MARKET))  # fmt: skip
    words = {"low": number_text(low, 3), "high": number_text(high, 3)}
    if low < said:
        return Finding("does not hold", tr(mark("The forecast of {low} to {high} trillion yuan begins below it."),
                                           **words), numbers)  # fmt: skip
    return Finding("holds only if", tr(
        mark("Agrees with the forecast of {low} to {high} trillion yuan, and holds only if that comes true."),
        **words), numbers)  # fmt: skip


def exchange(inquiry: Inquiry) -> Finding:
    """M6: do share price, capitalisation and exchange rate agree with one another?"""
    figures = inquiry.case(_EXCHANGE)
    rate = figures["cny_per_sgd"]
    low, high = inquiry.claimed("rate_low"), inquiry.claimed("rate_high")
    numbers = (*(inquiry.said(name) for name in inquiry.statement.claimed), *_all(figures.values()))
    words = {"rate": number_text(rate.ours, 4), "shares": number_text(round(figures["implied_shares_M"].ours), 4),
             "before": number_text(figures["price_before"].ours, 4), "low": low, "high": high}  # fmt: skip
    if low <= rate.ours <= high:
        return Finding("holds", tr(
            mark("The figures agree: {rate} yuan per Singapore dollar, within the market's {low:g} to {high:g}; at "
                 "most {shares} million shares, and {before} yuan a share before the rise. Stock prices themselves are "
                 "not checked."), **words), numbers)  # fmt: skip
    return Finding("does not hold", tr(
        mark("The two amounts imply {rate} yuan per Singapore dollar, outside the market's {low:g} to {high:g}."),
        **words), numbers)  # fmt: skip


def three_losses(inquiry: Inquiry) -> Finding:
    """M9: the sum of what the three firms themselves expect, against the total that is claimed."""
    known, figures = inquiry.case(_LOSSES), inquiry.case(_TOP)
    low, high = figures["sum_low"].ours, figures["sum_high"].ours
    total = inquiry.claimed("total")
    numbers = (inquiry.said("total"), *_all(figures[name] for name in ("sum_low", "sum_high")),
               *_all(known[f"longi_plus_jinko_{name}"] for name in ("low", "high")),
               *recorded_results(inquiry))  # fmt: skip
    words = {"low": f"{round(low, 6):g}", "high": f"{round(high, 6):g}", "total": f"{total:g}"}
    if low > total:
        return Finding("holds", tr(mark("The firms expect {low} to {high} bn yuan together."), **words), numbers)
    if high <= total:
        return Finding("does not hold", tr(mark("The firms expect no more than {high} bn yuan together."), **words),
                       numbers)  # fmt: skip
    return Finding("holds only if", tr(
        mark("Only if they lose near the most that they expect: together {low} to {high} bn yuan, so more than {total} "
             "at the upper ends."), **words), numbers)  # fmt: skip


def sum_of_losses(inquiry: Inquiry) -> Finding:
    """M10: the three ranges against what is on record, and their sum."""
    figures = inquiry.case(_LOSSES)
    sums = [figures[name] for name in ("sum_low", "sum_high", "sum_mid")]
    record = recorded_losses(inquiry)
    together = tr(mark("Together {low:g} to {high:g} bn yuan."),
                  low=round(sums[0].ours, 6), high=round(sums[1].ours, 6))  # fmt: skip
    return Finding(record.kind, f"{record.sentence} {together}", (*record.numbers, *_all(sums)))


def profit_target(inquiry: Inquiry) -> Finding:
    """M12: a target over three years against the loss of one."""
    figures = inquiry.case(_LOSSES)
    low, high = (figures[f"trina_target_over_2025_loss_{name}"].ours for name in ("low", "high"))
    sentence = tr(mark("A target, not a result. Over three years it is {low:.2f} to {high:.2f} times what the firm "
                       "expected to lose in 2025 alone."), low=low, high=high)  # fmt: skip
    return unknown(sentence, (inquiry.said("target"), *(
        of_case(figures[f"trina_target_over_2025_loss_{name}"]) for name in ("low", "high"))))  # fmt: skip


def early_revenue(inquiry: Inquiry) -> Finding:
    """M15: the first year of the forecast against the ground market and against the losses."""
    path, losses, market = inquiry.case(_PATH), inquiry.case(_LOSSES), inquiry.case(_MARKET)
    revenue, path_power = inquiry.claimed("revenue"), inquiry.claimed("target")
    installed = path_power / _si(inquiry.case(_SHARE)["actual_2025"])  # [GW]: the case holds what share that is
    modules = installed * market["module_yuan_per_W"].ours
    sentence = tr(
        mark("Modest if the broker's path is right: {revenue:g} bn yuan in 2026, {share} of what the modules that "
             "China installed in 2025 are worth, and {part} of the losses that three firms expect. Margins cannot be "
             "checked."),
        revenue=revenue, share=per_cent(revenue / modules, 2), part=per_cent(revenue / losses["sum_mid"].ours, 2))
    return Finding("holds only if", sentence, (
        inquiry.said("revenue"), of_case(path["y2026"]), of_case(path["y2030"]), of_case(losses["sum_mid"]),
        Number(tr(mark("Modules installed in China in 2025, at the ground price")), modules,
               unit=tr(mark("bn yuan")), case=_SHARE)))  # fmt: skip


def _si(one: Comparison) -> float:
    return one.ours * one.figure.factor


def _all(figures: Iterable[Comparison]) -> tuple[Number, ...]:
    return tuple(of_case(one) for one in figures)
