"""The price of launching a watt for a year against the price of electricity on the ground for as long.

Source: Google, Project Suncatcher, arXiv:2511.19468v2 (2025), table 1 and section 4.
"""

from dataclasses import dataclass

from studio.analysis.cost_models.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchedPower:
    """SI and US dollars."""

    mass: float
    power: float
    life: float
    """[s]"""
    launch_price: float
    """[USD/kg]"""
    low_price: float
    """Of electricity on the ground [USD/J], as the next."""
    high_price: float
    low_overhead: float
    """Power usage effectiveness, as the next."""
    high_overhead: float


def launched_power_price(launch_price: float, mass: float, power: float, life: float) -> float:
    """Price of launching a satellite, for each watt of it and each second of its life [USD/(W·s)]."""
    return launch_price * mass / (power * life)


def launched_power(given: LaunchedPower) -> Outcome:
    """Launched power = launch price · mass/(power · life); ground = electricity price · overhead."""
    launched = launched_power_price(given.launch_price, given.mass, given.power, given.life)
    low, high = given.low_price * given.low_overhead, given.high_price * given.high_overhead
    # The launch price at which launching costs as much as the electricity it saves.
    equal = given.power * given.life / given.mass
    # On the ground it is a band: up to the dear price, of which the cheap one is the first part.
    space, ground = {"launch": launched}, {"cheap": low, "dearer": high - low}
    return Outcome({
        "launched": launched, "low": low, "high": high, "break_even_low": low * equal, "break_even_high": high * equal,
        "ratio_low": launched / low, "ratio_high": launched / high,
    }, space, ground)  # fmt: skip
