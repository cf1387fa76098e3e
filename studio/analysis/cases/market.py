"""Markets, prices, losses and exchange rates as published: do the figures agree with one another?"""

from collections.abc import Mapping
from typing import Any

from studio.physics.market import (
    area_price_per_power,
    before_rise,
    exchange,
    market_value,
    price_per_power,
    rest_of_total,
    share,
    sum_of_ranges,
    volume_learning_rate,
)

Inputs = Mapping[str, Any]


def price_path(inputs: Inputs) -> dict[str, float]:
    """Price per power of each scenario, and what the price of the first to the second says of learning."""
    scenarios = inputs["scenarios"]
    found = {id: float(price_per_power(one["value"], one["power"])) for id, one in scenarios.items()}
    first, second = inputs["learning"]
    found["implied_learning_rate"] = float(volume_learning_rate(
        [scenarios[id]["power"] for id in (first, second)], [found[first], found[second]]))  # fmt: skip
    return found


def area_prices(inputs: Inputs) -> dict[str, float]:
    """Price per power of a bare cell at the lower and the upper price per area."""
    low, high = area_price_per_power(inputs["area_prices"], inputs["efficiency"], inputs["irradiance"])
    # What was quoted per power is held against the end of the range it stands for.
    return {
        **{f"yuan_per_W_{end}": float(price) for end, price in (("low", low), ("high", high))},
        **{f"quoted_{end}": float(price) for end, price in (("low", low), ("high", high))},
    }


def share_of_installations(inputs: Inputs) -> dict[str, float]:
    """The target over each of the amounts that it may be measured by, and over the one of the statement."""
    found = {id: float(share(inputs["target"], whole)) for id, whole in inputs["denominators"].items()}
    found["statement"] = found[inputs["statement"]]
    return found


def stated_market(inputs: Inputs) -> dict[str, float]:
    """What a stated market and its modules come to per power, and what the modules would be worth at another price."""
    power, modules = inputs["module_power"], inputs["module_value"]
    low, high = inputs["market"]
    return {
        "module_yuan_per_W": float(price_per_power(modules, power)),
        "market_low_yuan_per_W": float(price_per_power(low, power)),
        "market_high_yuan_per_W": float(price_per_power(high, power)),
        "module_share_of_low": float(share(modules, low)),
        "module_share_of_high": float(share(modules, high)),
        **{f"x_{id}": float(share(power, other)) for id, other in inputs["compared_with"].items()},
        "value_at_space_price": float(market_value(power, inputs["space_price"])),
    }


def losses(inputs: Inputs) -> dict[str, float]:
    """Sum of the losses, what they leave of a total that names one of them, and a target over one of them."""
    ranges = inputs["losses"]
    low, high = sum_of_ranges(list(ranges.values()))
    rest_low, rest_high = rest_of_total(inputs["total"], ranges[inputs["in_total"]])
    over = share(inputs["target"], ranges[inputs["in_total"]][::-1])
    return {
        "sum_low": float(low), "sum_high": float(high), "sum_mid": float(low + high) / 2.0,
        "longi_plus_jinko_low": float(rest_low), "longi_plus_jinko_high": float(rest_high),
        "trina_target_over_2025_loss_low": float(over[0]), "trina_target_over_2025_loss_high": float(over[1]),
    }  # fmt: skip


def losses_of_three(inputs: Inputs) -> dict[str, float]:
    """Least and greatest sum of the losses that the companies themselves have forecast."""
    low, high = sum_of_ranges(list(inputs["losses"].values()))
    return {"sum_low": float(low), "sum_high": float(high), "stated": float(low)}


def market_capitalisation(inputs: Inputs) -> dict[str, float]:
    """Exchange rate, number of shares and price before the rise that a company's stated worth implies."""
    worth, price = inputs["worth"], inputs["share_price"]
    return {
        "cny_per_sgd": float(share(worth, inputs["worth_in_other"])),
        "sgd_per_cny": float(share(inputs["worth_in_other"], worth)),
        "implied_shares_M": float(exchange(worth, price)),
        "price_before": float(before_rise(price, inputs["rise"])),
    }
