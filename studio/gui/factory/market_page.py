"""What it is worth: power times price with the scope of the price, the markets that were reported, and the shares."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.catalogue.market import SCOPES, Scope, installations, markets, scope_prices
from studio.design import Design, set_value
from studio.design.cost import Cost
from studio.design.programme import PriceScope
from studio.design.quantity import YEAR
from studio.design.unit_text import number_text, per_cent
from studio.gui.charts.bars import Bar, BarList
from studio.gui.charts.view import ChartView, figure, plain
from studio.gui.factory.field_choice import Choices, FieldChoice
from studio.gui.factory.wrapped_row import WrappedRow
from studio.gui.inspector.words import catalogue_entries, entry_label
from studio.gui.panel.number_box import NumberBox
from studio.gui.panes import heading
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.theme import Colours
from studio.gui.theme.lettered import lettered
from studio.gui.value_text import typeset
from studio.text import mark, tr

_SCOPE_OF: dict[Scope, PriceScope] = {"ground_module": "module", "space_cell": "cell", "space_array": "array"}
"""The scope of a price of the catalogue as the design knows it; one that is not stated is no price to take."""
_LOWEST = 0.5
"""Yuan per watt at which the logarithmic bars begin."""
_HIGH_EMS = 34
"""From this height on there is room for figures over the page."""


@dataclass(frozen=True, slots=True)
class Currency:
    """How amounts are written: yuan, US dollars, Singapore dollars."""

    id: str
    words: str

    def of_yuan(self, cost: Cost) -> float:
        """How much of it one yuan is."""
        per_dollar = {"CNY": cost.cny_per_usd, "USD": 1.0, "SGD": cost.sgd_per_usd}[self.id]
        return per_dollar / cost.cny_per_usd


CURRENCIES = (Currency("CNY", mark("yuan")), Currency("USD", mark("USD")), Currency("SGD", mark("S$")))


class MarketPage(ChartView):
    """Numbers and scope are fields of the design; amounts are written in the currency of the window."""

    stages = ("programme", "market")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "market_page", tr("Market"), parent)
        em = self.fontMetrics().height()
        self.bar = WrappedRow(self)
        self.refused = QLabel(self)
        self.refused.setProperty("look", "error")
        self.refused.setWordWrap(True)
        self.refused.hide()
        self.numbers = {}
        for path, label, unit in (("programme.target", mark("Power"), "GW/yr"),
                                  ("programme.market_price", mark("Price, yuan/W"), ""),
                                  ("cost.cny_per_usd", mark("Yuan per US$"), ""),
                                  ("cost.sgd_per_usd", mark("S$ per US$"), "")):  # fmt: skip
            box = NumberBox(session, path, tr(label), unit=unit, parent=self)
            box.edit.setMaximumWidth(round(em * 5))
            box.said.connect(self._refuse)
            self.numbers[path] = box
        self.scope = FieldChoice(session, "programme.price_scope", {
            "module": mark("module for the ground"), "cell": mark("bare cell for space"),
            "array": mark("whole array for space")}, self)
        self.taken = Choices(self)
        self.taken.setObjectName("market_page-price")
        self.taken.setAccessibleName(tr("Take a price that was reported"))
        self.taken.addItem(tr("Take a reported price …"), "")
        for one in scope_prices().values():
            if one.scope in _SCOPE_OF:
                price = typeset(number_text(one.low.value, 3))
                self.taken.addItem(f"{tr(one.name)} · {price} {tr('yuan/W')}", one.id)
        self.taken.activated.connect(self._take)
        self.base = FieldChoice(session, "programme.market_base", {
            id: entry_label("installations", entry) for id, entry in catalogue_entries("installations").items()}, self)
        self.taken.setSizeAdjustPolicy(Choices.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.taken.setMinimumContentsLength(20)
        self.head.insertWidget(0, self.scope)
        self.head.setSpacing(round(em * 0.5))
        order = (self.numbers["programme.target"], self.numbers["programme.market_price"], self.taken,
                 self.numbers["cost.cny_per_usd"], self.numbers["cost.sgd_per_usd"])  # fmt: skip
        for item in order:
            self.bar.add(item)
        self.answer, self.flag, self.share = QLabel(), QLabel(), QLabel()
        for words, name, look in ((self.answer, "answer", "heading"), (self.flag, "flag", ""),
                                  (self.share, "share", "")):  # fmt: skip
            words.setObjectName(f"market_page-{name}")
            lettered(words, look)
            words.setWordWrap(True)
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.reported = BarList(session.theme, "market_page-reported", tr("Markets as reported"))
        self.scopes = BarList(session.theme, "market_page-scopes", tr("Worth of a year by scope of the price"))
        self.shares = BarList(session.theme, "market_page-shares", tr("Target over installations"))
        self.scopes.activated.connect(self.explain)
        self.shares.activated.connect(self._measure_by)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, round(em * 0.5), 0)
        column.setSpacing(round(em * 0.3))
        for part in (
            self.answer, self.flag, self.scopes, heading(tr("Markets as reported, and the price that each implies")),
            self.reported, heading(tr("How much that is of what is installed on the ground")), self.base, self.share,
            self.shares, _note(),
        ):  # fmt: skip
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if part is self.base else Qt.AlignmentFlag(0))
        column.addStretch(1)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(em * 0.25))
        for line in (self.bar, self.refused):
            layout.addWidget(line)
        layout.addWidget(scrolling(page, self, sideways=False), 1)
        self.theme_changed()

    def missing(self) -> str:
        return ""

    def show_tables(self) -> None:
        design, found = self.session.design, self.session.table("market")
        currency = next(one for one in CURRENCIES if one.id == self.session.currency.code)
        self.answer.setText(answer(design, currency))
        self.flag.setText(scope_flag(design))
        self.scopes.show_bars(scope_bars(design, currency, self.session.theme.colours),
                              heads=(tr("{power} GW a year at each price", power=_gigawatts(design)), tr("yuan/W"),
                                     tr("a year")))  # fmt: skip
        self.reported.show_bars(reported_bars(currency, design.cost, self.session.theme.colours),
                                heads=(tr("Who, what, when"), tr("GW"), tr("worth"), tr("yuan/W"), tr("price of")))
        self.share.setText(share_sentence(design, found))
        self.shares.show_bars(share_bars(design, self.session.theme.colours))
        self.figures.setVisible(self.height() >= _HIGH_EMS * self.fontMetrics().height())
        self.figures.show_figures((
            *figure("market.array_price", found.array_price),
            *figure("market.array_value", found.array_value),
            *figure("market.share", found.share),
            *figure("programme.market_value", self.session.table("programme").market_value),
        ))  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.request_draw()

    def data(self) -> list[list[str]]:
        rows = [[tr("Market"), tr("Who"), tr("Power [GW]"), tr("Value [bn yuan]"), tr("Price [yuan/W]"), tr("Scope")]]
        for one in markets().values():
            rows.append([tr(one.name), one.who, plain(one.power.value / 1e9), plain(one.value.value / 1e9),
                         plain(one.value.value / one.power.value), tr(SCOPES[one.scope])])  # fmt: skip
        return rows

    def _take(self, position: int) -> None:
        """Set price and scope as one of the catalogue has them, in one step."""
        one = scope_prices().get(self.taken.itemData(position))
        self.taken.setCurrentIndex(0)
        if one is None:
            return

        def edit(design: Design) -> Design:
            design = set_value(design, "programme.market_price", float(f"{one.low.value:.4g}"))
            return set_value(design, "programme.price_scope", _SCOPE_OF[one.scope])

        self.session.edit(tr("Take the price of {name}", name=tr(one.name)), edit)

    def _measure_by(self, id: str) -> None:
        if id in installations() and id != self.session.design.programme.market_base:
            self.session.edit(tr("Measure by {name}", name=tr(installations()[id].name)),
                              lambda design: set_value(design, "programme.market_base", id))  # fmt: skip

    def _refuse(self, why: str) -> None:
        self.refused.setText(why)
        self.refused.setVisible(bool(why))


def amount_text(yuan: float, currency: Currency, cost: Cost) -> str:
    """An amount of yuan in the currency shown, in thousands of millions or in trillions."""
    value = yuan * currency.of_yuan(cost)
    size, factor = (tr("tn"), 1e12) if abs(value) >= 1e12 else (tr("bn"), 1e9)
    return f"{typeset(number_text(value / factor, 4))} {size} {tr(currency.words)}"


def answer(design: Design, currency: Currency) -> str:
    """Power times price in the currency shown and in the others."""
    made, cost = design.programme, design.cost
    yuan = made.target * YEAR * made.market_price
    others = (amount_text(yuan, one, cost) for one in CURRENCIES if one is not currency)
    return tr("{power} GW a year at {price} yuan/W are {amount} a year: {others}.", power=_gigawatts(design),
              price=typeset(number_text(made.market_price, 4)), amount=amount_text(yuan, currency, cost),
              others=", ".join(others))  # fmt: skip


def scope_flag(design: Design) -> str:
    """What the price buys, and what that says of a programme in orbit."""
    scope = design.programme.price_scope
    if scope == "module":
        array, ground = (scope_prices()[id].low.value for id in ("citic-2026", "ground-module"))
        return tr("⚑ That is the price of a module for the ground, not of anything that flies: a whole array for space "
                  "stood at {times} times as much in 2026.", times=typeset(number_text(array / ground, 3)))  # fmt: skip
    if scope == "cell":
        return tr("⚑ That is the bare cell: blanket, structure and assembly come on top.")
    return tr("The price is that of the whole array.")


def scope_bars(design: Design, currency: Currency, colours: Colours) -> tuple[Bar, ...]:
    """What the target is worth at each price of the catalogue, on a logarithmic scale."""
    power = design.programme.target * YEAR
    top = max((one.high or one.low).value for one in scope_prices().values())
    bars = []
    for one in scope_prices().values():
        low, high = one.low.value, (one.high or one.low).value
        price = _range(low, high)
        worth = amount_text(power * low, currency, design.cost)
        if high > low:
            worth = tr("from {worth}", worth=worth)
        name = tr(one.name) + (f" ⚑ {tr(SCOPES[one.scope]).lower()}" if one.scope == "unstated" else "")
        bars.append(Bar("market.scope_values", name, 0.0,
                        _place(high, top), _tint(one.scope, colours), (price, worth), hollow=one.scope == "unstated",
                        tip=_tip(one.low.source, one.low.date, one.note)))  # fmt: skip
    return tuple(bars)


def reported_bars(currency: Currency, cost: Cost, colours: Colours) -> tuple[Bar, ...]:
    """The markets of the catalogue with the price each implies, on a logarithmic scale."""
    prices = {one.id: one.value.value / one.power.value for one in markets().values()}
    top = max(prices.values())
    return tuple(
        Bar(one.id, f"{one.who}: {tr(one.name)}", 0.0, _place(prices[one.id], top), _tint(one.scope, colours),
            (typeset(number_text(one.power.value / 1e9, 4)), amount_text(one.value.value, currency, cost),
             typeset(number_text(prices[one.id], 4)),
             ("⚑ " if one.scope != "space_array" else "") + tr(SCOPES[one.scope]).lower()),
            hollow=one.scope == "unstated", tip=_tip(one.value.source, one.value.date, one.note))
        for one in markets().values()
    )  # fmt: skip


def share_sentence(design: Design, found: Any) -> str:
    """The target over the installations that are chosen."""
    base = installations()[design.programme.market_base]
    share = per_cent(found.share_low)
    if found.share > found.share_low:
        share = tr("{low} to {high}", low=share, high=per_cent(found.share))
    note = f" {tr(base.note)}" if base.note else ""
    return tr("{power} GW are {share} of {base}.", power=_gigawatts(design), share=share, base=tr(base.name)) + note


def share_bars(design: Design, colours: Colours) -> tuple[Bar, ...]:
    """The target over each of the installations; a click measures by it."""
    power = design.programme.target * YEAR
    shares = [(one, power / (one.high or one.low).value, power / one.low.value) for one in installations().values()]
    top = max(high for _, _, high in shares)
    return tuple(
        Bar(one.id, tr(one.name), 0.0, high / top,
            colours.series[0] if one.id == design.programme.market_base else colours.series[1],
            (_range(one.low.value / 1e9, (one.high or one.low).value / 1e9) + " GW",
             per_cent(low) if low == high else f"{per_cent(low)} – {per_cent(high)}"),
            one.id == design.programme.market_base, tip=_tip(one.low.source, one.low.date, one.note))
        for one, low, high in shares
    )  # fmt: skip


def _range(low: float, high: float) -> str:
    words = [typeset(number_text(value, 4)) for value in ((low,) if low == high else (low, high))]
    return "–".join(words)


def _gigawatts(design: Design) -> str:
    return typeset(number_text(design.programme.target * YEAR / 1e9, 4))


def _place(price: float, top: float) -> float:
    return float(np.clip(np.log(price / _LOWEST) / np.log(top / _LOWEST), 0.01, 1.0))


def _tint(scope: Scope, colours: Colours) -> str:
    order = {"ground_module": 0, "space_cell": 2, "space_array": 1, "unstated": 3}
    return colours.series[order[scope]]


def _tip(source: str, date: str, note: str) -> str:
    return "\n".join(text for text in (f"{source} ({date})", note) if text)


def _note() -> QLabel:
    label = QLabel(tr("Bars of prices are logarithmic. Market figures are what brokers and the press have said on "
                      "their dates, not facts and not advice. Exchange rates can be edited above."))  # fmt: skip
    label.setProperty("look", "muted")
    label.setWordWrap(True)
    return label
