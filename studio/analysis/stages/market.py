"""What the target is worth by the scope of the price, and how large it is beside what is installed on the ground."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from studio.analysis.columns import gathered, plain, trail
from studio.analysis.result import FloatArray, read_only, result
from studio.catalogue.market import installation, market, scope_prices
from studio.design import Design
from studio.design.quantity import MONEY_RATE, PRICE_PER_POWER, RATIO, YEAR
from studio.physics.market import price_at_volume, price_per_power, volume_learning_rate
from studio.text import mark

_PATH = "CITIC and other brokers, January and February 2026: 121 yuan/W at 0.1 GW in 2026, 86.7 yuan/W at 1 GW in 2030"
_SCOPES = "Prices of the catalogue, each with its scope, source and date"
_RATE = ("cost.cny_per_usd",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    array_price: float = result(
        mark("Array price at the target"), PRICE_PER_POWER,
        equation="p₀ (q/q₀)^log₂(1 − L), L = 1 − 2^(ln(p₁/p₀) / ln(q₁/q₀)) of the yearly volume", source=_PATH,
        inputs=("programme.target", *_RATE))
    array_value: float = result(
        mark("Worth of a year, as whole arrays"), MONEY_RATE, equation="target · array price at the target",
        source=_PATH, inputs=("programme.target", "market.array_price"), unit="bn USD/yr")
    share: float = result(
        mark("Target over installations"), RATIO, equation="target / installations, their least where a range",
        source="Installations of the catalogue", inputs=("programme.target", "programme.market_base"))
    share_low: float = result(
        mark("Target over installations, at their greatest"), RATIO,
        equation="target / greatest of the installations", source="Installations of the catalogue",
        inputs=("programme.target", "programme.market_base"))
    scope_names: tuple[str, ...] = result(
        mark("Prices by scope"), equation="what each of the prices buys", source=_SCOPES,
        inputs=("market.scope_prices",), unit="")
    scope_prices: FloatArray = result(
        mark("Price by scope"), PRICE_PER_POWER, equation="least of each, over yuan per dollar", source=_SCOPES,
        inputs=_RATE)
    scope_values: FloatArray = result(
        mark("Worth of a year by scope"), MONEY_RATE, equation="target · price by scope", source=_SCOPES,
        inputs=("programme.target", "market.scope_prices"), unit="bn USD/yr")
    learning_rate: float
    """Share by which the price of an array falls with each doubling of the yearly volume, on the brokers' path."""


def run(design: Design, tables: Mapping[str, Any], checkpoint: Callable[[float], None] | None) -> Market:
    """The market of this programme."""
    rate, target = design.cost.cny_per_usd, design.programme.target
    first, second = market("citic-2026"), market("citic-2030")
    volumes = [first.power.value, second.power.value]
    prices = price_per_power([first.value.value, second.value.value], volumes)
    learning = float(volume_learning_rate(volumes, prices))
    array_price = plain(price_at_volume(target * YEAR, volumes[0], prices[0], learning)) / rate
    base = installation(design.programme.market_base)
    known = tuple(scope_prices().values())
    by_scope = read_only(gathered(one.low.value for one in known) / trail(rate, 1))
    return Market(
        learning_rate=learning,
        array_price=array_price,
        array_value=target * array_price,
        share=target * YEAR / base.low.value,
        share_low=target * YEAR / (base.high or base.low).value,
        scope_names=tuple(one.name for one in known),
        scope_prices=by_scope,
        scope_values=read_only(by_scope * trail(target, 1)),
    )
