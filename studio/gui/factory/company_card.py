"""What is known of one company, as rich text: what it makes, what is said of it, its accounts, and what has flown."""

import html

from studio.catalogue.company import COUNTRIES, STAGES, Company, Finance, Kind, Maturity
from studio.design.unit_text import number_text, per_cent
from studio.gui.theme import Colours
from studio.gui.value_text import typeset
from studio.text import mark, tr

MATURITIES: dict[Maturity, str] = {
    "production": mark("in production"),
    "pilot": mark("pilot"),
    "announced": mark("announced"),
}
KINDS: dict[Kind, str] = {
    "company": mark("the company"),
    "filing": mark("a filing of the company"),
    "press": mark("the press"),
    "broker": mark("a broker"),
    "authority": mark("an authority"),
}
_FIGURES = {
    "net_result": mark("Net result"),
    "profit_target": mark("Profit target"),
    "net_assets": mark("Net assets"),
    "share_move": mark("Share price"),
    "market_value": mark("Market value"),
    "order": mark("Order"),
}
_BOUNDS = {"": "{amount}", "at_least": mark("at least {amount}"), "at_most": mark("nearly {amount}"),
           "about": mark("about {amount}")}  # fmt: skip
_CURRENCIES = {"CNY": mark("yuan"), "USD": mark("USD"), "EUR": mark("euros")}


def company_card(company: Company, colours: Colours) -> str:
    """The card of `company`."""
    heading = html.escape(tr(company.name))
    if company.chinese_name not in tr(company.name):
        heading += f" <span style='font-weight:400'>{html.escape(company.chinese_name)}</span>"
    parts = [f"<h3 style='margin:0'>{heading}</h3>"]
    parts.append(_muted(" · ".join(text for text in (tr(COUNTRIES[company.country]), company.also) if text), colours))
    if company.in_distress:
        parts.append(f"<p style='color:{colours.red}'>⚠ {html.escape(tr('Reports negative net assets'))}</p>")
    parts.append(_list(tr("Makes"), [
        f"<b>{html.escape(tr(STAGES[role.stage]))}</b>: {html.escape(tr(MATURITIES[role.maturity]))}"
        + _source(role.source, role.date, role.independent, colours)
        for role in company.roles
    ] or [html.escape(tr("nothing at any stage now"))]))  # fmt: skip
    heritage = company.heritage
    flown = (html.escape(tr(heritage.text)) + _source(heritage.source, heritage.date, True, colours)
             if heritage else html.escape(tr("none known here")))  # fmt: skip
    parts.append(_list(tr("Flown"), [flown]))
    parts.append(_list(tr("Said of it"), [
        html.escape(tr(said.text))
        + _source(f"{tr(KINDS[said.kind])}: {said.source}", said.date, said.independent, colours)
        for said in company.statements
    ]))  # fmt: skip
    if company.finances:
        parts.append(_list(tr("As reported"), [
            f"{html.escape(finance_text(one))}" + _source(one.source, one.date, one.independent, colours)
            for one in company.finances
        ]))  # fmt: skip
    if company.note:
        parts.append(f"<p>{html.escape(company.note)}</p>")
    if company.claims:
        claims = tr("Claims of the article: {claims}", claims=", ".join(company.claims))
        parts.append(f"<p>{html.escape(claims)}</p>")
    parts.append(_muted(tr("Reported statements with source and date; none of it is advice."), colours))
    return "".join(parts)


def finance_text(figure: Finance) -> str:
    """One figure of the accounts or the share, in words."""
    if figure.kind == "share_move":
        amount = ("+" if figure.low >= 0.0 else "−") + per_cent(abs(figure.low))
    elif figure.low == figure.high == 0.0:
        amount = tr("zero")
    else:
        low, high = sorted((figure.low, figure.high), key=abs)
        unit, factor = _unit(high)
        shown = [typeset(number_text(value / factor, 4)) for value in ((low,) if low == high else (low, high))]
        amount = f"{tr(' to ').join(shown)} {unit} {tr(_CURRENCIES.get(figure.currency, ''))}".strip()
    return f"{tr(_FIGURES[figure.kind])}, {figure.period}: {tr(_BOUNDS[figure.bound], amount=amount)}"


def _unit(amount: float) -> tuple[str, float]:
    return (tr("bn"), 1e9) if abs(amount) >= 1e9 else (tr("m"), 1e6)


def _list(title: str, lines: list[str]) -> str:
    items = "".join(f"<li style='margin-bottom:3px'>{line}</li>" for line in lines)
    return (f"<p style='margin-bottom:0'><b>{html.escape(title)}</b></p>"
            f"<ul style='margin-top:2px;-qt-list-indent:0;margin-left:14px'>{items}</ul>")  # fmt: skip


def _source(source: str, date: str, independent: bool, colours: Colours) -> str:
    only = "" if independent else " · " + html.escape(tr("only in the article"))
    return f"<br><span style='color:{colours.muted}'>{html.escape(source)} ({date}){only}</span>"


def _muted(text: str, colours: Colours) -> str:
    return f"<p style='color:{colours.muted};margin-top:2px'>{html.escape(text)}</p>"
