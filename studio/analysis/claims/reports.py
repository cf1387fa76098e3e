"""What is reported and cannot be computed: the record of the firms, and how much is not the article's word alone."""

from studio.analysis.claims.finding import Finding, Number, unknown
from studio.analysis.claims.inquiry import Inquiry
from studio.catalogue.company import Company, Finance, Stage, companies
from studio.text import mark, tr

_BILLION = 1e9
_AGREE = 0.01
_FLYING: tuple[Stage, ...] = ("silicon_cell", "perovskite_cell", "thin_film_cell", "iii_v_cell", "array")
"""The stages whose products are cells or panels."""


def reported(inquiry: Inquiry) -> Finding:
    """A statement that no formula decides: what the evidence says, if each firm has a source beside the article."""
    statement = inquiry.statement
    numbers = (*(inquiry.said(name) for name in statement.claimed), *_support(inquiry), *recorded_results(inquiry))
    alone = [tr(one.name) for one in inquiry.companies if not _independent(one, statement.id)]
    if statement.verdict == "cannot be checked here" or not inquiry.companies or alone:
        return unknown(tr(statement.answer or statement.unchecked), numbers)
    return Finding(statement.verdict, tr(statement.answer), numbers)


def recorded_losses(inquiry: Inquiry) -> Finding:
    """Losses of 2025 as the statement says them, held against the forecasts that the firms are on record with."""
    confirmed, alone, wrong = [], [], []
    for firm in inquiry.companies:
        low, high = (inquiry.claimed(f"{firm.id}_{end}") * _BILLION for end in ("low", "high"))
        known = next((one for one in firm.finances if _is_forecast(one) and one.independent), None)
        if known is None:
            alone.append(tr(firm.name))
        elif abs(-known.high - low) <= _AGREE * low and abs(-known.low - high) <= _AGREE * high:
            confirmed.append(tr(firm.name))
        else:
            wrong.append(tr(firm.name))
    numbers = (*(inquiry.said(name) for name in inquiry.statement.claimed), *recorded_results(inquiry))
    words = {"confirmed": ", ".join(confirmed), "alone": ", ".join(alone), "wrong": ", ".join(wrong)}
    if wrong:
        return Finding("does not hold", tr(mark("Other sources report something else of {wrong}."), **words), numbers)
    if not confirmed:
        return unknown(tr(mark("Only the article says so of {alone}."), **words), numbers)
    if alone:
        return Finding("holds only if", tr(
            mark("Another source says the same of {confirmed}; of {alone} only the article does."), **words), numbers)
    return Finding("holds", tr(mark("Another source says the same of {confirmed}."), **words), numbers)


def negative_assets(inquiry: Inquiry) -> Finding:
    """Firms that owe more than they own, by their own announcements."""
    confirmed = [tr(one.name) for one in inquiry.companies if one.in_distress]
    alone = [tr(one.name) for one in inquiry.companies if not one.in_distress]
    numbers = (*_support(inquiry), *recorded_results(inquiry))
    words = {"confirmed": ", ".join(confirmed), "alone": ", ".join(alone)}
    if not confirmed:
        return unknown(tr(mark("Only the article says so of {alone}."), **words), numbers)
    if alone:
        return Finding("holds only if", tr(
            mark("{confirmed} has announced it; of {alone} only the article says so."), **words), numbers)
    return Finding("holds", tr(mark("{confirmed} have announced it."), **words), numbers)


def heritage(inquiry: Inquiry) -> Finding:
    """P8: the Chinese makers of cells and panels of which a flight is on record, and those named of which none is."""
    makers = [one for one in companies().values() if one.country == "CN" and any(one.role(stage) for stage in _FLYING)]
    flown = [one for one in makers if one.heritage is not None]
    named = [tr(one.name) for one in inquiry.companies if one.heritage is None]
    numbers = tuple(Number(tr(one.name), tr(one.heritage.text), source=f"{one.heritage.source} ({one.heritage.date})")
                    for one in flown if one.heritage is not None)
    words = {"flown": ", ".join(tr(one.name) for one in flown), "named": ", ".join(named)}
    if not flown:
        return Finding("does not hold", tr(mark("No flight of their products is on record here.")), numbers)
    return Finding("holds only if", tr(
        mark("Flights are on record of {flown}; of {named}, which the article names, none is."), **words), numbers)


def recorded_results(inquiry: Inquiry) -> tuple[Number, ...]:
    """The reported accounts of the firms that the statement is about."""
    return tuple(
        Number(tr(mark("{name}, {kind}, {period}"), name=tr(firm.name), kind=tr(_FINANCES[one.kind]),
                  period=one.period), _range(one), source=f"{one.source} ({one.date})")
        for firm in inquiry.companies for one in firm.finances if one.kind in _FINANCES
    )  # fmt: skip


_FINANCES = {"net_result": mark("net result"), "net_assets": mark("net assets"),
             "profit_target": mark("profit target")}  # fmt: skip


def _range(one: Finance) -> str:
    low, high = (f"{value / _BILLION:.4g}".replace("-", "−") for value in (one.low, one.high))
    amount = low if one.low == one.high else tr(mark("{low} to {high}"), low=low, high=high)
    return tr(mark("{amount} bn {currency}"), amount=amount, currency=one.currency)


def _is_forecast(one: Finance) -> bool:
    return one.kind == "net_result" and one.period.startswith("2025")


def _support(inquiry: Inquiry) -> tuple[Number, ...]:
    """For each firm, how many statements that bear on this one come from elsewhere than the article."""
    id = inquiry.statement.id
    return tuple(
        Number(tr(mark("{name}: {text}"), name=tr(firm.name), text=tr(one.text)),
               tr(mark("another source")) if one.independent else tr(mark("the article")),
               source=f"{one.source} ({one.date})")
        for firm in inquiry.companies for one in firm.statements if id in one.claims
    )  # fmt: skip


def _independent(firm: Company, id: str) -> bool:
    return any(one.independent for one in firm.statements if id in one.claims)
