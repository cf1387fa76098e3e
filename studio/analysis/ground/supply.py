"""What electricity costs a data centre on the ground: bought, burnt, or gathered on the site."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.columns import plain, select
from studio.analysis.costing.items import price_factor
from studio.analysis.ground.place import Place
from studio.design import Design
from studio.design.quantity import YEAR
from studio.physics.ground import remaining_share
from studio.physics.solar_storage import shortest_day, solar_plant
from studio.text import mark, tr


class NoSupplyError(ValueError):
    """Why the supply that was decided has no price; `where` is the path of the field to change."""

    def __init__(self, where: str, text: str) -> None:
        super().__init__(text)
        self.where = where


@dataclass(frozen=True, slots=True)
class Asset:
    """Something that is paid before the service and lasts for a time: the result that holds its price, and its life.

    Arrays of many designs.
    """

    name: str
    label: str
    price: Any
    life: Any


@dataclass(frozen=True, slots=True)
class Supply:
    """`bought` is paid per energy at the meter [USD/J]; `upkeep` through the time [USD/s].

    Arrays of many designs, with NaN where the Sun does not carry one.
    """

    assets: tuple[Asset, ...]
    bought: Any
    bought_label: str
    upkeep: Any
    solar_rated: Any = None
    storage_energy: Any = None
    storage_time: Any = None


def supply_of(design: Design, place: Place, power: Any) -> Supply:
    """The supply that the design decides for a data centre that draws `power` [W] at its meter.

    Raises
    ------
    NoSupplyError
        If no price of electricity is known, or the Sun carries none of the data centres through its weakest month.
    """
    ground, factor = design.ground, price_factor(design.cost)
    if ground.supply == "grid":
        return Supply((), _grid_price(design, place), tr(mark("Electricity from the grid")), 0.0)
    if ground.supply == "gas":
        plant = ground.gas_plant_price * factor * power
        return Supply(
            (Asset("ground.plant", tr(mark("Gas plant")), plant, ground.plant_life),),
            ground.gas_price * factor / ground.gas_efficiency, tr(mark("Gas")), ground.plant_upkeep * plant,
        )  # fmt: skip
    capacity_factor = place.specific_yield / YEAR * place.worst_month
    day = plain(shortest_day(place.latitude))
    carried = (day > 0.0) & (capacity_factor > 0.0)
    if not np.any(carried):
        raise NoSupplyError("ground.supply", tr(
            mark("the Sun does not rise at {site} in winter: panels and batteries cannot carry a data centre"),
            site=place.name))  # fmt: skip
    # Sized for panels in the middle of their life.
    aged = plain(remaining_share(ground.degradation, ground.plant_life / 2.0, YEAR))
    sized = solar_plant(
        select(carried, capacity_factor, 1.0) * aged, select(carried, day, 1.0), ground.storage_efficiency,
        ground.autonomy)  # fmt: skip
    held = select(carried, plain(sized.storage), None)
    rated, stored = select(carried, plain(sized.rated), None) * power, held * power
    panels, batteries = ground.solar_price * factor * rated, ground.storage_price * factor * stored
    return Supply(
        (Asset("ground.plant", tr(mark("Solar plant")), panels, ground.plant_life),
         Asset("ground.batteries", tr(mark("Batteries")), batteries, ground.storage_life)),
        0.0, "", ground.plant_upkeep * (panels + batteries), rated, stored, held)  # fmt: skip


def _grid_price(design: Design, place: Place) -> Any:
    """Of the design in money of the price year; or of the site, brought there from the year of its source."""
    if design.ground.electricity_from == "stated":
        return design.ground.electricity_price * price_factor(design.cost)
    known = place.catalogued.electricity_price if place.catalogued else None
    if known is None:
        raise NoSupplyError("ground.electricity_from", tr(
            mark("no price of electricity is known for {site}; state one"), site=place.name))  # fmt: skip
    price: Any = known.value * price_factor(design.cost, int(known.date[:4]))
    return price
