"""What electricity costs a data centre on the ground: bought, burnt, or gathered on the site."""

from dataclasses import dataclass

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
    """Something that is paid before the service and lasts for a time: the result that holds its price, and its life."""

    name: str
    label: str
    price: float
    life: float


@dataclass(frozen=True, slots=True)
class Supply:
    """`bought` is paid per energy at the meter [USD/J]; `upkeep` through the time [USD/s]."""

    assets: tuple[Asset, ...]
    bought: float
    bought_label: str
    upkeep: float
    solar_rated: float | None = None
    storage_energy: float | None = None
    storage_time: float | None = None


def supply_of(design: Design, place: Place, power: float) -> Supply:
    """The supply that the design decides for a data centre that draws `power` [W] at its meter.

    Raises
    ------
    NoSupplyError
        If no price of electricity is known, or the Sun does not carry the data centre through its weakest month.
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
    day = float(shortest_day(place.latitude))
    if day <= 0.0 or capacity_factor <= 0.0:
        raise NoSupplyError("ground.supply", tr(
            mark("the Sun does not rise at {site} in winter: panels and batteries cannot carry a data centre"),
            site=place.name))  # fmt: skip
    # Sized for panels in the middle of their life.
    aged = float(remaining_share(ground.degradation, ground.plant_life / 2.0, YEAR))
    sized = solar_plant(
        capacity_factor * aged, day, ground.storage_efficiency, ground.autonomy)
    rated, stored = float(sized.rated) * power, float(sized.storage) * power
    panels, batteries = ground.solar_price * factor * rated, ground.storage_price * factor * stored
    return Supply(
        (Asset("ground.plant", tr(mark("Solar plant")), panels, ground.plant_life),
         Asset("ground.batteries", tr(mark("Batteries")), batteries, ground.storage_life)),
        0.0, "", ground.plant_upkeep * (panels + batteries), rated, stored, float(sized.storage))  # fmt: skip


def _grid_price(design: Design, place: Place) -> float:
    """Of the design in money of the price year; or of the site, brought there from the year of its source."""
    if design.ground.electricity_from == "stated":
        return design.ground.electricity_price * price_factor(design.cost)
    known = place.catalogued.electricity_price if place.catalogued else None
    if known is None:
        raise NoSupplyError("ground.electricity_from", tr(
            mark("no price of electricity is known for {site}; state one"), site=place.name))  # fmt: skip
    return known.value * price_factor(design.cost, int(known.date[:4]))
