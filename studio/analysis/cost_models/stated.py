"""Models whose workings are not public: their stated figures, held against one another.

Sources: SemiAnalysis, To Boldly Go: The Case for Space Datacenters, 3 June 2026; orbitdc (spacedc-mdao),
github.com/jman4162/spacedc-mdao, commit 90ef481 (2026).
"""

from dataclasses import dataclass

from studio.analysis.cost_models.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceleratorHour:
    """A cluster of accelerators. SI and US dollars."""

    space_hour: float
    """Of one accelerator [USD/s], as the next."""
    ground_hour: float
    accelerator_rate: float
    """[FLOP/s]"""
    token_rate: float
    """[1/s]"""
    cluster_power: float
    computers: float
    """Of the cluster [USD], as the next three."""
    launch: float
    space_facility: float
    """Without its launch."""
    ground_facility: float


def accelerator_hour(given: AcceleratorHour) -> Outcome:
    """Ratio of the stated prices, and what they are for an operation and a token."""
    space = {"computers": given.computers, "launch": given.launch, "facility": given.space_facility}
    ground = {"computers": given.computers, "facility": given.ground_facility}
    total, ground_total = sum(space.values()), sum(ground.values())
    return Outcome({
        "space_hour": given.space_hour,
        "ground_hour": given.ground_hour,
        "ratio": given.space_hour / given.ground_hour,
        "space_operation_price": given.space_hour / given.accelerator_rate,
        "ground_operation_price": given.ground_hour / given.accelerator_rate,
        "space_token_price": given.space_hour / given.token_rate,
        "ground_token_price": given.ground_hour / given.token_rate,
        "space_capital": total,
        "ground_capital": ground_total,
        "space_capital_per_power": total / given.cluster_power,
        "ground_capital_per_power": ground_total / given.cluster_power,
        "launch_share": given.launch / (given.launch + given.space_facility),
    }, space, ground)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredCompute:
    """What is left of installed compute, and what it costs. SI and US dollars."""

    space_price: float
    """[USD/FLOP] delivered, as the next."""
    ground_price: float
    software: float
    """Shares that remain, each of what the one before left."""
    availability: float
    network: float
    utilisation: float
    launch: float
    """[USD/W] of computers, as the next two; accelerators are left out."""
    satellite: float
    facility: float


def delivered_compute(given: DeliveredCompute) -> Outcome:
    """Ratio of the stated prices, and the product of the losses."""
    space = {"launch": given.launch, "satellite": given.satellite}
    ground = {"facility": given.facility}
    return Outcome({
        "space_price": given.space_price,
        "ground_price": given.ground_price,
        "ratio": given.space_price / given.ground_price,
        "delivered": given.software * given.availability * given.network * given.utilisation,
        "space_capital_per_power": sum(space.values()),
        "ground_capital_per_power": sum(ground.values()),
        "capital_ratio": sum(space.values()) / sum(ground.values()),
    }, space, ground)  # fmt: skip
